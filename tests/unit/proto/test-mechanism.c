/* Which mechanism is chosen, and why. */
#include <string.h>

#include "proto/mechanism.h"

static const struct
{
  const char *offered;
  const char *auth; /* the source's words */
  const char *forced;
  gboolean is_token;
  gboolean can_bind;
  const char *mechanism; /* NULL: none */
  const char *why;
  WpOutcome outcome;
} cases[] = {
  /* nothing said: the password inside TLS */
  { "PLAIN,LOGIN,CRAM-MD5,SCRAM-SHA-256", "", NULL, 0, 0, "PLAIN", "default", 0 },
  { "LOGIN,SCRAM-SHA-256-PLUS", "", NULL, 0, 1, "LOGIN", "default", 0 },
  { "IMAP LOGIN,SCRAM-SHA-1", "", NULL, 0, 0, "IMAP LOGIN", "default", 0 },
  { "USER/PASS,XOAUTH2", "", NULL, 0, 0, "USER/PASS", "default", 0 },
  { "IMAP LOGIN,PLAIN", "", NULL, 0, 0, "PLAIN", "default", 0 },
  /* only proofs are offered */
  { "CRAM-MD5,SCRAM-SHA-1,SCRAM-SHA-256", "", NULL, 0, 0, "SCRAM-SHA-256", "only-offer", 0 },
  { "SCRAM-SHA-256,SCRAM-SHA-256-PLUS", "", NULL, 0, 1, "SCRAM-SHA-256-PLUS", "only-offer", 0 },
  { "SCRAM-SHA-256,SCRAM-SHA-256-PLUS", "", NULL, 0, 0, "SCRAM-SHA-256", "only-offer", 0 },
  { "SCRAM-SHA-256-PLUS", "", NULL, 0, 0, NULL, NULL, WP_OUTCOME_NO_MECHANISM },
  { "CRAM-MD5,GSSAPI,DIGEST-MD5,NTLM", "", NULL, 0, 0, "CRAM-MD5", "only-offer", 0 },
  /* what the source names */
  { "PLAIN,CRAM-MD5", "password-encrypted", NULL, 0, 0, "CRAM-MD5", "encrypted", 0 },
  { "PLAIN,SCRAM-SHA-1,CRAM-MD5", "password-encrypted password-cleartext", NULL, 0, 0,
    "SCRAM-SHA-1", "encrypted", 0 },
  { "PLAIN,CRAM-MD5", "password-cleartext password-encrypted", NULL, 0, 0, "PLAIN", "source", 0 },
  { "PLAIN", "password-encrypted", NULL, 0, 0, "PLAIN", "default", 0 },
  { "PLAIN", "password-encrypted password-cleartext", NULL, 0, 0, "PLAIN", "source", 0 },
  { "CRAM-MD5", "password-cleartext password-encrypted", NULL, 0, 0, "CRAM-MD5", "only-offer", 0 },
  { "PLAIN,CRAM-MD5", "OAuth2 GSSAPI password-encrypted", NULL, 0, 0, "CRAM-MD5", "encrypted", 0 },
  { "PLAIN,XOAUTH2", "OAuth2", NULL, 0, 0, "PLAIN", "default", 0 },
  /* forced */
  { "PLAIN,CRAM-MD5", "", "CRAM-MD5", 0, 0, "CRAM-MD5", "forced", 0 },
  { "PLAIN,CRAM-MD5", "password-cleartext", "cram-md5", 0, 0, "CRAM-MD5", "forced", 0 },
  { "PLAIN,IMAP LOGIN", "", "IMAP LOGIN", 0, 0, "IMAP LOGIN", "forced", 0 },
  { "PLAIN", "", "LOGIN", 0, 0, NULL, "forced", WP_OUTCOME_NO_MECHANISM },
  { "GSSAPI,PLAIN", "", "GSSAPI", 0, 0, NULL, "forced", WP_OUTCOME_NO_MECHANISM },
  { "SCRAM-SHA-1-PLUS", "", "SCRAM-SHA-1-PLUS", 0, 0, NULL, "forced", WP_OUTCOME_NO_MECHANISM },
  { "SCRAM-SHA-1-PLUS", "", "SCRAM-SHA-1-PLUS", 0, 1, "SCRAM-SHA-1-PLUS", "forced", 0 },
  { "XOAUTH2,PLAIN", "", "XOAUTH2", 0, 0, NULL, "forced", WP_OUTCOME_TOKEN_NEEDED },
  { "XOAUTH2,PLAIN", "", "PLAIN", 1, 0, NULL, "forced", WP_OUTCOME_NO_MECHANISM },
  { "XOAUTH2,OAUTHBEARER", "", "XOAUTH2", 1, 0, "XOAUTH2", "forced", 0 },
  /* tokens go nowhere else */
  { "PLAIN,XOAUTH2,OAUTHBEARER", "", NULL, 1, 0, "OAUTHBEARER", "token", 0 },
  { "PLAIN,XOAUTH2", "password-cleartext", NULL, 1, 0, "XOAUTH2", "token", 0 },
  { "PLAIN,LOGIN,SCRAM-SHA-256", "", NULL, 1, 0, NULL, "token", WP_OUTCOME_NO_MECHANISM },
  /* nothing fits */
  { "XOAUTH2", "", NULL, 0, 0, NULL, NULL, WP_OUTCOME_TOKEN_NEEDED },
  { "OAUTHBEARER,GSSAPI", "", NULL, 0, 0, NULL, NULL, WP_OUTCOME_TOKEN_NEEDED },
  { "GSSAPI,NTLM,EXTERNAL,ANONYMOUS", "", NULL, 0, 0, NULL, NULL, WP_OUTCOME_NO_MECHANISM },
  { "", "", NULL, 0, 0, NULL, NULL, WP_OUTCOME_NO_MECHANISM },
};

static void
run (gsize i)
{
  WpAuth auths[WP_N_AUTHS];
  WpLogin login = { .username = "anna", .mechanism = cases[i].forced, .auth = auths };
  g_auto (GStrv) offered = g_strsplit (cases[i].offered, ",", -1);
  g_auto (GStrv) words = g_strsplit (cases[i].auth, " ", -1);
  WpMechanismChoice choice;
  WpWords list;

  wp_words_init (&list);
  for (guint j = 0; offered[j] != NULL; j++)
    wp_words_add (&list, offered[j], strlen (offered[j]));
  for (guint j = 0; words[j] != NULL; j++)
    if (wp_auth_from_id (words[j], &auths[login.n_auth]))
      login.n_auth++;
  login.secret = wp_secret_new (cases[i].is_token ? WP_SECRET_TOKEN : WP_SECRET_PASSWORD, "secret",
                                6, NULL);
  choice = wp_mechanism_choose (&list, &login, cases[i].can_bind);
  g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].offered);
  g_assert_cmpstr (choice.mechanism == NULL ? NULL : choice.mechanism->name, ==,
                   cases[i].mechanism);
  g_assert_cmpstr (choice.why, ==, cases[i].why);
  g_assert_cmpint (choice.outcome, ==, cases[i].outcome);
  wp_secret_unref (login.secret);
  wp_words_clear (&list);
}

static void
test_choose (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    run (i);
}

static void
test_find (void)
{
  static const char *const never[] = { "GSSAPI", "NTLM",    "DIGEST-MD5", "EXTERNAL", "ANONYMOUS",
                                       "plain",  "SECURID", "APOP",       "" };

  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (wp_mechanism_find (never[i]));
  g_assert_true (wp_mechanism_find ("SCRAM-SHA-256-PLUS")->is_bound);
  g_assert_true (wp_mechanism_find ("SCRAM-SHA-256")->is_sha256);
  g_assert_false (wp_mechanism_find ("SCRAM-SHA-1-PLUS")->is_sha256);
  g_assert_false (wp_mechanism_find ("LOGIN")->is_client_first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/mechanism/choose", test_choose);
  g_test_add_func ("/proto/mechanism/find", test_find);
  return g_test_run ();
}
