/* What a negative reply says by itself: standard response codes (RFC 5530, 3206, 2449), enhanced
 * status codes (RFC 3463, 4954, 5248), reply classes, and the few texts that stand in for a code
 * which many servers do not send. What it means for a person is decided in diagnose/. */
#pragma once

#include <glib.h>

#include "model/endpoint.h"
#include "model/outcome.h"

typedef struct
{
  const char *status; /* "NO", "BAD", "BYE", "-ERR", "535" */
  const char *code;   /* response code, its first word, or enhanced code; NULL: none */
  const char *text;   /* the words after it; NULL: none */
} WpRefusal;

/* To a login: LOGIN_REFUSED, LOGIN_BLOCKED, LOGIN_LIMITED, BACKEND_DOWN, MECHANISM_REFUSED or,
 * where the password was right and the mailbox is locked, MAILBOX_BUSY. */
WpOutcome wp_refusal_of_login (WpProtocol protocol, const WpRefusal *refusal);
/* To what follows a login; `otherwise` where no row fits (MAILBOX_REFUSED, SENDER_REFUSED, …). */
WpOutcome wp_refusal_of_access (WpProtocol protocol, const WpRefusal *refusal, WpOutcome otherwise);
