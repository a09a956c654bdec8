/* One resolver, asked by packets: a c-ares channel whose sockets and deadlines live in the loop. It
 * judges nothing; what comes back is given on as bytes. Private to net/. */
#pragma once

#include "net/loop.h"
#include "net/resolv-conf.h"
#include "net/resolver.h"

typedef struct _WpDnsChannel WpDnsChannel;

typedef enum
{
  WP_DNS_CHANNEL_REPLY,
  WP_DNS_CHANNEL_TIMED_OUT,
  WP_DNS_CHANNEL_UNREACHABLE, /* refused by its host, or no way there */
  WP_DNS_CHANNEL_BAD_NAME,    /* cannot be put into a packet */
  WP_DNS_CHANNEL_GONE,        /* the channel was freed */
} WpDnsChannelEnd;

/* `bytes` are lent. */
typedef void (*WpDnsChannelFunc) (WpDnsChannelEnd end, const guint8 *bytes, gsize count,
                                  gpointer data);

/* NULL where c-ares cannot start (memory). */
WpDnsChannel *wp_dns_channel_new (WpLoop *loop, const WpDnsServer *server);
/* Not from inside a WpDnsChannelFunc. */
void          wp_dns_channel_free (WpDnsChannel *channel);
/* AD is always set in the question (RFC 6840 §5.7), CD where `is_unchecked`. `func` is called
 * exactly once, perhaps before this returns. */
void          wp_dns_channel_ask (WpDnsChannel *channel, const char *name, WpDnsType type,
                                  gboolean is_unchecked, WpDnsChannelFunc func, gpointer data);
