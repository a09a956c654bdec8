/* What no single step shows: that a decision is missing, a mailbox is full, that all is well.
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
  if (report->account != NULL)
    wp_fields_set_text (finding->params, WP_KEY_DOMAIN, report->account->domain_ascii);
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
            && (rules[n].sees == NULL || rules[n].sees (report, source)))
          {
            if (rules[n].finding != NULL && !wp_findings_have (findings, rules[n].finding))
              {
                WpFinding *finding = wp_findings_add (findings, rules[n].finding);

                if (report->account != NULL)
                  wp_fields_set_text (finding->params, WP_KEY_DOMAIN,
                                      report->account->domain_ascii);
                wp_fields_set_text (finding->params, WP_KEY_SOURCE, source->target);
                if (source->digest != NULL)
                  wp_params_add (finding->params, WP_KEY_RECORDS, source->digest);
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
    find_no_input,
    wp_nothing_find_not_offered,
    wp_nothing_find_settings,
    wp_nothing_find_null_mx,
    wp_nothing_find_rewrite,
    wp_nothing_find_domain,
    wp_nothing_find_typo,
    find_sources,
    wp_disagree_find_conflicts,
    wp_disagree_find_better,
    find_undecided,
    find_plaintext,
    find_full_mailbox,
    wp_known_tell,
    find_unexplained,
    find_all_well,
  };

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    wholes[i](report, findings);
}
