/* See discover.h. Here is only who waits for whom, and how long; what a source asks and how it
 * judges the answer is in its own file.
 *
 * Guessing begins when all is in and a direction is still without settings, or when the servers
 * that a guess would name have greeted us and the rest lets us wait; never below a public suffix,
 * never for a domain that does not exist, never where no resolver answers. */
#include "discover/discover.h"

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/discover-private.h"
#include "discover/document-private.h"

#define AFTER_READY_US (2 * G_USEC_PER_SEC)
#define LONGEST_US (10 * G_USEC_PER_SEC)
#define GUESS_US (2 * G_USEC_PER_SEC)

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
  g_ptr_array_unref (discovery->documents);
  g_array_unref (discovery->greeted);
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

gboolean
wp_discovery_is_over (const WpDiscovery *discovery)
{
  return discovery->is_freed || discovery->is_done;
}

static void settle (WpDiscovery *discovery);

static void
on_domain_host (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;

  discovery->domain_host = wp_resolver_lookup_finish (discovery->context.resolver, result);
  discovery->pending_host--;
  settle (discovery);
  wp_discovery_release (discovery);
}

static void
start (WpDiscovery *discovery)
{
  discovery->is_known = wp_discover_notes (discovery);
  wp_discover_srv (discovery);
  wp_discover_mx (discovery);
  /* Few connections are made to one address at a time: the strongest come first. */
  wp_discover_pacc (discovery);
  wp_discover_autoconfig (discovery);
  wp_discover_database (discovery);
  wp_discover_mailconf (discovery);
  discovery->pending_host++;
  wp_resolver_lookup_async (discovery->context.resolver, discovery->domain, discovery->cancellable,
                            on_domain_host, wp_discovery_hold (discovery));
  wp_discover_likely (discovery);
  wp_discover_autodiscover (discovery);
  wp_discover_guess_ahead (discovery);
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
  if (discovery->context.database_url == NULL)
    discovery->context.database_url = WP_DATABASE_URL;
  wp_loop_ref (context->loop);
  wp_resolver_ref (context->resolver);
  discovery->report = wp_report_ref (report);
  discovery->domain = report->account->domain_ascii;
  discovery->callbacks = *callbacks;
  discovery->data = data;
  discovery->start_us = wp_loop_now_us (context->loop);
  discovery->cancellable = g_cancellable_new ();
  discovery->mx_hosts = g_ptr_array_new_with_free_func (g_free);
  discovery->documents = g_ptr_array_new ();
  discovery->greeted = wp_ready_new_greeted ();
  start (discovery);
  return discovery;
}

void
wp_discovery_free (WpDiscovery *discovery)
{
  if (discovery == NULL)
    return;
  discovery->is_freed = TRUE;
  g_clear_pointer (&discovery->timer, wp_timer_remove);
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

/* What the choice was made from stays told apart from what came when it was made. */
static gboolean
is_news (const WpDiscovery *discovery, const WpEndpoint *endpoint, WpTrust trust)
{
  for (guint i = 0; i < discovery->report->candidates->len; i++)
    {
      const WpCandidate *candidate = discovery->report->candidates->pdata[i];

      if (wp_endpoint_equal (candidate->endpoint, endpoint))
        return trust < candidate->trust;
    }
  return TRUE;
}

void
wp_discovery_say (WpDiscovery *discovery,
                  WpSource *source,
                  WpEndpoint *taken,
                  const WpSaying *saying)
{
  gboolean is_late = discovery->is_ready && is_news (discovery, taken, saying->trust);
  WpCandidate *candidate = wp_report_add_candidate (discovery->report, taken, source,
                                                    saying->trust);

  if (candidate == NULL)
    return;
  candidate->is_late |= is_late;
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

/* The address */

static void
ask_again (WpDiscovery *discovery, guint wanted)
{
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if ((wanted & (1u << kind)) != 0)
      {
        if (kind == WP_SOURCE_AUTODISCOVER)
          wp_discover_autodiscover (discovery);
        else
          wp_discover_autoconfig_again (discovery, (WpSourceKind) kind);
      }
}

gboolean
wp_discovery_wanted_address (WpDiscovery *discovery, WpSourceKind kind)
{
  gboolean can_be_asked = kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN
                          || kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN
                          || kind == WP_SOURCE_AUTODISCOVER;
  gboolean may_send = wp_decisions_has (discovery->context.decisions, "send-address");

  if (!can_be_asked)
    return FALSE;
  if ((discovery->wanted & (1u << kind)) == 0)
    {
      discovery->wanted |= 1u << kind;
      if (may_send)
        ask_again (discovery, 1u << kind);
    }
  return may_send;
}

void
wp_discovery_decided (WpDiscovery *discovery)
{
  if (!discovery->is_asking)
    return;
  wp_discovery_hold (discovery);
  discovery->is_asking = FALSE;
  /* Who thinks about it is not hurried. */
  discovery->start_us = wp_loop_now_us (discovery->context.loop);
  if (wp_decisions_has (discovery->context.decisions, "send-address"))
    {
      ask_again (discovery, discovery->wanted);
      wp_discover_autodiscover_v2 (discovery);
    }
  settle (discovery);
  wp_discovery_release (discovery);
}

/* Who waits for whom */

static gboolean
is_pending (const WpDiscovery *discovery)
{
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if (discovery->pending[kind] > 0)
      return TRUE;
  return discovery->pending_mx > 0 || discovery->pending_host > 0;
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

static gboolean
has_both (const WpDiscovery *discovery)
{
  return wp_discovery_has (discovery, FALSE, NULL) && wp_discovery_has (discovery, TRUE, NULL);
}

/* FALSE: there is nothing to wait for. */
static gboolean
begin_guess (WpDiscovery *discovery)
{
  const char *why;

  if (discovery->has_guessed || has_both (discovery))
    return FALSE;
  discovery->has_guessed = TRUE;
  why = why_not_guess (discovery);
  if (why == NULL)
    wp_discover_guess (discovery);
  else
    skip_guess (discovery, why);
  return why == NULL;
}

/* FALSE: there is nobody to ask, or nothing to ask for. */
static gboolean
ask_for_address (WpDiscovery *discovery)
{
  if (discovery->has_asked || discovery->wanted == 0 || has_both (discovery)
      || discovery->callbacks.wants_address == NULL
      || wp_decisions_has (discovery->context.decisions, "send-address"))
    return FALSE;
  discovery->has_asked = discovery->is_asking = TRUE;
  discovery->callbacks.wants_address (discovery, discovery->data);
  return TRUE;
}

/* Where nothing at all was found, the domain's own addresses tell whether it is alive. */
static void
explain (WpDiscovery *discovery)
{
  const WpDnsHost *host = discovery->domain_host;

  if (discovery->report->candidates->len == 0 && host != NULL)
    wp_discovery_add_step (discovery, host->outcome, host->evidence, host->start_us, host->end_us);
}

static gint64
end_at (const WpDiscovery *discovery)
{
  return discovery->is_ready ? discovery->ready_us + AFTER_READY_US
                             : discovery->start_us + LONGEST_US;
}

static void
on_time (gpointer data)
{
  WpDiscovery *discovery = wp_discovery_hold (data);

  discovery->timer = NULL;
  settle (discovery);
  wp_discovery_release (discovery);
}

static void
set_timer (WpDiscovery *discovery)
{
  gint64 at_us = end_at (discovery);
  gint64 good_us = discovery->is_ready ? -1 : wp_ready_good_enough_at (discovery);

  g_clear_pointer (&discovery->timer, wp_timer_remove);
  if (discovery->is_asking)
    return;
  if (good_us >= 0 && !wp_ready_is_good_enough (discovery))
    at_us = MIN (at_us, good_us);
  discovery->timer = wp_loop_at (discovery->context.loop, at_us, on_time, discovery);
}

static void
be_done (WpDiscovery *discovery)
{
  g_clear_pointer (&discovery->timer, wp_timer_remove);
  wp_discovery_give_up (discovery);
  g_cancellable_cancel (discovery->cancellable);
  wp_rank (discovery->report);
  explain (discovery);
  if (discovery->callbacks.done != NULL)
    discovery->callbacks.done (discovery, discovery->data);
}

static void
be_ready (WpDiscovery *discovery)
{
  discovery->is_ready = TRUE;
  discovery->ready_us = wp_loop_now_us (discovery->context.loop);
  if (discovery->callbacks.ready != NULL)
    discovery->callbacks.ready (discovery, discovery->data);
}

/* The one place where anything is decided. The callee of a callback may free the discovery; whoever
 * calls this holds it. */
static void
settle (WpDiscovery *discovery)
{
  if (wp_discovery_is_over (discovery) || discovery->is_asking)
    return;
  wp_rank (discovery->report);
  if (!discovery->is_ready && wp_ready_is (discovery))
    be_ready (discovery);
  if (discovery->is_freed)
    return;
  /* Where good servers wait for nothing but slow sources, the guess that names them is made. */
  if (!discovery->is_ready && wp_ready_is_good_enough (discovery))
    begin_guess (discovery);
  if (is_pending (discovery) && wp_loop_now_us (discovery->context.loop) < end_at (discovery))
    set_timer (discovery);
  else if (discovery->is_ready || !(ask_for_address (discovery) || begin_guess (discovery)))
    be_done (discovery);
  else if (!discovery->is_asking && !wp_discovery_is_over (discovery))
    {
      /* The guess has its time, too, also where the others have used up theirs. */
      discovery->start_us = MAX (discovery->start_us,
                                 wp_loop_now_us (discovery->context.loop) - LONGEST_US + GUESS_US);
      set_timer (discovery);
    }
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
wp_discovery_mx_closed (WpDiscovery *discovery)
{
  discovery->pending_mx--;
  settle (discovery);
}

void
wp_discovery_greeted (WpDiscovery *discovery, const WpEndpoint *endpoint)
{
  wp_ready_add_greeted (discovery, endpoint);
  if (!wp_discovery_is_over (discovery) && !discovery->is_ready && !discovery->is_asking)
    set_timer (discovery);
}

void
wp_discovery_report_given_up (WpDiscovery *discovery, WpSource *taken, gint64 asked_us)
{
  taken->status = WP_SOURCE_STATUS_FAILED;
  taken->outcome = WP_OUTCOME_CANCELLED;
  taken->start_us = asked_us;
  taken->end_us = wp_loop_now_us (discovery->context.loop);
  taken->note = g_strdup (
      N_ ("The answer did not come in time, and was not waited for any longer."));
  discovery->pending[taken->kind]--;
  wp_discovery_report (discovery, taken);
}

void
wp_discovery_give_up (WpDiscovery *discovery)
{
  g_clear_pointer (&discovery->timer, wp_timer_remove);
  while (discovery->documents->len > 0)
    wp_document_give_up (discovery->documents->pdata[0]);
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    while (discovery->pending[kind] > 0)
      wp_discovery_report_given_up (discovery,
                                    wp_source_new ((WpSourceKind) kind, discovery->domain),
                                    discovery->report->started_us);
  discovery->is_done = TRUE;
}
