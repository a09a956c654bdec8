/* What the negative replies of real servers say by themselves. Families: Dovecot,
 * Cyrus, Courier, Postfix, Exim, OpenSMTPD, Exchange, Gmail, Yahoo. */
#include "proto/refusal.h"

#define I WP_PROTOCOL_IMAP
#define P WP_PROTOCOL_POP3
#define S WP_PROTOCOL_SMTP

static const struct
{
  WpProtocol protocol;
  const char *status;
  const char *code;
  const char *text;
  const char *outcome;
} logins[] = {
  { I, "NO", "AUTHENTICATIONFAILED", "Authentication failed.", "login-refused" },
  { I, "NO", NULL, "Login failed: authentication failure", "login-refused" },
  { I, "NO", NULL, "LOGIN failed.", "login-refused" },
  { I, "NO", "AUTHENTICATIONFAILED", "LOGIN invalid credentials or IMAP is disabled",
    "login-refused" },
  { I, "NO", "CONTACTADMIN", "Account suspended", "login-blocked" },
  { I, "NO", "EXPIRED", "Password expired", "login-blocked" },
  { I, "NO", "AUTHORIZATIONFAILED", "no", "login-blocked" },
  { I, "NO", "ALERT", "Application-specific password required: https://x (Failure)",
    "login-blocked" },
  { I, "NO", "WEBALERT", "Web login required.", "login-blocked" },
  { I, "NO", "ALERT", "Please log in via your web browser", "login-blocked" },
  { I, "NO", "ALERT", "IMAP access is not allowed for this account", "login-blocked" },
  { I, "NO", "ALERT", "Your account is not enabled for IMAP use.", "login-blocked" },
  { I, "BYE", NULL, "IMAP access disabled for this account.", "login-blocked" },
  { I, "NO", "UNAVAILABLE", "Temporary authentication failure. [host:time]", "backend-down" },
  { I, "BYE", NULL, "Temporary problem, please try again later", "backend-down" },
  { I, "BYE", NULL, "Connection closed. 14", "backend-down" },
  { I, "NO", "SERVERBUG", "Internal error occurred.", "backend-down" },
  { I, "NO", "LIMIT", "Maximum number of connections from user+IP exceeded", "login-limited" },
  { I, "NO", "LIMIT", "LOGIN Rate limit hit", "login-limited" },
  { I, "NO", "ALERT", "Too many simultaneous connections. (Failure)", "login-limited" },
  { I, "NO", "OVERQUOTA", "Account exceeded command or bandwidth limits.", "login-limited" },
  { I, "BYE", NULL, "Too many connections from this user", "login-limited" },
  { I, "BAD", NULL, "Request is throttled. Suggested Backoff Time: 1000", "login-limited" },
  { I, "NO", "INUSE", "locked", "mailbox-busy" },
  { I, "NO", "ALERT", "Unsupported authentication mechanism.", "mechanism-refused" },
  { I, "BAD", NULL, "Command received in Invalid state.", "mechanism-refused" },
  { I, "BAD", NULL, "invalid credentials", "login-refused" },
  { I, "NO", "AUTHENTICATIONFAILED", "Unsupported authentication mechanism.", "mechanism-refused" },

  { P, "-ERR", "AUTH", "Authentication failed.", "login-refused" },
  { P, "-ERR", NULL, "Logon failure: unknown user name or bad password.", "login-refused" },
  { P, "-ERR", "SYS/TEMP", "later", "backend-down" },
  { P, "-ERR", "SYS/PERM", "Your account is not enabled for POP access.", "login-blocked" },
  { P, "-ERR", "LOGIN-DELAY", "Logins must be at least 5 minutes apart", "login-limited" },
  { P, "-ERR", NULL, "login limit for a 15 minute period", "login-limited" },
  { P, "-ERR", "IN-USE", "Unable to lock maildrop", "mailbox-busy" },
  { P, "-ERR", "IN-USE", "Maximum number of connections from user+IP exceeded", "login-limited" },
  { P, "-ERR", NULL, "POP3 access disabled for this account.", "login-blocked" },
  { P, "-ERR", "AUTH", "Application-specific password required", "login-blocked" },
  { P, "-ERR", NULL, "Unsupported authentication mechanism.", "mechanism-refused" },

  { S, "535", "5.7.8", "Error: authentication failed: UGFzc3dvcmQ6", "login-refused" },
  { S, "535", NULL, "Incorrect authentication data", "login-refused" },
  { S, "535", "5.7.3", "Authentication unsuccessful", "login-refused" },
  { S, "535", "5.7.139", "Authentication unsuccessful, user is locked", "login-blocked" },
  { S, "535", "5.7.13", "User Account Disabled", "login-blocked" },
  { S, "525", "5.7.13", "User Account Disabled", "login-blocked" },
  { S, "534", "5.7.9", "Application-specific password required.", "login-blocked" },
  { S, "534", "5.7.14", "Please log in via your web browser", "login-blocked" },
  { S, "534", "5.7.9", "Authentication mechanism is too weak", "mechanism-refused" },
  { S, "432", "4.7.12", "A password transition is needed", "login-blocked" },
  { S, "454", "4.7.0", "Temporary authentication failure", "backend-down" },
  { S, "454", "4.7.0", "Too many login attempts, please try again later.", "login-limited" },
  { S, "450", "4.7.1", "Error: too many AUTH commands from 192.0.2.1", "login-limited" },
  { S, "421", "4.7.0", "Error: too many errors", "login-limited" },
  { S, "421", NULL, "Service closing", "backend-down" },
  { S, "435", NULL, "Unable to authenticate at present", "backend-down" },
  { S, "451", "4.7.0", "Temporary server error. Please try again later. PRX5", "backend-down" },
  { S, "535", "5.7.0", "(#AUTH005) Too many bad auth attempts.", "login-limited" },
  { S, "455", "4.3.0", "Too many authentication errors", "login-limited" },
  { S, "504", "5.5.4", "Unrecognized authentication type", "mechanism-refused" },
  { S, "504", NULL, "AUTH method \"X\" not supported", "mechanism-refused" },
  { S, "535", "5.7.8", "Error: authentication failed: Invalid authentication mechanism",
    "mechanism-refused" },
  { S, "503", "5.5.1", "Error: authentication not enabled", "mechanism-refused" },
  { S, "538", "5.7.11", "Encryption required for requested mechanism", "mechanism-refused" },
};

static const struct
{
  WpProtocol protocol;
  const char *status;
  const char *code;
  const char *outcome;
} accesses[] = {
  { I, "NO", "INUSE", "mailbox-busy" },         { I, "NO", "UNAVAILABLE", "try-later" },
  { I, "NO", "SERVERBUG", "mailbox-refused" },  { I, "NO", NULL, "mailbox-refused" },
  { P, "-ERR", "IN-USE", "mailbox-busy" },      { P, "-ERR", "SYS/TEMP", "try-later" },
  { P, "-ERR", "SYS/PERM", "mailbox-refused" }, { S, "450", "4.7.1", "try-later" },
  { S, "553", "5.7.1", "mailbox-refused" },
};

static void
test_login (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      WpRefusal refusal = { logins[i].status, logins[i].code, logins[i].text };

      g_test_message ("%s %s %s", logins[i].status, logins[i].code, logins[i].text);
      g_assert_cmpstr (wp_outcome_id (wp_refusal_of_login (logins[i].protocol, &refusal)), ==,
                       logins[i].outcome);
    }
}

static void
test_access (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accesses); i++)
    {
      WpRefusal refusal = { accesses[i].status, accesses[i].code, NULL };

      g_assert_cmpstr (wp_outcome_id (wp_refusal_of_access (accesses[i].protocol, &refusal,
                                                            WP_OUTCOME_MAILBOX_REFUSED)),
                       ==, accesses[i].outcome);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/refusal/login", test_login);
  g_test_add_func ("/proto/refusal/access", test_access);
  return g_test_run ();
}
