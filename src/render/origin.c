/* Who said it and how far that can be believed, in words. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"

/* Where an answer came from, in words, and in short for the one that agrees. */
static const struct
{
  const char *from;
  const char *brief;
} origins[WP_N_SOURCE_KINDS] = {
  /* Translators: "as given": the settings are those that the user gave. */
  [WP_SOURCE_GIVEN] = { N_ ("as given"), N_ ("what was given") },
  [WP_SOURCE_PACC] = { N_ ("from {domain}'s own web site (PACC, HTTPS)"), "PACC" },
  [WP_SOURCE_AUTOCONFIG_SUBDOMAIN] = { N_ ("from {domain}'s own web site (autoconfig, HTTPS)"),
                                       "autoconfig" },
  [WP_SOURCE_AUTOCONFIG_WELLKNOWN] = { N_ ("from {domain}'s own web site (autoconfig, HTTPS)"),
                                       "autoconfig" },
  [WP_SOURCE_AUTOCONFIG_HTTP] = { N_ ("from a page without encryption (autoconfig), could be "
                                      "forged here"),
                                  "autoconfig" },
  [WP_SOURCE_DATABASE] = { N_ ("from the public database"), N_ ("the public database") },
  [WP_SOURCE_MX_AUTOCONFIG] = { N_ ("from the hoster found by way of the MX record (autoconfig)"),
                                N_ ("the hoster") },
  [WP_SOURCE_MX_DATABASE] = { N_ ("from the public database, found by way of the MX record"),
                              N_ ("the public database") },
  [WP_SOURCE_SRV] = { N_ ("from the name service (SRV records)"), "DNS (SRV)" },
  [WP_SOURCE_AUTODISCOVER] = { N_ ("from Autodiscover"), "Autodiscover" },
  [WP_SOURCE_MAILCONF] = { N_ ("from the name service (mailconf)"), "mailconf" },
  [WP_SOURCE_NOTES] = { N_ ("from notes that come with this program"), N_ ("built-in notes") },
  [WP_SOURCE_GUESS] = { N_ ("guessed from the usual names"), N_ ("a guess") },
};

const WpSource *
wp_render_best_source (const WpReport *report, const WpCandidate *candidate, const WpSource *beside)
{
  const WpSource *best = NULL;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source == NULL
          || (beside != NULL
              && g_strcmp0 (origins[source->kind].brief, origins[beside->kind].brief) == 0))
        continue;
      if (best == NULL || source->trust < best->trust)
        best = source;
    }
  return best;
}

/* "münchen.test (xn--mnchen-3ya.test)": as it is read, and as it stands in the settings. */
char *
wp_render_domain (const WpReport *report, const WpRenderStyle *style)
{
  const char *ascii = report->account == NULL ? "" : report->account->domain_ascii;
  g_autofree char *shown = wp_domain_for_display (ascii);

  if (shown == NULL || !style->is_utf8 || g_str_equal (shown, ascii))
    return g_strdup (ascii);
  return g_strdup_printf ("%s (%s)", shown, ascii);
}

char *
wp_render_from (WpSourceKind kind, const char *domain, const WpRenderStyle *style)
{
  return wp_render_fill_pairs (origins[kind].from, style, "domain", domain, NULL);
}

const char *
wp_render_brief (WpSourceKind kind, const WpRenderStyle *style)
{
  return wp_render_tr (origins[kind].brief, style);
}

const char *
wp_render_trust (WpTrust trust, WpSourceKind kind, const WpRenderStyle *style)
{
  static const char *const words[WP_N_TRUSTS] = {
    [WP_TRUST_USER] = N_ ("as given"),
    [WP_TRUST_PROVIDER_HTTPS] = N_ ("from the provider, HTTPS"),
    [WP_TRUST_DNSSEC] = N_ ("signed (DNSSEC)"),
    [WP_TRUST_DNS] = N_ ("could be forged here"),
    [WP_TRUST_DATABASE] = N_ ("kept by others, HTTPS"),
    [WP_TRUST_MX] = N_ ("by way of MX, could be forged here"),
    [WP_TRUST_DNS_FOREIGN] = N_ ("to another domain, could be forged here"),
    [WP_TRUST_GUESS] = N_ ("only a guess"),
    [WP_TRUST_HTTP] = N_ ("not encrypted, could be forged here"),
  };

  if (kind == WP_SOURCE_NOTES)
    return wp_render_tr (trust == WP_TRUST_MX ? N_ ("known by MX, could be forged here")
                                              : N_ ("known beforehand"),
                         style);
  if (trust == WP_TRUST_DNS_FOREIGN && kind != WP_SOURCE_SRV)
    return wp_render_tr (N_ ("kept by another domain"), style);
  return wp_render_tr (words[trust], style);
}

const char *
wp_render_why_chosen (WpTrust trust, const WpRenderStyle *style)
{
  static const char *const words[WP_N_TRUSTS] = {
    [WP_TRUST_USER] = N_ ("Chosen because they were given."),
    [WP_TRUST_PROVIDER_HTTPS] = N_ ("Chosen because the provider itself publishes them, over "
                                    "verified HTTPS."),
    [WP_TRUST_DNSSEC] = N_ ("Chosen because the records are signed, and the signature was "
                            "checked."),
    [WP_TRUST_DNS] = N_ ("Chosen because nothing better answered. Anybody on this network could "
                         "have forged the records, but only with servers that can prove to be "
                         "part of the domain."),
    [WP_TRUST_DATABASE] = N_ ("Chosen because the provider itself gave no answer with any, and "
                              "others know its servers."),
    [WP_TRUST_MX] = N_ ("Chosen because no better source has settings. The mail exchanger led to "
                        "these, and anybody on this network could have forged that answer."),
    [WP_TRUST_DNS_FOREIGN] = N_ ("Chosen because nothing better answered. The answer leads to "
                                 "another domain, and nothing proves that it should."),
    [WP_TRUST_GUESS] = N_ ("Chosen because no source names any server, and these usual names "
                           "answer."),
    [WP_TRUST_HTTP] = N_ ("Chosen because no better source has settings. These came without "
                          "encryption, and anybody on this network could have forged them."),
  };

  return wp_render_tr (words[trust], style);
}

/* How it was found, by the one that is believed most. */
static const char *
found_words (const WpSource *source)
{
  static const char *const words[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_GIVEN] = N_ ("As given."),
    [WP_SOURCE_PACC] = N_ ("Found at the provider."),
    [WP_SOURCE_AUTOCONFIG_SUBDOMAIN] = N_ ("Found at the provider."),
    [WP_SOURCE_AUTOCONFIG_WELLKNOWN] = N_ ("Found at the provider."),
    [WP_SOURCE_AUTOCONFIG_HTTP] = N_ ("Found on a page without encryption. Please check."),
    [WP_SOURCE_DATABASE] = N_ ("Found in the public database."),
    [WP_SOURCE_MX_AUTOCONFIG] = N_ ("Found at the hoster of the mail exchanger. Please check."),
    [WP_SOURCE_MX_DATABASE] = N_ ("Found by way of the mail exchanger. Please check."),
    [WP_SOURCE_SRV] = N_ ("Found in DNS."),
    [WP_SOURCE_AUTODISCOVER] = N_ ("Found at the provider."),
    [WP_SOURCE_MAILCONF] = N_ ("Found by way of DNS."),
    [WP_SOURCE_NOTES] = N_ ("Known beforehand."),
    [WP_SOURCE_GUESS] = N_ ("A guess. Please check."),
  };

  if (source->kind == WP_SOURCE_GIVEN)
    return words[WP_SOURCE_GIVEN];
  switch (source->trust)
    {
    case WP_TRUST_DNSSEC:
      return N_ ("Found in DNS, signed.");
    case WP_TRUST_HTTP:
      return words[WP_SOURCE_AUTOCONFIG_HTTP];
    case WP_TRUST_MX:
      return words[WP_SOURCE_MX_DATABASE];
    case WP_TRUST_DNS_FOREIGN:
      return source->kind == WP_SOURCE_SRV ? N_ ("Found in DNS, at another domain. Please check.")
                                           : N_ ("Found at another domain. Please check.");
    default:
      return words[source->kind];
    }
}

const char *
wp_render_found (const WpReport *report, const WpCandidate *candidate, const WpRenderStyle *style)
{
  const WpSource *best = wp_render_best_source (report, candidate, NULL);

  return best == NULL ? "" : wp_render_tr (found_words (best), style);
}

char *
wp_render_who_says (const WpReport *report,
                    const WpCandidate *candidate,
                    const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));
      g_autofree char *name = source == NULL ? NULL : wp_render_source_name (report, source, style);

      if (name != NULL && strstr (out->str, name) == NULL)
        g_string_append_printf (out, "%s%s (%s)", out->len > 0 ? ", " : "", name,
                                wp_render_trust (source->trust, source->kind, style));
    }
  return g_string_free (out, FALSE);
}
