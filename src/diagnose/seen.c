/* By what a finding is told, as the tables of rules.c have it: for `waypost explain`, so that who
 * reads a log finds the words and codes that the program looks for. Judges nothing. */
#include "diagnose/rules-private.h"

static void
add_of_steps (GArray *seen, const char *id)
{
  guint count;
  const WpRule *rules = wp_rules (&count);

  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (rules[i].finding, id) == 0)
      {
        WpSeenAs row = { .verbs = rules[i].verbs,
                         .outcomes = rules[i].outcomes,
                         .fault = rules[i].fault,
                         .reply = rules[i].reply,
                         .code = rules[i].code,
                         .enhanced = rules[i].enhanced,
                         .text = rules[i].text,
                         .tls = rules[i].tls,
                         .needs_more = rules[i].sees != NULL,
                         .confidence = rules[i].confidence };

        g_array_append_val (seen, row);
      }
}

static void
add_of_sources (GArray *seen, const char *id)
{
  guint count;
  const WpSourceRule *rules = wp_source_rules (&count);

  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (rules[i].finding, id) == 0)
      {
        WpSeenAs row = { .statuses = rules[i].statuses,
                         .outcomes = rules[i].outcomes,
                         .needs_more = rules[i].sees != NULL };

        g_array_append_val (seen, row);
      }
}

GArray *
wp_catalogue_seen (const char *id)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (WpSeenAs));

  add_of_steps (seen, id);
  add_of_sources (seen, id);
  return seen;
}
