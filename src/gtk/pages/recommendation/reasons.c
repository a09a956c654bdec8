/* What speaks for the answer and what against it. See parts.h. */
#include "gtk/pages/recommendation/parts.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "gtk/flow/words.h"

#define MOST_A_SIDE 3
#define MOST_COPIES 2

typedef struct
{
  GtkWidget *card;
  const WpAdvice *advice;
  const WpReport *report;
  guint shown;
} Side;

#define LEFT_TO_RIGHT "\342\200\216" /* the mark that keeps a sign before its number */

/* "+4", with a true minus. */
static char *
say_points (int weight)
{
  return g_strdup_printf (LEFT_TO_RIGHT "%s%d", weight < 0 ? "\342\210\222" : "+", abs (weight));
}

static char *
say_heard (const WpMyth *myth)
{
  /* Translators: the first is a sentence that is often heard and is not so, the second what is
   * so. */
  return g_strdup_printf (_ ("Often heard: “%s” %s"), _ (myth->heard), _ (myth->answer));
}

static GtkWidget *
new_image (const char *icon, const char *style_class)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon, GTK_ICON_SIZE_MENU);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_style_context_add_class (gtk_widget_get_style_context (image), style_class);
  return image;
}

static void
add_tip (GtkWidget *line, const WpMyth *myth)
{
  g_autofree char *heard = myth == NULL ? NULL : say_heard (myth);
  g_autofree char *tip = NULL;

  if (myth == NULL)
    return;
  tip = g_strjoin (" ", heard, myth->more == NULL ? NULL : _ (myth->more), NULL);
  gtk_widget_set_tooltip_text (line, tip);
  /* Translators: the name of a button beside a reason; it opens a sentence that is often heard and
   * is not so. */
  gtk_box_pack_end (GTK_BOX (line), wp_part_note (_ ("Often Heard"), tip), FALSE, TRUE, 0);
}

/* A setting that takes the edge off what speaks against the answer. */
static void
add_remedy (GtkWidget *words, const WpAdviceReason *reason, guint modifiers)
{
  static const struct
  {
    const char *rule;
    WpModifiers modifier;
  } rows[] = {
    { "U6", WP_MODIFIER_RECENT_ONLY },     { "U7", WP_MODIFIER_FULL_OFFLINE_COPY },
    { "U7", WP_MODIFIER_RECENT_ONLY },     { "U17", WP_MODIFIER_NO_OFFLINE_COPY },
    { "M1", WP_MODIFIER_MAKE_ROOM_FIRST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].rule, reason->rule) && (modifiers & rows[i].modifier) != 0)
      gtk_box_pack_start (GTK_BOX (words),
                          wp_part_text (_ (wp_advise_modifier_text (rows[i].modifier)), "caption"),
                          FALSE, TRUE, 0);
}

static GtkWidget *
new_line (const Side *side, const WpWeighed *weighed)
{
  gboolean is_for = weighed->weight > 0;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *text = wp_render_advice_text (weighed->reason->text, side->report,
                                                 side->advice->days, wp_words ());
  g_autofree char *points = say_points (weighed->weight);
  GtkWidget *label = wp_part_text (points, "wp-point");

  gtk_box_pack_start (GTK_BOX (line),
                      new_image (is_for ? "list-add-symbolic" : "list-remove-symbolic",
                                 is_for ? "wp-ok" : "wp-warn"),
                      FALSE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (words), wp_part_text (text, "body"), FALSE, TRUE, 0);
  if (!is_for)
    add_remedy (words, weighed->reason, side->advice->modifiers);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_line_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_margin_top (label, 2);
  gtk_box_pack_start (GTK_BOX (line), words, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (line), label, FALSE, TRUE, 0);
  add_tip (line, wp_myth_beside (weighed->reason));
  return line;
}

/* A veto or a gate: no points, a lock. */
static GtkWidget *
new_decision (const WpAdviceReason *reason, const WpReport *report, guint days)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *text = wp_render_advice_text (reason->text, report, days, wp_words ());

  gtk_box_pack_start (GTK_BOX (line), new_image ("changes-prevent-symbolic", "wp-dim"), FALSE, TRUE,
                      0);
  gtk_box_pack_start (GTK_BOX (line), wp_part_text (text, "body"), TRUE, TRUE, 0);
  gtk_widget_set_tooltip_text (line, _ ("This decides, whatever the points are."));
  return line;
}

static void
begin_side (Side *side, const char *title, const WpAdvice *advice, const WpReport *report)
{
  *side = (Side){ wp_part_card (9), advice, report, 0 };
  gtk_box_pack_start (GTK_BOX (side->card), wp_part_text (title, "heading"), FALSE, TRUE, 0);
}

static void
add_to_side (Side *side, const WpWeighed *weighed, guint count, gboolean is_for, guint most)
{
  for (guint i = 0; i < count && side->shown < most; i++)
    if ((weighed[i].weight > 0) == is_for)
      {
        gtk_box_pack_start (GTK_BOX (side->card), new_line (side, &weighed[i]), FALSE, TRUE, 0);
        side->shown++;
      }
}

static void
end_side (Side *side, const char *otherwise)
{
  if (side->shown == 0)
    gtk_box_pack_start (GTK_BOX (side->card), wp_part_text (otherwise, "wp-dim"), FALSE, TRUE, 0);
}

/* What decides comes first; what asks for a copy of one's own has points of another kind. */
static GtkWidget *
new_for (const WpAdvice *advice, const WpReport *report)
{
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_render_weigh (advice, weighed);
  Side side;

  begin_side (&side, _ ("For"), advice, report);
  for (guint i = 0; !advice->is_chosen && i < advice->n_vetoes; i++, side.shown++)
    gtk_box_pack_start (GTK_BOX (side.card),
                        new_decision (&advice->vetoes[i], report, advice->days), FALSE, TRUE, 0);
  add_to_side (&side, weighed, count, TRUE, MOST_A_SIDE);
  count = wp_render_weigh_copies (advice, weighed);
  if (count > 0)
    gtk_box_pack_start (
        GTK_BOX (side.card),
        wp_part_text (advice->outcome == WP_ADVICE_BOTH ? _ ("For a copy") : _ ("For an archive"),
                      "caption"),
        FALSE, TRUE, 0);
  add_to_side (&side, weighed, count, TRUE, side.shown + MOST_COPIES);
  end_side (&side, _ ("Nothing speaks for it more than for the other."));
  return side.card;
}

static GtkWidget *
new_against (const WpAdvice *advice, const WpReport *report)
{
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_render_weigh (advice, weighed);
  Side side;

  begin_side (&side, _ ("Against"), advice, report);
  add_to_side (&side, weighed, count, FALSE, MOST_A_SIDE);
  end_side (&side, _ ("Nothing speaks against it."));
  return side.card;
}

GtkWidget *
wp_reasons_new (const WpAdvice *advice, const WpReport *report)
{
  GtkWidget *box;

  if (advice->outcome > WP_ADVICE_BOTH)
    return NULL;
  box = wp_part_row ();
  gtk_box_pack_start (GTK_BOX (box), new_for (advice, report), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_against (advice, report), TRUE, TRUE, 0);
  return box;
}

GtkWidget *
wp_heard_new (const WpAdvice *advice)
{
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_render_weigh (advice, weighed);

  for (guint i = 0; i < count && advice->outcome <= WP_ADVICE_BOTH; i++)
    {
      const WpMyth *myth = wp_myth_beside (weighed[i].reason);
      g_autofree char *heard = myth == NULL ? NULL : say_heard (myth);
      GtkWidget *label;

      if (myth == NULL)
        continue;
      label = wp_part_text (heard, "caption");
      if (myth->more != NULL)
        gtk_widget_set_tooltip_text (label, _ (myth->more));
      return label;
    }
  return NULL;
}
