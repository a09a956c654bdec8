/* Which evidence becomes a fact, and that POP3 never replaces what IMAP counted. */
#include "check/check-private.h"
#include "model/keys.h"

static WpStep *
mailbox_step (WpProtocol protocol, gint64 messages, WpOutcome outcome)
{
  WpStep *step = wp_step_new (WP_VERB_MAILBOX);

  step->endpoint = wp_endpoint_new (protocol, "imap.example.org", 993, WP_TLS_IMPLICIT);
  step->outcome = outcome;
  if (messages >= 0)
    wp_fields_set_number (step->evidence, WP_KEY_MESSAGES, messages);
  if (protocol == WP_PROTOCOL_IMAP)
    wp_fields_set_flag (step->evidence, WP_KEY_IDLE, FALSE); /* as every one tells */
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

/* What was said to everybody is not known of this user where the mailbox says nothing of it; and
 * what the mailbox told before it was left is true. */
static void
test_of_user (void)
{
  static const WpOutcome outcomes[] = { WP_OUTCOME_OK, WP_OUTCOME_CANCELLED, WP_OUTCOME_TIMED_OUT,
                                        WP_OUTCOME_MAILBOX_REFUSED };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);
      g_autoptr (WpStep) before = pop3_step (WP_VERB_CAPABILITY, 900);
      g_autoptr (WpStep) after = mailbox_step (WP_PROTOCOL_POP3, 3, outcomes[i]);
      gboolean is_told = outcomes[i] != WP_OUTCOME_MAILBOX_REFUSED;

      wp_fields_set_number (before->evidence, WP_KEY_POP_EXPIRE, 7);
      wp_fields_set_number (after->evidence, WP_KEY_POP_EXPIRE_BEFORE_LOGIN, 7);
      wp_facts_keep (report, before);
      wp_facts_keep (report, after);
      g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_EXPIRE), ==, is_told ? -1 : 7);
      g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_LOGIN_DELAY_S), ==,
                       is_told ? -1 : 900);
      g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_EXPIRE_BEFORE_LOGIN), ==,
                       is_told ? 7 : -1);
      g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_MESSAGES), ==, is_told ? 3 : -1);
    }
}

/* The size of the mailbox: IMAP's, or nobody's where IMAP could not say, measured or not; the inbox
 * by POP3 has a key of its own, and is the mailbox where there is nothing else. In whichever order
 * they come. */
static void
test_sizes (void)
{
  static const struct
  {
    gint64 imap; /* -1: counted, not known; -2: not counted */
    gint64 is;
  } rows[] = { { 7000, 7000 }, { -1, -1 }, { -2, -1 } };

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
test_pop3_alone (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (WpStep) pop3 = mailbox_step (WP_PROTOCOL_POP3, 3, WP_OUTCOME_OK);

  wp_fields_set_number (pop3->evidence, WP_KEY_MAILBOX_BYTES, 477);
  wp_facts_keep (report, pop3);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_MAILBOX_BYTES), ==, 477);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_POP_BYTES), ==, 477);
  g_assert_cmpint (wp_fields_number (report->facts, WP_KEY_MESSAGES), ==, 3);
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
  g_test_add_func ("/check/facts/of-user", test_of_user);
  g_test_add_func ("/check/facts/sizes", test_sizes);
  g_test_add_func ("/check/facts/pop3-alone", test_pop3_alone);
  g_test_add_func ("/check/facts/every-kind", test_every_kind);
  return g_test_run ();
}
