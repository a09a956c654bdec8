/* policy/policy: every row of the table, its order, and the decisions that answer it. */
#include "policy/policy.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "ffff456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define H "imap.example.net"

typedef struct
{
  const char *name;
  WpTlsMode tls;
  const char *version; /* NULL: no TLS is up */
  guint faults;
  const char *address;
  guint16 port;
  WpTrust trust;
  const char *decisions; /* separated by blanks */
  WpPolicy policy;
  const char *question;
  const char *allow;
} Row;

#define GOOD WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 993
#define FAULTY(faults) WP_TLS_IMPLICIT, "TLSv1.3", (faults), "192.0.2.1", 993

static const Row rows[] = {
  { "user", GOOD, WP_TRUST_USER, "", WP_POLICY_ALLOW, NULL, NULL },
  { "provider-https", GOOD, WP_TRUST_PROVIDER_HTTPS, "", WP_POLICY_ALLOW, NULL, NULL },
  { "dnssec", GOOD, WP_TRUST_DNSSEC, "", WP_POLICY_ALLOW, NULL, NULL },
  { "dns", GOOD, WP_TRUST_DNS, "", WP_POLICY_ALLOW, NULL, NULL },
  { "database", GOOD, WP_TRUST_DATABASE, "", WP_POLICY_ALLOW, NULL, NULL },
  { "mx", GOOD, WP_TRUST_MX, "", WP_POLICY_ASK, "mx", "mx:" H },
  { "mx, answered", GOOD, WP_TRUST_MX, "mx:" H, WP_POLICY_ALLOW, NULL, NULL },
  { "foreign", GOOD, WP_TRUST_DNS_FOREIGN, "", WP_POLICY_ASK, "foreign", "foreign:" H },
  { "foreign, answered", GOOD, WP_TRUST_DNS_FOREIGN, "foreign:" H, WP_POLICY_ALLOW, NULL, NULL },
  { "foreign, answered for another host", GOOD, WP_TRUST_DNS_FOREIGN, "foreign:smtp.example.net",
    WP_POLICY_ASK, "foreign", "foreign:" H },
  { "foreign, another answer", GOOD, WP_TRUST_DNS_FOREIGN, "mx:" H " guess:" H " private",
    WP_POLICY_ASK, "foreign", "foreign:" H },
  { "guess", GOOD, WP_TRUST_GUESS, "", WP_POLICY_ASK, "guess", "guess:" H },
  { "guess, answered", GOOD, WP_TRUST_GUESS, "guess:" H, WP_POLICY_ALLOW, NULL, NULL },
  { "http", GOOD, WP_TRUST_HTTP, "", WP_POLICY_ASK, "http", "http:" H },
  { "http, the source's decision is no answer", GOOD, WP_TRUST_HTTP, "http", WP_POLICY_ASK, "http",
    "http:" H },
  { "http, answered", GOOD, WP_TRUST_HTTP, "http:" H, WP_POLICY_ALLOW, NULL, NULL },
  { "a trust of tomorrow is not allowed", GOOD, (WpTrust) WP_N_TRUSTS, "", WP_POLICY_ASK, "http",
    "http:" H },
  /* ports */
  { "odd port", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 9993, WP_TRUST_PROVIDER_HTTPS, "",
    WP_POLICY_ASK, "port", "port:" H ":9993" },
  { "odd port, answered", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 9993, WP_TRUST_PROVIDER_HTTPS,
    "port:" H ":9993", WP_POLICY_ALLOW, NULL, NULL },
  { "odd port, another answered", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 9993, WP_TRUST_DNS,
    "port:" H ":9994", WP_POLICY_ASK, "port", "port:" H ":9993" },
  { "odd port, typed", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 9993, WP_TRUST_USER, "",
    WP_POLICY_ALLOW, NULL, NULL },
  { "odd port before foreign", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 22, WP_TRUST_DNS_FOREIGN,
    "foreign:" H, WP_POLICY_ASK, "port", "port:" H ":22" },
  { "odd port answered, then foreign", WP_TLS_IMPLICIT, "TLSv1.3", 0, "192.0.2.1", 22,
    WP_TRUST_DNS_FOREIGN, "port:" H ":22", WP_POLICY_ASK, "foreign", "foreign:" H },
  /* private addresses */
  { "private", WP_TLS_IMPLICIT, "TLSv1.3", 0, "10.0.0.5", 993, WP_TRUST_PROVIDER_HTTPS, "",
    WP_POLICY_ASK, "private", "private" },
  { "private, typed", WP_TLS_IMPLICIT, "TLSv1.3", 0, "127.0.0.1", 993, WP_TRUST_USER, "",
    WP_POLICY_ASK, "private", "private" },
  { "private, answered", WP_TLS_IMPLICIT, "TLSv1.3", 0, "10.0.0.5", 993, WP_TRUST_DNS, "private",
    WP_POLICY_ALLOW, NULL, NULL },
  { "private before port", WP_TLS_IMPLICIT, "TLSv1.3", 0, "::ffff:10.0.0.5", 22, WP_TRUST_DNS,
    "port:" H ":22", WP_POLICY_ASK, "private", "private" },
  { "private answered, then guess", WP_TLS_IMPLICIT, "TLSv1.3", 0, "10.0.0.5", 993, WP_TRUST_GUESS,
    "private", WP_POLICY_ASK, "guess", "guess:" H },
  /* certificates */
  { "expired", FAULTY (WP_FAULT_EXPIRED), WP_TRUST_USER, "", WP_POLICY_REFUSE, "untrusted",
    "pin:" H "=" HASH },
  { "expired, pinned", FAULTY (WP_FAULT_EXPIRED), WP_TRUST_USER, "pin:" H "=" HASH, WP_POLICY_ALLOW,
    NULL, NULL },
  { "every pinnable fault, pinned", FAULTY (WP_FAULTS_PINNABLE), WP_TRUST_USER, "pin:" H "=" HASH,
    WP_POLICY_ALLOW, NULL, NULL },
  { "another certificate pinned", FAULTY (WP_FAULT_NAME), WP_TRUST_USER, "pin:" H "=" OTHER,
    WP_POLICY_REFUSE, "untrusted", "pin:" H "=" HASH },
  { "pinned for another host", FAULTY (WP_FAULT_SELF_SIGNED), WP_TRUST_USER,
    "pin:smtp.example.net=" HASH, WP_POLICY_REFUSE, "untrusted", "pin:" H "=" HASH },
  { "not yet valid", FAULTY (WP_FAULT_NOT_YET_VALID), WP_TRUST_USER, "pin:" H "=" HASH,
    WP_POLICY_REFUSE, "untrusted", NULL },
  { "weak", FAULTY (WP_FAULT_WEAK), WP_TRUST_USER, "pin:" H "=" HASH, WP_POLICY_REFUSE, "untrusted",
    NULL },
  { "purpose", FAULTY (WP_FAULT_PURPOSE), WP_TRUST_USER, "pin:" H "=" HASH, WP_POLICY_REFUSE,
    "untrusted", NULL },
  { "revoked and expired", FAULTY (WP_FAULT_REVOKED | WP_FAULT_EXPIRED), WP_TRUST_USER,
    "pin:" H "=" HASH, WP_POLICY_REFUSE, "untrusted", NULL },
  { "other", FAULTY (WP_FAULT_OTHER), WP_TRUST_USER, "pin:" H "=" HASH, WP_POLICY_REFUSE,
    "untrusted", NULL },
  { "old TLS", WP_TLS_IMPLICIT, "TLSv1.1", 0, "192.0.2.1", 993, WP_TRUST_USER, "", WP_POLICY_REFUSE,
    "untrusted", NULL },
  { "old TLS, pinned", WP_TLS_IMPLICIT, "TLSv1", WP_FAULT_EXPIRED, "192.0.2.1", 993, WP_TRUST_USER,
    "pin:" H "=" HASH, WP_POLICY_REFUSE, "untrusted", NULL },
  { "a fault before everything else", WP_TLS_IMPLICIT, "TLSv1.2", WP_FAULT_NAME, "10.0.0.5", 22,
    WP_TRUST_GUESS, "", WP_POLICY_REFUSE, "untrusted", "pin:" H "=" HASH },
  { "pinned, then private", WP_TLS_STARTTLS, "TLSv1.2", WP_FAULT_NAME, "10.0.0.5", 143,
    WP_TRUST_USER, "pin:" H "=" HASH, WP_POLICY_ASK, "private", "private" },
  /* no TLS */
  { "no TLS yet", WP_TLS_STARTTLS, NULL, 0, "192.0.2.1", 143, WP_TRUST_USER, "", WP_POLICY_REFUSE,
    "no-tls", NULL },
  { "plaintext", WP_TLS_NONE, NULL, 0, "192.0.2.1", 143, WP_TRUST_USER, "private", WP_POLICY_REFUSE,
    "no-tls", NULL },
  { "plaintext, whatever TLS says", WP_TLS_NONE, "TLSv1.3", 0, "192.0.2.1", 143, WP_TRUST_USER, "",
    WP_POLICY_REFUSE, "no-tls", NULL },
};

static WpTlsFacts *
facts_new (const char *version, guint faults)
{
  WpTlsFacts *facts = wp_tls_facts_new ();
  WpCertificate *leaf = wp_certificate_new ();

  facts->version = g_strdup (version);
  facts->faults = faults;
  leaf->sha256 = g_strdup (HASH);
  g_ptr_array_add (facts->chain, leaf);
  return facts;
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, H, row->port, row->tls);
      g_autoptr (WpTlsFacts) facts = row->version == NULL ? NULL
                                                          : facts_new (row->version, row->faults);
      g_autoptr (WpDecisions) decisions = wp_decisions_new ();
      g_auto (GStrv) words = g_strsplit (row->decisions, " ", -1);
      g_auto (WpVerdict) verdict = { 0 };
      WpInet addresses[2];

      g_test_message ("%s", row->name);
      for (char **word = words; *word != NULL; word++)
        g_assert_true (wp_decisions_allow (decisions, *word, NULL));
      /* The second address decides as well as the first. */
      g_assert_true (wp_inet_parse ("192.0.2.77", &addresses[0]));
      g_assert_true (wp_inet_parse (row->address, &addresses[1]));
      verdict = wp_policy_may_login (endpoint, row->trust, facts, addresses, 2, decisions);
      g_assert_cmpstr (wp_policy_id (verdict.policy), ==, wp_policy_id (row->policy));
      g_assert_cmpstr (verdict.question, ==, row->question);
      g_assert_cmpstr (verdict.allow, ==, row->allow);
    }
}

/* What a verdict says would answer it does: taken step by step, every question leads to a login. */
static void
test_answers_answer (void)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();
  g_autoptr (WpEndpoint)
      endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "2001:db8::1", 22, WP_TLS_IMPLICIT);
  g_autoptr (WpTlsFacts) facts = facts_new ("TLSv1.3", WP_FAULT_NAME);
  static const char *const expected[] = { "untrusted", "private", "port", "foreign" };
  WpInet address;

  wp_inet_parse ("10.0.0.1", &address);
  for (guint i = 0; i <= G_N_ELEMENTS (expected); i++)
    {
      g_auto (WpVerdict) verdict = wp_policy_may_login (endpoint, WP_TRUST_DNS_FOREIGN, facts,
                                                        &address, 1, decisions);

      if (i == G_N_ELEMENTS (expected))
        g_assert_cmpint (verdict.policy, ==, WP_POLICY_ALLOW);
      else
        {
          g_assert_cmpstr (verdict.question, ==, expected[i]);
          g_assert_true (wp_decisions_allow (decisions, verdict.allow, NULL));
        }
    }
}

/* A handshake without a certificate proves nothing. */
static void
test_no_certificate (void)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, H, 993, WP_TLS_IMPLICIT);
  g_autoptr (WpTlsFacts) facts = facts_new ("TLSv1.3", 0);
  g_auto (WpVerdict) verdict = { 0 };

  g_ptr_array_set_size (facts->chain, 0);
  verdict = wp_policy_may_login (endpoint, WP_TRUST_USER, facts, NULL, 0, decisions);
  g_assert_cmpint (verdict.policy, ==, WP_POLICY_REFUSE);
  g_assert_null (verdict.allow);
}

/* What would be asked of a server before anything is known of its addresses and its certificate. */
static void
test_question (void)
{
  static const struct
  {
    WpTrust trust;
    guint16 port;
    const char *question; /* NULL: it may be treated as if it had been typed */
  } cases[] = {
    { WP_TRUST_USER, 993, NULL },
    { WP_TRUST_USER, 6379, NULL },
    { WP_TRUST_PROVIDER_HTTPS, 993, NULL },
    { WP_TRUST_PROVIDER_HTTPS, 6379, "port" },
    { WP_TRUST_DNSSEC, 143, NULL },
    { WP_TRUST_DNS, 995, NULL },
    { WP_TRUST_DNS, 22, "port" },
    { WP_TRUST_DATABASE, 587, NULL },
    { WP_TRUST_DATABASE, 6379, "port" },
    { WP_TRUST_MX, 993, "mx" },
    { WP_TRUST_DNS_FOREIGN, 465, "foreign" },
    { WP_TRUST_DNS_FOREIGN, 6379, "port" },
    { WP_TRUST_GUESS, 993, "guess" },
    { WP_TRUST_HTTP, 993, "http" },
    { (WpTrust) WP_N_TRUSTS, 993, "http" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u, port %u", cases[i].trust, cases[i].port);
      g_assert_cmpstr (wp_policy_question (cases[i].trust, cases[i].port), ==, cases[i].question);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/policy/rows", test_rows);
  g_test_add_func ("/policy/policy/answers", test_answers_answer);
  g_test_add_func ("/policy/policy/no-certificate", test_no_certificate);
  g_test_add_func ("/policy/question", test_question);
  return g_test_run ();
}
