/* Reading of PACC documents. See pacc.h; the TXT record is in pacc-txt.c. */
#include "format/pacc.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "base/limits.h"
#include "base/printable.h"
#include "format/json-private.h"
#include "format/sentence-private.h"
#include "model/web-url.h"

#define MAX_NAME_CHARS 200

/* A name that may be connected to, in A-labels; never an address. */
static char *
host_of (JsonObject *service)
{
  const char *text = wp_json_text (service, "host");
  g_autofree char *ascii = text == NULL ? NULL : wp_domain_to_ascii (text, NULL);
  WpInet literal;

  return ascii != NULL && wp_domain_is_host (ascii) && !wp_inet_parse (ascii, &literal)
             ? g_steal_pointer (&ascii)
             : NULL;
}

/* The name was "smtp" in the draft before the third. */
static const struct
{
  const char *name, *older;
  WpProtocol protocol;
} services[] = {
  { "imap", NULL, WP_PROTOCOL_IMAP },
  { "pop3", NULL, WP_PROTOCOL_POP3 },
  { "submit", "smtp", WP_PROTOCOL_SMTP },
};

static gboolean
read_server (WpPacc *pacc, JsonObject *protocols, const char *name, WpProtocol protocol)
{
  JsonObject *service = name == NULL ? NULL : wp_json_object (protocols, name);
  g_autofree char *host = NULL;

  if (service == NULL)
    return FALSE;
  host = host_of (service);
  if (host == NULL)
    {
      wp_sentence_note (
          pacc->notices,
          N_ ("The service “{what}” was skipped: it names no server that can be used."), name);
      return FALSE;
    }
  g_ptr_array_add (pacc->profile->servers,
                   wp_endpoint_new (protocol, host,
                                    wp_protocol_default_port (protocol, WP_TLS_IMPLICIT),
                                    WP_TLS_IMPLICIT));
  return TRUE;
}

static const struct
{
  const char *name, *element;
} offers[] = {
  { "jmap", "incomingServer" }, { "caldav", "calendar" },         { "carddav", "addressbook" },
  { "webdav", "fileShare" },    { "managesieve", "setupServer" },
};

static void
read_offer (WpPacc *pacc, JsonObject *protocols, const char *name, const char *element)
{
  JsonObject *service = wp_json_object (protocols, name);
  g_autoptr (WpOffer) offer = NULL;
  g_autofree char *url = NULL;

  if (service == NULL)
    return;
  offer = wp_offer_new (element, name);
  url = wp_web_url (wp_json_text (service, "url"));
  if (url != NULL && wp_web_url_is_https (url))
    wp_offer_add_url (offer, "url", url);
  offer->host = host_of (service);
  if (offer->host == NULL && offer->urls->len == 0)
    wp_sentence_note (pacc->notices,
                      N_ ("The service “{what}” was skipped: it does not say where it is."), name);
  else
    g_ptr_array_add (pacc->profile->offers, g_steal_pointer (&offer));
}

static void
read_protocols (WpPacc *pacc, JsonObject *protocols)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (!read_server (pacc, protocols, services[i].name, services[i].protocol))
      read_server (pacc, protocols, services[i].older, services[i].protocol);
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    read_offer (pacc, protocols, offers[i].name, offers[i].element);
}

/* Where a password is taken, which mechanism carries it is left to the server's word: nothing is
 * said in the endpoints. */
static void
read_authentication (WpPacc *pacc, JsonObject *root)
{
  JsonObject *authentication = wp_json_object (root, "authentication");
  const char *issuer = wp_json_text (wp_json_object (authentication, "oauth-public"), "issuer");
  gboolean flag = FALSE;

  if (wp_json_flag (authentication, "password", &flag))
    pacc->takes_password = flag ? WP_SAID_YES : WP_SAID_NO;
  if (issuer == NULL)
    return;
  g_ptr_array_add (pacc->profile->oauths, g_new0 (WpOAuth, 1));
  ((WpOAuth *) pacc->profile->oauths->pdata[0])->issuer = wp_printable_text (issuer,
                                                                             WP_LIMIT_URL_BYTES);
  for (guint i = 0; i < pacc->profile->servers->len && pacc->takes_password != WP_SAID_YES; i++)
    wp_endpoint_add_auth (pacc->profile->servers->pdata[i], WP_AUTH_OAUTH2);
}

static void
set_name (char **name, JsonObject *provider, const char *member)
{
  const char *text = wp_json_text (provider, member);

  if (text == NULL || *text == '\0')
    return;
  g_free (*name);
  *name = wp_printable_text (text, MAX_NAME_CHARS);
}

static void
read_info (WpPacc *pacc, JsonObject *root)
{
  JsonObject *info = wp_json_object (root, "info");
  JsonObject *provider = wp_json_object (info, "provider");
  JsonObject *help = wp_json_object (info, "help");
  JsonArray *contacts = wp_json_array (help, "contact");
  g_autofree char *documentation = wp_web_url (wp_json_text (help, "documentation"));

  set_name (&pacc->profile->display_name, provider, "name");
  set_name (&pacc->profile->display_short_name, provider, "shortName");
  if (documentation != NULL)
    g_ptr_array_add (pacc->profile->documentation, wp_page_new (documentation));
  pacc->developer_url = wp_web_url (wp_json_text (help, "developer"));
  for (guint i = 0;
       contacts != NULL && i < MIN (json_array_get_length (contacts), WP_LIMIT_XML_PAGES); i++)
    {
      JsonNode *node = json_array_get_element (contacts, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (pacc->contacts,
                         wp_printable_text (json_node_get_string (node), MAX_NAME_CHARS));
    }
}

WpPaccResult
wp_pacc_read (const char *bytes, gsize count, const char *domain, WpPacc **out)
{
  static const WpPaccResult results[] = {
    [WP_JSON_OK] = WP_PACC_OK,
    [WP_JSON_NOT_JSON] = WP_PACC_NOT_JSON,
    [WP_JSON_TOO_LARGE] = WP_PACC_TOO_LARGE,
  };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (WpPacc) pacc = NULL;
  JsonObject *root = NULL;
  WpPaccResult result = results[wp_json_parse (parser, bytes, count, &root)];

  if (result != WP_PACC_OK)
    return result;
  pacc = g_new0 (WpPacc, 1);
  pacc->profile = wp_profile_new (domain);
  pacc->contacts = g_ptr_array_new_with_free_func (g_free);
  pacc->notices = g_ptr_array_new_with_free_func (g_free);
  read_protocols (pacc, wp_json_object (root, "protocols"));
  read_authentication (pacc, root);
  read_info (pacc, root);
  if (pacc->profile->servers->len == 0)
    return WP_PACC_NOT_SETTINGS;
  *out = g_steal_pointer (&pacc);
  return WP_PACC_OK;
}

void
wp_pacc_free (WpPacc *pacc)
{
  if (pacc == NULL)
    return;
  wp_profile_free (pacc->profile);
  g_free (pacc->developer_url);
  g_ptr_array_unref (pacc->contacts);
  g_ptr_array_unref (pacc->notices);
  g_free (pacc);
}
