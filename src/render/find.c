/* The result of a search: who was asked and what they say; who disagrees; and last, above the
 * prompt, the settings and why these. What could be forged is said where it stands. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "diagnose/diagnose.h"

static guint
choices_of (const WpReport *report, const WpCandidate *choices[WP_N_PROTOCOLS])
{
  guint count = 0;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *choice = wp_report_choice (report, wp_render_order[i]);

      if (choice != NULL)
        choices[count++] = choice;
    }
  return count;
}

static void
append_text (GString *out, const char *text, guint indent, const WpRenderStyle *style)
{
  wp_layout_pad (out, indent);
  wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

/* Agreement */

static gboolean
says_server (const WpReport *report, const WpSource *source, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL && wp_endpoint_same_server (candidate->endpoint, endpoint))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_for (const WpReport *report,
        const WpSource *source,
        const WpCandidate *const *choices,
        guint n_choices)
{
  for (guint i = 0; i < n_choices; i++)
    if (says_server (report, source, choices[i]->endpoint))
      return TRUE;
  return FALSE;
}

/* The sources that name one of the chosen servers, in words; SRV counts once. By kind, so that the
 * order in which they answered does not show. A guess agrees with nobody. */
static GPtrArray *
voices_for (const WpReport *report,
            const WpCandidate *const *choices,
            guint n_choices,
            const WpRenderStyle *style)
{
  GPtrArray *voices = g_ptr_array_new_with_free_func (g_free);

  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    for (guint i = 0; i < report->sources->len; i++)
      {
        const WpSource *source = report->sources->pdata[i];
        g_autofree char *name = NULL;

        if ((guint) source->kind != kind || source->kind == WP_SOURCE_GUESS
            || !is_for (report, source, choices, n_choices))
          continue;
        name = wp_render_source_name (report, source, style);
        if (!g_ptr_array_find_with_equal_func (voices, name, g_str_equal, NULL))
          g_ptr_array_add (voices, g_steal_pointer (&name));
      }
  return voices;
}

static char *
agreement (const GPtrArray *voices, const WpRenderStyle *style)
{
  g_autofree char *names = wp_render_joined (voices);
  g_autofree char *count = g_strdup_printf ("%u", voices->len);
  const char *text = N_ ("Sources that agree: {count} ({names}).");

  if (voices->len == 0)
    return g_strdup ("");
  if (voices->len == 1)
    text = N_ ("One source names them: {names}.");
  else if (voices->len == 2)
    text = N_ ("Two sources agree: {names}.");
  return wp_render_fill_pairs (text, style, "count", count, "names", names, NULL);
}

/* Settings */

static gboolean
has_failed (const WpReport *report, const WpService *service)
{
  return service != NULL && service->why != NULL && !g_str_equal (service->why, "run.stopped")
         && !wp_diagnose_looks_fine (report, service);
}

/* Only where somebody looked: a server that was not reached yet has no sign, but words. That it
 * answers does not make more of it than the line of its source: a guess, or perhaps forged. */
static void
put_sign (const WpReport *report, const WpCandidate *choice, WpSettingsLine *line)
{
  const WpService *service = wp_report_service (report, choice->endpoint->protocol);
  gboolean was_looked_at = service != NULL && service->candidate == choice->id;

  if (was_looked_at && wp_diagnose_looks_fine (report, service))
    line->sign = choice->trust >= WP_TRUST_MX ? WP_SIGN_WARN : WP_SIGN_GOOD;
  else if (was_looked_at && has_failed (report, service))
    line->sign = WP_SIGN_BAD;
  else
    return;
  line->has_sign = TRUE;
}

static WpSourceKind
kind_of (const WpReport *report, const WpCandidate *choice)
{
  const WpSource *source = wp_render_best_source (report, choice, NULL);

  return source == NULL ? WP_SOURCE_GIVEN : source->kind;
}

static void
append_choices (GString *out,
                const WpReport *report,
                const WpCandidate *const *choices,
                guint n_choices,
                const WpRenderStyle *style)
{
  WpSettingsLine lines[WP_N_PROTOCOLS] = { 0 };
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_choices; i++)
    {
      gboolean has_trust = choices[i]->trust == WP_TRUST_GUESS
                           || choices[i]->trust != choices[0]->trust;
      const char *trust = has_trust ? wp_render_trust (choices[i]->trust,
                                                       kind_of (report, choices[i]), style)
                                    : NULL;
      const char *unseen;

      lines[i].endpoint = choices[i]->endpoint;
      put_sign (report, choices[i], &lines[i]);
      unseen = lines[i].has_sign ? NULL : wp_render_tr (N_ ("not seen to answer yet"), style);
      g_ptr_array_add (notes, unseen == NULL || trust == NULL
                                  ? g_strdup (unseen == NULL ? trust : unseen)
                                  : wp_render_fill_pairs (N_ ("{state}; {trust}"), style, "state",
                                                          unseen, "trust", trust, NULL));
      lines[i].note = notes->pdata[i];
    }
  wp_render_settings (out, report, lines, n_choices, style);
}

/* Marked in the lines above; here for those who do not see marks. */
static void
append_foreign (GString *out,
                const WpReport *report,
                const WpCandidate *const *choices,
                guint n_choices,
                const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_choices; i++)
    {
      g_autofree char *foreign = wp_render_foreign (report, choices[i]->endpoint->host);
      g_autofree char *text = NULL;

      if (foreign == NULL || g_ptr_array_find_with_equal_func (names, foreign, g_str_equal, NULL))
        continue;
      text = wp_render_fill_pairs (N_ ("{name} is another domain than {domain}."), style, "name",
                                   foreign, "domain", report->account->domain_ascii, NULL);
      g_ptr_array_add (names, g_steal_pointer (&foreign));
      append_text (out, text, 0, style);
    }
}

/* What came after the choice and is believed more does not change it silently. */
static void
append_better (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *choice = wp_report_choice (report, wp_render_order[i]);
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, wp_render_order[i]);
      const WpCandidate *best = ranked->len == 0 ? NULL : ranked->pdata[0];
      WpSettingsLine line = { 0 };
      g_autofree char *note = NULL;

      if (choice == NULL || best == NULL || best == choice || !best->is_late
          || best->trust >= choice->trust)
        continue;
      note = wp_render_who_says (report, best, style);
      line.endpoint = best->endpoint;
      line.note = note;
      append_text (
          out,
          wp_render_tr (N_ ("A source that is believed more answered after the choice:"), style), 0,
          style);
      wp_render_settings (out, report, &line, 1, style);
    }
}

/* A domain that is read otherwise than it stands in the settings is shown once as it is read. */
static const char *
best_settings (const WpReport *report, const char *domain)
{
  gboolean is_plain = report->account == NULL
                      || g_str_equal (domain, report->account->domain_ascii);

  if (report->ready_us == 0)
    return is_plain ? N_ ("Best settings:") : N_ ("Best settings for {domain}:");
  return is_plain ? N_ ("Best settings after {ms} ms:")
                  : N_ ("Best settings for {domain} after {ms} ms:");
}

static void
append_found (GString *out,
              const WpReport *report,
              const WpCandidate *const *choices,
              guint n_choices,
              const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) voices = voices_for (report, choices, n_choices, style);
  g_autofree char *agree = agreement (voices, style);
  g_autofree char *ms = g_strdup_printf (
      "%" G_GINT64_FORMAT, (MAX (report->ready_us - report->started_us, 0) + 500) / 1000);
  g_autofree char *domain = wp_render_domain (report, style);
  g_autofree char *best = wp_render_fill_pairs (best_settings (report, domain), style, "ms", ms,
                                                "domain", domain, NULL);
  g_autofree char *whole = g_strjoin (*agree == '\0' ? "" : " ", agree, best, NULL);

  if (*agree == '\0' || wp_layout_width (whole) <= wp_layout_columns (style))
    append_text (out, whole, 0, style);
  else
    {
      append_text (out, agree, 0, style);
      append_text (out, best, 0, style);
    }
  append_choices (out, report, choices, n_choices, style);
  append_text (out,
               kind_of (report, choices[0]) == WP_SOURCE_NOTES
                   ? wp_render_tr (N_ ("Chosen because the notes that come with this program know "
                                       "the provider."),
                                   style)
                   : wp_render_why_chosen (choices[0]->trust, style),
               0, style);
  append_foreign (out, report, choices, n_choices, style);
  append_better (out, report, style);
}

/* What next */

static void
suggest (GString *out,
         const WpReport *report,
         const char *command,
         const char *options,
         const char *note,
         const WpRenderStyle *style)
{
  WpSuggestion suggestion = { command,
                              report->account == NULL ? "ADDRESS" : report->account->address,
                              options, note };

  wp_render_suggest (out, report, &suggestion, style);
}

static gboolean
is_typo (const WpReport *report)
{
  const WpFinding *finding = wp_report_find_finding (report, "input.domain.typo");

  return finding != NULL && finding->severity == WP_SEVERITY_BLOCK;
}

/* Where it is why nothing was found, it is the headline, and among what to do next anyway. */
static void
append_typo (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  g_autofree char *typo = wp_printable_text (report->typo, WP_LIMIT_TRANSCRIPT_TEXT);
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  WpSuggestion suggestion = { "find", NULL, NULL, N_ ("if that was meant") };

  if (typo == NULL || report->account == NULL || is_typo (report))
    return;
  address = g_strconcat (report->account->local_part, "@", typo, NULL);
  text = wp_render_fill_pairs (N_ ("Did you mean {domain}?"), style, "domain", typo, NULL);
  append_text (out, text, 0, style);
  suggestion.address = address;
  wp_render_suggest (out, report, &suggestion, style);
}

static gboolean
has_source (const WpReport *report, WpSourceKind kind)
{
  for (guint i = 0; i < report->sources->len; i++)
    if (((const WpSource *) report->sources->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

/* The name has no address, or nobody can tell. */
static gboolean
has_no_host (const WpSource *source)
{
  switch (source->outcome)
    {
    case WP_OUTCOME_NXDOMAIN:
    case WP_OUTCOME_NO_DATA:
    case WP_OUTCOME_BOGUS:
    case WP_OUTCOME_SERVFAIL:
    case WP_OUTCOME_DNS_TIMED_OUT:
      return TRUE;
    default:
      return source->status == WP_SOURCE_STATUS_SKIPPED;
    }
}

/* There is a host, so the page may be there without encryption; where something was found, only if
 * the encrypted way was what failed. */
static gboolean
could_http_help (const WpReport *report, gboolean has_choice)
{
  if (has_source (report, WP_SOURCE_AUTOCONFIG_HTTP) || report->account == NULL)
    return FALSE;
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if ((source->kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN
           || source->kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN)
          && !has_no_host (source)
          && (!has_choice
              || (source->status == WP_SOURCE_STATUS_FAILED && source->http_status == 0)))
        return TRUE;
    }
  return FALSE;
}

static void
append_http (GString *out, const WpReport *report, gboolean has_choice, const WpRenderStyle *style)
{
  if (could_http_help (report, has_choice))
    suggest (out, report, "find", "--allow http",
             N_ ("asks pages without encryption, too; they can be forged"), style);
}

static gboolean
is_no_domain (const WpReport *report)
{
  return wp_report_find_finding (report, "dns.name.nxdomain") != NULL
         || wp_report_find_finding (report, "input.domain.suffix") != NULL;
}

static void
append_next_of_nothing (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  append_typo (out, report, style);
  wp_render_next (out, report, style);
  if (report->exit == WP_EXIT_INTERRUPTED || report->exit == WP_EXIT_CANNOT_TELL
      || report->typo != NULL)
    return;
  if (is_no_domain (report))
    {
      append_text (
          out, wp_render_tr (N_ ("Next: check the spelling of what stands after the @."), style), 0,
          style);
      return;
    }
  append_http (out, report, FALSE, style);
  suggest (out, report, "check", "--imap HOST --smtp HOST",
           N_ ("with the names of the servers, which your provider knows"), style);
}

/* Where all that was looked at failed, no login would prove anything. */
static const char *
what_check_does (const WpReport *report)
{
  const char *proves = N_ ("proves them with a login");
  gboolean is_any_bad = FALSE;

  for (guint i = 0; i < report->services->len; i++)
    {
      if (wp_diagnose_looks_fine (report, report->services->pdata[i]))
        return proves;
      is_any_bad = is_any_bad || has_failed (report, report->services->pdata[i]);
    }
  return is_any_bad ? N_ ("tells what is wrong with the servers") : proves;
}

static void
append_next (GString *out,
             const WpReport *report,
             const WpCandidate *const *choices,
             guint n_choices,
             const WpRenderStyle *style)
{
  if (n_choices == 0)
    {
      append_next_of_nothing (out, report, style);
      return;
    }
  append_typo (out, report, style);
  wp_render_next (out, report, style);
  if (choices[0]->trust == WP_TRUST_GUESS)
    append_http (out, report, TRUE, style);
  if (report->exit == 0 && report->account != NULL)
    suggest (out, report, "check", NULL, what_check_does (report), style);
}

/* The headline */

static char *
protocols_in_words (const WpCandidate *const *choices, guint n_choices)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_choices; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            wp_render_protocol (wp_protocol_id (choices[i]->endpoint->protocol)));
  return g_string_free (out, FALSE);
}

static const WpFinding *
first_block (const WpReport *report)
{
  const WpFinding *first = report->findings->len == 0 ? NULL : report->findings->pdata[0];

  return first != NULL && first->severity == WP_SEVERITY_BLOCK && wp_finding_text (first) != NULL
             ? first
             : NULL;
}

/* With the reason, where the findings do not stand above it. */
static char *
headline_of_nothing (const WpReport *report, const WpRenderStyle *style)
{
  const WpFinding *block = style->is_quiet ? first_block (report) : NULL;
  g_autofree char *domain = wp_render_domain (report, style);
  g_autofree char *address = report->account == NULL
                                 ? g_strdup ("?")
                                 : g_strconcat (report->account->local_part, "@", domain, NULL);
  g_autofree char *title = NULL;

  if (report->exit != WP_EXIT_INTERRUPTED && is_typo (report))
    return wp_render_typo (report, style);
  if (report->exit == WP_EXIT_INTERRUPTED)
    return g_strdup (wp_render_tr (N_ ("Interrupted before the end."), style));
  if (block == NULL)
    return wp_render_fill_pairs (report->exit == WP_EXIT_CANNOT_TELL
                                     ? N_ ("It cannot be told from here whether {address} has mail "
                                           "settings.")
                                     : N_ ("No mail settings found for {address}."),
                                 style, "address", address, NULL);
  title = wp_render_fill (wp_finding_text (block)->title, block->params, style);
  return wp_render_fill_pairs (N_ ("No mail settings found for {address}. {title}."), style,
                               "address", address, "title", title, NULL);
}

static char *
headline (const WpReport *report, const WpRenderStyle *style)
{
  const WpCandidate *choices[WP_N_PROTOCOLS];
  guint n_choices = choices_of (report, choices);
  g_autofree char *domain = NULL;
  g_autofree char *from = NULL;
  g_autofree char *protocols = NULL;

  if (n_choices == 0)
    return headline_of_nothing (report, style);
  domain = wp_render_domain (report, style);
  from = wp_render_from (kind_of (report, choices[0]), domain, style);
  protocols = protocols_in_words (choices, n_choices);
  return wp_render_fill_pairs (
      first_block (report) != NULL
          ? N_ ("Settings found for {protocols}, {from}; not all of the servers are as they should "
                "be.")
          : N_ ("Settings found for {protocols}, {from}."),
      style, "protocols", protocols, "from", from, NULL);
}

static gboolean
is_worth_a_look (const WpFinding *finding)
{
  return finding->severity <= WP_SEVERITY_WARN && !g_str_equal (finding->id, "input.domain.typo");
}

static void
append_whole (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  const WpCandidate *choices[WP_N_PROTOCOLS];
  guint n_choices = choices_of (report, choices);

  if (!style->has_rows_above)
    wp_render_sources (out, report, style);
  wp_render_conflicts (out, report, style);
  if (style->clients != NULL)
    {
      g_string_append_c (out, '\n');
      wp_render_clients (out, report, style);
    }
  else
    {
      wp_render_offers (out, report, style);
      wp_render_pages (out, report, style);
      wp_render_provider (out, report, style);
      wp_render_findings (out, report, is_worth_a_look, style);
    }
  /* Below the lines that explain them. */
  wp_render_open_questions (out, report, style->clients != NULL ? NULL : is_worth_a_look, style);
  if (out->len > 0 || style->has_rows_above)
    g_string_append_c (out, '\n');
  if (n_choices > 0)
    append_found (out, report, choices, n_choices, style);
  if (n_choices == 0 || report->exit == WP_EXIT_INTERRUPTED)
    {
      g_autofree char *line = headline_of_nothing (report, style);

      append_text (out, line, 0, style);
    }
  append_next (out, report, choices, n_choices, style);
}

char *
wp_render_find (const WpReport *report, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);

  if (style->is_quiet)
    {
      g_autofree char *line = headline (report, style);

      append_text (out, line, 0, style);
    }
  else
    append_whole (out, report, style);
  return wp_layout_finish (out, style);
}
