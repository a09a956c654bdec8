/* See envelope.h. Geometry: the width is half as much again as the height. */
#include "gtk/widgets/envelope.h"

#include <math.h>

#include "gtk/widgets/scale.h"

#define SMALL 18 /* of the width: below, lines are thinner */
#define SIGN_WIDTH 18
#define SIGN_HEIGHT 12

static void
outline (cairo_t *cr, const WpSceneBox *box, double inset)
{
  double radius = MAX (1.5, 0.09 * box->width);
  double left = box->x + inset, top = box->y + inset;
  double right = box->x + box->width - inset, bottom = box->y + box->height - inset;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, top + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, left + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, left + radius, top + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
flap (cairo_t *cr, const WpSceneBox *box, double inset)
{
  cairo_move_to (cr, box->x + inset, box->y + inset);
  cairo_line_to (cr, box->x + box->width / 2, box->y + 0.58 * box->height);
  cairo_line_to (cr, box->x + box->width - inset, box->y + inset);
  cairo_stroke (cr);
}

static void
draw_solid (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  outline (cr, box, 0);
  wp_colour_use (widget, cr, "wp_accent", 1);
  cairo_fill (cr);
  wp_colour_use (widget, cr, "theme_base_color", 1);
  flap (cr, box, 0.1 * box->width);
}

static void
draw_outlined (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box, gboolean is_dashed)
{
  static const double dashes[] = { 3, 2 };

  outline (cr, box, cairo_get_line_width (cr) / 2);
  wp_colour_use (widget, cr, "theme_base_color", 1);
  cairo_fill_preserve (cr);
  wp_colour_use (widget, cr, "wp_accent", 1);
  if (is_dashed)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  flap (cr, box, 0.1 * box->width + 0.5);
}

/* Where an envelope was, or would be. */
static void
draw_empty (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  static const double dots[] = { 0.1, 3 };

  outline (cr, box, cairo_get_line_width (cr) / 2);
  wp_colour_use (widget, cr, "wp_dim", 0.65);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_cross (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  double x = box->x + box->width / 2, y = box->y + box->height / 2, half = 0.22 * box->height;

  wp_colour_use (widget, cr, "wp_fail", 1);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x - half, y - half);
  cairo_line_to (cr, x + half, y + half);
  cairo_move_to (cr, x + half, y - half);
  cairo_line_to (cr, x - half, y + half);
  cairo_stroke (cr);
}

/* An arrow that turns round. */
static void
draw_return (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box)
{
  double left = box->x + 0.3 * box->width, right = box->x + 0.58 * box->width;
  double y = box->y + box->height / 2, half = 0.2 * box->height;

  wp_colour_use (widget, cr, "wp_warn", 1);
  cairo_set_line_width (cr, 1.25);
  cairo_move_to (cr, left, y + half);
  cairo_line_to (cr, right, y + half);
  cairo_arc_negative (cr, right, y, half, G_PI_2, -G_PI_2);
  cairo_line_to (cr, left, y - half);
  cairo_stroke (cr);
  cairo_move_to (cr, left - 2.5, y - half);
  cairo_line_to (cr, left + 1, y - half - 2.5);
  cairo_line_to (cr, left + 1, y - half + 2.5);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
wp_envelope_draw (GtkWidget *widget, cairo_t *cr, const WpSceneBox *box, WpMailKind kind)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, box->width < SMALL ? 1.25 : 1.5);
  switch (kind)
    {
    case WP_MAIL_ORIGINAL:
      draw_solid (widget, cr, box);
      break;
    case WP_MAIL_COPY:
      draw_outlined (widget, cr, box, FALSE);
      break;
    case WP_MAIL_LEAVING:
      draw_outlined (widget, cr, box, TRUE);
      break;
    case WP_MAIL_GONE:
      draw_empty (widget, cr, box);
      break;
    case WP_MAIL_LOST:
      draw_empty (widget, cr, box);
      draw_cross (widget, cr, box);
      break;
    case WP_MAIL_RETURNED:
      draw_empty (widget, cr, box);
      draw_return (widget, cr, box);
      break;
    }
  cairo_restore (cr);
}

/* The legend */

struct _WpLegend
{
  GtkFlowBox parent;

  GtkWidget *items[WP_N_MAIL_KINDS];
  GtkWidget *labels[WP_N_MAIL_KINDS];
  gboolean is_line;
};

G_DEFINE_FINAL_TYPE (WpLegend, wp_legend, GTK_TYPE_FLOW_BOX)

static gboolean
on_draw (GtkWidget *area, cairo_t *cr, gpointer data)
{
  double scale = wp_scale_of (area);
  WpSceneBox box = { 0, (gtk_widget_get_allocated_height (area) / scale - SIGN_HEIGHT) / 2,
                     SIGN_WIDTH, SIGN_HEIGHT };

  cairo_scale (cr, scale, scale);
  wp_envelope_draw (area, cr, &box, (WpMailKind) GPOINTER_TO_UINT (data));
  return TRUE;
}

static void
on_style (GtkWidget *area, gpointer data G_GNUC_UNUSED)
{
  double scale = wp_scale_of (area);

  gtk_widget_set_size_request (area, (int) ceil (SIGN_WIDTH * scale),
                               (int) ceil (SIGN_HEIGHT * scale));
}

static void
wp_legend_class_init (WpLegendClass *class G_GNUC_UNUSED)
{
}

static GtkWidget *
new_item (WpLegend *self, guint kind)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *area = gtk_drawing_area_new ();

  self->labels[kind] = gtk_label_new (NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->labels[kind]), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->labels[kind]), "wp-dim");
  g_signal_connect (area, "draw", G_CALLBACK (on_draw), GUINT_TO_POINTER (kind));
  g_signal_connect (area, "style-updated", G_CALLBACK (on_style), NULL);
  on_style (area, NULL);
  gtk_box_pack_start (GTK_BOX (box), area, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->labels[kind], FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (child), box);
  gtk_widget_set_can_focus (child, FALSE);
  gtk_widget_show_all (child);
  gtk_widget_set_no_show_all (child, TRUE);
  return child;
}

static void
wp_legend_init (WpLegend *self)
{
  GtkFlowBox *flow = GTK_FLOW_BOX (self);

  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (flow, 12);
  gtk_flow_box_set_max_children_per_line (flow, WP_N_MAIL_KINDS);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < WP_N_MAIL_KINDS; i++)
    {
      self->items[i] = new_item (self, i);
      gtk_container_add (GTK_CONTAINER (self), self->items[i]);
    }
}

GtkWidget *
wp_legend_new (gboolean is_line)
{
  WpLegend *self = g_object_new (WP_TYPE_LEGEND, NULL);

  self->is_line = is_line;
  return GTK_WIDGET (self);
}

void
wp_legend_set (WpLegend *self, guint kinds, guint days)
{
  guint shown = 0;

  for (guint i = 0; i < WP_N_MAIL_KINDS; i++)
    {
      g_autofree char *word = wp_mail_kind_label ((WpMailKind) i, days);

      gtk_label_set_text (GTK_LABEL (self->labels[i]), word);
      gtk_widget_set_visible (self->items[i], (kinds & 1u << i) != 0);
      shown += (kinds & 1u << i) != 0;
    }
  shown = MAX (shown, 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self), shown);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self), self->is_line ? shown : 1);
}

guint
wp_legend_kinds (const WpScene *scene)
{
  guint kinds = 0;

  for (guint i = 0; i < scene->n_mails; i++)
    kinds |= 1u << scene->mails[i].kind;
  return kinds;
}
