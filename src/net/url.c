/* See url.h. */
#include "net/url.h"

#include <string.h>

#include "base/domain.h"
#include "net/curl.h"
#include "net/socket.h"

static char *
take_part (CURLU *parts, CURLUPart part, unsigned flags)
{
  char *text = NULL, *copy;

  if (wp_curl ()->url_get (parts, part, &text, flags) != CURLUE_OK)
    return NULL;
  copy = g_strdup (text);
  wp_curl ()->free (text);
  return copy;
}

/* The host as A-labels or a plain literal; the parts are set to it. */
static char *
normal_host (CURLU *parts)
{
  g_autofree char *host = take_part (parts, CURLUPART_HOST, 0);
  char *ascii;
  WpInet inet;

  if (host == NULL)
    return NULL;
  if (host[0] == '[')
    {
      g_autofree char *literal = g_strndup (host + 1, strlen (host) - 2);

      return wp_inet_parse (literal, &inet) ? g_steal_pointer (&literal) : NULL;
    }
  if (wp_inet_parse (host, &inet))
    return g_steal_pointer (&host);
  ascii = wp_domain_to_ascii (host, NULL);
  if (ascii != NULL)
    wp_curl ()->url_set (parts, CURLUPART_HOST, ascii, 0);
  return ascii;
}

gboolean
wp_url_read (const char *text, WpUrl *url)
{
  const WpCurl *curl = wp_curl ();
  CURLU *parts = curl->url ();
  g_autofree char *scheme = NULL, *port = NULL;
  WpUrl read = { 0 };
  gboolean is_good = FALSE;

  if (curl->url_set (parts, CURLUPART_URL, text, CURLU_DISALLOW_USER) == CURLUE_OK)
    {
      curl->url_set (parts, CURLUPART_FRAGMENT, NULL, 0);
      scheme = take_part (parts, CURLUPART_SCHEME, 0);
      read.host = normal_host (parts);
      port = take_part (parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
      read.text = take_part (parts, CURLUPART_URL, 0);
      read.is_https = g_strcmp0 (scheme, "https") == 0;
      read.port = port != NULL ? (guint16) g_ascii_strtoull (port, NULL, 10) : 0;
      is_good = read.host != NULL && read.text != NULL && read.port != 0
                && (read.is_https || g_strcmp0 (scheme, "http") == 0);
    }
  curl->url_cleanup (parts);
  if (!is_good)
    {
      g_free (read.text);
      g_free (read.host);
      read = (WpUrl){ 0 };
    }
  *url = read;
  return is_good;
}
