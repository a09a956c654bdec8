/* One of the panes: as wide as it is told, whatever its texts would like. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_DESK_PANE (wp_desk_pane_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskPane, wp_desk_pane, WP, DESK_PANE, GtkBin)

GtkWidget *wp_desk_pane_new (GtkWidget *child, guint width);
/* At the usual font size. */
void       wp_desk_pane_set_width (WpDeskPane *self, guint width);
