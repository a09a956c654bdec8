/* What a saved report measured, was told and answered. The file is a stranger's, so a fact counts
 * only under a name and with a value that Waypost itself could have written. The answer is a claim
 * as well, and it is not held against the facts here: it may be one that they forbid, or for more
 * days than the server grants. Who acts on it asks advise/ again. */
#include "format/report-private.h"

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"

#define MOST_DAYS 3650
#define MOST_NUMBER (G_GINT64_CONSTANT (1) << 53) /* what JSON numbers hold exactly */
#define MOST_TEXT 256                             /* characters */
#define MOST_IN_LIST WP_LIMIT_CAPABILITIES

enum
{
  NUMBER = 1 << 0,
  FLAG = 1 << 1,
  TEXT = 1 << 2,
  LIST = 1 << 3,
  ROLES = 1 << 4, /* a map from the roles of RFC 6154 to the names of folders */
};

static const struct
{
  const char *key;
  guint kinds;
} known[] = {
  { WP_KEY_MESSAGES, NUMBER },
  { WP_KEY_MESSAGES_ALL, NUMBER },
  { WP_KEY_UNSEEN, NUMBER },
  { WP_KEY_MAILBOX_BYTES, NUMBER },
  { WP_KEY_FOLDERS, NUMBER },
  { WP_KEY_FOLDERS_COUNTED, NUMBER },
  { WP_KEY_UNMEASURED, TEXT },
  { WP_KEY_LARGEST_FOLDER, NUMBER },
  { WP_KEY_SPECIAL_USE, ROLES },
  { WP_KEY_QUOTA_USED_KIB, NUMBER },
  { WP_KEY_QUOTA_LIMIT_KIB, NUMBER },
  { WP_KEY_UIDVALIDITY, NUMBER },
  { WP_KEY_UIDNEXT, NUMBER },
  { WP_KEY_IDLE, FLAG },
  { WP_KEY_COMPRESS, FLAG },
  { WP_KEY_CONDSTORE, FLAG },
  { WP_KEY_ACL, FLAG },
  { WP_KEY_SEPARATOR, TEXT },
  { WP_KEY_NAMESPACE_PREFIX, TEXT },
  { WP_KEY_POP_MESSAGES, NUMBER },
  { WP_KEY_POP_BYTES, NUMBER },
  { WP_KEY_POP_EXPIRE, NUMBER | TEXT },
  { WP_KEY_POP_LOGIN_DELAY_S, NUMBER },
  { WP_KEY_POP_EXPIRE_BEFORE_LOGIN, NUMBER | TEXT },
  { WP_KEY_POP_LOGIN_DELAY_BEFORE_LOGIN_S, NUMBER },
  { WP_KEY_POP_UIDL, FLAG },
  { WP_KEY_PREFERS, TEXT },
  { WP_KEY_SMTP_SIZE_LIMIT, NUMBER },
  { WP_KEY_CAPABILITIES, LIST },
};

static const char *const roles[] = { "All",  "Archive", "Drafts",    "Flagged", "Junk",
                                     "Sent", "Trash",   "Important", NULL };

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static char **
texts_of (JsonArray *array)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **texts;

  for (guint i = 0; i < MIN (json_array_get_length (array), MOST_IN_LIST); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *text = is_text (node)
                                  ? wp_printable_text (json_node_get_string (node), MOST_TEXT)
                                  : NULL;

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return texts;
}

static char **
roles_of (JsonObject *object)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **pairs;

  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_autofree char *name = wp_printable_text (wp_json_text (object, roles[i]), MOST_TEXT);

      if (name != NULL && *name != '\0')
        g_strv_builder_add_many (builder, roles[i], name, NULL);
    }
  pairs = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return pairs;
}

static void
read_fact (WpFields *facts, const char *key, guint kinds, JsonObject *object)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) list = NULL;
  gint64 number;
  gboolean flag;

  if ((kinds & NUMBER) != 0 && wp_json_number (object, key, &number))
    {
      if (number >= 0 && number <= MOST_NUMBER)
        wp_fields_set_number (facts, key, number);
    }
  else if ((kinds & FLAG) != 0 && wp_json_flag (object, key, &flag))
    wp_fields_set_flag (facts, key, flag);
  else if ((kinds & TEXT) != 0 && wp_json_text (object, key) != NULL)
    {
      text = wp_printable_text (wp_json_text (object, key), MOST_TEXT);
      wp_fields_set_text (facts, key, text);
    }
  else if ((kinds & LIST) != 0 && wp_json_array (object, key) != NULL)
    {
      list = texts_of (wp_json_array (object, key));
      wp_fields_set_list (facts, key, (const char *const *) list);
    }
  else if ((kinds & ROLES) != 0 && wp_json_object (object, key) != NULL)
    {
      list = roles_of (wp_json_object (object, key));
      wp_fields_set_map (facts, key, (const char *const *) list);
    }
}

void
wp_report_read_facts (WpReport *report, JsonObject *root)
{
  JsonObject *object = wp_json_object (root, "facts");

  for (guint i = 0; i < G_N_ELEMENTS (known) && object != NULL; i++)
    read_fact (report->facts, known[i].key, known[i].kinds, object);
}

/* A fact that comes twice is not known. Of one that is not known, only "not sure" was ever said. */
static WpFactOrigin
origin_of (gboolean is_given, gboolean is_seen, gint32 value)
{
  if (is_seen || (!is_given && value == WP_UNKNOWN))
    return WP_ORIGIN_NONE;
  return is_given ? WP_ORIGIN_GIVEN : WP_ORIGIN_MEASURED;
}

static void
read_situation (WpSituation *situation, JsonArray *array)
{
  gboolean is_seen[WP_N_FACTS] = { FALSE };

  for (guint i = 0; i < MIN (json_array_get_length (array), WP_N_FACTS); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *origin = wp_json_text (item, "origin");
      gboolean is_given = g_strcmp0 (origin, "given") == 0;
      WpFact fact;
      gint32 value;

      if (!wp_fact_from_id (wp_json_text (item, "name"), &fact)
          || !wp_fact_value_from_id (fact, wp_json_text (item, "value"), &value)
          || (!is_given && g_strcmp0 (origin, "measured") != 0))
        continue;
      situation->values[fact] = is_seen[fact] ? WP_UNKNOWN : value;
      situation->origins[fact] = (guint8) origin_of (is_given, is_seen[fact], value);
      is_seen[fact] = TRUE;
    }
}

/* FALSE: it is none that Waypost gives. */
static gboolean
read_answer (WpAdvice *advice, JsonObject *object)
{
  gint64 days = 0;

  if (!wp_advice_from_id (wp_json_text (object, "outcome"), &advice->outcome))
    return FALSE;
  if (json_object_has_member (object, "days")
      && (!wp_json_number (object, "days", &days) || days < 1 || days > MOST_DAYS))
    return FALSE;
  if ((advice->outcome == WP_ADVICE_POP_KEEP) != (days > 0))
    return FALSE;
  advice->days = (guint) days;
  return TRUE;
}

void
wp_report_read_advice (WpReport *report, JsonObject *root)
{
  JsonObject *object = wp_json_object (root, "advice");
  JsonArray *facts = wp_json_array (object, "facts");
  WpSituation situation;
  WpAdvice advice = { .sure = WP_SURE_LOW };

  wp_situation_init (&situation);
  if (facts != NULL)
    read_situation (&situation, facts);
  if (object != NULL && read_answer (&advice, object))
    wp_report_set_advice (report, &situation, &advice);
  else if (facts != NULL)
    report->situation = g_memdup2 (&situation, sizeof situation);
}
