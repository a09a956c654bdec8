/* See actions.h. */
#include "gtk/widgets/actions.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/fit.h"
#include "gtk/widgets/scale.h"

#define HINT_CHARS 34
#define HINT_LEAST 100 /* px at the usual font size; a narrower one is not read */
#define GAP 12
#define GAP_NARROW 6

struct _WpActions
{
  GtkBox parent;

  GtkWidget *hint;
  GtkWidget *spring; /* takes the space before the buttons */
  GtkWidget *secondary[WP_MOST_BUTTONS];
  GtkWidget *primary;
  gboolean is_asked_narrow;
  double width; /* at the usual font size; 0: not known yet */
};

G_DEFINE_FINAL_TYPE (WpActions, wp_actions, GTK_TYPE_BOX)

enum
{
  PRIMARY,
  SECONDARY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
frame_of (WpActions *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GtkBorder padding;

  gtk_style_context_get_padding (style, gtk_style_context_get_state (style), &padding);
  return padding.left + padding.right;
}

/* What the buttons take beside each other (`has_line`), each on one line; or below each other,
 * where their labels may wrap. */
static int
width_of_buttons (WpActions *self, gboolean has_line)
{
  int line = 0, most = 0;

  for (guint i = 0; i <= WP_MOST_BUTTONS; i++)
    {
      GtkWidget *button = i < WP_MOST_BUTTONS ? self->secondary[i] : self->primary;
      int least, natural;

      if (!gtk_widget_get_visible (button))
        continue;
      gtk_widget_get_preferred_width (button, &least, &natural);
      line += natural + (line > 0 ? GAP : 0);
      most = MAX (most, least);
    }
  return frame_of (self) + (has_line ? line : most);
}

/* A window may become narrower than a line of buttons: then they go below each other. The steps
 * beside the page go by what it would like to have; no hint drives them away. */
static void
get_preferred_width (GtkWidget *widget, int *least, int *natural)
{
  *least = width_of_buttons (WP_ACTIONS (widget), FALSE);
  *natural = MAX (*least, width_of_buttons (WP_ACTIONS (widget), TRUE));
}

static gboolean
is_narrow (WpActions *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self)) == GTK_ORIENTATION_VERTICAL;
}

static void
set_narrow (WpActions *self, gboolean narrow)
{
  if (is_narrow (self) == narrow)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), narrow ? GAP_NARROW : GAP);
  gtk_widget_set_visible (self->spring, !narrow);
  gtk_box_reorder_child (GTK_BOX (self), self->primary, narrow ? 1 : -1);
}

/* A label as wide as the window is cut rather than that the window grows. */
static void
shorten (GtkWidget *button, gboolean may_be_cut)
{
  GtkWidget *label = gtk_bin_get_child (GTK_BIN (button));

  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label),
                             may_be_cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

/* Above the buttons it takes room from the page: there it stands where it says why nothing can be
 * pressed. Beside them it needs a width at which it is read. */
static gboolean
has_room_for_hint (WpActions *self, double room, int line)
{
  if (*gtk_label_get_text (GTK_LABEL (self->hint)) == '\0')
    return FALSE;
  if (is_narrow (self))
    return gtk_widget_get_visible (self->primary) && !gtk_widget_get_sensitive (self->primary);
  return line + GAP + HINT_LEAST * wp_scale_of (GTK_WIDGET (self)) <= room;
}

/* By the room that there is, and by what it has to hold. */
static void
set_out (WpActions *self)
{
  double scale = wp_scale_of (GTK_WIDGET (self));
  double room = self->width == 0 ? G_MAXINT : self->width * scale;
  int line = width_of_buttons (self, TRUE);

  set_narrow (self, self->is_asked_narrow || line > room);
  for (guint i = 0; i <= WP_MOST_BUTTONS; i++)
    shorten (i < WP_MOST_BUTTONS ? self->secondary[i] : self->primary, is_narrow (self));
  gtk_widget_set_visible (self->hint, has_room_for_hint (self, room, line));
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WP_ACTIONS (widget)->width = width;
  set_out (WP_ACTIONS (widget));
}

static void
wp_actions_class_init (WpActionsClass *class)
{
  GTK_WIDGET_CLASS (class)->get_preferred_width = get_preferred_width;
  signals[PRIMARY] = g_signal_new ("primary", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SECONDARY] = g_signal_new ("secondary", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
on_primary (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  g_signal_emit (data, signals[PRIMARY], 0);
}

static void
on_secondary (GtkButton *button, gpointer data)
{
  WpActions *self = data;

  for (guint i = 0; i < WP_MOST_BUTTONS; i++)
    if (GTK_WIDGET (button) == self->secondary[i])
      g_signal_emit (self, signals[SECONDARY], 0, i);
}

static GtkWidget *
new_button (WpActions *self, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic ("");

  g_signal_connect (button, "clicked", callback, self);
  gtk_box_pack_start (GTK_BOX (self), button, FALSE, TRUE, 0);
  return button;
}

static void
wp_actions_init (WpActions *self)
{
  gtk_box_set_spacing (GTK_BOX (self), GAP);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-actions");
  self->hint = gtk_label_new (NULL);
  self->spring = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->hint), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->hint), "wp-dim");
  g_object_set (self->hint, "xalign", 0.0, "wrap", TRUE, "max-width-chars", HINT_CHARS, NULL);
  gtk_box_pack_start (GTK_BOX (self), self->hint, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->spring, TRUE, TRUE, 0);
  for (guint i = 0; i < WP_MOST_BUTTONS; i++)
    self->secondary[i] = new_button (self, G_CALLBACK (on_secondary));
  self->primary = new_button (self, G_CALLBACK (on_primary));
  gtk_widget_set_can_default (self->primary, TRUE);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->primary), "suggested-action");
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
}

GtkWidget *
wp_actions_new (void)
{
  return g_object_new (WP_TYPE_ACTIONS, NULL);
}

void
wp_actions_set_narrow (WpActions *self, gboolean narrow)
{
  self->is_asked_narrow = narrow;
  set_out (self);
}

gboolean
wp_actions_is_ready (const WpPageRow *row, WpView *page)
{
  WpViewClass *class = WP_VIEW_GET_CLASS (page);

  return (row->is_complete == NULL || row->is_complete (wp_view_case (page)))
         && (class->is_ready == NULL || class->is_ready (page));
}

/* Return presses it, wherever the focus is on nothing that takes Return for itself. Not on the last
 * page: pressed once too often, it would close the window. */
static void
set_default (WpActions *self, WpPageId page)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (window))
    gtk_window_set_default (GTK_WINDOW (window), page == WP_PAGE_DONE ? NULL : self->primary);
}

static gboolean
update_primary (WpActions *self, const WpPageRow *row, WpView *page)
{
  WpViewClass *class = WP_VIEW_GET_CLASS (page);
  g_autofree char *own = class->primary_label == NULL ? NULL : class->primary_label (page);
  const char *label = row->primary == NULL ? NULL : row->primary (wp_view_case (page));
  gboolean is_on = own != NULL || label != NULL;

  gtk_widget_set_visible (self->primary, is_on);
  if (is_on)
    gtk_button_set_label (GTK_BUTTON (self->primary), own != NULL ? own : _ (label));
  gtk_widget_set_sensitive (self->primary, wp_actions_is_ready (row, page));
  set_default (self, class->id);
  return is_on;
}

void
wp_actions_update (WpActions *self, const WpPageRow *row, WpView *page)
{
  WpViewClass *class = WP_VIEW_GET_CLASS (page);
  WpViewButton buttons[WP_MOST_BUTTONS] = { 0 };
  guint count = class->buttons == NULL ? 0 : class->buttons (page, buttons);
  g_autofree char *hint = class->hint == NULL ? NULL : class->hint (page);
  gboolean has_any = update_primary (self, row, page);

  for (guint i = 0; i < WP_MOST_BUTTONS; i++)
    {
      gboolean is_on = i < count && buttons[i].is_on;

      gtk_widget_set_visible (self->secondary[i], is_on);
      has_any = has_any || is_on;
      if (!is_on)
        continue;
      gtk_button_set_label (GTK_BUTTON (self->secondary[i]), _ (buttons[i].label));
      gtk_widget_set_sensitive (self->secondary[i], buttons[i].is_sensitive);
    }
  gtk_label_set_text (GTK_LABEL (self->hint), hint == NULL ? "" : hint);
  gtk_widget_set_visible (GTK_WIDGET (self), has_any);
  set_out (self);
}
