/* What the sources share: the discovery they answer to. */
#pragma once

#include "discover/discover.h"

struct _WpDiscovery
{
  WpDiscoverContext context; /* loop and resolver referenced */
  WpReport *report;          /* referenced */
  const char *domain;        /* of the report's account, A-labels */
  WpDiscoverCallbacks callbacks;
  gpointer data;
  GCancellable *cancellable;
  gboolean is_freed;
  gboolean is_ready;
  gboolean is_done;
  gboolean has_guessed;
  guint pending[WP_N_SOURCE_KINDS]; /* questions of each kind that are still out */
  guint pending_facts; /* MX and the domain's own addresses: no source, but waited for */
  GPtrArray *mx_hosts; /* of char*, by preference */
  WpOutcome mx_outcome;
  guint dns_asked; /* of MX and SRV: how many, and how many no resolver answered */
  guint dns_timed_out;
  WpDnsHost *domain_host;                     /* addresses of the domain itself, or NULL */
  char *random_host;                          /* a name under the domain that nobody would choose */
  gboolean is_not_offered[WP_N_PROTOCOLS][2]; /* by SRV "."; implicit TLS, STARTTLS */
  struct
  {
    gboolean is_answered;
    gboolean is_hinted;
    WpEndpoint *first;
  } srv[WP_N_PROTOCOLS][2];
};

/* Every question that is out holds one. */
WpDiscovery *wp_discovery_hold (WpDiscovery *discovery);
void wp_discovery_release (WpDiscovery *discovery);

/* The life of a question: asked, then reported (the source has its status, times and provenance;
 * its trust is derived here), then says candidates, then closed, which may call back and end the
 * run. */
void wp_discovery_opened (WpDiscovery *discovery, WpSourceKind kind);
WpSource *wp_discovery_report (WpDiscovery *discovery, WpSource *taken);
void wp_discovery_closed (WpDiscovery *discovery, WpSourceKind kind);
void wp_discovery_facts_closed (WpDiscovery *discovery);

/* A candidate of `source`, earning `trust`; `order` counts from 1. */
typedef struct
{
  WpTrust trust;
  guint order;
  guint16 srv_priority;
  guint16 srv_weight;
} WpSaying;
void wp_discovery_say (WpDiscovery *discovery,
                       WpSource *source,
                       WpEndpoint *taken,
                       const WpSaying *saying);
/* A step of verb resolve. */
void wp_discovery_add_step (WpDiscovery *discovery,
                            WpOutcome outcome,
                            const WpFields *evidence,
                            gint64 start_us,
                            gint64 end_us);
gboolean wp_discovery_allows_private (const WpDiscovery *discovery);
/* Yes, no, or untrusted, of an answer of the resolver. */
WpDnssec wp_discovery_dnssec (const WpDiscovery *discovery, gboolean is_authenticated);
/* Which directions have settings that could be used (with encryption). */
gboolean wp_discovery_has (const WpDiscovery *discovery, gboolean is_outgoing, WpTrust *best);

/* The sources. */
void wp_discover_autoconfig (WpDiscovery *discovery);
void wp_discover_srv (WpDiscovery *discovery);
void wp_discover_mx (WpDiscovery *discovery);
void wp_discover_guess (WpDiscovery *discovery);
/* Asks for the names ahead of time, so that a guess does not cost a round trip more: equal
 * questions of a run share one answer. */
void wp_discover_guess_ahead (WpDiscovery *discovery);
void wp_discovery_look_ahead (WpDiscovery *discovery, const char *host);
/* Hints: the usual names; and an endpoint that a source named. */
void wp_discover_likely (WpDiscovery *discovery);
void wp_discovery_hint (WpDiscovery *discovery, const WpEndpoint *endpoint, WpTrust trust);
