/* Which second question to the network splits the causes of a failure: a table. One probe a failed
 * step, none where the first bytes of the peer already told. */
#include "diagnose/view-private.h"

#include "model/keys.h"

#define O(outcome) (G_GUINT64_CONSTANT (1) << WP_OUTCOME_##outcome)

static const struct
{
  WpVerb verb;
  guint tls_modes; /* 1 << WpTlsMode */
  guint64 outcomes;
  WpProbe probe;
} probes[] = {
  { WP_VERB_GREETING, 1u << WP_TLS_STARTTLS | 1u << WP_TLS_NONE,
    O (SILENT) | O (TIMED_OUT) | O (CLOSED) | O (RESET) | O (MALFORMED),
    WP_PROBE_TLS_ON_SAME_PORT },
  { WP_VERB_TLS, 1u << WP_TLS_IMPLICIT, O (NOT_TLS) | O (TIMED_OUT) | O (CLOSED) | O (RESET),
    WP_PROBE_PLAIN_ON_SAME_PORT },
};

static const WpStep *
last_step (const WpReport *report, guint candidate_id)
{
  const WpCandidate *candidate = wp_report_candidate (report, candidate_id);

  for (guint i = report->steps->len; i > 0; i--)
    {
      const WpStep *step = report->steps->pdata[i - 1];

      if (wp_step_is_of (step, candidate))
        return step;
    }
  return NULL;
}

gboolean
wp_diagnose_probe (const WpReport *report, guint candidate, WpProbe *probe, guint *parent_step)
{
  const WpStep *step = last_step (report, candidate);
  WpView view;

  if (step == NULL || step->endpoint == NULL)
    return FALSE;
  view = wp_view (report, step);
  if (wp_view_probe (&view) != NULL
      || (wp_view_peer (&view) != NULL && g_strcmp0 (wp_view_peer (&view), "unknown") != 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    if (probes[i].verb == step->verb && (probes[i].tls_modes & (1u << step->endpoint->tls)) != 0
        && (probes[i].outcomes & (G_GUINT64_CONSTANT (1) << step->outcome)) != 0)
      {
        *probe = probes[i].probe;
        *parent_step = step->id;
        return TRUE;
      }
  return FALSE;
}
