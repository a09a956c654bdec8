/* What a TLS handshake showed: evidence for people and for the policy. Names and texts in it are
 * already printable. */
#pragma once

#include <glib.h>

/* Every way a certificate can fail verification, by name; several can hold at once. */
typedef enum
{
  WP_FAULT_EXPIRED = 1 << 0,
  WP_FAULT_NOT_YET_VALID = 1 << 1,
  WP_FAULT_NAME = 1 << 2,           /* no name of the certificate fits (RFC 9525, 7817) */
  WP_FAULT_SELF_SIGNED = 1 << 3,    /* the leaf vouches for itself */
  WP_FAULT_UNKNOWN_ISSUER = 1 << 4, /* no path to a trusted root; also: intermediate not sent */
  WP_FAULT_WEAK = 1 << 5,           /* key or signature */
  WP_FAULT_PURPOSE = 1 << 6,        /* not for servers */
  WP_FAULT_REVOKED = 1 << 7,
  WP_FAULT_OTHER = 1 << 8,
} WpFaults;
/* Those that a person may answer with a pin. */
#define WP_FAULTS_PINNABLE \
  (WP_FAULT_EXPIRED | WP_FAULT_NAME | WP_FAULT_SELF_SIGNED | WP_FAULT_UNKNOWN_ISSUER)
#define WP_N_FAULTS 9

/* "expired", "not-yet-valid", "name", … of one bit. */
const char *wp_fault_id (WpFaults fault);

typedef struct
{
  char *subject; /* RFC 2253 */
  char *issuer;
  char **names;  /* SAN: DNS names, IP addresses, SRV-ID as "_imaps.example.org" */
  gint64 not_before; /* Unix seconds */
  gint64 not_after;
  char *sha256;  /* hex, lower case, of the whole certificate */
  char *key;     /* "EC 256", "RSA 2048" */
  char *signature; /* "ecdsa-with-SHA256" */
} WpCertificate;

typedef struct
{
  char *version;  /* "TLSv1.3"; NULL: no handshake */
  char *cipher;
  char *reference_name; /* the name that was asked for and verified */
  GPtrArray *chain;     /* of WpCertificate, leaf first, as sent */
  guint faults;         /* WpFaults */
  GPtrArray *fault_details; /* of char*: "depth 0: certificate has expired (10)" */
  char *alert;          /* the alert received, "protocol version" */
  char *error;          /* OpenSSL's reason */
} WpTlsFacts;

WpTlsFacts    *wp_tls_facts_new (void);
WpTlsFacts    *wp_tls_facts_dup (const WpTlsFacts *facts);
void           wp_tls_facts_free (WpTlsFacts *facts);
WpCertificate *wp_certificate_new (void);
void           wp_certificate_free (WpCertificate *certificate);
const WpCertificate *wp_tls_facts_leaf (const WpTlsFacts *facts);
/* A finished handshake of TLS 1.2 or later (RFC 8314 §4.1, 8997). */
gboolean       wp_tls_facts_is_modern (const WpTlsFacts *facts);
/* That, with a certificate without any fault. */
gboolean       wp_tls_facts_is_verified (const WpTlsFacts *facts);

/* The faults are only such as a person may accept by a pin, and the TLS version is good. */
gboolean       wp_tls_facts_is_pinnable (const WpTlsFacts *facts);
/* Pinnable, and `pin` (hex SHA-256, NULL: none) is the leaf's. */
gboolean       wp_tls_facts_is_pinned (const WpTlsFacts *facts, const char *pin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpTlsFacts, wp_tls_facts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpCertificate, wp_certificate_free)
