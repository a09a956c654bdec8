/* From an address to candidates: every source at once, ranked with provenance and trust. Never has
 * a password, never logs in.
 *
 * Sources: PACC, autoconfig at the domain, the public database, SRV, Autodiscover, a TXT record,
 * the built-in notes, what the mail exchanger leads to, and guessing, which begins when the others
 * have answered without settings for each direction. A source is added to the report when it has
 * answered, or was given up.
 *
 * Ready: each direction has settings of trust provider-https or better; or weaker ones, and every
 * source that could outrank them has answered, or their servers were verified and greeted us 1.5 s
 * ago (wp_discovery_greeted). Answers are collected until 2 s after that, 10 s where nothing gets
 * ready; what comes late is marked so, and changes no choice. */
#pragma once

#include "format/notes.h"
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
  const WpNotes *notes;         /* outlives it, too; NULL: none */
  const char *database_url;     /* the domain is appended; NULL: WP_DATABASE_URL. Outlives it */
  gboolean is_thorough;         /* for who publishes: what is not there is told, too */
  const char *lang;             /* of texts that a source has in several; NULL: English */
} WpDiscoverContext;

#define WP_DATABASE_URL "https://autoconfig.thunderbird.net/v1.1/"

typedef struct
{
  /* A host is likely to be needed: it may be looked up and connected to (no login) before anything
   * said so. May come several times with the same endpoint; `endpoint` is lent. Its name leads
   * to an address that the fence lets through. Not after `done`. */
  void (*likely) (WpDiscovery *discovery, const WpEndpoint *endpoint, gpointer data);
  /* Settings for each needed direction are there, and no source that could outrank them is still
   * out; the report's candidates are ranked. At most once. */
  void (*ready) (WpDiscovery *discovery, gpointer data);
  /* Nothing usable was found, and a source may have an answer if it gets the address. May be NULL.
   * At most once; everything else waits for wp_discovery_decided. */
  void (*wants_address) (WpDiscovery *discovery, gpointer data);
  /* Every source has answered or was given up; ranked again. Exactly once, unless freed. */
  void (*done) (WpDiscovery *discovery, gpointer data);
} WpDiscoverCallbacks;

/* Starts at once; callbacks come from the main loop, never from inside this call. The report's
 * account must be set. */
WpDiscovery *wp_discovery_new (const WpDiscoverContext *context, WpReport *report,
                               const WpDiscoverCallbacks *callbacks, gpointer data);
/* This server, likely or named, was verified and has greeted us. */
void         wp_discovery_greeted (WpDiscovery *discovery, const WpEndpoint *endpoint);
/* The person has decided whether the address may be sent; the decisions say how. */
void         wp_discovery_decided (WpDiscovery *discovery);
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
