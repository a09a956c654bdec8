/* Lint of the sources against each other. The six SRV labels are one voice; a guess is none. Two
 * voices that have a server in common agree, whatever else each of them lists. */
#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

static guint
voices_of (const WpLint *lint, const WpCandidate *candidate)
{
  guint kinds = 0;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (lint->report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source != NULL && source->kind != WP_SOURCE_GUESS && source->kind != WP_SOURCE_GIVEN)
        kinds |= 1u << source->kind;
    }
  return kinds;
}

/* The source to be believed: its own domain's before another's, then as the kinds stand. */
static const WpSource *
best_voice (const WpLint *lint, const WpCandidate *candidate)
{
  const WpSource *best = NULL;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (lint->report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source == NULL || source->kind == WP_SOURCE_GUESS || source->kind == WP_SOURCE_GIVEN)
        continue;
      if (best == NULL || source->trust < best->trust)
        best = source;
    }
  return best;
}

static gboolean
is_own (const WpSource *source)
{
  return (WP_LINT_OWN_KINDS & 1u << source->kind) != 0;
}

static char *
mode_and_place (const WpEndpoint *endpoint)
{
  return g_strdup_printf ("%s:%u (%s)", endpoint->host, endpoint->port,
                          endpoint->tls == WP_TLS_IMPLICIT   ? "TLS"
                          : endpoint->tls == WP_TLS_STARTTLS ? "STARTTLS"
                                                             : "plain");
}

/* `worse` is to follow `better`. */
static void
say_conflict (WpLint *lint, const WpCandidate *better, const WpCandidate *worse)
{
  const WpSource *good = best_voice (lint, better);
  const WpSource *bad = best_voice (lint, worse);
  g_autofree char *said = mode_and_place (better->endpoint);
  g_autofree char *other = mode_and_place (worse->endpoint);
  char *line;
  WpLintCheck *check;

  check = wp_lint_add (lint, is_own (good) && is_own (bad) ? WP_LINT_FAIL : WP_LINT_WARN,
                       bad->target,
                       N_ ("For {protocol}, {source} says {host}, but {other_source} says "
                           "{other}."),
                       is_own (bad) ? N_ ("The same server in both.")
                                    : N_ ("The entry of {other_source} corrected by those who keep "
                                          "it."));
  wp_fields_set_text (check->params, WP_KEY_PROTOCOL, wp_protocol_id (better->endpoint->protocol));
  wp_fields_set_text (check->params, WP_KEY_SOURCE, wp_source_kind_id (good->kind));
  wp_fields_set_text (check->params, WP_KEY_HOST, said);
  wp_fields_set_text (check->params, WP_KEY_OTHER_SOURCE, wp_source_kind_id (bad->kind));
  wp_fields_set_text (check->params, WP_KEY_OTHER, other);
  line = is_own (bad)
                 && !(bad->kind == WP_SOURCE_SRV
                      && wp_lint_is_unsafe_target (lint, better->endpoint->host))
             ? wp_lint_line_of (bad->kind, lint->domain, better->endpoint)
             : NULL;
  if (line != NULL)
    wp_lint_add_line (check, line);
}

static gboolean
says (const WpLint *lint, WpSourceKind kind, WpProtocol protocol, const char *host)
{
  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol
          && g_ascii_strcasecmp (candidate->endpoint->host, host) == 0
          && (voices_of (lint, candidate) & 1u << kind) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
have_common_host (const WpLint *lint, WpSourceKind one, WpSourceKind other, WpProtocol protocol)
{
  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *candidate = lint->report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol
          && says (lint, one, protocol, candidate->endpoint->host)
          && says (lint, other, protocol, candidate->endpoint->host))
        return TRUE;
    }
  return FALSE;
}

/* A source that contradicts another one in a protocol does so with each of its servers; once is
 * enough, and like is compared with like if there is any. */
typedef struct
{
  guint told[WP_N_SOURCE_KINDS]; /* of the better: 1 << kind of the worse */
  guint n;
} Told;

static void
tell_pair (WpLint *lint, const WpCandidate *one, const WpCandidate *other, Told *told)
{
  gboolean is_better = one->trust < other->trust
                       || (one->trust == other->trust && one->rank <= other->rank);
  const WpCandidate *better = is_better ? one : other;
  const WpCandidate *worse = is_better ? other : one;
  WpSourceKind good = best_voice (lint, better)->kind, bad = best_voice (lint, worse)->kind;
  guint *of_better = &told->told[good];
  guint bit = 1u << bad;

  if ((*of_better & bit) != 0 || have_common_host (lint, good, bad, one->endpoint->protocol))
    return;
  *of_better |= bit;
  told->n++;
  say_conflict (lint, better, worse);
}

/* Each pair is in the lists of both. */
static const WpCandidate *
nth_conflict (const WpLint *lint, const WpCandidate *candidate, guint n)
{
  const WpCandidate *other = wp_report_candidate (lint->report,
                                                  g_array_index (candidate->conflicts, guint, n));

  return other == NULL || other->id < candidate->id || voices_of (lint, other) == 0 ? NULL : other;
}

static void
tell_conflicts (WpLint *lint, WpProtocol protocol, gboolean of_like_mode, Told *told)
{
  for (guint i = 0; i < lint->report->candidates->len; i++)
    {
      const WpCandidate *one = lint->report->candidates->pdata[i];

      if (one->endpoint->protocol != protocol || voices_of (lint, one) == 0)
        continue;
      for (guint j = 0; j < one->conflicts->len; j++)
        {
          const WpCandidate *other = nth_conflict (lint, one, j);

          if (other != NULL && (one->endpoint->tls == other->endpoint->tls) == of_like_mode)
            tell_pair (lint, one, other, told);
        }
    }
}

/* The first of the domain's own sources that could not be heard, or NULL. */
static const WpSource *
unheard (const WpLint *lint)
{
  for (guint i = 0; i < lint->report->sources->len; i++)
    {
      const WpSource *source = lint->report->sources->pdata[i];

      if (is_own (source) && source->status == WP_SOURCE_STATUS_FAILED
          && source->outcome != WP_OUTCOME_REFUSED)
        return source;
    }
  return NULL;
}

void
wp_lint_agree (WpLint *lint)
{
  const WpSource *silent = unheard (lint);
  guint voices = 0;
  guint n = 0;

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      Told told = { 0 };

      tell_conflicts (lint, (WpProtocol) protocol, TRUE, &told);
      tell_conflicts (lint, (WpProtocol) protocol, FALSE, &told);
      n += told.n;
    }
  for (guint i = 0; i < lint->report->candidates->len; i++)
    voices |= voices_of (lint, lint->report->candidates->pdata[i]);
  if (n > 0)
    return;
  /* Two bits at least. */
  if ((voices & (voices - 1)) != 0)
    wp_lint_add (lint, WP_LINT_OK, lint->domain, N_ ("No source contradicts another."), NULL);
  else if (silent != NULL)
    wp_lint_not_told (lint, silent->target, silent);
}
