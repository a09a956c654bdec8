/* The window with all keys. */
#pragma once

#include <gtk/gtk.h>

void wp_shortcuts_show (GtkWindow *parent);
