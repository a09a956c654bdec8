/* waypost.explain/1 (data/explain.schema.json): what `waypost explain` says, for programs. The
 * texts of a finding are filled with the examples that its params name. */
#include "render/json-private.h"

#include <string.h>

static JsonObject *
new_explanation (const char *kind, const char *id)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "schema", "waypost.explain/1");
  json_object_set_object_member (object, "program", wp_json_program ());
  wp_json_put (object, "kind", kind);
  wp_json_put (object, "id", id);
  return object;
}

/* Findings */

typedef const char *(*NameBit) (guint bit);

static const char *
name_verb (guint bit)
{
  return wp_verb_id ((WpVerb) bit);
}

static const char *
name_status (guint bit)
{
  return wp_source_status_id ((WpSourceStatus) bit);
}

static const char *
name_outcome (guint bit)
{
  return wp_outcome_id ((WpOutcome) bit);
}

static void
put_bits (JsonObject *object, const char *key, guint64 bits, guint count, NameBit name)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < count; i++)
    if ((bits & (G_GUINT64_CONSTANT (1) << i)) != 0)
      json_array_add_string_element (array, name (i));
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (object, key, array);
  else
    json_array_unref (array);
}

static JsonObject *
new_seen (const WpSeenAs *seen)
{
  JsonObject *object = json_object_new ();

  put_bits (object, "verbs", seen->verbs, WP_N_VERBS, name_verb);
  put_bits (object, "statuses", seen->statuses, WP_SOURCE_STATUS_SKIPPED + 1, name_status);
  put_bits (object, "outcomes", seen->outcomes, WP_N_OUTCOMES, name_outcome);
  if (seen->fault != 0)
    wp_json_put (object, "fault", wp_fault_id ((WpFaults) seen->fault));
  wp_json_put (object, "reply_code", seen->reply);
  wp_json_put (object, "response_code", seen->code);
  wp_json_put (object, "enhanced_code", seen->enhanced);
  wp_json_put (object, "text", seen->text);
  wp_json_put (object, "tls", seen->tls);
  json_object_set_boolean_member (object, "needs_more", seen->needs_more);
  if (seen->verbs != 0)
    wp_json_put (object, "confidence", wp_confidence_id (seen->confidence));
  return object;
}

static JsonArray *
new_seen_as (const char *id)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GArray) seen = wp_catalogue_seen (id);

  for (guint i = 0; i < seen->len; i++)
    json_array_add_object_element (array, new_seen (&g_array_index (seen, WpSeenAs, i)));
  return array;
}

/* Only the examples that its texts show. */
static JsonObject *
new_params (const WpFindingText *text, const WpFields *examples)
{
  const char *const msgids[] = { text->title, text->cause, text->remedy_user, text->remedy_desk };
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < wp_fields_count (examples); i++)
    {
      const WpField *field = wp_fields_nth (examples, i);
      g_autofree char *placeholder = g_strdup_printf ("{%s}", field->key);

      for (guint n = 0; n < G_N_ELEMENTS (msgids); n++)
        if (strstr (msgids[n], placeholder) != NULL)
          {
            wp_json_put (params, field->key, field->text);
            break;
          }
    }
  return params;
}

static void
put_filled (JsonObject *object,
            const char *key,
            const char *msgid,
            const WpFields *params,
            const WpRenderStyle *style)
{
  g_autofree char *filled = wp_render_fill (msgid, params, style);

  wp_json_put (object, key, filled);
}

static JsonObject *
new_finding (const char *id, const WpRenderStyle *style)
{
  const WpFindingText *text = wp_catalogue_find (id);
  g_autoptr (WpFields) examples = text == NULL ? NULL : wp_render_examples (id);
  JsonObject *object;
  JsonObject *remedy;

  if (text == NULL)
    return NULL;
  object = new_explanation ("finding", text->id);
  remedy = json_object_new ();
  wp_json_put (object, "severity", wp_severity_id (text->severity));
  wp_json_put (object, "who", wp_who_id (text->who));
  json_object_set_object_member (object, "params", new_params (text, examples));
  wp_json_put (object, "brief", wp_render_tr (text->brief, style));
  put_filled (object, "title", text->title, examples, style);
  put_filled (object, "cause", text->cause, examples, style);
  put_filled (remedy, "desk", text->remedy_desk, examples, style);
  put_filled (remedy, "user", text->remedy_user, examples, style);
  json_object_set_object_member (object, "remedy", remedy);
  wp_json_put (object, "help", text->help);
  json_object_set_array_member (object, "seen_as", new_seen_as (text->id));
  return object;
}

/* Checks of lint */

static JsonObject *
new_check (const char *id, const WpRenderStyle *style)
{
  const WpLintText *text = wp_lint_find_text (id);
  JsonObject *object;

  if (text == NULL)
    return NULL;
  object = new_explanation ("check", text->id);
  wp_json_put (object, "title", wp_render_tr (text->title, style));
  wp_json_put (object, "well", wp_render_tr (text->well, style));
  wp_json_put (object, "why", wp_render_tr (text->why, style));
  wp_json_put (object, "mend", wp_render_tr (text->mend, style));
  return object;
}

/* Rules of advice */

/* Without an end where nothing is too much; days end `below` the word "never". */
static JsonObject *
new_bounds (const WpAdviceBounds *bounds)
{
  JsonObject *object = json_object_new ();
  g_autofree char *least = wp_fact_value_id (bounds->fact, bounds->least);

  wp_json_put (object, "fact", wp_fact_id (bounds->fact));
  wp_json_put (object, "from", least);
  if (bounds->most < WP_EXPIRE_NEVER)
    {
      gboolean is_below = bounds->most == WP_EXPIRE_NEVER - 1;
      g_autofree char *most = wp_fact_value_id (bounds->fact, bounds->most + is_below);

      wp_json_put (object, is_below ? "below" : "to", most);
    }
  return object;
}

static JsonObject *
new_row (const WpAdviceRow *row, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonArray *facts = json_array_new ();

  for (guint i = 0; i < row->n_bounds; i++)
    json_array_add_object_element (facts, new_bounds (&row->bounds[i]));
  json_object_set_array_member (object, "facts", facts);
  json_object_set_int_member (object, "server_points", row->reason.server);
  json_object_set_int_member (object, "archive_points", row->reason.archive);
  if (row->reason.text != NULL)
    wp_json_put (object, "text", wp_render_tr (row->reason.text, style));
  return object;
}

static JsonObject *
new_rule (const char *id, const WpRenderStyle *style)
{
  WpSituation situation;
  WpAdviceRow rows[WP_MOST_ROWS];
  JsonObject *object = NULL;
  JsonArray *array = NULL;
  guint count;

  wp_situation_init (&situation);
  count = wp_advise_table (&situation, rows);
  for (guint i = 0; i < count; i++)
    {
      if (g_ascii_strcasecmp (rows[i].reason.rule, id) != 0)
        continue;
      if (object == NULL)
        {
          object = new_explanation ("rule", rows[i].reason.rule);
          array = json_array_new ();
          json_object_set_array_member (object, "rows", array);
        }
      json_array_add_object_element (array, new_row (&rows[i], style));
    }
  return object;
}

static JsonObject *
new_decider (const char *id, const WpRenderStyle *style)
{
  WpAdviceReason reasons[WP_MOST_DECIDERS];
  guint count = wp_advise_deciders (reasons);

  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (reasons[i].rule, id) == 0)
      {
        JsonObject *object = new_explanation (*reasons[i].rule == 'G' ? "gate" : "veto",
                                              reasons[i].rule);

        wp_json_put (object, "text", wp_render_tr (reasons[i].text, style));
        return object;
      }
  return NULL;
}

/* Myths */

static void
put_myth (JsonObject *object, const WpMyth *myth, const WpRenderStyle *style)
{
  wp_json_put (object, "heard", wp_render_tr (myth->heard, style));
  wp_json_put (object, "answer", wp_render_tr (myth->answer, style));
  if (myth->more != NULL)
    wp_json_put (object, "more", wp_render_tr (myth->more, style));
  wp_json_put (object, "source", myth->source);
}

static JsonObject *
new_myth (const char *id, const WpRenderStyle *style)
{
  guint count;
  const WpMyth *myths = wp_myths (&count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (myths[i].id, id))
      {
        JsonObject *object = new_explanation ("myth", id);

        put_myth (object, &myths[i], style);
        return object;
      }
  return NULL;
}

static JsonObject *
new_myths (const char *id, const WpRenderStyle *style)
{
  JsonArray *array;
  JsonObject *object;
  guint count;
  const WpMyth *myths = wp_myths (&count);

  if (!g_str_equal (id, "myths"))
    return NULL;
  object = new_explanation ("myths", id);
  array = json_array_new ();
  for (guint i = 0; i < count; i++)
    {
      JsonObject *myth = json_object_new ();

      wp_json_put (myth, "id", myths[i].id);
      put_myth (myth, &myths[i], style);
      json_array_add_object_element (array, myth);
    }
  json_object_set_array_member (object, "myths", array);
  return object;
}

static JsonObject *
explanation_of (const char *id, const WpRenderStyle *style)
{
  static JsonObject *(*const kinds[]) (const char *id, const WpRenderStyle *style) = {
    new_finding, new_check, new_rule, new_decider, new_myth, new_myths,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      JsonObject *object = kinds[i](id, style);

      if (object != NULL)
        return object;
    }
  return NULL;
}

char *
wp_render_explain_json (const char *id, const WpRenderStyle *style)
{
  JsonObject *object = explanation_of (id, style);

  return object == NULL ? NULL : wp_json_to_text (object);
}

char *
wp_render_explain_list_json (const WpExplained *all, guint n_all, const WpRenderStyle *style)
{
  JsonObject *list = new_explanation ("list", NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_all; i++)
    {
      JsonObject *object = json_object_new ();
      JsonObject *whole = explanation_of (all[i].id, style);

      wp_json_put (object, "id", all[i].id);
      wp_json_put (object, "kind", json_object_get_string_member (whole, "kind"));
      if (all[i].brief != NULL)
        wp_json_put (object, "brief", wp_render_tr (all[i].brief, style));
      json_array_add_object_element (array, object);
      json_object_unref (whole);
    }
  json_object_set_array_member (list, "all", array);
  return wp_json_to_text (list);
}
