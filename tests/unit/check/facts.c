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

static WpStep *
pop3_step (WpVerb verb, gint64 delay_s)
{
  WpStep *step = wp_step_new (verb);

  step->endpoint = wp_endpoint_new (WP_PROTOCOL_POP3, "pop.example.org", 995, WP_TLS_IMPLICIT);
  step->outcome = WP_OUTCOME_OK;
  wp_fields_set_number (step->evidence, WP_KEY_POP_LOGIN_DELAY_S, delay_s);
  return step;
}

/* What holds for the user comes later, and counts. */
static void
test_after_login (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (WpStep) before = pop3_step (WP_VERB_CAPABILITY, 900);
  g_autoptr (WpStep) after = pop3_step (WP_VERB_MAILBOX, 60);

  wp_fields_set_text (before->evidence, WP_KEY_POP_EXPIRE, "never");
  wp_fields_set_number (after->evidence, WP_KEY_POP_EXPIRE, 0);
  wp_fields_set_text (after->evidence, WP_KEY_POP_EXPIRE_BEFORE_LOGIN, "never");
  wp_facts_keep (report, before);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_LOGIN_DELAY_S), ==, 900);
  g_assert_cmpstr (wp_fields_text (report->facts, WP_KEY_POP_EXPIRE), ==, "never");
  wp_facts_keep (report, after);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_LOGIN_DELAY_S), ==, 60);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_EXPIRE), ==, 0);
  g_assert_cmpstr (wp_fields_text (report->facts, WP_KEY_POP_EXPIRE_BEFORE_LOGIN), ==, "never");
}

/* The size of the mailbox: IMAP's, or nobody's where IMAP counted and could not say; the inbox by
 * POP3 has a key of its own. In whichever order they come. */
static void
test_sizes (void)
{
  static const struct
  {
    gint64 imap; /* -1: counted, not known; -2: not counted */
    gint64 is;
  } rows[] = { { 7000, 7000 }, { -1, -1 }, { -2, 300 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint imap_first = 0; imap_first < 2; imap_first++)
      {
        g_autoptr (WpReport) report = wp_report_new (NULL);
        g_autoptr (WpStep) imap = mailbox_step (WP_PROTOCOL_IMAP, 5, WP_OUTCOME_OK);
        g_autoptr (WpStep) pop3 = mailbox_step (WP_PROTOCOL_POP3, 3, WP_OUTCOME_OK);

        if (rows[i].imap >= 0)
          wp_fields_set_number (imap->evidence, WP_KEY_MAILBOX_BYTES, rows[i].imap);
        if (rows[i].imap >= -1)
          wp_fields_set_number (imap->evidence, WP_KEY_FOLDERS_COUNTED, 2);
        wp_fields_set_number (pop3->evidence, WP_KEY_MAILBOX_BYTES, 300);
        wp_facts_keep (report, imap_first ? imap : pop3);
        wp_facts_keep (report, imap_first ? pop3 : imap);
        g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_MAILBOX_BYTES), ==, rows[i].is);
        g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_MESSAGES), ==, 5);
        g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_MESSAGES), ==, 3);
        g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_BYTES), ==, 300);
      }
}

static void
test_every_kind (void)
{
  static const char *const roles[] = { "Sent", "Gesendet", NULL };
  static const char *const words[] = { "IDLE", NULL };
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (WpStep) step = mailbox_step (WP_PROTOCOL_IMAP, 5, WP_OUTCOME_OK);

  wp_fields_set_map (step->evidence, WP_KEY_SPECIAL_USE, roles);
  wp_fields_set_list (step->evidence, WP_KEY_CAPABILITIES, words);
  wp_fields_set_text (step->evidence, WP_KEY_SEPARATOR, ".");
  wp_fields_set_flag (step->evidence, WP_KEY_IDLE, TRUE);
  wp_facts_keep (report, step);
  g_assert_cmpstr (wp_fields_map_text (report->facts, WP_KEY_SPECIAL_USE, "Sent"), ==, "Gesendet");
  g_assert_true (wp_fields_list_has (report->facts, WP_KEY_CAPABILITIES, "IDLE"));
  g_assert_cmpstr (wp_fields_text (report->facts, WP_KEY_SEPARATOR), ==, ".");
  g_assert_true (wp_fields_flag (report->facts, WP_KEY_IDLE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/facts/kept", test_kept);
  g_test_add_func ("/check/facts/after-login", test_after_login);
  g_test_add_func ("/check/facts/sizes", test_sizes);
  g_test_add_func ("/check/facts/every-kind", test_every_kind);
  return g_test_run ();
}
