/* See judge.h. */
#include "discover/judge.h"

#include <string.h>

#include "base/domain.h"
#include "base/inet.h"
#include "base/printable.h"
#include "policy/fence.h"

#define HTTP_PORT 80
#define HTTPS_PORT 443
#define MAX_URL_CHARS 300

gboolean
wp_hop_is_inside (const char *host, const char *domain)
{
  return wp_domain_is_own (host, domain);
}

WpOutcome
wp_hop_judge (const WpHopRules *rules,
              const char *url,
              const char *host,
              guint16 port,
              GArray *addresses,
              gboolean *left_domain)
{
  gboolean is_inside = wp_hop_is_inside (host, rules->domain);
  g_autofree char *registrable = wp_domain_registrable (host);
  gboolean is_https = g_ascii_strncasecmp (url, "https://", 8) == 0;

  if (!is_https && !(rules->allow_http && g_ascii_strncasecmp (url, "http://", 7) == 0))
    return WP_OUTCOME_REDIRECT_REFUSED;
  /* An address literal and a public suffix have no registrable domain: nobody vouches for them. */
  if (!is_inside && (rules->must_stay || registrable == NULL))
    return WP_OUTCOME_REDIRECT_REFUSED;
  if (port != (is_https ? HTTPS_PORT : HTTP_PORT) && !rules->allow_private)
    return WP_OUTCOME_FENCED;
  wp_fence_filter (addresses, rules->allow_private);
  if (addresses->len == 0)
    return WP_OUTCOME_FENCED;
  *left_domain = *left_domain || !is_inside;
  return WP_OUTCOME_OK;
}

char *
wp_url_for_display (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *ascii = NULL;
  const char *host = uri == NULL ? NULL : g_uri_get_host (uri);
  int port = uri == NULL ? -1 : g_uri_get_port (uri);

  if (host == NULL)
    return wp_printable_text (url, MAX_URL_CHARS);
  if (strchr (host, ':') != NULL)
    ascii = g_strdup_printf ("[%s]", host);
  else
    ascii = wp_domain_to_ascii (host, NULL);
  g_string_append_printf (text, "%s://%s", g_uri_get_scheme (uri), ascii == NULL ? "?" : ascii);
  if (port > 0 && port != HTTPS_PORT)
    g_string_append_printf (text, ":%d", port);
  g_string_append (text, g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    g_string_append_printf (text, "?%s", g_uri_get_query (uri));
  return wp_printable_text (text->str, MAX_URL_CHARS);
}

static int
by_srv_order (gconstpointer a, gconstpointer b)
{
  const WpDnsRecord *one = *(const WpDnsRecord *const *) a;
  const WpDnsRecord *other = *(const WpDnsRecord *const *) b;

  if (one->priority != other->priority)
    return one->priority < other->priority ? -1 : 1;
  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  if (!g_str_equal (one->target, other->target))
    return strcmp (one->target, other->target);
  return one->port < other->port ? -1 : one->port > other->port;
}

gboolean
wp_target_is_host (const char *target)
{
  WpInet literal;

  return wp_domain_is_host (target) && !wp_inet_parse (target, &literal);
}

GPtrArray *
wp_srv_order (const GPtrArray *records)
{
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      WpDnsRecord *record = records->pdata[i];

      if (record->port != 0 && wp_target_is_host (record->target))
        g_ptr_array_add (ordered, record);
    }
  g_ptr_array_sort (ordered, by_srv_order);
  return ordered;
}

gboolean
wp_srv_is_not_offered (const GPtrArray *records)
{
  return records->len == 1 && *((const WpDnsRecord *) records->pdata[0])->target == '\0';
}
