/* See timeline.h. */
#include "gtk/widgets/timeline.h"

#include "gtk/widgets/scale.h"
#include "gtk/widgets/timeline-access.h"
#include "gtk/widgets/timeline-draw.h"

#define LEAST_WIDTH 220
#define LEAST_REDRAW_MS 100

struct _WpTimeline
{
  GtkDrawingArea parent;

  WpTimelineData *data; /* NULL: nothing yet */
  guint row_height;
  gboolean has_lane_names;
  int selected;
  int hovered;               /* by the pointer; -1: none */
  GtkAdjustment *adjustment; /* that it is scrolled by; NULL: it is not */
  gint64 drawn_us;           /* when the data was last shown */
  guint redraw_source;
};

G_DEFINE_FINAL_TYPE (WpTimeline, wp_timeline, GTK_TYPE_DRAWING_AREA)

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static WpTimelinePicture
picture_at (WpTimeline *self, int width)
{
  WpTimelinePicture picture = { .widget = GTK_WIDGET (self),
                                .data = self->data,
                                .row_height = self->row_height,
                                .has_lane_names = self->has_lane_names,
                                .selected = self->selected,
                                .hovered = self->hovered };

  if (self->adjustment != NULL)
    picture.top = gtk_adjustment_get_value (self->adjustment);

  wp_timeline_measure (&picture, width);
  return picture;
}

static WpTimelinePicture
picture_of (WpTimeline *self)
{
  return picture_at (self, gtk_widget_get_allocated_width (GTK_WIDGET (self)));
}

/* Size and drawing */

static void
get_width (GtkWidget *widget, int *least, int *natural)
{
  *least = *natural = (int) (LEAST_WIDTH * wp_scale_of (widget));
}

/* Where it is narrow the names of the lanes need rows of their own. */
static GtkSizeRequestMode
get_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
get_height_for_width (GtkWidget *widget, int width, int *least, int *natural)
{
  WpTimeline *self = WP_TIMELINE (widget);

  *least = *natural = 0;
  if (self->data != NULL)
    {
      WpTimelinePicture picture = picture_at (self, width);

      *least = *natural = wp_timeline_height (&picture);
    }
}

static void
get_height (GtkWidget *widget, int *least, int *natural)
{
  int width;

  get_width (widget, &width, &width);
  get_height_for_width (widget, width, least, natural);
}

static gboolean
draw (GtkWidget *widget, cairo_t *cr)
{
  WpTimeline *self = WP_TIMELINE (widget);

  if (self->data != NULL && self->data->n_bars > 0)
    {
      WpTimelinePicture picture = picture_of (self);

      wp_timeline_draw (&picture, cr);
    }
  if (gtk_widget_has_visible_focus (widget))
    gtk_render_focus (gtk_widget_get_style_context (widget), cr, 0, 0,
                      gtk_widget_get_allocated_width (widget),
                      gtk_widget_get_allocated_height (widget));
  return GDK_EVENT_PROPAGATE;
}

/* Selection */

void
wp_timeline_select (WpTimeline *self, int bar)
{
  if (bar == self->selected || self->data == NULL || bar >= (int) self->data->n_bars)
    return;
  self->selected = bar;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  wp_timeline_accessible_move (gtk_widget_get_accessible (GTK_WIDGET (self)), bar);
  if (bar >= 0)
    g_signal_emit (self, signals[SELECTED], 0, (guint) bar);
}

int
wp_timeline_selected (WpTimeline *self)
{
  return self->selected;
}

/* The neighbour in time over all lanes: the next one to begin, or the last one before. */
static int
neighbour (WpTimeline *self, int direction)
{
  const WpBar *now = wp_timeline_data_bar (self->data, (guint) MAX (self->selected, 0));
  const WpBar *best = NULL;
  int found = self->selected;

  for (int i = 0; i < (int) self->data->n_bars; i++)
    {
      const WpBar *bar = wp_timeline_data_bar (self->data, (guint) i);
      gint64 ahead = (bar->start_us - now->start_us) * direction;

      if (ahead < 0 || i == self->selected || (ahead == 0 && (i - self->selected) * direction < 0))
        continue;
      if (best != NULL
          && ((bar->start_us - best->start_us) * direction > 0
              || (bar->start_us == best->start_us && direction > 0)))
        continue;
      best = bar;
      found = i;
    }
  return found;
}

static gboolean
move (WpTimeline *self, guint key)
{
  int last = (int) self->data->n_bars - 1;
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int to = self->selected;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      to = MAX (self->selected - 1, 0);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      to = MIN (self->selected + 1, last);
      break;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      to = neighbour (self, is_rtl ? 1 : -1);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      to = neighbour (self, is_rtl ? -1 : 1);
      break;
    case GDK_KEY_Home:
      to = 0;
      break;
    case GDK_KEY_End:
      to = last;
      break;
    default:
      return FALSE;
    }
  /* At an end the focus may go on to what stands above or below. */
  if (to == self->selected && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    return FALSE;
  wp_timeline_select (self, to);
  return TRUE;
}

static gboolean
key_press (GtkWidget *widget, GdkEventKey *event)
{
  WpTimeline *self = WP_TIMELINE (widget);
  gboolean is_plain = (event->state & gtk_accelerator_get_default_mod_mask ()) == 0;

  if (self->data != NULL && self->data->n_bars > 0 && is_plain)
    {
      if (move (self, event->keyval))
        return GDK_EVENT_STOP;
      if (self->selected >= 0
          && (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter
              || event->keyval == GDK_KEY_space))
        {
          g_signal_emit (self, signals[ACTIVATED], 0, (guint) self->selected);
          return GDK_EVENT_STOP;
        }
    }
  return GTK_WIDGET_CLASS (wp_timeline_parent_class)->key_press_event (widget, event);
}

static int
bar_at (WpTimeline *self, double y)
{
  WpTimelinePicture picture;

  if (self->data == NULL || self->data->n_bars == 0)
    return -1;
  picture = picture_of (self);
  return wp_timeline_bar_at (&picture, y);
}

static gboolean
button_press (GtkWidget *widget, GdkEventButton *event)
{
  int bar = bar_at (WP_TIMELINE (widget), event->y);

  if (event->button != GDK_BUTTON_PRIMARY || bar < 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (widget);
  wp_timeline_select (WP_TIMELINE (widget), bar);
  return GDK_EVENT_STOP;
}

static void
hover (WpTimeline *self, int bar)
{
  if (bar == self->hovered)
    return;
  self->hovered = bar;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
motion (GtkWidget *widget, GdkEventMotion *event)
{
  hover (WP_TIMELINE (widget), bar_at (WP_TIMELINE (widget), event->y));
  return GDK_EVENT_PROPAGATE;
}

static gboolean
leave (GtkWidget *widget, GdkEventCrossing *event G_GNUC_UNUSED)
{
  hover (WP_TIMELINE (widget), -1);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  WpTimeline *self = WP_TIMELINE (widget);
  int n = is_keyboard ? self->selected : bar_at (self, y);
  const WpBar *bar = n < 0 || self->data == NULL ? NULL
                                                 : wp_timeline_data_bar (self->data, (guint) n);
  g_autofree char *text = NULL;
  GdkRectangle area;

  (void) x;
  if (bar == NULL || !wp_timeline_bar_area (self, (guint) n, &area))
    return FALSE;
  /* The whole row counts: bars are thin. */
  area.x = 0;
  area.width = gtk_widget_get_allocated_width (widget);
  text = bar->detail == NULL ? g_strdup (bar->spoken)
                             : g_strdup_printf ("%s\n%s", bar->spoken, bar->detail);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static gboolean
focus_in (GtkWidget *widget, GdkEventFocus *event)
{
  WpTimeline *self = WP_TIMELINE (widget);

  if (self->selected < 0)
    wp_timeline_select (self, 0);
  return GTK_WIDGET_CLASS (wp_timeline_parent_class)->focus_in_event (widget, event);
}

/* Data */

/* The bar of the same step, or of the same question. */
static int
bar_like (const WpTimelineData *data, guint step, guint source)
{
  for (guint i = 0; (step != 0 || source != 0) && i < data->n_bars; i++)
    if (wp_timeline_data_bar (data, i)->step == step
        && wp_timeline_data_bar (data, i)->source == source)
      return (int) i;
  return -1;
}

static void
show (WpTimeline *self)
{
  self->drawn_us = g_get_monotonic_time ();
  gtk_widget_queue_resize (GTK_WIDGET (self));
  wp_timeline_accessible_renew (gtk_widget_get_accessible (GTK_WIDGET (self)));
}

static gboolean
on_redraw (gpointer data)
{
  WpTimeline *self = data;

  self->redraw_source = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

void
wp_timeline_set_data (WpTimeline *self, WpTimelineData *taken)
{
  const WpBar *before = self->data == NULL || self->selected < 0
                            ? NULL
                            : wp_timeline_data_bar (self->data, (guint) self->selected);
  guint step = before == NULL ? 0 : before->step;
  guint source = before == NULL ? 0 : before->source;
  gint64 since_ms = (g_get_monotonic_time () - self->drawn_us) / 1000;

  g_clear_pointer (&self->data, wp_timeline_data_free);
  self->data = taken;
  self->selected = taken == NULL ? -1 : bar_like (taken, step, source);
  self->hovered = -1;
  if (self->redraw_source != 0)
    return;
  if (since_ms >= LEAST_REDRAW_MS)
    show (self);
  else
    self->redraw_source = g_timeout_add ((guint) (LEAST_REDRAW_MS - MAX (since_ms, 0)), on_redraw,
                                         self);
}

void
wp_timeline_follow (WpTimeline *self, GtkAdjustment *adjustment)
{
  g_set_object (&self->adjustment, adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

const WpTimelineData *
wp_timeline_data (WpTimeline *self)
{
  return self->data;
}

gboolean
wp_timeline_bar_area (WpTimeline *self, guint bar, GdkRectangle *area)
{
  WpTimelinePicture picture;

  if (self->data == NULL)
    return FALSE;
  picture = picture_of (self);
  return wp_timeline_area (&picture, bar, area);
}

/* Class */

static void
style_updated (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wp_timeline_parent_class)->style_updated (widget);
  gtk_widget_queue_resize (widget);
}

static void
wp_timeline_finalize (GObject *object)
{
  WpTimeline *self = WP_TIMELINE (object);

  if (self->redraw_source != 0)
    g_source_remove (self->redraw_source);
  g_clear_pointer (&self->data, wp_timeline_data_free);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (wp_timeline_parent_class)->finalize (object);
}

static void
wp_timeline_class_init (WpTimelineClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = wp_timeline_finalize;
  widget->get_preferred_width = get_width;
  widget->get_request_mode = get_mode;
  widget->get_preferred_height = get_height;
  widget->get_preferred_height_for_width = get_height_for_width;
  widget->draw = draw;
  widget->key_press_event = key_press;
  widget->button_press_event = button_press;
  widget->motion_notify_event = motion;
  widget->leave_notify_event = leave;
  widget->query_tooltip = query_tooltip;
  widget->focus_in_event = focus_in;
  widget->style_updated = style_updated;
  gtk_widget_class_set_accessible_type (widget, wp_timeline_accessible_get_type ());
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wp_timeline_init (WpTimeline *self)
{
  self->selected = -1;
  self->hovered = -1;
  self->row_height = WP_TIMELINE_ROW;
  gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_events (GTK_WIDGET (self), GDK_BUTTON_PRESS_MASK | GDK_KEY_PRESS_MASK
                                                | GDK_POINTER_MOTION_MASK | GDK_LEAVE_NOTIFY_MASK);
}

GtkWidget *
wp_timeline_new (guint row_height, gboolean has_lane_names)
{
  WpTimeline *self = g_object_new (WP_TYPE_TIMELINE, NULL);

  self->row_height = row_height;
  self->has_lane_names = has_lane_names;
  gtk_widget_show (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
