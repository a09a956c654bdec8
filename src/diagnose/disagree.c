/* Sources that contradict each other: nobody's word is hidden. What was used stays used; the other
 * settings are offered with the options that would use them. */
#include "diagnose/findings-private.h"

#include <string.h>

#include "model/keys.h"

/* The source believed most of those that name it. */
static const WpSource *
best_source (const WpReport *report, const WpCandidate *candidate)
{
  const WpSource *best = NULL;

  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source != NULL && (best == NULL || source->trust < best->trust))
        best = source;
    }
  return best;
}

/* A document by its address; what has none a person could look at, by its kind. The service records
 * are several questions and one voice. */
static const char *
name_of (const WpSource *source)
{
  switch (source->kind)
    {
    case WP_SOURCE_GIVEN:
    case WP_SOURCE_SRV:
    case WP_SOURCE_NOTES:
    case WP_SOURCE_GUESS:
      return wp_source_kind_id (source->kind);
    default:
      return source->target;
    }
}

static char *
place_of (const WpEndpoint *endpoint)
{
  return g_strdup_printf (strchr (endpoint->host, ':') != NULL ? "[%s]:%u" : "%s:%u",
                          endpoint->host, endpoint->port);
}

/* "--imap imap.example.org:993,tls" */
static char *
option_for (const WpEndpoint *endpoint)
{
  static const char *const modes[] = {
    [WP_TLS_IMPLICIT] = "tls", [WP_TLS_STARTTLS] = "starttls", [WP_TLS_NONE] = "plain"
  };
  g_autofree char *place = place_of (endpoint);

  return g_strdup_printf ("--%s %s,%s", wp_protocol_id (endpoint->protocol), place,
                          modes[endpoint->tls]);
}

/* One finding for two voices, however many protocols they disagree on. */
static WpFinding *
find_or_append (GPtrArray *findings, const char *id, const char *source, const char *other)
{
  WpFinding *finding;

  for (guint i = 0; i < findings->len; i++)
    {
      finding = findings->pdata[i];
      if (g_str_equal (finding->id, id)
          && g_strcmp0 (wp_fields_text (finding->params, WP_KEY_SOURCE), source) == 0
          && g_strcmp0 (wp_fields_text (finding->params, WP_KEY_OTHER_SOURCE), other) == 0)
        return finding;
    }
  finding = wp_findings_append (findings, id);
  wp_fields_set_text (finding->params, WP_KEY_SOURCE, source);
  wp_fields_set_text (finding->params, WP_KEY_OTHER_SOURCE, other);
  return finding;
}

static void
add_option (WpFields *params, const WpEndpoint *endpoint)
{
  const char *before = wp_fields_text (params, WP_KEY_SUGGESTION);
  g_autofree char *option = option_for (endpoint);
  g_autofree char *both = before == NULL ? NULL : g_strjoin (" ", before, option, NULL);

  wp_fields_set_text (params, WP_KEY_SUGGESTION, both == NULL ? option : both);
}

static void
tell (const WpReport *report,
      GPtrArray *findings,
      const char *id,
      const WpCandidate *chosen,
      const WpCandidate *other)
{
  const WpSource *source = best_source (report, chosen);
  const WpSource *other_source = best_source (report, other);
  g_autofree char *place = place_of (chosen->endpoint);
  g_autofree char *other_place = place_of (other->endpoint);
  const char *protocol = wp_protocol_id (chosen->endpoint->protocol);
  WpFinding *finding;

  if (source == NULL || other_source == NULL)
    return;
  finding = find_or_append (findings, id, name_of (source), name_of (other_source));
  /* The second choice of the same voice says nothing new. */
  if (wp_fields_list_has (finding->params, WP_KEY_PROTOCOLS, protocol))
    return;
  wp_params_add (finding->params, WP_KEY_PROTOCOLS, protocol);
  wp_params_add (finding->params, WP_KEY_NAMES, place);
  wp_params_add (finding->params, WP_KEY_OTHER, other_place);
  add_option (finding->params, other->endpoint);
  if (report->account != NULL)
    wp_fields_set_text (finding->params, WP_KEY_DOMAIN, report->account->domain_ascii);
}

static gboolean
is_other_host (const WpCandidate *a, const WpCandidate *b)
{
  return g_ascii_strcasecmp (a->endpoint->host, b->endpoint->host) != 0;
}

/* Came after the choice, and is believed more. */
static gboolean
is_better (const WpCandidate *candidate, const WpCandidate *chosen)
{
  return candidate->is_late && candidate->trust < chosen->trust
         && candidate->endpoint->tls != WP_TLS_NONE && is_other_host (candidate, chosen);
}

void
wp_disagree_find_conflicts (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *chosen = wp_diagnose_candidate (report, service);
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, service->protocol);

      for (guint n = 0; n < ranked->len && chosen != NULL; n++)
        {
          const WpCandidate *other = ranked->pdata[n];

          if (wp_ids_has (chosen->conflicts, other->id) && is_other_host (other, chosen)
              && !is_better (other, chosen))
            tell (report, findings, "discovery.conflict", chosen, other);
        }
    }
}

void
wp_disagree_find_better (const WpReport *report, GPtrArray *findings)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *chosen = wp_report_candidate (report, service->candidate);
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, service->protocol);

      for (guint n = 0; n < ranked->len && chosen != NULL; n++)
        if (is_better (ranked->pdata[n], chosen))
          {
            tell (report, findings, "discovery.better", chosen, ranked->pdata[n]);
            break;
          }
    }
}
