/* The three panes of the desk, beside each other or one at a time: cases, timeline, finding. What
 * is chosen in one shows in the others. */
#pragma once

#include <handy.h>

#include "gtk/desk/cases.h"

typedef enum
{
  WP_DESK_CASES_PANE,
  WP_DESK_CHART_PANE,
  WP_DESK_ANSWER_PANE,
} WpDeskPaneId;
#define WP_DESK_N_PANES (WP_DESK_ANSWER_PANE + 1)

/* Narrower, at the usual font size, and only one is shown. */
#define WP_DESK_LEAST_WIDTH 700

#define WP_TYPE_DESK_PANES (wp_desk_panes_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskPanes, wp_desk_panes, WP, DESK_PANES, GtkBin)

/* Signal: help (const char *page). */
GtkWidget   *wp_desk_panes_new (void);
WpDeskCases *wp_desk_panes_cases (WpDeskPanes *self);
/* Another case, or another report of it: whatever is shown of the earlier one goes at once. NULL:
 * nothing. */
void         wp_desk_panes_show (WpDeskPanes *self, WpDeskEntry *entry);
/* Its report grew. */
void         wp_desk_panes_update (WpDeskPanes *self);
/* As wp_desk_chart_name_database. */
void         wp_desk_panes_name_database (WpDeskPanes *self, const char *host);
/* The finding that is shown, in the voice that is chosen, as text; the caller owns it. There is a
 * report. */
char        *wp_desk_panes_answer (WpDeskPanes *self);
/* `width` of the window at the usual font size. */
void         wp_desk_panes_fit (WpDeskPanes *self, double width);

void         wp_desk_panes_go_to (WpDeskPanes *self, WpDeskPaneId pane);
void         wp_desk_panes_focus (WpDeskPanes *self, WpDeskPaneId pane);
/* Which one this widget is in. */
WpDeskPaneId wp_desk_panes_of (WpDeskPanes *self, GtkWidget *widget);
gboolean     wp_desk_panes_can_go_back (WpDeskPanes *self);
void         wp_desk_panes_go_back (WpDeskPanes *self);
