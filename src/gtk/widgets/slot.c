/* See slot.h. */
#include "gtk/widgets/slot.h"

#include "gtk/widgets/scale.h"

struct _WpSlot
{
  GtkBin parent;

  guint width;
  gboolean is_firm;
};

G_DEFINE_FINAL_TYPE (WpSlot, wp_slot, GTK_TYPE_BIN)

static void
get_preferred_width (GtkWidget *widget, int *least, int *natural)
{
  WpSlot *self = WP_SLOT (widget);

  GTK_WIDGET_CLASS (wp_slot_parent_class)->get_preferred_width (widget, least, natural);
  *natural = MAX (*least, (int) (self->width * wp_scale_of (widget)));
  if (self->is_firm)
    *least = *natural;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wp_slot_class_init (WpSlotClass *class)
{
  GTK_WIDGET_CLASS (class)->get_preferred_width = get_preferred_width;
  GTK_WIDGET_CLASS (class)->get_request_mode = get_request_mode;
}

static void
wp_slot_init (WpSlot *self G_GNUC_UNUSED)
{
}

GtkWidget *
wp_slot_new (GtkWidget *child, guint width, gboolean is_firm)
{
  WpSlot *self = g_object_new (WP_TYPE_SLOT, NULL);

  self->width = width;
  self->is_firm = is_firm;
  gtk_container_add (GTK_CONTAINER (self), child);
  gtk_widget_show (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
wp_slot_set_width (WpSlot *self, guint width)
{
  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
