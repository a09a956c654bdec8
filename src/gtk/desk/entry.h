/* One case at the desk: a run of this session, or a report that was opened from a file. */
#pragma once

#include "gtk/case.h"

#define WP_TYPE_DESK_ENTRY (wp_desk_entry_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskEntry, wp_desk_entry, WP, DESK_ENTRY, GObject)

/* Signal: changed (guint flags), WpCaseChange. */
WpDeskEntry    *wp_desk_entry_new_run (WpCase *wp_case);
WpDeskEntry    *wp_desk_entry_new_file (WpReport *taken);

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
