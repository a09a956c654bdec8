/* Situations in a line of text, for the tests of advise/: "devices=2 backup=none". */
#pragma once

#include "advise/advise.h"

static inline void
give_all (WpSituation *situation, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        g_autoptr (GError) error = NULL;

        wp_situation_give (situation, *word, &error);
        g_assert_no_error (error);
      }
}

static inline WpSituation
situation_of (const char *text)
{
  WpSituation situation;

  wp_situation_init (&situation);
  give_all (&situation, text);
  return situation;
}

static inline WpAdvice
advice_on (const char *text)
{
  WpSituation situation = situation_of (text);
  WpAdvice advice;

  wp_advise (&situation, &advice);
  return advice;
}

/* "pop-keep 14", "imap" */
static inline char *
answer_id (WpAdviceOutcome outcome, guint days)
{
  return days == 0 ? g_strdup (wp_advice_id (outcome))
                   : g_strdup_printf ("%s %u", wp_advice_id (outcome), days);
}

static inline void
assert_answer (const char *facts, const char *expected)
{
  WpAdvice advice = advice_on (facts);
  g_autofree char *answer = answer_id (advice.outcome, advice.days);

  if (g_strcmp0 (answer, expected) != 0)
    g_error ("%s: %s, expected %s", facts, answer, expected);
}

/* "V1 V3" */
static inline char *
veto_ids (const WpAdvice *advice)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < advice->n_vetoes; i++)
    g_string_append_printf (ids, "%s%s", i == 0 ? "" : " ", advice->vetoes[i].rule);
  return g_string_free (ids, FALSE);
}
