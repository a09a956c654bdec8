/* What a purse is remembered under: the account, however it was written; and when it is kept. */
#include <glib/gstdio.h>

#include "session/memory.h"
#include "session/purse.h"

typedef struct
{
  const char *who;
  const char *address; /* of the account that stands beside it; NULL: none */
} Name;

static char *
key (const Name *name, WpLoop *loop)
{
  g_autoptr (WpAccount) account = NULL;
  WpPurse purse = { 0 };
  char *result;

  if (name->address != NULL)
    {
      account = wp_account_new (name->address, NULL);
      g_assert_nonnull (account);
    }
  wp_purse_open (&purse, name->who, account, loop);
  result = g_strdup (purse.key);
  wp_purse_clear (&purse);
  return result;
}

static void
test_spelling (void)
{
  static const struct
  {
    Name one, other;
    gboolean is_same;
  } cases[] = {
    { { "anna@srv.test", "anna@srv.test" }, { "anna@SRV.test", "anna@SRV.test" }, TRUE },
    { { "anna@srv.test", "anna@srv.test" }, { "Anna@srv.test", "Anna@srv.test" }, TRUE },
    { { "anna@srv.test", "anna@srv.test" }, { "anna@srv.test", NULL }, TRUE },
    { { "anna@srv.test", "anna@srv.test" }, { "ANNA@SRV.TEST", NULL }, TRUE },
    { { "anna@srv.test", "anna@srv.test" }, { "anna", "anna@srv.test" }, TRUE },
    { { "anna@srv.test", "anna@srv.test" }, { "Anna", "ben@SRV.test" }, TRUE },
    { { "anna@m\xc3\xbcnchen.test", NULL }, { "anna@xn--mnchen-3ya.test", NULL }, TRUE },
    { { "anna@m\xc3\xbcnchen.test", NULL }, { "anna@M\xc3\x9cNCHEN.test", NULL }, TRUE },
    { { "\xc3\xa4nne@srv.test", NULL }, { "\xc3\x84nne@srv.test", NULL }, TRUE },
    { { "anna@srv.test", NULL }, { "ben@srv.test", NULL }, FALSE },
    { { "anna@srv.test", NULL }, { "anna@good.test", NULL }, FALSE },
    { { "anna@srv.test", "anna@good.test" }, { "anna@srv.test", NULL }, TRUE },
    { { "anna", "ben@srv.test" }, { "anna", "ben@good.test" }, FALSE },
    { { "anna", NULL }, { "anna", "anna@srv.test" }, FALSE },
  };
  g_autoptr (WpLoop) loop = wp_loop_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *one = key (&cases[i].one, loop);
      g_autofree char *other = key (&cases[i].other, loop);

      g_test_message ("%s, %s", cases[i].one.who, cases[i].other.who);
      if (cases[i].is_same)
        g_assert_cmpstr (one, ==, other);
      else
        g_assert_cmpstr (one, !=, other);
    }
}

static guint
begin (WpPurse *purse, const char *mechanism)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "word", 4, NULL);
  WpAttempt attempt = { .protocol = WP_PROTOCOL_IMAP,
                        .server = "imap.srv.test:993",
                        .username = "anna",
                        .mechanism = mechanism,
                        .secret = secret };

  return wp_budget_begin (purse->budget, &attempt, 0);
}

/* What a run that starts now would know of it. */
static guint
remembered (const WpPurse *purse)
{
  return wp_memory_load (purse->key, g_get_real_time () / G_USEC_PER_SEC).refusals;
}

static void
test_keep (void)
{
  g_autoptr (WpLoop) loop = wp_loop_new (NULL);
  WpPurse first = { 0 }, second = { 0 };
  guint attempt;

  wp_purse_keep (&first); /* not open: nothing happens */
  wp_purse_open (&first, "anna@srv.test", NULL, loop);
  wp_purse_keep (&first);
  g_assert_cmpuint (remembered (&first), ==, 0);
  attempt = begin (&first, "PLAIN");
  wp_purse_keep (&first); /* whoever is killed now has left this */
  g_assert_cmpuint (remembered (&first), ==, 1);
  wp_budget_end (first.budget, attempt, WP_ATTEMPT_TRANSPORT, 0);
  wp_purse_keep (&first);
  g_assert_cmpuint (remembered (&first), ==, 0);
  attempt = begin (&first, "LOGIN");
  wp_budget_end (first.budget, attempt, WP_ATTEMPT_REFUSED, 0);
  wp_purse_keep (&first);
  wp_purse_clear (&first);

  wp_purse_open (&second, "Anna@SRV.test", NULL, loop);
  g_assert_false (wp_budget_is_spent (second.budget));
  attempt = begin (&second, "PLAIN");
  wp_purse_keep (&second);
  g_assert_cmpuint (remembered (&second), ==, 2);
  wp_purse_clear (&second);

  wp_purse_open (&first, "anna@srv.test", NULL, loop);
  g_assert_true (wp_budget_is_spent (first.budget));
  /* A run that sends nothing changes nothing. */
  wp_purse_keep (&first);
  g_assert_cmpuint (remembered (&first), ==, 2);
  wp_budget_grant_one (first.budget);
  attempt = begin (&first, "PLAIN");
  wp_purse_keep (&first);
  g_assert_cmpuint (remembered (&first), ==, 3);
  wp_budget_end (first.budget, attempt, WP_ATTEMPT_ACCEPTED, 0);
  wp_purse_keep (&first);
  g_assert_cmpuint (remembered (&first), ==, 0);
  wp_purse_clear (&first);
}

/* Sending has a purse of its own only where its name is another, also when that is told late. */
static void
test_sending (void)
{
  static const struct
  {
    const char *smtp_username;
    gboolean has_own;
  } steps[] = {
    { NULL, FALSE },
    { "anna-out", TRUE },
    { "anna-out", TRUE },
    { "anna", FALSE },
    { "anna@srv.test", FALSE },
    { "outgoing@srv.test", TRUE },
    { "ANNA@srv", TRUE },
    { NULL, FALSE },
  };
  g_autoptr (WpLoop) loop = wp_loop_new (NULL);
  g_autoptr (WpAccount) account = wp_account_new ("anna@srv.test", NULL);
  const WpTask task = { .address = "anna@srv.test", .smtp_username = "early" };
  WpPurse purses[2] = { 0 };
  WpBudget *first;

  wp_purses_open (purses, &task, account, loop);
  first = purses[0].budget;
  g_assert_nonnull (first);
  g_assert_nonnull (purses[1].budget);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%u", i);
      wp_purses_set_sending (purses, steps[i].smtp_username, account, loop);
      g_assert_true (purses[0].budget == first);
      g_assert_true ((purses[1].budget != NULL) == steps[i].has_own);
    }
  wp_purse_clear (&purses[0]);
  wp_purse_clear (&purses[1]);
}

int
main (int argc, char **argv)
{
  /* Not G_TEST_OPTION_ISOLATE_DIRS, which leaks what it replaces. */
  g_autofree char *cache = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (cache, "waypost", NULL);
  g_autofree char *file = g_build_filename (folder, "attempts", NULL);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/purse/spelling", test_spelling);
  g_test_add_func ("/session/purse/keep", test_keep);
  g_test_add_func ("/session/purse/sending", test_sending);
  result = g_test_run ();
  g_remove (file);
  g_rmdir (folder);
  g_rmdir (cache);
  return result;
}
