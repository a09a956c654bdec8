/* See pop3-parse.h. */
#include "proto/pop3-parse.h"

#include <string.h>

#include "base/cursor.h"

static gboolean
is_code_part (guint8 byte)
{
  return byte > ' ' && byte < 0x7f && byte != ']';
}

/* RFC 2449 §8: "[" code "]" right after -ERR; the rest of a longer one is not looked at. */
static void
read_code (WpCursor *cursor, WpPop3Reply *reply)
{
  WpCursor ahead = *cursor;
  const guint8 *bytes;
  gsize count;

  if (!wp_cursor_skip_byte (&ahead, '[')
      || !wp_cursor_take_while (&ahead, is_code_part, &bytes, &count) || count >= WP_POP3_CODE_SIZE
      || !wp_cursor_take_byte (&ahead, ']'))
    return;
  for (gsize i = 0; i < count; i++)
    reply->code[i] = g_ascii_toupper ((char) bytes[i]);
  reply->code[count] = '\0';
  wp_cursor_skip_blanks (&ahead);
  *cursor = ahead;
}

gboolean
wp_pop3_parse (const guint8 *line, gsize count, WpPop3Reply *reply)
{
  WpCursor cursor = wp_cursor (line, count);

  *reply = (WpPop3Reply){ 0 };
  if (wp_cursor_skip_word (&cursor, "+OK"))
    reply->kind = WP_POP3_OK;
  else if (wp_cursor_skip_word (&cursor, "-ERR"))
    reply->kind = WP_POP3_ERR;
  else if (wp_cursor_skip_byte (&cursor, '+'))
    reply->kind = WP_POP3_CONTINUE;
  else
    return FALSE;
  if (!wp_cursor_at_end (&cursor) && !wp_cursor_skip_byte (&cursor, ' '))
    return FALSE;
  if (reply->kind == WP_POP3_ERR)
    {
      wp_cursor_skip_blanks (&cursor);
      read_code (&cursor, reply);
    }
  reply->text = cursor.at;
  reply->length = wp_cursor_left (&cursor);
  return TRUE;
}

gboolean
wp_pop3_parse_stat (const WpPop3Reply *reply, gint64 *messages, gint64 *bytes)
{
  WpCursor cursor = wp_cursor (reply->text, reply->length);
  guint64 count, size;

  wp_cursor_skip_blanks (&cursor);
  if (!wp_cursor_take_number (&cursor, G_MAXUINT32, &count) || !wp_cursor_take_byte (&cursor, ' ')
      || !wp_cursor_take_number (&cursor, G_MAXINT64, &size))
    return FALSE;
  *messages = (gint64) count;
  *bytes = (gint64) size;
  return TRUE;
}

gboolean
wp_pop3_parse_limit (const char *text, WpPop3Limit *limit)
{
  WpCursor cursor;
  guint64 number;

  *limit = (WpPop3Limit){ .number = -1 };
  if (text == NULL)
    return FALSE;
  cursor = wp_cursor (text, strlen (text));
  if (wp_cursor_skip_word (&cursor, "NEVER"))
    limit->is_never = TRUE;
  else if (wp_cursor_take_number (&cursor, G_MAXINT32, &number))
    limit->number = (gint64) number;
  else
    return FALSE;
  wp_cursor_skip_blanks (&cursor);
  limit->is_per_user = wp_cursor_skip_word (&cursor, "USER");
  return TRUE;
}
