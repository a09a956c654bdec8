/* See report-read.h. */
#include "format/report-read.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "base/limits.h"
#include "base/printable.h"
#include "format/report-private.h"

#define MOST_ID 64 /* characters */
#define MOST_EXIT 130
#define MOST_TARGET 255 /* characters */

static void
read_auth (JsonObject *object, WpEndpoint *endpoint)
{
  JsonArray *array = wp_json_array (object, "auth");

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), WP_N_AUTHS); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      WpAuth auth;

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING
          && wp_auth_from_id (json_node_get_string (item), &auth))
        wp_endpoint_add_auth (endpoint, auth);
    }
}

/* A name, or an address, which is none. NULL: it is neither. */
static char *
read_host (const char *text)
{
  WpInet literal;

  return wp_inet_parse (text, &literal) ? g_strdup (text) : wp_domain_to_ascii (text, NULL);
}

WpEndpoint *
wp_report_read_endpoint (JsonObject *object)
{
  g_autofree char *host = NULL;
  WpEndpoint *endpoint;
  WpProtocol protocol;
  WpTlsMode tls;
  gint64 port = 0;

  if (object == NULL || !wp_protocol_from_id (wp_json_text (object, "protocol"), &protocol)
      || !wp_tls_mode_from_id (wp_json_text (object, "tls"), &tls)
      || wp_json_text (object, "host") == NULL)
    return NULL;
  wp_json_number (object, "port", &port);
  host = read_host (wp_json_text (object, "host"));
  if (port < 1 || port > 65535 || host == NULL || !wp_domain_is_host (host))
    return NULL;
  endpoint = wp_endpoint_new (protocol, host, (guint16) port, tls);
  endpoint->username = g_strdup (wp_json_text (object, "username"));
  read_auth (object, endpoint);
  return endpoint;
}

gboolean
wp_report_read_source_kind (JsonObject *object, WpSourceKind *kind)
{
  return wp_source_kind_from_id (wp_json_text (object, "kind"), kind) && *kind != WP_SOURCE_GIVEN;
}

static WpSourceStatus
read_status (JsonObject *item)
{
  for (guint i = 0; i < WP_SOURCE_STATUS_SKIPPED; i++)
    if (g_strcmp0 (wp_json_text (item, "status"), wp_source_status_id ((WpSourceStatus) i)) == 0)
      return (WpSourceStatus) i;
  return WP_SOURCE_STATUS_SKIPPED;
}

/* Who was asked, and whether anybody answered. What they said is not taken from a file, so they
 * name no candidates and earn no trust. Those that were given stay away: this file is one. */
static void
read_source (WpReport *report, JsonObject *item)
{
  g_autofree char *target = wp_printable_text (wp_json_text (item, "target"), MOST_TARGET);
  WpSourceKind kind;
  WpSource *source;
  gint64 code;

  if (!wp_report_read_source_kind (item, &kind))
    return;
  source = wp_report_add_source (report, wp_source_new (kind, target == NULL ? "" : target));
  source->status = read_status (item);
  source->trust = WP_TRUST_HTTP;
  if (wp_json_number (item, "http_status", &code) && code >= 100 && code <= 599)
    source->http_status = (guint) code;
}

static void
read_sources (WpReport *report, JsonObject *root)
{
  JsonObject *item;

  for (guint i = 0; i < WP_REPORT_MOST_ITEMS; i++)
    if ((item = wp_report_item (root, "sources", i)) != NULL)
      read_source (report, item);
}

static void
read_candidates (WpReport *report, JsonObject *root)
{
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "saved report"));
  JsonObject *item;

  for (guint i = 0; (item = wp_report_item (root, "candidates", i)) != NULL; i++)
    {
      WpEndpoint *endpoint = wp_report_read_endpoint (wp_json_object (item, "endpoint"));

      if (endpoint != NULL)
        wp_report_add_candidate (report, endpoint, source, WP_TRUST_HTTP);
    }
}

guint
wp_report_candidate_of (const WpReport *report, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (wp_endpoint_same_server (candidate->endpoint, endpoint))
        return candidate->id;
    }
  return 0;
}

static WpWorks
read_works (JsonObject *item)
{
  static const WpWorks all[] = { WP_WORKS_YES, WP_WORKS_NO, WP_WORKS_NOT_TESTED,
                                 WP_WORKS_NOT_OFFERED };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (wp_json_text (item, "works"), wp_works_id (all[i])) == 0)
      return all[i];
  return WP_WORKS_NO;
}

/* An id of a finding, or what could be one of another version; a report has no more than three. */
static const char *
read_why (JsonObject *item)
{
  const char *why = wp_json_text (item, "why");

  if (why == NULL || *why == '\0' || strlen (why) > MOST_ID
      || strspn (why, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen (why))
    return NULL;
  return g_intern_string (why);
}

static void
read_service (WpReport *report, JsonObject *item)
{
  g_autoptr (WpEndpoint) endpoint = wp_report_read_endpoint (wp_json_object (item, "endpoint"));
  gboolean has_endpoint = json_object_has_member (item, "endpoint");
  WpProtocol protocol;
  WpService *service;

  /* One that was not found has none; one that is broken, or of another protocol, is a forgery. */
  if (!wp_protocol_from_id (wp_json_text (item, "protocol"), &protocol)
      || has_endpoint != (endpoint != NULL) || (endpoint != NULL && endpoint->protocol != protocol)
      || wp_report_service (report, protocol) != NULL)
    return;
  service = wp_report_add_service (report, protocol);
  service->works = read_works (item);
  if (endpoint == NULL && service->works == WP_WORKS_YES)
    service->works = WP_WORKS_NO;
  wp_json_flag (item, "asked_for", &service->is_asked_for);
  service->why = read_why (item);
  service->candidate = endpoint == NULL ? 0 : wp_report_candidate_of (report, endpoint);
  service->username = g_strdup (wp_json_text (item, "username"));
  service->auth = g_strdup (wp_json_text (item, "auth"));
  wp_json_flag (item, "own_password", &service->has_own_password);
}

static void
read_services (WpReport *report, JsonObject *root)
{
  JsonObject *item;

  for (guint i = 0; i < WP_REPORT_MOST_ITEMS; i++)
    if ((item = wp_report_item (root, "services", i)) != NULL)
      read_service (report, item);
}

static void
read_times (WpReport *report, JsonObject *root)
{
  const char *text = wp_json_text (root, "started");
  g_autoptr (GDateTime) started = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, NULL);
  gint64 code;

  if (started != NULL)
    report->started_unix = g_date_time_to_unix (started) * G_USEC_PER_SEC;
  if (wp_json_number (root, "exit", &code) && code >= 0 && code <= MOST_EXIT)
    report->exit = (int) code;
}

/* FALSE: the root is no report, or one that says nothing. Without an address it is about servers
 * that were given, or about a person's answers only. */
static gboolean
read_account (JsonObject *root, WpAccount **account)
{
  if (g_strcmp0 (wp_json_text (root, "schema"), "waypost.report/1") != 0)
    return FALSE;
  if (json_object_has_member (root, "account"))
    *account = wp_account_new (wp_json_text (wp_json_object (root, "account"), "address"), NULL);
  else
    return wp_report_item (root, "candidates", 0) != NULL
           || wp_json_object (root, "advice") != NULL;
  return *account != NULL;
}

WpReport *
wp_report_read (const char *bytes, gsize count, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (WpAccount) account = NULL;
  JsonObject *root = NULL;
  WpReport *report;

  if (count <= WP_LIMIT_REPORT_BYTES && wp_json_nests_within (bytes, count, WP_LIMIT_JSON_DEPTH)
      && g_utf8_validate (bytes, (gssize) count, NULL)
      && json_parser_load_from_data (parser, bytes, (gssize) count, NULL)
      && json_parser_get_root (parser) != NULL
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    root = json_node_get_object (json_parser_get_root (parser));
  if (root == NULL || !read_account (root, &account))
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
          _ ("The file is not a report of Waypost. Use a file that “Save Report…” in a "
             "window or “--save FILE” on the command line wrote."));
      return NULL;
    }
  report = wp_report_new (account);
  report->is_from_file = TRUE;
  read_times (report, root);
  read_candidates (report, root);
  read_sources (report, root);
  read_services (report, root);
  wp_report_read_facts (report, root);
  wp_report_read_advice (report, root);
  return report;
}
