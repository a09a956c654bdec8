/* The bars of a timeline: which steps are shown, where, and what they say; and the rows of a
 * search.
 */
#include "gtk/flow/timeline-data.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/limits.h"
#include "gtk/flow/found.h"
#include "gtk/flow/tally.h"
#include "model/keys.h"
#include "script.h"
#include "session/saved.h"

#define MS 1000

static const char *const settings = "account anna@example.org\n"
                                    "candidate imap imap.example.org 993 implicit dns\n"
                                    "candidate smtp smtp.example.org 465 implicit dns\n"
                                    "service imap yes 1 asked user=anna@example.org\n"
                                    "service smtp not-tested 2 asked\n";

/* Looked at, then the person typed for a minute, then another connection logged in. */
static const char *const twice = "step 1 resolve ok lasts_ms=20\n"
                                 "step 1 connect ok address=192.0.2.1 lasts_ms=30\n"
                                 "step 1 greeting ok lasts_ms=5\n"
                                 "step 1 connect ok address=192.0.2.1 lasts_ms=40\n"
                                 "step 1 tls ok lasts_ms=310\n"
                                 "step 1 greeting ok lasts_ms=10\n"
                                 "step 1 login ok attempt=1 lasts_ms=100\n";

static WpReport *
report_of (const char *steps)
{
  g_autofree char *script = g_strconcat (settings, steps, NULL);

  return script_report (script);
}

/* The script puts each step after the one before; here time is set by hand. */
static void
put (WpReport *report, guint n, gint64 start_ms, gint64 length_ms)
{
  WpStep *step = report->steps->pdata[n];

  step->start_us = report->started_us + start_ms * MS;
  step->end_us = step->start_us + length_ms * MS;
}

static void
test_pause_is_cut_out (void)
{
  static const gint64 starts[] = { 0, 20, 50, 60000, 60040, 60350, 60360 };
  static const gint64 lengths[] = { 20, 30, 5, 40, 310, 10, 100 };
  static const struct
  {
    const char *name;
    gint64 start_ms, length_ms;
  } expected[] = {
    { "DNS", 0, 20 },        { "Connection", 20, 40 }, { "TLS", 60, 310 },
    { "Greeting", 370, 10 }, { "Login", 380, 100 },
  };
  g_autoptr (WpReport) report = report_of (twice);
  g_autoptr (WpTimelineData) data = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    put (report, i, starts[i], lengths[i]);
  data = wp_timeline_data_new (report, 1u << WP_PROTOCOL_IMAP, 0);
  g_assert_cmpuint (data->lanes->len, ==, 1);
  g_assert_cmpuint (data->n_bars, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < data->n_bars; i++)
    {
      const WpBar *bar = wp_timeline_data_bar (data, i);

      g_assert_cmpstr (bar->name, ==, expected[i].name);
      g_assert_cmpint (bar->start_us, ==, expected[i].start_ms * MS);
      g_assert_cmpint (bar->end_us - bar->start_us, ==, expected[i].length_ms * MS);
      g_assert_cmpint (bar->kind, ==, WP_BAR_DONE);
    }
  g_assert_null (wp_timeline_data_bar (data, data->n_bars));
  g_assert_cmpint (data->end_us, ==, 480 * MS);
  g_assert_cmpint (wp_timeline_data_slowest (data), ==, 2);
  g_assert_cmpint (wp_timeline_data_failed (data), ==, -1);
  g_assert_cmpstr (wp_timeline_data_bar (data, 2)->label, ==, "TLS, 310 ms");
  g_assert_cmpstr (wp_timeline_data_bar (data, 2)->spoken, ==, "TLS, 310 milliseconds, works");
  g_assert_cmpstr (wp_timeline_data_bar (data, 1)->address, ==, "192.0.2.1");
  g_assert_cmpstr (data->spoken, ==,
                   "Receiving by IMAP, 5 steps in 480 milliseconds, slowest TLS with 310 "
                   "milliseconds.");
}

/* Two logins, three seconds apart: that pause is part of the story. */
static void
test_pause_between_logins_stays (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1\n"
                                           "step 1 login login-refused attempt=1\n"
                                           "step 1 connect ok address=192.0.2.1\n"
                                           "step 1 login ok attempt=2\n");
  g_autoptr (WpTimelineData) data = NULL;

  put (report, 0, 0, 10);
  put (report, 1, 10, 50);
  put (report, 2, 3060, 10);
  put (report, 3, 3070, 50);
  data = wp_timeline_data_new (report, 1u << WP_PROTOCOL_IMAP, 0);
  g_assert_cmpuint (data->n_bars, ==, 5);
  g_assert_cmpint (wp_timeline_data_bar (data, 1)->kind, ==, WP_BAR_FAILED);
  g_assert_cmpint (wp_timeline_data_bar (data, 2)->kind, ==, WP_BAR_WAITING);
  g_assert_cmpint (wp_timeline_data_bar (data, 2)->start_us, ==, 60 * MS);
  g_assert_cmpint (wp_timeline_data_bar (data, 2)->end_us, ==, 3060 * MS);
  g_assert_cmpint (wp_timeline_data_failed (data), ==, 1);
  /* A wait is not what was slow. */
  g_assert_cmpint (wp_timeline_data_slowest (data), ==, 1);
}

static void
test_lost_race (void)
{
  g_autoptr (WpReport) report = report_of (
      "step 1 connect ok address=192.0.2.1 lasts_ms=48 "
      "'family_results=ipv6 2001:db8::1: connected, 83 ms|ipv4 192.0.2.1: connected, 48 ms'\n");
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  const WpBar *lost = wp_timeline_data_bar (data, 0);

  g_assert_cmpuint (data->n_bars, ==, 2);
  g_assert_cmpint (lost->kind, ==, WP_BAR_LOST);
  g_assert_cmpstr (lost->label, ==, "IPv6 connection, came second");
  g_assert_cmpint (lost->end_us - lost->start_us, ==, 83 * MS);
  g_assert_cmpint (wp_timeline_data_bar (data, 1)->kind, ==, WP_BAR_DONE);
}

/* Nobody tried: it is said, and takes no time. */
static void
test_skipped_login (void)
{
  g_autoptr (WpReport) report = report_of ("step 2 connect ok address=192.0.2.2\n"
                                           "step 2 tls ok\n");
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, 1u << WP_PROTOCOL_SMTP, 0);
  const WpBar *last = wp_timeline_data_bar (data, data->n_bars - 1);

  g_assert_cmpuint (data->n_bars, ==, 3);
  g_assert_cmpint (last->kind, ==, WP_BAR_SKIPPED);
  g_assert_cmpint (last->start_us, ==, last->end_us);
  g_assert_cmpstr (last->spoken, ==, "Login, not tried");
}

static void
test_running (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1\n"
                                           "step 1 tls ok\n");
  const WpStep *last = report->steps->pdata[1];
  g_autoptr (WpTimelineData)
      data = wp_timeline_data_new (report, 1u << WP_PROTOCOL_IMAP, last->end_us + 70 * MS);
  const WpBar *open = wp_timeline_data_bar (data, 2);

  g_assert_nonnull (open);
  g_assert_true (open->is_open);
  g_assert_cmpint (open->verb, ==, WP_VERB_GREETING);
  g_assert_cmpint (open->end_us - open->start_us, ==, 70 * MS);
  g_assert_cmpint (open->end_us, ==, data->end_us);
}

static void
test_two_lanes_share_an_axis (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1\n"
                                           "step 2 connect ok address=192.0.2.2\n");
  g_autoptr (WpTimelineData) data = NULL;

  put (report, 0, 100, 10);
  put (report, 1, 130, 10);
  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  g_assert_cmpuint (data->lanes->len, ==, 2);
  g_assert_cmpint (wp_timeline_data_bar (data, 0)->start_us, ==, 0);
  g_assert_cmpint (
      ((const WpBar *) ((const WpLane *) data->lanes->pdata[1])->bars->pdata[0])->start_us, ==,
      30 * MS);
}

/* The longest step is of a service that is over sooner than the other: what the sentence names is
 * what is opened and marked. */
static void
test_slowest_of_two (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1 lasts_ms=30\n"
                                           "step 1 tls ok lasts_ms=30\n"
                                           "step 1 greeting ok lasts_ms=30\n"
                                           "step 2 connect ok address=192.0.2.2 lasts_ms=5\n"
                                           "step 2 submit ok lasts_ms=35\n");
  g_auto (WpSlowest) slowest = { .us = 0 };
  g_autofree char *text = wp_tally_time_text (report);
  g_autoptr (WpTimelineData) imap = wp_timeline_data_new (report, 1u << WP_PROTOCOL_IMAP, 0);
  g_autoptr (WpTimelineData) smtp = wp_timeline_data_new (report, 1u << WP_PROTOCOL_SMTP, 0);

  g_assert_true (wp_tally_slowest (report, &slowest));
  g_assert_cmpint (imap->end_us, >, smtp->end_us);
  g_assert_cmpint (slowest.protocol, ==, WP_PROTOCOL_SMTP);
  g_assert_cmpint (slowest.us, ==, 35 * MS);
  g_assert_cmpstr (slowest.name, ==, "Sender check");
  g_assert_cmpstr (wp_timeline_data_bar (smtp, slowest.bar)->name, ==, slowest.name);
  g_assert_cmpstr (text, ==,
                   "Ready in 130 ms. The slowest part was Sender check (Sending) with 35 ms.");
}

static void
test_nothing (void)
{
  g_autoptr (WpReport) report = report_of ("");
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);

  g_assert_cmpuint (data->lanes->len, ==, 0);
  g_assert_cmpuint (data->n_bars, ==, 0);
  g_assert_cmpint (wp_timeline_data_slowest (data), ==, -1);
  g_assert_null (wp_tally_time_text (report));
}

static void
test_axis (void)
{
  static const struct
  {
    gint64 end_us;
    gint64 span_us;
    const char *text;
  } rows[] = {
    { 0, 1000, "1 ms" },         { 1000, 1000, "1 ms" },           { 1001, 2000, "2 ms" },
    { 4999, 5000, "5 ms" },      { 5001, 10000, "10 ms" },         { 894000, 1000000, "1 s" },
    { 1000001, 2000000, "2 s" }, { 60000000, 100000000, "100 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = wp_timeline_tick (wp_timeline_span (rows[i].end_us));

      g_assert_cmpint (wp_timeline_span (rows[i].end_us), ==, rows[i].span_us);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_place (void)
{
  static const struct
  {
    const char *name;
    double from, to, needs;
    double x, width;
    gboolean is_inside;
  } rows[] = {
    { "right of it", 10, 60, 30, 66, 30, FALSE },
    { "no room there: left", 160, 190, 30, 124, 30, FALSE },
    { "nor there: inside", 10, 190, 60, 16, 60, TRUE },
    { "nowhere: cut on the wider side", 40, 100, 150, 106, 94, FALSE },
    { "nowhere, left is wider", 120, 170, 150, 0, 114, FALSE },
    { "nowhere, the bar is wider", 20, 180, 170, 26, 148, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpLabelPlace place = wp_timeline_place (rows[i].from, rows[i].to, 0, 200, rows[i].needs, 6);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpfloat (place.x, ==, rows[i].x);
      g_assert_cmpfloat (place.width, ==, rows[i].width);
      g_assert_cmpint (place.is_inside, ==, rows[i].is_inside);
      g_assert_cmpfloat (place.width, >, 0);
    }
}

static void
test_text (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1\n");
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  g_autofree char *text = wp_timeline_data_text (data);

  g_assert_cmpstr (text, ==,
                   "Receiving by IMAP, imap.example.org:993\n"
                   "0 ms\t10 ms\tConnection\tworks\t192.0.2.1\n");
}

/* Saved, and opened again */

static void
add_source (WpReport *report,
            WpSourceKind kind,
            const char *target,
            WpSourceStatus status,
            WpOutcome outcome,
            gint64 start_us,
            gint64 length_us)
{
  WpSource *source = wp_report_add_source (report, wp_source_new (kind, target));

  source->status = status;
  source->outcome = outcome;
  source->start_us = report->started_us + start_us;
  source->end_us = source->start_us + length_us;
  if (status == WP_SOURCE_STATUS_FOUND)
    wp_ids_add (source->says, 2);
}

/* Settings that were looked for, half of a thousandth of a second off at every turn. */
static WpReport *
searched_report (void)
{
  WpReport *report = report_of ("step 1 resolve ok lasts_ms=20\n"
                                "step 1 connect ok address=192.0.2.1 lasts_ms=30 "
                                "'family_results=ipv6 2001:db8::1: connected, 83 ms|ipv4 "
                                "192.0.2.1: connected, 48 ms'\n"
                                "tls 1 ok\n"
                                "step 1 login login-refused attempt=1 lasts_ms=99\n"
                                "step 2 connect refused address=192.0.2.2\n");
  WpStep *query = wp_step_new (WP_VERB_RESOLVE);

  add_source (report, WP_SOURCE_SRV, "_imaps._tcp.example.org", WP_SOURCE_STATUS_FOUND,
              WP_OUTCOME_OK, 1400, 11700);
  add_source (report, WP_SOURCE_AUTOCONFIG_SUBDOMAIN,
              "https://autoconfig.example.org/mail/config-v1.1.xml", WP_SOURCE_STATUS_FAILED,
              WP_OUTCOME_TIMED_OUT, 700, 2500600);
  add_source (report, WP_SOURCE_DATABASE, "https://autoconfig.thunderbird.net/v1.1/example.org",
              WP_SOURCE_STATUS_NOT_FOUND, WP_OUTCOME_HTTP_ERROR, 2100, 40900);
  ((WpSource *) report->sources->pdata[report->sources->len - 1])->http_status = 404;
  query->outcome = WP_OUTCOME_OK;
  wp_fields_set_text (query->evidence, WP_KEY_TYPE, "MX");
  wp_fields_set_text (query->evidence, WP_KEY_NAME, "example.org");
  query->start_us = report->started_us + 499;
  query->end_us = query->start_us + 15499;
  wp_report_add_step (report, query);
  for (guint i = 0; i < report->steps->len; i++)
    {
      WpStep *step = report->steps->pdata[i];

      step->start_us += 377 * (i + 1);
      step->end_us += 731 * (i + 1);
    }
  return report;
}

static WpReport *
saved_and_opened (const WpReport *report)
{
  const WpRenderStyle style = { .is_utf8 = TRUE };
  g_autofree char *json = wp_render_json (report, &style);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("report-XXXXXX.json", &path, &error);
  WpReport *opened;

  g_assert_no_error (error);
  g_assert_true (g_close (file, &error));
  g_assert_true (g_file_set_contents (path, json, -1, &error));
  opened = wp_session_view_report (path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return opened;
}

static void
check_same (const WpTimelineData *live, const WpTimelineData *file)
{
  g_assert_cmpuint (file->lanes->len, ==, live->lanes->len);
  g_assert_cmpuint (file->n_bars, ==, live->n_bars);
  g_assert_cmpint (file->end_us, ==, live->end_us);
  g_assert_cmpstr (file->spoken, ==, live->spoken);
  for (guint i = 0; i < live->n_bars; i++)
    {
      const WpBar *one = wp_timeline_data_bar (live, i), *other = wp_timeline_data_bar (file, i);

      g_test_message ("%s", one->spoken);
      g_assert_cmpstr (other->name, ==, one->name);
      g_assert_cmpint (other->start_us, ==, one->start_us);
      g_assert_cmpint (other->end_us, ==, one->end_us);
      g_assert_cmpint (other->kind, ==, one->kind);
      g_assert_cmpstr (other->word, ==, one->word);
      g_assert_cmpstr (other->label, ==, one->label);
      g_assert_cmpstr (other->spoken, ==, one->spoken);
      g_assert_cmpstr (other->address, ==, one->address);
      g_assert_cmpstr (other->detail, ==, one->detail);
    }
}

/* All that is drawn comes back: sources, lookups, and that nobody wanted to log in. */
static void
test_saved_is_the_same (void)
{
  for (guint is_look_only = 0; is_look_only < 2; is_look_only++)
    {
      g_autoptr (WpReport) report = searched_report ();
      g_autoptr (WpReport) opened = NULL;
      g_autoptr (WpTimelineData) live = NULL, file = NULL;

      report->is_look_only = is_look_only != 0;
      opened = saved_and_opened (report);
      live = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
      file = wp_timeline_data_new (opened, WP_TIMELINE_ALL, 0);
      check_same (live, file);
      wp_timeline_data_add_search (live, report);
      wp_timeline_data_add_search (file, opened);
      check_same (live, file);
      g_assert_cmpint (((const WpLane *) live->lanes->pdata[0])->kind, ==, WP_LANE_DNS);
      g_assert_cmpint (((const WpLane *) live->lanes->pdata[1])->kind, ==, WP_LANE_WEB);
    }
}

/* Too much of it */

#define MANY 14000

static void
test_hostile_is_cut (void)
{
  g_autoptr (WpReport) report = report_of ("");
  g_autoptr (WpTimelineData) data = NULL;
  const WpLane *lane;
  const WpBar *rest;
  guint n_failed = 0;
  gint64 begin_us;

  for (guint i = 0; i < MANY; i++)
    {
      WpStep *step = wp_step_new (i % 3 == 0 ? WP_VERB_CONNECT : WP_VERB_PROBE);

      step->candidate = 1;
      step->outcome = i == MANY - 5 || i == 7000 ? WP_OUTCOME_TIMED_OUT : WP_OUTCOME_OK;
      if (step->outcome != WP_OUTCOME_OK)
        step->verb = WP_VERB_LOGIN;
      step->start_us = report->started_us + i * 300 * MS;
      step->end_us = step->start_us + 10 * MS;
      wp_report_add_step (report, step);
    }
  begin_us = g_get_monotonic_time ();
  data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  wp_timeline_data_add_search (data, report);
  g_test_message ("%" G_GINT64_FORMAT " us", g_get_monotonic_time () - begin_us);
  g_assert_cmpuint (data->lanes->len, ==, 2); /* where the settings came from is one, too */
  lane = data->lanes->pdata[1];
  g_assert_cmpuint (lane->bars->len, ==, WP_LIMIT_LANE_BARS + 1);
  for (guint i = 0; i + 1 < lane->bars->len; i++)
    {
      const WpBar *bar = lane->bars->pdata[i];

      n_failed += bar->kind == WP_BAR_FAILED;
      g_assert_false (bar->is_rest);
    }
  g_assert_cmpuint (n_failed, ==, 2);
  rest = lane->bars->pdata[lane->bars->len - 1];
  g_assert_true (rest->is_rest);
  g_assert_cmpuint (data->n_bars, ==, WP_LIMIT_LANE_BARS + 2);
  g_assert_true (g_str_has_prefix (rest->spoken, "And "));
  g_assert_true (g_str_has_suffix (rest->spoken, " more, in the saved report"));
}

/* Sources and lookups, which have lanes of their own. */
static void
test_hostile_search_is_cut (void)
{
  g_autoptr (WpReport) report = report_of ("step 1 connect ok address=192.0.2.1\n");
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);

  for (guint i = 0; i < MANY; i++)
    {
      WpStep *step = wp_step_new (WP_VERB_RESOLVE);

      step->outcome = i == MANY - 1 ? WP_OUTCOME_SERVFAIL : WP_OUTCOME_OK;
      step->start_us = report->started_us + i * MS;
      step->end_us = step->start_us + MS;
      wp_report_add_step (report, step);
      add_source (report, WP_SOURCE_AUTOCONFIG_SUBDOMAIN, "https://example.org/x",
                  WP_SOURCE_STATUS_NOT_FOUND, WP_OUTCOME_HTTP_ERROR, i * MS, MS);
    }
  wp_timeline_data_add_search (data, report);
  g_assert_cmpuint (data->lanes->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      const WpLane *lane = data->lanes->pdata[i];
      const WpBar *rest = lane->bars->pdata[lane->bars->len - 1];
      g_autofree char *words = g_strdup_printf ("And %u more, in the saved report",
                                                MANY - WP_LIMIT_LANE_BARS
                                                    + (lane->kind == WP_LANE_DNS));

      g_assert_cmpuint (lane->bars->len, ==, WP_LIMIT_LANE_BARS + 1);
      g_assert_cmpstr (rest->spoken, ==, words);
    }
  g_assert_cmpint (((const WpBar *) ((const WpLane *) data->lanes->pdata[0])
                        ->bars->pdata[WP_LIMIT_LANE_BARS - 1])
                       ->kind,
                   ==, WP_BAR_WARNING);
  g_assert_true (strstr (data->spoken, "28002 steps") != NULL);
}

/* One short of too much, and just enough. */
static void
test_full_lane_is_whole (void)
{
  for (guint count = WP_LIMIT_LANE_BARS; count <= WP_LIMIT_LANE_BARS + 1; count++)
    {
      g_autoptr (WpReport) report = report_of ("");
      g_autoptr (WpTimelineData) data = NULL;
      const WpLane *lane;

      for (guint i = 0; i < count; i++)
        {
          WpStep *step = wp_step_new (i == 0 ? WP_VERB_CONNECT : WP_VERB_LOGIN);

          step->candidate = 1;
          step->start_us = step->end_us = report->started_us + i * MS;
          wp_report_add_step (report, step);
        }
      data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
      lane = data->lanes->pdata[0];
      g_assert_cmpuint (lane->bars->len, ==, count);
      g_assert_cmpint (((const WpBar *) lane->bars->pdata[count - 1])->is_rest, ==,
                       count > WP_LIMIT_LANE_BARS);
    }
}

/* The rows of a search */

static WpFoundState
state_of (const char *script, guint row)
{
  g_autoptr (WpReport) report = script_report (script);
  g_autoptr (GArray) rows = wp_found_rows (report, 0);

  g_assert_cmpuint (row, <, rows->len);
  return g_array_index (rows, WpFoundRow, row).state;
}

static void
test_found_states (void)
{
  static const char server[] = "candidate imap imap.example.org 993 implicit dns\n";
  static const struct
  {
    const char *steps;
    WpFoundState state;
  } rows[] = {
    { "", WP_FOUND_WAITING },
    { "step 1 connect ok address=192.0.2.1\nstep 1 greeting ok\n", WP_FOUND_ANSWERS },
    { "step 1 connect ok lasts_ms=2500\nstep 1 greeting ok\n", WP_FOUND_SLOW },
    { "step 1 connect timed-out\n", WP_FOUND_SILENT },
    { "step 1 connect ok\ntls 1 untrusted faults=expired\n", WP_FOUND_UNVERIFIED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script = g_strconcat (server, rows[i].steps, NULL);

      g_assert_cmpint (state_of (script, 0), ==, rows[i].state);
    }
}

/* A name that is only tried is no row until it answers; then it is a guess, and needs consent. */
static void
test_found_guess (void)
{
  const char *server = "candidate imap mail.example.org 993 implicit guess\n";
  g_autoptr (WpReport) before = script_report (server);
  g_autofree char *answered = g_strconcat (server, "step 1 greeting ok\n", NULL);
  g_autoptr (WpReport) after = script_report (answered);
  g_autoptr (GArray) none = wp_found_rows (before, 0);
  g_autoptr (GArray) one = wp_found_rows (after, 0);
  g_autoptr (GPtrArray) servers = wp_found_servers (after);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (wp_found_is_usable (before));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (g_array_index (one, WpFoundRow, 0).state, ==, WP_FOUND_GUESS);
  g_assert_true (wp_found_is_usable (after));
  g_assert_cmpuint (servers->len, ==, 1);
  g_assert_true (wp_found_needs_consent (servers->pdata[0]));
}

/* Two ways to one host are one row, of the better one; and what could be forged asks first. */
static void
test_found_merges (void)
{
  g_autoptr (WpReport)
      report = script_report ("candidate imap imap.example.org 143 starttls dns\n"
                              "candidate imap imap.example.org 993 implicit dns\n"
                              "candidate smtp smtp.example.net 465 implicit dns-foreign\n"
                              "step 1 connect refused\n"
                              "step 2 greeting ok\n");
  g_autoptr (GArray) rows = wp_found_rows (report, 1);
  g_autoptr (GPtrArray) servers = wp_found_servers (report);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (g_array_index (rows, WpFoundRow, 0).candidate->endpoint->port, ==, 993);
  g_assert_cmpuint (servers->len, ==, 2);
  g_assert_false (wp_found_needs_consent (servers->pdata[0]));
  g_assert_true (wp_found_needs_consent (servers->pdata[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/timeline/pause-is-cut-out", test_pause_is_cut_out);
  g_test_add_func ("/gtk/timeline/pause-between-logins-stays", test_pause_between_logins_stays);
  g_test_add_func ("/gtk/timeline/lost-race", test_lost_race);
  g_test_add_func ("/gtk/timeline/skipped-login", test_skipped_login);
  g_test_add_func ("/gtk/timeline/running", test_running);
  g_test_add_func ("/gtk/timeline/two-lanes", test_two_lanes_share_an_axis);
  g_test_add_func ("/gtk/timeline/slowest-of-two", test_slowest_of_two);
  g_test_add_func ("/gtk/timeline/nothing", test_nothing);
  g_test_add_func ("/gtk/timeline/axis", test_axis);
  g_test_add_func ("/gtk/timeline/place", test_place);
  g_test_add_func ("/gtk/timeline/text", test_text);
  g_test_add_func ("/gtk/timeline/saved-is-the-same", test_saved_is_the_same);
  g_test_add_func ("/gtk/timeline/hostile-is-cut", test_hostile_is_cut);
  g_test_add_func ("/gtk/timeline/hostile-search-is-cut", test_hostile_search_is_cut);
  g_test_add_func ("/gtk/timeline/full-lane-is-whole", test_full_lane_is_whole);
  g_test_add_func ("/gtk/found/states", test_found_states);
  g_test_add_func ("/gtk/found/guess", test_found_guess);
  g_test_add_func ("/gtk/found/merges", test_found_merges);
  return g_test_run ();
}
