/* What the report knows of servers that another program would try unasked. */
#include "diagnose/as-client-private.h"

#include <string.h>

#include "model/keys.h"

char *
wp_guess_host (const WpReport *report, const char *label)
{
  const char *domain = report->account->domain_ascii;

  return *label == '\0' ? g_strdup (domain) : g_strconcat (label, ".", domain, NULL);
}

static gboolean
is_incoming (WpProtocol protocol)
{
  return protocol != WP_PROTOCOL_SMTP;
}

/* The names that Waypost looks up when it guesses itself: one that it did not bring back does not
 * exist. */
static gboolean
was_looked_up (const WpReport *report, const WpEndpoint *endpoint)
{
  static const char *const labels[WP_N_PROTOCOLS][5] = {
    [WP_PROTOCOL_IMAP] = { "imap", "mail", "" },
    [WP_PROTOCOL_POP3] = { "pop", "pop3", "mail", "" },
    [WP_PROTOCOL_SMTP] = { "smtp", "mail", "" },
  };

  for (guint i = 0; labels[endpoint->protocol][i] != NULL; i++)
    {
      g_autofree char *host = wp_guess_host (report, labels[endpoint->protocol][i]);

      if (g_str_equal (host, endpoint->host))
        return TRUE;
    }
  return FALSE;
}

/* Waypost guessed in this direction, and the host was not among what it found. */
static gboolean
is_no_name (const WpReport *report, const WpEndpoint *endpoint)
{
  gboolean has_guessed = FALSE, has_direction = FALSE;

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->kind != WP_SOURCE_GUESS)
        continue;
      if (source->status == WP_SOURCE_STATUS_NOT_FOUND)
        return was_looked_up (report, endpoint);
      has_guessed = has_guessed || source->status == WP_SOURCE_STATUS_FOUND;
    }
  for (guint i = 0; i < report->candidates->len && has_guessed; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (g_str_equal (candidate->endpoint->host, endpoint->host))
        return FALSE;
      has_direction = has_direction
                      || (candidate->trust == WP_TRUST_GUESS
                          && is_incoming (candidate->endpoint->protocol)
                                 == is_incoming (endpoint->protocol));
    }
  return has_direction && was_looked_up (report, endpoint);
}

/* The name itself was looked up, for whatever reason. */
static gboolean
is_missing_name (const WpStep *step, const char *host)
{
  return step->verb == WP_VERB_RESOLVE && step->outcome == WP_OUTCOME_NXDOMAIN
         && g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_NAME), host) == 0;
}

/* What a step on this server says of it. */
static WpProbed
probed_by (const WpStep *step, const WpClientRules *rules)
{
  if (step->outcome == WP_OUTCOME_OK)
    return step->verb == WP_VERB_GREETING || step->verb == WP_VERB_CAPABILITY ? WP_PROBED_WORKS
                                                                              : WP_PROBED_UNKNOWN;
  if (step->outcome == WP_OUTCOME_CANCELLED || step->outcome == WP_OUTCOME_NOT_TESTED
      || step->verb > WP_VERB_CAPABILITY)
    return WP_PROBED_UNKNOWN;
  if (step->verb == WP_VERB_TLS && step->outcome == WP_OUTCOME_UNTRUSTED
      && step->endpoint->tls == WP_TLS_STARTTLS && rules->trusts_starttls)
    return WP_PROBED_WORKS;
  return WP_PROBED_FAILS;
}

WpProbed
wp_probed (const WpReport *report, const WpClientRules *rules, const WpEndpoint *endpoint)
{
  WpProbed result = WP_PROBED_UNKNOWN;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];
      WpProbed probed;

      if (is_missing_name (step, endpoint->host))
        return WP_PROBED_FAILS;
      if (step->endpoint == NULL || !wp_endpoint_same_server (step->endpoint, endpoint))
        continue;
      probed = probed_by (step, rules);
      if (probed == WP_PROBED_WORKS)
        return WP_PROBED_WORKS;
      if (probed == WP_PROBED_FAILS)
        result = WP_PROBED_FAILS;
    }
  if (result == WP_PROBED_UNKNOWN && is_no_name (report, endpoint))
    return WP_PROBED_FAILS;
  return result;
}
