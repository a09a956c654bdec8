/* `advice` in waypost.report/1: the answer with every rule that bears on it, heaviest first. Points
 * stand as in the rule table, whatever the answer, so that they can be added up. Where the facts
 * contradict each other there is no outcome, but the two facts. */
#include "render/advice-private.h"
#include "render/json-private.h"

static void
put_filled (JsonObject *object,
            const char *key,
            const char *msgid,
            const WpReport *report,
            const WpRenderStyle *style)
{
  g_autofree char *text = wp_render_advice_text (msgid, report, report->advice->days, style);

  wp_json_put (object, key, text);
}

static JsonObject *
new_reason (const WpReport *report, const WpAdviceReason *reason, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "rule", reason->rule);
  json_object_set_int_member (object, "points", reason->server);
  json_object_set_int_member (object, "archive", reason->archive);
  put_filled (object, "text", reason->text, report, style);
  return object;
}

/* Each rule once: by its points for the server; where it has none, by those for a copy of one's
 * own. */
static void
put_sides (JsonObject *object, const WpReport *report, const WpRenderStyle *style)
{
  JsonArray *sides[] = { json_array_new (), json_array_new () };
  WpWeighed weighed[WP_MOST_REASONS];
  guint count = wp_render_weigh (report->advice, weighed);

  for (guint i = 0; i < count; i++)
    json_array_add_object_element (sides[weighed[i].weight > 0 ? 0 : 1],
                                   new_reason (report, weighed[i].reason, style));
  count = wp_render_weigh_copies (report->advice, weighed);
  for (guint i = 0; i < count; i++)
    if (weighed[i].reason->server == 0)
      json_array_add_object_element (sides[0], new_reason (report, weighed[i].reason, style));
  json_object_set_array_member (object, "for", sides[0]);
  json_object_set_array_member (object, "against", sides[1]);
}

static void
put_vetoes (JsonObject *object, const WpReport *report, const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->advice->n_vetoes; i++)
    json_array_add_object_element (array, new_reason (report, &report->advice->vetoes[i], style));
  json_object_set_array_member (object, "vetoes", array);
}

static void
put_value (JsonObject *object, WpFact fact, gint32 value)
{
  g_autofree char *id = wp_fact_value_id (fact, value);

  json_object_set_string_member (object, "fact", wp_fact_id (fact));
  json_object_set_string_member (object, "value", id);
}

static void
put_changes (JsonObject *object, const WpAdvice *advice)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < advice->n_changes; i++)
    {
      const WpAdviceChange *change = &advice->changes[i];
      JsonObject *item = json_object_new ();

      put_value (item, change->fact, change->value);
      wp_json_put (item, "outcome", wp_advice_id (change->outcome));
      if (change->days > 0)
        json_object_set_int_member (item, "days", change->days);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "changes", array);
}

static void
put_modifiers (JsonObject *object, const WpAdvice *advice)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < WP_N_MODIFIERS; i++)
    if ((advice->modifiers & 1u << i) != 0)
      json_array_add_string_element (array, wp_modifier_id ((WpModifiers) (1u << i)));
  json_object_set_array_member (object, "modifiers", array);
}

/* A closed list of names; a value of words, or a number. */
typedef enum
{
  OF_POP = 1,
  OF_IMAP = 2,
} Side;

static const struct
{
  const char *name;
  guint sides;
  gsize offset;
  const char *words[3]; /* of 0, 1, 2; NULL: the number */
} settings[] = {
#define AT(member) G_STRUCT_OFFSET (WpMailUse, member)
  { "leave-on-server", OF_POP, AT (leave_on_server), { "no", "yes" } },
  { "remove-after-days", OF_POP, AT (days_on_server), { "never" } },
  { "delete-with-local", OF_POP, AT (delete_with_local), { "no", "yes" } },
  { "check-minutes", OF_POP | OF_IMAP, AT (check_minutes), { NULL } },
  { "offline-copy", OF_IMAP, AT (offline_copy), { "none", "all", "recent" } },
  { "offline-days", OF_IMAP, AT (offline_days), { NULL } },
  { "archive-after-days", OF_IMAP, AT (archive_after_days), { NULL } },
  { "instant", OF_IMAP, AT (instant), { "no", "yes" } },
#undef AT
};

static void
put_settings (JsonObject *object, const WpReport *report)
{
  WpAdviceOutcome outcome = report->advice->outcome;
  guint sides = (wp_advice_has_pop (outcome) ? OF_POP : 0)
                | (wp_advice_has_imap (outcome) ? OF_IMAP : 0);
  JsonArray *array = json_array_new ();
  WpMailUse use;

  wp_advise_use (report->situation, report->advice, &use);
  if (use.instant == 1 && !wp_advice_has_pop (outcome))
    use.check_minutes = -1;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      int value = G_STRUCT_MEMBER (int, &use, settings[i].offset);
      const char *word = value >= 0 && value < 3 ? settings[i].words[value] : NULL;
      g_autofree char *number = g_strdup_printf ("%d", value);
      g_autofree char *pair = g_strconcat (settings[i].name, "=", word == NULL ? number : word,
                                           NULL);

      if (value >= 0 && (settings[i].sides & sides) != 0)
        json_array_add_string_element (array, pair);
    }
  if (wp_advice_has_imap (outcome))
    json_array_add_string_element (array, "special-folders=server");
  json_object_set_array_member (object, "settings", array);
}

static void
put_facts (JsonObject *object, const WpSituation *situation)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < WP_N_FACTS; i++)
    {
      g_autofree char *value = NULL;
      JsonObject *item;

      /* "Not sure" is an answer, which nobody is to be asked for again. */
      if (situation->origins[i] == WP_ORIGIN_NONE
          || (situation->values[i] == WP_UNKNOWN && situation->origins[i] != WP_ORIGIN_GIVEN))
        continue;
      item = json_object_new ();
      value = wp_fact_value_id ((WpFact) i, situation->values[i]);
      json_object_set_string_member (item, "name", wp_fact_id ((WpFact) i));
      json_object_set_string_member (item, "value", value);
      json_object_set_string_member (
          item, "origin", situation->origins[i] == WP_ORIGIN_GIVEN ? "given" : "measured");
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "facts", array);
}

static void
put_conflict (JsonObject *object, const WpAdvice *advice)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (advice->conflict); i++)
    json_array_add_string_element (array, wp_fact_id (advice->conflict[i]));
  json_object_set_array_member (object, "conflict", array);
}

static void
put_warnings (JsonObject *object, const WpReport *report, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) warnings = wp_advice_warnings (report, style);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < warnings->len; i++)
    json_array_add_string_element (array, warnings->pdata[i]);
  json_object_set_array_member (object, "warnings", array);
}

JsonObject *
wp_json_advice (const WpReport *report, const WpRenderStyle *style)
{
  const WpAdvice *advice = report->advice;
  const WpSituation *situation = report->situation;
  g_autofree char *title = wp_render_advice_title (report->advice, report, style);
  JsonObject *object = json_object_new ();

  if (advice->outcome != WP_ADVICE_UNCLEAR)
    wp_json_put (object, "outcome", wp_advice_id (advice->outcome));
  if (advice->outcome == WP_ADVICE_POP_KEEP)
    json_object_set_int_member (object, "days", advice->days);
  json_object_set_boolean_member (object, "forced", advice->is_forced);
  wp_json_put (object, "gate", advice->gate);
  wp_json_put (object, "confidence", wp_sure_id (advice->sure));
  json_object_set_boolean_member (object, "tested", wp_advise_is_tested (situation));
  json_object_set_int_member (object, "server_points", advice->server_points);
  json_object_set_int_member (object, "archive_points", advice->archive_points);
  put_sides (object, report, style);
  put_vetoes (object, report, style);
  put_changes (object, advice);
  put_modifiers (object, advice);
  put_settings (object, report);
  put_facts (object, situation);
  if (advice->outcome == WP_ADVICE_UNCLEAR)
    put_conflict (object, advice);
  wp_json_put (object, "title", title);
  put_filled (object, "where", wp_advise_where (situation, advice), report, style);
  put_filled (object, "who_deletes", wp_advise_who_deletes (situation, advice), report, style);
  put_filled (object, "second_copy", wp_advise_second_copy (situation, advice), report, style);
  if (advice->outcome == WP_ADVICE_UNCLEAR)
    put_filled (object, "reason", wp_advise_conflict_text (advice), report, style);
  else
    put_filled (object, "reason", wp_advise_reason_text (situation, advice), report, style);
  put_warnings (object, report, style);
  return object;
}
