/* See gsasl-peer.h. */
#include "gsasl-peer.h"

#include <string.h>

#include <gsasl.h>

struct _Peer
{
  PeerParams params;
  Gsasl *context;
  Gsasl_session *session;
};

static int
set_binding (Peer *peer, Gsasl_session *session, Gsasl_property property, const char *type)
{
  g_autofree char *base64 = NULL;

  if (g_strcmp0 (peer->params.binding_type, type) != 0)
    return GSASL_NO_CALLBACK;
  base64 = g_base64_encode (peer->params.binding, peer->params.binding_length);
  return gsasl_property_set (session, property, base64);
}

static int
answer (Gsasl *context G_GNUC_UNUSED, Gsasl_session *session, Gsasl_property property)
{
  Peer *peer = gsasl_session_hook_get (session);

  switch ((int) property)
    {
    case GSASL_PASSWORD:
      return gsasl_property_set (session, property, peer->params.password);
    case GSASL_SCRAM_ITER:
      if (peer->params.iterations == NULL)
        return GSASL_NO_CALLBACK;
      return gsasl_property_set (session, property, peer->params.iterations);
    case GSASL_CB_TLS_EXPORTER:
      return set_binding (peer, session, property, "tls-exporter");
    case GSASL_CB_TLS_UNIQUE:
      return set_binding (peer, session, property, "tls-unique");
    case GSASL_VALIDATE_SIMPLE:
      return g_strcmp0 (gsasl_property_fast (session, GSASL_PASSWORD), peer->params.password) == 0
                 ? GSASL_OK
                 : GSASL_AUTHENTICATION_ERROR;
    default:
      return GSASL_NO_CALLBACK;
    }
}

Peer *
peer_new (const PeerParams *params)
{
  Peer *peer = g_new0 (Peer, 1);

  peer->params = *params;
  g_assert_cmpint (gsasl_init (&peer->context), ==, GSASL_OK);
  gsasl_callback_set (peer->context, answer);
  g_assert_cmpint (gsasl_server_start (peer->context, params->mechanism, &peer->session), ==,
                   GSASL_OK);
  gsasl_session_hook_set (peer->session, peer);
  return peer;
}

void
peer_free (Peer *peer)
{
  gsasl_finish (peer->session);
  gsasl_done (peer->context);
  g_free (peer);
}

gboolean
peer_step (Peer *peer, const char *response, char **challenge, gboolean *is_done)
{
  gsize count = 0;
  size_t length = 0;
  char *output = NULL;
  g_autofree char *input /* g_base64_decode ends it with a NUL */
      = (char *) (response == NULL || *response == '\0' ? NULL
                                                        : g_base64_decode (response, &count));
  int rc = gsasl_step (peer->session, input, count, &output, &length);

  *is_done = rc == GSASL_OK;
  *challenge = g_base64_encode ((const guint8 *) output, length);
  gsasl_free (output);
  return rc == GSASL_OK || rc == GSASL_NEEDS_MORE;
}
