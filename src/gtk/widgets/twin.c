/* See twin.h. */
#include "gtk/widgets/twin.h"

#include <glib/gi18n-lib.h>

struct _WpTwin
{
  GtkMenuButton parent;

  GtkWidget *tree;
  guint n_columns;
};

G_DEFINE_FINAL_TYPE (WpTwin, wp_twin, GTK_TYPE_MENU_BUTTON)

static void
wp_twin_class_init (WpTwinClass *class G_GNUC_UNUSED)
{
}

static void
wp_twin_init (WpTwin *self)
{
  GtkWidget *button = GTK_WIDGET (self);
  GtkWidget *popover = gtk_popover_new (button);

  self->tree = gtk_tree_view_new ();
  gtk_tree_selection_set_mode (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->tree)),
                               GTK_SELECTION_BROWSE);
  gtk_tree_view_set_enable_search (GTK_TREE_VIEW (self->tree), FALSE);
  g_object_set (self->tree, "margin", 6, NULL);
  gtk_container_add (GTK_CONTAINER (popover), self->tree);
  gtk_widget_show_all (self->tree);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self), popover);
  gtk_button_set_image (GTK_BUTTON (self),
                        gtk_image_new_from_icon_name ("view-list-symbolic", GTK_ICON_SIZE_MENU));
  gtk_widget_set_tooltip_text (button, _ ("Show as a Table"));
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "wp-twin");
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Show as a Table"));
}

GtkWidget *
wp_twin_new (void)
{
  return g_object_new (WP_TYPE_TWIN, NULL);
}

static void
set_columns (WpTwin *self, const WpSceneTable *table)
{
  GtkTreeView *tree = GTK_TREE_VIEW (self->tree);

  for (guint i = self->n_columns; i < table->n_columns; i++)
    gtk_tree_view_insert_column_with_attributes (tree, -1, "", gtk_cell_renderer_text_new (),
                                                 "text", i, NULL);
  for (guint i = table->n_columns; i < self->n_columns; i++)
    gtk_tree_view_remove_column (tree, gtk_tree_view_get_column (tree, (gint) table->n_columns));
  self->n_columns = table->n_columns;
  for (guint i = 0; i < self->n_columns; i++)
    gtk_tree_view_column_set_title (gtk_tree_view_get_column (tree, (gint) i), table->cells[i]);
}

void
wp_twin_set (WpTwin *self, const WpSceneTable *table, const char *name)
{
  GType types[] = { G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING };
  g_autoptr (GtkListStore) store = NULL;

  g_return_if_fail (table->n_columns <= G_N_ELEMENTS (types));
  store = gtk_list_store_newv ((gint) table->n_columns, types);
  set_columns (self, table);
  for (guint row = 1; row < table->n_rows; row++)
    {
      GtkTreeIter iter;

      gtk_list_store_append (store, &iter);
      for (guint i = 0; i < table->n_columns; i++)
        gtk_list_store_set (store, &iter, (gint) i, table->cells[row * table->n_columns + i], -1);
    }
  gtk_tree_view_set_model (GTK_TREE_VIEW (self->tree), GTK_TREE_MODEL (store));
  atk_object_set_name (gtk_widget_get_accessible (self->tree), name);
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), name);
}
