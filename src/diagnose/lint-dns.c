/* Lint of the name service: mail exchangers, wildcards, signatures, service records (RFC 2782,
 * 5321 §5.1, 6186, 7505, 8314 §5.1). */
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "diagnose/lint-private.h"
#include "model/keys.h"

/* The domain */

static gboolean
names_servers (const WpLint *lint)
{
  return lint->servers->len > 0;
}

/* Which host takes the mail in is not known here, so there is no line to be copied. */
static void
say_no_mx (WpLint *lint, const char *is)
{
  wp_lint_add (lint, WP_LINT_WARN, lint->domain, is,
               N_ ("{domain}. 3600 IN MX 10 HOST. with the name of the server that takes the mail "
                   "in for HOST; or “MX 0 .” where none does."));
}

void
wp_lint_mx (WpLint *lint)
{
  const WpStep *step = wp_lint_question (lint, lint->domain, "MX");
  g_auto (GStrv) records = wp_lint_mx_records (lint->report);
  WpLintCheck *check;

  switch (step == NULL ? WP_OUTCOME_NOT_TESTED : step->outcome)
    {
    case WP_OUTCOME_OK:
      check = wp_lint_add (lint, WP_LINT_OK, lint->domain, N_ ("There are mail exchangers."), NULL);
      if (records != NULL)
        {
          wp_fields_set_list (check->params, WP_KEY_RECORDS, (const char *const *) records);
          check->is = N_ ("Published: {records}");
        }
      break;
    case WP_OUTCOME_NO_DATA:
      say_no_mx (lint, N_ ("There is no MX record. Mail goes to the address of the domain itself, "
                           "if it has one."));
      break;
    case WP_OUTCOME_NOT_OFFERED:
      if (names_servers (lint))
        say_no_mx (lint, N_ ("The MX record says that the domain takes no mail, yet servers are "
                             "published."));
      else
        wp_lint_note (lint, lint->domain, N_ ("The domain says that it takes no mail."));
      break;
    case WP_OUTCOME_NXDOMAIN:
      /* No fault of what is published: nothing is. */
      check = wp_lint_add (lint, WP_LINT_WARN, lint->domain, N_ ("The domain does not exist."),
                           lint->report->typo == NULL
                               ? N_ ("Its right spelling. Check how the domain is written.")
                               : N_ ("Its right spelling. Perhaps {suggestion} was meant."));
      wp_fields_set_text (check->params, WP_KEY_SUGGESTION, lint->report->typo);
      break;
    case WP_OUTCOME_BOGUS: /* domain.dnssec speaks of it */
    default:
      check = wp_lint_add (lint, WP_LINT_UNKNOWN, lint->domain,
                           step == NULL ? N_ ("This was not asked.")
                                        : N_ ("The name service gave no answer ({outcome})."),
                           NULL);
      if (step == NULL)
        break;
      wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (step->outcome));
      check->is_blind = wp_lint_is_blind (step->outcome);
      break;
    }
}

void
wp_lint_wildcard (WpLint *lint)
{
  g_autofree char *where = g_strconcat ("*.", lint->domain, NULL);

  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];
      WpLintCheck *check;

      if (wp_fields_find (step->evidence, WP_KEY_WILDCARD) == NULL)
        continue;
      if (!wp_fields_flag (step->evidence, WP_KEY_WILDCARD))
        {
          wp_lint_add (lint, WP_LINT_OK, where, N_ ("A name that does not exist has no address."),
                       NULL);
          return;
        }
      check = wp_lint_add (lint, WP_LINT_WARN, where,
                           N_ ("A name that nobody chose, {name}, has an address."),
                           N_ ("No A, AAAA or CNAME record for {other}; a record for each name "
                               "that is meant."));
      wp_fields_set_text (check->params, WP_KEY_NAME, wp_fields_text (step->evidence, WP_KEY_NAME));
      wp_fields_set_text (check->params, WP_KEY_OTHER, where);
      return;
    }
  wp_lint_add (lint, WP_LINT_UNKNOWN, where, N_ ("This was not asked."), NULL);
}

void
wp_lint_dnssec (WpLint *lint)
{
  const WpStep *mx = wp_lint_question (lint, lint->domain, "MX");
  gboolean is_signed = FALSE, is_unsigned = FALSE;
  gboolean is_broken = mx != NULL && mx->outcome == WP_OUTCOME_BOGUS;

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (source->kind != WP_SOURCE_SRV && source->kind != WP_SOURCE_PACC)
        continue;
      is_broken |= source->outcome == WP_OUTCOME_BOGUS;
      is_signed |= source->dnssec == WP_DNSSEC_YES;
      is_unsigned |= source->dnssec == WP_DNSSEC_NO && source->kind == WP_SOURCE_SRV
                     && source->status != WP_SOURCE_STATUS_FAILED;
    }
  if (is_broken)
    wp_lint_add (lint, WP_LINT_FAIL, lint->domain,
                 N_ ("The signature of the zone is broken, so many networks refuse its names."),
                 N_ ("The zone signed anew, or its DS record in the parent zone corrected."));
  else if (is_signed)
    wp_lint_add (lint, WP_LINT_OK, lint->domain, N_ ("The answers are signed."), NULL);
  else if (is_unsigned)
    wp_lint_note (lint, lint->domain, N_ ("The answers are not signed."));
  else
    wp_lint_add (lint, WP_LINT_UNKNOWN, lint->domain,
                 N_ ("The name server is not trusted to check signatures. Ask one that is, with "
                     "--dns and --trust-ad."),
                 NULL);
}

/* The six labels */

static const WpSource *
find_label (const WpLint *lint, const char *name)
{
  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (source->kind == WP_SOURCE_SRV && g_strcmp0 (source->target, name) == 0)
        return source;
    }
  return NULL;
}

/* The record that leads there, unless nobody may follow it. */
static void
put_known (const WpLint *lint, WpLintCheck *check, const WpCandidate *known)
{
  const WpEndpoint *endpoint = known->endpoint;
  const WpSource *who = wp_lint_who (lint, known, ~WP_LINT_KIND (GUESS));

  wp_lint_put_endpoint (check, endpoint);
  if (who != NULL)
    wp_fields_set_text (check->params, WP_KEY_SOURCE, wp_source_kind_id (who->kind));
  if (!wp_lint_is_unsafe_target (lint, endpoint->host))
    wp_lint_add_line (check,
                      wp_lint_srv_line (lint->domain, endpoint, wp_lint_srv_priority (endpoint)));
  else if (check->status != WP_LINT_OK)
    check->should_be = N_ ("{domain} signed with DNSSEC, then a record for {host}; or a record for "
                           "a server name inside {domain}.");
}

static void
say_label_found (WpLint *lint, const char *name, const WpSource *source)
{
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_OK, name, N_ ("Published."), NULL);

  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (lint->report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL)
        wp_lint_add_line (check, g_strdup_printf ("%u %u %u %s.", candidate->srv_priority,
                                                  candidate->srv_weight, candidate->endpoint->port,
                                                  candidate->endpoint->host));
    }
  if (check->should_be != NULL)
    check->is = N_ ("Published: {records}");
  check->should_be = NULL;
}

/* Nobody offers what was not seen: it is named, or it was guessed and spoke. */
static const char *
missing_although (const WpLint *lint, const WpCandidate *known)
{
  return wp_lint_who (lint, known, ~WP_LINT_KIND (GUESS)) != NULL
             ? N_ ("There is no record, although {source} names a server for this.")
             : N_ ("There is no record. A server was guessed, and offers this.");
}

static void
say_label_missing (WpLint *lint, const char *name, WpProtocol protocol, WpTlsMode tls)
{
  const WpCandidate *known = wp_lint_known (lint, protocol, tls, WP_LINT_KIND (SRV));

  if (known != NULL && wp_lint_is_unsafe_target (lint, known->endpoint->host))
    put_known (lint,
               wp_lint_note (lint, name,
                             N_ ("There is no record. One for {host}, which is in another domain, "
                                 "would have to be signed (DNSSEC); or it names a server inside "
                                 "{domain}.")),
               known);
  else if (known != NULL)
    put_known (lint, wp_lint_add (lint, WP_LINT_WARN, name, missing_although (lint, known), NULL),
               known);
  else if (wp_lint_is_null_mx (lint->report) && !names_servers (lint))
    wp_lint_note (lint, name, N_ ("Not published, as the domain takes no mail."));
  else if (wp_lint_was_refused (lint, protocol, tls))
    wp_lint_add_line (wp_lint_note (lint, name,
                                    N_ ("There is no record, and nothing listens where this was "
                                        "looked for. That can be said.")),
                      wp_lint_srv_none_line (lint->domain, protocol, tls));
  else
    wp_lint_note (lint, name, N_ ("There is no record."));
}

static void
say_not_offered (WpLint *lint, const char *name, WpProtocol protocol, WpTlsMode tls)
{
  const WpCandidate *known = wp_lint_known (lint, protocol, tls, WP_LINT_KIND (SRV));

  if (known == NULL)
    wp_lint_add (lint, WP_LINT_OK, name, N_ ("The domain says that this is not offered."), NULL);
  else
    put_known (lint,
               wp_lint_add (lint, WP_LINT_WARN, name,
                            wp_lint_was_reached (lint, known->endpoint)
                                ? N_ ("The record says that this is not offered, yet {host} offers "
                                      "it on port {port}.")
                                : N_ ("The record says that this is not offered, yet {source} "
                                      "names {host}, port {port}."),
                            NULL),
               known);
}

void
wp_lint_srv_label_published (WpLint *lint)
{
  WpProtocol protocol = (WpProtocol) (lint->row->arg / 2);
  WpTlsMode tls = (WpTlsMode) (lint->row->arg % 2);
  const WpCandidate *known = wp_lint_known (lint, protocol, tls, WP_LINT_KIND (SRV));
  g_autofree char *name = g_strconcat (wp_lint_srv_label (protocol, tls), "._tcp.", lint->domain,
                                       NULL);
  const WpSource *source = find_label (lint, name);
  WpLintCheck *check;

  if (source == NULL)
    wp_lint_not_told (lint, name, NULL);
  else if (source->status == WP_SOURCE_STATUS_FOUND)
    say_label_found (lint, name, source);
  else if (source->outcome == WP_OUTCOME_NOT_OFFERED)
    say_not_offered (lint, name, protocol, tls);
  else if (source->status == WP_SOURCE_STATUS_NOT_FOUND)
    say_label_missing (lint, name, protocol, tls);
  else if (source->status == WP_SOURCE_STATUS_NOT_SETTINGS)
    {
      check = wp_lint_add (lint, WP_LINT_FAIL, name,
                           N_ ("The record names nothing that could be a server."),
                           N_ ("A host name as the target, and its port; no address."));
      if (known != NULL && !wp_lint_is_unsafe_target (lint, known->endpoint->host))
        put_known (lint, check, known);
    }
  else
    wp_lint_not_told (lint, name, source);
}

/* What the records name. Each host is spoken of once, under the first record that names it. */

typedef struct
{
  const WpEndpoint *endpoint;
  const WpCandidate *candidate;
  const WpSource *source;
} Record;

static GArray *
all_records (const WpLint *lint)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (Record));

  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];
      Record record = { candidate->endpoint, candidate,
                        wp_lint_who (lint, candidate, WP_LINT_KIND (SRV)) };

      if (record.source != NULL)
        g_array_append_val (records, record);
    }
  return records;
}

static gboolean
is_first_of_host (const GArray *records, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (g_array_index (records, Record, i).endpoint->host,
                     g_array_index (records, Record, n).endpoint->host))
      return FALSE;
  return TRUE;
}

/* An alias becomes a name of its own: the name stays, so the certificate does. */
static void
say_alias (WpLint *lint, const Record *record, const WpStep *lookup, const char *const *cnames)
{
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_WARN, record->source->target,
                                    N_ ("The target {host} is an alias (CNAME) for {other}."),
                                    N_ ("{host} with addresses of its own."));
  const char *const *addresses = wp_fields_list (lookup->evidence, WP_KEY_ADDRESSES);

  wp_lint_put_endpoint (check, record->endpoint);
  wp_fields_set_text (check->params, WP_KEY_OTHER, cnames[g_strv_length ((char **) cnames) - 1]);
  for (; addresses != NULL && *addresses != NULL; addresses++)
    {
      WpInet inet;

      if (wp_inet_parse (*addresses, &inet))
        wp_lint_add_line (check, g_strdup_printf ("%s. 3600 IN %s %s", record->endpoint->host,
                                                  inet.family == 6 ? "AAAA" : "A", *addresses));
    }
}

static void
judge_target (WpLint *lint, const Record *record)
{
  const WpStep *lookup = wp_lint_lookup (lint, record->endpoint->host);
  WpOutcome outcome = lookup == NULL ? WP_OUTCOME_NOT_TESTED : lookup->outcome;
  const char *const *cnames = lookup == NULL ? NULL
                                             : wp_fields_list (lookup->evidence, WP_KEY_CNAMES);
  WpLintCheck *check;

  if (outcome == WP_OUTCOME_NXDOMAIN || outcome == WP_OUTCOME_NO_DATA)
    check = wp_lint_add (lint, WP_LINT_FAIL, record->source->target,
                         N_ ("There is no address for the target {host}."),
                         N_ ("An A or AAAA record for {host}, or the right name in the record."));
  else if (outcome != WP_OUTCOME_OK && outcome != WP_OUTCOME_FENCED)
    {
      check = wp_lint_add (lint, WP_LINT_UNKNOWN, record->source->target,
                           lookup == NULL
                               ? N_ ("{host} was not looked up.")
                               : N_ ("The name service gave no answer for {host} ({outcome})."),
                           NULL);
      check->is_blind = wp_lint_is_blind (outcome) && lookup != NULL;
      wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (outcome));
    }
  else if (cnames != NULL && *cnames != NULL)
    {
      say_alias (lint, record, lookup, cnames);
      return;
    }
  else
    check = wp_lint_add (lint, WP_LINT_OK, record->source->target,
                         N_ ("{host} has addresses of its own."), NULL);
  wp_lint_put_endpoint (check, record->endpoint);
}

void
wp_lint_srv_target (WpLint *lint)
{
  g_autoptr (GArray) records = all_records (lint);

  for (guint i = 0; i < records->len; i++)
    if (is_first_of_host (records, i))
      judge_target (lint, &g_array_index (records, Record, i));
}

/* A document that the domain serves over HTTPS names it, for any protocol. */
static gboolean
is_vouched_for (const WpLint *lint, const char *host)
{
  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];
      const WpSource *source = wp_lint_who (lint, candidate,
                                            WP_LINT_OWN_KINDS & ~WP_LINT_KIND (SRV));

      if (source != NULL && source->provenance.is_https && !source->provenance.left_domain
          && g_ascii_strcasecmp (candidate->endpoint->host, host) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
judge_foreign (WpLint *lint, const Record *record)
{
  const char *host = record->endpoint->host;
  const char *name = record->source->target;
  WpLintCheck *check;

  if (wp_domain_is_own (host, lint->domain))
    check = wp_lint_add (lint, WP_LINT_OK, name, N_ ("{host} is inside the domain."), NULL);
  else if (record->source->dnssec == WP_DNSSEC_YES)
    check = wp_lint_add (lint, WP_LINT_OK, name,
                         N_ ("{host} is in another domain, and the record is signed."), NULL);
  else if (is_vouched_for (lint, host))
    check = wp_lint_add (lint, WP_LINT_OK, name,
                         N_ ("{host} is in another domain, and a settings file over HTTPS names "
                             "it, too."),
                         NULL);
  else if (record->source->dnssec == WP_DNSSEC_NO)
    check = wp_lint_add (
        lint, WP_LINT_WARN, name, N_ ("{host} is in another domain, and the record is not signed."),
        N_ ("{domain} signed with DNSSEC; or a settings file over HTTPS that names "
            "{host}; or a server name inside {domain}."));
  else
    check = wp_lint_add (lint, WP_LINT_UNKNOWN, name,
                         N_ ("{host} is in another domain, and the name server is not trusted to "
                             "check whether the record is signed."),
                         NULL);
  wp_lint_put_endpoint (check, record->endpoint);
}

void
wp_lint_srv_foreign (WpLint *lint)
{
  g_autoptr (GArray) records = all_records (lint);

  for (guint i = 0; i < records->len; i++)
    if (is_first_of_host (records, i))
      judge_foreign (lint, &g_array_index (records, Record, i));
}

void
wp_lint_srv_port (WpLint *lint)
{
  g_autoptr (GArray) records = all_records (lint);

  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = &g_array_index (records, Record, i);
      g_autoptr (WpEndpoint) usual = wp_endpoint_dup (record->endpoint);
      WpLintCheck *check;

      usual->port = wp_protocol_default_port (usual->protocol, usual->tls);
      if (usual->port == record->endpoint->port)
        {
          check = wp_lint_add (lint, WP_LINT_OK, record->source->target,
                               N_ ("Port {port} is the usual one."), NULL);
          wp_lint_put_endpoint (check, record->endpoint);
          continue;
        }
      check = wp_lint_add (lint, WP_LINT_WARN, record->source->target,
                           N_ ("The record leads to port {port} of {host}."), NULL);
      wp_lint_put_endpoint (check, record->endpoint);
      wp_lint_add_line (check,
                        wp_lint_srv_line (lint->domain, usual, record->candidate->srv_priority));
    }
}
