/* See tls-pair.h. */
#include "tls-pair.h"

#include <openssl/err.h>

static SSL_CTX *context;

void
pair_set_up (const Cert *root)
{
  X509_STORE *store = X509_STORE_new ();

  X509_STORE_add_cert (store, root->certificate);
  context = wp_tls_context_new (store);
  X509_STORE_free (store);
}

void
pair_tear_down (void)
{
  SSL_CTX_free (context);
}

void
to_server (WpTls *tls, SSL *server)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (wp_tls_pull (tls, bytes))
    BIO_write (SSL_get_rbio (server), bytes->data, (int) bytes->len);
}

void
to_client (WpTls *tls, SSL *server, gsize portion)
{
  guint8 buffer[16384];
  int count;

  while ((count = BIO_read (SSL_get_wbio (server), buffer, sizeof buffer)) > 0)
    for (gsize i = 0; i < (gsize) count; i += portion)
      {
        wp_tls_feed (tls, buffer + i, MIN (portion, (gsize) count - i));
        wp_tls_advance (tls);
      }
}

WpTlsState
shake (WpTls *tls, SSL *server, gsize portion)
{
  for (guint i = 0; i < 10; i++)
    {
      wp_tls_advance (tls);
      to_server (tls, server);
      SSL_do_handshake (server);
      ERR_clear_error ();
      to_client (tls, server, portion);
    }
  return wp_tls_advance (tls);
}

WpTls *
client_new (const char *host, const char *srv_name)
{
  WpTlsParams params = {
    .context = context, .host = host, .srv_name = srv_name, .now_unix = CERTS_NOW
  };

  return wp_tls_new (&params);
}
