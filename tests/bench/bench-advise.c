/* How many answers a second the advice engine gives on one core, each with what would change it,
 * over situations of all kinds; and one choice of the next question.
 *
 * An answer runs the rules once for the situation and once for each fact that is tried with another
 * value. The floor is that many sums over the bare rule table, in the same run: no gates, vetoes,
 * days, texts. Exit 1 under 100,000 answers a second, or if the median ratio is above 5. */
#include <stdio.h>

#include "advise/advise-private.h"
#include "bench.h"

#define SITUATIONS 4096
#define ROUNDS 9
/* Runs of the rules for an answer: 26 values are tried, about one in ten is there already. */
#define RUNS 25
#define QUESTIONS 64
#define LIMIT 5.0
#define WANTED 100000

static volatile guint sink; /* so that nothing is left out for being of no use */

static void
fill (WpSituation *situations)
{
  GRand *rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < SITUATIONS; n++)
    {
      wp_situation_init (&situations[n]);
      for (guint i = 0; i < WP_N_FACTS; i++)
        {
          gint32 first, last;

          /* who is at a public computer, or has no way in, gets a short answer */
          if (i == WP_FACT_PUBLIC_PC || i == WP_FACT_IMAP || i == WP_FACT_POP
              || g_rand_boolean (rand) || !wp_fact_choices ((WpFact) i, &first, &last))
            continue;
          situations[n].values[i] = g_rand_int_range (rand, first, last + 1);
        }
    }
  g_rand_free (rand);
}

static double
answer_all (const WpSituation *situations)
{
  gint64 start_us = g_get_monotonic_time ();
  WpAdvice advice;

  for (guint n = 0; n < SITUATIONS; n++)
    {
      wp_advise (&situations[n], &advice);
      sink += advice.outcome + advice.n_changes;
    }
  return (double) (g_get_monotonic_time () - start_us) * 1000 / SITUATIONS;
}

static double
add_up_all (const WpSituation *situations)
{
  gint64 start_us = g_get_monotonic_time ();

  for (guint n = 0; n < SITUATIONS; n++)
    for (guint i = 0; i < RUNS; i++)
      {
        int server = 0, archive = 0;

        wp_rules_add_up (&situations[(n + i) % SITUATIONS], &server, &archive);
        sink += (guint) (server + archive);
      }
  return (double) (g_get_monotonic_time () - start_us) * 1000 / SITUATIONS;
}

static double
ask_all (const WpSituation *situations)
{
  gint64 start_us = g_get_monotonic_time ();
  WpSituation open;

  for (guint n = 0; n < QUESTIONS; n++)
    {
      open = situations[n];
      open.values[WP_FACT_DEVICES] = open.values[WP_FACT_PEOPLE] = WP_UNKNOWN;
      open.values[WP_FACT_WEBMAIL] = open.values[WP_FACT_BACKUP] = WP_UNKNOWN;
      open.values[WP_FACT_REMOVE] = open.values[WP_FACT_ROLE] = WP_UNKNOWN;
      sink += wp_advise_next (&open, 1u << WP_FACT_DEVICES, FALSE) != NULL;
    }
  return (double) (g_get_monotonic_time () - start_us) / QUESTIONS;
}

int
main (void)
{
  static WpSituation situations[SITUATIONS];
  double ours[ROUNDS], floors[ROUNDS], ratios[ROUNDS], asked[ROUNDS];
  double answers, ratio;

  fill (situations);
  answer_all (situations);
  for (guint i = 0; i < ROUNDS; i++)
    {
      floors[i] = add_up_all (situations);
      ours[i] = answer_all (situations);
      ratios[i] = ours[i] / floors[i];
      asked[i] = ask_all (situations);
    }
  answers = 1e9 / bench_median (ours, ROUNDS);
  ratio = bench_median (ratios, ROUNDS);
  printf ("advise: %.0f answers/s (%.2f us each, limit %u/s); bare table %u times %.2f us; ratio "
          "%.2f (limit %.1f, median of %d rounds); next question %.0f us\n",
          answers, bench_median (ours, ROUNDS) / 1000, WANTED, RUNS,
          bench_median (floors, ROUNDS) / 1000, ratio, LIMIT, ROUNDS, bench_median (asked, ROUNDS));
  return answers < WANTED || ratio > LIMIT;
}
