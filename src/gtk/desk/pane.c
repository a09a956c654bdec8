/* See pane.h. */
#include "gtk/desk/pane.h"

#include "gtk/widgets/scale.h"

struct _WpDeskPane
{
  GtkBin parent;

  guint width;
};

G_DEFINE_FINAL_TYPE (WpDeskPane, wp_desk_pane, GTK_TYPE_BIN)

/* A text that wraps would like a line of its own; the leaflet folds by what its children like. */
static void
get_width (GtkWidget *widget, int *least, int *natural)
{
  int width = (int) (WP_DESK_PANE (widget)->width * wp_scale_of (widget));

  GTK_WIDGET_CLASS (wp_desk_pane_parent_class)->get_preferred_width (widget, least, natural);
  *least = *natural = MAX (*least, width);
}

static GtkSizeRequestMode
get_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wp_desk_pane_class_init (WpDeskPaneClass *class)
{
  GTK_WIDGET_CLASS (class)->get_preferred_width = get_width;
  GTK_WIDGET_CLASS (class)->get_request_mode = get_mode;
}

static void
wp_desk_pane_init (WpDeskPane *self G_GNUC_UNUSED)
{
}

GtkWidget *
wp_desk_pane_new (GtkWidget *child, guint width)
{
  WpDeskPane *self = g_object_new (WP_TYPE_DESK_PANE, NULL);

  self->width = width;
  gtk_container_add (GTK_CONTAINER (self), child);
  gtk_widget_show (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
wp_desk_pane_set_width (WpDeskPane *self, guint width)
{
  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
