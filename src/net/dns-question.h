/* One question, asked of the configured resolvers until one knows: the order of asking, the second
 * question after SERVFAIL, and everybody who waits for the answer. Private to net/. */
#pragma once

#include "net/dns-channel.h"
#include "net/resolver.h"

/* Shared by all questions; outlives them. */
typedef struct
{
  WpLoop *loop;
  WpResolvConf conf;
  WpDnsChannel *channels[WP_LIMIT_DNS_SERVERS];
  gboolean is_trusted;
} WpDnsServers;

typedef struct _WpDnsQuestion WpDnsQuestion;
typedef struct _WpDnsWaiter WpDnsWaiter;
/* `answer` is lent. Comes from the loop, never from inside wait; the waiter is gone by then. */
typedef void (*WpDnsWaiterFunc) (WpDnsAnswer *answer, gpointer data);

/* Asks at once. `name` is in lower case without final dot. */
WpDnsQuestion *wp_dns_question_new (const WpDnsServers *servers, const char *name, WpDnsType type);
void           wp_dns_question_free (WpDnsQuestion *question);
WpDnsWaiter   *wp_dns_question_wait (WpDnsQuestion *question, WpDnsWaiterFunc func, gpointer data);
/* The question itself goes on: somebody else may ask the same. */
void           wp_dns_waiter_remove (WpDnsWaiter *waiter);
