/* What the parts of the timeline share. */
#pragma once

#include "gtk/flow/timeline-data.h"

/* Each leaves out what is too much for a lane (WP_LIMIT_LANE_BARS), and returns how many. What went
 * wrong stays, then what is warned of, then what came first; the order stays. `kept` stays, too. */
guint wp_timeline_leave_out (GPtrArray *steps, const WpReport *report, const WpStep *kept);
guint wp_timeline_leave_out_sources (GPtrArray *sources);
/* The same of bars, which one step can have two of; what was left out is said in a last row. */
void  wp_lane_settle (WpLane *lane);
/* A search that found nothing is no failure. */
gboolean wp_timeline_is_empty_answer (WpOutcome outcome);
