/* Writing of PACC documents. See pacc.h.
 * The format knows one server of each protocol, and a service that is left out counts as not
 * offered; so a profile whose service cannot be said is refused rather than cut. */
#include "format/pacc.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "format/sentence-private.h"
#include "model/web-url.h"

static gboolean
can_be_said (const WpEndpoint *server)
{
  WpInet literal;

  return server->tls == WP_TLS_IMPLICIT
         && server->port == wp_protocol_default_port (server->protocol, WP_TLS_IMPLICIT)
         && wp_domain_is_host (server->host) && !wp_inet_parse (server->host, &literal)
         && (server->username == NULL || g_str_equal (server->username, "%EMAILADDRESS%"));
}

/* The first server of each protocol that the format can hold. */
static gboolean
choose (const WpProfile *profile, const WpEndpoint *chosen[WP_N_PROTOCOLS], GError **error)
{
  const WpEndpoint *left_out[WP_N_PROTOCOLS] = { NULL };

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      if (can_be_said (server))
        chosen[server->protocol] = chosen[server->protocol] != NULL ? chosen[server->protocol]
                                                                    : server;
      else if (server->tls != WP_TLS_NONE)
        left_out[server->protocol] = server;
    }
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (chosen[i] == NULL && left_out[i] != NULL)
      return wp_sentence_fail (
          error,
          N_ ("The server {what} cannot be published this way, which knows only encryption from "
              "the start on the usual port, with the e-mail address as user name. Offer such a "
              "service, or publish an autoconfig file only."),
          left_out[i]->host);
  if ((chosen[WP_PROTOCOL_IMAP] == NULL && chosen[WP_PROTOCOL_POP3] == NULL)
      || chosen[WP_PROTOCOL_SMTP] == NULL)
    return wp_sentence_fail (
        error,
        N_ ("The settings need a server for receiving and one for sending. Add the one "
            "that is missing."),
        NULL);
  return TRUE;
}

static gboolean
has_auth (const WpEndpoint *server, WpAuth auth)
{
  for (guint i = 0; i < server->n_auth; i++)
    if (server->auth[i] == auth)
      return TRUE;
  return FALSE;
}

/* Of the chosen servers together, as the format knows no difference between them. */
static gboolean
takes_password (const WpEndpoint *const chosen[WP_N_PROTOCOLS])
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (chosen[i] != NULL
        && (chosen[i]->n_auth == 0 || has_auth (chosen[i], WP_AUTH_PASSWORD)
            || has_auth (chosen[i], WP_AUTH_ENCRYPTED)))
      return TRUE;
  return FALSE;
}

static char *
issuer_of (const WpProfile *profile)
{
  const WpOAuth *oauth = profile->oauths->len == 0 ? NULL : profile->oauths->pdata[0];
  g_autofree char *url = oauth == NULL ? NULL : wp_web_url (oauth->issuer);

  return url != NULL && wp_web_url_is_https (url) ? g_strdup (oauth->issuer) : NULL;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
begin (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
add_service (JsonBuilder *builder, const char *name, const char *member, const char *value)
{
  begin (builder, name);
  add_text (builder, member, value);
  json_builder_end_object (builder);
}

/* The first offer of this type that can be said: by its https URL, or by its host. */
static void
add_offer (JsonBuilder *builder, const WpProfile *profile, const char *type, gboolean by_url)
{
  for (guint i = 0; i < profile->offers->len; i++)
    {
      const WpOffer *offer = profile->offers->pdata[i];
      const WpOfferUrl *first = offer->urls->len == 0 ? NULL : offer->urls->pdata[0];
      g_autofree char *url = first == NULL ? NULL : wp_web_url (first->url);

      if (g_strcmp0 (offer->type, type) != 0)
        continue;
      if (by_url && url != NULL && wp_web_url_is_https (url))
        {
          add_service (builder, type, "url", url);
          return;
        }
      if (!by_url && offer->host != NULL && wp_domain_is_host (offer->host))
        {
          add_service (builder, type, "host", offer->host);
          return;
        }
    }
}

static void
add_protocols (JsonBuilder *builder,
               const WpProfile *profile,
               const WpEndpoint *const chosen[WP_N_PROTOCOLS])
{
  static const char *const by_url[] = { "jmap", "caldav", "carddav", "webdav" };

  begin (builder, "protocols");
  if (chosen[WP_PROTOCOL_IMAP] != NULL)
    add_service (builder, "imap", "host", chosen[WP_PROTOCOL_IMAP]->host);
  if (chosen[WP_PROTOCOL_POP3] != NULL)
    add_service (builder, "pop3", "host", chosen[WP_PROTOCOL_POP3]->host);
  add_service (builder, "submit", "host", chosen[WP_PROTOCOL_SMTP]->host);
  /* Readers of the older draft know only this name, others pass over it. */
  add_service (builder, "smtp", "host", chosen[WP_PROTOCOL_SMTP]->host);
  for (guint i = 0; i < G_N_ELEMENTS (by_url); i++)
    add_offer (builder, profile, by_url[i], TRUE);
  add_offer (builder, profile, "managesieve", FALSE);
  json_builder_end_object (builder);
}

static void
add_info (JsonBuilder *builder, const WpProfile *profile)
{
  g_autofree char *documentation = NULL;

  for (guint i = 0; i < profile->documentation->len && documentation == NULL; i++)
    documentation = wp_web_url (((WpPage *) profile->documentation->pdata[i])->url);
  begin (builder, "info");
  begin (builder, "provider");
  add_text (builder, "name", profile->display_name);
  add_text (builder, "shortName", profile->display_short_name);
  json_builder_end_object (builder);
  if (documentation != NULL)
    add_service (builder, "help", "documentation", documentation);
  json_builder_end_object (builder);
}

static char *
generate (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

char *
wp_pacc_write (const WpProfile *profile, GError **error)
{
  const WpEndpoint *chosen[WP_N_PROTOCOLS] = { NULL };
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *issuer = issuer_of (profile);
  gboolean password;

  if (!choose (profile, chosen, error))
    return NULL;
  password = takes_password (chosen);
  if (!password && issuer == NULL)
    {
      wp_sentence_fail (
          error,
          N_ ("The servers take no password, and the settings do not name the https address of "
              "the sign-in service. Add it as issuer."),
          NULL);
      return NULL;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_protocols (builder, profile, chosen);
  begin (builder, "authentication");
  if (issuer != NULL)
    add_service (builder, "oauth-public", "issuer", issuer);
  json_builder_set_member_name (builder, "password");
  json_builder_add_boolean_value (builder, password);
  json_builder_end_object (builder);
  add_info (builder, profile);
  json_builder_end_object (builder);
  return generate (builder);
}
