/* The settings sheet on the last page: a table that can be selected, copied and printed; on a
 * narrow page one server below the other. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_SHEET (wp_sheet_get_type ())
G_DECLARE_FINAL_TYPE (WpSheet, wp_sheet, WP, SHEET, GtkBox)

GtkWidget *wp_sheet_new (void);
/* Hides itself where there is nothing to show. */
void       wp_sheet_update (WpSheet *self, WpCase *wp_case);
