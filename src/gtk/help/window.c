/* See window.h. */
#include "gtk/help/window.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gtk/flow/manual.h"
#include "gtk/help/reader.h"
#include "gtk/widgets/close.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scroller.h"

#define WIDTH 720
#define HEIGHT 620
#define MARGIN 18
#define LINE_CHARS 80 /* of mean width */
#define ENTRY_CHARS 24
#define FRAMES 3

/* A page that was read, and how far. */
typedef struct
{
  char *target;
  double scrolled;
} Visit;

struct _WpHelpWindow
{
  HdyWindow parent;

  WpManual *manual;
  GArray *visits; /* the last one is shown */
  GtkWindow *opener;
  GtkWidget *back, *contents;
  GtkWidget *search, *entry, *nothing;
  GtkWidget *scroller, *reader;
  char *section;        /* whose heading gets the focus once it is laid out; NULL: the page's */
  gboolean is_focused;  /* it has got it */
  GtkWidget *goal;      /* what is to stand at the top once the page has its size; NULL */
  double goal_scrolled; /* how far it was scrolled, where there is no goal; < 0: let it be */
  gboolean is_reached;  /* enough of the page is laid out for that */
  guint frames, tick;   /* as long as it is aimed at; 0: it is not */
  gboolean looks, looks_for_next; /* for words, once the page is whole */
};

G_DEFINE_FINAL_TYPE (WpHelpWindow, wp_help_window, HDY_TYPE_WINDOW)

/* Scrolling */

static GtkAdjustment *
adjustment_of (WpHelpWindow *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* How far below the top of the page it stands; known before any of it is on the screen. */
static int
place_of (WpHelpWindow *self, GtkWidget *widget)
{
  GtkAllocation place, page;

  gtk_widget_get_allocation (widget, &place);
  gtk_widget_get_allocation (self->reader, &page);
  return place.y - page.y;
}

static void
scroll_to (WpHelpWindow *self, GtkWidget *widget)
{
  gtk_adjustment_set_value (adjustment_of (self), place_of (self, widget));
}

/* Where the page is to be scrolled to; < 0: not known yet, or nowhere. */
static double
aim_of (WpHelpWindow *self)
{
  return self->goal != NULL ? place_of (self, self->goal) : self->goal_scrolled;
}

/* A page has its size when it was given it; the frame that shows it first is scrolled already. */
static void
on_allocated (WpHelpWindow *self)
{
  GtkAdjustment *adjustment = adjustment_of (self);
  double aim = self->tick == 0 ? -1 : aim_of (self);

  if (aim < 0
      || (wp_reader_is_busy (WP_READER (self->reader))
          && aim + gtk_adjustment_get_page_size (adjustment)
                 > gtk_adjustment_get_upper (adjustment)))
    return;
  self->is_reached = TRUE;
  gtk_adjustment_set_value (adjustment, aim);
}

static void
focus_heading (WpHelpWindow *self)
{
  GtkWidget *heading = wp_reader_heading (WP_READER (self->reader), self->section);

  if (self->is_focused || heading == NULL)
    return;
  self->is_focused = TRUE;
  if (self->goal_scrolled < 0)
    self->goal = heading;
  gtk_widget_grab_focus (heading);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpHelpWindow *self = WP_HELP_WINDOW (widget);
  gboolean is_there;

  focus_heading (self);
  is_there = self->is_focused && self->is_reached;
  if ((wp_reader_is_busy (WP_READER (self->reader)) && !is_there) || --self->frames > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  self->goal = NULL;
  self->goal_scrolled = -1;
  return G_SOURCE_REMOVE;
}

/* At a section, or where it was scrolled to. The page is not in its place before a few frames. */
static void
aim (WpHelpWindow *self, const char *section, double scrolled)
{
  g_free (self->section);
  self->section = g_strdup (section);
  self->frames = FRAMES;
  self->goal = NULL;
  self->goal_scrolled = scrolled;
  self->is_reached = self->is_focused = FALSE;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

/* Who goes on by Tab reads on at the top. */
static void
on_focus (GtkWindow *window, GtkWidget *focus, gpointer data G_GNUC_UNUSED)
{
  WpHelpWindow *self = WP_HELP_WINDOW (window);

  if (focus != NULL && self->tick == 0
      && atk_object_get_role (gtk_widget_get_accessible (focus)) == ATK_ROLE_HEADING)
    scroll_to (self, focus);
}

/* Pages */

static void
clear_visit (gpointer data)
{
  g_free (((Visit *) data)->target);
}

static Visit *
last_visit (WpHelpWindow *self)
{
  return self->visits->len == 0 ? NULL
                                : &g_array_index (self->visits, Visit, self->visits->len - 1);
}

static void
update_actions (WpHelpWindow *self)
{
  const Visit *visit = last_visit (self);

  gtk_widget_set_sensitive (self->back, self->visits->len > 1);
  gtk_widget_set_sensitive (self->contents,
                            visit != NULL && !g_str_equal (visit->target, WP_MANUAL_INDEX));
}

/* `scrolled` < 0: at its beginning, or that of its section. */
static gboolean
show (WpHelpWindow *self, const char *target, double scrolled)
{
  WpManualPage *page = wp_manual_read (self->manual, target);

  if (page == NULL)
    return FALSE;
  self->looks = FALSE;
  gtk_window_set_title (GTK_WINDOW (self), page->title);
  aim (self, wp_manual_section (target), scrolled);
  wp_reader_show (WP_READER (self->reader), page);
  focus_heading (self);
  update_actions (self);
  return TRUE;
}

static void
visit (WpHelpWindow *self, const char *target)
{
  Visit next = { g_strdup (target), -1 };

  if (last_visit (self) != NULL)
    last_visit (self)->scrolled = gtk_adjustment_get_value (adjustment_of (self));
  if (show (self, target, -1))
    g_array_append_val (self->visits, next);
  else
    clear_visit (&next);
  update_actions (self);
}

static void
go_back (WpHelpWindow *self)
{
  if (self->visits->len < 2)
    return;
  g_array_set_size (self->visits, self->visits->len - 1);
  show (self, last_visit (self)->target, last_visit (self)->scrolled);
}

static void
go_to_contents (WpHelpWindow *self)
{
  visit (self, WP_MANUAL_INDEX);
}

/* A web page is the desktop's. */
static void
on_followed (WpHelpWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;

  if (strstr (target, "://") == NULL)
    visit (self, target);
  else if (!gtk_show_uri_on_window (GTK_WINDOW (self), target, GDK_CURRENT_TIME, &error))
    g_message ("%s: %s", target, error->message);
}

/* Looking for words */

static void
look_for_words (WpHelpWindow *self, gboolean is_next)
{
  const char *words = gtk_entry_get_text (GTK_ENTRY (self->entry));
  GtkWidget *found = wp_reader_find (WP_READER (self->reader), words, is_next);

  gtk_widget_set_visible (self->nothing, found == NULL && *words != '\0');
  if (found != NULL)
    {
      GtkAdjustment *adjustment = adjustment_of (self);
      int top = place_of (self, found);

      self->goal = NULL;
      self->goal_scrolled = -1;
      gtk_adjustment_clamp_page (adjustment, top - MARGIN,
                                 top + gtk_widget_get_allocated_height (found) + MARGIN);
    }
}

/* They may be in what is still to come. */
static void
look_for (WpHelpWindow *self, gboolean is_next)
{
  self->looks = wp_reader_is_busy (WP_READER (self->reader));
  self->looks_for_next = is_next;
  if (!self->looks)
    look_for_words (self, is_next);
}

/* No more room comes below the last sections. */
static void
on_finished (WpHelpWindow *self)
{
  focus_heading (self);
  on_allocated (self);
  if (self->looks)
    look_for (self, self->looks_for_next);
}

static void
on_search_changed (WpHelpWindow *self)
{
  look_for (self, FALSE);
}

static void
on_search_next (WpHelpWindow *self)
{
  look_for (self, TRUE);
}

static void
begin_search (WpHelpWindow *self)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search), TRUE);
  if (gtk_widget_get_mapped (self->entry)) /* else once it is: it cannot take keys before */
    gtk_widget_grab_focus (self->entry);
}

/* What was found stays in sight, and the page is scrolled by the keys again. */
static void
end_search (WpHelpWindow *self)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search), FALSE);
  gtk_widget_grab_focus (self->scroller);
}

static void
escape (WpHelpWindow *self)
{
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->search)))
    end_search (self);
  else
    wp_close_window (GTK_WINDOW (self));
}

/* FALSE: what has the focus copies for itself. */
static gboolean
copy (WpHelpWindow *self)
{
  g_autofree char *marked = wp_reader_marked (WP_READER (self->reader));

  if (marked == NULL || gtk_widget_is_focus (self->entry))
    return FALSE;
  wp_copy_text (GTK_WIDGET (self), marked);
  return TRUE;
}

/* Actions and keys */

static const struct
{
  const char *name;
  void (*call) (WpHelpWindow *self);
} calls[] = {
  { "back", go_back },
  { "escape", escape },
  { "help", go_to_contents },
};

static void
on_action (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), calls[i].name))
      calls[i].call (data);
}

/* The application has keys for these. */
static void
add_actions (WpHelpWindow *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const GActionEntry entry = { .name = calls[i].name, .activate = on_action };

      g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (group));
}

static gboolean
on_key (GtkWidget *widget, GdkEventKey *event, gpointer data G_GNUC_UNUSED)
{
  WpHelpWindow *self = WP_HELP_WINDOW (widget);
  guint key = gdk_keyval_to_lower (event->keyval);

  if ((event->state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_c:
      return copy (self);
    case GDK_KEY_f:
      begin_search (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_g:
      look_for (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_w:
      wp_close_window (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* A page is read by these, and not gone through link by link. */
static gboolean
on_read_key (GtkWidget *scroller, GdkEventKey *event, gpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint key;
    GtkScrollType scroll;
  } keys[] = {
    { GDK_KEY_Up, GTK_SCROLL_STEP_UP },      { GDK_KEY_KP_Up, GTK_SCROLL_STEP_UP },
    { GDK_KEY_Down, GTK_SCROLL_STEP_DOWN },  { GDK_KEY_KP_Down, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_space, GTK_SCROLL_PAGE_DOWN }, { GDK_KEY_Home, GTK_SCROLL_START },
    { GDK_KEY_End, GTK_SCROLL_END },
  };
  gboolean is_handled = FALSE;

  if ((event->state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == event->keyval)
      g_signal_emit_by_name (scroller, "scroll-child", keys[i].scroll, FALSE, &is_handled);
  return is_handled;
}

/* Opening and closing */

WpHelpWindow *
wp_help_window_need (GtkApplication *application)
{
  WpHelpWindow *self;

  for (GList *each = gtk_application_get_windows (application); each != NULL; each = each->next)
    if (WP_IS_HELP_WINDOW (each->data))
      return each->data;
  self = g_object_new (WP_TYPE_HELP_WINDOW, "application", application, "default-width", WIDTH,
                       "default-height", HEIGHT, "icon-name",
                       g_application_get_application_id (G_APPLICATION (application)), NULL);
  return self;
}

void
wp_help_window_open (WpHelpWindow *self, const char *target, GtkWindow *opener, guint32 time)
{
  if (opener != GTK_WINDOW (self))
    g_set_weak_pointer (&self->opener, opener);
  visit (self, target);
  gtk_window_present_with_time (GTK_WINDOW (self), time);
}

/* Back to where help was asked for; window managers may choose another one. */
static gboolean
on_delete (GtkWidget *widget, GdkEvent *event G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpHelpWindow *self = WP_HELP_WINDOW (widget);

  if (self->opener != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    gtk_window_present_with_time (self->opener, gtk_get_current_event_time ());
  return GDK_EVENT_PROPAGATE;
}

/* Construction */

/* Lines are as long as they can be read well, at every size of the text. */
static void
on_style (GtkWidget *clamp)
{
  PangoContext *context = gtk_widget_get_pango_context (clamp);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = LINE_CHARS * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE
              + 2 * MARGIN;

  pango_font_metrics_unref (metrics);
  hdy_clamp_set_tightening_threshold (HDY_CLAMP (clamp), width);
  hdy_clamp_set_maximum_size (HDY_CLAMP (clamp), width);
}

static GtkWidget *
new_bar (WpHelpWindow *self)
{
  GtkWidget *bar = hdy_header_bar_new ();
  GtkWidget *search = wp_icon_button_new ("edit-find-symbolic", _ ("Find on this page"));

  self->back = wp_icon_button_new ("go-previous-symbolic", _ ("Back"));
  self->contents = wp_icon_button_new ("view-list-symbolic", _ ("All pages"));
  hdy_header_bar_set_title (HDY_HEADER_BAR (bar), _ ("Help"));
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (bar), TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (bar), "wp-flat");
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (go_back), self);
  g_signal_connect_swapped (self->contents, "clicked", G_CALLBACK (go_to_contents), self);
  g_signal_connect_swapped (search, "clicked", G_CALLBACK (begin_search), self);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (bar), self->back);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (bar), self->contents);
  hdy_header_bar_pack_end (HDY_HEADER_BAR (bar), search);
  return bar;
}

static GtkWidget *
new_search (WpHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->search = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  self->nothing = wp_label_new (_ ("Not on this page"), "wp-dim");
  wp_name_accessible (self->entry, _ ("Find on this page"));
  gtk_entry_set_width_chars (GTK_ENTRY (self->entry), ENTRY_CHARS);
  gtk_widget_set_no_show_all (self->nothing, TRUE);
  gtk_widget_hide (self->nothing);
  gtk_box_pack_start (GTK_BOX (box), self->entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->nothing, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (self->search), box);
  g_signal_connect (self->entry, "map", G_CALLBACK (gtk_widget_grab_focus), NULL);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_search_next), self);
  return self->search;
}

static GtkWidget *
new_page (WpHelpWindow *self)
{
  GtkWidget *clamp = hdy_clamp_new ();

  self->reader = wp_reader_new ();
  g_object_set (self->reader, "margin", MARGIN, NULL);
  gtk_container_add (GTK_CONTAINER (clamp), self->reader);
  self->scroller = wp_scroller_new (clamp);
  g_signal_connect (clamp, "style-updated", G_CALLBACK (on_style), NULL);
  g_signal_connect_swapped (self->reader, "followed", G_CALLBACK (on_followed), self);
  g_signal_connect_swapped (self->reader, "finished", G_CALLBACK (on_finished), self);
  g_signal_connect_swapped (self->reader, "size-allocate", G_CALLBACK (on_allocated), self);
  g_signal_connect (self->scroller, "key-press-event", G_CALLBACK (on_read_key), NULL);
  return self->scroller;
}

static void
wp_help_window_dispose (GObject *object)
{
  WpHelpWindow *self = WP_HELP_WINDOW (object);

  g_clear_weak_pointer (&self->opener);
  G_OBJECT_CLASS (wp_help_window_parent_class)->dispose (object);
}

static void
wp_help_window_finalize (GObject *object)
{
  WpHelpWindow *self = WP_HELP_WINDOW (object);

  wp_manual_free (self->manual);
  g_array_unref (self->visits);
  g_free (self->section);
  G_OBJECT_CLASS (wp_help_window_parent_class)->finalize (object);
}

static void
wp_help_window_class_init (WpHelpWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_help_window_dispose;
  G_OBJECT_CLASS (class)->finalize = wp_help_window_finalize;
}

static void
wp_help_window_init (WpHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->manual = wp_manual_new ();
  self->visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  g_array_set_clear_func (self->visits, clear_visit);
  gtk_box_pack_start (GTK_BOX (box), new_bar (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_search (self), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_page (self), TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (self), box);
  add_actions (self);
  g_signal_connect (self, "set-focus", G_CALLBACK (on_focus), NULL);
  g_signal_connect (self, "delete-event", G_CALLBACK (on_delete), NULL);
  g_signal_connect (self, "key-press-event", G_CALLBACK (on_key), NULL);
  gtk_widget_show_all (box);
}
