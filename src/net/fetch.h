/* One HTTPS document (or, where the caller allows it, HTTP): libcurl's multi interface in our loop.
 * Each hop of a redirect is resolved by our resolver, shown to the caller, who judges it (fence,
 * domain), and fetched as a new target; libcurl never resolves, never follows, never decompresses.
 * Headers ≤ 64 KiB, body ≤ 128 KiB, ≤ 5 redirects, never https → http. No cookies, no referrer, no
 * credentials, and no proxy: the environment's proxy settings are not used. TLS faults are recorded
 * as in proto/tls, and any fault ends the fetch before the request is sent.
 *
 * A hop has a place at its address (crowd.h), and waits for it in order. Its time stands still
 * meanwhile: the result's start is later by as much. Where nothing answered the wish to connect,
 * the next documents there end as TIMED_OUT without a packet: two at a time, each with its own
 * patience, they would make a person wait for a server that is not there. */
#pragma once

#include <gio/gio.h>

#include "model/fields.h"
#include "model/outcome.h"
#include "model/tls-facts.h"
#include "net/crowd.h"
#include "net/loop.h"
#include "net/resolver.h"
#include "net/trust-store.h"

typedef struct _WpFetcher WpFetcher;

/* `crowd` is referenced; NULL: nobody is counted. */
WpFetcher *wp_fetcher_new (WpLoop *loop, WpResolver *resolver, WpTrustStore *store,
                           WpCrowd *crowd);
/* Loads what the first fetch needs, in a thread: worth it where a fetch comes soon. */
void       wp_fetcher_warm_up (WpFetcher *fetcher);
/* What is under way ends as cancelled, from the main loop. */
void       wp_fetcher_free (WpFetcher *fetcher);

/* Asked before each hop's first byte: WP_OUTCOME_OK, FENCED or REDIRECT_REFUSED. Addresses that are
 * not to be used are removed from `addresses` (of WpInet). `hop` counts from 0. */
typedef WpOutcome (*WpFetchJudge) (const char *url, const char *host, guint16 port, guint hop,
                                   GArray *addresses, gpointer data);

typedef struct
{
  const char *url;
  gboolean may_be_http;     /* the first hop; a redirect never goes from https to http */
  const char *post_body;    /* NULL: GET */
  const char *content_type; /* of the post */
  guint timeout_ms;         /* 0: 5000, over all hops */
  WpFetchJudge judge;       /* may be NULL in tests */
  gpointer judge_data;
} WpFetchRequest;

typedef struct
{
  WpOutcome outcome;   /* OK (2xx), NOT_FOUND (404, 410, 204), HTTP_ERROR, REDIRECT_REFUSED,
                        * TOO_LARGE, FENCED, UNTRUSTED, NOT_TESTED (no more connections to this
                        * address in this run), and those of DNS, connection and TLS */
  long status;         /* of the last hop, or 0 */
  char *content_type;  /* printable, or NULL */
  GBytes *body;
  char *url;           /* of the last hop, printable */
  GPtrArray *redirects; /* of char*: the URLs that were redirected to, printable, in order */
  gboolean is_https;   /* every hop */
  char *error;         /* the library's words, printable, or NULL */
  WpTlsFacts *tls;     /* of the last hop, or NULL */
  WpFields *evidence;
  gint64 start_us;
  gint64 end_us;
} WpFetchResult;

void           wp_fetch_async (WpFetcher *fetcher, const WpFetchRequest *request,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
/* Never NULL; the caller owns it. */
WpFetchResult *wp_fetch_finish (WpFetcher *fetcher, GAsyncResult *result);
void           wp_fetch_result_free (WpFetchResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpFetchResult, wp_fetch_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpFetcher, wp_fetcher_free)
