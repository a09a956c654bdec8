/* A report may come from anybody, and be of any length: how much of it is drawn. See
 * timeline-private.h. */
#include "gtk/flow/timeline-private.h"

#include <glib/gi18n-lib.h>

#include "base/limits.h"

typedef enum
{
  KEPT,
  WRONG,
  DOUBTFUL,
  ORDINARY,
  N_RANKS
} Rank;

typedef Rank (*RankOf) (gconstpointer item, gpointer data);

/* The first of those that matter most; in the order that they had. */
static guint
leave_out (GPtrArray *items, RankOf rank_of, gpointer data)
{
  guint count = items->len, rest = WP_LIMIT_LANE_BARS, n = 0;
  g_autofree guint8 *ranks = NULL;

  if (count <= WP_LIMIT_LANE_BARS)
    return 0;
  ranks = g_new (guint8, count);
  for (guint i = 0; i < count; i++)
    ranks[i] = (guint8) rank_of (items->pdata[i], data);
  for (guint rank = KEPT; rank < N_RANKS; rank++)
    for (guint i = 0; i < count && rest > 0; i++)
      if (ranks[i] == rank)
        {
          ranks[i] = N_RANKS; /* stays */
          rest--;
        }
  /* What goes is freed by its place, so it changes places with what stays. */
  for (guint i = 0; i < count; i++)
    if (ranks[i] == N_RANKS)
      {
        gpointer item = items->pdata[i];

        items->pdata[i] = items->pdata[n];
        items->pdata[n++] = item;
      }
  g_ptr_array_set_size (items, (int) n);
  return count - n;
}

/* Steps and sources */

typedef struct
{
  GHashTable *severities; /* of step ids that a finding rests on: 1 + the worst */
  const WpStep *kept;
} Steps;

static GHashTable *
severities_of (const WpReport *report)
{
  GHashTable *severities = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      for (guint n = 0; n < finding->steps->len; n++)
        {
          gpointer id = GUINT_TO_POINTER (g_array_index (finding->steps, guint, n));
          guint before = GPOINTER_TO_UINT (g_hash_table_lookup (severities, id));

          if (before == 0 || before > finding->severity + 1u)
            g_hash_table_insert (severities, id, GUINT_TO_POINTER (finding->severity + 1u));
        }
    }
  return severities;
}

gboolean
wp_timeline_is_empty_answer (WpOutcome outcome)
{
  return outcome == WP_OUTCOME_NXDOMAIN || outcome == WP_OUTCOME_NO_DATA
         || outcome == WP_OUTCOME_CANCELLED;
}

static Rank
rank_of_step (gconstpointer item, gpointer data)
{
  const WpStep *step = item;
  const Steps *steps = data;
  guint severity = GPOINTER_TO_UINT (
      g_hash_table_lookup (steps->severities, GUINT_TO_POINTER (step->id)));

  if (step == steps->kept)
    return KEPT;
  if (severity == WP_SEVERITY_BLOCK + 1)
    return WRONG;
  if (step->outcome != WP_OUTCOME_OK && step->outcome != WP_OUTCOME_NOT_TESTED
      && !wp_timeline_is_empty_answer (step->outcome))
    return WRONG;
  return severity == WP_SEVERITY_WARN + 1 ? DOUBTFUL : ORDINARY;
}

guint
wp_timeline_leave_out (GPtrArray *steps, const WpReport *report, const WpStep *kept)
{
  g_autoptr (GHashTable) severities = NULL;
  Steps data = { .kept = kept };

  if (steps->len <= WP_LIMIT_LANE_BARS)
    return 0;
  data.severities = severities = severities_of (report);
  return leave_out (steps, rank_of_step, &data);
}

static Rank
rank_of_source (gconstpointer item, gpointer data G_GNUC_UNUSED)
{
  const WpSource *source = item;

  return source->status == WP_SOURCE_STATUS_FAILED  ? WRONG
         : source->status == WP_SOURCE_STATUS_FOUND ? DOUBTFUL
                                                    : ORDINARY;
}

guint
wp_timeline_leave_out_sources (GPtrArray *sources)
{
  return leave_out (sources, rank_of_source, NULL);
}

/* Bars */

static Rank
rank_of_bar (gconstpointer item, gpointer data G_GNUC_UNUSED)
{
  const WpBar *bar = item;

  return bar->kind == WP_BAR_FAILED ? WRONG : bar->kind == WP_BAR_WARNING ? DOUBTFUL : ORDINARY;
}

static WpBar *
new_rest (const WpLane *lane)
{
  WpBar *bar = g_new0 (WpBar, 1);

  bar->kind = WP_BAR_SKIPPED;
  bar->is_rest = TRUE;
  bar->start_us = bar->end_us = lane->end_us;
  /* Translators: the last row of a lane that was cut off; how many steps are not shown. */
  bar->name = g_strdup_printf (ngettext ("And %u more, in the saved report",
                                         "And %u more, in the saved report", lane->n_left_out),
                               lane->n_left_out);
  bar->word = g_strdup ("");
  bar->label = g_strdup (bar->name);
  bar->spoken = g_strdup (bar->name);
  return bar;
}

void
wp_lane_settle (WpLane *lane)
{
  guint last = lane->bars->len - 1;

  if (lane->bars->len > 0 && ((const WpBar *) lane->bars->pdata[last])->is_rest)
    g_ptr_array_remove_index (lane->bars, last);
  lane->n_left_out += leave_out (lane->bars, rank_of_bar, NULL);
  if (lane->n_left_out > 0)
    g_ptr_array_add (lane->bars, new_rest (lane));
}
