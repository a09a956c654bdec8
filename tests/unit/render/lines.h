/* What every text for a terminal has in common. */
#pragma once

#include <string.h>

#include <glib.h>

static guint
width_of (const char *line)
{
  guint width = 0;

  for (; *line != '\0'; line = g_utf8_next_char (line))
    {
      gunichar c = g_utf8_get_char (line);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* A command and an option are never broken: they are there to be copied. */
static gboolean
is_command (const char *line)
{
  return strstr (line, "waypost ") != NULL || strstr (line, "--allow ") != NULL;
}

/* Nor is a URL, a host or an address: wider than the terminal it stands alone. */
static gboolean
is_name (const char *line)
{
  line += strspn (line, " ");
  return strchr (line, ' ') == NULL && (strchr (line, '.') != NULL || strchr (line, '@') != NULL);
}

static void
check_lines (const char *name, const char *text, guint columns)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  g_assert_false (g_str_has_suffix (text, "\n\n"));
  for (char **line = lines; *line != NULL; line++)
    {
      if (width_of (*line) > columns && !is_command (*line) && !is_name (*line))
        g_error ("%s: %u columns: %s", name, width_of (*line), *line);
      if (g_str_has_suffix (*line, " "))
        g_error ("%s: blanks at the end: '%s'", name, *line);
      for (const char *c = *line; *c != '\0'; c = g_utf8_next_char (c))
        if (g_unichar_iscntrl (g_utf8_get_char (c))
            || g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_FORMAT)
          g_error ("%s: a control character: %s", name, *line);
    }
}
