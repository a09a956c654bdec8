/* What the keys copy, as text: the row that has the focus, or the whole report. Never what is being
 * typed: an entry keeps its keys to itself. */
#pragma once

#include <gtk/gtk.h>

#include "model/report.h"

/* Ctrl+C in this window copies the row that has the focus, unless something nearer takes it. */
void wp_copy_watch (GtkWidget *window);
/* What that is while the focus is in `widget`, in place of the accessible name of a row; the caller
 * owns it, NULL: nothing. */
typedef char *(*WpCopyFunc) (GtkWidget *widget);
void wp_copy_set (GtkWidget *widget, WpCopyFunc text);
/* The button says for a moment that it was done; `said` (a sentence) is for who listens. */
void wp_copy_by_button (GtkWidget *button, const char *text, const char *said);
/* As `waypost check --timeline` prints it; says that it was copied. */
void wp_copy_report (GtkWidget *widget, const WpReport *report);
