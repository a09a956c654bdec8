/* See motion.h. */
#include "gtk/widgets/motion.h"

#define ARRIVE_MS 200

gboolean
wp_motion_is_on (GtkWidget *widget)
{
  gboolean is_on;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &is_on, NULL);
  return is_on && gtk_widget_get_mapped (widget);
}

/* The rows of libhandy take what is added to them into one of their boxes; a list box row knows no
 * such thing. */
static void
put (GtkWidget *row, GtkWidget *child)
{
  GtkContainerClass *class = g_type_class_peek (GTK_TYPE_LIST_BOX_ROW);

  class->add (GTK_CONTAINER (row), child);
}

static void
take (GtkWidget *row, GtkWidget *child)
{
  GtkContainerClass *class = g_type_class_peek (GTK_TYPE_LIST_BOX_ROW);

  class->remove (GTK_CONTAINER (row), child);
}

/* There: the row is as it was made. */
static void
unwrap (GtkWidget *row, GtkWidget *revealer)
{
  GtkWidget *child = gtk_bin_get_child (GTK_BIN (revealer));

  if (gtk_widget_get_parent (revealer) != row || child == NULL)
    return;
  g_object_ref (child);
  gtk_container_remove (GTK_CONTAINER (revealer), child);
  take (row, revealer);
  put (row, child);
  g_object_unref (child);
}

/* Not from inside the revealer, which is on the stack. */
static gboolean
on_there (gpointer data)
{
  GtkWidget *row = gtk_widget_get_parent (data);

  if (row != NULL)
    unwrap (row, data);
  return G_SOURCE_REMOVE;
}

static void
on_revealed (GtkWidget *revealer, GParamSpec *property G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  if (gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_there, g_object_ref (revealer), g_object_unref);
}

/* It slides once it is on the screen. */
static void
on_map (GtkWidget *revealer, gpointer data G_GNUC_UNUSED)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (revealer), TRUE);
}

void
wp_motion_arrive (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *child = gtk_bin_get_child (GTK_BIN (row));
  GtkWidget *revealer;

  if (list == NULL || child == NULL || GTK_IS_REVEALER (child) || !wp_motion_is_on (list))
    return;
  revealer = gtk_revealer_new ();
  g_object_set (revealer, "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN,
                "transition-duration", ARRIVE_MS, NULL);
  g_object_ref (child);
  take (row, child);
  gtk_container_add (GTK_CONTAINER (revealer), child);
  g_object_unref (child);
  put (row, revealer);
  g_signal_connect (revealer, "notify::child-revealed", G_CALLBACK (on_revealed), NULL);
  /* A row that ends on its way takes its own parts down. */
  g_signal_connect_object (row, "destroy", G_CALLBACK (unwrap), revealer, 0);
  g_signal_connect_after (revealer, "map", G_CALLBACK (on_map), NULL);
  gtk_widget_show (revealer);
  if (gtk_widget_get_mapped (revealer))
    on_map (revealer, NULL);
}
