/* The TLS engine against OpenSSL servers in memory: versions, alerts, peers that speak something
 * else, ends, plaintext, channel binding. Certificates are in test-certificate.c. */
#include <string.h>

#include "gsasl-peer.h"
#include "proto/sasl.h"
#include "tls-pair.h"

static Cert *root;

/* Handshakes that fail */

static void
test_versions (void)
{
  static const int versions[] = { TLS1_VERSION, TLS1_1_VERSION };
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      SSL *server = server_new (
          &(ServerSpec){ .leaf = cert, .min_version = versions[i], .max_version = versions[i] });
      g_autoptr (WpTls) tls = client_new (HOST, NULL);

      g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_BROKEN);
      g_assert_cmpint (wp_tls_outcome (tls), ==, WP_OUTCOME_TLS_VERSION);
      g_assert_cmpstr (wp_tls_facts (tls)->alert, ==, "protocol version");
      g_assert_null (wp_tls_facts (tls)->version);
      g_assert_false (wp_tls_facts_is_verified (wp_tls_facts (tls)));
      SSL_free (server);
    }
  cert_free (cert);
}

static void
test_alert (void)
{
  Cert *cert = cert_new (
      &(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root, .rsa_bits = 2048 });
  SSL *server = server_new (
      &(ServerSpec){ .leaf = cert, .max_version = TLS1_2_VERSION, .ciphers = "AES128-SHA" });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);

  g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_BROKEN);
  g_assert_cmpint (wp_tls_outcome (tls), ==, WP_OUTCOME_TLS_ALERT);
  g_assert_cmpstr (wp_tls_facts (tls)->alert, ==, "handshake failure");
  g_assert_nonnull (wp_tls_facts (tls)->error);
  SSL_free (server);
  cert_free (cert);
}

/* TLS 1.3 tells that it wants a client certificate only after the handshake. */
static void
test_client_certificate (void)
{
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  SSL *server = server_new (&(ServerSpec){ .leaf = cert, .wants_client = TRUE });
  SSL *old = server_new (
      &(ServerSpec){ .leaf = cert, .wants_client = TRUE, .max_version = TLS1_2_VERSION });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);
  g_autoptr (WpTls) old_tls = client_new (HOST, NULL);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gboolean is_closed = FALSE;

  g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_UP);
  wp_tls_read (tls, plain, &is_closed);
  g_assert_true (is_closed);
  g_assert_cmpint (wp_tls_outcome (tls), ==, WP_OUTCOME_TLS_ALERT);
  g_assert_cmpstr (wp_tls_facts (tls)->alert, ==, "certificate required");
  g_assert_false (wp_tls_write (tls, (const guint8 *) "x", 1));
  g_assert_cmpint (shake (old_tls, old, 16384), ==, WP_TLS_BROKEN);
  g_assert_cmpint (wp_tls_outcome (old_tls), ==, WP_OUTCOME_TLS_ALERT);
  SSL_free (server);
  SSL_free (old);
  cert_free (cert);
}

static const struct
{
  const char *bytes;
  gsize count; /* 0: strlen */
  const char *peer;
} strangers[] = {
  { "220 mx.example.org ESMTP\r\n", 0, "smtp" },
  { "554 no\r\n", 0, "smtp" },
  { "* OK [CAPABILITY IMAP4rev1] ready\r\n", 0, "imap" },
  { "* PREAUTH x\r\n", 0, "imap" },
  { "+OK ready\r\n", 0, "pop3" },
  { "-ERR busy\r\n", 0, "pop3" },
  { "HTTP/1.1 400 Bad Request\r\n", 0, "http" },
  { "<!doctype html>", 0, "http" },
  { "SSH-2.0-x\r\n", 0, "ssh" },
  { "hello\r\n", 0, "unknown" },
  { "\026\002\000\000\000", 5, "unknown" }, /* SSL 2 or noise */
  { "\000\000\000\000\000", 5, "unknown" },
};

static void
test_not_tls (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    for (gsize portion = 1; portion <= 64; portion += 63)
      {
        g_autoptr (WpTls) tls = client_new (HOST, NULL);
        gsize count = strangers[i].count == 0 ? strlen (strangers[i].bytes) : strangers[i].count;
        const guint8 *bytes = (const guint8 *) strangers[i].bytes;
        gsize kept;

        for (gsize at = 0; at < count; at += portion)
          {
            wp_tls_feed (tls, bytes + at, MIN (portion, count - at));
            wp_tls_advance (tls);
          }
        g_assert_cmpint (wp_tls_advance (tls), ==, WP_TLS_BROKEN);
        g_assert_cmpint (wp_tls_outcome (tls), ==, WP_OUTCOME_NOT_TLS);
        bytes = wp_tls_peer_bytes (tls, &kept);
        g_assert_cmpstr (wp_tls_name_peer (bytes, kept), ==, strangers[i].peer);
      }
  g_assert_cmpstr (wp_tls_name_peer ((const guint8 *) "\025\003\001\000\002", 5), ==, "tls");
  g_assert_cmpstr (wp_tls_name_peer ((const guint8 *) "", 0), ==, "unknown");
}

static void
test_eof (void)
{
  static const struct
  {
    const char *bytes;
    gsize count;
    WpOutcome outcome;
  } cases[] = {
    { "", 0, WP_OUTCOME_CLOSED },
    { "\026\003\003\000\100\002", 6, WP_OUTCOME_CLOSED },
    { "\026\003", 2, WP_OUTCOME_CLOSED },
    { "2", 1, WP_OUTCOME_NOT_TLS },
    { "\025\003\003\000\002\002\106", 7, WP_OUTCOME_TLS_VERSION },
    { "\025\003\003\000\002\002\050", 7, WP_OUTCOME_TLS_ALERT },
    { "\026\003\003\000\004\377\377\377\377", 9, WP_OUTCOME_TLS_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpTls) tls = client_new (HOST, NULL);

      wp_tls_advance (tls);
      wp_tls_feed (tls, (const guint8 *) cases[i].bytes, cases[i].count);
      wp_tls_eof (tls);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (wp_tls_advance (tls), ==, WP_TLS_BROKEN);
      g_assert_cmpint (wp_tls_outcome (tls), ==, cases[i].outcome);
    }
}

/* Plaintext */

static void
test_talk (void)
{
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  SSL *server = server_new (&(ServerSpec){ .leaf = cert });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gboolean is_closed;
  char buffer[64];

  g_assert_false (wp_tls_write (tls, (const guint8 *) "early", 5));
  g_assert_cmpint (shake (tls, server, 7), ==, WP_TLS_UP);
  g_assert_true (wp_tls_write (tls, (const guint8 *) "hello", 5));
  to_server (tls, server);
  g_assert_cmpint (SSL_read (server, buffer, sizeof buffer), ==, 5);
  g_assert_cmpmem (buffer, 5, "hello", 5);
  SSL_write (server, "good day", 8);
  to_client (tls, server, 3);
  wp_tls_read (tls, plain, &is_closed);
  g_assert_cmpmem (plain->data, plain->len, "good day", 8);
  g_assert_false (is_closed);
  SSL_shutdown (server);
  to_client (tls, server, 16384);
  wp_tls_read (tls, plain, &is_closed);
  g_assert_true (is_closed);
  g_assert_cmpint (wp_tls_outcome (tls), ==, WP_OUTCOME_OK);
  wp_tls_close (tls);
  to_server (tls, server);
  g_assert_cmpint (SSL_shutdown (server), ==, 1);
  SSL_free (server);
  cert_free (cert);
}

/* The peer's end without close_notify is an end too. */
static void
test_cut (void)
{
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  SSL *server = server_new (&(ServerSpec){ .leaf = cert });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gboolean is_closed = FALSE;

  shake (tls, server, 16384);
  SSL_write (server, "last words", 10);
  to_client (tls, server, 16384);
  wp_tls_eof (tls);
  wp_tls_read (tls, plain, &is_closed);
  g_assert_cmpmem (plain->data, plain->len, "last words", 10);
  g_assert_true (is_closed);
  SSL_free (server);
  cert_free (cert);
}

/* Channel binding */

static gsize
server_binding (SSL *server, guint8 bytes[64])
{
  if (SSL_version (server) == TLS1_3_VERSION)
    {
      g_assert_cmpint (SSL_export_keying_material (server, bytes, 32, "EXPORTER-Channel-Binding",
                                                   24, (const guint8 *) "", 0, 1),
                       ==, 1);
      return 32;
    }
  return SSL_get_peer_finished (server, bytes, 64);
}

static gboolean
binds (const WpChannelBinding *binding, const guint8 *bytes, gsize count)
{
  PeerParams params = { .mechanism = "SCRAM-SHA-256-PLUS",
                        .password = "pencil",
                        .iterations = "4096",
                        .binding_type = binding->type,
                        .binding = bytes,
                        .binding_length = count };
  Peer *peer = peer_new (&params);
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "pencil", 6, NULL);
  WpSaslParams sasl_params = { .mechanism = wp_mechanism_find ("SCRAM-SHA-256-PLUS"),
                               .username = "user",
                               .secret = secret,
                               .binding = binding };
  g_autoptr (WpSasl) sasl = wp_sasl_new (&sasl_params);
  g_autofree char *challenge = NULL;
  gboolean is_done;
  gboolean is_good;

  g_assert_cmpint (wp_sasl_begin (sasl), ==, WP_SASL_RESPOND);
  g_assert_true (peer_step (peer, wp_sasl_response (sasl), &challenge, &is_done));
  g_assert_cmpint (wp_sasl_challenge (sasl, (const guint8 *) challenge, strlen (challenge)), ==,
                   WP_SASL_RESPOND);
  g_clear_pointer (&challenge, g_free);
  is_good = peer_step (peer, wp_sasl_response (sasl), &challenge, &is_done);
  if (is_good)
    {
      g_assert_cmpint (wp_sasl_challenge (sasl, (const guint8 *) challenge, strlen (challenge)), ==,
                       WP_SASL_RESPOND);
      g_assert_cmpint (wp_sasl_accepted (sasl), ==, WP_OUTCOME_OK);
    }
  peer_free (peer);
  return is_good;
}

static void
test_binding (void)
{
  static const struct
  {
    int version;
    const char *type;
  } cases[] = { { TLS1_3_VERSION, "tls-exporter" }, { TLS1_2_VERSION, "tls-unique" } };
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SSL *server = server_new (&(ServerSpec){
          .leaf = cert, .min_version = cases[i].version, .max_version = cases[i].version });
      g_autoptr (WpTls) tls = client_new (HOST, NULL);
      WpChannelBinding binding = wp_tls_channel_binding (tls);
      guint8 bytes[64];
      gsize count;

      g_assert_cmpuint (binding.length, ==, 0);
      g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_UP);
      binding = wp_tls_channel_binding (tls);
      count = server_binding (server, bytes);
      g_assert_cmpstr (binding.type, ==, cases[i].type);
      g_assert_cmpmem (binding.data, binding.length, bytes, count);
      g_assert_true (binds (&binding, bytes, count));
      bytes[0] ^= 1; /* somebody in the middle has another channel */
      g_assert_false (binds (&binding, bytes, count));
      SSL_free (server);
    }
  cert_free (cert);
}

static void
test_no_binding (void)
{
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  SSL *server = server_new (
      &(ServerSpec){ .leaf = cert, .max_version = TLS1_2_VERSION, .is_classic = TRUE });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);

  g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_UP);
  g_assert_cmpuint (wp_tls_channel_binding (tls).length, ==, 0);
  SSL_free (server);
  cert_free (cert);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  root = cert_new (&(CertSpec){ .name = "Root", .is_ca = TRUE });
  pair_set_up (root);
  g_test_add_func ("/proto/tls/versions", test_versions);
  g_test_add_func ("/proto/tls/alert", test_alert);
  g_test_add_func ("/proto/tls/client-certificate", test_client_certificate);
  g_test_add_func ("/proto/tls/not-tls", test_not_tls);
  g_test_add_func ("/proto/tls/eof", test_eof);
  g_test_add_func ("/proto/tls/talk", test_talk);
  g_test_add_func ("/proto/tls/cut", test_cut);
  g_test_add_func ("/proto/tls/binding", test_binding);
  g_test_add_func ("/proto/tls/no-binding", test_no_binding);
  result = g_test_run ();
  pair_tear_down ();
  cert_free (root);
  return result;
}
