/* See plain-row.h. */
#include "gtk/widgets/plain-row.h"

G_DEFINE_TYPE (WpPlainRow, wp_plain_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
wp_plain_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_bin_get_child (GTK_BIN (widget));

  return child != NULL && gtk_widget_get_visible (child)
         && gtk_widget_child_focus (child, direction);
}

static void
wp_plain_row_class_init (WpPlainRowClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = wp_plain_row_focus;
}

static void
wp_plain_row_init (WpPlainRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wp_plain_row_new (void)
{
  return g_object_new (WP_TYPE_PLAIN_ROW, NULL);
}
