/* See menu.h. */
#include "gtk/widgets/menu.h"

#include <glib/gi18n-lib.h>

/* Of the buttons of a window, the one that shows is opened by its action. */
static void
on_map (GtkWidget *button, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *window = gtk_widget_get_toplevel (button);
  g_autoptr (GSimpleAction) action = g_simple_action_new ("menu", NULL);

  g_signal_connect_object (action, "activate", G_CALLBACK (gtk_button_clicked), button,
                           G_CONNECT_SWAPPED);
  if (G_IS_ACTION_MAP (window))
    g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
}

/* Only in a window that has such an action. */
static void
add_where_it_is (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

GtkWidget *
wp_menu_new (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  add_where_it_is (menu, _ ("_Another Task"), "win.another-task");
  add_where_it_is (menu, _ ("_Open a Saved Report…"), "win.open");
  g_menu_append (menu, _ ("_Help"), "win.help");
  g_menu_append (menu, _ ("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (menu, _ ("_About Waypost"), "app.about");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_button_set_image (GTK_BUTTON (button),
                        gtk_image_new_from_icon_name ("open-menu-symbolic", GTK_ICON_SIZE_BUTTON));
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Main menu"));
  gtk_widget_set_tooltip_text (button, _ ("Main menu"));
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  g_signal_connect (button, "map", G_CALLBACK (on_map), NULL);
  return button;
}
