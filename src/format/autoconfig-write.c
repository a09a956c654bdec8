/* Writing of autoconfig XML: domains, names, servers. See autoconfig.h; what stands beside them is
 * in autoconfig-extras-write.c.
 *
 * To publish is to be read by all. Some readers take the first server only, so IMAP comes before
 * POP3 and implicit TLS before STARTTLS; some take only what stands in the order hostname, port,
 * socketType, username, authentication. Nothing of the time or the machine is in it: same profile,
 * same bytes. */
#include "format/autoconfig.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>

#include "base/domain.h"
#include "base/limits.h"
#include "format/autoconfig-private.h"
#include "format/autoconfig-write-private.h"
#include "format/sentence-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextWriter, xmlFreeTextWriter)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlBuffer, xmlBufferFree)

static const char cannot_hold[] = N_ (
    "A name in the settings has a line break or another control character, which the file "
    "cannot hold. Correct it and write the file again.");

static gboolean
check_text (const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return wp_sentence_fail (
        error, N_ ("A name in the settings is empty. Fill it in and write the file again."), NULL);
  return !wp_autoconfig_is_unsafe (text) || wp_sentence_fail (error, cannot_hold, NULL);
}

static gboolean
check_server (const WpEndpoint *server, GError **error)
{
  if (!wp_autoconfig_is_host (server->host) || server->port == 0)
    return wp_sentence_fail (
        error,
        N_ ("“{what}” is not the name of a server that the file can hold. Use the server's name "
            "instead of an address."),
        server->host);
  return server->username == NULL || check_text (server->username, error);
}

/* One person's address in a file for several domains: there is no placeholder that would keep it
 * right. */
static gboolean
is_real_address (const WpProfile *profile, const char *username)
{
  const char *at = username == NULL ? NULL : strrchr (username, '@');

  return at != NULL && memchr (username, '%', (gsize) (at - username)) == NULL
         && profile->domains[1] != NULL
         && g_strv_contains ((const char *const *) profile->domains, at + 1);
}

/* What holds for a file of any kind. */
static gboolean
check (const WpProfile *profile, GError **error)
{
  g_autofree char *id = profile->id == NULL ? NULL : wp_domain_to_ascii (profile->id, NULL);
  char *const *lists[] = { profile->domains, profile->mx_domains };

  if (id == NULL)
    return wp_sentence_fail (error, N_ ("“{what}” cannot identify a provider. Use its domain."),
                             profile->id);
  if (!check_text (profile->display_name, error)
      || !check_text (profile->display_short_name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (char *const *domain = lists[i]; *domain != NULL; domain++)
      {
        g_autofree char *ascii = wp_domain_to_ascii (*domain, NULL);

        if (ascii == NULL && !g_str_equal (*domain, WP_EMAIL_DOMAIN))
          return wp_sentence_fail (
              error, N_ ("“{what}” is not a domain. Correct it and write the file again."),
              *domain);
      }
  for (guint i = 0; i < profile->servers->len; i++)
    if (!check_server (profile->servers->pdata[i], error))
      return FALSE;
  return wp_autoconfig_can_hold (profile) || wp_sentence_fail (error, cannot_hold, NULL);
}

/* What else holds for a file that is published. */
static gboolean
check_published (const WpProfile *profile, GError **error)
{
  gboolean has_incoming = FALSE, has_outgoing = FALSE;

  if (profile->domains[0] == NULL)
    return wp_sentence_fail (error, N_ ("The settings name no domain that they are for. Add one."),
                             NULL);
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      if (server->tls == WP_TLS_NONE)
        return wp_sentence_fail (
            error,
            N_ ("The server {what} is without encryption, and such settings are never written. "
                "Use an encrypted service."),
            server->host);
      if (is_real_address (profile, server->username))
        return wp_sentence_fail (
            error,
            N_ ("The user name of {what} is a person's address, but the file is for several "
                "domains. Leave one domain only."),
            server->host);
      has_outgoing = has_outgoing || server->protocol == WP_PROTOCOL_SMTP;
      has_incoming = has_incoming || server->protocol != WP_PROTOCOL_SMTP;
    }
  if (has_incoming && has_outgoing)
    return TRUE;
  return wp_sentence_fail (
      error,
      N_ ("The file needs a server for receiving and one for sending, and the settings have only "
          "one of them. Find the other first; a check of the address does that."),
      NULL);
}

/* Stable: equal ones keep the profile's order. The values of the TLS modes stand in the order
 * wanted. */
static int
by_preference (gconstpointer a, gconstpointer b, gpointer profile)
{
  const WpEndpoint *one = *(const WpEndpoint *const *) a;
  const WpEndpoint *other = *(const WpEndpoint *const *) b;

  if (one->protocol != other->protocol)
    return wp_profile_compare_protocols (profile, one->protocol, other->protocol);
  return one->tls < other->tls ? -1 : one->tls > other->tls;
}

static gboolean
is_incoming (const WpEndpoint *server)
{
  return server->protocol != WP_PROTOCOL_SMTP;
}

static const char *
direction_of (const WpEndpoint *server)
{
  return is_incoming (server) ? "incomingServer" : "outgoingServer";
}

/* Never a real address: a user name that is one in the file's own domain keeps only its local part.
 */
static char *
username_template (const WpProfile *profile, const WpEndpoint *server)
{
  const char *at = server->username == NULL ? NULL : strrchr (server->username, '@');
  g_autofree char *local_part = NULL;

  if (server->username == NULL)
    return g_strdup ("%EMAILADDRESS%");
  if (at == NULL || profile->domains[1] != NULL
      || g_ascii_strcasecmp (at + 1, profile->domains[0]) != 0)
    return g_strdup (server->username);
  local_part = g_strndup (server->username, (gsize) (at - server->username));
  return g_strconcat (local_part, "@", WP_EMAIL_DOMAIN, NULL);
}

/* Where nothing was said, or only what is no login for receiving, a password is meant. */
static void
write_auths (WpAutoconfigWriter *writer, const WpEndpoint *server)
{
  guint written = 0;

  for (guint i = 0; i < server->n_auth; i++)
    {
      gboolean is_for_sending = server->auth[i] == WP_AUTH_NONE
                                || server->auth[i] == WP_AUTH_CLIENT_IP;

      if (is_for_sending && server->protocol != WP_PROTOCOL_SMTP)
        continue;
      wp_autoconfig_element (writer, "authentication", wp_auth_id (server->auth[i]));
      written++;
    }
  if (written == 0)
    wp_autoconfig_element (writer, "authentication", wp_auth_id (WP_AUTH_PASSWORD));
}

/* As the file had them (a restriction stands for them in version 1.0); of a profile that came from
 * elsewhere, what the endpoint says. */
static void
write_all_auths (WpAutoconfigWriter *writer, const WpEndpoint *server)
{
  const WpServerExtras *extras = wp_profile_extras (writer->profile, server);

  if (extras != NULL && (extras->auths->len > 0 || extras->restriction != NULL))
    wp_autoconfig_write_auth_words (writer, extras->auths);
  else
    for (guint i = 0; i < server->n_auth; i++)
      wp_autoconfig_element (writer, "authentication", wp_auth_id (server->auth[i]));
}

static void
write_server (WpAutoconfigWriter *writer, const WpEndpoint *server)
{
  gboolean is_lossless = writer->as == WP_AUTOCONFIG_WRITE_LOSSLESS;
  const WpServerExtras *extras = wp_profile_extras (writer->profile, server);
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *template = username_template (writer->profile, server);
  const char *as_read = extras != NULL && extras->username != NULL ? extras->username
                                                                   : server->username;

  wp_autoconfig_start (writer, direction_of (server));
  wp_autoconfig_attribute (writer, "type", wp_protocol_id (server->protocol));
  wp_autoconfig_element (writer, "hostname", server->host);
  wp_autoconfig_element (writer, "port", port);
  wp_autoconfig_element (writer, "socketType", wp_autoconfig_socket_type (server->tls));
  wp_autoconfig_element (writer, "username", is_lossless ? as_read : template);
  if (is_lossless)
    write_all_auths (writer, server);
  else
    write_auths (writer, server);
  if (extras != NULL)
    wp_autoconfig_write_extras (writer, extras);
  wp_autoconfig_end (writer);
}

/* `place` -1: any. */
static void
write_offers (WpAutoconfigWriter *writer, const char *element, int place)
{
  const GPtrArray *offers = writer->profile->offers;

  for (guint i = 0; i < offers->len && writer->as != WP_AUTOCONFIG_WRITE_1_1; i++)
    {
      const WpOffer *offer = offers->pdata[i];

      if (g_str_equal (offer->element, element) && (place < 0 || offer->place == (guint) place))
        wp_autoconfig_write_offer (writer, offer);
    }
}

/* Offers keep their place among the servers where nothing was sorted; else they come after those of
 * their kind. */
static void
write_servers (WpAutoconfigWriter *writer)
{
  gboolean is_lossless = writer->as == WP_AUTOCONFIG_WRITE_LOSSLESS;
  g_autoptr (GPtrArray) servers = g_ptr_array_copy (writer->profile->servers, NULL, NULL);
  guint n_incoming = 0;

  g_ptr_array_set_free_func (servers, NULL);
  if (!is_lossless)
    g_ptr_array_sort_with_data (servers, by_preference, (gpointer) writer->profile);
  for (guint i = 0; i < servers->len; i++)
    n_incoming += is_incoming (servers->pdata[i]) ? 1 : 0;
  for (guint i = 0; i < servers->len; i++)
    if (is_incoming (servers->pdata[i]))
      {
        if (is_lossless)
          write_offers (writer, "incomingServer", (int) i);
        write_server (writer, servers->pdata[i]);
      }
  write_offers (writer, "incomingServer", is_lossless ? (int) n_incoming : -1);
  for (guint i = 0; i < servers->len; i++)
    if (!is_incoming (servers->pdata[i]))
      write_server (writer, servers->pdata[i]);
  write_offers (writer, "outgoingServer", -1);
}

static void
write_domains (WpAutoconfigWriter *writer)
{
  for (char **domain = writer->profile->domains; *domain != NULL; domain++)
    wp_autoconfig_element (writer, "domain", *domain);
  for (char **domain = writer->profile->mx_domains; *domain != NULL; domain++)
    {
      wp_autoconfig_start (writer, "domain");
      wp_autoconfig_attribute (writer, "purpose", "mx");
      xmlTextWriterWriteString (writer->xml, (const xmlChar *) *domain);
      wp_autoconfig_end (writer);
    }
}

static const char *
version_of (const WpAutoconfigWriter *writer)
{
  if (writer->as == WP_AUTOCONFIG_WRITE_LOSSLESS)
    return writer->profile->version;
  return writer->as == WP_AUTOCONFIG_WRITE_1_2 ? "1.2" : "1.1";
}

static void
write_document (WpAutoconfigWriter *writer)
{
  xmlTextWriterSetIndent (writer->xml, 1);
  xmlTextWriterSetIndentString (writer->xml, (const xmlChar *) "  ");
  xmlTextWriterStartDocument (writer->xml, NULL, "UTF-8", NULL);
  wp_autoconfig_start (writer, "clientConfig");
  wp_autoconfig_attribute (writer, "version", version_of (writer));
  wp_autoconfig_start (writer, "emailProvider");
  wp_autoconfig_attribute (writer, "id", writer->profile->id);
  write_domains (writer);
  wp_autoconfig_element (writer, "displayName", writer->profile->display_name);
  wp_autoconfig_element (writer, "displayShortName", writer->profile->display_short_name);
  write_servers (writer);
  wp_autoconfig_write_pages (writer);
  wp_autoconfig_end (writer);
  wp_autoconfig_write_beside (writer);
  xmlTextWriterEndDocument (writer->xml);
  xmlTextWriterFlush (writer->xml);
}

char *
wp_autoconfig_write_as (const WpProfile *profile, WpAutoconfigWrite as, GError **error)
{
  g_autoptr (xmlBuffer) buffer = NULL;
  g_autoptr (xmlTextWriter) xml = NULL;
  WpAutoconfigWriter writer = { .profile = profile, .as = as };

  if (!check (profile, error)
      || (as != WP_AUTOCONFIG_WRITE_LOSSLESS && !check_published (profile, error)))
    return NULL;
  buffer = xmlBufferCreate ();
  xml = xmlNewTextWriterMemory (buffer, 0);
  if (xml == NULL)
    g_error ("out of memory");
  writer.xml = xml;
  write_document (&writer);
  if (xmlBufferLength (buffer) > WP_LIMIT_HTTP_BODY_BYTES)
    {
      wp_sentence_fail (
          error,
          N_ ("The settings are larger than mail programs read. Name fewer domains or servers "
              "and write the file again."),
          NULL);
      return NULL;
    }
  return g_strndup ((const char *) xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
}

char *
wp_autoconfig_write (const WpProfile *profile, GError **error)
{
  return wp_autoconfig_write_as (profile, WP_AUTOCONFIG_WRITE_1_1, error);
}
