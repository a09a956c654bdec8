/* The menu in the header bar of every page. */
#pragma once

#include <gtk/gtk.h>

/* A button with the menu; its items are actions of the window and the application. It is itself the
 * action "menu" of its window, while it shows. */
GtkWidget *wp_menu_new (void);
