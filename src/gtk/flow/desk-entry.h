/* One case at the desk: a run since the window was opened, or a report that was opened from a
 * file. */
#pragma once

#include "gtk/flow/case.h"

#define WP_TYPE_DESK_ENTRY (wp_desk_entry_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskEntry, wp_desk_entry, WP, DESK_ENTRY, GObject)

/* Signal: changed (guint flags), WpCaseChange. */
WpDeskEntry    *wp_desk_entry_new_run (WpCase *wp_case);
WpDeskEntry    *wp_desk_entry_new_file (WpReport *taken);

/* A run that is under way is what a start of `wanted` would be: address, servers, and who may be
 * asked are the same. */
gboolean        wp_desk_entry_is_same (WpDeskEntry *self, WpCase *wanted);
/* Servers that a person gave, of WpEndpoint; NULL: they were looked for. Lent. */
const GPtrArray *wp_desk_entry_given (WpDeskEntry *self);
/* What is known need not be asked again: a run after this one takes its servers as they are,
 * because each of them may be logged in to without a question. */
gboolean        wp_desk_entry_keeps_servers (WpDeskEntry *self);
/* The same case once more: address, user name, what was decided, who may not be asked, and the
 * servers if they are kept. A password was dropped with the run it was for, and is asked for. FALSE
 * and an error: the earlier run stays. */
gboolean        wp_desk_entry_run_again (WpDeskEntry *self, const WpSessionOptions *options,
                                         GError **error);

/* NULL: it is from a file, and nothing is run. */
WpCase         *wp_desk_entry_case (WpDeskEntry *self);
/* NULL: not begun. */
const WpReport *wp_desk_entry_report (WpDeskEntry *self);
gboolean        wp_desk_entry_is_running (WpDeskEntry *self);
/* What it is about; lent. */
const char     *wp_desk_entry_name (WpDeskEntry *self);
/* "10:42", or the day where it is another one; the caller owns it. */
char           *wp_desk_entry_time (WpDeskEntry *self);
/* On the clock of the report while it runs; 0: it is over. */
gint64          wp_desk_entry_now_us (WpDeskEntry *self);
