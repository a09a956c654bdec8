/* The TLS engine's judgement of certificates, against OpenSSL servers in memory: each fault alone
 * and in pairs, names, what is shown of a certificate, bounds. */
#include <string.h>

#include <openssl/x509v3.h>

#include "base/limits.h"
#include "proto/tls-verify.h"
#include "tls-pair.h"

static Cert *root, *other_root, *intermediate;

typedef struct
{
  const char *name;
  CertSpec spec;
  int issuer; /* 0: root, 1: an unknown one, 2: itself, 3: intermediate, which is sent,
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
    { .name = "x", .alt_names = "DNS:" HOST, .purpose = "serverAuth" },
    0,
    HOST },
  { "intermediate-missing",
    { .name = "x", .alt_names = "DNS:" HOST },
    4,
    HOST,
    NULL,
    WP_FAULT_UNKNOWN_ISSUER,
    "(20)" },
  { "unknown-ca",
    { .name = "x", .alt_names = "DNS:" HOST },
    1,
    HOST,
    NULL,
    WP_FAULT_UNKNOWN_ISSUER,
    "(20)" },
  { "self-signed",
    { .name = "x", .alt_names = "DNS:" HOST },
    2,
    HOST,
    NULL,
    WP_FAULT_SELF_SIGNED,
    "(18)" },
  { "expired",
    { .name = "x", .alt_names = "DNS:" HOST, EXPIRED },
    0,
    HOST,
    NULL,
    WP_FAULT_EXPIRED,
    "depth 0: certificate has expired (10)" },
  { "future",
    { .name = "x", .alt_names = "DNS:" HOST, FUTURE },
    0,
    HOST,
    NULL,
    WP_FAULT_NOT_YET_VALID,
    "(9)" },
  { "purpose",
    { .name = "x", .alt_names = "DNS:" HOST, .purpose = "clientAuth" },
    0,
    HOST,
    NULL,
    WP_FAULT_PURPOSE,
    "(26)" },
  { "weak-key",
    { .name = "x", .alt_names = "DNS:" HOST, .rsa_bits = 1024 },
    0,
    HOST,
    NULL,
    WP_FAULT_WEAK,
    "(66)" },
  { "weak-hash",
    { .name = "x", .alt_names = "DNS:" HOST, .is_sha1 = TRUE },
    0,
    HOST,
    NULL,
    WP_FAULT_WEAK,
    "(68)" },
  /* names */
  { "name-other",
    { .name = "x", .alt_names = "DNS:mx.example.net" },
    0,
    HOST,
    NULL,
    WP_FAULT_NAME,
    "(62)" },
  { "name-cn-only", { .name = HOST }, 0, HOST, NULL, WP_FAULT_NAME, "(62)" },
  { "name-wildcard-depth",
    { .name = "x", .alt_names = "DNS:*.org" },
    0,
    HOST,
    NULL,
    WP_FAULT_NAME },
  { "name-wildcard-two-levels",
    { .name = "x", .alt_names = "DNS:*.example.org" },
    0,
    "a.imap.example.org",
    NULL,
    WP_FAULT_NAME },
  { "name-wildcard-partial",
    { .name = "x", .alt_names = "DNS:im*.example.org" },
    0,
    HOST,
    NULL,
    WP_FAULT_NAME },
  { "name-wildcard-bare",
    { .name = "x", .alt_names = "DNS:*.example.org" },
    0,
    "example.org",
    NULL,
    WP_FAULT_NAME },
  { "address", { .name = "x", .alt_names = "IP:192.0.2.1" }, 0, "192.0.2.1" },
  { "address-6", { .name = "x", .alt_names = "IP:2001:db8::1" }, 0, "2001:db8:0::1" },
  { "address-other",
    { .name = "x", .alt_names = "IP:192.0.2.2" },
    0,
    "192.0.2.1",
    NULL,
    WP_FAULT_NAME,
    "(64)" },
  { "address-as-name",
    { .name = "192.0.2.1", .alt_names = "DNS:192.0.2.1" },
    0,
    "192.0.2.1",
    NULL,
    WP_FAULT_NAME },
  /* SRV-ID */
  { "srv-id",
    { .name = "x", .alt_names = SRV ("_imaps.example.org") },
    0,
    HOST,
    "_imaps.example.org" },
  { "srv-id-case",
    { .name = "x", .alt_names = SRV ("_IMAPS.Example.Org") },
    0,
    HOST,
    "_imaps.example.org" },
  { "srv-id-not-asked",
    { .name = "x", .alt_names = SRV ("_imaps.example.org") },
    0,
    HOST,
    NULL,
    WP_FAULT_NAME },
  { "srv-id-other-service",
    { .name = "x", .alt_names = SRV ("_pop3s.example.org") },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  { "srv-id-other-domain",
    { .name = "x", .alt_names = SRV ("_imaps.example.net") },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  { "srv-id-as-dns",
    { .name = "x", .alt_names = "DNS:_imaps.example.org" },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  { "srv-id-longer",
    { .name = "x", .alt_names = SRV ("_imaps.example.org.evil.example") },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  { "srv-id-other-oid",
    { .name = "x", .alt_names = "otherName:1.3.6.1.5.5.7.8.5;IA5STRING:_imaps.example.org" },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  { "srv-id-other-type",
    { .name = "x", .alt_names = "otherName:1.3.6.1.5.5.7.8.7;UTF8:_imaps.example.org" },
    0,
    HOST,
    "_imaps.example.org",
    WP_FAULT_NAME },
  /* several at once */
  { "expired-and-name",
    { .name = "x", .alt_names = "DNS:a.example", EXPIRED },
    0,
    HOST,
    NULL,
    WP_FAULT_EXPIRED | WP_FAULT_NAME },
  { "expired-and-self-signed",
    { .name = "x", .alt_names = "DNS:" HOST, EXPIRED },
    2,
    HOST,
    NULL,
    WP_FAULT_EXPIRED | WP_FAULT_SELF_SIGNED },
  { "expired-and-self-signed-and-name",
    { .name = "x", EXPIRED },
    2,
    HOST,
    NULL,
    WP_FAULT_EXPIRED | WP_FAULT_SELF_SIGNED | WP_FAULT_NAME },
  { "unknown-and-name-and-future",
    { .name = "x", FUTURE },
    1,
    HOST,
    NULL,
    WP_FAULT_UNKNOWN_ISSUER | WP_FAULT_NAME | WP_FAULT_NOT_YET_VALID },
  { "weak-and-purpose",
    { .name = "x", .alt_names = "DNS:" HOST, .rsa_bits = 1024, .purpose = "clientAuth" },
    0,
    HOST,
    NULL,
    WP_FAULT_WEAK | WP_FAULT_PURPOSE },
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
                    .alt_names = "DNS:" HOST ",IP:192.0.2.1,IP:2001:db8::1,email:a@b," SRV (
                        "_imaps.example.org"),
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

static X509 *
copy_with_comment (X509 *certificate, int length)
{
  g_autofree char *text = g_strnfill ((gsize) length, 'x');
  ASN1_IA5STRING *comment = ASN1_IA5STRING_new ();
  X509 *copy = X509_dup (certificate);
  X509_EXTENSION *extension;

  ASN1_STRING_set (comment, text, length);
  extension = X509V3_EXT_i2d (NID_netscape_comment, 0, comment);
  g_assert_cmpint (X509_add_ext (copy, extension, -1), ==, 1);
  i2d_re_X509_tbs (copy, NULL); /* else the bytes of the original are sent */
  X509_EXTENSION_free (extension);
  ASN1_IA5STRING_free (comment);
  return copy;
}

/* A copy of this size. Its signature does not fit: nobody checks it, as it signs nothing. */
static Cert *
copy_of_bytes (const Cert *cert, int bytes)
{
  const int least = 1000; /* from here to 65535 all lengths are written in as many bytes */
  Cert *copy = g_new0 (Cert, 1);

  copy->certificate = copy_with_comment (cert->certificate, least);
  bytes -= i2d_X509 (copy->certificate, NULL);
  X509_free (copy->certificate);
  copy->certificate = copy_with_comment (cert->certificate, least + bytes);
  return copy;
}

static void
on_message (int is_sent,
            int version G_GNUC_UNUSED,
            int type,
            const void *bytes,
            size_t count,
            SSL *ssl G_GNUC_UNUSED,
            void *data)
{
  if (is_sent && type == SSL3_RT_HANDSHAKE && *(const guint8 *) bytes == SSL3_MT_CERTIFICATE)
    *(gsize *) data = count - SSL3_HM_HEADER_LENGTH;
}

/* What counts is the message that brings the chain, with the lengths in it (RFC 8446 §4.4.2, 5246
 * §7.4.2). */
static void
test_chain_bytes (void)
{
  static const struct
  {
    int version;
    int lengths; /* bytes besides two certificates */
  } rows[] = { { TLS1_3_VERSION, 1 + 3 + 2 * (3 + 2) }, { TLS1_2_VERSION, 3 + 2 * 3 } };
  Cert *cert = cert_new (&(CertSpec){ .name = "x", .alt_names = "DNS:" HOST, .issuer = root });
  int rest = WP_LIMIT_TLS_CHAIN_BYTES - i2d_X509 (cert->certificate, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int over = 0; over < 2; over++)
      {
        Cert *filled = copy_of_bytes (cert, rest - rows[i].lengths + over);
        SSL *server = server_new (
            &(ServerSpec){ .leaf = cert, .chain = { filled }, .max_version = rows[i].version });
        g_autoptr (WpTls) tls = client_new (HOST, NULL);
        gsize sent = 0;

        SSL_set_msg_callback (server, on_message);
        SSL_set_msg_callback_arg (server, &sent);
        g_assert_cmpint (shake (tls, server, 16384), ==, over ? WP_TLS_BROKEN : WP_TLS_UP);
        g_assert_cmpuint (sent, ==, (gsize) (WP_LIMIT_TLS_CHAIN_BYTES + over));
        g_assert_cmpint (wp_tls_outcome (tls), ==, over ? WP_OUTCOME_TLS_FAILED : WP_OUTCOME_OK);
        g_assert_cmpuint (wp_tls_facts (tls)->chain->len, ==, over ? 0 : 2);
        SSL_free (server);
        cert_free (filled);
      }
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

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  root = cert_new (&(CertSpec){ .name = "Root", .is_ca = TRUE });
  other_root = cert_new (&(CertSpec){ .name = "Somebody", .is_ca = TRUE });
  intermediate = cert_new (&(CertSpec){ .name = "Between", .is_ca = TRUE, .issuer = root });
  pair_set_up (root);
  for (gsize i = 0; i < G_N_ELEMENTS (cert_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proto/certificate/%s", cert_cases[i].name);

      g_test_add_data_func (path, &cert_cases[i], test_certificate);
    }
  g_test_add_func ("/proto/certificate/facts", test_facts);
  g_test_add_func ("/proto/certificate/many-names", test_many_names);
  g_test_add_func ("/proto/certificate/long-chain", test_long_chain);
  g_test_add_func ("/proto/certificate/chain-bytes", test_chain_bytes);
  g_test_add_func ("/proto/certificate/many-faults", test_many_faults);
  result = g_test_run ();
  pair_tear_down ();
  cert_free (root);
  cert_free (other_root);
  cert_free (intermediate);
  return result;
}
