/* See printable.h. The marks are those of Unicode's general categories Cc, Cf, Zl, Zp, Co, Cs, Cn:
 * whatever can move the cursor, change the direction or hide. */
#include "base/printable.h"

#include <string.h>

static gboolean
is_shown_as_is (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return !g_unichar_iszerowidth (c) || g_unichar_ismark (c);
    }
}

char *
wp_printable (const void *bytes, gsize count, gsize limit_chars)
{
  const char *at = bytes;
  const char *end = at + count;
  GString *out = g_string_sized_new (MIN (count, limit_chars) + 1);
  gsize chars = 0;

  for (; at < end && chars < limit_chars; chars++)
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append (out, "\357\277\275");
          at++;
          continue;
        }
      if (c == '\t')
        g_string_append_c (out, ' ');
      else if (is_shown_as_is (c))
        g_string_append_unichar (out, c);
      else if (c < 0x100)
        g_string_append_printf (out, "\\x%02X", (unsigned) c);
      else
        g_string_append_printf (out, "\\u{%04X}", (unsigned) c);
      at = c == 0 ? at + 1 : g_utf8_next_char (at);
    }
  if (at < end)
    g_string_append (out, "\342\200\246");
  return g_string_free (out, FALSE);
}

char *
wp_printable_text (const char *text, gsize limit_chars)
{
  return text == NULL ? NULL : wp_printable (text, strlen (text), limit_chars);
}
