/* Reading of Autodiscover answers. See autodiscover.h.
 * Elements are found in either case of letters, as servers write both. What an answer says of
 * encryption is ambiguous by custom: "TLS" means STARTTLS to some publishers and implicit TLS to
 * others, so the port decides, and where it cannot both are offered. Nothing ambiguous or unknown
 * ever becomes plaintext. */
#include "format/autodiscover.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/cursor.h"
#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"
#include "format/autoconfig-private.h"
#include "format/json-private.h"
#include "format/sentence-private.h"
#include "format/xml-private.h"
#include "model/web-url.h"

#define SCHEMA "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
#define MAX_WORDS_CHARS 400

typedef struct
{
  const WpAccount *account;
  WpAutodiscover *out;
} Reader;

/* Asking */

char *
wp_autodiscover_request (const char *address)
{
  g_autofree char *escaped = g_markup_escape_text (address, -1);

  return g_strconcat ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<Autodiscover xmlns=\"" SCHEMA "requestschema/2006\">\n"
                      "  <Request>\n"
                      "    <EMailAddress>",
                      escaped,
                      "</EMailAddress>\n"
                      "    <AcceptableResponseSchema>" SCHEMA
                      "responseschema/2006a</AcceptableResponseSchema>\n"
                      "  </Request>\n"
                      "</Autodiscover>\n",
                      NULL);
}

char *
wp_autodiscover_v2_path (const char *address, const char *protocol)
{
  g_autofree char *person = g_uri_escape_string (address, "@", FALSE);
  g_autofree char *word = g_uri_escape_string (protocol, NULL, FALSE);

  return g_strconcat ("/autodiscover/autodiscover.json/v1.0/", person, "?Protocol=", word, NULL);
}

/* Values */

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE
         && g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

static const xmlNode *
find (const xmlNode *parent, const char *name)
{
  for (const xmlNode *node = parent == NULL ? NULL : parent->children; node != NULL;
       node = node->next)
    if (is_element (node, name))
      return node;
  return NULL;
}

static char *
child (const xmlNode *parent, const char *name)
{
  return wp_xml_content (find (parent, name));
}

static char *
printable_child (const xmlNode *parent, const char *name)
{
  g_autofree char *text = child (parent, name);

  return wp_printable_text (text, MAX_WORDS_CHARS);
}

/* "on", "off"; some write "true", "false". */
static gboolean
is_word (const xmlNode *section, const char *name, const char *word, const char *other)
{
  g_autofree char *text = child (section, name);

  return text != NULL
         && (g_ascii_strcasecmp (text, word) == 0 || g_ascii_strcasecmp (text, other) == 0);
}

static gboolean
is_off (const xmlNode *section, const char *name)
{
  return is_word (section, name, "off", "false");
}

static gboolean
is_on (const xmlNode *section, const char *name)
{
  return is_word (section, name, "on", "true");
}

/* Servers */

/* What the answer lets be tried, best first. */
typedef struct
{
  WpTlsMode modes[2];
  guint n_modes;
} Modes;

static Modes
one (WpTlsMode mode)
{
  return (Modes){ { mode }, 1 };
}

static Modes
by_port (WpProtocol protocol, guint16 port, WpTlsMode without_port)
{
  if (port == 0)
    return one (without_port);
  if (port == wp_protocol_default_port (protocol, WP_TLS_IMPLICIT))
    return one (WP_TLS_IMPLICIT);
  if (port == wp_protocol_default_port (protocol, WP_TLS_STARTTLS)
      || (protocol == WP_PROTOCOL_SMTP && port == 25))
    return one (WP_TLS_STARTTLS);
  return (Modes){ { WP_TLS_IMPLICIT, WP_TLS_STARTTLS }, 2 };
}

/* <Encryption> overrides <SSL>, which is on unless it says otherwise. No modes: unknown word. */
static Modes
read_modes (const xmlNode *section, WpProtocol protocol, guint16 port)
{
  g_autofree char *word = child (section, "Encryption");

  if (word == NULL && is_off (section, "SSL"))
    return one (WP_TLS_NONE);
  if (word == NULL || g_ascii_strcasecmp (word, "Auto") == 0)
    return by_port (protocol, port, WP_TLS_IMPLICIT);
  if (g_ascii_strcasecmp (word, "TLS") == 0)
    return by_port (protocol, port, WP_TLS_STARTTLS);
  if (g_ascii_strcasecmp (word, "SSL") == 0)
    return one (WP_TLS_IMPLICIT);
  if (g_ascii_strcasecmp (word, "None") == 0)
    return one (WP_TLS_NONE);
  return (Modes){ .n_modes = 0 };
}

/* 0: not said; FALSE: said, but none. */
static gboolean
read_port (const xmlNode *section, guint16 *port)
{
  g_autofree char *text = child (section, "Port");
  WpCursor cursor = wp_cursor (text, text == NULL ? 0 : strlen (text));
  guint64 number = 0;

  *port = 0;
  if (text == NULL)
    return TRUE;
  if (!wp_cursor_take_number (&cursor, G_MAXUINT16, &number) || !wp_cursor_at_end (&cursor))
    return FALSE;
  *port = (guint16) number;
  return *port != 0;
}

/* The person's own address is a template for everybody's. */
static char *
read_username (const Reader *reader, const xmlNode *section)
{
  g_autofree char *login = child (section, "LoginName");

  if (login == NULL || wp_autoconfig_is_unsafe (login))
    return NULL;
  if (reader->account != NULL && g_ascii_strcasecmp (login, reader->account->address) == 0)
    return g_strdup ("%EMAILADDRESS%");
  if (reader->account != NULL && g_str_equal (login, reader->account->local_part))
    return g_strdup ("%EMAILLOCALPART%");
  return g_steal_pointer (&login);
}

static void
add_auth (const xmlNode *section, WpEndpoint *server)
{
  if (server->protocol == WP_PROTOCOL_SMTP && is_off (section, "AuthRequired"))
    wp_endpoint_add_auth (server, WP_AUTH_NONE);
  /* By the specification it is on where nothing is said; by custom nobody means that. */
  else if (is_on (section, "SPA"))
    wp_endpoint_add_auth (server, WP_AUTH_NTLM);
  else
    wp_endpoint_add_auth (server, WP_AUTH_PASSWORD);
}

static void
add_servers (Reader *reader, const xmlNode *section, const WpEndpoint *model, const Modes *modes)
{
  for (guint i = 0; i < modes->n_modes; i++)
    {
      WpEndpoint *server = wp_endpoint_dup (model);

      server->tls = modes->modes[i];
      if (server->port == 0)
        server->port = wp_protocol_default_port (server->protocol, server->tls);
      add_auth (section, server);
      g_ptr_array_add (reader->out->profile->servers, server);
    }
}

static void
read_server (Reader *reader, const xmlNode *section, WpProtocol protocol)
{
  g_autofree char *name = child (section, "Server");
  g_autofree char *host = name == NULL ? NULL : wp_domain_to_ascii (name, NULL);
  g_autofree char *encryption = child (section, "Encryption");
  g_autoptr (WpEndpoint) model = NULL;
  Modes modes;
  guint16 port = 0;

  if (host == NULL || strchr (host, '%') != NULL || !wp_autoconfig_is_host (host))
    {
      wp_sentence_note (reader->out->notices,
                        N_ ("A server was skipped: “{what}” is not the name of one."), name);
      return;
    }
  if (!read_port (section, &port))
    {
      wp_sentence_note (reader->out->notices,
                        N_ ("The server {what} was skipped: its port is not a valid number."),
                        host);
      return;
    }
  modes = read_modes (section, protocol, port);
  if (modes.n_modes == 0)
    {
      wp_sentence_note (reader->out->notices,
                        N_ ("A server was skipped: the kind of encryption “{what}” is unknown."),
                        encryption);
      return;
    }
  if (modes.n_modes > 1)
    wp_sentence_note (
        reader->out->notices,
        N_ ("It is not clear which kind of encryption the server {what} means, so both are "
            "tried."),
        host);
  model = wp_endpoint_new (protocol, host, port, modes.modes[0]);
  model->username = read_username (reader, section);
  add_servers (reader, section, model, &modes);
}

/* Offers */

static gboolean
has_offer (const WpProfile *profile, const WpOffer *offer)
{
  const WpOfferUrl *url = offer->urls->len == 0 ? NULL : offer->urls->pdata[0];

  for (guint i = 0; i < profile->offers->len; i++)
    {
      const WpOffer *other = profile->offers->pdata[i];
      const WpOfferUrl *other_url = other->urls->len == 0 ? NULL : other->urls->pdata[0];

      if (g_str_equal (other->type, offer->type) && g_strcmp0 (other->host, offer->host) == 0
          && g_strcmp0 (other_url == NULL ? NULL : other_url->url, url == NULL ? NULL : url->url)
                 == 0)
        return TRUE;
    }
  return FALSE;
}

/* `place` is a URL or a host; nothing is added for anything else. */
static gboolean
add_offer (WpProfile *profile, const char *element, const char *type, const char *place)
{
  g_autofree char *url = wp_web_url (place);
  g_autofree char *host = url != NULL || place == NULL ? NULL : wp_domain_to_ascii (place, NULL);
  g_autoptr (WpOffer) offer = wp_offer_new (element, type);

  if (url != NULL)
    wp_offer_add_url (offer, "url", url);
  else if (host != NULL && wp_autoconfig_is_host (host))
    offer->host = g_steal_pointer (&host);
  else
    return FALSE;
  if (profile->offers->len < WP_LIMIT_XML_SERVERS && !has_offer (profile, offer))
    g_ptr_array_add (profile->offers, g_steal_pointer (&offer));
  return TRUE;
}

static void
read_exchange (Reader *reader, const xmlNode *section)
{
  g_autofree char *ews = child (section, "EwsUrl");
  g_autofree char *as = child (section, "ASUrl");
  g_autofree char *server = child (section, "Server");

  if (!add_offer (reader->out->profile, "incomingServer", "ews", ews != NULL ? ews : as))
    add_offer (reader->out->profile, "incomingServer", "exchange", server);
}

static void
read_web (Reader *reader, const xmlNode *section)
{
  const xmlNode *outside = find (section, "External");
  g_autofree char *url = child (outside != NULL ? outside : find (section, "Internal"), "OWAUrl");

  add_offer (reader->out->profile, "incomingServer", "owa", url);
}

static void
read_calendar (Reader *reader, const xmlNode *section)
{
  g_autofree char *server = child (section, "Server");

  add_offer (reader->out->profile, "calendar", "caldav", server);
}

static void
read_contacts (Reader *reader, const xmlNode *section)
{
  g_autofree char *server = child (section, "Server");

  add_offer (reader->out->profile, "addressbook", "carddav", server);
}

static const struct
{
  const char *type;
  void (*read) (Reader *reader, const xmlNode *section);
} other_types[] = {
  { "EXCH", read_exchange }, { "EXPR", read_exchange },   { "EXHTTP", read_exchange },
  { "WEB", read_web },       { "CalDAV", read_calendar }, { "CardDAV", read_contacts },
};

static void
read_protocol (Reader *reader, const xmlNode *section)
{
  g_autofree char *type = child (section, "Type");
  g_autofree char *lower = NULL;
  WpProtocol protocol;

  /* Newer ones have it as an attribute; none of them is IMAP, POP3 or SMTP. */
  if (type == NULL)
    return;
  lower = g_ascii_strdown (type, -1);
  if (wp_protocol_from_id (lower, &protocol))
    {
      read_server (reader, section, protocol);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (other_types); i++)
    if (g_ascii_strcasecmp (type, other_types[i].type) == 0)
      {
        other_types[i].read (reader, section);
        return;
      }
  wp_sentence_note (reader->out->notices,
                    N_ ("A section was skipped: “{what}” is not a kind of server that is known."),
                    type);
}

/* The whole answer */

static void
read_protocols (Reader *reader, const xmlNode *account)
{
  guint count = 0;

  for (const xmlNode *node = account->children; node != NULL; node = node->next)
    if (is_element (node, "Protocol") && ++count <= WP_LIMIT_XML_SERVERS)
      read_protocol (reader, node);
}

static WpAutodiscoverResult
read_redirect (Reader *reader, const xmlNode *account)
{
  static const struct
  {
    const char *element;
    WpAutodiscoverResult result;
  } kinds[] = {
    { "RedirectAddr", WP_AUTODISCOVER_REDIRECT_ADDRESS },
    { "RedirectUrl", WP_AUTODISCOVER_REDIRECT_URL },
  };
  g_autofree char *action = child (account, "Action");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (action != NULL && g_ascii_strcasecmp (action, kinds[i].element) == 0)
      {
        g_autofree char *target = child (account, kinds[i].element);

        if (target == NULL || strlen (target) > WP_LIMIT_URL_BYTES
            || wp_autoconfig_is_unsafe (target))
          return WP_AUTODISCOVER_NOT_SETTINGS;
        reader->out->redirect = wp_printable_text (target, WP_LIMIT_URL_BYTES);
        return kinds[i].result;
      }
  return WP_AUTODISCOVER_OK;
}

static WpAutodiscoverResult
read_response (Reader *reader, const xmlNode *response)
{
  const xmlNode *error = find (response, "Error");
  WpProfile *profile = reader->out->profile;

  for (const xmlNode *node = response->children; node != NULL; node = node->next)
    if (is_element (node, "Account"))
      {
        WpAutodiscoverResult result = read_redirect (reader, node);

        if (result != WP_AUTODISCOVER_OK)
          return result;
        read_protocols (reader, node);
      }
  if (profile->servers->len > 0 || profile->offers->len > 0)
    return WP_AUTODISCOVER_OK;
  if (error == NULL)
    return WP_AUTODISCOVER_NOT_SETTINGS;
  reader->out->error_code = printable_child (error, "ErrorCode");
  reader->out->error_text = printable_child (error, "Message");
  return WP_AUTODISCOVER_ERROR;
}

static WpAutodiscover *
autodiscover_new (const char *domain)
{
  WpAutodiscover *autodiscover = g_new0 (WpAutodiscover, 1);

  autodiscover->profile = wp_profile_new (domain);
  autodiscover->notices = g_ptr_array_new_with_free_func (g_free);
  return autodiscover;
}

static WpAutodiscoverResult
read_root (const xmlNode *root, const WpAccount *account, WpAutodiscover **out)
{
  const xmlNode *response = is_element (root, "Autodiscover") ? find (root, "Response") : NULL;
  g_autoptr (WpAutodiscover) autodiscover = NULL;
  Reader reader = { .account = account };
  WpAutodiscoverResult result;

  if (is_element (root, "html"))
    return WP_AUTODISCOVER_NOT_XML;
  if (response == NULL)
    return WP_AUTODISCOVER_NOT_SETTINGS;
  autodiscover = autodiscover_new (account == NULL ? NULL : account->domain_ascii);
  reader.out = autodiscover;
  result = read_response (&reader, response);
  if (result <= WP_AUTODISCOVER_ERROR)
    *out = g_steal_pointer (&autodiscover);
  return result;
}

WpAutodiscoverResult
wp_autodiscover_read (const char *bytes,
                      gsize count,
                      const WpAccount *account,
                      WpAutodiscover **out)
{
  static const WpAutodiscoverResult results[] = {
    [WP_XML_OK] = WP_AUTODISCOVER_OK,
    [WP_XML_NOT_XML] = WP_AUTODISCOVER_NOT_XML,
    [WP_XML_TOO_LARGE] = WP_AUTODISCOVER_TOO_LARGE,
    [WP_XML_FORBIDDEN] = WP_AUTODISCOVER_FORBIDDEN,
  };
  xmlDocPtr document = NULL;
  WpAutodiscoverResult result = results[wp_xml_parse (bytes, count, &document)];

  if (result == WP_AUTODISCOVER_OK)
    result = read_root (xmlDocGetRootElement (document), account, out);
  g_clear_pointer (&document, xmlFreeDoc);
  return result;
}

void
wp_autodiscover_free (WpAutodiscover *autodiscover)
{
  if (autodiscover == NULL)
    return;
  wp_profile_free (autodiscover->profile);
  g_free (autodiscover->redirect);
  g_free (autodiscover->error_code);
  g_free (autodiscover->error_text);
  g_ptr_array_unref (autodiscover->notices);
  g_free (autodiscover);
}

/* V2 */

/* The type that autoconfig has for it, where it has one. */
static const char *
v2_type (const char *protocol)
{
  static const struct
  {
    const char *word, *type;
  } words[] = {
    { "EWS", "ews" },
    { "ActiveSync", "activeSync" },
    { "REST", "graph" },
    { "AutodiscoverV1", "exchange" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, protocol) == 0)
      return words[i].type;
  return NULL;
}

WpAutodiscoverResult
wp_autodiscover_v2_read (const char *bytes, gsize count, WpAutodiscover **out)
{
  static const WpAutodiscoverResult results[] = {
    [WP_JSON_OK] = WP_AUTODISCOVER_OK,
    [WP_JSON_NOT_JSON] = WP_AUTODISCOVER_NOT_XML,
    [WP_JSON_TOO_LARGE] = WP_AUTODISCOVER_TOO_LARGE,
  };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (WpAutodiscover) autodiscover = NULL;
  JsonObject *root = NULL;
  WpAutodiscoverResult result = results[wp_json_parse (parser, bytes, count, &root)];
  const char *protocol = wp_json_text (root, "Protocol");
  g_autofree char *url = wp_web_url (wp_json_text (root, "Url"));

  if (result != WP_AUTODISCOVER_OK)
    return result;
  autodiscover = autodiscover_new (NULL);
  if (protocol != NULL && url != NULL && wp_web_url_is_https (url) && v2_type (protocol) != NULL)
    add_offer (autodiscover->profile, "incomingServer", v2_type (protocol), url);
  else if (wp_json_text (root, "ErrorCode") != NULL)
    {
      autodiscover->error_code = wp_printable_text (wp_json_text (root, "ErrorCode"),
                                                    MAX_WORDS_CHARS);
      autodiscover->error_text = wp_printable_text (wp_json_text (root, "ErrorMessage"),
                                                    MAX_WORDS_CHARS);
      result = WP_AUTODISCOVER_ERROR;
    }
  else
    return WP_AUTODISCOVER_NOT_SETTINGS;
  *out = g_steal_pointer (&autodiscover);
  return result;
}
