/* See trail.h. */
#include "gtk/widgets/trail.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "gtk/widgets/motion.h"
#include "gtk/widgets/parts.h"
#include "gtk/widgets/scale.h"

/* Lengths in px at the usual font size. */
#define COLUMN 16
#define NODE_X 8
#define NODE_Y 14
#define CLEARANCE 9
#define CLEARANCE_LATER 6
#define FADE_US (150 * 1000)

typedef struct
{
  WpPageId page;
  WpStepState state;
  gboolean is_first, is_last;
  gboolean is_way_done; /* the line below leads to a step that is done or current */
  WpStepState before;   /* what it fades from */
  gboolean was_way_done;
  double share;    /* of the fade: 1 is over */
  gint64 began_us; /* 0: with the next frame */
  guint tick;
  GtkWidget *node;
  GtkWidget *name;
  GtkWidget *caption;
  GtkWidget *row;
} Step;

struct _WpTrail
{
  GtkBox parent;

  WpCase *wp_case;
  Step steps[WP_N_PAGES];
  guint n_steps;
};

G_DEFINE_FINAL_TYPE (WpTrail, wp_trail, GTK_TYPE_BOX)

static void
wp_trail_dispose (GObject *object)
{
  g_clear_object (&WP_TRAIL (object)->wp_case);
  G_OBJECT_CLASS (wp_trail_parent_class)->dispose (object);
}

static void
wp_trail_class_init (WpTrailClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_trail_dispose;
}

static void
wp_trail_init (WpTrail *self)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "wp-rail");
  atk_object_set_role (accessible, ATK_ROLE_LIST);
  atk_object_set_name (accessible, _ ("Steps"));
}

static void
draw_line (GtkWidget *widget, cairo_t *cr, double from, double to, gboolean is_done)
{
  wp_colour_use (widget, cr, is_done ? "wp_accent" : "theme_fg_color", is_done ? 0.55 : 0.2);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, NODE_X, from);
  cairo_line_to (cr, NODE_X, to);
  cairo_stroke (cr);
}

static void
draw_done (GtkWidget *widget, cairo_t *cr)
{
  wp_colour_use (widget, cr, "wp_accent", 1);
  cairo_arc (cr, NODE_X, NODE_Y, 7, 0, 2 * M_PI);
  cairo_fill (cr);
  wp_colour_use (widget, cr, "theme_base_color", 1);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, NODE_X - 3.2, NODE_Y + 0.2);
  cairo_line_to (cr, NODE_X - 0.8, NODE_Y + 2.8);
  cairo_line_to (cr, NODE_X + 3.4, NODE_Y - 2.6);
  cairo_stroke (cr);
}

static void
draw_ring (GtkWidget *widget, cairo_t *cr, gboolean is_now)
{

  wp_colour_use (widget, cr, is_now ? "wp_accent" : "theme_fg_color", is_now ? 1 : 0.4);
  cairo_set_line_width (cr, is_now ? 2 : 1.5);
  cairo_arc (cr, NODE_X, NODE_Y, is_now ? 6.5 : 4, 0, 2 * M_PI);
  cairo_stroke (cr);
  if (!is_now)
    return;
  cairo_arc (cr, NODE_X, NODE_Y, 3.2, 0, 2 * M_PI);
  cairo_fill (cr);
}

/* A ring of the size of what is done, with a dash: of the same family as "not tested". */
static void
draw_skipped (GtkWidget *widget, cairo_t *cr)
{
  wp_colour_use (widget, cr, "theme_fg_color", 0.55);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, NODE_X, NODE_Y, 6.25, 0, 2 * M_PI);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, NODE_X - 3, NODE_Y);
  cairo_line_to (cr, NODE_X + 3, NODE_Y);
  cairo_stroke (cr);
}

/* `alpha`: of the whole. */
static void
draw_step (GtkWidget *widget, cairo_t *cr, const Step *step, gboolean is_before, double alpha)
{
  WpStepState state = is_before ? step->before : step->state;
  double height = gtk_widget_get_allocated_height (widget) / wp_scale_of (widget);
  double clearance = state == WP_STEP_LATER ? CLEARANCE_LATER : CLEARANCE;

  cairo_push_group (cr);
  if (!step->is_first)
    draw_line (widget, cr, 0, NODE_Y - clearance, state != WP_STEP_LATER);
  if (!step->is_last)
    draw_line (widget, cr, NODE_Y + clearance, height,
               is_before ? step->was_way_done : step->is_way_done);
  if (state == WP_STEP_DONE)
    draw_done (widget, cr);
  else if (state == WP_STEP_SKIPPED)
    draw_skipped (widget, cr);
  else
    draw_ring (widget, cr, state == WP_STEP_NOW);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, alpha);
}

static gboolean
on_draw (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  const Step *step = data;
  double scale = wp_scale_of (widget);

  cairo_scale (cr, scale, scale);
  if (step->share < 1)
    draw_step (widget, cr, step, TRUE, 1 - step->share);
  draw_step (widget, cr, step, FALSE, step->share);
  return TRUE;
}

static gboolean
on_tick (GtkWidget *node, GdkFrameClock *clock, gpointer data)
{
  Step *step = data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (step->began_us == 0)
    step->began_us = now_us;
  step->share = MIN ((double) (now_us - step->began_us) / FADE_US, 1);
  gtk_widget_queue_draw (node);
  if (step->share < 1)
    return G_SOURCE_CONTINUE;
  step->tick = 0;
  return G_SOURCE_REMOVE;
}

/* To a state that it has now, from the one before. */
static void
fade (Step *step, WpStepState before, gboolean was_way_done)
{
  if (step->state == before && step->is_way_done == was_way_done)
    return;
  step->before = before;
  step->was_way_done = was_way_done;
  step->began_us = 0;
  step->share = wp_motion_is_on (step->node) ? 0 : 1;
  if (step->share < 1 && step->tick == 0)
    step->tick = gtk_widget_add_tick_callback (step->node, on_tick, step, NULL);
  gtk_widget_queue_draw (step->node);
}

static void
on_style (GtkWidget *node, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_set_size_request (node, (int) ceil (COLUMN * wp_scale_of (node)), -1);
}

static GtkWidget *
new_text (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    {
      gtk_style_context_add_class (gtk_widget_get_style_context (label), style_class);
      gtk_style_context_add_class (gtk_widget_get_style_context (label), "wp-dim");
    }
  return label;
}

static void
add_step (WpTrail *self, Step *step)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  step->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  step->node = gtk_drawing_area_new ();
  step->name = new_text (NULL);
  step->caption = new_text ("caption");
  gtk_widget_set_margin_top (step->name, 4);
  gtk_widget_set_no_show_all (step->caption, TRUE);
  gtk_label_set_text (GTK_LABEL (step->name), _ (wp_flow_row (step->page)->step));
  gtk_box_pack_start (GTK_BOX (words), step->name, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), step->caption, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (step->row), step->node, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (step->row), words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), step->row, FALSE, TRUE, 0);
  g_signal_connect (step->node, "draw", G_CALLBACK (on_draw), step);
  g_signal_connect (step->node, "style-updated", G_CALLBACK (on_style), NULL);
  atk_object_set_role (gtk_widget_get_accessible (step->row), ATK_ROLE_LIST_ITEM);
  gtk_widget_set_margin_bottom (words, 12);
}

GtkWidget *
wp_trail_new (WpCase *wp_case)
{
  WpTrail *self = g_object_new (WP_TYPE_TRAIL, NULL);
  WpPageId pages[WP_N_PAGES];

  self->wp_case = g_object_ref (wp_case);
  self->n_steps = wp_flow_steps (wp_case_task (wp_case), pages);
  for (guint i = 0; i < self->n_steps; i++)
    {
      self->steps[i].page = pages[i];
      self->steps[i].is_first = i == 0;
      self->steps[i].is_last = i + 1 == self->n_steps;
      self->steps[i].share = 1;
      add_step (self, &self->steps[i]);
    }
  gtk_widget_show_all (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_on)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  if (is_on)
    gtk_style_context_add_class (style, name);
  else
    gtk_style_context_remove_class (style, name);
}

/* What was skipped says so below its name, too. */
static void
describe (const Step *step, const char *caption)
{
  static const char *const states[] = {
    [WP_STEP_DONE] = N_ ("done"),
    [WP_STEP_NOW] = N_ ("current"),
    [WP_STEP_LATER] = N_ ("later"),
    [WP_STEP_SKIPPED] = N_ ("skipped"),
  };
  g_autofree char *name = g_strjoin (", ", _ (wp_flow_row (step->page)->step),
                                     _ (states[step->state]),
                                     step->state == WP_STEP_SKIPPED ? NULL : caption, NULL);

  atk_object_set_name (gtk_widget_get_accessible (step->row), name);
}

static char *
caption_of (WpTrail *self, const Step *step)
{
  const WpPageRow *row = wp_flow_row (step->page);

  if (step->state == WP_STEP_SKIPPED)
    /* Translators: below a step that was left out. */
    return g_strdup (_ ("Skipped"));
  return row->summary == NULL || step->state == WP_STEP_LATER ? NULL : row->summary (self->wp_case);
}

static void
update_step (WpTrail *self, Step *step)
{
  g_autofree char *caption = caption_of (self, step);

  set_class (step->name, "wp-step-now", step->state == WP_STEP_NOW);
  set_class (step->name, "wp-step-later", step->state == WP_STEP_LATER);
  gtk_label_set_text (GTK_LABEL (step->caption), caption == NULL ? "" : caption);
  wp_break_at_dots (step->caption);
  gtk_widget_set_visible (step->caption, caption != NULL);
  describe (step, caption);
}

void
wp_trail_update (WpTrail *self, WpPageId page)
{
  for (guint i = 0; i < self->n_steps; i++)
    {
      Step *step = &self->steps[i];
      WpStepState before = step->state;
      gboolean was_way_done = step->is_way_done;

      step->state = wp_flow_step_state (self->wp_case, step->page, page);
      step->is_way_done = step->state == WP_STEP_DONE || step->state == WP_STEP_SKIPPED;
      fade (step, before, was_way_done);
    }
  for (guint i = 0; i < self->n_steps; i++)
    update_step (self, &self->steps[i]);
}
