/* What the parts of the JSON share. */
#pragma once

#include <json-glib/json-glib.h>

#include "render/layout-private.h"

/* Both are the caller's. */
JsonObject *wp_json_endpoint (const WpEndpoint *endpoint);
JsonArray  *wp_json_clients (const WpRenderStyle *style);
