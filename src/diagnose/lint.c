/* See lint.h. The engine that runs the rows of lint-rows.c. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

const char *
wp_lint_status_id (WpLintStatus status)
{
  static const char *const ids[WP_N_LINT_STATUSES] = { "ok", "warn", "fail", "unknown" };

  return ids[status];
}

guint
wp_lint_count_texts (void)
{
  return wp_lint_n_rows;
}

const WpLintText *
wp_lint_nth_text (guint n)
{
  return n < wp_lint_n_rows ? &wp_lint_rows[n].text : NULL;
}

const WpLintText *
wp_lint_find_text (const char *id)
{
  for (guint i = 0; i < wp_lint_n_rows; i++)
    if (g_strcmp0 (wp_lint_rows[i].text.id, id) == 0)
      return &wp_lint_rows[i].text;
  return NULL;
}

void
wp_lint_check_free (WpLintCheck *check)
{
  if (check == NULL)
    return;
  wp_fields_free (check->params);
  g_free (check->where);
  g_free (check);
}

WpLintCheck *
wp_lint_add (
    WpLint *lint, WpLintStatus status, const char *where, const char *is, const char *should_be)
{
  WpLintCheck *check = g_new0 (WpLintCheck, 1);

  check->text = &lint->row->text;
  check->status = status;
  check->is = is;
  check->should_be = should_be;
  check->where = g_strdup (where);
  check->params = wp_fields_new ();
  wp_fields_set_text (check->params, WP_KEY_DOMAIN, lint->domain);
  wp_fields_set_text (check->params, WP_KEY_OPTION, lint->zone_options);
  g_ptr_array_add (lint->checks, check);
  return check;
}

WpLintCheck *
wp_lint_note (WpLint *lint, const char *where, const char *is)
{
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_OK, where, is, NULL);

  check->is_note = TRUE;
  return check;
}

void
wp_lint_add_line (WpLintCheck *check, char *line_taken)
{
  const char *const *lines = wp_fields_list (check->params, WP_KEY_RECORDS);
  g_autoptr (GPtrArray) more = g_ptr_array_new ();

  for (; lines != NULL && *lines != NULL; lines++)
    g_ptr_array_add (more, (gpointer) *lines);
  g_ptr_array_add (more, line_taken);
  g_ptr_array_add (more, NULL);
  wp_fields_set_list (check->params, WP_KEY_RECORDS, (const char *const *) more->pdata);
  check->should_be = WP_LINT_LINES;
  g_free (line_taken);
}

void
wp_lint_put_endpoint (WpLintCheck *check, const WpEndpoint *endpoint)
{
  wp_fields_set_text (check->params, WP_KEY_HOST, endpoint->host);
  wp_fields_set_number (check->params, WP_KEY_PORT, endpoint->port);
  wp_fields_set_text (check->params, WP_KEY_PROTOCOL, wp_protocol_id (endpoint->protocol));
}

static const struct
{
  WpOutcome outcome;
  const char *is;
} reasons[] = {
  { WP_OUTCOME_NOT_TESTED, N_ ("This was not asked.") },
  { WP_OUTCOME_CANCELLED, N_ ("The run ended before the answer came.") },
  { WP_OUTCOME_SERVFAIL, N_ ("The name service could not answer.") },
  { WP_OUTCOME_DNS_REFUSED, N_ ("The name server refuses the question.") },
  { WP_OUTCOME_DNS_TIMED_OUT, N_ ("No name server answered in time.") },
  { WP_OUTCOME_DNS_MALFORMED, N_ ("The name server's answer cannot be read.") },
  { WP_OUTCOME_BOGUS, N_ ("The signature of the name is broken, so its records are not read.") },
  { WP_OUTCOME_TIMED_OUT, N_ ("No answer came in time.") },
  { WP_OUTCOME_UNREACHABLE, N_ ("No way leads there from this network.") },
  { WP_OUTCOME_DENIED, N_ ("This computer or network does not let the question out.") },
  { WP_OUTCOME_UNTRUSTED,
    N_ ("The certificate does not verify, so nothing was asked of the server.") },
};

/* A note of the source is a msgid, too; it outlives the report as an interned text. */
WpLintCheck *
wp_lint_not_told (WpLint *lint, const char *where, const WpSource *source)
{
  WpOutcome outcome = source == NULL ? WP_OUTCOME_NOT_TESTED : source->outcome;
  const char *is = N_ ("No settings could be read from there.");
  WpLintCheck *check;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].outcome == outcome)
      is = reasons[i].is;
  if (source != NULL && source->status == WP_SOURCE_STATUS_SKIPPED && source->note != NULL)
    is = g_intern_string (source->note);
  check = wp_lint_add (lint, WP_LINT_UNKNOWN, where, is, NULL);
  check->is_blind = source != NULL && source->status == WP_SOURCE_STATUS_FAILED
                    && wp_lint_is_blind (outcome);
  check->is_implied = source != NULL && wp_lint_is_told_elsewhere (source);
  return check;
}

static void
run_on_sources (WpLint *lint, const WpLintRow *row)
{
  guint seen = 0;

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if ((row->kinds & 1u << source->kind) == 0)
        continue;
      seen |= 1u << source->kind;
      row->source (lint, source);
    }
  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    if ((row->kinds & ~seen & 1u << kind) != 0)
      {
        g_autofree char *place = wp_lint_place (lint, (WpSourceKind) kind);

        wp_lint_not_told (lint, place, NULL);
      }
}

static void
server_free (gpointer data)
{
  WpLintServer *server = data;

  g_free (server->place);
  g_free (server);
}

GPtrArray *
wp_lint (const WpReport *report)
{
  g_autoptr (GPtrArray) servers = wp_lint_servers (report);
  WpLint lint = { .report = report, .servers = servers };

  g_ptr_array_set_free_func (servers, server_free);
  lint.checks = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_lint_check_free);
  if (report->account == NULL)
    return lint.checks;
  lint.domain = report->account->domain_ascii;
  lint.zone_options = wp_lint_zone_options (report);
  for (guint i = 0; i < wp_lint_n_rows; i++)
    {
      /* Of a domain that is not there the first check says all that there is to say. */
      if (i > 0 && !wp_lint_exists (report) && !wp_lint_is_published (report))
        break;
      lint.row = &wp_lint_rows[i];
      if (wp_lint_rows[i].source != NULL)
        run_on_sources (&lint, &wp_lint_rows[i]);
      else if (wp_lint_rows[i].server != NULL)
        for (guint n = 0; n < servers->len; n++)
          wp_lint_rows[i].server (&lint, servers->pdata[n]);
      else
        wp_lint_rows[i].whole (&lint);
    }
  return lint.checks;
}

gboolean
wp_lint_is_published (const WpReport *report)
{
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if ((WP_LINT_OWN_KINDS & 1u << source->kind) != 0
          && (source->status == WP_SOURCE_STATUS_FOUND
              || source->outcome == WP_OUTCOME_NOT_OFFERED))
        return TRUE;
    }
  return FALSE;
}

static WpOutcome
mx_outcome (const WpReport *report)
{
  WpLint lint = { .report = report };
  const WpStep *step = report->account == NULL
                           ? NULL
                           : wp_lint_question (&lint, report->account->domain_ascii, "MX");

  return step == NULL ? WP_OUTCOME_NOT_TESTED : step->outcome;
}

gboolean
wp_lint_exists (const WpReport *report)
{
  return mx_outcome (report) != WP_OUTCOME_NXDOMAIN;
}

gboolean
wp_lint_is_null_mx (const WpReport *report)
{
  return mx_outcome (report) == WP_OUTCOME_NOT_OFFERED;
}

char **
wp_lint_mx_records (const WpReport *report)
{
  WpLint lint = { .report = report };
  const WpStep *step = mx_outcome (report) != WP_OUTCOME_OK
                           ? NULL
                           : wp_lint_question (&lint, report->account->domain_ascii, "MX");
  const char *const *list = step == NULL ? NULL : wp_fields_list (step->evidence, WP_KEY_RECORDS);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);

  for (; list != NULL && *list != NULL; list++)
    {
      const char *data = strstr (*list, "MX "); /* a TTL may stand before */

      g_ptr_array_add (records, g_strdup (data == NULL ? *list : data + strlen ("MX ")));
    }
  if (records->len == 0)
    return NULL;
  g_ptr_array_add (records, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&records), FALSE);
}

const WpLintCheck *
wp_lint_blindness (const WpReport *report, const GPtrArray *checks)
{
  const WpLintCheck *of_mx = NULL;

  for (guint i = 0; i < checks->len && !wp_lint_is_published (report); i++)
    {
      const WpLintCheck *check = checks->pdata[i];

      if (!check->is_blind || g_str_has_prefix (check->text->id, "server."))
        continue;
      /* A source's reason is told in more words. */
      if (!g_str_equal (check->text->id, "domain.mx"))
        return check;
      of_mx = check;
    }
  return of_mx;
}

gboolean
wp_lint_is_proven (const WpReport *report, const WpEndpoint *server)
{
  gboolean is_verified = FALSE, has_spoken = FALSE;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->endpoint == NULL || !wp_endpoint_same_server (step->endpoint, server))
        continue;
      if (step->verb == WP_VERB_TLS)
        is_verified = step->outcome == WP_OUTCOME_OK && step->tls != NULL
                      && wp_tls_facts_is_verified (step->tls);
      if (step->verb == WP_VERB_CAPABILITY)
        has_spoken = step->outcome == WP_OUTCOME_OK;
    }
  return is_verified && has_spoken;
}

const char *
wp_lint_zone_options (const WpReport *report)
{
  gboolean receives = FALSE, sends = FALSE;

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpEndpoint *endpoint = ((const WpCandidate *) report->candidates->pdata[i])->endpoint;

      if (endpoint->tls == WP_TLS_NONE || !wp_lint_is_proven (report, endpoint))
        continue;
      receives |= endpoint->protocol != WP_PROTOCOL_SMTP;
      sends |= endpoint->protocol == WP_PROTOCOL_SMTP;
    }
  return receives && sends ? "--zone" : "--zone --imap HOST --smtp HOST";
}

int
wp_lint_exit (const WpReport *report, const GPtrArray *checks, gboolean is_strict)
{
  guint counts[WP_N_LINT_STATUSES] = { 0 };
  gboolean is_blind = FALSE;

  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];

      counts[check->status]++;
      is_blind |= check->is_blind;
    }
  if (!wp_lint_exists (report) && !wp_lint_is_published (report))
    return 2;
  if (counts[WP_LINT_FAIL] > 0 || (is_strict && counts[WP_LINT_WARN] > 0))
    return 1;
  if (is_blind)
    return 3;
  return wp_lint_is_published (report) ? 0 : 2;
}
