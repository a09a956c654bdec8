/* DNS as evidence: packets by c-ares in our loop, every resolver's answer kept, rcode, AD, extended
 * errors, TTL and records read by us. The next resolver is asked after 150 ms or on SERVFAIL or
 * REFUSED; the first NOERROR or NXDOMAIN wins. After SERVFAIL the question is repeated with CD set:
 * an answer then means a broken signature (WP_OUTCOME_BOGUS).
 *
 * Nothing is asked twice: equal questions of a run share one answer. A cancelled question becomes a
 * dead record; its callback is called with WP_OUTCOME_CANCELLED from the main loop, never from
 * inside the starting call. */
#pragma once

#include <gio/gio.h>

#include "base/inet.h"
#include "model/fields.h"
#include "model/outcome.h"
#include "net/loop.h"

typedef enum
{
  WP_DNS_A = 1,
  WP_DNS_CNAME = 5,
  WP_DNS_MX = 15,
  WP_DNS_TXT = 16,
  WP_DNS_AAAA = 28,
  WP_DNS_SRV = 33,
} WpDnsType;

typedef struct
{
  WpDnsType type;
  guint32 ttl_s;
  WpInet address;   /* A, AAAA */
  guint16 priority; /* SRV, MX preference */
  guint16 weight;
  guint16 port;
  char *target;     /* SRV, MX, CNAME: lower case, without final dot; "" is the root (".") */
  char *text;       /* TXT: strings joined; printable */
} WpDnsRecord;

typedef struct
{
  gatomicrefcount refs;
  char *name;
  WpDnsType type;
  WpOutcome outcome;      /* OK, NXDOMAIN, NO_DATA, SERVFAIL, BOGUS, DNS_REFUSED, DNS_TIMED_OUT,
                           * … */
  gboolean is_authenticated; /* AD, from a trusted resolver */
  GPtrArray *records;     /* of WpDnsRecord of `type`, in answer order */
  char *canonical_name;   /* at the end of the CNAME chain */
  gint64 start_us;
  gint64 end_us;
  WpFields *evidence;     /* for a resolve step: rcode, resolver, resolvers_asked, cnames, EDE, … */
} WpDnsAnswer;

WpDnsAnswer *wp_dns_answer_ref (WpDnsAnswer *answer);
void         wp_dns_answer_unref (WpDnsAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDnsAnswer, wp_dns_answer_unref)

typedef struct
{
  char **servers;       /* "192.0.2.1", "[2001:db8::1]:53"; NULL: those of resolv.conf */
  gboolean trust_ad;    /* asked for by the person */
  const char *resolv_conf; /* NULL: /etc/resolv.conf */
  const char *hosts_file;  /* NULL: /etc/hosts */
  gboolean no_ipv4;     /* -6 */
  gboolean no_ipv6;     /* -4 */
} WpResolverOptions;

typedef struct _WpResolver WpResolver;

/* NULL and an error (whole sentence) for a server that cannot be read. An empty resolv.conf means
 * 127.0.0.1 (resolv.conf(5)). */
WpResolver  *wp_resolver_new (WpLoop *loop, const WpResolverOptions *options, GError **error);
WpResolver  *wp_resolver_ref (WpResolver *resolver);
void         wp_resolver_unref (WpResolver *resolver);
/* All configured resolvers are loopback, or resolv.conf says `options trust-ad`, or options do. */
gboolean     wp_resolver_is_trusted (const WpResolver *resolver);

void         wp_resolver_query_async (WpResolver *resolver, const char *name, WpDnsType type,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data);
/* Never NULL: failure is an outcome. */
WpDnsAnswer *wp_resolver_query_finish (WpResolver *resolver, GAsyncResult *result);

/* The addresses of a host: hosts file first, else A and AAAA together (RFC 8305 §3: if A comes
 * first it waits at most 50 ms for AAAA; AAAA waits a second for A). A literal answers itself. */
typedef struct
{
  gatomicrefcount refs;
  char *host;
  WpOutcome outcome;      /* OK if there is an address; else the worse of the two answers */
  GArray *addresses;      /* of WpInet, sorted: families in turn, IPv6 first (RFC 6724, 8305 §4) */
  gboolean is_complete;   /* FALSE: AAAA was still on its way */
  gboolean is_from_hosts_file;
  gint64 start_us;
  gint64 end_us;
  WpFields *evidence;     /* for a resolve step */
} WpDnsHost;

WpDnsHost   *wp_dns_host_ref (WpDnsHost *host);
void         wp_dns_host_unref (WpDnsHost *host);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDnsHost, wp_dns_host_unref)

void         wp_resolver_lookup_async (WpResolver *resolver, const char *host,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
WpDnsHost   *wp_resolver_lookup_finish (WpResolver *resolver, GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpResolver, wp_resolver_unref)
