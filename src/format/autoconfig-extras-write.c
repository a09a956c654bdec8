/* Writing of what an autoconfig file says beside its servers. See autoconfig.h. */
#include <string.h>

#include "format/autoconfig-private.h"
#include "format/autoconfig-write-private.h"
#include "model/web-url.h"

static gboolean
is_lossless (const WpAutoconfigWriter *writer)
{
  return writer->as == WP_AUTOCONFIG_WRITE_LOSSLESS;
}

void
wp_autoconfig_start (WpAutoconfigWriter *writer, const char *name)
{
  xmlTextWriterStartElement (writer->xml, (const xmlChar *) name);
}

void
wp_autoconfig_end (WpAutoconfigWriter *writer)
{
  xmlTextWriterEndElement (writer->xml);
}

void
wp_autoconfig_attribute (WpAutoconfigWriter *writer, const char *name, const char *value)
{
  if (value != NULL)
    xmlTextWriterWriteAttribute (writer->xml, (const xmlChar *) name, (const xmlChar *) value);
}

void
wp_autoconfig_element (WpAutoconfigWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    xmlTextWriterWriteElement (writer->xml, (const xmlChar *) name, (const xmlChar *) text);
}

static void
said (WpAutoconfigWriter *writer, const char *name, WpSaid value)
{
  static const char *const words[] = { NULL, "false", "true" };

  wp_autoconfig_element (writer, name, words[value]);
}

static void
number (WpAutoconfigWriter *writer, const char *name, int value)
{
  g_autofree char *text = value < 0 ? NULL : g_strdup_printf ("%d", value);

  wp_autoconfig_element (writer, name, text);
}

static void
write_pop3 (WpAutoconfigWriter *writer, const WpServerExtras *extras)
{
  if (extras->leave_on_server == WP_SAID_NOTHING && extras->download_on_biff == WP_SAID_NOTHING
      && extras->days_on_server < 0 && extras->check_minutes < 0)
    return;
  wp_autoconfig_start (writer, "pop3");
  said (writer, "leaveMessagesOnServer", extras->leave_on_server);
  said (writer, "downloadOnBiff", extras->download_on_biff);
  number (writer, "daysToLeaveMessagesOnServer", extras->days_on_server);
  if (extras->check_minutes >= 0)
    {
      g_autofree char *minutes = g_strdup_printf ("%d", extras->check_minutes);

      wp_autoconfig_start (writer, "checkInterval");
      wp_autoconfig_attribute (writer, "minutes", minutes);
      wp_autoconfig_end (writer);
    }
  wp_autoconfig_end (writer);
}

void
wp_autoconfig_write_extras (WpAutoconfigWriter *writer, const WpServerExtras *extras)
{
  if (is_lossless (writer))
    {
      wp_autoconfig_element (writer, "restriction", extras->restriction);
      said (writer, "addThisServer", extras->add_this_server);
      said (writer, "useGlobalPreferredServer", extras->use_global_preferred_server);
    }
  write_pop3 (writer, extras);
}

void
wp_autoconfig_write_auth_words (WpAutoconfigWriter *writer, const GPtrArray *auths)
{
  for (guint i = 0; i < auths->len; i++)
    {
      const WpAuthWord *auth = auths->pdata[i];

      wp_autoconfig_start (writer, "authentication");
      wp_autoconfig_attribute (writer, "system", auth->system);
      xmlTextWriterWriteString (writer->xml, (const xmlChar *) auth->word);
      wp_autoconfig_end (writer);
    }
}

/* To publish: encrypted, and nobody's own address. */
static gboolean
may_publish (const WpOffer *offer)
{
  const char *username = offer->username;

  if (g_strcmp0 (offer->socket_type, wp_autoconfig_socket_type (WP_TLS_NONE)) == 0
      || (username != NULL && strchr (username, '@') != NULL && strchr (username, '%') == NULL))
    return FALSE;
  for (guint i = 0; i < offer->urls->len; i++)
    if (!g_str_has_prefix (((WpOfferUrl *) offer->urls->pdata[i])->url, "https://"))
      return FALSE;
  return TRUE;
}

void
wp_autoconfig_write_offer (WpAutoconfigWriter *writer, const WpOffer *offer)
{
  if (!is_lossless (writer) && !may_publish (offer))
    return;
  wp_autoconfig_start (writer, offer->element);
  wp_autoconfig_attribute (writer, "type", offer->type);
  wp_autoconfig_element (writer, "hostname", offer->host);
  if (offer->port != 0)
    number (writer, "port", offer->port);
  wp_autoconfig_element (writer, "socketType", offer->socket_type);
  for (guint i = 0; i < offer->urls->len; i++)
    {
      const WpOfferUrl *url = offer->urls->pdata[i];

      wp_autoconfig_element (writer, url->element, url->url);
    }
  wp_autoconfig_element (writer, "username", offer->username);
  wp_autoconfig_write_auth_words (writer, offer->auths);
  wp_autoconfig_end (writer);
}

static void
write_pages (WpAutoconfigWriter *writer, const GPtrArray *pages, const char *const names[3])
{
  for (guint i = 0; i < pages->len; i++)
    {
      const WpPage *page = pages->pdata[i];
      g_autofree char *checked = wp_web_url (page->url);

      /* What is published is for people to open. */
      if (!is_lossless (writer) && page->url != NULL && checked == NULL)
        continue;
      wp_autoconfig_start (writer, names[0]);
      wp_autoconfig_attribute (writer, names[1], page->url);
      for (guint t = 0; t < page->texts->len; t++)
        {
          const WpText *text = page->texts->pdata[t];

          wp_autoconfig_start (writer, names[2]);
          wp_autoconfig_attribute (writer, "lang", text->lang);
          xmlTextWriterWriteString (writer->xml, (const xmlChar *) text->text);
          wp_autoconfig_end (writer);
        }
      wp_autoconfig_end (writer);
    }
}

static void
write_input_fields (WpAutoconfigWriter *writer)
{
  for (guint i = 0; i < writer->profile->input_fields->len; i++)
    {
      const WpInputField *field = writer->profile->input_fields->pdata[i];

      wp_autoconfig_start (writer, "inputField");
      wp_autoconfig_attribute (writer, "key", field->key);
      wp_autoconfig_attribute (writer, "label", field->label);
      if (field->value != NULL)
        xmlTextWriterWriteString (writer->xml, (const xmlChar *) field->value);
      wp_autoconfig_end (writer);
    }
}

void
wp_autoconfig_write_pages (WpAutoconfigWriter *writer)
{
  static const char *const documentation[] = { "documentation", "url", "descr" };
  static const char *const instruction[] = { "instruction", "url", "descr" };
  static const char *const enable[] = { "enable", "visiturl", "instruction" };

  write_pages (writer, writer->profile->documentation, documentation);
  write_pages (writer, writer->profile->instructions, instruction);
  write_pages (writer, writer->profile->enables, enable);
  if (is_lossless (writer))
    write_input_fields (writer);
}

static void
write_oauths (WpAutoconfigWriter *writer)
{
  for (guint i = 0; i < writer->profile->oauths->len; i++)
    {
      const WpOAuth *oauth = writer->profile->oauths->pdata[i];

      wp_autoconfig_start (writer, "oAuth2");
      wp_autoconfig_element (writer, "issuer", oauth->issuer);
      wp_autoconfig_element (writer, "scope", oauth->scope);
      wp_autoconfig_element (writer, "authURL", oauth->auth_url);
      wp_autoconfig_element (writer, "tokenURL", oauth->token_url);
      wp_autoconfig_element (writer, "clientID", oauth->client_id);
      /* That there is one is all that is known. */
      if (is_lossless (writer) && oauth->has_client_secret)
        wp_autoconfig_element (writer, "clientSecret", "");
      wp_autoconfig_end (writer);
    }
}

static void
write_field (WpAutoconfigWriter *writer, const char *element, const char *id, const char *name)
{
  if (id == NULL && name == NULL)
    return;
  wp_autoconfig_start (writer, element);
  wp_autoconfig_attribute (writer, "id", id);
  wp_autoconfig_attribute (writer, "name", name);
  wp_autoconfig_end (writer);
}

static void
write_web_mail (WpAutoconfigWriter *writer)
{
  const WpWebMailForm *form = writer->profile->web_mail_form;

  if (writer->profile->web_mail_url == NULL && form == NULL)
    return;
  wp_autoconfig_start (writer, "webMail");
  if (writer->profile->web_mail_url != NULL)
    {
      wp_autoconfig_start (writer, "loginPage");
      wp_autoconfig_attribute (writer, "url", writer->profile->web_mail_url);
      wp_autoconfig_end (writer);
    }
  if (form != NULL)
    {
      wp_autoconfig_start (writer, "loginPageInfo");
      wp_autoconfig_attribute (writer, "url", form->url);
      wp_autoconfig_element (writer, "username", form->username);
      write_field (writer, "usernameField", form->username_id, form->username_name);
      write_field (writer, "passwordField", form->password_id, form->password_name);
      write_field (writer, "loginButton", form->button_id, form->button_name);
      wp_autoconfig_end (writer);
    }
  wp_autoconfig_end (writer);
}

/* Those below clientConfig; the others stand among the servers. */
static void
write_offers (WpAutoconfigWriter *writer)
{
  for (guint i = 0; i < writer->profile->offers->len; i++)
    {
      const WpOffer *offer = writer->profile->offers->pdata[i];

      if (!g_str_has_suffix (offer->element, "goingServer")
          && !g_str_equal (offer->element, "incomingServer"))
        wp_autoconfig_write_offer (writer, offer);
    }
}

void
wp_autoconfig_write_beside (WpAutoconfigWriter *writer)
{
  if (writer->as == WP_AUTOCONFIG_WRITE_1_1)
    return;
  write_oauths (writer);
  write_offers (writer);
  if (!is_lossless (writer))
    return;
  write_web_mail (writer);
  if (writer->profile->update_url != NULL)
    {
      wp_autoconfig_start (writer, "clientConfigUpdate");
      wp_autoconfig_attribute (writer, "url", writer->profile->update_url);
      wp_autoconfig_end (writer);
    }
}

/* Whether all can be written */

static gboolean
are_good (const char *const *texts, guint count)
{
  for (guint i = 0; i < count; i++)
    if (texts[i] != NULL && wp_autoconfig_is_unsafe (texts[i]))
      return FALSE;
  return TRUE;
}

#define ARE_GOOD(...)                                                                              \
  are_good ((const char *const[]){ __VA_ARGS__ },                                                  \
            sizeof ((const char *const[]){ __VA_ARGS__ }) / sizeof (char *))

static gboolean
are_good_pages (const GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const WpPage *page = pages->pdata[i];

      if (!ARE_GOOD (page->url))
        return FALSE;
      for (guint t = 0; t < page->texts->len; t++)
        {
          const WpText *text = page->texts->pdata[t];

          if (text->text == NULL || !ARE_GOOD (text->lang, text->text))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
are_good_words (const GPtrArray *auths)
{
  for (guint i = 0; i < auths->len; i++)
    {
      const WpAuthWord *auth = auths->pdata[i];

      if (auth->word == NULL || !ARE_GOOD (auth->system, auth->word))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_good_offer (const WpOffer *offer)
{
  if (!wp_autoconfig_is_offer (offer->element) || !are_good_words (offer->auths)
      || !ARE_GOOD (offer->type, offer->host, offer->socket_type, offer->username))
    return FALSE;
  for (guint i = 0; i < offer->urls->len; i++)
    {
      const WpOfferUrl *url = offer->urls->pdata[i];

      if (!wp_autoconfig_is_offer_url (url->element) || url->url == NULL || !ARE_GOOD (url->url))
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_good_others (const WpProfile *profile)
{
  const WpWebMailForm *form = profile->web_mail_form;

  for (guint i = 0; i < profile->input_fields->len; i++)
    {
      const WpInputField *field = profile->input_fields->pdata[i];

      if (!ARE_GOOD (field->key, field->label, field->value))
        return FALSE;
    }
  for (guint i = 0; i < profile->oauths->len; i++)
    {
      const WpOAuth *oauth = profile->oauths->pdata[i];

      if (!ARE_GOOD (oauth->issuer, oauth->scope, oauth->auth_url, oauth->token_url,
                     oauth->client_id))
        return FALSE;
    }
  if (form != NULL
      && !ARE_GOOD (form->url, form->username, form->username_id, form->username_name,
                    form->password_id, form->password_name, form->button_id, form->button_name))
    return FALSE;
  return ARE_GOOD (profile->version, profile->web_mail_url, profile->update_url);
}

gboolean
wp_autoconfig_can_hold (const WpProfile *profile)
{
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpServerExtras *extras = wp_profile_extras (profile, profile->servers->pdata[i]);

      if (extras != NULL
          && (!are_good_words (extras->auths) || !ARE_GOOD (extras->username, extras->restriction)))
        return FALSE;
    }
  for (guint i = 0; i < profile->offers->len; i++)
    if (!is_good_offer (profile->offers->pdata[i]))
      return FALSE;
  return are_good_pages (profile->documentation) && are_good_pages (profile->instructions)
         && are_good_pages (profile->enables) && are_good_others (profile);
}
