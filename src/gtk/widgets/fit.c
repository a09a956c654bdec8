/* See fit.h. */
#include "gtk/widgets/fit.h"

#include "gtk/widgets/scale.h"

typedef struct
{
  GtkWidget *widget;
  WpFitFunc fit;
  gpointer data;
  double width, height; /* that `fit` was called with */
  guint source;
} Watch;

static void
on_gone (gpointer data, GObject *widget G_GNUC_UNUSED)
{
  Watch *watch = data;

  if (watch->source != 0)
    g_source_remove (watch->source);
  g_free (watch);
}

/* TRUE: it is another size. */
static gboolean
measure (const Watch *watch, double *width, double *height)
{
  double scale = wp_scale_of (watch->widget);

  *width = gtk_widget_get_allocated_width (watch->widget) / scale;
  *height = gtk_widget_get_allocated_height (watch->widget) / scale;
  return *width != watch->width || *height != watch->height;
}

static gboolean
on_idle (gpointer data)
{
  Watch *watch = data;
  double width, height;

  watch->source = 0;
  if (!measure (watch, &width, &height))
    return G_SOURCE_REMOVE;
  watch->width = width;
  watch->height = height;
  watch->fit (watch->widget, width, height, watch->data);
  return G_SOURCE_REMOVE;
}

static void
look (Watch *watch)
{
  double width, height;

  if (watch->source == 0 && gtk_widget_get_allocated_width (watch->widget) > 1
      && measure (watch, &width, &height))
    watch->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, watch, NULL);
}

void
wp_fit_watch (GtkWidget *widget, WpFitFunc fit, gpointer data)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->widget = widget;
  watch->fit = fit;
  watch->data = data;
  g_object_weak_ref (G_OBJECT (widget), on_gone, watch);
  g_signal_connect_swapped (widget, "size-allocate", G_CALLBACK (look), watch);
  g_signal_connect_swapped (widget, "style-updated", G_CALLBACK (look), watch);
}
