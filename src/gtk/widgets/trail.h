/* The steps of a task at the side of the window: done, now, later, skipped; each with what is known
 * of it by now. A list for a screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/flow.h"

#define WP_TYPE_TRAIL (wp_trail_get_type ())
G_DECLARE_FINAL_TYPE (WpTrail, wp_trail, WP, TRAIL, GtkBox)

GtkWidget *wp_trail_new (WpCase *self);
/* After the case changed, or another page is shown. */
void       wp_trail_update (WpTrail *self, WpPageId page);
