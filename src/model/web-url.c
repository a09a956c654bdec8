/* See web-url.h. */
#include "model/web-url.h"

#include <string.h>

#include "base/domain.h"
#include "base/limits.h"

/* What may stand in a URL beside letters and digits (RFC 3986 §2), with '%' as it is encoded
 * already. */
#define URL_CHARACTERS "%:/?#[]@!$&'()*+,;=-._~"

static const struct
{
  const char *scheme;
  int port;
} schemes[] = {
  { "https", 443 },
  { "http", 80 },
};

static gboolean
has_only_url_bytes (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      gboolean is_stray_percent = *c == '%'
                                  && !(g_ascii_isxdigit (c[1]) && g_ascii_isxdigit (c[2]));

      if (*c == '\\' || *c == '\177' || ((guchar) *c) <= ' ' || is_stray_percent)
        return FALSE;
    }
  return g_utf8_validate (text, -1, NULL);
}

/* In brackets where it is an IPv6 literal. NULL: none, or not a host's. */
static char *
host_of (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = NULL;

  if (host == NULL || *host == '\0')
    return NULL;
  if (strchr (host, ':') != NULL)
    return wp_domain_is_host (host) ? g_strdup_printf ("[%s]", host) : NULL;
  ascii = wp_domain_to_ascii (host, NULL);
  return ascii != NULL && wp_domain_is_host (ascii) ? g_steal_pointer (&ascii) : NULL;
}

static void
add_part (GString *url, const char *mark, const char *part)
{
  g_autofree char *encoded = NULL;

  if (part == NULL)
    return;
  encoded = g_uri_escape_string (part, URL_CHARACTERS, FALSE);
  g_string_append_printf (url, "%s%s", mark, encoded);
}

char *
wp_web_url (const char *text)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GString) url = NULL;
  g_autofree char *host = NULL;
  int default_port = 0;

  if (text == NULL || strlen (text) > WP_LIMIT_URL_BYTES || !has_only_url_bytes (text))
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_port (uri) == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (g_uri_get_scheme (uri), schemes[i].scheme))
      default_port = schemes[i].port;
  host = host_of (uri);
  if (default_port == 0 || host == NULL)
    return NULL;
  url = g_string_new (NULL);
  g_string_append_printf (url, "%s://%s", g_uri_get_scheme (uri), host);
  if (g_uri_get_port (uri) != -1 && g_uri_get_port (uri) != default_port)
    g_string_append_printf (url, ":%d", g_uri_get_port (uri));
  add_part (url, "", g_uri_get_path (uri));
  add_part (url, "?", g_uri_get_query (uri));
  add_part (url, "#", g_uri_get_fragment (uri));
  return g_strdup (url->str);
}

gboolean
wp_web_url_is_https (const char *url)
{
  return g_str_has_prefix (url, "https://");
}
