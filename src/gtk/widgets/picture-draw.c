/* See picture-draw.h. */
#include "gtk/widgets/picture-draw.h"

#include <math.h>

#include "gtk/widgets/scale.h"

#define LINE 1.5
#define NAME_SHARE (9.0 / 11.0) /* of the usual font size */
#define HEAD_LENGTH 8
#define HEAD_HALF 4.5
#define HEAD_GAP 6 /* the line ends before the tip */
#define CORNER 8
#define NAME_BELOW 5
#define TRASH_LINE_Y 62.5
#define BASE_HEIGHT 6 /* of a laptop */

static void
rounded (cairo_t *cr, const WpSceneBox *box, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, box->x + box->width - radius, box->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, box->x + box->width - radius, box->y + box->height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, box->x + radius, box->y + box->height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, box->x + radius, box->y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
case_of (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box, double radius)
{
  WpSceneBox inner = { box->x + LINE / 2, box->y + LINE / 2, box->width - LINE,
                       box->height - LINE };

  rounded (cr, &inner, radius);
  wp_colour_use (widget, cr, "theme_base_color", 1);
  cairo_fill_preserve (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.6);
  cairo_set_line_width (cr, LINE);
  cairo_stroke (cr);
}

static void
draw_server (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  WpSceneBox strip = { box->x + LINE, box->y + LINE, box->width - 2 * LINE, 14 };

  case_of (widget, cr, box, 6);
  cairo_save (cr);
  rounded (cr, &(WpSceneBox){ strip.x, strip.y, strip.width, 24 }, 5);
  cairo_clip (cr);
  cairo_rectangle (cr, strip.x, strip.y, strip.width, strip.height);
  wp_colour_use (widget, cr, "theme_fg_color", 0.1);
  cairo_fill (cr);
  cairo_restore (cr);
  wp_colour_use (widget, cr, "wp_ok", 1);
  cairo_arc (cr, is_rtl ? box->x + box->width - 11 : box->x + 11, box->y + 9, 2.5, 0, 2 * G_PI);
  cairo_fill (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.45);
  for (int k = 0; k < 3; k++)
    {
      double x = is_rtl ? box->x + 12 + 6 * k : box->x + box->width - 12 - 6 * k;

      cairo_move_to (cr, x, box->y + 6);
      cairo_line_to (cr, x, box->y + 12);
      cairo_stroke (cr);
    }
}

static void
draw_laptop (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  WpSceneBox screen = { box->x + 8, box->y, box->width - 16, box->height - BASE_HEIGHT - 1 };
  double base = box->y + box->height - BASE_HEIGHT;

  case_of (widget, cr, &screen, 4);
  cairo_move_to (cr, box->x, base);
  cairo_line_to (cr, box->x + box->width, base);
  cairo_line_to (cr, box->x + box->width - 5, base + BASE_HEIGHT);
  cairo_line_to (cr, box->x + 5, base + BASE_HEIGHT);
  cairo_close_path (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.6);
  cairo_fill (cr);
}

static void
draw_phone (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  case_of (widget, cr, box, 6);
  rounded (cr, &(WpSceneBox){ box->x + box->width / 2 - 6, box->y + box->height - 7, 12, 2 }, 1);
  wp_colour_use (widget, cr, "theme_fg_color", 0.45);
  cairo_fill (cr);
}

static void
draw_tablet (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  case_of (widget, cr, box, 4);
}

/* A crack through the screen, at its end: the oldest mail lies at its beginning. */
static void
draw_crack (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  static const double x[] = { 0.86, 0.74, 0.8, 0.66, 0.72, 0.6 };
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  cairo_set_line_width (cr, LINE);
  wp_colour_use (widget, cr, "wp_fail", 1);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    cairo_line_to (cr, box->x + (is_rtl ? 1 - x[i] : x[i]) * box->width,
                   box->y + 1 + i * (box->height - BASE_HEIGHT - 3) / (G_N_ELEMENTS (x) - 1));
  cairo_stroke (cr);
}

void
wp_draw_body (GtkWidget *widget, cairo_t *cr, const WpSceneBody *body)
{
  static void (*const draw[WP_N_BODIES]) (GtkWidget *, cairo_t *, const WpSceneBox *) = {
    [WP_BODY_SERVER] = draw_server,
    [WP_BODY_LAPTOP] = draw_laptop,
    [WP_BODY_TABLET] = draw_tablet,
    [WP_BODY_PHONE] = draw_phone,
  };

  draw[body->kind](widget, cr, &body->box);
  if (body->mark == WP_MARK_BROKEN)
    draw_crack (widget, cr, &body->box);
}

/* Wires */

static void
draw_head (cairo_t *cr, double x, double y, double from_x, double from_y)
{
  double length = hypot (x - from_x, y - from_y);
  double dx = (x - from_x) / length, dy = (y - from_y) / length;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - HEAD_LENGTH * dx - HEAD_HALF * dy, y - HEAD_LENGTH * dy + HEAD_HALF * dx);
  cairo_line_to (cr, x - HEAD_LENGTH * dx + HEAD_HALF * dy, y - HEAD_LENGTH * dy - HEAD_HALF * dx);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* The point before an end, so far away from it. */
static void
shorten (double *x, double *y, double from_x, double from_y, double by)
{
  double length = hypot (*x - from_x, *y - from_y);

  *x -= by * (*x - from_x) / length;
  *y -= by * (*y - from_y) / length;
}

/* Between the ends corners are round. */
static void
trace (cairo_t *cr, const WpSceneWire *wire)
{
  guint last = wire->n_points - 1;
  double x0 = wire->x[0], y0 = wire->y[0], x1 = wire->x[last], y1 = wire->y[last];

  if (wire->has_head_first)
    shorten (&x0, &y0, wire->x[1], wire->y[1], HEAD_GAP);
  if (wire->has_head_last)
    shorten (&x1, &y1, wire->x[last - 1], wire->y[last - 1], HEAD_GAP);
  cairo_move_to (cr, x0, y0);
  for (guint i = 1; i < last; i++)
    {
      double in_x = wire->x[i], in_y = wire->y[i], out_x = in_x, out_y = in_y;
      double radius = MIN (CORNER, hypot (wire->x[i + 1] - in_x, wire->y[i + 1] - in_y) / 2);

      shorten (&in_x, &in_y, wire->x[i - 1], wire->y[i - 1], radius);
      shorten (&out_x, &out_y, wire->x[i + 1], wire->y[i + 1], radius);
      cairo_line_to (cr, in_x, in_y);
      cairo_curve_to (cr, wire->x[i], wire->y[i], wire->x[i], wire->y[i], out_x, out_y);
    }
  cairo_line_to (cr, x1, y1);
}

void
wp_draw_wire (GtkWidget *widget, cairo_t *cr, const WpSceneWire *wire)
{
  static const double dashes[] = { 4, 3 };
  guint last = wire->n_points - 1;

  wp_colour_use (widget, cr, "wp_accent", 0.9);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (wire->is_dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  trace (cr, wire);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (wire->has_head_first)
    draw_head (cr, wire->x[0], wire->y[0], wire->x[1], wire->y[1]);
  if (wire->has_head_last)
    draw_head (cr, wire->x[last], wire->y[last], wire->x[last - 1], wire->y[last - 1]);
}

/* Icons and words */

/* A size that themes have as an image: any other would be drawn from an SVG file, whose loader
 * costs seven megabytes. */
static int
size_of_themes (double pixels)
{
  static const int sizes[] = { 16, 24, 32, 48, 64 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] >= pixels)
      return sizes[i];
  return sizes[G_N_ELEMENTS (sizes) - 1];
}

static void
draw_icon (GtkWidget *widget, cairo_t *cr, const char *icon, const WpSceneBox *box, double scale)
{
  int pixels = size_of_themes (box->width * scale * gtk_widget_get_scale_factor (widget));
  g_autoptr (GtkIconInfo) info = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_default (), icon,
                                                             pixels, GTK_ICON_LOOKUP_FORCE_SIZE);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GdkRGBA colour;

  if (info == NULL)
    return;
  wp_colour_of (widget, "wp_dim", &colour);
  pixbuf = gtk_icon_info_load_symbolic (info, &colour, NULL, NULL, NULL, NULL, NULL);
  if (pixbuf == NULL)
    return;
  cairo_save (cr);
  cairo_translate (cr, box->x, box->y);
  cairo_scale (cr, box->width / gdk_pixbuf_get_width (pixbuf),
               box->height / gdk_pixbuf_get_height (pixbuf));
  gdk_cairo_set_source_pixbuf (cr, pixbuf, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static PangoLayout *
new_name (GtkWidget *widget, const char *text, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (context));
  double size = pango_font_description_get_size (font) * NAME_SHARE * scale / wp_scale_of (widget);

  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, (int) size);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_font_description_free (font);
  return layout;
}

/* Where the name of a body goes, and how much of it there is room for, in the units of `scene`. */
static void
place_name (GtkWidget *widget, const WpScene *scene, guint body, double scale, WpSceneBox *place)
{
  double widths[WP_N_BODIES], x[WP_N_BODIES];

  for (guint i = 0; i < scene->n_bodies; i++)
    {
      g_autofree char *name = wp_scene_body_name (scene, &scene->bodies[i]);
      g_autoptr (PangoLayout) layout = new_name (widget, name, scale);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widths[i] = width / scale;
    }
  wp_scene_place_names (scene, widths, x);
  *place = (WpSceneBox){ .x = x[body], .y = scene->floor + NAME_BELOW, .width = widths[body] };
}

void
wp_draw_name (
    GtkWidget *widget, cairo_t *cr, const WpScene *scene, const WpSceneBody *body, double scale)
{
  g_autofree char *name = wp_scene_body_name (scene, body);
  g_autoptr (PangoLayout) layout = new_name (widget, name, scale);
  WpSceneBox place;
  guint n = 0;

  while (scene->bodies[n].kind != body->kind)
    n++;
  place_name (widget, scene, n, scale, &place);
  place.x += body->box.x - scene->bodies[n].box.x; /* it may be on its way */
  pango_layout_set_width (layout, (int) ceil (place.width * scale) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -1); /* each of its lines */
  cairo_save (cr);
  cairo_scale (cr, 1 / scale, 1 / scale);
  wp_colour_use (widget, cr, "wp_dim", 1);
  cairo_move_to (cr, place.x * scale, place.y * scale);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/* The line above the trash spans the body that has it. */
void
wp_draw_trash (GtkWidget *widget, cairo_t *cr, const WpScene *scene, double scale)
{
  const WpSceneBox *icon = &scene->trash;

  for (guint i = 0; i < scene->n_bodies; i++)
    {
      const WpSceneBox *box = &scene->bodies[i].box;
      double margin = scene->bodies[i].kind == WP_BODY_LAPTOP ? 14 : 8;

      if (icon->x < box->x || icon->x > box->x + box->width)
        continue;
      wp_colour_use (widget, cr, "theme_fg_color", 0.3);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, box->x + margin, TRASH_LINE_Y);
      cairo_line_to (cr, box->x + box->width - margin, TRASH_LINE_Y);
      cairo_stroke (cr);
    }
  draw_icon (widget, cr, "user-trash-symbolic", icon, scale);
}
