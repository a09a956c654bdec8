/* A place that is as wide as it is told, whatever its texts would like: what stands beside it comes
 * and goes with the width of the window, not with its words. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_SLOT (wp_slot_get_type ())
G_DECLARE_FINAL_TYPE (WpSlot, wp_slot, WP, SLOT, GtkBin)

/* `width`: in px at the usual font size. It may become as narrow as `child` can, where it is not
 * `is_firm`. */
GtkWidget *wp_slot_new (GtkWidget *child, guint width, gboolean is_firm);
void       wp_slot_set_width (WpSlot *self, guint width);
