/* See origin.h. */
#include "session/origin.h"

#include "policy/policy.h"

static guint16
port_of (const WpEndpoint *endpoint)
{
  return endpoint->port != 0 ? endpoint->port
                             : wp_protocol_default_port (endpoint->protocol, endpoint->tls);
}

static gboolean
is_same_host (const WpEndpoint *one, const WpEndpoint *other)
{
  return one->protocol == other->protocol && g_ascii_strcasecmp (one->host, other->host) == 0;
}

/* The nearer, the higher: the server as it was found, its port, its host. 0: another one. */
static guint
likeness (const WpEndpoint *found, const WpEndpoint *given)
{
  if (!is_same_host (found, given))
    return 0;
  if (port_of (found) != port_of (given))
    return 1;
  return found->tls == given->tls ? 3 : 2;
}

const char *
wp_origin_question (const WpCandidate *origin, const WpEndpoint *endpoint)
{
  return origin == NULL ? NULL : wp_policy_question (origin->trust, port_of (endpoint));
}

/* Whoever changes the port stands for the port, not for a host that nobody vouches for. */
static gboolean
is_host_in_doubt (const WpCandidate *candidate)
{
  const WpEndpoint *endpoint = candidate->endpoint;
  guint16 usual = wp_protocol_default_port (endpoint->protocol, WP_TLS_IMPLICIT);

  return wp_policy_question (candidate->trust, usual) != NULL;
}

const WpCandidate *
wp_origin_of (const WpReport *known, const WpEndpoint *endpoint)
{
  const WpCandidate *best = NULL;
  guint nearest = 0;

  for (guint i = 0; known != NULL && i < known->candidates->len; i++)
    {
      const WpCandidate *candidate = known->candidates->pdata[i];
      guint near = likeness (candidate->endpoint, endpoint);

      if (near == 0 || near < nearest
          || (near == nearest && best != NULL && candidate->trust >= best->trust))
        continue;
      best = candidate;
      nearest = near;
    }
  if (best == NULL || best->trust == WP_TRUST_USER || (nearest == 1 && !is_host_in_doubt (best)))
    return NULL;
  return best;
}

static WpSource *
copy_source (WpReport *report, const WpSource *source)
{
  WpSource *copy;

  for (guint i = 0; i < report->sources->len; i++)
    {
      copy = report->sources->pdata[i];
      if (copy->kind == source->kind && g_strcmp0 (copy->target, source->target) == 0)
        return copy;
    }
  copy = wp_report_add_source (report, wp_source_new (source->kind, source->target));
  copy->provenance = source->provenance;
  copy->trust = source->trust;
  copy->dnssec = source->dnssec;
  copy->status = WP_SOURCE_STATUS_FOUND;
  copy->start_us = copy->end_us = report->started_us;
  return copy;
}

void
wp_origin_add (WpReport *report,
               const WpEndpoint *endpoint,
               const WpReport *known,
               const WpCandidate *origin)
{
  for (guint i = 0; i < origin->sources->len; i++)
    {
      guint id = g_array_index (origin->sources, guint, i);
      WpSource *source = copy_source (report, known->sources->pdata[id - 1]);
      WpEndpoint *copy = wp_endpoint_dup (endpoint);

      if (copy->port == 0) /* both modes would do: the one that was found does */
        {
          copy->port = origin->endpoint->port;
          copy->tls = origin->endpoint->tls;
        }
      wp_report_add_candidate (report, copy, source, MAX (source->trust, origin->trust));
    }
}
