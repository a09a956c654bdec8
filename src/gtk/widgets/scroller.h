/* Scrollers that are a stop of the focus only while there is something to scroll, and scrolling to
 * what was asked for. */
#pragma once

#include <gtk/gtk.h>

/* Up and down, as far as is needed; `child` cannot scroll by itself. */
GtkWidget *wp_scroller_new (GtkWidget *child);
/* Once sizes have been given out: the widget into sight, its top before its end. Without a scroller
 * around it nothing happens. */
void       wp_scroll_to (GtkWidget *widget);
