/* A place that would like to be as wide as it is told, whatever its texts would like: the steps
 * beside a page come and go with the width of the window, not with the words of the page. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_SLOT (wp_slot_get_type ())
G_DECLARE_FINAL_TYPE (WpSlot, wp_slot, WP, SLOT, GtkBin)

/* `width`: in px at the usual font size. It may become as narrow as `child` can. */
GtkWidget *wp_slot_new (GtkWidget *child, guint width);
