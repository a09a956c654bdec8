/* A saved report: what comes back, what is refused, and which hosts a person has to accept. */
#include <string.h>

#include "advise/advise.h"
#include "base/limits.h"
#include "diagnose/diagnose.h"
#include "format/report-read.h"
#include "render/render.h"
#include "session/saved.h"

#define ENDPOINT(protocol, host, port)                                                             \
  "{\"protocol\":\"" protocol "\",\"host\":\"" host "\",\"port\":" port ",\"tls\":\"implicit\"}"
#define REPORT(address, imap, smtp)                                                                \
  "{\"schema\":\"waypost.report/1\",\"account\":{\"address\":\"" address "\"},"                    \
  "\"candidates\":[{\"endpoint\":" imap "},{\"endpoint\":" smtp "}],"                              \
  "\"services\":[{\"protocol\":\"imap\",\"works\":\"yes\",\"username\":\"anna\","                  \
  "\"endpoint\":" imap "},"                                                                        \
  "{\"protocol\":\"smtp\",\"works\":\"yes\",\"endpoint\":" smtp "}]}"

static WpReport *
read_text (const char *text)
{
  return wp_report_read (text, strlen (text), NULL);
}

static void
test_comes_back (void)
{
  g_autoptr (WpReport)
      report = read_text (REPORT ("anna@example.org", ENDPOINT ("imap", "IMAP.example.org", "993"),
                                  ENDPOINT ("smtp", "smtp.example.org", "465")));
  const WpService *imap;

  g_assert_nonnull (report);
  g_assert_cmpstr (report->account->domain_ascii, ==, "example.org");
  imap = wp_report_service (report, WP_PROTOCOL_IMAP);
  g_assert_cmpint (imap->works, ==, WP_WORKS_YES);
  g_assert_cmpstr (imap->username, ==, "anna");
  g_assert_cmpstr (wp_report_candidate (report, imap->candidate)->endpoint->host, ==,
                   "imap.example.org");
  g_assert_cmpint (wp_report_candidate (report, imap->candidate)->trust, ==, WP_TRUST_HTTP);
  g_assert_null (wp_session_foreign_host (report, NULL));
}

static void
test_foreign (void)
{
  char *other[] = { (char *) "foreign:other.example.net", NULL };
  char *right[] = { (char *) "foreign:imap.example.net", NULL };
  g_autoptr (WpReport)
      report = read_text (REPORT ("anna@example.org", ENDPOINT ("imap", "imap.example.net", "993"),
                                  ENDPOINT ("smtp", "smtp.example.org", "465")));

  g_assert_cmpstr (wp_session_foreign_host (report, NULL), ==, "imap.example.net");
  g_assert_cmpstr (wp_session_foreign_host (report, other), ==, "imap.example.net");
  g_assert_null (wp_session_foreign_host (report, right));
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"schema\":\"waypost.report/1\",\"x\":");
  static const char *const bad[] = {
    "",
    "[]",
    "{}",
    "null",
    "{\"schema\":\"waypost.report/2\"}",
    "{\"schema\":1}",
    "{\"schema\":\"waypost.report/1\"}",
    "{\"schema\":\"waypost.report/1\",\"account\":[]}",
    "{\"schema\":\"waypost.report/1\",\"account\":{\"address\":\"nobody\"}}",
    "\xff\xfe",
    "<html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wp_report_read (bad[i], strlen (bad[i]), &error));
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (wp_report_read (deep->str, deep->len, NULL));
}

/* A good report with `depth` brackets around nothing beside it, and blanks up to `length` bytes. */
static gboolean
is_read (guint depth, gsize length)
{
  g_autoptr (GString)
      text = g_string_new (REPORT ("anna@example.org", ENDPOINT ("imap", "imap.example.org", "993"),
                                   ENDPOINT ("smtp", "smtp.example.org", "465")));
  g_autoptr (WpReport) report = NULL;

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"more\":");
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  while (text->len < length)
    g_string_append_c (text, ' ');
  report = wp_report_read (text->str, text->len, NULL);
  return report != NULL;
}

static void
test_limits (void)
{
  g_assert_true (is_read (WP_LIMIT_JSON_DEPTH, 0));
  g_assert_false (is_read (WP_LIMIT_JSON_DEPTH + 1, 0));
  g_assert_true (is_read (2, WP_LIMIT_REPORT_BYTES));
  g_assert_false (is_read (2, WP_LIMIT_REPORT_BYTES + 1));
}

static void
test_nesting (void)
{
  g_assert_true (wp_json_nests_within ("[[{}]]", 6, 3));
  g_assert_false (wp_json_nests_within ("[[{}]]", 6, 2));
  g_assert_false (wp_json_nests_within ("/* \" */[[[[", 11, 3));
  g_assert_false (wp_json_nests_within ("'\"':[[[[", 8, 3));
  g_assert_true (wp_json_nests_within ("\"a/b'#\"", 7, 1));
  g_assert_true (wp_json_nests_within ("[\"[[[\\\"[[\"]", 11, 1));
}

/* Why a service does not work, by whatever finding, and that a web server answered: what is
 * measured of the access is the same out of the file. */
static void
test_access_comes_back (void)
{
  static const char *const hosts[] = { "imap.example.org", "192.0.2.7", "2001:db8::7" };
  const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };
  guint count;
  const WpFindingText *findings = wp_catalogue_all (&count);

  for (const WpFindingText *finding = findings; finding < findings + count; finding++)
    {
      g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
      g_autoptr (WpReport) report = wp_report_new (account);
      g_autoptr (WpReport) again = NULL;
      g_autofree char *json = NULL;
      WpSource *source = wp_report_add_source (report,
                                               wp_source_new (WP_SOURCE_AUTOCONFIG_WELLKNOWN, "x"));
      WpSituation before, after;

      source->status = WP_SOURCE_STATUS_NOT_FOUND;
      source->http_status = 404;
      for (guint i = 0; i < WP_N_PROTOCOLS; i++)
        {
          WpEndpoint *endpoint = wp_endpoint_new ((WpProtocol) i, hosts[i], 1000, WP_TLS_IMPLICIT);
          WpService *service = wp_report_add_service (report, (WpProtocol) i);

          service->works = WP_WORKS_NO;
          service->why = finding->id;
          service->candidate =
              wp_report_add_candidate (report, endpoint, source, WP_TRUST_HTTP)->id;
        }
      g_test_message ("%s", finding->id);
      json = wp_render_json (report, &style);
      again = read_text (json);
      g_assert_nonnull (again);
      g_assert_cmpuint (again->services->len, ==, WP_N_PROTOCOLS);
      for (guint i = 0; i < WP_N_PROTOCOLS; i++)
        g_assert_cmpstr (((WpService *) again->services->pdata[i])->why, ==, finding->id);
      wp_situation_init (&before);
      wp_advise_measure (report, &before);
      wp_situation_init (&after);
      wp_advise_measure (again, &after);
      g_assert_cmpmem (before.values, sizeof before.values, after.values, sizeof after.values);
    }
}

/* What was told, “Not sure” as well. */
static void
test_told_comes_back (void)
{
  const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  g_autoptr (WpReport) report = wp_report_new (account);
  g_autoptr (WpReport) again = NULL;
  g_autofree char *json = NULL;
  WpSituation situation;
  WpAdvice advice;

  wp_situation_init (&situation);
  g_assert_true (wp_situation_give (&situation, "devices=2", NULL));
  g_assert_true (wp_situation_give (&situation, "backup=unknown", NULL));
  wp_advise (&situation, &advice);
  wp_report_set_advice (report, &situation, &advice);
  json = wp_render_json (report, &style);
  again = read_text (json);
  g_assert_nonnull (again);
  g_assert_cmpmem (situation.values, sizeof situation.values, again->situation->values,
                   sizeof situation.values);
  g_assert_cmpmem (situation.origins, sizeof situation.origins, again->situation->origins,
                   sizeof situation.origins);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/saved/comes-back", test_comes_back);
  g_test_add_func ("/session/saved/foreign", test_foreign);
  g_test_add_func ("/session/saved/refused", test_refused);
  g_test_add_func ("/session/saved/limits", test_limits);
  g_test_add_func ("/session/saved/nesting", test_nesting);
  g_test_add_func ("/session/saved/access-comes-back", test_access_comes_back);
  g_test_add_func ("/session/saved/told-comes-back", test_told_comes_back);
  return g_test_run ();
}
