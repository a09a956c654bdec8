/* What the parts of the JSON share. */
#pragma once

#include <json-glib/json-glib.h>

#include "render/layout-private.h"

/* Text, if there is one. Every text goes this way, so none leaves without being printable. */
void        wp_json_put (JsonObject *object, const char *key, const char *text);
/* The whole, pretty-printed, with a line feed at the end; takes `object`. The caller owns it. */
char       *wp_json_to_text (JsonObject *object);
/* All are the caller's. */
/* {name, version} of this program */
JsonObject *wp_json_program (void);
JsonObject *wp_json_endpoint (const WpEndpoint *endpoint);
JsonArray  *wp_json_clients (const WpRenderStyle *style);
/* Of the report's provider, which it must have. */
JsonArray  *wp_json_notices (const WpReport *report, const WpRenderStyle *style);
/* Of a report that has one. */
JsonObject *wp_json_advice (const WpReport *report, const WpRenderStyle *style);
