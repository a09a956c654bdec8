/* One way of reading mail before and after something happens: a line of words, two cards, an arrow.
 * The second card is also where the steps in between are shown. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

#define WP_TYPE_STRIP (wp_strip_row_get_type ())
G_DECLARE_FINAL_TYPE (WpStripRow, wp_strip_row, WP, STRIP_ROW, GtkBox)

GtkWidget *wp_strip_row_new (void);
void       wp_strip_row_set (WpStripRow *self, const WpStrip *strip, WpFrame frame);
/* The cards one below the other. */
void       wp_strip_row_set_narrow (WpStripRow *self, gboolean is_narrow);
