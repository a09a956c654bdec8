/* See provider.h. */
#include "model/provider.h"

static const char *const ids[WP_N_DEMAND_KINDS] = {
  "app-password", "sign-in", "switch-on", "separate-password", "bridge", "no-mail", "paid",
};

const char *
wp_demand_kind_id (WpDemandKind kind)
{
  return ids[kind];
}

gboolean
wp_demand_kind_from_id (const char *id, WpDemandKind *kind)
{
  for (guint i = 0; id != NULL && i < WP_N_DEMAND_KINDS; i++)
    if (g_str_equal (ids[i], id))
      {
        *kind = (WpDemandKind) i;
        return TRUE;
      }
  return FALSE;
}

WpDemand *
wp_demand_new (WpDemandKind kind, guint protocols, const char *where, const char *url)
{
  WpDemand *demand = g_new (WpDemand, 1);

  *demand = (WpDemand){ kind, protocols, g_strdup (where), g_strdup (url) };
  return demand;
}

void
wp_demand_free (WpDemand *demand)
{
  if (demand == NULL)
    return;
  g_free (demand->where);
  g_free (demand->url);
  g_free (demand);
}

WpProvider *
wp_provider_dup (const WpProvider *provider)
{
  WpProvider *copy = g_new (WpProvider, 1);

  *copy = (WpProvider){
    .id = g_strdup (provider->id),
    .name = g_strdup (provider->name),
    .demands = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_demand_free),
    .source = g_strdup (provider->source),
    .checked_on = g_strdup (provider->checked_on),
    .recheck_after = g_strdup (provider->recheck_after),
    .came_by_mx = provider->came_by_mx,
  };
  for (guint i = 0; i < provider->demands->len; i++)
    {
      const WpDemand *demand = provider->demands->pdata[i];

      g_ptr_array_add (copy->demands,
                       wp_demand_new (demand->kind, demand->protocols, demand->where, demand->url));
    }
  return copy;
}

void
wp_provider_free (WpProvider *provider)
{
  if (provider == NULL)
    return;
  g_free (provider->id);
  g_free (provider->name);
  g_ptr_array_unref (provider->demands);
  g_free (provider->source);
  g_free (provider->checked_on);
  g_free (provider->recheck_after);
  g_free (provider);
}

const WpDemand *
wp_provider_demand (const WpProvider *provider, WpDemandKind kind, WpProtocol protocol)
{
  for (guint i = 0; provider != NULL && i < provider->demands->len; i++)
    {
      const WpDemand *demand = provider->demands->pdata[i];

      if (demand->kind == kind && (demand->protocols & (1u << protocol)) != 0)
        return demand;
    }
  return NULL;
}

gboolean
wp_provider_is_stale (const WpProvider *provider, gint64 unix_s)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *today = now == NULL ? NULL : g_date_time_format (now, "%Y-%m-%d");

  return g_strcmp0 (today, provider->recheck_after) > 0;
}
