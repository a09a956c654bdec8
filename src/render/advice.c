/* POP3 or IMAP, for people. What it rests on comes first: reasons with their points, what was
 * measured, what was told and what is not known. The answer comes last, as the result of every
 * other command does, so that what is to be done stands above the prompt and not a screen further
 * up: what fits, the three things that every answer says (where the original is, who can delete it,
 * what the second copy is), what to set, what to mind, and what would change it.
 * Points are those of the rule table: for the server as they bear on this answer, so what speaks
 * for it has a plus; for a copy of one's own apart from them, where the answer makes one. */
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

gboolean
wp_advice_is_answer (WpAdviceOutcome outcome)
{
  return outcome <= WP_ADVICE_WEBMAIL;
}

/* Reasons */

gboolean
wp_advice_is_untested (const WpReport *report)
{
  WpAdviceOutcome outcome = report->advice->outcome;

  return (report->account != NULL || report->candidates->len > 0)
         && (wp_advice_has_imap (outcome) || wp_advice_has_pop (outcome))
         && !wp_advise_is_tested (report->situation);
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

static guint
weigh (const WpAdvice *advice,
       int (*weight_of) (const WpAdviceReason *, WpAdviceOutcome),
       WpWeighed *weighed)
{
  guint count = 0;

  for (guint i = 0; i < advice->n_reasons; i++)
    {
      int weight = weight_of (&advice->reasons[i], advice->outcome);

      if (weight != 0 && advice->reasons[i].text != NULL && !is_idle (advice, &advice->reasons[i]))
        weighed[count++] = (WpWeighed){ &advice->reasons[i], weight };
    }
  g_qsort_with_data (weighed, (int) count, sizeof *weighed, by_weight, NULL);
  return count;
}

static int
server_points (const WpAdviceReason *reason, WpAdviceOutcome outcome)
{
  if (wp_advice_has_imap (outcome))
    return reason->server;
  return wp_advice_has_pop (outcome) ? -reason->server : 0;
}

static int
archive_points (const WpAdviceReason *reason, WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_IMAP_ARCHIVE || outcome == WP_ADVICE_BOTH ? reason->archive : 0;
}

guint
wp_render_weigh (const WpAdvice *advice, WpWeighed *weighed)
{
  return weigh (advice, server_points, weighed);
}

guint
wp_render_weigh_copies (const WpAdvice *advice, WpWeighed *weighed)
{
  return weigh (advice, archive_points, weighed);
}

/* The heaviest of one side, with their points. */
static void
append_weighed (GString *out,
                const WpReport *report,
                const char *label,
                const WpWeighed *weighed,
                guint count,
                int side,
                guint most,
                const WpRenderStyle *style)
{
  WpRows rows;

  wp_rows_begin (&rows, out, label, 0, style);
  for (guint i = 0; i < count && most > 0; i++)
    if ((weighed[i].weight > 0) == (side > 0))
      {
        g_autofree char *points = g_strdup_printf ("%+d", weighed[i].weight);
        g_autofree char *text = wp_render_advice_text (weighed[i].reason->text, report,
                                                       report->advice->days, style);

        wp_rows_add (&rows, points, text, weighed[i].reason->rule);
        most--;
      }
}

static void
append_reasons (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  WpAdviceOutcome outcome = report->advice->outcome;
  gboolean is_imap = wp_advice_has_imap (outcome);
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_render_weigh (report->advice, weighed);

  append_weighed (out, report, is_imap ? N_ ("For IMAP") : N_ ("For POP"), weighed, count, 1,
                  MOST_FOR, style);
  append_weighed (out, report, is_imap ? N_ ("Against IMAP") : N_ ("Against POP"), weighed, count,
                  -1, MOST_AGAINST, style);
  count = wp_render_weigh_copies (report->advice, weighed);
  append_weighed (out, report,
                  outcome == WP_ADVICE_BOTH ? N_ ("For a copy") : N_ ("For an archive"), weighed,
                  count, 1, MOST_FOR, style);
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
        g_autofree char *text = wp_render_advice_text (advice->vetoes[i].text, report, advice->days,
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

static const char *
sure_words (const WpReport *report, const WpRenderStyle *style)
{
  WpAdviceSureText text;

  wp_advise_sure_text (report->situation, report->advice, !wp_advice_is_untested (report), &text);
  return wp_render_tr (text.words, style);
}

static const char *
why_sure (const WpReport *report)
{
  WpAdviceSureText text;

  wp_advise_sure_text (report->situation, report->advice, !wp_advice_is_untested (report), &text);
  return text.why;
}

/* "IMAP fits best (very sure)"; the brackets stay in one line. */
static char *
title_with_sure (const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *title = wp_render_advice_title (report->advice, report, style);
  g_autoptr (GString) sure = g_string_new (sure_words (report, style));

  if (!wp_advice_is_answer (report->advice->outcome))
    return g_steal_pointer (&title);
  if (!style->is_quiet)
    g_string_replace (sure, " ", "\302\240", 0);
  return wp_render_fill_pairs (
      /* Translators: {title} is the answer, {sure} how sure it is: "very sure". */
      N_ ("{title} ({sure})"), style, "title", title, "sure", sure->str, NULL);
}

static WpSign
sign_of (const WpReport *report)
{
  if (wp_advice_is_untested (report))
    return WP_SIGN_NONE;
  return is_alarming (report->advice) ? WP_SIGN_WARN : answer_signs[report->advice->outcome];
}

/* How sure it is stands at the right edge; where there is no room, behind the title. */
static void
append_title (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *title = wp_render_advice_title (report->advice, report, style);
  const char *sure = sure_words (report, style);
  guint columns = wp_layout_columns (style);

  wp_layout_sign (out, sign_of (report), style);
  if (wp_advice_is_answer (report->advice->outcome)
      && 2 + wp_layout_width (title) + 2 + wp_layout_width (sure) <= columns)
    wp_layout_title (out, title, sure, style);
  else
    {
      g_autofree char *whole = title_with_sure (report, style);

      wp_layout_wrap (out, whole, 2, 2, columns);
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
  g_autofree char *text = wp_render_advice_text (msgid, report, report->advice->days, style);
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
  append_texts (out, pop, is_both ? N_ ("Set (POP)") : N_ ("To set"), style);
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
      g_autofree char *fact = wp_render_change (change->fact, change->value, style);
      g_autofree char *name = wp_render_advice_name (change->outcome, change->days, style);
      g_autofree char *text = wp_render_fill_pairs (
          /* Translators: {fact} is what would have to be so, "only one computer is used"; {answer}
           * what would fit then, "POP, kept 14 days on the server". */
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
  g_autofree char *text = wp_render_advice_text (reason, report, advice->days, style);

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
          N_ ("The two facts are {one} and {other}. Give another value for one of them."), style,
          "one", one, "other", other, NULL);

      append_sentence (out, both, style);
    }
}

/* Why nobody knows whether it works here. */
static const char *
untested_because (const WpReport *report)
{
  if (report->logins_refused > 0)
    return N_ ("The login was refused, so whether this works here is not known.");
  return report->logins_sent > 0
             ? N_ ("No login came to its end, so whether this works here is not known.")
             : N_ ("Nobody logged in, so whether this works here is not known.");
}

static void
append_answer (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpSituation *situation = report->situation;
  const WpAdvice *advice = report->advice;
  g_autoptr (GPtrArray) warnings = wp_advice_warnings (report, style);

  append_title (out, report, style);
  if (!wp_advice_is_answer (report->advice->outcome))
    append_no_answer (out, report, style);
  else
    {
      if (wp_advice_is_untested (report))
        append_row (out, report, N_ ("Not tested"), untested_because (report), style);
      /* Translators: the label of a sentence that says why the answer is so sure, or no surer. */
      append_row (out, report, N_ ("How sure"), why_sure (report), style);
      /* Translators: labels of sentences about the mail: where the original is, who can delete
       * it, what the second copy is. */
      append_row (out, report, N_ ("Original"), wp_advise_where (situation, advice), style);
      append_row (out, report, N_ ("Deleting"), wp_advise_who_deletes (situation, advice), style);
      append_row (out, report, N_ ("Second copy"), wp_advise_second_copy (situation, advice),
                  style);
      append_settings (out, report, style);
      /* Translators: the label of what to pay attention to. */
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
  g_autofree char *whole = title_with_sure (report, style);

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
  append_reasons (out, report, style);
  wp_advice_facts (out, report, style);
  if (style->explains_all)
    wp_advice_table (out, report, style);
  if (out->len > 0)
    g_string_append_c (out, '\n');
  append_answer (out, report, style);
  append_notices (out, report, style);
  wp_render_open_questions (out, report, NULL, style);
  append_end (out, report, style);
  return wp_layout_finish (out, style);
}
