/* clients[] of waypost.report/1: what other programs would find with the same answers. */
#include "render/json-private.h"

static JsonObject *
new_find (const WpClientFind *find)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "endpoint", wp_json_endpoint (find->endpoint));
  if (find->source != 0)
    json_object_set_int_member (object, "source", find->source);
  if (find->candidate != 0)
    json_object_set_int_member (object, "candidate", find->candidate);
  return object;
}

static JsonArray *
new_remarks (const GPtrArray *remarks, const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *text = wp_render_remark (remarks->pdata[i], style);

      json_array_add_string_element (array, text);
    }
  return array;
}

static JsonObject *
new_client (const WpClientView *view, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonArray *finds = json_array_new ();

  json_object_set_string_member (object, "client", view->client->id);
  json_object_set_string_member (object, "name", view->client->name);
  json_object_set_string_member (object, "version", view->client->version);
  json_object_set_string_member (object, "as_of", view->client->as_of);
  json_object_set_boolean_member (object, "from_documents", view->client->is_from_docs);
  for (guint i = 0; i < view->finds->len; i++)
    json_array_add_object_element (finds, new_find (view->finds->pdata[i]));
  json_object_set_array_member (object, "finds", finds);
  json_object_set_boolean_member (object, "same", view->verdict == WP_CLIENT_SAME);
  json_object_set_array_member (object, "stumbles", new_remarks (view->stumbles, style));
  json_object_set_array_member (object, "unknown", new_remarks (view->unknown, style));
  return object;
}

JsonArray *
wp_json_clients (const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < style->clients->len; i++)
    json_array_add_object_element (array, new_client (style->clients->pdata[i], style));
  return array;
}
