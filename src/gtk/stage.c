/* See stage.h. */
#include "gtk/stage.h"

#include <glib/gi18n-lib.h>

#include "gtk/flow/way.h"
#include "gtk/layout.h"
#include "gtk/widgets/names.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/trail.h"

struct _WpStage
{
  HdyLeaflet parent;

  WpLayout layout;
  WpTrail *trail;
  WpCase *wp_case; /* NULL: no task */
  WpView *pages[WP_N_PAGES];
  WpPageId shown;
  WpWay way;     /* to it */
  guint pending; /* WpCaseChange, for the next turn of the loop */
  guint refresh_source;
};

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WpStage, wp_stage, HDY_TYPE_LEAFLET)

static void show (WpStage *self, WpPageId page);

WpView *
wp_stage_peek_page (WpStage *self)
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

static void
update_titles (WpStage *self)
{
  WpPageId steps[WP_N_PAGES];
  WpWizardTask task = wp_case_task (self->wp_case);
  guint count = wp_flow_steps (task, steps);
  WpPageId step = wp_flow_step_of (self->wp_case, self->shown);
  const char *word = _ (wp_flow_row (step)->step);
  g_autofree char *title = g_strdup_printf ("%s: %s", task_title (task), word);
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < count; i++)
    if (steps[i] == step)
      /* Translators: the number of the step, how many there are, and its name. */
      subtitle = g_strdup_printf (_ ("Step %u of %u · %s"), i + 1, count, word);
  gtk_window_set_title (GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))), title);
  wp_layout_set_titles (&self->layout, task_title (task), subtitle);
}

/* Refreshing: once a turn of the loop, however much happened. */

static gboolean
on_refresh (gpointer data)
{
  WpStage *self = data;
  guint flags = self->pending;
  WpPageId id;
  WpView *page;

  self->refresh_source = 0;
  self->pending = 0;
  if (self->wp_case == NULL)
    return G_SOURCE_REMOVE;
  id = wp_flow_follow (self->wp_case, self->shown);
  if (id != self->shown)
    {
      wp_way_follow (&self->way, id);
      show (self, id);
      return G_SOURCE_REMOVE;
    }
  page = wp_stage_peek_page (self);
  if (WP_VIEW_GET_CLASS (page)->refresh != NULL)
    WP_VIEW_GET_CLASS (page)->refresh (page, flags);
  wp_trail_update (self->trail, id);
  update_titles (self);
  wp_actions_update (self->layout.actions, wp_flow_row (id), page);
  wp_name_rows (GTK_WIDGET (page));
  wp_grow_icons (GTK_WIDGET (self));
  wp_wrap_buttons (GTK_WIDGET (page));
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (WpStage *self, guint flags)
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
  if (page == wp_stage_peek_page (data))
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
go_to (WpStage *self, WpPageId id)
{
  if (id != self->shown)
    wp_way_go (&self->way, self->shown, id);
  show (self, id);
}

static void
on_go (WpView *page G_GNUC_UNUSED, guint id, gpointer data)
{
  go_to (data, (WpPageId) id);
}

static WpView *
need_page (WpStage *self, WpPageId id)
{
  if (self->pages[id] == NULL)
    {
      self->pages[id] = wp_view_new (id, self->wp_case);
      gtk_container_add_with_properties (GTK_CONTAINER (self->layout.stack),
                                         GTK_WIDGET (self->pages[id]), "name",
                                         wp_flow_row (id)->name, NULL);
      g_signal_connect (self->pages[id], "touched", G_CALLBACK (on_touched), self);
      g_signal_connect (self->pages[id], "go", G_CALLBACK (on_go), self);
      g_signal_connect (self->pages[id], "advance", G_CALLBACK (on_advance), self);
    }
  return self->pages[id];
}

static void
leave_page (WpStage *self)
{
  WpView *page = wp_stage_peek_page (self);

  if (page != NULL && WP_VIEW_GET_CLASS (page)->left != NULL)
    WP_VIEW_GET_CLASS (page)->left (page);
}

static void
show (WpStage *self, WpPageId id)
{
  WpView *page = need_page (self, id);

  if (page != wp_stage_peek_page (self))
    leave_page (self);
  self->shown = id;
  wp_view_complain (page, NULL);
  if (WP_VIEW_GET_CLASS (page)->entered != NULL)
    WP_VIEW_GET_CLASS (page)->entered (page);
  gtk_stack_set_visible_child (GTK_STACK (self->layout.stack), GTK_WIDGET (page));
  self->pending = G_MAXUINT;
  if (self->refresh_source != 0)
    g_source_remove (self->refresh_source);
  on_refresh (self);
  if (wp_stage_peek_page (self) == page)
    focus_page (page);
}

void
wp_stage_advance (WpStage *self)
{
  WpView *page = wp_stage_peek_page (self);
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
  /* The next question may stand on the same page; else no next page is the end. */
  if (next == self->shown && next != WP_PAGE_CONSENT)
    g_signal_emit (self, signals[LEFT], 0);
  else
    go_to (self, next);
}

static void
on_advance (WpView *page, gpointer data)
{
  if (page == wp_stage_peek_page (data))
    wp_stage_advance (data);
}

static void
on_primary (WpActions *actions G_GNUC_UNUSED, gpointer data)
{
  wp_stage_advance (data);
}

static void
on_secondary (WpActions *actions G_GNUC_UNUSED, guint button, gpointer data)
{
  WpView *page = wp_stage_peek_page (data);

  WP_VIEW_GET_CLASS (page)->pressed (page, button);
}

/* Back */

void
wp_stage_back (WpStage *self)
{
  WpPageId before;

  if (self->wp_case == NULL)
    return;
  before = wp_way_back (&self->way, self->wp_case, self->shown);
  if (before == self->shown)
    g_signal_emit (self, signals[LEFT], 0);
  else
    show (self, before);
}

static void
on_back (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  wp_stage_back (data);
}

gboolean
wp_stage_stop (WpStage *self)
{
  const WpPageRow *row = wp_flow_row (self->shown);

  if (self->wp_case == NULL || row->is_busy == NULL || !row->is_busy (self->wp_case))
    return FALSE;
  wp_case_cancel (self->wp_case);
  return TRUE;
}

/* What a page has open comes first; one that stands beside the steps is open itself. */
void
wp_stage_escape (WpStage *self)
{
  WpView *page = wp_stage_peek_page (self);

  if (page == NULL
      || (WP_VIEW_GET_CLASS (page)->escape != NULL && WP_VIEW_GET_CLASS (page)->escape (page)))
    return;
  if (wp_flow_is_aside (self->shown))
    wp_stage_back (self);
}

/* The task */

void
wp_stage_begin (WpStage *self, WpCase *wp_case)
{
  wp_stage_end (self);
  self->wp_case = g_object_ref (wp_case);
  g_signal_connect (wp_case, "changed", G_CALLBACK (on_changed), self);
  self->trail = WP_TRAIL (wp_trail_new (wp_case));
  gtk_box_pack_start (GTK_BOX (self->layout.side), GTK_WIDGET (self->trail), TRUE, TRUE, 0);
  self->way.count = 0;
  show (self, wp_flow_first (wp_case_task (wp_case)));
}

static void
drop_pages (WpStage *self)
{
  for (guint i = 0; i < WP_N_PAGES; i++)
    if (self->pages[i] != NULL)
      {
        gtk_widget_destroy (GTK_WIDGET (self->pages[i]));
        self->pages[i] = NULL;
      }
}

void
wp_stage_end (WpStage *self)
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

/* Construction */

static void
on_folded (WpStage *self)
{
  if (self->wp_case != NULL)
    update_titles (self);
}

static void
wp_stage_dispose (GObject *object)
{
  wp_stage_end (WP_STAGE (object));
  G_OBJECT_CLASS (wp_stage_parent_class)->dispose (object);
}

static void
wp_stage_class_init (WpStageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_stage_dispose;
  signals[LEFT] = g_signal_new ("left", WP_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
wp_stage_init (WpStage *self)
{
  wp_layout_init (&self->layout, HDY_LEAFLET (self));
  g_signal_connect (self->layout.back, "clicked", G_CALLBACK (on_back), self);
  g_signal_connect (self->layout.actions, "primary", G_CALLBACK (on_primary), self);
  g_signal_connect (self->layout.actions, "secondary", G_CALLBACK (on_secondary), self);
  g_signal_connect (self, "notify::folded", G_CALLBACK (on_folded), NULL);
}

GtkWidget *
wp_stage_new (void)
{
  return g_object_new (WP_TYPE_STAGE, NULL);
}
