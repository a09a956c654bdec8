/* See files.h. */
#include "gtk/desk/files.h"

#include <glib/gi18n-lib.h>

#include "session/saved.h"

typedef struct
{
  GtkWindow *window; /* referenced */
  WpCase *wp_case;   /* NULL: opening */
  WpDeskChosen chosen;
  WpDeskOpened opened; /* where there is no `chosen` */
  WpDeskSaved saved;
} Ask;

static void
ask_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Ask *ask = data;

  g_object_unref (ask->window);
  g_clear_object (&ask->wp_case);
  g_free (ask);
}

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

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Ask *ask = data;
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT
                              ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog))
                              : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL && ask->chosen != NULL)
    ask->chosen (ask->window, path);
  else if (path != NULL && ask->wp_case == NULL)
    wp_desk_files_open (ask->window, path, ask->opened);
  else if (path != NULL)
    {
      wp_case_save_report (ask->wp_case, path, TRUE, &error);
      ask->saved (ask->window, path, error);
    }
  g_object_unref (dialog);
}

static void
show (GtkFileChooserNative *dialog, const Ask *ask)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), g_memdup2 (ask, sizeof *ask),
                         ask_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
ask_open (const Ask *ask)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Open a Saved Report"), ask->window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Reports (JSON)"));
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  show (dialog, ask);
}

void
wp_desk_files_ask_open (GtkWindow *window, WpDeskOpened opened)
{
  const Ask ask = { .window = g_object_ref (window), .opened = opened };

  ask_open (&ask);
}

void
wp_desk_files_choose (GtkWindow *window, WpDeskChosen chosen)
{
  const Ask ask = { .window = g_object_ref (window), .chosen = chosen };

  ask_open (&ask);
}

void
wp_desk_files_ask_save (GtkWindow *window, WpCase *wp_case, WpDeskSaved saved)
{
  const Ask ask = { .window = g_object_ref (window),
                    .wp_case = g_object_ref (wp_case),
                    .saved = saved };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save Report"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  /* Translators: the name of a file; keep the ending. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("mail-report.json"));
  show (dialog, &ask);
}
