/* See sheet.h. */
#include "render/sheet.h"

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "render/advice-private.h"

void
wp_sheet_row_free (WpSheetRow *row)
{
  if (row == NULL)
    return;
  g_free (row->label);
  g_free (row->server);
  g_free (row->port);
  g_free (row->encryption);
  g_free (row->username);
  g_free (row);
}

static gboolean
is_needed (WpProtocol protocol, WpAdviceOutcome outcome)
{
  if (protocol == WP_PROTOCOL_SMTP || !wp_advice_is_answer (outcome))
    return TRUE;
  return protocol == WP_PROTOCOL_IMAP ? wp_advice_has_imap (outcome) : wp_advice_has_pop (outcome);
}

static char *
name_of (const WpReport *report, const WpService *service, const WpEndpoint *endpoint)
{
  g_autofree char *filled = NULL;

  if (service->username != NULL)
    return wp_printable_text (service->username, WP_LIMIT_TRANSCRIPT_TEXT);
  filled = report->account == NULL ? g_strdup (endpoint->username)
                                   : wp_account_fill (report->account, endpoint->username);
  return filled == NULL ? g_strdup ("") : wp_printable_text (filled, WP_LIMIT_TRANSCRIPT_TEXT);
}

static WpSheetRow *
new_row (const WpReport *report,
         const WpService *service,
         const WpEndpoint *endpoint,
         const WpRenderStyle *style)
{
  WpSheetRow *row = g_new0 (WpSheetRow, 1);
  const char *label = service->protocol == WP_PROTOCOL_SMTP ? N_ ("Outgoing ({protocol})")
                                                            : N_ ("Incoming ({protocol})");

  row->protocol = service->protocol;
  row->label = wp_render_fill_pairs (label, style, "protocol",
                                     wp_render_protocol (wp_protocol_id (service->protocol)), NULL);
  row->server = wp_printable_text (endpoint->host, WP_LIMIT_TRANSCRIPT_TEXT);
  row->port = g_strdup_printf ("%u", (guint) endpoint->port);
  row->encryption = g_strdup (wp_render_encryption (endpoint, style));
  row->username = name_of (report, service, endpoint);
  return row;
}

static gboolean
is_incoming (const WpSheetRow *row)
{
  return row->protocol != WP_PROTOCOL_SMTP;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const WpSheetRow *one = *(const WpSheetRow *const *) a;
  const WpSheetRow *other = *(const WpSheetRow *const *) b;

  if (is_incoming (one) != is_incoming (other))
    return is_incoming (one) ? -1 : 1;
  return (int) one->protocol - (int) other->protocol;
}

GPtrArray *
wp_render_sheet (const WpReport *report, WpAdviceOutcome outcome, const WpRenderStyle *style)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_sheet_row_free);

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);

      if (candidate != NULL && is_needed (service->protocol, outcome)
          && (service->works == WP_WORKS_YES || service->works == WP_WORKS_NOT_TESTED))
        g_ptr_array_add (rows, new_row (report, service, candidate->endpoint, style));
    }
  g_ptr_array_sort (rows, compare);
  return rows;
}

static gboolean
has_proven (const WpReport *report)
{
  for (guint i = 0; i < report->services->len; i++)
    if (((const WpService *) report->services->pdata[i])->works == WP_WORKS_YES)
      return TRUE;
  return FALSE;
}

char *
wp_render_sheet_password (const WpReport *report, const WpRenderStyle *style)
{
  return g_strdup (wp_render_tr (
      has_proven (report) ? N_ ("Password: as tested. It is not on this sheet and was not saved.")
                          : N_ ("The password is not on this sheet, and none was tested."),
      style));
}

char *
wp_render_sheet_settings (const WpSituation *situation,
                          const WpAdvice *advice,
                          const WpRenderStyle *style)
{
  static const WpProtocol protocols[] = { WP_PROTOCOL_IMAP, WP_PROTOCOL_POP3 };
  GString *out = g_string_new (NULL);

  for (guint p = 0; p < G_N_ELEMENTS (protocols) && wp_advice_is_answer (advice->outcome); p++)
    {
      g_autoptr (GPtrArray) texts = wp_advice_settings_of (situation, advice, protocols[p], style);

      for (guint i = 0; i < texts->len; i++)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "",
                                (const char *) texts->pdata[i]);
    }
  return g_string_free (out, FALSE);
}

static void
append_field (GString *out, const char *label, const char *value, const WpRenderStyle *style)
{
  if (*value != '\0')
    g_string_append_printf (out, "  %s: %s\n", wp_render_tr (label, style), value);
}

char *
wp_render_sheet_text (const WpReport *report,
                      const WpSituation *situation,
                      const WpAdvice *advice,
                      const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = wp_render_sheet (report, advice->outcome, style);
  g_autofree char *settings = wp_render_sheet_settings (situation, advice, style);
  g_autofree char *password = wp_render_sheet_password (report, style);
  GString *out = g_string_new (NULL);

  if (report->account != NULL)
    {
      g_autofree char *address = wp_printable_text (report->account->address,
                                                    WP_LIMIT_TRANSCRIPT_TEXT);
      g_autofree char *title = wp_render_fill_pairs (N_ ("Mail settings of {address}"), style,
                                                     "address", address, NULL);

      g_string_append_printf (out, "%s\n\n", title);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const WpSheetRow *row = rows->pdata[i];

      g_string_append_printf (out, "%s\n", row->label);
      append_field (out, N_ ("Server"), row->server, style);
      append_field (out, N_ ("Port"), row->port, style);
      append_field (out, N_ ("Encryption"), row->encryption, style);
      append_field (out, N_ ("User name"), row->username, style);
      g_string_append_c (out, '\n');
    }
  if (*settings != '\0')
    g_string_append_printf (out, "%s\n\n", settings);
  g_string_append_printf (out, "%s\n", password);
  return wp_layout_finish (out, style);
}
