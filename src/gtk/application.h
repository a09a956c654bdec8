/* The program: one window for the wizard, its style sheet and icons, its settings, help. */
#pragma once

#include <handy.h>

#include "session/session.h"

#define WP_APPLICATION_ID "org.waypost.Waypost"

#define WP_TYPE_APPLICATION (wp_application_get_type ())
G_DECLARE_FINAL_TYPE (WpApplication, wp_application, WP, APPLICATION, GtkApplication)

WpApplication *wp_application_new (void);
/* What every run is given; from the command line of the program. Lent. */
const WpSessionOptions *wp_application_options (WpApplication *self);
/* org.waypost.Waypost; NULL where the schema is not installed. */
GSettings     *wp_application_settings (WpApplication *self);
/* The choice of a task, in a window that has none, or in a new one. */
void           wp_application_show_start (WpApplication *self);
/* The same in place of a support desk, which is hidden as it is until it is taken again, or the
 * program ends. */
void           wp_application_put_aside (WpApplication *self, GtkWindow *desk);
/* The desk that was put aside last; else a new one. */
GtkWidget     *wp_application_take_desk (WpApplication *self);
/* Opens a page of the manual ("find"), or a section of one ("tls#tls.eof"). */
void           wp_application_help (WpApplication *self, GtkWindow *parent, const char *target);
