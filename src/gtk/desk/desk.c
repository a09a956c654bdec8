/* See desk.h. */
#include "gtk/desk/desk.h"

#include <glib/gi18n-lib.h>

#include "gtk/copy.h"
#include "gtk/flow/desk-data.h"
#include "gtk/desk/ask.h"
#include "gtk/desk/bar.h"
#include "gtk/desk/files.h"
#include "gtk/desk/head.h"
#include "gtk/desk/panes.h"
#include "gtk/desk/stops.h"
#include "gtk/flow/manual.h"
#include "gtk/keys.h"
#include "gtk/report-file.h"
#include "gtk/widgets/fit.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"

#define WIDTH 860
#define HEIGHT 620
#define LARGE_TEXT 1.5

struct _WpDesk
{
  HdyApplicationWindow parent;

  GPtrArray *entries; /* of WpDeskEntry */
  guint pending;      /* WpCaseChange of the chosen one, for the next turn of the loop */
  guint refresh_source;
  char *said; /* what was just done; NULL: nothing, or it is long ago */

  WpCase *draft; /* of the next check */
  WpDeskHead *head;
  GtkWidget *problem; /* callout */
  WpDeskPanes *panes;
  WpDeskCases *cases; /* of the panes */
  WpDeskAsk *ask;
  WpDeskBar *actions;
};

G_DEFINE_FINAL_TYPE (WpDesk, wp_desk, HDY_TYPE_APPLICATION_WINDOW)

static const WpReport *
report_of (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);

  return entry == NULL ? NULL : wp_desk_entry_report (entry);
}

/* What went wrong on this computer; NULL takes it back. */
static void
complain (WpDesk *self, const char *sentence)
{
  if (sentence != NULL)
    {
      wp_callout_set (WP_CALLOUT (self->problem), WP_STATE_FAILS, NULL, sentence);
      wp_announce (self->problem, sentence);
    }
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

/* Showing */

static void
update_actions (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);
  gboolean is_running = entry != NULL && wp_desk_entry_is_running (entry);
  gboolean is_over = entry != NULL && !is_running && wp_desk_entry_report (entry) != NULL;
  gboolean is_run = entry != NULL && wp_desk_entry_case (entry) != NULL;
  const WpDeskBarState state = { .is_running = is_running,
                                 .can_run = is_run && !is_running,
                                 .can_save = is_run && is_over,
                                 .can_copy = is_over,
                                 .is_said = self->said != NULL,
                                 .hint = self->said != NULL ? self->said
                                                            : wp_desk_bar_hint_of (entry) };

  wp_desk_bar_update (self->actions, &state);
}

/* What was done is said until something else happens. */
static void
say (WpDesk *self, const char *sentence)
{
  g_free (self->said);
  self->said = g_strdup (sentence);
  update_actions (self);
  wp_announce (GTK_WIDGET (self), sentence);
}

static void
update_title (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);
  /* Translators: %s is an address. */
  g_autofree char *title = entry == NULL ? g_strdup (_ ("Find Out Why Email Fails"))
                                         : g_strdup_printf (_ ("Find Out Why Email Fails: %s"),
                                                            wp_desk_entry_name (entry));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* The report that the panes look into may be a new one: this comes first, and at once. */
static void
show_chosen (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);

  g_clear_pointer (&self->said, g_free);
  wp_desk_panes_show (self->panes, entry);
  wp_desk_ask_show (self->ask, entry == NULL ? NULL : wp_desk_entry_case (entry));
  update_actions (self);
  update_title (self);
}

static gboolean
on_refresh (gpointer data)
{
  WpDesk *self = data;
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);

  self->refresh_source = 0;
  for (guint i = 0; i < self->entries->len; i++)
    wp_desk_cases_update (self->cases, self->entries->pdata[i]);
  if (entry == NULL || self->pending == 0)
    return G_SOURCE_REMOVE;
  self->pending = 0;
  wp_desk_ask_show (self->ask, wp_desk_entry_case (entry));
  wp_desk_panes_update (self->panes);
  update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (WpDesk *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE - 10, on_refresh, self, NULL);
}

static void
on_changed (WpDeskEntry *entry, guint flags, gpointer data)
{
  WpDesk *self = data;
  gboolean is_chosen = entry == wp_desk_cases_chosen (self->cases);
  gboolean is_turn = (flags & WP_CASE_RUN) != 0;

  if (is_turn)
    wp_desk_cases_update (self->cases, entry);
  if (is_chosen && is_turn)
    show_chosen (self);
  if (is_chosen && is_turn && !wp_desk_entry_is_running (entry))
    wp_announce (GTK_WIDGET (self), wp_desk_brief (wp_desk_entry_report (entry), FALSE));
  if (is_chosen)
    self->pending |= flags;
  refresh_soon (self);
}

static void
add_entry (WpDesk *self, WpDeskEntry *taken)
{
  g_signal_connect_object (taken, "changed", G_CALLBACK (on_changed), self, 0);
  g_ptr_array_add (self->entries, taken);
  wp_desk_cases_add (self->cases, taken);
}

static void
on_chosen (WpDeskCases *cases G_GNUC_UNUSED, WpDeskEntry *entry, gpointer data)
{
  WpDesk *self = data;
  const WpReport *report = report_of (self);

  /* "Check" is about what is looked at: address and servers of one case. */
  if (report != NULL)
    {
      wp_desk_head_set_address (self->head,
                                report->account == NULL ? "" : report->account->address);
      wp_desk_head_set_servers (self->head, wp_desk_entry_given (entry));
    }
  show_chosen (self);
  if (entry != NULL)
    wp_desk_panes_go_to (self->panes, WP_DESK_CHART_PANE);
}

static void
on_fresh (WpDeskCases *cases G_GNUC_UNUSED, gpointer data)
{
  WpDesk *self = data;

  wp_desk_cases_choose_none (self->cases);
  wp_desk_head_clear (self->head);
  wp_desk_panes_go_to (self->panes, WP_DESK_CHART_PANE);
  wp_desk_head_focus (self->head);
}

static void
on_help_wanted (GtkWidget *pane G_GNUC_UNUSED, const char *page, gpointer data)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (data));

  wp_application_help (WP_APPLICATION (application), GTK_WINDOW (data), page);
}

/* Running */

static const WpSessionOptions *
options_of (WpDesk *self)
{
  return wp_application_options (WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
on_draft (WpDesk *self)
{
  g_autofree char *host = wp_case_denies (self->draft, "database")
                              ? NULL
                              : wp_case_database_host (self->draft);

  wp_desk_panes_name_database (self->panes, host);
}

/* To the question, if there is one; else to what goes on. */
static void
look_at_run (WpDesk *self)
{
  if (!wp_desk_ask_is_open (self->ask))
    wp_desk_panes_focus (self->panes, WP_DESK_CHART_PANE);
}

/* FALSE: nothing like it is under way. */
static gboolean
choose_running (WpDesk *self, WpCase *wanted)
{
  if (!wp_desk_cases_choose_running (self->cases, wanted))
    return FALSE;
  if (wp_desk_ask_is_open (self->ask))
    wp_desk_ask_focus (self->ask);
  look_at_run (self);
  return TRUE;
}

static void
check (WpDesk *self)
{
  g_autoptr (GPtrArray) servers = wp_desk_head_servers (self->head);
  g_autoptr (WpCase) wp_case = NULL;
  g_autoptr (GError) error = NULL;
  const char *problem;

  complain (self, NULL);
  if (servers == NULL)
    return;
  wp_case = wp_case_new (WP_WIZARD_DESK, options_of (self));
  wp_case_set_address (wp_case, wp_desk_head_address (self->head));
  wp_case_deny_as (wp_case, self->draft);
  wp_case_set_servers (wp_case, servers);
  if (choose_running (self, wp_case))
    return;
  problem = wp_case_address_problem (wp_case); /* a login needs a name, with servers, too */
  if (problem == NULL && !wp_case_start (wp_case, &error))
    problem = error->message;
  if (problem != NULL)
    {
      complain (self, problem);
      wp_desk_head_focus (self->head);
      return;
    }
  add_entry (self, wp_desk_entry_new_run (wp_case));
  look_at_run (self);
}

static void
stop (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);

  if (entry != NULL && wp_desk_entry_is_running (entry))
    wp_case_cancel (wp_desk_entry_case (entry));
  else if (!wp_keys_close_popover (GTK_WINDOW (self)))
    complain (self, NULL);
}

static void
run_again (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);
  g_autoptr (GError) error = NULL;

  if (entry == NULL || wp_desk_entry_case (entry) == NULL || wp_desk_entry_is_running (entry))
    return;
  complain (self, NULL);
  if (!wp_desk_entry_run_again (entry, options_of (self), &error))
    complain (self, error->message);
}

static void
show_where (WpDesk *self)
{
  wp_desk_head_show_where (self->head);
}

/* Files and copies */

static void
on_opened (GtkWindow *window, WpReport *taken, const GError *error)
{
  WpDesk *self = WP_DESK (window);

  if (self->entries == NULL) /* the window was closed meanwhile */
    g_clear_pointer (&taken, wp_report_unref);
  else if (error != NULL)
    complain (self, error->message);
  else
    add_entry (self, wp_desk_entry_new_file (taken));
}

static void
on_saved (GtkWidget *window, const char *path, const GError *error)
{
  WpDesk *self = WP_DESK (window);
  g_autofree char *sentence = wp_report_file_sentence (path);

  complain (self, error == NULL ? NULL : error->message);
  if (error == NULL)
    say (self, sentence);
}

void
wp_desk_open_report (WpDesk *self, const char *path)
{
  complain (self, NULL);
  wp_desk_files_open (GTK_WINDOW (self), path, on_opened);
}

void
wp_desk_ask_report (WpDesk *self)
{
  wp_desk_files_ask_open (GTK_WINDOW (self), on_opened);
}

static void
save (WpDesk *self)
{
  WpDeskEntry *entry = wp_desk_cases_chosen (self->cases);

  if (entry != NULL && wp_desk_entry_case (entry) != NULL)
    wp_report_file_save (GTK_WIDGET (self), wp_desk_entry_case (entry), on_saved);
}

static void
copy_answer (WpDesk *self)
{
  g_autofree char *text = NULL;

  if (report_of (self) == NULL)
    return;
  text = wp_desk_panes_answer (self->panes);
  wp_copy_text (GTK_WIDGET (self), text);
  say (self, _ ("The answer was copied."));
}

static void
copy_report (WpDesk *self)
{
  if (report_of (self) != NULL)
    wp_copy_report (GTK_WIDGET (self), report_of (self));
}

/* Moving about */

static void
cancel_all (WpDesk *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (wp_desk_entry_is_running (self->entries->pdata[i]))
      wp_case_cancel (wp_desk_entry_case (self->entries->pdata[i]));
}

/* To the start page, as from the first page of the other tasks. Nobody watches what is under way
 * any more, nor the password that is being typed; the cases are here again with the desk. */
static void
leave (WpDesk *self)
{
  cancel_all (self);
  wp_desk_ask_show (self->ask, NULL);
  wp_desk_head_focus (self->head);
  wp_application_put_aside (WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                            GTK_WINDOW (self));
}

/* One pane at a time, first to the list of cases, if there are any. */
static void
go_back (WpDesk *self)
{
  if (self->entries->len > 0 && wp_desk_panes_can_go_back (self->panes))
    wp_desk_panes_go_back (self->panes);
  else
    leave (self);
}

static void
move_pane (WpDesk *self, int direction)
{
  const WpDeskStops stops = { self->head, self->ask, self->panes, self->actions };

  wp_desk_stops_move (&stops, gtk_window_get_focus (GTK_WINDOW (self)), direction);
}

static void
next_pane (WpDesk *self)
{
  move_pane (self, 1);
}

static void
previous_pane (WpDesk *self)
{
  move_pane (self, -1);
}

/* The cases of this window stay. */
static void
another_task (WpDesk *self)
{
  wp_application_show_start (WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

/* Actions, with the keys that the application gives them */

static const struct
{
  const char *name;
  void (*call) (WpDesk *self);
} calls[] = {
  { "back", go_back },
  { "advance", copy_answer },
  { "escape", stop },
  { "again", run_again },
  { "another-task", another_task },
  { "where", show_where },
  { "save", save },
  { "open", wp_desk_ask_report },
  { "copy-answer", copy_answer },
  { "copy-report", copy_report },
  { "next-pane", next_pane },
  { "previous-pane", previous_pane },
};

static void
on_action (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), calls[i].name))
      calls[i].call (data);
}

static void
on_help (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  on_help_wanted (NULL, WP_MANUAL_DESK, data);
}

static void
add_actions (WpDesk *self)
{
  const GActionEntry help = { .name = "help", .activate = on_help };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const GActionEntry entry = { .name = calls[i].name, .activate = on_action };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self), &help, 1, self);
}

/* Width */

/* `width` at the usual font size. */
static void
set_out (WpDesk *self, double width)
{
  gboolean is_narrow = width < WP_DESK_LEAST_WIDTH;
  gboolean is_large = wp_scale_of (GTK_WIDGET (self)) >= LARGE_TEXT;

  wp_desk_panes_fit (self->panes, width);
  wp_desk_bar_set_narrow (self->actions, is_narrow || is_large);
  wp_desk_head_set_narrow (self->head, is_narrow);
  wp_desk_ask_set_narrow (self->ask, is_narrow);
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  set_out (WP_DESK (widget), width);
}

/* Set out first: what is set out for a wide window would not let it become narrow. */
void
wp_desk_take_place (WpDesk *self, GtkWindow *window)
{
  int width, height;

  gtk_window_get_size (window, &width, &height);
  set_out (self, width / wp_scale_of (GTK_WIDGET (self)));
  gtk_window_resize (GTK_WINDOW (self), width, height);
  if (gtk_window_is_maximized (window))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Construction */

static void
close_cases (WpDesk *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    g_signal_handlers_disconnect_by_data (self->entries->pdata[i], self);
  cancel_all (self);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_free);
}

static void
wp_desk_dispose (GObject *object)
{
  WpDesk *self = WP_DESK (object);

  if (self->entries != NULL)
    {
      wp_desk_ask_show (self->ask, NULL);
      close_cases (self);
    }
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (wp_desk_parent_class)->dispose (object);
}

static void
wp_desk_class_init (WpDeskClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_dispose;
}

static void
wp_desk_init (WpDesk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  add_actions (self);
  self->problem = wp_callout_new ();
  self->head = WP_DESK_HEAD (wp_desk_head_new ());
  self->panes = WP_DESK_PANES (wp_desk_panes_new ());
  self->cases = wp_desk_panes_cases (self->panes);
  self->ask = WP_DESK_ASK (wp_desk_ask_new ());
  self->actions = WP_DESK_BAR (wp_desk_bar_new ());
  g_object_set (self->problem, "margin", 12, NULL);
  gtk_widget_set_no_show_all (self->problem, TRUE);
  g_signal_connect_swapped (self->head, "check", G_CALLBACK (check), self);
  g_signal_connect (self->cases, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect (self->cases, "fresh", G_CALLBACK (on_fresh), self);
  g_signal_connect (self->panes, "help", G_CALLBACK (on_help_wanted), self);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->head), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->problem, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->ask), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->panes), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->actions), FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (self), box);
  gtk_widget_show_all (box);
  gtk_widget_hide (self->problem);
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
  wp_copy_watch (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_new (WpApplication *application)
{
  WpDesk *self = g_object_new (WP_TYPE_DESK, "application", application, "default-width", WIDTH,
                               "default-height", HEIGHT, NULL);

  self->draft = wp_case_new (WP_WIZARD_DESK, options_of (self));
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (on_draft), self, G_CONNECT_SWAPPED);
  wp_desk_head_set_draft (self->head, self->draft);
  on_draft (self);
  update_actions (self);
  update_title (self);
  wp_desk_head_focus (self->head);
  return GTK_WIDGET (self);
}

void
wp_desk_set_address (WpDesk *self, const char *address)
{
  on_fresh (self->cases, self);
  wp_desk_head_set_address (self->head, address);
}
