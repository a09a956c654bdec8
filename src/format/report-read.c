/* See report-read.h. */
#include "format/report-read.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/domain.h"
#include "base/limits.h"

#define MOST_ITEMS 200

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
number_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

static JsonObject *
object_of (JsonObject *object, const char *name)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The n-th object of an array, or NULL. */
static JsonObject *
item_of (JsonObject *object, const char *name, guint n)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  if (array == NULL || n >= MIN (json_array_get_length (array), MOST_ITEMS))
    return NULL;
  node = json_array_get_element (array, n);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_auth (JsonObject *object, WpEndpoint *endpoint)
{
  JsonNode *node = json_object_get_member (object, "auth");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), WP_N_AUTHS); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      WpAuth auth;

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING
          && wp_auth_from_id (json_node_get_string (item), &auth))
        wp_endpoint_add_auth (endpoint, auth);
    }
}

static WpEndpoint *
read_endpoint (JsonObject *object)
{
  g_autofree char *host = NULL;
  WpEndpoint *endpoint;
  WpProtocol protocol;
  WpTlsMode tls;
  gint64 port;

  if (object == NULL || !wp_protocol_from_id (text_of (object, "protocol"), &protocol)
      || !wp_tls_mode_from_id (text_of (object, "tls"), &tls) || text_of (object, "host") == NULL)
    return NULL;
  port = number_of (object, "port");
  host = wp_domain_to_ascii (text_of (object, "host"), NULL);
  if (port < 1 || port > 65535 || host == NULL || !wp_domain_is_host (host))
    return NULL;
  endpoint = wp_endpoint_new (protocol, host, (guint16) port, tls);
  endpoint->username = g_strdup (text_of (object, "username"));
  read_auth (object, endpoint);
  return endpoint;
}

static void
read_candidates (WpReport *report, JsonObject *root)
{
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "saved report"));
  JsonObject *item;

  for (guint i = 0; (item = item_of (root, "candidates", i)) != NULL; i++)
    {
      WpEndpoint *endpoint = read_endpoint (object_of (item, "endpoint"));

      if (endpoint != NULL)
        wp_report_add_candidate (report, endpoint, source, WP_TRUST_HTTP);
    }
}

static guint
find_candidate (const WpReport *report, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (wp_endpoint_same_server (candidate->endpoint, endpoint))
        return candidate->id;
    }
  return 0;
}

static void
read_services (WpReport *report, JsonObject *root)
{
  JsonObject *item;

  for (guint i = 0; (item = item_of (root, "services", i)) != NULL; i++)
    {
      g_autoptr (WpEndpoint) endpoint = read_endpoint (object_of (item, "endpoint"));
      const char *works = text_of (item, "works");
      WpService *service;

      if (endpoint == NULL || wp_report_service (report, endpoint->protocol) != NULL)
        continue;
      service = wp_report_add_service (report, endpoint->protocol);
      service->works = g_strcmp0 (works, "yes") == 0          ? WP_WORKS_YES
                       : g_strcmp0 (works, "not-tested") == 0 ? WP_WORKS_NOT_TESTED
                                                              : WP_WORKS_NO;
      if (g_strcmp0 (text_of (item, "why"), "cap.oauth-only") == 0)
        service->why = "cap.oauth-only"; /* the one reason that a profile cares for */
      service->candidate = find_candidate (report, endpoint);
      service->username = g_strdup (text_of (item, "username"));
      service->auth = g_strdup (text_of (item, "auth"));
    }
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
  if (g_strcmp0 (text_of (root, "schema"), "waypost.report/1") == 0)
    account = wp_account_new (text_of (object_of (root, "account"), "address"), NULL);
  if (account == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The file is not a report of Waypost for an address. Use a file that "
                              "“waypost check ADDRESS --save FILE” wrote."));
      return NULL;
    }
  report = wp_report_new (account);
  read_candidates (report, root);
  read_services (report, root);
  return report;
}
