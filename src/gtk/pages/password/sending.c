/* See sending.h. */
#include "gtk/pages/password/sending.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"

#define OPEN_MS 200

struct _WpSending
{
  GtkBox parent;

  WpCase *wp_case; /* lent: it outlives its pages */
  char *username;  /* for receiving */
  GtkWidget *button;
  GtkWidget *revealer;
  WpPasswordField *field;
  GtkWidget *name_entry;
  GtkWidget *where; /* "Goes only to …" */
};

G_DEFINE_FINAL_TYPE (WpSending, wp_sending, GTK_TYPE_BOX)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What is typed; NULL: the same name as for receiving, which the caller owns. */
static char *
name_of (WpSending *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->name_entry))));

  return *name == '\0' || g_strcmp0 (name, self->username) == 0 ? NULL : g_steal_pointer (&name);
}

static void
keep_name (WpSending *self)
{
  g_autofree char *name = name_of (self);

  if (wp_sending_is_open (self))
    wp_case_set_sending_username (self->wp_case, name);
}

static void
update (WpSending *self)
{
  gboolean is_open = wp_sending_is_open (self);

  gtk_button_set_label (GTK_BUTTON (self->button), is_open
                                                       ? _ ("Use the Same Password f_or Sending")
                                                       : _ ("S_ending Needs Another Password…"));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), is_open);
  /* Closed, it is out of the order of the keys. */
  gtk_widget_set_sensitive (gtk_bin_get_child (GTK_BIN (self->revealer)), is_open);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
wp_sending_show (WpSending *self, WpCase *wp_case, const char *host, const char *username)
{
  const char *name = wp_case == NULL ? NULL : wp_case_sending_username (wp_case);
  /* Translators: %s is a server. */
  g_autofree char *where = host == NULL
                               ? NULL
                               : g_strdup_printf (_ ("Goes only to %s, and is not saved."), host);

  self->wp_case = wp_case;
  g_free (self->username);
  self->username = g_strdup (username);
  gtk_widget_set_visible (GTK_WIDGET (self), host != NULL);
  if (host == NULL)
    return;
  gtk_entry_set_text (GTK_ENTRY (self->name_entry), name != NULL ? name : username);
  gtk_label_set_text (GTK_LABEL (self->where), where);
  update (self);
}

gboolean
wp_sending_is_open (WpSending *self)
{
  return self->wp_case != NULL && gtk_widget_get_visible (GTK_WIDGET (self))
         && wp_case_sends_separately (self->wp_case);
}

void
wp_sending_set_open (WpSending *self, gboolean is_open)
{
  if (self->wp_case == NULL || is_open == wp_sending_is_open (self))
    return;
  wp_password_field_clear (self->field);
  wp_case_set_sending (self->wp_case, is_open);
  gtk_entry_set_text (GTK_ENTRY (self->name_entry), self->username);
  update (self);
}

GtkWidget *
wp_sending_entry (WpSending *self)
{
  return wp_password_field_entry (self->field);
}

gboolean
wp_sending_is_ready (WpSending *self)
{
  g_autofree char *name = name_of (self);

  return !wp_sending_is_open (self) || name != NULL || !wp_password_field_is_empty (self->field);
}

void
wp_sending_miss (WpSending *self)
{
  wp_password_field_miss (self->field, _ ("Type the password for sending here, or another user "
                                          "name for it below."));
}

gboolean
wp_sending_take (WpSending *self, WpSecret **secret, GError **error)
{
  *secret = NULL;
  keep_name (self);
  if (!wp_sending_is_open (self) || wp_password_field_is_empty (self->field))
    return TRUE;
  *secret = wp_password_field_take (self->field, error);
  return *secret != NULL;
}

void
wp_sending_leave (WpSending *self)
{
  wp_password_field_clear (self->field);
  if (self->wp_case != NULL)
    keep_name (self);
}

static void
on_button (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  WpSending *self = data;

  wp_sending_set_open (self, !wp_sending_is_open (self));
  if (wp_sending_is_open (self))
    gtk_widget_grab_focus (wp_sending_entry (self));
}

static void
on_changed (WpSending *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate (WpSending *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
wp_sending_finalize (GObject *object)
{
  g_free (WP_SENDING (object)->username);
  G_OBJECT_CLASS (wp_sending_parent_class)->finalize (object);
}

static void
wp_sending_class_init (WpSendingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_sending_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_name_line (WpSending *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("User name for send_ing"));

  self->name_entry = gtk_entry_new ();
  g_object_set (label, "mnemonic-widget", self->name_entry, "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_entry_set_width_chars (GTK_ENTRY (self->name_entry), 1);
  g_signal_connect_swapped (self->name_entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->name_entry, "activate", G_CALLBACK (on_activate), self);
  gtk_box_pack_start (GTK_BOX (line), label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), self->name_entry, TRUE, TRUE, 0);
  return line;
}

static void
wp_sending_init (WpSending *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->button = gtk_button_new_with_mnemonic ("");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->button), "flat");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect (self->button, "clicked", G_CALLBACK (on_button), self);
  self->field = WP_PASSWORD_FIELD (wp_password_field_new (_ ("Password for Sen_ding")));
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (on_activate), self);
  self->where = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->where), "wp-dim");
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->field), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->where, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_name_line (self), FALSE, TRUE, 0);
  self->revealer = gtk_revealer_new ();
  g_object_set (self->revealer, "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN,
                "transition-duration", OPEN_MS, NULL);
  gtk_container_add (GTK_CONTAINER (self->revealer), box);
  gtk_box_pack_start (GTK_BOX (self), self->button, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->revealer, FALSE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
  gtk_widget_set_no_show_all (GTK_WIDGET (self), TRUE);
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
wp_sending_new (void)
{
  return g_object_new (WP_TYPE_SENDING, NULL);
}
