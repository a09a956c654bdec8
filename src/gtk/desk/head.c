/* See head.h. */
#include "gtk/desk/head.h"

#include <handy.h>

#include <glib/gi18n-lib.h>

#include "gtk/desk/servers.h"
#include "gtk/layout.h"
#include "gtk/widgets/menu.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"

#define MOST_ADDRESS 320
#define LARGE_TEXT 1.5
#define CHARS 14      /* of it that can be read */
#define LEAST_CHARS 5 /* in a row of its own, which it fills */

struct _WpDeskHead
{
  GtkBox parent;

  GtkWidget *bar, *open;
  GtkWidget *form, *row; /* the form is in the bar, or in the row below it */
  GtkWidget *title;      /* instead of it in the bar */
  GtkWidget *short_title;
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
  hdy_header_bar_set_custom_title (HDY_HEADER_BAR (self->bar),
                                   is_narrow ? self->title : self->form);
  gtk_widget_set_visible (self->open, !is_narrow); /* it is in the menu, too */
  wp_layout_set_buttons (self->bar, is_narrow);
  if (wp_scale_of (self->bar) >= LARGE_TEXT)
    gtk_style_context_add_class (gtk_widget_get_style_context (self->short_title), "caption");
  if (is_narrow)
    gtk_box_pack_start (GTK_BOX (self->row), self->form, TRUE, TRUE, 0);
  g_object_unref (self->form);
  gtk_entry_set_width_chars (GTK_ENTRY (self->address), is_narrow ? LEAST_CHARS : CHARS);
  gtk_widget_set_halign (self->form, is_narrow ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->row, is_narrow);
  if (has_focus)
    wp_desk_head_focus (self);
}

void
wp_desk_head_show_where (WpDeskHead *self)
{
  wp_desk_servers_show_where (WP_DESK_SERVERS (self->servers));
}

static void
wp_desk_head_dispose (GObject *object)
{
  g_clear_object (&WP_DESK_HEAD (object)->draft);
  g_clear_object (&WP_DESK_HEAD (object)->title);
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
                "width-chars", CHARS, "max-width-chars", 30, "primary-icon-name",
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

static GtkWidget *
add_title (GtkWidget *squeezer, const char *text, PangoEllipsizeMode mode)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "title");
  gtk_container_add (GTK_CONTAINER (squeezer), label);
  return label;
}

/* As much of it as there is room for. */
static GtkWidget *
new_title (WpDeskHead *self)
{
  GtkWidget *squeezer = hdy_squeezer_new ();

  add_title (squeezer, _ ("Find Out Why Email Fails"), PANGO_ELLIPSIZE_NONE);
  /* Translators: “Find Out Why Email Fails” where there is little room. */
  self->short_title = add_title (squeezer, _ ("Why Email Fails"), PANGO_ELLIPSIZE_END);
  gtk_widget_show_all (squeezer);
  return g_object_ref_sink (squeezer);
}

static void
wp_desk_head_init (WpDeskHead *self)
{
  GtkWidget *back = wp_icon_button_new ("go-previous-symbolic", _ ("Back"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->bar = hdy_header_bar_new ();
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->form = new_form (self);
  self->title = new_title (self);
  self->open = wp_icon_button_new ("document-open-symbolic", _ ("Open a saved report"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.back");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.open");
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (self->bar), TRUE);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->bar), back);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->bar), self->open);
  hdy_header_bar_pack_end (HDY_HEADER_BAR (self->bar), wp_menu_new ());
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
