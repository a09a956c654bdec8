/* What the rules of lint look up in a report. See lint-private.h. */
#include <string.h>

#include "base/domain.h"
#include "diagnose/lint-private.h"
#include "model/keys.h"

/* What a network or machine in between can do as well as the domain. */
gboolean
wp_lint_is_blind (WpOutcome outcome)
{
  static const WpOutcome blind[] = {
    WP_OUTCOME_CANCELLED,     WP_OUTCOME_SERVFAIL,      WP_OUTCOME_DNS_REFUSED,
    WP_OUTCOME_DNS_TIMED_OUT, WP_OUTCOME_DNS_MALFORMED, WP_OUTCOME_TIMED_OUT,
    WP_OUTCOME_UNREACHABLE,   WP_OUTCOME_DENIED,        WP_OUTCOME_NETWORK_ERROR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (blind); i++)
    if (blind[i] == outcome)
      return TRUE;
  return FALSE;
}

const WpSource *
wp_lint_find_source (const WpLint *lint, WpSourceKind kind)
{
  const WpSource *first = NULL;

  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (source->kind != kind)
        continue;
      if (source->status == WP_SOURCE_STATUS_FOUND)
        return source;
      if (first == NULL)
        first = source;
    }
  return first;
}

/* 204 is the answer of servers that want the address first. */
gboolean
wp_lint_is_absent (const WpSource *source)
{
  return (source->status == WP_SOURCE_STATUS_NOT_FOUND && source->http_status != 204
          && (source->flaws & WP_FLAW_NEEDS_ADDRESS) == 0)
         || source->outcome == WP_OUTCOME_REFUSED;
}

gboolean
wp_lint_may_judge (WpLint *lint, const WpSource *source)
{
  if (source->status == WP_SOURCE_STATUS_FOUND)
    return TRUE;
  if (!wp_lint_is_absent (source))
    wp_lint_not_told (lint, source->target, source);
  return FALSE;
}

const WpSource *
wp_lint_who (const WpLint *lint, const WpCandidate *candidate, guint kinds)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (lint->report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source != NULL && (kinds & 1u << source->kind) != 0)
        return source;
    }
  return NULL;
}

gboolean
wp_lint_was_reached (const WpLint *lint, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->verb == WP_VERB_CAPABILITY && step->outcome == WP_OUTCOME_OK
          && step->endpoint != NULL && wp_endpoint_same_server (step->endpoint, endpoint))
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_lint_is_shut_port (const WpLint *lint, const WpEndpoint *endpoint)
{
  g_autofree char *decision = g_strdup_printf ("port:%s:%u", endpoint->host, endpoint->port);

  if (wp_port_is_for_mail (endpoint->port))
    return FALSE;
  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->endpoint != NULL && wp_endpoint_same_server (step->endpoint, endpoint))
        return FALSE;
    }
  return !g_ptr_array_find_with_equal_func (lint->report->decisions, decision, g_str_equal, NULL);
}

gboolean
wp_lint_was_refused (const WpLint *lint, WpProtocol protocol, WpTlsMode tls)
{
  gboolean is_refused = FALSE;

  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->verb != WP_VERB_CONNECT || step->endpoint == NULL
          || step->endpoint->protocol != protocol || step->endpoint->tls != tls)
        continue;
      if (step->outcome != WP_OUTCOME_REFUSED)
        return FALSE;
      is_refused = TRUE;
    }
  return is_refused;
}

gboolean
wp_lint_is_unsafe_target (const WpLint *lint, const char *host)
{
  if (wp_domain_is_within (host, lint->domain) || wp_domain_same_registrable (host, lint->domain))
    return FALSE;
  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (source->kind == WP_SOURCE_SRV && source->dnssec == WP_DNSSEC_YES)
        return FALSE;
    }
  return TRUE;
}

const WpCandidate *
wp_lint_known (const WpLint *lint, WpProtocol protocol, WpTlsMode tls, guint without_kinds)
{
  const WpCandidate *best = NULL;

  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];
      guint kinds = ~(without_kinds | WP_LINT_KIND (GUESS));

      if (candidate->endpoint->protocol != protocol || candidate->endpoint->tls != tls
          || (wp_lint_who (lint, candidate, kinds) == NULL
              && !wp_lint_was_reached (lint, candidate->endpoint)))
        continue;
      if (best == NULL || candidate->trust < best->trust
          || (candidate->trust == best->trust && candidate->rank < best->rank))
        best = candidate;
    }
  return best;
}

const WpStep *
wp_lint_lookup (const WpLint *lint, const char *host)
{
  const WpStep *found = NULL;

  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];
      const char *name = wp_fields_text (step->evidence, WP_KEY_NAME);
      const char *type = wp_fields_text (step->evidence, WP_KEY_TYPE);

      if (step->verb != WP_VERB_RESOLVE || step->outcome == WP_OUTCOME_CANCELLED
          || (type != NULL && *type != 'A'))
        continue;
      if (name == NULL && step->endpoint != NULL)
        name = step->endpoint->host;
      if (name != NULL && g_ascii_strcasecmp (name, host) == 0)
        found = step;
    }
  return found;
}

const WpStep *
wp_lint_question (const WpLint *lint, const char *name, const char *type)
{
  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->verb == WP_VERB_RESOLVE
          && g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_TYPE), type) == 0
          && g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_NAME), name) == 0)
        return step;
    }
  return NULL;
}

char *
wp_lint_place (const WpLint *lint, WpSourceKind kind)
{
  static const struct
  {
    const char *before;
    const char *after;
  } places[WP_N_SOURCE_KINDS] = {
    [WP_SOURCE_PACC] = { "https://ua-auto-config.", "/.well-known/user-agent-configuration.json" },
    [WP_SOURCE_AUTOCONFIG_SUBDOMAIN] = { "https://autoconfig.", "/mail/config-v1.1.xml" },
    [WP_SOURCE_AUTOCONFIG_WELLKNOWN] = { "https://",
                                         "/.well-known/autoconfig/mail/config-v1.1.xml" },
    [WP_SOURCE_AUTOCONFIG_HTTP] = { "http://autoconfig.", "/mail/config-v1.1.xml" },
    [WP_SOURCE_AUTODISCOVER] = { "https://autodiscover.", "/autodiscover/autodiscover.xml" },
  };

  return g_strconcat (places[kind].before == NULL ? "" : places[kind].before, lint->domain,
                      places[kind].after, NULL);
}

gboolean
wp_lint_network_works (const WpLint *lint, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->verb == WP_VERB_CONNECT && step->outcome == WP_OUTCOME_OK && step->endpoint != NULL
          && (endpoint->protocol != WP_PROTOCOL_SMTP || step->endpoint->port == endpoint->port))
        return TRUE;
    }
  return FALSE;
}

/* Servers */

static const WpStep *
last_step (const WpReport *report, const WpEndpoint *endpoint, WpVerb verb)
{
  const WpStep *last = NULL;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      if (step->verb == verb && step->endpoint != NULL && step->outcome != WP_OUTCOME_CANCELLED
          && wp_endpoint_same_server (step->endpoint, endpoint))
        last = step;
    }
  return last;
}

/* A guess that leads nowhere is nobody's fault, and what has no encryption is spoken of where it is
 * published. */
static gboolean
is_named (const WpReport *report, const WpCandidate *candidate)
{
  WpLint lint = { .report = report };

  return candidate->endpoint->tls != WP_TLS_NONE
         && wp_lint_who (&lint, candidate, ~WP_LINT_KIND (GUESS)) != NULL;
}

static WpLintServer *
find_server (const GPtrArray *servers, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < servers->len; i++)
    {
      WpLintServer *server = servers->pdata[i];

      if (wp_endpoint_same_server (server->endpoint, endpoint))
        return server;
    }
  return NULL;
}

GPtrArray *
wp_lint_servers (const WpReport *report)
{
  GPtrArray *servers = g_ptr_array_new ();
  WpLint lint = { .report = report };

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];
      const WpEndpoint *endpoint = candidate->endpoint;
      WpLintServer *server = find_server (servers, endpoint);

      if (!is_named (report, candidate))
        continue;
      if (server == NULL)
        {
          server = g_new0 (WpLintServer, 1);
          server->endpoint = endpoint;
          server->place = g_strdup_printf (strchr (endpoint->host, ':') != NULL ? "[%s]:%u"
                                                                                : "%s:%u",
                                           endpoint->host, endpoint->port);
          server->resolve = last_step (report, endpoint, WP_VERB_RESOLVE);
          if (server->resolve == NULL)
            server->resolve = wp_lint_lookup (&lint, endpoint->host);
          server->connect = last_step (report, endpoint, WP_VERB_CONNECT);
          server->tls = last_step (report, endpoint, WP_VERB_TLS);
          server->greeting = last_step (report, endpoint, WP_VERB_GREETING);
          server->capability = last_step (report, endpoint, WP_VERB_CAPABILITY);
          g_ptr_array_add (servers, server);
        }
      server->is_by_srv |= wp_lint_who (&lint, candidate, WP_LINT_KIND (SRV)) != NULL;
    }
  return servers;
}
