/* Sources that name other servers than the chosen ones: a sentence for each two voices, however
 * many protocols and ports they differ in. Several ports of a host are no contradiction, and two
 * places of a web site are one voice. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "diagnose/as-client.h"

/* Two voices, and what each of them names. */
typedef struct
{
  char *voice;
  char *other_voice;
  GPtrArray *hosts; /* of char*, each once */
  GPtrArray *other_hosts;
  GPtrArray *protocols; /* of const char* */
} Dispute;

static void
dispute_free (gpointer data)
{
  Dispute *dispute = data;

  g_free (dispute->voice);
  g_free (dispute->other_voice);
  g_ptr_array_unref (dispute->hosts);
  g_ptr_array_unref (dispute->other_hosts);
  g_ptr_array_unref (dispute->protocols);
  g_free (dispute);
}

static char *
voice_of (const WpReport *report, const WpSource *source, const WpRenderStyle *style)
{
  static const char *const voices[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_GIVEN] = N_ ("what was given"),
    [WP_SOURCE_PACC] = N_ ("the web site of {domain}"),
    [WP_SOURCE_AUTOCONFIG_SUBDOMAIN] = N_ ("the web site of {domain}"),
    [WP_SOURCE_AUTOCONFIG_WELLKNOWN] = N_ ("the web site of {domain}"),
    [WP_SOURCE_AUTOCONFIG_HTTP] = N_ ("a page without encryption"),
    [WP_SOURCE_DATABASE] = N_ ("the public database"),
    [WP_SOURCE_MX_AUTOCONFIG] = N_ ("the hoster"),
    [WP_SOURCE_MX_DATABASE] = N_ ("the public database"),
    [WP_SOURCE_SRV] = N_ ("the name service (SRV)"),
    [WP_SOURCE_AUTODISCOVER] = "Autodiscover",
    [WP_SOURCE_MAILCONF] = N_ ("the name service (mailconf)"),
    [WP_SOURCE_NOTES] = N_ ("the built-in notes"),
    [WP_SOURCE_GUESS] = N_ ("a guess"),
  };

  return wp_render_fill_pairs (voices[source->kind], style, "domain",
                               report->account == NULL ? "" : report->account->domain_ascii, NULL);
}

static gboolean
speaks_for (const WpReport *report,
            const char *voice,
            const WpCandidate *candidate,
            const WpRenderStyle *style)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));
      g_autofree char *own = source == NULL ? NULL : voice_of (report, source, style);

      if (g_strcmp0 (own, voice) == 0)
        return TRUE;
    }
  return FALSE;
}

static Dispute *
find_or_add (GPtrArray *disputes, const char *voice, const char *other_voice)
{
  Dispute *dispute;

  for (guint i = 0; i < disputes->len; i++)
    {
      dispute = disputes->pdata[i];
      if (g_str_equal (dispute->voice, voice) && g_str_equal (dispute->other_voice, other_voice))
        return dispute;
    }
  dispute = g_new0 (Dispute, 1);
  dispute->voice = g_strdup (voice);
  dispute->other_voice = g_strdup (other_voice);
  dispute->hosts = g_ptr_array_new_with_free_func (g_free);
  dispute->other_hosts = g_ptr_array_new_with_free_func (g_free);
  dispute->protocols = g_ptr_array_new ();
  g_ptr_array_add (disputes, dispute);
  return dispute;
}

static void
add_host (GPtrArray *hosts, const char *host)
{
  if (!g_ptr_array_find_with_equal_func (hosts, host, g_str_equal, NULL))
    g_ptr_array_add (hosts, g_strdup (host));
}

static void
add_dispute (GPtrArray *disputes,
             const WpReport *report,
             const WpCandidate *choice,
             const WpCandidate *other,
             const WpRenderStyle *style)
{
  const WpSource *source = wp_render_best_source (report, choice, NULL);
  const WpSource *other_source = wp_render_best_source (report, other, NULL);
  const char *protocol = wp_protocol_id (choice->endpoint->protocol);
  g_autofree char *voice = NULL;
  g_autofree char *other_voice = NULL;
  Dispute *dispute;

  if (source == NULL || other_source == NULL
      || g_ascii_strcasecmp (choice->endpoint->host, other->endpoint->host) == 0)
    return;
  voice = voice_of (report, source, style);
  other_voice = voice_of (report, other_source, style);
  if (speaks_for (report, voice, other, style) || speaks_for (report, other_voice, choice, style))
    return;
  dispute = find_or_add (disputes, voice, other_voice);
  add_host (dispute->hosts, choice->endpoint->host);
  add_host (dispute->other_hosts, other->endpoint->host);
  if (!g_ptr_array_find (dispute->protocols, wp_render_protocol (protocol), NULL))
    g_ptr_array_add (dispute->protocols, (gpointer) wp_render_protocol (protocol));
}

static void
append_dispute (GString *out, const Dispute *dispute, const WpRenderStyle *style)
{
  g_autofree char *protocols = wp_render_joined (dispute->protocols);
  g_autofree char *hosts = wp_render_joined (dispute->hosts);
  g_autofree char *other_hosts = wp_render_joined (dispute->other_hosts);
  g_autofree char *text = wp_render_fill_pairs (
      N_ ("The sources do not agree on {protocols}: {source} names {names}, {other_source} names "
          "{other}."),
      style, "protocols", protocols, "source", dispute->voice, "names", hosts, "other_source",
      dispute->other_voice, "other", other_hosts, NULL);

  wp_layout_sign (out, WP_SIGN_WARN, style);
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

void
wp_render_conflicts (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) disputes = g_ptr_array_new_with_free_func (dispute_free);

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *choice = wp_report_choice (report, wp_render_order[i]);
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, wp_render_order[i]);

      for (guint n = 0; n < ranked->len && choice != NULL; n++)
        if (wp_ids_has (choice->conflicts, ((const WpCandidate *) ranked->pdata[n])->id))
          add_dispute (disputes, report, choice, ranked->pdata[n], style);
    }
  if (disputes->len == 0)
    return;
  g_string_append_c (out, '\n');
  for (guint i = 0; i < disputes->len; i++)
    append_dispute (out, disputes->pdata[i], style);
  g_string_append (out, "  ");
  wp_layout_wrap (out,
                  wp_render_tr (N_ ("What is believed more is used. If it does not work, ask your "
                                    "provider which servers are right."),
                                style),
                  2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}
