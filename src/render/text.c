/* The result of a check for a terminal: where the settings come from, a line a service, the
 * mailbox, the findings, and last, above the prompt, what works. Reads well without colour. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

#define LABEL_COLUMNS 20
#define FEWEST_DETAIL_COLUMNS 18

static const WpCandidate *
first_chosen (const WpReport *report)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);

      if (candidate != NULL)
        return candidate;
    }
  return NULL;
}

/* Found beside what was asked, and nothing to tell of it. */
static gboolean
is_silent (const WpService *service)
{
  return service->works == WP_WORKS_NOT_OFFERED && !service->is_asked_for && service->why == NULL;
}

/* Adds the short name of a source once; `beside` is not repeated. */
static void
add_brief (GPtrArray *briefs, const char *brief, const char *beside)
{
  if (g_strcmp0 (brief, beside) != 0
      && !g_ptr_array_find_with_equal_func (briefs, brief, g_str_equal, NULL))
    g_ptr_array_add (briefs, (gpointer) brief);
}

/* ", " between, and a text with {settings}, the line so far, and {sources} that fits one or several
 * of them. */
static void
append_voices (GString *line,
               GPtrArray *briefs,
               const char *for_one,
               const char *for_several,
               const WpRenderStyle *style)
{
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;
  guint n = briefs->len;

  if (n == 0)
    return;
  g_ptr_array_add (briefs, NULL);
  list = g_strjoinv (", ", (char **) briefs->pdata);
  text = wp_render_fill_pairs (n == 1 ? for_one : for_several, style, "settings", line->str,
                               "sources", list, NULL);
  g_string_assign (line, text);
}

static gboolean
same_host (const WpCandidate *a, const WpCandidate *b)
{
  return g_ascii_strcasecmp (a->endpoint->host, b->endpoint->host) == 0;
}

/* Who else names this very server, whatever user name; and who names another host. */
static void
append_agreement (GString *line,
                  const WpReport *report,
                  const WpCandidate *chosen,
                  const char *own,
                  const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) agreeing = g_ptr_array_new ();
  g_autoptr (GPtrArray) objecting = g_ptr_array_new ();

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];
      gboolean agrees = wp_endpoint_same_server (candidate->endpoint, chosen->endpoint);
      gboolean objects = wp_ids_has (chosen->conflicts, candidate->id)
                         && !same_host (candidate, chosen);

      for (guint n = 0; n < candidate->sources->len && (agrees || objects); n++)
        {
          const WpSource *source = wp_report_source (report,
                                                     g_array_index (candidate->sources, guint, n));

          if (source != NULL && source->kind != WP_SOURCE_GUESS)
            add_brief (agrees ? agreeing : objecting, wp_render_brief (source->kind, style), own);
        }
    }
  /* Translators: {settings} is where the settings come from, "from example.org's own web site";
   * {sources} is one other source, or a list of them. */
  append_voices (line, agreeing, N_ ("{settings}; {sources} agrees"),
                 N_ ("{settings}; {sources} agree"), style);
  append_voices (line, objecting, N_ ("{settings}; {sources} names another server"),
                 N_ ("{settings}; {sources} name other servers"), style);
}

/* Whether an attacker on this network could have made it up, where the words do not say it. */
static void
append_doubt (GString *line, const WpSource *source, const WpRenderStyle *style)
{
  const char *doubt = NULL;

  if (source->kind == WP_SOURCE_SRV)
    doubt = source->dnssec == WP_DNSSEC_YES ? N_ ("signed") : N_ ("could be forged here");
  else if (source->trust == WP_TRUST_MX)
    doubt = N_ ("could be forged here");
  else if (source->trust == WP_TRUST_DNS_FOREIGN)
    doubt = N_ ("kept by another domain");
  if (doubt != NULL)
    {
      g_autofree char *whole = wp_render_fill_pairs (N_ ("{settings}, {doubt}"), style, "settings",
                                                     line->str, "doubt",
                                                     wp_render_tr (doubt, style), NULL);

      g_string_assign (line, whole);
    }
}

/* A service whose settings come from somebody else than those of the first. */
static void
append_other_origins (GString *line,
                      const WpReport *report,
                      const char *own,
                      const char *domain,
                      const WpRenderStyle *style)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);
      const WpSource *source = candidate == NULL ? NULL
                                                 : wp_render_best_source (report, candidate, NULL);
      g_autoptr (GString) from = NULL;
      g_autofree char *origin = NULL;
      g_autofree char *whole = NULL;

      if (source == NULL || is_silent (service)
          || g_strcmp0 (wp_render_brief (source->kind, style), own) == 0)
        continue;
      origin = wp_render_from (source->kind, domain, style);
      from = g_string_new (origin);
      append_doubt (from, source, style);
      whole = wp_render_fill_pairs (
          N_ ("{settings}; {service}: {origin}"), style, "settings", line->str, "service",
          wp_render_tr (wp_render_service_name (service->protocol), style), "origin", from->str,
          NULL);
      g_string_assign (line, whole);
    }
}

static void
append_settings (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpCandidate *candidate = first_chosen (report);
  const WpSource *source = candidate == NULL ? NULL
                                             : wp_render_best_source (report, candidate, NULL);
  g_autoptr (GString) line = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *from = NULL;
  const char *own;
  /* Translators: stands before where the settings come from. */
  const char *label = wp_render_tr (N_ ("Settings"), style);
  guint indent = MIN (wp_layout_width (label) + 3, wp_layout_columns (style) / 2);

  if (source == NULL)
    return;
  domain = wp_render_domain (report, style);
  from = wp_render_from (source->kind, domain, style);
  own = wp_render_brief (source->kind, style);
  line = g_string_new (from);
  append_doubt (line, source, style);
  append_agreement (line, report, candidate, own, style);
  append_other_origins (line, report, own, domain, style);
  g_string_append_printf (out, "%s   ", label);
  wp_layout_wrap (out, line->str, wp_layout_width (label) + 3, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

gboolean
wp_render_service_warns (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  for (guint i = 0; i < report->findings->len && candidate != NULL; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      for (guint n = 0; n < finding->steps->len && finding->severity == WP_SEVERITY_WARN; n++)
        {
          const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, n));

          if (step != NULL && step->candidate == candidate->id)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
looks_fine (const WpReport *report, const WpService *service)
{
  return report->is_look_only && service->works == WP_WORKS_NOT_TESTED
         && wp_diagnose_looks_fine (report, service);
}

static WpSign
sign_of (const WpReport *report, const WpService *service)
{
  if (service->works == WP_WORKS_YES || looks_fine (report, service))
    return wp_render_service_warns (report, service) ? WP_SIGN_WARN : WP_SIGN_GOOD;
  return service->works == WP_WORKS_NO ? WP_SIGN_BAD : WP_SIGN_NONE;
}

/* The reason lies in another service: it was left alone on purpose. */
static gboolean
was_spared (const WpReport *report, const WpService *service)
{
  const WpFinding *finding = service->why == NULL ? NULL
                                                  : wp_report_find_finding (report, service->why);
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  for (guint i = 0; finding != NULL && candidate != NULL && i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));

      if (step != NULL && step->candidate == candidate->id)
        return FALSE;
    }
  return finding != NULL && g_str_has_prefix (service->why, "auth.");
}

const char *
wp_render_service_reason (const WpReport *report, const WpService *service)
{
  const WpFindingText *why = wp_catalogue_find (service->why);

  if (service->works == WP_WORKS_NOT_TESTED && was_spared (report, service))
    return report->logins_refused < 2 ? N_ ("not tried: a second refusal could lock the account")
                                      : N_ ("not tried: another refusal could lock the account");
  if (service->works == WP_WORKS_NOT_TESTED && wp_report_was_declined (report, service))
    return N_ ("not tried: you said no");
  if (service->works == WP_WORKS_NOT_TESTED && why == NULL && wp_render_lacks_password (report))
    return N_ ("not tried: no password was given");
  if (why != NULL)
    return why->brief;
  if (service->works == WP_WORKS_NOT_OFFERED)
    return N_ ("not offered");
  /* Translators: both are said of a service: receiving by IMAP or POP3, or sending. */
  return service->works == WP_WORKS_NO ? N_ ("does not work") : N_ ("not tried");
}

static char *
details_of (const WpReport *report, const WpService *service, const WpRenderStyle *style)
{
  g_autofree char *tls = service->tls_version == NULL
                             ? NULL
                             : wp_render_tls_version (service->tls_version);
  const char *words;

  if (service->works == WP_WORKS_YES)
    words = service->auth;
  else if (looks_fine (report, service))
    words = wp_render_tr (N_ ("no login tried"), style);
  else
    {
      words = wp_render_tr (wp_render_service_reason (report, service), style);
      if (service->works == WP_WORKS_NO && service->why != NULL
          && g_str_has_prefix (service->why, "auth."))
        return wp_render_fill_pairs (N_ ("connection safe, {reason}"), style, "reason", words,
                                     NULL);
      return g_strdup (words);
    }
  if (tls == NULL || words == NULL)
    return g_strdup (tls == NULL ? (words == NULL ? "" : words) : tls);
  return g_strdup_printf ("%s, %s", tls, words);
}

static char *
place_of (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  return candidate == NULL ? g_strdup ("") : wp_render_place (candidate->endpoint);
}

static guint
widest_place (const WpReport *report)
{
  guint widest = 0;

  for (guint i = 0; i < report->services->len; i++)
    {
      g_autofree char *place = place_of (report, report->services->pdata[i]);

      if (!is_silent (report->services->pdata[i]))
        widest = MAX (widest, wp_layout_width (place));
    }
  return widest;
}

static void
append_time (GString *out, const WpService *service, guint used, guint columns)
{
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT " ms", service->ms);
  guint width = wp_layout_width (time);

  if (service->ms < 0 || service->works != WP_WORKS_YES || used + 1 + width > columns)
    return;
  wp_layout_pad (out, columns - used - width);
  g_string_append (out, time);
}

static void
append_service (GString *out,
                const WpReport *report,
                const WpService *service,
                guint place_width,
                const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  g_autofree char *details = details_of (report, service, style);
  g_autofree char *place = place_of (report, service);
  const char *label = wp_render_tr (wp_render_service_name (service->protocol), style);
  guint label_width = MAX (wp_layout_width (label) + 1, LABEL_COLUMNS);
  guint column = 2 + label_width + place_width + (place_width > 0 ? 3 : 0);

  wp_layout_sign (out, sign_of (report, service), style);
  if (column + FEWEST_DETAIL_COLUMNS <= columns)
    {
      g_string_append (out, label);
      wp_layout_pad (out, label_width - wp_layout_width (label));
      g_string_append (out, place);
      wp_layout_pad (out, column - 2 - label_width - wp_layout_width (place));
      wp_layout_wrap (out, details, column, column, columns);
      append_time (out, service, column + wp_layout_width (details), columns);
    }
  else
    {
      wp_layout_wrap (out, label, 2, 2, columns);
      if (*place != '\0')
        {
          g_string_append (out, "\n  ");
          wp_layout_wrap (out, place, 2, 2, columns);
        }
      g_string_append (out, "\n  ");
      wp_layout_wrap (out, details, 2, 2, columns);
      append_time (out, service, 2 + wp_layout_width (details), columns);
    }
  g_string_append_c (out, '\n');
}

static void
append_fact (GString *line, const char *msgid, const char *value, const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_fill_pairs (msgid, style, "value", value, NULL);

  g_string_append_printf (line, "%s%s", line->len > 0 ? "; " : "", text);
}

static void
append_space (GString *line, const WpFields *facts, const WpRenderStyle *style)
{
  gint64 used_kib = wp_fields_number (facts, WP_KEY_QUOTA_USED_KIB);
  gint64 limit_kib = wp_fields_number (facts, WP_KEY_QUOTA_LIMIT_KIB);
  gint64 bytes = wp_fields_number (facts, WP_KEY_MAILBOX_BYTES);
  g_autofree char *used = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *text = NULL;

  if (used_kib >= 0 && used_kib < G_MAXINT64 / 1024 && limit_kib > 0
      && limit_kib < G_MAXINT64 / 1024)
    {
      used = wp_render_bytes (used_kib * 1024, style);
      limit = wp_render_bytes (limit_kib * 1024, style);
      text = wp_render_fill_pairs (N_ ("{used} of {limit} used"), style, "used", used, "limit",
                                   limit, NULL);
      g_string_append (line, text);
    }
  else if (bytes >= 0)
    {
      used = wp_render_bytes (bytes, style);
      append_fact (line, N_ ("{value} used"), used, style);
    }
}

static void
append_facts (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  gint64 folders = wp_fields_number (report->facts, WP_KEY_FOLDERS);
  g_autofree char *messages = wp_render_messages (report->facts, style);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *label = wp_render_tr (N_ ("Mailbox"), style);
  guint columns = wp_layout_columns (style);
  guint indent = columns >= 60 ? 2 + LABEL_COLUMNS : 4;
  guint used = 2 + wp_layout_width (label);

  append_space (line, report->facts, style);
  if (messages != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? "; " : "", messages);
  if (folders >= 0)
    {
      g_autofree char *value = wp_render_count (folders);

      append_fact (line, N_ ("folders: {value}"), value, style);
    }
  if (line->len == 0)
    return;
  g_string_append_printf (out, "  %s", label);
  wp_layout_pad (out, used < indent ? indent - used : 1);
  wp_layout_wrap (out, line->str, MAX (indent, used + 1), indent, columns);
  g_string_append_c (out, '\n');
}

static void
blank_line (GString *out)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
}

static gboolean
is_news (const WpFinding *finding)
{
  return finding->severity != WP_SEVERITY_GOOD;
}

/* What the provider changed about sending, where sending was looked at. */
static void
append_notices (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *notices = wp_report_service (report, WP_PROTOCOL_SMTP) == NULL
                                 ? NULL
                                 : wp_render_notices (report, WP_NOTICE_SENDING, style);

  if (notices == NULL)
    return;
  blank_line (out);
  g_string_append (out, notices);
}

char *
wp_render_text (const WpReport *report, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  guint place_width = widest_place (report);

  if (style->is_quiet)
    {
      wp_render_headline (out, report, style);
      return wp_layout_finish (out, style);
    }
  append_settings (out, report, style);
  for (guint i = 0; i < report->services->len; i++)
    if (!is_silent (report->services->pdata[i]))
      append_service (out, report, report->services->pdata[i], place_width, style);
  append_facts (out, report, style);
  if (style->has_timeline)
    wp_render_timeline (out, report, style);
  wp_render_findings (out, report, is_news, style);
  append_notices (out, report, style);
  wp_render_open_questions (out, report, is_news, style);
  blank_line (out);
  wp_render_headline (out, report, style);
  wp_render_next (out, report, style);
  return wp_layout_finish (out, style);
}
