/* Whether two profiles say the same. Strict: texts byte for byte, lists in order. See profile.h. */
#include "model/profile.h"

typedef gboolean (*Equal) (gconstpointer a, gconstpointer b);

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static gboolean
same_list (const GPtrArray *a, const GPtrArray *b, Equal equal)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const WpText *one = a, *other = b;

  return same_text (one->lang, other->lang) && same_text (one->text, other->text);
}

static gboolean
page_equal (gconstpointer a, gconstpointer b)
{
  const WpPage *one = a, *other = b;

  return same_text (one->url, other->url) && same_list (one->texts, other->texts, text_equal);
}

static gboolean
auth_word_equal (gconstpointer a, gconstpointer b)
{
  const WpAuthWord *one = a, *other = b;

  return same_text (one->system, other->system) && same_text (one->word, other->word);
}

static gboolean
input_field_equal (gconstpointer a, gconstpointer b)
{
  const WpInputField *one = a, *other = b;

  return same_text (one->key, other->key) && same_text (one->label, other->label)
         && same_text (one->value, other->value);
}

static gboolean
offer_url_equal (gconstpointer a, gconstpointer b)
{
  const WpOfferUrl *one = a, *other = b;

  return same_text (one->element, other->element) && same_text (one->url, other->url);
}

static gboolean
offer_equal (gconstpointer a, gconstpointer b)
{
  const WpOffer *one = a, *other = b;

  return same_text (one->element, other->element) && same_text (one->type, other->type)
         && one->place == other->place && same_list (one->urls, other->urls, offer_url_equal)
         && same_text (one->host, other->host) && one->port == other->port
         && same_text (one->socket_type, other->socket_type)
         && same_text (one->username, other->username)
         && same_list (one->auths, other->auths, auth_word_equal);
}

static gboolean
oauth_equal (gconstpointer a, gconstpointer b)
{
  const WpOAuth *one = a, *other = b;

  return same_text (one->issuer, other->issuer) && same_text (one->scope, other->scope)
         && same_text (one->auth_url, other->auth_url)
         && same_text (one->token_url, other->token_url)
         && same_text (one->client_id, other->client_id)
         && one->has_client_secret == other->has_client_secret;
}

static gboolean
form_equal (const WpWebMailForm *one, const WpWebMailForm *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return same_text (one->url, other->url) && same_text (one->username, other->username)
         && same_text (one->username_id, other->username_id)
         && same_text (one->username_name, other->username_name)
         && same_text (one->password_id, other->password_id)
         && same_text (one->password_name, other->password_name)
         && same_text (one->button_id, other->button_id)
         && same_text (one->button_name, other->button_name);
}

static gboolean
role_equal (gconstpointer a, gconstpointer b)
{
  const WpFolderRole *one = a, *other = b;

  return same_text (one->role, other->role) && same_text (one->folder, other->folder);
}

static gboolean
use_equal (const WpMailUse *one, const WpMailUse *other)
{
  return one->outcome == other->outcome && one->leave_on_server == other->leave_on_server
         && one->days_on_server == other->days_on_server
         && one->delete_with_local == other->delete_with_local
         && one->pop_check_minutes == other->pop_check_minutes
         && one->check_minutes == other->check_minutes && one->offline_copy == other->offline_copy
         && one->offline_days == other->offline_days
         && one->archive_after_days == other->archive_after_days && one->instant == other->instant;
}

static gboolean
extras_equal (const WpServerExtras *one, const WpServerExtras *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return same_text (one->username, other->username)
         && same_list (one->auths, other->auths, auth_word_equal)
         && same_text (one->restriction, other->restriction)
         && one->add_this_server == other->add_this_server
         && one->use_global_preferred_server == other->use_global_preferred_server
         && one->leave_on_server == other->leave_on_server
         && one->download_on_biff == other->download_on_biff
         && one->days_on_server == other->days_on_server
         && one->check_minutes == other->check_minutes;
}

/* Stricter than wp_endpoint_equal: a name not said is not the address, and the auth list counts. */
static gboolean
server_equal (const WpEndpoint *one, const WpEndpoint *other)
{
  if (!wp_endpoint_same_server (one, other) || !same_text (one->username, other->username)
      || one->n_auth != other->n_auth)
    return FALSE;
  for (guint i = 0; i < one->n_auth; i++)
    if (one->auth[i] != other->auth[i])
      return FALSE;
  return TRUE;
}

static gboolean
servers_equal (const WpProfile *a, const WpProfile *b)
{
  if (a->servers->len != b->servers->len)
    return FALSE;
  for (guint i = 0; i < a->servers->len; i++)
    {
      const WpEndpoint *one = a->servers->pdata[i], *other = b->servers->pdata[i];

      if (!server_equal (one, other)
          || !extras_equal (wp_profile_extras (a, one), wp_profile_extras (b, other)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_strv (char **a, char **b)
{
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
wp_profile_equal (const WpProfile *a, const WpProfile *b)
{
  return same_text (a->id, b->id) && same_strv (a->domains, b->domains)
         && same_text (a->display_name, b->display_name)
         && same_text (a->display_short_name, b->display_short_name) && servers_equal (a, b)
         && same_text (a->version, b->version) && same_strv (a->mx_domains, b->mx_domains)
         && same_list (a->documentation, b->documentation, page_equal)
         && same_list (a->instructions, b->instructions, page_equal)
         && same_list (a->enables, b->enables, page_equal)
         && same_list (a->input_fields, b->input_fields, input_field_equal)
         && same_list (a->offers, b->offers, offer_equal)
         && same_list (a->oauths, b->oauths, oauth_equal)
         && same_text (a->web_mail_url, b->web_mail_url)
         && form_equal (a->web_mail_form, b->web_mail_form)
         && same_text (a->update_url, b->update_url) && use_equal (&a->use, &b->use)
         && same_list (a->folder_roles, b->folder_roles, role_equal);
}
