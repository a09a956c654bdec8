/* The same case once more: what is taken along, and what must be asked for again. */
#include "gtk/flow/desk-entry.h"

#include <string.h>

#include "scripted-session.h"

static const WpSessionOptions none = { 0 };

static WpDeskEntry *
new_entry (const GPtrArray *servers)
{
  g_autoptr (WpCase) wp_case = wp_case_new (WP_WIZARD_DESK, &none);
  g_autoptr (GError) error = NULL;

  wp_case_set_address (wp_case, "anna@example.org");
  wp_case_set_username (wp_case, "anna");
  wp_case_set_servers (wp_case, servers);
  g_assert_true (wp_case_start (wp_case, &error));
  return wp_desk_entry_new_run (wp_case);
}

static void
check_servers (const char *const *hosts)
{
  const GPtrArray *servers = scripted_task ()->servers;

  g_assert_cmpuint (servers == NULL ? 0 : servers->len, ==, g_strv_length ((char **) hosts));
  for (guint i = 0; hosts[i] != NULL; i++)
    g_assert_cmpstr (((const WpEndpoint *) servers->pdata[i])->host, ==, hosts[i]);
}

static void
on_changed (WpDeskEntry *entry, guint flags, gpointer data)
{
  guint *seen = data;

  /* Whoever looks now finds the new report. */
  if ((flags & WP_CASE_RUN) != 0)
    g_assert_true (wp_desk_entry_report (entry) == scripted_report ());
  *seen |= flags;
}

/* What was found and may be logged in to unasked is not looked for again; the password is. */
static void
test_found_servers (void)
{
  static const char *const hosts[] = { "imap.example.org", "smtp.example.org", NULL };
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "only once", 9, NULL);
  g_autoptr (GError) error = NULL;
  guint flags = 0;

  g_assert_false (wp_desk_entry_keeps_servers (entry));
  scripted_service (WP_PROTOCOL_IMAP, hosts[0], WP_WORKS_NO)->policy = WP_POLICY_ALLOW;
  scripted_service (WP_PROTOCOL_SMTP, hosts[1], WP_WORKS_NOT_TESTED)->policy = WP_POLICY_ALLOW;
  scripted_ask ("password", NULL);
  g_assert_true (wp_case_take_password (
      wp_desk_entry_case (entry),
      wp_case_asked (wp_desk_entry_case (entry), wp_case_question (wp_desk_entry_case (entry))),
      secret));
  scripted_end (1);
  g_assert_true (wp_desk_entry_keeps_servers (entry));
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), &flags);
  g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
  g_assert_no_error (error);
  check_servers (hosts);
  g_assert_cmpint (scripted_task ()->kind, ==, WP_TASK_CHECK);
  g_assert_cmpstr (scripted_task ()->address, ==, "anna@example.org");
  g_assert_cmpstr (scripted_task ()->username, ==, "anna");
  g_assert_null (scripted_task ()->secret);
  g_assert_true ((flags & WP_CASE_RUN) != 0);
  g_assert_true (wp_desk_entry_is_running (entry));
  scripted_ask ("password", NULL);
  g_assert_nonnull (wp_case_question (wp_desk_entry_case (entry)));
}

/* The login for sending goes along as the other one does: its name is kept, its password is not.
 * Where the run found out that there is one, it is asked for without being told. */
static void
test_sending (void)
{
  for (guint is_told = 0; is_told < 2; is_told++)
    {
      g_autoptr (WpDeskEntry) entry = new_entry (NULL);
      g_autoptr (GError) error = NULL;
      WpCase *wp_case = wp_desk_entry_case (entry);

      if (is_told)
        {
          wp_case_set_sending (wp_case, TRUE);
          wp_case_set_sending_username (wp_case, "anna-out");
        }
      else
        wp_report_add_finding (scripted_report (), wp_finding_new ("auth.sending.separate"));
      scripted_end (1);
      g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
      wp_case = wp_desk_entry_case (entry);
      g_assert_true (wp_case_sends_separately (wp_case));
      g_assert_cmpstr (wp_case_sending_username (wp_case), ==, is_told ? "anna-out" : NULL);
      g_assert_cmpstr (scripted_task ()->smtp_username, ==, is_told ? "anna-out" : NULL);
    }
}

/* One password for both is not made two. */
static void
test_sending_is_the_same (void)
{
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);

  scripted_end (1);
  g_assert_true (wp_desk_entry_run_again (entry, &none, NULL));
  g_assert_false (wp_case_sends_separately (wp_desk_entry_case (entry)));
}

/* A guess, or what a person had to be asked about, is found and asked about as before: given as a
 * server it would get the password unasked. */
static void
test_guess_is_found_again (void)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;

  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED)->policy =
      WP_POLICY_ALLOW;
  scripted_service (WP_PROTOCOL_SMTP, "mail.example.net", WP_WORKS_NOT_TESTED)->policy =
      WP_POLICY_ASK;
  scripted_end (1);
  g_assert_false (wp_desk_entry_keeps_servers (entry));
  g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
  check_servers (nobody);
  /* Nobody asked yet, because it never answered. */
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NO);
  ((WpCandidate *) scripted_report ()->candidates->pdata[0])->trust = WP_TRUST_GUESS;
  scripted_end (1);
  g_assert_false (wp_desk_entry_keeps_servers (entry));
}

/* Nobody is asked twice for the same, but one more login was allowed only once. */
static void
test_decisions (void)
{
  char *first[] = { (char *) "private", NULL };
  const WpSessionOptions options = { .allow = first };
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;
  const char *const *allow;

  g_ptr_array_add (scripted_report ()->decisions, g_strdup ("private"));
  g_ptr_array_add (scripted_report ()->decisions, g_strdup ("foreign:mail.example.net"));
  g_ptr_array_add (scripted_report ()->decisions, g_strdup ("second-login"));
  scripted_end (1);
  g_assert_true (wp_desk_entry_run_again (entry, &options, &error));
  allow = (const char *const *) scripted_options ()->allow;
  g_assert_cmpuint (g_strv_length ((char **) allow), ==, 2);
  g_assert_true (g_strv_contains (allow, "private"));
  g_assert_true (g_strv_contains (allow, "foreign:mail.example.net"));
}

/* Who was not to be asked is not asked the second time either. */
static void
test_denied (void)
{
  g_autoptr (WpCase) wp_case = wp_case_new (WP_WIZARD_DESK, &none);
  g_autoptr (WpCase) draft = wp_case_new (WP_WIZARD_DESK, &none);
  g_autoptr (WpDeskEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  wp_case_deny (draft, "database", TRUE);
  wp_case_set_address (wp_case, "anna@example.org");
  wp_case_deny (wp_case, "autodiscover", TRUE);
  wp_case_deny_as (wp_case, draft);
  g_assert_false (wp_case_denies (wp_case, "autodiscover"));
  g_assert_true (wp_case_start (wp_case, &error));
  entry = wp_desk_entry_new_run (wp_case);
  scripted_end (1);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_cmpuint (g_strv_length (scripted_options ()->deny), ==, 1);
      g_assert_cmpstr (scripted_options ()->deny[0], ==, "database");
      g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
      scripted_end (1);
    }
}

/* An odd port needs an answer each time, too: found again, it is asked about again. */
static void
test_odd_port (void)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);
  g_autoptr (GError) error = NULL;

  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NO)->policy = WP_POLICY_ALLOW;
  ((WpCandidate *) scripted_report ()->candidates->pdata[0])->endpoint->port = 6379;
  scripted_end (1);
  g_assert_false (wp_desk_entry_keeps_servers (entry));
  g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
  check_servers (nobody);
}

/* Servers that were given stay given, whatever came of them. */
static void
test_given_servers (void)
{
  static const char *const hosts[] = { "mail.example.net", NULL };
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  g_autoptr (WpDeskEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (servers, wp_endpoint_new (WP_PROTOCOL_IMAP, hosts[0], 993, WP_TLS_IMPLICIT));
  entry = new_entry (servers);
  scripted_end (1);
  g_assert_true (wp_desk_entry_keeps_servers (entry));
  g_assert_true (wp_desk_entry_run_again (entry, &none, &error));
  check_servers (hosts);
  g_assert_cmpuint (wp_desk_entry_given (entry)->len, ==, 1);
}

/* Checking twice what is under way is one check; another address, other servers, others who may be
 * asked, or the same after it is over, are another. */
static void
test_is_under_way (void)
{
  static const struct
  {
    const char *address, *host, *denied;
    gboolean is_same;
  } rows[] = {
    { "anna@example.org", NULL, NULL, TRUE },
    { "anna@Example.ORG", NULL, NULL, TRUE },
    { "ben@example.org", NULL, NULL, FALSE },
    { "anna@example.org", "mail.example.net", NULL, FALSE },
    { "anna@example.org", NULL, "database", FALSE },
    { "not an address", NULL, NULL, FALSE },
  };
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);

  for (guint is_over = 0; is_over < 2; is_over++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autoptr (WpCase) wanted = wp_case_new (WP_WIZARD_DESK, &none);
          g_autoptr (GPtrArray)
              servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

          wp_case_set_address (wanted, rows[i].address);
          if (rows[i].host != NULL)
            g_ptr_array_add (
                servers, wp_endpoint_new (WP_PROTOCOL_IMAP, rows[i].host, 993, WP_TLS_IMPLICIT));
          wp_case_set_servers (wanted, servers);
          if (rows[i].denied != NULL)
            wp_case_deny (wanted, rows[i].denied, TRUE);
          g_test_message ("row %u, over %u", i, is_over);
          g_assert_cmpint (wp_desk_entry_is_same (entry, wanted), ==, rows[i].is_same && !is_over);
        }
      scripted_end (1);
    }
}

/* Servers that were typed are compared, each with its port. */
static void
test_is_under_way_with_servers (void)
{
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  g_autoptr (WpDeskEntry) entry = NULL;
  g_autoptr (WpCase) wanted = wp_case_new (WP_WIZARD_DESK, &none);

  g_ptr_array_add (servers,
                   wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.example.net", 993, WP_TLS_IMPLICIT));
  entry = new_entry (servers);
  wp_case_set_address (wanted, "anna@example.org");
  g_assert_false (wp_desk_entry_is_same (entry, wanted));
  wp_case_set_servers (wanted, servers);
  g_assert_true (wp_desk_entry_is_same (entry, wanted));
  ((WpEndpoint *) servers->pdata[0])->port = 1993;
  wp_case_set_servers (wanted, servers);
  g_assert_false (wp_desk_entry_is_same (entry, wanted));
}

/* The earlier result is not lost for a run that cannot begin. */
static void
test_cannot_begin (void)
{
  g_autoptr (WpDeskEntry) entry = new_entry (NULL);
  const WpCase *before = wp_desk_entry_case (entry);
  g_autoptr (GError) error = NULL;

  scripted_end (1);
  scripted_fail_next ("There is no network.");
  g_assert_false (wp_desk_entry_run_again (entry, &none, &error));
  g_assert_cmpstr (error->message, ==, "There is no network.");
  g_assert_true (wp_desk_entry_case (entry) == before);
  g_assert_nonnull (wp_desk_entry_report (entry));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/again/sending", test_sending);
  g_test_add_func ("/desk/again/sending-is-the-same", test_sending_is_the_same);
  g_test_add_func ("/desk/again/found-servers", test_found_servers);
  g_test_add_func ("/desk/again/guess", test_guess_is_found_again);
  g_test_add_func ("/desk/again/decisions", test_decisions);
  g_test_add_func ("/desk/again/denied", test_denied);
  g_test_add_func ("/desk/again/odd-port", test_odd_port);
  g_test_add_func ("/desk/again/given-servers", test_given_servers);
  g_test_add_func ("/desk/again/is-under-way", test_is_under_way);
  g_test_add_func ("/desk/again/is-under-way-with-servers", test_is_under_way_with_servers);
  g_test_add_func ("/desk/again/cannot-begin", test_cannot_begin);
  return g_test_run ();
}
