/* The parts of SCRAM (RFC 5802, 7677) that are not left to a library: reading what the server asks
 * to be computed, and computing it. */
#pragma once

#include <glib.h>

#include "proto/engine.h"

typedef struct
{
  guint64 iterations;
  guint8 *salt; /* g_free */
  gsize salt_length;
} WpScramAsk;

/* Reads i= and s= of a server's first message. FALSE if one is missing, given twice or makes no
 * sense: no digits, beyond 2^32, an empty salt. */
gboolean wp_scram_read_ask (const void *message, gsize count, WpScramAsk *ask);
/* "other-error" of "e=other-error", printable; NULL if the message is none. */
char    *wp_scram_read_error (const void *message, gsize count);
