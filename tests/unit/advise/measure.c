/* Reports, made by hand, and the facts that are read out of them. */
#include <string.h>

#include "diagnose/diagnose.h"
#include "facts.h"
#include "model/keys.h"

typedef struct
{
  WpWorks works;
  const char *why;
  int trust; /* of the server that was chosen; -1: there is none */
} Tried;

#define YES(trust)                                                                                 \
  {                                                                                                \
    WP_WORKS_YES, NULL, trust                                                                      \
  }
#define NO(why)                                                                                    \
  {                                                                                                \
    WP_WORKS_NO, why, WP_TRUST_PROVIDER_HTTPS                                                      \
  }
#define NOT_TESTED(why)                                                                            \
  {                                                                                                \
    WP_WORKS_NOT_TESTED, why, WP_TRUST_PROVIDER_HTTPS                                              \
  }
#define NOT_OFFERED                                                                                \
  {                                                                                                \
    WP_WORKS_NOT_OFFERED, NULL, -1                                                                 \
  }
#define NOTHING(why)                                                                               \
  {                                                                                                \
    WP_WORKS_NOT_OFFERED, why, -1                                                                  \
  }

static WpService *
add_service (WpReport *report, WpProtocol protocol, const Tried *tried)
{
  WpService *service = wp_report_add_service (report, protocol);

  service->works = tried->works;
  service->why = tried->why;
  if (tried->trust >= 0)
    {
      WpSource *source = wp_report_add_source (
          report, wp_source_new (tried->trust == WP_TRUST_USER    ? WP_SOURCE_GIVEN
                                 : tried->trust == WP_TRUST_GUESS ? WP_SOURCE_GUESS
                                                                  : WP_SOURCE_DATABASE,
                                 "target"));
      WpEndpoint *endpoint = wp_endpoint_new (protocol, "mail.example.org",
                                              wp_protocol_default_port (protocol, WP_TLS_IMPLICIT),
                                              WP_TLS_IMPLICIT);

      service->candidate =
          wp_report_add_candidate (report, endpoint, source, (WpTrust) tried->trust)->id;
    }
  return service;
}

static void
assert_fact (const WpReport *report, WpFact fact, const char *expected)
{
  WpSituation situation;
  g_autofree char *id = NULL;

  wp_situation_init (&situation);
  wp_advise_measure (report, &situation);
  id = wp_fact_value_id (fact, situation.values[fact]);
  if (!g_str_equal (id, expected))
    g_error ("%s is %s, expected %s", wp_fact_id (fact), id, expected);
  g_assert_cmpint (situation.origins[fact], ==,
                   g_str_equal (expected, "unknown") ? WP_ORIGIN_NONE : WP_ORIGIN_MEASURED);
}

#define D WP_TRUST_DATABASE

static const struct
{
  const char *name;
  Tried imap, pop;
  const char *imap_is, *pop_is;
} services[] = {
  { "both work", YES (D), YES (D), "ok", "ok" },
  { "no password given", NOT_TESTED (NULL), NOT_TESTED (NULL), "unknown", "unknown" },
  { "sign-in only", NOT_TESTED ("cap.oauth-only"), NOT_TESTED ("cap.oauth-only"), "oauth",
    "oauth" },
  { "passwords off", NO ("auth.basic-disabled"), NOT_TESTED ("auth.basic-disabled"), "oauth",
    "oauth" },
  { "left alone after a refusal", NO ("auth.credentials.wrong"),
    NOT_TESTED ("auth.credentials.wrong"), "unknown", "unknown" },
  { "refused by both", NO ("auth.credentials.wrong"), NO ("auth.credentials.wrong"), "unknown",
    "unknown" },
  { "refused where the other took it", YES (D), NO ("auth.credentials.wrong"), "ok", "off" },
  { "the other way round", NO ("auth.credentials.wrong"), YES (D), "off", "ok" },
  { "says that it is off", NO ("auth.protocol-off"), NOT_TESTED (NULL), "off", "unknown" },
  { "app password wanted", NO ("auth.app-password"), YES (D), "unknown", "ok" },
  { "too many logins", NO ("auth.limit.account"), NO ("auth.limit.ip"), "unknown", "unknown" },
  { "cannot check passwords", NO ("auth.backend.down"), YES (D), "unknown", "ok" },
  { "budget spent", NOT_TESTED ("auth.budget.spent"), NOT_TESTED ("auth.budget.spent"), "unknown",
    "unknown" },
  { "certificate", NO ("tls.cert.expired"), NO ("tls.cert.name.generic"), "no-tls", "no-tls" },
  { "clock", NO ("tls.cert.future"), NO ("tls.cert.future"), "unknown", "unknown" },
  { "stall", NO ("tls.stall"), NO ("tls.client-cert.required"), "fail", "fail" },
  { "no STARTTLS", NO ("starttls.not-offered"), NO ("starttls.injection"), "no-tls", "no-tls" },
  { "unencrypted", NOT_TESTED ("policy.refused.no-tls"), NO ("policy.refused.no-tls"), "no-tls",
    "no-tls" },
  { "odd port", NOT_TESTED ("policy.refused.port"), NOT_TESTED ("policy.undecided"), "unknown",
    "unknown" },
  { "refused and silent", NO ("tcp.refused.service"), NO ("tcp.timeout.port"), "unknown",
    "unknown" },
  { "silent beside one that answers", NO ("tcp.timeout.port"), YES (D), "fail", "ok" },
  { "silent beside one that refuses the name", NO ("tcp.refused.service"),
    NO ("auth.credentials.wrong"), "fail", "unknown" },
  { "silent beside one that was left alone", NO ("tcp.timeout.host"),
    NOT_TESTED ("auth.budget.spent"), "unknown", "unknown" },
  { "seen elsewhere only", YES (D), NOT_TESTED ("tcp.refused.service"), "ok", "unknown" },
  { "no way to log in", NO ("cap.auth.no-common"), NOT_TESTED ("cap.auth.no-common"), "fail",
    "fail" },
  { "this address is turned away", NO ("greet.client-rejected"), YES (D), "blocked", "ok" },
  { "no such name", NO ("dns.name.nxdomain"), NO ("dns.name.no-address"), "fail", "fail" },
  { "no name service", NO ("dns.resolver.dead"), NO ("dns.resolver.dead"), "unknown", "unknown" },
  { "this computer is offline", NO ("net.offline"), NOT_TESTED ("net.offline"), "blocked",
    "blocked" },
  { "a firewall here", NO ("net.local.policy"), NO ("net.unreachable"), "blocked", "unknown" },
  { "another protocol there", NO ("mode.http-peer"), NO ("proto.closed"), "fail", "fail" },
  { "a sign-in page", NO ("mode.http-peer"), NO ("mode.http-peer"), "unknown", "unknown" },
  { "silent, closed, busy", NO ("greet.silent"), NO ("greet.busy"), "fail", "unknown" },
  { "mailbox in use", YES (D), NO ("mbx.pop-locked"), "ok", "unknown" },
  { "mailbox too full, not there", NO ("mbx.over-quota"), NO ("mbx.select-failed"), "unknown",
    "fail" },
  { "no reason", NO (NULL), NO ("run.unexplained"), "unknown", "unknown" },
  { "stopped", NOT_TESTED ("run.stopped"), NOT_TESTED ("run.stopped"), "unknown", "unknown" },
  { "an id of tomorrow", NO ("tls-not-a-family"), NO ("authority"), "unknown", "unknown" },
  /* who names one only */
  { "IMAP only, says a document", YES (D), NOT_OFFERED, "ok", "off" },
  { "POP3 only, says a document", NOT_OFFERED, YES (D), "off", "ok" },
  { "IMAP only, nothing tested", NOT_TESTED (NULL), NOT_OFFERED, "unknown", "off" },
  { "typed by hand", YES (WP_TRUST_USER), NOT_OFFERED, "ok", "unknown" },
  { "guessed", YES (WP_TRUST_GUESS), NOT_OFFERED, "ok", "unknown" },
  { "unsigned and elsewhere", YES (WP_TRUST_DNS_FOREIGN), NOT_OFFERED, "ok", "off" },
  { "a saved report", YES (WP_TRUST_HTTP), NOT_OFFERED, "ok", "off" },
  { "nothing found", NOT_OFFERED, NOT_OFFERED, "unknown", "unknown" },
  { "nothing found, no name service", NOTHING ("dns.resolver.dead"), NOTHING ("dns.resolver.dead"),
    "unknown", "unknown" },
  { "switched off by records", NOTHING ("dns.srv.disabled"), YES (D), "off", "ok" },
  { "web only", NOTHING ("discovery.web-only"), NOTHING ("cap.protocol-missing"), "off", "off" },
  { "named, and tried in vain", YES (D), { WP_WORKS_NOT_OFFERED, NULL, D }, "ok", "fail" },
  { "named, and nothing answers",
    { WP_WORKS_NOT_OFFERED, NULL, D },
    { WP_WORKS_NOT_OFFERED, NULL, D },
    "unknown",
    "unknown" },
};

static void
test_services (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);

      g_test_message ("%s", services[i].name);
      add_service (report, WP_PROTOCOL_IMAP, &services[i].imap);
      add_service (report, WP_PROTOCOL_POP3, &services[i].pop);
      assert_fact (report, WP_FACT_IMAP, services[i].imap_is);
      assert_fact (report, WP_FACT_POP, services[i].pop_is);
    }
}

static void
test_token (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  const Tried yes = YES (D);

  add_service (report, WP_PROTOCOL_IMAP, &yes)->auth = g_strdup ("XOAUTH2");
  add_service (report, WP_PROTOCOL_POP3, &yes)->auth = g_strdup ("PLAIN");
  assert_fact (report, WP_FACT_IMAP, "oauth");
  assert_fact (report, WP_FACT_POP, "ok");
}

/* Mail ports silent, a web server not: one row more in the table each time. */
static void
test_blocked (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  const Tried silent = NO ("tcp.timeout.host");
  const Tried closed = NO ("tcp.refused.all");
  WpSource *web;

  add_service (report, WP_PROTOCOL_IMAP, &silent);
  web = wp_report_add_source (report, wp_source_new (WP_SOURCE_AUTOCONFIG_WELLKNOWN, "target"));
  web->http_status = 404;
  assert_fact (report, WP_FACT_IMAP, "unknown"); /* one alone may be dead */
  add_service (report, WP_PROTOCOL_SMTP, &silent);
  assert_fact (report, WP_FACT_IMAP, "blocked");
  web->http_status = 0;
  assert_fact (report, WP_FACT_IMAP, "unknown");
  web->http_status = 200;
  add_service (report, WP_PROTOCOL_POP3, &closed);
  assert_fact (report, WP_FACT_IMAP, "blocked"); /* refused on every mail port is no better */
  assert_fact (report, WP_FACT_POP, "blocked");
  wp_report_service (report, WP_PROTOCOL_POP3)->why = "auth.credentials.wrong";
  assert_fact (report, WP_FACT_IMAP, "fail"); /* that one answered */
}

/* A saved report may have lost what its sources said, and still say what was measured then. */
static void
test_blocked_then (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  const Tried silent = NO ("tcp.timeout.host");
  WpSituation then;
  WpAdvice advice;

  add_service (report, WP_PROTOCOL_IMAP, &silent);
  add_service (report, WP_PROTOCOL_POP3, &silent);
  assert_fact (report, WP_FACT_IMAP, "unknown");
  wp_situation_init (&then);
  wp_situation_set (&then, WP_FACT_POP, WP_ACCESS_BLOCKED, WP_ORIGIN_GIVEN);
  wp_advise (&then, &advice);
  wp_report_set_advice (report, &then, &advice);
  assert_fact (report, WP_FACT_IMAP, "unknown"); /* told, not seen */
  wp_situation_set (&then, WP_FACT_POP, WP_ACCESS_BLOCKED, WP_ORIGIN_MEASURED);
  then.origins[WP_FACT_POP] = WP_ORIGIN_MEASURED;
  wp_report_set_advice (report, &then, &advice);
  assert_fact (report, WP_FACT_IMAP, "blocked");
}

/* Every reason that a service can have, by what it says of the protocol where both are lost to it:
 * with a web server that answers, without, and beside a service that works. */
typedef enum
{
  SAYS_NOTHING,
  SAYS_FAIL,
  SAYS_NO_TLS,
  SAYS_OFF,
  SAYS_OAUTH,
  SAYS_BLOCKED,
  SAYS_LOST,     /* on the way */
  SAYS_LOST_TLS, /* on the way, or a server without a key */
} Says;

static const struct
{
  const char *web, *alone, *beside;
  gboolean may_be_none; /* the servers' own fault, where both have it */
} meant[] = {
  [SAYS_NOTHING] = { "unknown", "unknown", "unknown", FALSE },
  [SAYS_FAIL] = { "fail", "fail", "fail", TRUE },
  [SAYS_NO_TLS] = { "no-tls", "no-tls", "no-tls", TRUE },
  [SAYS_OFF] = { "off", "off", "off", TRUE },
  [SAYS_OAUTH] = { "oauth", "oauth", "oauth", FALSE },
  [SAYS_BLOCKED] = { "blocked", "blocked", "blocked", FALSE },
  [SAYS_LOST] = { "blocked", "unknown", "fail", FALSE },
  [SAYS_LOST_TLS] = { "blocked", "unknown", "no-tls", FALSE },
};

static const struct
{
  const char *why;
  Says says;
} reasons[] = {
  { "all.reachable", SAYS_NOTHING },
  { "all.works", SAYS_NOTHING },
  { "auth.account.disabled", SAYS_NOTHING },
  { "auth.account.locked", SAYS_NOTHING },
  { "auth.app-password", SAYS_NOTHING },
  { "auth.backend.down", SAYS_NOTHING },
  { "auth.basic-disabled", SAYS_OAUTH },
  { "auth.budget.spent", SAYS_NOTHING },
  { "auth.client-id-needed", SAYS_NOTHING },
  { "auth.conditional-access", SAYS_NOTHING },
  { "auth.credentials.wrong", SAYS_NOTHING },
  { "auth.exchange.broken", SAYS_NOTHING },
  { "auth.limit.account", SAYS_NOTHING },
  { "auth.limit.ip", SAYS_NOTHING },
  { "auth.mechanism.broken", SAYS_NOTHING },
  { "auth.mechanism.unsupported", SAYS_NOTHING },
  { "auth.oauth.token", SAYS_NOTHING },
  { "auth.password.expired", SAYS_NOTHING },
  { "auth.password.separate", SAYS_NOTHING },
  { "auth.protocol-off", SAYS_OFF },
  { "auth.referral", SAYS_NOTHING },
  { "auth.scram.iterations", SAYS_NOTHING },
  { "auth.sending.separate", SAYS_NOTHING },
  { "auth.server-proof", SAYS_NOTHING },
  { "auth.smtp-disabled", SAYS_NOTHING },
  { "auth.username.form", SAYS_NOTHING },
  { "auth.web-confirm", SAYS_NOTHING },
  { "authz.identity-denied", SAYS_NOTHING },
  { "cap.auth.missing", SAYS_FAIL },
  { "cap.auth.no-common", SAYS_FAIL },
  { "cap.oauth-only", SAYS_OAUTH },
  { "cap.protocol-missing", SAYS_OFF },
  { "discovery.address-wanted", SAYS_NOTHING },
  { "discovery.better", SAYS_NOTHING },
  { "discovery.broken", SAYS_NOTHING },
  { "discovery.conflict", SAYS_NOTHING },
  { "discovery.digest", SAYS_NOTHING },
  { "discovery.html", SAYS_NOTHING },
  { "discovery.none", SAYS_NOTHING },
  { "discovery.untrusted", SAYS_NOTHING },
  { "discovery.web-only", SAYS_OFF },
  { "dns.dnssec.bogus", SAYS_NOTHING },
  { "dns.mx.null", SAYS_NOTHING },
  { "dns.name.failed", SAYS_NOTHING },
  { "dns.name.no-address", SAYS_FAIL },
  { "dns.name.nxdomain", SAYS_FAIL },
  { "dns.private-answer", SAYS_NOTHING },
  { "dns.resolver.dead", SAYS_NOTHING },
  { "dns.resolver.refused", SAYS_NOTHING },
  { "dns.rewrite.nxdomain", SAYS_NOTHING },
  { "dns.srv.disabled", SAYS_OFF },
  { "dns.wildcard.zone", SAYS_NOTHING },
  { "greet.busy", SAYS_NOTHING },
  { "greet.client-rejected", SAYS_BLOCKED },
  { "greet.closed", SAYS_FAIL },
  { "greet.silent", SAYS_LOST },
  { "input.address.syntax", SAYS_NOTHING },
  { "input.domain.suffix", SAYS_NOTHING },
  { "input.domain.typo", SAYS_NOTHING },
  { "mbx.bandwidth-limit", SAYS_NOTHING },
  { "mbx.connection-limit", SAYS_NOTHING },
  { "mbx.init-failed", SAYS_FAIL },
  { "mbx.login-delay", SAYS_NOTHING },
  { "mbx.not-connected", SAYS_FAIL },
  { "mbx.over-quota", SAYS_NOTHING },
  { "mbx.pop-locked", SAYS_NOTHING },
  { "mbx.select-failed", SAYS_FAIL },
  { "mode.http-peer", SAYS_LOST },
  { "mode.plain-on-tls-port", SAYS_FAIL },
  { "mode.tls-on-plain-port", SAYS_FAIL },
  { "mode.unknown-peer", SAYS_FAIL },
  { "mode.wrong-mail-protocol", SAYS_FAIL },
  { "net.error", SAYS_LOST },
  { "net.ipv6.broken", SAYS_NOTHING },
  { "net.local.policy", SAYS_BLOCKED },
  { "net.offline", SAYS_BLOCKED },
  { "net.unreachable", SAYS_LOST },
  { "policy.refused.no-tls", SAYS_NO_TLS },
  { "policy.refused.port", SAYS_NOTHING },
  { "policy.undecided", SAYS_NOTHING },
  { "proto.closed", SAYS_FAIL },
  { "proto.command-refused", SAYS_FAIL },
  { "proto.helo", SAYS_FAIL },
  { "proto.malformed", SAYS_FAIL },
  { "proto.preauth", SAYS_FAIL },
  { "proto.stalled", SAYS_LOST },
  { "proto.too-long", SAYS_FAIL },
  { "provider.app-password", SAYS_NOTHING },
  { "provider.paid", SAYS_NOTHING },
  { "provider.sign-in", SAYS_NOTHING },
  { "provider.switch-on", SAYS_NOTHING },
  { "run.stopped", SAYS_NOTHING },
  { "run.unexplained", SAYS_NOTHING },
  { "starttls.injection", SAYS_NO_TLS },
  { "starttls.not-offered", SAYS_NO_TLS },
  { "starttls.refused", SAYS_NO_TLS },
  { "starttls.required", SAYS_NO_TLS },
  { "sub.account-restricted", SAYS_NOTHING },
  { "sub.auth-not-used", SAYS_NOTHING },
  { "sub.from-not-owned", SAYS_NOTHING },
  { "sub.greylist", SAYS_NOTHING },
  { "sub.ip-listed", SAYS_NOTHING },
  { "sub.rate", SAYS_NOTHING },
  { "sub.rcpt", SAYS_NOTHING },
  { "sub.relay-denied", SAYS_NOTHING },
  { "sub.sender-domain", SAYS_NOTHING },
  { "tcp.ipv4.service-missing", SAYS_NOTHING },
  { "tcp.ipv6.service-missing", SAYS_NOTHING },
  { "tcp.refused.all", SAYS_LOST },
  { "tcp.refused.service", SAYS_LOST },
  { "tcp.timeout.host", SAYS_LOST },
  { "tcp.timeout.port", SAYS_LOST },
  { "tls.cert.cn-only", SAYS_NO_TLS },
  { "tls.cert.expired", SAYS_NO_TLS },
  { "tls.cert.future", SAYS_NOTHING },
  { "tls.cert.intermediate-missing", SAYS_NO_TLS },
  { "tls.cert.name.generic", SAYS_NO_TLS },
  { "tls.cert.name.wildcard-depth", SAYS_NO_TLS },
  { "tls.cert.other", SAYS_NO_TLS },
  { "tls.cert.private-ca", SAYS_NO_TLS },
  { "tls.cert.purpose", SAYS_NO_TLS },
  { "tls.cert.revoked", SAYS_NO_TLS },
  { "tls.cert.self-signed", SAYS_NO_TLS },
  { "tls.cert.weak", SAYS_NO_TLS },
  { "tls.cipher.none", SAYS_NO_TLS },
  { "tls.client-cert.required", SAYS_FAIL },
  { "tls.eof", SAYS_LOST_TLS },
  { "tls.failed", SAYS_NO_TLS },
  { "tls.sni.rejected", SAYS_NO_TLS },
  { "tls.stall", SAYS_LOST },
  { "tls.version.server-old", SAYS_NO_TLS },
};

static void
assert_lost (const char *why, gboolean has_web, gboolean has_sending, Says says)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  const Tried lost = { WP_WORKS_NO, why, WP_TRUST_PROVIDER_HTTPS }, works = YES (D);
  const char *expected = has_sending ? meant[says].beside
                         : has_web   ? meant[says].web
                                     : meant[says].alone;
  WpSituation situation;
  WpAdvice advice;

  g_test_message ("%s, %s", why, has_sending ? "sending works" : has_web ? "web" : "nothing else");
  add_service (report, WP_PROTOCOL_IMAP, &lost);
  add_service (report, WP_PROTOCOL_POP3, &lost);
  if (has_sending)
    add_service (report, WP_PROTOCOL_SMTP, &works);
  if (has_web)
    wp_report_add_source (report, wp_source_new (WP_SOURCE_PACC, "target"))->http_status = 404;
  assert_fact (report, WP_FACT_IMAP, expected);
  assert_fact (report, WP_FACT_POP, expected);
  wp_situation_init (&situation);
  wp_advise_measure (report, &situation);
  wp_advise (&situation, &advice);
  g_assert_cmpint (advice.outcome == WP_ADVICE_NONE, ==,
                   has_sending ? g_str_equal (expected, "fail") || g_str_equal (expected, "off")
                                     || g_str_equal (expected, "no-tls")
                               : meant[says].may_be_none);
  g_assert_cmpint (advice.outcome == WP_ADVICE_NEED_TEST, ==, g_str_equal (expected, "blocked"));
}

static void
test_reasons (void)
{
  guint count;
  const WpFindingText *all = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      guint found = 0;

      for (guint n = 0; n < G_N_ELEMENTS (reasons); n++)
        if (g_str_equal (reasons[n].why, all[i].id))
          {
            found++;
            assert_lost (all[i].id, TRUE, FALSE, reasons[n].says);
            assert_lost (all[i].id, FALSE, FALSE, reasons[n].says);
            assert_lost (all[i].id, FALSE, TRUE, reasons[n].says);
            assert_lost (all[i].id, TRUE, TRUE, reasons[n].says);
          }
      if (found != 1)
        g_error ("%s stands %u times in the table of reasons", all[i].id, found);
    }
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (reasons));
}

static void
test_notes (void)
{
  const Tried untested = NOT_TESTED (NULL), works = YES (D),
              typed = { WP_WORKS_NOT_TESTED, NULL, WP_TRUST_USER };
  const guint both = 1u << WP_PROTOCOL_IMAP | 1u << WP_PROTOCOL_POP3;
  static const struct
  {
    WpDemandKind kind;
    const char *expected;
  } demands[] = {
    { WP_DEMAND_SIGN_IN, "oauth" },
    { WP_DEMAND_NO_MAIL, "off" },
    { WP_DEMAND_APP_PASSWORD, "unknown" },
    { WP_DEMAND_BRIDGE, "unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);
      g_autoptr (WpReport) other = wp_report_new (NULL);
      WpProvider provider = { .demands = g_ptr_array_new_with_free_func (
                                  (GDestroyNotify) wp_demand_free) };

      g_ptr_array_add (provider.demands, wp_demand_new (demands[i].kind, both, NULL, NULL));
      report->provider = other->provider = &provider;
      add_service (report, WP_PROTOCOL_IMAP, &untested);
      add_service (report, WP_PROTOCOL_POP3, &works);
      assert_fact (report, WP_FACT_IMAP, demands[i].expected);
      assert_fact (report, WP_FACT_POP, "ok"); /* what was seen beats what is noted */
      add_service (other, WP_PROTOCOL_IMAP, &typed);
      assert_fact (other, WP_FACT_IMAP, "unknown");
      assert_fact (other, WP_FACT_POP, demands[i].expected);
      report->provider = other->provider = NULL;
      g_ptr_array_unref (provider.demands);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *key;
    gint64 value;
    WpFact fact;
    const char *expected;
  } cases[] = {
    { WP_KEY_MAILBOX_BYTES, 0, WP_FACT_MAILBOX_GB, "0" },
    { WP_KEY_MAILBOX_BYTES, 999999, WP_FACT_MAILBOX_GB, "0" },
    { WP_KEY_MAILBOX_BYTES, G_GINT64_CONSTANT (12500000000), WP_FACT_MAILBOX_GB, "12.5" },
    { WP_KEY_MAILBOX_BYTES, G_MAXINT64, WP_FACT_MAILBOX_GB, "2000000" },
    { WP_KEY_MAILBOX_BYTES, -5, WP_FACT_MAILBOX_GB, "unknown" },
    { WP_KEY_POP_BYTES, 2000000, WP_FACT_MAILBOX_GB, "unknown" },
    { WP_KEY_LARGEST_FOLDER, 100001, WP_FACT_LARGEST_FOLDER, "100001" },
    { WP_KEY_LARGEST_FOLDER, G_MAXINT64, WP_FACT_LARGEST_FOLDER, "2000000000" },
    { WP_KEY_POP_EXPIRE, 0, WP_FACT_EXPIRE, "0" },
    { WP_KEY_POP_EXPIRE, 30, WP_FACT_EXPIRE, "30" },
    { WP_KEY_POP_EXPIRE, G_MAXINT64, WP_FACT_EXPIRE, "100000" },
    { WP_KEY_POP_LOGIN_DELAY_S, 900, WP_FACT_LOGIN_DELAY, "900" },
    { WP_KEY_POP_LOGIN_DELAY_S, G_MAXINT64, WP_FACT_LOGIN_DELAY, "2592000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);

      wp_fields_set_number (report->facts, cases[i].key, cases[i].value);
      assert_fact (report, cases[i].fact, cases[i].expected);
    }
}

static void
test_quota (void)
{
  static const struct
  {
    gint64 used, limit;
    const char *expected;
  } cases[] = {
    { 0, 100, "0" },
    { 949, 1000, "94" },
    { 950, 1000, "95" },
    { 1000, 1000, "100" },
    { 1010, 1000, "101" },
    { 4003906, 6445312, "62" },
    { 5, 0, "unknown" },
    { 5, -1, "unknown" },
    { -1, 5, "unknown" },
    { G_MAXINT64, 1, "1000" },
    { G_MAXINT64, G_MAXINT64, "100" },
    { G_MAXINT64 / 2, G_MAXINT64, "50" },
    { 1, G_MAXINT64, "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);

      wp_fields_set_number (report->facts, WP_KEY_QUOTA_USED_KIB, cases[i].used);
      assert_fact (report, WP_FACT_QUOTA, "unknown");
      wp_fields_set_number (report->facts, WP_KEY_QUOTA_LIMIT_KIB, cases[i].limit);
      assert_fact (report, WP_FACT_QUOTA, cases[i].expected);
    }
}

static void
test_words (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);

  for (guint i = 0; i < WP_N_FACTS; i++)
    assert_fact (report, (WpFact) i, "unknown");
  wp_fields_set_text (report->facts, WP_KEY_POP_EXPIRE, "never");
  wp_fields_set_flag (report->facts, WP_KEY_IDLE, FALSE);
  wp_fields_set_flag (report->facts, WP_KEY_POP_UIDL, TRUE);
  wp_fields_set_number (report->facts, WP_KEY_MAILBOX_BYTES, 7000000);
  wp_fields_set_number (report->facts, WP_KEY_POP_BYTES, 1000000); /* the inbox is not all */
  wp_fields_set_text (report->facts, WP_KEY_PREFERS, "pop");
  assert_fact (report, WP_FACT_EXPIRE, "never");
  assert_fact (report, WP_FACT_IDLE, "no");
  assert_fact (report, WP_FACT_UIDL, "yes");
  assert_fact (report, WP_FACT_MAILBOX_GB, "0.007");
  assert_fact (report, WP_FACT_PREFERS, "pop");
  wp_fields_set_text (report->facts, WP_KEY_PREFERS, "smoke signals");
  wp_fields_set_text (report->facts, WP_KEY_POP_EXPIRE, "soon");
  wp_fields_set_number (report->facts, WP_KEY_IDLE, 1);
  assert_fact (report, WP_FACT_PREFERS, "unknown");
  assert_fact (report, WP_FACT_EXPIRE, "unknown");
  assert_fact (report, WP_FACT_IDLE, "unknown");
}

static void
test_given_stays (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSituation situation = situation_of ("expire=unknown idle=no devices=2");

  wp_fields_set_number (report->facts, WP_KEY_POP_EXPIRE, 5);
  wp_fields_set_flag (report->facts, WP_KEY_IDLE, TRUE);
  wp_fields_set_flag (report->facts, WP_KEY_POP_UIDL, TRUE);
  wp_advise_measure (report, &situation);
  g_assert_cmpint (situation.values[WP_FACT_EXPIRE], ==, WP_UNKNOWN);
  g_assert_cmpint (situation.values[WP_FACT_IDLE], ==, 0);
  g_assert_cmpint (situation.values[WP_FACT_DEVICES], ==, 2);
  g_assert_cmpint (situation.values[WP_FACT_UIDL], ==, 1);
  g_assert_cmpint (situation.origins[WP_FACT_IDLE], ==, WP_ORIGIN_GIVEN);
}

/* Who prefers what. Servers as "iNN" and "pNN", NN the SRV priority; documents say them in order.
 */
static void
say_all (WpReport *report, WpSource *source, const char *servers)
{
  g_auto (GStrv) words = g_strsplit (servers, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        WpProtocol protocol = **word == 'i'   ? WP_PROTOCOL_IMAP
                              : **word == 'p' ? WP_PROTOCOL_POP3
                                              : WP_PROTOCOL_SMTP;
        g_autofree char *host = g_strdup_printf ("%s.example.org", *word);
        WpCandidate *candidate = wp_report_add_candidate (
            report, wp_endpoint_new (protocol, host, 993, WP_TLS_IMPLICIT), source, source->trust);

        candidate->srv_priority = (guint16) g_ascii_strtoull (*word + 1, NULL, 10);
      }
}

static void
test_prefers (void)
{
  static const struct
  {
    const char *srv, *database, *own;
    const char *expected;
  } cases[] = {
    { "", "", "", NULL }, /* guesses, notes and what was typed prefer nothing */
    { "i10 p20", "", "", "imap" },
    { "i20 p10", "", "", "pop" },
    { "i30 i5 p10", "", "", "imap" },
    { "i10 p10", "", "", "none" },
    { "i10", "", "", NULL },
    { "", "i1 p1 s1", "", "imap" },
    { "", "s1 p1 i1", "", "pop" },
    { "", "p1 p2 i1", "", "pop" },
    { "", "i1 s1", "", NULL }, /* one only is no preference */
    { "i10 p10", "p1 i1", "", "pop" },
    { "i10 p20", "p1 i1", "", "imap" },
    { "", "p1 i1", "i1 p1", "imap" }, /* the provider's own document is the better one */
    { "", "p1 i1", "s1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      static const struct
      {
        WpSourceKind kind;
        WpTrust trust;
      } kinds[] = {
        { WP_SOURCE_SRV, WP_TRUST_DNS },
        { WP_SOURCE_DATABASE, WP_TRUST_DATABASE },
        { WP_SOURCE_AUTOCONFIG_WELLKNOWN, WP_TRUST_PROVIDER_HTTPS },
        { WP_SOURCE_GUESS, WP_TRUST_GUESS },
        { WP_SOURCE_NOTES, WP_TRUST_DATABASE },
        { WP_SOURCE_GIVEN, WP_TRUST_USER },
      };
      const char *said[] = { cases[i].srv, cases[i].database, cases[i].own,
                             "p7 i7",      "p8 i8",           "p9 i9" };
      g_autoptr (WpReport) report = wp_report_new (NULL);

      g_test_message ("%s | %s | %s", cases[i].srv, cases[i].database, cases[i].own);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          WpSource *source;

          if (*said[k] == '\0')
            continue;
          source = wp_report_add_source (report, wp_source_new (kinds[k].kind, "target"));
          source->status = WP_SOURCE_STATUS_FOUND;
          source->trust = kinds[k].trust;
          say_all (report, source, said[k]);
        }
      g_assert_cmpstr (wp_advise_prefers (report), ==, cases[i].expected);
      assert_fact (report, WP_FACT_PREFERS, cases[i].expected ? cases[i].expected : "unknown");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/measure/services", test_services);
  g_test_add_func ("/advise/measure/token", test_token);
  g_test_add_func ("/advise/measure/blocked", test_blocked);
  g_test_add_func ("/advise/measure/blocked-then", test_blocked_then);
  g_test_add_func ("/advise/measure/reasons", test_reasons);
  g_test_add_func ("/advise/measure/notes", test_notes);
  g_test_add_func ("/advise/measure/numbers", test_numbers);
  g_test_add_func ("/advise/measure/quota", test_quota);
  g_test_add_func ("/advise/measure/words", test_words);
  g_test_add_func ("/advise/measure/given", test_given_stays);
  g_test_add_func ("/advise/measure/prefers", test_prefers);
  return g_test_run ();
}
