/* See servers.h. */
#include "session/servers.h"

#include <string.h>

#include "base/domain.h"

WpEndpoint *
wp_session_parse_server (WpProtocol protocol, const char *text)
{
  static const struct
  {
    const char *word;
    WpTlsMode tls;
  } modes[] = {
    { "tls", WP_TLS_IMPLICIT },
    { "starttls", WP_TLS_STARTTLS },
    { "plain", WP_TLS_NONE },
  };
  static const guint16 implicit_ports[] = { 993, 995, 465 };
  g_auto (GStrv) parts = g_strsplit (text, ",", 2);
  g_autofree char *host = NULL;
  g_autofree char *ascii = NULL;
  const char *rest = NULL;
  WpEndpoint *endpoint;
  guint64 port = 0;
  int mode = -1;

  for (guint i = 0; parts[0] != NULL && parts[1] != NULL && i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (parts[1], modes[i].word))
      mode = (int) i;
  if (parts[0] == NULL || (parts[1] != NULL && mode < 0))
    return NULL;
  if (parts[0][0] == '[' && strchr (parts[0], ']') != NULL)
    {
      rest = strchr (parts[0], ']') + 1;
      host = g_strndup (parts[0] + 1, (gsize) (rest - parts[0]) - 2);
    }
  else
    {
      rest = strchr (parts[0], ':');
      host = rest == NULL ? g_strdup (parts[0]) : g_strndup (parts[0], (gsize) (rest - parts[0]));
    }
  if (rest != NULL && *rest != '\0'
      && (*rest != ':' || !g_ascii_string_to_unsigned (rest + 1, 10, 1, 65535, &port, NULL)))
    return NULL;
  ascii = strchr (host, ':') != NULL ? g_strdup (host) : wp_domain_to_ascii (host, NULL);
  if (ascii == NULL || !wp_domain_is_host (ascii))
    return NULL;
  endpoint = wp_endpoint_new (protocol, ascii, (guint16) port, WP_TLS_IMPLICIT);
  if (mode >= 0)
    endpoint->tls = modes[mode].tls;
  else if (port != 0)
    endpoint->tls = port == implicit_ports[protocol] ? WP_TLS_IMPLICIT : WP_TLS_STARTTLS;
  if (port == 0 && mode >= 0)
    endpoint->port = wp_protocol_default_port (protocol, endpoint->tls);
  return endpoint;
}
