/* libhandy's rows have no accessible name of their own: a screen reader would say "list item". */
#pragma once

#include <gtk/gtk.h>

/* Every row below `top` that nobody named says its title and subtitle, or the words in it. Again
 * after they changed. */
void wp_name_rows (GtkWidget *top);
