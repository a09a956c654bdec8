/* The authorities that certificates are judged by: the system's, plus a file of the person's.
 * Loaded once, in a thread (20–30 ms), and shared by every SSL_CTX and by libcurl. */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

typedef struct _WpTrustStore WpTrustStore;

/* Starts loading at once; `ca_file` (PEM) is added to the system's, NULL for none. */
WpTrustStore *wp_trust_store_new (const char *ca_file);
WpTrustStore *wp_trust_store_ref (WpTrustStore *store);
/* The last one waits for the thread: none may be at work in OpenSSL when the process ends. */
void          wp_trust_store_unref (WpTrustStore *store);
/* Waits for the thread. Lent. NULL and an error (whole sentence, what to do) if `ca_file` cannot be
 * read or holds no certificate. A system without authorities is an empty store, not an error. */
X509_STORE   *wp_trust_store_get (WpTrustStore *store, GError **error);
/* As above, without blocking the main context. Cancelling is heard when loading has ended. */
void          wp_trust_store_load_async (WpTrustStore *store, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
gboolean      wp_trust_store_load_finish (WpTrustStore *store, GAsyncResult *result,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpTrustStore, wp_trust_store_unref)
