/* Certificates made on the spot, and a TLS server in memory that shows them. */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

typedef struct
{
  X509 *certificate;
  EVP_PKEY *key;
} Cert;

typedef struct
{
  const char *name;      /* CN */
  const char *alt_names; /* as in openssl.cnf: "DNS:a.example,IP:192.0.2.1"; NULL: none */
  gint64 from, to;       /* Unix seconds; 0, 0: a year around CERTS_NOW */
  const Cert *issuer;    /* NULL: itself */
  gboolean is_ca;
  const char *purpose;   /* extendedKeyUsage; NULL: none */
  int rsa_bits;          /* 0: P-256 */
  gboolean is_sha1;
} CertSpec;

#define CERTS_NOW G_GINT64_CONSTANT (1767225600) /* 2026-01-01 */
#define CERTS_DAY (24 * 3600)

Cert   *cert_new (const CertSpec *spec);
void    cert_free (Cert *cert);

typedef struct
{
  const Cert *leaf;
  const Cert *chain[3];   /* sent after the leaf */
  int min_version, max_version; /* 0: any */
  gboolean wants_client;  /* a certificate from the client */
  gboolean is_classic;    /* no extended master secret */
  guint n_extra;          /* copies of chain[0] sent besides */
  const char *ciphers;    /* of TLS 1.2; NULL: any */
} ServerSpec;

/* On two memory BIOs, in accept state. SSL_free ends it. */
SSL    *server_new (const ServerSpec *spec);
