/* See window.h. */
#include "gtk/window.h"

#include <glib/gi18n-lib.h>

#include "gtk/desk/desk.h"
#include "gtk/start.h"
#include "gtk/memory.h"
#include "gtk/widgets/actions.h"
#include "gtk/widgets/fit.h"
#include "gtk/widgets/menu.h"
#include "gtk/widgets/names.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/trail.h"

#define SIDEBAR 196
#define LEAST_WIDTH_FOR_SIDEBAR 700 /* at the usual font size */
#define LARGE_TEXT 1.5

struct _WpWindow
{
  HdyApplicationWindow parent;

  WpCase *wp_case; /* NULL: the start page */
  WpView *pages[WP_N_PAGES];
  WpPageId shown;
  guint pending; /* WpCaseChange, for the next turn of the loop */
  guint refresh_source;

  GtkWidget *root; /* stack: start, task */
  GtkWidget *start;
  GtkWidget *leaflet;
  GtkWidget *side_bar, *side;
  GtkWidget *separator;
  GtkWidget *content_bar;
  GtkWidget *back;
  GtkWidget *stack;
  WpTrail *trail;
  WpActions *actions;
};

G_DEFINE_FINAL_TYPE (WpWindow, wp_window, HDY_TYPE_APPLICATION_WINDOW)

static void go_to (WpWindow *self, WpPageId page);
static void need_leaflet (WpWindow *self);

static WpView *
current (WpWindow *self)
{
  return self->wp_case == NULL ? NULL : self->pages[self->shown];
}

static const char *
task_title (WpWizardTask task)
{
  static const char *const titles[] = {
    [WP_WIZARD_SET_UP] = N_ ("Set Up Email"),
    [WP_WIZARD_CHOOSE] = N_ ("POP3 or IMAP?"),
    [WP_WIZARD_DESK] = N_ ("Find Out Why Email Fails"),
  };

  return _ (titles[task]);
}

/* Titles */

static void
update_titles (WpWindow *self)
{
  WpPageId steps[WP_N_PAGES];
  WpWizardTask task = wp_case_task (self->wp_case);
  guint count = wp_flow_steps (task, steps);
  WpPageId step = wp_flow_step_of (task, self->shown);
  gboolean is_folded = hdy_leaflet_get_folded (HDY_LEAFLET (self->leaflet));
  const char *word = _ (wp_flow_row (step)->step);
  g_autofree char *title = g_strdup_printf ("%s: %s", task_title (task), word);
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < count; i++)
    if (steps[i] == step)
      /* Translators: the number of the step, how many there are, and its name. */
      subtitle = g_strdup_printf (_ ("Step %u of %u · %s"), i + 1, count, word);
  gtk_window_set_title (GTK_WINDOW (self), title);
  hdy_header_bar_set_title (HDY_HEADER_BAR (self->side_bar), task_title (task));
  hdy_header_bar_set_title (HDY_HEADER_BAR (self->content_bar), is_folded ? task_title (task) : "");
  hdy_header_bar_set_subtitle (HDY_HEADER_BAR (self->content_bar), is_folded ? subtitle : NULL);
}

/* Refreshing: once a turn of the loop, however much happened. */

static gboolean
on_refresh (gpointer data)
{
  WpWindow *self = data;
  guint flags = self->pending;
  WpPageId page;

  self->refresh_source = 0;
  self->pending = 0;
  if (self->wp_case == NULL)
    return G_SOURCE_REMOVE;
  page = wp_flow_follow (self->wp_case, self->shown);
  if (page != self->shown)
    {
      go_to (self, page);
      return G_SOURCE_REMOVE;
    }
  if (WP_VIEW_GET_CLASS (current (self))->refresh != NULL)
    WP_VIEW_GET_CLASS (current (self))->refresh (current (self), flags);
  wp_trail_update (self->trail, self->shown, self->shown == WP_PAGE_DONE);
  update_titles (self);
  wp_actions_update (self->actions, wp_flow_row (self->shown), current (self));
  wp_name_rows (GTK_WIDGET (current (self)));
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (WpWindow *self, guint flags)
{
  self->pending |= flags;
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE - 10, on_refresh, self, NULL);
}

static void
on_changed (WpCase *wp_case G_GNUC_UNUSED, guint flags, gpointer data)
{
  refresh_soon (data, flags);
}

static void
on_touched (WpView *page, gpointer data)
{
  if (page == current (data))
    refresh_soon (data, 0);
}

/* Pages */

static void
focus_page (WpView *page)
{
  WpViewClass *class = WP_VIEW_GET_CLASS (page);
  GtkWidget *first = class->first_focus == NULL ? NULL : class->first_focus (page);

  gtk_widget_grab_focus (first != NULL ? first : wp_view_peek_heading (page));
}

static void on_advance (WpView *page, gpointer data);

static void
on_go (WpView *page G_GNUC_UNUSED, guint id, gpointer data)
{
  go_to (data, (WpPageId) id);
}

static WpView *
need_page (WpWindow *self, WpPageId id)
{
  if (self->pages[id] == NULL)
    {
      self->pages[id] = wp_view_new (id, self->wp_case);
      gtk_container_add_with_properties (GTK_CONTAINER (self->stack), GTK_WIDGET (self->pages[id]),
                                         "name", wp_flow_row (id)->name, NULL);
      g_signal_connect (self->pages[id], "touched", G_CALLBACK (on_touched), self);
      g_signal_connect (self->pages[id], "go", G_CALLBACK (on_go), self);
      g_signal_connect (self->pages[id], "advance", G_CALLBACK (on_advance), self);
    }
  return self->pages[id];
}

static void
leave_page (WpWindow *self)
{
  WpView *page = current (self);

  if (page != NULL && WP_VIEW_GET_CLASS (page)->left != NULL)
    WP_VIEW_GET_CLASS (page)->left (page);
}

static void
go_to (WpWindow *self, WpPageId id)
{
  WpView *page = need_page (self, id);

  if (page != current (self))
    leave_page (self);
  self->shown = id;
  wp_view_complain (page, NULL);
  if (WP_VIEW_GET_CLASS (page)->entered != NULL)
    WP_VIEW_GET_CLASS (page)->entered (page);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (page));
  self->pending = G_MAXUINT;
  if (self->refresh_source != 0)
    g_source_remove (self->refresh_source);
  on_refresh (self);
  if (current (self) == page)
    focus_page (page);
}

static void
advance (WpWindow *self)
{
  WpView *page = current (self);
  const WpPageRow *row;
  g_autoptr (GError) error = NULL;
  WpPageId next;

  row = wp_flow_row (self->shown);
  if (page == NULL || !wp_actions_is_ready (row, page))
    return;
  wp_view_complain (page, NULL);
  if (WP_VIEW_GET_CLASS (page)->commit != NULL && !WP_VIEW_GET_CLASS (page)->commit (page))
    return;
  if (row->apply != NULL && !row->apply (self->wp_case, &error))
    {
      wp_view_complain (page, error->message);
      return;
    }
  next = wp_flow_next (self->wp_case, self->shown);
  if (next == self->shown)
    wp_window_show_start (self);
  else
    go_to (self, next);
}

static void
on_advance (WpView *page, gpointer data)
{
  if (page == current (data))
    advance (data);
}

static void
on_primary (WpActions *actions G_GNUC_UNUSED, gpointer data)
{
  advance (data);
}

static void
on_secondary (WpActions *actions G_GNUC_UNUSED, guint button, gpointer data)
{
  WpView *page = current (data);

  WP_VIEW_GET_CLASS (page)->pressed (page, button);
}

/* Back */

static void
go_back (WpWindow *self)
{
  WpPageId before;

  if (self->wp_case == NULL)
    return;
  before = wp_flow_back (self->wp_case, self->shown);
  if (before == self->shown)
    wp_window_show_start (self);
  else
    go_to (self, before);
}

static void
on_back (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  go_back (data);
}

/* Escape stops what is under way first. */
static void
escape (WpWindow *self)
{
  WpView *page = current (self);
  const WpPageRow *row = wp_flow_row (self->shown);

  if (page == NULL)
    return;
  if (WP_VIEW_GET_CLASS (page)->escape != NULL && WP_VIEW_GET_CLASS (page)->escape (page))
    return;
  if (row->is_busy != NULL && row->is_busy (self->wp_case))
    wp_case_cancel (self->wp_case);
}

/* Tasks */

static void
drop_pages (WpWindow *self)
{
  for (guint i = 0; i < WP_N_PAGES; i++)
    if (self->pages[i] != NULL)
      {
        gtk_widget_destroy (GTK_WIDGET (self->pages[i]));
        self->pages[i] = NULL;
      }
}

static void
end_task (WpWindow *self)
{
  if (self->wp_case == NULL)
    return;
  leave_page (self);
  wp_case_cancel (self->wp_case);
  g_signal_handlers_disconnect_by_data (self->wp_case, self);
  if (self->refresh_source != 0)
    g_source_remove (self->refresh_source);
  self->refresh_source = 0;
  g_clear_object (&self->wp_case);
  drop_pages (self);
  if (self->trail != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->trail));
  self->trail = NULL;
}

/* What this window can do; a task that nobody built yet is not offered. */
gboolean
wp_window_has_task (WpWizardTask task)
{
  static const gboolean has[] = {
    [WP_WIZARD_SET_UP] = TRUE,
    [WP_WIZARD_CHOOSE] = TRUE,
    [WP_WIZARD_DESK] = TRUE,
  };

  return has[task];
}

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

void
wp_window_show_start (WpWindow *self)
{
  end_task (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Waypost"));
  gtk_stack_set_visible_child (GTK_STACK (self->root), self->start);
  wp_name_rows (self->start);
  wp_start_focus (WP_START (self->start), last_task (self));
}

void
wp_window_begin (WpWindow *self, WpWizardTask task)
{
  WpApplication *application = WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  end_task (self);
  need_leaflet (self);
  if (settings_of (self) != NULL)
    g_settings_set_string (settings_of (self), "last-task", wp_wizard_task_id (task));
  self->wp_case = wp_case_new (task, wp_application_options (application));
  g_signal_connect (self->wp_case, "changed", G_CALLBACK (on_changed), self);
  self->trail = WP_TRAIL (wp_trail_new (self->wp_case));
  gtk_box_pack_start (GTK_BOX (self->side), GTK_WIDGET (self->trail), TRUE, TRUE, 0);
  gtk_stack_set_visible_child (GTK_STACK (self->root), self->leaflet);
  go_to (self, wp_flow_first (task));
}

WpView *
wp_window_peek_page (WpWindow *self)
{
  return current (self);
}

/* Construction */

static GtkWidget *
new_icon_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON);

  atk_object_set_name (gtk_widget_get_accessible (button), name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  return button;
}

static GtkWidget *
new_side (WpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new (NULL, NULL);

  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->side_bar = hdy_header_bar_new ();
  gtk_style_context_add_class (gtk_widget_get_style_context (self->side_bar), "wp-side");
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-sidebar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scroller), self->side);
  gtk_box_pack_start (GTK_BOX (box), self->side_bar, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), scroller, TRUE, TRUE, 0);
  g_object_set (box, "hexpand", FALSE, "width-request", SIDEBAR, NULL);
  return box;
}

static GtkWidget *
new_content (WpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->content_bar = hdy_header_bar_new ();
  self->back = new_icon_button ("go-previous-symbolic", _ ("Back"));
  self->stack = gtk_stack_new ();
  g_signal_connect (self->back, "clicked", G_CALLBACK (on_back), self);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->content_bar), "wp-flat");
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (self->content_bar), TRUE);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->content_bar), self->back);
  hdy_header_bar_pack_end (HDY_HEADER_BAR (self->content_bar), wp_menu_new ());
  gtk_stack_set_transition_type (GTK_STACK (self->stack), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_homogeneous (GTK_STACK (self->stack), FALSE);
  gtk_box_pack_start (GTK_BOX (box), self->content_bar, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->stack, TRUE, TRUE, 0);
  self->actions = WP_ACTIONS (wp_actions_new ());
  g_signal_connect (self->actions, "primary", G_CALLBACK (on_primary), self);
  g_signal_connect (self->actions, "secondary", G_CALLBACK (on_secondary), self);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->actions), FALSE, TRUE, 0);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
on_folded (WpWindow *self)
{
  if (self->wp_case != NULL)
    update_titles (self);
}

static void
on_fit (GtkWidget *leaflet, double width, double height G_GNUC_UNUSED, gpointer data)
{
  wp_actions_set_narrow (WP_WINDOW (data)->actions, width < LEAST_WIDTH_FOR_SIDEBAR - SIDEBAR
                                                        || wp_scale_of (leaflet) >= LARGE_TEXT);
}

static gboolean
on_delete (GtkWidget *widget, GdkEvent *event G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  wp_memory_keep (GTK_WINDOW (widget), settings_of (WP_WINDOW (widget)));
  end_task (WP_WINDOW (widget));
  return GDK_EVENT_PROPAGATE;
}

/* The desk is a window of its own, in place of this one. */
static WpDesk *
become_desk (WpWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWidget *desk = wp_desk_new (WP_APPLICATION (application));

  if (settings_of (self) != NULL)
    g_settings_set_string (settings_of (self), "last-task", wp_wizard_task_id (WP_WIZARD_DESK));
  gtk_window_present (GTK_WINDOW (desk));
  gtk_window_close (GTK_WINDOW (self));
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

static void
on_start_open (WpStart *start G_GNUC_UNUSED, gpointer data)
{
  wp_desk_ask_report (become_desk (data));
}

/* Actions, with the keys that the application gives them */

static void
on_action (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  static const struct
  {
    const char *name;
    void (*call) (WpWindow *self);
  } calls[] = {
    { "back", go_back },
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
  WpWindow *self = data;
  WpApplication *application = WP_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  wp_application_help (application, GTK_WINDOW (self),
                       self->wp_case == NULL ? "index" : wp_flow_row (self->shown)->help);
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

static void
wp_window_dispose (GObject *object)
{
  end_task (WP_WINDOW (object));
  G_OBJECT_CLASS (wp_window_parent_class)->dispose (object);
}

static void
wp_window_class_init (WpWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_window_dispose;
}

/* Where a task takes place; made when the first one begins, so that the start page is there
 * sooner. */
static void
need_leaflet (WpWindow *self)
{
  GtkWidget *content;

  if (self->leaflet != NULL)
    return;
  self->leaflet = hdy_leaflet_new ();
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  content = new_content (self);
  gtk_container_add (GTK_CONTAINER (self->leaflet), new_side (self));
  gtk_container_add (GTK_CONTAINER (self->leaflet), self->separator);
  gtk_container_add (GTK_CONTAINER (self->leaflet), content);
  gtk_container_child_set (GTK_CONTAINER (self->leaflet), self->separator, "navigatable", FALSE,
                           NULL);
  hdy_leaflet_set_visible_child (HDY_LEAFLET (self->leaflet), content);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self);
  wp_fit_watch (self->leaflet, on_fit, self);
  gtk_container_add (GTK_CONTAINER (self->root), self->leaflet);
  gtk_widget_show_all (self->leaflet);
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
