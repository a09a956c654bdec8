/* See line.h. What it asks for does not depend on how it stands now, and it turns between two
 * frames: so it comes to rest. */
#include "gtk/widgets/line.h"

struct _WpLine
{
  GtkBox parent;

  int gap, gap_below;
  guint source;
};

G_DEFINE_FINAL_TYPE (WpLine, wp_line, GTK_TYPE_BOX)

typedef struct
{
  int line;  /* all beside each other */
  int least; /* the widest, as narrow as it can be */
  int gap;
} Widths;

static void
add_child (GtkWidget *child, gpointer data)
{
  Widths *widths = data;
  int least, natural;

  if (!gtk_widget_get_visible (child))
    return;
  gtk_widget_get_preferred_width (child, &least, &natural);
  widths->line += natural + (widths->line > 0 ? widths->gap : 0);
  widths->least = MAX (widths->least, least);
}

static Widths
measure (WpLine *self)
{
  Widths widths = { .gap = self->gap };

  gtk_container_foreach (GTK_CONTAINER (self), add_child, &widths);
  return widths;
}

static void
get_preferred_width (GtkWidget *widget, int *least, int *natural)
{
  Widths widths = measure (WP_LINE (widget));

  *least = widths.least;
  *natural = widths.line;
}

/* A box asks for this one as well, whatever the request mode. */
static void
get_preferred_width_for_height (GtkWidget *widget,
                                int height G_GNUC_UNUSED,
                                int *least,
                                int *natural)
{
  get_preferred_width (widget, least, natural);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkOrientation
fitting (WpLine *self)
{
  return measure (self).line > gtk_widget_get_allocated_width (GTK_WIDGET (self))
             ? GTK_ORIENTATION_VERTICAL
             : GTK_ORIENTATION_HORIZONTAL;
}

static gboolean
on_idle (gpointer data)
{
  WpLine *self = data;
  GtkOrientation orientation = fitting (self);

  self->source = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), orientation);
  gtk_box_set_spacing (GTK_BOX (self),
                       orientation == GTK_ORIENTATION_VERTICAL ? self->gap_below : self->gap);
  return G_SOURCE_REMOVE;
}

static void
size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  WpLine *self = WP_LINE (widget);

  GTK_WIDGET_CLASS (wp_line_parent_class)->size_allocate (widget, allocation);
  if (self->source == 0 && allocation->width > 1
      && fitting (self) != gtk_orientable_get_orientation (GTK_ORIENTABLE (self)))
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
wp_line_dispose (GObject *object)
{
  WpLine *self = WP_LINE (object);

  if (self->source != 0)
    g_source_remove (self->source);
  self->source = 0;
  G_OBJECT_CLASS (wp_line_parent_class)->dispose (object);
}

static void
wp_line_class_init (WpLineClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = wp_line_dispose;
  widget->get_preferred_width = get_preferred_width;
  widget->get_preferred_width_for_height = get_preferred_width_for_height;
  widget->get_request_mode = get_request_mode;
  widget->size_allocate = size_allocate;
}

static void
wp_line_init (WpLine *self G_GNUC_UNUSED)
{
}

GtkWidget *
wp_line_new (int gap, int gap_below)
{
  WpLine *self = g_object_new (WP_TYPE_LINE, "spacing", gap, NULL);

  self->gap = gap;
  self->gap_below = gap_below;
  return GTK_WIDGET (self);
}
