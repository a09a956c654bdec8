/* A hostile TLS server's bytes (first byte even), or a certificate as it would be described and its
 * names judged (odd). */
#include <stdint.h>

#include <openssl/err.h>

#include "proto/tls-verify.h"
#include "proto/tls.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
talk (const uint8_t *data, size_t size, gsize portion)
{
  static SSL_CTX *context;
  WpTlsParams params = { .host = "mail.example.org", .now_unix = 1767225600 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WpTls) tls = NULL;
  gboolean is_closed;
  gsize count;

  if (context == NULL)
    context = wp_tls_context_new (NULL);
  params.context = context;
  tls = wp_tls_new (&params);
  wp_tls_advance (tls);
  for (; size > 0; data += portion, size -= portion)
    {
      portion = MIN (portion, size);
      wp_tls_feed (tls, data, portion);
      wp_tls_advance (tls);
      wp_tls_pull (tls, bytes);
      wp_tls_read (tls, bytes, &is_closed);
    }
  wp_tls_eof (tls);
  g_assert (wp_tls_advance (tls) == WP_TLS_BROKEN);
  g_assert (wp_tls_outcome (tls) != WP_OUTCOME_OK);
  g_assert (!wp_tls_facts_is_verified (wp_tls_facts (tls)));
  data = wp_tls_peer_bytes (tls, &count);
  wp_tls_name_peer (data, count);
}

static void
describe (const uint8_t *data, size_t size)
{
  X509 *certificate = d2i_X509 (NULL, &data, (long) size);

  if (certificate != NULL)
    {
      wp_certificate_free (wp_tls_describe (certificate));
      wp_tls_name_fits (certificate, "mail.example.org", "_imaps.example.org");
      wp_tls_name_fits (certificate, "2001:db8::1", NULL);
      X509_free (certificate);
    }
  ERR_clear_error ();
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size < 1 || size > 100000)
    return 0;
  if (data[0] & 1)
    describe (data + 1, size - 1);
  else
    talk (data + 1, size - 1, data[0] & 2 ? 1 : 4096);
  return 0;
}
