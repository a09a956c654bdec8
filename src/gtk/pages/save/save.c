/* What the settings are saved for, and where. Shows before anything is written what each file will
 * say, and what it cannot; a file that is there already is replaced only after a second yes. */
#include <glib/gi18n-lib.h>

#include "base/subst.h"
#include "gtk/pages/pages.h"
#include "gtk/flow/saving.h"
#include "gtk/widgets/parts.h"

/* One program to save for. */
typedef struct
{
  const WpClient *client;
  GtkWidget *row;
  GtkWidget *check;
  WpWrittenFile *plan;    /* what would be written; NULL: it cannot be */
  gboolean is_impossible; /* and that is shown */
  gboolean is_wanted;     /* when it is possible again */
} Target;

struct _WpSaveView
{
  WpView parent;

  char *folder;
  GArray *targets; /* of Target */
  GtkWidget *folder_row;
  GtkWidget *notes;       /* box: what to mind with these files */
  GtkWidget *silence;     /* list: what a file cannot say */
  GtkWidget *silent;      /* its one row, which opens */
  GPtrArray *silent_rows; /* in it; lent */
  WpCallout *callout;     /* a file is in the way */
  char *in_the_way;       /* its path */
  WpSaving saving;
  GtkFileChooserNative *chooser;
};

#define WP_TYPE_SAVE_VIEW (wp_save_view_get_type ())
G_DECLARE_FINAL_TYPE (WpSaveView, wp_save_view, WP, SAVE_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpSaveView, wp_save_view, WP_TYPE_VIEW)

static Target *
target_at (WpSaveView *self, guint n)
{
  return &g_array_index (self->targets, Target, n);
}

static gboolean
is_chosen (const Target *target)
{
  return target->plan != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (target->check));
}

static guint
count_chosen (WpSaveView *self)
{
  guint count = 0;

  for (guint i = 0; i < self->targets->len; i++)
    count += is_chosen (target_at (self, i));
  return count;
}

/* What will be written */

/* "good.test.xml. It follows the choice: IMAP." */
static char *
describe (const WpWrittenFile *plan)
{
  static const char *const texts[] = {
    /* Translators: {file} is the name of a file, {answer} an answer to POP3 or IMAP. */
    [WP_WRITE_BY_MEASURE] = N_ ("{file}. It follows what was measured: {answer}."),
    [WP_WRITE_BY_REPORT] = N_ ("{file}. It follows the advice: {answer}."),
    [WP_WRITE_BY_CHOICE] = N_ ("{file}. It follows the choice: {answer}."),
    [WP_WRITE_BY_PERSON] = N_ ("{file}. It follows the choice: {answer}."),
  };
  g_autofree char *base = g_path_get_basename (plan->path);
  g_autofree char *file = g_filename_display_name (base);
  g_autofree char *answer = wp_written_file_answer (plan);

  return wp_subst_pairs (_ (texts[plan->basis]), "file", file, "answer", answer, NULL);
}

static gboolean
works (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; report != NULL && i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->protocol == protocol && service->works == WP_WORKS_YES)
        return TRUE;
    }
  return FALSE;
}

/* Why nothing can be saved. */
static const char *
reason_of (const WpReport *report)
{
  if (works (report, WP_PROTOCOL_IMAP) || works (report, WP_PROTOCOL_POP3))
    return _ ("A file needs servers for receiving and for sending, and sending does not work yet. "
              "The next page has the settings that work.");
  if (works (report, WP_PROTOCOL_SMTP))
    return _ ("A file needs servers for receiving and for sending, and receiving does not work "
              "yet. The next page has the settings that work.");
  return _ ("No working settings for receiving and sending were found, so there is nothing to "
            "save.");
}

/* What cannot be saved is not ticked; what was ticked is again when it can be. */
static void
set_possible (Target *target, gboolean is_possible)
{
  GtkToggleButton *check = GTK_TOGGLE_BUTTON (target->check);

  gtk_widget_set_sensitive (target->row, is_possible);
  if (is_possible == !target->is_impossible)
    return;
  target->is_impossible = !is_possible;
  if (!is_possible)
    target->is_wanted = gtk_toggle_button_get_active (check);
  gtk_toggle_button_set_active (check, is_possible && target->is_wanted);
}

static void
plan_target (WpSaveView *self, Target *target)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (&target->plan, wp_written_file_free);
  target->plan = wp_case_prepare (wp_view_case (WP_VIEW (self)), target->client, self->folder,
                                  &error);
  if (target->plan != NULL)
    text = describe (target->plan);
  else if (error->domain == WP_WRITE_ERROR)
    text = g_strdup (_ ("POP or IMAP has to be chosen first. Go back to that question."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    text = g_strdup (_ ("The servers that work here cannot do what was chosen. Go back and choose "
                        "the other answer."));
  else
    text = g_strdup (reason_of (wp_case_report (wp_view_case (WP_VIEW (self)))));
  hdy_action_row_set_subtitle (HDY_ACTION_ROW (target->row), text);
  set_possible (target, target->plan != NULL);
}

static void
show_warnings (WpSaveView *self, const Target *target)
{
  for (guint i = 0; i < target->plan->warnings->len; i++)
    {
      const char *msgid = target->plan->warnings->pdata[i];
      g_autofree char *text = wp_written_file_fill (target->plan, _ (msgid));

      gtk_container_add (GTK_CONTAINER (self->notes),
                         wp_state_row_new (WP_STATE_WARNING, text, NULL));
    }
}

static gboolean
was_tested (WpSaveView *self)
{
  const WpReport *report = wp_case_report (wp_view_case (WP_VIEW (self)));

  for (guint i = 0; report != NULL && i < report->services->len; i++)
    if (((const WpService *) report->services->pdata[i])->works == WP_WORKS_YES)
      return TRUE;
  return FALSE;
}

static gboolean
is_empty (GtkWidget *list)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (list));

  return children == NULL;
}

static void
show_silence (WpSaveView *self, const Target *target)
{
  for (guint i = 0; i < target->plan->not_expressed->len; i++)
    {
      const char *msgid = target->plan->not_expressed->pdata[i];
      g_autofree char *text = wp_written_file_fill (target->plan, _ (msgid));
      GtkWidget *row = wp_state_row_new (WP_STATE_NOTE, text, NULL);

      gtk_style_context_add_class (gtk_widget_get_style_context (row), "wp-tight");
      gtk_container_add (GTK_CONTAINER (self->silent), row);
      g_ptr_array_add (self->silent_rows, row);
    }
}

static void
show_notes (WpSaveView *self)
{
  gboolean is_tested = was_tested (self);

  wp_list_clear (self->notes);
  for (guint i = 0; i < self->silent_rows->len; i++)
    gtk_widget_destroy (self->silent_rows->pdata[i]);
  g_ptr_array_set_size (self->silent_rows, 0);
  for (guint i = 0; i < self->targets->len; i++)
    {
      const Target *target = target_at (self, i);

      if (!is_chosen (target))
        continue;
      if (!is_tested && is_empty (self->notes))
        gtk_container_add (GTK_CONTAINER (self->notes),
                           wp_state_row_new (WP_STATE_UNTESTED,
                                             _ ("Nobody logged in with these settings, so whether "
                                                "they work is not known."),
                                             NULL));
      show_warnings (self, target);
      show_silence (self, target);
    }
  gtk_widget_set_visible (self->notes, !is_empty (self->notes));
  gtk_widget_set_visible (self->silence, self->silent_rows->len > 0);
}

static void
plan_all (WpSaveView *self)
{
  g_autofree char *shown = g_filename_display_name (self->folder);

  hdy_action_row_set_subtitle (HDY_ACTION_ROW (self->folder_row), shown);
  for (guint i = 0; i < self->targets->len; i++)
    plan_target (self, target_at (self, i));
  show_notes (self);
}

/* Writing */

static void
say_in_the_way (WpSaveView *self, const WpWrittenFile *plan)
{
  g_autofree char *shown = g_filename_display_name (plan->path);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is the path of a file. */
      _ ("%s is there already, with other contents. It was left alone."), shown);

  g_free (self->in_the_way);
  self->in_the_way = g_strdup (plan->path);
  wp_callout_set (self->callout, WP_STATE_WARNING, _ ("This File Exists"), text);
  /* Translators: NAME~ is how the copy is called. */
  wp_callout_set_buttons (self->callout, _ ("_Replace It"), NULL, NULL,
                          _ ("The file that is there is kept as NAME~."));
  gtk_widget_show (GTK_WIDGET (self->callout));
  wp_announce (GTK_WIDGET (self->callout), text);
}

static gboolean
write_target (WpSaveView *self, const Target *target)
{
  WpView *page = WP_VIEW (self);
  g_autoptr (GError) error = NULL;

  switch (wp_saving_save (&self->saving, wp_view_case (page), target->plan, &error))
    {
    case WP_SAVING_SAVED:
      return TRUE;
    case WP_SAVING_IN_THE_WAY:
      say_in_the_way (self, target->plan);
      return FALSE;
    default:
      wp_view_complain (page, error->message);
      return FALSE;
    }
}

static gboolean
commit (WpView *page)
{
  WpSaveView *self = WP_SAVE_VIEW (page);
  gboolean is_saved = TRUE;

  gtk_widget_hide (GTK_WIDGET (self->callout));
  for (guint i = 0; i < self->targets->len && is_saved; i++)
    if (is_chosen (target_at (self, i)))
      is_saved = write_target (self, target_at (self, i));
  wp_saving_allow (&self->saving, NULL);
  return is_saved;
}

/* The one that the callout names, and no other that is in the way, too. */
static void
on_replace (WpCallout *callout G_GNUC_UNUSED, guint button G_GNUC_UNUSED, gpointer data)
{
  WpSaveView *self = data;

  wp_saving_allow (&self->saving, self->in_the_way);
  wp_view_advance (WP_VIEW (self));
}

/* The folder */

static void
on_folder (GtkNativeDialog *dialog, int response, gpointer data)
{
  WpSaveView *self = data;
  char *folder = response == GTK_RESPONSE_ACCEPT
                     ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog))
                     : NULL;

  g_clear_object (&self->chooser);
  if (folder == NULL)
    return;
  g_free (self->folder);
  self->folder = folder;
  gtk_widget_hide (GTK_WIDGET (self->callout));
  wp_view_complain (WP_VIEW (self), NULL);
  plan_all (self);
  wp_view_touch (WP_VIEW (self));
}

static void
on_choose (GtkButton *button, gpointer data)
{
  WpSaveView *self = data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (button)));

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose a Folder"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), self->folder);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_folder), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The page */

static void
entered (WpView *page)
{
  WpSaveView *self = WP_SAVE_VIEW (page);

  wp_view_set_heading (
      page, _ ("Save For…"),
      _ ("A file holds the servers and the answer; the next page says what to do with "
         "it. Nothing is overwritten without a copy."));
  gtk_widget_hide (GTK_WIDGET (self->callout));
  plan_all (self);
}

static void
refresh (WpView *page, guint flags)
{
  if ((flags & (WP_CASE_RUN | WP_CASE_ADVICE | WP_CASE_SAVED)) != 0)
    plan_all (WP_SAVE_VIEW (page));
}

static gboolean
is_ready (WpView *page)
{
  return count_chosen (WP_SAVE_VIEW (page)) > 0;
}

static char *
primary_label (WpView *page)
{
  guint count = count_chosen (WP_SAVE_VIEW (page));

  return count == 0 ? g_strdup (_ ("_Save"))
                    : g_strdup_printf (
                        ngettext ("_Save for %u Program", "_Save for %u Programs", count), count);
}

static guint
buttons (WpView *page G_GNUC_UNUSED, WpViewButton *shown)
{
  shown[0] = (WpViewButton){ N_ ("Continue _Without Saving"), TRUE, TRUE };
  return 1;
}

static void
pressed (WpView *page, guint button G_GNUC_UNUSED)
{
  wp_view_go (page, WP_PAGE_DONE);
}

static char *
hint (WpView *page G_GNUC_UNUSED)
{
  return g_strdup (_ ("No password is in the file."));
}

static void
on_toggled (GtkToggleButton *check G_GNUC_UNUSED, gpointer data)
{
  show_notes (data);
  wp_view_touch (data);
}

static void
add_target (WpSaveView *self, GtkWidget *list, const WpClient *client)
{
  Target target = { .client = client };

  target.row = wp_row_new (_ (client->title), "");
  target.check = gtk_check_button_new ();
  gtk_widget_set_valign (target.check, GTK_ALIGN_CENTER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (target.check), self->targets->len == 0);
  wp_name_accessible (target.check, _ (client->title));
  g_signal_connect (target.check, "toggled", G_CALLBACK (on_toggled), self);
  hdy_action_row_add_prefix (HDY_ACTION_ROW (target.row), target.check);
  hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (target.row), target.check);
  gtk_container_add (GTK_CONTAINER (list), target.row);
  g_array_append_val (self->targets, target);
}

static GtkWidget *
new_folder_row (WpSaveView *self)
{
  GtkWidget *choose = gtk_button_new_with_mnemonic (_ ("C_hoose…"));

  self->folder_row = wp_row_new (_ ("Folder"), "");
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  wp_name_accessible (choose, _ ("Choose another folder"));
  g_signal_connect (choose, "clicked", G_CALLBACK (on_choose), self);
  gtk_container_add (GTK_CONTAINER (self->folder_row), choose);
  return self->folder_row;
}

static void
wp_save_view_dispose (GObject *object)
{
  WpSaveView *self = WP_SAVE_VIEW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (wp_save_view_parent_class)->dispose (object);
}

static void
wp_save_view_finalize (GObject *object)
{
  WpSaveView *self = WP_SAVE_VIEW (object);

  for (guint i = 0; i < self->targets->len; i++)
    wp_written_file_free (target_at (self, i)->plan);
  g_array_unref (self->targets);
  g_ptr_array_unref (self->silent_rows);
  wp_saving_allow (&self->saving, NULL);
  g_free (self->in_the_way);
  g_free (self->folder);
  G_OBJECT_CLASS (wp_save_view_parent_class)->finalize (object);
}

static void
wp_save_view_class_init (WpSaveViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = wp_save_view_dispose;
  G_OBJECT_CLASS (class)->finalize = wp_save_view_finalize;
  page->id = WP_PAGE_SAVE;
  page->is_dense = TRUE;
  page->entered = entered;
  page->refresh = refresh;
  page->commit = commit;
  page->is_ready = is_ready;
  page->primary_label = primary_label;
  page->buttons = buttons;
  page->pressed = pressed;
  page->hint = hint;
}

static void
add_hidden (WpSaveView *self, GtkWidget *widget)
{
  wp_hide_for_now (widget);
  wp_view_add (WP_VIEW (self), widget);
}

static void
wp_save_view_init (WpSaveView *self)
{
  GtkWidget *list = wp_list_new ();
  GtkWidget *group = wp_group_new (_ ("Files"), list);
  const WpClient *client;

  self->folder = wp_write_usual_folder ();
  self->targets = g_array_new (FALSE, FALSE, sizeof (Target));
  for (guint i = 0; (client = wp_clients_nth (i)) != NULL; i++)
    add_target (self, list, client);
  gtk_container_add (GTK_CONTAINER (list), new_folder_row (self));
  self->silent_rows = g_ptr_array_new ();
  self->notes = wp_list_new ();
  self->silence = wp_list_new ();
  self->silent = wp_expander_new (_ ("What the File Cannot Sa_y"));
  hdy_expander_row_set_use_underline (HDY_EXPANDER_ROW (self->silent), TRUE);
  hdy_expander_row_set_subtitle (HDY_EXPANDER_ROW (self->silent),
                                 _ ("To be set in the program itself"));
  gtk_container_add (GTK_CONTAINER (self->silence), self->silent);
  self->callout = WP_CALLOUT (wp_callout_new ());
  g_signal_connect (self->callout, "clicked", G_CALLBACK (on_replace), self);
  add_hidden (self, GTK_WIDGET (self->callout));
  gtk_widget_show_all (group);
  wp_view_add (WP_VIEW (self), group);
  add_hidden (self, self->notes);
  add_hidden (self, self->silence);
}
