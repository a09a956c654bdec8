/* How a certificate is judged and described: for the TLS engine, for the HTTPS connections of
 * net/tls-watch, and for tests. Pure functions over OpenSSL's values. */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

#include "model/tls-facts.h"

/* Adds a fault of the verify callback: once for each depth and error, bounded. */
void           wp_tls_add_fault (WpTlsFacts *facts, int depth, int error);
/* Whether the certificate is `host`'s (RFC 9525; an address literal by iPAddress), or carries
 * `srv_name` as SRV-ID (RFC 4985; may be NULL). */
gboolean       wp_tls_name_fits (X509 *certificate, const char *host, const char *srv_name);
/* Everything that is shown of it. */
WpCertificate *wp_tls_describe (X509 *certificate);
