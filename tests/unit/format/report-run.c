/* What was done and found, read back from a saved report: as it was written, and what a stranger
 * could have put in its place. */
#include "format/report-read.h"

#include <string.h>

#include "base/limits.h"
#include "format/report-private.h"
#include "model/keys.h"
#include "render/render.h"

#define ANNA "{\"schema\":\"waypost.report/1\",\"account\":{\"address\":\"anna@example.org\"},"
#define SERVER                                                                                     \
  "{\"protocol\":\"imap\",\"host\":\"imap.example.org\",\"port\":993,\"tls\":\"implicit\","        \
  "\"auth\":[]}"
#define STEP(rest) "{\"id\":1,\"endpoint\":" SERVER "," rest "}"
#define GOOD "\"verb\":\"login\",\"outcome\":\"login-refused\",\"start_ms\":10,\"ms\":20"

static const WpRenderStyle style = { .is_utf8 = TRUE, .columns = 80 };

static WpReport *
read_text (const char *text)
{
  WpReport *report = wp_report_read (text, strlen (text), NULL);

  g_assert_nonnull (report);
  wp_report_read_run (report, text, strlen (text));
  return report;
}

/* Back as it was */

static WpStep *
add_step (WpReport *report, WpVerb verb, WpOutcome outcome, gint64 ms)
{
  WpStep *step = wp_step_new (verb);

  step->outcome = outcome;
  step->endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT);
  step->candidate = 1;
  step->start_us = report->started_us + ms * 1000;
  step->end_us = step->start_us + 7000;
  return wp_report_add_step (report, step);
}

static void
add_tls (WpReport *report)
{
  WpStep *step = add_step (report, WP_VERB_TLS, WP_OUTCOME_UNTRUSTED, 20);
  WpCertificate *leaf = wp_certificate_new ();
  const char *const names[] = { "imap.example.org", "a.example", NULL };

  leaf->subject = g_strdup ("CN=imap.example.org");
  leaf->issuer = g_strdup ("CN=Root");
  g_strfreev (leaf->names);
  leaf->names = g_strdupv ((char **) names);
  leaf->not_before = 1700000000;
  leaf->not_after = 1800000000;
  leaf->sha256 = g_strdup ("00ff");
  leaf->key = g_strdup ("EC 256");
  leaf->signature = g_strdup ("ecdsa-with-SHA256");
  step->tls = wp_tls_facts_new ();
  step->tls->version = g_strdup ("TLSv1.3");
  step->tls->cipher = g_strdup ("TLS_AES_128_GCM_SHA256");
  step->tls->reference_name = g_strdup ("imap.example.org");
  step->tls->faults = WP_FAULT_EXPIRED | WP_FAULT_NAME;
  g_ptr_array_add (step->tls->fault_details, g_strdup ("depth 0: expired"));
  g_ptr_array_add (step->tls->chain, leaf);
}

static void
add_login (WpReport *report)
{
  WpStep *step = add_step (report, WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED, 40);
  const char *const offers[] = { "PLAIN", "LOGIN", NULL };
  const char *const folders[] = { "Sent", "Gesendet", NULL };

  step->attempt = 1;
  step->parent = 1;
  wp_fields_set_text (step->evidence, WP_KEY_REPLY_CODE, "NO");
  wp_fields_set_number (step->evidence, WP_KEY_GREETING_MS, 31);
  wp_fields_set_flag (step->evidence, WP_KEY_IDLE, TRUE);
  wp_fields_set_list (step->evidence, WP_KEY_MECHANISMS, offers);
  wp_fields_set_map (step->evidence, WP_KEY_SPECIAL_USE, folders);
  wp_step_add_line (step, 'C', "a2 AUTHENTICATE PLAIN", 21);
  wp_step_add_line (step, 'S', "a2 NO \033[2J", 10);
  step->transcript_cut = 3;
}

static WpReport *
new_report (void)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  WpReport *report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "x"));
  WpFinding *finding = wp_finding_new ("auth.credentials.wrong");
  WpService *service;

  report->started_us = 5000000;
  report->ready_us = report->started_us + 12000;
  report->ended_us = report->started_us + 99000;
  report->logins_sent = 2;
  report->logins_refused = 1;
  report->logins_budget = 3;
  wp_report_add_candidate (
      report, wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT), source,
      WP_TRUST_HTTP);
  wp_inet_parse ("2001:db8::1", &add_step (report, WP_VERB_CONNECT, WP_OUTCOME_OK, 10)->address);
  add_tls (report);
  add_login (report);
  service = wp_report_add_service (report, WP_PROTOCOL_IMAP);
  service->candidate = 1;
  service->works = WP_WORKS_NO;
  service->ms = 55;
  service->tls_version = g_strdup ("TLSv1.3");
  service->has_own_password = TRUE;
  finding->severity = WP_SEVERITY_BLOCK;
  finding->who = WP_WHO_USER;
  finding->confidence = WP_CONFIDENCE_LIKELY;
  wp_fields_set_text (finding->params, WP_KEY_HOST, "imap.example.org");
  wp_ids_add (finding->steps, 3);
  g_ptr_array_add (finding->ruled_out, (gpointer) "net.port.blocked");
  wp_report_add_finding (report, finding);
  return report;
}

/* One member of the whole, with all that is in it. */
static char *
member (const char *json, const char *name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_true (json_object_has_member (root, name));
  return json_to_string (json_object_get_member (root, name), TRUE);
}

static void
test_back (void)
{
  static const char *const members[] = { "steps", "findings", "attempts", "duration_ms",
                                         "ready_ms" };
  g_autoptr (WpReport) report = new_report ();
  g_autofree char *json = wp_render_json (report, &style);
  g_autoptr (WpReport) back = read_text (json);
  g_autofree char *again = wp_render_json (back, &style);
  const WpService *service = wp_report_service (back, WP_PROTOCOL_IMAP);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *one = member (json, members[i]);
      g_autofree char *other = member (again, members[i]);

      g_assert_cmpstr (one, ==, other);
    }
  g_assert_cmpint (service->ms, ==, 55);
  g_assert_cmpstr (service->tls_version, ==, "TLSv1.3");
  g_assert_true (service->has_own_password);
}

/* The reader for settings and advice does not see any of it. */
static void
test_only_when_asked (void)
{
  g_autoptr (WpReport) report = new_report ();
  g_autofree char *json = wp_render_json (report, &style);
  g_autoptr (WpReport) back = wp_report_read (json, strlen (json), NULL);

  g_assert_cmpuint (back->steps->len, ==, 0);
  g_assert_cmpuint (back->findings->len, ==, 0);
  g_assert_cmpuint (back->logins_sent, ==, 0);
}

/* Strangers */

static void
test_hostile_steps (void)
{
  static const struct
  {
    const char *step;
    guint count;
  } rows[] = {
    { STEP (GOOD), 1 },
    { STEP ("\"verb\":\"dance\",\"outcome\":\"ok\",\"start_ms\":1,\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"splendid\",\"start_ms\":1,\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":-1,\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":1,\"ms\":-1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":1,\"ms\":9223372036854775807"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":86400000,\"ms\":86400000"), 1 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":86400001,\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":1,\"ms\":86400001"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":9223372036854775807,\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":-9223372036854775808,\"ms\":1"),
      0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"start_ms\":\"1\",\"ms\":1"), 0 },
    { STEP ("\"verb\":\"login\",\"outcome\":\"ok\",\"ms\":1"), 0 },
    { STEP ("\"verb\":7,\"outcome\":null,\"start_ms\":1,\"ms\":1"), 0 },
    { "7", 0 },
    { "[]", 0 },
    { "null", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (ANNA "\"steps\":[", rows[i].step, "]}", NULL);
      g_autoptr (WpReport) report = read_text (text);

      g_assert_cmpuint (report->steps->len, ==, rows[i].count);
    }
}

static const char hostile[] =
    "{" GOOD ",\"endpoint\":" SERVER ",\"address\":\"not one\",\"attempt\":-4,"
    "\"evidence\":{\"password\":\"hunter2\",\"text\":\"a\\u001b[2Jb\\u202e\","
    "\"greeting_ms\":1e300,\"messages\":9223372036854775807,\"idle\":null,"
    "\"mechanisms\":[1,null,{},\"\\u0007PLAIN\"],\"tls\":{\"version\":7,"
    "\"faults\":[\"expired\",\"bad luck\",3],\"chain\":[null,{\"names\":\"x\","
    "\"not_after\":\"tomorrow\"}]}},\"transcript\":[{\"dir\":\"X\",\"text\":\"no\"},"
    "{\"dir\":\"S\"},7,{\"dir\":\"S\",\"text\":\"%s\"}],\"transcript_cut\":-9}";

static void
test_hostile_values (void)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_auto (GStrv) halves = g_strsplit (hostile, "%s", 2);
  g_autofree char *text = g_strconcat (ANNA "\"steps\":[", halves[0], long_text, halves[1], "]}",
                                       NULL);
  g_autoptr (WpReport) report = read_text (text);
  const WpStep *step = wp_report_step (report, 1);

  g_assert_nonnull (step);
  g_assert_cmpuint (step->address.family, ==, 0);
  g_assert_cmpuint (step->attempt, ==, 0);
  g_assert_cmpstr (wp_fields_text (step->evidence, WP_KEY_TEXT), ==, "a\\x1B[2Jb\\u{202E}");
  g_assert_null (wp_fields_find (step->evidence, "password"));
  g_assert_null (wp_fields_find (step->evidence, WP_KEY_GREETING_MS));
  g_assert_null (wp_fields_find (step->evidence, WP_KEY_MESSAGES));
  g_assert_null (wp_fields_find (step->evidence, WP_KEY_IDLE));
  g_assert_cmpstr (wp_fields_list (step->evidence, WP_KEY_MECHANISMS)[0], ==, "\\x07PLAIN");
  g_assert_null (wp_fields_list (step->evidence, WP_KEY_MECHANISMS)[1]);
  g_assert_null (step->tls->version);
  g_assert_cmpuint (step->tls->faults, ==, WP_FAULT_EXPIRED);
  g_assert_cmpuint (step->tls->chain->len, ==, 1);
  g_assert_cmpint (wp_tls_facts_leaf (step->tls)->not_after, ==, 0);
  g_assert_cmpuint (step->transcript->len, ==, 1);
  g_assert_cmpint (g_utf8_strlen (g_array_index (step->transcript, WpTranscriptLine, 0).text, -1),
                   <=, WP_LIMIT_TRANSCRIPT_TEXT + 1);
  g_assert_cmpuint (step->transcript_cut, ==, 0);
}

/* Ids that lead nowhere, twice, or in a circle. */
static void
test_ids (void)
{
  g_autoptr (WpReport) report = read_text (
      ANNA "\"candidates\":[{\"endpoint\":" SERVER "}],\"steps\":["
           "{\"id\":9,\"parent\":9," GOOD ",\"endpoint\":" SERVER "},"
           "{\"id\":9,\"parent\":9," GOOD "},{\"verb\":\"none\"},"
           "{\"id\":-1,\"parent\":4294967305," GOOD "}],"
           "\"findings\":[{\"id\":\"tls.cert.expired\",\"severity\":\"block\",\"who\":\"provider\","
           "\"confidence\":\"certain\",\"steps\":[9,9,1,-1,\"9\",null,4294967305]}]}");
  const WpFinding *finding;

  g_assert_cmpuint (report->steps->len, ==, 3);
  g_assert_cmpuint (wp_report_step (report, 1)->parent, ==, 0);
  g_assert_cmpuint (wp_report_step (report, 1)->candidate, ==, 1);
  g_assert_cmpuint (wp_report_step (report, 2)->parent, ==, 1);
  g_assert_cmpuint (wp_report_step (report, 2)->candidate, ==, 0);
  g_assert_cmpuint (wp_report_step (report, 3)->parent, ==, 0);
  finding = report->findings->pdata[0];
  g_assert_cmpuint (finding->steps->len, ==, 1);
  g_assert_cmpuint (g_array_index (finding->steps, guint, 0), ==, 1);
}

static void
test_hostile_findings (void)
{
  static const char *const bad[] = {
    "{\"id\":\"../../etc\",\"severity\":\"block\",\"who\":\"user\",\"confidence\":\"certain\"}",
    "{\"id\":\"a.b\",\"severity\":\"end\",\"who\":\"user\",\"confidence\":\"certain\"}",
    "{\"id\":\"a.b\",\"severity\":\"block\",\"who\":\"me\",\"confidence\":\"certain\"}",
    "{\"id\":\"a.b\",\"severity\":\"block\",\"who\":\"user\",\"confidence\":7}",
    "{\"id\":\"\",\"severity\":\"block\",\"who\":\"user\",\"confidence\":\"certain\"}",
    "{\"severity\":\"block\",\"who\":\"user\",\"confidence\":\"certain\"}",
    "null",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (ANNA "\"findings\":[", bad[i], "]}", NULL);
      g_autoptr (WpReport) report = read_text (text);

      g_assert_cmpuint (report->findings->len, ==, 0);
    }
}

/* More than is kept. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (ANNA "\"steps\":[{" GOOD "}");
  g_autoptr (WpReport) report = NULL;

  for (guint i = 0; i < 600; i++)
    g_string_append (text, ",{" GOOD "}");
  g_string_append (text, "],\"findings\":[{}");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, ",{\"id\":\"a.b\",\"severity\":\"note\",\"who\":\"user\","
                           "\"confidence\":\"certain\"}");
  g_string_append (text, "]}");
  report = read_text (text->str);
  g_assert_cmpuint (report->steps->len, ==, 512);
  g_assert_cmpuint (report->findings->len, ==, 63);
}

/* Every name that Waypost writes is one that it reads. */
static void
test_keys (void)
{
  g_autofree char *header = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;

  g_assert_true (g_file_get_contents (KEYS_H, &header, NULL, NULL));
  lines = g_strsplit (header, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = NULL;

      if (!g_str_has_prefix (*line, "#define WP_KEY_"))
        continue;
      parts = g_strsplit (*line, "\"", 3);
      g_assert_cmpstr (wp_report_known_key (parts[1]), ==, parts[1]);
      count++;
    }
  g_assert_cmpuint (count, >, 90);
  g_assert_null (wp_report_known_key ("password"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-run/back", test_back);
  g_test_add_func ("/report-run/only-when-asked", test_only_when_asked);
  g_test_add_func ("/report-run/hostile-steps", test_hostile_steps);
  g_test_add_func ("/report-run/hostile-values", test_hostile_values);
  g_test_add_func ("/report-run/ids", test_ids);
  g_test_add_func ("/report-run/hostile-findings", test_hostile_findings);
  g_test_add_func ("/report-run/many", test_many);
  g_test_add_func ("/report-run/keys", test_keys);
  return g_test_run ();
}
