/* How far an answer about settings may be believed, derived from how it came here. Never set by
 * hand: a source records its provenance, this derives. */
#pragma once

#include <glib.h>

typedef enum /* high to low */
{
  WP_TRUST_USER,           /* typed or given */
  WP_TRUST_PROVIDER_HTTPS, /* every hop verified HTTPS inside the registrable domain of the
                            * address */
  WP_TRUST_DNSSEC,         /* SRV, authenticated by a trusted resolver, any target */
  WP_TRUST_DNS,            /* unsigned SRV, target inside the domain */
  WP_TRUST_DATABASE,       /* public database or built-in notes, matched by domain */
  WP_TRUST_MX,             /* anything that came by way of MX */
  WP_TRUST_DNS_FOREIGN,    /* unsigned SRV to, or a document after a redirect to, another domain */
  WP_TRUST_GUESS,
  WP_TRUST_HTTP,           /* any hop unencrypted */
} WpTrust;
#define WP_N_TRUSTS 9

/* "provider-https" */
const char *wp_trust_id (WpTrust trust);
gboolean    wp_trust_from_id (const char *id, WpTrust *trust);

typedef enum
{
  WP_SOURCE_GIVEN,
  WP_SOURCE_PACC,
  WP_SOURCE_AUTOCONFIG_SUBDOMAIN,
  WP_SOURCE_AUTOCONFIG_WELLKNOWN,
  WP_SOURCE_AUTOCONFIG_HTTP,
  WP_SOURCE_DATABASE,
  WP_SOURCE_MX_AUTOCONFIG,
  WP_SOURCE_MX_DATABASE,
  WP_SOURCE_SRV,
  WP_SOURCE_AUTODISCOVER,
  WP_SOURCE_MAILCONF,
  WP_SOURCE_NOTES,
  WP_SOURCE_GUESS,
} WpSourceKind;
#define WP_N_SOURCE_KINDS 13

/* "autoconfig.subdomain" */
const char *wp_source_kind_id (WpSourceKind kind);
gboolean    wp_source_kind_from_id (const char *id, WpSourceKind *kind);

/* What is known of the way an answer came. */
typedef struct
{
  WpSourceKind kind;
  gboolean is_https;         /* every hop verified HTTPS (documents) */
  gboolean left_domain;      /* a hop or the SRV target is outside the registrable domain */
  gboolean is_authenticated; /* DNSSEC, from a trusted resolver */
  gboolean came_by_mx;
} WpProvenance;

WpTrust     wp_trust_derive (const WpProvenance *provenance);
