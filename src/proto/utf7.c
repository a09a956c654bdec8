/* See utf7.h. "&" begins a run of base64 (with "," for "/") of UTF-16BE, which "-" ends; "&-" is an
 * ampersand. */
#include "proto/utf7.h"

#include <string.h>

#include <glib.h>

static int
sextet (char letter)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
  const char *at = letter == '\0' ? NULL : strchr (letters, letter);

  return at == NULL ? -1 : (int) (at - letters);
}

/* Adds one UTF-16 unit; the first of a pair waits in `high`. */
static gboolean
add_unit (GString *out, guint unit, guint *high)
{
  gunichar letter = unit;

  if (unit >= 0xdc00 && unit < 0xe000)
    {
      if (*high == 0)
        return FALSE;
      letter = 0x10000 + ((*high - 0xd800) << 10) + (unit - 0xdc00);
      *high = 0;
    }
  else if (*high != 0)
    return FALSE;
  else if (unit >= 0xd800 && unit < 0xdc00)
    {
      *high = unit;
      return TRUE;
    }
  if (letter == 0)
    return FALSE;
  g_string_append_unichar (out, letter);
  return TRUE;
}

/* What stands between "&" and "-". */
static gboolean
decode_run (GString *out, const char *run, const char *end)
{
  guint bits = 0, n_bits = 0, high = 0;

  for (; run < end; run++)
    {
      int value = sextet (*run);

      if (value < 0)
        return FALSE;
      bits = bits << 6 | (guint) value;
      n_bits += 6;
      if (n_bits < 16)
        continue;
      n_bits -= 16;
      if (!add_unit (out, bits >> n_bits & 0xffff, &high))
        return FALSE;
      bits &= (1u << n_bits) - 1;
    }
  /* What is left over pads: less than a letter of base64, and zero. */
  return high == 0 && n_bits < 6 && bits == 0;
}

char *
wp_utf7_decode (const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    {
      const char *end = *at == '&' ? strchr (at, '-') : NULL;

      if (*at != '&')
        g_string_append_c (out, *at);
      else if (end == NULL)
        return g_strdup (name);
      else
        {
          if (end == at + 1)
            g_string_append_c (out, '&');
          else if (!decode_run (out, at + 1, end))
            return g_strdup (name);
          at = end;
        }
    }
  return g_strdup (out->str);
}
