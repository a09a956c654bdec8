/* See findings-private.h. How grave a fault is depends on what was asked for: only what keeps a
 * chosen service from working blocks. */
#include "diagnose/findings-private.h"

#include "model/keys.h"

/* What a successful step of the same server rules out for a fault that comes later. */
static const struct
{
  WpVerb verb;
  const char *ruled_out;
} proofs[] = {
  { WP_VERB_CONNECT, "tcp.timeout.port" },
  { WP_VERB_TLS, "tls.cert.name.generic" },
};

static const char *
static_id (const char *id)
{
  const WpFindingText *text = wp_catalogue_find (id);

  g_assert (text != NULL);
  return text->id;
}

static void
rule_out (WpFinding *finding, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (finding->ruled_out, id, g_str_equal, NULL))
    g_ptr_array_add (finding->ruled_out, (gpointer) static_id (id));
}

gboolean
wp_findings_have (const GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((const WpFinding *) findings->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

gboolean
wp_findings_have_block (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const WpFinding *) findings->pdata[i])->severity == WP_SEVERITY_BLOCK)
      return TRUE;
  return FALSE;
}

static WpFinding *
new_finding (const char *id)
{
  const WpFindingText *text = wp_catalogue_find (id);
  WpFinding *finding = wp_finding_new (static_id (id));

  finding->severity = text->severity;
  finding->who = text->who;
  return finding;
}

WpFinding *
wp_findings_add (GPtrArray *findings, const char *id)
{
  WpFinding *finding;

  for (guint i = 0; i < findings->len; i++)
    {
      finding = findings->pdata[i];
      if (g_str_equal (finding->id, id))
        return finding;
    }
  return wp_findings_append (findings, id);
}

WpFinding *
wp_findings_append (GPtrArray *findings, const char *id)
{
  WpFinding *finding = new_finding (id);

  g_ptr_array_add (findings, finding);
  return finding;
}

static gboolean
same_text (const WpFields *a, const WpFields *b, const char *key)
{
  return g_strcmp0 (wp_fields_text (a, key), wp_fields_text (b, key)) == 0;
}

static gboolean
is_same_fault (const WpFinding *finding, const WpRule *rule, const WpFields *params)
{
  if (!g_str_equal (finding->id, rule->finding))
    return FALSE;
  switch (rule->scope)
    {
    case WP_SCOPE_RUN:
      return TRUE;
    case WP_SCOPE_HOST:
      return same_text (finding->params, params, WP_KEY_HOST);
    case WP_SCOPE_PORT:
      return same_text (finding->params, params, WP_KEY_HOST)
             && wp_fields_number (finding->params, WP_KEY_PORT)
                    == wp_fields_number (params, WP_KEY_PORT);
    case WP_SCOPE_ACCOUNT:
      return same_text (finding->params, params, WP_KEY_USERNAME);
    }
  return FALSE;
}

static WpSeverity
severity_of (const WpView *view, const WpFindingText *text, const WpRule *rule)
{
  if (text->severity > WP_SEVERITY_WARN || rule->scope == WP_SCOPE_RUN || view->service == NULL)
    return text->severity;
  if (!wp_view_is_chosen (view) || !wp_service_counts (view->report, view->service)
      || wp_service_is_spare (view->report, view->service))
    return WP_SEVERITY_NOTE;
  if (text->severity == WP_SEVERITY_BLOCK && wp_view_is_pinned (view))
    return WP_SEVERITY_WARN;
  if (text->severity == WP_SEVERITY_BLOCK && view->service->works == WP_WORKS_YES)
    return WP_SEVERITY_NOTE;
  return text->severity;
}

/* A lookup that belongs to no server explains why none was found, and only then. */
static gboolean
explains_empty_result (const WpView *view, const WpRule *rule)
{
  const WpReport *report = view->report;
  const char *name = wp_fields_text (view->step->evidence, WP_KEY_NAME);

  if (report->candidates->len > 0 || report->account == NULL)
    return FALSE;
  /* A service record may well be missing, and a domain needs no address. */
  if (view->step->outcome == WP_OUTCOME_NXDOMAIN || view->step->outcome == WP_OUTCOME_NO_DATA)
    return g_str_equal (rule->finding, "dns.name.nxdomain")
           && g_strcmp0 (name, report->account->domain_ascii) == 0;
  return TRUE;
}

static gboolean
is_worth_saying (const WpView *view, const WpRule *rule)
{
  const WpCandidate *candidate = wp_report_candidate (view->report, view->step->candidate);

  if (rule->scope == WP_SCOPE_RUN)
    return view->step->endpoint == NULL || view->service != NULL;
  if (view->step->endpoint == NULL && candidate == NULL)
    return explains_empty_result (view, rule);
  if (view->service == NULL || candidate == NULL)
    return FALSE;
  /* A guess that leads nowhere says nothing about anybody's server. */
  if (candidate->trust == WP_TRUST_GUESS && !wp_service_is_usable (view->report, view->service))
    return FALSE;
  if (!wp_view_is_chosen (view))
    return candidate->trust != WP_TRUST_GUESS && view->step->outcome != WP_OUTCOME_CANCELLED;
  return view->step->outcome != WP_OUTCOME_CANCELLED || view->service->works != WP_WORKS_YES;
}

static void
add_proofs (const WpView *view, WpFinding *finding)
{
  if (view->step->verb != WP_VERB_LOGIN && view->step->verb != WP_VERB_MAILBOX
      && view->step->verb != WP_VERB_SUBMIT)
    return;
  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = view->report->steps->pdata[i];

      if (step->outcome != WP_OUTCOME_OK || step->endpoint == NULL || view->step->endpoint == NULL
          || !wp_endpoint_same_server (step->endpoint, view->step->endpoint))
        continue;
      for (guint n = 0; n < G_N_ELEMENTS (proofs); n++)
        if (proofs[n].verb == step->verb)
          rule_out (finding, proofs[n].ruled_out);
    }
}

void
wp_findings_raise (GPtrArray *findings, const WpView *view, const WpRule *rule)
{
  const WpFindingText *text = wp_catalogue_find (rule->finding);
  g_autoptr (WpFields) params = wp_fields_new ();
  WpFinding *finding = NULL;
  const WpStep *probe = wp_view_probe (view);
  WpSeverity severity;

  if (!is_worth_saying (view, rule))
    return;
  wp_params_fill (view, params);
  if (rule->fill != NULL)
    rule->fill (view, params);
  wp_known_fill (view, rule->finding, params);
  severity = severity_of (view, text, rule);
  for (guint i = 0; i < findings->len && finding == NULL; i++)
    if (is_same_fault (findings->pdata[i], rule, params))
      finding = findings->pdata[i];
  if (finding == NULL)
    {
      finding = new_finding (rule->finding);
      finding->severity = severity;
      finding->confidence = rule->confidence;
      wp_fields_free (finding->params);
      finding->params = g_steal_pointer (&params);
      g_ptr_array_add (findings, finding);
    }
  else if (view->step->endpoint != NULL)
    wp_params_add (finding->params, WP_KEY_PROTOCOLS,
                   wp_protocol_id (view->step->endpoint->protocol));
  finding->severity = MIN (finding->severity, severity);
  finding->confidence = MIN (finding->confidence, rule->confidence);
  wp_ids_add (finding->steps, view->step->id);
  if (probe != NULL)
    wp_ids_add (finding->steps, probe->id);
  for (guint i = 0; i < G_N_ELEMENTS (rule->ruled_out) && rule->ruled_out[i] != NULL; i++)
    rule_out (finding, rule->ruled_out[i]);
  add_proofs (view, finding);
}
