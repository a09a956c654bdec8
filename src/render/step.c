/* A step in words for who looks at it alone: its name, and what was seen in it. */
#include "render/layout-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"

static const char *const names[WP_N_VERBS] = {
  [WP_VERB_RESOLVE] = "DNS",
  [WP_VERB_CONNECT] = N_ ("Connection"),
  [WP_VERB_TLS] = "TLS",
  [WP_VERB_GREETING] = N_ ("Greeting"),
  [WP_VERB_CAPABILITY] = N_ ("Offers"),
  [WP_VERB_LOGIN] = N_ ("Login"),
  [WP_VERB_MAILBOX] = N_ ("Mailbox facts"),
  [WP_VERB_SUBMIT] = N_ ("Sender check"),
  [WP_VERB_PROBE] = N_ ("Second look"),
};

const char *
wp_render_verb_name (WpVerb verb)
{
  return names[verb];
}

char *
wp_render_step_name (const WpStep *step, const WpRenderStyle *style)
{
  if (step->verb == WP_VERB_TLS && step->tls != NULL && step->tls->version != NULL)
    return wp_render_tls_version (step->tls->version);
  return g_strdup (wp_render_tr (names[step->verb], style));
}

char *
wp_render_day (gint64 unix_s)
{
  g_autofree char *time = wp_render_time (unix_s * G_USEC_PER_SEC);

  return g_strndup (time, strcspn (time, " "));
}

static char *
note_of_tls (const WpStep *step, const WpRenderStyle *style)
{
  const WpCertificate *leaf = step->tls == NULL ? NULL : wp_tls_facts_leaf (step->tls);
  const char *host = leaf == NULL                        ? NULL
                     : step->tls->reference_name != NULL ? step->tls->reference_name
                     : step->endpoint != NULL            ? step->endpoint->host
                                                         : NULL;
  g_autofree char *until = leaf == NULL ? NULL : wp_render_day (leaf->not_after);

  if (host == NULL)
    return NULL;
  if (step->tls->faults != 0)
    return wp_render_fill_pairs (N_ ("The certificate does not verify."), style, NULL);
  return wp_render_fill_pairs (
      /* Translators: {host} is a host name, {date} a day. */
      N_ ("The certificate is valid for {host} until {date}."), style, "host", host, "date", until,
      NULL);
}

static char *
note_of_peer (const WpStep *step, const WpRenderStyle *style)
{
  char buffer[WP_INET_TEXT_SIZE];
  g_autofree char *port = NULL;

  if (step->address.family == 0 || step->endpoint == NULL)
    return NULL;
  port = g_strdup_printf ("%u", (guint) step->endpoint->port);
  wp_inet_format (&step->address, buffer);
  return wp_render_fill_pairs (N_ ("{address} answers on port {port}."), style, "address", buffer,
                               "port", port, NULL);
}

static char *
note_of_count (const WpStep *step, const WpRenderStyle *style)
{
  gint64 messages = wp_fields_number (step->evidence, WP_KEY_MESSAGES);
  g_autofree char *count = messages < 0 ? NULL : wp_render_count (messages);

  return count == NULL ? NULL
                       : wp_render_fill_pairs (N_ ("Messages in the inbox: {count}."), style,
                                               "count", count, NULL);
}

static char *
note_of_list (const WpStep *step, const char *key, const char *msgid, const WpRenderStyle *style)
{
  const WpField *field = wp_fields_find (step->evidence, key);
  g_autofree char *value = field == NULL ? NULL : wp_render_value (field, style);

  return value == NULL || *value == '\0'
             ? NULL
             : wp_render_fill_pairs (msgid, style, "value", value, NULL);
}

static char *
note_of_success (const WpStep *step, const WpRenderStyle *style)
{
  switch (step->verb)
    {
    case WP_VERB_RESOLVE:
      return note_of_list (step, WP_KEY_ADDRESSES, N_ ("Its addresses: {value}."), style);
    case WP_VERB_CONNECT:
      return note_of_peer (step, style);
    case WP_VERB_TLS:
      return note_of_tls (step, style);
    case WP_VERB_CAPABILITY:
      return note_of_list (step, WP_KEY_MECHANISMS, N_ ("Ways to log in: {value}."), style);
    case WP_VERB_LOGIN:
      return note_of_list (step, WP_KEY_MECHANISM, N_ ("The login was accepted, by {value}."),
                           style);
    case WP_VERB_MAILBOX:
      return note_of_count (step, style);
    case WP_VERB_SUBMIT:
      return g_strdup (wp_render_tr (N_ ("The sender was accepted; nothing was sent."), style));
    default:
      return NULL;
    }
}

/* What the diagnosis made of it. */
static const WpFinding *
finding_on (const WpReport *report, const WpStep *step)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WpFinding *finding = report->findings->pdata[i];

      if (finding->severity <= WP_SEVERITY_WARN && wp_ids_has (finding->steps, step->id)
          && wp_finding_text (finding) != NULL)
        return finding;
    }
  return NULL;
}

static char *
note_of_failure (const WpStep *step, const WpRenderStyle *style)
{
  switch (step->outcome)
    {
    case WP_OUTCOME_CANCELLED:
      return g_strdup (wp_render_tr (N_ ("It was stopped before the end."), style));
    case WP_OUTCOME_NOT_TESTED:
      return g_strdup (wp_render_tr (N_ ("It was not tried."), style));
    default:
      /* Translators: {outcome} is a single technical word. */
      return wp_render_fill_pairs (N_ ("It did not succeed ({outcome})."), style, "outcome",
                                   wp_outcome_id (step->outcome), NULL);
    }
}

char *
wp_render_step_note (const WpReport *report, const WpStep *step, const WpRenderStyle *style)
{
  const WpFinding *finding = finding_on (report, step);
  g_autofree char *title = NULL;
  g_autofree char *cause = NULL;
  char *note;

  if (finding != NULL)
    {
      title = wp_render_fill (wp_finding_text (finding)->title, finding->params, style);
      cause = wp_render_part (finding, WP_PART_CAUSE, style);
      return wp_render_fill_pairs (N_ ("{title}. {cause}"), style, "title", title, "cause", cause,
                                   NULL);
    }
  note = step->outcome == WP_OUTCOME_OK ? note_of_success (step, style)
                                        : note_of_failure (step, style);
  return note != NULL ? note : g_strdup (wp_render_tr (N_ ("As it should be."), style));
}
