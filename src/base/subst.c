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

static const char *
find_pair (const char *name, gpointer data)
{
  const GPtrArray *pairs = data;

  for (guint i = 0; i < pairs->len; i += 2)
    if (g_str_equal (pairs->pdata[i], name))
      return pairs->pdata[i + 1];
  return NULL;
}

char *
wp_subst_pairs_va (const char *text, va_list pairs)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (const char *name; (name = va_arg (pairs, const char *)) != NULL;)
    {
      g_ptr_array_add (list, (gpointer) name);
      g_ptr_array_add (list, (gpointer) va_arg (pairs, const char *));
    }
  return wp_subst (text, find_pair, list);
}

char *
wp_subst_pairs (const char *text, ...)
{
  va_list pairs;
  char *filled;

  va_start (pairs, text);
  filled = wp_subst_pairs_va (text, pairs);
  va_end (pairs);
  return filled;
}
