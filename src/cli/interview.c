/* See interview.h. */
#include "cli/interview.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "cli/prompt.h"

#define MOST_TRIES 3 /* at one question; then it is left open */

typedef struct
{
  GMainLoop *main_loop;
  char *line; /* NULL: the end of input */
} Reading;

static void
on_line (const char *line, gsize length, gpointer data)
{
  Reading *reading = data;

  reading->line = line == NULL ? NULL : g_strndup (line, length);
  g_main_loop_quit (reading->main_loop);
}

/* NULL: the end of input, or no terminal. */
static char *
read_line (const char *prompt)
{
  Reading reading = { .main_loop = g_main_loop_new (NULL, FALSE) };

  if (wp_prompt_new (prompt, FALSE, on_line, &reading) != NULL)
    g_main_loop_run (reading.main_loop);
  g_main_loop_unref (reading.main_loop);
  return reading.line;
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

/* FALSE: the end of input. The last answer, "Not sure", is also that of an empty line. */
static gboolean
ask (WpSituation *situation,
     const WpAdviceQuestion *question,
     guint nth,
     const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_question (question, nth, style);

  fputs (text, stderr);
  for (guint i = 0; i < MOST_TRIES; i++)
    {
      g_autofree char *line = read_line ("> ");
      guint number;

      if (line == NULL)
        return FALSE;
      number = is_blank (line) ? question->n_answers : number_in (line, question->n_answers);
      if (number > 0)
        {
          wp_situation_set (situation, question->fact, question->answers[number - 1].value,
                            WP_ORIGIN_GIVEN);
          return TRUE;
        }
      /* Translators: %u is the number of the last answer. */
      fprintf (stderr, _ ("Type a number from 1 to %u, or press Enter if not sure."),
               question->n_answers);
      fputc ('\n', stderr);
    }
  return TRUE;
}

static gboolean
take_chips (WpSituation *situation, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " ,;\t", -1);
  guint count;
  const WpAdviceChip *chips = wp_advise_chips (&count);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && number_in (*word, count) == 0)
      return FALSE;
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        const WpAdviceChip *chip = &chips[number_in (*word, count) - 1];

        wp_situation_set (situation, chip->fact, chip->value, WP_ORIGIN_GIVEN);
      }
  return TRUE;
}

static gboolean
ask_chips (WpSituation *situation, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_chips (style);

  fputs (text, stderr);
  for (guint i = 0; i < MOST_TRIES; i++)
    {
      g_autofree char *line = read_line ("> ");

      if (line == NULL)
        return FALSE;
      if (take_chips (situation, line))
        return TRUE;
      fprintf (stderr, "%s\n",
               _ ("Type the numbers that fit, with blanks between, or press Enter for none."));
    }
  return TRUE;
}

typedef struct
{
  WpSituation *situation;
  const WpRenderStyle *style;
  gboolean is_role;
  guint asked; /* bits, 1u << WpFact */
  guint count;
} Interview;

/* FALSE: the end of input. */
static gboolean
ask_all (Interview *interview)
{
  const WpAdviceQuestion *question;

  while ((question = wp_advise_next (interview->situation, interview->asked, interview->is_role))
         != NULL)
    {
      if (!ask (interview->situation, question, ++interview->count, interview->style))
        return FALSE;
      interview->asked |= 1u << question->fact;
    }
  return TRUE;
}

/* What is special may make a question matter that could not change the answer before. */
void
wp_interview (WpSituation *situation, const char *local_part, const WpRenderStyle *style)
{
  Interview interview = { .situation = situation,
                          .style = style,
                          .is_role = local_part != NULL && wp_advise_is_role (local_part) };

  if (ask_all (&interview) && ask_chips (situation, style))
    ask_all (&interview);
}

gboolean
wp_interview_again (WpSituation *situation, const WpAdvice *advice, const WpRenderStyle *style)
{
  gboolean is_answered = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (advice->conflict); i++)
    {
      const WpAdviceQuestion *question = wp_advise_question (advice->conflict[i]);
      gint32 before = situation->values[advice->conflict[i]];

      if (question == NULL)
        continue;
      wp_situation_set (situation, advice->conflict[i], WP_UNKNOWN, WP_ORIGIN_GIVEN);
      if (!ask (situation, question, i + 1, style))
        {
          wp_situation_set (situation, advice->conflict[i], before, WP_ORIGIN_GIVEN);
          return FALSE;
        }
      is_answered = TRUE;
    }
  return is_answered;
}
