/* See legend.h. */
#include "gtk/desk/legend.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/timeline-draw.h"

#define WIDTH 20
#define HEIGHT 12

static const struct
{
  WpBarKind kind;
  const char *word;
} kinds[] = {
  { WP_BAR_DONE, N_ ("Done") },     { WP_BAR_WARNING, N_ ("Warning") },
  { WP_BAR_FAILED, N_ ("Failed") }, { WP_BAR_WAITING, N_ ("Waiting") },
  { WP_BAR_LOST, N_ ("Not used") }, { WP_BAR_SKIPPED, N_ ("Not tried") },
};

static gboolean
on_draw (GtkWidget *area, cairo_t *cr, gpointer data)
{
  wp_timeline_draw_swatch (area, cr, (WpBarKind) GPOINTER_TO_UINT (data));
  return GDK_EVENT_STOP;
}

static void
on_style (GtkWidget *area, gpointer data G_GNUC_UNUSED)
{
  double scale = wp_scale_of (area);

  gtk_widget_set_size_request (area, (int) (WIDTH * scale), (int) (HEIGHT * scale));
}

static GtkWidget *
new_item (WpBarKind kind, const char *word)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *label = wp_label_new (word, "caption");

  gtk_style_context_add_class (gtk_widget_get_style_context (label), "wp-dim");
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  g_signal_connect (area, "draw", G_CALLBACK (on_draw), GUINT_TO_POINTER (kind));
  g_signal_connect (area, "style-updated", G_CALLBACK (on_style), NULL);
  on_style (area, NULL);
  /* The word beside it says it all. */
  atk_object_set_role (gtk_widget_get_accessible (area), ATK_ROLE_FILLER);
  gtk_box_pack_start (GTK_BOX (box), area, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, TRUE, 0);
  return box;
}

GtkWidget *
wp_desk_legend_new (void)
{
  GtkWidget *flow = gtk_flow_box_new ();

  g_object_set (flow, "selection-mode", GTK_SELECTION_NONE, "max-children-per-line",
                G_N_ELEMENTS (kinds), "min-children-per-line", 2, "column-spacing", 6,
                "row-spacing", 2, "halign", GTK_ALIGN_START, "can-focus", FALSE, NULL);
  wp_name_accessible (flow, _ ("Legend"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_set_can_focus (child, FALSE);
      gtk_container_add (GTK_CONTAINER (child), new_item (kinds[i].kind, _ (kinds[i].word)));
      gtk_container_add (GTK_CONTAINER (flow), child);
    }
  return flow;
}

void
wp_desk_legend_show (GtkWidget *legend, const WpTimelineData *data)
{
  guint seen = 0;

  for (guint n = 0; n < data->n_bars; n++)
    if (!wp_timeline_data_bar (data, n)->is_rest)
      seen |= 1u << wp_timeline_data_bar (data, n)->kind;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_set_visible (
        GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (legend), (int) i)),
        (seen & 1u << kinds[i].kind) != 0);
}
