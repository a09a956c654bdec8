/* From an address to candidates: every source at once, ranked with provenance and trust. Never has
 * a password, never logs in.
 *
 * Sources of today: the two HTTPS autoconfig addresses (without the address in them), SRV (six
 * labels), MX (looked up and kept), and guessing, which begins when the others have answered
 * without settings for each direction. A source is added to the report when it has answered. */
#pragma once

#include "model/report.h"
#include "net/fetch.h"
#include "net/loop.h"
#include "net/resolver.h"
#include "policy/decisions.h"

typedef struct _WpDiscovery WpDiscovery;

typedef struct
{
  WpLoop *loop;
  WpResolver *resolver;
  WpFetcher *fetcher;
  const WpDecisions *decisions; /* outlives the discovery */
} WpDiscoverContext;

typedef struct
{
  /* A host is likely to be needed: it may be looked up and connected to (no login) before anything
   * said so. May come several times with the same endpoint; `endpoint` is lent. Its name leads
   * to an address that the fence lets through. Not after `done`. */
  void (*likely) (WpDiscovery *discovery, const WpEndpoint *endpoint, gpointer data);
  /* Settings for each needed direction are there, and no source that could outrank them is still
   * out; the report's candidates are ranked. At most once. */
  void (*ready) (WpDiscovery *discovery, gpointer data);
  /* Every source has answered or was given up; ranked again. Exactly once, unless freed. */
  void (*done) (WpDiscovery *discovery, gpointer data);
} WpDiscoverCallbacks;

/* Starts at once; callbacks come from the main loop, never from inside this call. The report's
 * account must be set. */
WpDiscovery *wp_discovery_new (const WpDiscoverContext *context, WpReport *report,
                               const WpDiscoverCallbacks *callbacks, gpointer data);
/* Nobody waits any longer: what is still out is added to the report as failed, cancelled. Only
 * to be freed afterwards. */
void         wp_discovery_give_up (WpDiscovery *discovery);
/* Cancels what is under way; no callback comes any more. */
void         wp_discovery_free (WpDiscovery *discovery);
/* The steps of lookups that explain an empty result (the domain does not exist, no resolver) are in
 * the report as verb resolve. MX hosts by preference, lent; empty until known. */
const GPtrArray *wp_discovery_mx_hosts (const WpDiscovery *discovery);

/* Gives every candidate its rank and conflicts. Pure; used again when something was added. Order:
 * trust; then, of one source kind order, SRV priority and place in the document; implicit TLS
 * before STARTTLS; then the order in which they came. */
void         wp_rank (WpReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDiscovery, wp_discovery_free)
