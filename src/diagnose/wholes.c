/* What no single step shows: that nothing was found, that a decision is missing, that all is well.
 * A table of functions, in the order in which they may look at each other's results. */
#include "diagnose/findings-private.h"

#include <string.h>

#include "model/keys.h"

static const WpStep *
last_good_step (const WpReport *report, const WpCandidate *candidate)
{
  for (guint i = report->steps->len; i > 0; i--)
    {
      const WpStep *step = report->steps->pdata[i - 1];

      if (wp_step_is_of (step, candidate) && step->outcome == WP_OUTCOME_OK
          && (step->verb == WP_VERB_GREETING || step->verb == WP_VERB_CAPABILITY))
        return step;
    }
  return NULL;
}

gboolean
wp_service_is_usable (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  return candidate != NULL
         && (candidate->trust != WP_TRUST_GUESS || last_good_step (report, candidate) != NULL);
}

gboolean
wp_service_is_spare (const WpReport *report, const WpService *service)
{
  if (service->works != WP_WORKS_NOT_OFFERED || service->is_asked_for)
    return FALSE;
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *other = report->services->pdata[i];

      if (other != service && other->works != WP_WORKS_NOT_OFFERED
          && (other->protocol == WP_PROTOCOL_SMTP) == (service->protocol == WP_PROTOCOL_SMTP)
          && wp_service_is_usable (report, other))
        return TRUE;
    }
  return FALSE;
}

static void
set_domain (const WpReport *report, WpFinding *finding)
{
  if (report->account != NULL)
    wp_fields_set_text (finding->params, WP_KEY_DOMAIN, report->account->domain_ascii);
}

/* The finding about a service as a whole, with the server it is about. */
static WpFinding *
add_for_service (const WpReport *report,
                 GPtrArray *findings,
                 const WpService *service,
                 const char *id)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);
  const WpStep *step = last_good_step (report, candidate);
  gboolean is_new = !wp_findings_have (findings, id);
  WpFinding *finding = wp_findings_add (findings, id);

  if (step != NULL)
    wp_ids_add (finding->steps, step->id);
  wp_params_add (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id (service->protocol));
  if (!is_new)
    return finding;
  set_domain (report, finding);
  wp_fields_set_text (finding->params, WP_KEY_PROTOCOL, wp_protocol_id (service->protocol));
  wp_fields_set_text (finding->params, WP_KEY_USERNAME, service->username);
  if (candidate != NULL)
    {
      wp_fields_set_text (finding->params, WP_KEY_HOST, candidate->endpoint->host);
      wp_fields_set_number (finding->params, WP_KEY_PORT, candidate->endpoint->port);
    }
  return finding;
}

static void
find_no_input (const WpReport *report, GPtrArray *findings)
{
  if (report->account == NULL && report->candidates->len == 0 && report->steps->len == 0)
    wp_findings_add (findings, "input.address.syntax");
}

static gboolean
record_is_for (const char *name, WpProtocol protocol)
{
  static const char *const prefixes[WP_N_PROTOCOLS] = { "_imap", "_pop3", "_submission" };

  return name != NULL && g_str_has_prefix (name, prefixes[protocol]);
}

static const char *
disabling_record (const WpReport *report, WpProtocol protocol, guint *step_id)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];
      const char *name = wp_fields_text (step->evidence, WP_KEY_NAME);

      *step_id = step->id;
      if (step->outcome == WP_OUTCOME_NOT_OFFERED && record_is_for (name, protocol))
        return name;
    }
  *step_id = 0;
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->outcome == WP_OUTCOME_NOT_OFFERED && record_is_for (source->target, protocol))
        return source->target;
    }
  return NULL;
}

static gboolean
is_direction_usable (const WpReport *report, gboolean is_incoming)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if ((service->protocol != WP_PROTOCOL_SMTP) == is_incoming
          && wp_service_is_usable (report, service))
        return TRUE;
    }
  return FALSE;
}

/* Without it, nobody could read (or send) mail; or it was asked for by name. */
static gboolean
is_needed (const WpReport *report, const WpService *service)
{
  return service->is_asked_for
         || !is_direction_usable (report, service->protocol != WP_PROTOCOL_SMTP);
}

/* No services at all: the search ended before one could be chosen. */
static gboolean
is_missing (const WpReport *report, const WpService *service)
{
  if (service == NULL)
    return report->services->len == 0;
  return !wp_service_is_usable (report, service) && is_needed (report, service);
}

static gboolean
was_given (const WpReport *report)
{
  for (guint i = 0; i < report->candidates->len; i++)
    if (((const WpCandidate *) report->candidates->pdata[i])->trust == WP_TRUST_USER)
      return TRUE;
  return FALSE;
}

static void
find_not_offered (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < WP_N_PROTOCOLS && report->account != NULL && !was_given (report); i++)
    {
      const WpService *service = wp_report_service (report, (WpProtocol) i);
      guint step_id;
      const char *name = disabling_record (report, (WpProtocol) i, &step_id);
      WpFinding *finding;

      if (name == NULL || (service != NULL && wp_service_is_usable (report, service)))
        continue;
      finding = wp_findings_add (findings, "dns.srv.disabled");
      if (finding->steps->len == 0 && wp_fields_find (finding->params, WP_KEY_NAME) == NULL)
        finding->severity = WP_SEVERITY_NOTE;
      if (is_missing (report, service))
        finding->severity = WP_SEVERITY_BLOCK;
      set_domain (report, finding);
      wp_fields_set_text (finding->params, WP_KEY_NAME, name);
      wp_params_add (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) i));
      if (step_id != 0)
        wp_ids_add (finding->steps, step_id);
    }
}

static gboolean
has_root_cause (const WpReport *report, const GPtrArray *findings)
{
  static const char *const roots[] = { "dns.resolver.dead", "dns.resolver.refused", "net.offline",
                                       "run.stopped" };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (wp_findings_have (findings, roots[i]))
      return TRUE;
  return report->candidates->len == 0 && wp_findings_have_block (findings);
}

/* The deadline came before discovery or choice had ended. */
static gboolean
ended_early (const WpReport *report)
{
  if (report->services->len > 0)
    return FALSE;
  for (guint i = 0; i < report->sources->len; i++)
    if (((const WpSource *) report->sources->pdata[i])->outcome == WP_OUTCOME_CANCELLED)
      return TRUE;
  return report->candidates->len > 0 || (report->sources->len == 0 && report->steps->len == 0);
}

static void
add_stopped (const WpReport *report, GPtrArray *findings)
{
  WpFinding *finding = wp_findings_add (findings, "run.stopped");

  if (wp_fields_find (finding->params, WP_KEY_HOST) == NULL)
    wp_fields_set_text (finding->params, WP_KEY_HOST, report->account->domain_ascii);
}

static void
find_no_settings (const WpReport *report, GPtrArray *findings)
{
  WpFinding *finding = NULL;

  if (report->account == NULL || was_given (report) || has_root_cause (report, findings))
    return;
  if (ended_early (report))
    {
      add_stopped (report, findings);
      return;
    }
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpService *service = wp_report_service (report, (WpProtocol) i);
      guint unused;

      if (disabling_record (report, (WpProtocol) i, &unused) != NULL
          || !is_missing (report, service))
        continue;
      /* The guesses were still being looked at: nobody knows whether there is nothing. */
      if (service != NULL && service->works == WP_WORKS_NOT_TESTED)
        {
          add_stopped (report, findings);
          continue;
        }
      finding = wp_findings_add (findings, "discovery.none");
      set_domain (report, finding);
      wp_params_add (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) i));
      for (guint n = 0; n < report->steps->len; n++)
        if (((const WpStep *) report->steps->pdata[n])->verb == WP_VERB_RESOLVE)
          wp_ids_add (finding->steps, n + 1);
    }
}

static void
find_sources (const WpReport *report, GPtrArray *findings)
{
  guint n_rules;
  const WpSourceRule *rules = wp_source_rules (&n_rules);

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      for (guint n = 0; n < n_rules; n++)
        if ((rules[n].statuses & (1u << source->status)) != 0
            && (rules[n].outcomes & (G_GUINT64_CONSTANT (1) << source->outcome)) != 0
            && (rules[n].sees == NULL || rules[n].sees (source)))
          {
            if (rules[n].finding != NULL && !wp_findings_have (findings, rules[n].finding))
              {
                WpFinding *finding = wp_findings_add (findings, rules[n].finding);

                set_domain (report, finding);
                wp_fields_set_text (finding->params, WP_KEY_SOURCE, source->target);
              }
            break;
          }
    }
}

static void
find_undecided (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works != WP_WORKS_NOT_TESTED)
        continue;
      if (service->policy == WP_POLICY_ASK && wp_report_has_open_question (report, NULL))
        add_for_service (report, findings, service, "policy.undecided");
      else if (service->candidate != 0 && wp_report_has_open_question (report, "second-login"))
        add_for_service (report, findings, service, "auth.budget.spent");
    }
}

static void
find_plaintext (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_diagnose_candidate (report, service);
      WpView view;

      if (candidate == NULL || candidate->endpoint->tls != WP_TLS_NONE
          || service->works == WP_WORKS_YES || last_good_step (report, candidate) == NULL)
        continue;
      view = wp_view (report, last_good_step (report, candidate));
      wp_fill_tls_port (
          &view, add_for_service (report, findings, service, "policy.refused.no-tls")->params);
    }
}

static void
find_full_mailbox (const WpReport *report, GPtrArray *findings)
{
  gint64 used = wp_fields_number (report->facts, WP_KEY_QUOTA_USED_KIB);
  gint64 limit = wp_fields_number (report->facts, WP_KEY_QUOTA_LIMIT_KIB);
  WpFinding *finding;

  if (limit <= 0 || used < limit || wp_findings_have (findings, "mbx.over-quota"))
    return;
  finding = wp_findings_add (findings, "mbx.over-quota");
  finding->severity = WP_SEVERITY_WARN;
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == WP_VERB_MAILBOX
          && wp_fields_find (step->evidence, WP_KEY_QUOTA_LIMIT_KIB) != NULL)
        wp_ids_add (finding->steps, step->id);
    }
}

static void
add_unexplained (const WpReport *report, GPtrArray *findings, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);
  WpFinding *finding = add_for_service (report, findings, service, "run.unexplained");

  finding->confidence = WP_CONFIDENCE_POSSIBLE;
  if (candidate == NULL)
    wp_fields_set_text (finding->params, WP_KEY_HOST,
                        wp_fields_text (finding->params, WP_KEY_DOMAIN));
  for (guint i = report->steps->len; i > 0; i--)
    if (wp_step_is_of (report->steps->pdata[i - 1], candidate))
      {
        wp_ids_add (finding->steps, i);
        break;
      }
}

/* A bad mark without a word why would be worse than a vague word. */
static void
find_unexplained (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      gboolean is_told = FALSE;

      if (service->works != WP_WORKS_NO)
        continue;
      for (guint n = 0; n < findings->len && !is_told; n++)
        is_told = wp_finding_explains (report, findings->pdata[n], service);
      if (!is_told)
        add_unexplained (report, findings, service);
    }
}

static gboolean
is_well (const WpReport *report, const WpService *service)
{
  return report->is_look_only ? wp_diagnose_looks_fine (report, service)
                              : service->works == WP_WORKS_YES;
}

static void
find_all_well (const WpReport *report, GPtrArray *findings)
{
  WpFinding *finding;
  guint n_well = 0;

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works == WP_WORKS_NO)
        return;
      if (!wp_service_counts (report, service) || wp_service_is_spare (report, service))
        continue;
      if (!is_well (report, service))
        return;
      n_well++;
    }
  if (n_well == 0 || wp_findings_have_block (findings)
      || wp_report_has_open_question (report, NULL))
    return;
  finding = wp_findings_add (findings, report->is_look_only ? "all.reachable" : "all.works");
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_diagnose_candidate (report, service);

      for (guint n = 0; n < report->steps->len && is_well (report, service); n++)
        {
          const WpStep *step = report->steps->pdata[n];

          if (step->outcome == WP_OUTCOME_OK && wp_step_is_of (step, candidate))
            wp_ids_add (finding->steps, step->id);
        }
    }
}

void
wp_wholes_apply (const WpReport *report, GPtrArray *findings)
{
  static void (*const wholes[]) (const WpReport *, GPtrArray *) = {
    find_no_input,  find_not_offered,  find_no_settings, find_sources,  find_undecided,
    find_plaintext, find_full_mailbox, find_unexplained, find_all_well,
  };

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    wholes[i](report, findings);
}
