/* What was done and found in a saved report, read after its settings for who shows it. See
 * report-read.h. */
#include "format/report-read.h"

#include "base/limits.h"
#include "base/printable.h"
#include "format/report-private.h"

#define MOST_MS (24 * 60 * 60 * 1000)
#define MOST_LOGINS 1000
#define MOST_WORD 64
#define MOST_NOTE 512

JsonObject *
wp_report_item (JsonObject *object, const char *name, guint n)
{
  JsonArray *array = wp_json_array (object, name);
  JsonNode *node;

  if (array == NULL || n >= MIN (json_array_get_length (array), WP_REPORT_MOST_ITEMS))
    return NULL;
  node = json_array_get_element (array, n);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* -1: none, or an impossible one. */
static gint64
ms_of (JsonObject *object, const char *name)
{
  gint64 ms;

  return wp_json_number (object, name, &ms) && ms >= 0 && ms <= MOST_MS ? ms : -1;
}

static guint
logins_of (JsonObject *object, const char *name)
{
  gint64 count;

  return wp_json_number (object, name, &count) && count >= 0 && count <= MOST_LOGINS ? (guint) count
                                                                                     : 0;
}

static void
read_totals (WpReport *report, JsonObject *root)
{
  JsonObject *attempts = wp_json_object (root, "attempts");

  report->ready_us = MAX (ms_of (root, "ready_ms"), 0) * 1000;
  report->ended_us = MAX (ms_of (root, "duration_ms"), 0) * 1000;
  report->logins_sent = logins_of (attempts, "sent");
  report->logins_refused = logins_of (attempts, "refused");
  report->logins_budget = logins_of (attempts, "budget");
}

/* Those services that the report has: what is said of one that it refused is refused, too. */
static void
read_services (WpReport *report, JsonObject *root)
{
  JsonObject *object;
  WpProtocol protocol;

  for (guint i = 0; i < WP_REPORT_MOST_ITEMS; i++)
    if ((object = wp_report_item (root, "services", i)) != NULL
        && wp_protocol_from_id (wp_json_text (object, "protocol"), &protocol))
      {
        WpService *service = wp_report_service (report, protocol);

        if (service == NULL || service->tls_version != NULL || service->ms >= 0)
          continue;
        service->tls_version = wp_printable_text (wp_json_text (object, "tls_version"), MOST_WORD);
        service->ms = ms_of (object, "ms");
      }
}

/* From the ids in the file to those in the report; the caller owns it. */
static GHashTable *
candidate_ids (const WpReport *report, JsonObject *root)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  JsonObject *item;

  for (guint i = 0; (item = wp_report_item (root, "candidates", i)) != NULL; i++)
    {
      g_autoptr (WpEndpoint) endpoint = wp_report_read_endpoint (wp_json_object (item, "endpoint"));
      gint64 old = 0;

      if (endpoint != NULL && wp_json_number (item, "id", &old) && old > 0 && old <= G_MAXINT32)
        g_hash_table_insert (ids, GUINT_TO_POINTER ((guint) old),
                             GUINT_TO_POINTER (wp_report_candidate_of (report, endpoint)));
    }
  return ids;
}

static void
read_says (WpSource *source, JsonObject *object, GHashTable *ids)
{
  JsonArray *says = wp_json_array (object, "says");
  guint count = says == NULL ? 0 : MIN (json_array_get_length (says), WP_LIMIT_CANDIDATES);

  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = json_array_get_element (says, i);
      gint64 old = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
      gpointer id = old > 0 && old <= G_MAXINT32
                        ? g_hash_table_lookup (ids, GUINT_TO_POINTER ((guint) old))
                        : NULL;

      if (id != NULL)
        wp_ids_add (source->says, GPOINTER_TO_UINT (id));
    }
}

static void
read_source (WpSource *source, JsonObject *object, GHashTable *ids)
{
  g_auto (GStrv) redirects = wp_report_read_texts (wp_json_array (object, "redirects"));
  const char *note = wp_json_text (object, "note");

  wp_report_read_span (object, &source->start_us, &source->end_us);
  if (!wp_outcome_from_id (wp_json_text (object, "outcome"), &source->outcome))
    source->outcome = WP_OUTCOME_OK;
  for (guint i = 0; redirects[i] != NULL && i < WP_LIMIT_HTTP_REDIRECTS; i++)
    g_ptr_array_add (source->redirects, g_strdup (redirects[i]));
  if (note != NULL && *note != '\0')
    source->note = wp_printable_text (note, MOST_NOTE);
  read_says (source, object, ids);
}

/* When each was asked, and what it said: for those that wp_report_read took, in the same order
 * behind the file itself. */
static void
read_sources (WpReport *report, JsonObject *root)
{
  g_autoptr (GHashTable) ids = candidate_ids (report, root);
  guint n = 1;
  WpSourceKind kind;
  JsonObject *object;

  for (guint i = 0; i < WP_REPORT_MOST_ITEMS && n < report->sources->len; i++)
    if ((object = wp_report_item (root, "sources", i)) != NULL
        && wp_report_read_source_kind (object, &kind))
      read_source (report->sources->pdata[n++], object, ids);
}

void
wp_report_read_run (WpReport *report, const char *bytes, gsize count)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) step_ids = NULL;
  JsonObject *root;

  if (count > WP_LIMIT_REPORT_BYTES || !wp_json_nests_within (bytes, count, WP_LIMIT_JSON_DEPTH)
      || !g_utf8_validate (bytes, (gssize) count, NULL)
      || !json_parser_load_from_data (parser, bytes, (gssize) count, NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  root = json_node_get_object (json_parser_get_root (parser));
  read_totals (report, root);
  wp_json_flag (root, "look_only", &report->is_look_only);
  read_sources (report, root);
  step_ids = wp_report_read_steps (report, root);
  read_services (report, root);
  wp_report_read_findings (report, root, step_ids);
}
