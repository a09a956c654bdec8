/* See diagnose.h. Reads the tables of rules.c over every step, then what the report as a whole
 * shows; sorts; and derives from the same findings why a service is as it is, and the exit code. */
#include "diagnose/diagnose.h"

#include "diagnose/findings-private.h"
#include "model/keys.h"

static void
apply_rules (const WpReport *report, const WpStep *step, GPtrArray *findings)
{
  WpView view = wp_view (report, step);
  guint n_rules;
  const WpRule *rules = wp_rules (&n_rules);

  if (wp_view_is_superseded (&view))
    return;
  for (guint i = 0; i < n_rules; i++)
    {
      if (!wp_rule_fits (&rules[i], &view))
        continue;
      if (rules[i].finding != NULL)
        wp_findings_raise (findings, &view, &rules[i]);
      if (!rules[i].goes_on)
        return;
    }
}

/* What another service shows cannot have been ruled out. */
static void
drop_contradictions (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      WpFinding *finding = findings->pdata[i];

      for (guint n = finding->ruled_out->len; n > 0; n--)
        if (wp_findings_have (findings, finding->ruled_out->pdata[n - 1]))
          g_ptr_array_remove_index (finding->ruled_out, n - 1);
    }
}

/* The place of its first protocol in the order of the services; what concerns none comes first. */
static int
place_of (const WpFinding *finding)
{
  for (int i = 0; i < WP_N_PROTOCOLS; i++)
    if (wp_fields_list_has (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) i)))
      return i;
  return -1;
}

static int
worst_first (gconstpointer a, gconstpointer b)
{
  const WpFinding *one = *(const WpFinding *const *) a;
  const WpFinding *other = *(const WpFinding *const *) b;

  if (one->severity != other->severity)
    return (int) one->severity - (int) other->severity;
  return place_of (one) - place_of (other);
}

/* By protocol and not by the clock: which server was the faster one must not decide whose port a
 * shared finding names. */
static void
apply_rules_in_order (const WpReport *report, GPtrArray *findings)
{
  for (int place = -1; place < WP_N_PROTOCOLS; place++)
    for (guint i = 0; i < report->steps->len; i++)
      {
        const WpStep *step = report->steps->pdata[i];

        if ((step->endpoint == NULL ? -1 : (int) step->endpoint->protocol) == place)
          apply_rules (report, step, findings);
      }
}

GPtrArray *
wp_diagnose (const WpReport *report)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_finding_free);

  apply_rules_in_order (report, findings);
  wp_wholes_apply (report, findings);
  drop_contradictions (findings);
  g_ptr_array_sort (findings, worst_first); /* stable */
  return findings;
}

GPtrArray *
wp_diagnose_before_login (const WpReport *report)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_finding_free);

  wp_nothing_find_typo (report, findings);
  wp_known_tell (report, findings);
  return findings;
}

static gboolean
has_verb_outcome (const WpReport *report, const WpCandidate *candidate, gboolean is_ok)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];
      WpView view;

      if (!wp_step_is_of (step, candidate) || step->verb == WP_VERB_PROBE
          || (step->outcome == WP_OUTCOME_OK) != is_ok)
        continue;
      if (is_ok && step->verb != WP_VERB_GREETING && step->verb != WP_VERB_CAPABILITY)
        continue;
      view = wp_view (report, step);
      if (is_ok || (!wp_view_is_superseded (&view) && !wp_view_is_pinned (&view)))
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_diagnose_looks_fine (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  return candidate != NULL && candidate->endpoint->tls != WP_TLS_NONE
         && has_verb_outcome (report, candidate, TRUE)
         && !has_verb_outcome (report, candidate, FALSE);
}

static gboolean
rests_on_service (const WpReport *report, const WpFinding *finding, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  if (candidate == NULL)
    return wp_fields_list_has (finding->params, WP_KEY_PROTOCOLS,
                               wp_protocol_id (service->protocol));
  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));

      if (step != NULL && wp_step_is_of (step, candidate))
        return TRUE;
    }
  return finding->steps->len == 0
         && wp_fields_list_has (finding->params, WP_KEY_PROTOCOLS,
                                wp_protocol_id (service->protocol));
}

/* A service that was left alone because another one was refused. */
static gboolean
explains_abstention (const WpReport *report, const WpFinding *finding)
{
  for (guint i = 0; i < finding->steps->len; i++)
    {
      const WpStep *step = wp_report_step (report, g_array_index (finding->steps, guint, i));

      if (step != NULL && step->verb == WP_VERB_LOGIN && finding->severity == WP_SEVERITY_BLOCK)
        return TRUE;
    }
  return FALSE;
}

/* Nothing about one server: this network or computer, or no settings at all. */
static gboolean
concerns_everything (const WpFinding *finding)
{
  static const char *const ids[] = { "dns.resolver.dead", "dns.resolver.refused", "net.offline",
                                     "input.address.syntax", "run.stopped" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_str_equal (finding->id, ids[i]))
      return TRUE;
  return wp_nothing_is_reason (finding->id);
}

gboolean
wp_finding_explains (const WpReport *report, const WpFinding *finding, const WpService *service)
{
  return finding->severity == WP_SEVERITY_BLOCK
         && (rests_on_service (report, finding, service) || concerns_everything (finding));
}

/* It rests on nothing that was seen of a server. */
static gboolean
is_only_advice (const WpFinding *finding)
{
  return finding->severity == WP_SEVERITY_NOTE && finding->steps->len == 0
         && !g_str_equal (finding->id, "policy.undecided");
}

const char *
wp_diagnose_why (const WpReport *report, const GPtrArray *findings, const WpService *service)
{
  const char *beside = NULL;
  gboolean is_silent = service->works == WP_WORKS_NOT_OFFERED && !service->is_asked_for;

  if (service->works == WP_WORKS_YES)
    return NULL;
  for (guint i = 0; i < findings->len; i++)
    {
      const WpFinding *finding = findings->pdata[i];

      if (finding->severity == WP_SEVERITY_GOOD || is_only_advice (finding))
        continue;
      if (rests_on_service (report, finding, service)
          && (!is_silent || finding->severity == WP_SEVERITY_BLOCK)
          && (finding->severity == WP_SEVERITY_BLOCK || service->works != WP_WORKS_NOT_TESTED
              || g_str_equal (finding->id, "policy.undecided")))
        return finding->id;
      if (beside == NULL && finding->severity == WP_SEVERITY_BLOCK
          && (concerns_everything (finding)
              || (service->works == WP_WORKS_NOT_TESTED && !report->is_look_only
                  && explains_abstention (report, finding))))
        beside = finding->id;
    }
  return is_silent ? NULL : beside;
}

/* Not the mail servers, but this network, this computer or this run stands in the way. */
static gboolean
tells_nothing (const WpFinding *finding)
{
  return finding->who == WP_WHO_NETWORK || finding->who == WP_WHO_COMPUTER
         || g_str_equal (finding->id, "auth.budget.spent");
}

static gboolean
is_about_settings (const WpReport *report, const WpFinding *finding)
{
  return report->candidates->len == 0 || wp_nothing_is_reason (finding->id)
         || g_str_equal (finding->id, "dns.srv.disabled");
}

static int
exit_of_finding (const WpReport *report, const WpFinding *finding, gboolean is_strict)
{
  if (finding->severity == WP_SEVERITY_WARN)
    return is_strict ? WP_EXIT_FAILS : WP_EXIT_OK;
  if (finding->severity != WP_SEVERITY_BLOCK)
    return WP_EXIT_OK;
  if (tells_nothing (finding))
    return WP_EXIT_CANNOT_TELL;
  return is_about_settings (report, finding) ? WP_EXIT_NO_SETTINGS : WP_EXIT_FAILS;
}

/* What no finding explains is still not success. */
static int
exit_of_service (const WpReport *report, const WpService *service)
{
  if (!wp_service_counts (report, service) || wp_service_is_spare (report, service)
      || service->works == WP_WORKS_YES)
    return WP_EXIT_OK;
  switch (service->works)
    {
    case WP_WORKS_NO:
      return service->why == NULL ? WP_EXIT_FAILS : WP_EXIT_OK;
    case WP_WORKS_NOT_TESTED:
      if (service->why != NULL)
        return WP_EXIT_OK;
      return report->is_look_only && wp_diagnose_looks_fine (report, service) ? WP_EXIT_OK
                                                                              : WP_EXIT_CANNOT_TELL;
    default:
      return WP_EXIT_NO_SETTINGS;
    }
}

int
wp_diagnose_exit (const WpReport *report, gboolean is_strict)
{
  int code = wp_report_has_open_question (report, NULL) ? WP_EXIT_DECIDE : WP_EXIT_OK;

  for (guint i = 0; i < report->findings->len; i++)
    code = wp_exit_first (code, exit_of_finding (report, report->findings->pdata[i], is_strict));
  for (guint i = 0; i < report->services->len; i++)
    code = wp_exit_first (code, exit_of_service (report, report->services->pdata[i]));
  return code;
}
