/* See gauge.h. */
#include "gtk/widgets/gauge.h"

#include <math.h>

#include "gtk/widgets/scale.h"

#define HEIGHT 14
#define TRACK_Y 2
#define TRACK_HEIGHT 10
#define RADIUS 5
#define WARN_AT 0.8
#define HATCH_STEP 5

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

static void
hatch (GtkWidget *widget, cairo_t *cr, double from, double to)
{
  cairo_save (cr);
  cairo_rectangle (cr, from, TRACK_Y, to - from, TRACK_HEIGHT);
  cairo_clip (cr);
  wp_colour_use (widget, cr, "wp_accent", 1);
  cairo_set_line_width (cr, 2);
  for (double x = from - TRACK_HEIGHT; x < to; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, TRACK_Y + TRACK_HEIGHT);
      cairo_line_to (cr, x + TRACK_HEIGHT, TRACK_Y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
wp_gauge_draw (GtkWidget *widget, cairo_t *cr)
{
  WpGauge *self = WP_GAUGE (widget);
  double scale = wp_scale_of (widget);
  double width = gtk_widget_get_allocated_width (widget) / scale;
  double used = width * CLAMP (self->share, 0, 1);

  cairo_scale (cr, scale, scale);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_save (cr);
  track (cr, width);
  cairo_clip (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.12);
  cairo_paint (cr);
  hatch (widget, cr, used, self->share < WARN_AT ? WARN_AT * width : width);
  wp_colour_use (widget, cr, "wp_accent", 1);
  cairo_rectangle (cr, 0, 0, used, HEIGHT);
  cairo_fill (cr);
  cairo_restore (cr);
  wp_colour_use (widget, cr, "theme_fg_color", 0.7);
  cairo_rectangle (cr, WARN_AT * width - 0.75, 0, 1.5, HEIGHT);
  cairo_fill (cr);
  return FALSE;
}

static void
wp_gauge_get_preferred_height (GtkWidget *widget, gint *least, gint *natural)
{
  *least = *natural = (int) ceil (HEIGHT * wp_scale_of (widget));
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
