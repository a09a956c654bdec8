/* See json.h, json-private.h. */
#include "format/json-private.h"

#include "base/limits.h"

typedef enum
{
  NESTS_WELL,
  NESTS_TOO_DEEP,
  NESTS_UNKNOWN,
} Nesting;

static Nesting
look_at_nesting (const char *bytes, gsize count, guint depth)
{
  gboolean is_in_string = FALSE;
  guint level = 0;

  for (gsize i = 0; i < count; i++)
    switch (bytes[i])
      {
      case '\\':
        i += is_in_string ? 1 : 0;
        break;
      case '"':
        is_in_string = !is_in_string;
        break;
      case '/':
      case '\'':
      case '#':
        /* The library takes comments and other quotes, in which brackets would be hidden from here.
         */
        if (!is_in_string)
          return NESTS_UNKNOWN;
        break;
      case '[':
      case '{':
        if (!is_in_string && ++level > depth)
          return NESTS_TOO_DEEP;
        break;
      case ']':
      case '}':
        if (!is_in_string && level > 0)
          level--;
        break;
      default:
        break;
      }
  return NESTS_WELL;
}

gboolean
wp_json_nests_within (const char *bytes, gsize count, guint depth)
{
  return look_at_nesting (bytes, count, depth) == NESTS_WELL;
}

WpJsonResult
wp_json_parse (JsonParser *parser, const char *bytes, gsize count, JsonObject **root)
{
  Nesting nesting;
  JsonNode *node;

  if (count > WP_LIMIT_HTTP_BODY_BYTES)
    return WP_JSON_TOO_LARGE;
  nesting = look_at_nesting (bytes, count, WP_LIMIT_JSON_DEPTH);
  if (nesting == NESTS_TOO_DEEP)
    return WP_JSON_TOO_LARGE;
  if (nesting == NESTS_UNKNOWN || count == 0 || !g_utf8_validate (bytes, (gssize) count, NULL)
      || !json_parser_load_from_data (parser, bytes, (gssize) count, NULL))
    return WP_JSON_NOT_JSON;
  node = json_parser_get_root (parser);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return WP_JSON_NOT_JSON;
  *root = json_node_get_object (node);
  return WP_JSON_OK;
}

static JsonNode *
member (JsonObject *object, const char *name)
{
  return object == NULL ? NULL : json_object_get_member (object, name);
}

JsonObject *
wp_json_object (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
wp_json_array (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
wp_json_text (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gboolean
wp_json_flag (JsonObject *object, const char *name, gboolean *flag)
{
  JsonNode *node = member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *flag = json_node_get_boolean (node);
  return TRUE;
}

gboolean
wp_json_number (JsonObject *object, const char *name, gint64 *number)
{
  JsonNode *node = member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);
  return TRUE;
}
