/* See decisions.h. Each decision is kept as one text in its canonical form, so that what a person
 * typed, what a question prints and what the policy looks for are compared as equals. */
#include "policy/decisions.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/cursor.h"
#include "base/domain.h"
#include "base/inet.h"
#include "base/printable.h"
#include "base/subst.h"

#define SHA256_DIGITS 64

struct _WpDecisions
{
  GHashTable *allowed; /* set of canonical texts, without pins */
  GHashTable *pins;    /* host → hex; a later pin for a host replaces the earlier */
  GHashTable *denied;
};

typedef enum
{
  SHAPE_WORD,      /* private */
  SHAPE_HOST,      /* foreign:HOST */
  SHAPE_HOST_PORT, /* port:HOST:N */
  SHAPE_HOST_HASH, /* pin:HOST=SHA256 */
} Shape;

/* "http" is a decision about sources and, with a host, one about a login. */
static const struct
{
  const char *word;
  Shape shape;
} kinds[] = {
  { "http", SHAPE_WORD },         { "send-address", SHAPE_WORD }, { "private", SHAPE_WORD },
  { "second-login", SHAPE_WORD }, { "foreign", SHAPE_HOST },      { "mx", SHAPE_HOST },
  { "guess", SHAPE_HOST },        { "http", SHAPE_HOST },         { "port", SHAPE_HOST_PORT },
  { "pin", SHAPE_HOST_HASH },
};

static const char *const sources[] = { "database", "autodiscover", NULL };

WpDecisions *
wp_decisions_new (void)
{
  WpDecisions *decisions = g_new0 (WpDecisions, 1);

  decisions->allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  decisions->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  decisions->denied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return decisions;
}

void
wp_decisions_free (WpDecisions *decisions)
{
  if (decisions == NULL)
    return;
  g_hash_table_unref (decisions->allowed);
  g_hash_table_unref (decisions->pins);
  g_hash_table_unref (decisions->denied);
  g_free (decisions);
}

/* A-labels, or an address literal as inet writes it, without brackets; NULL: no host. */
static char *
canonical_host (const char *text)
{
  g_autofree char *bare = g_strdup (text);
  g_autofree char *ascii = NULL;
  gsize length = strlen (bare);
  char buffer[WP_INET_TEXT_SIZE];
  WpInet inet;

  if (length > 2 && bare[0] == '[' && bare[length - 1] == ']')
    {
      bare[length - 1] = '\0';
      return wp_inet_parse (bare + 1, &inet) && inet.family == 6
                 ? g_strdup (wp_inet_format (&inet, buffer))
                 : NULL;
    }
  if (wp_inet_parse (bare, &inet))
    return g_strdup (wp_inet_format (&inet, buffer));
  ascii = wp_domain_to_ascii (bare, NULL);
  return ascii != NULL && wp_domain_is_host (ascii) ? g_steal_pointer (&ascii) : NULL;
}

/* The text before and after the last `separator`; FALSE if there is none. */
static gboolean
cut (const char *text, char separator, char **before, const char **after)
{
  const char *at = strrchr (text, separator);

  if (at == NULL)
    return FALSE;
  *before = g_strndup (text, (gsize) (at - text));
  *after = at + 1;
  return TRUE;
}

static char *
canonical_host_port (const char *word, const char *rest)
{
  g_autofree char *before = NULL;
  g_autofree char *host = NULL;
  const char *digits;
  WpCursor cursor;
  guint64 port;

  if (!cut (rest, ':', &before, &digits))
    return NULL;
  cursor = wp_cursor (digits, strlen (digits));
  host = canonical_host (before);
  if (host == NULL || !wp_cursor_take_number (&cursor, G_MAXUINT16, &port) || port == 0
      || !wp_cursor_at_end (&cursor))
    return NULL;
  return g_strdup_printf (strchr (host, ':') != NULL ? "%s:[%s]:%u" : "%s:%s:%u", word, host,
                          (guint) port);
}

/* The host; *hash is set to the digits, lower case, without colons. */
static char *
pin_host (const char *rest, char **hash)
{
  g_autofree char *before = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *after;

  if (!cut (rest, '=', &before, &after))
    return NULL;
  for (; *after != '\0'; after++)
    if (g_ascii_isxdigit (*after))
      g_string_append_c (digits, g_ascii_tolower (*after));
    else if (*after != ':')
      return NULL;
  if (digits->len != SHA256_DIGITS)
    return NULL;
  *hash = g_strdup (digits->str);
  return canonical_host (before);
}

/* The canonical text of any decision but a pin; NULL if it is none. */
static char *
canonical (const char *value)
{
  const char *colon = strchr (value, ':');
  gsize length = colon == NULL ? strlen (value) : (gsize) (colon - value);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *host = NULL;

      if (strlen (kinds[i].word) != length || strncmp (kinds[i].word, value, length) != 0
          || (kinds[i].shape == SHAPE_WORD) != (colon == NULL))
        continue;
      if (kinds[i].shape == SHAPE_WORD)
        return g_strdup (value);
      if (kinds[i].shape == SHAPE_HOST_PORT)
        return canonical_host_port (kinds[i].word, colon + 1);
      if (kinds[i].shape == SHAPE_HOST && (host = canonical_host (colon + 1)) != NULL)
        return g_strconcat (kinds[i].word, ":", host, NULL);
      return NULL;
    }
  return NULL;
}

/* {value} of `sentence` is what was typed. */
static gboolean
fail (GError **error, const char *sentence, const char *value)
{
  g_autofree char *shown = wp_printable_text (value, 200);
  g_autofree char *text = wp_subst_pairs (_ (sentence), "value", shown, NULL);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

gboolean
wp_decisions_allow (WpDecisions *decisions, const char *value, GError **error)
{
  g_autofree char *hash = NULL;
  char *text;

  if (g_str_has_prefix (value, "pin:"))
    {
      if ((text = pin_host (value + strlen ("pin:"), &hash)) != NULL)
        g_hash_table_replace (decisions->pins, text, g_steal_pointer (&hash));
    }
  else if ((text = canonical (value)) != NULL)
    g_hash_table_add (decisions->allowed, text);
  if (text != NULL)
    return TRUE;
  return fail (
      error,
      /* Translators: the words after the colon are values, not to be translated; HOST, N and
       * SHA256 stand for a server's name, a port and a fingerprint. */
      N_ ("“{value}” is nothing that can be allowed. Use one of: http, send-address, private, "
          "second-login, foreign:HOST, mx:HOST, guess:HOST, http:HOST, port:HOST:N, "
          "pin:HOST=SHA256 (64 hexadecimal digits)."),
      value);
}

gboolean
wp_decisions_deny (WpDecisions *decisions, const char *value, GError **error)
{
  if (g_strv_contains (sources, value))
    {
      g_hash_table_add (decisions->denied, g_strdup (value));
      return TRUE;
    }
  return fail (
      error,
      /* Translators: the words after the colon are values, not to be translated. */
      N_ ("“{value}” is nothing that can be switched off. Use one of: database, autodiscover."),
      value);
}

gboolean
wp_decisions_has (const WpDecisions *decisions, const char *value)
{
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;

  if (g_str_has_prefix (value, "pin:"))
    {
      text = pin_host (value + strlen ("pin:"), &hash);
      return text != NULL && g_strcmp0 (g_hash_table_lookup (decisions->pins, text), hash) == 0;
    }
  text = canonical (value);
  return text != NULL && g_hash_table_contains (decisions->allowed, text);
}

gboolean
wp_decisions_denies (const WpDecisions *decisions, const char *value)
{
  return g_hash_table_contains (decisions->denied, value);
}

const char *
wp_decisions_pin (const WpDecisions *decisions, const char *host)
{
  g_autofree char *text = canonical_host (host);

  return text == NULL ? NULL : g_hash_table_lookup (decisions->pins, text);
}
