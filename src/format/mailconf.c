/* See mailconf.h. */
#include "format/mailconf.h"

#include <string.h>

#include "base/domain.h"
#include "base/inet.h"
#include "model/web-url.h"

/* https on its own port, at a name. */
static char *
good_url (const char *text)
{
  g_autofree char *url = wp_web_url (text);
  g_autoptr (GUri) uri = url == NULL ? NULL : g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  WpInet literal;

  if (uri == NULL || !wp_web_url_is_https (url) || g_uri_get_port (uri) != -1
      || wp_inet_parse (g_uri_get_host (uri), &literal))
    return NULL;
  return g_steal_pointer (&url);
}

char *
wp_mailconf_read (const char *text)
{
  g_autofree char *value = g_strstrip (g_strdup (text));

  if (!g_str_has_prefix (value, WP_MAILCONF_PREFIX))
    return NULL;
  return good_url (g_strstrip (value + strlen (WP_MAILCONF_PREFIX)));
}

char *
wp_mailconf_write (const char *url)
{
  g_autofree char *good = good_url (url);

  return good == NULL ? NULL : g_strconcat (WP_MAILCONF_PREFIX, good, NULL);
}
