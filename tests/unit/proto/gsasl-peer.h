/* A SASL server in memory (GNU SASL's), which knows one user. */
#pragma once

#include <glib.h>

typedef struct _Peer Peer;

typedef struct
{
  const char *mechanism;
  const char *password;
  const char *iterations;      /* of SCRAM; NULL: the library's */
  const char *binding_type;    /* "tls-exporter", "tls-unique" or NULL */
  const void *binding;
  gsize binding_length;
} PeerParams;

Peer *peer_new (const PeerParams *params);
void  peer_free (Peer *peer);
/* One base64 message of the client; FALSE: refused. *challenge (g_free) is the answer, "" if the
 * exchange is at its end. */
gboolean peer_step (Peer *peer, const char *response, char **challenge, gboolean *is_done);
