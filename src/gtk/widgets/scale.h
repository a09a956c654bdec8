/* Sizes of what is drawn: they grow with the text. */
#pragma once

#include <gtk/gtk.h>

/* Height of the widget's font against the usual one (11 pt at 96 dpi): what every length in cairo
 * is multiplied by. */
double wp_scale_of (GtkWidget *widget);
/* Icons with a name (it, or in it) grow with the text from now on, by the sizes that icons are
 * rendered in. Those of the window's own buttons stay as they are. Once for each is enough. */
void   wp_grow_icons (GtkWidget *widget);
/* A named colour of the application's style sheet ("wp_accent") or the theme, as it is for this
 * widget now. */
void   wp_colour_of (GtkWidget *widget, const char *name, GdkRGBA *colour);
/* The same, moved towards that of texts until the ground of lists can be read on it (WCAG 2.1,
 * 1.4.3: 4.5 to 1). */
void   wp_colour_ground (GtkWidget *widget, const char *name, GdkRGBA *colour);
/* How two colours differ in brightness, from 1 to 21; as WCAG 2.1 has it. */
double wp_colour_contrast (const GdkRGBA *one, const GdkRGBA *other);
/* The named colour, for the next stroke or fill, with this much of its alpha. */
void   wp_colour_use (GtkWidget *widget, cairo_t *cr, const char *name, double alpha);
