/* Conversations with IMAP servers that speak TLS (greeting, capabilities, LOGOUT). The servers are
 * another process, so that their work is not counted as ours. */
#pragma once

#include "../unit/net/peer.h"
#include "net/conn.h"

typedef struct
{
  WpLoop *loop;
  SSL_CTX *context;
  guint16 port;
  guint n_connected, n_idle, n_closed; /* since somebody set them to 0 */
  X509_STORE *store;
  char *ca_path;
  pid_t servers;
} Talks;

/* `script` serves each connection to `port`; `beside` is called in the servers' process, too, once
 * they are there, and does not come back. It may be NULL. FALSE: it did not work. */
gboolean talks_begin (Talks *talks, PeerScript script, void (*beside) (gpointer data),
                      gpointer data);
void     talks_end (Talks *talks);

/* A script, or the rest of one. */
void     talks_serve (Peer *peer, gpointer data);

/* One that says LOGOUT as soon as it is idle. */
WpConn  *talks_start (Talks *talks, guint16 port);
/* Until `count` are closed; all must have been idle before. */
void     talks_run (Talks *talks, guint count);
