/* A login for sending that is told in the middle of a run: what cannot be one is refused, and once
 * the login for sending is on its way nothing changes any more. The loop never turns here, so
 * nobody is asked and nothing is sent. */
#include "check/check-private.h"
#include "session/session-private.h"

static WpSession *
started_session (void)
{
  const WpSessionOptions options = { 0 };
  WpSession *session = wp_session_new (&options);
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  WpTask task = { .kind = WP_TASK_CHECK, .address = "anna@example.org", .servers = servers };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (servers, wp_endpoint_new (WP_PROTOCOL_IMAP, "127.0.0.1", 993, WP_TLS_IMPLICIT));
  g_ptr_array_add (servers, wp_endpoint_new (WP_PROTOCOL_SMTP, "127.0.0.1", 465, WP_TLS_IMPLICIT));
  wp_session_start (session, &task, &error);
  g_assert_no_error (error);
  return session;
}

static WpSecret *
new_secret (void)
{
  return wp_secret_new (WP_SECRET_PASSWORD, "for sending", 11, NULL);
}

/* A name with a line break would be a command of its own to some servers. */
static void
test_refused (void)
{
  static const char *const names[] = { "anna\nQUIT", "anna\r", "", "\xff" };
  g_autoptr (WpSession) session = started_session ();
  g_autoptr (WpSecret) secret = new_secret ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wp_session_set_sending (session, names[i], secret, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (session->smtp_username);
      g_assert_null (session->check->smtp_secret);
      g_assert_null (session->purses[1].budget);
    }
}

static void
test_taken (void)
{
  g_autoptr (WpSession) session = started_session ();
  g_autoptr (WpSecret) secret = new_secret ();
  g_autoptr (GError) error = NULL;

  g_assert_true (wp_session_set_sending (session, "anna-out", secret, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (session->check->options.smtp_username, ==, "anna-out");
  g_assert_true (session->check->smtp_secret == secret);
  g_assert_true (session->check->is_smtp_prompted);
  g_assert_true (session->check->options.smtp_budget == session->purses[1].budget);
  /* The same one after all. */
  g_assert_true (wp_session_set_sending (session, NULL, NULL, &error));
  g_assert_null (session->check->options.smtp_username);
  g_assert_null (session->check->smtp_secret);
  g_assert_false (session->check->is_smtp_prompted);
  g_assert_true (session->check->options.smtp_budget == session->purses[0].budget);
}

/* What is on its way, and what may be tried once more with the same password, stays as it is. */
static void
test_too_late (void)
{
  static const struct
  {
    WpPhase phase;
    gboolean must_use_plain, is_taken;
  } cases[] = {
    { WP_PHASE_LOOKING, FALSE, TRUE }, { WP_PHASE_READY, FALSE, TRUE },
    { WP_PHASE_READY, TRUE, FALSE },   { WP_PHASE_LOGIN, FALSE, FALSE },
    { WP_PHASE_ENDED, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpSession) session = started_session ();
      g_autoptr (WpSecret) secret = new_secret ();
      g_autoptr (GError) error = NULL;
      WpRun *run = &session->check->runs[WP_PROTOCOL_SMTP];

      g_assert_true (session->check->is_started);
      run->phase = cases[i].phase;
      run->must_use_plain = cases[i].must_use_plain;
      g_assert_true (wp_session_set_sending (session, "anna-out", secret, &error));
      g_assert_no_error (error);
      g_assert_true ((session->check->smtp_secret == secret) == cases[i].is_taken);
      g_assert_cmpstr (session->smtp_username, ==, cases[i].is_taken ? "anna-out" : NULL);
      g_assert_true ((session->purses[1].budget != NULL) == cases[i].is_taken);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/sending/refused", test_refused);
  g_test_add_func ("/session/sending/taken", test_taken);
  g_test_add_func ("/session/sending/too-late", test_too_late);
  return g_test_run ();
}
