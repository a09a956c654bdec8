/* See discover.h. Here is only who waits for whom; what a source asks and how it judges the answer
 * is in its own file.
 *
 * Ready: both directions have settings, and no question is out whose answer could earn more trust,
 * or the same, unless that trust is provider-https already. Guessing begins when all is in and a
 * direction is still without settings; never below a public suffix, never for a domain that does
 * not exist, never where no resolver answers. */
#include "discover/discover.h"

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/discover-private.h"

/* Life */

WpDiscovery *
wp_discovery_hold (WpDiscovery *discovery)
{
  return g_rc_box_acquire (discovery);
}

static void
discovery_clear (gpointer data)
{
  WpDiscovery *discovery = data;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    for (guint tls = 0; tls < 2; tls++)
      wp_endpoint_free (discovery->srv[i][tls].first);
  g_clear_pointer (&discovery->domain_host, wp_dns_host_unref);
  g_ptr_array_unref (discovery->mx_hosts);
  g_free (discovery->random_host);
  g_object_unref (discovery->cancellable);
  wp_report_unref (discovery->report);
  wp_resolver_unref (discovery->context.resolver);
  wp_loop_unref (discovery->context.loop);
}

void
wp_discovery_release (WpDiscovery *discovery)
{
  g_rc_box_release_full (discovery, discovery_clear);
}

static void
on_domain_host (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;

  discovery->domain_host = wp_resolver_lookup_finish (discovery->context.resolver, result);
  wp_discovery_facts_closed (discovery);
  wp_discovery_release (discovery);
}

WpDiscovery *
wp_discovery_new (const WpDiscoverContext *context,
                  WpReport *report,
                  const WpDiscoverCallbacks *callbacks,
                  gpointer data)
{
  WpDiscovery *discovery;

  g_return_val_if_fail (report->account != NULL, NULL);
  discovery = g_rc_box_new0 (WpDiscovery);
  discovery->context = *context;
  wp_loop_ref (context->loop);
  wp_resolver_ref (context->resolver);
  discovery->report = wp_report_ref (report);
  discovery->domain = report->account->domain_ascii;
  discovery->callbacks = *callbacks;
  discovery->data = data;
  discovery->cancellable = g_cancellable_new ();
  discovery->mx_hosts = g_ptr_array_new_with_free_func (g_free);
  wp_discover_srv (discovery);
  wp_discover_mx (discovery);
  wp_discover_autoconfig (discovery);
  discovery->pending_facts++;
  wp_resolver_lookup_async (context->resolver, discovery->domain, discovery->cancellable,
                            on_domain_host, wp_discovery_hold (discovery));
  wp_discover_likely (discovery);
  wp_discover_guess_ahead (discovery);
  return discovery;
}

void
wp_discovery_free (WpDiscovery *discovery)
{
  if (discovery == NULL)
    return;
  discovery->is_freed = TRUE;
  g_cancellable_cancel (discovery->cancellable);
  wp_discovery_release (discovery);
}

const GPtrArray *
wp_discovery_mx_hosts (const WpDiscovery *discovery)
{
  return discovery->mx_hosts;
}

/* What the sources hand in */

WpSource *
wp_discovery_report (WpDiscovery *discovery, WpSource *taken)
{
  taken->trust = wp_trust_derive (&taken->provenance);
  return wp_report_add_source (discovery->report, taken);
}

/* The place in the document of the strongest kind of source counts, whichever answered first. */
static gboolean
is_strongest (const WpDiscovery *discovery, const WpCandidate *candidate, const WpSource *source)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      guint id = g_array_index (candidate->sources, guint, i);

      if (id != source->id && wp_report_source (discovery->report, id)->kind <= source->kind)
        return FALSE;
    }
  return TRUE;
}

void
wp_discovery_say (WpDiscovery *discovery,
                  WpSource *source,
                  WpEndpoint *taken,
                  const WpSaying *saying)
{
  WpCandidate *candidate = wp_report_add_candidate (discovery->report, taken, source,
                                                    saying->trust);

  if (candidate == NULL)
    return;
  if (is_strongest (discovery, candidate, source))
    candidate->order = saying->order;
  if (source->kind == WP_SOURCE_SRV)
    {
      candidate->srv_priority = saying->srv_priority;
      candidate->srv_weight = saying->srv_weight;
    }
}

void
wp_discovery_add_step (WpDiscovery *discovery,
                       WpOutcome outcome,
                       const WpFields *evidence,
                       gint64 start_us,
                       gint64 end_us)
{
  WpStep *step = wp_step_new (WP_VERB_RESOLVE);

  step->outcome = outcome;
  step->start_us = start_us;
  step->end_us = end_us;
  if (evidence != NULL)
    {
      wp_fields_free (step->evidence);
      step->evidence = wp_fields_dup (evidence);
    }
  wp_report_add_step (discovery->report, step);
}

gboolean
wp_discovery_allows_private (const WpDiscovery *discovery)
{
  return wp_decisions_has (discovery->context.decisions, "private");
}

WpDnssec
wp_discovery_dnssec (const WpDiscovery *discovery, gboolean is_authenticated)
{
  if (!wp_resolver_is_trusted (discovery->context.resolver))
    return WP_DNSSEC_UNTRUSTED;
  return is_authenticated ? WP_DNSSEC_YES : WP_DNSSEC_NO;
}

/* Who waits for whom */

gboolean
wp_discovery_has (const WpDiscovery *discovery, gboolean is_outgoing, WpTrust *best)
{
  gboolean has = FALSE;

  for (guint i = 0; i < discovery->report->candidates->len; i++)
    {
      const WpCandidate *candidate = discovery->report->candidates->pdata[i];

      if (candidate->endpoint->tls == WP_TLS_NONE
          || (candidate->endpoint->protocol == WP_PROTOCOL_SMTP) != is_outgoing)
        continue;
      if (best != NULL)
        *best = has ? MIN (*best, candidate->trust) : candidate->trust;
      has = TRUE;
    }
  return has;
}

/* The best that an answer of this kind could earn. */
static WpTrust
hope (const WpDiscovery *discovery, WpSourceKind kind)
{
  WpProvenance provenance = { .kind = kind, .is_https = TRUE };

  provenance.is_authenticated = wp_resolver_is_trusted (discovery->context.resolver);
  return wp_trust_derive (&provenance);
}

static gboolean
may_be_ready (const WpDiscovery *discovery)
{
  WpTrust incoming, outgoing, worse;

  if (!wp_discovery_has (discovery, FALSE, &incoming)
      || !wp_discovery_has (discovery, TRUE, &outgoing))
    return FALSE;
  worse = MAX (incoming, outgoing);
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if (discovery->pending[kind] > 0)
      {
        WpTrust could_be = hope (discovery, (WpSourceKind) kind);

        if (could_be < worse || (could_be == worse && worse > WP_TRUST_PROVIDER_HTTPS))
          return FALSE;
      }
  return TRUE;
}

static gboolean
is_pending (const WpDiscovery *discovery)
{
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if (discovery->pending[kind] > 0)
      return TRUE;
  return discovery->pending_facts > 0;
}

/* Why there is nothing to guess, or NULL. */
static const char *
why_not_guess (const WpDiscovery *discovery)
{
  if (discovery->mx_outcome == WP_OUTCOME_NXDOMAIN)
    return N_ ("Nothing was guessed, because the domain does not exist.");
  if (discovery->dns_timed_out == discovery->dns_asked)
    return N_ ("Nothing was guessed, because no name server answered.");
  if (wp_domain_is_public_suffix (discovery->domain))
    return N_ ("Nothing was guessed, because names under this domain belong to different owners.");
  return NULL;
}

static void
skip_guess (WpDiscovery *discovery, const char *why)
{
  WpSource *source = wp_source_new (WP_SOURCE_GUESS, discovery->domain);

  source->status = WP_SOURCE_STATUS_SKIPPED;
  source->outcome = WP_OUTCOME_NOT_TESTED;
  source->start_us = source->end_us = wp_loop_now_us (discovery->context.loop);
  source->note = g_strdup (why);
  wp_discovery_report (discovery, source);
}

/* FALSE: there is nothing to wait for. */
static gboolean
begin_guess (WpDiscovery *discovery)
{
  const char *why;

  if (discovery->has_guessed
      || (wp_discovery_has (discovery, FALSE, NULL) && wp_discovery_has (discovery, TRUE, NULL)))
    return FALSE;
  discovery->has_guessed = TRUE;
  why = why_not_guess (discovery);
  if (why == NULL)
    wp_discover_guess (discovery);
  else
    skip_guess (discovery, why);
  return why == NULL;
}

/* Where nothing at all was found, the domain's own addresses tell whether it is alive. */
static void
explain (WpDiscovery *discovery)
{
  const WpDnsHost *host = discovery->domain_host;

  if (discovery->report->candidates->len == 0 && host != NULL)
    wp_discovery_add_step (discovery, host->outcome, host->evidence, host->start_us, host->end_us);
}

/* The callee may free the discovery; the question that was just answered still holds it. */
static void
settle (WpDiscovery *discovery)
{
  if (discovery->is_freed || discovery->is_done)
    return;
  wp_rank (discovery->report);
  if (!discovery->is_ready && may_be_ready (discovery))
    {
      discovery->is_ready = TRUE;
      if (discovery->callbacks.ready != NULL)
        discovery->callbacks.ready (discovery, discovery->data);
    }
  if (discovery->is_freed || is_pending (discovery) || begin_guess (discovery))
    return;
  discovery->is_done = TRUE;
  explain (discovery);
  if (discovery->callbacks.done != NULL)
    discovery->callbacks.done (discovery, discovery->data);
}

void
wp_discovery_opened (WpDiscovery *discovery, WpSourceKind kind)
{
  discovery->pending[kind]++;
}

void
wp_discovery_closed (WpDiscovery *discovery, WpSourceKind kind)
{
  discovery->pending[kind]--;
  settle (discovery);
}

void
wp_discovery_give_up (WpDiscovery *discovery)
{
  WpReport *report = discovery->report;

  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    for (; discovery->pending[kind] > 0; discovery->pending[kind]--)
      {
        WpSource *source = wp_source_new ((WpSourceKind) kind, report->account->domain_ascii);

        source->status = WP_SOURCE_STATUS_FAILED;
        source->outcome = WP_OUTCOME_CANCELLED;
        source->start_us = report->started_us;
        source->end_us = wp_loop_now_us (discovery->context.loop);
        wp_report_add_source (report, source);
      }
}

void
wp_discovery_facts_closed (WpDiscovery *discovery)
{
  discovery->pending_facts--;
  settle (discovery);
}
