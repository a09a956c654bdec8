/* See memory.h. */
#include "gtk/memory.h"

#define WIDTH 860
#define HEIGHT 620

void
wp_memory_restore (GtkWindow *window, GSettings *settings)
{
  int width = WIDTH, height = HEIGHT;

  if (settings != NULL)
    g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (window, width, height);
  if (settings != NULL && g_settings_get_boolean (settings, "is-maximized"))
    gtk_window_maximize (window);
}

/* The size of a maximised window is the screen's: the one before it is kept. */
void
wp_memory_keep (GtkWindow *window, GSettings *settings)
{
  gboolean is_maximized = gtk_window_is_maximized (window);
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_size (window, &width, &height);
  if (!is_maximized)
    g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "is-maximized", is_maximized);
}
