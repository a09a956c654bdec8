/* See layout-private.h. Knows columns and characters, no mail. */
#include "render/layout-private.h"

#include <string.h>

static const struct
{
  const char *utf8;
  const char *ascii;
  int colour; /* SGR; 0: none */
} signs[] = {
  [WP_SIGN_GOOD] = { "\342\234\223", "+", 32 }, /* ✓ */
  [WP_SIGN_WARN] = { "!", "!", 33 },
  [WP_SIGN_BAD] = { "\342\234\227", "x", 31 }, /* ✗ */
  [WP_SIGN_NONE] = { "\342\200\223", "-", 0 }, /* – */
  [WP_SIGN_NOTE] = { "\302\267", ".", 0 },     /* · */
};

guint
wp_layout_columns (const WpRenderStyle *style)
{
  return style->columns == 0 ? 80 : MAX (style->columns, WP_FEWEST_COLUMNS);
}

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
wp_layout_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += char_width (g_utf8_get_char (text));
  return width;
}

void
wp_layout_pad (GString *out, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append_c (out, ' ');
}

static void
break_line (GString *out, guint indent)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  wp_layout_pad (out, indent);
}

/* "\033[1m" takes no column. */
static const char *
skip_colour (const char *text)
{
  while (text[0] == '\033' && text[1] == '[')
    {
      text += 2 + strcspn (text + 2, "m");
      if (*text != '\0')
        text++;
    }
  return text;
}

guint
wp_layout_used (const GString *out)
{
  const char *last = strrchr (out->str, '\n');
  guint used = 0;

  for (const char *c = skip_colour (last == NULL ? out->str : last + 1); *c != '\0';
       c = skip_colour (g_utf8_next_char (c)))
    used += char_width (g_utf8_get_char (c));
  return used;
}

/* A word that no line can hold, and that nobody copies. */
static guint
append_cut (
    GString *out, const char *word, const char *end, guint used, guint indent, guint columns)
{
  for (; word < end; word = g_utf8_next_char (word))
    {
      guint width = char_width (g_utf8_get_char (word));

      if (used + width > columns)
        {
          break_line (out, indent);
          used = indent;
        }
      g_string_append_unichar (out, g_utf8_get_char (word));
      used += width;
    }
  return used;
}

/* An option that is there to be copied stays in one piece, however wide. */
static const char *
end_of_word (const char *text, gboolean *is_option)
{
  static const char pin[] = "--allow pin:";

  *is_option = g_str_has_prefix (text, pin);
  if (*is_option)
    text += strlen (pin);
  return text + strcspn (text, " ");
}

/* A URL, a host, an address: half of it is another one, or none. */
static gboolean
is_name (const char *word)
{
  for (const char *c = word; *c != '\0'; c++)
    {
      if (g_str_has_prefix (c, "://"))
        return TRUE;
      if (c > word && (*c == '.' || *c == '@') && g_ascii_isalnum (c[-1]) && g_ascii_isalnum (c[1]))
        return TRUE;
    }
  return FALSE;
}

/* Further left than it should, where it fits there; no matter where, if it fits nowhere. */
static guint
indent_for (guint width, guint indent, guint columns)
{
  return width <= columns ? MIN (indent, columns - width) : indent;
}

void
wp_layout_name (GString *out, const char *name, guint used, guint indent, guint columns)
{
  guint width = wp_layout_width (name);

  if (used + width > columns)
    {
      while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      break_line (out, indent_for (width, indent, columns));
    }
  g_string_append (out, name);
}

static gboolean
fits_behind (const char *word, gboolean is_whole, guint used, guint indent, guint columns)
{
  guint width = wp_layout_width (word);

  return used + 1 + width <= columns
         || (!is_whole && indent + width > columns && used + 2 <= columns);
}

void
wp_layout_wrap (GString *out, const char *text, guint used, guint indent, guint columns)
{
  gboolean is_first = TRUE;

  while (*text != '\0')
    {
      gboolean is_option;
      const char *end = end_of_word (text, &is_option);
      g_autofree char *word = g_strndup (text, (gsize) (end - text));
      guint width = wp_layout_width (word);
      gboolean is_whole = is_option || is_name (word);

      if (!is_first && fits_behind (word, is_whole, used, indent, columns))
        {
          g_string_append_c (out, ' ');
          used++;
        }
      else if (!is_first || (used + width > columns && used > indent && indent + width <= columns))
        {
          break_line (out, indent);
          used = indent;
        }
      is_first = FALSE;
      if (is_whole)
        {
          wp_layout_name (out, word, used, indent, columns);
          used = wp_layout_used (out);
        }
      else
        used = append_cut (out, text, end, used, indent, columns);
      text = end + strspn (end, " ");
    }
}

void
wp_layout_title (GString *out, const char *title, const char *id, const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  guint used;

  wp_layout_wrap (out, title, 2, 2, columns);
  used = wp_layout_used (out);
  if (used + 2 + wp_layout_width (id) <= columns)
    {
      wp_layout_pad (out, columns - used - wp_layout_width (id));
      g_string_append (out, id);
    }
  else
    {
      g_string_append (out, "\n  ");
      wp_layout_wrap (out, id, 2, 2, columns);
    }
  g_string_append_c (out, '\n');
}

char *
wp_layout_cut (const char *text, guint columns)
{
  GString *out;
  guint used = 0;

  if (wp_layout_width (text) <= columns)
    return g_strdup (text);
  out = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      used += char_width (c);
      if (used + 1 > columns)
        break;
      g_string_append_unichar (out, c);
    }
  g_string_append (out, "\342\200\246");
  return g_string_free (out, FALSE);
}

void
wp_layout_sign (GString *out, WpSign sign, const WpRenderStyle *style)
{
  const char *shape = style->is_utf8 ? signs[sign].utf8 : signs[sign].ascii;

  if (style->has_colour && signs[sign].colour != 0)
    g_string_append_printf (out, "\033[%dm%s\033[0m ", signs[sign].colour, shape);
  else
    g_string_append_printf (out, "%s ", shape);
}

/* A file, a host, an address: half right it is the name of something else. */
static gboolean
is_spelled (const char *word)
{
  if (strpbrk (word, "/@") != NULL)
    return TRUE;
  for (const char *c = strchr (word, '.'); c != NULL; c = strchr (c + 1, '.'))
    if (c > word && !g_ascii_ispunct (c[-1]) && c[1] != '\0' && !g_ascii_ispunct (c[1]))
      return TRUE;
  return FALSE;
}

/* Letters without their marks, "?" for what has no like, names as they are. */
static void
append_ascii (GString *out, const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, " \n");
      g_autofree char *word = g_strndup (text, length);
      g_autofree char *plain = is_spelled (word) ? NULL : g_str_to_ascii (word, "C");

      g_string_append (out, plain == NULL ? word : plain);
      text += length;
      length = strspn (text, " \n");
      g_string_append_len (out, text, (gssize) length);
      text += length;
    }
}

char *
wp_layout_finish (GString *text, const WpRenderStyle *style)
{
  /* One column each, as they were measured. */
  static const struct
  {
    const char *utf8;
    const char *ascii;
  } plain[] = {
    { "\342\200\230", "'" },  { "\342\200\231", "'" },  { "\342\200\232", "'" },
    { "\342\200\234", "\"" }, { "\342\200\235", "\"" }, { "\342\200\236", "\"" },
    { "\302\253", "\"" },     { "\302\273", "\"" },     { "\342\200\271", "'" },
    { "\342\200\272", "'" },  { "\342\200\223", "-" },  { "\342\200\224", "-" },
    { "\342\200\246", "." },  { "\302\240", " " },      { "\342\200\257", " " },
    { "\342\200\242", "*" },  { "\303\237", "s" },
  };
  GString *out;

  if (style->is_utf8)
    return g_string_free (text, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_string_replace (text, plain[i].utf8, plain[i].ascii, 0);
  if (g_str_is_ascii (text->str))
    return g_string_free (text, FALSE);
  out = g_string_sized_new (text->len);
  append_ascii (out, text->str);
  g_string_free (text, TRUE);
  return g_string_free (out, FALSE);
}
