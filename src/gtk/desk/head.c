/* See head.h. */
#include "gtk/desk/head.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "gtk/desk/servers.h"
#include "gtk/widgets/menu.h"
#include "gtk/widgets/parts.h"

#define MOST_ADDRESS 320

struct _WpDeskHead
{
  GtkBox parent;

  GtkWidget *bar, *back;
  GtkWidget *form, *row; /* the form is in the bar, or in the row below it */
  GtkWidget *address, *servers;
  WpCase *draft; /* follows what is typed; NULL: nobody wants it yet */
};

G_DEFINE_FINAL_TYPE (WpDeskHead, wp_desk_head, GTK_TYPE_BOX)

static guint check_signal;

static void
on_check (WpDeskHead *self)
{
  g_signal_emit (self, check_signal, 0);
}

const char *
wp_desk_head_address (WpDeskHead *self)
{
  return gtk_entry_get_text (GTK_ENTRY (self->address));
}

void
wp_desk_head_set_address (WpDeskHead *self, const char *address)
{
  gtk_entry_set_text (GTK_ENTRY (self->address), address);
}

static void
on_address (WpDeskHead *self)
{
  if (self->draft != NULL)
    wp_case_set_address (self->draft, wp_desk_head_address (self));
}

void
wp_desk_head_set_draft (WpDeskHead *self, WpCase *draft)
{
  g_set_object (&self->draft, draft);
  wp_desk_servers_set_draft (WP_DESK_SERVERS (self->servers), draft);
  on_address (self);
}

GPtrArray *
wp_desk_head_servers (WpDeskHead *self)
{
  return wp_desk_servers_read (WP_DESK_SERVERS (self->servers));
}

void
wp_desk_head_set_servers (WpDeskHead *self, const GPtrArray *servers)
{
  wp_desk_servers_set (WP_DESK_SERVERS (self->servers), servers);
}

void
wp_desk_head_clear (WpDeskHead *self)
{
  wp_desk_head_set_address (self, "");
  wp_desk_head_set_servers (self, NULL);
}

void
wp_desk_head_focus (WpDeskHead *self)
{
  gtk_widget_grab_focus (self->address);
}

void
wp_desk_head_set_narrow (WpDeskHead *self, gboolean is_narrow)
{
  gboolean was = gtk_widget_get_parent (self->form) == self->row;
  gboolean has_focus = gtk_widget_is_focus (self->address);

  if (is_narrow == was)
    return;
  g_object_ref (self->form);
  if (was)
    gtk_container_remove (GTK_CONTAINER (self->row), self->form);
  hdy_header_bar_set_custom_title (HDY_HEADER_BAR (self->bar), is_narrow ? NULL : self->form);
  if (is_narrow)
    gtk_box_pack_start (GTK_BOX (self->row), self->form, TRUE, TRUE, 0);
  g_object_unref (self->form);
  gtk_widget_set_halign (self->form, is_narrow ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->row, is_narrow);
  if (has_focus)
    wp_desk_head_focus (self);
}

void
wp_desk_head_set_back (WpDeskHead *self, gboolean is_shown)
{
  gtk_widget_set_visible (self->back, is_shown);
}

static void
wp_desk_head_dispose (GObject *object)
{
  g_clear_object (&WP_DESK_HEAD (object)->draft);
  G_OBJECT_CLASS (wp_desk_head_parent_class)->dispose (object);
}

static void
wp_desk_head_class_init (WpDeskHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_head_dispose;
  check_signal = g_signal_new ("check", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_form (WpDeskHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Chec_k"));

  self->address = gtk_entry_new ();
  self->servers = wp_desk_servers_new ();
  g_object_set (self->address, "input-purpose", GTK_INPUT_PURPOSE_EMAIL, "max-length", MOST_ADDRESS,
                "width-chars", 14, "max-width-chars", 30, "primary-icon-name",
                "mail-unread-symbolic", "placeholder-text", _ ("Email address"), NULL);
  wp_name_accessible (self->address, _ ("Email address"));
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "suggested-action");
  g_signal_connect_swapped (self->address, "changed", G_CALLBACK (on_address), self);
  g_signal_connect_swapped (self->address, "activate", G_CALLBACK (on_check), self);
  g_signal_connect_swapped (self->servers, "entered", G_CALLBACK (on_check), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_check), self);
  gtk_box_pack_start (GTK_BOX (box), self->address, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->servers, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, TRUE, 0);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_show_all (box);
  return box;
}

static void
wp_desk_head_init (WpDeskHead *self)
{
  GtkWidget *open = wp_icon_button_new ("document-open-symbolic", _ ("Open a saved report"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->bar = hdy_header_bar_new ();
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->form = new_form (self);
  self->back = wp_icon_button_new ("go-previous-symbolic", _ ("Back"));
  gtk_widget_set_no_show_all (self->back, TRUE);
  gtk_widget_hide (self->back);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "win.back");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open");
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (self->bar), TRUE);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->bar), self->back);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->bar), open);
  hdy_header_bar_pack_end (HDY_HEADER_BAR (self->bar), wp_menu_new ());
  hdy_header_bar_set_title (HDY_HEADER_BAR (self->bar), _ ("Find Out Why Email Fails"));
  hdy_header_bar_set_custom_title (HDY_HEADER_BAR (self->bar), self->form);
  g_object_set (self->row, "margin", 12, "no-show-all", TRUE, "visible", FALSE, NULL);
  gtk_box_pack_start (GTK_BOX (self), self->bar, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->row, FALSE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_desk_head_new (void)
{
  return g_object_new (WP_TYPE_DESK_HEAD, NULL);
}
