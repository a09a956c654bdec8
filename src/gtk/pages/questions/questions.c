/* A few questions, each only as long as its answer can still change the advice, beside the picture
 * of where the mail lives by IMAP and by POP. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gtk/pages/pages.h"
#include "gtk/pages/questions/chips.h"
#include "gtk/pages/questions/row.h"
#include "gtk/flow/scenes.h"
#include "gtk/widgets/envelope.h"
#include "gtk/widgets/fit.h"
#include "gtk/widgets/lives.h"
#include "gtk/widgets/segments.h"
#include "gtk/widgets/parts.h"
#include "gtk/flow/words.h"

#define LEAST_WIDTH_FOR_TWO 548 /* cards, at the usual font size */

struct _WpQuestionsView
{
  WpView parent;

  WpLegend *legend, *legend_below;
  WpSegments *switcher; /* which card, where only one fits */
  GtkWidget *cards;
  WpLivesCard *card[2]; /* IMAP, POP */
  GtkWidget *note, *note_label;
  GtkWidget *settle; /* the questions of two answers that exclude each other */
  WpFact conflict[2];
  GtkWidget *list;
  GtkWidget *rest; /* what is left to be asked */
  GtkWidget *more;
  WpChips *chips;
  gboolean is_narrow;
  gboolean has_switched; /* the person did, so the leader does not */
};

#define WP_TYPE_QUESTIONS_VIEW (wp_questions_view_get_type ())
G_DECLARE_FINAL_TYPE (WpQuestionsView, wp_questions_view, WP, QUESTIONS_VIEW, WpView)
G_DEFINE_FINAL_TYPE (WpQuestionsView, wp_questions_view, WP_TYPE_VIEW)

/* The picture */

static void
show_one (WpQuestionsView *self)
{
  int chosen = MAX (wp_segments_chosen (self->switcher), 0);

  for (int i = 0; i < 2; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->card[i]), !self->is_narrow || i == chosen);
}

static void
update_legend (WpQuestionsView *self, guint kinds, guint days)
{
  wp_legend_set (self->legend, kinds, days);
  wp_legend_set (self->legend_below, kinds, days);
}

static void
update_picture (WpQuestionsView *self)
{
  const WpSituation *situation = wp_case_situation (wp_view_case (WP_VIEW (self)));
  const WpAdvice *advice = wp_case_advice (wp_view_case (WP_VIEW (self)));
  gboolean is_answer = advice->outcome <= WP_ADVICE_BOTH;
  guint kinds = 1u << WP_MAIL_ORIGINAL | 1u << WP_MAIL_COPY;
  WpAdvice cards[2];
  gboolean has[2];

  for (int i = 0; i < 2; i++)
    has[i] = wp_scene_card (situation, advice, i == 1, &cards[i]);
  for (int i = 0; i < 2; i++)
    {
      WpLives lives;

      wp_lives_fill (&lives, situation, has[i] ? &cards[i] : NULL, i == 1,
                     has[1] ? cards[1].days : 0);
      wp_lives_card_set (self->card[i], &lives,
                         is_answer && has[i] && wp_advice_is_pop (advice->outcome) == (i == 1));
      kinds |= wp_legend_kinds (&lives.scene);
    }
  update_legend (self, kinds, has[1] ? cards[1].days : 0);
  if (!self->has_switched)
    wp_segments_choose (self->switcher, wp_advice_is_pop (advice->outcome) ? 1 : 0);
  show_one (self);
}

/* The questions */

static WpQuestionRow *
nth_row (WpQuestionsView *self, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), n);

  return row == NULL ? NULL : WP_QUESTION_ROW (row);
}

/* The one row without an answer is the last. */
static WpQuestionRow *
open_row (WpQuestionsView *self, guint *asked)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  WpQuestionRow *row;

  *asked = 0;
  for (int n = 0; (row = nth_row (self, n)) != NULL; n++)
    {
      if (!wp_case_was_told (wp_case, wp_question_row_fact (row)))
        return row;
      *asked |= 1u << wp_question_row_fact (row);
    }
  return NULL;
}

static gboolean
is_role (WpCase *wp_case)
{
  const char *address = wp_case_address (wp_case);
  g_autofree char *local = g_strndup (address, strcspn (address, "@"));

  return wp_advise_is_role (local);
}

/* What a list should have, not what it took because a row of it is too wide. */
static void
fit_row (WpQuestionsView *self, WpQuestionRow *row)
{
  int room = wp_view_room (WP_VIEW (self));

  if (room > 0)
    wp_question_row_fit (row, room);
}

static void
add_row (WpQuestionsView *self, const WpAdviceQuestion *question)
{
  GtkWidget *row = wp_question_row_new (wp_view_case (WP_VIEW (self)), question);

  gtk_container_add (GTK_CONTAINER (self->list), row);
  fit_row (self, WP_QUESTION_ROW (row));
  wp_question_row_reveal (WP_QUESTION_ROW (row));
}

/* A question stays where it is once it was answered; one that was not is taken back when another
 * settles more, or nothing any more. */
static void
update_rows (WpQuestionsView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  gboolean is_clear = wp_case_advice (wp_case)->outcome != WP_ADVICE_UNCLEAR;
  guint asked;
  WpQuestionRow *row, *open = open_row (self, &asked);
  const WpAdviceQuestion *next = wp_advise_next (wp_case_situation (wp_case), asked,
                                                 is_role (wp_case));

  if (open != NULL && (next == NULL || next->fact != wp_question_row_fact (open)))
    {
      gtk_widget_destroy (GTK_WIDGET (open));
      open = NULL;
    }
  if (next != NULL && open == NULL)
    {
      add_row (self, next);
      if (asked != 0)
        wp_announce (self->list, _ (next->text));
    }
  for (int n = 0; (row = nth_row (self, n)) != NULL; n++)
    wp_question_row_update (row);
  gtk_widget_set_visible (self->list, nth_row (self, 0) != NULL);
  gtk_label_set_text (GTK_LABEL (self->rest),
                      next != NULL ? "" : _ ("No other question would change what fits."));
  gtk_widget_set_visible (self->rest, next == NULL && is_clear);
}

/* What stands in the way */

static void
drop_row (GtkWidget *row, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_destroy (row);
}

static void
update_row (GtkWidget *row, gpointer data G_GNUC_UNUSED)
{
  wp_question_row_update (WP_QUESTION_ROW (row));
}

static void
add_settling (WpQuestionsView *self, WpFact fact)
{
  const WpAdviceQuestion *question = wp_advise_question (fact);
  GtkWidget *row;

  if (question == NULL)
    return;
  row = wp_question_row_new (wp_view_case (WP_VIEW (self)), question);
  gtk_container_add (GTK_CONTAINER (self->settle), row);
  fit_row (self, WP_QUESTION_ROW (row));
  wp_question_row_reveal (WP_QUESTION_ROW (row));
}

/* Once shown they stay while they are being settled: the row that is clicked must not go away under
 * the pointer, and the answer can be changed back. */
static void
update_settling (WpQuestionsView *self, const WpAdvice *advice)
{
  gboolean is_unclear = advice->outcome == WP_ADVICE_UNCLEAR;

  if (is_unclear && memcmp (self->conflict, advice->conflict, sizeof self->conflict) != 0)
    {
      gtk_container_foreach (GTK_CONTAINER (self->settle), drop_row, NULL);
      memcpy (self->conflict, advice->conflict, sizeof self->conflict);
      for (int i = 0; i < 2; i++)
        add_settling (self, advice->conflict[i]);
    }
  if (is_unclear)
    gtk_widget_show (self->settle);
  gtk_container_foreach (GTK_CONTAINER (self->settle), update_row, NULL);
}

static void
update_note (WpQuestionsView *self)
{
  WpCase *wp_case = wp_view_case (WP_VIEW (self));
  const WpAdvice *advice = wp_case_advice (wp_case);
  const char *text = advice->outcome == WP_ADVICE_UNCLEAR ? wp_advise_conflict_text (advice)
                     : advice->outcome > WP_ADVICE_BOTH
                         ? wp_advise_reason_text (wp_case_situation (wp_case), advice)
                         : NULL;
  g_autofree char *note = NULL;

  if (text == NULL && advice->outcome > WP_ADVICE_BOTH)
    text = wp_advise_text (advice->outcome)->title;
  note = wp_render_advice_text (text, wp_case_report (wp_case), advice->days, wp_words ());
  gtk_label_set_text (GTK_LABEL (self->note_label), note == NULL ? "" : note);
  gtk_widget_set_visible (self->note, note != NULL);
  update_settling (self, advice);
}

static void
refresh (WpView *page, guint flags)
{
  WpQuestionsView *self = WP_QUESTIONS_VIEW (page);

  if ((flags & (WP_CASE_ADVICE | WP_CASE_RUN | WP_CASE_INPUT)) == 0)
    return;
  update_picture (self);
  update_note (self);
  update_rows (self);
  wp_chips_update (self->chips);
}

static void
entered (WpView *page)
{
  WpQuestionsView *self = WP_QUESTIONS_VIEW (page);

  wp_view_set_heading (page, _ ("A Few Questions"),
                       _ ("The picture follows the answers. “Not sure” is always fine."));
  if (self->chips == NULL)
    {
      GtkWidget *row = wp_plain_row_new ();

      self->chips = WP_CHIPS (wp_chips_new (wp_view_case (page)));
      wp_chips_set_narrow (self->chips, self->is_narrow);
      gtk_container_add (GTK_CONTAINER (row), GTK_WIDGET (self->chips));
      gtk_widget_show_all (row);
      gtk_container_add (GTK_CONTAINER (self->more), row);
    }
}

/* Layout */

static void
fit_child (GtkWidget *row, gpointer data)
{
  fit_row (data, WP_QUESTION_ROW (row));
}

static void
on_fit (GtkWidget *widget, double width, double height G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpQuestionsView *self = WP_QUESTIONS_VIEW (widget);
  gboolean was_narrow = self->is_narrow;

  self->is_narrow = width < LEAST_WIDTH_FOR_TWO;
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->legend_below), self->is_narrow);
  show_one (self);
  if (self->chips != NULL && was_narrow != self->is_narrow)
    wp_chips_set_narrow (self->chips, self->is_narrow);
  gtk_container_foreach (GTK_CONTAINER (self->list), fit_child, self);
  gtk_container_foreach (GTK_CONTAINER (self->settle), fit_child, self);
}

static void
on_switched (WpSegments *segments G_GNUC_UNUSED, guint n G_GNUC_UNUSED, gpointer data)
{
  WpQuestionsView *self = data;

  self->has_switched = TRUE;
  show_one (self);
}

static void
wp_questions_view_class_init (WpQuestionsViewClass *class)
{
  WpViewClass *page = WP_VIEW_CLASS (class);

  page->id = WP_PAGE_QUESTIONS;
  page->is_dense = TRUE;
  page->entered = entered;
  page->refresh = refresh;
}

static void
hide_at_first (GtkWidget *widget)
{
  gtk_widget_show_all (widget);
  gtk_widget_set_no_show_all (widget, TRUE);
  gtk_widget_hide (widget);
}

static GtkWidget *
new_pictures (WpQuestionsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->switcher = WP_SEGMENTS (wp_segments_new (_ ("Picture of IMAP or POP")));
  wp_segments_add (self->switcher, _ ("IMAP"));
  wp_segments_add (self->switcher, _ ("POP"));
  wp_segments_choose (self->switcher, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->switcher), TRUE);
  g_signal_connect (self->switcher, "chosen", G_CALLBACK (on_switched), self);
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->cards), TRUE);
  for (int i = 0; i < 2; i++)
    {
      self->card[i] = WP_LIVES_CARD (wp_lives_card_new ());
      gtk_box_pack_start (GTK_BOX (self->cards), GTK_WIDGET (self->card[i]), TRUE, TRUE, 0);
    }
  self->legend_below = WP_LEGEND (wp_legend_new (FALSE));
  hide_at_first (GTK_WIDGET (self->switcher));
  hide_at_first (GTK_WIDGET (self->legend_below));
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->switcher), FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->cards, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (self->legend_below), FALSE, TRUE, 0);
  gtk_widget_show_all (box);
  return box;
}

static GtkWidget *
new_list (const char *name)
{
  GtkWidget *list = wp_list_new ();

  wp_name_accessible (list, name);
  gtk_widget_show (list);
  return list;
}

static GtkWidget *
new_note (WpQuestionsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = wp_state_image_new (WP_STATE_WARNING);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-callout");
  gtk_style_context_add_class (gtk_widget_get_style_context (box), "wp-warn");
  self->note_label = gtk_label_new (NULL);
  g_object_set (self->note_label, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_box_pack_start (GTK_BOX (box), image, FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->note_label, TRUE, TRUE, 0);
  hide_at_first (box);
  return box;
}

static void
wp_questions_view_init (WpQuestionsView *self)
{
  WpView *page = WP_VIEW (self);
  GtkWidget *more = new_list (_ ("More About the Situation"));

  self->legend = WP_LEGEND (wp_legend_new (TRUE));
  gtk_widget_show_all (GTK_WIDGET (self->legend));
  gtk_widget_set_no_show_all (GTK_WIDGET (self->legend), TRUE);
  wp_view_set_heading_widget (page, GTK_WIDGET (self->legend));
  gtk_widget_set_valign (GTK_WIDGET (self->legend), GTK_ALIGN_CENTER);
  wp_view_pin (page, new_pictures (self));
  self->note = new_note (self);
  self->settle = new_list (_ ("Answers that exclude each other"));
  gtk_widget_hide (self->settle);
  self->list = new_list (_ ("Questions"));
  self->rest = gtk_label_new (NULL);
  g_object_set (self->rest, "xalign", 0.0, "wrap", TRUE, "no-show-all", TRUE, NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->rest), "caption");
  gtk_style_context_add_class (gtk_widget_get_style_context (self->rest), "wp-dim");
  self->more = wp_expander_new (_ ("More About the Situation"));
  gtk_widget_show (self->more);
  gtk_container_add (GTK_CONTAINER (more), self->more);
  wp_name_accessible (wp_expander_header (self->more), _ ("More About the Situation"));
  wp_view_add (page, self->note);
  wp_view_add (page, self->settle);
  wp_view_add (page, self->list);
  wp_view_add (page, self->rest);
  wp_view_add (page, more);
  wp_fit_watch (GTK_WIDGET (self), on_fit, NULL);
}
