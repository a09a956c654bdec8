/* One task: its trail, the page that is shown, and the way from page to page. Buttons are computed
 * from the flow's table and the page; nothing here knows what a page is about. */
#pragma once

#include "gtk/view.h"

#define WP_TYPE_STAGE (wp_stage_get_type ())
G_DECLARE_FINAL_TYPE (WpStage, wp_stage, WP, STAGE, HdyLeaflet)

/* Signal: left (), by whoever went back before the first page or on behind the last one. */
GtkWidget *wp_stage_new (void);
/* The case is referenced. The stage has to be visible in its window, whose title it sets. */
void       wp_stage_begin (WpStage *self, WpCase *wp_case);
/* What is under way is cancelled, and nothing of the task is left. */
void       wp_stage_end (WpStage *self);
/* NULL: there is no task. */
WpView    *wp_stage_peek_page (WpStage *self);

/* Without a task nothing happens. */
void       wp_stage_back (WpStage *self);
void       wp_stage_advance (WpStage *self);
/* Stops what is under way; FALSE: there is nothing. */
gboolean   wp_stage_stop (WpStage *self);
/* Closes what the page has open, or the page itself where it stands beside the steps. */
void       wp_stage_escape (WpStage *self);
