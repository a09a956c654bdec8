/* See dns-parse.h. */
#include "net/dns-parse.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#include "base/limits.h"
#include "base/printable.h"

#define OPTION_EXTENDED_ERROR 15

static const struct
{
  WpDnsType type;
  const char *name;
} type_names[] = {
  { WP_DNS_A, "A" },     { WP_DNS_CNAME, "CNAME" }, { WP_DNS_MX, "MX" },
  { WP_DNS_TXT, "TXT" }, { WP_DNS_AAAA, "AAAA" },   { WP_DNS_SRV, "SRV" },
};

static const struct
{
  const char *name;
  WpOutcome outcome;
} rcodes[] = {
  [ns_r_noerror] = { "NOERROR", WP_OUTCOME_OK },
  [ns_r_formerr] = { "FORMERR", WP_OUTCOME_SERVFAIL },
  [ns_r_servfail] = { "SERVFAIL", WP_OUTCOME_SERVFAIL },
  [ns_r_nxdomain] = { "NXDOMAIN", WP_OUTCOME_NXDOMAIN },
  [ns_r_notimpl] = { "NOTIMP", WP_OUTCOME_SERVFAIL },
  [ns_r_refused] = { "REFUSED", WP_OUTCOME_DNS_REFUSED },
};

const char *
wp_dns_type_name (WpDnsType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (type_names[i].type == type)
      return type_names[i].name;
  return "TYPE";
}

const char *
wp_dns_rcode_name (int rcode)
{
  return rcode >= 0 && rcode < (int) G_N_ELEMENTS (rcodes) ? rcodes[rcode].name : "RCODE";
}

void
wp_dns_record_free (WpDnsRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->target);
  g_free (record->text);
  g_free (record);
}

void
wp_dns_reply_free (WpDnsReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->extended_text);
  g_ptr_array_unref (reply->records);
  g_ptr_array_unref (reply->cnames);
  g_free (reply);
}

char *
wp_dns_record_format (const WpDnsRecord *record)
{
  const char *type = wp_dns_type_name (record->type);
  char address[WP_INET_TEXT_SIZE];

  switch (record->type)
    {
    case WP_DNS_A:
    case WP_DNS_AAAA:
      wp_inet_format (&record->address, address);
      return g_strdup_printf ("%u %s %s", record->ttl_s, type, address);
    case WP_DNS_CNAME:
      return g_strdup_printf ("%u %s %s.", record->ttl_s, type, record->target);
    case WP_DNS_MX:
      return g_strdup_printf ("%u %s %u %s.", record->ttl_s, type, (guint) record->priority,
                              record->target);
    case WP_DNS_SRV:
      return g_strdup_printf ("%u %s %u %u %u %s.", record->ttl_s, type, (guint) record->priority,
                              (guint) record->weight, (guint) record->port, record->target);
    case WP_DNS_TXT:
    default:
      return g_strdup_printf ("%u %s \"%s\"", record->ttl_s, type,
                              record->text != NULL ? record->text : "");
    }
}

/* Names */

static char *
without_dot (const char *name)
{
  char *copy = g_ascii_strdown (name, -1);
  gsize length = strlen (copy);

  if (length > 0 && copy[length - 1] == '.' && (length == 1 || copy[length - 2] != '\\'))
    copy[length - 1] = '\0';
  return copy;
}

/* The name at `offset` of the record's data; it must end where the data end. */
static char *
take_name (ns_msg *message, ns_rr *rr, gsize offset)
{
  char name[NS_MAXDNAME];
  const guint8 *at = ns_rr_rdata (*rr) + offset;
  int length;

  if (offset >= ns_rr_rdlen (*rr))
    return NULL;
  length = ns_name_uncompress (ns_msg_base (*message), ns_msg_end (*message), at, name,
                               sizeof name);
  if (length < 0 || offset + (gsize) length != ns_rr_rdlen (*rr))
    return NULL;
  return without_dot (name);
}

static char *
take_text (const guint8 *data, gsize count)
{
  g_autoptr (GByteArray) joined = g_byte_array_new ();

  while (count > 0)
    {
      gsize length = *data++;

      if (length > --count)
        return NULL;
      g_byte_array_append (joined, data, (guint) length);
      data += length;
      count -= length;
    }
  return wp_printable (joined->data, joined->len, WP_DNS_TEXT_CHARS);
}

static gboolean
take_address (const guint8 *data, gsize count, guint8 family, WpInet *inet)
{
  inet->family = family;
  if (count != (family == 4 ? 4u : 16u))
    return FALSE;
  memcpy (inet->bytes, data, count);
  return TRUE;
}

static WpDnsRecord *
take_record (ns_msg *message, ns_rr *rr)
{
  g_autoptr (WpDnsRecord) record = g_new0 (WpDnsRecord, 1);
  const guint8 *data = ns_rr_rdata (*rr);
  gsize count = ns_rr_rdlen (*rr);
  gboolean is_good = FALSE;

  record->type = (WpDnsType) ns_rr_type (*rr);
  record->ttl_s = MIN (ns_rr_ttl (*rr), (guint32) G_MAXINT32); /* RFC 2181 §8 */
  switch (record->type)
    {
    case WP_DNS_A:
      is_good = take_address (data, count, 4, &record->address);
      break;
    case WP_DNS_AAAA:
      is_good = take_address (data, count, 6, &record->address);
      break;
    case WP_DNS_CNAME:
      is_good = (record->target = take_name (message, rr, 0)) != NULL;
      break;
    case WP_DNS_MX:
      if (count < 2)
        break;
      record->priority = (guint16) ns_get16 (data);
      is_good = (record->target = take_name (message, rr, 2)) != NULL;
      break;
    case WP_DNS_SRV:
      if (count < 6)
        break;
      record->priority = (guint16) ns_get16 (data);
      record->weight = (guint16) ns_get16 (data + 2);
      record->port = (guint16) ns_get16 (data + 4);
      is_good = (record->target = take_name (message, rr, 6)) != NULL;
      break;
    case WP_DNS_TXT:
      is_good = (record->text = take_text (data, count)) != NULL;
      break;
    }
  return is_good ? g_steal_pointer (&record) : NULL;
}

/* Sections */

static gboolean
is_at (ns_rr *rr, const char *owner)
{
  g_autofree char *name = without_dot (ns_rr_name (*rr));

  return ns_rr_class (*rr) == ns_c_in && g_str_equal (name, owner);
}

/* The target of the CNAME at `owner`, NULL if there is none. */
static gboolean
find_cname (ns_msg *message, const char *owner, char **target)
{
  ns_rr rr;

  *target = NULL;
  for (int i = 0; i < ns_msg_count (*message, ns_s_an); i++)
    {
      if (ns_parserr (message, ns_s_an, i, &rr) < 0)
        return FALSE;
      if (ns_rr_type (rr) == ns_t_cname && is_at (&rr, owner))
        return (*target = take_name (message, &rr, 0)) != NULL;
    }
  return TRUE;
}

static gboolean
follow_cnames (ns_msg *message, WpDnsReply *reply, char **owner)
{
  char *target;

  while (find_cname (message, *owner, &target))
    {
      if (target == NULL)
        return TRUE;
      g_free (*owner);
      *owner = target;
      if (reply->cnames->len == WP_LIMIT_DNS_CNAMES)
        return FALSE; /* or a circle */
      g_ptr_array_add (reply->cnames, g_strdup (target));
    }
  return FALSE;
}

static gboolean
read_answer (ns_msg *message, WpDnsReply *reply, const char *name, WpDnsType type)
{
  g_autofree char *owner = without_dot (name);
  ns_rr rr;

  if (type != WP_DNS_CNAME && !follow_cnames (message, reply, &owner))
    return FALSE;
  for (int i = 0; i < ns_msg_count (*message, ns_s_an); i++)
    {
      WpDnsRecord *record;

      if (ns_parserr (message, ns_s_an, i, &rr) < 0)
        return FALSE;
      if ((guint) ns_rr_type (rr) != (guint) type || !is_at (&rr, owner)
          || reply->records->len == WP_LIMIT_DNS_RECORDS)
        continue;
      record = take_record (message, &rr);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (reply->records, record);
    }
  return TRUE;
}

static void
read_options (const guint8 *at, gsize count, WpDnsReply *reply)
{
  while (count >= 4)
    {
      guint option = ns_get16 (at), length = ns_get16 (at + 2);

      at += 4;
      count -= 4;
      if (length > count)
        return;
      if (option == OPTION_EXTENDED_ERROR && length >= 2 && reply->extended_error < 0)
        {
          reply->extended_error = (int) ns_get16 (at);
          if (length > 2)
            reply->extended_text = wp_printable (at + 2, length - 2, WP_LIMIT_TRANSCRIPT_TEXT);
        }
      at += length;
      count -= length;
    }
}

static gboolean
read_additional (ns_msg *message, WpDnsReply *reply)
{
  ns_rr rr;

  for (int i = 0; i < ns_msg_count (*message, ns_s_ar); i++)
    {
      if (ns_parserr (message, ns_s_ar, i, &rr) < 0)
        return FALSE;
      if (ns_rr_type (rr) != ns_t_opt || reply->has_opt)
        continue;
      reply->has_opt = TRUE;
      reply->rcode |= (int) (ns_rr_ttl (rr) >> 24) << 4;
      read_options (ns_rr_rdata (rr), ns_rr_rdlen (rr), reply);
    }
  return TRUE;
}

static WpOutcome
outcome_of (const WpDnsReply *reply)
{
  WpOutcome outcome = reply->rcode < (int) G_N_ELEMENTS (rcodes) ? rcodes[reply->rcode].outcome
                                                                 : WP_OUTCOME_SERVFAIL;

  return outcome == WP_OUTCOME_OK && reply->records->len == 0 ? WP_OUTCOME_NO_DATA : outcome;
}

WpDnsReply *
wp_dns_reply_parse (const guint8 *bytes, gsize count, const char *name, WpDnsType type)
{
  WpDnsReply *reply = g_new0 (WpDnsReply, 1);
  ns_msg message;

  reply->records = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_dns_record_free);
  reply->cnames = g_ptr_array_new_with_free_func (g_free);
  reply->extended_error = -1;
  reply->rcode = -1;
  reply->outcome = WP_OUTCOME_DNS_MALFORMED;
  if (count > NS_MAXMSG || ns_initparse (bytes, (int) count, &message) < 0
      || !ns_msg_getflag (message, ns_f_qr))
    return reply;
  reply->rcode = ns_msg_getflag (message, ns_f_rcode);
  reply->is_authentic = ns_msg_getflag (message, ns_f_ad) != 0;
  reply->is_truncated = ns_msg_getflag (message, ns_f_tc) != 0;
  if (read_answer (&message, reply, name, type) && read_additional (&message, reply))
    reply->outcome = outcome_of (reply);
  else
    g_ptr_array_set_size (reply->records, 0);
  return reply;
}
