/* See layout.h. */
#include "gtk/layout.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gtk/widgets/fit.h"
#include "gtk/widgets/menu.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/scroller.h"
#include "gtk/widgets/slot.h"

#define SIDEBAR 196
#define LEAST_WIDTH_FOR_SIDEBAR 700 /* at the usual font size */
#define LINE 1                      /* between it and the page */
#define LARGE_TEXT 1.5

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
new_side (WpLayout *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller;

  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->side_bar = hdy_header_bar_new ();
  gtk_style_context_add_class (gtk_widget_get_style_context (self->side_bar), "wp-side");
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-sidebar");
  scroller = wp_scroller_new (self->side);
  gtk_box_pack_start (GTK_BOX (box), self->side_bar, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), scroller, TRUE, TRUE, 0);
  g_object_set (box, "hexpand", FALSE, "width-request", SIDEBAR, NULL);
  return wp_slot_new (box, SIDEBAR, FALSE);
}

static GtkWidget *
new_content (WpLayout *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->content_bar = hdy_header_bar_new ();
  self->back = new_icon_button ("go-previous-symbolic", _ ("Back"));
  self->stack = gtk_stack_new ();
  self->actions = WP_ACTIONS (wp_actions_new ());
  gtk_style_context_add_class (gtk_widget_get_style_context (self->content_bar), "wp-flat");
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (self->content_bar), TRUE);
  hdy_header_bar_pack_start (HDY_HEADER_BAR (self->content_bar), self->back);
  hdy_header_bar_pack_end (HDY_HEADER_BAR (self->content_bar), wp_menu_new ());
  gtk_stack_set_transition_type (GTK_STACK (self->stack), GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_homogeneous (GTK_STACK (self->stack), FALSE);
  gtk_box_pack_start (GTK_BOX (box), self->content_bar, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->stack, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->actions), FALSE, TRUE, 0);
  gtk_widget_set_hexpand (box, TRUE);
  return wp_slot_new (box, LEAST_WIDTH_FOR_SIDEBAR - SIDEBAR - LINE, FALSE);
}

static void
on_fit (GtkWidget *leaflet, double width, double height G_GNUC_UNUSED, gpointer data)
{
  wp_actions_set_narrow (data, width < LEAST_WIDTH_FOR_SIDEBAR - SIDEBAR
                                   || wp_scale_of (leaflet) >= LARGE_TEXT);
}

void
wp_layout_init (WpLayout *self, HdyLeaflet *leaflet)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *content = new_content (self);

  self->leaflet = leaflet;
  gtk_container_add (GTK_CONTAINER (leaflet), new_side (self));
  gtk_container_add (GTK_CONTAINER (leaflet), separator);
  gtk_container_add (GTK_CONTAINER (leaflet), content);
  gtk_container_child_set (GTK_CONTAINER (leaflet), separator, "navigatable", FALSE, NULL);
  hdy_leaflet_set_visible_child (leaflet, content);
  wp_fit_watch (GTK_WIDGET (leaflet), on_fit, self->actions);
}

/* As the desktop sets it, without what a narrow window needs less than its title. */
static char *
buttons_of_narrow (GtkWidget *bar)
{
  g_autofree char *layout = NULL;
  g_auto (GStrv) sides = NULL;
  GString *out = g_string_new (NULL);

  g_object_get (gtk_widget_get_settings (bar), "gtk-decoration-layout", &layout, NULL);
  sides = g_strsplit (layout == NULL ? "" : layout, ":", 2);
  for (guint i = 0; sides[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ":" : "",
                            strstr (sides[i], "close") != NULL ? "close" : "");
  return g_string_free (out, FALSE);
}

void
wp_layout_set_buttons (GtkWidget *header_bar, gboolean is_narrow)
{
  g_autofree char *narrow = is_narrow ? buttons_of_narrow (header_bar) : NULL;

  hdy_header_bar_set_decoration_layout (HDY_HEADER_BAR (header_bar), narrow);
}

/* Also before it was folded: the window must not grow for what it will not show. */
static gboolean
is_narrow (WpLayout *self)
{
  GtkWidget *leaflet = GTK_WIDGET (self->leaflet);
  int width = gtk_widget_get_allocated_width (gtk_widget_get_toplevel (leaflet));

  return hdy_leaflet_get_folded (self->leaflet)
         || width < LEAST_WIDTH_FOR_SIDEBAR * wp_scale_of (leaflet);
}

void
wp_layout_set_titles (WpLayout *self, const char *task, const char *step)
{
  gboolean is_folded = hdy_leaflet_get_folded (self->leaflet);

  wp_layout_set_buttons (self->content_bar, is_narrow (self));
  hdy_header_bar_set_title (HDY_HEADER_BAR (self->side_bar), task);
  hdy_header_bar_set_title (HDY_HEADER_BAR (self->content_bar), is_folded ? task : "");
  hdy_header_bar_set_subtitle (HDY_HEADER_BAR (self->content_bar), is_folded ? step : NULL);
}
