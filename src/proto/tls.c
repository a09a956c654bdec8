/* See tls.h. How OpenSSL behaves here was measured: every fault reaches the callback if it returns
 * 1; SSL_get_verify_result holds only the last; a peer that does not speak TLS gives the same error
 * whatever it says, so its first bytes are looked at before OpenSSL sees them. */
#include "proto/tls.h"

#include <string.h>

#include <openssl/err.h>

#include "base/inet.h"
#include "base/limits.h"
#include "base/printable.h"
#include "proto/tls-verify.h"

#define PEER_BYTES 64
#define RECORD_HEADER 5
#define VERIFY_DEPTH 10
#define READ_BYTES 4096
/* TLS 1.2 with forward secrecy; 1.3 has nothing else. */
#define CIPHERS_12 "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:!aNULL"

struct _WpTls
{
  SSL *ssl;
  BIO *in;  /* ciphertext from the peer; owned by ssl */
  BIO *out; /* ciphertext for the peer; owned by ssl */
  char *host;
  char *srv_name;
  WpTlsState state;
  WpOutcome outcome;
  WpTlsFacts *facts;
  gboolean is_eof;
  gboolean is_checked; /* the first bytes are a TLS record's */
  guint8 peer[PEER_BYTES];
  gsize n_peer;
};

/* Set up */

static int
on_verify (int is_good, X509_STORE_CTX *store)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (store, SSL_get_ex_data_X509_STORE_CTX_idx ());
  WpTls *tls = SSL_get_app_data (ssl);

  if (!is_good)
    wp_tls_add_fault (tls->facts, X509_STORE_CTX_get_error_depth (store),
                      X509_STORE_CTX_get_error (store));
  return 1; /* judged when all is known */
}

/* OpenSSL 3.0 has no words for the alerts of TLS 1.3 (RFC 8446 §6). */
static const char *
alert_text (int value)
{
  switch (value & 0xff)
    {
    case SSL_AD_MISSING_EXTENSION:
      return "missing extension";
    case SSL_AD_CERTIFICATE_REQUIRED:
      return "certificate required";
    case SSL_AD_NO_APPLICATION_PROTOCOL:
      return "no application protocol";
    default:
      return SSL_alert_desc_string_long (value);
    }
}

static void
on_info (const SSL *ssl, int where, int value)
{
  WpTls *tls = SSL_get_app_data (ssl);

  if ((where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT || (value & 0xff) == SSL_AD_CLOSE_NOTIFY)
    return;
  g_free (tls->facts->alert);
  tls->facts->alert = g_strdup (alert_text (value));
}

SSL_CTX *
wp_tls_context_new (X509_STORE *store)
{
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());

  g_assert (context != NULL);
  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  g_assert (SSL_CTX_set_cipher_list (context, CIPHERS_12) == 1);
  SSL_CTX_set_options (context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode (context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_max_cert_list (context, WP_LIMIT_TLS_CHAIN_BYTES);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, on_verify);
  SSL_CTX_set_verify_depth (context, VERIFY_DEPTH);
  if (store != NULL)
    SSL_CTX_set1_cert_store (context, store);
  return context;
}

static char *
without_final_dot (const char *host)
{
  gsize length = strlen (host);

  return g_strndup (host, length > 0 && host[length - 1] == '.' ? length - 1 : length);
}

WpTls *
wp_tls_new (const WpTlsParams *params)
{
  WpTls *tls = g_new0 (WpTls, 1);
  WpInet inet;

  tls->facts = wp_tls_facts_new ();
  tls->host = without_final_dot (params->host);
  tls->srv_name = g_strdup (params->srv_name);
  tls->facts->reference_name = wp_printable_text (tls->host, WP_LIMIT_TRANSCRIPT_TEXT);
  tls->ssl = SSL_new (params->context);
  tls->in = BIO_new (BIO_s_mem ());
  tls->out = BIO_new (BIO_s_mem ());
  g_assert (tls->ssl != NULL && tls->in != NULL && tls->out != NULL);
  BIO_set_mem_eof_return (tls->in, -1);
  BIO_set_mem_eof_return (tls->out, -1);
  SSL_set_bio (tls->ssl, tls->in, tls->out);
  SSL_set_app_data (tls->ssl, tls);
  SSL_set_info_callback (tls->ssl, on_info);
  SSL_set_connect_state (tls->ssl);
  X509_VERIFY_PARAM_set_time (SSL_get0_param (tls->ssl), (time_t) params->now_unix);
  if (!wp_inet_parse (tls->host, &inet))
    SSL_set_tlsext_host_name (tls->ssl, tls->host);
  return tls;
}

void
wp_tls_free (WpTls *tls)
{
  if (tls == NULL)
    return;
  SSL_free (tls->ssl);
  wp_tls_facts_free (tls->facts);
  g_free (tls->host);
  g_free (tls->srv_name);
  g_free (tls);
}

/* Ciphertext */

void
wp_tls_feed (WpTls *tls, const guint8 *bytes, gsize count)
{
  gsize kept = MIN (count, PEER_BYTES - tls->n_peer);

  if (kept > 0)
    memcpy (tls->peer + tls->n_peer, bytes, kept);
  tls->n_peer += kept;
  while (count > 0 && tls->state != WP_TLS_BROKEN)
    {
      int part = (int) MIN (count, G_MAXINT);

      BIO_write (tls->in, bytes, part);
      bytes += part;
      count -= (gsize) part;
    }
}

void
wp_tls_eof (WpTls *tls)
{
  tls->is_eof = TRUE;
  BIO_set_mem_eof_return (tls->in, 0);
}

gboolean
wp_tls_pull (WpTls *tls, GByteArray *out)
{
  guint8 *data = NULL;
  long count = BIO_get_mem_data (tls->out, (char **) &data);

  if (count <= 0)
    return FALSE;
  g_byte_array_append (out, data, (guint) count);
  BIO_reset (tls->out);
  return TRUE;
}

/* Handshake */

/* Whether the first record's header is one of TLS: alert, handshake, … and version 3.x. More than
 * one byte is waited for, so that the peer can be named. */
static gboolean
check_peer (WpTls *tls)
{
  gboolean is_record = (tls->n_peer < 1 || (tls->peer[0] >= 0x14 && tls->peer[0] <= 0x17))
                       && (tls->n_peer < 2 || tls->peer[1] == 3);

  if (is_record)
    {
      tls->is_checked = tls->n_peer >= 2;
      return tls->n_peer >= RECORD_HEADER || tls->is_eof;
    }
  if (tls->n_peer < RECORD_HEADER && !tls->is_eof && memchr (tls->peer, '\n', tls->n_peer) == NULL)
    return FALSE;
  tls->state = WP_TLS_BROKEN;
  tls->outcome = WP_OUTCOME_NOT_TLS;
  return FALSE;
}

static void
note_chain (WpTls *tls)
{
  STACK_OF (X509) *chain = SSL_get_peer_cert_chain (tls->ssl);

  g_ptr_array_set_size (tls->facts->chain, 0);
  for (int i = 0; i < MIN (sk_X509_num (chain), WP_LIMIT_TLS_CERTIFICATES); i++)
    g_ptr_array_add (tls->facts->chain, wp_tls_describe (sk_X509_value (chain, i)));
}

static void
judge_name (WpTls *tls)
{
  X509 *leaf = SSL_get0_peer_certificate (tls->ssl);
  WpInet inet;

  if (leaf == NULL)
    tls->facts->faults |= WP_FAULT_OTHER;
  else if (!wp_tls_name_fits (leaf, tls->host, tls->srv_name))
    wp_tls_add_fault (tls->facts, 0,
                      wp_inet_parse (tls->host, &inet) ? X509_V_ERR_IP_ADDRESS_MISMATCH
                                                       : X509_V_ERR_HOSTNAME_MISMATCH);
}

static void
come_up (WpTls *tls)
{
  tls->state = WP_TLS_UP;
  tls->facts->version = g_strdup (SSL_get_version (tls->ssl));
  tls->facts->cipher = g_strdup (SSL_get_cipher_name (tls->ssl));
  note_chain (tls);
  judge_name (tls);
  tls->outcome = tls->facts->faults == 0 ? WP_OUTCOME_OK : WP_OUTCOME_UNTRUSTED;
}

static gboolean
is_version_reason (int reason)
{
  return reason == SSL_R_UNSUPPORTED_PROTOCOL || reason == SSL_R_WRONG_SSL_VERSION
         || reason == SSL_R_VERSION_TOO_LOW || reason == SSL_R_VERSION_TOO_HIGH
         || reason == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION;
}

/* What the error queue and the alerts say; the first error is the cause. */
static WpOutcome
classify (WpTls *tls, unsigned long error)
{
  int reason = ERR_GET_LIB (error) == ERR_LIB_SSL ? ERR_GET_REASON (error) : 0;

  if (is_version_reason (reason))
    return WP_OUTCOME_TLS_VERSION;
  if (tls->facts->alert != NULL)
    return WP_OUTCOME_TLS_ALERT;
  if (tls->is_eof && (error == 0 || reason == SSL_R_UNEXPECTED_EOF_WHILE_READING))
    return WP_OUTCOME_CLOSED;
  return WP_OUTCOME_TLS_FAILED;
}

static void
fail (WpTls *tls)
{
  unsigned long error = ERR_get_error ();

  ERR_clear_error ();
  g_free (tls->facts->error);
  tls->facts->error = g_strdup (error == 0 ? NULL : ERR_reason_error_string (error));
  tls->outcome = classify (tls, error);
  tls->state = WP_TLS_BROKEN;
  if (tls->facts->chain->len == 0)
    note_chain (tls);
}

WpTlsState
wp_tls_advance (WpTls *tls)
{
  int result;

  if (tls->state != WP_TLS_WANTS_DATA)
    return tls->state;
  if (!tls->is_checked && tls->n_peer > 0 && !check_peer (tls))
    return tls->state;
  ERR_clear_error ();
  result = SSL_do_handshake (tls->ssl);
  if (result == 1)
    come_up (tls);
  else if (SSL_get_error (tls->ssl, result) != SSL_ERROR_WANT_READ || tls->is_eof)
    fail (tls);
  return tls->state;
}

/* Plaintext */

void
wp_tls_read (WpTls *tls, GByteArray *out, gboolean *is_closed)
{
  guint8 buffer[READ_BYTES];
  int count;
  int error;

  *is_closed = tls->state != WP_TLS_UP;
  if (*is_closed)
    return;
  ERR_clear_error ();
  while ((count = SSL_read (tls->ssl, buffer, sizeof buffer)) > 0)
    g_byte_array_append (out, buffer, (guint) count);
  OPENSSL_cleanse (buffer, sizeof buffer);
  error = SSL_get_error (tls->ssl, count);
  if (error == SSL_ERROR_WANT_READ && !tls->is_eof)
    return;
  *is_closed = TRUE;
  if (error == SSL_ERROR_SSL && tls->facts->alert != NULL)
    fail (tls); /* TLS 1.3 refuses a missing client certificate after the handshake */
  ERR_clear_error ();
}

gboolean
wp_tls_write (WpTls *tls, const guint8 *bytes, gsize count)
{
  if (tls->state != WP_TLS_UP || count > G_MAXINT)
    return FALSE;
  ERR_clear_error ();
  return count == 0 || SSL_write (tls->ssl, bytes, (int) count) == (int) count;
}

void
wp_tls_close (WpTls *tls)
{
  if (tls->state != WP_TLS_UP)
    return;
  ERR_clear_error ();
  SSL_shutdown (tls->ssl);
  ERR_clear_error ();
}

/* What was seen */

WpOutcome
wp_tls_outcome (const WpTls *tls)
{
  return tls->outcome;
}

const WpTlsFacts *
wp_tls_facts (const WpTls *tls)
{
  return tls->facts;
}

/* RFC 9266 for TLS 1.3. Under TLS 1.2 the first Finished (the client's, as nothing is resumed)
 * binds only with the extended master secret (RFC 7627). */
WpChannelBinding
wp_tls_channel_binding (const WpTls *tls)
{
  static const char label[] = "EXPORTER-Channel-Binding";
  WpChannelBinding binding = { 0 };

  if (tls->state != WP_TLS_UP)
    return binding;
  if (SSL_version (tls->ssl) >= TLS1_3_VERSION)
    {
      binding.type = "tls-exporter";
      if (SSL_export_keying_material (tls->ssl, binding.data, 32, label, strlen (label),
                                      (const guint8 *) "", 0, 1)
          == 1)
        binding.length = 32;
    }
  else if (SSL_get_extms_support (tls->ssl) == 1)
    {
      gsize length = SSL_get_finished (tls->ssl, binding.data, sizeof binding.data);

      binding.type = "tls-unique";
      binding.length = length <= sizeof binding.data ? length : 0;
    }
  return binding;
}

const guint8 *
wp_tls_peer_bytes (const WpTls *tls, gsize *count)
{
  *count = tls->n_peer;
  return tls->peer;
}
