/* The window: the start page, or one task on its stage; the actions that keys and buttons begin. */
#pragma once

#include "gtk/application.h"
#include "gtk/view.h"

#define WP_TYPE_WINDOW (wp_window_get_type ())
G_DECLARE_FINAL_TYPE (WpWindow, wp_window, WP, WINDOW, HdyApplicationWindow)

GtkWidget *wp_window_new (WpApplication *application);
/* Back to the choice of a task; what is under way is cancelled. */
void       wp_window_show_start (WpWindow *self);
void       wp_window_begin (WpWindow *self, WpWizardTask task);
/* NULL on the start page. */
WpView    *wp_window_peek_page (WpWindow *self);
