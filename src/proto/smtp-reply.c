/* See smtp-reply.h. */
#include "proto/smtp-reply.h"

#include <string.h>

#include "base/cursor.h"
#include "base/limits.h"

static void
free_line (gpointer line)
{
  g_string_free (line, TRUE);
}

void
wp_smtp_reply_init (WpSmtpReply *reply)
{
  *reply = (WpSmtpReply){ .lines = g_ptr_array_new_with_free_func (free_line) };
}

void
wp_smtp_reply_clear (WpSmtpReply *reply)
{
  g_clear_pointer (&reply->lines, g_ptr_array_unref);
}

void
wp_smtp_reply_reset (WpSmtpReply *reply)
{
  wp_smtp_reply_clear (reply);
  wp_smtp_reply_init (reply);
}

/* "5.7.8 " at the start of the text, of the class of the code (RFC 2034 §4). */
static void
take_enhanced (WpSmtpReply *reply, WpCursor *text)
{
  WpCursor ahead = *text;
  guint64 class, subject, detail;

  if (!wp_cursor_take_number (&ahead, 5, &class) || !wp_cursor_take_byte (&ahead, '.')
      || !wp_cursor_take_number (&ahead, 999, &subject) || !wp_cursor_take_byte (&ahead, '.')
      || !wp_cursor_take_number (&ahead, 999, &detail)
      || (!wp_cursor_at_end (&ahead) && !wp_cursor_take_byte (&ahead, ' '))
      || class != reply->code / 100)
    return;
  if (reply->enhanced[0] == '\0')
    g_snprintf (reply->enhanced, sizeof reply->enhanced, "%u.%u.%u", (guint) class, (guint) subject,
                (guint) detail);
  *text = ahead;
}

int
wp_smtp_reply_add (WpSmtpReply *reply, const guint8 *line, gsize count)
{
  WpCursor cursor = wp_cursor (line, count);
  const guint8 *digits;
  gboolean is_last = TRUE;
  guint code;

  if (!wp_cursor_take_bytes (&cursor, 3, &digits) || digits[0] < '2' || digits[0] > '5'
      || !g_ascii_isdigit (digits[1]) || !g_ascii_isdigit (digits[2]))
    return -1;
  code = (guint) (digits[0] - '0') * 100 + (guint) (digits[1] - '0') * 10
         + (guint) (digits[2] - '0');
  if (wp_cursor_skip_byte (&cursor, '-'))
    is_last = FALSE;
  else if (!wp_cursor_at_end (&cursor) && !wp_cursor_skip_byte (&cursor, ' '))
    return -1;
  if (reply->code != 0 && reply->code != code)
    return -1;
  reply->code = code;
  memcpy (reply->status, digits, 3);
  take_enhanced (reply, &cursor);
  if (++reply->n_lines <= WP_LIMIT_CAPABILITIES + 1)
    g_ptr_array_add (reply->lines, g_string_new_len ((const char *) cursor.at,
                                                     (gssize) wp_cursor_left (&cursor)));
  return is_last ? 1 : 0;
}

GString *
wp_smtp_reply_text (const WpSmtpReply *reply)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reply->lines->len; i++)
    {
      const GString *line = reply->lines->pdata[i];

      if (text->len > 0 && line->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, line->str, (gssize) line->len);
    }
  return text;
}
