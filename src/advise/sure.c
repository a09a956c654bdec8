/* How sure an answer is, in words, and why: the same reasons by which verdict.c finds it. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

/* What is not known and bears on nearly every answer; the first one is named. */
static const struct
{
  WpFact fact;
  const char *why;
} open_facts[] = {
  /* Translators: why an answer is not surer. */
  { WP_FACT_DEVICES,
    N_ ("The answer would be surer if it were known how many devices read this mail.") },
  { WP_FACT_BACKUP, N_ ("The answer would be surer if it were known whether there is a backup.") },
  { WP_FACT_IMAP, N_ ("The answer would be surer if a login by IMAP had been tried.") },
  { WP_FACT_POP, N_ ("The answer would be surer if a login by POP had been tried.") },
};

static const char *
why_by_gate (const WpSituation *situation, WpGate gate)
{
  if (gate == WP_GATE_PUBLIC)
    return N_ ("On a public computer nothing else is safe.");
  if (gate <= WP_GATE_NEITHER)
    return NULL;
  return wp_gate_is_of_this_network (situation, gate)
             ? N_ ("From this network only one of the two can be used; elsewhere it may be another "
                   "matter.")
             : N_ ("Only one of the two can be used, so there is nothing to choose from.");
}

static const char *
why_by_points (const WpVerdict *verdict)
{
  int points = ABS (verdict->server);

  if (verdict->server < 0 && wp_advice_has_imap (verdict->outcome))
    return N_ ("A rule decides that protects the mail, although the points are against it.");
  if (points >= 4)
    return N_ ("Much more speaks for it than against it.");
  return points >= 2 ? N_ ("Somewhat more speaks for it than against it.")
                     : N_ ("Hardly more speaks for the one than for the other.");
}

static const char *
why_sure (const WpSituation *situation)
{
  WpVerdict verdict;

  wp_verdict (situation, 0, &verdict);
  if (verdict.outcome == WP_ADVICE_UNCLEAR)
    return NULL;
  if (verdict.gate != WP_GATE_OPEN)
    return why_by_gate (situation, verdict.gate);
  for (guint i = 0; i < G_N_ELEMENTS (open_facts); i++)
    if (situation->values[open_facts[i].fact] == WP_UNKNOWN)
      return open_facts[i].why;
  return why_by_points (&verdict);
}

void
wp_advise_sure_text (const WpSituation *situation,
                     const WpAdvice *advice,
                     gboolean is_tested,
                     WpAdviceSureText *text)
{
  static const WpAdviceSureText tested[] = {
    /* Translators: how sure an answer is; shown alone, and within a line. */
    [WP_SURE_HIGH] = { N_ ("Very sure"), N_ ("very sure"), NULL },
    [WP_SURE_MEDIUM] = { N_ ("Fairly sure"), N_ ("fairly sure"), NULL },
    [WP_SURE_LOW] = { N_ ("A close call"), N_ ("a close call"), NULL },
  };
  static const WpAdviceSureText untested[] = {
    /* Translators: how sure an answer is, where nobody tried whether it works here. */
    [WP_SURE_HIGH] = { N_ ("Very sure, but not tested"), N_ ("very sure, but not tested"), NULL },
    [WP_SURE_MEDIUM] = { N_ ("Fairly sure, but not tested"), N_ ("fairly sure, but not tested"),
                         NULL },
    [WP_SURE_LOW] = { N_ ("A close call, and not tested"), N_ ("a close call, and not tested"),
                      NULL },
  };

  *text = (is_tested ? tested : untested)[advice->sure];
  text->why = why_sure (situation);
}
