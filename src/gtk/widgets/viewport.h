/* A viewport whose content a screen reader sees however far it is scrolled. (GTK's own holds its
 * place in the window against how far it was scrolled, and says that it is out of sight once that
 * is more than a page; with it, all that is in it.) */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_VIEWPORT (wp_viewport_get_type ())
G_DECLARE_FINAL_TYPE (WpViewport, wp_viewport, WP, VIEWPORT, GtkViewport)

GtkWidget *wp_viewport_new (GtkWidget *child);
