/* Reading of autoconfig XML: config-v1.1 and what is in use of draft-ietf-mailmaint-autoconfig.
 * See autoconfig.h.
 * Domains, names and servers are here; what stands beside them is in autoconfig-extras-read.c, and
 * how a stranger's XML is read at all in xml.c. */
#include "format/autoconfig.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/cursor.h"
#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"
#include "base/subst.h"
#include "format/autoconfig-private.h"
#include "format/autoconfig-read-private.h"
#include "format/xml-private.h"

#define MAX_NAME_CHARS 200 /* of a display name */

/* Notices */

gboolean
wp_autoconfig_note (WpAutoconfigReader *reader, const char *msgid, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%u", reader->number);
  g_autofree char *shown = wp_printable_text (what == NULL ? "" : what, 80);

  if (reader->out->notices->len < WP_LIMIT_XML_SERVERS)
    g_ptr_array_add (reader->out->notices, wp_subst_pairs (msgid, "where", reader->direction,
                                                           "number", number, "what", shown, NULL));
  return FALSE;
}

/* Values */

/* "%EMAILADDRESS" without its last percent sign is in files of the public database. */
static char *
repair_placeholders (WpAutoconfigReader *reader, char *taken)
{
  static const char *const names[] = { "%EMAILADDRESS", "%EMAILLOCALPART", "%EMAILDOMAIN" };
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean is_repaired = FALSE;

  for (const char *c = taken; *c != '\0';)
    {
      gsize length = 0;

      for (guint i = 0; i < G_N_ELEMENTS (names) && length == 0; i++)
        if (g_str_has_prefix (c, names[i]))
          length = strlen (names[i]);
      if (length == 0)
        {
          g_string_append_c (out, *c++);
          continue;
        }
      g_string_append_len (out, c, (gssize) length);
      g_string_append_c (out, '%');
      is_repaired = is_repaired || c[length] != '%';
      c += length + (c[length] == '%' ? 1 : 0);
    }
  if (is_repaired)
    wp_autoconfig_note (
        reader, N_ ("{where} {number}: “{what}” lacks a percent sign, which was added."), taken);
  g_free (taken);
  return g_strdup (out->str);
}

/* %REALNAME%, or a value that some clients ask the person for: nothing we could fill in. */
static gboolean
has_unknown_placeholder (const char *text)
{
  static const char *const known[] = { "%EMAILADDRESS%", "%EMAILLOCALPART%", WP_EMAIL_DOMAIN };

  while ((text = strchr (text, '%')) != NULL)
    {
      gsize length = 1;
      gboolean is_known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (known) && !is_known; i++)
        if ((is_known = g_str_has_prefix (text, known[i])))
          length = strlen (known[i]);
      if (!is_known)
        {
          while (g_ascii_isalnum (text[length]) || text[length] == '_')
            length++;
          if (length > 1 && text[length] == '%')
            return TRUE;
        }
      text += length;
    }
  return FALSE;
}

static gboolean
read_host (WpAutoconfigReader *reader, const xmlNode *section, char **host)
{
  char *text = wp_xml_child (section, "hostname");
  g_autofree char *filled = NULL;

  if (text == NULL)
    return wp_autoconfig_note (reader, N_ ("{where} {number} was skipped: it names no server."),
                               NULL);
  text = repair_placeholders (reader, text);
  /* Names are looked up in the clear: who the person is does not belong in one. */
  if (strstr (text, "%EMAILADDRESS%") != NULL || strstr (text, "%EMAILLOCALPART%") != NULL)
    {
      wp_autoconfig_note (reader,
                          N_ ("{where} {number} was skipped: the name of its server would tell "
                              "everybody on the way whose mailbox it is (“{what}”)."),
                          text);
      g_free (text);
      return FALSE;
    }
  filled = reader->account == NULL ? g_strdup (text) : wp_account_fill (reader->account, text);
  /* A name with placeholders, read without an account, stays as it is. */
  if (strchr (filled, '%') != NULL)
    *host = g_strdup (filled);
  else
    *host = wp_domain_to_ascii (filled, NULL);
  if (*host == NULL || !wp_autoconfig_is_host (*host))
    wp_autoconfig_note (
        reader, N_ ("{where} {number} was skipped: “{what}” is not the name of a server."), text);
  else
    {
      g_free (text);
      return TRUE;
    }
  g_free (text);
  return FALSE;
}

static gboolean
read_port (WpAutoconfigReader *reader, const xmlNode *section, guint16 *port)
{
  g_autofree char *text = wp_xml_child (section, "port");
  WpCursor cursor = wp_cursor (text, text == NULL ? 0 : strlen (text));
  guint64 number = 0;

  if (!wp_cursor_take_number (&cursor, G_MAXUINT16, &number) || !wp_cursor_at_end (&cursor)
      || number == 0)
    return wp_autoconfig_note (reader, N_ ("{where} {number} was skipped: “{what}” is not a port."),
                               text);
  *port = (guint16) number;
  return TRUE;
}

/* The first that is known, of several: newer files put older words after new ones. */
static gboolean
read_tls (WpAutoconfigReader *reader, const xmlNode *section, WpTlsMode *tls)
{
  g_autofree char *last = NULL;

  for (const xmlNode *node = section->children; node != NULL; node = node->next)
    if (wp_xml_is_element (node, "socketType"))
      {
        g_free (last);
        last = wp_xml_content (node);
        if (last != NULL && wp_autoconfig_socket_type_read (last, tls))
          return TRUE;
      }
  return wp_autoconfig_note (
      reader, N_ ("{where} {number} was skipped: the kind of encryption “{what}” is unknown."),
      last);
}

static gboolean
read_auth_word (const char *word, const char *system, WpAuth *auth)
{
  /* Older words, and the SASL names of 1.2 that say the same. */
  static const struct
  {
    const char *system, *word;
    WpAuth auth;
  } words[] = {
    { NULL, "plain", WP_AUTH_PASSWORD },
    { NULL, "secure", WP_AUTH_ENCRYPTED },
    { NULL, "OAuth", WP_AUTH_OAUTH2 },
    { "sasl", "PLAIN", WP_AUTH_PASSWORD },
    { "sasl", "LOGIN", WP_AUTH_PASSWORD },
    { "sasl", "CRAM-MD5", WP_AUTH_ENCRYPTED },
    { "sasl", "SCRAM-SHA-1", WP_AUTH_ENCRYPTED },
    { "sasl", "SCRAM-SHA-1-PLUS", WP_AUTH_ENCRYPTED },
    { "sasl", "SCRAM-SHA-256", WP_AUTH_ENCRYPTED },
    { "sasl", "SCRAM-SHA-256-PLUS", WP_AUTH_ENCRYPTED },
    { "sasl", "XOAUTH2", WP_AUTH_OAUTH2 },
    { "sasl", "OAUTHBEARER", WP_AUTH_OAUTH2 },
    { "sasl", "GSSAPI", WP_AUTH_GSSAPI },
    { "sasl", "NTLM", WP_AUTH_NTLM },
    { "sasl", "EXTERNAL", WP_AUTH_CLIENT_CERT },
  };

  if (system == NULL && wp_auth_from_id (word, auth))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].system, system) == 0 && g_ascii_strcasecmp (words[i].word, word) == 0)
      {
        *auth = words[i].auth;
        return TRUE;
      }
  return FALSE;
}

static void
read_auths (WpAutoconfigReader *reader, const xmlNode *section, WpEndpoint *endpoint)
{
  g_autofree char *restriction = wp_xml_child (section, "restriction");
  WpAuth auth;

  for (const xmlNode *node = section->children; node != NULL; node = node->next)
    if (wp_xml_is_element (node, "authentication"))
      {
        g_autofree char *word = wp_xml_content (node);
        g_autofree char *system = wp_xml_attribute (node, "system");

        if (word != NULL && read_auth_word (word, system, &auth))
          wp_endpoint_add_auth (endpoint, auth);
        else
          wp_autoconfig_note (
              reader,
              N_ ("{where} {number}: the way to log in “{what}” is unknown and was left out."),
              word);
      }
  /* Version 1.0 said in <restriction> what is a way to log in today. */
  if (endpoint->n_auth == 0 && g_strcmp0 (restriction, wp_auth_id (WP_AUTH_CLIENT_IP)) == 0)
    wp_endpoint_add_auth (endpoint, WP_AUTH_CLIENT_IP);
}

static gboolean
read_username (WpAutoconfigReader *reader,
               const xmlNode *section,
               WpEndpoint *endpoint,
               char **as_written)
{
  g_autofree char *username = wp_xml_child (section, "username");

  if (username == NULL)
    return TRUE;
  username = repair_placeholders (reader, g_steal_pointer (&username));
  if (wp_autoconfig_is_unsafe (username))
    return wp_autoconfig_note (
        reader, N_ ("{where} {number} was skipped: its user name has a control character."), NULL);
  if (has_unknown_placeholder (username))
    {
      wp_autoconfig_note (
          reader,
          N_ ("{where} {number}: the user name “{what}” cannot be filled in and was left "
              "out."),
          username);
      *as_written = g_steal_pointer (&username);
    }
  else
    endpoint->username = g_steal_pointer (&username);
  return TRUE;
}

/* Protocols that are told of, but not logged in to here. */
static gboolean
is_other_protocol (const char *type)
{
  static const char *const types[] = { "jmap",     "ews", "activeSync", "graph",
                                       "exchange", "owa", "nntp",       NULL };

  return type != NULL && g_strv_contains (types, type);
}

static gboolean
read_protocol (WpAutoconfigReader *reader, const xmlNode *section, WpProtocol *protocol)
{
  g_autofree char *type = wp_xml_attribute (section, "type");
  gboolean is_outgoing = g_str_equal (reader->direction, "outgoingServer");

  if (type != NULL && wp_protocol_from_id (type, protocol)
      && (*protocol == WP_PROTOCOL_SMTP) == is_outgoing)
    return TRUE;
  if (is_other_protocol (type) && wp_autoconfig_read_offer (section, reader->out->profile))
    return FALSE;
  return wp_autoconfig_note (
      reader,
      N_ ("{where} {number} was skipped: “{what}” is not a kind of server that is looked "
          "for here."),
      type);
}

static void
read_server (WpAutoconfigReader *reader, const xmlNode *section)
{
  WpProfile *profile = reader->out->profile;
  g_autoptr (WpEndpoint) endpoint = NULL;
  g_autofree char *host = NULL;
  g_autofree char *username = NULL;
  WpProtocol protocol;
  WpTlsMode tls;
  guint16 port = 0;

  if (!read_protocol (reader, section, &protocol) || !read_host (reader, section, &host)
      || !read_port (reader, section, &port) || !read_tls (reader, section, &tls))
    return;
  endpoint = wp_endpoint_new (protocol, host, port, tls);
  if (!read_username (reader, section, endpoint, &username))
    return;
  read_auths (reader, section, endpoint);
  wp_autoconfig_read_extras (section, profile, endpoint);
  wp_profile_need_extras (profile, endpoint)->username = g_steal_pointer (&username);
  g_ptr_array_add (profile->servers, g_steal_pointer (&endpoint));
}

static void
read_servers (WpAutoconfigReader *reader, const xmlNode *provider)
{
  static const char *const directions[] = { "incomingServer", "outgoingServer" };
  guint total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      reader->direction = directions[i];
      reader->number = 0;
      for (const xmlNode *node = provider->children; node != NULL; node = node->next)
        {
          if (!wp_xml_is_element (node, directions[i]))
            continue;
          reader->number++;
          if (++total <= WP_LIMIT_XML_SERVERS)
            read_server (reader, node);
          else if (total == WP_LIMIT_XML_SERVERS + 1)
            wp_autoconfig_note (
                reader, N_ ("{where} {number} and all after it were skipped: there are too many."),
                NULL);
        }
    }
}

/* "%EMAILDOMAIN%" is the account's where there is one. NULL: not a domain. */
static char *
read_domain (const xmlNode *node, const char *own)
{
  g_autofree char *text = wp_xml_content (node);

  if (text == NULL)
    return NULL;
  if (g_str_equal (text, WP_EMAIL_DOMAIN))
    return g_strdup (own == NULL ? text : own);
  return wp_domain_to_ascii (text, NULL);
}

/* The address's own domain counts as covered by <domain purpose="mx"> too, which names the domain
 * of a mail exchanger; but such a name is no address domain, and is kept apart. */
static void
read_domains (WpAutoconfigReader *reader, const xmlNode *provider)
{
  WpAutoconfig *out = reader->out;
  const char *own = reader->account == NULL ? NULL : reader->account->domain_ascii;
  g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) mx_domains = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count = 0;

  out->covers_domain = own == NULL;
  for (const xmlNode *node = provider->children; node != NULL; node = node->next)
    {
      g_autofree char *ascii = NULL;
      g_autofree char *purpose = NULL;
      gboolean is_mx;

      if (!wp_xml_is_element (node, "domain") || ++count > WP_LIMIT_XML_DOMAINS)
        continue;
      ascii = read_domain (node, own);
      if (ascii == NULL)
        continue;
      purpose = wp_xml_attribute (node, "purpose");
      is_mx = g_strcmp0 (purpose, "mx") == 0;
      out->covers_domain = out->covers_domain || g_strcmp0 (ascii, own) == 0;
      if (g_hash_table_add (seen, g_strconcat (is_mx ? "mx " : "", ascii, NULL)))
        g_strv_builder_add (is_mx ? mx_domains : domains, ascii);
    }
  g_strfreev (out->profile->domains);
  out->profile->domains = g_strv_builder_end (domains);
  g_strfreev (out->profile->mx_domains);
  out->profile->mx_domains = g_strv_builder_end (mx_domains);
}

static char *
display_name (const xmlNode *provider,
              const char *name,
              const char *other_name,
              const char *fallback)
{
  g_autofree char *text = wp_xml_child (provider, name);

  if (text == NULL)
    text = wp_xml_child (provider, other_name);
  return wp_printable_text (text == NULL ? fallback : text, MAX_NAME_CHARS);
}

/* For a file that does not say who it is. */
static const char *
a_domain_of (const WpProfile *profile)
{
  for (char **domain = profile->domains; *domain != NULL; domain++)
    if (!g_str_equal (*domain, WP_EMAIL_DOMAIN))
      return *domain;
  return "unknown";
}

static void
read_names (WpAutoconfigReader *reader, const xmlNode *provider)
{
  WpProfile *profile = reader->out->profile;
  g_autofree char *id = wp_xml_attribute (provider, "id");
  g_autofree char *ascii = id == NULL ? NULL : wp_domain_to_ascii (id, NULL);

  g_free (profile->id);
  if (ascii != NULL)
    profile->id = g_str_is_ascii (id) ? g_steal_pointer (&id) : g_steal_pointer (&ascii);
  else
    profile->id = g_strdup (a_domain_of (profile));
  g_free (profile->display_name);
  profile->display_name = display_name (provider, "displayName", "displayName", profile->id);
  g_free (profile->display_short_name);
  profile->display_short_name = display_name (provider, "displayShortName", "displayNameShort",
                                              profile->display_name);
}

static WpAutoconfigResult
read_root (const xmlNode *root, const WpAccount *account, WpAutoconfig **out)
{
  g_autoptr (WpAutoconfig) autoconfig = NULL;
  const xmlNode *provider = NULL;
  WpAutoconfigReader reader = { .account = account };

  if (g_ascii_strcasecmp ((const char *) root->name, "html") == 0)
    return WP_AUTOCONFIG_NOT_XML;
  if (wp_xml_is_element (root, "clientConfig"))
    provider = wp_xml_find (root, "emailProvider");
  if (provider == NULL)
    return WP_AUTOCONFIG_NOT_SETTINGS;
  autoconfig = g_new0 (WpAutoconfig, 1);
  autoconfig->profile = wp_profile_new (NULL);
  autoconfig->notices = g_ptr_array_new_with_free_func (g_free);
  reader.out = autoconfig;
  read_domains (&reader, provider);
  read_names (&reader, provider);
  read_servers (&reader, provider);
  wp_autoconfig_read_beside (root, provider, autoconfig->profile);
  if (autoconfig->profile->servers->len == 0)
    return WP_AUTOCONFIG_NOT_SETTINGS;
  *out = g_steal_pointer (&autoconfig);
  return WP_AUTOCONFIG_OK;
}

WpAutoconfigResult
wp_autoconfig_read (const char *bytes, gsize count, const WpAccount *account, WpAutoconfig **out)
{
  static const WpAutoconfigResult results[] = {
    [WP_XML_OK] = WP_AUTOCONFIG_OK,
    [WP_XML_NOT_XML] = WP_AUTOCONFIG_NOT_XML,
    [WP_XML_TOO_LARGE] = WP_AUTOCONFIG_TOO_LARGE,
    [WP_XML_FORBIDDEN] = WP_AUTOCONFIG_FORBIDDEN,
  };
  xmlDocPtr document = NULL;
  WpAutoconfigResult result = results[wp_xml_parse (bytes, count, &document)];

  if (result == WP_AUTOCONFIG_OK)
    result = read_root (xmlDocGetRootElement (document), account, out);
  g_clear_pointer (&document, xmlFreeDoc);
  return result;
}
