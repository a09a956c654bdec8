/* The last page: what works, what was saved and where, with a way back for each; what a person
 * still does by hand; and the settings to keep. */
#include <glib/gi18n-lib.h>

#include "gtk/flow/ending.h"
#include "gtk/pages/done/sheet.h"
#include "gtk/pages/pages.h"
#include "gtk/report-file.h"
#include "gtk/widgets/parts.h"
#include "gtk/flow/words.h"
#include "gtk/widgets/close.h"

struct _WpDoneView
{
  WpView parent;

  GtkWidget *saved; /* list: a row for each file */
  GtkWidget *next_group;
  GtkWidget *next; /* list */
  GtkWidget *more; /* list with one row that opens: what the file is for, too */
  GtkWidget *opens;
  GPtrArray *more_rows; /* in it; lent */
  WpSheet *sheet;
};

#define WP_TYPE_DONE_VIEW (wp_done_view_get_type ())
G_DECLARE_FINAL_TYPE (WpDoneView, wp_done_view, WP, DONE_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpDoneView, wp_done_view, WP_TYPE_VIEW)

/* What is said at the top */

static const struct
{
  WpStateKind kind;
  const char *heading;
  const char *lead[2]; /* nothing was saved; something was. NULL: the headline of the run */
} ends[] = {
  [WP_ENDING_MAIL_FLOWS] = { WP_STATE_WORKS,
                             N_ ("All Done"),
                             { N_ ("Receiving and sending work. Nothing was changed on the "
                                   "server."),
                               N_ ("Receiving and sending work, and the settings are saved. "
                                   "Nothing was changed on the server.") } },
  [WP_ENDING_RECEIVES] = { WP_STATE_UNTESTED,
                           N_ ("Done, but Sending Was Not Tested"),
                           { N_ ("Receiving works. Nobody tried to send, so whether sending works "
                                 "is not known. Nothing was changed on the server."),
                             N_ ("The settings are saved. Receiving works. Nobody tried to send, "
                                 "so whether sending works is not known. Nothing was changed on "
                                 "the server.") } },
  [WP_ENDING_SENDS] = { WP_STATE_UNTESTED,
                        N_ ("Done, but Receiving Was Not Tested"),
                        { N_ ("Sending works. Nobody tried to receive, so whether receiving works "
                              "is not known. Nothing was changed on the server."),
                          N_ ("The settings are saved. Sending works. Nobody tried to receive, so "
                              "whether receiving works is not known. Nothing was changed on the "
                              "server.") } },
  [WP_ENDING_PART_TESTED] = { WP_STATE_UNTESTED,
                              N_ ("Done, but Not Everything Was Tested"),
                              { NULL, NULL } },
  [WP_ENDING_SOME_FAIL] = { WP_STATE_WARNING,
                            N_ ("Done, but Not Everything Works"),
                            { NULL, NULL } },
  [WP_ENDING_NOT_TESTED] = { WP_STATE_UNTESTED,
                             N_ ("Done, Without a Test"),
                             { N_ ("Nobody logged in, so whether these settings work is not known "
                                   "yet. "
                                   "Nothing was changed on the server."),
                               N_ ("The settings are saved. Nobody logged in, so whether they work "
                                   "is "
                                   "not known yet. Nothing was changed on the server.") } },
  [WP_ENDING_NOTHING_FOUND] = { WP_STATE_UNTESTED, N_ ("Done, Without a Test"), { NULL, NULL } },
  [WP_ENDING_NO_SERVERS] = { WP_STATE_WORKS,
                             N_ ("All Done"),
                             { N_ ("The question is answered. No server was asked, and nothing was "
                                   "saved."),
                               N_ ("The question is answered. No server was asked.") } },
};

static void
say_end (WpView *page)
{
  const WpReport *report = wp_case_report (wp_view_case (page));
  gboolean is_saved = wp_case_written (wp_view_case (page))->len > 0;
  WpEnding end = wp_ending_of (report);
  const char *lead = ends[end].lead[is_saved ? 1 : 0];
  g_autofree char *headline = lead == NULL ? wp_render_headline_text (report, wp_words ()) : NULL;

  wp_view_set_emblem (page, wp_state_icon (ends[end].kind), wp_state_class (ends[end].kind));
  wp_view_set_heading (page, _ (ends[end].heading), lead == NULL ? headline : _ (lead));
}

/* What to do next */

static GtkWidget *
new_step (const char *text)
{
  GtkWidget *label = wp_passage_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  g_object_set (label, "margin", 12, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_container_add (GTK_CONTAINER (row), label);
  gtk_widget_show (row);
  return row;
}

static void
add_steps (GtkWidget *list, const WpWrittenFile *file, const GPtrArray *steps, GPtrArray *rows)
{
  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *text = wp_written_file_fill (file, _ (steps->pdata[i]));
      GtkWidget *row = new_step (text);

      gtk_container_add (GTK_CONTAINER (list), row);
      if (rows != NULL)
        g_ptr_array_add (rows, row);
    }
}

/* Of the files that are there now. */
static void
show_steps (WpDoneView *self)
{
  const GPtrArray *written = wp_case_written (wp_view_case (WP_VIEW (self)));

  wp_list_clear (self->next);
  for (guint i = 0; i < self->more_rows->len; i++)
    gtk_widget_destroy (self->more_rows->pdata[i]);
  g_ptr_array_set_size (self->more_rows, 0);
  for (guint i = 0; i < written->len; i++)
    {
      const WpWrittenFile *file = written->pdata[i];

      add_steps (self->next, file, file->next_steps, NULL);
      add_steps (self->opens, file, file->administrator_steps, self->more_rows);
    }
  gtk_widget_set_visible (self->next_group, written->len > 0);
  gtk_widget_set_visible (self->more, self->more_rows->len > 0);
}

/* What was saved */

static char *
describe (const WpWrittenFile *file)
{
  g_autofree char *path = g_filename_display_name (file->path);
  g_autofree char *kept = file->written.kept == NULL ? NULL
                                                     : g_path_get_basename (file->written.kept);
  g_autofree char *shown = kept == NULL ? NULL : g_filename_display_name (kept);

  if (file->written.result == WP_FILE_SAME)
    /* Translators: %s is the path of a file. */
    return g_strdup_printf (_ ("%s had these contents already."), path);
  if (shown != NULL)
    /* Translators: the path of a file, and the name of its copy. */
    return g_strdup_printf (_ ("%s. The file before is kept as %s."), path, shown);
  return g_strdup_printf (_ ("%s. A new file."), path);
}

/* The row stays where it was, and says so. */
static void
mark_undone (GtkWidget *button, const char *now)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, HDY_TYPE_ACTION_ROW);
  GtkWidget *image = g_object_get_data (G_OBJECT (button), "image");
  GtkWidget *label = wp_label_new (_ ("Undone"), "wp-dim");

  hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), now);
  wp_state_image_set (GTK_IMAGE (image), WP_STATE_UNTESTED);
  gtk_container_add (GTK_CONTAINER (row), label);
  gtk_widget_destroy (button);
  gtk_widget_set_can_focus (row, TRUE);
  gtk_widget_grab_focus (row);
  wp_announce (row, now);
}

/* What there is after Undo. */
static char *
describe_undone (const WpWrittenFile *file)
{
  g_autofree char *path = g_filename_display_name (file->path);

  return g_strdup_printf (file->written.result == WP_FILE_REPLACED
                              /* Translators: %s is the path of a file. */
                              ? _ ("%s is again what it was before.")
                              : _ ("%s was removed."),
                          path);
}

static void
on_undo (GtkButton *button, gpointer data)
{
  WpView *page = data;
  g_autoptr (GError) error = NULL;
  const WpWrittenFile *file = g_object_get_data (G_OBJECT (button), "file");
  g_autofree char *now = describe_undone (file);

  wp_view_complain (page, NULL);
  if (!wp_case_undo (wp_view_case (page), file, &error))
    {
      wp_view_complain (page, error->message);
      return;
    }
  mark_undone (GTK_WIDGET (button), now);
  say_end (page);
  show_steps (WP_DONE_VIEW (page));
}

static GtkWidget *
new_undo (WpDoneView *self, const WpWrittenFile *file, GtkWidget *image)
{
  GtkWidget *undo = gtk_button_new_with_mnemonic (_ ("_Undo"));
  /* Translators: %s is a program, or what a file is for. */
  g_autofree char *name = g_strdup_printf (_ ("Undo saving for %s"), _ (file->client->title));

  gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
  wp_name_accessible (undo, name);
  g_object_set_data (G_OBJECT (undo), "file", (gpointer) file);
  g_object_set_data (G_OBJECT (undo), "image", image);
  g_signal_connect (undo, "clicked", G_CALLBACK (on_undo), self);
  gtk_widget_show (undo);
  return undo;
}

/* Somebody removed or changed it since: then there is nothing to undo, and nothing is saved. */
static char *
describe_lost (const WpWrittenFile *file)
{
  g_autofree char *path = g_filename_display_name (file->path);

  /* Translators: %s is the path of a file. */
  return g_strdup_printf (_ ("%s was removed or changed since it was saved."), path);
}

static void
add_saved (WpDoneView *self, const WpWrittenFile *file, gboolean is_there)
{
  /* Translators: %s is a program, or what a file is for. */
  g_autofree char *title = g_strdup_printf (is_there ? _ ("Saved for %s") : _ ("Not saved for %s"),
                                            _ (file->client->title));
  g_autofree char *subtitle = is_there ? describe (file) : describe_lost (file);
  GtkWidget *row = wp_row_new (title, subtitle);
  GtkWidget *image = wp_state_image_new (is_there ? WP_STATE_WORKS : WP_STATE_WARNING);

  gtk_widget_show (image);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (row), image);
  if (is_there && file->written.result != WP_FILE_SAME)
    gtk_container_add (GTK_CONTAINER (row), new_undo (self, file, image));
  gtk_container_add (GTK_CONTAINER (self->saved), row);
}

/* A row for each that was saved, also for those that are not there any more; these are forgotten
 * before anything is said about the rest. */
static void
show_saved (WpDoneView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  const GPtrArray *written = wp_case_written (wp_case);
  guint n = 0;

  wp_list_clear (self->saved);
  gtk_widget_set_visible (self->saved, written->len > 0);
  while (n < written->len)
    {
      const WpWrittenFile *file = written->pdata[n];
      gboolean is_there = wp_session_is_written (file);

      add_saved (self, file, is_there);
      if (is_there)
        n++;
      else
        wp_case_forget (wp_case, file);
    }
}

/* The page */

static void
entered (WpView *page)
{
  WpDoneView *self = WP_DONE_VIEW (page);

  show_saved (self);
  say_end (page);
  show_steps (self);
  wp_sheet_update (self->sheet, wp_view_case (page));
}

static gboolean
close_soon (gpointer data)
{
  wp_close_window (data);
  return G_SOURCE_REMOVE;
}

/* "Close" closes the window; the start page is one button further left. Later, because the page is
 * destroyed with the window. */
static gboolean
commit (WpView *page)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (page));

  g_idle_add_full (G_PRIORITY_DEFAULT, close_soon, g_object_ref (window), g_object_unref);
  return FALSE;
}

enum
{
  ANOTHER_TASK,
  SAVE_REPORT,
  N_BUTTONS
};

static guint
buttons (WpView *page, WpViewButton *shown)
{
  shown[ANOTHER_TASK] = (WpViewButton){ N_ ("_Another Task"), TRUE, TRUE };
  shown[SAVE_REPORT] = (WpViewButton){ N_ ("Save _Report…"),
                                       wp_case_report (wp_view_case (page)) != NULL, TRUE };
  return N_BUTTONS;
}

static void
pressed (WpView *page, guint button)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (page));

  if (button == SAVE_REPORT)
    wp_report_file_ask (page);
  else
    g_action_group_activate_action (G_ACTION_GROUP (window), "start", NULL);
}

static void
wp_done_view_finalize (GObject *object)
{
  g_ptr_array_unref (WP_DONE_VIEW (object)->more_rows);
  G_OBJECT_CLASS (wp_done_view_parent_class)->finalize (object);
}

static void
wp_done_view_class_init (WpDoneViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_done_view_finalize;
  page->id = WP_PAGE_DONE;
  page->entered = entered;
  page->commit = commit;
  page->buttons = buttons;
  page->pressed = pressed;
}

static GtkWidget *
new_more (WpDoneView *self)
{
  GtkWidget *list = wp_list_new ();

  self->more_rows = g_ptr_array_new ();
  self->opens = wp_expander_new (_ ("For Ad_ministrators"));
  hdy_expander_row_set_use_underline (HDY_EXPANDER_ROW (self->opens), TRUE);
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->opens),
                                 _ ("What else the file can be used for"));
  gtk_container_add (GTK_CONTAINER (list), self->opens);
  return list;
}

static void
wp_done_view_init (WpDoneView *self)
{
  GtkWidget *parts[4];

  self->saved = wp_list_new ();
  self->next = wp_list_new ();
  self->next_group = wp_group_new (_ ("What to Do Next"), self->next);
  self->sheet = WP_SHEET (wp_sheet_new ());
  self->more = new_more (self);
  wp_name_accessible (self->saved, _ ("What was saved"));
  parts[0] = self->saved;
  parts[1] = GTK_WIDGET (self->sheet);
  parts[2] = self->next_group;
  parts[3] = self->more;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      wp_hide_for_now (parts[i]);
      wp_view_add (WP_VIEW (self), parts[i]);
    }
}
