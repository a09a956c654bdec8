/* model/report: ids, merging, limits, the watcher; steps and their transcripts. */
#include "model/report.h"

#include <string.h>

#include "base/limits.h"

typedef struct
{
  guint calls;
  WpReportKind kind;
  guint n;
} Seen;

static void
on_grew (WpReport *report G_GNUC_UNUSED, WpReportKind kind, guint n, gpointer data)
{
  Seen *seen = data;

  seen->calls++;
  seen->kind = kind;
  seen->n = n;
}

static WpSource *
source_of (WpReport *report, WpSourceKind kind)
{
  return wp_report_add_source (report, wp_source_new (kind, "target"));
}

static WpEndpoint *
imap (const char *host)
{
  return wp_endpoint_new (WP_PROTOCOL_IMAP, host, 993, WP_TLS_IMPLICIT);
}

static void
test_merge (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSource *one = source_of (report, WP_SOURCE_SRV),
           *two = source_of (report, WP_SOURCE_AUTOCONFIG_SUBDOMAIN);
  WpEndpoint *endpoint = imap ("A.example.org");
  WpCandidate *first, *again, *other;

  wp_endpoint_add_auth (endpoint, WP_AUTH_PASSWORD);
  first = wp_report_add_candidate (report, endpoint, one, WP_TRUST_DNS);
  endpoint = imap ("a.example.org");
  wp_endpoint_add_auth (endpoint, WP_AUTH_OAUTH2);
  wp_endpoint_add_auth (endpoint, WP_AUTH_PASSWORD);
  again = wp_report_add_candidate (report, endpoint, two, WP_TRUST_PROVIDER_HTTPS);
  g_assert_true (first == again);
  g_assert_cmpuint (first->id, ==, 1);
  g_assert_cmpint (first->trust, ==, WP_TRUST_PROVIDER_HTTPS);
  g_assert_cmpuint (first->sources->len, ==, 2);
  g_assert_cmpuint (first->endpoint->n_auth, ==, 2);
  g_assert_cmpint (first->endpoint->auth[0], ==, WP_AUTH_PASSWORD);
  /* A worse source does not take trust away, and is counted once. */
  wp_report_add_candidate (report, imap ("a.example.org"), one, WP_TRUST_GUESS);
  g_assert_cmpint (first->trust, ==, WP_TRUST_PROVIDER_HTTPS);
  g_assert_cmpuint (first->sources->len, ==, 2);
  g_assert_cmpuint (one->says->len, ==, 1);
  other = wp_report_add_candidate (report, imap ("b.example.org"), two, WP_TRUST_DNS);
  g_assert_cmpuint (other->id, ==, 2);
  g_assert_cmpuint (two->says->len, ==, 2);
  g_assert_true (wp_report_candidate (report, 2) == other);
  g_assert_null (wp_report_candidate (report, 0));
  g_assert_null (wp_report_candidate (report, 3));
}

static void
test_limit_candidates (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSource *source = source_of (report, WP_SOURCE_SRV);

  for (guint i = 0; i <= WP_LIMIT_CANDIDATES; i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u.example.org", i);
      WpCandidate *candidate = wp_report_add_candidate (report, imap (host), source, WP_TRUST_DNS);

      g_assert_cmpint (candidate != NULL, ==, i < WP_LIMIT_CANDIDATES);
    }
  g_assert_cmpuint (report->candidates->len, ==, WP_LIMIT_CANDIDATES);
  g_assert_cmpuint (source->says->len, ==, WP_LIMIT_CANDIDATES);
  /* What is known already still merges. */
  g_assert_nonnull (
      wp_report_add_candidate (report, imap ("h0.example.org"), source, WP_TRUST_USER));
}

static void
test_watcher (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  Seen seen = { 0 };
  WpSource *source;
  WpService *service;

  report->grew = on_grew;
  report->grew_data = &seen;
  source = source_of (report, WP_SOURCE_SRV);
  g_assert_cmpint (seen.kind, ==, WP_REPORT_SOURCE);
  g_assert_cmpuint (seen.n, ==, 0);
  wp_report_add_step (report, wp_step_new (WP_VERB_TLS));
  wp_report_add_step (report, wp_step_new (WP_VERB_LOGIN));
  g_assert_cmpint (seen.kind, ==, WP_REPORT_STEP);
  g_assert_cmpuint (seen.n, ==, 1);
  g_assert_cmpint (wp_report_step (report, 2)->verb, ==, WP_VERB_LOGIN);
  service = wp_report_add_service (report, WP_PROTOCOL_SMTP);
  g_assert_cmpint (service->works, ==, WP_WORKS_NOT_TESTED);
  g_assert_true (wp_report_service (report, WP_PROTOCOL_SMTP) == service);
  g_assert_null (wp_report_service (report, WP_PROTOCOL_IMAP));
  wp_report_add_finding (report, wp_finding_new ("tls.cert.expired"));
  g_assert_nonnull (wp_report_find_finding (report, "tls.cert.expired"));
  g_assert_null (wp_report_find_finding (report, "tls.cert"));
  wp_report_add_question (report, wp_question_new ("foreign", "foreign:a.example.org"));
  g_assert_cmpuint (seen.calls, ==, 6);
  wp_report_touch (report, WP_REPORT_SOURCE, source);
  g_assert_cmpint (seen.kind, ==, WP_REPORT_SOURCE);
  wp_report_touch (report, WP_REPORT_FACT, NULL);
  g_assert_cmpint (seen.kind, ==, WP_REPORT_FACT);
  wp_report_touch (report, WP_REPORT_SERVICE, source);
  g_assert_cmpuint (seen.calls, ==, 8);
}

static void
test_ranked (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSource *source = source_of (report, WP_SOURCE_SRV);
  static const guint ranks[] = { 3, 0, 1, 2 };
  g_autoptr (GPtrArray) ranked = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u.example.org", ranks[i]);

      wp_report_add_candidate (report, imap (host), source, WP_TRUST_DNS)->rank = ranks[i];
    }
  ranked = wp_report_ranked (report, WP_PROTOCOL_IMAP);
  g_assert_cmpuint (ranked->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (((WpCandidate *) ranked->pdata[i])->rank, ==, i + 1);
}

static void
test_limit_transcript (void)
{
  g_autoptr (WpStep) step = wp_step_new (WP_VERB_GREETING);
  g_autofree char *line = g_strnfill (WP_LIMIT_TRANSCRIPT_TEXT + 1, 'x');

  wp_step_add_line (step, 'S', line, WP_LIMIT_TRANSCRIPT_TEXT);
  g_assert_cmpuint (strlen (g_array_index (step->transcript, WpTranscriptLine, 0).text), ==,
                    WP_LIMIT_TRANSCRIPT_TEXT);
  wp_step_add_line (step, 'S', line, WP_LIMIT_TRANSCRIPT_TEXT + 1);
  g_assert_true (g_str_has_suffix (g_array_index (step->transcript, WpTranscriptLine, 1).text,
                                   "x\342\200\246"));
  wp_step_add_line (step, 'S', "\033[2J", 4);
  g_assert_cmpstr (g_array_index (step->transcript, WpTranscriptLine, 2).text, ==, "\\x1B[2J");
  while (step->transcript->len < WP_LIMIT_TRANSCRIPT_LINES)
    wp_step_add_line (step, 'C', "x", 1);
  g_assert_cmpuint (step->transcript_cut, ==, 0);
  wp_step_add_line (step, 'C', "x", 1);
  wp_step_add_line (step, 'C', "x", 1);
  g_assert_cmpuint (step->transcript->len, ==, WP_LIMIT_TRANSCRIPT_LINES);
  g_assert_cmpuint (step->transcript_cut, ==, 2);
}

/* The report keeps a copy of the account, and itself as long as somebody holds it. */
static void
test_life (void)
{
  WpAccount *account = wp_account_new ("anna@example.org", NULL);
  g_autoptr (WpReport) report = wp_report_new (account);
  WpReport *held = wp_report_ref (report);

  wp_account_free (account);
  wp_report_unref (held);
  g_assert_cmpstr (report->account->address, ==, "anna@example.org");
  wp_report_unref (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/report/merge", test_merge);
  g_test_add_func ("/model/report/limit/candidates", test_limit_candidates);
  g_test_add_func ("/model/report/watcher", test_watcher);
  g_test_add_func ("/model/report/ranked", test_ranked);
  g_test_add_func ("/model/report/limit/transcript", test_limit_transcript);
  g_test_add_func ("/model/report/life", test_life);
  return g_test_run ();
}
