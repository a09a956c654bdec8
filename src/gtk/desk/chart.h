/* The middle of the desk: what was done, as a timeline of all services or as a table, and what
 * there is to say of the step that is chosen. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/desk-entry.h"

#define WP_TYPE_DESK_CHART (wp_desk_chart_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskChart, wp_desk_chart, WP, DESK_CHART, GtkBox)

/* Signals: chosen (guint step), 0 for a bar without one; help (const char *page); finding (): the
 * explanation is wanted. */
GtkWidget *wp_desk_chart_new (void);
/* NULL: nothing is checked yet. */
void       wp_desk_chart_show (WpDeskChart *self, WpDeskEntry *entry);
/* The report grew. `is_over`: what matters most is chosen. */
void       wp_desk_chart_update (WpDeskChart *self, gboolean is_over);
/* Chooses the bar of a step, if it is shown. */
void       wp_desk_chart_choose (WpDeskChart *self, guint step);
/* Who will be told the domain of what is checked next, where nothing is shown; NULL: nobody. */
void       wp_desk_chart_name_database (WpDeskChart *self, const char *host);
void       wp_desk_chart_focus (WpDeskChart *self);
/* The finding stands on a page of its own: the way there is shown. */
void       wp_desk_chart_set_folded (WpDeskChart *self, gboolean is_folded);
