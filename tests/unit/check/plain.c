/* When a refused challenge may be followed by PLAIN, and when that would be wrong. */
#include "check/check-private.h"

static const char *const with_plain[] = { "CRAM-MD5", "SCRAM-SHA-256", "PLAIN", NULL };
static const char *const without[] = { "CRAM-MD5", "SCRAM-SHA-256", NULL };

static const struct
{
  WpOutcome outcome;
  const char *mechanism;
  const char *const *offered;
  gboolean may;
} rows[] = {
  { WP_OUTCOME_LOGIN_REFUSED, "CRAM-MD5", with_plain, TRUE },
  { WP_OUTCOME_LOGIN_REFUSED, "SCRAM-SHA-1-PLUS", with_plain, TRUE },
  { WP_OUTCOME_LOGIN_REFUSED, "CRAM-MD5", without, FALSE },
  { WP_OUTCOME_LOGIN_REFUSED, "CRAM-MD5", NULL, FALSE },
  { WP_OUTCOME_LOGIN_REFUSED, "LOGIN", with_plain, FALSE },
  { WP_OUTCOME_LOGIN_REFUSED, NULL, with_plain, FALSE },
  /* The server did not know the password: it must not be told it. */
  { WP_OUTCOME_SERVER_PROOF, "SCRAM-SHA-256", with_plain, FALSE },
  { WP_OUTCOME_LOGIN_BLOCKED, "SCRAM-SHA-256", with_plain, FALSE },
  { WP_OUTCOME_LOGIN_LIMITED, "SCRAM-SHA-256", with_plain, FALSE },
  { WP_OUTCOME_BACKEND_DOWN, "CRAM-MD5", with_plain, FALSE },
  { WP_OUTCOME_OK, "CRAM-MD5", with_plain, FALSE },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (wp_login_may_try_plain (rows[i].outcome, rows[i].mechanism, rows[i].offered),
                     ==, rows[i].may);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/plain/table", test_table);
  return g_test_run ();
}
