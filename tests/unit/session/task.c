/* The input of a run: what is refused before anything is asked of anybody, and how. */
#include <string.h>

#include "session/task-private.h"

static void
test_checks (void)
{
  enum
  {
    GOOD,
    USAGE,
    INPUT,
  };
  static const struct
  {
    const char *about;
    const char *address; /* NULL: servers are given instead */
    WpTask task;
    int want;
    const char *says;
  } cases[] = {
    { "an address", "anna@srv.test", { 0 }, GOOD, NULL },
    { "no name to log in with", NULL, { 0 }, USAGE, "--user" },
    { "a name without an address", NULL, { .username = "anna" }, GOOD, NULL },
    { "no login, no name", NULL, { .is_look_only = TRUE }, GOOD, NULL },
    { "a name for sending only", NULL, { .smtp_username = "anna" }, USAGE, "--user" },
    { "a mechanism in small letters", "anna@srv.test", { .mechanism = "plain" }, GOOD, NULL },
    { "a mechanism of two words", "anna@srv.test", { .mechanism = "imap login" }, GOOD, NULL },
    { "a mechanism nobody knows", "anna@srv.test", { .mechanism = "rot13" }, USAGE, "rot13" },
    { "no mechanism at all", "anna@srv.test", { .mechanism = "" }, USAGE, "--mechanism" },
    { "an empty name", "anna@srv.test", { .username = "" }, INPUT, "The user name is" },
    { "a line break", "anna@srv.test", { .username = "anna\r\nQUIT" }, INPUT, "The user name is" },
    { "a line feed",
      "anna@srv.test",
      { .smtp_username = "anna\n" },
      INPUT,
      "The user name for sending is" },
    { "no UTF-8", "anna@srv.test", { .username = "\xff" }, INPUT, "The user name is" },
    { "another sender", "anna@srv.test", { .sender = "ben@srv.test" }, GOOD, NULL },
    { "no sender", "anna@srv.test", { .sender = "nonsense" }, INPUT, "nonsense" },
    { "an empty sender", "anna@srv.test", { .sender = "" }, INPUT, "" },
    { "half a sender", "anna@srv.test", { .sender = "ben@" }, INPUT, "ben@" },
    { "a sender that injects", "anna@srv.test", { .sender = "ben@srv.test>\r\nDATA" }, INPUT, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpAccount) account = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].about);
      if (cases[i].address != NULL)
        account = wp_account_new (cases[i].address, NULL);
      g_assert_cmpint (wp_task_is_good (&cases[i].task, account, &error), ==,
                       cases[i].want == GOOD);
      if (cases[i].want == GOOD)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain == G_OPTION_ERROR, ==, cases[i].want == USAGE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      /* What a window shows, too, names no option. */
      if (cases[i].want == INPUT)
        g_assert_null (strstr (error->message, "--"));
    }
}

static void
test_sender (void)
{
  static const struct
  {
    const char *address, *sender, *want;
  } cases[] = {
    { "anna@srv.test", NULL, "anna@srv.test" },
    { "anna@srv.test", "Ben@good.test", "Ben@good.test" },
    { "anna@m\xc3\xbcnchen.test", NULL, "anna@xn--mnchen-3ya.test" },
    { NULL, "ben@m\xc3\xbcnchen.test", "ben@xn--mnchen-3ya.test" },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpAccount) account = NULL;
      WpTask task = { .sender = cases[i].sender };
      g_autofree char *sender = NULL;

      if (cases[i].address != NULL)
        account = wp_account_new (cases[i].address, NULL);
      sender = wp_task_sender (&task, account);
      g_assert_cmpstr (sender, ==, cases[i].want);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/task/checks", test_checks);
  g_test_add_func ("/session/task/sender", test_sender);
  return g_test_run ();
}
