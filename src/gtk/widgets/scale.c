/* See scale.h. */
#include "gtk/widgets/scale.h"

#include <math.h>

#define USUAL_FONT_PX 14.67 /* 11 pt at 96 dpi */
#define READABLE 4.5
#define MIX 0.1
#define MOST_MIXES 40
#define USUAL_SIZE "wp-usual-size"

double
wp_scale_of (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  return CLAMP (size / USUAL_FONT_PX, 0.5, 6);
}

/* Of the sizes that there are, the one whose ratio to what is wanted is the smallest. */
static int
size_near (double wanted)
{
  static const int sizes[] = { 16, 24, 32, 48, 64, 96, 128 };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (sizes) && wanted * wanted > sizes[i] * sizes[i + 1])
    i++;
  return sizes[i];
}

static int
usual_size (GtkImage *image)
{
  int size = gtk_image_get_pixel_size (image);
  GtkIconSize named;

  if (size > 0)
    return size;
  g_object_get (image, "icon-size", &named, NULL);
  return gtk_icon_size_lookup (named, &size, NULL) ? size : 16;
}

static void
on_style (GtkWidget *image, gpointer data G_GNUC_UNUSED)
{
  int usual = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (image), USUAL_SIZE));
  int size = size_near (usual * wp_scale_of (image));

  if (gtk_image_get_pixel_size (GTK_IMAGE (image)) != size)
    gtk_image_set_pixel_size (GTK_IMAGE (image), size);
}

static void
grow_in (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  wp_grow_icons (widget);
}

void
wp_grow_icons (GtkWidget *widget)
{
  if (gtk_style_context_has_class (gtk_widget_get_style_context (widget), "titlebutton"))
    return;
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), grow_in, NULL);
  else if (GTK_IS_IMAGE (widget)
           && gtk_image_get_storage_type (GTK_IMAGE (widget)) == GTK_IMAGE_ICON_NAME
           && g_object_get_data (G_OBJECT (widget), USUAL_SIZE) == NULL)
    {
      g_object_set_data (G_OBJECT (widget), USUAL_SIZE,
                         GINT_TO_POINTER (usual_size (GTK_IMAGE (widget))));
      g_signal_connect (widget, "style-updated", G_CALLBACK (on_style), NULL);
      on_style (widget, NULL);
    }
}

void
wp_colour_of (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (style, name, colour))
    gtk_style_context_get_color (style, gtk_style_context_get_state (style), colour);
}

/* Relative luminance of sRGB, WCAG 2.1. */
static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green)
         + 0.0722 * linear (colour->blue);
}

double
wp_colour_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

void
wp_colour_ground (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GdkRGBA text, ground;

  wp_colour_of (widget, name, colour);
  wp_colour_of (widget, "theme_text_color", &text);
  wp_colour_of (widget, "theme_base_color", &ground);
  for (guint i = 0; i < MOST_MIXES && wp_colour_contrast (colour, &ground) < READABLE; i++)
    {
      colour->red += (text.red - colour->red) * MIX;
      colour->green += (text.green - colour->green) * MIX;
      colour->blue += (text.blue - colour->blue) * MIX;
    }
}

void
wp_colour_use (GtkWidget *widget, cairo_t *cr, const char *name, double alpha)
{
  GdkRGBA colour;

  wp_colour_of (widget, name, &colour);
  colour.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}
