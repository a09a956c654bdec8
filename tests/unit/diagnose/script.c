/* See script.h. A mistake in a script is a failed test. */
#include "script.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

#define STEP_US 10000

static gint64 clock_us;

static gboolean
split_pair (const char *word, char **key, char **value)
{
  const char *equals = strchr (word, '=');

  if (equals == NULL)
    return FALSE;
  *key = g_strndup (word, (gsize) (equals - word));
  *value = g_strdup (equals + 1);
  return TRUE;
}

static void
set_field (WpFields *fields, const char *key, const char *value)
{
  const char *name = g_intern_string (key);

  if (g_str_equal (key, WP_KEY_SPECIAL_USE))
    {
      g_auto (GStrv) pairs = g_strsplit_set (value, ">|", -1);

      wp_fields_set_map (fields, name, (const char *const *) pairs);
    }
  else if (strchr (value, '|') != NULL)
    {
      g_auto (GStrv) list = g_strsplit (value, "|", -1);

      if (list[0] != NULL && g_str_equal (list[g_strv_length (list) - 1], ""))
        g_clear_pointer (&list[g_strv_length (list) - 1], g_free);
      wp_fields_set_list (fields, name, (const char *const *) list);
    }
  else if (g_str_equal (value, "yes") || g_str_equal (value, "no"))
    wp_fields_set_flag (fields, name, g_str_equal (value, "yes"));
  else if (*value != '\0' && strspn (value, "0123456789") == strlen (value)
           && !g_str_equal (key, WP_KEY_REPLY_CODE))
    wp_fields_set_number (fields, name, g_ascii_strtoll (value, NULL, 10));
  else
    wp_fields_set_text (fields, name, value);
}

static WpTrust
trust_of (const char *id)
{
  WpTrust trust = WP_TRUST_USER;

  g_assert_true (wp_trust_from_id (id, &trust));
  return trust;
}

static WpOutcome
outcome_of (const char *id)
{
  WpOutcome outcome = WP_OUTCOME_OK;

  if (!wp_outcome_from_id (id, &outcome))
    g_error ("no outcome '%s'", id);
  return outcome;
}

static WpSourceKind
kind_for (WpTrust trust)
{
  switch (trust)
    {
    case WP_TRUST_USER:
      return WP_SOURCE_GIVEN;
    case WP_TRUST_PROVIDER_HTTPS:
      return WP_SOURCE_AUTOCONFIG_SUBDOMAIN;
    case WP_TRUST_GUESS:
      return WP_SOURCE_GUESS;
    case WP_TRUST_HTTP:
      return WP_SOURCE_AUTOCONFIG_HTTP;
    default:
      return WP_SOURCE_SRV;
    }
}

static void
add_candidate (WpReport *report, char **word)
{
  WpProtocol protocol = WP_PROTOCOL_IMAP;
  WpTlsMode tls = WP_TLS_IMPLICIT;
  WpTrust trust = trust_of (word[5]);
  WpSource *source = NULL;
  WpCandidate *candidate;
  guint rank = 1;

  g_assert_true (wp_protocol_from_id (word[1], &protocol));
  g_assert_true (wp_tls_mode_from_id (word[4], &tls));
  for (guint i = 0; i < report->sources->len; i++)
    if (((WpSource *) report->sources->pdata[i])->kind == kind_for (trust))
      source = report->sources->pdata[i];
  if (source == NULL)
    {
      source = wp_report_add_source (
          report,
          wp_source_new (kind_for (trust), "https://autoconfig.example.org/mail/config-v1.1.xml"));
      source->status = WP_SOURCE_STATUS_FOUND;
      source->trust = trust;
      source->provenance.is_https = trust == WP_TRUST_PROVIDER_HTTPS;
      source->start_us = clock_us;
      source->end_us = clock_us += STEP_US;
    }
  for (guint i = 0; i < report->candidates->len; i++)
    if (((WpCandidate *) report->candidates->pdata[i])->endpoint->protocol == protocol)
      rank++;
  candidate = wp_report_add_candidate (
      report, wp_endpoint_new (protocol, word[2], (guint16) atoi (word[3]), tls), source, trust);
  candidate->rank = rank;
}

static guint
flaws_of (const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);
  guint flaws = 0;

  for (char **name = names; *name != NULL; name++)
    {
      guint i = 0;

      while (i < WP_N_FLAWS && !g_str_equal (wp_flaw_id ((WpFlaws) (1u << i)), *name))
        i++;
      g_assert_cmpuint (i, <, WP_N_FLAWS);
      flaws |= 1u << i;
    }
  return flaws;
}

static guint faults_of (const char *list);

static void
set_of_source (WpSource *source, const char *word)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (!split_pair (word, &key, &value))
    g_error ("source: '%s'?", word);
  if (g_str_equal (key, "http"))
    source->http_status = (guint) atoi (value);
  else if (g_str_equal (key, "https"))
    source->provenance.is_https = g_str_equal (value, "yes");
  else if (g_str_equal (key, "left"))
    source->provenance.left_domain = g_str_equal (value, "yes");
  else if (g_str_equal (key, "type"))
    source->content_type = g_steal_pointer (&value);
  else if (g_str_equal (key, "digest"))
    source->digest = g_steal_pointer (&value);
  else if (g_str_equal (key, "note"))
    source->note = g_steal_pointer (&value);
  else if (g_str_equal (key, "flaws"))
    source->flaws = flaws_of (value);
  else if (g_str_equal (key, "notice"))
    g_ptr_array_add (source->notices, g_steal_pointer (&value));
  else if (g_str_equal (key, "redirect"))
    g_ptr_array_add (source->redirects, g_steal_pointer (&value));
  else if (g_str_equal (key, "dnssec"))
    {
      guint i = 0;

      while (i <= WP_DNSSEC_YES && !g_str_equal (wp_dnssec_id ((WpDnssec) i), value))
        i++;
      g_assert_cmpuint (i, <=, WP_DNSSEC_YES);
      source->dnssec = (WpDnssec) i;
    }
  else if (g_str_equal (key, "faults"))
    {
      source->tls = wp_tls_facts_new ();
      source->tls->faults = faults_of (value);
    }
  else
    g_error ("source: '%s'?", word);
}

static void
add_source (WpReport *report, char **word)
{
  static const char *const statuses[] = { "found", "not-found", "not-settings", "failed",
                                          "skipped" };
  WpSourceKind kind = WP_SOURCE_GIVEN;
  WpSource *source;

  g_assert_true (wp_source_kind_from_id (word[1], &kind));
  source = wp_report_add_source (report, wp_source_new (kind, word[2]));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (statuses[i], word[3]))
      source->status = (WpSourceStatus) i;
  source->outcome = outcome_of (word[4]);
  source->trust = WP_TRUST_HTTP;
  source->start_us = clock_us;
  source->end_us = clock_us += STEP_US;
  for (char **more = word + 5; *more != NULL; more++)
    set_of_source (source, *more);
}

/* Of the source with this id; what it says is as far to be trusted as the way it came. */
static void
add_saying (WpReport *report, char **word)
{
  guint id = (guint) atoi (word[1]);
  WpProtocol protocol = WP_PROTOCOL_IMAP;
  WpTlsMode tls = WP_TLS_IMPLICIT;
  WpProvenance provenance;
  WpSource *source;
  WpEndpoint *endpoint;
  WpCandidate *candidate;
  g_autofree char *key = NULL;

  g_assert_true (id > 0 && id <= report->sources->len);
  g_assert_true (wp_protocol_from_id (word[2], &protocol));
  g_assert_true (wp_tls_mode_from_id (word[5], &tls));
  source = report->sources->pdata[id - 1];
  provenance = source->provenance;
  provenance.is_https = source->kind != WP_SOURCE_AUTOCONFIG_HTTP;
  provenance.is_authenticated = source->dnssec == WP_DNSSEC_YES;
  provenance.came_by_mx = source->kind == WP_SOURCE_MX_AUTOCONFIG
                          || source->kind == WP_SOURCE_MX_DATABASE;
  source->trust = wp_trust_derive (&provenance);
  endpoint = wp_endpoint_new (protocol, word[3], (guint16) atoi (word[4]), tls);
  if (word[6] != NULL && split_pair (word[6], &key, &endpoint->username))
    word++;
  candidate = wp_report_add_candidate (report, endpoint, source, source->trust);
  if (candidate->rank == 0)
    candidate->rank = candidate->id;
  if (word[6] != NULL)
    candidate->srv_priority = (guint16) atoi (word[6]);
  if (word[6] != NULL && word[7] != NULL)
    candidate->srv_weight = (guint16) atoi (word[7]);
}

/* Of the last source. */
static void
add_link (WpReport *report, char **word)
{
  WpSource *source = report->sources->pdata[report->sources->len - 1];
  guint i = 0;

  while (i < WP_N_LINK_KINDS && !g_str_equal (wp_link_kind_id ((WpLinkKind) i), word[1]))
    i++;
  g_assert_cmpuint (i, <, WP_N_LINK_KINDS);
  g_ptr_array_add (source->links, wp_link_new ((WpLinkKind) i, word[2], word[3]));
}

/* Each demand is for all protocols. */
static void
add_provider (WpReport *report, char **word)
{
  WpProvider provider = {
    .id = word[1], .name = word[2], .checked_on = word[3], .recheck_after = word[4]
  };

  provider.source = (char *) "https://help.example.org/mail";
  provider.demands = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_demand_free);
  provider.notices = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_notice_free);
  for (char **more = word + 5; *more != NULL; more++)
    {
      WpDemandKind kind = WP_DEMAND_APP_PASSWORD;

      g_assert_true (wp_demand_kind_from_id (*more, &kind));
      g_ptr_array_add (provider.demands,
                       wp_demand_new (kind, 7, "Settings > Mail", "https://example.org/settings"));
    }
  report->provider = wp_provider_dup (&provider);
  g_ptr_array_unref (provider.demands);
  g_ptr_array_unref (provider.notices);
}

/* Of the provider, for some protocols only. */
static void
add_demand (WpReport *report, char **word)
{
  g_auto (GStrv) names = g_strsplit (word[2], ",", -1);
  g_autofree char *where = NULL;
  g_autofree char *url = NULL;
  WpDemandKind kind = WP_DEMAND_APP_PASSWORD;
  guint protocols = 0;

  g_assert_true (wp_demand_kind_from_id (word[1], &kind));
  for (char **name = names; *name != NULL; name++)
    {
      WpProtocol protocol = WP_PROTOCOL_IMAP;

      g_assert_true (wp_protocol_from_id (*name, &protocol));
      protocols |= 1u << protocol;
    }
  for (char **more = word + 3; *more != NULL; more++)
    if (g_str_has_prefix (*more, "where="))
      where = g_strdup (*more + strlen ("where="));
    else if (g_str_has_prefix (*more, "url="))
      url = g_strdup (*more + strlen ("url="));
    else
      g_error ("demand: '%s'?", *more);
  g_ptr_array_add (report->provider->demands, wp_demand_new (kind, protocols, where, url));
}

static void
add_late (WpReport *report, char **word)
{
  ((WpCandidate *) report->candidates->pdata[atoi (word[1]) - 1])->is_late = TRUE;
}

static void
add_conflict (WpReport *report, char **word)
{
  guint one = (guint) atoi (word[1]), other = (guint) atoi (word[2]);

  wp_ids_add (((WpCandidate *) report->candidates->pdata[one - 1])->conflicts, other);
  wp_ids_add (((WpCandidate *) report->candidates->pdata[other - 1])->conflicts, one);
}

static void
add_service (WpReport *report, char **word)
{
  static const char *const works[] = { "yes", "no", "not-tested", "not-offered" };
  WpProtocol protocol = WP_PROTOCOL_IMAP;
  WpService *service;

  g_assert_true (wp_protocol_from_id (word[1], &protocol));
  service = wp_report_add_service (report, protocol);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    if (g_str_equal (works[i], word[2]))
      service->works = (WpWorks) i;
  service->candidate = (guint) atoi (word[3]);
  service->username = g_strdup ("anna@example.org");
  for (char **more = word + 4; *more != NULL; more++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (g_str_equal (*more, "asked"))
        service->is_asked_for = TRUE;
      else if (g_str_equal (*more, "own-password"))
        service->has_own_password = TRUE;
      else if (g_str_equal (*more, "ask"))
        service->policy = WP_POLICY_ASK;
      else if (g_str_equal (*more, "refuse"))
        service->policy = WP_POLICY_REFUSE;
      else if (!split_pair (*more, &key, &value))
        g_error ("service: '%s'?", *more);
      else if (g_str_equal (key, "auth"))
        service->auth = g_steal_pointer (&value);
      else if (g_str_equal (key, "tls"))
        service->tls_version = g_steal_pointer (&value);
      else if (g_str_equal (key, "ms"))
        service->ms = atoi (value);
      else if (g_str_equal (key, "user"))
        {
          g_free (service->username);
          service->username = g_steal_pointer (&value);
        }
    }
}

static WpStep *
new_step (WpReport *report, const char *candidate_id, WpVerb verb, const char *outcome)
{
  WpStep *step = wp_step_new (verb);
  const WpCandidate *candidate;

  step->candidate = (guint) atoi (candidate_id);
  candidate = wp_report_candidate (report, step->candidate);
  if (candidate != NULL)
    step->endpoint = wp_endpoint_dup (candidate->endpoint);
  step->outcome = outcome_of (outcome);
  step->start_us = clock_us;
  step->end_us = clock_us += STEP_US;
  return step;
}

static void
add_step (WpReport *report, char **word)
{
  WpVerb verb = WP_VERB_RESOLVE;
  WpStep *step;

  if (!wp_verb_from_id (word[2], &verb))
    g_error ("no verb '%s'", word[2]);
  step = new_step (report, word[1], verb, word[3]);
  for (char **more = word + 4; *more != NULL; more++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!split_pair (*more, &key, &value))
        g_error ("step: '%s'?", *more);
      if (g_str_equal (key, "address"))
        g_assert_true (wp_inet_parse (value, &step->address));
      else if (g_str_equal (key, "parent"))
        step->parent = (guint) atoi (value);
      else if (g_str_equal (key, "lasts_ms"))
        step->end_us = clock_us = step->start_us + atoi (value) * 1000;
      else if (g_str_equal (key, "attempt"))
        step->attempt = (guint) atoi (value);
      else
        set_field (step->evidence, key, value);
    }
  wp_report_add_step (report, step);
}

static guint
faults_of (const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);
  guint faults = 0;

  for (char **name = names; *name != NULL; name++)
    for (guint i = 0; i < WP_N_FAULTS; i++)
      if (g_str_equal (wp_fault_id ((WpFaults) (1u << i)), *name))
        faults |= 1u << i;
  return faults;
}

static void
add_chain (WpTlsFacts *facts, guint count, char **names, gint64 not_before, gint64 not_after)
{
  for (guint i = 0; i < count; i++)
    {
      WpCertificate *certificate = wp_certificate_new ();

      certificate->subject = g_strdup (i == 0 ? "CN=mail.example.org" : "CN=Intermediate");
      certificate->issuer = g_strdup ("CN=Test Authority,O=Example");
      certificate->names = i == 0 ? g_strdupv (names) : NULL;
      certificate->not_before = not_before;
      certificate->not_after = not_after;
      certificate->sha256 = g_strnfill (64, (char) ('a' + i));
      certificate->key = g_strdup ("EC 256");
      certificate->signature = g_strdup ("ecdsa-with-SHA256");
      g_ptr_array_add (facts->chain, certificate);
    }
}

static void
add_tls (WpReport *report, char **word)
{
  WpStep *step = new_step (report, word[1], WP_VERB_TLS, word[2]);
  WpTlsFacts *facts = step->tls = wp_tls_facts_new ();
  g_auto (GStrv) names = g_strsplit ("mail.example.org", ",", -1);
  guint chain = 2;
  gint64 not_before = 1767225600;
  gint64 not_after = 1798761600;

  facts->version = g_strdup ("TLSv1.3");
  for (char **more = word + 3; *more != NULL; more++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!split_pair (*more, &key, &value))
        g_error ("tls: '%s'?", *more);
      if (g_str_equal (key, "faults"))
        facts->faults = faults_of (value);
      else if (g_str_equal (key, "names"))
        {
          g_strfreev (names);
          names = *value == '\0' ? NULL : g_strsplit (value, ",", -1);
        }
      else if (g_str_equal (key, "chain"))
        chain = (guint) atoi (value);
      else if (g_str_equal (key, "version"))
        {
          g_free (facts->version);
          facts->version = g_str_equal (value, "none") ? NULL : g_strdup (value);
        }
      else if (g_str_equal (key, "alert"))
        facts->alert = g_strdup (value);
      else if (g_str_equal (key, "verb"))
        step->verb = WP_VERB_PROBE;
      else if (g_str_equal (key, "parent"))
        step->parent = (guint) atoi (value);
      else if (g_str_equal (key, "not_before"))
        not_before = g_ascii_strtoll (value, NULL, 10);
      else if (g_str_equal (key, "not_after"))
        not_after = g_ascii_strtoll (value, NULL, 10);
      else
        set_field (step->evidence, key, value);
    }
  if (step->endpoint != NULL)
    facts->reference_name = g_strdup (step->endpoint->host);
  add_chain (facts, chain, names, not_before, not_after);
  wp_report_add_step (report, step);
}

static void
add_question (WpReport *report, char **word)
{
  const char *allow = word[2] == NULL || strchr (word[2], '=') != NULL ? NULL : word[2];
  WpQuestion *question = wp_question_new (g_intern_string (word[1]), allow);

  for (char **more = word + (allow == NULL ? 2 : 3); *more != NULL; more++)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (g_str_equal (*more, "answered"))
        question->is_answered = TRUE;
      else if (g_str_equal (*more, "declined"))
        question->is_answered = question->is_declined = TRUE;
      else if (g_str_equal (*more, "unasked"))
        question->is_declined = TRUE;
      else if (split_pair (*more, &key, &value))
        set_field (question->params, key, value);
    }
  wp_report_add_question (report, question);
}

static void
add_line (WpReport *report, char **word)
{
  WpStep *step = report->steps->pdata[report->steps->len - 1];
  g_autofree char *text = g_strjoinv (" ", word + 1);

  wp_step_add_line (step, word[0][0], text, strlen (text));
}

static void
read_line (WpReport **report, char **word)
{
  static const struct
  {
    const char *name;
    void (*add) (WpReport *, char **);
  } adders[] = {
    { "candidate", add_candidate },
    { "source", add_source },
    { "says", add_saying },
    { "link", add_link },
    { "provider", add_provider },
    { "conflict", add_conflict },
    { "demand", add_demand },
    { "late", add_late },
    { "service", add_service },
    { "step", add_step },
    { "tls", add_tls },
    { "question", add_question },
    { "S:", add_line },
    { "C:", add_line },
  };
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (g_str_equal (word[0], "account"))
    {
      WpAccount *account = wp_account_new (word[1], NULL);

      g_assert_nonnull (account);
      (*report)->account = account;
      return;
    }
  if (g_str_equal (word[0], "look-only"))
    (*report)->is_look_only = TRUE;
  else if (g_str_equal (word[0], "typo"))
    (*report)->typo = g_strdup (word[1]);
  else if (g_str_equal (word[0], "ready"))
    (*report)->ready_us = (*report)->started_us + atoi (word[1]) * 1000;
  else if (g_str_equal (word[0], "decision"))
    g_ptr_array_add ((*report)->decisions, g_strdup (word[1]));
  else if (g_str_equal (word[0], "sent"))
    {
      (*report)->logins_sent = (guint) atoi (word[1]);
      (*report)->logins_refused = (guint) atoi (word[2]);
    }
  else if (g_str_equal (word[0], "fact") && split_pair (word[1], &key, &value))
    set_field ((*report)->facts, key, value);
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (adders); i++)
        if (g_str_equal (adders[i].name, word[0]))
          {
            adders[i].add (*report, word);
            return;
          }
      g_error ("what is '%s'?", word[0]);
    }
}

WpReport *
script_report (const char *text)
{
  WpReport *report = wp_report_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  clock_us = 5000000;
  report->started_us = clock_us;
  report->started_unix = G_GINT64_CONSTANT (1795329012000000); /* 2026-11-22 06:30:12 UTC */
  report->logins_budget = 2;
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = NULL;
      g_autoptr (GError) error = NULL;

      if (*g_strstrip (*line) == '\0')
        continue;
      if (!g_shell_parse_argv (*line, NULL, &words, &error))
        g_error ("%s: %s", *line, error->message);
      read_line (&report, words);
    }
  report->ended_us = clock_us;
  return report;
}

void
script_diagnose (WpReport *report)
{
  GPtrArray *findings = wp_diagnose (report);

  for (guint i = 0; i < report->services->len; i++)
    {
      WpService *service = report->services->pdata[i];

      service->why = wp_diagnose_why (report, findings, service);
    }
  g_ptr_array_set_free_func (findings, NULL);
  for (guint i = 0; i < findings->len; i++)
    wp_report_add_finding (report, findings->pdata[i]);
  g_ptr_array_unref (findings);
  report->exit = wp_diagnose_exit (report, FALSE);
}

WpReport *
script_told (const char *text)
{
  WpReport *report = script_report (text);

  script_diagnose (report);
  return report;
}
