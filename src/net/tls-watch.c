/* See tls-watch.h. */
#include "net/tls-watch.h"

#include "base/limits.h"
#include "proto/tls-verify.h"

/* Records and lets the check go on, so that every fault is seen. */
static int
on_verify (int is_good, X509_STORE_CTX *check)
{
  if (!is_good)
    wp_tls_add_fault (X509_STORE_CTX_get_app_data (check), X509_STORE_CTX_get_error_depth (check),
                      X509_STORE_CTX_get_error (check));
  return 1;
}

static void
describe_connection (X509_STORE_CTX *check, WpTlsFacts *facts)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (check, SSL_get_ex_data_X509_STORE_CTX_idx ());
  STACK_OF (X509) *chain = X509_STORE_CTX_get0_untrusted (check);
  const SSL_CIPHER *cipher = SSL_get_pending_cipher (ssl);

  facts->version = g_strdup (SSL_get_version (ssl));
  facts->cipher = g_strdup (cipher != NULL ? SSL_CIPHER_get_name (cipher) : NULL);
  for (int i = 0; i < sk_X509_num (chain) && i < WP_LIMIT_TLS_CERTIFICATES; i++)
    g_ptr_array_add (facts->chain, wp_tls_describe (sk_X509_value (chain, i)));
}

static int
check_chain (X509_STORE_CTX *check, void *data)
{
  WpTlsFacts *facts = data;
  X509 *leaf = X509_STORE_CTX_get0_cert (check);
  int error = X509_V_OK;

  describe_connection (check, facts);
  X509_STORE_CTX_set_app_data (check, facts);
  X509_STORE_CTX_set_verify_cb (check, on_verify);
  if (X509_verify_cert (check) <= 0)
    error = X509_V_ERR_UNSPECIFIED;
  if (!wp_tls_name_fits (leaf, facts->reference_name, NULL))
    error = X509_V_ERR_HOSTNAME_MISMATCH;
  if (error != X509_V_OK)
    wp_tls_add_fault (facts, 0, error);
  if (facts->faults != 0 && X509_STORE_CTX_get_error (check) == X509_V_OK)
    X509_STORE_CTX_set_error (check, X509_V_ERR_APPLICATION_VERIFICATION);
  return facts->faults == 0;
}

void
wp_tls_watch (SSL_CTX *context, X509_STORE *store, WpTlsFacts *facts)
{
  SSL_CTX_set1_cert_store (context, store);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback (context, check_chain, facts);
  SSL_CTX_set_max_cert_list (context, WP_LIMIT_TLS_CHAIN_BYTES);
}
