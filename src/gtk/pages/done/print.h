/* Prints a text as it is, on as many pages as it takes. */
#pragma once

#include <gtk/gtk.h>

void wp_print_text (GtkWindow *parent, const char *name, const char *text);
