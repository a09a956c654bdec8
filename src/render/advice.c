/* POP3 or IMAP, for people. What it rests on comes first: reasons with their points, what was
 * measured, what was told and what is not known. The answer comes last, as the result of every
 * other command does, so that what is to be done stands above the prompt and not a screen further
 * up: what fits, the three things that every answer says (where the original is, who can delete it,
 * what the second copy is), what to set, what to mind, and what would change it.
 * Points are shown as they bear on this answer: what speaks for it has a plus. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>

#define MOST_FOR 2
#define MOST_AGAINST 1

static const WpSign answer_signs[WP_N_ADVICE] = {
  [WP_ADVICE_IMAP] = WP_SIGN_GOOD,     [WP_ADVICE_IMAP_ARCHIVE] = WP_SIGN_GOOD,
  [WP_ADVICE_POP_KEEP] = WP_SIGN_GOOD, [WP_ADVICE_POP_DELETE] = WP_SIGN_GOOD,
  [WP_ADVICE_BOTH] = WP_SIGN_GOOD,     [WP_ADVICE_WEBMAIL] = WP_SIGN_GOOD,
  [WP_ADVICE_NONE] = WP_SIGN_BAD,      [WP_ADVICE_NEED_TEST] = WP_SIGN_NONE,
  [WP_ADVICE_UNCLEAR] = WP_SIGN_WARN,
};

static const char *const sure_texts[] = {
  [WP_SURE_HIGH] = N_ ("sure: high"),
  [WP_SURE_MEDIUM] = N_ ("sure: medium"),
  [WP_SURE_LOW] = N_ ("sure: low"),
};

gboolean
wp_advice_is_answer (WpAdviceOutcome outcome)
{
  return outcome <= WP_ADVICE_WEBMAIL;
}

/* Reasons */

/* A rule that is silent about POP3 and IMAP may still ask for a copy of one's own, which all
 * answers but plain IMAP give. */
static int
weight_of (const WpAdviceReason *reason, WpAdviceOutcome outcome)
{
  if (outcome == WP_ADVICE_IMAP_ARCHIVE || outcome == WP_ADVICE_BOTH)
    return reason->server + reason->archive;
  if (wp_advice_has_pop (outcome))
    return reason->server != 0 ? -reason->server : reason->archive;
  return reason->server != 0 ? reason->server : -reason->archive;
}

static int
by_weight (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  const WpWeighed *one = a, *other = b;
  int weight = ABS (one->weight), other_weight = ABS (other->weight);

  /* The table's order, for equal ones: qsort would not keep it. */
  if (weight == other_weight)
    return one->reason < other->reason ? -1 : 1;
  return weight > other_weight ? -1 : 1;
}

/* U0 holds always: it is no reason where IMAP is not to be had. */
static gboolean
is_idle (const WpAdvice *advice, const WpAdviceReason *reason)
{
  return advice->is_forced && !wp_advice_has_imap (advice->outcome)
         && g_str_equal (reason->rule, "U0");
}

guint
wp_advice_weigh (const WpAdvice *advice, WpWeighed *weighed)
{
  gboolean is_choice = wp_advice_has_imap (advice->outcome) || wp_advice_has_pop (advice->outcome);
  guint count = 0;

  for (guint i = 0; i < advice->n_reasons && is_choice; i++)
    {
      int weight = weight_of (&advice->reasons[i], advice->outcome);

      if (weight != 0 && advice->reasons[i].text != NULL && !is_idle (advice, &advice->reasons[i]))
        weighed[count++] = (WpWeighed){ &advice->reasons[i], weight };
    }
  g_qsort_with_data (weighed, (int) count, sizeof *weighed, by_weight, NULL);
  return count;
}

static void
append_side (GString *out,
             const WpReport *report,
             const char *label,
             int side,
             guint most,
             const WpRenderStyle *style)
{
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_advice_weigh (report->advice, weighed);
  WpRows rows;

  wp_rows_begin (&rows, out, label, 0, style);
  for (guint i = 0; i < count && most > 0; i++)
    if ((weighed[i].weight > 0) == (side > 0))
      {
        g_autofree char *points = g_strdup_printf ("%+d", weighed[i].weight);
        g_autofree char *text = wp_advice_fill (weighed[i].reason->text, report,
                                                report->advice->days, style);

        wp_rows_add (&rows, points, text, weighed[i].reason->rule);
        most--;
      }
}

static const char *
label_for (WpAdviceOutcome outcome)
{
  if (outcome == WP_ADVICE_BOTH)
    return N_ ("For both");
  return wp_advice_has_pop (outcome) ? N_ ("For POP3") : N_ ("For IMAP");
}

static void
append_vetoes (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  WpRows rows;

  wp_rows_begin (&rows, out, N_ ("Decided by"), 0, style);
  for (guint i = 0; i < advice->n_vetoes; i++)
    if (advice->vetoes[i].text != NULL)
      {
        g_autofree char *text = wp_advice_fill (advice->vetoes[i].text, report, advice->days,
                                                style);

        wp_rows_add (&rows, NULL, text, advice->vetoes[i].rule);
      }
}

/* The answer */

/* Mail may be lost, or turned away, before the settings are right. */
static gboolean
is_alarming (const WpAdvice *advice)
{
  return (advice->outcome == WP_ADVICE_POP_DELETE && advice->is_forced)
         || (advice->modifiers & WP_MODIFIER_MAKE_ROOM_FIRST) != 0;
}

static void
append_title (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  g_autofree char *title = wp_advice_title (report, style);
  WpSign sign = is_alarming (advice) ? WP_SIGN_WARN : answer_signs[advice->outcome];

  wp_layout_sign (out, sign, style);
  if (wp_advice_is_answer (advice->outcome))
    wp_layout_title (out, title, wp_render_tr (sure_texts[advice->sure], style), style);
  else
    {
      wp_layout_wrap (out, title, 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

static void
append_row (GString *out,
            const WpReport *report,
            const char *label,
            const char *msgid,
            const WpRenderStyle *style)
{
  g_autofree char *text = wp_advice_fill (msgid, report, report->advice->days, style);
  WpRows rows;

  wp_rows_begin (&rows, out, label, 2, style);
  if (text != NULL)
    wp_rows_add (&rows, NULL, text, NULL);
}

static void
append_texts (GString *out, const GPtrArray *texts, const char *label, const WpRenderStyle *style)
{
  WpRows rows;

  wp_rows_begin (&rows, out, label, 2, style);
  for (guint i = 0; i < texts->len; i++)
    wp_rows_add (&rows, NULL, texts->pdata[i], NULL);
}

static void
append_settings (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  WpAdviceOutcome outcome = report->advice->outcome;
  gboolean is_both = wp_advice_has_imap (outcome) && wp_advice_has_pop (outcome);
  g_autoptr (GPtrArray) imap = wp_advice_settings (report, WP_PROTOCOL_IMAP, style);
  g_autoptr (GPtrArray) pop = wp_advice_settings (report, WP_PROTOCOL_POP3, style);

  append_texts (out, imap, is_both ? N_ ("Set (IMAP)") : N_ ("To set"), style);
  append_texts (out, pop, is_both ? N_ ("Set (POP3)") : N_ ("To set"), style);
}

static void
append_changes (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  WpRows rows;

  wp_rows_begin (&rows, out, N_ ("Changes if"), 2, style);
  for (guint i = 0; i < advice->n_changes; i++)
    {
      const WpAdviceChange *change = &advice->changes[i];
      g_autofree char *pair = wp_advice_pair (change->fact, change->value);
      g_autofree char *fact = wp_advice_change (change->fact, change->value, style);
      g_autofree char *name = wp_advice_name (change->outcome, change->days, style);
      g_autofree char *text = wp_render_fill_pairs (
          /* Translators: {fact} is what would have to be so, "only one computer is used"; {answer}
           * what would fit then, "POP3, kept 14 days on the server". */
          N_ ("{fact}: {answer}"), style, "fact", fact == NULL ? pair : fact, "answer", name, NULL);

      wp_rows_add (&rows, NULL, text, fact == NULL ? NULL : pair);
    }
}

static void
append_sentence (GString *out, const char *text, const WpRenderStyle *style)
{
  g_string_append (out, "  ");
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

/* Why there is none, and what works instead. */
static void
append_no_answer (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  const char *reason = advice->outcome == WP_ADVICE_UNCLEAR
                           ? wp_advise_conflict_text (advice)
                           : wp_advise_reason_text (report->situation, advice);
  g_autofree char *text = wp_advice_fill (reason, report, advice->days, style);

  if (text != NULL)
    append_sentence (out, text, style);
  if (advice->outcome == WP_ADVICE_UNCLEAR)
    {
      g_autofree char *one = wp_advice_pair (advice->conflict[0],
                                             report->situation->values[advice->conflict[0]]);
      g_autofree char *other = wp_advice_pair (advice->conflict[1],
                                               report->situation->values[advice->conflict[1]]);
      g_autofree char *both = wp_render_fill_pairs (
          /* Translators: {one} and {other} are facts as they are given, like devices=1. */
          N_ ("Given are {one} and {other}: give one of them anew."), style, "one", one, "other",
          other, NULL);

      append_sentence (out, both, style);
    }
}

static void
append_answer (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpAdviceText *text = wp_advise_text (report->advice->outcome);
  g_autoptr (GPtrArray) warnings = wp_advice_warnings (report, style);

  append_title (out, report, style);
  if (!wp_advice_is_answer (report->advice->outcome))
    append_no_answer (out, report, style);
  else
    {
      append_row (out, report, N_ ("Original"), text->where, style);
      append_row (out, report, N_ ("Deleting"), text->who_deletes, style);
      append_row (out, report, N_ ("Second copy"), text->second_copy, style);
      append_settings (out, report, style);
      append_texts (out, warnings, N_ ("Mind"), style);
    }
  append_changes (out, report, style);
}

/* What kept something from being measured: a line each, the rest is told by a check. */
static void
append_blocks (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];
      const WpFindingText *text = wp_finding_text (finding);
      g_autofree char *title = NULL;

      if (finding->severity != WP_SEVERITY_BLOCK || text == NULL)
        continue;
      title = wp_render_fill (text->title, finding->params, style);
      wp_layout_sign (out, WP_SIGN_BAD, style);
      wp_layout_title (out, title, finding->id, style);
    }
}

static void
append_quiet (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *title = wp_advice_title (report, style);
  g_autofree char *whole = wp_advice_is_answer (report->advice->outcome) ? wp_render_fill_pairs (
                               N_ ("{title} ({sure})"), style, "title", title, "sure",
                               wp_render_tr (sure_texts[report->advice->sure], style), NULL)
                                                                         : g_strdup (title);

  wp_layout_wrap (out, whole, 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

/* What the provider itself changed, as far as it bears on the choice. */
static void
append_notices (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *notices = wp_render_notices (report, WP_NOTICE_CHOOSING, style);

  if (notices == NULL)
    return;
  g_string_append (out, "\n");
  wp_layout_wrap (out, wp_render_tr (N_ ("Good to know"), style), 0, 0, wp_layout_columns (style));
  g_string_append_printf (out, "\n%s", notices);
}

static void
append_end (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GString) end = g_string_new (NULL);

  if (wp_render_was_connected (report))
    {
      wp_layout_wrap (end, wp_render_tr (N_ ("Nothing was changed on the servers."), style), 0, 0,
                      wp_layout_columns (style));
      g_string_append_c (end, '\n');
    }
  wp_render_advice_next (end, report, style);
  if (end->len > 0)
    g_string_append_printf (out, "\n%s", end->str);
}

char *
wp_render_advice (const WpReport *report, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (report->advice != NULL && report->situation != NULL, NULL);
  if (style->is_quiet)
    {
      append_quiet (out, report, style);
      return wp_layout_finish (out, style);
    }
  append_blocks (out, report, style);
  append_vetoes (out, report, style);
  append_side (out, report, label_for (report->advice->outcome), 1, MOST_FOR, style);
  append_side (out, report, N_ ("Against"), -1, MOST_AGAINST, style);
  wp_advice_facts (out, report, style);
  if (style->explains_all)
    wp_advice_table (out, report, style);
  if (out->len > 0)
    g_string_append_c (out, '\n');
  append_answer (out, report, style);
  append_notices (out, report, style);
  append_end (out, report, style);
  return wp_layout_finish (out, style);
}
