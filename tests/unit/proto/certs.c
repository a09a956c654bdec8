/* See certs.h. */
#include "certs.h"

#include <openssl/evp.h>
#include <openssl/x509v3.h>

static EVP_PKEY *
key_new (int rsa_bits)
{
  EVP_PKEY *key = rsa_bits > 0 ? EVP_RSA_gen ((unsigned) rsa_bits) : EVP_EC_gen ("P-256");

  g_assert_nonnull (key);
  return key;
}

static void
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  g_assert_cmpint (X509_add_ext (certificate, extension, -1), ==, 1);
  X509_EXTENSION_free (extension);
}

static void
set_name (X509_NAME *name, const char *text)
{
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const unsigned char *) text, -1, -1, 0);
}

Cert *
cert_new (const CertSpec *spec)
{
  static long serial = 1000;
  Cert *cert = g_new0 (Cert, 1);
  X509 *certificate = X509_new ();
  X509 *issuer = spec->issuer == NULL ? certificate : spec->issuer->certificate;

  cert->key = key_new (spec->rsa_bits);
  cert->certificate = certificate;
  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), ++serial);
  ASN1_TIME_set (X509_getm_notBefore (certificate),
                 spec->from == 0 ? CERTS_NOW - 180 * CERTS_DAY : spec->from);
  ASN1_TIME_set (X509_getm_notAfter (certificate),
                 spec->to == 0 ? CERTS_NOW + 180 * CERTS_DAY : spec->to);
  set_name (X509_get_subject_name (certificate), spec->name);
  X509_set_issuer_name (certificate, X509_get_subject_name (issuer));
  X509_set_pubkey (certificate, cert->key);
  if (spec->is_ca)
    add_extension (certificate, issuer, NID_basic_constraints, "critical,CA:TRUE");
  if (spec->alt_names != NULL)
    add_extension (certificate, issuer, NID_subject_alt_name, spec->alt_names);
  if (spec->purpose != NULL)
    add_extension (certificate, issuer, NID_ext_key_usage, spec->purpose);
  g_assert_cmpint (X509_sign (certificate, spec->issuer == NULL ? cert->key : spec->issuer->key,
                              spec->is_sha1 ? EVP_sha1 () : EVP_sha256 ()),
                   >, 0);
  return cert;
}

void
cert_free (Cert *cert)
{
  X509_free (cert->certificate);
  EVP_PKEY_free (cert->key);
  g_free (cert);
}

SSL *
server_new (const ServerSpec *spec)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  BIO *in = BIO_new (BIO_s_mem ());
  BIO *out = BIO_new (BIO_s_mem ());
  SSL *ssl;

  SSL_CTX_set_security_level (context, 0);
  if (spec->min_version != 0)
    SSL_CTX_set_min_proto_version (context, spec->min_version);
  if (spec->max_version != 0)
    SSL_CTX_set_max_proto_version (context, spec->max_version);
  if (spec->ciphers != NULL)
    g_assert_cmpint (SSL_CTX_set_cipher_list (context, spec->ciphers), ==, 1);
  if (spec->is_classic)
    SSL_CTX_set_options (context, SSL_OP_NO_EXTENDED_MASTER_SECRET);
  if (spec->wants_client)
    SSL_CTX_set_verify (context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
  g_assert_cmpint (SSL_CTX_use_certificate (context, spec->leaf->certificate), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey (context, spec->leaf->key), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (spec->chain) && spec->chain[i] != NULL; i++)
    SSL_CTX_add1_chain_cert (context, spec->chain[i]->certificate);
  for (guint i = 0; i < spec->n_extra; i++)
    SSL_CTX_add1_chain_cert (context, spec->chain[0]->certificate);
  ssl = SSL_new (context);
  SSL_CTX_free (context);
  BIO_set_mem_eof_return (in, -1);
  BIO_set_mem_eof_return (out, -1);
  SSL_set_bio (ssl, in, out);
  SSL_set_accept_state (ssl);
  return ssl;
}
