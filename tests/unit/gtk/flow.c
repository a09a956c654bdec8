/* Which page comes when, without a display: a script on a session that does as it is told. */
#include "gtk/flow/flow.h"

#include <string.h>

#include "gtk/flow/found.h"
#include "scripted-session.h"

static WpCase *
new_case (WpWizardTask task)
{
  const WpSessionOptions options = { 0 };

  return wp_case_new (task, &options);
}

static gboolean
apply (WpCase *wp_case, WpPageId page)
{
  g_autoptr (GError) error = NULL;
  const WpPageRow *row = wp_flow_row (page);

  return row->apply == NULL || row->apply (wp_case, &error);
}

static gboolean
is_complete (WpCase *wp_case, WpPageId page)
{
  const WpPageRow *row = wp_flow_row (page);

  return row->is_complete == NULL || row->is_complete (wp_case);
}

/* A case whose servers were found, with its password question open. */
static WpCase *
found_case (void)
{
  WpCase *wp_case = new_case (WP_WIZARD_SET_UP);

  wp_case_set_address (wp_case, "anna@example.org");
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
  scripted_ask ("password", NULL);
  return wp_case;
}

static WpSecret *
new_secret (void)
{
  return wp_secret_new (WP_SECRET_PASSWORD, "s3cret", 6, NULL);
}

static void
test_address (void)
{
  static const struct
  {
    const char *typed;
    gboolean is_address;
  } rows[] = {
    { "", FALSE },
    { "anna", FALSE },
    { "anna@", FALSE },
    { "@example.org", FALSE },
    { "a@b@c.org", FALSE },
    { "anna@example.org", TRUE },
    { "  anna@example.org ", TRUE },
  };
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);

  g_assert_cmpint (wp_flow_first (WP_WIZARD_SET_UP), ==, WP_PAGE_ADDRESS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      wp_case_set_address (wp_case, rows[i].typed);
      g_test_message ("“%s”", rows[i].typed);
      g_assert_cmpint (is_complete (wp_case, WP_PAGE_ADDRESS), ==, rows[i].is_address);
      g_assert_cmpint (wp_case_address_problem (wp_case) == NULL, ==, rows[i].is_address);
    }
  scripted_fail_next ("This cannot be.");
  g_assert_false (apply (wp_case, WP_PAGE_ADDRESS));
  g_assert_false (wp_case_is_running (wp_case));
  g_assert_null (wp_case_report (wp_case));
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  g_assert_cmpstr (scripted_task ()->address, ==, "anna@example.org");
  g_assert_cmpint (scripted_task ()->kind, ==, WP_TASK_ADVISE);
}

/* What a page that shows the next question would keep. */
static WpAsked
open_question (WpCase *wp_case)
{
  return wp_case_asked (wp_case, wp_case_question (wp_case));
}

/* The straight way: a complete set, the password, the test, the choice, the file. */
static void
test_straight (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  g_autoptr (WpSecret) secret = new_secret ();

  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_ADDRESS), ==, WP_PAGE_LOOKING);
  g_assert_true (is_complete (wp_case, WP_PAGE_LOOKING));
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_LOOKING), ==, WP_PAGE_PASSWORD);
  wp_case_take_password (wp_case, open_question (wp_case), secret);
  g_assert_cmpstr (scripted_password (), ==, "s3cret");
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_TEST);
  g_assert_false (is_complete (wp_case, WP_PAGE_TEST));
  scripted_end (0);
  g_assert_true (is_complete (wp_case, WP_PAGE_TEST));
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_TEST), ==, WP_PAGE_QUESTIONS);
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_QUESTIONS), ==, WP_PAGE_RECOMMENDATION);
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_RECOMMENDATION), ==, WP_PAGE_SAVE);
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_SAVE), ==, WP_PAGE_DONE);
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_DONE), ==, WP_PAGE_DONE);
}

/* Before anything was found there is nothing to go on with. */
static void
test_looking (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);

  wp_case_set_address (wp_case, "anna@example.org");
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  g_assert_false (is_complete (wp_case, WP_PAGE_LOOKING));
  g_assert_true (wp_flow_row (WP_PAGE_LOOKING)->is_busy (wp_case));
  wp_case_cancel (wp_case);
  g_assert_true (scripted_was_cancelled ());
  scripted_end (130);
  g_assert_false (wp_flow_row (WP_PAGE_LOOKING)->is_busy (wp_case));
  /* Its button is for what it lacks. */
  g_assert_true (is_complete (wp_case, WP_PAGE_LOOKING));
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_LOOKING), ==, WP_PAGE_SERVERS);
}

/* Decisions come before the password, one a page, and also in the middle of the test. */
static void
test_decisions (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  g_autoptr (WpSecret) secret = new_secret ();

  wp_case_set_address (wp_case, "anna@example.org");
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.net", WP_WORKS_NOT_TESTED);
  scripted_ask ("foreign", "foreign:imap.example.net");
  scripted_ask ("password", NULL);
  scripted_ask ("guess", "guess:smtp.example.org");
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_LOOKING), ==, WP_PAGE_CONSENT);
  g_assert_cmpstr (wp_case_question (wp_case)->allow, ==, "foreign:imap.example.net");
  wp_case_decide (wp_case, open_question (wp_case), TRUE);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_CONSENT), ==, WP_PAGE_CONSENT);
  wp_case_decide (wp_case, open_question (wp_case), FALSE);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_CONSENT), ==, WP_PAGE_PASSWORD);
  wp_case_take_password (wp_case, open_question (wp_case), secret);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_TEST);
  scripted_ask ("second-login", "second-login");
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_TEST), ==, WP_PAGE_CONSENT);
  wp_case_decide (wp_case, open_question (wp_case), TRUE);
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_CONSENT), ==, WP_PAGE_TEST);
  g_assert_null (wp_case_question (wp_case));
}

/* Without a password everything but the login is tested. */
static void
test_without_password (void)
{
  g_autoptr (WpCase) wp_case = found_case ();

  wp_case_take_password (wp_case, open_question (wp_case), NULL);
  g_assert_null (scripted_password ());
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_TEST);
  scripted_end (4);
  g_assert_null (wp_case_question (wp_case));
  g_assert_true (is_complete (wp_case, WP_PAGE_TEST));
}

/* What was typed and told outlives a run; servers typed by hand are taken, and nothing is looked
 * for. */
static void
test_again (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  guint before = scripted_count ();

  wp_case_tell (wp_case, WP_FACT_DEVICES, 2);
  wp_case_set_username (wp_case, "anna");
  wp_case_deny (wp_case, "database", TRUE);
  g_ptr_array_add (servers,
                   wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.example.org", 993, WP_TLS_IMPLICIT));
  wp_case_set_servers (wp_case, servers);
  g_assert_true (apply (wp_case, WP_PAGE_SERVERS));
  /* Nothing is looked for, so nothing is said to have been found. */
  g_assert_cmpint (wp_flow_next (wp_case, WP_PAGE_SERVERS), ==, WP_PAGE_TEST);
  g_assert_cmpuint (scripted_count (), ==, before + 1);
  g_assert_cmpuint (scripted_task ()->servers->len, ==, 1);
  g_assert_cmpstr (scripted_task ()->username, ==, "anna");
  g_assert_true (g_strv_contains ((const char *const *) scripted_options ()->deny, "database"));
  g_assert_cmpint (wp_case_situation (wp_case)->values[WP_FACT_DEVICES], ==, 2);
  g_assert_null (wp_case_question (wp_case));
  /* Looking anew forgets them. */
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  g_assert_null (scripted_task ()->servers);
}

/* A search that was stopped goes on with what it found, and neither that nor going through the
 * servers by hand makes a guess, or an odd port, a server that somebody typed. */
static void
test_not_promoted (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  const GPtrArray *found;

  wp_case_set_address (wp_case, "anna@example.org");
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  scripted_service (WP_PROTOCOL_IMAP, "mail.example.org", WP_WORKS_NOT_TESTED);
  ((WpCandidate *) scripted_report ()->candidates->pdata[0])->trust = WP_TRUST_GUESS;
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
  scripted_end (WP_EXIT_INTERRUPTED);
  g_assert_true (wp_case_was_stopped (wp_case));
  found = wp_case_report (wp_case)->candidates;
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (servers, ((const WpCandidate *) found->pdata[i])->endpoint);
  wp_case_set_servers (wp_case, servers);
  for (guint round = 0; round < 2; round++)
    {
      const WpCandidate *candidate;

      g_assert_true (apply (wp_case, WP_PAGE_SERVERS));
      g_assert_cmpuint (wp_case_report (wp_case)->candidates->len, ==, 2);
      candidate = wp_case_report (wp_case)->candidates->pdata[0];
      g_assert_cmpstr (candidate->endpoint->host, ==, "mail.example.org");
      g_assert_cmpint (candidate->trust, ==, WP_TRUST_GUESS);
      g_assert_true (wp_found_needs_consent (candidate));
      g_assert_false (wp_found_needs_consent (wp_case_report (wp_case)->candidates->pdata[1]));
    }
}

/* What is found is named, and nothing else. */
static void
test_lead (void)
{
  static const struct
  {
    guint protocols; /* 1 << WpProtocol */
    const char *lead;
  } rows[] = {
    { 0, NULL },
    { 1 << WP_PROTOCOL_IMAP, "A server for receiving is found, none for sending." },
    { 1 << WP_PROTOCOL_POP3, "A server for receiving is found, none for sending." },
    { 1 << WP_PROTOCOL_SMTP, "A server for sending is found, none for receiving." },
    { 1 << WP_PROTOCOL_POP3 | 1 << WP_PROTOCOL_SMTP,
      "Servers for receiving and sending are found. There is no need to wait for more." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);

      wp_case_set_address (wp_case, "anna@example.org");
      g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
      for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
        if ((rows[i].protocols & 1 << protocol) != 0)
          scripted_service ((WpProtocol) protocol, "mail.example.org", WP_WORKS_NOT_TESTED);
      g_assert_cmpstr (wp_found_lead (wp_case_report (wp_case)), ==, rows[i].lead);
    }
}

/* A service is judged by a name that was only tried; where that is silent, nothing was found. */
static void
test_silent_guess (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  g_autoptr (GPtrArray) found = NULL;

  wp_case_set_address (wp_case, "anna@example.org");
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NO);
  ((WpCandidate *) scripted_report ()->candidates->pdata[0])->trust = WP_TRUST_GUESS;
  scripted_end (WP_EXIT_NO_SETTINGS);
  found = wp_found_servers (wp_case_report (wp_case));
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (wp_found_is_usable (wp_case_report (wp_case)));
}

/* A user name that cannot be one does not take away what is there: the question stays open, and so
 * does the run that asks it. */
static void
test_cannot_begin (void)
{
  g_autoptr (WpCase) wp_case = found_case ();
  const WpReport *report = wp_case_report (wp_case);
  g_autoptr (GError) error = NULL;

  wp_case_set_username (wp_case, "ann\nb");
  g_assert_false (wp_case_start (wp_case, &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "--"));
  g_assert_true (wp_case_report (wp_case) == report);
  g_assert_true (wp_case_is_running (wp_case));
  g_assert_false (scripted_was_cancelled ());
  g_assert_nonnull (wp_case_password_question (wp_case));
  g_assert_cmpint (wp_flow_follow (wp_case, WP_PAGE_PASSWORD), ==, WP_PAGE_PASSWORD);
  wp_case_set_username (wp_case, "ann");
  g_clear_error (&error);
  g_assert_true (wp_case_start (wp_case, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (scripted_task ()->username, ==, "ann");
}

/* Nothing was run yet: saving says so. */
static void
test_nothing_to_save (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  g_autoptr (GError) error = NULL;

  g_assert_false (wp_case_save_report (wp_case, "/nonexistent/report.json", FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The choice of a person holds as long as it can be used. */
static void
test_choice (void)
{
  g_autoptr (WpCase) wp_case = found_case ();

  scripted_end (0);
  wp_case_tell (wp_case, WP_FACT_IMAP, WP_ACCESS_OK);
  wp_case_tell (wp_case, WP_FACT_POP, WP_ACCESS_OK);
  wp_case_tell (wp_case, WP_FACT_DEVICES, 2);
  g_assert_cmpint (wp_case_advice (wp_case)->outcome, ==, WP_ADVICE_IMAP);
  wp_case_choose (wp_case, WP_ADVICE_POP_KEEP);
  g_assert_cmpint (wp_case_chosen (wp_case)->outcome, ==, WP_ADVICE_POP_KEEP);
  g_assert_cmpuint (wp_case_chosen (wp_case)->days, >, 0);
  g_assert_cmpint (wp_case_advice (wp_case)->outcome, ==, WP_ADVICE_IMAP);
  wp_case_tell (wp_case, WP_FACT_POP, WP_ACCESS_OFF);
  g_assert_cmpint (wp_case_chosen (wp_case)->outcome, ==, WP_ADVICE_IMAP);
  g_assert_cmpint (wp_case_choice (wp_case), ==, WP_ADVICE_UNCLEAR);
}

static void
on_changed (WpCase *wp_case G_GNUC_UNUSED, guint flags, gpointer data)
{
  *(guint *) data |= flags;
}

static void
test_signals (void)
{
  g_autoptr (WpCase) wp_case = new_case (WP_WIZARD_SET_UP);
  guint seen = 0;
  guint folders, all;

#define EXPECT(flag)                                                                               \
  g_assert_cmpuint (seen &(flag), !=, 0);                                                          \
  seen = 0
  g_signal_connect (wp_case, "changed", G_CALLBACK (on_changed), &seen);
  wp_case_set_address (wp_case, "anna@example.org");
  EXPECT (WP_CASE_INPUT);
  g_assert_true (apply (wp_case, WP_PAGE_ADDRESS));
  EXPECT (WP_CASE_RUN);
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
  EXPECT (WP_CASE_REPORT);
  scripted_ask ("password", NULL);
  EXPECT (WP_CASE_QUESTION);
  scripted_progress (12, 500);
  EXPECT (WP_CASE_REPORT);
  g_assert_true (wp_case_counts_folders (wp_case, &folders, &all));
  g_assert_cmpuint (folders, ==, 12);
  g_assert_cmpuint (all, ==, 500);
  wp_case_tell (wp_case, WP_FACT_DEVICES, 1);
  EXPECT (WP_CASE_ADVICE);
  scripted_end (0);
  EXPECT (WP_CASE_RUN);
  g_assert_false (wp_case_counts_folders (wp_case, &folders, &all));
#undef EXPECT
}

/* The trail: every step has a word, the page belongs to one, and what is known stands below. */
static void
test_trail (void)
{
  WpPageId steps[WP_N_PAGES];
  guint count = wp_flow_steps (WP_WIZARD_SET_UP, steps);
  g_autoptr (WpCase) wp_case = found_case ();
  g_autofree char *address = wp_flow_row (WP_PAGE_ADDRESS)->summary (wp_case);

  g_assert_cmpuint (count, ==, 6);
  for (guint i = 0; i < count; i++)
    g_assert_nonnull (wp_flow_row (steps[i])->step);
  g_assert_cmpint (wp_flow_step_of (wp_case, WP_PAGE_CONSENT), ==, WP_PAGE_LOOKING);
  g_assert_cmpint (wp_flow_step_of (wp_case, WP_PAGE_RECOMMENDATION), ==, WP_PAGE_QUESTIONS);
  g_assert_cmpint (wp_flow_step_of (wp_case, WP_PAGE_DONE), ==, WP_PAGE_SAVE);
  g_assert_cmpstr (address, ==, "anna@example.org");
}

/* A window that is closed in the middle of a run leaves nothing behind. */
static void
test_dropped (void)
{
  WpCase *wp_case = found_case ();

  g_object_unref (wp_case);
  g_assert_null (scripted_session ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/gtk/flow/" #name, test_##name)
  ADD (address);
  ADD (straight);
  ADD (looking);
  ADD (decisions);
  ADD (without_password);
  ADD (again);
  ADD (not_promoted);
  ADD (lead);
  ADD (silent_guess);
  ADD (cannot_begin);
  ADD (nothing_to_save);
  ADD (choice);
  ADD (signals);
  ADD (trail);
  ADD (dropped);
  return g_test_run ();
}
