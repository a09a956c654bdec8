/* What is drawn by hand, looked at pixel by pixel: the gauge fills what is used and nothing else, a
 * cross stands on mail that is lost and on no other, and where things must not move a picture shows
 * its end at once. */
#include <math.h>

#include "gtk/application.h"
#include "gtk/flow/scenes.h"
#include "gtk/widgets/envelope.h"
#include "gtk/widgets/gauge.h"
#include "gtk/widgets/picture.h"
#include "gtk/widgets/scale.h"

#define WIDTH 400
#define HEIGHT 160
#define TRACK_Y 7 /* the middle of the gauge's track */
#define NEAR 0.02

/* A widget that is drawn, but on no screen. */
static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_offscreen_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_container_add (GTK_CONTAINER (window), widget);
  gtk_widget_show_all (window);
  while (gtk_events_pending ())
    gtk_main_iteration ();
  return window;
}

static cairo_surface_t *
drawing_of (GtkWidget *widget)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  gtk_widget_draw (widget, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

/* How far the track is of the colour that it begins with. */
static double
filled_share (cairo_surface_t *surface)
{
  int x = 4;

  while (x < WIDTH - 1 && pixel_at (surface, x, TRACK_Y) == pixel_at (surface, 4, TRACK_Y))
    x++;
  return x / (double) WIDTH;
}

/* From where the filling ends to the right edge there is the empty track and one mark. */
static void
assert_empty_behind (cairo_surface_t *surface, double share)
{
  guint32 empty = pixel_at (surface, WIDTH - 6, TRACK_Y);

  for (int x = (int) (share * WIDTH) + 2; x < WIDTH - 6; x++)
    if (fabs (x / (double) WIDTH - 0.8) > NEAR)
      g_assert_cmpuint (pixel_at (surface, x, TRACK_Y), ==, empty);
}

static void
test_gauge (void)
{
  static const double shares[] = { 0.05, 0.3, 0.62, 0.79, 0.9 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      GtkWidget *gauge = wp_gauge_new ();
      GtkWidget *window = show (gauge);
      cairo_surface_t *surface;

      wp_gauge_set (WP_GAUGE (gauge), shares[i], "Mailbox", "Mailbox, some of it used.");
      surface = drawing_of (gauge);
      if (fabs (shares[i] - 0.8) > 2 * NEAR && shares[i] < 0.8)
        g_assert_cmpfloat_with_epsilon (filled_share (surface), shares[i], NEAR);
      assert_empty_behind (surface, shares[i]);
      cairo_surface_destroy (surface);
      gtk_widget_destroy (window);
    }
}

/* Mirrored, it fills from the right, and its words can still be read. */
static void
test_gauge_mirrored (void)
{
  GtkWidget *gauge = wp_gauge_new ();
  GtkWidget *window;
  cairo_surface_t *surface;

  gtk_widget_set_direction (gauge, GTK_TEXT_DIR_RTL);
  window = show (gauge);
  wp_gauge_set (WP_GAUGE (gauge), 0.3, "Mailbox", "Mailbox, some of it used.");
  surface = drawing_of (gauge);
  g_assert_cmpuint (pixel_at (surface, WIDTH - 6, TRACK_Y), !=, pixel_at (surface, 6, TRACK_Y));
  g_assert_cmpuint (pixel_at (surface, WIDTH - 6, TRACK_Y), ==,
                    pixel_at (surface, (int) (0.75 * WIDTH), TRACK_Y));
  g_assert_cmpuint (pixel_at (surface, WIDTH / 2, TRACK_Y), ==, pixel_at (surface, 6, TRACK_Y));
  cairo_surface_destroy (surface);
  gtk_widget_destroy (window);
}

/* Envelopes */

static guint
count_ink (cairo_surface_t *surface, const WpSceneBox *box)
{
  guint count = 0;

  for (int y = (int) box->y; y < box->y + box->height; y++)
    for (int x = (int) box->x; x < box->x + box->width; x++)
      count += pixel_at (surface, x, y) != 0;
  return count;
}

static cairo_surface_t *
envelope_of (GtkWidget *widget, WpMailKind kind)
{
  static const WpSceneBox box = { 10, 10, 60, 40 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  wp_envelope_draw (widget, cr, &box, kind);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* What is only gone from a place is empty inside; what is lost is crossed; what goes back is
 * neither the one nor the other. */
static void
test_envelopes (void)
{
  static const WpSceneBox inner = { 20, 20, 40, 20 };
  static const WpSceneBox middle = { 39, 29, 2, 2 };
  GtkWidget *widget = gtk_drawing_area_new ();
  GtkWidget *window = show (widget);
  guint ink[WP_N_MAIL_KINDS], centre[WP_N_MAIL_KINDS];

  for (guint i = 0; i < WP_N_MAIL_KINDS; i++)
    {
      cairo_surface_t *surface = envelope_of (widget, (WpMailKind) i);

      ink[i] = count_ink (surface, &inner);
      centre[i] = count_ink (surface, &middle);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (ink[WP_MAIL_ORIGINAL], ==, inner.width * inner.height);
  g_assert_cmpuint (ink[WP_MAIL_GONE], ==, 0);
  g_assert_cmpuint (ink[WP_MAIL_LOST], >, 0);
  g_assert_cmpuint (centre[WP_MAIL_LOST], >, 0);
  g_assert_cmpuint (ink[WP_MAIL_RETURNED], >, 0);
  g_assert_cmpuint (centre[WP_MAIL_RETURNED], ==, 0);
  gtk_widget_destroy (window);
}

/* Pictures */

static void
scene_of (WpScene *scene, WpFrame frame)
{
  g_autofree WpStrip *strip = g_new (WpStrip, 1);
  WpSituation situation;
  WpAdvice advice, card;

  wp_situation_init (&situation);
  wp_advise (&situation, &advice);
  g_assert_true (wp_scene_card (&situation, &advice, TRUE, &card));
  wp_strip_fill (strip, &situation, &card, WP_IF_BROKEN);
  *scene = strip->frames[frame];
}

static gboolean
is_same_drawing (GtkWidget *one, GtkWidget *other)
{
  cairo_surface_t *a = drawing_of (one), *b = drawing_of (other);
  gboolean is_same = TRUE;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      is_same = is_same && pixel_at (a, x, y) == pixel_at (b, x, y);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  return is_same;
}

static void
test_motion (gconstpointer may_move)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *begins = wp_picture_new (), *ends = wp_picture_new ();
  GtkWidget *windows[2];
  WpScene before, after;

  scene_of (&before, WP_FRAME_BEFORE);
  scene_of (&after, WP_FRAME_AFTER);
  g_object_set (settings, "gtk-enable-animations", GPOINTER_TO_INT (may_move), NULL);
  wp_picture_set (WP_PICTURE (begins), &before, "Picture", "Before.");
  wp_picture_set (WP_PICTURE (ends), &after, "Picture", "After.");
  windows[0] = show (begins);
  windows[1] = show (ends);
  g_assert_false (is_same_drawing (begins, ends));
  wp_picture_set (WP_PICTURE (begins), &after, "Picture", "After.");
  g_assert_cmpint (is_same_drawing (begins, ends), ==, !GPOINTER_TO_INT (may_move));
  gtk_widget_destroy (windows[0]);
  gtk_widget_destroy (windows[1]);
}

/* What is written on a bar can be read, light and dark. */
static void
test_contrast (gconstpointer is_dark)
{
  static const char *const names[] = { "wp_accent", "wp_fail", "wp_warn" };
  GtkWidget *label = gtk_label_new (NULL), *window;

  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                GPOINTER_TO_INT (is_dark), NULL);
  window = show (label);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GdkRGBA bar, ground, plain;

      wp_colour_of (label, names[i], &plain);
      wp_colour_of (label, "theme_base_color", &ground);
      wp_colour_ground (label, names[i], &bar);
      g_test_message ("%s: %.1f to 1, plain %.1f", names[i], wp_colour_contrast (&bar, &ground),
                      wp_colour_contrast (&plain, &ground));
      g_assert_cmpfloat (wp_colour_contrast (&bar, &ground), >=, 4.5);
      g_assert_cmpfloat (wp_colour_contrast (&bar, &ground), <, 10);
    }
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", FALSE, NULL);
  gtk_widget_destroy (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  WpApplication *application;
  int code;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("GTK_THEME");            /* it would stand above the settings */
  application = wp_application_new (); /* it brings the colours */
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_test_add_func ("/gui/drawings/gauge", test_gauge);
  g_test_add_func ("/gui/drawings/gauge-mirrored", test_gauge_mirrored);
  g_test_add_func ("/gui/drawings/envelopes", test_envelopes);
  g_test_add_data_func ("/gui/drawings/still", GINT_TO_POINTER (FALSE), test_motion);
  g_test_add_data_func ("/gui/drawings/moving", GINT_TO_POINTER (TRUE), test_motion);
  g_test_add_data_func ("/gui/drawings/contrast", GINT_TO_POINTER (FALSE), test_contrast);
  g_test_add_data_func ("/gui/drawings/contrast-dark", GINT_TO_POINTER (TRUE), test_contrast);
  code = g_test_run ();
  g_object_unref (application);
  return code;
}
