/* See sheet.h. */
#include "render/sheet.h"

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
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

const char *
wp_sheet_row_field (const WpSheetRow *row, guint n, const WpRenderStyle *style, const char **value)
{
  static const struct
  {
    const char *label;
    gsize offset;
  } fields[] = {
    { N_ ("Server"), G_STRUCT_OFFSET (WpSheetRow, server) },
    { N_ ("Port"), G_STRUCT_OFFSET (WpSheetRow, port) },
    { N_ ("Encryption"), G_STRUCT_OFFSET (WpSheetRow, encryption) },
    { N_ ("User name"), G_STRUCT_OFFSET (WpSheetRow, username) },
  };

  if (n >= G_N_ELEMENTS (fields))
    return NULL;
  *value = G_STRUCT_MEMBER (char *, row, fields[n].offset);
  return wp_render_tr (fields[n].label, style);
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

/* The password */

/* The password of the account let somebody in; where sending has its own, that is no proof of it.
 */
static gboolean
has_proven (const WpReport *report)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works == WP_WORKS_YES && !service->has_own_password)
        return TRUE;
    }
  return FALSE;
}

/* Sending has another user name than whatever receives. */
static gboolean
has_own_name (const GPtrArray *rows)
{
  const WpSheetRow *last = rows->len == 0 ? NULL : rows->pdata[rows->len - 1];

  for (guint i = 0; i + 1 < rows->len; i++)
    if (!is_incoming (last)
        && !g_str_equal (((const WpSheetRow *) rows->pdata[i])->username, last->username))
      return TRUE;
  return FALSE;
}

char *
wp_render_sheet_password (const WpReport *report, const WpRenderStyle *style)
{
  static const char *const own[2][2] = {
    /* user name, password */
    { NULL, N_ ("Sending has a password of its own.") },
    { N_ ("Sending has a user name of its own."),
      N_ ("Sending has a user name and a password of its own.") },
  };
  g_autoptr (GPtrArray) rows = wp_render_sheet (report, WP_ADVICE_UNCLEAR, style);
  gboolean is_other = wp_report_has_own_sending (report);
  const char *first = own[has_own_name (rows)][is_other];
  static const char *const tested[2][2] = {
    /* that of the account, that for sending */
    { N_ ("The password is not on this sheet, and none was tested."),
      N_ ("Only the password for sending was accepted. It is not on this sheet and was not "
          "saved.") },
    { N_ ("The password is the one that was tested. It is not on this sheet and was not saved."),
      N_ ("Both passwords are the ones that were tested. They are not on this sheet and were not "
          "saved.") },
  };
  const char *rest = tested[has_proven (report)][is_other];

  return first == NULL
             ? g_strdup (wp_render_tr (rest, style))
             : g_strjoin (" ", wp_render_tr (first, style), wp_render_tr (rest, style), NULL);
}

/* The answer */

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
append_sentence (GString *out, const char *label, const char *text, const WpRenderStyle *style)
{
  if (text != NULL)
    g_string_append_printf (out, "%s: %s\n", wp_render_tr (label, style), text);
}

char *
wp_render_sheet_answer (const WpReport *report,
                        const WpSituation *situation,
                        const WpAdvice *advice,
                        const WpRenderStyle *style)
{
  const struct
  {
    const char *label, *text;
  } rows[] = {
    /* Translators: the label of an answer to POP3 or IMAP. */
    { N_ ("Answer"), wp_advise_title (situation, advice) },
    { N_ ("Original"), wp_advise_where (situation, advice) },
    { N_ ("Deleting"), wp_advise_who_deletes (situation, advice) },
    { N_ ("Second copy"), wp_advise_second_copy (situation, advice) },
  };
  g_autoptr (GPtrArray) warnings = NULL;
  GString *out = g_string_new (NULL);

  if (!wp_advice_is_answer (advice->outcome))
    return g_string_free (out, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = wp_render_advice_text (rows[i].text, report, advice->days, style);

      append_sentence (out, rows[i].label, text, style);
    }
  warnings = wp_advice_warnings_of (report, situation, advice, style);
  for (guint i = 0; i < warnings->len; i++)
    append_sentence (out, N_ ("Mind"), warnings->pdata[i], style);
  g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* The text */

static void
append_field (GString *out, const char *label, const char *value)
{
  if (*value != '\0')
    g_string_append_printf (out, "  %s: %s\n", label, value);
}

static void
append_title (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *address = NULL;
  g_autofree char *title = NULL;

  if (report == NULL || report->account == NULL)
    return;
  address = wp_printable_text (report->account->address, WP_LIMIT_TRANSCRIPT_TEXT);
  title = wp_render_fill_pairs (N_ ("Settings sheet of {address}"), style, "address", address,
                                NULL);
  g_string_append_printf (out, "%s\n\n", title);
}

static void
append_servers (GString *out,
                const WpReport *report,
                const GPtrArray *rows,
                const WpRenderStyle *style)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const WpSheetRow *row = rows->pdata[i];
      const char *label, *value;

      g_string_append_printf (out, "%s\n", row->label);
      for (guint n = 0; (label = wp_sheet_row_field (row, n, style, &value)) != NULL; n++)
        append_field (out, label, value);
      if (!is_incoming (row) && wp_report_has_own_sending (report))
        append_field (out, wp_render_tr (N_ ("Password"), style),
                      wp_render_tr (N_ ("another one, for sending only"), style));
      g_string_append_c (out, '\n');
    }
}

/* With nothing to put into a mail program, the answer is what there is to keep. */
static void
append_answer (GString *out,
               const WpReport *report,
               const WpSituation *situation,
               const WpAdvice *advice,
               const WpRenderStyle *style)
{
  g_autofree char *answer = wp_render_sheet_answer (report, situation, advice, style);

  if (*answer != '\0')
    g_string_append_printf (out, "%s\n\n", answer);
}

char *
wp_render_sheet_end (const WpReport *report, WpAdviceOutcome outcome, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = report == NULL ? NULL : wp_render_sheet (report, outcome, style);

  if (rows != NULL && rows->len > 0)
    return wp_render_sheet_password (report, style);
  return g_strdup (wp_render_tr (
      report == NULL ? N_ ("No server was asked, so none is on this sheet. “Set Up Email” finds "
                           "the servers of an address.")
                     : N_ ("No server was found to work, so none is on this sheet."),
      style));
}

char *
wp_render_sheet_servers (const WpReport *report,
                         WpAdviceOutcome outcome,
                         const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = wp_render_sheet (report, outcome, style);
  g_autofree char *end = wp_render_sheet_end (report, outcome, style);
  GString *out = g_string_new (NULL);

  append_title (out, report, style);
  append_servers (out, report, rows, style);
  wp_layout_wrap (out, end, 0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  return wp_layout_finish (out, style);
}

char *
wp_render_sheet_text (const WpReport *report,
                      const WpSituation *situation,
                      const WpAdvice *advice,
                      const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) rows = report == NULL ? g_ptr_array_new ()
                                              : wp_render_sheet (report, advice->outcome, style);
  g_autofree char *settings = wp_render_sheet_settings (situation, advice, style);
  g_autofree char *end = wp_render_sheet_end (report, advice->outcome, style);
  GString *out = g_string_new (NULL);

  append_title (out, report, style);
  append_servers (out, report, rows, style);
  if (rows->len == 0)
    append_answer (out, report, situation, advice, style);
  if (*settings != '\0')
    g_string_append_printf (out, "%s\n\n", settings);
  g_string_append_printf (out, "%s\n", end);
  return wp_layout_finish (out, style);
}
