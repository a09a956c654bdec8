/* Where Back leads, what the trail says of the steps behind, and what helps where something does
 * not work: a script on a session that does as it is told. */
#include "gtk/flow/way.h"

#include <string.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/found.h"
#include "gtk/flow/keys.h"
#include "gtk/flow/remedy.h"
#include "gtk/flow/tally.h"
#include "model/keys.h"
#include "scripted-session.h"

static WpCase *
new_case (WpWizardTask task)
{
  const WpSessionOptions options = { 0 };
  WpCase *wp_case = wp_case_new (task, &options);

  wp_case_set_address (wp_case, "anna@example.org");
  return wp_case;
}

static void
apply (WpCase *wp_case, WpPageId page)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wp_flow_row (page)->apply (wp_case, &error));
  g_assert_no_error (error);
}

static WpAsked
open_question (WpCase *wp_case)
{
  return wp_case_asked (wp_case, wp_case_question (wp_case));
}

/* Servers were looked for and found; the password is asked for. */
static WpCase *
found_case (void)
{
  WpCase *wp_case = new_case (WP_WIZARD_SET_UP);

  apply (wp_case, WP_PAGE_ADDRESS);
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
  scripted_ask ("password", NULL);
  return wp_case;
}

static void
type_servers (WpCase *wp_case)
{
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

  g_ptr_array_add (servers,
                   wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.example.org", 993, WP_TLS_IMPLICIT));
  wp_case_set_servers (wp_case, servers);
  apply (wp_case, WP_PAGE_SERVERS);
  scripted_ask ("password", NULL);
}

static void
give_password (WpCase *wp_case)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "s3cret", 6, NULL);

  g_assert_true (wp_case_take_password (wp_case, open_question (wp_case), secret));
}

/* The way */

static void
assert_back (WpWay *way, WpCase *wp_case, WpPageId from, const WpPageId *expected, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      WpPageId to = wp_way_back (way, wp_case, from);

      g_test_message ("%s → %s", wp_flow_row (from)->name, wp_flow_row (to)->name);
      g_assert_cmpint (to, ==, expected[i]);
      from = to;
    }
  g_assert_cmpint (wp_way_back (way, wp_case, from), ==, from);
}
#define ASSERT_BACK(way, wp_case, from, ...)                                                       \
  assert_back (way, wp_case, from, (const WpPageId[]){ __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const WpPageId[]){ __VA_ARGS__ })))

/* The password is asked for again on the way back, for a mistyped one is what people go back for.
 */
static void
test_straight (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  give_password (wp_case);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  scripted_end (0);
  wp_way_go (&way, WP_PAGE_TEST, WP_PAGE_QUESTIONS);
  wp_way_go (&way, WP_PAGE_QUESTIONS, WP_PAGE_RECOMMENDATION);
  wp_way_go (&way, WP_PAGE_RECOMMENDATION, WP_PAGE_WHAT_IF);
  ASSERT_BACK (&way, wp_case, WP_PAGE_WHAT_IF, WP_PAGE_RECOMMENDATION, WP_PAGE_QUESTIONS,
               WP_PAGE_TEST, WP_PAGE_PASSWORD, WP_PAGE_LOOKING, WP_PAGE_ADDRESS);
}

/* Nothing was measured: from the questions back to the address, where the person was. */
static void
test_unmeasured (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_CHOOSE);
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_QUESTIONS);
  ASSERT_BACK (&way, wp_case, WP_PAGE_QUESTIONS, WP_PAGE_ADDRESS);
}

/* From typed servers on: back to the form, and past a search that was not this run's. */
static void
test_typed (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  WpWay way = { 0 };

  apply (wp_case, WP_PAGE_ADDRESS);
  scripted_end (1);
  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_SERVERS);
  g_assert_false (wp_found_is_typed (wp_case_report (wp_case)));
  type_servers (wp_case);
  g_assert_true (wp_found_is_typed (wp_case_report (wp_case)));
  wp_way_go (&way, WP_PAGE_SERVERS, wp_flow_next (wp_case, WP_PAGE_SERVERS));
  wp_way_follow (&way, WP_PAGE_PASSWORD);
  ASSERT_BACK (&way, wp_case, WP_PAGE_PASSWORD, WP_PAGE_SERVERS, WP_PAGE_ADDRESS);
}

/* "Correct the Servers…" after a test: Back shows its result again, as long as there is no other;
 * and what was typed before stays behind it. */
static void
test_corrected (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  const WpReport *report;
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  give_password (wp_case);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  scripted_end (1);
  report = wp_case_report (wp_case);
  wp_way_go (&way, WP_PAGE_TEST, WP_PAGE_SERVERS);
  g_assert_cmpint (wp_way_back (&way, wp_case, WP_PAGE_SERVERS), ==, WP_PAGE_TEST);
  g_assert_true (wp_case_report (wp_case) == report);
  wp_way_go (&way, WP_PAGE_TEST, WP_PAGE_SERVERS);
  type_servers (wp_case);
  wp_way_go (&way, WP_PAGE_SERVERS, WP_PAGE_TEST);
  wp_way_follow (&way, WP_PAGE_PASSWORD);
  give_password (wp_case);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  scripted_end (1);
  /* Once more: the form is behind the test, and the test behind the form. */
  wp_way_go (&way, WP_PAGE_TEST, WP_PAGE_SERVERS);
  ASSERT_BACK (&way, wp_case, WP_PAGE_SERVERS, WP_PAGE_TEST, WP_PAGE_PASSWORD, WP_PAGE_SERVERS,
               WP_PAGE_ADDRESS);
}

/* Another server in place of one that is asked about: the question is still there. */
static void
test_asked (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  WpWay way = { 0 };

  apply (wp_case, WP_PAGE_ADDRESS);
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.net", WP_WORKS_NOT_TESTED);
  scripted_ask ("foreign", "foreign:imap.example.net");
  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_CONSENT);
  wp_way_go (&way, WP_PAGE_CONSENT, WP_PAGE_SERVERS);
  ASSERT_BACK (&way, wp_case, WP_PAGE_SERVERS, WP_PAGE_CONSENT, WP_PAGE_LOOKING, WP_PAGE_ADDRESS);
}

/* Brought back by what happened, as by another user name: what lies ahead is not behind. */
static void
test_followed (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  apply (wp_case, WP_PAGE_ADDRESS);
  wp_way_follow (&way, WP_PAGE_LOOKING);
  ASSERT_BACK (&way, wp_case, WP_PAGE_LOOKING, WP_PAGE_ADDRESS);
}

/* Back to the password */

static void
ask_for (const char *username, const char *const *hosts)
{
  WpQuestion *question = wp_question_new ("password", NULL);

  wp_fields_set_text (question->params, WP_KEY_USERNAME, username);
  wp_fields_set_list (question->params, WP_KEY_NAMES, hosts);
  wp_report_add_question (scripted_report (), question);
}

static const char *const hosts_one[] = { "imap.example.org", NULL };
static const char *const hosts_two[] = { "imap.example.org", "smtp.example.org", NULL };
static const char *const hosts_other[] = { "imap.example.org", "smtp.example.net", NULL };

/* A password was given, and Back was pressed on the test. */
static WpCase *
reopened_case (gboolean is_over)
{
  WpCase *wp_case = new_case (WP_WIZARD_SET_UP);
  WpWay way = { 0 };

  apply (wp_case, WP_PAGE_ADDRESS);
  ask_for ("anna", hosts_two);
  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  give_password (wp_case);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  if (is_over)
    scripted_end (1);
  g_assert_null (wp_case_password_question (wp_case));
  g_assert_cmpint (wp_way_back (&way, wp_case, WP_PAGE_TEST), ==, WP_PAGE_PASSWORD);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_PASSWORD);
  g_assert_cmpstr (wp_case_login_name (wp_case), ==, "anna");
  return wp_case;
}

static gboolean
give_other (WpCase *wp_case, const char *text)
{
  g_autoptr (WpSecret)
      secret = text == NULL ? NULL : wp_secret_new (WP_SECRET_PASSWORD, text, strlen (text), NULL);
  WpAsked shown = wp_case_asked (wp_case, wp_case_password_question (wp_case));

  return wp_case_take_passwords (wp_case, shown, secret, NULL, NULL);
}

/* The next run gets it without another question where it would go nowhere else. */
static void
test_password_again (void)
{
  static const struct
  {
    const char *username;
    const char *const *hosts;
    gboolean is_given;
  } rows[] = {
    { "anna", hosts_two, TRUE },
    { "anna", hosts_one, TRUE },
    { "anna", hosts_other, FALSE },
    { "bob", hosts_two, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpCase) wp_case = reopened_case (TRUE);

      g_assert_true (give_other (wp_case, "0ther"));
      g_assert_true (wp_case_is_running (wp_case));
      g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_TEST);
      ask_for (rows[i].username, rows[i].hosts);
      g_assert_cmpint (wp_case_question (wp_case) == NULL, ==, rows[i].is_given);
      g_assert_cmpstr (scripted_password (), ==, rows[i].is_given ? "0ther" : "s3cret");
      g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_TEST), ==,
                       rows[i].is_given ? WP_PAGE_TEST : WP_PAGE_PASSWORD);
    }
}

/* That for sending was typed for the host that was named for it. */
static void
test_password_of_sending (void)
{
  static const char *const hosts[] = { NULL, "imap.example.org" };
  static const char *const texts[] = { "first", "other" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (WpCase) wp_case = reopened_case (TRUE);
      g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, texts[i], 5, NULL);
      WpAsked shown = wp_case_asked (wp_case, wp_case_password_question (wp_case));
      WpQuestion *question = wp_question_new ("password", NULL);

      g_assert_true (wp_case_take_passwords (wp_case, shown, secret, secret, NULL));
      wp_fields_set_text (question->params, WP_KEY_USERNAME, "anna");
      wp_fields_set_list (question->params, WP_KEY_NAMES, hosts_two);
      if (hosts[i] != NULL)
        wp_fields_set_text (question->params, WP_KEY_SENDING_HOST, hosts[i]);
      wp_report_add_question (scripted_report (), question);
      g_assert_cmpint (wp_case_question (wp_case) == NULL, ==, hosts[i] == NULL);
      g_assert_cmpstr (scripted_sending_password (), ==, texts[0]);
    }
}

/* Asked in the middle of a test: the password page is behind it still. */
static void
test_asked_in_test (void)
{
  g_autoptr (WpCase) wp_case = reopened_case (TRUE);
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_ADDRESS, WP_PAGE_LOOKING);
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  g_assert_true (give_other (wp_case, "0ther"));
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  scripted_ask ("second-login", "second-login:anna");
  wp_way_follow (&way, WP_PAGE_CONSENT);
  g_assert_true (wp_case_decide (wp_case, open_question (wp_case), TRUE));
  wp_way_follow (&way, WP_PAGE_TEST);
  ask_for ("anna", hosts_two);
  scripted_end (1);
  g_assert_cmpint (wp_way_back (&way, wp_case, WP_PAGE_TEST), ==, WP_PAGE_PASSWORD);
}

/* It is given once, to the run that it was typed for, and not kept longer than that. */
static void
test_password_once (void)
{
  g_autoptr (WpCase) other = reopened_case (TRUE);
  g_autoptr (WpCase) ended = NULL;
  g_autoptr (WpCase) cancelled = NULL;

  g_assert_true (give_other (other, "0ther"));
  ask_for ("anna", hosts_other);
  g_assert_true (give_other (other, NULL));
  ask_for ("anna", hosts_two);
  g_assert_nonnull (wp_case_password_question (other));
  g_assert_null (scripted_password ());

  ended = reopened_case (TRUE);
  g_assert_true (give_other (ended, "0ther"));
  scripted_end (1);
  ask_for ("anna", hosts_two);
  g_assert_cmpstr (scripted_password (), ==, "s3cret");

  cancelled = reopened_case (TRUE);
  g_assert_true (give_other (cancelled, "0ther"));
  wp_case_cancel (cancelled);
  ask_for ("anna", hosts_two);
  g_assert_cmpstr (scripted_password (), ==, "s3cret");
}

/* What else is asked is asked first; without a password means without one. */
static void
test_password_behind (void)
{
  g_autoptr (WpCase) wp_case = reopened_case (TRUE);

  g_assert_true (give_other (wp_case, NULL));
  scripted_ask ("foreign", "foreign:imap.example.net");
  ask_for ("anna", hosts_two);
  g_assert_nonnull (wp_case_password_question (wp_case));
  g_assert_true (wp_case_decide (wp_case, open_question (wp_case), TRUE));
  g_assert_null (wp_case_question (wp_case));
  g_assert_null (scripted_password ());
}

/* Back from the test stops it; Back before the question came takes the password back. */
static void
test_password_taken_back (void)
{
  g_autoptr (WpCase) wp_case = reopened_case (FALSE);
  WpWay way = { 0 };

  g_assert_true (scripted_was_cancelled ());
  scripted_end (WP_EXIT_INTERRUPTED);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_PASSWORD);
  g_assert_true (give_other (wp_case, "0ther"));
  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  g_assert_cmpint (wp_way_back (&way, wp_case, WP_PAGE_TEST), ==, WP_PAGE_LOOKING);
  ask_for ("anna", hosts_two);
  g_assert_nonnull (wp_case_password_question (wp_case));
  g_assert_cmpstr (scripted_password (), ==, "s3cret");
}

/* Back and forth without an answer: the result is there still. */
static void
test_password_left (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  const WpReport *report;
  WpWay way = { 0 };

  wp_way_go (&way, WP_PAGE_LOOKING, WP_PAGE_PASSWORD);
  give_password (wp_case);
  wp_way_go (&way, WP_PAGE_PASSWORD, WP_PAGE_TEST);
  scripted_end (0);
  report = wp_case_report (wp_case);
  ASSERT_BACK (&way, wp_case, WP_PAGE_TEST, WP_PAGE_PASSWORD, WP_PAGE_LOOKING);
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_LOOKING), ==, WP_PAGE_TEST);
  g_assert_true (wp_case_report (wp_case) == report);
}

/* The trail */

static void
assert_steps (WpCase *wp_case, WpPageId page, const char *expected)
{
  static const char letters[] = {
    [WP_STEP_DONE] = 'd', [WP_STEP_NOW] = 'N', [WP_STEP_LATER] = '.', [WP_STEP_SKIPPED] = 's'
  };
  WpPageId steps[WP_N_PAGES];
  guint count = wp_flow_steps (wp_case_task (wp_case), steps);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_c (seen, letters[wp_flow_step_state (wp_case, steps[i], page)]);
  g_assert_cmpstr (seen->str, ==, expected);
}

/* Address, settings, password, test, POP or IMAP, save. */
static void
test_steps (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  g_autoptr (WpCase) fresh = new_case (WP_WIZARD_CHOOSE);

  assert_steps (wp_case, WP_PAGE_ADDRESS, "N.....");
  assert_steps (wp_case, WP_PAGE_PASSWORD, "ddN...");
  give_password (wp_case);
  assert_steps (wp_case, WP_PAGE_TEST, "dddN..");
  /* Asked in the middle of the test: the trail stays where it is. */
  scripted_ask ("second-login", "second-login");
  assert_steps (wp_case, WP_PAGE_CONSENT, "dddN..");
  scripted_end (0);
  assert_steps (wp_case, WP_PAGE_RECOMMENDATION, "ddddN.");
  assert_steps (wp_case, WP_PAGE_DONE, "ddddds");
  /* "Answer Without Measuring" */
  assert_steps (fresh, WP_PAGE_QUESTIONS, "dsssN.");
  wp_case_set_address (fresh, "");
  assert_steps (fresh, WP_PAGE_DONE, "ssssds");
}

/* What is asked before a password belongs to the settings, also while nothing but its answer leads
 * on. */
static void
test_asked_of_settings (void)
{
  g_autoptr (WpCase) wp_case = found_case ();

  scripted_ask ("foreign", "foreign:imap.example.net");
  assert_steps (wp_case, WP_PAGE_CONSENT, "dN....");
}

/* Nobody was asked for a password, or somebody declined. */
static void
test_no_password (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  g_autoptr (WpCase) unasked = new_case (WP_WIZARD_SET_UP);

  wp_case_take_password (wp_case, open_question (wp_case), NULL);
  assert_steps (wp_case, WP_PAGE_TEST, "ddsN..");
  g_clear_object (&wp_case);
  apply (unasked, WP_PAGE_ADDRESS);
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NO);
  assert_steps (unasked, WP_PAGE_TEST, "dd.N..");
  scripted_end (1);
  assert_steps (unasked, WP_PAGE_TEST, "ddsN..");
}

static char *
summary_of (WpCase *wp_case, WpPageId page)
{
  return wp_flow_row (page)->summary (wp_case);
}

static void
test_settings (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  g_autofree char *found = summary_of (wp_case, WP_PAGE_LOOKING);
  g_autofree char *typed = NULL;
  g_autofree char *none = NULL;

  g_assert_cmpstr (found, ==, "2 servers found");
  type_servers (wp_case);
  scripted_report ()->ready_us = 1;
  scripted_service (WP_PROTOCOL_POP3, "mail.example.org", WP_WORKS_NOT_TESTED);
  typed = summary_of (wp_case, WP_PAGE_LOOKING);
  g_assert_cmpstr (typed, ==, "1 server entered");
  apply (wp_case, WP_PAGE_ADDRESS);
  scripted_end (1);
  none = summary_of (wp_case, WP_PAGE_LOOKING);
  g_assert_cmpstr (none, ==, "No server found");
}

/* What is said of the services */

static void
test_tally (void)
{
  static const struct
  {
    WpWorks works[WP_N_PROTOCOLS];
    guint logins;
    const char *text;
  } rows[] = {
    { { WP_WORKS_YES, WP_WORKS_YES, WP_WORKS_YES }, 3, "3 work" },
    { { WP_WORKS_YES, WP_WORKS_NO, WP_WORKS_YES }, 3, "2 work, 1 fails" },
    { { WP_WORKS_NO, WP_WORKS_NO, WP_WORKS_NOT_TESTED }, 2, "2 fail, 1 not tried" },
    { { WP_WORKS_YES, WP_WORKS_NO, WP_WORKS_NOT_TESTED }, 2, "1 works, 1 fails, 1 not tried" },
    { { WP_WORKS_YES, WP_WORKS_NOT_OFFERED, WP_WORKS_YES }, 2, "2 work" },
    { { WP_WORKS_NO, WP_WORKS_NO, WP_WORKS_NO }, 0, "3 fail" },
    { { WP_WORKS_NOT_TESTED, WP_WORKS_NOT_TESTED, WP_WORKS_NOT_TESTED }, 0, "Without a login" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
      g_autofree char *text = NULL;

      apply (wp_case, WP_PAGE_ADDRESS);
      for (guint n = 0; n < WP_N_PROTOCOLS; n++)
        scripted_service ((WpProtocol) n, "mail.example.org", rows[i].works[n]);
      scripted_report ()->logins_sent = rows[i].logins;
      g_assert_null (summary_of (wp_case, WP_PAGE_TEST));
      scripted_end (1);
      text = summary_of (wp_case, WP_PAGE_TEST);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* What helps */

/* A test in which nothing works, for this reason. */
static WpCase *
failed_case (WpWizardTask task, const char *id)
{
  WpCase *wp_case = new_case (task);
  WpService *service;

  apply (wp_case, WP_PAGE_ADDRESS);
  service = scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NO);
  service->why = id;
  wp_report_add_finding (scripted_report (), wp_finding_new (id))->severity = WP_SEVERITY_BLOCK;
  scripted_end (1);
  return wp_case;
}

static void
test_remedies (void)
{
  static const struct
  {
    const char *id;
    WpRemedy remedy;
    gboolean may_go_on; /* in setting up */
  } rows[] = {
    { "auth.credentials.wrong", WP_REMEDY_PASSWORD, TRUE },
    { "auth.app-password", WP_REMEDY_PASSWORD, TRUE },
    { "auth.server-proof", WP_REMEDY_PASSWORD, FALSE },
    { "auth.smtp-disabled", WP_REMEDY_HELP, TRUE },
    { "dns.name.nxdomain", WP_REMEDY_SERVERS, FALSE },
    { "net.offline", WP_REMEDY_AGAIN, FALSE },
    { "tcp.timeout.port", WP_REMEDY_AGAIN, FALSE },
    { "tls.cert.expired", WP_REMEDY_HELP, FALSE },
    { "tls.cert.future", WP_REMEDY_AGAIN, FALSE },
    { "tls.cert.name.generic", WP_REMEDY_SERVERS, FALSE },
    { "tls.cert.self-signed", WP_REMEDY_HELP, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpCase) wp_case = failed_case (WP_WIZARD_SET_UP, rows[i].id);
      g_autoptr (WpCase) choosing = NULL;

      g_test_message ("%s", rows[i].id);
      g_assert_cmpint (wp_remedy_of_test (wp_case), ==, rows[i].remedy);
      g_assert_cmpint (wp_remedy_may_go_on (wp_case), ==, rows[i].may_go_on);
      /* The questions need no server. */
      choosing = failed_case (WP_WIZARD_CHOOSE, rows[i].id);
      g_assert_true (wp_remedy_may_go_on (choosing));
    }
}

/* Whatever stands in the way, something can be pressed; nothing is in the way while one works. */
static void
test_every_remedy (void)
{
  guint count;
  const WpFindingText *all = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (WpCase) wp_case = NULL;
      gboolean is_sending = g_str_has_prefix (all[i].id, "auth.sending.separate");

      if (all[i].severity != WP_SEVERITY_BLOCK)
        continue;
      g_test_message ("%s", all[i].id);
      wp_case = failed_case (WP_WIZARD_SET_UP, all[i].id);
      g_assert_true (wp_remedy_finding (wp_case_report (wp_case)) != NULL);
      g_assert_cmpint (wp_remedy_of_test (wp_case), !=, WP_REMEDY_NONE);
      scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_YES);
      g_assert_cmpint (wp_remedy_of_test (wp_case), ==,
                       is_sending ? WP_REMEDY_SENDING : WP_REMEDY_NONE);
      g_assert_true (wp_remedy_may_go_on (wp_case));
    }
}

/* Nothing was found: the button is alive, says what helps, and leads there. */
static void
test_nothing_found (void)
{
  static const struct
  {
    const char *id; /* NULL: no finding */
    const char *typo;
    int code;
    WpRemedy remedy;
    const char *label;
    WpPageId next;
  } rows[] = {
    { "discovery.none", NULL, 1, WP_REMEDY_SERVERS, "_Enter Server Names…", WP_PAGE_SERVERS },
    { "discovery.web-only", NULL, 1, WP_REMEDY_ADDRESS, "Co_rrect the Address", WP_PAGE_ADDRESS },
    { "dns.name.nxdomain", NULL, 1, WP_REMEDY_ADDRESS, "Co_rrect the Address", WP_PAGE_ADDRESS },
    { "discovery.none", "gmail.com", 1, WP_REMEDY_ADDRESS, "Co_rrect the Address",
      WP_PAGE_ADDRESS },
    { "net.offline", NULL, 3, WP_REMEDY_AGAIN, "_Look Again", WP_PAGE_SERVERS },
    { NULL, NULL, WP_EXIT_INTERRUPTED, WP_REMEDY_AGAIN, "_Look Again", WP_PAGE_SERVERS },
    { NULL, NULL, 1, WP_REMEDY_SERVERS, "_Enter Server Names…", WP_PAGE_SERVERS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
      const WpPageRow *row = wp_flow_row (WP_PAGE_LOOKING);

      apply (wp_case, WP_PAGE_ADDRESS);
      g_assert_false (row->is_complete (wp_case));
      g_assert_true (row->is_busy (wp_case));
      if (rows[i].id != NULL)
        wp_report_add_finding (scripted_report (), wp_finding_new (rows[i].id))->severity =
            WP_SEVERITY_BLOCK;
      scripted_report ()->typo = g_strdup (rows[i].typo);
      scripted_end (rows[i].code);
      g_assert_true (row->is_complete (wp_case));
      g_assert_cmpint (wp_remedy_of_search (wp_case), ==, rows[i].remedy);
      g_assert_cmpstr (row->primary (wp_case), ==, rows[i].label);
      g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_LOOKING), ==, rows[i].next);
    }
}

/* Keys */

/* "<Control><Shift>c" → "<key>Ctrl</key><key>Shift</key><key>C</key>", as the manual writes it. */
static char *
mallard_of (const char *accelerator)
{
  static const char *const words[][2] = {
    { "<Control>", "Ctrl+" }, { "<Shift>", "Shift+" }, { "<Alt>", "Alt+" },
    { "Return", "Enter" },    { "Escape", "Esc" },     { "question", "?" },
  };
  GString *out = g_string_new (accelerator);
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (out, words[i][0], words[i][1], 0);
  keys = g_strsplit (out->str, "+", -1);
  g_string_truncate (out, 0);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *upper = strlen (keys[i]) == 1 ? g_ascii_strup (keys[i], 1)
                                                     : g_strdup (keys[i]);

      g_string_append_printf (out, "<key>%s</key>", upper);
    }
  return g_string_free (out, FALSE);
}

/* The manual knows every key of the table. */
static void
test_keys (void)
{
  guint count;
  const WpKeyRow *rows = wp_key_rows (&count);
  g_autofree char *page = NULL;

  g_assert_true (g_file_get_contents (HELP_DIR "/wizard.page", &page, NULL, NULL));
  g_assert_nonnull (rows[0].group);
  for (guint i = 0; i < count; i++)
    {
      g_auto (GStrv) keys = g_strsplit (rows[i].keys, " ", -1);

      for (guint n = 0; keys[n] != NULL; n++)
        {
          g_autofree char *words = mallard_of (keys[n]);

          g_test_message ("%s: %s", rows[i].title, words);
          g_assert_nonnull (strstr (page, words));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/gtk/way/" #name, test_##name)
  ADD (straight);
  ADD (unmeasured);
  ADD (typed);
  ADD (corrected);
  ADD (asked);
  ADD (followed);
  ADD (password_again);
  ADD (password_of_sending);
  ADD (asked_in_test);
  ADD (password_once);
  ADD (password_behind);
  ADD (password_taken_back);
  ADD (password_left);
  ADD (steps);
  ADD (asked_of_settings);
  ADD (no_password);
  ADD (settings);
  ADD (tally);
  ADD (remedies);
  ADD (every_remedy);
  ADD (nothing_found);
  ADD (keys);
  return g_test_run ();
}
