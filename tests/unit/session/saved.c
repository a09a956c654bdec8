/* A saved report: what comes back, what is refused, and which hosts a person has to accept. */
#include <string.h>

#include "base/limits.h"
#include "format/report-read.h"
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/saved/comes-back", test_comes_back);
  g_test_add_func ("/session/saved/foreign", test_foreign);
  g_test_add_func ("/session/saved/refused", test_refused);
  g_test_add_func ("/session/saved/limits", test_limits);
  g_test_add_func ("/session/saved/nesting", test_nesting);
  return g_test_run ();
}
