/* Closing a window that may be asked to more than once before it does. */
#pragma once

#include <gtk/gtk.h>

/* As by its button, soon; once it is asked for, nothing more happens. (GTK keeps one of several
 * such wishes in mind, and follows the others after the window is gone.) For windows that never
 * refuse. */
void wp_close_window (GtkWindow *window);
