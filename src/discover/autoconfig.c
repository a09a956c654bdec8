/* Autoconfig files (draft-ietf-mailmaint-autoconfig §4): at the domain itself (a host of its own
 * and a well-known path), in the public provider database, and, by way of the mail exchanger, at
 * the registrable domain of the exchanger. The address of the person is in the question only after
 * consent, and then over HTTPS only; unencrypted pages are asked only after consent, too, without
 * the address. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/document-private.h"
#include "format/autoconfig.h"

#define FILE_PATH "/mail/config-v1.1.xml"
#define WELL_KNOWN "/.well-known/autoconfig" FILE_PATH
#define DATABASE_TIMEOUT_MS 8000

/* Reading */

static const WpReading readings[] = {
  [WP_AUTOCONFIG_OK] = WP_READING_FOUND,
  [WP_AUTOCONFIG_NOT_XML] = WP_READING_OTHER,
  [WP_AUTOCONFIG_NOT_SETTINGS] = WP_READING_NO_SETTINGS,
  [WP_AUTOCONFIG_TOO_LARGE] = WP_READING_TOO_LARGE,
  [WP_AUTOCONFIG_FORBIDDEN] = WP_READING_FORBIDDEN,
};

/* A file found by way of the exchanger may name the exchanger's domain instead, which is kept as
 * the data of its question. */
static gboolean
covers (const WpDocument *document, const WpAutoconfig *file)
{
  return file->covers_domain
         || (document->data != NULL && wp_profile_covers (file->profile, document->data));
}

/* The most important thing to know about a file that was used. */
static const char *
note_on (const WpDocument *document, const WpAutoconfig *file)
{
  const WpSource *source = document->source;

  if (source->kind == WP_SOURCE_AUTOCONFIG_HTTP)
    return N_ ("The page is not encrypted, so anyone on the way could have forged it.");
  if (source->provenance.left_domain)
    return N_ ("The file is kept by another domain, and its owner decides what it says.");
  if (!covers (document, file))
    return N_ ("The file does not name this domain, so it may be meant for another one.");
  if (file->notices->len > 0)
    return N_ ("Some entries of the file were not usable and were skipped or repaired.");
  return NULL;
}

static gpointer
read_file (WpDocument *document, const char *bytes, gsize count)
{
  WpAutoconfig *file = NULL;
  WpSource *source = document->source;
  WpAutoconfigResult result = wp_autoconfig_read (bytes, count,
                                                  document->discovery->report->account, &file);

  wp_document_settle (document, readings[result], count);
  if (count == 0)
    wp_document_wants_address (document);
  if (file == NULL)
    return NULL;
  if (!covers (document, file))
    source->flaws |= WP_FLAW_OTHER_DOMAIN;
  wp_document_keep_notices (document, file->notices);
  source->note = g_strdup (note_on (document, file));
  wp_document_keep_links (document, file->profile);
  return file;
}

static void
say_file (WpDocument *document, gpointer found)
{
  wp_document_say_servers (document, ((WpAutoconfig *) found)->profile->servers);
}

static void
free_file (gpointer found)
{
  wp_autoconfig_free (found);
}

/* 400, and some say 204, where the server cannot answer without the address. */
static void
on_failed (WpDocument *document, const WpFetchResult *fetched)
{
  gboolean is_asked_again;

  if ((fetched->status != 400 && fetched->status != 204)
      || (document->flags & WP_DOCUMENT_CARRIES_ADDRESS) != 0)
    return;
  is_asked_again = wp_document_wants_address (document);
  g_free (document->source->note);
  document->source->note = g_strdup (
      is_asked_again ? N_ ("The server wants the e-mail address in the question, so it was asked "
                           "again with it.")
                     : N_ ("The server may want the e-mail address in the question. It was not "
                           "sent, because nobody agreed to that."));
}

const WpDocumentReader wp_autoconfig_reader = {
  .read = read_file,
  .say = say_file,
  .free = free_file,
  .failed = on_failed,
};

/* Asking */

/* Hosts directly under a public suffix belong to whoever registered them. */
static void
ask (WpDiscovery *discovery,
     WpSourceKind kind,
     const char *scheme,
     const char *label,
     const char *path,
     const char *query,
     guint flags)
{
  g_autofree char *url = g_strconcat (scheme, label, discovery->domain, path,
                                      query == NULL ? "" : "?emailaddress=", query, NULL);
  WpDocumentRequest request = {
    .kind = kind,
    .url = url,
    .home = discovery->domain,
    .flags = flags,
    .reader = &wp_autoconfig_reader,
  };

  if (*label != '\0' && wp_domain_is_public_suffix (discovery->domain))
    wp_document_skip (discovery, kind, url, WP_BELOW_SUFFIX);
  else
    wp_document_ask (discovery, &request);
}

void
wp_discover_autoconfig (WpDiscovery *discovery)
{
  const WpDecisions *decisions = discovery->context.decisions;

  ask (discovery, WP_SOURCE_AUTOCONFIG_SUBDOMAIN, "https://", "autoconfig.", FILE_PATH, NULL, 0);
  ask (discovery, WP_SOURCE_AUTOCONFIG_WELLKNOWN, "https://", "", WELL_KNOWN, NULL, 0);
  if (!wp_decisions_has (decisions, "http"))
    return;
  ask (discovery, WP_SOURCE_AUTOCONFIG_HTTP, "http://", "autoconfig.", FILE_PATH, NULL,
       WP_DOCUMENT_MAY_BE_HTTP);
  ask (discovery, WP_SOURCE_AUTOCONFIG_HTTP, "http://", "", WELL_KNOWN, NULL,
       WP_DOCUMENT_MAY_BE_HTTP);
}

void
wp_discover_autoconfig_again (WpDiscovery *discovery, WpSourceKind kind)
{
  gboolean is_subdomain = kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN;
  g_autofree char *address = g_uri_escape_string (discovery->report->account->address, "@", TRUE);

  ask (discovery, kind, "https://", is_subdomain ? "autoconfig." : "",
       is_subdomain ? FILE_PATH : WELL_KNOWN, address, WP_DOCUMENT_CARRIES_ADDRESS);
}

/* By way of the exchanger: `base` is its domain. */
static void
ask_by_mx (WpDiscovery *discovery, WpDocumentRequest *request, const char *base)
{
  WpDocument *document;

  request->flags = WP_DOCUMENT_BY_MX;
  request->data = g_strdup (base);
  document = wp_document_ask (discovery, request);
  document->free_data = g_free;
}

static void
ask_database (WpDiscovery *discovery, WpSourceKind kind, const char *domain)
{
  const char *base = discovery->context.database_url;
  g_autofree char *url = g_strconcat (base, g_str_has_suffix (base, "/") ? "" : "/", domain, NULL);
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);
  WpDocumentRequest request = {
    .kind = kind,
    .url = url,
    .home = uri == NULL ? domain : g_uri_get_host (uri),
    .timeout_ms = DATABASE_TIMEOUT_MS,
    .reader = &wp_autoconfig_reader,
  };

  if (kind == WP_SOURCE_MX_DATABASE)
    ask_by_mx (discovery, &request, domain);
  else
    wp_document_ask (discovery, &request);
}

void
wp_discover_database (WpDiscovery *discovery)
{
  if (wp_decisions_denies (discovery->context.decisions, "database"))
    wp_document_skip (discovery, WP_SOURCE_DATABASE, discovery->context.database_url,
                      N_ ("Not asked, because it was switched off."));
  else if (wp_domain_is_public_suffix (discovery->domain))
    wp_document_skip (discovery, WP_SOURCE_DATABASE, discovery->context.database_url,
                      WP_BELOW_SUFFIX);
  else
    ask_database (discovery, WP_SOURCE_DATABASE, discovery->domain);
}

void
wp_discover_mx_documents (WpDiscovery *discovery, const char *base)
{
  g_autofree char *url = g_strconcat ("https://autoconfig.", base, FILE_PATH, NULL);
  WpDocumentRequest request = {
    .kind = WP_SOURCE_MX_AUTOCONFIG,
    .url = url,
    .home = base,
    .reader = &wp_autoconfig_reader,
  };

  ask_by_mx (discovery, &request, base);
  if (!wp_decisions_denies (discovery->context.decisions, "database"))
    ask_database (discovery, WP_SOURCE_MX_DATABASE, base);
}
