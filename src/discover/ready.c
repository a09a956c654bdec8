/* When the settings are good enough to go on with (see discover.h): from what is there, what is
 * still out, and which servers have greeted us. Decides, and changes nothing. */
#include "discover/discover-private.h"

#define GREETED_US (1500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  WpEndpoint *endpoint;
  gint64 at_us;
} Greeted;

static void
greeted_clear (gpointer data)
{
  wp_endpoint_free (((Greeted *) data)->endpoint);
}

GArray *
wp_ready_new_greeted (void)
{
  GArray *greeted = g_array_new (FALSE, FALSE, sizeof (Greeted));

  g_array_set_clear_func (greeted, greeted_clear);
  return greeted;
}

void
wp_ready_add_greeted (WpDiscovery *discovery, const WpEndpoint *endpoint)
{
  Greeted greeted = { wp_endpoint_dup (endpoint), wp_loop_now_us (discovery->context.loop) };

  g_array_append_val (discovery->greeted, greeted);
}

static gboolean
is_usable (const WpEndpoint *endpoint, gboolean is_outgoing)
{
  return endpoint->tls != WP_TLS_NONE && (endpoint->protocol == WP_PROTOCOL_SMTP) == is_outgoing;
}

gboolean
wp_discovery_has (const WpDiscovery *discovery, gboolean is_outgoing, WpTrust *best)
{
  gboolean has = FALSE;

  for (guint i = 0; i < discovery->report->candidates->len; i++)
    {
      const WpCandidate *candidate = discovery->report->candidates->pdata[i];

      if (!is_usable (candidate->endpoint, is_outgoing))
        continue;
      if (best != NULL)
        *best = has ? MIN (*best, candidate->trust) : candidate->trust;
      has = TRUE;
    }
  return has;
}

static gboolean
is_named (const WpDiscovery *discovery, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < discovery->report->candidates->len; i++)
    {
      const WpCandidate *candidate = discovery->report->candidates->pdata[i];

      if (wp_endpoint_same_server (candidate->endpoint, endpoint))
        return TRUE;
    }
  return FALSE;
}

/* When the first server of this direction greeted us: one that is named; where none is, one that a
 * guess would name. -1: none has. */
static gint64
greeted_at (const WpDiscovery *discovery, gboolean is_outgoing)
{
  gboolean has = wp_discovery_has (discovery, is_outgoing, NULL);

  for (guint i = 0; i < discovery->greeted->len; i++)
    {
      const Greeted *greeted = &g_array_index (discovery->greeted, Greeted, i);

      if (is_usable (greeted->endpoint, is_outgoing)
          && (!has || is_named (discovery, greeted->endpoint)))
        return greeted->at_us;
    }
  return -1;
}

gint64
wp_ready_good_enough_at (const WpDiscovery *discovery)
{
  gint64 incoming = greeted_at (discovery, FALSE);
  gint64 outgoing = greeted_at (discovery, TRUE);

  return incoming < 0 || outgoing < 0 ? -1 : MAX (incoming, outgoing) + GREETED_US;
}

gboolean
wp_ready_is_good_enough (const WpDiscovery *discovery)
{
  gint64 at_us = wp_ready_good_enough_at (discovery);

  return at_us >= 0 && wp_loop_now_us (discovery->context.loop) >= at_us;
}

/* The best that an answer of this kind could earn. */
static WpTrust
hope (const WpDiscovery *discovery, WpSourceKind kind)
{
  WpProvenance provenance = { .kind = kind, .is_https = kind != WP_SOURCE_AUTOCONFIG_HTTP };

  provenance.is_authenticated = wp_resolver_is_trusted (discovery->context.resolver);
  provenance.came_by_mx = kind == WP_SOURCE_MX_AUTOCONFIG || kind == WP_SOURCE_MX_DATABASE;
  return wp_trust_derive (&provenance);
}

/* Another answer of trust provider-https cannot outrank one, nor can an equal voice after it has
 * been heard in full; a weaker one may still gain by an equal that stands before it. */
static gboolean
is_waited_for (WpTrust could_be, WpTrust worse)
{
  return could_be < worse || (could_be == worse && worse > WP_TRUST_PROVIDER_HTTPS);
}

gboolean
wp_ready_is (const WpDiscovery *discovery)
{
  WpTrust incoming, outgoing, worse;

  if (!wp_discovery_has (discovery, FALSE, &incoming)
      || !wp_discovery_has (discovery, TRUE, &outgoing))
    return FALSE;
  worse = MAX (incoming, outgoing);
  if (wp_ready_is_good_enough (discovery))
    return TRUE;
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if (discovery->pending[kind] > 0
        && is_waited_for (hope (discovery, (WpSourceKind) kind), worse))
      return FALSE;
  return discovery->pending_mx == 0 || !is_waited_for (WP_TRUST_MX, worse);
}
