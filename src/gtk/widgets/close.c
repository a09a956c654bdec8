/* See close.h. */
#include "gtk/widgets/close.h"

#define CLOSING "wp-closing"

void
wp_close_window (GtkWindow *window)
{
  if (g_object_get_data (G_OBJECT (window), CLOSING) != NULL)
    return;
  g_object_set_data (G_OBJECT (window), CLOSING, GINT_TO_POINTER (TRUE));
  gtk_window_close (window);
}
