/* See gauge.h. */
#include "gtk/widgets/gauge.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "gtk/widgets/scale.h"

#define HEIGHT 14
#define TRACK_Y 2
#define TRACK_HEIGHT 10
#define RADIUS 5
#define WARN_AT 0.8
#define MARK_END 15 /* the mark stands out of the track towards its words */
#define WORDS_Y 16
#define WORDS_SHARE (9.0 / 11.0) /* of the usual font size */

struct _WpGauge
{
  GtkDrawingArea parent;

  double share;
};

G_DEFINE_FINAL_TYPE (WpGauge, wp_gauge, GTK_TYPE_DRAWING_AREA)

static void
track (cairo_t *cr, double width)
{
  double top = TRACK_Y + RADIUS, right = width - RADIUS;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right, top, RADIUS, -G_PI_2, G_PI_2);
  cairo_arc (cr, RADIUS, top, RADIUS, G_PI_2, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Filled is what is used, and nothing else is. */
static void
draw_track (GtkWidget *widget, cairo_t *cr, double width, double used)
{
  cairo_save (cr);
  track (cr, width);
  cairo_clip (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.12);
  cairo_paint (cr);
  wp_colour_use (widget, cr, "wp_accent", 1);
  cairo_rectangle (cr, 0, 0, used, HEIGHT);
  cairo_fill (cr);
  cairo_restore (cr);
  /* An empty track of the colour of the card has an edge, too. */
  track (cr, width);
  wp_colour_use (widget, cr, "theme_fg_color", 0.3);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_mark (GtkWidget *widget, cairo_t *cr, double width)
{
  wp_colour_use (widget, cr, "theme_fg_color", 0.7);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, WARN_AT * width, 0);
  cairo_line_to (cr, WARN_AT * width, MARK_END);
  cairo_stroke (cr);
}

static PangoLayout *
new_words (GtkWidget *widget)
{
  /* Translators: below a mark on the bar that shows how full the mailbox is. */
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, _ ("From 80 %: nearly full"));
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (WORDS_SHARE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Below the mark, as far as there is room for the half of them on either side. */
static void
draw_words (GtkWidget *widget, cairo_t *cr, double scale)
{
  g_autoptr (PangoLayout) layout = new_words (widget);
  double room = gtk_widget_get_allocated_width (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double mark = is_rtl ? (1 - WARN_AT) * room : WARN_AT * room;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  wp_colour_use (widget, cr, "wp_dim", 1);
  cairo_move_to (cr, CLAMP (mark - width / 2.0, 0, MAX (room - width, 0)), WORDS_Y * scale);
  pango_cairo_show_layout (cr, layout);
}

static gboolean
wp_gauge_draw (GtkWidget *widget, cairo_t *cr)
{
  double scale = wp_scale_of (widget);
  double width = gtk_widget_get_allocated_width (widget) / scale;

  draw_words (widget, cr, scale);
  cairo_scale (cr, scale, scale);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  draw_track (widget, cr, width, width * CLAMP (WP_GAUGE (widget)->share, 0, 1));
  draw_mark (widget, cr, width);
  return FALSE;
}

static void
wp_gauge_get_preferred_height (GtkWidget *widget, gint *least, gint *natural)
{
  g_autoptr (PangoLayout) layout = new_words (widget);
  int words;

  pango_layout_get_pixel_size (layout, NULL, &words);
  *least = *natural = (int) ceil (WORDS_Y * wp_scale_of (widget)) + words;
}

static void
wp_gauge_class_init (WpGaugeClass *class)
{
  GTK_WIDGET_CLASS (class)->draw = wp_gauge_draw;
  GTK_WIDGET_CLASS (class)->get_preferred_height = wp_gauge_get_preferred_height;
}

static void
wp_gauge_init (WpGauge *self)
{
  atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), ATK_ROLE_IMAGE);
}

GtkWidget *
wp_gauge_new (void)
{
  return g_object_new (WP_TYPE_GAUGE, NULL);
}

void
wp_gauge_set (WpGauge *self, double share, const char *name, const char *sentence)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  self->share = share;
  atk_object_set_name (accessible, name);
  atk_object_set_description (accessible, sentence);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
