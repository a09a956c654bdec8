/* See print.h. */
#include "gtk/pages/done/print.h"

#include <glib/gi18n-lib.h>

#define FONT "Sans 11"

typedef struct
{
  char *text;
  PangoLayout *layout;
  GArray *starts; /* of int: the first line of each page */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_clear_object (&job->layout);
  g_array_unref (job->starts);
  g_free (job);
}

/* A line that would cross the end of the page begins the next one. */
static void
paginate (Job *job, double height)
{
  PangoLayoutIter *iter = pango_layout_get_iter (job->layout);
  double top = 0;
  int line = 0;

  do
    {
      PangoRectangle extents;
      double y, bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      y = extents.y / (double) PANGO_SCALE;
      bottom = y + extents.height / (double) PANGO_SCALE;
      if (line == 0 || bottom - top > height)
        {
          top = y;
          g_array_append_val (job->starts, line);
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Job *job = data;
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  job->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (job->layout, font);
  pango_layout_set_width (job->layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_text (job->layout, job->text, -1);
  pango_font_description_free (font);
  paginate (job, gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) job->starts->len);
}

static void
on_draw (GtkPrintOperation *operation G_GNUC_UNUSED,
         GtkPrintContext *context,
         int page,
         gpointer data)
{
  Job *job = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int first = g_array_index (job->starts, int, page);
  int end = page + 1 < (int) job->starts->len ? g_array_index (job->starts, int, page + 1)
                                              : pango_layout_get_line_count (job->layout);
  PangoLayoutIter *iter = pango_layout_get_iter (job->layout);
  double top = 0;

  for (int line = 0; line < end; line++, pango_layout_iter_next_line (iter))
    {
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      if (line == first)
        top = extents.y / (double) PANGO_SCALE;
      if (line < first)
        continue;
      cairo_move_to (cr, extents.x / (double) PANGO_SCALE,
                     pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE - top);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  pango_layout_iter_free (iter);
}

static void
complain (GtkWindow *parent, const char *reason)
{
  GtkWidget *dialog = gtk_message_dialog_new (
      parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_WARNING,
      GTK_BUTTONS_CLOSE, "%s", _ ("The Sheet Could Not Be Printed"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", reason);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wp_print_text (GtkWindow *parent, const char *name, const char *text)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  job->starts = g_array_new (FALSE, FALSE, sizeof (int));
  g_object_set_data_full (G_OBJECT (operation), "job", job, job_free);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), job);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    complain (parent, error->message);
}
