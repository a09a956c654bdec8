/* Decisions on names that strangers gave us: where a redirect may lead, which SRV records count and
 * in which order, how a URL is shown. Pure. */
#pragma once

#include <glib.h>

#include "model/outcome.h"
#include "net/resolver.h"

typedef struct
{
  const char *domain;     /* whose word is asked for, A-labels */
  gboolean allow_private; /* private addresses and other ports than 443 */
  gboolean allow_http;    /* a person wants unencrypted pages; port 80 then */
  gboolean must_stay;     /* what is asked may not leave the registrable domain */
} WpHopRules;

/* One hop of a document (see WpFetchJudge): HTTPS only, by name, port 443, public addresses (others
 * are removed from `addresses`). *left_domain is set, never cleared, where the host is outside the
 * registrable domain of `domain`. */
WpOutcome wp_hop_judge (const WpHopRules *rules,
                        const char *url,
                        const char *host,
                        guint16 port,
                        GArray *addresses,
                        gboolean *left_domain);
/* Whether `host` is the domain, inside it, or inside the same registrable domain. */
gboolean wp_hop_is_inside (const char *host, const char *domain);
/* A URL for people: host as A-labels (no homographs), no user information, printable, bounded. The
 * caller owns it. */
char *wp_url_for_display (const char *url);

/* A record's target must be a host name; an address literal there is a mistake (RFC 2782, 5321
 * §5.1). */
gboolean wp_target_is_host (const char *target);
/* The SRV records that may be used, best first: by priority, then weight descending (RFC 2782, in a
 * fixed order), then name and port. "." and what is no host name is left out. Of const WpDnsRecord,
 * lent; the array is the caller's. */
GPtrArray *wp_srv_order (const GPtrArray *records);
/* The one record with the target ".": the service is decidedly not there (RFC 2782, 6186). */
gboolean wp_srv_is_not_offered (const GPtrArray *records);
