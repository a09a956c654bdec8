/* A finding without a report: its texts, filled with examples. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

/* Names of RFC 2606 and addresses of RFC 5737. */
static const struct
{
  const char *key;
  const char *value;
} examples[] = {
  { WP_KEY_HOST, "mail.example.org" },
  { WP_KEY_PORT, "993" },
  { WP_KEY_PROTOCOL, "imap" },
  { WP_KEY_PEER_PROTOCOL, "pop3" },
  { WP_KEY_PROTOCOLS, "imap" },
  { WP_KEY_NAME, "mail.example.org" },
  { WP_KEY_DOMAIN, "example.org" },
  { WP_KEY_ADDRESS, "anna@example.org" },
  { WP_KEY_USERNAME, "anna@example.org" },
  { WP_KEY_SENDER, "anna@example.org" },
  { WP_KEY_MECHANISM, "SCRAM-SHA-256" },
  { WP_KEY_MECHANISMS, "XOAUTH2" },
  { WP_KEY_NAMES, "other.example.net" },
  { WP_KEY_ISSUER, "CN=Example Authority" },
  { WP_KEY_NOT_BEFORE, "2026-03-01" },
  { WP_KEY_NOT_AFTER, "2026-01-31" },
  { WP_KEY_SUGGESTION, "993" },
  { WP_KEY_ITERATIONS, "4000000000" },
  { WP_KEY_FINGERPRINT, "9f86d081\342\200\246" },
  { WP_KEY_SOURCE, "https://autoconfig.example.org/mail/config-v1.1.xml" },
  { WP_KEY_OTHER, "imap.example.net:993" },
  { WP_KEY_OTHER_SOURCE, "DNS (SRV)" },
  { WP_KEY_PROVIDER, "Example Mail" },
};

/* Where a text means something else by the same name. */
static const struct
{
  const char *finding;
  const char *key;
  const char *value;
} special[] = {
  { "input.domain.typo", WP_KEY_DOMAIN, "exmaple.org" },
  { "input.domain.typo", WP_KEY_SUGGESTION, "example.org" },
  { "discovery.conflict", WP_KEY_NAMES, "imap.example.org:993" },
  { "discovery.conflict", WP_KEY_SUGGESTION, "--imap imap.example.net:993,tls" },
  { "discovery.better", WP_KEY_SOURCE, "DNS (SRV)" },
  { "discovery.better", WP_KEY_NAMES, "imap.example.net:993" },
  { "discovery.better", WP_KEY_OTHER, "imap.example.org:993" },
  { "discovery.better", WP_KEY_OTHER_SOURCE,
    "https://autoconfig.example.org/mail/config-v1.1.xml" },
  { "discovery.better", WP_KEY_SUGGESTION, "--imap imap.example.org:993,tls" },
  { "input.domain.suffix", WP_KEY_DOMAIN, "co.uk" },
};

WpFields *
wp_render_examples (const char *finding)
{
  WpFields *params = wp_fields_new ();

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    wp_fields_set_text (params, examples[i].key, examples[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_str_equal (special[i].finding, finding))
      wp_fields_set_text (params, special[i].key, special[i].value);
  return params;
}

static void
append (GString *out,
        const char *lead,
        const char *msgid,
        const WpFields *params,
        const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_fill (msgid, params, style);
  g_autofree char *led = wp_render_fill_pairs (lead, style, "text", text, NULL);

  g_string_append (out, "\n  ");
  wp_layout_wrap (out, led, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

char *
wp_render_explain (const char *id, const WpRenderStyle *style)
{
  const WpFindingText *text = wp_catalogue_find (id);
  g_autoptr (WpFields) params = wp_render_examples (id);
  g_autofree char *title = NULL;
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (text->id);
  g_string_append (out, "\n  ");
  title = wp_render_fill (text->title, params, style);
  wp_layout_wrap (out, title, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  append (out, N_ ("Why: {text}"), text->cause, params, style);
  append (out, N_ ("What to do: {text}"), text->remedy_user, params, style);
  append (out, N_ ("For the support desk: {text}"), text->remedy_desk, params, style);
  g_string_append (out, "\n  ");
  wp_layout_wrap (out,
                  wp_render_tr (N_ ("Names, ports and dates in this text are examples."), style), 2,
                  2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  return wp_layout_finish (out, style);
}
