/* Dialogs that ask for a file; and "Save Report…", which writes the report of a case to one. */
#pragma once

#include "gtk/view.h"

/* `asker` is there still. */
typedef void (*WpFileChosen) (GtkWidget *asker, const char *path, gpointer data);
/* Shows a modal dialog, and takes it. Where the person thinks better of it, or `asker` is destroyed
 * meanwhile, nothing is called. */
void wp_file_ask (GtkWidget *asker, GtkFileChooserNative *taken, WpFileChosen chosen,
                  gpointer data);
GtkFileChooserNative *wp_file_chooser_new (GtkWidget *asker, const char *title,
                                           GtkFileChooserAction action, const char *accept);

/* `error` NULL: it was written. */
typedef void (*WpReportSaved) (GtkWidget *asker, const char *path, const GError *error);
/* A file that is there already is kept as NAME~; the dialog asked before. */
void wp_report_file_save (GtkWidget *asker, WpCase *wp_case, WpReportSaved saved);
/* The same for the case of a page. What was done, or went wrong, is said on the page. */
void wp_report_file_ask (WpView *page);
/* "The report was saved as …"; the caller owns it. */
char *wp_report_file_sentence (const char *path);
