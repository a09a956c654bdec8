/* See lines.h. */
#include "base/lines.h"

#include <string.h>

#include <openssl/crypto.h>

void
wp_lines_init (WpLines *lines)
{
  *lines = (WpLines){ .buffer = g_byte_array_new () };
}

void
wp_lines_clear (WpLines *lines)
{
  if (lines->buffer == NULL)
    return;
  wp_lines_drop (lines);
  g_clear_pointer (&lines->buffer, g_byte_array_unref);
}

gsize
wp_lines_drop (WpLines *lines)
{
  gsize left = wp_lines_pending (lines);

  OPENSSL_cleanse (lines->buffer->data, lines->buffer->len);
  g_byte_array_set_size (lines->buffer, 0);
  lines->start = lines->scanned = 0;
  return left;
}

gsize
wp_lines_pending (const WpLines *lines)
{
  return lines->buffer->len - lines->start;
}

/* Moves the rest to the front before the array grows, so that lent lines stay put while they are
 * in use and the buffer is bounded by one limit and one read. */
void
wp_lines_feed (WpLines *lines, const guint8 *bytes, gsize count)
{
  gsize left = wp_lines_pending (lines);

  if (count == 0)
    return;
  if (lines->start > 0)
    {
      memmove (lines->buffer->data, lines->buffer->data + lines->start, left);
      OPENSSL_cleanse (lines->buffer->data + left, lines->buffer->len - left);
      g_byte_array_set_size (lines->buffer, (guint) left);
      lines->scanned -= lines->start;
      lines->start = 0;
    }
  g_byte_array_append (lines->buffer, bytes, (guint) count);
}

WpLinesResult
wp_lines_next (WpLines *lines, gsize limit_bytes, const guint8 **line, gsize *length)
{
  const guint8 *data = lines->buffer->data;
  gsize end = lines->buffer->len;
  const guint8 *lf = NULL;
  gsize count;

  if (lines->scanned < end)
    lf = memchr (data + lines->scanned, '\n', end - lines->scanned);
  if (lf == NULL)
    {
      lines->scanned = end;
      return end - lines->start > limit_bytes ? WP_LINES_BROKEN : WP_LINES_MORE;
    }
  count = (gsize) (lf - data) - lines->start;
  if (count + 1 > limit_bytes)
    return WP_LINES_BROKEN;
  *line = data + lines->start;
  *length = count > 0 && lf[-1] == '\r' ? count - 1 : count;
  lines->start += count + 1;
  lines->scanned = lines->start;
  return WP_LINES_GOT;
}

WpLinesResult
wp_lines_take (WpLines *lines, gsize count, const guint8 **bytes)
{
  if (wp_lines_pending (lines) < count)
    return WP_LINES_MORE;
  *bytes = lines->buffer->data + lines->start;
  lines->start += count;
  lines->scanned = MAX (lines->scanned, lines->start);
  return WP_LINES_GOT;
}
