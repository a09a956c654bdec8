/* Where a service is and how one enters it. A value: two sources that say the same make equal
 * endpoints, which are tested once. */
#pragma once

#include <glib.h>

typedef enum
{
  WP_PROTOCOL_IMAP,
  WP_PROTOCOL_POP3,
  WP_PROTOCOL_SMTP,
} WpProtocol;
#define WP_N_PROTOCOLS 3

typedef enum
{
  WP_TLS_IMPLICIT,
  WP_TLS_STARTTLS,
  WP_TLS_NONE, /* looked at, never logged in to */
} WpTlsMode;

/* What a source says about logging in; the words of the autoconfig format. */
typedef enum
{
  WP_AUTH_PASSWORD,  /* password-cleartext: PLAIN, LOGIN, USER/PASS inside TLS */
  WP_AUTH_ENCRYPTED, /* password-encrypted: CRAM-MD5, SCRAM */
  WP_AUTH_OAUTH2,
  WP_AUTH_GSSAPI,
  WP_AUTH_NTLM,
  WP_AUTH_CLIENT_CERT,
  WP_AUTH_CLIENT_IP,
  WP_AUTH_NONE,
} WpAuth;
#define WP_N_AUTHS 8

typedef struct
{
  WpProtocol protocol;
  char *host; /* A-labels without final dot, or an address literal without brackets */
  guint16 port;
  WpTlsMode tls;
  WpAuth auth[WP_N_AUTHS]; /* in the source's order; n_auth = 0: not said */
  guint n_auth;
  char *username; /* template with %EMAIL…%; NULL: not said, the address is meant */
} WpEndpoint;

WpEndpoint *wp_endpoint_new (WpProtocol protocol, const char *host, guint16 port, WpTlsMode tls);
WpEndpoint *wp_endpoint_dup (const WpEndpoint *endpoint);
void        wp_endpoint_free (WpEndpoint *endpoint);
/* Protocol, host, port, TLS mode and user name (not said = the address); the auth list is advice
 * and does not tell endpoints apart. */
gboolean    wp_endpoint_equal (const WpEndpoint *a, const WpEndpoint *b);
guint       wp_endpoint_hash (const WpEndpoint *endpoint);
/* Same protocol, host, port and TLS mode: one connection serves both. */
gboolean    wp_endpoint_same_server (const WpEndpoint *a, const WpEndpoint *b);
void        wp_endpoint_add_auth (WpEndpoint *endpoint, WpAuth auth);

guint16     wp_protocol_default_port (WpProtocol protocol, WpTlsMode tls);
/* 25 110 143 465 587 993 995 2525: the ports on which mail is served. No other is connected to
 * unless a person wants it. */
gboolean    wp_port_is_for_mail (guint16 port);

/* Words of the report: "imap", "implicit", "password-cleartext". The reverse answers FALSE for
 * anything else. */
const char *wp_protocol_id (WpProtocol protocol);
const char *wp_tls_mode_id (WpTlsMode tls);
const char *wp_auth_id (WpAuth auth);
gboolean    wp_protocol_from_id (const char *id, WpProtocol *protocol);
gboolean    wp_tls_mode_from_id (const char *id, WpTlsMode *tls);
gboolean    wp_auth_from_id (const char *id, WpAuth *auth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpEndpoint, wp_endpoint_free)
