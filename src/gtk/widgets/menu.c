/* See menu.h. */
#include "gtk/widgets/menu.h"

#include <glib/gi18n-lib.h>

GtkWidget *
wp_menu_new (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("_Help"), "win.help");
  g_menu_append (menu, _ ("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (menu, _ ("_About Waypost"), "app.about");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_button_set_image (GTK_BUTTON (button),
                        gtk_image_new_from_icon_name ("open-menu-symbolic", GTK_ICON_SIZE_BUTTON));
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Main menu"));
  gtk_widget_set_tooltip_text (button, _ ("Main menu"));
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "flat");
  return button;
}
