/* What the sources say beside servers, and what is known of the provider beforehand. Shown only:
 * nothing here was opened, and a URL is what its source wrote, printable. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"

#define MOST_LINKS 8 /* of one heading */
#define MOST_PARAGRAPH 1000

static const char *const labels[WP_N_LINK_KINDS] = {
  [WP_LINK_DOCUMENTATION] = N_ ("How to set it up"),
  [WP_LINK_ENABLE] = N_ ("To be switched on first"),
  [WP_LINK_INSTRUCTION] = N_ ("Instructions"),
  [WP_LINK_WEBMAIL] = N_ ("Mail on the web"),
  [WP_LINK_JMAP] = "JMAP",
  [WP_LINK_CALDAV] = N_ ("Calendar (CalDAV)"),
  [WP_LINK_CARDDAV] = N_ ("Contacts (CardDAV)"),
  [WP_LINK_WEBDAV] = N_ ("Files (WebDAV)"),
  [WP_LINK_MANAGESIEVE] = N_ ("Filters (ManageSieve)"),
  [WP_LINK_CHAT] = N_ ("Chat"),
  [WP_LINK_VIDEO] = N_ ("Video calls"),
  [WP_LINK_EWS] = "Exchange (EWS)",
  [WP_LINK_ACTIVESYNC] = "Exchange (ActiveSync)",
  [WP_LINK_GRAPH] = "Microsoft Graph",
};

static void
append_line (GString *out, const char *label, const char *text, const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  guint indent = MIN (26, columns / 2);
  guint used = 2 + wp_layout_width (label);

  g_string_append (out, "  ");
  wp_layout_wrap (out, label, 2, 2, columns);
  if (used + 1 > indent)
    {
      g_string_append_c (out, '\n');
      used = 0;
    }
  wp_layout_pad (out, indent - used);
  wp_layout_wrap (out, text, indent, indent, columns);
  g_string_append_c (out, '\n');
}

/* "https://example.org/help (Setting up mail)"; NULL: it says nothing. */
static char *
text_of (const WpLink *link)
{
  g_autofree char *target = wp_printable_text (link->target, WP_LIMIT_URL_BYTES);
  g_autofree char *text = wp_printable_text (link->text, WP_LIMIT_LINK_CHARS);
  gboolean has_target = target != NULL && *target != '\0';
  gboolean has_text = text != NULL && *text != '\0';

  if (has_target && has_text)
    return g_strdup_printf ("%s (%s)", target, text);
  if (has_target)
    return g_steal_pointer (&target);
  return has_text ? g_steal_pointer (&text) : NULL;
}

/* The same page is named in many languages, and by several sources. */
static gboolean
is_repeated (const GPtrArray *shown, const WpLink *link)
{
  for (guint i = 0; i < shown->len; i++)
    {
      const WpLink *other = shown->pdata[i];

      if (other->kind == link->kind && g_strcmp0 (other->target, link->target) == 0
          && (link->target != NULL || g_strcmp0 (other->text, link->text) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
append_links (GString *out,
              const WpReport *report,
              WpLinkKind first,
              WpLinkKind last,
              const char *heading,
              const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      for (guint n = 0; n < source->links->len; n++)
        {
          const WpLink *link = source->links->pdata[n];
          g_autofree char *text = text_of (link);

          if (link->kind >= first && link->kind <= last && !is_repeated (shown, link)
              && text != NULL)
            g_ptr_array_add (shown, (gpointer) link);
        }
    }
  if (shown->len == 0)
    return;
  g_string_append_c (out, '\n');
  wp_layout_wrap (out, wp_render_tr (heading, style), 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < MIN (shown->len, MOST_LINKS); i++)
    {
      const WpLink *link = shown->pdata[i];
      g_autofree char *text = text_of (link);

      append_line (out, wp_render_tr (labels[link->kind], style), text, style);
    }
  if (shown->len > MOST_LINKS)
    {
      g_autofree char *count = g_strdup_printf ("%u", shown->len - MOST_LINKS);
      g_autofree char *more = wp_render_fill_pairs (N_ ("and {count} more, in the report (--json)"),
                                                    style, "count", count, NULL);

      g_string_append (out, "  ");
      wp_layout_wrap (out, more, 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

void
wp_render_offers (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  append_links (out, report, WP_LINK_JMAP, WP_LINK_GRAPH, N_ ("Also offered:"), style);
}

void
wp_render_pages (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  append_links (out, report, WP_LINK_DOCUMENTATION, WP_LINK_WEBMAIL,
                N_ ("Pages that the sources name (not opened):"), style);
}

static const char *const demands[WP_N_DEMAND_KINDS] = {
  [WP_DEMAND_APP_PASSWORD] = N_ ("{protocols}: only with an app password, made for mail programs"),
  [WP_DEMAND_SIGN_IN] = N_ ("{protocols}: only with a sign-in through the web (OAuth2), without a "
                            "password"),
  [WP_DEMAND_SWITCH_ON] = N_ ("{protocols}: must be switched on first"),
  [WP_DEMAND_SEPARATE_PASSWORD] = N_ ("{protocols}: only with a mail password of its own"),
  [WP_DEMAND_BRIDGE] = N_ ("{protocols}: only through a program of the provider on this computer"),
  [WP_DEMAND_NO_MAIL] = N_ ("{protocols}: not offered"),
  [WP_DEMAND_PAID] = N_ ("{protocols}: only with a paid plan"),
};

char *
wp_render_protocol_list (guint protocols)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((protocols & (1u << wp_render_order[i])) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                              wp_render_protocol (wp_protocol_id (wp_render_order[i])));
  return g_string_free (out, FALSE);
}

void
wp_render_paragraph (GString *out, const char *text, guint indent, const WpRenderStyle *style)
{
  g_autofree char *shown = wp_printable_text (text, MOST_PARAGRAPH);

  if (shown == NULL)
    return;
  wp_layout_pad (out, indent);
  wp_layout_wrap (out, shown, indent, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

char *
wp_render_demand (const WpDemand *demand, const WpRenderStyle *style)
{
  g_autofree char *protocols = wp_render_protocol_list (demand->protocols);

  return wp_render_fill_pairs (demands[demand->kind], style, "protocols", protocols, NULL);
}

static void
append_demand (GString *out, const WpDemand *demand, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_demand (demand, style);

  wp_render_paragraph (out, text, 2, style);
  wp_render_paragraph (out, demand->where, 4, style);
  wp_render_paragraph (out, demand->url, 4, style);
}

static void
append_demands (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpProvider *provider = report->provider;
  g_autofree char *heading = wp_render_fill_pairs (
      provider->came_by_mx
          ? N_ ("What {name} demands (recognised by the mail exchanger, which could "
                "be forged here):")
          : N_ ("What {name} demands:"),
      style, "name", provider->name, NULL);
  g_autofree char *age = wp_render_fill_pairs (
      wp_provider_is_stale (provider, report->started_unix / G_USEC_PER_SEC)
          ? N_ ("Last looked up on {date}; this may have changed. See {source}")
          : N_ ("Looked up on {date}. See {source}"),
      style, "date", provider->checked_on, "source", provider->source, NULL);

  g_string_append_c (out, '\n');
  wp_render_paragraph (out, heading, 0, style);
  for (guint i = 0; i < provider->demands->len; i++)
    append_demand (out, provider->demands->pdata[i], style);
  wp_render_paragraph (out, age, 2, style);
}

void
wp_render_provider (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GString) notices = g_string_new (NULL);
  g_autofree char *heading = NULL;

  if (report->provider == NULL)
    return;
  if (report->provider->demands->len > 0)
    append_demands (out, report, style);
  if (!wp_render_beside_demands (notices, report, style))
    return;
  heading = wp_render_fill_pairs (N_ ("Good to know about {name}:"), style, "name",
                                  report->provider->name, NULL);
  g_string_append_c (out, '\n');
  wp_render_paragraph (out, heading, 0, style);
  g_string_append_len (out, notices->str, (gssize) notices->len);
}
