/* The question of a run, in a bar above the panes: a password, or what only a person can decide.
 * The safe answer comes first, nothing is preselected. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_DESK_ASK (wp_desk_ask_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskAsk, wp_desk_ask, WP, DESK_ASK, GtkRevealer)

GtkWidget *wp_desk_ask_new (void);
/* Shows what this case asks now, or nothing; NULL: nothing. What was typed for another question is
 * wiped. */
void       wp_desk_ask_show (WpDeskAsk *self, WpCase *wp_case);
gboolean   wp_desk_ask_is_open (WpDeskAsk *self);
void       wp_desk_ask_focus (WpDeskAsk *self);
/* The answers below the entry. */
void       wp_desk_ask_set_narrow (WpDeskAsk *self, gboolean is_narrow);
