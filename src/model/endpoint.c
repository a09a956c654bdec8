/* See endpoint.h. */
#include "model/endpoint.h"

static const char *const protocol_ids[] = { "imap", "pop3", "smtp" };
static const char *const tls_ids[] = { "implicit", "starttls", "none" };
static const char *const auth_ids[WP_N_AUTHS] = {
  "password-cleartext", "password-encrypted", "OAuth2", "GSSAPI", "NTLM",
  "TLS-client-cert",    "client-IP-address",  "none",
};
/* RFC 8314 §3.3 and the IANA registry. */
static const guint16 default_ports[WP_N_PROTOCOLS][3] = {
  { 993, 143, 143 },
  { 995, 110, 110 },
  { 465, 587, 587 },
};
static const char address_template[] = "%EMAILADDRESS%";

WpEndpoint *
wp_endpoint_new (WpProtocol protocol, const char *host, guint16 port, WpTlsMode tls)
{
  WpEndpoint *endpoint = g_new0 (WpEndpoint, 1);

  endpoint->protocol = protocol;
  endpoint->host = g_strdup (host);
  endpoint->port = port;
  endpoint->tls = tls;
  return endpoint;
}

WpEndpoint *
wp_endpoint_dup (const WpEndpoint *endpoint)
{
  WpEndpoint *copy = g_new (WpEndpoint, 1);

  *copy = *endpoint;
  copy->host = g_strdup (endpoint->host);
  copy->username = g_strdup (endpoint->username);
  return copy;
}

void
wp_endpoint_free (WpEndpoint *endpoint)
{
  if (endpoint == NULL)
    return;
  g_free (endpoint->host);
  g_free (endpoint->username);
  g_free (endpoint);
}

static const char *
username_template (const WpEndpoint *endpoint)
{
  return endpoint->username == NULL ? address_template : endpoint->username;
}

gboolean
wp_endpoint_same_server (const WpEndpoint *a, const WpEndpoint *b)
{
  return a->protocol == b->protocol && a->port == b->port && a->tls == b->tls
         && g_ascii_strcasecmp (a->host, b->host) == 0;
}

gboolean
wp_endpoint_equal (const WpEndpoint *a, const WpEndpoint *b)
{
  return wp_endpoint_same_server (a, b)
         && g_str_equal (username_template (a), username_template (b));
}

guint
wp_endpoint_hash (const WpEndpoint *endpoint)
{
  g_autofree char *host = g_ascii_strdown (endpoint->host, -1);

  return g_str_hash (host) ^ ((guint) endpoint->port << 4) ^ ((guint) endpoint->protocol << 2)
         ^ (guint) endpoint->tls ^ g_str_hash (username_template (endpoint));
}

void
wp_endpoint_add_auth (WpEndpoint *endpoint, WpAuth auth)
{
  for (guint i = 0; i < endpoint->n_auth; i++)
    if (endpoint->auth[i] == auth)
      return;
  endpoint->auth[endpoint->n_auth++] = auth;
}

guint16
wp_protocol_default_port (WpProtocol protocol, WpTlsMode tls)
{
  return default_ports[protocol][tls];
}

gboolean
wp_port_is_for_mail (guint16 port)
{
  static const guint16 ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525 };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    if (ports[i] == port)
      return TRUE;
  return FALSE;
}

const char *
wp_protocol_id (WpProtocol protocol)
{
  return protocol_ids[protocol];
}

const char *
wp_tls_mode_id (WpTlsMode tls)
{
  return tls_ids[tls];
}

const char *
wp_auth_id (WpAuth auth)
{
  return auth_ids[auth];
}

static gboolean
find_id (const char *const *ids, guint n, const char *id, guint *found)
{
  for (guint i = 0; i < n && id != NULL; i++)
    if (g_ascii_strcasecmp (ids[i], id) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
wp_protocol_from_id (const char *id, WpProtocol *protocol)
{
  guint i;

  if (!find_id (protocol_ids, G_N_ELEMENTS (protocol_ids), id, &i))
    return FALSE;
  *protocol = (WpProtocol) i;
  return TRUE;
}

gboolean
wp_tls_mode_from_id (const char *id, WpTlsMode *tls)
{
  guint i;

  if (!find_id (tls_ids, G_N_ELEMENTS (tls_ids), id, &i))
    return FALSE;
  *tls = (WpTlsMode) i;
  return TRUE;
}

gboolean
wp_auth_from_id (const char *id, WpAuth *auth)
{
  guint i;

  if (!find_id (auth_ids, G_N_ELEMENTS (auth_ids), id, &i))
    return FALSE;
  *auth = (WpAuth) i;
  return TRUE;
}
