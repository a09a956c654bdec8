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
 * nothing by itself; where another protocol took it, this one is off. ON_THE_WAY is what a dead
 * server and a network that lets no mail through look like alike: only beside a service that did
 * answer is it the server's own fault, and then it is what `beside` says. */
#define REFUSED (-2)
#define ON_THE_WAY (-3)
typedef struct
{
  const char *why;
  gint32 access;
  gint32 beside; /* of ON_THE_WAY */
} Meaning;

static const Meaning meanings[] = {
  { "auth.credentials.wrong", REFUSED, 0 },
  { "auth.protocol-off", WP_ACCESS_OFF, 0 },
  { "auth.basic-disabled", WP_ACCESS_OAUTH, 0 },
  { "auth.", WP_UNKNOWN, 0 },
  { "authz.", WP_UNKNOWN, 0 },
  { "cap.oauth-only", WP_ACCESS_OAUTH, 0 },
  { "cap.protocol-missing", WP_ACCESS_OFF, 0 },
  { "cap.auth.missing", WP_ACCESS_FAIL, 0 },
  { "cap.auth.no-common", WP_ACCESS_FAIL, 0 },
  { "cap.", WP_UNKNOWN, 0 },
  { "discovery.web-only", WP_ACCESS_OFF, 0 },
  { "dns.srv.disabled", WP_ACCESS_OFF, 0 },
  { "dns.name.failed", WP_UNKNOWN, 0 }, /* nobody answered for the name: it may well exist */
  { "dns.name.", WP_ACCESS_FAIL, 0 },
  { "dns.", WP_UNKNOWN, 0 },
  { "greet.busy", WP_UNKNOWN, 0 },
  { "greet.client-rejected", WP_ACCESS_BLOCKED, 0 }, /* whoever comes from this network */
  { "greet.silent", ON_THE_WAY, WP_ACCESS_FAIL },
  { "greet.", WP_ACCESS_FAIL, 0 },
  { "mbx.init-failed", WP_ACCESS_FAIL, 0 },
  { "mbx.not-connected", WP_ACCESS_FAIL, 0 },
  { "mbx.select-failed", WP_ACCESS_FAIL, 0 },
  { "mode.http-peer", ON_THE_WAY, WP_ACCESS_FAIL }, /* a sign-in page of this network */
  { "mode.", WP_ACCESS_FAIL, 0 },
  { "net.offline", WP_ACCESS_BLOCKED, 0 },
  { "net.local.policy", WP_ACCESS_BLOCKED, 0 },
  { "net.ipv6.", WP_UNKNOWN, 0 },
  { "net.", ON_THE_WAY, WP_ACCESS_FAIL },
  { "policy.refused.no-tls", WP_ACCESS_NO_TLS, 0 },
  { "proto.stalled", ON_THE_WAY, WP_ACCESS_FAIL },
  { "proto.", WP_ACCESS_FAIL, 0 },
  { "starttls.", WP_ACCESS_NO_TLS, 0 },
  { "tcp.ipv4.", WP_UNKNOWN, 0 },
  { "tcp.ipv6.", WP_UNKNOWN, 0 },
  { "tcp.", ON_THE_WAY, WP_ACCESS_FAIL },
  { "tls.cert.future", WP_UNKNOWN, 0 }, /* this computer's clock is wrong */
  { "tls.client-cert.required", WP_ACCESS_FAIL, 0 },
  { "tls.eof", ON_THE_WAY, WP_ACCESS_NO_TLS },
  { "tls.stall", ON_THE_WAY, WP_ACCESS_FAIL },
  { "tls.", WP_ACCESS_NO_TLS, 0 },
};

/* Its row; NULL: no row, so nothing is known. */
static const Meaning *
find_meaning (const char *why)
{
  for (guint i = 0; why != NULL && i < G_N_ELEMENTS (meanings); i++)
    if (g_str_has_suffix (meanings[i].why, ".") ? g_str_has_prefix (why, meanings[i].why)
                                                : g_str_equal (why, meanings[i].why))
      return &meanings[i];
  return NULL;
}

static gint32
meaning_of (const char *why)
{
  const Meaning *meaning = find_meaning (why);

  return meaning == NULL ? WP_UNKNOWN : meaning->access;
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

/* A mail server was met, whatever it said then: mail gets through. What was not tried, or stopped
 * before the first connection, tells nothing. */
static gboolean
has_answered (const WpService *service)
{
  static const char *const said[] = { "auth.",
                                      "authz.",
                                      "cap.",
                                      "greet.",
                                      "mbx.",
                                      "mode.",
                                      "proto.",
                                      "sub.",
                                      "starttls.",
                                      "tls.",
                                      "policy.refused.no-tls" };

  if (service->works == WP_WORKS_YES)
    return TRUE;
  if (meaning_of (service->why) == ON_THE_WAY || g_strcmp0 (service->why, "auth.budget.spent") == 0
      || g_strcmp0 (service->why, "greet.client-rejected") == 0)
    return FALSE;
  for (guint i = 0; service->why != NULL && i < G_N_ELEMENTS (said); i++)
    if (g_str_has_prefix (service->why, said[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_any_answered (const WpReport *report)
{
  for (guint i = 0; i < report->services->len; i++)
    if (has_answered (report->services->pdata[i]))
      return TRUE;
  return FALSE;
}

/* A web server answered from here; or an earlier reading of the same run knew that one had. */
static gboolean
has_web (const WpReport *report)
{
  static const WpFact facts[] = { WP_FACT_IMAP, WP_FACT_POP };

  for (guint i = 0; i < report->sources->len; i++)
    if (((const WpSource *) report->sources->pdata[i])->http_status != 0)
      return TRUE;
  for (guint i = 0; report->situation != NULL && i < G_N_ELEMENTS (facts); i++)
    if (report->situation->values[facts[i]] == WP_ACCESS_BLOCKED
        && report->situation->origins[facts[i]] == WP_ORIGIN_MEASURED)
      return TRUE;
  return FALSE;
}

/* Whose fault it is that nothing came back. Beside a service that did answer it is the server's.
 * If no mail server answered at all while a web server did, it is this network, most likely; two
 * dead services look the same, and another network is the way to tell. Else nobody can tell. */
static gint32
access_on_the_way (const WpReport *report, const char *why)
{
  guint lost = 0;

  if (has_any_answered (report))
    return find_meaning (why)->beside;
  for (guint i = 0; i < report->services->len; i++)
    lost += meaning_of (((const WpService *) report->services->pdata[i])->why) == ON_THE_WAY;
  return lost >= 2 && has_web (report) ? WP_ACCESS_BLOCKED : WP_UNKNOWN;
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
    return service != NULL && service->works == WP_WORKS_NOT_OFFERED && has_any_answered (report)
               ? WP_ACCESS_FAIL
               : WP_UNKNOWN;
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

/* Nobody tried, and still it is clear what would happen; a failure that was seen elsewhere is not
 * this one's. */
static gint32
access_untested (const char *why, gint32 access)
{
  return access == WP_ACCESS_FAIL && !g_str_has_prefix (why, "cap.auth.") ? WP_UNKNOWN : access;
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
  if (access == ON_THE_WAY)
    access = access_on_the_way (report, service->why);
  else if (access == REFUSED)
    access = works (report, other_of (protocol)) && service->works == WP_WORKS_NO ? WP_ACCESS_OFF
                                                                                  : WP_UNKNOWN;
  return service->works == WP_WORKS_NOT_TESTED ? access_untested (service->why, access) : access;
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
         && source->kind != WP_SOURCE_GUESS && source->trust != WP_TRUST_GUESS;
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

/* In millions of bytes. */
static gint64
millions_of_bytes (const WpFields *facts)
{
  gint64 bytes = wp_fields_number (facts, WP_KEY_MAILBOX_BYTES);

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
