/* What a profile says to a person beside the servers. See profile.h. */
#include "model/profile.h"

#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"
#include "model/web-url.h"

typedef struct
{
  const WpAccount *account;
  const char *lang;
  GPtrArray *links;
} Gathering;

static void
add (Gathering *gathering, WpLinkKind kind, const char *target, const char *text)
{
  g_autofree char *shown = wp_printable_text (text, WP_LIMIT_LINK_CHARS);

  if (gathering->links->len < WP_LIMIT_LINKS && (target != NULL || text != NULL))
    g_ptr_array_add (gathering->links, wp_link_new (kind, target, shown));
}

/* The placeholders filled as parts of a URL. */
static char *
fill_url (const WpAccount *account, const char *url)
{
  g_autofree char *address = g_uri_escape_string (account->address, NULL, FALSE);
  g_autofree char *local_part = g_uri_escape_string (account->local_part, NULL, FALSE);
  WpAccount escaped = { .address = address,
                        .local_part = local_part,
                        .domain = account->domain,
                        .domain_ascii = account->domain_ascii };

  return wp_account_fill (&escaped, url);
}

/* NULL where the URL is none that may be shown; one with a placeholder left is none. */
static char *
url_of (const Gathering *gathering, const char *said)
{
  g_autofree char *filled = NULL;

  if (said == NULL)
    return NULL;
  filled = gathering->account == NULL ? g_strdup (said) : fill_url (gathering->account, said);
  return wp_web_url (filled);
}

static void
add_pages (Gathering *gathering, WpLinkKind kind, const GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const WpPage *page = pages->pdata[i];
      g_autofree char *url = url_of (gathering, page->url);

      if (page->url == NULL || url != NULL)
        add (gathering, kind, url, wp_page_text (page, gathering->lang));
    }
}

/* `type` NULL: any. */
static const struct
{
  const char *element, *type;
  WpLinkKind kind;
} kinds[] = {
  { NULL, "jmap", WP_LINK_JMAP },       { NULL, "ews", WP_LINK_EWS },
  { NULL, "exchange", WP_LINK_EWS },    { NULL, "activeSync", WP_LINK_ACTIVESYNC },
  { NULL, "graph", WP_LINK_GRAPH },     { NULL, "owa", WP_LINK_WEBMAIL },
  { NULL, "caldav", WP_LINK_CALDAV },   { NULL, "carddav", WP_LINK_CARDDAV },
  { NULL, "webdav", WP_LINK_WEBDAV },   { NULL, "managesieve", WP_LINK_MANAGESIEVE },
  { "chatServer", NULL, WP_LINK_CHAT }, { "videoConference", NULL, WP_LINK_VIDEO },
};

static gboolean
kind_of (const WpOffer *offer, WpLinkKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean is_element = kinds[i].element == NULL
                            || g_strcmp0 (kinds[i].element, offer->element) == 0;

      if (is_element
          && (kinds[i].type == NULL
              || (offer->type != NULL && g_ascii_strcasecmp (kinds[i].type, offer->type) == 0)))
        {
          *kind = kinds[i].kind;
          return TRUE;
        }
    }
  return FALSE;
}

/* "host" or "host:port". */
static char *
host_of (const Gathering *gathering, const WpOffer *offer)
{
  g_autofree char *filled = NULL;
  g_autofree char *ascii = NULL;

  if (offer->host == NULL)
    return NULL;
  filled = gathering->account == NULL ? g_strdup (offer->host)
                                      : wp_account_fill (gathering->account, offer->host);
  ascii = wp_domain_to_ascii (filled, NULL);
  if (ascii == NULL || !wp_domain_is_host (ascii))
    return NULL;
  return offer->port == 0 ? g_steal_pointer (&ascii)
                          : g_strdup_printf ("%s:%u", ascii, offer->port);
}

/* The kind alone does not say which chat or conference it is. */
static void
add_offers (Gathering *gathering, const GPtrArray *offers)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const WpOffer *offer = offers->pdata[i];
      g_autofree char *target = NULL;
      WpLinkKind kind;

      if (!kind_of (offer, &kind))
        continue;
      for (guint u = 0; u < offer->urls->len && target == NULL; u++)
        target = url_of (gathering, ((WpOfferUrl *) offer->urls->pdata[u])->url);
      if (target == NULL && offer->urls->len == 0)
        target = host_of (gathering, offer);
      if (target != NULL)
        add (gathering, kind, target,
             kind == WP_LINK_CHAT || kind == WP_LINK_VIDEO ? offer->type : NULL);
    }
}

GPtrArray *
wp_profile_links (const WpProfile *profile, const WpAccount *account, const char *lang)
{
  Gathering gathering = { account, lang,
                          g_ptr_array_new_with_free_func ((GDestroyNotify) wp_link_free) };
  const char *web_mail = profile->web_mail_url;
  g_autofree char *web_mail_url = NULL;

  add_pages (&gathering, WP_LINK_ENABLE, profile->enables);
  add_pages (&gathering, WP_LINK_DOCUMENTATION, profile->documentation);
  add_pages (&gathering, WP_LINK_INSTRUCTION, profile->instructions);
  if (web_mail == NULL && profile->web_mail_form != NULL)
    web_mail = profile->web_mail_form->url;
  web_mail_url = url_of (&gathering, web_mail);
  if (web_mail_url != NULL)
    add (&gathering, WP_LINK_WEBMAIL, web_mail_url, NULL);
  add_offers (&gathering, profile->offers);
  return gathering.links;
}
