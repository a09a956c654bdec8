/* See expander.h. */
#include "gtk/widgets/expander.h"

#include "gtk/widgets/parts.h"
#include "gtk/widgets/scroller.h"

typedef struct
{
  gboolean is_opening; /* by a person, and not all of it is there yet */
} WpExpanderPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WpExpander, wp_expander, HDY_TYPE_EXPANDER_ROW)

typedef struct
{
  GType type;
  GtkWidget *found;
} Search;

static void
find_in (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found != NULL)
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    search->found = widget;
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_in, data);
}

static GtkWidget *
find_part (GtkWidget *row, GType type)
{
  Search search = { type, NULL };

  gtk_container_forall (GTK_CONTAINER (row), find_in, &search);
  return search.found;
}

GtkWidget *
wp_expander_header (GtkWidget *expander_row)
{
  GtkWidget *header = find_part (expander_row, HDY_TYPE_ACTION_ROW);

  return header != NULL ? header : expander_row;
}

/* What may have the focus, in order: the row, what stands in its header, what it opens to. */
#define N_STOPS 3

static void
find_stops (GtkWidget *row, GtkWidget *stops[N_STOPS])
{
  GtkWidget *header = wp_expander_header (row);

  stops[0] = row;
  stops[1] = GTK_IS_BIN (header) ? gtk_bin_get_child (GTK_BIN (header)) : NULL;
  stops[2] = find_part (row, GTK_TYPE_REVEALER);
}

/* Which of them has the focus now; -1: none. */
static int
find_focus (GtkWidget *stops[N_STOPS])
{
  GtkWidget *window = gtk_widget_get_toplevel (stops[0]);
  GtkWidget *now = GTK_IS_WINDOW (window) ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

  if (now == stops[0])
    return 0;
  for (int i = 1; i < N_STOPS && now != NULL; i++)
    if (stops[i] != NULL && (now == stops[i] || gtk_widget_is_ancestor (now, stops[i])))
      return i;
  return -1;
}

static gboolean
enter (GtkWidget *stop, gboolean is_row, GtkDirectionType direction)
{
  if (stop == NULL || !gtk_widget_is_drawable (stop))
    return FALSE;
  if (!is_row)
    return gtk_widget_child_focus (stop, direction);
  gtk_widget_grab_focus (stop);
  return TRUE;
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP
                     || direction == GTK_DIR_LEFT;
  GtkWidget *stops[N_STOPS];
  int now;

  find_stops (widget, stops);
  now = find_focus (stops);
  if (now > 0 && gtk_widget_child_focus (stops[now], direction))
    return TRUE;
  if (now < 0)
    now = is_back ? N_STOPS : -1;
  for (int i = now + (is_back ? -1 : 1); i >= 0 && i < N_STOPS; i += is_back ? -1 : 1)
    if (enter (stops[i], i == 0, direction))
      return TRUE;
  return FALSE;
}

/* While it slides open, and once more when it is open. */
static void
size_allocate (GtkWidget *widget, GtkAllocation *size)
{
  WpExpanderPrivate *priv = wp_expander_get_instance_private (WP_EXPANDER (widget));
  GtkWidget *revealer;

  GTK_WIDGET_CLASS (wp_expander_parent_class)->size_allocate (widget, size);
  if (!priv->is_opening)
    return;
  revealer = find_part (widget, GTK_TYPE_REVEALER);
  priv->is_opening = revealer != NULL && !gtk_revealer_get_child_revealed (GTK_REVEALER (revealer));
  wp_scroll_to (widget);
}

/* By key or by mouse, and libhandy has heard of it already. What opens by itself leaves the page
 * where it is. */
static void
on_activated (WpExpander *self)
{
  WpExpanderPrivate *priv = wp_expander_get_instance_private (self);

  priv->is_opening = hdy_expander_row_get_expanded (HDY_EXPANDER_ROW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
wp_expander_open (GtkWidget *expander)
{
  hdy_expander_row_set_expanded (HDY_EXPANDER_ROW (expander), TRUE);
  on_activated (WP_EXPANDER (expander));
  gtk_widget_queue_resize (expander);
}

/* As Space does; else Return would press the window's own button. */
static gboolean
key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  if (gtk_widget_is_focus (widget)
      && (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter
          || event->keyval == GDK_KEY_ISO_Enter)
      && (event->state & gtk_accelerator_get_default_mod_mask ()) == 0)
    return gtk_widget_activate (widget);
  return GTK_WIDGET_CLASS (wp_expander_parent_class)->key_press_event (widget, event);
}

static void
wp_expander_class_init (WpExpanderClass *class)
{
  GTK_WIDGET_CLASS (class)->key_press_event = key_press_event;
  GTK_WIDGET_CLASS (class)->focus = focus;
  GTK_WIDGET_CLASS (class)->size_allocate = size_allocate;
}

static void
wp_expander_init (WpExpander *self)
{
  GtkWidget *header = wp_expander_header (GTK_WIDGET (self));

  if (!HDY_IS_ACTION_ROW (header))
    return;
  hdy_action_row_set_title_lines (HDY_ACTION_ROW (header), 0);
  hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (header), 0);
  gtk_widget_set_can_focus (header, FALSE);
  g_signal_connect_after (self, "activate", G_CALLBACK (on_activated), NULL);
  g_signal_connect_object (gtk_widget_get_parent (header), "row-activated",
                           G_CALLBACK (on_activated), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

GtkWidget *
wp_expander_new (const char *title)
{
  GtkWidget *row = g_object_new (WP_TYPE_EXPANDER, "title", title, NULL);

  wp_break_plainly (row);
  gtk_widget_show (row);
  return row;
}
