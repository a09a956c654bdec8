/* See report-file.h. */
#include "gtk/report-file.h"

#include <glib/gi18n-lib.h>

#include "gtk/flow/report-name.h"

/* Dialogs */

typedef struct
{
  GtkFileChooserNative *dialog;
  GtkWidget *asker;
  WpFileChosen chosen;
  gpointer data;
} Ask;

static gboolean
on_idle (gpointer data)
{
  g_object_unref (((Ask *) data)->dialog);
  g_free (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: it answers from inside its own signal, and assistive programs still ask about what
 * was in it. */
static void
end (Ask *ask)
{
  g_signal_handlers_disconnect_by_data (ask->dialog, ask);
  g_signal_handlers_disconnect_by_data (ask->asker, ask);
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (ask->dialog));
  g_idle_add_full (G_PRIORITY_LOW, on_idle, ask, NULL);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Ask *ask = data;
  g_autoptr (GtkWidget) asker = g_object_ref (ask->asker);
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT
                              ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog))
                              : NULL;

  end (ask);
  if (path != NULL)
    ask->chosen (asker, path, ask->data);
}

static void
on_destroyed (GtkWidget *asker G_GNUC_UNUSED, gpointer data)
{
  end (data);
}

GtkFileChooserNative *
wp_file_chooser_new (GtkWidget *asker,
                     const char *title,
                     GtkFileChooserAction action,
                     const char *accept)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (asker));

  return gtk_file_chooser_native_new (title, window, action, accept, NULL);
}

void
wp_file_ask (GtkWidget *asker, GtkFileChooserNative *taken, WpFileChosen chosen, gpointer data)
{
  Ask *ask = g_new (Ask, 1);

  *ask = (Ask){ taken, asker, chosen, data };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (taken), TRUE);
  g_signal_connect (taken, "response", G_CALLBACK (on_response), ask);
  g_signal_connect (asker, "destroy", G_CALLBACK (on_destroyed), ask);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (taken));
}

/* Reports */

static void
on_chosen (GtkWidget *asker, const char *path, gpointer data)
{
  GtkFileChooserNative *dialog = data;
  WpCase *wp_case = g_object_get_data (G_OBJECT (dialog), "wp-case");
  WpReportSaved saved = g_object_get_data (G_OBJECT (dialog), "wp-saved");
  g_autoptr (GError) error = NULL;

  wp_case_save_report (wp_case, path, TRUE, &error);
  saved (asker, path, error);
}

void
wp_report_file_save (GtkWidget *asker, WpCase *wp_case, WpReportSaved saved)
{
  GtkFileChooserNative *dialog = wp_file_chooser_new (asker, _ ("Save Report"),
                                                      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
  g_autofree char *name = wp_report_file_name (wp_case_report (wp_case));

  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "wp-case", g_object_ref (wp_case), g_object_unref);
  g_object_set_data (G_OBJECT (dialog), "wp-saved", saved);
  wp_file_ask (asker, dialog, on_chosen, dialog);
}

char *
wp_report_file_sentence (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  /* Translators: the name of a file. */
  return g_strdup_printf (_ ("The report was saved as %s."), name);
}

static void
on_saved (GtkWidget *page, const char *path, const GError *error)
{
  g_autofree char *sentence = wp_report_file_sentence (path);

  if (error == NULL)
    wp_view_say (WP_VIEW (page), sentence);
  else
    wp_view_complain (WP_VIEW (page), error->message);
}

void
wp_report_file_ask (WpView *page)
{
  wp_report_file_save (GTK_WIDGET (page), wp_view_case (page), on_saved);
}
