/* Reading of what an autoconfig file says beside its servers: texts and links for people, services
 * of other protocols, OAuth2, and the options of one server. See autoconfig.h.
 * Nothing of it is followed, filled in or sent. URLs are kept as they are; who shows one checks it
 * (model/web-url.h). Passwords and client secrets that stand in a file are never read. */
#include <string.h>

#include "base/cursor.h"
#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"
#include "format/autoconfig-private.h"
#include "format/autoconfig-read-private.h"
#include "format/xml-private.h"

#define MAX_TEXT_CHARS 1000 /* escaped and in UTF-8 still within WP_LIMIT_XML_TEXT_BYTES */
#define MAX_VERSION_CHARS 16
#define MAX_DAYS 99999

/* Values */

/* NULL for a text with control characters. */
static char *
safe (char *taken)
{
  if (taken != NULL && wp_autoconfig_is_unsafe (taken))
    g_clear_pointer (&taken, g_free);
  return taken;
}

static char *
safe_child (const xmlNode *parent, const char *name)
{
  return safe (wp_xml_child (parent, name));
}

static char *
safe_attribute (const xmlNode *node, const char *name)
{
  return node == NULL ? NULL : safe (wp_xml_attribute (node, name));
}

static char *
printable (char *taken)
{
  char *text = wp_printable_text (taken, MAX_TEXT_CHARS);

  g_free (taken);
  return text;
}

static WpSaid
said (const xmlNode *parent, const char *name)
{
  g_autofree char *word = wp_xml_child (parent, name);

  if (word != NULL && g_ascii_strcasecmp (word, "true") == 0)
    return WP_SAID_YES;
  return word != NULL && g_ascii_strcasecmp (word, "false") == 0 ? WP_SAID_NO : WP_SAID_NOTHING;
}

/* -1: not a number up to `max`, or none. */
static int
number (char *taken, guint max)
{
  g_autofree char *text = taken;
  WpCursor cursor = wp_cursor (text, text == NULL ? 0 : strlen (text));
  guint64 value = 0;

  return wp_cursor_take_number (&cursor, max, &value) && wp_cursor_at_end (&cursor) ? (int) value
                                                                                    : -1;
}

/* Servers */

static void
read_auth_words (const xmlNode *section, GPtrArray *auths)
{
  for (const xmlNode *node = section->children; node != NULL; node = node->next)
    if (wp_xml_is_element (node, "authentication") && auths->len < WP_LIMIT_XML_AUTHS)
      {
        g_autofree char *word = safe (wp_xml_content (node));
        g_autofree char *system = safe_attribute (node, "system");

        if (word != NULL)
          g_ptr_array_add (auths, wp_auth_word_new (system, word));
      }
}

void
wp_autoconfig_read_extras (const xmlNode *section, WpProfile *profile, const WpEndpoint *server)
{
  WpServerExtras *extras = wp_profile_need_extras (profile, server);
  const xmlNode *pop3 = wp_xml_find (section, "pop3");

  read_auth_words (section, extras->auths);
  extras->restriction = safe_child (section, "restriction");
  extras->add_this_server = said (section, "addThisServer");
  extras->use_global_preferred_server = said (section, "useGlobalPreferredServer");
  if (pop3 == NULL)
    return;
  extras->leave_on_server = said (pop3, "leaveMessagesOnServer");
  extras->download_on_biff = said (pop3, "downloadOnBiff");
  extras->days_on_server = number (wp_xml_child (pop3, "daysToLeaveMessagesOnServer"), MAX_DAYS);
  extras->check_minutes = number (safe_attribute (wp_xml_find (pop3, "checkInterval"), "minutes"),
                                  MAX_DAYS);
}

/* Services of other protocols */

static void
read_offer_host (const xmlNode *section, WpOffer *offer)
{
  g_autofree char *host = wp_xml_child (section, "hostname");

  if (host == NULL)
    return;
  offer->host = strchr (host, '%') != NULL ? g_strdup (host) : wp_domain_to_ascii (host, NULL);
  if (offer->host != NULL && !wp_autoconfig_is_host (offer->host))
    g_clear_pointer (&offer->host, g_free);
}

gboolean
wp_autoconfig_read_offer (const xmlNode *section, WpProfile *profile)
{
  /* Version 1.1 wrote it so in places. */
  gboolean is_old = wp_xml_is_element (section, "addressBook");
  g_autofree char *type = safe_attribute (section, "type");
  g_autoptr (WpOffer)
      offer = wp_offer_new (is_old ? "addressbook" : (const char *) section->name, type);

  for (const xmlNode *node = section->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && wp_autoconfig_is_offer_url ((const char *) node->name)
        && offer->urls->len < WP_LIMIT_XML_AUTHS)
      {
        g_autofree char *url = safe (wp_xml_content (node));

        if (url != NULL)
          wp_offer_add_url (offer, (const char *) node->name, url);
      }
  read_offer_host (section, offer);
  offer->port = (guint16) MAX (number (wp_xml_child (section, "port"), G_MAXUINT16), 0);
  offer->socket_type = safe_child (section, "socketType");
  offer->username = safe_child (section, "username");
  read_auth_words (section, offer->auths);
  offer->place = g_str_equal (offer->element, "incomingServer") ? profile->servers->len : 0;
  if ((offer->urls->len == 0 && offer->host == NULL)
      || profile->offers->len >= WP_LIMIT_XML_SERVERS)
    return FALSE;
  g_ptr_array_add (profile->offers, g_steal_pointer (&offer));
  return TRUE;
}

static void
read_offer (const xmlNode *section, WpProfile *profile)
{
  wp_autoconfig_read_offer (section, profile);
}

/* Pages for people */

/* `texts` is the element that holds the text of one language. */
static void
read_page (const xmlNode *node, const char *url_name, const char *texts, GPtrArray *pages)
{
  g_autofree char *url = safe_attribute (node, url_name);
  g_autoptr (WpPage) page = wp_page_new (url);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (wp_xml_is_element (child, texts) && page->texts->len < WP_LIMIT_XML_LANGUAGES)
      {
        g_autofree char *lang = safe_attribute (child, "lang");
        g_autofree char *text = printable (wp_xml_content (child));

        if (text != NULL)
          g_ptr_array_add (page->texts, wp_text_new (lang, text));
      }
  if (pages->len < WP_LIMIT_XML_PAGES && (url != NULL || page->texts->len > 0))
    g_ptr_array_add (pages, g_steal_pointer (&page));
}

static void
read_documentation (const xmlNode *node, WpProfile *profile)
{
  read_page (node, "url", "descr", profile->documentation);
}

static void
read_instruction (const xmlNode *node, WpProfile *profile)
{
  read_page (node, "url", "descr", profile->instructions);
}

static void
read_enable (const xmlNode *node, WpProfile *profile)
{
  read_page (node, "visiturl", "instruction", profile->enables);
}

/* Other values */

static void
read_input_field (const xmlNode *node, WpProfile *profile)
{
  g_autofree char *key = safe_attribute (node, "key");
  g_autofree char *label = printable (wp_xml_attribute (node, "label"));
  g_autofree char *value = printable (wp_xml_content (node));

  if (key != NULL && profile->input_fields->len < WP_LIMIT_XML_PAGES)
    g_ptr_array_add (profile->input_fields, wp_input_field_new (key, label, value));
}

static void
read_oauth (const xmlNode *node, WpProfile *profile)
{
  g_autoptr (WpOAuth) oauth = g_new0 (WpOAuth, 1);

  oauth->issuer = safe_child (node, "issuer");
  oauth->scope = safe_child (node, "scope");
  oauth->auth_url = safe_child (node, "authURL");
  oauth->token_url = safe_child (node, "tokenURL");
  oauth->client_id = safe_child (node, "clientID");
  oauth->has_client_secret = wp_xml_find (node, "clientSecret") != NULL;
  if ((oauth->issuer != NULL || oauth->auth_url != NULL || oauth->token_url != NULL)
      && profile->oauths->len < WP_LIMIT_XML_PAGES)
    g_ptr_array_add (profile->oauths, g_steal_pointer (&oauth));
}

static void
read_web_mail (const xmlNode *node, WpProfile *profile)
{
  const xmlNode *info = wp_xml_find (node, "loginPageInfo");
  const xmlNode *user = info == NULL ? NULL : wp_xml_find (info, "usernameField");
  const xmlNode *password = info == NULL ? NULL : wp_xml_find (info, "passwordField");
  const xmlNode *button = info == NULL ? NULL : wp_xml_find (info, "loginButton");
  WpWebMailForm *form;

  if (profile->web_mail_url == NULL)
    profile->web_mail_url = safe_attribute (wp_xml_find (node, "loginPage"), "url");
  if (info == NULL || profile->web_mail_form != NULL)
    return;
  form = profile->web_mail_form = g_new0 (WpWebMailForm, 1);
  form->url = safe_attribute (info, "url");
  form->username = safe_child (info, "username");
  form->username_id = safe_attribute (user, "id");
  form->username_name = safe_attribute (user, "name");
  form->password_id = safe_attribute (password, "id");
  form->password_name = safe_attribute (password, "name");
  form->button_id = safe_attribute (button, "id");
  form->button_name = safe_attribute (button, "name");
}

static void
read_update (const xmlNode *node, WpProfile *profile)
{
  if (profile->update_url == NULL)
    profile->update_url = safe_attribute (node, "url");
}

/* Files have them below either; 1.1 and 1.2 do not agree. */
static const struct
{
  const char *name;
  void (*read) (const xmlNode *node, WpProfile *profile);
} elements[] = {
  { "documentation", read_documentation },
  { "instruction", read_instruction },
  { "enable", read_enable },
  { "inputField", read_input_field },
  { "oAuth2", read_oauth },
  { "webMail", read_web_mail },
  { "clientConfigUpdate", read_update },
  { "calendar", read_offer },
  { "addressbook", read_offer },
  { "addressBook", read_offer },
  { "fileShare", read_offer },
  { "chatServer", read_offer },
  { "videoConference", read_offer },
  { "setupServer", read_offer },
};

static void
read_children (const xmlNode *parent, WpProfile *profile)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
      if (wp_xml_is_element (node, elements[i].name))
        elements[i].read (node, profile);
}

void
wp_autoconfig_read_beside (const xmlNode *root, const xmlNode *provider, WpProfile *profile)
{
  g_autofree char *version = safe_attribute (root, "version");

  if (version != NULL && g_utf8_strlen (version, -1) <= MAX_VERSION_CHARS)
    profile->version = g_steal_pointer (&version);
  read_children (provider, profile);
  read_children (root, profile);
}
