/* Lint of what is preferred: the order in a document, the priority of service records. */
#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

#define STEP 10 /* between two priorities */

/* A document says its servers in its own order. */
static const WpEndpoint *
nth_said (const WpLint *lint, const WpSource *source, guint n)
{
  const WpCandidate *candidate = wp_report_candidate (lint->report,
                                                      g_array_index (source->says, guint, n));

  return candidate == NULL ? NULL : candidate->endpoint;
}

static void
say_order (WpLint *lint,
           const WpSource *source,
           const WpEndpoint *first,
           const WpEndpoint *better,
           const char *is)
{
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_FAIL, source->target, is, NULL);

  wp_fields_set_text (check->params, WP_KEY_HOST, first->host);
  wp_fields_set_number (check->params, WP_KEY_PORT, first->port);
  wp_fields_set_text (check->params, WP_KEY_OTHER, better->host);
  wp_lint_add_line (check, wp_lint_xml_line (better));
  wp_lint_add_line (check, wp_lint_xml_line (first));
}

void
wp_lint_pop3_first (WpLint *lint, const WpSource *source)
{
  const WpEndpoint *pop3 = NULL;

  if (!wp_lint_may_judge (lint, source))
    return;
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpEndpoint *endpoint = nth_said (lint, source, i);

      if (endpoint == NULL || endpoint->tls == WP_TLS_NONE)
        continue;
      if (endpoint->protocol == WP_PROTOCOL_POP3 && pop3 == NULL)
        pop3 = endpoint;
      if (endpoint->protocol == WP_PROTOCOL_IMAP && pop3 != NULL)
        {
          say_order (lint, source, pop3, endpoint,
                     N_ ("The POP3 server {host} stands before the IMAP server {other}."));
          return;
        }
      if (endpoint->protocol == WP_PROTOCOL_IMAP)
        {
          wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("IMAP comes first."), NULL);
          return;
        }
    }
  wp_lint_add (lint, WP_LINT_OK, source->target,
               pop3 != NULL ? N_ ("The file has POP3 only.") : N_ ("The file has no POP3."), NULL);
}

void
wp_lint_starttls_first (WpLint *lint, const WpSource *source)
{
  const WpEndpoint *later[WP_N_PROTOCOLS] = { NULL };

  if (!wp_lint_may_judge (lint, source))
    return;
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpEndpoint *endpoint = nth_said (lint, source, i);

      if (endpoint == NULL)
        continue;
      if (endpoint->tls == WP_TLS_STARTTLS && later[endpoint->protocol] == NULL)
        later[endpoint->protocol] = endpoint;
      if (endpoint->tls != WP_TLS_IMPLICIT || later[endpoint->protocol] == NULL)
        continue;
      say_order (lint, source, later[endpoint->protocol], endpoint,
                 N_ ("{host}, port {port}, with STARTTLS stands before {other} with TLS from the "
                     "first byte."));
      ((WpLintCheck *) lint->checks->pdata[lint->checks->len - 1])->status = WP_LINT_WARN;
      return;
    }
  wp_lint_add (lint, WP_LINT_OK, source->target, N_ ("Encryption from the first byte comes first."),
               NULL);
}

/* Service records */

/* The preferred record of a label: of the lowest priority. NULL: no such record. */
static const WpCandidate *
preferred (const WpLint *lint, WpProtocol protocol, WpTlsMode tls)
{
  const WpCandidate *best = NULL;

  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol && candidate->endpoint->tls == tls
          && wp_lint_who (lint, candidate, WP_LINT_KIND (SRV)) != NULL
          && (best == NULL || candidate->srv_priority < best->srv_priority))
        best = candidate;
    }
  return best;
}

static const WpCandidate *
preferred_of_both (const WpLint *lint, WpProtocol protocol)
{
  const WpCandidate *implicit = preferred (lint, protocol, WP_TLS_IMPLICIT);
  const WpCandidate *starttls = preferred (lint, protocol, WP_TLS_STARTTLS);

  if (implicit == NULL || starttls == NULL)
    return implicit == NULL ? starttls : implicit;
  return starttls->srv_priority < implicit->srv_priority ? starttls : implicit;
}

/* The first SRV source that could not be heard, or NULL. */
static const WpSource *
unheard (const WpLint *lint)
{
  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (source->kind == WP_SOURCE_SRV
          && (source->status == WP_SOURCE_STATUS_FAILED
              || source->status == WP_SOURCE_STATUS_SKIPPED))
        return source;
    }
  return NULL;
}

static void
say_worse (WpLint *lint, const WpCandidate *worse, const WpCandidate *better, const char *is)
{
  g_autofree char *name = g_strdup_printf (
      "%s._tcp.%s", wp_lint_srv_label (worse->endpoint->protocol, worse->endpoint->tls),
      lint->domain);
  WpLintCheck *check = wp_lint_add (lint, WP_LINT_WARN, name, is, NULL);
  guint priority = MIN (worse->srv_priority, better->srv_priority);
  g_autofree char *one = g_strdup_printf ("%u", worse->srv_priority);
  g_autofree char *other = g_strdup_printf ("%u", better->srv_priority);

  wp_fields_set_text (check->params, WP_KEY_NAME, one);
  wp_fields_set_text (check->params, WP_KEY_OTHER, other);
  wp_lint_add_line (check, wp_lint_srv_line (lint->domain, better->endpoint, priority));
  wp_lint_add_line (check, wp_lint_srv_line (lint->domain, worse->endpoint, priority + STEP));
}

/* Nothing to compare is nothing to say, unless a record that was not seen could have been one. */
static gboolean
is_comparable (WpLint *lint, const WpCandidate *one, const WpCandidate *other)
{
  const WpSource *silent = unheard (lint);

  if (one != NULL && other != NULL)
    return TRUE;
  if (silent != NULL)
    wp_lint_not_told (lint, silent->target, silent);
  return FALSE;
}

void
wp_lint_srv_pop3_first (WpLint *lint)
{
  const WpCandidate *imap = preferred_of_both (lint, WP_PROTOCOL_IMAP);
  const WpCandidate *pop3 = preferred_of_both (lint, WP_PROTOCOL_POP3);

  if (!is_comparable (lint, imap, pop3))
    return;
  if (pop3->srv_priority < imap->srv_priority)
    say_worse (lint, pop3, imap,
               N_ ("POP3 has the priority {name}, which is preferred to {other}, that of IMAP."));
  else
    wp_lint_add (lint, WP_LINT_OK, lint->domain, N_ ("POP3 is not preferred to IMAP."), NULL);
}

void
wp_lint_srv_starttls_first (WpLint *lint)
{
  gboolean is_compared = FALSE, is_bad = FALSE;

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      const WpCandidate *implicit = preferred (lint, (WpProtocol) protocol, WP_TLS_IMPLICIT);
      const WpCandidate *starttls = preferred (lint, (WpProtocol) protocol, WP_TLS_STARTTLS);

      if (implicit == NULL || starttls == NULL)
        continue;
      is_compared = TRUE;
      if (starttls->srv_priority >= implicit->srv_priority)
        continue;
      is_bad = TRUE;
      say_worse (lint, starttls, implicit,
                 N_ ("STARTTLS has the priority {name}, which is preferred to {other}, that of TLS "
                     "from the first byte."));
    }
  if (is_compared && !is_bad)
    wp_lint_add (lint, WP_LINT_OK, lint->domain,
                 N_ ("STARTTLS is not preferred to TLS from the first byte."), NULL);
  else if (!is_compared)
    is_comparable (lint, NULL, NULL);
}
