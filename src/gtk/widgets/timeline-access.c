/* See timeline-access.h. A child knows only its number; what it says is asked of the timeline each
 * time, so that it can outlive its bar. */
#include "gtk/widgets/timeline-access.h"

#include "gtk/widgets/timeline.h"

/* A bar */

typedef struct
{
  AtkObject parent;

  GtkWidget *timeline; /* weak */
  guint bar;
} WpBarAccessible;

typedef struct
{
  AtkObjectClass parent_class;
} WpBarAccessibleClass;

static GType wp_bar_accessible_get_type (void);
static void component_init (AtkComponentIface *iface);

G_DEFINE_TYPE_WITH_CODE (WpBarAccessible,
                         wp_bar_accessible,
                         ATK_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (ATK_TYPE_COMPONENT, component_init))

static const WpBar *
bar_of (WpBarAccessible *self)
{
  const WpTimelineData *data = self->timeline == NULL
                                   ? NULL
                                   : wp_timeline_data (WP_TIMELINE (self->timeline));

  return data == NULL ? NULL : wp_timeline_data_bar (data, self->bar);
}

static const char *
bar_name (AtkObject *object)
{
  const WpBar *bar = bar_of ((WpBarAccessible *) object);

  return bar == NULL ? "" : bar->spoken;
}

static int
bar_index (AtkObject *object)
{
  return (int) ((WpBarAccessible *) object)->bar;
}

static AtkObject *
bar_parent (AtkObject *object)
{
  WpBarAccessible *self = (WpBarAccessible *) object;

  return self->timeline == NULL ? NULL : gtk_widget_get_accessible (self->timeline);
}

static AtkStateSet *
bar_states (AtkObject *object)
{
  WpBarAccessible *self = (WpBarAccessible *) object;
  AtkStateSet *states = atk_state_set_new ();

  if (bar_of (self) == NULL)
    {
      atk_state_set_add_state (states, ATK_STATE_DEFUNCT);
      return states;
    }
  atk_state_set_add_state (states, ATK_STATE_ENABLED);
  atk_state_set_add_state (states, ATK_STATE_SENSITIVE);
  atk_state_set_add_state (states, ATK_STATE_SELECTABLE);
  atk_state_set_add_state (states, ATK_STATE_FOCUSABLE);
  atk_state_set_add_state (states, ATK_STATE_VISIBLE);
  if (gtk_widget_get_mapped (self->timeline))
    atk_state_set_add_state (states, ATK_STATE_SHOWING);
  if (wp_timeline_selected (WP_TIMELINE (self->timeline)) == (int) self->bar)
    {
      atk_state_set_add_state (states, ATK_STATE_SELECTED);
      if (gtk_widget_has_focus (self->timeline))
        atk_state_set_add_state (states, ATK_STATE_FOCUSED);
    }
  return states;
}

static void
bar_extents (AtkComponent *component, int *x, int *y, int *width, int *height, AtkCoordType type)
{
  WpBarAccessible *self = (WpBarAccessible *) component;
  GdkRectangle area = { 0 };
  AtkObject *parent = bar_parent (ATK_OBJECT (component));

  *x = *y = 0;
  if (parent != NULL && ATK_IS_COMPONENT (parent))
    atk_component_get_extents (ATK_COMPONENT (parent), x, y, width, height, type);
  if (self->timeline != NULL)
    wp_timeline_bar_area (WP_TIMELINE (self->timeline), self->bar, &area);
  *x += area.x;
  *y += area.y;
  *width = area.width;
  *height = area.height;
}

static gboolean
bar_grab_focus (AtkComponent *component)
{
  WpBarAccessible *self = (WpBarAccessible *) component;

  if (self->timeline == NULL)
    return FALSE;
  wp_timeline_select (WP_TIMELINE (self->timeline), (int) self->bar);
  gtk_widget_grab_focus (self->timeline);
  return TRUE;
}

static void
component_init (AtkComponentIface *iface)
{
  iface->get_extents = bar_extents;
  iface->grab_focus = bar_grab_focus;
}

static void
bar_finalize (GObject *object)
{
  g_clear_weak_pointer (&((WpBarAccessible *) object)->timeline);
  G_OBJECT_CLASS (wp_bar_accessible_parent_class)->finalize (object);
}

static void
wp_bar_accessible_class_init (WpBarAccessibleClass *class)
{
  AtkObjectClass *atk = ATK_OBJECT_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = bar_finalize;
  atk->get_name = bar_name;
  atk->get_index_in_parent = bar_index;
  atk->get_parent = bar_parent;
  atk->ref_state_set = bar_states;
}

static void
wp_bar_accessible_init (WpBarAccessible *self G_GNUC_UNUSED)
{
}

/* The timeline */

typedef struct
{
  GtkWidgetAccessible parent;

  GPtrArray *bars; /* of AtkObject, made when they are asked for */
} WpTimelineAccessible;

typedef struct
{
  GtkWidgetAccessibleClass parent_class;
} WpTimelineAccessibleClass;

G_DEFINE_TYPE (WpTimelineAccessible, wp_timeline_accessible, GTK_TYPE_WIDGET_ACCESSIBLE)

static const WpTimelineData *
data_of (AtkObject *object)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (object));

  return widget == NULL ? NULL : wp_timeline_data (WP_TIMELINE (widget));
}

static const char *
timeline_description (AtkObject *object)
{
  const WpTimelineData *data = data_of (object);

  return data == NULL ? "" : data->spoken;
}

static int
timeline_n_children (AtkObject *object)
{
  const WpTimelineData *data = data_of (object);

  return data == NULL ? 0 : (int) data->n_bars;
}

static AtkObject *
timeline_child (AtkObject *object, int n)
{
  WpTimelineAccessible *self = (WpTimelineAccessible *) object;
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (object));

  if (n < 0 || n >= timeline_n_children (object))
    return NULL;
  while (self->bars->len <= (guint) n)
    {
      WpBarAccessible *bar = g_object_new (wp_bar_accessible_get_type (), NULL);

      bar->bar = self->bars->len;
      g_set_weak_pointer (&bar->timeline, widget);
      atk_object_set_role (ATK_OBJECT (bar), ATK_ROLE_LIST_ITEM);
      g_ptr_array_add (self->bars, bar);
    }
  return g_object_ref (self->bars->pdata[n]);
}

static void
timeline_finalize (GObject *object)
{
  g_ptr_array_unref (((WpTimelineAccessible *) object)->bars);
  G_OBJECT_CLASS (wp_timeline_accessible_parent_class)->finalize (object);
}

static void
timeline_initialize (AtkObject *object, gpointer data)
{
  ATK_OBJECT_CLASS (wp_timeline_accessible_parent_class)->initialize (object, data);
  atk_object_set_role (object, ATK_ROLE_IMAGE);
}

static void
wp_timeline_accessible_class_init (WpTimelineAccessibleClass *class)
{
  AtkObjectClass *atk = ATK_OBJECT_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = timeline_finalize;
  atk->initialize = timeline_initialize;
  atk->get_name = timeline_description;
  atk->get_description = timeline_description;
  atk->get_n_children = timeline_n_children;
  atk->ref_child = timeline_child;
}

static void
wp_timeline_accessible_init (WpTimelineAccessible *self)
{
  self->bars = g_ptr_array_new_with_free_func (g_object_unref);
}

void
wp_timeline_accessible_renew (AtkObject *accessible)
{
  g_object_notify (G_OBJECT (accessible), "accessible-name");
}

void
wp_timeline_accessible_move (AtkObject *accessible, int bar)
{
  g_autoptr (AtkObject) child = timeline_child (accessible, bar);

  if (child != NULL)
    g_signal_emit_by_name (accessible, "active-descendant-changed", child);
}
