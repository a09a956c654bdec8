/* See subst.h. */
#include "base/subst.h"

#include <string.h>

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

char *
wp_subst (const char *text, WpSubstLookup lookup, gpointer data)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = text + 1;

      while (is_name_char (*end))
        end++;
      if (*text == '{' && *end == '}' && end > text + 1)
        {
          g_autofree char *name = g_strndup (text + 1, (gsize) (end - text - 1));
          const char *value = lookup (name, data);

          g_string_append (out, value == NULL ? "?" : value);
          text = end + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (out, FALSE);
}
