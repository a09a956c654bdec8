/* See refusal.h. The first row that fits wins; so texts that tell more than their code stand first.
 */
#include "proto/refusal.h"

#include <string.h>

typedef struct
{
  WpProtocol protocol;
  const char *status; /* a prefix: "4" fits 421; NULL: any */
  const char *code;   /* a prefix up to a word's end: "4.7" fits 4.7.0; NULL: any or none */
  const char *text;   /* a part, lower case; NULL: any or none */
  WpOutcome outcome;
} Row;

#define I WP_PROTOCOL_IMAP
#define P WP_PROTOCOL_POP3
#define S WP_PROTOCOL_SMTP
#define BLOCKED WP_OUTCOME_LOGIN_BLOCKED
#define LIMITED WP_OUTCOME_LOGIN_LIMITED
#define DOWN WP_OUTCOME_BACKEND_DOWN
#define MECHANISM WP_OUTCOME_MECHANISM_REFUSED
#define CREDENTIALS WP_OUTCOME_LOGIN_REFUSED

static const Row login_rows[] = {
  /* RFC 5530 and what stands beside it in [ALERT] */
  { I, NULL, "UNAVAILABLE", NULL, DOWN },
  { I, NULL, "SERVERBUG", NULL, DOWN },
  { I, NULL, "CORRUPTION", NULL, DOWN },
  { I, NULL, "CONTACTADMIN", NULL, BLOCKED },
  { I, NULL, "EXPIRED", NULL, BLOCKED },
  { I, NULL, "AUTHORIZATIONFAILED", NULL, BLOCKED },
  { I, NULL, "NOPERM", NULL, BLOCKED },
  { I, NULL, "PRIVACYREQUIRED", NULL, BLOCKED },
  { I, NULL, "WEBALERT", NULL, BLOCKED },
  { I, NULL, "REFERRAL", NULL, BLOCKED },
  { I, NULL, "LIMIT", NULL, LIMITED },
  { I, NULL, "OVERQUOTA", NULL, LIMITED },
  { I, NULL, "INUSE", NULL, WP_OUTCOME_MAILBOX_BUSY },
  { I, NULL, NULL, "application-specific password", BLOCKED },
  { I, NULL, NULL, "unsupported authentication mechanism", MECHANISM },
  { I, NULL, NULL, "authentication mechanism not", MECHANISM },
  { I, NULL, NULL, "mechanism not supported", MECHANISM },
  { I, NULL, "AUTHENTICATIONFAILED", NULL, CREDENTIALS },
  { I, NULL, NULL, "too many", LIMITED },
  { I, NULL, NULL, "rate limit", LIMITED },
  { I, NULL, NULL, "throttled", LIMITED },
  { I, NULL, NULL, "web login required", BLOCKED },
  { I, NULL, NULL, "via your web browser", BLOCKED },
  { I, NULL, NULL, "access disabled", BLOCKED },
  { I, NULL, NULL, "access is not allowed", BLOCKED },
  { I, NULL, NULL, "not enabled for imap", BLOCKED },
  { I, NULL, NULL, "temporar", DOWN },
  { I, NULL, NULL, "internal error", DOWN },
  { I, "BYE", NULL, NULL, DOWN },
  { I, "BAD", NULL, "command", MECHANISM },

  /* RFC 2449, 3206 */
  { P, NULL, "SYS/TEMP", NULL, DOWN },
  { P, NULL, "SYS/PERM", NULL, BLOCKED },
  { P, NULL, "LOGIN-DELAY", NULL, LIMITED },
  { P, NULL, "LIMIT", NULL, LIMITED },
  { P, NULL, "IN-USE", "connections", LIMITED },
  { P, NULL, "IN-USE", NULL, WP_OUTCOME_MAILBOX_BUSY },
  { P, NULL, "REFERRAL", NULL, BLOCKED },
  { P, NULL, NULL, "application-specific password", BLOCKED },
  { P, NULL, NULL, "authentication mechanism", MECHANISM },
  { P, NULL, NULL, "unknown command", MECHANISM },
  { P, NULL, NULL, "too many", LIMITED },
  { P, NULL, NULL, "login limit", LIMITED },
  { P, NULL, NULL, "via your web browser", BLOCKED },
  { P, NULL, NULL, "access disabled", BLOCKED },
  { P, NULL, NULL, "not enabled for pop", BLOCKED },
  { P, NULL, NULL, "temporar", DOWN },

  /* RFC 4954, 5248 */
  { S, "504", NULL, NULL, MECHANISM },
  { S, "5", "5.5.4", NULL, MECHANISM },
  { S, "53", NULL, "mechanism is too weak", MECHANISM },
  { S, "53", NULL, "invalid authentication mechanism", MECHANISM },
  { S, "53", NULL, "unsupported authentication mechanism", MECHANISM },
  { S, "538", NULL, NULL, MECHANISM },
  { S, "525", NULL, NULL, BLOCKED },
  { S, "5", "5.7.13", NULL, BLOCKED },
  { S, "5", "5.7.14", NULL, BLOCKED },
  { S, "5", "5.7.139", NULL, BLOCKED },
  { S, "5", NULL, "application-specific password", BLOCKED },
  { S, "534", NULL, NULL, BLOCKED },
  { S, "523", NULL, NULL, BLOCKED },
  { S, "432", NULL, NULL, BLOCKED },
  { S, NULL, NULL, "too many", LIMITED },
  { S, NULL, NULL, "rate limit", LIMITED },
  { S, "450", "4.7", NULL, LIMITED },
  { S, "421", "4.7", NULL, LIMITED },
  { S, "4", NULL, NULL, DOWN },
  { S, "500", NULL, NULL, MECHANISM },
  { S, "501", NULL, NULL, MECHANISM },
  { S, "502", NULL, NULL, MECHANISM },
  { S, "503", NULL, NULL, MECHANISM },
};

static const Row access_rows[] = {
  { I, NULL, "INUSE", NULL, WP_OUTCOME_MAILBOX_BUSY },
  { I, NULL, "UNAVAILABLE", NULL, WP_OUTCOME_TRY_LATER },
  { I, NULL, "LIMIT", NULL, WP_OUTCOME_TRY_LATER },
  { P, NULL, "IN-USE", NULL, WP_OUTCOME_MAILBOX_BUSY },
  { P, NULL, "SYS/TEMP", NULL, WP_OUTCOME_TRY_LATER },
  { P, NULL, "LOGIN-DELAY", NULL, WP_OUTCOME_TRY_LATER },
  { S, "4", NULL, NULL, WP_OUTCOME_TRY_LATER },
};

static gboolean
fits_code (const char *code, const char *prefix)
{
  gsize length = strlen (prefix);

  if (code == NULL || g_ascii_strncasecmp (code, prefix, length) != 0)
    return FALSE;
  return code[length] == '\0' || code[length] == '.' || code[length] == ' ' || code[length] == '/';
}

static WpOutcome
look_up (const Row *rows,
         gsize n_rows,
         WpProtocol protocol,
         const WpRefusal *refusal,
         WpOutcome otherwise)
{
  g_autofree char *text = g_ascii_strdown (refusal->text == NULL ? "" : refusal->text, -1);

  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].protocol == protocol
        && (rows[i].status == NULL || g_str_has_prefix (refusal->status, rows[i].status))
        && (rows[i].code == NULL || fits_code (refusal->code, rows[i].code))
        && (rows[i].text == NULL || strstr (text, rows[i].text) != NULL))
      return rows[i].outcome;
  return otherwise;
}

WpOutcome
wp_refusal_of_login (WpProtocol protocol, const WpRefusal *refusal)
{
  return look_up (login_rows, G_N_ELEMENTS (login_rows), protocol, refusal, CREDENTIALS);
}

WpOutcome
wp_refusal_of_access (WpProtocol protocol, const WpRefusal *refusal, WpOutcome otherwise)
{
  return look_up (access_rows, G_N_ELEMENTS (access_rows), protocol, refusal, otherwise);
}
