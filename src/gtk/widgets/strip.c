/* See strip.h. */
#include "gtk/widgets/strip.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"
#include "gtk/widgets/picture.h"
#include "gtk/widgets/scale.h"
#include "gtk/widgets/twin.h"

#define ARROW 24
#define ARROW_HEAD 4.5

typedef struct
{
  GtkWidget *card;
  GtkWidget *label;
  WpPicture *picture;
} Card;

struct _WpStripRow
{
  GtkBox parent;

  GtkWidget *line, *name, *caption, *end, *warning, *copies;
  WpTwin *twin;
  GtkWidget *cards, *arrow;
  Card before, after;
};

G_DEFINE_FINAL_TYPE (WpStripRow, wp_strip_row, GTK_TYPE_BOX)

static void
wp_strip_row_class_init (WpStripRowClass *class G_GNUC_UNUSED)
{
}

static void
make_card (Card *card)
{
  card->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  card->label = wp_label_new (NULL, "wp-point");
  card->picture = WP_PICTURE (wp_picture_new ());
  gtk_style_context_add_class (gtk_widget_get_style_context (card->card), "wp-card");
  gtk_style_context_add_class (gtk_widget_get_style_context (card->card), "wp-frame");
  gtk_box_pack_start (GTK_BOX (card->card), card->label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (card->card), GTK_WIDGET (card->picture), FALSE, TRUE, 0);
}

/* To the second card, wherever it is. */
static gboolean
on_draw_arrow (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  gboolean is_down = gtk_orientable_get_orientation (GTK_ORIENTABLE (WP_STRIP_ROW (data)->cards))
                     == GTK_ORIENTATION_VERTICAL;
  double scale = wp_scale_of (widget);

  cairo_translate (cr, gtk_widget_get_allocated_width (widget) / 2.0,
                   gtk_widget_get_allocated_height (widget) / 2.0);
  cairo_scale (cr, scale, scale);
  if (is_down)
    cairo_rotate (cr, G_PI_2);
  else if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    cairo_rotate (cr, G_PI);
  wp_colour_use (widget, cr, "wp_dim", 1);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, -9, 0);
  cairo_line_to (cr, 3, 0);
  cairo_stroke (cr);
  cairo_move_to (cr, 9, 0);
  cairo_line_to (cr, 1, -ARROW_HEAD);
  cairo_line_to (cr, 1, ARROW_HEAD);
  cairo_fill (cr);
  return TRUE;
}

static void
on_style (GtkWidget *arrow, gpointer data G_GNUC_UNUSED)
{
  int size = (int) ceil (ARROW * wp_scale_of (arrow));

  gtk_widget_set_size_request (arrow, size, size);
}

static void
make_line (WpStripRow *self)
{
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->name = wp_label_new (NULL, "heading");
  self->caption = wp_label_new (NULL, "body");
  self->copies = wp_label_new (NULL, "caption");
  self->warning = wp_state_image_new (WP_STATE_WARNING);
  self->twin = WP_TWIN (wp_twin_new ());
  gtk_style_context_add_class (gtk_widget_get_style_context (self->copies), "wp-dim");
  gtk_widget_set_valign (self->name, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->caption, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->end, GTK_ALIGN_START);
  gtk_widget_set_no_show_all (self->warning, TRUE);
  gtk_box_pack_start (GTK_BOX (self->end), self->warning, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->end), self->copies, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->end), GTK_WIDGET (self->twin), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->line), self->name, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->line), self->caption, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->line), self->end, FALSE, TRUE, 0);
}

static void
wp_strip_row_init (WpStripRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  make_line (self);
  make_card (&self->before);
  make_card (&self->after);
  self->arrow = gtk_drawing_area_new ();
  g_signal_connect (self->arrow, "draw", G_CALLBACK (on_draw_arrow), self);
  g_signal_connect (self->arrow, "style-updated", G_CALLBACK (on_style), NULL);
  on_style (self->arrow, NULL);
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_pack_start (GTK_BOX (self->cards), self->before.card, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->cards), self->arrow, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->cards), self->after.card, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->line, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->cards, FALSE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (self));
}

GtkWidget *
wp_strip_row_new (void)
{
  return g_object_new (WP_TYPE_STRIP, NULL);
}

static void
set_card (Card *card, const WpStrip *strip, WpFrame frame)
{
  g_autofree char *sentence = wp_strip_sentence (strip, frame);
  g_autofree char *name = g_strjoin (", ", wp_strip_name (strip), wp_frame_label (frame), NULL);

  gtk_label_set_text (GTK_LABEL (card->label), wp_frame_label (frame));
  wp_picture_set (card->picture, &strip->frames[frame], name, sentence);
}

void
wp_strip_row_set (WpStripRow *self, const WpStrip *strip, WpFrame frame)
{
  g_autofree char *caption = wp_strip_caption (strip);
  g_autofree char *copies = wp_strip_copies (strip);
  g_auto (WpSceneTable) table = { 0 };

  wp_strip_table (strip, &table);
  gtk_label_set_text (GTK_LABEL (self->name), wp_strip_name (strip));
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
  gtk_label_set_text (GTK_LABEL (self->copies), copies);
  gtk_widget_set_visible (self->warning, wp_strip_is_thin (strip));
  set_card (&self->before, strip, WP_FRAME_BEFORE);
  set_card (&self->after, strip, frame);
  wp_twin_set (self->twin, &table, wp_strip_name (strip));
}

void
wp_strip_row_set_narrow (WpStripRow *self, gboolean is_narrow)
{
  GtkOrientation orientation = is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cards), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line), orientation);
  gtk_box_set_spacing (GTK_BOX (self->line), is_narrow ? 2 : 12);
  gtk_widget_queue_draw (self->arrow);
}
