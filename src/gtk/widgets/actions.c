/* See actions.h. */
#include "gtk/widgets/actions.h"

#include <glib/gi18n-lib.h>

#define HINT_CHARS 34

struct _WpActions
{
  GtkBox parent;

  GtkWidget *hint;
  GtkWidget *spring; /* takes the space before the buttons */
  GtkWidget *secondary[WP_MOST_BUTTONS];
  GtkWidget *primary;
};

G_DEFINE_FINAL_TYPE (WpActions, wp_actions, GTK_TYPE_BOX)

enum
{
  PRIMARY,
  SECONDARY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
wp_actions_class_init (WpActionsClass *class)
{
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
  gtk_box_set_spacing (GTK_BOX (self), 12);
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
  gtk_style_context_add_class (gtk_widget_get_style_context (self->primary), "suggested-action");
}

GtkWidget *
wp_actions_new (void)
{
  return g_object_new (WP_TYPE_ACTIONS, NULL);
}

static gboolean
is_narrow (WpActions *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self)) == GTK_ORIENTATION_VERTICAL;
}

void
wp_actions_set_narrow (WpActions *self, gboolean narrow)
{
  if (is_narrow (self) == narrow)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), narrow ? 6 : 12);
  gtk_widget_set_visible (self->spring, !narrow);
  gtk_widget_set_visible (self->hint, !narrow);
  gtk_box_reorder_child (GTK_BOX (self), self->primary, narrow ? 0 : -1);
}

gboolean
wp_actions_is_ready (const WpPageRow *row, WpView *page)
{
  WpViewClass *class = WP_VIEW_GET_CLASS (page);

  return (row->is_complete == NULL || row->is_complete (wp_view_case (page)))
         && (class->is_ready == NULL || class->is_ready (page));
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
  gtk_widget_set_visible (self->hint, hint != NULL && !is_narrow (self));
  gtk_widget_set_visible (GTK_WIDGET (self), has_any);
}
