/* The manual in a window of the program's own, for desktops that have no viewer of help. */
#pragma once

#include <handy.h>

#define WP_TYPE_HELP_WINDOW (wp_help_window_get_type ())
G_DECLARE_FINAL_TYPE (WpHelpWindow, wp_help_window, WP, HELP_WINDOW, HdyWindow)

/* The one that is open, or a new one. */
WpHelpWindow *wp_help_window_need (GtkApplication *application);
/* Shows "tls#tls.eof", in front, at the time of the event that asked for it. Where it is closed by
 * a key, `opener` gets the focus back; it may be NULL. */
void          wp_help_window_open (WpHelpWindow *self, const char *target, GtkWindow *opener,
                                   guint32 time);
