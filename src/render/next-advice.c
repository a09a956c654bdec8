/* The commands that follow an answer, complete and ready to paste: one that tells what is not known
 * yet, ones that settle a contradiction, one that writes the settings. What was answered on the
 * terminal is in them as options, so that nobody is asked again. */
#include "render/advice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/profile.h"

/* Options of one run that do not belong into the next one; facts are put together anew. */
static const struct
{
  const char *option;
  gboolean has_value;
} dropped[] = {
  { "--fact", TRUE },  { "--explain", FALSE }, { "--no-questions", FALSE },
  { "--json", FALSE }, { "--quiet", FALSE },   { "--timeline", FALSE },
  { "--save", TRUE },  { "--replace", FALSE },
};

/* How many words this option has; 0: it is kept. */
static guint
words_dropped (char **words)
{
  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    {
      const char *rest = g_str_has_prefix (*words, dropped[i].option)
                             ? *words + strlen (dropped[i].option)
                             : NULL;

      if (rest != NULL && *rest == '\0')
        return dropped[i].has_value && words[1] != NULL ? 2 : 1;
      if (rest != NULL && *rest == '=' && dropped[i].has_value)
        return 1;
    }
  return 0;
}

/* This run's command with another word for what it does, and without its facts. `remark`: what to
 * know of it (msgid), or NULL. */
static GString *
own_command (const WpReport *report,
             const char *does,
             const char **remark,
             const WpRenderStyle *style)
{
  GString *line = g_string_new ("waypost ");
  g_autofree char *command = wp_render_repeatable (style->command, remark);
  g_auto (GStrv) words = NULL;

  g_string_append (line, does);
  if (command == NULL || !g_shell_parse_argv (command, NULL, &words, NULL)
      || g_strv_length (words) < 2)
    {
      if (report->account != NULL)
        wp_render_word (line, report->account->address);
      return line;
    }
  for (char **word = words + 2; *word != NULL;)
    {
      guint n = words_dropped (word);

      if (n == 0)
        wp_render_word (line, *word++);
      else
        for (; n > 0; n--)
          word++;
    }
  return line;
}

/* The value of an option of this run; NULL: it was not given. The caller owns it. */
static char *
value_of_option (const char *option, const WpRenderStyle *style)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *with_equals = g_strconcat (option, "=", NULL);

  if (style->command == NULL || !g_shell_parse_argv (style->command, NULL, &words, NULL))
    return NULL;
  for (char **word = words; *word != NULL; word++)
    {
      if (g_str_has_prefix (*word, with_equals))
        return g_strdup (*word + strlen (with_equals));
      if (g_str_equal (*word, option) && word[1] != NULL)
        return g_strdup (word[1]);
    }
  return NULL;
}

static void
append_fact (GString *line, WpFact fact, gint32 value)
{
  g_autofree char *pair = wp_advice_pair (fact, value);

  g_string_append (line, " --fact");
  wp_render_word (line, pair);
}

/* With every fact that was told, this one with this value. */
static char *
command_with (const WpReport *report,
              WpFact fact,
              gint32 value,
              const char **remark,
              const WpRenderStyle *style)
{
  GString *line = own_command (report, "advise", remark, style);

  for (guint i = 0; i < WP_N_FACTS; i++)
    if ((WpFact) i == fact)
      append_fact (line, fact, value);
    else if (report->situation->origins[i] == WP_ORIGIN_GIVEN)
      append_fact (line, (WpFact) i, report->situation->values[i]);
  return g_string_free (line, FALSE);
}

/* "if two devices read this mail", and the command that says so. */
static void
append_telling (GString *out,
                const WpReport *report,
                WpFact fact,
                gint32 value,
                gboolean is_first,
                const WpRenderStyle *style)
{
  const char *remark;
  g_autofree char *command = command_with (report, fact, value, &remark, style);
  g_autofree char *words = wp_render_change (fact, value, style);
  g_autofree char *pair = wp_advice_pair (fact, value);
  g_autofree char *note = wp_render_fill_pairs (
      /* Translators: {fact} is "two devices read this mail"; beside a command. */
      N_ ("if {fact}"), style, "fact", words == NULL ? pair : words, NULL);
  g_autofree char *whole = wp_render_remark_on (note, remark, style);

  wp_render_command (out, command, whole, is_first, style);
}

static gboolean
would_differ (const WpReport *report, WpFact fact, gint32 value)
{
  WpSituation situation = *report->situation;
  WpAdvice advice;

  wp_situation_set (&situation, fact, value, WP_ORIGIN_GIVEN);
  wp_advise (&situation, &advice);
  return advice.outcome != report->advice->outcome || advice.days != report->advice->days;
}

/* An answer that changes something; if it takes two of them to do so, the first. */
static gint32
telling_value (const WpReport *report, const WpAdviceQuestion *question)
{
  for (guint i = 0; i < question->n_answers; i++)
    if (question->answers[i].value != WP_UNKNOWN
        && would_differ (report, question->fact, question->answers[i].value))
      return question->answers[i].value;
  return question->answers[0].value;
}

/* The nearest value with which the facts no longer contradict each other; WP_UNKNOWN: none. */
static gint32
settling_value (const WpReport *report, WpFact fact)
{
  gint32 value = report->situation->values[fact];
  gint32 first = 0, last = value + 1;

  wp_fact_choices (fact, &first, &last);
  for (gint32 distance = 1; distance <= last - first; distance++)
    {
      if (value - distance >= first && would_differ (report, fact, value - distance))
        return value - distance;
      if (value + distance <= last && would_differ (report, fact, value + distance))
        return value + distance;
    }
  return WP_UNKNOWN;
}

static void
append_settlements (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (report->advice->conflict); i++)
    {
      gint32 value = settling_value (report, report->advice->conflict[i]);

      if (value == WP_UNKNOWN)
        continue;
      append_telling (out, report, report->advice->conflict[i], value, is_first, style);
      is_first = FALSE;
    }
}

static gboolean
has_open_decision (const WpReport *report)
{
  for (guint i = 0; i < report->questions->len; i++)
    if (!((const WpQuestion *) report->questions->pdata[i])->is_answered)
      return TRUE;
  return FALSE;
}

static gboolean
can_follow (const WpReport *report, gboolean may_be_untested)
{
  g_autoptr (WpProfile) profile = wp_profile_from_report (report, may_be_untested);

  return profile != NULL && wp_profile_can_follow (profile, report->advice->outcome);
}

/* Servers that were only looked at, and nothing bad was seen. A file keeps no steps to look at. */
static gboolean
looked_fine (const WpReport *report)
{
  if (!report->is_look_only)
    return FALSE;
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works == WP_WORKS_NO
          || (service->works == WP_WORKS_NOT_TESTED && !report->is_from_file
              && !wp_diagnose_looks_fine (report, service)))
        return FALSE;
    }
  return TRUE;
}

/* Another run would send the password again that was refused in this one. */
static gboolean
was_refused (const WpReport *report)
{
  return report->logins_refused > 0 && !report->is_from_file;
}

/* What was saved has the answer in it; else it is given with the command. Only what can be written
 * now is offered. */
static void
append_writing (GString *out, const WpReport *report, gboolean is_first, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  gboolean is_proven = can_follow (report, FALSE);
  g_autofree char *saved = value_of_option ("--save", style);
  g_autofree char *note = NULL;
  g_autoptr (GString) line = NULL;
  const char *remark = NULL;

  if (!is_proven && !(looked_fine (report) && can_follow (report, TRUE)))
    return;
  if (saved != NULL)
    {
      line = g_string_new ("waypost write thunderbird --report");
      wp_render_word (line, saved);
    }
  else if (was_refused (report))
    return;
  else
    {
      line = own_command (report, "write thunderbird", &remark, style);
      g_string_append_printf (line, " --outcome %s", wp_advice_id (advice->outcome));
      if (advice->days > 0)
        g_string_append_printf (line, " --days %u", advice->days);
    }
  if (!is_proven && strstr (line->str, " --no-login") == NULL)
    g_string_append (line, " --no-login");
  note = wp_render_remark_on (wp_render_tr (N_ ("settings that fit this answer"), style), remark,
                              style);
  wp_render_command (out, line->str, note, is_first, style);
}

/* FALSE: nothing stood in the way that there is something to read about. */
static gboolean
append_explaining (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];
      g_autofree char *command = g_strconcat ("waypost explain ", finding->id, NULL);

      if (finding->severity != WP_SEVERITY_BLOCK || wp_finding_text (finding) == NULL)
        continue;
      wp_render_command (out, command, wp_render_tr (N_ ("why, and what to do"), style), TRUE,
                         style);
      return TRUE;
    }
  return FALSE;
}

void
wp_render_advice_next (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) open = wp_advice_open (report);
  gboolean is_first = TRUE;

  if (has_open_decision (report))
    {
      wp_render_next (out, report, style);
      return;
    }
  if (was_refused (report))
    {
      is_first = !append_explaining (out, report, style);
      append_writing (out, report, is_first, style);
      return;
    }
  if (report->advice->outcome == WP_ADVICE_UNCLEAR)
    {
      append_settlements (out, report, style);
      return;
    }
  if (open->len > 0)
    {
      const WpAdviceQuestion *question = open->pdata[0];

      append_telling (out, report, question->fact, telling_value (report, question), is_first,
                      style);
      is_first = FALSE;
    }
  append_writing (out, report, is_first, style);
}
