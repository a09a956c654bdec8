/* What this machine says about name service: resolv.conf(5), hosts(5), and a server as a person
 * types it. Reads text that it is given; opens nothing. */
#pragma once

#include <glib.h>

#include "base/inet.h"
#include "base/limits.h"

#define WP_DNS_PORT 53

typedef struct
{
  WpInet address;
  guint16 port;
  char scope[16]; /* interface of a link-local address, or "" */
} WpDnsServer;

/* "192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]:5353", "fe80::1%eth0". FALSE for
 * anything else. */
gboolean wp_dns_server_parse (const char *text, WpDnsServer *server);
/* As it is typed, without the port where that is 53. The caller owns it. */
char    *wp_dns_server_format (const WpDnsServer *server);

typedef struct
{
  WpDnsServer servers[WP_LIMIT_DNS_SERVERS]; /* further ones are not read */
  guint n_servers;
  gboolean trust_ad; /* options trust-ad */
} WpResolvConf;

/* Lines that make no sense are passed over, as libc does. Without any nameserver line there is one:
 * 127.0.0.1. */
void     wp_resolv_conf_parse (const char *text, WpResolvConf *conf);
/* Whether every server is a loopback address. */
gboolean wp_resolv_conf_is_loopback (const WpResolvConf *conf);

/* Adds to `addresses` (of WpInet) what `text`, which is in lower case, says of `host`, each once,
 * at most WP_LIMIT_ADDRESSES; answers whether the host is named. */
gboolean wp_hosts_find (const char *text, gsize count, const char *host, GArray *addresses);
/* Adds once and within WP_LIMIT_ADDRESSES. */
void     wp_inets_add (GArray *addresses, const WpInet *inet);
