/* See report-file.h. */
#include "gtk/report-file.h"

#include <glib/gi18n-lib.h>

static void
say_saved (WpView *page, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: the name of a file. */
  g_autofree char *sentence = g_strdup_printf (_ ("The report was saved as %s."), name);

  wp_view_say (page, sentence);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  WpView *page = data;
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT
                              ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog))
                              : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL && wp_case_save_report (wp_view_case (page), path, TRUE, &error))
    say_saved (page, path);
  else if (path != NULL)
    wp_view_complain (page, error->message);
  g_object_unref (dialog);
}

/* The page went away before the answer came. */
static void
on_destroyed (GtkWidget *page G_GNUC_UNUSED, gpointer data)
{
  gtk_native_dialog_destroy (data);
  g_object_unref (data);
}

void
wp_report_file_ask (WpView *page)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (page)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save Report"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  /* Translators: the name of a file; keep the ending. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("mail-report.json"));
  g_signal_connect_object (page, "destroy", G_CALLBACK (on_destroyed), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
