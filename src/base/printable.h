/* Strangers' text made safe to show: what a server, a certificate or a document says, before it
 * reaches a terminal, a window, a report or a log. */
#pragma once

#include <glib.h>

/* Returns valid UTF-8 of at most `limit_chars` characters (then "…" follows). Invalid bytes become
 * U+FFFD; control characters, terminal escapes, bidirectional and zero-width marks become visible
 * as "\xNN" or "\u{NNNN}"; a tab becomes a blank; the backslash itself is kept. The caller owns
 * it. */
char *wp_printable (const void *bytes, gsize count, gsize limit_chars);
/* The same for a NUL-terminated text; NULL stays NULL. */
char *wp_printable_text (const char *text, gsize limit_chars);
