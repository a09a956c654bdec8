/* The closed lists of words: each is single, lower case unless the format says otherwise, unique,
 * and comes back. And what is derived from them: trust, verified TLS. */
#include <string.h>

#include "model/candidate.h"
#include "model/outcome.h"
#include "model/report.h"
#include "model/tls-facts.h"
#include "model/trust.h"

/* NAME (i) gives the word, NAME_back (word, &i) the number. */
#define WORD(name, Type, func)                                                                     \
  static const char *name (guint i)                                                                \
  {                                                                                                \
    return func ((Type) i);                                                                        \
  }
#define BACK(name, Type, func)                                                                     \
  static gboolean name##_back (const char *id, guint *i)                                           \
  {                                                                                                \
    Type value;                                                                                    \
    gboolean is_found = func (id, &value);                                                         \
    if (is_found)                                                                                  \
      *i = (guint) value;                                                                          \
    return is_found;                                                                               \
  }

WORD (outcome, WpOutcome, wp_outcome_id)
BACK (outcome, WpOutcome, wp_outcome_from_id)
WORD (trust, WpTrust, wp_trust_id)
BACK (trust, WpTrust, wp_trust_from_id)
WORD (kind, WpSourceKind, wp_source_kind_id)
BACK (kind, WpSourceKind, wp_source_kind_from_id)
WORD (verb, WpVerb, wp_verb_id)
BACK (verb, WpVerb, wp_verb_from_id)
WORD (protocol, WpProtocol, wp_protocol_id)
BACK (protocol, WpProtocol, wp_protocol_from_id)
WORD (tls, WpTlsMode, wp_tls_mode_id)
BACK (tls, WpTlsMode, wp_tls_mode_from_id)
WORD (auth, WpAuth, wp_auth_id)
BACK (auth, WpAuth, wp_auth_from_id)
WORD (severity, WpSeverity, wp_severity_id)
WORD (who, WpWho, wp_who_id)
WORD (confidence, WpConfidence, wp_confidence_id)
WORD (status, WpSourceStatus, wp_source_status_id)
WORD (dnssec, WpDnssec, wp_dnssec_id)
WORD (works, WpWorks, wp_works_id)
WORD (policy, WpPolicy, wp_policy_id)
WORD (demand, WpDemandKind, wp_demand_kind_id)
BACK (demand, WpDemandKind, wp_demand_kind_from_id)
WORD (link_kind, WpLinkKind, wp_link_kind_id)

static const char *
fault (guint i)
{
  return wp_fault_id ((WpFaults) (1u << i));
}

static const char *
flaw (guint i)
{
  return wp_flaw_id ((WpFlaws) (1u << i));
}

static const struct
{
  const char *name;
  guint count;
  const char *first, *last;
  const char *(*id) (guint);
  gboolean (*back) (const char *, guint *);
} lists[] = {
  { "outcome", WP_N_OUTCOMES, "ok", "digest-mismatch", outcome, outcome_back },
  { "trust", WP_N_TRUSTS, "user", "http", trust, trust_back },
  { "source kind", WP_N_SOURCE_KINDS, "given", "guess", kind, kind_back },
  { "verb", WP_N_VERBS, "resolve", "probe", verb, verb_back },
  { "protocol", WP_N_PROTOCOLS, "imap", "smtp", protocol, protocol_back },
  { "tls", 3, "implicit", "none", tls, tls_back },
  { "auth", WP_N_AUTHS, "password-cleartext", "none", auth, auth_back },
  { "fault", WP_N_FAULTS, "expired", "other", fault, NULL },
  { "severity", 4, "block", "good", severity, NULL },
  { "who", 4, "user", "computer", who, NULL },
  { "confidence", 3, "certain", "possible", confidence, NULL },
  { "status", 5, "found", "skipped", status, NULL },
  { "dnssec", 3, "untrusted", "yes", dnssec, NULL },
  { "works", 4, "yes", "not-offered", works, NULL },
  { "policy", 3, "allow", "refuse", policy, NULL },
  { "demand", WP_N_DEMAND_KINDS, "app-password", "paid", demand, demand_back },
  { "link", WP_N_LINK_KINDS, "documentation", "graph", link_kind, NULL },
  { "flaw", WP_N_FLAWS, "empty", "no-document", flaw, NULL },
};

static void
test_lists (void)
{
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_test_message ("%s", lists[l].name);
      g_assert_cmpstr (lists[l].id (0), ==, lists[l].first);
      g_assert_cmpstr (lists[l].id (lists[l].count - 1), ==, lists[l].last);
      for (guint i = 0; i < lists[l].count; i++)
        {
          const char *id = lists[l].id (i);
          guint back = G_MAXUINT;

          g_assert_nonnull (id);
          g_assert_null (strpbrk (id, " \t_"));
          g_assert_true (g_hash_table_add (seen, (gpointer) id));
          if (lists[l].back != NULL)
            {
              g_assert_true (lists[l].back (id, &back));
              g_assert_cmpuint (back, ==, i);
            }
        }
      if (lists[l].back != NULL)
        {
          guint unused;

          g_assert_false (lists[l].back ("no-such-word", &unused));
          g_assert_false (lists[l].back ("", &unused));
          g_assert_false (lists[l].back (NULL, &unused));
        }
    }
}

static void
test_trust_derive (void)
{
  static const struct
  {
    WpProvenance provenance;
    WpTrust trust;
  } cases[] = {
    /* kind, https, left the domain, authenticated, by MX */
    { { WP_SOURCE_GIVEN, FALSE, TRUE, FALSE, FALSE }, WP_TRUST_USER },
    { { WP_SOURCE_GUESS, TRUE, FALSE, TRUE, TRUE }, WP_TRUST_GUESS },
    { { WP_SOURCE_SRV, FALSE, FALSE, TRUE, FALSE }, WP_TRUST_DNSSEC },
    { { WP_SOURCE_SRV, FALSE, TRUE, TRUE, FALSE }, WP_TRUST_DNSSEC },
    { { WP_SOURCE_SRV, FALSE, FALSE, FALSE, FALSE }, WP_TRUST_DNS },
    { { WP_SOURCE_SRV, FALSE, TRUE, FALSE, FALSE }, WP_TRUST_DNS_FOREIGN },
    { { WP_SOURCE_AUTOCONFIG_SUBDOMAIN, TRUE, FALSE, FALSE, FALSE }, WP_TRUST_PROVIDER_HTTPS },
    { { WP_SOURCE_AUTOCONFIG_WELLKNOWN, TRUE, TRUE, FALSE, FALSE }, WP_TRUST_DNS_FOREIGN },
    { { WP_SOURCE_AUTOCONFIG_WELLKNOWN, TRUE, TRUE, TRUE, FALSE }, WP_TRUST_DNS_FOREIGN },
    { { WP_SOURCE_AUTOCONFIG_HTTP, FALSE, FALSE, TRUE, FALSE }, WP_TRUST_HTTP },
    { { WP_SOURCE_AUTOCONFIG_SUBDOMAIN, FALSE, FALSE, FALSE, FALSE }, WP_TRUST_HTTP },
    { { WP_SOURCE_PACC, TRUE, FALSE, TRUE, FALSE }, WP_TRUST_PROVIDER_HTTPS },
    { { WP_SOURCE_AUTODISCOVER, TRUE, FALSE, FALSE, FALSE }, WP_TRUST_PROVIDER_HTTPS },
    { { WP_SOURCE_MAILCONF, TRUE, TRUE, FALSE, FALSE }, WP_TRUST_DNS_FOREIGN },
    { { WP_SOURCE_DATABASE, TRUE, FALSE, FALSE, FALSE }, WP_TRUST_DATABASE },
    { { WP_SOURCE_DATABASE, TRUE, TRUE, FALSE, FALSE }, WP_TRUST_DNS_FOREIGN },
    { { WP_SOURCE_DATABASE, FALSE, FALSE, FALSE, FALSE }, WP_TRUST_HTTP },
    { { WP_SOURCE_NOTES, FALSE, FALSE, FALSE, FALSE }, WP_TRUST_DATABASE },
    { { WP_SOURCE_NOTES, FALSE, FALSE, FALSE, TRUE }, WP_TRUST_MX },
    { { WP_SOURCE_MX_AUTOCONFIG, TRUE, FALSE, FALSE, TRUE }, WP_TRUST_MX },
    { { WP_SOURCE_MX_DATABASE, TRUE, FALSE, TRUE, TRUE }, WP_TRUST_MX },
    { { WP_SOURCE_MX_AUTOCONFIG, FALSE, FALSE, FALSE, TRUE }, WP_TRUST_HTTP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (wp_trust_id (wp_trust_derive (&cases[i].provenance)), ==,
                     wp_trust_id (cases[i].trust));
}

static void
test_is_verified (void)
{
  static const struct
  {
    const char *version;
    guint faults, certificates;
    gboolean is_verified;
  } cases[] = {
    { "TLSv1.3", 0, 1, TRUE },
    { "TLSv1.2", 0, 3, TRUE },
    { "TLSv1.1", 0, 1, FALSE },
    { "TLSv1", 0, 1, FALSE },
    { "SSLv3", 0, 1, FALSE },
    { NULL, 0, 1, FALSE },
    { "TLSv1.3", WP_FAULT_OTHER, 1, FALSE },
    { "TLSv1.3", 0, 0, FALSE },
  };

  g_assert_false (wp_tls_facts_is_verified (NULL));
  g_assert_null (wp_tls_facts_leaf (NULL));
  g_assert_null (wp_tls_facts_dup (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpTlsFacts) facts = wp_tls_facts_new ();
      g_autoptr (WpTlsFacts) copy = NULL;

      facts->version = g_strdup (cases[i].version);
      facts->faults = cases[i].faults;
      for (guint c = 0; c < cases[i].certificates; c++)
        g_ptr_array_add (facts->chain, wp_certificate_new ());
      g_assert_cmpint (wp_tls_facts_is_verified (facts), ==, cases[i].is_verified);
      copy = wp_tls_facts_dup (facts);
      g_assert_cmpint (wp_tls_facts_is_verified (copy), ==, cases[i].is_verified);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/words/lists", test_lists);
  g_test_add_func ("/model/words/trust", test_trust_derive);
  g_test_add_func ("/model/words/verified", test_is_verified);
  return g_test_run ();
}
