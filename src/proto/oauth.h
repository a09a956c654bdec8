/* The two OAuth 2.0 bearer messages: OAUTHBEARER (RFC 7628 §3.1) and Google's XOAUTH2. */
#pragma once

#include <glib.h>

#include "base/secret.h"

typedef struct
{
  gboolean is_xoauth2;
  const char *username;
  const WpSecret *token;
  const char *host; /* NULL: left out */
  guint16 port;
} WpOauthParams;

/* The caller wipes and frees the result (as long as its whole allocation is used: len). */
GString *wp_oauth_message (const WpOauthParams *params);
/* The value of "status" in the JSON of a refusal, printable; NULL if there is none. */
char    *wp_oauth_status (const void *json, gsize count);
