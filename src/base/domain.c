/* See domain.h. */
#include "base/domain.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <idn2.h>
#include <libpsl.h>

#include "base/inet.h"
#include "base/printable.h"

static gboolean
has_good_lengths (const char *ascii)
{
  g_auto (GStrv) labels = g_strsplit (ascii, ".", -1);

  if (strlen (ascii) > 253)
    return FALSE;
  for (char **label = labels; *label != NULL; label++)
    if (**label == '\0' || strlen (*label) > 63)
      return FALSE;
  return labels[0] != NULL;
}

/* libidn2 refuses '_' under STD3 rules, but service labels have it; so ASCII takes its own way. */
static char *
ascii_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.' && *c != '_')
      return NULL;
  return g_ascii_strdown (name, -1);
}

char *
wp_domain_to_ascii (const char *name, GError **error)
{
  g_autofree char *bare = g_strdup (name);
  g_autofree char *ascii = NULL;
  g_autofree char *shown = NULL;
  gsize length = strlen (bare);

  if (length > 1 && bare[length - 1] == '.')
    bare[length - 1] = '\0';
  if (g_str_is_ascii (bare))
    ascii = ascii_name (bare);
  else
    {
      char *converted = NULL;

      if (idn2_to_ascii_8z (bare, &converted, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) == IDN2_OK)
        ascii = ascii_name (converted); /* full-width '/' and '@' have become plain ones */
      idn2_free (converted);
    }
  if (ascii != NULL && has_good_lengths (ascii))
    return g_steal_pointer (&ascii);
  shown = wp_printable_text (name, 100);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is what the person typed as a domain or host name. */
               _ ("“%s” is not a name that a domain or server can have. Check its spelling."),
               shown);
  return NULL;
}

static gboolean
mixes_scripts (const char *label)
{
  GUnicodeScript seen = G_UNICODE_SCRIPT_COMMON;

  for (const char *c = label; *c != '\0'; c = g_utf8_next_char (c))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (c));

      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      if (seen != G_UNICODE_SCRIPT_COMMON && script != seen)
        return TRUE;
      seen = script;
    }
  /* A whole label in Cyrillic or Greek can look Latin; those stay A-labels. */
  return seen == G_UNICODE_SCRIPT_CYRILLIC || seen == G_UNICODE_SCRIPT_GREEK;
}

char *
wp_domain_for_display (const char *ascii)
{
  char *converted = NULL;
  char *shown = NULL;

  if (idn2_to_unicode_8z8z (ascii, &converted, 0) == IDN2_OK
      && g_utf8_validate (converted, -1, NULL))
    {
      g_auto (GStrv) labels = g_strsplit (converted, ".", -1);
      gboolean is_clear = TRUE;

      for (char **label = labels; *label != NULL; label++)
        is_clear = is_clear && (g_str_is_ascii (*label) || !mixes_scripts (*label));
      if (is_clear)
        shown = g_strdup (converted);
    }
  idn2_free (converted);
  return shown != NULL ? shown : g_strdup (ascii);
}

char *
wp_domain_registrable (const char *ascii)
{
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  WpInet literal;

  if (wp_inet_parse (ascii, &literal))
    return NULL;
  return g_strdup (psl_registrable_domain (psl_builtin (), lower));
}

gboolean
wp_domain_is_public_suffix (const char *ascii)
{
  g_autofree char *lower = g_ascii_strdown (ascii, -1);

  return psl_is_public_suffix (psl_builtin (), lower) != 0;
}

gboolean
wp_domain_same_registrable (const char *a, const char *b)
{
  g_autofree char *of_a = wp_domain_registrable (a);
  g_autofree char *of_b = wp_domain_registrable (b);

  return of_a != NULL && of_b != NULL && g_ascii_strcasecmp (of_a, of_b) == 0;
}

gboolean
wp_domain_is_within (const char *name, const char *domain)
{
  gsize n = strlen (name), d = strlen (domain);

  if (n < d || d == 0 || g_ascii_strcasecmp (name + (n - d), domain) != 0)
    return FALSE;
  return n == d || name[n - d - 1] == '.';
}

/* The last label begins with a letter: no top-level domain is a number (RFC 3696 §2), and what ends
 * in one ("127.1", "0x7f.1") is an address to some libraries. */
gboolean
wp_domain_is_host (const char *ascii)
{
  WpInet literal;
  const char *last_dot = strrchr (ascii, '.');

  if (wp_inet_parse (ascii, &literal))
    return TRUE;
  if (!has_good_lengths (ascii) || last_dot == NULL || !g_ascii_isalpha (last_dot[1]))
    return FALSE;
  for (const char *c = ascii; *c != '\0'; c++)
    {
      gboolean at_edge = c == ascii || c[-1] == '.' || c[1] == '\0' || c[1] == '.';

      if (*c != '.' && !g_ascii_isalnum (*c) && (*c != '-' || at_edge))
        return FALSE;
    }
  return TRUE;
}

gboolean
wp_domain_is_own (const char *host, const char *domain)
{
  return g_ascii_strcasecmp (host, domain) == 0 || wp_domain_same_registrable (host, domain);
}
