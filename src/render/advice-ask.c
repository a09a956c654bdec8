/* The questions of `waypost advise` as a terminal shows them; the prompt is the front end's. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>

static void
append_numbered (GString *out, guint number, const char *text, const WpRenderStyle *style)
{
  g_autofree char *label = g_strdup_printf ("%3u  ", number);
  guint indent = wp_layout_width (label);

  g_string_append (out, label);
  wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
}

char *
wp_render_advice_question (const WpAdviceQuestion *question, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  wp_layout_wrap (out, wp_render_tr (question->text, style), 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  wp_layout_wrap (out, wp_render_tr (question->why, style), 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < question->n_answers; i++)
    {
      const char *label = wp_render_tr (question->answers[i].label, style);
      g_autofree char *last = i + 1 < question->n_answers
                                  ? NULL
                                  : wp_render_fill_pairs (
                                      /* Translators: {answer} is "Not sure"; the key that gives
                                       * it stands in brackets. */
                                      N_ ("{answer} (Enter)"), style, "answer", label, NULL);

      append_numbered (out, i + 1, last == NULL ? label : last, style);
      g_string_append_c (out, '\n');
    }
  return wp_layout_finish (out, style);
}

/* "Slow line", or with its hint behind a dash. */
static char *
chip_text (const WpAdviceChip *chip, const WpRenderStyle *style)
{
  const char *label = wp_render_tr (chip->label, style);

  if (chip->hint == NULL)
    return g_strdup (label);
  return wp_render_fill_pairs (
      /* Translators: {label} is short, "Often offline"; {hint} a sentence about it. */
      N_ ("{label} \342\200\223 {hint}"), style, "label", label, "hint",
      wp_render_tr (chip->hint, style), NULL);
}

char *
wp_render_advice_chips (const WpSituation *situation, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  const WpAdviceChip *chips[WP_MOST_CHIPS];
  guint count = wp_advise_open_chips (situation, chips);

  wp_layout_wrap (out,
                  wp_render_tr (N_ ("Is anything of this so? Type the numbers, or press Enter for "
                                    "none."),
                                style),
                  0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = chip_text (chips[i], style);

      append_numbered (out, i + 1, text, style);
      g_string_append_c (out, '\n');
    }
  return wp_layout_finish (out, style);
}

char *
wp_render_sentence (const char *sentence, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  wp_layout_wrap (out, wp_render_tr (sentence, style), 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  return wp_layout_finish (out, style);
}
