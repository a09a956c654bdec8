/* The support desk: the cases since the window was opened, what was done in each, and what to say
 * about it. One window, no wizard. */
#pragma once

#include "gtk/application.h"

#define WP_TYPE_DESK (wp_desk_get_type ())
G_DECLARE_FINAL_TYPE (WpDesk, wp_desk, WP, DESK, HdyApplicationWindow)

GtkWidget *wp_desk_new (WpApplication *application);
/* Becomes as large as this window, in whose place it is shown, as far as what it shows fits. */
void       wp_desk_take_place (WpDesk *self, GtkWindow *window);
/* Puts it into the entry; nothing is checked yet. */
void       wp_desk_set_address (WpDesk *self, const char *address);
/* A saved report becomes a case; what is wrong with the file is said in the window. */
void       wp_desk_open_report (WpDesk *self, const char *path);
/* Asks which. */
void       wp_desk_ask_report (WpDesk *self);
