/* Which evidence becomes a fact, and that POP3 never replaces what IMAP counted. */
#include "check/check-private.h"
#include "model/keys.h"

static WpStep *
mailbox_step (WpProtocol protocol, gint64 messages, WpOutcome outcome)
{
  WpStep *step = wp_step_new (WP_VERB_MAILBOX);

  step->endpoint = wp_endpoint_new (protocol, "imap.example.org", 993, WP_TLS_IMPLICIT);
  step->outcome = outcome;
  wp_fields_set_number (step->evidence, WP_KEY_MESSAGES, messages);
  wp_fields_set_text (step->evidence, WP_KEY_TEXT, "no fact");
  return step;
}

static void
test_kept (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (WpStep) failed = mailbox_step (WP_PROTOCOL_IMAP, 9, WP_OUTCOME_MAILBOX_REFUSED);
  g_autoptr (WpStep) imap = mailbox_step (WP_PROTOCOL_IMAP, 5, WP_OUTCOME_OK);
  g_autoptr (WpStep) pop3 = mailbox_step (WP_PROTOCOL_POP3, 3, WP_OUTCOME_OK);

  wp_facts_keep (report, failed);
  g_assert_cmpuint (wp_fields_count (report->facts), ==, 0);
  wp_facts_keep (report, imap);
  wp_facts_keep (report, pop3);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_MESSAGES), ==, 5);
  g_assert_null (wp_fields_find (report->facts, WP_KEY_TEXT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/facts/kept", test_kept);
  return g_test_run ();
}
