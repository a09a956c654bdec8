/* The right of the desk: a finding in two voices, for the customer and for the technician. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/desk-data.h"
#include "gtk/flow/desk-entry.h"

#define WP_TYPE_DESK_ANSWER (wp_desk_answer_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskAnswer, wp_desk_answer, WP, DESK_ANSWER, GtkBox)

/* Signals: chosen (guint step): another finding was chosen, which is about this step; help (const
 * char *page). */
GtkWidget       *wp_desk_answer_new (void);
/* The finding on `step`, or the most important one. `entry` NULL: nothing. */
void             wp_desk_answer_show (WpDeskAnswer *self, WpDeskEntry *entry, guint step);
WpVoice          wp_desk_answer_voice (WpDeskAnswer *self);
/* NULL: nothing was found. Lent by the report. */
const WpFinding *wp_desk_answer_finding (WpDeskAnswer *self);
void             wp_desk_answer_focus (WpDeskAnswer *self);
