/* See view-private.h. */
#include "diagnose/view-private.h"

#include <string.h>

#include "model/keys.h"

static gboolean
same_port (const WpEndpoint *a, const WpEndpoint *b)
{
  return a->protocol == b->protocol && a->port == b->port
         && g_ascii_strcasecmp (a->host, b->host) == 0;
}

gboolean
wp_step_is_of (const WpStep *step, const WpCandidate *candidate)
{
  if (candidate == NULL)
    return FALSE;
  if (step->candidate == candidate->id)
    return TRUE;
  if (step->endpoint == NULL)
    return FALSE;
  return step->verb == WP_VERB_PROBE
             ? same_port (step->endpoint, candidate->endpoint)
             : wp_endpoint_same_server (step->endpoint, candidate->endpoint);
}

static gboolean
has_steps (const WpReport *report, const WpCandidate *candidate)
{
  for (guint i = 0; i < report->steps->len; i++)
    if (wp_step_is_of (report->steps->pdata[i], candidate))
      return TRUE;
  return FALSE;
}

const WpCandidate *
wp_diagnose_candidate (const WpReport *report, const WpService *service)
{
  g_autoptr (GPtrArray) ranked = NULL;

  if (service->candidate != 0)
    return wp_report_candidate (report, service->candidate);
  ranked = wp_report_ranked (report, service->protocol);
  for (guint i = 0; i < ranked->len; i++)
    if (has_steps (report, ranked->pdata[i]))
      return ranked->pdata[i];
  return ranked->len > 0 ? ranked->pdata[0] : NULL;
}

static const WpService *
service_of (const WpReport *report, const WpStep *step)
{
  const WpCandidate *candidate = wp_report_candidate (report, step->candidate);

  if (step->endpoint != NULL)
    return wp_report_service (report, step->endpoint->protocol);
  return candidate == NULL ? NULL : wp_report_service (report, candidate->endpoint->protocol);
}

WpView
wp_view (const WpReport *report, const WpStep *step)
{
  WpView view = { .report = report, .step = step, .service = service_of (report, step) };

  if (view.service != NULL)
    view.candidate = wp_diagnose_candidate (report, view.service);
  return view;
}

gboolean
wp_view_is_chosen (const WpView *view)
{
  return wp_step_is_of (view->step, view->candidate);
}

gboolean
wp_view_is_superseded (const WpView *view)
{
  const WpStep *step = view->step;

  if (step->verb == WP_VERB_LOGIN || step->outcome == WP_OUTCOME_OK)
    return FALSE;
  for (guint i = step->id; i < view->report->steps->len; i++)
    {
      const WpStep *later = view->report->steps->pdata[i];

      if (later->verb == step->verb && later->outcome == WP_OUTCOME_OK && later->endpoint != NULL
          && step->endpoint != NULL && wp_endpoint_same_server (later->endpoint, step->endpoint))
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_view_is_pinned (const WpView *view)
{
  const WpCertificate *leaf = wp_tls_facts_leaf (view->step->tls);
  g_autofree char *pin = NULL;

  if (leaf == NULL || leaf->sha256 == NULL || view->step->endpoint == NULL)
    return FALSE;
  pin = g_strdup_printf ("pin:%s=%s", view->step->endpoint->host, leaf->sha256);
  return g_ptr_array_find_with_equal_func (view->report->decisions, pin, g_str_equal, NULL);
}

const WpStep *
wp_view_probe (const WpView *view)
{
  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = view->report->steps->pdata[i];

      if (step->verb == WP_VERB_PROBE && step->parent == view->step->id)
        return step;
    }
  return NULL;
}

const char *
wp_view_peer (const WpView *view)
{
  const WpStep *probe = wp_view_probe (view);
  const char *peer = wp_fields_text (view->step->evidence, WP_KEY_PEER_PROTOCOL);

  if ((peer != NULL && !g_str_equal (peer, "unknown")) || probe == NULL)
    return peer;
  if (wp_fields_text (probe->evidence, WP_KEY_PEER_PROTOCOL) != NULL)
    return wp_fields_text (probe->evidence, WP_KEY_PEER_PROTOCOL);
  if (probe->outcome == WP_OUTCOME_OK && probe->tls == NULL && probe->endpoint != NULL)
    return wp_protocol_id (probe->endpoint->protocol);
  return peer;
}

static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *lower = text == NULL ? NULL : g_ascii_strdown (text, -1);

  return lower != NULL && strstr (lower, needle) != NULL;
}

gboolean
wp_view_says (const WpView *view, const char *needle)
{
  return holds (wp_fields_text (view->step->evidence, WP_KEY_TEXT), needle)
         || holds (wp_fields_text (view->step->evidence, WP_KEY_ALERT), needle);
}

static gboolean
answers_as_mail_server (const WpReport *report, const WpCandidate *candidate)
{
  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (wp_step_is_of (step, candidate) && step->outcome == WP_OUTCOME_OK
          && (step->verb == WP_VERB_GREETING || step->verb == WP_VERB_CAPABILITY))
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_service_counts (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  return service->is_asked_for || (candidate != NULL && answers_as_mail_server (report, candidate));
}

gboolean
wp_question_is_open (const WpQuestion *question)
{
  return !question->is_answered || question->is_declined;
}

gboolean
wp_report_has_open_question (const WpReport *report, const char *id)
{
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (wp_question_is_open (question) && (id == NULL || g_str_equal (question->id, id)))
        return TRUE;
    }
  return FALSE;
}
