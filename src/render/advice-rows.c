/* A label and texts beside it: see advice-private.h. */
#include "render/advice-private.h"

#include <string.h>

#define TEXT_COLUMN 16
#define NARROW 60 /* columns: below, texts stand under their label */
#define NARROW_INDENT 4
#define POINTS_COLUMNS 4
#define GAP 2      /* at least, before an id */
#define SHORT_ID 5 /* with the gap: the id of a rule */

void
wp_rows_begin (
    WpRows *rows, GString *out, const char *label, guint margin, const WpRenderStyle *style)
{
  *rows = (WpRows){ .out = out, .style = style, .margin = margin, .label = label };
  rows->indent = wp_layout_columns (style) < NARROW ? NARROW_INDENT : TEXT_COLUMN;
}

/* The label, once; the line ends up at the column of the texts. */
static void
begin_line (WpRows *rows)
{
  const char *label = wp_render_tr (rows->label, rows->style);
  guint used = rows->margin + wp_layout_width (label);

  if (rows->is_begun)
    {
      wp_layout_pad (rows->out, rows->indent);
      return;
    }
  rows->is_begun = TRUE;
  wp_layout_pad (rows->out, rows->margin);
  wp_layout_wrap (rows->out, label, rows->margin, rows->margin, wp_layout_columns (rows->style));
  if (used + 1 > rows->indent)
    {
      g_string_append_c (rows->out, '\n');
      used = 0;
    }
  wp_layout_pad (rows->out, rows->indent - used);
}

/* At the right edge, in a line of its own where it does not fit behind the text. */
static void
append_id (GString *out, const char *id, guint columns)
{
  guint width = wp_layout_width (id);
  guint used = wp_layout_used (out);

  if (used + GAP + width > columns)
    {
      g_string_append_c (out, '\n');
      used = 0;
    }
  wp_layout_pad (out, used + width < columns ? columns - used - width : 0);
  g_string_append (out, id);
}

void
wp_rows_add (WpRows *rows, const char *points, const char *text, const char *id)
{
  guint columns = wp_layout_columns (rows->style);
  guint id_width = id == NULL ? 0 : wp_layout_width (id) + GAP;
  guint indent = rows->indent;

  begin_line (rows);
  if (points != NULL)
    {
      g_string_append (rows->out, points);
      indent += MAX (POINTS_COLUMNS, wp_layout_width (points) + 1);
      wp_layout_pad (rows->out, indent - rows->indent - wp_layout_width (points));
    }
  /* Short ones make a column of their own. */
  wp_layout_wrap (rows->out, text, indent, indent,
                  id_width <= SHORT_ID ? columns - id_width : columns);
  if (id != NULL)
    append_id (rows->out, id, columns);
  g_string_append_c (rows->out, '\n');
}
