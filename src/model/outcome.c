/* See outcome.h. */
#include "model/outcome.h"

static const char *const words[WP_N_OUTCOMES] = {
#define X(name, word) word,
  WP_OUTCOMES (X)
#undef X
};

const char *
wp_outcome_id (WpOutcome outcome)
{
  return words[outcome];
}

gboolean
wp_outcome_from_id (const char *id, WpOutcome *outcome)
{
  for (guint i = 0; i < WP_N_OUTCOMES; i++)
    if (g_strcmp0 (words[i], id) == 0)
      {
        *outcome = (WpOutcome) i;
        return TRUE;
      }
  return FALSE;
}
