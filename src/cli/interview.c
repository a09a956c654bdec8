/* See interview.h. */
#include "cli/interview.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "cli/prompt.h"

#define MOST_TRIES 3     /* at one question; then it is left open */
#define MOST_SETTLINGS 3 /* of facts that contradict each other */

typedef struct
{
  GMainLoop *main_loop;
  WpPrompt *prompt;
  gboolean is_interrupted;
  char *line; /* NULL: the end of input */
} Reading;

typedef struct
{
  WpSituation *situation;
  const WpRenderStyle *style;
  gboolean is_role;
  guint asked; /* bits, 1u << WpFact */
} Interview;

static void
on_line (const char *line, gsize length, gpointer data)
{
  Reading *reading = data;

  reading->prompt = NULL;
  reading->line = line == NULL ? NULL : g_strndup (line, length);
  g_main_loop_quit (reading->main_loop);
}

static gboolean
on_interrupt (gpointer data)
{
  Reading *reading = data;

  reading->is_interrupted = TRUE;
  g_main_loop_quit (reading->main_loop);
  return G_SOURCE_CONTINUE;
}

/* END without a line: the end of input, or no terminal. */
static WpInterviewEnd
read_line (char **line)
{
  static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
  Reading reading = { .main_loop = g_main_loop_new (NULL, FALSE) };
  guint sources[G_N_ELEMENTS (ends)];

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    sources[i] = g_unix_signal_add (ends[i], on_interrupt, &reading);
  reading.prompt = wp_prompt_new ("> ", FALSE, on_line, &reading);
  if (reading.prompt != NULL)
    g_main_loop_run (reading.main_loop);
  g_clear_pointer (&reading.prompt, wp_prompt_free);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_source_remove (sources[i]);
  g_main_loop_unref (reading.main_loop);
  *line = reading.line;
  return reading.is_interrupted ? WP_INTERVIEW_INTERRUPTED
         : reading.line == NULL ? WP_INTERVIEW_ENDED
                                : WP_INTERVIEW_ANSWERED;
}

static void
say (const char *sentence, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_sentence (sentence, style);

  fputs (text, stderr);
}

/* The number that stands in `text` alone, from 1 to `most`; 0: none. */
static guint
number_in (const char *text, guint most)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint64 number;

  return g_ascii_string_to_unsigned (word, 10, 1, most, &number, NULL) ? (guint) number : 0;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t")] == '\0';
}

/* Takes a line, or says what is wrong with it. */
typedef gboolean (*TakeLine) (WpSituation *situation,
                              const char *line,
                              gconstpointer about,
                              const WpRenderStyle *style);

/* Until the line can be taken, a few times; then the question is left open, and that is said. */
static WpInterviewEnd
read_until (WpSituation *situation, TakeLine take, gconstpointer about, const WpRenderStyle *style)
{
  for (guint i = 0; i < MOST_TRIES; i++)
    {
      g_autofree char *line = NULL;
      WpInterviewEnd end = read_line (&line);

      if (end != WP_INTERVIEW_ANSWERED)
        return end;
      if (take (situation, line, about, style))
        {
          fputc ('\n', stderr);
          return end;
        }
    }
  say (N_ ("This is left open."), style);
  fputc ('\n', stderr);
  return WP_INTERVIEW_ANSWERED;
}

/* The last answer, "Not sure", is also that of an empty line. */
static gboolean
take_answer (WpSituation *situation,
             const char *line,
             gconstpointer about,
             const WpRenderStyle *style)
{
  const WpAdviceQuestion *question = about;
  guint number = is_blank (line) ? question->n_answers : number_in (line, question->n_answers);
  g_autofree char *sentence = NULL;

  if (number > 0)
    {
      wp_situation_set (situation, question->fact, question->answers[number - 1].value,
                        WP_ORIGIN_GIVEN);
      return TRUE;
    }
  sentence = g_strdup_printf (
      /* Translators: %u is the number of the last answer. */
      _ ("Type a number from 1 to %u, or press Enter if not sure."), question->n_answers);
  say (sentence, style);
  return FALSE;
}

static WpInterviewEnd
ask (WpSituation *situation, const WpAdviceQuestion *question, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_question (question, style);

  fputs (text, stderr);
  return read_until (situation, take_answer, question, style);
}

/* All of them, or none: what cannot be read, or says two things of one fact. */
static gboolean
take_chips (WpSituation *situation,
            const char *line,
            gconstpointer about G_GNUC_UNUSED,
            const WpRenderStyle *style)
{
  g_auto (GStrv) words = g_strsplit_set (line, " ,;\t", -1);
  const WpAdviceChip *chips[WP_MOST_CHIPS];
  guint count = wp_advise_open_chips (situation, chips);
  WpSituation told = *situation;

  for (char **word = words; *word != NULL; word++)
    {
      guint number = number_in (*word, count);
      const WpAdviceChip *chip = number == 0 ? NULL : chips[number - 1];

      if (**word == '\0')
        continue;
      if (chip == NULL)
        {
          say (N_ ("Type the numbers that fit, with blanks between, or press Enter for none."),
               style);
          return FALSE;
        }
      if (told.values[chip->fact] != WP_UNKNOWN && told.values[chip->fact] != chip->value)
        {
          say (N_ ("Two of these exclude each other. Type those that fit again."), style);
          return FALSE;
        }
      wp_situation_set (&told, chip->fact, chip->value, WP_ORIGIN_GIVEN);
    }
  *situation = told;
  return TRUE;
}

static WpInterviewEnd
ask_chips (WpSituation *situation, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_chips (situation, style);

  fputs (text, stderr);
  return read_until (situation, take_chips, NULL, style);
}

static WpInterviewEnd
ask_all (Interview *interview)
{
  const WpAdviceQuestion *question;

  while ((question = wp_advise_next (interview->situation, interview->asked, interview->is_role))
         != NULL)
    {
      WpInterviewEnd end = ask (interview->situation, question, interview->style);

      if (end != WP_INTERVIEW_ANSWERED)
        return end;
      interview->asked |= 1u << question->fact;
    }
  return WP_INTERVIEW_ANSWERED;
}

/* What is special may make a question matter that could not change the answer before. */
WpInterviewEnd
wp_interview (WpSituation *situation, const char *local_part, const WpRenderStyle *style)
{
  Interview interview = { .situation = situation,
                          .style = style,
                          .is_role = local_part != NULL && wp_advise_is_role (local_part) };
  WpInterviewEnd end = ask_all (&interview);

  if (end == WP_INTERVIEW_ANSWERED)
    end = ask_chips (situation, style);
  return end == WP_INTERVIEW_ANSWERED ? ask_all (&interview) : end;
}

WpInterviewEnd
wp_interview_settle (WpSituation *situation, const WpRenderStyle *style)
{
  WpAdvice advice;

  wp_advise (situation, &advice);
  for (guint i = 0; i < MOST_SETTLINGS && advice.outcome == WP_ADVICE_UNCLEAR; i++)
    {
      gboolean has_any = FALSE;

      say (wp_advise_conflict_text (&advice), style);
      for (guint n = 0; n < G_N_ELEMENTS (advice.conflict); n++)
        {
          const WpAdviceQuestion *question = wp_advise_question (advice.conflict[n]);
          WpInterviewEnd end;

          if (question == NULL)
            continue;
          has_any = TRUE;
          end = ask (situation, question, style);
          if (end != WP_INTERVIEW_ANSWERED)
            return end;
        }
      if (!has_any)
        return WP_INTERVIEW_ENDED;
      wp_advise (situation, &advice);
    }
  return advice.outcome == WP_ADVICE_UNCLEAR ? WP_INTERVIEW_ENDED : WP_INTERVIEW_ANSWERED;
}
