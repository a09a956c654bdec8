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

/* Writes the first character of `at` into `piece`; answers how many bytes it took. */
static gsize
show (const char *at, gsize count, char piece[12])
{
  gunichar c = g_utf8_get_char_validated (at, (gssize) count);

  /* GLib takes NUL for the end of a text, which it is not here. */
  if (*at == '\0')
    c = 0;
  else if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      strcpy (piece, "\357\277\275");
      return 1;
    }
  if (c == '\t')
    strcpy (piece, " ");
  else if (c != 0 && is_shown_as_is (c))
    piece[g_unichar_to_utf8 (c, piece)] = '\0';
  else
    g_snprintf (piece, 12, c < 0x100 ? "\\x%02X" : "\\u{%04X}", (unsigned) c);
  return c == 0 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
}

char *
wp_printable (const void *bytes, gsize count, gsize limit_chars)
{
  const char *at = bytes;
  gsize left = count;
  GString *out = g_string_sized_new (MIN (count, limit_chars) + 1);
  gsize chars = 0;

  while (left > 0)
    {
      char piece[12];
      gsize taken = show (at, left, piece);
      gsize shown = (gsize) g_utf8_strlen (piece, -1);

      if (chars + shown > limit_chars)
        break;
      g_string_append (out, piece);
      chars += shown;
      at += taken;
      left -= taken;
    }
  if (left > 0)
    g_string_append (out, "\342\200\246");
  return g_string_free (out, FALSE);
}

char *
wp_printable_text (const char *text, gsize limit_chars)
{
  return text == NULL ? NULL : wp_printable (text, strlen (text), limit_chars);
}
