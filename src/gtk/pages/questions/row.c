/* See row.h. */
#include "gtk/pages/questions/row.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets/parts.h"
#include "gtk/widgets/segments.h"

#define GAP 12
#define PADDING 30 /* of the row, with its border */
#define REVEAL_MS 200

struct _WpQuestionRow
{
  WpPlainRow parent;

  WpCase *wp_case; /* lent: it outlives its pages */
  const WpAdviceQuestion *question;
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *words, *label, *why;
  WpSegments *segments;
};

G_DEFINE_FINAL_TYPE (WpQuestionRow, wp_question_row, WP_TYPE_PLAIN_ROW)

static void
wp_question_row_class_init (WpQuestionRowClass *class G_GNUC_UNUSED)
{
}

/* What is asked, and what for. */
static GtkWidget *
new_words (WpQuestionRow *self)
{
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->label = wp_label_new (NULL, NULL);
  self->why = wp_label_new (NULL, "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->why), "wp-dim");
  gtk_widget_set_valign (self->words, GTK_ALIGN_CENTER);
  gtk_box_pack_start (GTK_BOX (self->words), self->label, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->words), self->why, FALSE, TRUE, 0);
  return self->words;
}

static void
wp_question_row_init (WpQuestionRow *self)
{
  self->revealer = gtk_revealer_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->box), "wp-question");
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN);
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), REVEAL_MS);
  gtk_box_pack_start (GTK_BOX (self->box), new_words (self), TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (self->revealer), self->box);
  gtk_container_add (GTK_CONTAINER (self), self->revealer);
}

static void
on_chosen (WpSegments *segments G_GNUC_UNUSED, guint n, gpointer data)
{
  WpQuestionRow *self = data;

  wp_case_tell (self->wp_case, self->question->fact, self->question->answers[n].value);
}

GtkWidget *
wp_question_row_new (WpCase *lent, const WpAdviceQuestion *question)
{
  WpQuestionRow *self = g_object_new (WP_TYPE_QUESTION_ROW, NULL);

  self->wp_case = lent;
  self->question = question;
  gtk_label_set_text (GTK_LABEL (self->label), _ (question->text));
  gtk_label_set_text (GTK_LABEL (self->why), _ (question->why));
  self->segments = WP_SEGMENTS (wp_segments_new (_ (question->text)));
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self->segments)),
                              _ (question->why));
  for (guint i = 0; i < question->n_answers; i++)
    wp_segments_add (self->segments, _ (question->answers[i].label));
  gtk_box_pack_start (GTK_BOX (self->box), GTK_WIDGET (self->segments), FALSE, TRUE, 0);
  g_signal_connect (self->segments, "chosen", G_CALLBACK (on_chosen), self);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), _ (question->text));
  gtk_widget_show_all (GTK_WIDGET (self));
  wp_question_row_update (self);
  return GTK_WIDGET (self);
}

WpFact
wp_question_row_fact (WpQuestionRow *self)
{
  return self->question->fact;
}

void
wp_question_row_update (WpQuestionRow *self)
{
  gint32 value = wp_case_situation (self->wp_case)->values[self->question->fact];
  int chosen = -1;

  for (guint i = 0; i < self->question->n_answers; i++)
    if (self->question->answers[i].value == value)
      chosen = (int) i;
  if (!wp_case_was_told (self->wp_case, self->question->fact))
    chosen = -1;
  wp_segments_choose (self->segments, chosen);
}

static int
natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_get_preferred_width (widget, NULL, &width);
  return width;
}

void
wp_question_row_fit (WpQuestionRow *self, int width)
{
  GtkWidget *segments = GTK_WIDGET (self->segments);
  int room = width - PADDING;
  gboolean is_below, is_stacked;

  wp_segments_set_stacked (self->segments, FALSE);
  wp_segments_set_slim (self->segments, FALSE);
  is_below = natural_width (self->label) + GAP + natural_width (segments) > room;
  if (is_below && natural_width (segments) > room)
    wp_segments_set_slim (self->segments, TRUE);
  is_stacked = is_below && natural_width (segments) > room;
  wp_segments_set_stacked (self->segments, is_stacked);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  is_below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->box), is_below ? 6 : GAP);
  gtk_widget_set_halign (segments, is_below && !is_stacked ? GTK_ALIGN_START : GTK_ALIGN_FILL);
}

void
wp_question_row_reveal (WpQuestionRow *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}
