/* See scale.h. */
#include "gtk/widgets/scale.h"

#define USUAL_FONT_PX 14.67 /* 11 pt at 96 dpi */

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

void
wp_colour_of (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (style, name, colour))
    gtk_style_context_get_color (style, gtk_style_context_get_state (style), colour);
}

void
wp_colour_use (GtkWidget *widget, cairo_t *cr, const char *name, double alpha)
{
  GdkRGBA colour;

  wp_colour_of (widget, name, &colour);
  colour.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}
