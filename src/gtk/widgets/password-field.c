/* See password-field.h. */
#include "gtk/widgets/password-field.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"

struct _WpPasswordField
{
  GtkBox parent;

  GtkWidget *label;
  GtkWidget *entry;
  GtkWidget *doubt, *doubt_label; /* line below it */
  const char *missing;            /* why nothing goes on, until something is typed; NULL */
  GdkKeymap *keymap;
};

G_DEFINE_FINAL_TYPE (WpPasswordField, wp_password_field, GTK_TYPE_BOX)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Of two fields, the one that is typed into says that Caps Lock is on. */
static void
show_doubt (WpPasswordField *self)
{
  const char *doubt = wp_password_doubt (WP_PASSWORD (self->entry));

  if (self->missing != NULL)
    doubt = self->missing;
  else if (gtk_widget_is_focus (self->entry) && gdk_keymap_get_caps_lock_state (self->keymap))
    doubt = _ ("Caps Lock is on.");
  gtk_label_set_text (GTK_LABEL (self->doubt_label), doubt == NULL ? "" : doubt);
  gtk_widget_set_visible (self->doubt, doubt != NULL);
}

static void
on_changed (WpPasswordField *self)
{
  self->missing = NULL;
  show_doubt (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate (WpPasswordField *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
wp_password_field_dispose (GObject *object)
{
  WpPasswordField *self = WP_PASSWORD_FIELD (object);

  if (self->keymap != NULL)
    g_signal_handlers_disconnect_by_data (self->keymap, self);
  self->keymap = NULL;
  G_OBJECT_CLASS (wp_password_field_parent_class)->dispose (object);
}

static void
wp_password_field_class_init (WpPasswordFieldClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_password_field_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wp_password_field_init (WpPasswordField *self)
{
  GtkBox *box = GTK_BOX (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 6);
  self->label = gtk_label_new (NULL);
  self->entry = wp_password_new ();
  gtk_style_context_add_class (gtk_widget_get_style_context (self->label), "heading");
  g_object_set (self->label, "xalign", 0.0, "wrap", TRUE, "mnemonic-widget", self->entry, NULL);
  self->doubt = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->doubt_label = wp_label_new (NULL, NULL);
  gtk_box_pack_start (GTK_BOX (self->doubt), wp_state_image_new (WP_STATE_WARNING), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->doubt), self->doubt_label, TRUE, TRUE, 0);
  gtk_box_pack_start (box, self->label, FALSE, TRUE, 0);
  gtk_box_pack_start (box, self->entry, FALSE, TRUE, 0);
  gtk_box_pack_start (box, self->doubt, FALSE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
  gtk_widget_set_no_show_all (self->doubt, TRUE);
  gtk_widget_hide (self->doubt);
  self->keymap = gdk_keymap_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_signal_connect_swapped (self->keymap, "state-changed", G_CALLBACK (show_doubt), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->entry, "notify::is-focus", G_CALLBACK (show_doubt), self);
  g_signal_connect_swapped (self->entry, "notify::has-focus", G_CALLBACK (show_doubt), self);
}

GtkWidget *
wp_password_field_new (const char *label)
{
  WpPasswordField *self = g_object_new (WP_TYPE_PASSWORD_FIELD, NULL);

  if (label != NULL)
    {
      gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), label);
      gtk_style_context_add_class (gtk_widget_get_style_context (self->entry), "wp-big");
    }
  else
    gtk_widget_destroy (self->label);
  return GTK_WIDGET (self);
}

void
wp_password_field_set_label (WpPasswordField *self, const char *label)
{
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), label);
}

GtkWidget *
wp_password_field_entry (WpPasswordField *self)
{
  return self->entry;
}

gboolean
wp_password_field_is_empty (WpPasswordField *self)
{
  return wp_password_is_empty (WP_PASSWORD (self->entry));
}

WpSecret *
wp_password_field_take (WpPasswordField *self, GError **error)
{
  return wp_password_take (WP_PASSWORD (self->entry), error);
}

void
wp_password_field_miss (WpPasswordField *self, const char *sentence)
{
  self->missing = g_intern_string (sentence);
  gtk_widget_grab_focus (self->entry);
  show_doubt (self);
  wp_announce (self->entry, sentence);
}

void
wp_password_field_clear (WpPasswordField *self)
{
  self->missing = NULL;
  wp_password_clear (WP_PASSWORD (self->entry));
}
