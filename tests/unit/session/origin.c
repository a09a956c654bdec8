/* Which servers that are given to a run were typed, and which are still what an earlier run found:
 * these are asked about as they were there. */
#include "session/origin.h"

#include "session/task-private.h"

#define GUESS "mail.example.org"
#define MX "imap.hoster.example"
#define ODD "odd.example.org"
#define GOOD "imap.example.org"
#define TYPED "typed.example.org"

static void
add (WpReport *report,
     WpSourceKind kind,
     const char *host,
     guint16 port,
     WpTlsMode tls,
     WpTrust trust)
{
  g_autofree char *target = g_strdup_printf ("%s of %s", wp_source_kind_id (kind), host);
  WpSource *source = wp_report_add_source (report, wp_source_new (kind, target));

  source->trust = trust;
  wp_report_add_candidate (report, wp_endpoint_new (WP_PROTOCOL_IMAP, host, port, tls), source,
                           trust);
}

static WpReport *
new_report (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", &error);

  g_assert_no_error (error);
  return wp_report_new (account);
}

static WpReport *
earlier_report (void)
{
  WpReport *report = new_report ();

  add (report, WP_SOURCE_GUESS, GUESS, 993, WP_TLS_IMPLICIT, WP_TRUST_GUESS);
  add (report, WP_SOURCE_MX_DATABASE, MX, 993, WP_TLS_IMPLICIT, WP_TRUST_MX);
  add (report, WP_SOURCE_DATABASE, ODD, 6379, WP_TLS_STARTTLS, WP_TRUST_DATABASE);
  add (report, WP_SOURCE_MX_DATABASE, GOOD, 143, WP_TLS_STARTTLS, WP_TRUST_MX);
  add (report, WP_SOURCE_SRV, GOOD, 993, WP_TLS_IMPLICIT, WP_TRUST_DNS);
  add (report, WP_SOURCE_GIVEN, TYPED, 993, WP_TLS_IMPLICIT, WP_TRUST_USER);
  return report;
}

static const struct
{
  const char *about;
  const char *host;
  guint16 port;
  WpTlsMode tls;
  WpProtocol protocol;
  WpTrust trust;        /* in the run it is given to */
  const char *question; /* NULL: none */
} rows[] = {
  { "a guess, as it was found", GUESS, 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_GUESS,
    "guess" },
  { "in capitals", "MAIL.Example.org", 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_GUESS,
    "guess" },
  { "a guess with another encryption", GUESS, 993, WP_TLS_STARTTLS, WP_PROTOCOL_IMAP,
    WP_TRUST_GUESS, "guess" },
  { "a guess with another port", GUESS, 143, WP_TLS_STARTTLS, WP_PROTOCOL_IMAP, WP_TRUST_GUESS,
    "guess" },
  { "by way of MX", MX, 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_MX, "mx" },
  { "an odd port", ODD, 6379, WP_TLS_STARTTLS, WP_PROTOCOL_IMAP, WP_TRUST_DATABASE, "port" },
  { "an odd port with another encryption", ODD, 6379, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP,
    WP_TRUST_DATABASE, "port" },
  { "an odd port, corrected", ODD, 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_USER, NULL },
  { "another odd port, typed", ODD, 8993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_USER, NULL },
  { "good as it was found", GOOD, 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_DNS, NULL },
  { "its lesser way", GOOD, 143, WP_TLS_STARTTLS, WP_PROTOCOL_IMAP, WP_TRUST_MX, "mx" },
  { "good with a port of one's own", GOOD, 1993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_USER,
    NULL },
  { "typed before", TYPED, 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_USER, NULL },
  { "nobody named it", "new.example.org", 993, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_USER,
    NULL },
  { "another protocol", GUESS, 995, WP_TLS_IMPLICIT, WP_PROTOCOL_POP3, WP_TRUST_USER, NULL },
  { "no port: as it was found", GUESS, 0, WP_TLS_IMPLICIT, WP_PROTOCOL_IMAP, WP_TRUST_GUESS,
    "guess" },
};

static WpReport *
run_with (const WpReport *known, GPtrArray *servers)
{
  const WpTask task = { .servers = servers, .known = known };
  g_autoptr (GError) error = NULL;
  WpReport *report = new_report ();
  guint protocols = 0;

  g_assert_true (wp_task_add_servers (&task, report, &protocols, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (protocols, !=, 0);
  return report;
}

/* The same twice: what was kept in one run is kept in the next. */
static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) known = earlier_report ();
      g_autoptr (WpEndpoint)
          endpoint = wp_endpoint_new (rows[i].protocol, rows[i].host, rows[i].port, rows[i].tls);
      g_autoptr (GPtrArray) servers = g_ptr_array_new ();

      g_test_message ("%s", rows[i].about);
      g_ptr_array_add (servers, endpoint);
      for (guint round = 0; round < 2; round++)
        {
          g_autoptr (WpReport) report = NULL;
          const WpCandidate *origin = wp_origin_of (known, endpoint);
          const WpCandidate *candidate;

          g_assert_cmpstr (wp_origin_question (origin, endpoint), ==, rows[i].question);
          report = run_with (known, servers);
          candidate = report->candidates->pdata[0];
          g_assert_cmpstr (wp_trust_id (candidate->trust), ==, wp_trust_id (rows[i].trust));
          g_assert_cmpuint (candidate->endpoint->port, !=, 0);
          g_assert_cmpuint (candidate->sources->len, ==, 1);
          wp_report_unref (known);
          known = g_steal_pointer (&report);
        }
    }
}

/* Nothing is known: everything was typed, as on the command line. */
static void
test_nothing_known (void)
{
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, GUESS, 993, WP_TLS_IMPLICIT);
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  g_autoptr (WpReport) report = NULL;

  g_ptr_array_add (servers, endpoint);
  g_assert_null (wp_origin_of (NULL, endpoint));
  report = run_with (NULL, servers);
  g_assert_cmpuint (report->sources->len, ==, 1);
  g_assert_cmpint (((const WpSource *) report->sources->pdata[0])->kind, ==, WP_SOURCE_GIVEN);
  g_assert_cmpint (((const WpCandidate *) report->candidates->pdata[0])->trust, ==, WP_TRUST_USER);
}

/* Who said so is taken along with how it was heard, so that a saved report says the same. */
static void
test_sources (void)
{
  g_autoptr (WpReport) known = earlier_report ();
  g_autoptr (WpEndpoint) found = wp_endpoint_new (WP_PROTOCOL_IMAP, GUESS, 993, WP_TLS_IMPLICIT);
  g_autoptr (WpEndpoint)
      typed = wp_endpoint_new (WP_PROTOCOL_IMAP, "new.example.org", 993, WP_TLS_IMPLICIT);
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  WpSource *heard = known->sources->pdata[0];
  g_autoptr (WpReport) report = NULL;
  const WpSource *kept;

  heard->provenance.left_domain = TRUE;
  g_ptr_array_add (servers, found);
  g_ptr_array_add (servers, typed);
  report = run_with (known, servers);
  g_assert_cmpuint (report->sources->len, ==, 2);
  kept = report->sources->pdata[0];
  g_assert_cmpint (kept->kind, ==, WP_SOURCE_GUESS);
  g_assert_cmpstr (kept->target, ==, heard->target);
  g_assert_cmpint (kept->status, ==, WP_SOURCE_STATUS_FOUND);
  g_assert_cmpint (kept->trust, ==, WP_TRUST_GUESS);
  g_assert_true (kept->provenance.left_domain);
  g_assert_cmpint (((const WpSource *) report->sources->pdata[1])->kind, ==, WP_SOURCE_GIVEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/origin/rows", test_rows);
  g_test_add_func ("/session/origin/nothing-known", test_nothing_known);
  g_test_add_func ("/session/origin/sources", test_sources);
  return g_test_run ();
}
