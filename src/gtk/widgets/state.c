/* See state.h. */
#include "gtk/widgets/state.h"

#include "gtk/widgets/scale.h"

struct _WpState
{
  GtkBox parent;

  GtkWidget *image;
  GtkWidget *spinner;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (WpState, wp_state, GTK_TYPE_BOX)

static const struct
{
  const char *icon;
  const char *class;
} shapes[] = {
  [WP_STATE_WORKS] = { "waypost-works-symbolic", "wp-ok" },
  [WP_STATE_WARNING] = { "waypost-warning-symbolic", "wp-warn" },
  [WP_STATE_FAILS] = { "waypost-fails-symbolic", "wp-fail" },
  [WP_STATE_UNTESTED] = { "waypost-untested-symbolic", "wp-untested" },
  [WP_STATE_GUESS] = { "waypost-guess-symbolic", "wp-warn" },
  [WP_STATE_WAITING] = { "waypost-waiting-symbolic", "wp-untested" },
  [WP_STATE_NOTE] = { "waypost-note-symbolic", "wp-note" },
  [WP_STATE_BUSY] = { "waypost-waiting-symbolic", "wp-untested" },
};

const char *
wp_state_icon (WpStateKind kind)
{
  return shapes[kind].icon;
}

const char *
wp_state_class (WpStateKind kind)
{
  return shapes[kind].class;
}

void
wp_state_image_set (GtkImage *image, WpStateKind kind)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (image));

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    gtk_style_context_remove_class (style, shapes[i].class);
  gtk_style_context_add_class (style, shapes[kind].class);
  gtk_image_set_from_icon_name (image, shapes[kind].icon, GTK_ICON_SIZE_MENU);
}

GtkWidget *
wp_state_image_new (WpStateKind kind)
{
  GtkWidget *image = gtk_image_new ();

  wp_state_image_set (GTK_IMAGE (image), kind);
  wp_grow_icons (image);
  return image;
}

static void
wp_state_class_init (WpStateClass *class G_GNUC_UNUSED)
{
}

static void
wp_state_init (WpState *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->image = wp_state_image_new (WP_STATE_UNTESTED);
  self->spinner = gtk_spinner_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_line_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (self), self->image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->spinner, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->label, FALSE, TRUE, 0);
  gtk_widget_show (self->image);
  gtk_widget_show (self->label);
  gtk_widget_set_no_show_all (self->spinner, TRUE);
  gtk_widget_set_no_show_all (self->image, TRUE);
}

GtkWidget *
wp_state_new (void)
{
  GtkWidget *self = g_object_new (WP_TYPE_STATE, NULL);

  gtk_widget_show (self);
  return self;
}

void
wp_state_set (WpState *self, WpStateKind kind, const char *word)
{
  gboolean is_busy = kind == WP_STATE_BUSY;

  wp_state_image_set (GTK_IMAGE (self->image), kind);
  gtk_label_set_text (GTK_LABEL (self->label), word);
  gtk_widget_set_visible (self->image, !is_busy);
  gtk_widget_set_visible (self->spinner, is_busy);
  g_object_set (self->spinner, "active", is_busy, NULL);
}

const char *
wp_state_word (WpState *self)
{
  return gtk_label_get_text (GTK_LABEL (self->label));
}
