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

static const struct
{
  const char *id;
  WpNoticeAudience audience;
  gboolean has_date;
  gboolean has_amount;
  gboolean dates_demand;
} notices[WP_N_NOTICE_KINDS] = {
  [WP_NOTICE_ACCOUNT_PASSWORD_REFUSED] = { "account-password-refused", WP_NOTICE_SETTING_UP, TRUE,
                                           FALSE, TRUE },
  [WP_NOTICE_APP_PASSWORD_EXCEPTION] = { "app-password-exception", WP_NOTICE_SETTING_UP, FALSE,
                                         FALSE, TRUE },
  [WP_NOTICE_PASSWORDS_OFF] = { "passwords-off", WP_NOTICE_SETTING_UP, TRUE, FALSE, TRUE },
  [WP_NOTICE_IMAP_ALWAYS_ON] = { "imap-always-on", WP_NOTICE_SETTING_UP, TRUE, FALSE, FALSE },
  [WP_NOTICE_IMAP_ONLY] = { "imap-only", WP_NOTICE_CHOOSING, FALSE, FALSE, FALSE },
  [WP_NOTICE_POP_WINDOW] = { "pop-window", WP_NOTICE_CHOOSING, FALSE, TRUE, FALSE },
  [WP_NOTICE_POP_DISPOSITION] = { "pop-disposition", WP_NOTICE_CHOOSING, FALSE, FALSE, FALSE },
  [WP_NOTICE_FETCHING_ENDS] = { "fetching-ends", WP_NOTICE_CHOOSING, FALSE, FALSE, FALSE },
  [WP_NOTICE_DOWNLOAD_LIMIT] = { "download-limit", WP_NOTICE_CHOOSING, FALSE, TRUE, FALSE },
  [WP_NOTICE_STORAGE_CUT] = { "storage-cut", WP_NOTICE_CHOOSING, TRUE, TRUE, FALSE },
  [WP_NOTICE_SMTP_AUTH_BASIC_ENDS] = { "smtp-auth-basic-ends", WP_NOTICE_SENDING, TRUE, FALSE,
                                       FALSE },
  [WP_NOTICE_OLD_TLS_REFUSED] = { "old-tls-refused", WP_NOTICE_SETTING_UP, TRUE, FALSE, FALSE },
};

const char *
wp_notice_kind_id (WpNoticeKind kind)
{
  return notices[kind].id;
}

gboolean
wp_notice_kind_from_id (const char *id, WpNoticeKind *kind)
{
  for (guint i = 0; id != NULL && i < WP_N_NOTICE_KINDS; i++)
    if (g_str_equal (notices[i].id, id))
      {
        *kind = (WpNoticeKind) i;
        return TRUE;
      }
  return FALSE;
}

WpNoticeAudience
wp_notice_kind_audience (WpNoticeKind kind)
{
  return notices[kind].audience;
}

gboolean
wp_notice_kind_has_date (WpNoticeKind kind)
{
  return notices[kind].has_date;
}

gboolean
wp_notice_kind_has_amount (WpNoticeKind kind)
{
  return notices[kind].has_amount;
}

gboolean
wp_notice_kind_dates_demand (WpNoticeKind kind)
{
  return notices[kind].dates_demand;
}

WpNotice *
wp_notice_new (WpNoticeKind kind)
{
  WpNotice *notice = g_new0 (WpNotice, 1);

  notice->kind = kind;
  return notice;
}

void
wp_notice_free (WpNotice *notice)
{
  if (notice == NULL)
    return;
  g_free (notice->date);
  g_free (notice->source);
  g_free (notice->checked_on);
  g_free (notice->recheck_after);
  g_free (notice);
}

static WpNotice *
notice_dup (const WpNotice *notice)
{
  WpNotice *copy = g_new (WpNotice, 1);

  *copy = (WpNotice){
    .kind = notice->kind,
    .protocols = notice->protocols,
    .date = g_strdup (notice->date),
    .amount = notice->amount,
    .source = g_strdup (notice->source),
    .checked_on = g_strdup (notice->checked_on),
    .recheck_after = g_strdup (notice->recheck_after),
  };
  return copy;
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
    .notices = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_notice_free),
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
  for (guint i = 0; i < provider->notices->len; i++)
    g_ptr_array_add (copy->notices, notice_dup (provider->notices->pdata[i]));
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
  g_ptr_array_unref (provider->notices);
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

/* Dates compare as texts. */
static gboolean
is_past (const char *date, gint64 unix_s)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *today = now == NULL ? NULL : g_date_time_format (now, "%Y-%m-%d");

  return g_strcmp0 (today, date) > 0;
}

gboolean
wp_provider_is_stale (const WpProvider *provider, gint64 unix_s)
{
  return is_past (provider->recheck_after, unix_s);
}

gboolean
wp_notice_is_stale (const WpNotice *notice, gint64 unix_s)
{
  return is_past (notice->recheck_after, unix_s);
}
