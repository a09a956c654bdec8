/* See scroller.h. */
#include "gtk/widgets/scroller.h"

#include "gtk/widgets/viewport.h"

#define AROUND 6 /* px that are shown around it */

static void
on_length (GtkAdjustment *length, gpointer data)
{
  gboolean is_longer = gtk_adjustment_get_upper (length)
                       > gtk_adjustment_get_page_size (length) + 0.5;

  gtk_widget_set_can_focus (data, is_longer);
}

GtkWidget *
wp_scroller_new (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new (NULL, NULL);
  GtkAdjustment *length = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (scroller), wp_viewport_new (child));
  g_signal_connect_object (length, "changed", G_CALLBACK (on_length), scroller, 0);
  on_length (length, scroller);
  return scroller;
}

static gboolean
on_scroll (gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (data, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *viewport = scroller == NULL ? NULL : gtk_bin_get_child (GTK_BIN (scroller));
  GtkWidget *content = GTK_IS_VIEWPORT (viewport) ? gtk_bin_get_child (GTK_BIN (viewport)) : NULL;
  int y;

  if (content != NULL && gtk_widget_get_mapped (data)
      && gtk_widget_translate_coordinates (data, content, 0, 0, NULL, &y))
    {
      GtkAdjustment *length = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
      double top = y - AROUND, end = y + gtk_widget_get_allocated_height (data) + AROUND;

      /* Of what is longer than the page the beginning. */
      gtk_adjustment_clamp_page (length, top,
                                 MIN (end, top + gtk_adjustment_get_page_size (length)));
    }
  return G_SOURCE_REMOVE;
}

void
wp_scroll_to (GtkWidget *widget)
{
  g_idle_add_full (GDK_PRIORITY_REDRAW + 10, on_scroll, g_object_ref (widget), g_object_unref);
}
