/* wp_rank: the order in which candidates are tried, and who contradicts whom. Pure: it reads the
 * report and writes rank and conflicts, nothing else. */
#include "discover/discover.h"

typedef struct
{
  WpCandidate *candidate;
  WpSourceKind kind; /* the best of the sources that earned its trust */
} Ranked;

/* The kinds stand in the enum from strong to weak. */
static WpSourceKind
best_kind (const WpReport *report, const WpCandidate *candidate)
{
  WpSourceKind best = WP_SOURCE_GUESS;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source->trust <= candidate->trust)
        best = MIN (best, source->kind);
    }
  return best;
}

#define COMPARE(a, b)                                                                              \
  if ((a) != (b))                                                                                  \
  return (a) < (b) ? -1 : 1

static int
by_rank (gconstpointer a, gconstpointer b)
{
  const Ranked *one = a, *other = b;
  const WpCandidate *x = one->candidate, *y = other->candidate;

  COMPARE (x->endpoint->protocol, y->endpoint->protocol);
  /* Without encryption there is no login, so whoever named it, it comes last (RFC 8314 §4). */
  COMPARE (x->endpoint->tls == WP_TLS_NONE, y->endpoint->tls == WP_TLS_NONE);
  COMPARE (x->trust, y->trust);
  COMPARE (one->kind, other->kind);
  if (one->kind == WP_SOURCE_SRV)
    {
      COMPARE (x->srv_priority, y->srv_priority);
      COMPARE (y->srv_weight, x->srv_weight);
    }
  COMPARE (x->order, y->order);
  COMPARE (x->endpoint->tls, y->endpoint->tls);
  COMPARE (x->id, y->id);
  return 0;
}

/* Whether `source` says `candidate`. The six SRV labels are one voice: each names one kind of
 * server only, and the provider means all of them. */
static gboolean
says (const WpReport *report, const WpSource *source, const WpCandidate *candidate)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *other = wp_report_source (report,
                                                g_array_index (candidate->sources, guint, i));

      if (other == source || (source->kind == WP_SOURCE_SRV && other->kind == WP_SOURCE_SRV))
        return TRUE;
    }
  return FALSE;
}

/* A guess is no statement. Of the sources of `candidate`, one that does not know `other` as well.
 */
static gboolean
has_source_without (const WpReport *report, const WpCandidate *candidate, const WpCandidate *other)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source->kind != WP_SOURCE_GUESS && !says (report, source, other))
        return TRUE;
    }
  return FALSE;
}

/* Both are named, each by somebody, and nobody who names one knows the other as an alternative. */
static gboolean
is_conflict (const WpReport *report, const WpCandidate *a, const WpCandidate *b)
{
  if (a->endpoint->protocol != b->endpoint->protocol
      || wp_endpoint_same_server (a->endpoint, b->endpoint))
    return FALSE;
  for (guint i = 0; i < a->sources->len; i++)
    if (says (report, wp_report_source (report, g_array_index (a->sources, guint, i)), b))
      return FALSE;
  return has_source_without (report, a, b) && has_source_without (report, b, a);
}

void
wp_rank (WpReport *report)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  guint next[WP_N_PROTOCOLS] = { 0 };

  for (guint i = 0; i < report->candidates->len; i++)
    {
      WpCandidate *candidate = report->candidates->pdata[i];
      Ranked entry = { candidate, best_kind (report, candidate) };

      g_array_append_val (ranked, entry);
      g_array_set_size (candidate->conflicts, 0);
      for (guint j = 0; j < report->candidates->len; j++)
        if (is_conflict (report, candidate, report->candidates->pdata[j]))
          wp_ids_add (candidate->conflicts,
                      ((const WpCandidate *) report->candidates->pdata[j])->id);
    }
  g_array_sort (ranked, by_rank);
  for (guint i = 0; i < ranked->len; i++)
    {
      WpCandidate *candidate = g_array_index (ranked, Ranked, i).candidate;

      candidate->rank = ++next[candidate->endpoint->protocol];
    }
}
