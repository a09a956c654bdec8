/* See window.h. */
#include "gtk/window.h"

#include <glib/gi18n-lib.h>

#include "gtk/desk/desk.h"
#include "gtk/desk/files.h"
#include "gtk/flow/manual.h"
#include "gtk/keys.h"
#include "gtk/memory.h"
#include "gtk/stage.h"
#include "gtk/start.h"
#include "gtk/widgets/close.h"
#include "gtk/widgets/names.h"

struct _WpWindow
{
  HdyApplicationWindow parent;

  GtkWidget *root; /* stack: start, stage */
  GtkWidget *start;
  WpStage *stage; /* NULL until a task begins, so that the start page is there sooner */
};

G_DEFINE_FINAL_TYPE (WpWindow, wp_window, HDY_TYPE_APPLICATION_WINDOW)

WpView *
wp_window_peek_page (WpWindow *self)
{
  return self->stage == NULL ? NULL : wp_stage_peek_page (self->stage);
}

/* Tasks */

/* NULL: they are not installed. */
static GSettings *
settings_of (WpWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application == NULL ? NULL : wp_application_settings (WP_APPLICATION (application));
}

static int
last_task (WpWindow *self)
{
  GSettings *settings = settings_of (self);
  g_autofree char *id = settings == NULL ? NULL : g_settings_get_string (settings, "last-task");
  WpWizardTask task;

  return id != NULL && wp_wizard_task_from_id (id, &task) ? (int) task : -1;
}

static void
end_task (WpWindow *self)
{
  if (self->stage != NULL)
    wp_stage_end (self->stage);
}

void
wp_window_show_start (WpWindow *self)
{
  end_task (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Waypost"));
  gtk_stack_set_visible_child (GTK_STACK (self->root), self->start);
  wp_start_focus (WP_START (self->start), last_task (self));
}

static WpStage *
need_stage (WpWindow *self)
{
  if (self->stage == NULL)
    {
      self->stage = WP_STAGE (wp_stage_new ());
      g_signal_connect_swapped (self->stage, "left", G_CALLBACK (wp_window_show_start), self);
      gtk_container_add (GTK_CONTAINER (self->root), GTK_WIDGET (self->stage));
      gtk_widget_show_all (GTK_WIDGET (self->stage));
    }
  return self->stage;
}

void
wp_window_begin (WpWindow *self, WpWizardTask task)
{
  WpApplication *application = WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  WpStage *stage = need_stage (self);
  g_autoptr (WpCase) wp_case = NULL;

  wp_stage_end (stage);
  if (settings_of (self) != NULL)
    g_settings_set_string (settings_of (self), "last-task", wp_wizard_task_id (task));
  wp_case = wp_case_new (task, wp_application_options (application));
  gtk_stack_set_visible_child (GTK_STACK (self->root), GTK_WIDGET (stage));
  wp_stage_begin (stage, wp_case);
}

/* The desk is a window of its own, in place of this one. */
static WpDesk *
become_desk (WpWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWidget *desk = wp_application_take_desk (WP_APPLICATION (application));

  if (settings_of (self) != NULL)
    g_settings_set_string (settings_of (self), "last-task", wp_wizard_task_id (WP_WIZARD_DESK));
  wp_desk_take_place (WP_DESK (desk), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (desk));
  wp_close_window (GTK_WINDOW (self));
  return WP_DESK (desk);
}

static void
on_start_chosen (WpStart *start G_GNUC_UNUSED, guint task, gpointer data)
{
  if (task == WP_WIZARD_DESK)
    become_desk (data);
  else
    wp_window_begin (data, (WpWizardTask) task);
}

/* Only with a file is there something to look at. */
static void
on_report_chosen (GtkWindow *window, const char *path)
{
  if (gtk_window_get_application (window) != NULL) /* it was not closed meanwhile */
    wp_desk_open_report (become_desk (WP_WINDOW (window)), path);
}

static void
on_start_open (WpStart *start G_GNUC_UNUSED, gpointer data)
{
  wp_desk_files_choose (data, on_report_chosen);
}

/* Actions, with the keys that the application gives them */

static void
back (WpWindow *self)
{
  if (self->stage != NULL)
    wp_stage_back (self->stage);
}

static void
advance (WpWindow *self)
{
  if (self->stage != NULL)
    wp_stage_advance (self->stage);
}

/* Stops what is under way first. */
static void
escape (WpWindow *self)
{
  if ((self->stage == NULL || !wp_stage_stop (self->stage))
      && !wp_keys_close_popover (GTK_WINDOW (self)) && self->stage != NULL)
    wp_stage_escape (self->stage);
}

static void
on_action (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  static const struct
  {
    const char *name;
    void (*call) (WpWindow *self);
  } calls[] = {
    { "back", back },
    { "advance", advance },
    { "escape", escape },
    { "start", wp_window_show_start },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), calls[i].name))
      calls[i].call (data);
}

static void
on_help (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  GtkWindow *window = data;
  WpView *page = wp_window_peek_page (data);

  wp_application_help (WP_APPLICATION (gtk_window_get_application (window)), window,
                       page == NULL ? WP_MANUAL_INDEX
                                    : wp_flow_row (WP_VIEW_GET_CLASS (page)->id)->help);
}

static void
add_actions (WpWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "back", .activate = on_action },   { .name = "advance", .activate = on_action },
    { .name = "escape", .activate = on_action }, { .name = "start", .activate = on_action },
    { .name = "help", .activate = on_help },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Construction */

static gboolean
on_delete (GtkWidget *widget, GdkEvent *event G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  wp_memory_keep (GTK_WINDOW (widget), settings_of (WP_WINDOW (widget)));
  end_task (WP_WINDOW (widget));
  return GDK_EVENT_PROPAGATE;
}

static void
wp_window_dispose (GObject *object)
{
  end_task (WP_WINDOW (object));
  WP_WINDOW (object)->stage = NULL; /* goes with the window */
  G_OBJECT_CLASS (wp_window_parent_class)->dispose (object);
}

static void
wp_window_class_init (WpWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_window_dispose;
}

static void
wp_window_init (WpWindow *self)
{
  self->root = gtk_stack_new ();
  self->start = wp_start_new ();
  gtk_stack_set_transition_type (GTK_STACK (self->root), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_homogeneous (GTK_STACK (self->root), FALSE);
  g_signal_connect (self->start, "chosen", G_CALLBACK (on_start_chosen), self);
  g_signal_connect (self->start, "open-report", G_CALLBACK (on_start_open), self);
  gtk_container_add (GTK_CONTAINER (self->root), self->start);
  gtk_container_add (GTK_CONTAINER (self), self->root);
  g_signal_connect (self, "delete-event", G_CALLBACK (on_delete), NULL);
  add_actions (self);
  wp_keys_add (self);
  gtk_widget_show_all (self->root);
}

GtkWidget *
wp_window_new (WpApplication *application)
{
  WpWindow *self = g_object_new (WP_TYPE_WINDOW, "application", application, NULL);

  wp_memory_restore (GTK_WINDOW (self), wp_application_settings (application));
  wp_window_show_start (self);
  return GTK_WIDGET (self);
}
