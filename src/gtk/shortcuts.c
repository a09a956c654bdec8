/* See shortcuts.h. */
#include "gtk/shortcuts.h"

#include <glib/gi18n-lib.h>

#include "gtk/flow/keys.h"

static GtkWidget *
new_section (void)
{
  GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "all", "visible",
                                     TRUE, NULL);
  GtkWidget *group = NULL;
  guint count;
  const WpKeyRow *rows = wp_key_rows (&count);

  for (guint i = 0; i < count; i++)
    {
      if (rows[i].group != NULL)
        {
          group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", _ (rows[i].group), "visible",
                                TRUE, NULL);
          gtk_container_add (GTK_CONTAINER (section), group);
        }
      gtk_container_add (GTK_CONTAINER (group),
                         g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", rows[i].keys,
                                       "title", _ (rows[i].title), "visible", TRUE, NULL));
    }
  return section;
}

void
wp_shortcuts_show (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "destroy-with-parent", TRUE, NULL);

  gtk_container_add (GTK_CONTAINER (window), new_section ());
  gtk_window_present (GTK_WINDOW (window));
}
