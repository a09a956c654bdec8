/* How full the mailbox is: filled is what is used, and a mark with words says where that is nearly
 * all. */
#pragma once

#include <gtk/gtk.h>

#define WP_TYPE_GAUGE (wp_gauge_get_type ())
G_DECLARE_FINAL_TYPE (WpGauge, wp_gauge, WP, GAUGE, GtkDrawingArea)

GtkWidget *wp_gauge_new (void);
/* `share` may be above 1; `sentence` tells it all. */
void       wp_gauge_set (WpGauge *self, double share, const char *name, const char *sentence);
