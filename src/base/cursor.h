/* A reading position in lent bytes, with a sticky error: read straight down, check once.
 * Never reads past the end, never allocates; after the first miss every call fails and is
 * harmless. What parsers ask for at each byte is inline. */
#pragma once

#include <glib.h>

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean has_failed;
} WpCursor;

static inline WpCursor
wp_cursor (gconstpointer bytes, gsize length)
{
  const guint8 *at = (const guint8 *) bytes;

  /* Not even zero may be added to NULL. */
  return (WpCursor){ .at = at, .end = length == 0 ? at : at + length };
}

static inline gsize
wp_cursor_left (const WpCursor *cursor)
{
  return (gsize) (cursor->end - cursor->at);
}

static inline gboolean
wp_cursor_at_end (const WpCursor *cursor)
{
  return cursor->at == cursor->end;
}

/* The next byte without taking it, or -1. */
static inline int
wp_cursor_peek (const WpCursor *cursor)
{
  return cursor->has_failed || wp_cursor_at_end (cursor) ? -1 : *cursor->at;
}

/* These never fail: they take what is there. */

static inline gboolean
wp_cursor_skip_byte (WpCursor *cursor, guint8 byte)
{
  if (wp_cursor_peek (cursor) != byte)
    return FALSE;
  cursor->at++;
  return TRUE;
}

static inline void
wp_cursor_skip_blanks (WpCursor *cursor)
{
  while (wp_cursor_peek (cursor) == ' ' || wp_cursor_peek (cursor) == '\t')
    cursor->at++;
}

gboolean wp_cursor_skip_word (WpCursor *cursor, const char *word);

/* Each returns FALSE and sets has_failed where the input does not fit; nothing is taken then. */

static inline gboolean
wp_cursor_miss (WpCursor *cursor)
{
  cursor->has_failed = TRUE;
  return FALSE;
}

static inline gboolean
wp_cursor_take_byte (WpCursor *cursor, guint8 byte)
{
  return wp_cursor_skip_byte (cursor, byte) || wp_cursor_miss (cursor);
}

/* Lends the run of bytes for which `is_part` holds; an empty run is a miss. */
static inline gboolean
wp_cursor_take_while (WpCursor *cursor, gboolean (*is_part) (guint8 byte),
                      const guint8 **bytes, gsize *count)
{
  const guint8 *at = cursor->at;

  if (cursor->has_failed)
    return FALSE;
  while (at < cursor->end && is_part (*at))
    at++;
  if (at == cursor->at)
    return wp_cursor_miss (cursor);
  *bytes = cursor->at;
  *count = (gsize) (at - cursor->at);
  cursor->at = at;
  return TRUE;
}

/* ASCII letters match in either case. */
gboolean wp_cursor_take_word (WpCursor *cursor, const char *word);
/* A run of decimal digits without sign; fails on overflow of `max`. */
gboolean wp_cursor_take_number (WpCursor *cursor, guint64 max, guint64 *number);
/* Lends `count` bytes. */
gboolean wp_cursor_take_bytes (WpCursor *cursor, gsize count, const guint8 **bytes);
/* Lends what stands before the next `byte`, maybe nothing, and takes `byte` too. */
gboolean wp_cursor_take_until (WpCursor *cursor, guint8 byte, const guint8 **bytes, gsize *count);
