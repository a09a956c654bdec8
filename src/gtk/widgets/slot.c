/* See slot.h. */
#include "gtk/widgets/slot.h"

#include "gtk/widgets/scale.h"

struct _WpSlot
{
  GtkBin parent;

  guint width;
};

G_DEFINE_FINAL_TYPE (WpSlot, wp_slot, GTK_TYPE_BIN)

static void
get_preferred_width (GtkWidget *widget, int *least, int *natural)
{
  GTK_WIDGET_CLASS (wp_slot_parent_class)->get_preferred_width (widget, least, natural);
  *natural = MAX (*least, (int) (WP_SLOT (widget)->width * wp_scale_of (widget)));
}

static void
wp_slot_class_init (WpSlotClass *class)
{
  GTK_WIDGET_CLASS (class)->get_preferred_width = get_preferred_width;
}

static void
wp_slot_init (WpSlot *self G_GNUC_UNUSED)
{
}

GtkWidget *
wp_slot_new (GtkWidget *child, guint width)
{
  WpSlot *self = g_object_new (WP_TYPE_SLOT, NULL);

  self->width = width;
  gtk_container_add (GTK_CONTAINER (self), child);
  gtk_widget_show (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
