/* Steps as bars on an axis of time, a lane a service. Up and down go from bar to bar, left and
 * right to the one before or after in time; Home, End; Enter activates. Each bar is an accessible
 * child.
 *
 * Signals: selected (guint bar), activated (guint bar), by the number of wp_timeline_data_bar. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/timeline-data.h"

#define WP_TYPE_TIMELINE (wp_timeline_get_type ())
G_DECLARE_FINAL_TYPE (WpTimeline, wp_timeline, WP, TIMELINE, GtkDrawingArea)

/* Height of a row at the usual font size: 18 in the body of a row, 20 in a window of its own. */
#define WP_TIMELINE_ROW_BODY 18
#define WP_TIMELINE_ROW_DESK 19
#define WP_TIMELINE_ROW 20

GtkWidget            *wp_timeline_new (guint row_height, gboolean has_lane_names);
/* Takes it; NULL: nothing. The selection stays on the bar of the same step, if it is still there.
 * Drawn at most ten times a second. */
void                  wp_timeline_set_data (WpTimeline *self, WpTimelineData *taken);
const WpTimelineData *wp_timeline_data (WpTimeline *self); /* lent; NULL */
/* Where the bars are scrolled by this, the axis stays. */
void                  wp_timeline_follow (WpTimeline *self, GtkAdjustment *adjustment);
/* -1: none. */
void                  wp_timeline_select (WpTimeline *self, int bar);
int                   wp_timeline_selected (WpTimeline *self);
/* For the accessible children: where the bar is drawn, in the widget. */
gboolean              wp_timeline_bar_area (WpTimeline *self, guint bar, GdkRectangle *area);

/* A view of the same as a table: start, duration, step, state, address; sortable, Ctrl+C copies.
 * Filled anew by wp_timeline_table_set. */
GtkWidget            *wp_timeline_table_new (void);
void                  wp_timeline_table_set (GtkWidget *table, const WpTimelineData *data);
