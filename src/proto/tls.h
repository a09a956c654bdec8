/* TLS without a socket: OpenSSL on two memory BIOs. Ciphertext in, ciphertext out, plaintext in,
 * plaintext out; and every fault of the certificate, not only the first.
 *
 * The handshake is let to its end whatever the certificate is; then policy, not OpenSSL, decides
 * whether a word more is said. TLS 1.2 or later. Names by RFC 9525 (SAN only, A-labels without
 * final dot, no partial wildcards, IP literals) and RFC 7817 / 6125 SRV-ID where `srv_name` is
 * given. */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

#include "model/tls-facts.h"
#include "proto/engine.h"

typedef struct _WpTls WpTls;

/* One for all connections of a run: the SSL_CTX over a loaded trust store (shared, not copied). */
SSL_CTX *wp_tls_context_new (X509_STORE *store);

typedef struct
{
  SSL_CTX *context;     /* referenced */
  const char *host;     /* A-label or address literal: SNI (names only) and reference identity */
  const char *srv_name; /* "_imaps.example.org": accepted as SRV-ID, or NULL */
  gint64 now_unix;      /* seconds; certificate dates are judged at this time */
} WpTlsParams;

typedef enum
{
  WP_TLS_WANTS_DATA,  /* feed ciphertext */
  WP_TLS_UP,          /* handshake finished: see facts */
  WP_TLS_BROKEN,      /* see outcome and facts */
} WpTlsState;

WpTls      *wp_tls_new (const WpTlsParams *params);
void        wp_tls_free (WpTls *tls);

/* Ciphertext from the peer; keeps the first bytes so that a peer that does not speak TLS is known
 * (WP_OUTCOME_NOT_TLS, and wp_tls_peer_bytes). */
void        wp_tls_feed (WpTls *tls, const guint8 *bytes, gsize count);
void        wp_tls_eof (WpTls *tls);
/* Goes on with the handshake, or reads; call after new, feed and eof, then pull. */
WpTlsState  wp_tls_advance (WpTls *tls);
/* Moves ciphertext for the peer into `out` (appends); FALSE if there is none. */
gboolean    wp_tls_pull (WpTls *tls, GByteArray *out);
/* After UP: plaintext. Appends what can be read to `out`; *is_closed: the peer sent close_notify or
 * broke off. A fatal alert that comes only now (TLS 1.3 wants a client certificate) makes it
 * BROKEN, with TLS_ALERT as outcome. The caller wipes what may hold secrets. */
void        wp_tls_read (WpTls *tls, GByteArray *out, gboolean *is_closed);
/* Refuses (FALSE) before UP. */
gboolean    wp_tls_write (WpTls *tls, const guint8 *bytes, gsize count);
/* Makes close_notify ready to be pulled. */
void        wp_tls_close (WpTls *tls);

/* OK, UNTRUSTED, NOT_TLS, TLS_…, CLOSED. */
WpOutcome         wp_tls_outcome (const WpTls *tls);
const WpTlsFacts *wp_tls_facts (const WpTls *tls);   /* lent */
/* TLS 1.3: tls-exporter; 1.2 with extended master secret: tls-unique; else length 0. */
WpChannelBinding  wp_tls_channel_binding (const WpTls *tls);
/* The first bytes of a peer that does not speak TLS. */
const guint8     *wp_tls_peer_bytes (const WpTls *tls, gsize *count);
/* imap, pop3, smtp, http, ssh, tls, unknown: who speaks like this? */
const char       *wp_tls_name_peer (const guint8 *bytes, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpTls, wp_tls_free)
