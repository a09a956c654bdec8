/* What a person is asked on the way, without a display: a login for sending of its own, decisions
 * in words of their own, and what a screen reader is told meanwhile. */
#include <string.h>

#include "diagnose/diagnose.h"
#include "gtk/flow/decisions.h"
#include "gtk/flow/flow.h"
#include "gtk/flow/herald.h"
#include "policy/decisions.h"
#include "policy/policy.h"
#include "scripted-session.h"

/* A login for sending */

static void
start (WpCase *wp_case)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wp_case_start (wp_case, &error));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
  scripted_ask ("password", NULL);
}

static WpCase *
asked_case (void)
{
  const WpSessionOptions options = { 0 };
  WpCase *wp_case = wp_case_new (WP_WIZARD_SET_UP, &options);

  wp_case_set_address (wp_case, "anna@example.org");
  start (wp_case);
  return wp_case;
}

static WpSecret *
new_secret (const char *text)
{
  return wp_secret_new (WP_SECRET_PASSWORD, text, strlen (text), NULL);
}

/* What a page that shows the next question would keep. */
static WpAsked
open_question (WpCase *wp_case)
{
  return wp_case_asked (wp_case, wp_case_question (wp_case));
}

static void
test_sending (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();
  g_autoptr (WpSecret) first = new_secret ("first");
  g_autoptr (WpSecret) second = new_secret ("second");
  g_autoptr (GError) error = NULL;

  g_assert_null (scripted_task ()->smtp_username);
  g_assert_false (wp_case_sends_separately (wp_case));
  wp_case_set_sending (wp_case, TRUE);
  wp_case_set_sending_username (wp_case, "anna-out");
  g_assert_true (wp_case_take_passwords (wp_case, open_question (wp_case), first, second, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (scripted_password (), ==, "first");
  g_assert_cmpstr (scripted_sending_username (), ==, "anna-out");
  g_assert_cmpstr (scripted_sending_password (), ==, "second");
  g_assert_null (wp_case_password_question (wp_case));
}

/* The next run knows the name, and asks for both passwords again: none was kept. */
static void
test_sending_again (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();
  g_autoptr (WpSecret) first = new_secret ("first");
  g_autoptr (GError) error = NULL;

  wp_case_set_sending (wp_case, TRUE);
  wp_case_set_sending_username (wp_case, "anna-out");
  g_assert_false (wp_case_asks_again (wp_case));
  g_assert_true (wp_case_take_passwords (wp_case, open_question (wp_case), first, NULL, &error));
  g_assert_null (scripted_sending_password ());
  scripted_end (1);
  start (wp_case);
  g_assert_true (wp_case_asks_again (wp_case));
  g_assert_true (wp_case_sends_separately (wp_case));
  g_assert_cmpstr (scripted_task ()->smtp_username, ==, "anna-out");
  g_assert_null (scripted_task ()->secret);
  g_assert_null (scripted_task ()->smtp_secret);
  g_assert_nonnull (wp_case_password_question (wp_case));
  /* Sending has the same login after all. */
  wp_case_set_sending (wp_case, FALSE);
  g_assert_null (wp_case_sending_username (wp_case));
  g_assert_true (wp_case_take_passwords (wp_case, open_question (wp_case), first, NULL, &error));
  g_assert_null (scripted_sending_username ());
  g_assert_null (scripted_sending_password ());
  /* Of another mailbox, none was given. */
  wp_case_set_address (wp_case, "ben@example.org");
  g_assert_false (wp_case_asks_again (wp_case));
}

/* What logs in to one mailbox is not tried at another, nor lost for the same one. */
static void
test_another_mailbox (void)
{
  static const struct
  {
    const char *address;
    gboolean is_kept;
  } next[] = { { "anna@example.org", TRUE }, { "ben@example.org", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (next); i++)
    {
      g_autoptr (WpCase) wp_case = asked_case ();
      g_autoptr (GError) error = NULL;

      wp_case_set_username (wp_case, "anna-in");
      wp_case_set_sending (wp_case, TRUE);
      wp_case_set_sending_username (wp_case, "anna-out");
      scripted_end (1);
      wp_case_set_address (wp_case, next[i].address);
      g_assert_true (wp_flow_row (WP_PAGE_ADDRESS)->apply (wp_case, &error));
      g_assert_no_error (error);
      g_assert_cmpint (wp_case_sends_separately (wp_case), ==, next[i].is_kept);
      g_assert_cmpstr (scripted_task ()->username, ==, next[i].is_kept ? "anna-in" : NULL);
      g_assert_cmpstr (scripted_task ()->smtp_username, ==, next[i].is_kept ? "anna-out" : NULL);
    }
}

/* What cannot be a name is said, and nothing has gone out. */
static void
test_sending_refused (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();
  g_autoptr (WpSecret) first = new_secret ("only-of-this-test");
  g_autoptr (GError) error = NULL;

  scripted_fail_next ("This is no name.");
  g_assert_false (wp_case_take_passwords (wp_case, open_question (wp_case), first, NULL, &error));
  g_assert_cmpstr (error->message, ==, "This is no name.");
  g_assert_cmpstr (scripted_password (), !=, "only-of-this-test");
  g_assert_nonnull (wp_case_password_question (wp_case));
}

/* What was shown */

/* A page keeps what it showed. A run that began meanwhile may ask the same, and its report may even
 * lie where the other one did: the password goes nowhere but to the hosts that were read. */
static void
test_shown_before (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();
  g_autoptr (WpSecret) secret = new_secret ("for other hosts");
  g_autoptr (GError) error = NULL;
  WpAsked shown = open_question (wp_case);

  start (wp_case);
  scripted_ask ("guess", "guess:imap.example.org");
  g_assert_cmpuint (shown, !=, WP_NOT_ASKED);
  g_assert_false (wp_case_take_passwords (wp_case, shown, secret, secret, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_false (wp_case_take_password (wp_case, shown, secret));
  g_assert_false (wp_case_take_password (wp_case, shown, NULL));
  g_assert_false (wp_case_take_password (wp_case, WP_NOT_ASKED, secret));
  g_assert_cmpstr (scripted_password (), !=, "for other hosts");
  g_assert_cmpstr (scripted_sending_password (), !=, "for other hosts");
  g_assert_nonnull (wp_case_password_question (wp_case));
  shown = wp_case_asked (wp_case, wp_case_password_question (wp_case));
  g_assert_true (wp_case_take_password (wp_case, shown, secret));
  g_assert_cmpstr (scripted_password (), ==, "for other hosts");
}

/* A tick before one question is no answer to the next. */
static void
test_decided_before (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();
  const WpQuestion *next;
  WpAsked shown, password = open_question (wp_case);

  scripted_ask ("guess", "guess:imap.example.org");
  scripted_ask ("foreign", "foreign:smtp.example.org");
  shown = open_question (wp_case);
  g_assert_false (wp_case_decide (wp_case, password, TRUE));
  g_assert_false (wp_case_decide (wp_case, WP_NOT_ASKED, TRUE));
  g_assert_true (wp_case_decide (wp_case, shown, TRUE));
  next = wp_case_question (wp_case);
  g_assert_cmpstr (next->id, ==, "foreign");
  g_assert_false (wp_case_decide (wp_case, shown, TRUE));
  g_assert_true (wp_case_question (wp_case) == next);
  g_assert_false (next->is_answered);
  /* Its place among the questions is the same in the next run. */
  start (wp_case);
  scripted_ask ("guess", "guess:imap.example.org");
  g_assert_false (wp_case_decide (wp_case, shown, TRUE));
  g_assert_cmpstr (wp_case_question (wp_case)->id, ==, "guess");
}

/* Decisions */

static void
assert_has_words (const char *id)
{
  const WpDecisionWords *words = wp_decision_words (id);
  const WpQuestionText *text = wp_questions_find (id);

  g_test_message ("%s", id);
  g_assert_nonnull (words);
  g_assert_nonnull (text);
  for (guint i = 0; i < 3; i++)
    {
      const char *const all[] = { words->heading, words->check, words->decline };

      g_assert_nonnull (all[i]);
      g_assert_cmpstr (all[i], !=, "");
    }
  /* Of a server there is evidence, and what it lacks; else the question says it, once. */
  g_assert_true (words->is_of_server == (words->missing != NULL));
  /* Whom it is about is in the question, or at the name of the server. */
  g_assert_true (words->is_of_server == (strstr (text->text, "{host}") != NULL));
  g_assert_true (words->is_of_server || strstr (text->text, "{username}") != NULL
                 || strstr (text->text, "{address}") != NULL);
  g_assert_true (!words->is_of_server || words->state != NULL);
  g_assert_nonnull (strchr (words->check, '_'));
  g_assert_nonnull (strchr (words->decline, '_'));
  g_assert_cmpstr (words->decline, !=, words->primary);
}

/* Whatever the policy asks: for every trust, with each thing that makes it ask. */
static void
test_policy (void)
{
  g_autoptr (WpDecisions) none = wp_decisions_new ();
  guint n_asked = 0;

  for (guint trust = 0; trust < WP_N_TRUSTS; trust++)
    for (guint odd = 0; odd < 4; odd++)
      {
        WpEndpoint *endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "imap.example.net",
                                                odd & 1 ? 7993 : 993, WP_TLS_IMPLICIT);
        WpTlsFacts *tls = wp_tls_facts_new ();
        WpInet address;
        WpVerdict verdict;

        g_assert_true (wp_inet_parse (odd & 2 ? "192.168.1.2" : "192.0.2.1", &address));
        tls->version = g_strdup ("TLSv1.3");
        g_ptr_array_add (tls->chain, wp_certificate_new ());
        verdict = wp_policy_may_login (endpoint, (WpTrust) trust, tls, &address, 1, none);
        if (verdict.policy == WP_POLICY_ASK)
          {
            assert_has_words (verdict.question);
            n_asked++;
          }
        wp_verdict_clear (&verdict);
        wp_tls_facts_free (tls);
        wp_endpoint_free (endpoint);
      }
  g_assert_cmpuint (n_asked, >, 0);
}

/* Every question that there are words for; a page of one says what no other says. */
static void
test_words (void)
{
  g_autoptr (GHashTable) risks = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_decisions = 0;
  const WpQuestionText *text;

  for (guint i = 0; (text = wp_questions_nth (i)) != NULL; i++)
    {
      /* The password has a page of its own; a report from a file is not written from. */
      if (g_str_equal (text->id, "password") || g_str_equal (text->id, "report-host"))
        {
          g_assert_null (wp_decision_words (text->id));
          continue;
        }
      assert_has_words (text->id);
      if (wp_decision_words (text->id)->missing != NULL)
        g_assert_true (g_hash_table_add (risks, (gpointer) wp_decision_words (text->id)->missing));
      n_decisions++;
    }
  g_assert_cmpuint (n_decisions, ==, 9);
  g_assert_null (wp_decision_words ("anything else"));
}

/* What can be allowed on the command line is asked in the window. */
static void
test_allowed (void)
{
  static const char *const values[] = { "send-address",  "private",      "second-login",
                                        "foreign:a.org", "mx:a.org",     "guess:a.org",
                                        "http:a.org",    "port:a.org:7", NULL };
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (values[i], ":", 2);

      g_assert_true (wp_decisions_allow (decisions, values[i], NULL));
      assert_has_words (parts[0]);
    }
}

/* Being told */

static void
on_tell (const char *sentence, gpointer data)
{
  g_ptr_array_add (data, g_strdup (sentence));
}

static void
test_herald (void)
{
  const guint pause_ms = 40;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WpHerald) herald = wp_herald_new (pause_ms, on_tell, told);
  gint64 begin_us = g_get_monotonic_time ();

  wp_herald_say (herald, "one");
  g_assert_cmpuint (told->len, ==, 1);
  wp_herald_say (herald, "two");
  wp_herald_say (herald, "three");
  g_assert_cmpuint (told->len, ==, 1);
  while (told->len < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >=, 2 * pause_ms * 1000 - 5000);
  g_assert_cmpstr (told->pdata[1], ==, "two");
  g_assert_cmpstr (told->pdata[2], ==, "three");
}

/* A page that was left says nothing more, and no page has a long tail. */
static void
test_herald_hush (void)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WpHerald) herald = wp_herald_new (1, on_tell, told);

  for (guint i = 0; i < 100; i++)
    wp_herald_say (herald, i == 0 ? "first" : "later");
  while (told->len < 1 + WP_HERALD_MOST)
    g_main_context_iteration (NULL, TRUE);
  /* Its next turn finds nothing, and only then it may speak at once again. */
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (told->len, ==, 1 + WP_HERALD_MOST);
  wp_herald_say (herald, "anew");
  g_assert_cmpuint (told->len, ==, 2 + WP_HERALD_MOST);
  wp_herald_say (herald, "never told");
  wp_herald_hush (herald);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (told->len, ==, 2 + WP_HERALD_MOST);
}

/* Testing again */

static void
test_repeat (void)
{
  g_autoptr (WpCase) wp_case = asked_case ();

  g_assert_false (wp_flow_can_repeat (wp_case, WP_PAGE_TEST));
  scripted_end (1);
  for (guint page = 0; page < WP_N_PAGES; page++)
    g_assert_cmpint (wp_flow_can_repeat (wp_case, (WpPageId) page), ==,
                     page == WP_PAGE_TEST || page == WP_PAGE_DONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/asking/sending", test_sending);
  g_test_add_func ("/gtk/asking/sending-again", test_sending_again);
  g_test_add_func ("/gtk/asking/sending-refused", test_sending_refused);
  g_test_add_func ("/gtk/asking/another-mailbox", test_another_mailbox);
  g_test_add_func ("/gtk/asking/shown-before", test_shown_before);
  g_test_add_func ("/gtk/asking/decided-before", test_decided_before);
  g_test_add_func ("/gtk/asking/policy", test_policy);
  g_test_add_func ("/gtk/asking/words", test_words);
  g_test_add_func ("/gtk/asking/allowed", test_allowed);
  g_test_add_func ("/gtk/asking/herald", test_herald);
  g_test_add_func ("/gtk/asking/herald-hush", test_herald_hush);
  g_test_add_func ("/gtk/asking/repeat", test_repeat);
  return g_test_run ();
}
