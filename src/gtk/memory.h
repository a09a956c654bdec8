/* What the next start of the program remembers of a window: its size, nothing else. */
#pragma once

#include <gtk/gtk.h>

/* `settings` NULL: they are not installed; the window gets its usual size, and nothing is kept. */
void wp_memory_restore (GtkWindow *window, GSettings *settings);
void wp_memory_keep (GtkWindow *window, GSettings *settings);
