/* The TLS engine against OpenSSL servers in memory: each fault of a certificate alone and in pairs,
 * names, versions, peers that speak something else, ends, channel binding, bounds. */
#include <string.h>

#include <openssl/err.h>

#include "base/limits.h"
#include "certs.h"
#include "gsasl-peer.h"
#include "proto/sasl.h"
#include "proto/tls-private.h"

#define HOST "imap.example.org"

static Cert *root, *other_root, *intermediate;
static SSL_CTX *context;

/* Between the two */

static void
to_server (WpTls *tls, SSL *server)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (wp_tls_pull (tls, bytes))
    BIO_write (SSL_get_rbio (server), bytes->data, (int) bytes->len);
}

static void
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

static WpTlsState
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

static WpTls *
client_new (const char *host, const char *srv_name)
{
  WpTlsParams params
    = { .context = context, .host = host, .srv_name = srv_name, .now_unix = CERTS_NOW };

  return wp_tls_new (&params);
}

/* Certificates */

typedef struct
{
  const char *name;
  CertSpec spec;
  int issuer;            /* 0: root, 1: an unknown one, 2: itself, 3: intermediate, which is sent,
                          * 4: intermediate, which is not sent */
  const char *host;
  const char *srv_name;
  guint faults;
  const char *detail;
} CertCase;

#define EXPIRED .from = CERTS_NOW - 90 * CERTS_DAY, .to = CERTS_NOW - CERTS_DAY
#define FUTURE .from = CERTS_NOW + CERTS_DAY, .to = CERTS_NOW + 90 * CERTS_DAY
#define SRV(name) "otherName:1.3.6.1.5.5.7.8.7;IA5STRING:" name

static const CertCase cert_cases[] = {
  { "good", { .name = "x", .alt_names = "DNS:" HOST }, 0, HOST },
  { "good-case", { .name = "x", .alt_names = "DNS:IMAP.Example.ORG" }, 0, HOST },
  { "good-second-name", { .name = "x", .alt_names = "DNS:a.example,DNS:" HOST }, 0, HOST },
  { "good-final-dot", { .name = "x", .alt_names = "DNS:" HOST }, 0, HOST "." },
  { "good-intermediate", { .name = "x", .alt_names = "DNS:" HOST }, 3, HOST },
  { "good-wildcard", { .name = "x", .alt_names = "DNS:*.example.org" }, 0, HOST },
  { "good-server-purpose",
    { .name = "x", .alt_names = "DNS:" HOST, .purpose = "serverAuth" }, 0, HOST },
  { "intermediate-missing", { .name = "x", .alt_names = "DNS:" HOST }, 4, HOST, NULL,
    WP_FAULT_UNKNOWN_ISSUER, "(20)" },
  { "unknown-ca", { .name = "x", .alt_names = "DNS:" HOST }, 1, HOST, NULL,
    WP_FAULT_UNKNOWN_ISSUER, "(20)" },
  { "self-signed", { .name = "x", .alt_names = "DNS:" HOST }, 2, HOST, NULL, WP_FAULT_SELF_SIGNED,
    "(18)" },
  { "expired", { .name = "x", .alt_names = "DNS:" HOST, EXPIRED }, 0, HOST, NULL, WP_FAULT_EXPIRED,
    "depth 0: certificate has expired (10)" },
  { "future", { .name = "x", .alt_names = "DNS:" HOST, FUTURE }, 0, HOST, NULL,
    WP_FAULT_NOT_YET_VALID, "(9)" },
  { "purpose", { .name = "x", .alt_names = "DNS:" HOST, .purpose = "clientAuth" }, 0, HOST, NULL,
    WP_FAULT_PURPOSE, "(26)" },
  { "weak-key", { .name = "x", .alt_names = "DNS:" HOST, .rsa_bits = 1024 }, 0, HOST, NULL,
    WP_FAULT_WEAK, "(66)" },
  { "weak-hash", { .name = "x", .alt_names = "DNS:" HOST, .is_sha1 = TRUE }, 0, HOST, NULL,
    WP_FAULT_WEAK, "(68)" },
  /* names */
  { "name-other", { .name = "x", .alt_names = "DNS:mx.example.net" }, 0, HOST, NULL, WP_FAULT_NAME,
    "(62)" },
  { "name-cn-only", { .name = HOST }, 0, HOST, NULL, WP_FAULT_NAME, "(62)" },
  { "name-wildcard-depth", { .name = "x", .alt_names = "DNS:*.org" }, 0, HOST, NULL,
    WP_FAULT_NAME },
  { "name-wildcard-two-levels", { .name = "x", .alt_names = "DNS:*.example.org" }, 0,
    "a.imap.example.org", NULL, WP_FAULT_NAME },
  { "name-wildcard-partial", { .name = "x", .alt_names = "DNS:im*.example.org" }, 0, HOST, NULL,
    WP_FAULT_NAME },
  { "name-wildcard-bare", { .name = "x", .alt_names = "DNS:*.example.org" }, 0, "example.org", NULL,
    WP_FAULT_NAME },
  { "address", { .name = "x", .alt_names = "IP:192.0.2.1" }, 0, "192.0.2.1" },
  { "address-6", { .name = "x", .alt_names = "IP:2001:db8::1" }, 0, "2001:db8:0::1" },
  { "address-other", { .name = "x", .alt_names = "IP:192.0.2.2" }, 0, "192.0.2.1", NULL,
    WP_FAULT_NAME, "(64)" },
  { "address-as-name", { .name = "192.0.2.1", .alt_names = "DNS:192.0.2.1" }, 0, "192.0.2.1", NULL,
    WP_FAULT_NAME },
  /* SRV-ID */
  { "srv-id", { .name = "x", .alt_names = SRV ("_imaps.example.org") }, 0, HOST,
    "_imaps.example.org" },
  { "srv-id-case", { .name = "x", .alt_names = SRV ("_IMAPS.Example.Org") }, 0, HOST,
    "_imaps.example.org" },
  { "srv-id-not-asked", { .name = "x", .alt_names = SRV ("_imaps.example.org") }, 0, HOST, NULL,
    WP_FAULT_NAME },
  { "srv-id-other-service", { .name = "x", .alt_names = SRV ("_pop3s.example.org") }, 0, HOST,
    "_imaps.example.org", WP_FAULT_NAME },
  { "srv-id-other-domain", { .name = "x", .alt_names = SRV ("_imaps.example.net") }, 0, HOST,
    "_imaps.example.org", WP_FAULT_NAME },
  { "srv-id-as-dns", { .name = "x", .alt_names = "DNS:_imaps.example.org" }, 0, HOST,
    "_imaps.example.org", WP_FAULT_NAME },
  { "srv-id-longer", { .name = "x", .alt_names = SRV ("_imaps.example.org.evil.example") }, 0, HOST,
    "_imaps.example.org", WP_FAULT_NAME },
  { "srv-id-other-oid",
    { .name = "x", .alt_names = "otherName:1.3.6.1.5.5.7.8.5;IA5STRING:_imaps.example.org" }, 0,
    HOST, "_imaps.example.org", WP_FAULT_NAME },
  { "srv-id-other-type",
    { .name = "x", .alt_names = "otherName:1.3.6.1.5.5.7.8.7;UTF8:_imaps.example.org" }, 0, HOST,
    "_imaps.example.org", WP_FAULT_NAME },
  /* several at once */
  { "expired-and-name", { .name = "x", .alt_names = "DNS:a.example", EXPIRED }, 0, HOST, NULL,
    WP_FAULT_EXPIRED | WP_FAULT_NAME },
  { "expired-and-self-signed", { .name = "x", .alt_names = "DNS:" HOST, EXPIRED }, 2, HOST, NULL,
    WP_FAULT_EXPIRED | WP_FAULT_SELF_SIGNED },
  { "expired-and-self-signed-and-name", { .name = "x", EXPIRED }, 2, HOST, NULL,
    WP_FAULT_EXPIRED | WP_FAULT_SELF_SIGNED | WP_FAULT_NAME },
  { "unknown-and-name-and-future", { .name = "x", FUTURE }, 1, HOST, NULL,
    WP_FAULT_UNKNOWN_ISSUER | WP_FAULT_NAME | WP_FAULT_NOT_YET_VALID },
  { "weak-and-purpose",
    { .name = "x", .alt_names = "DNS:" HOST, .rsa_bits = 1024, .purpose = "clientAuth" }, 0, HOST,
    NULL, WP_FAULT_WEAK | WP_FAULT_PURPOSE },
};

static Cert *
make (const CertCase *item)
{
  const Cert *issuers[] = { root, other_root, NULL, intermediate, intermediate };
  CertSpec spec = item->spec;

  spec.issuer = issuers[item->issuer];
  return cert_new (&spec);
}

static gboolean
has_detail (const WpTlsFacts *facts, const char *detail)
{
  for (guint i = 0; i < facts->fault_details->len; i++)
    if (strstr (facts->fault_details->pdata[i], detail) != NULL)
      return TRUE;
  return detail == NULL;
}

static void
run_certificate (const CertCase *item, gsize portion, int version)
{
  Cert *cert = make (item);
  ServerSpec spec = { .leaf = cert,
                      .chain = { item->issuer == 3 ? intermediate : NULL },
                      .min_version = version,
                      .max_version = version };
  SSL *server = server_new (&spec);
  g_autoptr (WpTls) tls = client_new (item->host, item->srv_name);
  const WpTlsFacts *facts = wp_tls_facts (tls);

  g_assert_cmpint (shake (tls, server, portion), ==, WP_TLS_UP);
  g_assert_cmphex (facts->faults, ==, item->faults);
  g_assert_cmpint (wp_tls_outcome (tls), ==,
                   item->faults == 0 ? WP_OUTCOME_OK : WP_OUTCOME_UNTRUSTED);
  g_assert_cmpint (wp_tls_facts_is_verified (facts), ==, item->faults == 0);
  g_assert_cmpint (facts->fault_details->len > 0, ==, item->faults != 0);
  if (item->detail != NULL)
    g_assert_true (has_detail (facts, item->detail));
  g_assert_cmpuint (facts->chain->len, ==, item->issuer == 3 ? 2 : 1);
  SSL_free (server);
  cert_free (cert);
}

static void
test_certificate (gconstpointer data)
{
  run_certificate (data, 16384, TLS1_3_VERSION);
  run_certificate (data, 16384, TLS1_2_VERSION);
  run_certificate (data, 1, TLS1_3_VERSION);
}

static void
test_facts (void)
{
  CertSpec spec = { .name = "Mail \033[2J",
                    .alt_names = "DNS:" HOST ",IP:192.0.2.1,IP:2001:db8::1,email:a@b,"
                                 SRV ("_imaps.example.org"),
                    .issuer = root };
  Cert *cert = cert_new (&spec);
  SSL *server = server_new (&(ServerSpec){ .leaf = cert });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);
  const WpCertificate *leaf;
  g_autofree char *names = NULL;

  g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_UP);
  leaf = wp_tls_facts_leaf (wp_tls_facts (tls));
  names = g_strjoinv (" ", leaf->names);
  g_assert_cmpstr (names, ==, HOST " 192.0.2.1 2001:db8::1 _imaps.example.org");
  g_assert_cmpstr (leaf->issuer, ==, "CN=Root");
  g_assert_null (strchr (leaf->subject, '\033'));
  g_assert_cmpint (leaf->not_before, ==, CERTS_NOW - 180 * CERTS_DAY);
  g_assert_cmpint (leaf->not_after, ==, CERTS_NOW + 180 * CERTS_DAY);
  g_assert_cmpuint (strlen (leaf->sha256), ==, 64);
  g_assert_cmpstr (leaf->key, ==, "EC 256");
  g_assert_cmpstr (leaf->signature, ==, "ecdsa-with-SHA256");
  g_assert_cmpstr (wp_tls_facts (tls)->version, ==, "TLSv1.3");
  g_assert_nonnull (wp_tls_facts (tls)->cipher);
  g_assert_cmpstr (wp_tls_facts (tls)->reference_name, ==, HOST);
  g_assert_cmpstr (SSL_get_servername (server, TLSEXT_NAMETYPE_host_name), ==, HOST);
  SSL_free (server);
  cert_free (cert);
}

/* Bounds */

static void
test_many_names (void)
{
  g_autoptr (GString) names = g_string_new ("DNS:a0.example");
  CertSpec spec = { .name = "x", .issuer = root };
  Cert *cert;
  WpCertificate *facts;

  for (guint i = 1; i <= WP_LIMIT_TLS_NAMES; i++)
    g_string_append_printf (names, ",DNS:a%u.example", i);
  spec.alt_names = names->str;
  cert = cert_new (&spec);
  facts = wp_tls_describe (cert->certificate);
  g_assert_cmpuint (g_strv_length (facts->names), ==, WP_LIMIT_TLS_NAMES);
  wp_certificate_free (facts);
  cert_free (cert);
}

static void
test_long_chain (void)
{
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  SSL *server = server_new (&(ServerSpec){ .leaf = cert, .chain = { root }, .n_extra = 20 });
  SSL *huge = server_new (&(ServerSpec){ .leaf = cert, .chain = { root }, .n_extra = 400 });
  g_autoptr (WpTls) tls = client_new (HOST, NULL);
  g_autoptr (WpTls) broken = client_new (HOST, NULL);

  g_assert_cmpint (shake (tls, server, 16384), ==, WP_TLS_UP);
  g_assert_cmpuint (wp_tls_facts (tls)->chain->len, ==, WP_LIMIT_TLS_CERTIFICATES);
  g_assert_cmpint (shake (broken, huge, 16384), ==, WP_TLS_BROKEN);
  g_assert_cmpint (wp_tls_outcome (broken), ==, WP_OUTCOME_TLS_FAILED);
  SSL_free (server);
  SSL_free (huge);
  cert_free (cert);
}

static void
test_many_faults (void)
{
  WpTlsFacts *facts = wp_tls_facts_new ();

  for (int i = 0; i < 3 * WP_LIMIT_TLS_FAULTS; i++)
    wp_tls_add_fault (facts, i, X509_V_ERR_CERT_HAS_EXPIRED);
  g_assert_cmpuint (facts->fault_details->len, ==, WP_LIMIT_TLS_FAULTS);
  wp_tls_add_fault (facts, 0, 12345);
  g_assert_true (facts->faults & WP_FAULT_OTHER);
  wp_tls_facts_free (facts);
}

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
  Cert *cert = cert_new (&(CertSpec){ .name = "x",
                                      .alt_names = "DNS:" HOST,
                                      .issuer = root,
                                      .rsa_bits = 2048 });
  SSL *server = server_new (&(ServerSpec){ .leaf = cert,
                                           .max_version = TLS1_2_VERSION,
                                           .ciphers = "AES128-SHA" });
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
      SSL *server = server_new (&(ServerSpec){ .leaf = cert,
                                               .min_version = cases[i].version,
                                               .max_version = cases[i].version });
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

static void
set_up (void)
{
  X509_STORE *store = X509_STORE_new ();

  root = cert_new (&(CertSpec){ .name = "Root", .is_ca = TRUE });
  other_root = cert_new (&(CertSpec){ .name = "Somebody", .is_ca = TRUE });
  intermediate = cert_new (&(CertSpec){ .name = "Between", .is_ca = TRUE, .issuer = root });
  X509_STORE_add_cert (store, root->certificate);
  context = wp_tls_context_new (store);
  X509_STORE_free (store);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  for (gsize i = 0; i < G_N_ELEMENTS (cert_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proto/tls/certificate/%s", cert_cases[i].name);

      g_test_add_data_func (path, &cert_cases[i], test_certificate);
    }
  g_test_add_func ("/proto/tls/facts", test_facts);
  g_test_add_func ("/proto/tls/many-names", test_many_names);
  g_test_add_func ("/proto/tls/long-chain", test_long_chain);
  g_test_add_func ("/proto/tls/many-faults", test_many_faults);
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
  SSL_CTX_free (context);
  cert_free (root);
  cert_free (other_root);
  cert_free (intermediate);
  return result;
}
