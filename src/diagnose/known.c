/* What the notes know of the provider (model/provider), told where it matters: before a password is
 * typed, and as the likely reason of a refusal. What they know may be out of date, so the day of
 * the last look is always told, and nothing is ever refused because of it. */
#include "diagnose/findings-private.h"

#include "model/keys.h"

/* What is said of a demand before the login, and what a refused one becomes. */
static const struct
{
  const char *before;
  const char *after;
} tells[WP_N_DEMAND_KINDS] = {
  [WP_DEMAND_APP_PASSWORD] = { "provider.app-password", "auth.app-password" },
  [WP_DEMAND_SIGN_IN] = { "provider.sign-in", "cap.oauth-only" },
  [WP_DEMAND_SWITCH_ON] = { "provider.switch-on", "auth.protocol-off" },
  [WP_DEMAND_SEPARATE_PASSWORD] = { "auth.password.separate", "auth.password.separate" },
  [WP_DEMAND_PAID] = { "provider.paid", NULL },
  /* Without servers there is no login: told where none are found. */
  [WP_DEMAND_BRIDGE] = { NULL, NULL },
  [WP_DEMAND_NO_MAIL] = { NULL, NULL },
};

static gboolean
is_in_notes (const WpReport *report, const WpCandidate *candidate)
{
  for (guint i = 0; i < candidate->sources->len; i++)
    {
      const WpSource *source = wp_report_source (report,
                                                 g_array_index (candidate->sources, guint, i));

      if (source != NULL && source->kind == WP_SOURCE_NOTES)
        return TRUE;
    }
  return FALSE;
}

/* A server that a person typed may be anybody's, whatever the address. */
static gboolean
belongs_to_provider (const WpReport *report, const WpCandidate *candidate)
{
  if (candidate->trust != WP_TRUST_USER)
    return TRUE;
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *other = report->candidates->pdata[i];

      if (g_ascii_strcasecmp (other->endpoint->host, candidate->endpoint->host) == 0
          && is_in_notes (report, other))
        return TRUE;
    }
  return FALSE;
}

static const WpDemand *
demand_on (const WpView *view, WpDemandKind kind)
{
  if (view->report->provider == NULL || view->step->endpoint == NULL || view->candidate == NULL
      || !belongs_to_provider (view->report, view->candidate))
    return NULL;
  return wp_provider_demand (view->report->provider, kind, view->step->endpoint->protocol);
}

gboolean
wp_sees_app_password_demanded (const WpView *view)
{
  return demand_on (view, WP_DEMAND_APP_PASSWORD) != NULL;
}

gboolean
wp_sees_sign_in_demanded (const WpView *view)
{
  return demand_on (view, WP_DEMAND_SIGN_IN) != NULL;
}

gboolean
wp_sees_separate_password_demanded (const WpView *view)
{
  return demand_on (view, WP_DEMAND_SEPARATE_PASSWORD) != NULL;
}

gboolean
wp_sees_switch_on_demanded (const WpView *view)
{
  return demand_on (view, WP_DEMAND_SWITCH_ON) != NULL;
}

gboolean
wp_sees_only_this_switched_off (const WpView *view)
{
  return wp_sees_switch_on_demanded (view) && wp_sees_accepted_elsewhere (view);
}

static char *
place_of (const WpDemand *demand)
{
  if (demand->url != NULL && demand->where != NULL)
    return g_strdup_printf ("%s (%s)", demand->url, demand->where);
  return g_strdup (demand->url != NULL ? demand->url : demand->where);
}

static void
fill_demand (const WpReport *report, const WpDemand *demand, WpFields *params)
{
  const WpProvider *provider = report->provider;
  g_autofree char *place = place_of (demand);

  wp_fields_set_text (params, WP_KEY_PROVIDER, provider->name);
  wp_fields_set_text (params, WP_KEY_DEMAND, wp_demand_kind_id (demand->kind));
  wp_fields_set_text (params, WP_KEY_WHERE, place);
  wp_fields_set_text (params, WP_KEY_WHEN, provider->checked_on);
  if (wp_provider_is_stale (provider, report->started_unix / G_USEC_PER_SEC))
    wp_fields_set_flag (params, WP_KEY_STALE, TRUE);
}

void
wp_known_fill (const WpView *view, const char *id, WpFields *params)
{
  for (guint kind = 0; kind < WP_N_DEMAND_KINDS; kind++)
    {
      const WpDemand *demand = g_strcmp0 (tells[kind].after, id) == 0
                                   ? demand_on (view, (WpDemandKind) kind)
                                   : NULL;

      if (demand != NULL)
        fill_demand (view->report, demand, params);
    }
}

/* Somebody may log in there, or try to. */
static gboolean
is_in_play (const WpReport *report, const WpService *service)
{
  const WpCandidate *candidate = wp_diagnose_candidate (report, service);

  return (service->works == WP_WORKS_NO || service->works == WP_WORKS_NOT_TESTED)
         && wp_service_is_usable (report, service) && belongs_to_provider (report, candidate);
}

/* A finding that is there already says the same of the same place. */
static gboolean
is_told (const GPtrArray *findings, const WpFields *params)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const WpFields *told = ((const WpFinding *) findings->pdata[i])->params;

      if (g_strcmp0 (wp_fields_text (told, WP_KEY_DEMAND), wp_fields_text (params, WP_KEY_DEMAND))
              == 0
          && g_strcmp0 (wp_fields_text (told, WP_KEY_WHERE), wp_fields_text (params, WP_KEY_WHERE))
                 == 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell (const WpReport *report, const WpDemand *demand, guint protocols, GPtrArray *findings)
{
  g_autoptr (WpFields) params = wp_fields_new ();
  WpFinding *finding;

  fill_demand (report, demand, params);
  if (is_told (findings, params))
    return;
  wp_fields_set_text (params, WP_KEY_USERNAME, report->account->address);
  wp_fields_set_text (params, WP_KEY_DOMAIN, report->account->domain_ascii);
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((protocols & (1u << i)) != 0)
      wp_params_add (params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) i));
  finding = wp_findings_append (findings, tells[demand->kind].before);
  finding->severity = WP_SEVERITY_NOTE;
  finding->confidence = WP_CONFIDENCE_LIKELY;
  wp_fields_free (finding->params);
  finding->params = g_steal_pointer (&params);
}

/* Bits, 1u << WpProtocol: for which it is worth knowing what the provider demands. */
static guint
protocols_in_play (const WpReport *report, const GPtrArray *findings)
{
  guint protocols = 0;

  for (guint i = 0; i < report->services->len; i++)
    if (is_in_play (report, report->services->pdata[i]))
      protocols |= 1u << ((const WpService *) report->services->pdata[i])->protocol;
  for (guint i = 0; i < findings->len; i++)
    {
      const WpFinding *finding = findings->pdata[i];

      for (guint n = 0; n < WP_N_PROTOCOLS && g_str_equal (finding->id, "cap.protocol-missing");
           n++)
        if (wp_fields_list_has (finding->params, WP_KEY_PROTOCOLS, wp_protocol_id ((WpProtocol) n)))
          protocols |= 1u << n;
    }
  return protocols;
}

void
wp_known_tell (const WpReport *report, GPtrArray *findings)
{
  const WpProvider *provider = report->provider;
  guint protocols;

  /* Who comes with a token has been at the provider's door. */
  if (provider == NULL || report->account == NULL
      || wp_findings_have (findings, "auth.oauth.token"))
    return;
  protocols = protocols_in_play (report, findings);
  for (guint i = 0; i < provider->demands->len; i++)
    {
      const WpDemand *demand = provider->demands->pdata[i];

      if (tells[demand->kind].before != NULL && (demand->protocols & protocols) != 0)
        tell (report, demand, demand->protocols & protocols, findings);
    }
}

gboolean
wp_known_is_missing (const WpReport *report, WpProtocol protocol)
{
  return wp_provider_demand (report->provider, WP_DEMAND_NO_MAIL, protocol) != NULL
         || wp_provider_demand (report->provider, WP_DEMAND_BRIDGE, protocol) != NULL;
}

void
wp_known_fill_missing (const WpReport *report, WpProtocol protocol, WpFields *params)
{
  const WpDemand *demand = wp_provider_demand (report->provider, WP_DEMAND_BRIDGE, protocol);

  if (demand == NULL)
    demand = wp_provider_demand (report->provider, WP_DEMAND_NO_MAIL, protocol);
  if (demand != NULL)
    fill_demand (report, demand, params);
}
