/* See servers.h. */
#include "session/servers.h"

#include <string.h>

#include "base/domain.h"

typedef struct
{
  const char *word;
  int protocol; /* -1: any */
  WpTlsMode tls;
} Mode;

static const Mode modes[] = {
  { "tls", -1, WP_TLS_IMPLICIT },
  { "starttls", -1, WP_TLS_STARTTLS },
  { "plain", -1, WP_TLS_NONE },
};

/* RFC 2192 and 2384, and what providers write in their manner. */
static const Mode schemes[] = {
  { "imap", WP_PROTOCOL_IMAP, WP_TLS_STARTTLS },
  { "imaps", WP_PROTOCOL_IMAP, WP_TLS_IMPLICIT },
  { "pop", WP_PROTOCOL_POP3, WP_TLS_STARTTLS },
  { "pop3", WP_PROTOCOL_POP3, WP_TLS_STARTTLS },
  { "pops", WP_PROTOCOL_POP3, WP_TLS_IMPLICIT },
  { "pop3s", WP_PROTOCOL_POP3, WP_TLS_IMPLICIT },
  { "smtp", WP_PROTOCOL_SMTP, WP_TLS_STARTTLS },
  { "smtps", WP_PROTOCOL_SMTP, WP_TLS_IMPLICIT },
  { "submission", WP_PROTOCOL_SMTP, WP_TLS_STARTTLS },
  { "submissions", WP_PROTOCOL_SMTP, WP_TLS_IMPLICIT },
};

static const Mode *
find_mode (const Mode *list, guint count, const char *word, WpProtocol protocol)
{
  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (list[i].word, word) == 0
        && (list[i].protocol < 0 || list[i].protocol == (int) protocol))
      return &list[i];
  return NULL;
}

/* Leaves HOST, HOST:PORT, [V6] or [V6]:PORT in `text`. Who logs in there is never taken from it.
 * FALSE: it belongs to another protocol. */
static gboolean
take_scheme (char *text, WpProtocol protocol, const Mode **mode)
{
  char *colon = strstr (text, "://"), *begin, *at;

  *mode = NULL;
  if (colon == NULL)
    return TRUE;
  *colon = '\0';
  *mode = find_mode (schemes, G_N_ELEMENTS (schemes), text, protocol);
  begin = colon + strlen ("://");
  begin[strcspn (begin, "/?#")] = '\0';
  at = strrchr (begin, '@');
  if (at != NULL)
    begin = at + 1;
  memmove (text, begin, strlen (begin) + 1);
  return *mode != NULL;
}

/* The host as it is asked for; NULL: it cannot be one. What follows it in `rest`. */
static char *
take_host (const char *text, const char **rest)
{
  g_autofree char *host = NULL;
  g_autofree char *ascii = NULL;
  const char *close = text[0] == '[' ? strchr (text, ']') : NULL;

  if (close != NULL)
    {
      host = g_strndup (text + 1, (gsize) (close - text) - 1);
      *rest = close + 1;
    }
  else
    {
      *rest = text + strcspn (text, ":");
      host = g_strndup (text, (gsize) (*rest - text));
      if (strlen (host) > 1 && g_str_has_suffix (host, "."))
        host[strlen (host) - 1] = '\0';
    }
  ascii = strchr (host, ':') != NULL ? g_strdup (host) : wp_domain_to_ascii (host, NULL);
  return ascii != NULL && wp_domain_is_host (ascii) ? g_steal_pointer (&ascii) : NULL;
}

WpEndpoint *
wp_session_parse_server (WpProtocol protocol, const char *text)
{
  static const guint16 implicit_ports[] = { 993, 995, 465 };
  g_auto (GStrv) parts = g_strsplit (text, ",", 2);
  g_autofree char *host = NULL;
  const char *rest = NULL;
  const Mode *scheme, *mode = NULL;
  WpEndpoint *endpoint;
  guint64 port = 0;

  if (parts[0] == NULL || !take_scheme (g_strstrip (parts[0]), protocol, &scheme))
    return NULL;
  if (parts[1] != NULL
      && (mode = find_mode (modes, G_N_ELEMENTS (modes), g_strstrip (parts[1]), protocol)) == NULL)
    return NULL;
  host = take_host (parts[0], &rest);
  if (host == NULL
      || (*rest != '\0'
          && (*rest != ':' || !g_ascii_string_to_unsigned (rest + 1, 10, 1, 65535, &port, NULL))))
    return NULL;
  if (mode == NULL)
    mode = scheme;
  endpoint = wp_endpoint_new (protocol, host, (guint16) port, WP_TLS_IMPLICIT);
  if (mode != NULL)
    endpoint->tls = mode->tls;
  else if (port != 0)
    endpoint->tls = port == implicit_ports[protocol] ? WP_TLS_IMPLICIT : WP_TLS_STARTTLS;
  if (port == 0 && mode != NULL)
    endpoint->port = wp_protocol_default_port (protocol, endpoint->tls);
  return endpoint;
}
