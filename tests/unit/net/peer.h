/* A scripted server on loopback for tests: one thread listens, one serves each connection with
 * blocking calls, so that a script reads like a dialogue. Also a certificate authority made on the
 * spot. Ports are chosen by the kernel. */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

typedef struct _Peer Peer; /* one connection */
typedef struct _PeerServer PeerServer;
typedef void (*PeerScript) (Peer *peer, gpointer data);

typedef enum
{
  PEER_CERT_GOOD,
  PEER_CERT_EXPIRED,
  PEER_CERT_SELF_SIGNED,
} PeerCert;

/* A fresh authority; its certificate is in the PEM file. */
typedef struct
{
  EVP_PKEY *key;
  X509 *certificate;
  char *path;
} PeerAuthority;

PeerAuthority *peer_authority_new (void);
void           peer_authority_free (PeerAuthority *authority); /* removes the file */
/* `names`: "DNS:mail.test,IP:127.0.0.1". */
SSL_CTX       *peer_context_new (const PeerAuthority *authority, const char *names, PeerCert kind);

/* `context` is referenced, may be NULL. `address`: "127.0.0.1" or "::1". */
PeerServer *
peer_server_new (const char *address, SSL_CTX *context, PeerScript script, gpointer data);
/* Breaks off every connection and waits for the threads. */
void        peer_server_free (PeerServer *server);
guint16     peer_server_port (const PeerServer *server);
guint       peer_server_count (PeerServer *server);

/* In scripts. FALSE: the other side has gone. */
gboolean peer_tls (Peer *peer);
gboolean peer_say (Peer *peer, const char *text);
gboolean peer_write (Peer *peer, const void *bytes, gsize count);
/* Without line end. */
gboolean peer_line (Peer *peer, char *buffer, gsize size);
/* Until the other side ends, or the server is freed. */
void     peer_wait (Peer *peer);
/* Sends RST instead of FIN when the script ends. */
void     peer_reset (Peer *peer);
/* Whether close_notify was the last thing that came. */
gboolean peer_saw_close_notify (Peer *peer);
