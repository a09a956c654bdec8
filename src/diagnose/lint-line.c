/* The lines that mend what lint finds: a record of a zone file (RFC 1035 §5, 2782), an entry of an
 * autoconfig file, a member of a PACC document. Hosts in endpoints are checked names. */
#include "diagnose/lint-private.h"

#define TTL_S 3600

const char *
wp_lint_srv_label (WpProtocol protocol, WpTlsMode tls)
{
  static const char *const labels[WP_N_PROTOCOLS][2] = {
    { "_imaps", "_imap" },
    { "_pop3s", "_pop3" },
    { "_submissions", "_submission" },
  };

  return labels[protocol][tls != WP_TLS_IMPLICIT];
}

/* IMAP before POP3, encryption from the first byte before STARTTLS: as format/zone has it. */
guint
wp_lint_srv_priority (const WpEndpoint *endpoint)
{
  return (endpoint->protocol == WP_PROTOCOL_POP3 ? 20 : 0)
         + (endpoint->tls == WP_TLS_IMPLICIT ? 0 : 10);
}

char *
wp_lint_srv_line (const char *domain, const WpEndpoint *endpoint, guint priority)
{
  return g_strdup_printf ("%s._tcp.%s. %d IN SRV %u 1 %u %s.",
                          wp_lint_srv_label (endpoint->protocol, endpoint->tls), domain, TTL_S,
                          priority, endpoint->port, endpoint->host);
}

char *
wp_lint_srv_none_line (const char *domain, WpProtocol protocol, WpTlsMode tls)
{
  return g_strdup_printf ("%s._tcp.%s. %d IN SRV 0 0 0 .", wp_lint_srv_label (protocol, tls),
                          domain, TTL_S);
}

char *
wp_lint_xml_line (const WpEndpoint *endpoint)
{
  const char *element = endpoint->protocol == WP_PROTOCOL_SMTP ? "outgoingServer"
                                                               : "incomingServer";
  WpAuth auth = endpoint->n_auth == 0 ? WP_AUTH_PASSWORD : endpoint->auth[0];

  return g_markup_printf_escaped (
      "<%s type=\"%s\"><hostname>%s</hostname><port>%u</port><socketType>%s</socketType>"
      "<username>%s</username><authentication>%s</authentication></%s>",
      element, wp_protocol_id (endpoint->protocol), endpoint->host, endpoint->port,
      endpoint->tls == WP_TLS_IMPLICIT ? "SSL" : "STARTTLS",
      endpoint->username == NULL ? "%EMAILADDRESS%" : endpoint->username, wp_auth_id (auth),
      element);
}

/* The format knows no port and no mode: it is implicit TLS on the usual one. */
static char *
pacc_line (const WpEndpoint *endpoint)
{
  static const char *const names[WP_N_PROTOCOLS] = { "imap", "pop3", "submit" };

  if (endpoint->tls != WP_TLS_IMPLICIT
      || endpoint->port != wp_protocol_default_port (endpoint->protocol, WP_TLS_IMPLICIT))
    return NULL;
  return g_strdup_printf ("\"%s\": {\"host\": \"%s\"}", names[endpoint->protocol], endpoint->host);
}

char *
wp_lint_line_of (WpSourceKind kind, const char *domain, const WpEndpoint *endpoint)
{
  switch (kind)
    {
    case WP_SOURCE_SRV:
      return wp_lint_srv_line (domain, endpoint, wp_lint_srv_priority (endpoint));
    case WP_SOURCE_AUTOCONFIG_SUBDOMAIN:
    case WP_SOURCE_AUTOCONFIG_WELLKNOWN:
    case WP_SOURCE_AUTOCONFIG_HTTP:
    case WP_SOURCE_MAILCONF:
      return wp_lint_xml_line (endpoint);
    case WP_SOURCE_PACC:
      return pacc_line (endpoint);
    default:
      return NULL;
    }
}
