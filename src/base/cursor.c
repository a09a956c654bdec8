/* See cursor.h. */
#include "base/cursor.h"

#include <string.h>

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

gboolean
wp_cursor_take_word (WpCursor *cursor, const char *word)
{
  return wp_cursor_skip_word (cursor, word) || wp_cursor_miss (cursor);
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
        return wp_cursor_miss (cursor);
      value = value * 10 + digit;
    }
  if (at == cursor->at)
    return wp_cursor_miss (cursor);
  cursor->at = at;
  *number = value;
  return TRUE;
}

gboolean
wp_cursor_take_bytes (WpCursor *cursor, gsize count, const guint8 **bytes)
{
  if (cursor->has_failed || wp_cursor_left (cursor) < count)
    return wp_cursor_miss (cursor);
  *bytes = cursor->at;
  cursor->at += count;
  return TRUE;
}

gboolean
wp_cursor_take_until (WpCursor *cursor, guint8 byte, const guint8 **bytes, gsize *count)
{
  const guint8 *found;

  if (cursor->has_failed || wp_cursor_at_end (cursor))
    return wp_cursor_miss (cursor);
  found = memchr (cursor->at, byte, wp_cursor_left (cursor));
  if (found == NULL)
    return wp_cursor_miss (cursor);
  *bytes = cursor->at;
  *count = (gsize) (found - cursor->at);
  cursor->at = found + 1;
  return TRUE;
}
