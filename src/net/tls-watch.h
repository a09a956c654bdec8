/* Watches the certificate check of a TLS connection that libcurl makes: every fault is recorded, as
 * proto/tls does for its own, and any fault ends the handshake. Private to net/. */
#pragma once

#include <openssl/ssl.h>

#include "model/tls-facts.h"

/* The certificate must be that of facts->reference_name. The store is referenced; `facts` outlives
 * the context. */
void wp_tls_watch (SSL_CTX *context, X509_STORE *store, WpTlsFacts *facts);
