/* The life of a profile and its parts. See profile.h. */
#include "model/profile.h"

#include <string.h>

static GPtrArray *
list_of (gpointer free_item)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
}

static void
server_extras_free (gpointer data)
{
  WpServerExtras *extras = data;

  g_free (extras->username);
  g_ptr_array_unref (extras->auths);
  g_free (extras->restriction);
  g_free (extras);
}

WpProfile *
wp_profile_new (const char *domain)
{
  WpProfile *profile = g_new0 (WpProfile, 1);
  const char *domains[] = { domain, NULL };

  profile->id = g_strdup (domain);
  profile->domains = g_strdupv ((char **) domains);
  profile->display_name = g_strdup (domain);
  profile->display_short_name = g_strdup (domain);
  profile->servers = list_of (wp_endpoint_free);
  profile->extras = g_hash_table_new_full (NULL, NULL, NULL, server_extras_free);
  profile->mx_domains = g_new0 (char *, 1);
  profile->documentation = list_of (wp_page_free);
  profile->instructions = list_of (wp_page_free);
  profile->enables = list_of (wp_page_free);
  profile->input_fields = list_of (wp_input_field_free);
  profile->offers = list_of (wp_offer_free);
  profile->oauths = list_of (wp_oauth_free);
  profile->use = WP_MAIL_USE_NOTHING;
  profile->folder_roles = list_of (wp_folder_role_free);
  return profile;
}

void
wp_profile_free (WpProfile *profile)
{
  if (profile == NULL)
    return;
  g_free (profile->id);
  g_strfreev (profile->domains);
  g_free (profile->display_name);
  g_free (profile->display_short_name);
  g_hash_table_unref (profile->extras);
  g_ptr_array_unref (profile->servers);
  g_free (profile->version);
  g_strfreev (profile->mx_domains);
  g_ptr_array_unref (profile->documentation);
  g_ptr_array_unref (profile->instructions);
  g_ptr_array_unref (profile->enables);
  g_ptr_array_unref (profile->input_fields);
  g_ptr_array_unref (profile->offers);
  g_ptr_array_unref (profile->oauths);
  g_free (profile->web_mail_url);
  wp_web_mail_form_free (profile->web_mail_form);
  g_free (profile->update_url);
  g_ptr_array_unref (profile->folder_roles);
  g_free (profile);
}

const WpServerExtras *
wp_profile_extras (const WpProfile *profile, const WpEndpoint *server)
{
  return g_hash_table_lookup (profile->extras, server);
}

WpServerExtras *
wp_profile_need_extras (WpProfile *profile, const WpEndpoint *server)
{
  WpServerExtras *extras = g_hash_table_lookup (profile->extras, server);

  if (extras == NULL)
    {
      extras = g_new0 (WpServerExtras, 1);
      extras->auths = list_of (wp_auth_word_free);
      extras->days_on_server = extras->check_minutes = -1;
      g_hash_table_insert (profile->extras, (gpointer) server, extras);
    }
  return extras;
}

void
wp_profile_remove_server (WpProfile *profile, guint n)
{
  g_hash_table_remove (profile->extras, profile->servers->pdata[n]);
  g_ptr_array_remove_index (profile->servers, n);
}

gboolean
wp_profile_covers (const WpProfile *profile, const char *domain)
{
  const char *const *domains = (const char *const *) profile->domains;

  return g_strv_contains (domains, domain) || g_strv_contains (domains, "%EMAILDOMAIN%")
         || g_strv_contains ((const char *const *) profile->mx_domains, domain);
}

WpText *
wp_text_new (const char *lang, const char *text)
{
  WpText *value = g_new (WpText, 1);

  *value = (WpText){ g_strdup (lang), g_strdup (text) };
  return value;
}

void
wp_text_free (WpText *text)
{
  if (text == NULL)
    return;
  g_free (text->lang);
  g_free (text->text);
  g_free (text);
}

WpPage *
wp_page_new (const char *url)
{
  WpPage *page = g_new (WpPage, 1);

  *page = (WpPage){ g_strdup (url), list_of (wp_text_free) };
  return page;
}

void
wp_page_free (WpPage *page)
{
  if (page == NULL)
    return;
  g_free (page->url);
  g_ptr_array_unref (page->texts);
  g_free (page);
}

/* How well a text's language suits: "de-AT" for "de_AT.UTF-8" before "de" before English before
 * what says no language before any other. */
static int
suits (const char *has, const char *wanted)
{
  gsize length = has == NULL ? 0 : strcspn (has, "-_");
  gsize primary = strcspn (wanted, "-_.@");

  if (has == NULL)
    return 1;
  if (length == primary && g_ascii_strncasecmp (has, wanted, primary) == 0)
    {
      gsize full = strcspn (wanted, ".@");
      gboolean is_same = strlen (has) == full;

      for (gsize i = primary + 1; is_same && i < full; i++)
        is_same = g_ascii_tolower (has[i]) == g_ascii_tolower (wanted[i]);
      return is_same ? 5 : has[length] == '\0' ? 4 : 3;
    }
  return length == 2 && g_ascii_strncasecmp (has, "en", 2) == 0 ? 2 : 0;
}

const char *
wp_page_text (const WpPage *page, const char *lang)
{
  const char *best = NULL;
  int best_suits = -1;

  for (guint i = 0; i < page->texts->len; i++)
    {
      const WpText *text = page->texts->pdata[i];
      int this_suits = suits (text->lang, lang == NULL ? "en" : lang);

      if (this_suits > best_suits)
        {
          best = text->text;
          best_suits = this_suits;
        }
    }
  return best;
}

WpAuthWord *
wp_auth_word_new (const char *system, const char *word)
{
  WpAuthWord *auth = g_new (WpAuthWord, 1);

  *auth = (WpAuthWord){ g_strdup (system), g_strdup (word) };
  return auth;
}

void
wp_auth_word_free (WpAuthWord *word)
{
  if (word == NULL)
    return;
  g_free (word->system);
  g_free (word->word);
  g_free (word);
}

static void
offer_url_free (gpointer data)
{
  WpOfferUrl *url = data;

  g_free (url->element);
  g_free (url->url);
  g_free (url);
}

WpOffer *
wp_offer_new (const char *element, const char *type)
{
  WpOffer *offer = g_new0 (WpOffer, 1);

  offer->element = g_strdup (element);
  offer->type = g_strdup (type);
  offer->urls = list_of (offer_url_free);
  offer->auths = list_of (wp_auth_word_free);
  return offer;
}

void
wp_offer_add_url (WpOffer *offer, const char *element, const char *url)
{
  WpOfferUrl *value = g_new (WpOfferUrl, 1);

  *value = (WpOfferUrl){ g_strdup (element), g_strdup (url) };
  g_ptr_array_add (offer->urls, value);
}

void
wp_offer_free (WpOffer *offer)
{
  if (offer == NULL)
    return;
  g_free (offer->element);
  g_free (offer->type);
  g_ptr_array_unref (offer->urls);
  g_free (offer->host);
  g_free (offer->socket_type);
  g_free (offer->username);
  g_ptr_array_unref (offer->auths);
  g_free (offer);
}

WpInputField *
wp_input_field_new (const char *key, const char *label, const char *value)
{
  WpInputField *field = g_new (WpInputField, 1);

  *field = (WpInputField){ g_strdup (key), g_strdup (label), g_strdup (value) };
  return field;
}

void
wp_input_field_free (WpInputField *field)
{
  if (field == NULL)
    return;
  g_free (field->key);
  g_free (field->label);
  g_free (field->value);
  g_free (field);
}

void
wp_web_mail_form_free (WpWebMailForm *form)
{
  if (form == NULL)
    return;
  g_free (form->url);
  g_free (form->username);
  g_free (form->username_id);
  g_free (form->username_name);
  g_free (form->password_id);
  g_free (form->password_name);
  g_free (form->button_id);
  g_free (form->button_name);
  g_free (form);
}

void
wp_oauth_free (WpOAuth *oauth)
{
  if (oauth == NULL)
    return;
  g_free (oauth->issuer);
  g_free (oauth->scope);
  g_free (oauth->auth_url);
  g_free (oauth->token_url);
  g_free (oauth->client_id);
  g_free (oauth);
}
