/* What the parts of the JSON share. */
#pragma once

#include <json-glib/json-glib.h>

#include "render/layout-private.h"

/* Text, if there is one. Every text goes this way, so none leaves without being printable. */
void        wp_json_put (JsonObject *object, const char *key, const char *text);
/* All are the caller's. */
JsonObject *wp_json_endpoint (const WpEndpoint *endpoint);
JsonArray  *wp_json_clients (const WpRenderStyle *style);
/* Of the report's provider, which it must have. */
JsonArray  *wp_json_notices (const WpReport *report, const WpRenderStyle *style);
/* Of a report that has one. */
JsonObject *wp_json_advice (const WpReport *report, const WpRenderStyle *style);
