/* See timeline-draw.h. */
#include "gtk/widgets/timeline-draw.h"

#include <math.h>

#include "gtk/widgets/scale.h"
#include "gtk/widgets/state.h"

#define AXIS 22
#define BAR 12
#define LEAST_BAR 3
#define SKIPPED_BAR 26
#define LANE_GAP 10
#define GUTTER 18
#define GUTTER_WITH_NAMES 82
#define RIGHT_MARGIN 18
#define GUTTER_GAP 14    /* between its texts and the bars */
#define MOST_GUTTER 0.38 /* of the width */
#define NAME_X 12
#define WORD_GAP 18 /* from the icon to its word */
#define LABEL_GAP 6
#define ICON 13
#define NARROW 420
#define RADIUS 3

/* Texts */

static PangoLayout *
new_layout (const WpTimelinePicture *picture, const char *text, gboolean is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (picture->widget, text);
  PangoAttrList *list = pango_attr_list_new ();

  /* Of the window's font, which is 11 pt where the scale is 1. */
  pango_attr_list_insert (list, pango_attr_scale_new (9.0 / 11));
  if (is_bold)
    pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
  return layout;
}

static int
width_of (const WpTimelinePicture *picture, const char *text, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = new_layout (picture, text, is_bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Layout */

/* As wide as the longest name and the longest word under one: texts are translated, and large for
 * some. */
static double
gutter_of (const WpTimelinePicture *picture)
{
  double scale = picture->scale, most = 0;

  for (guint i = 0; i < picture->data->lanes->len; i++)
    {
      const WpLane *lane = picture->data->lanes->pdata[i];
      const char *word;

      wp_lane_state (lane, &word);
      most = MAX (most, width_of (picture, wp_lane_name (lane), TRUE));
      most = MAX (most, WORD_GAP * scale + width_of (picture, word, FALSE));
    }
  return MAX (GUTTER_WITH_NAMES * scale, (NAME_X + GUTTER_GAP) * scale + most);
}

void
wp_timeline_measure (WpTimelinePicture *picture, double width)
{
  picture->scale = wp_scale_of (picture->widget);
  picture->width = width;
  picture->x0 = picture->has_lane_names ? gutter_of (picture) : GUTTER * picture->scale;
  picture->has_name_rows = picture->has_lane_names && picture->x0 > MOST_GUTTER * picture->width;
  if (picture->has_name_rows)
    picture->x0 = GUTTER * picture->scale;
  picture->x1 = MAX (picture->width - RIGHT_MARGIN * picture->scale, picture->x0 + 1);
  picture->span_us = wp_timeline_span (MAX (picture->data->end_us, 1));
}

/* Rows that a lane takes: its name stands on two beside the bars, or on one above them. */
static guint
rows_of (const WpTimelinePicture *picture, const WpLane *lane)
{
  if (picture->has_name_rows)
    return lane->bars->len + 1;
  return picture->has_lane_names ? MAX (lane->bars->len, 2) : lane->bars->len;
}

int
wp_timeline_height (const WpTimelinePicture *picture)
{
  guint lanes = picture->data->lanes->len;
  guint units = AXIS + (lanes > 1 ? (lanes - 1) * LANE_GAP : 0) + 4;

  for (guint i = 0; i < lanes; i++)
    units += rows_of (picture, picture->data->lanes->pdata[i]) * picture->row_height;
  return (int) ceil (units * picture->scale);
}

typedef struct
{
  const WpLane *lane;
  const WpBar *bar;
  guint nth;          /* in its lane */
  double y;           /* of its row */
  double name_y;      /* of the row with the name of its lane */
  gboolean has_label; /* its label stands on it, and it is full */
} Row;

static gboolean
find_row (const WpTimelinePicture *picture, guint n, Row *row)
{
  double y = AXIS * picture->scale;

  for (guint i = 0; i < picture->data->lanes->len; i++)
    {
      const WpLane *lane = picture->data->lanes->pdata[i];
      guint above = picture->has_name_rows ? 1 : 0;

      if (n < lane->bars->len)
        {
          *row = (Row){ lane, lane->bars->pdata[n], n,
                        y + (n + above) * picture->row_height * picture->scale, y };
          return TRUE;
        }
      n -= lane->bars->len;
      y += (rows_of (picture, lane) * picture->row_height + LANE_GAP) * picture->scale;
    }
  return FALSE;
}

static double
x_of (const WpTimelinePicture *picture, gint64 us)
{
  return picture->x0 + (picture->x1 - picture->x0) * (double) us / (double) picture->span_us;
}

static void
ends_of (const WpTimelinePicture *picture, const WpBar *bar, double *from, double *to)
{
  double least = (bar->kind == WP_BAR_SKIPPED ? SKIPPED_BAR : LEAST_BAR) * picture->scale;

  *from = x_of (picture, bar->start_us);
  *to = MAX (x_of (picture, bar->end_us), *from + least);
  if (*to > picture->x1 && bar->kind == WP_BAR_SKIPPED)
    {
      *to = picture->x1;
      *from = *to - least;
    }
}

static gboolean
is_mirrored (const WpTimelinePicture *picture)
{
  return gtk_widget_get_direction (picture->widget) == GTK_TEXT_DIR_RTL;
}

/* Left edge of something that is `width` wide. */
static double
mirror (const WpTimelinePicture *picture, double x, double width)
{
  return is_mirrored (picture) ? picture->width - x - width : x;
}

gboolean
wp_timeline_area (const WpTimelinePicture *picture, guint n, GdkRectangle *area)
{
  double from, to;
  Row row;

  if (!find_row (picture, n, &row))
    return FALSE;
  ends_of (picture, row.bar, &from, &to);
  *area = (GdkRectangle){ (int) mirror (picture, from, to - from), (int) row.y,
                          (int) ceil (to - from),
                          (int) ceil (picture->row_height * picture->scale) };
  return TRUE;
}

int
wp_timeline_bar_at (const WpTimelinePicture *picture, double y)
{
  Row row;

  for (guint n = 0; find_row (picture, n, &row); n++)
    if (y >= row.y && y < row.y + picture->row_height * picture->scale)
      return (int) n;
  return -1;
}

/* Pieces */

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
show_text (const WpTimelinePicture *picture, cairo_t *cr, PangoLayout *layout, double x, double y)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, mirror (picture, x, width), y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
show_icon (const WpTimelinePicture *picture,
           cairo_t *cr,
           WpStateKind state,
           const char *colour,
           double x,
           double y,
           double size)
{
  int factor = gtk_widget_get_scale_factor (picture->widget);
  g_autoptr (GtkIconInfo) info = gtk_icon_theme_lookup_icon_for_scale (
      gtk_icon_theme_get_default (), wp_state_icon (state), (int) size, factor,
      GTK_ICON_LOOKUP_FORCE_SIZE);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  cairo_surface_t *surface;
  GdkRGBA rgba;

  if (info == NULL)
    return;
  wp_colour_of (picture->widget, colour, &rgba);
  pixbuf = gtk_icon_info_load_symbolic (info, &rgba, NULL, NULL, NULL, NULL, NULL);
  if (pixbuf == NULL)
    return;
  surface = gdk_cairo_surface_create_from_pixbuf (pixbuf, factor, NULL);
  cairo_set_source_surface (cr, surface, mirror (picture, x, size), y - size / 2);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/* The axis */

static void
draw_grid (const WpTimelinePicture *picture, cairo_t *cr, guint n, guint parts)
{
  gint64 us = picture->span_us * (gint64) n / (gint64) parts;
  double x = floor (x_of (picture, us)) + 0.5;

  wp_colour_use (picture->widget, cr, "theme_fg_color", 0.10);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, mirror (picture, x, 0), AXIS * picture->scale);
  cairo_line_to (cr, mirror (picture, x, 0),
                 gtk_widget_get_allocated_height (picture->widget) - 2 * picture->scale);
  cairo_stroke (cr);
}

static void
draw_tick (const WpTimelinePicture *picture, cairo_t *cr, guint n, guint parts)
{
  gint64 us = picture->span_us * (gint64) n / (gint64) parts;
  double x = floor (x_of (picture, us)) + 0.5;
  g_autofree char *text = wp_timeline_tick (us);
  g_autoptr (PangoLayout) layout = new_layout (picture, text, FALSE);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  wp_colour_use (picture->widget, cr, "wp_dim", 1);
  show_text (picture, cr, layout,
             n == 0       ? x
             : n == parts ? x - width
                          : x - width / 2.0,
             picture->top + 9 * picture->scale);
}

static guint
parts_of (const WpTimelinePicture *picture)
{
  return picture->width / picture->scale < NARROW ? 2 : 4;
}

/* It stays in sight when the bars are scrolled. */
static void
draw_axis (const WpTimelinePicture *picture, cairo_t *cr)
{
  guint parts = parts_of (picture);

  if (picture->top > 0)
    {
      wp_colour_use (picture->widget, cr, "theme_base_color", 1);
      cairo_rectangle (cr, 0, picture->top, picture->width, AXIS * picture->scale);
      cairo_fill (cr);
    }
  for (guint n = 0; n <= parts; n++)
    draw_tick (picture, cr, n, parts);
}

/* Bars */

static void
hatch (
    const WpTimelinePicture *picture, cairo_t *cr, double x, double y, double width, double height)
{
  double step = 5 * picture->scale;

  cairo_save (cr);
  cairo_clip_preserve (cr);
  wp_colour_use (picture->widget, cr, "theme_fg_color", 0.08);
  cairo_fill (cr);
  wp_colour_use (picture->widget, cr, "theme_fg_color", 0.38);
  cairo_set_line_width (cr, 1.25 * picture->scale);
  for (double at = x - height; at < x + width; at += step)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static const char *
colour_of (WpBarKind kind)
{
  return kind == WP_BAR_FAILED ? "wp_fail" : kind == WP_BAR_WARNING ? "wp_warn" : "wp_accent";
}

/* Under a label a full bar is as much darker, or lighter in the dark, as it takes to read it. */
static void
use_colour_of (const WpTimelinePicture *picture, cairo_t *cr, WpBarKind kind, gboolean has_label)
{
  GdkRGBA colour;

  if (has_label)
    wp_colour_ground (picture->widget, colour_of (kind), &colour);
  else
    wp_colour_of (picture->widget, colour_of (kind), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_bar (const WpTimelinePicture *picture, cairo_t *cr, const Row *row, double from, double to)
{
  double scale = picture->scale;
  double height = BAR * scale, y = row->y + (picture->row_height * scale - height) / 2;
  double x = mirror (picture, from, to - from);
  const double dashes[] = { 3 * scale, 2 * scale };

  switch (row->bar->kind)
    {
    case WP_BAR_LOST:
      wp_colour_use (picture->widget, cr, "theme_fg_color", 0.35);
      rounded (cr, x, y + (height - 3 * scale) / 2, to - from, 3 * scale, 1.5 * scale);
      cairo_fill (cr);
      break;
    case WP_BAR_SKIPPED:
      wp_colour_use (picture->widget, cr, "theme_fg_color", 0.55);
      cairo_save (cr);
      cairo_set_line_width (cr, scale);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      rounded (cr, x + 0.5, y + 0.5, to - from - 1, height - 1, RADIUS * scale);
      cairo_stroke (cr);
      cairo_restore (cr);
      break;
    case WP_BAR_WAITING:
      rounded (cr, x, y, to - from, height, RADIUS * scale);
      hatch (picture, cr, x, y, to - from, height);
      break;
    default:
      use_colour_of (picture, cr, row->bar->kind, row->has_label);
      rounded (cr, x, y, to - from, height, RADIUS * scale);
      cairo_fill (cr);
    }
}

static void
draw_selection (
    const WpTimelinePicture *picture, cairo_t *cr, const Row *row, double from, double to)
{
  double scale = picture->scale, out = 2.5 * scale;
  double height = BAR * scale, y = row->y + (picture->row_height * scale - height) / 2;
  double left = picture->x0 - 6 * scale, right = picture->width - 6 * scale;

  wp_colour_use (picture->widget, cr, "wp_accent", 0.14);
  rounded (cr, mirror (picture, left, right - left), row->y, right - left,
           picture->row_height * scale, 4 * scale);
  cairo_fill (cr);
  wp_colour_use (picture->widget, cr, "wp_accent", 1);
  cairo_set_line_width (cr, 1.5 * scale);
  rounded (cr, mirror (picture, from - out, to - from + 2 * out), y - out, to - from + 2 * out,
           height + 2 * out, RADIUS * scale + out);
  cairo_stroke (cr);
}

/* Where a press would choose. */
static void
draw_hover (const WpTimelinePicture *picture, cairo_t *cr, const Row *row)
{
  double scale = picture->scale;
  double left = picture->x0 - 6 * scale, right = picture->width - 6 * scale;

  wp_colour_use (picture->widget, cr, "theme_fg_color", 0.06);
  rounded (cr, mirror (picture, left, right - left), row->y, right - left,
           picture->row_height * scale, 4 * scale);
  cairo_fill (cr);
}

static gboolean
has_icon (const WpBar *bar)
{
  return bar->kind == WP_BAR_FAILED || bar->kind == WP_BAR_WARNING;
}

/* Its label can stand on it, in the colour of the ground. */
static gboolean
is_full (const WpBar *bar)
{
  return bar->kind == WP_BAR_DONE || has_icon (bar);
}

/* Under a label that stands on a pattern, or on a line. */
static void
draw_plate (const WpTimelinePicture *picture,
            cairo_t *cr,
            const WpLabelPlace *place,
            double y,
            double height)
{
  double pad = 5 * picture->scale;

  wp_colour_use (picture->widget, cr, "theme_base_color", 1);
  rounded (cr, mirror (picture, place->x - pad, place->width + 2 * pad), y - height / 2,
           place->width + 2 * pad, height, 4 * picture->scale);
  cairo_fill (cr);
}

static double
icon_width (const WpTimelinePicture *picture, const WpBar *bar)
{
  return has_icon (bar) ? (ICON + 4) * picture->scale : 0;
}

/* Cuts it where it has no room. */
static WpLabelPlace
place_label (
    const WpTimelinePicture *picture, const Row *row, double from, double to, PangoLayout *layout)
{
  double icon = icon_width (picture, row->bar);
  WpLabelPlace place;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  place = wp_timeline_place (from, to, picture->x0, picture->width - 6 * picture->scale,
                             width + icon, LABEL_GAP * picture->scale);
  if (place.width < width + icon)
    {
      pango_layout_set_width (layout, (int) (MAX (place.width - icon, 0) * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return place;
}

static void
draw_label (const WpTimelinePicture *picture,
            cairo_t *cr,
            const Row *row,
            const WpLabelPlace *place,
            PangoLayout *layout)
{
  double scale = picture->scale, y = row->y + picture->row_height * scale / 2;
  double icon = icon_width (picture, row->bar);
  gboolean is_dim = row->bar->kind == WP_BAR_LOST || row->bar->kind == WP_BAR_SKIPPED;
  const char *colour = row->has_label ? "theme_base_color" : is_dim ? "wp_dim" : "theme_fg_color";
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  if (place->is_inside && !row->has_label)
    draw_plate (picture, cr, place, y, height);
  if (icon > 0)
    show_icon (picture, cr, row->bar->kind == WP_BAR_FAILED ? WP_STATE_FAILS : WP_STATE_WARNING,
               row->has_label ? colour : colour_of (row->bar->kind), place->x, y, ICON * scale);
  wp_colour_use (picture->widget, cr, colour, 1);
  show_text (picture, cr, layout, place->x + icon, y);
}

static void
draw_row (const WpTimelinePicture *picture, cairo_t *cr, guint n, Row *row)
{
  double from, to;
  gboolean is_selected = (int) n == picture->selected;
  g_autoptr (PangoLayout) layout = new_layout (picture, row->bar->label, is_selected);
  WpLabelPlace place;

  ends_of (picture, row->bar, &from, &to);
  place = place_label (picture, row, from, row->bar->is_rest ? from : to, layout);
  row->has_label = place.is_inside && is_full (row->bar);
  if (is_selected)
    draw_selection (picture, cr, row, from, to);
  else if ((int) n == picture->hovered)
    draw_hover (picture, cr, row);
  if (!row->bar->is_rest)
    draw_bar (picture, cr, row, from, to);
  draw_label (picture, cr, row, &place, layout);
}

/* Lanes */

static WpStateKind
shape_of (WpBarKind kind, const char **colour)
{
  *colour = kind == WP_BAR_DONE ? "wp_ok" : kind == WP_BAR_FAILED ? "wp_fail" : "wp_dim";
  return kind == WP_BAR_DONE      ? WP_STATE_WORKS
         : kind == WP_BAR_FAILED  ? WP_STATE_FAILS
         : kind == WP_BAR_WAITING ? WP_STATE_WAITING
                                  : WP_STATE_UNTESTED;
}

/* Its name, and below it what became of it; in one line where it stands above the bars. */
static void
draw_lane (const WpTimelinePicture *picture, cairo_t *cr, const Row *row)
{
  double scale = picture->scale, height = picture->row_height * scale;
  const char *text, *colour;
  WpStateKind state = shape_of (wp_lane_state (row->lane, &text), &colour);
  g_autoptr (PangoLayout) name = new_layout (picture, wp_lane_name (row->lane), TRUE);
  g_autoptr (PangoLayout) word = new_layout (picture, text, FALSE);
  double x = NAME_X * scale, y = row->name_y + height / 2;

  wp_colour_use (picture->widget, cr, "theme_fg_color", 1);
  show_text (picture, cr, name, x, y);
  if (picture->has_name_rows)
    x += width_of (picture, wp_lane_name (row->lane), TRUE) + NAME_X * scale;
  else
    y += height;
  show_icon (picture, cr, state, colour, x, y, 14 * scale);
  wp_colour_use (picture->widget, cr, "theme_fg_color", 1);
  show_text (picture, cr, word, x + WORD_GAP * scale, y);
}

static void
draw_lane_line (const WpTimelinePicture *picture, cairo_t *cr, const Row *row)
{
  double y = floor (row->name_y - LANE_GAP * picture->scale / 2) + 0.5;

  wp_colour_use (picture->widget, cr, "borders", 1);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, picture->width, y);
  cairo_stroke (cr);
}

void
wp_timeline_draw (const WpTimelinePicture *picture, cairo_t *cr)
{
  guint parts = parts_of (picture);
  double x, top, bottom, height = picture->row_height * picture->scale;
  Row row;

  cairo_clip_extents (cr, &x, &top, &x, &bottom);
  for (guint n = 0; n <= parts; n++)
    draw_grid (picture, cr, n, parts);
  /* What is scrolled out of sight costs nothing; a selection reaches into the row beside. */
  for (guint n = 0; find_row (picture, n, &row) && row.name_y < bottom + height; n++)
    {
      if (row.nth == 0 && n > 0)
        draw_lane_line (picture, cr, &row);
      if (row.nth == 0 && picture->has_lane_names && row.name_y + 2 * height > top)
        draw_lane (picture, cr, &row);
      if (row.y + 2 * height > top && row.y < bottom + height)
        draw_row (picture, cr, n, &row);
    }
  draw_axis (picture, cr);
}

void
wp_timeline_draw_swatch (GtkWidget *widget, cairo_t *cr, WpBarKind kind)
{
  double width = gtk_widget_get_allocated_width (widget);
  double scale = wp_scale_of (widget);
  const WpTimelinePicture picture = { .widget = widget, .scale = scale, .width = width };
  WpBar bar = { .kind = kind };
  const Row row = { .bar = &bar, .y = gtk_widget_get_allocated_height (widget) / 2.0 };

  draw_bar (&picture, cr, &row, 0, width);
}
