/* What a finished report measured, as facts. What it does not say stays unknown: a server that was
 * not asked, a password that may be wrong, a mailbox that was in use. Findings are known here by
 * their ids only; what they rest on is diagnose's. */
#include "advise/advise-private.h"

#include "model/keys.h"

#define MOST_QUOTA 1000
#define MOST_MILLIONS 2000000000
#define MOST_FOLDER 2000000000
#define MOST_EXPIRE 100000
#define MOST_DELAY_S 2592000

/* Why a service does not work, as far as that tells something of the protocol. The first row whose
 * id is the finding's, or whose prefix (with a dot at its end) it has. A refused password proves
 * nothing by itself; where another protocol took it, this one is off. */
#define REFUSED (-2)
static const struct
{
  const char *why;
  gint32 access;
} meanings[] = {
  { "auth.credentials.wrong", REFUSED },
  { "auth.protocol-off", WP_ACCESS_OFF },
  { "auth.basic-disabled", WP_ACCESS_OAUTH },
  { "auth.", WP_UNKNOWN },
  { "authz.", WP_UNKNOWN },
  { "cap.oauth-only", WP_ACCESS_OAUTH },
  { "cap.protocol-missing", WP_ACCESS_OFF },
  { "cap.auth.missing", WP_ACCESS_FAIL },
  { "cap.", WP_UNKNOWN },
  { "discovery.web-only", WP_ACCESS_OFF },
  { "dns.srv.disabled", WP_ACCESS_OFF },
  { "dns.name.", WP_ACCESS_FAIL },
  { "dns.", WP_UNKNOWN },
  { "greet.busy", WP_UNKNOWN },
  { "greet.", WP_ACCESS_FAIL },
  { "mbx.init-failed", WP_ACCESS_FAIL },
  { "mbx.not-connected", WP_ACCESS_FAIL },
  { "mbx.select-failed", WP_ACCESS_FAIL },
  { "mode.", WP_ACCESS_FAIL },
  { "net.offline", WP_ACCESS_BLOCKED },
  { "net.local.policy", WP_ACCESS_BLOCKED },
  { "net.", WP_ACCESS_FAIL },
  { "policy.refused.no-tls", WP_ACCESS_NO_TLS },
  { "proto.", WP_ACCESS_FAIL },
  { "starttls.", WP_ACCESS_NO_TLS },
  { "tcp.", WP_ACCESS_FAIL },
  { "tls.cert.future", WP_UNKNOWN }, /* this computer's clock is wrong */
  { "tls.client-cert.required", WP_ACCESS_FAIL },
  { "tls.stall", WP_ACCESS_FAIL },
  { "tls.", WP_ACCESS_NO_TLS },
};

static gint32
meaning_of (const char *why)
{
  for (guint i = 0; why != NULL && i < G_N_ELEMENTS (meanings); i++)
    if (g_str_has_suffix (meanings[i].why, ".") ? g_str_has_prefix (why, meanings[i].why)
                                                : g_str_equal (why, meanings[i].why))
      return meanings[i].access;
  return WP_UNKNOWN;
}

static WpProtocol
other_of (WpProtocol protocol)
{
  return protocol == WP_PROTOCOL_IMAP ? WP_PROTOCOL_POP3 : WP_PROTOCOL_IMAP;
}

static gboolean
works (const WpReport *report, WpProtocol protocol)
{
  const WpService *service = wp_report_service (report, protocol);

  return service != NULL && service->works == WP_WORKS_YES;
}

/* Nothing got through to any mail port, while a web server answered: this network, most likely. One
 * dead host looks the same, and another network is the way to tell. */
static gboolean
is_mail_blocked (const WpReport *report)
{
  guint silent = 0;
  gboolean has_web = FALSE;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->why != NULL && g_str_has_prefix (service->why, "tcp.timeout."))
        silent++;
      else if (service->works != WP_WORKS_NOT_OFFERED)
        return FALSE;
    }
  for (guint i = 0; i < report->sources->len; i++)
    has_web |= ((const WpSource *) report->sources->pdata[i])->http_status != 0;
  return has_web && silent >= 2;
}

static gboolean
is_said_by_provider (const WpCandidate *candidate)
{
  return candidate->trust != WP_TRUST_USER && candidate->trust <= WP_TRUST_DATABASE;
}

/* Settings for this protocol by somebody who should know. */
static gboolean
has_good_settings (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol && is_said_by_provider (candidate))
        return TRUE;
    }
  return FALSE;
}

/* Who names one protocol and not the other does not offer the other. A server that was typed, or
 * found by guessing, says nothing of that; a saved report no longer tells who named its servers. */
static gint32
access_without_server (const WpReport *report, WpProtocol protocol)
{
  const WpService *service = wp_report_service (report, protocol);
  const WpService *other = wp_report_service (report, other_of (protocol));
  const WpCandidate *chosen;

  if (has_good_settings (report, protocol))
    return service != NULL && service->works == WP_WORKS_NOT_OFFERED ? WP_ACCESS_FAIL : WP_UNKNOWN;
  if (has_good_settings (report, other_of (protocol)))
    return WP_ACCESS_OFF;
  if (service == NULL || service->works != WP_WORKS_NOT_OFFERED || other == NULL
      || other->candidate == 0)
    return WP_UNKNOWN;
  chosen = wp_report_candidate (report, other->candidate);
  return chosen->trust == WP_TRUST_USER || chosen->trust == WP_TRUST_GUESS ? WP_UNKNOWN
                                                                           : WP_ACCESS_OFF;
}

static gboolean
was_token (const WpService *service)
{
  return g_strcmp0 (service->auth, "XOAUTH2") == 0 || g_strcmp0 (service->auth, "OAUTHBEARER") == 0;
}

static gint32
access_by_service (const WpReport *report, WpProtocol protocol)
{
  const WpService *service = wp_report_service (report, protocol);
  gint32 access = service == NULL ? WP_UNKNOWN : meaning_of (service->why);

  if (service != NULL && service->works == WP_WORKS_YES)
    return was_token (service) ? WP_ACCESS_OAUTH : WP_ACCESS_OK;
  if (service == NULL || (service->works == WP_WORKS_NOT_OFFERED && access != WP_ACCESS_OFF))
    return access_without_server (report, protocol);
  if (service->works == WP_WORKS_NOT_TESTED)
    return access == WP_ACCESS_OAUTH || access == WP_ACCESS_OFF || access == WP_ACCESS_BLOCKED
                   || access == WP_ACCESS_NO_TLS
               ? access
               : WP_UNKNOWN;
  if (access == WP_ACCESS_FAIL && is_mail_blocked (report))
    return WP_ACCESS_BLOCKED;
  if (access == REFUSED)
    return works (report, other_of (protocol)) ? WP_ACCESS_OFF : WP_UNKNOWN;
  return access;
}

/* Notes may be out of date, so they only fill what the services leave open. A server that somebody
 * typed may be anybody's. */
static gint32
access_of (const WpReport *report, WpProtocol protocol)
{
  const WpService *service = wp_report_service (report, protocol);
  gint32 access = access_by_service (report, protocol);

  if (access != WP_UNKNOWN || report->provider == NULL)
    return access;
  if (service != NULL && service->candidate != 0
      && wp_report_candidate (report, service->candidate)->trust == WP_TRUST_USER)
    return access;
  if (wp_provider_demand (report->provider, WP_DEMAND_NO_MAIL, protocol) != NULL)
    return WP_ACCESS_OFF;
  if (wp_provider_demand (report->provider, WP_DEMAND_SIGN_IN, protocol) != NULL)
    return WP_ACCESS_OAUTH;
  return WP_UNKNOWN;
}

/* What the provider prefers */

static int
best_priority (const WpReport *report, WpProtocol protocol)
{
  int best = -1;

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->endpoint->protocol != protocol)
        continue;
      for (guint n = 0; n < candidate->sources->len; n++)
        {
          const WpSource *source = wp_report_source (report,
                                                     g_array_index (candidate->sources, guint, n));

          if (source != NULL && source->kind == WP_SOURCE_SRV
              && (best < 0 || candidate->srv_priority < best))
            best = candidate->srv_priority;
        }
    }
  return best;
}

/* The order of its servers is its author's; a guess and what a person typed have none. */
static gboolean
is_document (const WpSource *source)
{
  return source->status == WP_SOURCE_STATUS_FOUND && source->kind != WP_SOURCE_GIVEN
         && source->kind != WP_SOURCE_SRV && source->kind != WP_SOURCE_NOTES
         && source->kind != WP_SOURCE_GUESS;
}

static const WpSource *
best_document (const WpReport *report)
{
  const WpSource *best = NULL;

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (is_document (source)
          && (best == NULL || source->trust < best->trust
              || (source->trust == best->trust && source->kind < best->kind)))
        best = source;
    }
  return best;
}

static const char *
prefers_by_order (const WpReport *report, const WpSource *source)
{
  static const char *const words[] = { [WP_PROTOCOL_IMAP] = "imap", [WP_PROTOCOL_POP3] = "pop" };
  const char *first = NULL;

  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (report,
                                                          g_array_index (source->says, guint, i));

      if (candidate == NULL || candidate->endpoint->protocol == WP_PROTOCOL_SMTP)
        continue;
      if (first == NULL)
        first = words[candidate->endpoint->protocol];
      else if (first != words[candidate->endpoint->protocol])
        return first;
    }
  return NULL; /* who offers one only prefers nothing */
}

const char *
wp_advise_prefers (const WpReport *report)
{
  int imap = best_priority (report, WP_PROTOCOL_IMAP);
  int pop = best_priority (report, WP_PROTOCOL_POP3);
  const WpSource *document = best_document (report);
  const char *word = NULL;

  if (imap >= 0 && pop >= 0 && imap != pop)
    return imap < pop ? "imap" : "pop";
  if (document != NULL)
    word = prefers_by_order (report, document);
  return word == NULL && imap >= 0 && pop >= 0 ? "none" : word;
}

/* Numbers and flags */

static void
measure (WpSituation *situation, WpFact fact, gint64 value)
{
  if (value >= 0)
    wp_situation_set (situation, fact, (gint32) value, WP_ORIGIN_MEASURED);
}

static gint64
percent_used (const WpFields *facts)
{
  gint64 used = wp_fields_number (facts, WP_KEY_QUOTA_USED_KIB);
  gint64 limit = wp_fields_number (facts, WP_KEY_QUOTA_LIMIT_KIB);

  if (used < 0 || limit <= 0)
    return -1;
  return used / limit >= MOST_QUOTA / 100 ? MOST_QUOTA
         : used > G_MAXINT64 / 100        ? used / (limit / 100)
                                          : used * 100 / limit;
}

/* In millions of bytes. POP3 sees the inbox only, so it counts where nothing else was counted. */
static gint64
millions_of_bytes (const WpFields *facts)
{
  gint64 bytes = wp_fields_number (facts, WP_KEY_MAILBOX_BYTES);

  if (bytes < 0)
    bytes = wp_fields_number (facts, WP_KEY_POP_BYTES);
  return bytes < 0 ? -1 : MIN (bytes / 1000000, MOST_MILLIONS);
}

static gint64
number_up_to (const WpFields *facts, const char *key, gint64 most)
{
  gint64 number = wp_fields_number (facts, key);

  return number < 0 ? -1 : MIN (number, most);
}

static gint64
flag_of (const WpFields *facts, const char *key)
{
  const WpField *field = wp_fields_find (facts, key);

  return field == NULL || field->kind != WP_FIELD_FLAG ? -1 : field->number != 0;
}

static gint64
expire_of (const WpFields *facts)
{
  if (g_strcmp0 (wp_fields_text (facts, WP_KEY_POP_EXPIRE), "never") == 0)
    return WP_EXPIRE_NEVER;
  return number_up_to (facts, WP_KEY_POP_EXPIRE, MOST_EXPIRE);
}

void
wp_advise_measure (const WpReport *report, WpSituation *situation)
{
  const WpFields *facts = report->facts;
  const char *prefers = wp_fields_text (facts, WP_KEY_PREFERS);
  gint32 value;

  measure (situation, WP_FACT_IMAP, access_of (report, WP_PROTOCOL_IMAP));
  measure (situation, WP_FACT_POP, access_of (report, WP_PROTOCOL_POP3));
  measure (situation, WP_FACT_QUOTA, percent_used (facts));
  measure (situation, WP_FACT_MAILBOX_GB, millions_of_bytes (facts));
  measure (situation, WP_FACT_LARGEST_FOLDER,
           number_up_to (facts, WP_KEY_LARGEST_FOLDER, MOST_FOLDER));
  measure (situation, WP_FACT_EXPIRE, expire_of (facts));
  measure (situation, WP_FACT_LOGIN_DELAY,
           number_up_to (facts, WP_KEY_POP_LOGIN_DELAY_S, MOST_DELAY_S));
  measure (situation, WP_FACT_UIDL, flag_of (facts, WP_KEY_POP_UIDL));
  measure (situation, WP_FACT_IDLE, flag_of (facts, WP_KEY_IDLE));
  if (prefers == NULL)
    prefers = wp_advise_prefers (report);
  if (wp_fact_value_from_id (WP_FACT_PREFERS, prefers, &value))
    measure (situation, WP_FACT_PREFERS, value);
}
