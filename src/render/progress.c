/* What happens while a person waits: one line at a time, a question, the dialogue of a step. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/limits.h"
#include "base/printable.h"
#include "diagnose/diagnose.h"
#include "model/keys.h"

static char *
name_of (const WpEndpoint *endpoint)
{
  g_autofree char *place = wp_render_place (endpoint);

  return g_strdup_printf ("%s %s", wp_render_protocol (wp_protocol_id (endpoint->protocol)), place);
}

static char *
step_progress (const WpStep *step, const WpRenderStyle *style)
{
  static const char *const words[WP_N_VERBS] = {
    [WP_VERB_RESOLVE] = N_ ("{server}: address found"),
    [WP_VERB_CONNECT] = N_ ("{server}: connected"),
    [WP_VERB_TLS] = N_ ("{server}: connection encrypted"),
    [WP_VERB_GREETING] = N_ ("{server}: greeted"),
    [WP_VERB_CAPABILITY] = N_ ("{server}: ready for the login"),
    [WP_VERB_LOGIN] = N_ ("{server}: login accepted"),
    [WP_VERB_MAILBOX] = N_ ("{server}: mailbox looked at"),
    [WP_VERB_SUBMIT] = N_ ("{server}: sender accepted, nothing sent"),
    [WP_VERB_PROBE] = N_ ("{server}: looked a second time"),
  };
  g_autofree char *server = NULL;

  if (step->endpoint == NULL || step->outcome == WP_OUTCOME_CANCELLED)
    return NULL;
  server = name_of (step->endpoint);
  if (step->outcome == WP_OUTCOME_OK || step->verb == WP_VERB_PROBE)
    return wp_render_fill_pairs (words[step->verb], style, "server", server, NULL);
  return wp_render_fill_pairs (N_ ("{server}: {outcome}"), style, "server", server, "outcome",
                               wp_outcome_id (step->outcome), NULL);
}

static char *
source_progress (const WpReport *report, const WpSource *source, const WpRenderStyle *style)
{
  static const char *const words[] = {
    [WP_SOURCE_STATUS_FOUND] = N_ ("{source}: settings found"),
    [WP_SOURCE_STATUS_NOT_FOUND] = N_ ("{source}: not published"),
    [WP_SOURCE_STATUS_NOT_SETTINGS] = N_ ("{source}: a web page, not settings"),
    [WP_SOURCE_STATUS_FAILED] = N_ ("{source}: no usable answer"),
    [WP_SOURCE_STATUS_SKIPPED] = NULL,
  };
  const char *text = words[source->status];
  g_autofree char *target = NULL;

  if (source->kind == WP_SOURCE_GIVEN || text == NULL)
    return NULL;
  if (source->kind == WP_SOURCE_NOTES || source->kind == WP_SOURCE_GUESS)
    target = wp_render_source_name (report, source, style);
  else
    target = wp_printable_text (source->target, WP_LIMIT_TRANSCRIPT_TEXT);
  if (source->kind == WP_SOURCE_GUESS && source->status == WP_SOURCE_STATUS_FOUND)
    text = N_ ("{source}: some exist");
  return target == NULL ? NULL : wp_render_fill_pairs (text, style, "source", target, NULL);
}

char *
wp_render_progress (const WpReport *report, WpReportKind kind, guint n, const WpRenderStyle *style)
{
  g_autofree char *line = NULL;
  g_autofree char *cut = NULL;

  if (kind == WP_REPORT_STEP && n < report->steps->len)
    line = step_progress (report->steps->pdata[n], style);
  else if (kind == WP_REPORT_SOURCE && n < report->sources->len)
    line = source_progress (report, report->sources->pdata[n], style);
  if (line == NULL)
    return NULL;
  cut = wp_layout_cut (line, wp_layout_columns (style));
  return wp_layout_finish (g_string_new (cut), style);
}

char *
wp_render_folder_progress (guint folders, guint all, const WpRenderStyle *style)
{
  g_autofree char *count = wp_render_count (folders);
  g_autofree char *of = wp_render_count (all);
  g_autofree char *line = wp_render_fill_pairs (
      all == 0 ? N_ ("Counting folders: {count}") : N_ ("Counting folders: {count} of {all}"),
      style, "count", count, "all", of, NULL);
  g_autofree char *cut = wp_layout_cut (line, wp_layout_columns (style));

  return wp_layout_finish (g_string_new (cut), style);
}

/* What the asker did not fill in, the report knows. */
static void
add_missing (WpFields *params, const WpReport *report)
{
  if (report->account == NULL)
    return;
  if (wp_fields_find (params, WP_KEY_ADDRESS) == NULL)
    wp_fields_set_text (params, WP_KEY_ADDRESS, report->account->address);
  if (wp_fields_find (params, WP_KEY_USERNAME) == NULL)
    wp_fields_set_text (params, WP_KEY_USERNAME, report->account->address);
  if (wp_fields_find (params, WP_KEY_DOMAIN) == NULL)
    wp_fields_set_text (params, WP_KEY_DOMAIN, report->account->domain_ascii);
}

/* It stands among the findings of the report, and the result shows those. */
static gboolean
is_told (const WpReport *report, const char *id, WpFindingFilter is_shown)
{
  for (guint i = 0; i < report->findings->len && is_shown != NULL; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (g_str_equal (finding->id, id) && is_shown (finding))
        return TRUE;
    }
  return FALSE;
}

static char *
text_before_login (const WpFinding *finding, const WpRenderStyle *style)
{
  g_autofree char *title = wp_render_fill (wp_finding_text (finding)->title, finding->params,
                                           style);
  g_autofree char *remedy = wp_render_part (finding, WP_PART_USER, style);
  g_autofree char *stale = !wp_fields_flag (finding->params, WP_KEY_STALE)
                               ? NULL
                               : wp_render_fill (N_ ("(As noted on {when}; it may have changed "
                                                     "since.)"),
                                                 finding->params, style);
  g_autofree char *text = wp_render_fill_pairs (
      /* Translators: {title} says what is so, {remedy} in whole sentences what to do. */
      N_ ("{title}. {remedy}"), style, "title", title, "remedy", remedy, NULL);

  return g_strjoin (" ", text, stale, NULL);
}

/* What to know before a password is typed: it would be refused, or be the wrong one. */
static void
append_advice (GString *out,
               const WpReport *report,
               WpFindingFilter is_shown,
               const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) findings = wp_diagnose_before_login (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const WpFinding *finding = findings->pdata[i];
      g_autofree char *whole = is_told (report, finding->id, is_shown)
                                   ? NULL
                                   : text_before_login (finding, style);

      if (whole == NULL)
        continue;
      wp_layout_wrap (out, whole, 2, 2, wp_layout_columns (style));
      g_string_append (out, "\n  ");
    }
}

char *
wp_render_question_text (const WpReport *report,
                         const WpQuestion *question,
                         const WpRenderStyle *style)
{
  const WpQuestionText *text = wp_questions_find (question->id);
  g_autoptr (WpFields) params = wp_fields_dup (question->params);

  g_return_val_if_fail (text != NULL, g_strdup (""));
  add_missing (params, report);
  return wp_render_fill (text->text, params, style);
}

/* The option in one piece, to be copied. */
static void
append_question (GString *out,
                 const WpQuestion *question,
                 const char *text,
                 const WpRenderStyle *style)
{
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  if (question->allow != NULL)
    g_string_append_printf (out, "  --allow %s\n", question->allow);
}

char *
wp_render_question (const WpReport *report, const WpQuestion *question, const WpRenderStyle *style)
{
  g_autofree char *filled = wp_render_question_text (report, question, style);
  GString *out = g_string_new ("? ");

  if (g_str_equal (question->id, "password"))
    append_advice (out, report, NULL, style);
  append_question (out, question, filled, style);
  return wp_layout_finish (out, style);
}

/* The question as it would be about a server without a name. */
static char *
text_of_any_host (const WpReport *report, const WpQuestion *question, const WpRenderStyle *style)
{
  g_autoptr (WpFields) params = wp_fields_dup (question->params);
  WpQuestion neutral = *question;

  wp_fields_set_text (params, WP_KEY_HOST, "?");
  neutral.params = params;
  return wp_render_question_text (report, &neutral, style);
}

/* Another one before it that is open and asks the same about another server. */
static gboolean
was_asked (const WpReport *report, guint n, const WpRenderStyle *style)
{
  const WpQuestion *question = report->questions->pdata[n];
  g_autofree char *text = text_of_any_host (report, question, style);

  if (wp_fields_text (question->params, WP_KEY_HOST) == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const WpQuestion *earlier = report->questions->pdata[i];
      g_autofree char *other = NULL;

      if (earlier->is_answered || !g_str_equal (earlier->id, question->id))
        continue;
      other = text_of_any_host (report, earlier, style);
      if (g_str_equal (text, other))
        return TRUE;
    }
  return FALSE;
}

void
wp_render_open_questions (GString *out,
                          const WpReport *report,
                          WpFindingFilter is_shown,
                          const WpRenderStyle *style)
{
  gboolean has_advice = FALSE;

  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];
      gboolean is_again = !question->is_answered && was_asked (report, i, style);
      gboolean is_password = g_str_equal (question->id, "password");
      g_autofree char *text = NULL;

      if (question->is_answered)
        continue;
      if (is_again)
        text = wp_render_fill (N_ ("The same question about {host}."), question->params, style);
      else
        text = wp_render_question_text (report, question, style);
      if (!is_again && (out->len > 0 || style->has_rows_above))
        g_string_append_c (out, '\n');
      g_string_append (out, "? ");
      if (is_password && !has_advice)
        append_advice (out, report, is_shown, style);
      has_advice |= is_password;
      append_question (out, question, text, style);
      if (is_password)
        g_string_append (out, "  --password-file FILE\n");
    }
}

/* What was done where no server is meant: "DNS example.org MX" of a lookup. */
static char *
name_of_lookup (const WpStep *step)
{
  const char *name = wp_fields_text (step->evidence, WP_KEY_NAME);
  const char *type = wp_fields_text (step->evidence, WP_KEY_TYPE);
  g_autofree char *shown = wp_printable_text (name, WP_LIMIT_TRANSCRIPT_TEXT);

  if (shown == NULL)
    return g_strdup ("-");
  return type == NULL ? g_strdup_printf ("DNS %s", shown)
                      : g_strdup_printf ("DNS %s %s", shown, type);
}

char *
wp_render_trace (const WpReport *report G_GNUC_UNUSED,
                 const WpStep *step,
                 const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  g_autofree char *name = step->endpoint == NULL ? name_of_lookup (step) : name_of (step->endpoint);

  for (guint i = 0; i < step->transcript->len; i++)
    {
      const WpTranscriptLine *line = &g_array_index (step->transcript, WpTranscriptLine, i);
      g_autofree char *text = wp_printable_text (line->text, WP_LIMIT_TRANSCRIPT_TEXT + 8);

      g_string_append_printf (out, "%s %c: %s\n", name, line->dir, text);
    }
  if (step->transcript->len == 0)
    g_string_append_printf (out, "%s %s %s, %" G_GINT64_FORMAT " ms\n", name,
                            wp_verb_id (step->verb), wp_outcome_id (step->outcome),
                            (step->end_us - step->start_us + 500) / 1000);
  if (step->transcript_cut > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", step->transcript_cut);
      g_autofree char *more = wp_render_fill_pairs (N_ ("lines not kept: {count}"), style, "count",
                                                    count, NULL);

      g_string_append_printf (out, "%s (%s)\n", name, more);
    }
  return wp_layout_finish (out, style);
}
