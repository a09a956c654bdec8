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
  gboolean is_known;  /* to the notes, by its domain */
  gboolean is_asking; /* a person, whether the address may be sent */
  gboolean has_asked;
  guint wanted;       /* bits, 1u << WpSourceKind: would answer if they had the address */
  gint64 start_us;
  gint64 ready_us;
  WpTimer *timer;     /* the next moment at which waiting has an end */
  GArray *greeted;    /* ready.c: servers that were verified and greeted us */
  guint pending[WP_N_SOURCE_KINDS]; /* questions of each kind that are still out */
  GPtrArray *documents; /* of WpDocument, those that are out; lent */
  guint pending_mx;
  guint pending_host; /* the domain's own addresses: no source, but waited for */
  GPtrArray *mx_hosts; /* of char*, by preference */
  WpOutcome mx_outcome;
  gboolean mx_is_authenticated;
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
    WpTrust trust; /* of `first` */
  } srv[WP_N_PROTOCOLS][2];
};

/* Every question that is out holds one. */
WpDiscovery *wp_discovery_hold (WpDiscovery *discovery);
void wp_discovery_release (WpDiscovery *discovery);

/* Nobody waits for answers any more. */
gboolean wp_discovery_is_over (const WpDiscovery *discovery);

/* The life of a question: asked, then reported (the source has its status, times and provenance;
 * its trust is derived here), then says candidates, then closed, which may call back and end the
 * run. */
/* One that is still out, asked at that time, and is not waited for any longer. */
void wp_discovery_report_given_up (WpDiscovery *discovery, WpSource *taken, gint64 asked_us);
void wp_discovery_opened (WpDiscovery *discovery, WpSourceKind kind);
WpSource *wp_discovery_report (WpDiscovery *discovery, WpSource *taken);
void wp_discovery_closed (WpDiscovery *discovery, WpSourceKind kind);
void wp_discovery_mx_closed (WpDiscovery *discovery);
/* The source would answer if it had the address: asked again where a person allowed that. TRUE: it
 * is. */
gboolean wp_discovery_wanted_address (WpDiscovery *discovery, WpSourceKind kind);

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
void wp_discover_pacc (WpDiscovery *discovery);
void wp_discover_autoconfig (WpDiscovery *discovery);
void wp_discover_autoconfig_again (WpDiscovery *discovery, WpSourceKind kind);
void wp_discover_database (WpDiscovery *discovery);
/* `base`: the registrable domain of the best exchanger, or a name within it. */
void wp_discover_mx_documents (WpDiscovery *discovery, const char *base);
void wp_discover_autodiscover (WpDiscovery *discovery);
void wp_discover_autodiscover_v2 (WpDiscovery *discovery);
void wp_discover_mailconf (WpDiscovery *discovery);
/* Whether the domain is known. */
gboolean wp_discover_notes (WpDiscovery *discovery);
void wp_discover_notes_by_mx (WpDiscovery *discovery);
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

/* ready.c: decisions only. */
GArray *wp_ready_new_greeted (void);
void wp_ready_add_greeted (WpDiscovery *discovery, const WpEndpoint *endpoint);
gboolean wp_ready_is (const WpDiscovery *discovery);
/* From when on weaker settings are good enough because their servers answer; -1: not in sight. */
gint64 wp_ready_good_enough_at (const WpDiscovery *discovery);
gboolean wp_ready_is_good_enough (const WpDiscovery *discovery);
