/* What else may be special: a box to tick for each. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_CHIPS (wp_chips_get_type ())
G_DECLARE_FINAL_TYPE (WpChips, wp_chips, WP, CHIPS, GtkGrid)

GtkWidget *wp_chips_new (WpCase *lent);
/* After the case changed. */
void       wp_chips_update (WpChips *self);
/* One below the other. */
void       wp_chips_set_narrow (WpChips *self, gboolean is_narrow);
