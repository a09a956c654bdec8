/* The cases since the window was opened: whose mail, what was found, when. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/desk-entry.h"
#include "gtk/flow/desk-data.h"
#include "gtk/widgets/state.h"

#define WP_TYPE_DESK_CASES (wp_desk_cases_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskCases, wp_desk_cases, WP, DESK_CASES, GtkBox)

/* Signals: chosen (WpDeskEntry *entry); fresh (): a new one is wanted. */
GtkWidget   *wp_desk_cases_new (void);
/* On top of the list, and chosen. */
void         wp_desk_cases_add (WpDeskCases *self, WpDeskEntry *entry);
/* After it changed. */
void         wp_desk_cases_update (WpDeskCases *self, WpDeskEntry *entry);
/* NULL: none is chosen. */
WpDeskEntry *wp_desk_cases_chosen (WpDeskCases *self);
/* The run that is under way and is what a start of this one would be. FALSE: there is none. */
gboolean     wp_desk_cases_choose_running (WpDeskCases *self, WpCase *wanted);
void         wp_desk_cases_choose_none (WpDeskCases *self);
void         wp_desk_cases_focus (WpDeskCases *self);
/* The shape of a state. */
WpStateKind  wp_desk_shape (WpDeskState state);
