/* A reading position in lent bytes, with a sticky error: read straight down, check once.
 * Never reads past the end, never allocates; after the first miss every call fails and is
 * harmless. */
#pragma once

#include <glib.h>

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean has_failed;
} WpCursor;

WpCursor wp_cursor (gconstpointer bytes, gsize length);
gsize    wp_cursor_left (const WpCursor *cursor);
gboolean wp_cursor_at_end (const WpCursor *cursor);
/* The next byte without taking it, or -1. */
int      wp_cursor_peek (const WpCursor *cursor);

/* Each returns FALSE and sets has_failed where the input does not fit; nothing is taken then. */
gboolean wp_cursor_take_byte (WpCursor *cursor, guint8 byte);
/* ASCII letters match in either case. */
gboolean wp_cursor_take_word (WpCursor *cursor, const char *word);
/* A run of decimal digits without sign; fails on overflow of `max`. */
gboolean wp_cursor_take_number (WpCursor *cursor, guint64 max, guint64 *number);
/* Lends `count` bytes. */
gboolean wp_cursor_take_bytes (WpCursor *cursor, gsize count, const guint8 **bytes);
/* Lends the run of bytes for which `is_part` holds; an empty run is a miss. */
gboolean wp_cursor_take_while (WpCursor *cursor, gboolean (*is_part) (guint8 byte),
                               const guint8 **bytes, gsize *count);

/* These never fail: they take what is there. */
gboolean wp_cursor_skip_byte (WpCursor *cursor, guint8 byte);
gboolean wp_cursor_skip_word (WpCursor *cursor, const char *word);
void     wp_cursor_skip_blanks (WpCursor *cursor);
