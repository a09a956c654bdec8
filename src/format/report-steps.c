/* What a saved report says was done: steps with their evidence and dialogue. The file is a
 * stranger's: what does not look like something that Waypost writes is dropped, every text is made
 * printable again, every time and number is bounded. It is what the file claims, for people to look
 * at; nothing is decided by it. */
#include "format/report-private.h"

#include <string.h>

#include "base/limits.h"
#include "base/printable.h"

#define MOST_STEPS 512
#define MOST_TEXT 1024 /* characters */
#define MOST_IN_LIST WP_LIMIT_TLS_NAMES
#define MOST_MS (24 * 60 * 60 * 1000)
#define MOST_LOGINS 1000
#define MOST_NUMBER (G_GINT64_CONSTANT (1) << 53) /* what JSON numbers hold exactly */

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static char *
text_of (JsonObject *object, const char *name)
{
  return wp_printable_text (wp_json_text (object, name), MOST_TEXT);
}

/* Bounded from both sides; 0 where it is none. */
static guint
count_of (JsonObject *object, const char *name, guint most)
{
  gint64 number = 0;

  return wp_json_number (object, name, &number) && number > 0 && number <= most ? (guint) number
                                                                                : 0;
}

char **
wp_report_read_texts (JsonArray *array)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_IN_LIST); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (is_text (node))
        g_ptr_array_add (texts, wp_printable_text (json_node_get_string (node), MOST_TEXT));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/* Fields */

static char **
pairs_of (JsonObject *object)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node) && pairs->len < 2 * MOST_IN_LIST)
    if (is_text (node))
      {
        g_ptr_array_add (pairs, wp_printable_text (name, MOST_TEXT));
        g_ptr_array_add (pairs, wp_printable_text (json_node_get_string (node), MOST_TEXT));
      }
  g_ptr_array_add (pairs, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
}

static void
read_value (WpFields *fields, const char *key, JsonNode *node)
{
  gint64 number = json_node_get_int (node);

  if (is_text (node))
    {
      g_autofree char *text = wp_printable_text (json_node_get_string (node), MOST_TEXT);

      wp_fields_set_text (fields, key, text);
    }
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    wp_fields_set_flag (fields, key, json_node_get_boolean (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64 && number >= -MOST_NUMBER
           && number <= MOST_NUMBER)
    wp_fields_set_number (fields, key, number);
}

void
wp_report_read_fields (WpFields *fields, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const char *key = wp_report_known_key (name);
      g_auto (GStrv) texts = NULL;

      if (key == NULL)
        continue;
      if (JSON_NODE_HOLDS_VALUE (node))
        read_value (fields, key, node);
      else if (JSON_NODE_HOLDS_ARRAY (node))
        {
          texts = wp_report_read_texts (json_node_get_array (node));
          wp_fields_set_list (fields, key, (const char *const *) texts);
        }
      else if (JSON_NODE_HOLDS_OBJECT (node))
        {
          texts = pairs_of (json_node_get_object (node));
          wp_fields_set_map (fields, key, (const char *const *) texts);
        }
    }
}

/* TLS */

static gint64
time_of (JsonObject *object, const char *name)
{
  const char *text = wp_json_text (object, name);
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, NULL);

  return time == NULL ? 0 : g_date_time_to_unix (time);
}

static WpCertificate *
read_certificate (JsonObject *object)
{
  WpCertificate *certificate = wp_certificate_new ();

  certificate->subject = text_of (object, "subject");
  certificate->issuer = text_of (object, "issuer");
  g_strfreev (certificate->names);
  certificate->names = wp_report_read_texts (wp_json_array (object, "names"));
  certificate->not_before = time_of (object, "not_before");
  certificate->not_after = time_of (object, "not_after");
  certificate->sha256 = text_of (object, "sha256");
  certificate->key = text_of (object, "key");
  certificate->signature = text_of (object, "signature");
  return certificate;
}

static guint
faults_of (JsonObject *object)
{
  g_auto (GStrv) words = wp_report_read_texts (wp_json_array (object, "faults"));
  guint faults = 0;

  for (char **word = words; *word != NULL; word++)
    for (guint i = 0; i < WP_N_FAULTS; i++)
      if (g_str_equal (*word, wp_fault_id ((WpFaults) (1u << i))))
        faults |= 1u << i;
  return faults;
}

static WpTlsFacts *
read_tls (JsonObject *object)
{
  WpTlsFacts *facts;
  g_auto (GStrv) details = NULL;
  JsonObject *item;

  if (object == NULL)
    return NULL;
  facts = wp_tls_facts_new ();
  facts->version = text_of (object, "version");
  facts->cipher = text_of (object, "cipher");
  facts->reference_name = text_of (object, "reference_name");
  facts->faults = faults_of (object);
  facts->alert = text_of (object, "alert");
  facts->error = text_of (object, "error");
  details = wp_report_read_texts (wp_json_array (object, "fault_details"));
  for (guint i = 0; i < WP_LIMIT_TLS_FAULTS && details[i] != NULL; i++)
    g_ptr_array_add (facts->fault_details, g_strdup (details[i]));
  for (guint i = 0; i < WP_LIMIT_TLS_CERTIFICATES; i++)
    if ((item = wp_report_item (object, "chain", i)) != NULL)
      g_ptr_array_add (facts->chain, read_certificate (item));
  return facts;
}

/* Steps */

static void
read_transcript (WpStep *step, JsonObject *object)
{
  JsonObject *item;

  for (guint i = 0; i <= WP_LIMIT_TRANSCRIPT_LINES; i++)
    {
      const char *dir, *text;

      item = wp_report_item (object, "transcript", i);
      dir = wp_json_text (item, "dir");
      text = wp_json_text (item, "text");

      if (text != NULL && (g_strcmp0 (dir, "C") == 0 || g_strcmp0 (dir, "S") == 0))
        wp_step_add_line (step, *dir, text, strlen (text));
    }
  step->transcript_cut += count_of (object, "transcript_cut", G_MAXINT32);
}

gboolean
wp_report_read_span (JsonObject *object, gint64 *start_us, gint64 *end_us)
{
  gint64 start = -1, ms = -1;

  if (!wp_json_number (object, "start_ms", &start) || !wp_json_number (object, "ms", &ms)
      || start < 0 || start > MOST_MS || ms < 0 || ms > MOST_MS)
    return FALSE;
  *start_us = start * 1000;
  *end_us = (start + ms) * 1000;
  return TRUE;
}

static WpStep *
read_step (const WpReport *report, JsonObject *object)
{
  g_autoptr (WpEndpoint) endpoint = wp_report_read_endpoint (wp_json_object (object, "endpoint"));
  const char *address = wp_json_text (object, "address");
  JsonObject *evidence = wp_json_object (object, "evidence");
  gint64 start_us, end_us;
  WpOutcome outcome;
  WpVerb verb;
  WpStep *step;

  if (!wp_verb_from_id (wp_json_text (object, "verb"), &verb)
      || !wp_outcome_from_id (wp_json_text (object, "outcome"), &outcome)
      || !wp_report_read_span (object, &start_us, &end_us))
    return NULL;
  step = wp_step_new (verb);
  step->outcome = outcome;
  step->start_us = start_us;
  step->end_us = end_us;
  step->candidate = endpoint == NULL ? 0 : wp_report_candidate_of (report, endpoint);
  step->endpoint = g_steal_pointer (&endpoint);
  step->attempt = count_of (object, "attempt", MOST_LOGINS);
  if (address != NULL && !wp_inet_parse (address, &step->address))
    step->address.family = 0;
  wp_report_read_fields (step->evidence, evidence);
  step->tls = read_tls (wp_json_object (evidence, "tls"));
  read_transcript (step, object);
  return step;
}

static guint
new_id (GHashTable *ids, JsonObject *object, const char *name)
{
  guint old = count_of (object, name, G_MAXINT32);

  return GPOINTER_TO_UINT (g_hash_table_lookup (ids, GUINT_TO_POINTER (old)));
}

GHashTable *
wp_report_read_steps (WpReport *report, JsonObject *root)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  JsonArray *array = wp_json_array (root, "steps");
  guint count = array == NULL ? 0 : MIN (json_array_get_length (array), MOST_STEPS);

  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      WpStep *step = object == NULL ? NULL : read_step (report, object);
      guint old = object == NULL ? 0 : count_of (object, "id", G_MAXINT32);

      if (step == NULL)
        continue;
      step->parent = new_id (ids, object, "parent");
      wp_report_add_step (report, step);
      if (old != 0 && !g_hash_table_contains (ids, GUINT_TO_POINTER (old)))
        g_hash_table_insert (ids, GUINT_TO_POINTER (old), GUINT_TO_POINTER (step->id));
    }
  return ids;
}
