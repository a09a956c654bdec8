/* See viewport.h. */
#include "gtk/widgets/viewport.h"

#include <gtk/gtk-a11y.h>

/* What it tells */

typedef struct
{
  GtkContainerAccessible parent;
} WpViewportAccessible;

typedef struct
{
  GtkContainerAccessibleClass parent_class;
} WpViewportAccessibleClass;

static GType wp_viewport_accessible_get_type (void);

G_DEFINE_TYPE (WpViewportAccessible, wp_viewport_accessible, GTK_TYPE_CONTAINER_ACCESSIBLE)

static AtkStateSet *
ref_state_set (AtkObject *object)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (object));
  AtkStateSet *states =
      ATK_OBJECT_CLASS (wp_viewport_accessible_parent_class)->ref_state_set (object);

  if (widget != NULL && gtk_widget_get_mapped (widget))
    atk_state_set_add_state (states, ATK_STATE_SHOWING);
  return states;
}

static void
wp_viewport_accessible_class_init (WpViewportAccessibleClass *class)
{
  ATK_OBJECT_CLASS (class)->ref_state_set = ref_state_set;
}

static void
wp_viewport_accessible_init (WpViewportAccessible *self G_GNUC_UNUSED)
{
}

/* The widget */

struct _WpViewport
{
  GtkViewport parent;
};

G_DEFINE_FINAL_TYPE (WpViewport, wp_viewport, GTK_TYPE_VIEWPORT)

static void
wp_viewport_class_init (WpViewportClass *class)
{
  gtk_widget_class_set_accessible_type (GTK_WIDGET_CLASS (class),
                                        wp_viewport_accessible_get_type ());
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), ATK_ROLE_VIEWPORT);
}

static void
wp_viewport_init (WpViewport *self)
{
  gtk_viewport_set_shadow_type (GTK_VIEWPORT (self), GTK_SHADOW_NONE);
}

GtkWidget *
wp_viewport_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (WP_TYPE_VIEWPORT, NULL);

  gtk_container_add (GTK_CONTAINER (self), child);
  gtk_widget_show (self);
  return self;
}
