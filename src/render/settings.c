/* Servers in columns: protocol, host, port, encryption, user name. A host is shown as it stands in
 * the name service (A-labels), to be copied. Where it is not in the domain of the address, the part
 * that somebody registered is bold on a colour terminal: that part says who owns it, whatever
 * stands before; find.c says so in words. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"

#define PROTOCOL_COLUMNS 6

const char *
wp_render_encryption (const WpEndpoint *endpoint, const WpRenderStyle *style)
{
  static const char *const words[] = {
    [WP_TLS_IMPLICIT] = "TLS",
    [WP_TLS_STARTTLS] = "STARTTLS",
    [WP_TLS_NONE] = N_ ("no encryption"),
  };

  return wp_render_tr (words[endpoint->tls], style);
}

char *
wp_render_foreign (const WpReport *report, const char *host)
{
  const char *domain = report->account == NULL ? NULL : report->account->domain_ascii;
  g_autofree char *registrable = wp_domain_registrable (host);

  if (domain == NULL || wp_domain_is_own (host, domain))
    return NULL;
  return g_steal_pointer (&registrable);
}

/* The same, as the tail of `host`. */
static const char *
foreign_part (const WpReport *report, const char *host)
{
  g_autofree char *foreign = wp_render_foreign (report, host);

  return foreign == NULL ? NULL : host + strlen (host) - strlen (foreign);
}

static void
append_host (GString *out, const WpReport *report, const char *host, const WpRenderStyle *style)
{
  const char *tail = foreign_part (report, host);

  if (tail == NULL || !style->has_colour)
    g_string_append (out, host);
  else
    g_string_append_printf (out, "%.*s\033[1m%s\033[0m", (int) (tail - host), host, tail);
}

static char *
name_of (const WpReport *report, const WpEndpoint *endpoint)
{
  g_autofree char *filled = report->account == NULL
                                ? g_strdup (endpoint->username)
                                : wp_account_fill (report->account, endpoint->username);

  return filled == NULL ? g_strdup ("") : wp_printable_text (filled, WP_LIMIT_TRANSCRIPT_TEXT);
}

typedef struct
{
  guint host;
  guint port;
  guint encryption;
  guint name;
} Widths;

static Widths
measure (const WpReport *report,
         const WpSettingsLine *lines,
         guint n_lines,
         const WpRenderStyle *style)
{
  Widths widths = { 0 };

  for (guint i = 0; i < n_lines; i++)
    {
      const WpEndpoint *endpoint = lines[i].endpoint;
      g_autofree char *name = name_of (report, endpoint);

      widths.host = MAX (widths.host, wp_layout_width (endpoint->host));
      widths.port = MAX (widths.port, endpoint->port > 9999 ? 5 : endpoint->port > 999 ? 4 : 3);
      widths.encryption = MAX (widths.encryption,
                               wp_layout_width (wp_render_encryption (endpoint, style)));
      widths.name = MAX (widths.name, wp_layout_width (name));
    }
  return widths;
}

static void
append_part (GString *out, const char *text, guint indent, const WpRenderStyle *style)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
  wp_layout_pad (out, indent);
  wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
}

static void
append_note (GString *out, const char *note, guint used, guint indent, const WpRenderStyle *style)
{
  if (note == NULL || *note == '\0')
    return;
  if (used + 2 + wp_layout_width (note) <= wp_layout_columns (style))
    g_string_append_printf (out, "  %s", note);
  else
    append_part (out, note, indent, style);
}

static void
append_in_columns (GString *out,
                   const WpReport *report,
                   const WpSettingsLine *line,
                   const Widths *widths,
                   const WpRenderStyle *style)
{
  const WpEndpoint *endpoint = line->endpoint;
  const char *mode = wp_render_encryption (endpoint, style);
  g_autofree char *name = name_of (report, endpoint);
  g_autofree char *port = g_strdup_printf ("%u", (guint) endpoint->port);
  guint used = 2 + PROTOCOL_COLUMNS + widths->host + 2 + widths->port + 2 + widths->encryption + 2
               + widths->name;

  append_host (out, report, endpoint->host, style);
  wp_layout_pad (out, widths->host + 2 - wp_layout_width (endpoint->host));
  g_string_append (out, port);
  wp_layout_pad (out, widths->port + 2 - wp_layout_width (port));
  g_string_append (out, mode);
  wp_layout_pad (out, widths->encryption + 2 - wp_layout_width (mode));
  g_string_append (out, name);
  if (line->note != NULL)
    wp_layout_pad (out, widths->name - wp_layout_width (name));
  append_note (out, line->note, used, 2 + PROTOCOL_COLUMNS, style);
}

static void
append_stacked (GString *out,
                const WpReport *report,
                const WpEndpoint *endpoint,
                const WpRenderStyle *style)
{
  guint indent = 2 + PROTOCOL_COLUMNS;
  g_autofree char *name = name_of (report, endpoint);
  g_autofree char *port = g_strdup_printf ("%u  %s", (guint) endpoint->port,
                                           wp_render_encryption (endpoint, style));

  if (indent + wp_layout_width (endpoint->host) > wp_layout_columns (style))
    {
      while (out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append (out, "\n    ");
    }
  append_host (out, report, endpoint->host, style);
  append_part (out, port, indent, style);
  if (*name != '\0')
    append_part (out, name, indent, style);
}

void
wp_render_settings (GString *out,
                    const WpReport *report,
                    const WpSettingsLine *lines,
                    guint n_lines,
                    const WpRenderStyle *style)
{
  Widths widths = measure (report, lines, n_lines, style);
  guint whole = 2 + PROTOCOL_COLUMNS + widths.host + 2 + widths.port + 2 + widths.encryption + 2
                + widths.name;

  for (guint i = 0; i < n_lines; i++)
    {
      const char *protocol = wp_render_protocol (wp_protocol_id (lines[i].endpoint->protocol));

      if (lines[i].has_sign)
        wp_layout_sign (out, lines[i].sign, style);
      else
        g_string_append (out, "  ");
      g_string_append (out, protocol);
      wp_layout_pad (out, PROTOCOL_COLUMNS - wp_layout_width (protocol));
      if (whole <= wp_layout_columns (style))
        append_in_columns (out, report, &lines[i], &widths, style);
      else
        {
          append_stacked (out, report, lines[i].endpoint, style);
          append_note (out, lines[i].note, wp_layout_columns (style), 2 + PROTOCOL_COLUMNS, style);
        }
      while (out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_c (out, '\n');
    }
}
