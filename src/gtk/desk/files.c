/* See files.h. */
#include "gtk/desk/files.h"

#include <glib/gi18n-lib.h>

#include "gtk/report-file.h"
#include "session/saved.h"

/* Opening */

static void
read_it (GTask *task,
         gpointer source G_GNUC_UNUSED,
         gpointer path,
         GCancellable *cancellable G_GNUC_UNUSED)
{
  GError *error = NULL;
  WpReport *report = wp_session_view_report (path, &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, (GDestroyNotify) wp_report_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  WpDeskOpened opened = data;
  g_autoptr (GError) error = NULL;
  WpReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  opened (GTK_WINDOW (source), report, error);
}

void
wp_desk_files_open (GtkWindow *window, const char *path, WpDeskOpened opened)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, on_read, opened);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_it);
}

/* Dialogs */

static GtkFileChooserNative *
new_dialog (GtkWindow *window)
{
  GtkFileChooserNative *dialog = wp_file_chooser_new (
      GTK_WIDGET (window), _ ("Open a Saved Report"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));
  GtkFileFilter *filter = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Reports (JSON)"));
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  return dialog;
}

static void
on_open (GtkWidget *window, const char *path, gpointer data)
{
  wp_desk_files_open (GTK_WINDOW (window), path, data);
}

void
wp_desk_files_ask_open (GtkWindow *window, WpDeskOpened opened)
{
  wp_file_ask (GTK_WIDGET (window), new_dialog (window), on_open, opened);
}

static void
on_choice (GtkWidget *window, const char *path, gpointer data)
{
  WpDeskChosen chosen = data;

  chosen (GTK_WINDOW (window), path);
}

void
wp_desk_files_choose (GtkWindow *window, WpDeskChosen chosen)
{
  wp_file_ask (GTK_WIDGET (window), new_dialog (window), on_choice, chosen);
}
