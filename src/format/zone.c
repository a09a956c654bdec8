/* See zone.h. Owners are written in full, so the piece fits a zone of any origin. */
#include "format/zone.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "base/printable.h"
#include "format/pacc.h"
#include "format/sentence-private.h"

#define TTL_S 3600
#define MX_CHARS 300
#define OWNER_CHARS 34 /* what most owners need */
#define YOUR_WEB_HOST "your-web-server.example"

/* Lower is preferred, also between IMAP and POP3 (RFC 6186 §3.4) and between the kinds of
 * encryption (RFC 8314 §5.1). */
static const struct
{
  const char *label;
  WpProtocol protocol;
  WpTlsMode tls;
  guint priority;
} labels[] = {
  { "_imaps", WP_PROTOCOL_IMAP, WP_TLS_IMPLICIT, 0 },
  { "_imap", WP_PROTOCOL_IMAP, WP_TLS_STARTTLS, 10 },
  { "_pop3s", WP_PROTOCOL_POP3, WP_TLS_IMPLICIT, 20 },
  { "_pop3", WP_PROTOCOL_POP3, WP_TLS_STARTTLS, 30 },
  { "_submissions", WP_PROTOCOL_SMTP, WP_TLS_IMPLICIT, 0 },
  { "_submission", WP_PROTOCOL_SMTP, WP_TLS_STARTTLS, 10 },
};
#define PRIORITY_STEPS 10 /* between two labels */

static gboolean
is_name (const char *text)
{
  WpInet literal;

  return text != NULL && wp_domain_is_host (text) && !wp_inet_parse (text, &literal);
}

/* The server's name for everybody at the domain, or NULL. */
static char *
target_of (const WpEndpoint *server, const char *domain)
{
  WpAccount anybody = { .address = (char *) "%",
                        .local_part = (char *) "%",
                        .domain = (char *) domain,
                        .domain_ascii = (char *) domain };
  g_autofree char *filled = wp_account_fill (&anybody, server->host);

  return is_name (filled) ? g_steal_pointer (&filled) : NULL;
}

static gboolean
check (const WpProfile *profile, const WpZoneParams *params, GError **error)
{
  gboolean has_encrypted = FALSE;

  if (!is_name (params->domain))
    return wp_sentence_fail (
        error, N_ ("“{what}” is not a domain that can have records of its own."), params->domain);
  if (params->web_host != NULL && !is_name (params->web_host))
    return wp_sentence_fail (error,
                             N_ ("“{what}” is not the name of a web server. Use its name, not an "
                                 "address."),
                             params->web_host);
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];
      g_autofree char *target = target_of (server, params->domain);

      if (server->tls == WP_TLS_NONE)
        continue;
      has_encrypted = TRUE;
      if (target == NULL || server->port == 0)
        return wp_sentence_fail (
            error,
            N_ ("“{what}” cannot stand in a service record, which needs one server name "
                "for everybody."),
            server->host);
    }
  return has_encrypted
         || wp_sentence_fail (
             error,
             N_ ("The settings have no encrypted server, and others are never published. Use "
                 "an encrypted service."),
             NULL);
}

static void
add_record (
    GString *zone, const char *mark, const char *label, const char *domain, const char *record)
{
  g_autofree char *owner = g_strdup_printf ("%s.%s.", label, domain);

  g_string_append_printf (zone, "%s%-*s %d IN %s\n", mark, OWNER_CHARS, owner, TTL_S, record);
}

static void
add_service (GString *zone, const WpProfile *profile, const char *domain, guint n)
{
  g_autofree char *label = g_strconcat (labels[n].label, "._tcp", NULL);
  guint count = 0;

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];
      g_autofree char *target = target_of (server, domain);
      g_autofree char *record = NULL;

      if (server->protocol != labels[n].protocol || server->tls != labels[n].tls)
        continue;
      record = g_strdup_printf ("SRV %u 1 %u %s.",
                                labels[n].priority + MIN (count, PRIORITY_STEPS - 1), server->port,
                                target);
      add_record (zone, "", label, domain, record);
      count++;
    }
  if (count == 0)
    add_record (zone, "; ", label, domain, "SRV 0 0 0 .");
}

/* Where the host is not known, the line is a comment with a name to fill in. An alias may not point
 * at itself. */
static void
add_alias (GString *zone, const char *label, const WpZoneParams *params)
{
  g_autofree char *own = g_strconcat (label, ".", params->domain, NULL);
  g_autofree char *record = g_strdup_printf (
      "CNAME %s.", params->web_host == NULL ? YOUR_WEB_HOST : params->web_host);

  if (params->web_host == NULL || g_ascii_strcasecmp (own, params->web_host) != 0)
    add_record (zone, params->web_host == NULL ? "; " : "", label, params->domain, record);
  else
    g_string_append_printf (zone, "; %s. has its address already.\n", own);
}

static gboolean
has_every_label (const WpProfile *profile)
{
  guint seen = 0;

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      for (guint n = 0; n < G_N_ELEMENTS (labels); n++)
        if (server->protocol == labels[n].protocol && server->tls == labels[n].tls)
          seen |= 1u << n;
    }
  return seen == (1u << G_N_ELEMENTS (labels)) - 1;
}

/* Anyone on the way can forge an unsigned record, so programs ask before they follow it out. */
static void
warn_of_foreign (GString *zone, const WpProfile *profile, const WpZoneParams *params)
{
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];
      g_autofree char *target = target_of (server, params->domain);

      if (server->tls == WP_TLS_NONE || target == NULL
          || wp_domain_is_within (target, params->domain)
          || wp_domain_same_registrable (target, params->domain))
        continue;
      g_string_append_printf (zone,
                              "; %s is in another domain: publish these only in a signed zone "
                              "(DNSSEC),\n; or use server names inside %s.\n",
                              target, params->domain);
      return;
    }
}

/* The way of the mail to the domain is another matter than that of its people to their mail. */
static void
add_exchangers (GString *zone, const WpZoneParams *params)
{
  g_string_append (zone, "\n; Not part of this piece: MX, SPF, DKIM, DMARC, the addresses of the "
                         "servers.\n");
  if (params->mx != NULL && *params->mx != NULL)
    g_string_append (zone, "; Published now:\n");
  for (const char *const *mx = params->mx; mx != NULL && *mx != NULL; mx++)
    {
      g_autofree char *owner = g_strconcat (params->domain, ".", NULL);
      g_autofree char *shown = wp_printable_text (*mx, MX_CHARS);

      g_string_append_printf (zone, "; %-*s %d IN MX %s\n", OWNER_CHARS, owner, TTL_S, shown);
    }
}

static void
add_pacc (GString *zone, const WpProfile *profile, const WpZoneParams *params)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = params->pacc == NULL ? wp_pacc_write (profile, &error) : NULL;
  const char *document = params->pacc == NULL ? made : params->pacc;
  g_autofree char *value = NULL;
  g_autofree char *record = NULL;

  if (document == NULL)
    {
      g_string_append_printf (zone, "\n; No records for PACC: %s\n", error->message);
      return;
    }
  value = wp_pacc_txt_write (document, strlen (document));
  record = g_strdup_printf ("TXT \"%s\"", value);
  g_string_append_printf (zone,
                          "\n; PACC: the digest is that of the exact bytes served as\n"
                          "; https://" WP_PACC_HOST "%s" WP_PACC_PATH "\n"
                          "; Before they change, publish the new digest beside the old one.\n",
                          params->domain);
  add_alias (zone, "ua-auto-config", params);
  add_record (zone, "", "_ua-auto-config", params->domain, record);
}

char *
wp_zone_write (const WpProfile *profile, const WpZoneParams *params, GError **error)
{
  g_autoptr (GString) zone = NULL;
  g_autofree char *autodiscover = NULL;

  if (!check (profile, params, error))
    return NULL;
  zone = g_string_new (NULL);
  g_string_append_printf (zone, "; Mail services of %s (RFC 6186, RFC 8314).\n", params->domain);
  if (!has_every_label (profile))
    g_string_append (zone, "; \"0 0 0 .\" says that a service is not offered: where that is so, "
                           "remove the \";\".\n");
  warn_of_foreign (zone, profile, params);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    add_service (zone, profile, params->domain, i);
  g_string_append_printf (zone,
                          "\n; Autoconfig: the host needs a certificate for this name, and serves\n"
                          "; https://autoconfig.%s/mail/config-v1.1.xml\n",
                          params->domain);
  add_alias (zone, "autoconfig", params);
  add_pacc (zone, profile, params);
  autodiscover = g_strdup_printf ("SRV 0 0 443 %s.",
                                  params->web_host == NULL ? YOUR_WEB_HOST : params->web_host);
  g_string_append (zone, "\n; Autodiscover, only if the host answers it:\n");
  add_record (zone, "; ", "_autodiscover._tcp", params->domain, autodiscover);
  add_exchangers (zone, params);
  return g_strdup (zone->str);
}
