/* See trust.h. */
#include "model/trust.h"

static const char *const trust_ids[WP_N_TRUSTS] = {
  "user", "provider-https", "dnssec", "dns", "database", "mx", "dns-foreign", "guess", "http",
};
static const char *const kind_ids[WP_N_SOURCE_KINDS] = {
  "given",
  "pacc",
  "autoconfig.subdomain",
  "autoconfig.wellknown",
  "autoconfig.http",
  "database",
  "mx.autoconfig",
  "mx.database",
  "srv",
  "autodiscover",
  "mailconf",
  "notes",
  "guess",
};

static gboolean
find_id (const char *const *ids, guint n, const char *id, guint *found)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

const char *
wp_trust_id (WpTrust trust)
{
  return trust_ids[trust];
}

gboolean
wp_trust_from_id (const char *id, WpTrust *trust)
{
  guint i;

  if (!find_id (trust_ids, WP_N_TRUSTS, id, &i))
    return FALSE;
  *trust = (WpTrust) i;
  return TRUE;
}

const char *
wp_source_kind_id (WpSourceKind kind)
{
  return kind_ids[kind];
}

gboolean
wp_source_kind_from_id (const char *id, WpSourceKind *kind)
{
  guint i;

  if (!find_id (kind_ids, WP_N_SOURCE_KINDS, id, &i))
    return FALSE;
  *kind = (WpSourceKind) i;
  return TRUE;
}

WpTrust
wp_trust_derive (const WpProvenance *provenance)
{
  switch (provenance->kind)
    {
    case WP_SOURCE_GIVEN:
      return WP_TRUST_USER;
    case WP_SOURCE_GUESS:
      return WP_TRUST_GUESS;
    case WP_SOURCE_SRV:
      if (provenance->is_authenticated)
        return WP_TRUST_DNSSEC;
      return provenance->left_domain ? WP_TRUST_DNS_FOREIGN : WP_TRUST_DNS;
    default:
      break;
    }
  if (provenance->kind != WP_SOURCE_NOTES && !provenance->is_https)
    return WP_TRUST_HTTP;
  if (provenance->came_by_mx)
    return WP_TRUST_MX;
  if (provenance->left_domain)
    return WP_TRUST_DNS_FOREIGN;
  if (provenance->kind == WP_SOURCE_DATABASE || provenance->kind == WP_SOURCE_NOTES)
    return WP_TRUST_DATABASE;
  return WP_TRUST_PROVIDER_HTTPS;
}
