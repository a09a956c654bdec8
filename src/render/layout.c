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
  g_string_append_c (out, '\n');
  wp_layout_pad (out, indent);
}

/* A word that no line can hold. */
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

      if (!is_first)
        {
          if (used + 1 + width <= columns
              || (indent + width > columns && used + 2 <= columns && !is_option))
            {
              g_string_append_c (out, ' ');
              used++;
            }
          else
            {
              break_line (out, indent);
              used = indent;
            }
        }
      else if (used + width > columns && used > indent && indent + width <= columns)
        {
          break_line (out, indent);
          used = indent;
        }
      is_first = FALSE;
      if (is_option)
        {
          g_string_append (out, word);
          used += width;
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
  gsize start = out->len;
  const char *last;
  guint used;

  wp_layout_wrap (out, title, 2, 2, columns);
  last = strrchr (out->str + start, '\n');
  used = last == NULL ? 2 + wp_layout_width (title) : wp_layout_width (last + 1);
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

char *
wp_layout_finish (GString *text, const WpRenderStyle *style)
{
  static const struct
  {
    const char *utf8;
    const char *ascii;
  } plain[] = {
    { "\342\200\234", "\"" }, { "\342\200\235", "\"" }, { "\342\200\236", "\"" },
    { "\342\200\223", "-" },  { "\342\200\246", "." },  { "\302\240", " " },
    { "\342\200\231", "'" },  { "\342\200\242", "*" },
  };

  for (guint i = 0; !style->is_utf8 && i < G_N_ELEMENTS (plain); i++)
    g_string_replace (text, plain[i].utf8, plain[i].ascii, 0);
  return g_string_free (text, FALSE);
}
