/* The grammar of POP3 replies (RFC 1939 §3, 2449 §8) and of the capabilities that carry numbers
 * (RFC 2449 §6). Pure; allocates nothing. */
#pragma once

#include <glib.h>

typedef enum
{
  WP_POP3_OK,
  WP_POP3_ERR,
  WP_POP3_CONTINUE, /* "+ challenge" */
} WpPop3Kind;

#define WP_POP3_CODE_SIZE 32

typedef struct
{
  WpPop3Kind kind;
  char code[WP_POP3_CODE_SIZE]; /* of -ERR [SYS/TEMP], upper case; "" if none */
  const guint8 *text;           /* lent: after the status and the code */
  gsize length;
} WpPop3Reply;

/* FALSE: this is no POP3 reply. */
gboolean wp_pop3_parse (const guint8 *line, gsize count, WpPop3Reply *reply);
/* "+OK 3 12345": messages and bytes. */
gboolean wp_pop3_parse_stat (const WpPop3Reply *reply, gint64 *messages, gint64 *bytes);

typedef struct
{
  gint64 number;         /* -1: none; of EXPIRE days, of LOGIN-DELAY seconds */
  gboolean is_never;     /* EXPIRE NEVER */
  gboolean is_per_user;  /* ask again after the login */
} WpPop3Limit;

/* The rest of "EXPIRE 30 USER" or "LOGIN-DELAY 900"; `text` NULL: not offered. */
gboolean wp_pop3_parse_limit (const char *text, WpPop3Limit *limit);
