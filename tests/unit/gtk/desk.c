/* What the desk says of a report: in two voices, of what works first. */
#include "gtk/flow/desk-data.h"
#include "gtk/flow/report-name.h"

#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"
#include "render/sheet.h"

/* Sentences */

static void
test_sentences (void)
{
  static const struct
  {
    const char *text;
    const char *sentences[5];
  } rows[] = {
    { "", { NULL } },
    { "One.", { "One.", NULL } },
    { "One. Two! Three?  Four", { "One.", "Two!", "Three?", "Four", NULL } },
    { "Ask imap.example.org. It answers.", { "Ask imap.example.org.", "It answers.", NULL } },
    { "Version 1. 2 follows.", { "Version 1.", "2 follows.", NULL } },
    { "Nimm z. B. Outlook. Dann geht es.", { "Nimm z. B. Outlook.", "Dann geht es.", NULL } },
    { "Wait… then go. \342\200\234Yes\342\200\235 is enough.",
      { "Wait… then go.", "\342\200\234Yes\342\200\235 is enough.", NULL } },
    { "End. and no capital.", { "End. and no capital.", NULL } },
    { "Trailing. ", { "Trailing. ", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) sentences = wp_desk_sentences (rows[i].text);

      g_assert_true (
          g_strv_equal ((const char *const *) sentences, (const char *const *) rows[i].sentences));
    }
}

/* What strangers wrote, in the room there is. */
static void
test_cut (void)
{
  static const struct
  {
    const char *text;
    guint most;
    const char *want;
  } rows[] = {
    { NULL, 3, NULL },    { "", 3, "" },       { "abc", 3, "abc" },
    { "abcd", 3, "ab…" }, { "äöü", 3, "äöü" }, { "äöüß", 3, "äö…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cut = wp_desk_cut (rows[i].text, rows[i].most);

      g_assert_cmpstr (cut, ==, rows[i].want);
    }
}

/* A report with a refused login behind a good connection */

static WpStep *
add_step (WpReport *report, WpVerb verb, WpOutcome outcome, gint64 start_ms, gint64 ms)
{
  WpStep *step = wp_step_new (verb);

  step->outcome = outcome;
  step->endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT);
  step->candidate = 1;
  step->start_us = report->started_us + start_ms * 1000;
  step->end_us = step->start_us + ms * 1000;
  return wp_report_add_step (report, step);
}

static WpReport *
new_report (WpOutcome login)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  WpReport *report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "x"));
  WpService *service;
  WpStep *step;

  wp_report_add_candidate (
      report, wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT), source,
      WP_TRUST_HTTP);
  add_step (report, WP_VERB_RESOLVE, WP_OUTCOME_OK, 0, 24);
  step = add_step (report, WP_VERB_CONNECT, WP_OUTCOME_OK, 24, 48);
  wp_inet_parse ("192.0.2.5", &step->address);
  add_step (report, WP_VERB_TLS, WP_OUTCOME_OK, 72, 310);
  step = add_step (report, WP_VERB_LOGIN, login, 400, 240);
  wp_fields_set_text (step->evidence, WP_KEY_REPLY_CODE, "NO");
  wp_fields_set_text (step->evidence, WP_KEY_TEXT, "<b>wrong</b>");
  wp_fields_set_text (step->evidence, WP_KEY_USERNAME, "anna@example.org");
  wp_step_add_line (step, 'C', "a2 LOGIN", 8);
  wp_step_add_line (step, 'S', "a2 NO", 5);
  report->logins_sent = 1;
  service = wp_report_add_service (report, WP_PROTOCOL_IMAP);
  service->is_asked_for = TRUE;
  service->candidate = 1;
  service->works = login == WP_OUTCOME_OK ? WP_WORKS_YES : WP_WORKS_NO;
  return report;
}

static void
add_finding (WpReport *report)
{
  WpFinding *finding = wp_finding_new ("auth.credentials.wrong");

  finding->severity = WP_SEVERITY_BLOCK;
  finding->confidence = WP_CONFIDENCE_LIKELY;
  wp_fields_set_text (finding->params, WP_KEY_HOST, "imap.example.org");
  wp_fields_set_text (finding->params, WP_KEY_USERNAME, "anna@example.org");
  wp_ids_add (finding->steps, 4);
  wp_report_add_finding (report, finding);
  wp_report_service (report, WP_PROTOCOL_IMAP)->why = finding->id;
}

static void
test_state (void)
{
  g_autoptr (WpReport) good = new_report (WP_OUTCOME_OK);
  g_autoptr (WpReport) bad = new_report (WP_OUTCOME_LOGIN_REFUSED);

  add_finding (bad);
  g_assert_cmpint (wp_desk_state (NULL, FALSE), ==, WP_DESK_UNTESTED);
  g_assert_cmpint (wp_desk_state (good, FALSE), ==, WP_DESK_WORKS);
  g_assert_cmpint (wp_desk_state (bad, FALSE), ==, WP_DESK_FAILS);
  g_assert_cmpint (wp_desk_state (bad, TRUE), ==, WP_DESK_RUNNING);
  g_assert_cmpstr (wp_desk_brief (bad, FALSE), ==,
                   wp_catalogue_find ("auth.credentials.wrong")->brief);
  g_assert_cmpstr (wp_desk_name (bad), ==, "anna@example.org");
}

static void
check_lines (const WpReport *report, WpVoice voice, const char *const *texts, guint count)
{
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, wp_desk_finding (report, 0), voice);

  g_assert_cmpuint (lines->len, ==, count);
  for (guint i = 0; i < count; i++)
    {
      const WpDeskLine *line = lines->pdata[i];

      g_assert_cmpstr (line->text, ==, texts[i]);
      g_assert_cmpint (line->state, ==, i == count - 1 ? WP_DESK_FAILS : WP_DESK_WORKS);
    }
}

/* What works comes first. */
static void
test_lines (void)
{
  static const char *const customer[] = { "The server answers", "The connection is safe",
                                          "The login is refused" };
  static const char *const technician[] = { "Connection: 192.0.2.5 answers on port 993.",
                                            "TLS: As it should be.",
                                            "Login: login-refused, NO <b>wrong</b>" };
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_LOGIN_REFUSED);

  add_finding (report);
  check_lines (report, WP_VOICE_CUSTOMER, customer, G_N_ELEMENTS (customer));
  check_lines (report, WP_VOICE_TECHNICIAN, technician, G_N_ELEMENTS (technician));
}

static void
test_answer (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_LOGIN_REFUSED);
  const WpFinding *finding;
  g_autofree char *customer = NULL;
  g_autofree char *technician = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *dialogue = NULL;

  add_finding (report);
  finding = wp_desk_finding (report, 4);
  g_assert_true (finding == report->findings->pdata[0]);
  g_assert_true (wp_desk_finding (report, 2) == finding);
  customer = wp_desk_answer (report, finding, WP_VOICE_CUSTOMER);
  technician = wp_desk_answer (report, finding, WP_VOICE_TECHNICIAN);
  report->is_from_file = TRUE;
  saved = wp_desk_answer (report, finding, WP_VOICE_CUSTOMER);
  dialogue = wp_desk_dialogue (wp_desk_step (report, finding));
  g_assert_true (g_str_has_prefix (customer,
                                   "anna@example.org: Receiving mail does not work. The server "
                                   "answers. The connection is safe. The login is refused.\n"));
  /* What a server said is for who can look it up. */
  g_assert_null (strstr (customer, "<b>wrong</b>"));
  g_assert_true (g_str_has_prefix (technician, "anna@example.org: IMAP: login refused\n"));
  g_assert_nonnull (strstr (customer, "What to do:\n1. "));
  g_assert_nonnull (strstr (customer, "Nothing was changed on the servers."));
  g_assert_null (strstr (customer, "auth.credentials.wrong"));
  g_assert_null (strstr (customer, "192.0.2.5"));
  g_assert_null (strchr (customer, '{'));
  g_assert_nonnull (strstr (technician, "[auth.credentials.wrong]"));
  g_assert_nonnull (strstr (technician, "- Connection: 192.0.2.5"));
  g_assert_nonnull (strstr (technician, "NO <b>wrong</b>"));
  /* A file cannot vouch for what was done on a server. */
  g_assert_null (strstr (saved, "Nothing was changed"));
  g_assert_nonnull (strstr (saved, "From a file"));
  g_assert_cmpstr (dialogue, ==, "C: a2 LOGIN\nS: a2 NO");
}

/* Who is told to use "these settings" finds them in the answer, to be read and to be copied. */
static void
test_settings (void)
{
  g_autoptr (WpReport) good = new_report (WP_OUTCOME_OK);
  g_autoptr (WpReport) bad = new_report (WP_OUTCOME_LOGIN_REFUSED);
  g_autoptr (WpFinding) works = wp_finding_new ("all.works");
  g_autoptr (GPtrArray) rows = NULL;
  const char *value;

  works->severity = WP_SEVERITY_GOOD;
  wp_report_service (good, WP_PROTOCOL_IMAP)->username = g_strdup ("anna@example.org");
  add_finding (bad);
  g_assert_null (wp_desk_settings (bad, bad->findings->pdata[0]));
  rows = wp_desk_settings (good, works);
  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (wp_sheet_row_field (rows->pdata[0], 0, wp_words (), &value), ==, "Server");
  g_assert_cmpstr (value, ==, "imap.example.org");
  g_assert_null (wp_sheet_row_field (rows->pdata[0], 4, wp_words (), &value));
  for (guint voice = WP_VOICE_CUSTOMER; voice <= WP_VOICE_TECHNICIAN; voice++)
    {
      g_autofree char *answer = wp_desk_answer (good, works, (WpVoice) voice);
      g_autofree char *other = wp_desk_answer (bad, bad->findings->pdata[0], (WpVoice) voice);

      g_assert_nonnull (strstr (answer, "\nIncoming (IMAP)\n"
                                        "  Server: imap.example.org\n"
                                        "  Port: 993\n"
                                        "  Encryption: TLS\n"
                                        "  User name: anna@example.org\n"));
      g_assert_null (strstr (other, "Incoming (IMAP)"));
    }
}

/* The line of the list does not say that nobody is there of whom the finding says that he refuses;
 * nor that a password is wrong that nobody looked at. */
static void
test_line_of_failure (void)
{
  static const struct
  {
    WpVerb verb;
    WpOutcome outcome;
    const char *want;
  } rows[] = {
    { WP_VERB_CONNECT, WP_OUTCOME_REFUSED, "The server refuses the connection" },
    { WP_VERB_CONNECT, WP_OUTCOME_TIMED_OUT, "The server cannot be reached" },
    { WP_VERB_CONNECT, WP_OUTCOME_DENIED, "The server cannot be reached" },
    { WP_VERB_TLS, WP_OUTCOME_UNTRUSTED, "The connection is not safe" },
    { WP_VERB_TLS, WP_OUTCOME_TLS_FAILED, "No safe connection comes about" },
    { WP_VERB_LOGIN, WP_OUTCOME_LOGIN_BLOCKED, "The login is refused" },
    { WP_VERB_LOGIN, WP_OUTCOME_BACKEND_DOWN, "The login is not possible" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = new_report (WP_OUTCOME_LOGIN_REFUSED);
      g_autoptr (GPtrArray) lines = NULL;
      const WpDeskLine *line;

      add_finding (report);
      add_step (report, rows[i].verb, rows[i].outcome, 700, 10);
      lines = wp_desk_lines (report, report->findings->pdata[0], WP_VOICE_CUSTOMER);
      line = lines->pdata[rows[i].verb == WP_VERB_CONNECT ? 0
                          : rows[i].verb == WP_VERB_TLS   ? 1
                                                          : 2];
      g_assert_cmpstr (line->text, ==, rows[i].want);
      g_assert_cmpint (line->state, ==, WP_DESK_FAILS);
    }
}

/* Stopped is not failed, nor hides it what had failed by then. */
static void
test_stopped (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_CANCELLED);
  WpFinding *stopped = wp_finding_new ("run.stopped");
  WpService *service = wp_report_service (report, WP_PROTOCOL_IMAP);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  g_autofree char *headline = NULL, *answer = NULL, *summary = NULL;

  stopped->severity = WP_SEVERITY_BLOCK;
  wp_fields_set_text (stopped->params, WP_KEY_HOST, "imap.example.org");
  wp_report_add_finding (report, stopped);
  service->why = stopped->id;
  g_assert_cmpint (service->works, ==, WP_WORKS_NO);
  g_assert_cmpint (wp_desk_works (service), ==, WP_WORKS_NOT_TESTED);
  g_assert_cmpint (wp_desk_state (report, FALSE), ==, WP_DESK_UNTESTED);
  g_assert_cmpint (wp_desk_finding_state (stopped), ==, WP_DESK_UNTESTED);
  g_assert_cmpstr (wp_desk_brief (report, FALSE), ==, "stopped before the end");
  lines = wp_desk_lines (report, stopped, WP_VOICE_CUSTOMER);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpint (((const WpDeskLine *) lines->pdata[0])->state, ==, WP_DESK_UNTESTED);
  headline = wp_desk_headline (report);
  answer = wp_desk_answer (report, stopped, WP_VOICE_CUSTOMER);
  g_test_message ("%s | %s", headline, answer);
  g_assert_null (strstr (headline, "does not work"));
  g_assert_null (strstr (answer, "does not work"));
  summary = wp_desk_summary (report, data);
  g_assert_true (g_str_has_prefix (summary, "Over after "));

  add_finding (report);
  g_assert_cmpint (wp_desk_state (report, FALSE), ==, WP_DESK_FAILS);
  g_assert_cmpstr (wp_desk_brief (report, FALSE), ==,
                   wp_catalogue_find ("auth.credentials.wrong")->brief);
}

/* One's own report, too, is one from a file. */
static void
test_origin (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
  g_autofree char *here = wp_desk_origin (report);
  g_autofree char *file = NULL, *undated = NULL;

  report->is_from_file = TRUE;
  report->started_unix = G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC;
  file = wp_desk_origin (report);
  report->started_unix = G_MAXINT64;
  undated = wp_desk_origin (report);
  g_assert_true (g_str_has_prefix (here, "Seen from here"));
  g_assert_true (g_str_has_prefix (file, "From a file of "));
  g_assert_true (g_str_has_suffix (file, ": not seen from here"));
  g_assert_cmpstr (undated, ==, "From a file: not seen from here");
}

/* A customer has no terminal: whatever was found, no option of one is named. */
static void
test_no_options (void)
{
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (WpFinding) finding = wp_finding_new (texts[i].id);
      g_auto (GStrv) steps = wp_desk_steps (finding, WP_VOICE_CUSTOMER);
      g_autofree char *all = g_strjoinv (" ", steps);

      g_test_message ("%s: %s", finding->id, all);
      g_assert_null (strstr (all, "--"));
      g_assert_null (strstr (all, "()"));
    }
}

static void
test_nothing_found (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
  g_autoptr (GPtrArray) lines = wp_desk_lines (report, NULL, WP_VOICE_CUSTOMER);
  g_autofree char *answer = wp_desk_answer (report, NULL, WP_VOICE_TECHNICIAN);

  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((const WpDeskLine *) lines->pdata[0])->text, ==, "Receiving by IMAP works");
  g_assert_cmpstr (answer, ==,
                   "anna@example.org: no login was made.\n\n- Receiving by IMAP works\n\n"
                   "Nothing was changed on the servers.\n");
  g_assert_null (wp_desk_step (report, NULL));
}

/* Lookups in a lane of their own; a server whose name is unknown keeps its lane. */

static void
test_lookups (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_LOGIN_REFUSED);
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  guint before = data->n_bars;
  const WpLane *dns, *imap;
  g_autofree char *summary = NULL;
  g_autofree char *text = NULL;

  wp_timeline_data_add_search (data, report);
  dns = data->lanes->pdata[0];
  imap = data->lanes->pdata[1];
  g_assert_cmpuint (data->lanes->len, ==, 2);
  g_assert_cmpuint (data->n_bars, ==, before);
  g_assert_cmpstr (wp_lane_name (dns), ==, "DNS");
  g_assert_cmpuint (dns->bars->len, ==, 1);
  g_assert_cmpstr (((const WpBar *) dns->bars->pdata[0])->label, ==, "imap.example.org, 24 ms");
  g_assert_cmpuint (imap->bars->len, ==, before - 1);
  summary = wp_desk_summary (report, data);
  g_assert_cmpstr (summary, ==, "Ready in 640 ms; slowest: TLS, 310 ms");
  text = wp_timeline_data_text (data);
  g_assert_true (g_str_has_prefix (text, "DNS\n0 ms\t24 ms\timap.example.org\tworks\t"));
  g_assert_cmpstr (data->spoken, ==,
                   "DNS, Receiving by IMAP, 4 steps in 640 milliseconds, slowest TLS with 310 "
                   "milliseconds.");
}

static WpSource *
add_source (WpReport *report, WpSourceKind kind, const char *target, gint64 start_ms, gint64 end_ms)
{
  WpSource *source = wp_report_add_source (report, wp_source_new (kind, target));

  source->start_us = report->started_us + start_ms * 1000;
  source->end_us = report->started_us + end_ms * 1000;
  return source;
}

static void
check_bar (const WpLane *lane, guint n, const char *label, WpBarKind kind, gint64 start_ms)
{
  const WpBar *bar = lane->bars->pdata[n];

  g_assert_cmpstr (bar->label, ==, label);
  g_assert_cmpint (bar->kind, ==, kind);
  g_assert_cmpint (bar->start_us, ==, start_ms * 1000);
}

/* Each question for settings is a bar with its time, from the first one on; what knows nothing is
 * not what failed. */
static void
test_search (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
  g_autoptr (WpTimelineData) data = NULL;
  WpSource *source;
  WpStep *step = wp_step_new (WP_VERB_RESOLVE);
  const WpLane *imap, *dns, *web;
  const char *word;

  /* The search began 100 ms before the servers were looked at. */
  for (guint i = 0; i < report->steps->len; i++)
    {
      ((WpStep *) report->steps->pdata[i])->start_us += 100 * 1000;
      ((WpStep *) report->steps->pdata[i])->end_us += 100 * 1000;
    }
  source = add_source (report, WP_SOURCE_SRV, "_imaps._tcp.example.org", 0, 31);
  source->status = WP_SOURCE_STATUS_FOUND;
  source = add_source (report, WP_SOURCE_SRV, "_pop3s._tcp.example.org", 1, 32);
  source->status = WP_SOURCE_STATUS_NOT_FOUND;
  source = add_source (report, WP_SOURCE_AUTOCONFIG_SUBDOMAIN,
                       "https://autoconfig.example.org/mail/config-v1.1.xml", 2, 4002);
  source->status = WP_SOURCE_STATUS_FAILED;
  source->outcome = WP_OUTCOME_TIMED_OUT;
  source = add_source (report, WP_SOURCE_DATABASE,
                       "https://autoconfig.thunderbird.net/v1.1/example.org", 3, 90);
  source->status = WP_SOURCE_STATUS_FAILED;
  source->outcome = WP_OUTCOME_CANCELLED;
  step->start_us = report->started_us + 4 * 1000;
  step->end_us = report->started_us + 44 * 1000;
  step->outcome = WP_OUTCOME_OK;
  wp_fields_set_text (step->evidence, WP_KEY_TYPE, "MX");
  wp_fields_set_text (step->evidence, WP_KEY_NAME, "example.org");
  wp_report_add_step (report, step);

  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  wp_timeline_data_add_search (data, report);
  g_assert_cmpuint (data->lanes->len, ==, 3);
  dns = data->lanes->pdata[0];
  web = data->lanes->pdata[1];
  imap = data->lanes->pdata[2];
  check_bar (dns, 0, "SRV _imaps._tcp, 31 ms", WP_BAR_DONE, 0);
  check_bar (dns, 1, "SRV _pop3s._tcp, 31 ms, none", WP_BAR_LOST, 1);
  check_bar (dns, 2, "MX example.org, 40 ms", WP_BAR_DONE, 4);
  check_bar (dns, 3, "imap.example.org, 24 ms", WP_BAR_DONE, 100);
  check_bar (web, 0, "autoconfig.example.org, 4.0 s, no answer in time", WP_BAR_WARNING, 2);
  check_bar (web, 1, "public database, 87 ms, not waited for any longer", WP_BAR_LOST, 3);
  check_bar (imap, 0, "Connection, 48 ms", WP_BAR_DONE, 124);
  g_assert_cmpuint (data->n_bars, ==, imap->bars->len + dns->bars->len + web->bars->len);
  g_assert_cmpint (wp_lane_state (dns, &word), ==, WP_BAR_DONE);
  g_assert_cmpint (wp_lane_state (web, &word), ==, WP_BAR_SKIPPED);
  g_assert_cmpstr (word, ==, "nothing found");
}

/* A person typed for a minute between the look and the login: that is not on the axis, neither for
 * who logged in nor for what was asked meanwhile, nor for a service that had no second go. */
static void
test_search_and_pause (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
  g_autoptr (WpTimelineData) data = NULL;
  WpSource *source = add_source (report, WP_SOURCE_DATABASE, "https://x.example/example.org", 0,
                                 60 * 1000);
  WpStep *step;
  const WpLane *imap;

  source->status = WP_SOURCE_STATUS_FAILED;
  source->outcome = WP_OUTCOME_CANCELLED;
  step = add_step (report, WP_VERB_CONNECT, WP_OUTCOME_OK, 60 * 1000, 50);
  step = add_step (report, WP_VERB_LOGIN, WP_OUTCOME_OK, 60 * 1000 + 50, 70);
  g_assert_nonnull (step);
  /* As in a look that only looked. */
  ((WpStep *) report->steps->pdata[3])->verb = WP_VERB_CAPABILITY;
  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  wp_timeline_data_add_search (data, report);
  imap = data->lanes->pdata[data->lanes->len - 1];
  g_assert_true (imap->is_cut);
  g_assert_cmpuint (imap->bars->len, ==, 2);
  check_bar (imap, 0, "Connection, 50 ms", WP_BAR_DONE, 24);
  check_bar (imap, 1, "Login, 70 ms", WP_BAR_DONE, 74);
  g_assert_cmpint (data->end_us, ==, 144 * 1000);
}

static void
test_lookup_failed (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "x"));
  g_autoptr (WpTimelineData) data = NULL;
  WpService *service;
  const WpLane *imap;

  wp_report_add_candidate (
      report, wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT), source,
      WP_TRUST_HTTP);
  add_step (report, WP_VERB_RESOLVE, WP_OUTCOME_NXDOMAIN, 0, 24);
  service = wp_report_add_service (report, WP_PROTOCOL_IMAP);
  service->candidate = 1;
  service->works = WP_WORKS_YES; /* so that no login is added */
  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  wp_timeline_data_add_search (data, report);
  g_assert_cmpuint (data->lanes->len, ==, 2);
  imap = data->lanes->pdata[1];
  g_assert_cmpuint (imap->bars->len, ==, 1);
  g_assert_cmpint (((const WpBar *) imap->bars->pdata[0])->kind, ==, WP_BAR_SKIPPED);
  g_assert_cmpuint (data->n_bars, ==, 2);
  g_assert_nonnull (wp_timeline_data_bar (data, 1));
  g_assert_null (wp_timeline_data_bar (data, 2));
}

/* The sum counts whatever was waited for: an answer that was empty, too, but not the connection
 * that came second. */
static void
test_summary (void)
{
  g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
  g_autoptr (WpTimelineData) data = NULL;
  const char *const results[] = { "ipv6 2001:db8::1: connected, 9000 ms",
                                  "ipv4 192.0.2.5: connected, 48 ms", NULL };
  WpSource *source = add_source (report, WP_SOURCE_SRV, "_imaps._tcp.example.org", 0, 811);
  g_autofree char *summary = NULL;

  source->status = WP_SOURCE_STATUS_NOT_FOUND;
  wp_fields_set_list (((WpStep *) report->steps->pdata[1])->evidence, WP_KEY_FAMILY_RESULTS,
                      results);
  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  wp_timeline_data_add_search (data, report);
  summary = wp_desk_summary (report, data);
  g_assert_cmpstr (summary, ==, "Ready in 811 ms; slowest: TLS, 310 ms");
}

/* What a report is called as a file */

static void
test_file_name (void)
{
  /* 2026-11-22, noon */
  static const gint64 day = G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC;
  static const struct
  {
    const char *domain;
    gint64 started_unix;
    const char *name;
  } rows[] = {
    { "example.org", day, "example.org-2026-11-22.json" },
    { "Example.ORG.", day, "example.org-2026-11-22.json" },
    { "xn--bcher-kva.example", day, "xn--bcher-kva.example-2026-11-22.json" },
    { "../../etc/passwd", day, "etc-passwd-2026-11-22.json" },
    { "-rf. .~\\\n\342\200\256gpj", day, "rf.gpj-2026-11-22.json" },
    { "2001:db8::1", day, "2001-db8-1-2026-11-22.json" },
    { "...", day, "mail-report-2026-11-22.json" },
    { "example.org", 0, "example.org.json" },
    { "example.org", G_MININT64, "example.org.json" },
    { "example.org", G_MAXINT64, "example.org.json" },
  };
  g_autofree char *longest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = new_report (WP_OUTCOME_OK);
      g_autofree char *name = NULL;

      g_free (report->account->domain_ascii);
      report->account->domain_ascii = g_strdup (rows[i].domain);
      report->started_unix = rows[i].started_unix;
      name = wp_report_file_name (report);
      g_assert_cmpstr (name, ==, rows[i].name);
      if (i > 0)
        continue;
      g_free (report->account->domain_ascii);
      report->account->domain_ascii = g_strnfill (4000, 'a');
      longest = wp_report_file_name (report);
      g_assert_cmpuint (strlen (longest), <, 120);
    }
}

/* About servers only: the first one. */
static void
test_file_name_without_account (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "x"));
  g_autofree char *none = wp_report_file_name (report);
  g_autofree char *one = NULL;

  g_assert_cmpstr (none, ==, "mail-report.json");
  wp_report_add_candidate (
      report, wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT), source,
      WP_TRUST_HTTP);
  one = wp_report_file_name (report);
  g_assert_cmpstr (one, ==, "imap.example.org.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/cut", test_cut);
  g_test_add_func ("/desk/sentences", test_sentences);
  g_test_add_func ("/desk/state", test_state);
  g_test_add_func ("/desk/lines", test_lines);
  g_test_add_func ("/desk/answer", test_answer);
  g_test_add_func ("/desk/settings", test_settings);
  g_test_add_func ("/desk/line-of-failure", test_line_of_failure);
  g_test_add_func ("/desk/stopped", test_stopped);
  g_test_add_func ("/desk/origin", test_origin);
  g_test_add_func ("/desk/no-options", test_no_options);
  g_test_add_func ("/desk/nothing-found", test_nothing_found);
  g_test_add_func ("/desk/lookups", test_lookups);
  g_test_add_func ("/desk/search", test_search);
  g_test_add_func ("/desk/search-and-pause", test_search_and_pause);
  g_test_add_func ("/desk/lookup-failed", test_lookup_failed);
  g_test_add_func ("/desk/summary", test_summary);
  g_test_add_func ("/desk/file-name", test_file_name);
  g_test_add_func ("/desk/file-name-without-account", test_file_name_without_account);
  return g_test_run ();
}
