/* What a saved report says it means: its findings. Which ids there are is known elsewhere
 * (diagnose/catalogue); here an id only has to look like one. */
#include "format/report-private.h"

#include <string.h>

#define MOST_FINDINGS 64
#define MOST_STEPS_OF_ONE 64
#define MOST_RULED_OUT 8
#define MOST_ID 64 /* characters */

/* Its text lives as long as the program, so there are not many of them. */
static const char *
id_of (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > MOST_ID
      || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen (id))
    return NULL;
  return g_intern_string (id);
}

/* The place of a word among `count` of them; `count`: it is none of them. */
static guint
place_of (const char *word, const char *(*word_of) (guint n), guint count)
{
  guint n = 0;

  while (n < count && g_strcmp0 (word_of (n), word) != 0)
    n++;
  return n;
}

static const char *
severity_id (guint n)
{
  return wp_severity_id ((WpSeverity) n);
}

static const char *
who_id (guint n)
{
  return wp_who_id ((WpWho) n);
}

static const char *
confidence_id (guint n)
{
  return wp_confidence_id ((WpConfidence) n);
}

static void
read_steps_of (WpFinding *finding, JsonObject *object, GHashTable *ids)
{
  JsonArray *array = wp_json_array (object, "steps");

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_STEPS_OF_ONE);
       i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 old = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
      gpointer id = old > 0 && old <= G_MAXINT32
                        ? g_hash_table_lookup (ids, GUINT_TO_POINTER ((guint) old))
                        : NULL;

      if (id != NULL)
        wp_ids_add (finding->steps, GPOINTER_TO_UINT (id));
    }
}

static void
read_ruled_out (WpFinding *finding, JsonObject *object)
{
  g_auto (GStrv) words = wp_report_read_texts (wp_json_array (object, "ruled_out"));

  for (guint i = 0; words[i] != NULL && i < MOST_RULED_OUT; i++)
    if (id_of (words[i]) != NULL)
      g_ptr_array_add (finding->ruled_out, (gpointer) id_of (words[i]));
}

static WpFinding *
read_finding (JsonObject *object, GHashTable *ids)
{
  const char *id = id_of (wp_json_text (object, "id"));
  guint severity = place_of (wp_json_text (object, "severity"), severity_id, WP_SEVERITY_GOOD + 1);
  guint who = place_of (wp_json_text (object, "who"), who_id, WP_WHO_COMPUTER + 1);
  guint confidence = place_of (wp_json_text (object, "confidence"), confidence_id,
                               WP_CONFIDENCE_POSSIBLE + 1);
  WpFinding *finding;

  if (id == NULL || severity > WP_SEVERITY_GOOD || who > WP_WHO_COMPUTER
      || confidence > WP_CONFIDENCE_POSSIBLE)
    return NULL;
  finding = wp_finding_new (id);
  finding->severity = (WpSeverity) severity;
  finding->who = (WpWho) who;
  finding->confidence = (WpConfidence) confidence;
  wp_report_read_fields (finding->params, wp_json_object (object, "params"));
  read_steps_of (finding, object, ids);
  read_ruled_out (finding, object);
  return finding;
}

void
wp_report_read_findings (WpReport *report, JsonObject *root, GHashTable *ids)
{
  JsonObject *object;

  for (guint i = 0; i < MOST_FINDINGS; i++)
    if ((object = wp_report_item (root, "findings", i)) != NULL)
      {
        WpFinding *finding = read_finding (object, ids);

        if (finding != NULL)
          wp_report_add_finding (report, finding);
      }
}
