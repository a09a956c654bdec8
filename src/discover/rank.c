/* wp_rank: the order in which candidates are tried, and who contradicts whom. Pure: it reads the
 * report and writes rank and conflicts, nothing else. */
#include "base/limits.h"
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

/* Who says what. A voice is a bit: one a source, one for all SRV labels together (each names one
 * kind of server only, and the provider means all of them); a guess is no statement. Two voices
 * that have one server of a protocol in common agree on it, whatever else each of them names. */

#define MOST_VOICES 64

typedef guint64 Voices;

typedef struct
{
  Voices said[WP_LIMIT_CANDIDATES]; /* of a candidate's server, by the candidate's place */
  Voices allied[MOST_VOICES];       /* of a voice: who has a server in common with it */
  const WpReport *report;
  WpProtocol protocol;
} Statements;

static guint
voice_of (const WpSource *source)
{
  return source->kind == WP_SOURCE_SRV ? 0 : MIN (source->id, MOST_VOICES - 1);
}

static Voices
voices_for (const WpReport *report, const WpCandidate *candidate)
{
  Voices voices = 0;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source->kind != WP_SOURCE_GUESS)
        voices |= (Voices) 1 << voice_of (source);
    }
  return voices;
}

static void
hear (Statements *statements, const WpReport *report, WpProtocol protocol)
{
  const GPtrArray *candidates = report->candidates;

  *statements = (Statements){ .report = report, .protocol = protocol };
  for (guint i = 0; i < candidates->len; i++)
    for (guint j = 0; j < candidates->len; j++)
      {
        const WpCandidate *one = candidates->pdata[i], *other = candidates->pdata[j];

        if (one->endpoint->protocol == protocol
            && wp_endpoint_same_server (one->endpoint, other->endpoint))
          statements->said[i] |= voices_for (report, other);
      }
  for (guint i = 0; i < candidates->len; i++)
    for (guint voice = 0; voice < MOST_VOICES; voice++)
      if ((statements->said[i] & ((Voices) 1 << voice)) != 0)
        statements->allied[voice] |= statements->said[i];
}

/* Both are named, and nobody who names one agrees with anybody who names the other. */
static gboolean
is_conflict (const Statements *statements, guint a, guint b)
{
  Voices ours = statements->said[a], theirs = statements->said[b];

  if (ours == 0 || theirs == 0)
    return FALSE;
  for (guint voice = 0; voice < MOST_VOICES; voice++)
    if ((ours & ((Voices) 1 << voice)) != 0 && (statements->allied[voice] & theirs) != 0)
      return FALSE;
  return TRUE;
}

static void
find_conflicts (WpReport *report)
{
  for (guint i = 0; i < report->candidates->len; i++)
    g_array_set_size (((WpCandidate *) report->candidates->pdata[i])->conflicts, 0);
  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      Statements statements;

      hear (&statements, report, (WpProtocol) protocol);
      for (guint i = 0; i < report->candidates->len; i++)
        for (guint j = 0; j < report->candidates->len; j++)
          if (is_conflict (&statements, i, j))
            wp_ids_add (((WpCandidate *) report->candidates->pdata[i])->conflicts,
                        ((const WpCandidate *) report->candidates->pdata[j])->id);
    }
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
    }
  find_conflicts (report);
  g_array_sort (ranked, by_rank);
  for (guint i = 0; i < ranked->len; i++)
    {
      WpCandidate *candidate = g_array_index (ranked, Ranked, i).candidate;

      candidate->rank = ++next[candidate->endpoint->protocol];
    }
}
