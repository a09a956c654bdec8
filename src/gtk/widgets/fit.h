/* Lets a widget set itself out anew when its size changes. Done between two frames,
 * never while sizes are being given out. */
#pragma once

#include <gtk/gtk.h>

/* Both in px at the usual font size: twice the text, half the width. */
typedef void (*WpFitFunc) (GtkWidget *widget, double width, double height, gpointer data);

/* Ends with the widget. */
void wp_fit_watch (GtkWidget *widget, WpFitFunc fit, gpointer data);
