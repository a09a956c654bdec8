/* A saved report read back: what was measured, told and answered, and what a stranger could have
 * put in its place. */
#include "format/report-read.h"

#include <string.h>

#include "model/keys.h"

#define HEAD "{\"schema\":\"waypost.report/1\","
#define ANNA HEAD "\"account\":{\"address\":\"anna@example.org\"},"
#define IMAP                                                                                       \
  "{\"protocol\":\"imap\",\"host\":\"imap.example.org\",\"port\":993,\"tls\":\"implicit\"}"

static WpReport *
read_text (const char *text)
{
  return wp_report_read (text, strlen (text), NULL);
}

static void
test_facts (void)
{
  g_autoptr (WpReport) report = read_text (
      ANNA "\"facts\":{\"messages\":18204,\"messages_all\":20000,\"quota_used_kib\":100,"
           "\"quota_limit_kib\":200,\"idle\":true,\"pop_uidl\":false,\"pop_expire\":\"never\","
           "\"pop_login_delay_s\":900,\"prefers\":\"imap\",\"capabilities\":[\"IDLE\",\"MOVE\"],"
           "\"special_use\":{\"Sent\":\"Gesendet\",\"Trash\":\"INBOX.Trash\"}}}");
  const WpFields *facts;

  g_assert_nonnull (report);
  facts = report->facts;
  g_assert_cmpint (wp_fields_number (facts, WP_KEY_MESSAGES), ==, 18204);
  g_assert_cmpint (wp_fields_number (facts, WP_KEY_MESSAGES_ALL), ==, 20000);
  g_assert_cmpint (wp_fields_number (facts, WP_KEY_QUOTA_LIMIT_KIB), ==, 200);
  g_assert_true (wp_fields_flag (facts, WP_KEY_IDLE));
  g_assert_nonnull (wp_fields_find (facts, WP_KEY_POP_UIDL));
  g_assert_false (wp_fields_flag (facts, WP_KEY_POP_UIDL));
  g_assert_cmpstr (wp_fields_text (facts, WP_KEY_POP_EXPIRE), ==, "never");
  g_assert_cmpint (wp_fields_number (facts, WP_KEY_POP_LOGIN_DELAY_S), ==, 900);
  g_assert_true (wp_fields_list_has (facts, WP_KEY_CAPABILITIES, "MOVE"));
  g_assert_cmpstr (wp_fields_map_text (facts, WP_KEY_SPECIAL_USE, "Sent"), ==, "Gesendet");
}

/* Unknown names, wrong kinds, numbers that nothing can have, roles that are none. */
static void
test_hostile_facts (void)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autofree char *text = g_strconcat (
      ANNA
      "\"facts\":{\"messages\":-1,\"folders\":\"many\",\"idle\":1,\"uidnext\":1e9,"
      "\"mailbox_bytes\":9223372036854775807,\"password\":\"hunter2\",\"pop_expire\":{},"
      "\"special_use\":{\"Sent\":true,\"Evil\":\"x\",\"Trash\":\"a\\u001b[2Jb\",\"Junk\":\"\"},"
      "\"capabilities\":[1,null,{},\"\\u202eIDLE\"],\"separator\":\"",
      long_text, "\",\"namespace_prefix\":null}}", NULL);
  g_autoptr (WpReport) report = read_text (text);
  const char *const *pairs;

  g_assert_nonnull (report);
  pairs = wp_fields_map (report->facts, WP_KEY_SPECIAL_USE);
  g_assert_cmpuint (g_strv_length ((char **) pairs), ==, 2);
  g_assert_cmpstr (pairs[0], ==, "Trash");
  g_assert_null (strchr (pairs[1], '\033'));
  g_assert_cmpuint (g_strv_length ((char **) wp_fields_list (report->facts, WP_KEY_CAPABILITIES)),
                    ==, 1);
  g_assert_cmpuint (strlen (wp_fields_text (report->facts, WP_KEY_SEPARATOR)), <, 300);
  g_assert_cmpuint (wp_fields_count (report->facts), ==, 3);
}

static void
test_services (void)
{
  static const struct
  {
    const char *item;
    gboolean is_kept;
    WpWorks works;
    const char *why;
  } rows[] = {
    { "{\"protocol\":\"imap\",\"works\":\"not-offered\",\"why\":\"discovery.none\"}", TRUE,
      WP_WORKS_NOT_OFFERED, "discovery.none" },
    { "{\"protocol\":\"imap\",\"works\":\"yes\"}", TRUE, WP_WORKS_NO, NULL },
    { "{\"protocol\":\"imap\",\"works\":\"yes\",\"endpoint\":" IMAP "}", TRUE, WP_WORKS_YES, NULL },
    { "{\"protocol\":\"imap\",\"works\":\"not-tested\",\"why\":\"cap.oauth-only\","
      "\"endpoint\":" IMAP "}",
      TRUE, WP_WORKS_NOT_TESTED, "cap.oauth-only" },
    { "{\"protocol\":\"imap\",\"works\":\"maybe\",\"why\":\"<b>\",\"endpoint\":" IMAP "}", TRUE,
      WP_WORKS_NO, NULL },
    { "{\"protocol\":\"imap\",\"why\":\"\"}", TRUE, WP_WORKS_NO, NULL },
    { "{\"protocol\":\"imap\",\"why\":"
      "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
      TRUE, WP_WORKS_NO, NULL },
    { "{\"protocol\":\"pop3\",\"endpoint\":" IMAP "}", FALSE, 0, NULL },
    { "{\"protocol\":\"imap\",\"endpoint\":{}}", FALSE, 0, NULL },
    { "{\"protocol\":\"nntp\"}", FALSE, 0, NULL },
    { "{}", FALSE, 0, NULL },
    { "7", FALSE, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ANNA "\"candidates\":[{\"endpoint\":" IMAP "}],\"services\":[%s]}", rows[i].item);
      g_autoptr (WpReport) report = read_text (text);

      g_test_message ("%s", rows[i].item);
      g_assert_nonnull (report);
      g_assert_cmpuint (report->services->len, ==, rows[i].is_kept ? 1 : 0);
      if (rows[i].is_kept)
        {
          const WpService *service = report->services->pdata[0];

          g_assert_cmpint (service->works, ==, rows[i].works);
          g_assert_cmpstr (service->why, ==, rows[i].why);
        }
    }
}

/* Who answered comes back, what they said does not. */
static void
test_sources (void)
{
  static const struct
  {
    const char *item;
    gboolean is_kept;
    WpSourceStatus status;
    guint http_status;
  } rows[] = {
    { "{\"kind\":\"autoconfig.wellknown\",\"status\":\"not-found\",\"http_status\":404,"
      "\"trust\":\"user\",\"says\":[1]}",
      TRUE, WP_SOURCE_STATUS_NOT_FOUND, 404 },
    { "{\"kind\":\"srv\",\"status\":\"found\",\"target\":\"a\\u001b[2Jb\"}", TRUE,
      WP_SOURCE_STATUS_FOUND, 0 },
    { "{\"kind\":\"pacc\",\"status\":\"dreamt\",\"http_status\":99}", TRUE,
      WP_SOURCE_STATUS_SKIPPED, 0 },
    { "{\"kind\":\"pacc\",\"http_status\":4294967496}", TRUE, WP_SOURCE_STATUS_SKIPPED, 0 },
    { "{\"kind\":\"given\",\"status\":\"found\"}", FALSE, 0, 0 },
    { "{\"kind\":\"oracle\",\"status\":\"found\"}", FALSE, 0, 0 },
    { "{}", FALSE, 0, 0 },
    { "7", FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
          ANNA "\"candidates\":[{\"endpoint\":" IMAP "}],\"sources\":[null,%s]}", rows[i].item);
      g_autoptr (WpReport) report = read_text (text);
      const WpSource *source;

      g_test_message ("%s", rows[i].item);
      g_assert_nonnull (report);
      g_assert_true (report->is_from_file);
      g_assert_cmpuint (report->sources->len, ==, rows[i].is_kept ? 2 : 1);
      g_assert_cmpint (((WpCandidate *) report->candidates->pdata[0])->trust, ==, WP_TRUST_HTTP);
      if (!rows[i].is_kept)
        continue;
      source = report->sources->pdata[1];
      g_assert_cmpint (source->status, ==, rows[i].status);
      g_assert_cmpuint (source->http_status, ==, rows[i].http_status);
      g_assert_cmpint (source->trust, ==, WP_TRUST_HTTP);
      g_assert_cmpuint (source->says->len, ==, 0);
      g_assert_null (strchr (source->target, '\033'));
    }
}

/* However many there are: what is kept is bounded. */
static void
test_many_sources (void)
{
  g_autoptr (GString) text = g_string_new (ANNA "\"sources\":[");
  g_autoptr (WpReport) report = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "{\"kind\":\"srv\"},");
  g_string_append (text, "{}]}");
  report = read_text (text->str);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->sources->len, ==, 1 + 512); /* the saved report is one itself */
}

/* One broken item among them does not end the list. */
static void
test_services_go_on (void)
{
  g_autoptr (WpReport) report = read_text (
      ANNA
      "\"services\":[null,{\"protocol\":\"imap\",\"endpoint\":7},{\"protocol\":\"pop3\","
      "\"works\":\"not-offered\",\"asked_for\":true},{\"protocol\":\"pop3\",\"works\":\"yes\"}]}");

  g_assert_cmpuint (report->services->len, ==, 1);
  g_assert_true (((WpService *) report->services->pdata[0])->is_asked_for);
  g_assert_cmpint (((WpService *) report->services->pdata[0])->works, ==, WP_WORKS_NOT_OFFERED);
}

static void
test_answer (void)
{
  static const struct
  {
    const char *advice;
    gboolean is_kept;
    WpAdviceOutcome outcome;
    guint days;
  } rows[] = {
    { "{\"outcome\":\"imap\"}", TRUE, WP_ADVICE_IMAP, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":14}", TRUE, WP_ADVICE_POP_KEEP, 14 },
    { "{\"outcome\":\"pop-keep\",\"days\":3650}", TRUE, WP_ADVICE_POP_KEEP, 3650 },
    { "{\"outcome\":\"unclear\"}", TRUE, WP_ADVICE_UNCLEAR, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":3651}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":0}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":-14}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":4294967310}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop-keep\",\"days\":\"14\"}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop-keep\"}", FALSE, 0, 0 },
    { "{\"outcome\":\"imap\",\"days\":14}", FALSE, 0, 0 },
    { "{\"outcome\":\"pop\"}", FALSE, 0, 0 },
    { "{\"outcome\":7}", FALSE, 0, 0 },
    { "{}", FALSE, 0, 0 },
    { "[]", FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (ANNA "\"advice\":%s}", rows[i].advice);
      g_autoptr (WpReport) report = read_text (text);

      g_test_message ("%s", rows[i].advice);
      g_assert_nonnull (report);
      g_assert_cmpint (report->advice != NULL, ==, rows[i].is_kept);
      if (!rows[i].is_kept)
        continue;
      g_assert_cmpint (report->advice->outcome, ==, rows[i].outcome);
      g_assert_cmpuint (report->advice->days, ==, rows[i].days);
      g_assert_nonnull (report->situation);
    }
}

/* The fact by its name; the last of a name that comes twice does not win. */
static const char told[] = ANNA
    "\"advice\":{\"facts\":["
    "{\"name\":\"devices\",\"value\":\"2\",\"origin\":\"given\"},"
    "{\"name\":\"quota\",\"value\":\"97\",\"origin\":\"measured\"},"
    "{\"name\":\"mailbox-gb\",\"value\":\"12.5\",\"origin\":\"measured\"},"
    "{\"name\":\"expire\",\"value\":\"never\",\"origin\":\"measured\"},"
    "{\"name\":\"backup\",\"value\":\"perhaps\",\"origin\":\"given\"},"
    "{\"name\":\"colour\",\"value\":\"red\",\"origin\":\"given\"},"
    "{\"name\":\"people\",\"value\":\"one\",\"origin\":\"dreamt\"},"
    "{\"name\":\"webmail\",\"value\":\"often\",\"origin\":\"given\"},"
    "{\"name\":\"webmail\",\"value\":\"never\",\"origin\":\"given\"},"
    "{\"name\":\"quota-fixed\",\"value\":\"unknown\",\"origin\":\"given\"},"
    "{\"name\":\"uidl\",\"value\":\"unknown\",\"origin\":\"measured\"},"
    "{\"name\":\"offline\",\"value\":\"unknown\",\"origin\":\"given\"},"
    "{\"name\":\"offline\",\"value\":\"often\",\"origin\":\"given\"},7,{}]}}";

static void
test_situation (void)
{
  g_autoptr (WpReport) report = read_text (told);
  const WpSituation *situation;

  g_assert_nonnull (report);
  g_assert_null (report->advice);
  situation = report->situation;
  g_assert_nonnull (situation);
  g_assert_cmpint (situation->values[WP_FACT_DEVICES], ==, 2);
  g_assert_cmpint (situation->origins[WP_FACT_DEVICES], ==, WP_ORIGIN_GIVEN);
  g_assert_cmpint (situation->values[WP_FACT_QUOTA], ==, 97);
  g_assert_cmpint (situation->origins[WP_FACT_QUOTA], ==, WP_ORIGIN_MEASURED);
  g_assert_cmpint (situation->values[WP_FACT_MAILBOX_GB], ==, 12500);
  g_assert_cmpint (situation->values[WP_FACT_EXPIRE], ==, WP_EXPIRE_NEVER);
  g_assert_cmpint (situation->values[WP_FACT_BACKUP], ==, WP_UNKNOWN);
  g_assert_cmpint (situation->values[WP_FACT_PEOPLE], ==, WP_UNKNOWN);
  g_assert_cmpint (situation->values[WP_FACT_WEBMAIL], ==, WP_UNKNOWN);
  g_assert_cmpint (situation->origins[WP_FACT_WEBMAIL], ==, WP_ORIGIN_NONE);
  /* “Not sure” was said of it. */
  g_assert_cmpint (situation->values[WP_FACT_QUOTA_FIXED], ==, WP_UNKNOWN);
  g_assert_cmpint (situation->origins[WP_FACT_QUOTA_FIXED], ==, WP_ORIGIN_GIVEN);
  g_assert_cmpint (situation->origins[WP_FACT_UIDL], ==, WP_ORIGIN_NONE);
  g_assert_cmpint (situation->values[WP_FACT_OFFLINE], ==, WP_UNKNOWN);
  g_assert_cmpint (situation->origins[WP_FACT_OFFLINE], ==, WP_ORIGIN_NONE);
}

/* Only servers, or only answers: no account, but a report. */
static void
test_without_account (void)
{
  static const struct
  {
    const char *text;
    gboolean is_read;
  } rows[] = {
    { HEAD "\"candidates\":[{\"endpoint\":" IMAP "}]}", TRUE },
    { HEAD "\"advice\":{\"outcome\":\"imap\"}}", TRUE },
    { HEAD "\"candidates\":[]}", FALSE },
    { HEAD "\"facts\":{\"messages\":3}}", FALSE },
    { HEAD "\"account\":{},\"candidates\":[{\"endpoint\":" IMAP "}]}", FALSE },
    { HEAD "\"account\":null,\"advice\":{\"outcome\":\"imap\"}}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WpReport) report = wp_report_read (rows[i].text, strlen (rows[i].text), &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (report != NULL, ==, rows[i].is_read);
      g_assert_cmpint (error != NULL, ==, !rows[i].is_read);
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, "--save FILE"));
      if (report != NULL)
        g_assert_null (report->account);
    }
}

static void
test_times (void)
{
  g_autoptr (WpReport) good = read_text (ANNA "\"started\":\"2026-11-22T06:30:12Z\",\"exit\":4}");
  g_autoptr (WpReport) bad = read_text (ANNA "\"started\":\"yesterday\",\"exit\":4000}");

  g_assert_cmpint (good->started_unix, ==, G_GINT64_CONSTANT (1795329012) * G_USEC_PER_SEC);
  g_assert_cmpint (good->exit, ==, 4);
  g_assert_cmpint (bad->started_unix, ==, 0);
  g_assert_cmpint (bad->exit, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/report/facts", test_facts);
  g_test_add_func ("/format/report/hostile-facts", test_hostile_facts);
  g_test_add_func ("/format/report/sources", test_sources);
  g_test_add_func ("/format/report/many-sources", test_many_sources);
  g_test_add_func ("/format/report/services", test_services);
  g_test_add_func ("/format/report/services-go-on", test_services_go_on);
  g_test_add_func ("/format/report/answer", test_answer);
  g_test_add_func ("/format/report/situation", test_situation);
  g_test_add_func ("/format/report/without-account", test_without_account);
  g_test_add_func ("/format/report/times", test_times);
  return g_test_run ();
}
