/* What the tests of net/resolver share: a resolver over name servers of the test, questions that
 * are waited for, and the plainest scripts. */
#pragma once

#include "dns-server.h"
#include "net/resolver.h"

typedef struct
{
  WpLoop *loop;
  WpResolver *resolver;
  DnsServer *servers[3];
  guint n_servers;
  WpDnsAnswer *answer;
  WpDnsHost *host;
  guint calls;
} ResolverFixture;

/* Adds a server; then start, which makes the resolver. */
void         resolver_serve (ResolverFixture *f, DnsScript script, gpointer data);
void         resolver_start (ResolverFixture *f, WpResolverOptions options);
void         resolver_tear_down (ResolverFixture *f, gconstpointer data);
/* Each asks and waits; the result is the fixture's. */
WpDnsAnswer *resolver_ask (ResolverFixture *f, const char *name, WpDnsType type);
WpDnsHost   *resolver_look_up (ResolverFixture *f, const char *name);
/* "::1 127.0.0.1"; the caller owns it. */
char        *resolver_addresses (const WpDnsHost *host);

/* One A record, `data` or 192.0.2.10, with AD; no record of another type. */
void say_a (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data);
/* `data` is the rcode. */
void say_rcode (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data);
void say_nothing (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data);
