/* Saved reports, opened at the desk. Reading one is done beside the main loop: it may be large. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

/* The report (the receiver's), or NULL and an error; neither where the person thought better of
 * it. */
typedef void (*WpDeskOpened) (GtkWindow *window, WpReport *taken, const GError *error);

void wp_desk_files_open (GtkWindow *window, const char *path, WpDeskOpened opened);
/* Asks which. */
void wp_desk_files_ask_open (GtkWindow *window, WpDeskOpened opened);

typedef void (*WpDeskChosen) (GtkWindow *window, const char *path);
/* Asks which, and opens nothing. Where the person thinks better of it, nothing is called. */
void wp_desk_files_choose (GtkWindow *window, WpDeskChosen chosen);
