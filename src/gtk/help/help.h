/* Help that always appears: in the desktop's viewer where there is one and it finds the manual,
 * else in a window of the program's own. */
#pragma once

#include <gtk/gtk.h>

/* A page ("find"), or a section of one ("tls#tls.eof"), in front of `parent`, which may be NULL. */
void wp_help_show (GtkApplication *application, GtkWindow *parent, const char *target);
