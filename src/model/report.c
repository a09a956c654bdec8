/* See report.h. */
#include "model/report.h"

#include "base/limits.h"
#include "model/keys.h"

static const char *const works_ids[] = { "yes", "no", "not-tested", "not-offered" };
static const char *const policy_ids[] = { "allow", "ask", "refuse" };

const char *
wp_works_id (WpWorks works)
{
  return works_ids[works];
}

const char *
wp_policy_id (WpPolicy policy)
{
  return policy_ids[policy];
}

static void
service_free (gpointer data)
{
  WpService *service = data;

  g_free (service->username);
  g_free (service->auth);
  g_free (service->tls_version);
  g_array_unref (service->findings);
  g_free (service);
}

WpQuestion *
wp_question_new (const char *static_id, const char *allow)
{
  WpQuestion *question = g_new0 (WpQuestion, 1);

  question->id = static_id;
  question->allow = g_strdup (allow);
  question->params = wp_fields_new ();
  return question;
}

void
wp_question_free (WpQuestion *question)
{
  if (question == NULL)
    return;
  wp_fields_free (question->params);
  g_free (question->allow);
  g_free (question);
}

WpReport *
wp_report_new (const WpAccount *account)
{
  WpReport *report = g_rc_box_new0 (WpReport);

  report->account = account == NULL ? NULL : wp_account_dup (account);
  report->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_source_free);
  report->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_candidate_free);
  report->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  report->services = g_ptr_array_new_with_free_func (service_free);
  report->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_finding_free);
  report->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_question_free);
  report->decisions = g_ptr_array_new_with_free_func (g_free);
  report->facts = wp_fields_new ();
  return report;
}

WpReport *
wp_report_ref (WpReport *report)
{
  return g_rc_box_acquire (report);
}

static void
report_clear (gpointer data)
{
  WpReport *report = data;

  wp_account_free (report->account);
  wp_provider_free (report->provider);
  g_free (report->typo);
  g_ptr_array_unref (report->sources);
  g_ptr_array_unref (report->candidates);
  g_ptr_array_unref (report->steps);
  g_ptr_array_unref (report->services);
  g_ptr_array_unref (report->findings);
  g_ptr_array_unref (report->questions);
  g_ptr_array_unref (report->decisions);
  wp_fields_free (report->facts);
  g_free (report->situation);
  g_free (report->advice);
}

void
wp_report_unref (WpReport *report)
{
  if (report != NULL)
    g_rc_box_release_full (report, report_clear);
}

static void
tell (WpReport *report, WpReportKind kind, guint n)
{
  if (report->grew != NULL)
    report->grew (report, kind, n, report->grew_data);
}

static guint
add (GPtrArray *array, gpointer item)
{
  g_ptr_array_add (array, item);
  return array->len;
}

WpSource *
wp_report_add_source (WpReport *report, WpSource *taken)
{
  taken->id = add (report->sources, taken);
  tell (report, WP_REPORT_SOURCE, taken->id - 1);
  return taken;
}

WpStep *
wp_report_add_step (WpReport *report, WpStep *taken)
{
  taken->id = add (report->steps, taken);
  tell (report, WP_REPORT_STEP, taken->id - 1);
  return taken;
}

WpFinding *
wp_report_add_finding (WpReport *report, WpFinding *taken)
{
  guint id = add (report->findings, taken);

  tell (report, WP_REPORT_FINDING, id - 1);
  return taken;
}

WpQuestion *
wp_report_add_question (WpReport *report, WpQuestion *taken)
{
  guint id = add (report->questions, taken);

  tell (report, WP_REPORT_QUESTION, id - 1);
  return taken;
}

WpService *
wp_report_add_service (WpReport *report, WpProtocol protocol)
{
  WpService *service = g_new0 (WpService, 1);
  guint id;

  service->protocol = protocol;
  service->works = WP_WORKS_NOT_TESTED;
  service->ms = -1;
  service->findings = g_array_new (FALSE, FALSE, sizeof (guint));
  id = add (report->services, service);
  tell (report, WP_REPORT_SERVICE, id - 1);
  return service;
}

static WpCandidate *
find_equal (const WpReport *report, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      WpCandidate *candidate = report->candidates->pdata[i];

      if (wp_endpoint_equal (candidate->endpoint, endpoint))
        return candidate;
    }
  return NULL;
}

WpCandidate *
wp_report_add_candidate (WpReport *report, WpEndpoint *taken, WpSource *source, WpTrust trust)
{
  WpCandidate *candidate = find_equal (report, taken);

  if (candidate == NULL && report->candidates->len >= WP_LIMIT_CANDIDATES)
    {
      wp_endpoint_free (taken);
      return NULL;
    }
  if (candidate != NULL)
    {
      for (guint i = 0; i < taken->n_auth; i++)
        wp_endpoint_add_auth (candidate->endpoint, taken->auth[i]);
      wp_endpoint_free (taken);
    }
  else
    {
      candidate = wp_candidate_new (taken);
      candidate->trust = trust;
      candidate->id = add (report->candidates, candidate);
    }
  candidate->trust = MIN (candidate->trust, trust);
  wp_ids_add (candidate->sources, source->id);
  wp_ids_add (source->says, candidate->id);
  tell (report, WP_REPORT_CANDIDATE, candidate->id - 1);
  return candidate;
}

void
wp_report_set_advice (WpReport *report, const WpSituation *situation, const WpAdvice *advice)
{
  g_free (report->situation);
  g_free (report->advice);
  report->situation = g_memdup2 (situation, sizeof *situation);
  report->advice = g_memdup2 (advice, sizeof *advice);
  wp_report_touch (report, WP_REPORT_ADVICE, report->advice);
}

void
wp_report_touch (WpReport *report, WpReportKind kind, gconstpointer item)
{
  GPtrArray *const arrays[] = {
    [WP_REPORT_SOURCE] = report->sources,   [WP_REPORT_CANDIDATE] = report->candidates,
    [WP_REPORT_STEP] = report->steps,       [WP_REPORT_SERVICE] = report->services,
    [WP_REPORT_FINDING] = report->findings, [WP_REPORT_QUESTION] = report->questions,
  };
  guint n = 0;

  if (kind >= WP_REPORT_FACT || g_ptr_array_find (arrays[kind], item, &n))
    tell (report, kind, n);
}

static gconstpointer
nth (const GPtrArray *array, guint id)
{
  return id == 0 || id > array->len ? NULL : array->pdata[id - 1];
}

const WpSource *
wp_report_source (const WpReport *report, guint id)
{
  return nth (report->sources, id);
}

const WpCandidate *
wp_report_candidate (const WpReport *report, guint id)
{
  return nth (report->candidates, id);
}

const WpStep *
wp_report_step (const WpReport *report, guint id)
{
  return nth (report->steps, id);
}

WpService *
wp_report_service (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      WpService *service = report->services->pdata[i];

      if (service->protocol == protocol)
        return service;
    }
  return NULL;
}

gboolean
wp_report_has_own_sending (const WpReport *report)
{
  const WpService *sending = wp_report_service (report, WP_PROTOCOL_SMTP);

  return sending != NULL && sending->works == WP_WORKS_YES && sending->has_own_password;
}

const WpFinding *
wp_report_find_finding (const WpReport *report, const char *id)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (g_str_equal (finding->id, id))
        return finding;
    }
  return NULL;
}

static int
by_rank (gconstpointer a, gconstpointer b)
{
  const WpCandidate *one = *(const WpCandidate *const *) a;
  const WpCandidate *other = *(const WpCandidate *const *) b;

  return one->rank < other->rank ? -1 : one->rank > other->rank;
}

gboolean
wp_question_is_no (const WpQuestion *question)
{
  return question->is_answered && question->is_declined;
}

gboolean
wp_report_was_declined (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_report_candidate (report, service->candidate);

  if (candidate == NULL || service->policy != WP_POLICY_ASK)
    return FALSE;
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];
      const char *host = wp_fields_text (question->params, WP_KEY_HOST);

      if (question->allow != NULL && wp_question_is_no (question)
          && g_strcmp0 (host, candidate->endpoint->host) == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
wp_report_ranked (const WpReport *report, WpProtocol protocol)
{
  GPtrArray *ranked = g_ptr_array_new ();

  for (guint i = 0; i < report->candidates->len; i++)
    {
      WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol && candidate->rank > 0)
        g_ptr_array_add (ranked, candidate);
    }
  g_ptr_array_sort (ranked, by_rank);
  return ranked;
}
