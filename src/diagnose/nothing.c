/* That something which is needed was not found, and why: each kind of domain gets its own sentence.
 * A table of reasons, the more telling first; the last one only says that there is nothing. */
#include "diagnose/findings-private.h"

#include "base/domain.h"
#include "model/keys.h"

static const char *
domain_of (const WpReport *report)
{
  return report->account->domain_ascii;
}

void
wp_findings_set_domain (const WpReport *report, WpFinding *finding)
{
  g_autofree char *shown = NULL;
  g_autofree char *registrable = NULL;
  const char *domain;

  if (report->account == NULL)
    return;
  domain = domain_of (report);
  wp_fields_set_text (finding->params, WP_KEY_DOMAIN, domain);
  if (finding->severity != WP_SEVERITY_BLOCK)
    return;
  shown = wp_domain_for_display (domain);
  registrable = wp_domain_registrable (domain);
  if (g_strcmp0 (shown, domain) != 0)
    wp_fields_set_text (finding->params, WP_KEY_DOMAIN_SHOWN, shown);
  if (g_strcmp0 (registrable, domain) != 0)
    wp_fields_set_text (finding->params, WP_KEY_REGISTRABLE, registrable);
}

/* Not offered */

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

static gboolean
is_anything_usable (const WpReport *report)
{
  return is_direction_usable (report, FALSE) || is_direction_usable (report, TRUE);
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

void
wp_nothing_find_not_offered (const WpReport *report, GPtrArray *findings)
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
      wp_fields_set_text (finding->params, WP_KEY_DOMAIN, domain_of (report));
      wp_fields_set_text (finding->params, WP_KEY_NAME, name);
      wp_params_add (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) i));
      if (step_id != 0)
        wp_ids_add (finding->steps, step_id);
    }
}

/* What the domain shows */

static gboolean
is_of_type (const WpStep *step, gboolean is_mx)
{
  const char *type = wp_fields_text (step->evidence, WP_KEY_TYPE);

  if (type == NULL)
    return !is_mx;
  return is_mx ? g_str_equal (type, "MX") : *type == 'A';
}

/* The lookup of the domain itself, of its mail exchanger or its addresses, that ended so; or NULL.
 */
static const WpStep *
lookup_of_domain (const WpReport *report, gboolean is_mx, WpOutcome outcome)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == WP_VERB_RESOLVE && step->outcome == outcome && is_of_type (step, is_mx)
          && g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_NAME), domain_of (report)) == 0)
        return step;
    }
  return NULL;
}

/* A guess names only hosts that have an address. */
static gboolean
has_address (const WpReport *report)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->trust == WP_TRUST_GUESS
          && g_str_equal (candidate->endpoint->host, domain_of (report)))
        return TRUE;
    }
  return lookup_of_domain (report, FALSE, WP_OUTCOME_OK) != NULL;
}

static gboolean
is_public_suffix (const WpReport *report)
{
  return wp_domain_is_public_suffix (domain_of (report));
}

static gboolean
has_null_mx (const WpReport *report)
{
  return lookup_of_domain (report, TRUE, WP_OUTCOME_NOT_OFFERED) != NULL;
}

/* The lookup of a name that nobody chose says so; or a guess that found names has a remark, and it
 * has only that one. */
static gboolean
is_wild (const WpReport *report)
{
  for (guint i = 0; i < report->steps->len; i++)
    if (wp_fields_flag (((const WpStep *) report->steps->pdata[i])->evidence, WP_KEY_WILDCARD))
      return TRUE;
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->kind == WP_SOURCE_GUESS && source->status == WP_SOURCE_STATUS_FOUND
          && source->note != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_web_only (const WpReport *report)
{
  return lookup_of_domain (report, TRUE, WP_OUTCOME_NO_DATA) != NULL && has_address (report);
}

/* Of a domain for which nothing at all was found. */
static const struct
{
  const char *finding;
  gboolean (*holds) (const WpReport *report); /* NULL: the last resort */
  WpConfidence confidence;
} reasons[] = {
  { "input.domain.suffix", is_public_suffix, WP_CONFIDENCE_CERTAIN },
  { "dns.mx.null", has_null_mx, WP_CONFIDENCE_CERTAIN },
  { "dns.wildcard.zone", is_wild, WP_CONFIDENCE_LIKELY },
  { "discovery.web-only", is_web_only, WP_CONFIDENCE_LIKELY },
  { "discovery.none", NULL, WP_CONFIDENCE_CERTAIN },
};

gboolean
wp_nothing_is_reason (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].finding, id))
      return TRUE;
  return g_str_equal (id, "cap.protocol-missing") || g_str_equal (id, "input.domain.typo");
}

static WpFinding *
add_reason (const WpReport *report, GPtrArray *findings, WpProtocol protocol)
{
  guint n = 0;
  WpFinding *finding;

  if (wp_known_is_missing (report, protocol))
    {
      finding = wp_findings_add (findings, "cap.protocol-missing");
      finding->confidence = WP_CONFIDENCE_LIKELY;
      wp_known_fill_missing (report, protocol, finding->params);
      return finding;
    }
  if (is_anything_usable (report))
    n = G_N_ELEMENTS (reasons) - 1;
  while (reasons[n].holds != NULL && !reasons[n].holds (report))
    n++;
  finding = wp_findings_add (findings, reasons[n].finding);
  finding->confidence = reasons[n].confidence;
  return finding;
}

/* No settings */

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
    wp_fields_set_text (finding->params, WP_KEY_HOST, domain_of (report));
}

static void
add_missing (const WpReport *report, GPtrArray *findings, WpProtocol protocol)
{
  WpFinding *finding = add_reason (report, findings, protocol);

  wp_findings_set_domain (report, finding);
  wp_params_add (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id (protocol));
  for (guint n = 0; n < report->steps->len; n++)
    if (((const WpStep *) report->steps->pdata[n])->verb == WP_VERB_RESOLVE)
      wp_ids_add (finding->steps, n + 1);
}

void
wp_nothing_find_settings (const WpReport *report, GPtrArray *findings)
{
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
        add_stopped (report, findings);
      else
        add_missing (report, findings, (WpProtocol) i);
    }
}

/* A domain that takes no mail may still let its people send. */
void
wp_nothing_find_null_mx (const WpReport *report, GPtrArray *findings)
{
  const WpStep *step = report->account == NULL
                           ? NULL
                           : lookup_of_domain (report, TRUE, WP_OUTCOME_NOT_OFFERED);
  WpFinding *finding;

  if (step == NULL || wp_findings_have (findings, "dns.mx.null"))
    return;
  finding = wp_findings_add (findings, "dns.mx.null");
  finding->severity = WP_SEVERITY_NOTE;
  wp_findings_set_domain (report, finding);
  wp_ids_add (finding->steps, step->id);
}

/* No name at all, says the one question, and here is its address, says the other. */
void
wp_nothing_find_rewrite (const WpReport *report, GPtrArray *findings)
{
  const WpStep *no = report->account == NULL ? NULL
                                             : lookup_of_domain (report, TRUE, WP_OUTCOME_NXDOMAIN);
  const WpStep *yes = no == NULL ? NULL : lookup_of_domain (report, FALSE, WP_OUTCOME_OK);
  WpFinding *finding;

  if (yes == NULL)
    return;
  finding = wp_findings_add (findings, "dns.rewrite.nxdomain");
  finding->confidence = WP_CONFIDENCE_LIKELY;
  wp_findings_set_domain (report, finding);
  wp_ids_add (finding->steps, no->id);
  wp_ids_add (finding->steps, yes->id);
}

/* A mistyped domain */

/* That the domain leads nowhere is explained better by a slip of the fingers. */
static gboolean
is_explained_by_typo (const WpReport *report, const WpFinding *finding)
{
  if (finding->severity != WP_SEVERITY_BLOCK)
    return FALSE;
  if (g_str_equal (finding->id, "dns.name.nxdomain"))
    return report->candidates->len == 0
           && g_strcmp0 (wp_fields_text (finding->params, WP_KEY_NAME), domain_of (report)) == 0;
  return wp_nothing_is_reason (finding->id) && !is_anything_usable (report);
}

/* The address with the domain that was probably meant. */
static void
set_suggestion (const WpReport *report, WpFields *params)
{
  g_autofree char *address = g_strdup_printf ("%s@%s", report->account->local_part, report->typo);

  wp_fields_set_text (params, WP_KEY_DOMAIN, domain_of (report));
  wp_fields_set_text (params, WP_KEY_SUGGESTION, report->typo);
  wp_fields_set_text (params, WP_KEY_ADDRESS, address);
}

static void
take_over (WpFinding *typo, GPtrArray *findings, guint n)
{
  const WpFinding *finding = findings->pdata[n];
  const char *const *protocols = wp_fields_list (finding->params, WP_KEY_PROTOCOLS);

  typo->severity = WP_SEVERITY_BLOCK;
  wp_fields_set_text (typo->params, WP_KEY_OUTCOME,
                      g_str_equal (finding->id, "dns.name.nxdomain") ? "nxdomain" : "not-found");
  for (guint i = 0; i < finding->steps->len; i++)
    wp_ids_add (typo->steps, g_array_index (finding->steps, guint, i));
  for (; protocols != NULL && *protocols != NULL; protocols++)
    wp_params_add (typo->params, WP_KEY_PROTOCOLS, *protocols);
  g_ptr_array_remove_index (findings, n);
}

void
wp_nothing_find_typo (const WpReport *report, GPtrArray *findings)
{
  WpFinding *typo;

  if (report->typo == NULL || report->account == NULL || was_given (report))
    return;
  typo = wp_findings_add (findings, "input.domain.typo");
  typo->severity = WP_SEVERITY_NOTE;
  typo->confidence = WP_CONFIDENCE_LIKELY;
  set_suggestion (report, typo->params);
  for (guint i = findings->len; i > 0; i--)
    if (findings->pdata[i - 1] != typo && is_explained_by_typo (report, findings->pdata[i - 1]))
      take_over (typo, findings, i - 1);
  if (typo->severity == WP_SEVERITY_NOTE && is_anything_usable (report))
    wp_fields_set_text (typo->params, WP_KEY_OUTCOME, "ok");
}

/* A name that does not exist is told by its lookup; what the name is made of, here. */
void
wp_nothing_find_domain (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len && report->account != NULL; i++)
    {
      WpFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->id, "dns.name.nxdomain")
          && g_strcmp0 (wp_fields_text (finding->params, WP_KEY_NAME), domain_of (report)) == 0)
        wp_findings_set_domain (report, finding);
    }
}
