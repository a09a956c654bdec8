/* One HTTP exchange with one server: our race connects, libcurl's multi interface in our loop does
 * the rest. libcurl does not resolve or connect (it is given one connected socket and gets no
 * other), follow, decompress, keep connections, use a proxy or send cookies, a referrer or
 * credentials. The socket has its place in the crowd until it is closed. Private to net/. */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

#include "base/inet.h"
#include "model/outcome.h"
#include "model/tls-facts.h"
#include "net/crowd.h"
#include "net/loop.h"

typedef struct _WpTransfers WpTransfers; /* a libcurl multi handle */
typedef struct _WpTransfer WpTransfer;

WpTransfers *wp_transfers_new (WpLoop *loop);
/* After the last transfer was freed; it may be the one whose callback runs. */
void         wp_transfers_free (WpTransfers *transfers);

typedef struct
{
  const char *url;          /* http or https, without fragment and credentials */
  const char *host;         /* of the URL; A-labels, or a literal without brackets */
  guint16 port;
  const GArray *addresses;  /* of WpInet; copied; in order */
  WpCrowd *crowd;           /* referenced; NULL: nobody is counted */
  WpPlace *place;           /* taken; see WpRaceParams */
  const char *post_body;    /* NULL: GET; copied */
  const char *content_type;
  X509_STORE *store;        /* referenced; NULL for http */
} WpTransferParams;

typedef struct
{
  WpOutcome outcome;   /* OK: an answer of whatever status came */
  long status;
  char *content_type;  /* printable, or NULL */
  GByteArray *body;
  char *redirect_url;  /* absolute, as libcurl joined it; NULL: none */
  char *error;         /* libcurl's words, printable, or NULL */
  const char *errno_name; /* static, or NULL */
  gboolean is_silent;  /* no address answered the wish to connect */
  WpTlsFacts *tls;     /* of https, else NULL */
} WpTransferResult;

/* `result` is lent; its members may be stolen. From the loop, never from inside a call. */
typedef void (*WpTransferFunc) (WpTransferResult *result, gpointer data);

WpTransfer *wp_transfer_new (WpTransfers *transfers, const WpTransferParams *params,
                             WpTransferFunc func, gpointer data);
/* Ends it at once, without a callback. */
void        wp_transfer_free (WpTransfer *transfer);
