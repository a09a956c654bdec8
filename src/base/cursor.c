/* See cursor.h. */
#include "base/cursor.h"

WpCursor
wp_cursor (gconstpointer bytes, gsize length)
{
  const guint8 *at = bytes;

  /* Not even zero may be added to NULL. */
  return (WpCursor){ .at = at, .end = length == 0 ? at : at + length };
}

gsize
wp_cursor_left (const WpCursor *cursor)
{
  return (gsize) (cursor->end - cursor->at);
}

gboolean
wp_cursor_at_end (const WpCursor *cursor)
{
  return cursor->at == cursor->end;
}

int
wp_cursor_peek (const WpCursor *cursor)
{
  return cursor->has_failed || wp_cursor_at_end (cursor) ? -1 : *cursor->at;
}

static gboolean
miss (WpCursor *cursor)
{
  cursor->has_failed = TRUE;
  return FALSE;
}

gboolean
wp_cursor_take_byte (WpCursor *cursor, guint8 byte)
{
  return wp_cursor_skip_byte (cursor, byte) || miss (cursor);
}

gboolean
wp_cursor_take_word (WpCursor *cursor, const char *word)
{
  return wp_cursor_skip_word (cursor, word) || miss (cursor);
}

gboolean
wp_cursor_take_number (WpCursor *cursor, guint64 max, guint64 *number)
{
  const guint8 *at = cursor->at;
  guint64 value = 0;

  if (cursor->has_failed)
    return FALSE;
  for (; at < cursor->end && g_ascii_isdigit (*at); at++)
    {
      guint64 digit = (guint64) (*at - '0');

      if (digit > max || value > (max - digit) / 10)
        return miss (cursor);
      value = value * 10 + digit;
    }
  if (at == cursor->at)
    return miss (cursor);
  cursor->at = at;
  *number = value;
  return TRUE;
}

gboolean
wp_cursor_take_bytes (WpCursor *cursor, gsize count, const guint8 **bytes)
{
  if (cursor->has_failed || wp_cursor_left (cursor) < count)
    return miss (cursor);
  *bytes = cursor->at;
  cursor->at += count;
  return TRUE;
}

gboolean
wp_cursor_take_while (WpCursor *cursor,
                      gboolean (*is_part) (guint8 byte),
                      const guint8 **bytes,
                      gsize *count)
{
  const guint8 *start = cursor->at;

  if (cursor->has_failed)
    return FALSE;
  while (cursor->at < cursor->end && is_part (*cursor->at))
    cursor->at++;
  if (cursor->at == start)
    return miss (cursor);
  *bytes = start;
  *count = (gsize) (cursor->at - start);
  return TRUE;
}

gboolean
wp_cursor_skip_byte (WpCursor *cursor, guint8 byte)
{
  if (wp_cursor_peek (cursor) != byte)
    return FALSE;
  cursor->at++;
  return TRUE;
}

gboolean
wp_cursor_skip_word (WpCursor *cursor, const char *word)
{
  gsize i;

  if (cursor->has_failed)
    return FALSE;
  for (i = 0; word[i] != '\0'; i++)
    if (i >= wp_cursor_left (cursor)
        || g_ascii_tolower ((char) cursor->at[i]) != g_ascii_tolower (word[i]))
      return FALSE;
  cursor->at += i;
  return TRUE;
}

void
wp_cursor_skip_blanks (WpCursor *cursor)
{
  while (wp_cursor_peek (cursor) == ' ' || wp_cursor_peek (cursor) == '\t')
    cursor->at++;
}
