/* Writing of autoconfig XML 1.1: what every known reader takes. See autoconfig.h.
 *
 * Some readers take the first server only, so IMAP comes before POP3 and implicit TLS before
 * STARTTLS; some take only what stands in the order hostname, port, socketType, username,
 * authentication. Nothing of the time or the machine is in it: same profile, same bytes. */
#include "format/autoconfig.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>

#include "base/domain.h"
#include "base/subst.h"
#include "format/autoconfig-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextWriter, xmlFreeTextWriter)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlBuffer, xmlBufferFree)

static const char *
what (const char *name G_GNUC_UNUSED, gpointer value)
{
  return value;
}

/* {what} of `sentence` is `value`. */
static gboolean
fail (GError **error, const char *sentence, const char *value)
{
  g_autofree char *shown = g_utf8_make_valid (value == NULL ? "" : value, -1);
  g_autofree char *text = wp_subst (_ (sentence), what, shown);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return FALSE;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return fail (
        error, N_ ("A name in the settings is empty. Fill it in and write the file again."), NULL);
  if (wp_autoconfig_is_unsafe (text))
    return fail (
        error,
        N_ ("A name in the settings has a line break or another control character, which the file "
            "cannot hold. Correct it and write the file again."),
        NULL);
  return TRUE;
}

static gboolean
check_server (const WpEndpoint *server, GError **error)
{
  if (server->tls == WP_TLS_NONE)
    return fail (
        error,
        N_ ("The server {what} is without encryption, and such settings are never written. Use an "
            "encrypted service."),
        server->host);
  if (!wp_autoconfig_is_host (server->host) || server->port == 0)
    return fail (
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

static gboolean
check (const WpProfile *profile, GError **error)
{
  gboolean has_incoming = FALSE, has_outgoing = FALSE;
  g_autofree char *id = profile->id == NULL ? NULL : wp_domain_to_ascii (profile->id, NULL);

  if (id == NULL)
    return fail (error, N_ ("“{what}” cannot identify a provider. Use its domain."), profile->id);
  if (!check_text (profile->display_name, error)
      || !check_text (profile->display_short_name, error))
    return FALSE;
  if (profile->domains[0] == NULL)
    return fail (error, N_ ("The settings name no domain that they are for. Add one."), NULL);
  for (char **domain = profile->domains; *domain != NULL; domain++)
    {
      g_autofree char *ascii = wp_domain_to_ascii (*domain, NULL);

      if (ascii == NULL && !g_str_equal (*domain, WP_EMAIL_DOMAIN))
        return fail (error, N_ ("“{what}” is not a domain. Correct it and write the file again."),
                     *domain);
    }
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      if (!check_server (server, error))
        return FALSE;
      if (is_real_address (profile, server->username))
        return fail (
            error,
            N_ ("The user name of {what} is a person's address, but the file is for several "
                "domains. Leave one domain only."),
            server->host);
      has_outgoing = has_outgoing || server->protocol == WP_PROTOCOL_SMTP;
      has_incoming = has_incoming || server->protocol != WP_PROTOCOL_SMTP;
    }
  if (has_incoming && has_outgoing)
    return TRUE;
  return fail (
      error,
      N_ ("The file needs a server for receiving and one for sending, and the settings have only "
          "one of them. Find the other first, for example with waypost check."),
      NULL);
}

/* Stable: equal ones keep the profile's order. The values of both enums stand in the order wanted.
 */
static int
by_preference (gconstpointer a, gconstpointer b)
{
  const WpEndpoint *one = *(const WpEndpoint *const *) a;
  const WpEndpoint *other = *(const WpEndpoint *const *) b;

  if (one->protocol != other->protocol)
    return one->protocol < other->protocol ? -1 : 1;
  return one->tls < other->tls ? -1 : one->tls > other->tls;
}

static void
element (xmlTextWriter *writer, const char *name, const char *text)
{
  xmlTextWriterWriteElement (writer, (const xmlChar *) name, (const xmlChar *) text);
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
write_auths (xmlTextWriter *writer, const WpEndpoint *server)
{
  guint written = 0;

  for (guint i = 0; i < server->n_auth; i++)
    {
      gboolean is_for_sending = server->auth[i] == WP_AUTH_NONE
                                || server->auth[i] == WP_AUTH_CLIENT_IP;

      if (is_for_sending && server->protocol != WP_PROTOCOL_SMTP)
        continue;
      element (writer, "authentication", wp_auth_id (server->auth[i]));
      written++;
    }
  if (written == 0)
    element (writer, "authentication", wp_auth_id (WP_AUTH_PASSWORD));
}

static void
write_server (xmlTextWriter *writer, const WpProfile *profile, const WpEndpoint *server)
{
  const char *name = server->protocol == WP_PROTOCOL_SMTP ? "outgoingServer" : "incomingServer";
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *username = username_template (profile, server);

  xmlTextWriterStartElement (writer, (const xmlChar *) name);
  xmlTextWriterWriteAttribute (writer, (const xmlChar *) "type",
                               (const xmlChar *) wp_protocol_id (server->protocol));
  element (writer, "hostname", server->host);
  element (writer, "port", port);
  element (writer, "socketType", wp_autoconfig_socket_type (server->tls));
  element (writer, "username", username);
  write_auths (writer, server);
  xmlTextWriterEndElement (writer);
}

char *
wp_autoconfig_write (const WpProfile *profile, GError **error)
{
  g_autoptr (xmlBuffer) buffer = NULL;
  g_autoptr (xmlTextWriter) writer = NULL;
  g_autoptr (GPtrArray) servers = NULL;

  if (!check (profile, error))
    return NULL;
  servers = g_ptr_array_copy (profile->servers, NULL, NULL);
  g_ptr_array_set_free_func (servers, NULL);
  g_ptr_array_sort (servers, by_preference);
  buffer = xmlBufferCreate ();
  writer = xmlNewTextWriterMemory (buffer, 0);
  if (writer == NULL)
    g_error ("out of memory");
  xmlTextWriterSetIndent (writer, 1);
  xmlTextWriterSetIndentString (writer, (const xmlChar *) "  ");
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement (writer, (const xmlChar *) "clientConfig");
  xmlTextWriterWriteAttribute (writer, (const xmlChar *) "version", (const xmlChar *) "1.1");
  xmlTextWriterStartElement (writer, (const xmlChar *) "emailProvider");
  xmlTextWriterWriteAttribute (writer, (const xmlChar *) "id", (const xmlChar *) profile->id);
  for (char **domain = profile->domains; *domain != NULL; domain++)
    element (writer, "domain", *domain);
  element (writer, "displayName", profile->display_name);
  element (writer, "displayShortName", profile->display_short_name);
  for (guint i = 0; i < servers->len; i++)
    write_server (writer, profile, servers->pdata[i]);
  xmlTextWriterEndDocument (writer);
  xmlTextWriterFlush (writer);
  return g_strndup ((const char *) xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
}
