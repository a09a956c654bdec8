/* A stranger's small JSON document, for the readers of formats that are fetched: size, nesting and
 * encoding are checked before the library sees it; members come back only with the type asked
 * for. */
#pragma once

#include <json-glib/json-glib.h>

#include "format/json.h"

typedef enum
{
  WP_JSON_OK,
  WP_JSON_NOT_JSON,  /* a web page, not UTF-8, not well-formed, or no object */
  WP_JSON_TOO_LARGE, /* WP_LIMIT_HTTP_BODY_BYTES, WP_LIMIT_JSON_DEPTH */
} WpJsonResult;

/* *root is set only for OK, and lives as long as `parser`, which is made by
 * json_parser_new_immutable. */
WpJsonResult wp_json_parse (JsonParser *parser, const char *bytes, gsize count, JsonObject **root);

/* `object` may be NULL, and so is the answer for a member of another type. Lent. */
JsonObject  *wp_json_object (JsonObject *object, const char *name);
JsonArray   *wp_json_array (JsonObject *object, const char *name);
const char  *wp_json_text (JsonObject *object, const char *name);
/* FALSE for what is no boolean. */
gboolean     wp_json_flag (JsonObject *object, const char *name, gboolean *flag);
/* FALSE for what is no whole number. */
gboolean     wp_json_number (JsonObject *object, const char *name, gint64 *number);
