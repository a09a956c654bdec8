/* waypost.report/1 and waypost.write/1 (data/report.schema.json, data/write.schema.json). A key
 * that does not apply is absent; the order of keys is fixed; times are whole milliseconds since
 * `started`. Never writes what the report does not hold: no password, no name of a folder but
 * of those that mail programs look for (Sent, Trash). */
#include "render/json-private.h"

#include "base/printable.h"
#include "diagnose/diagnose.h"
#include "model/keys.h"

#define MOST_CHARS 4096

void
wp_json_put (JsonObject *object, const char *key, const char *text)
{
  g_autofree char *shown = wp_printable_text (text, MOST_CHARS);

  if (shown != NULL)
    json_object_set_string_member (object, key, shown);
}

static JsonArray *
new_texts (const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (; texts != NULL && *texts != NULL; texts++)
    {
      g_autofree char *shown = wp_printable_text (*texts, MOST_CHARS);

      json_array_add_string_element (array, shown);
    }
  return array;
}

static void
put_texts (JsonObject *object, const char *key, const GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *shown = wp_printable_text (texts->pdata[i], MOST_CHARS);

      json_array_add_string_element (array, shown);
    }
  json_object_set_array_member (object, key, array);
}

static void
put_ids (JsonObject *object, const char *key, const GArray *ids)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (array, g_array_index (ids, guint, i));
  json_object_set_array_member (object, key, array);
}

static JsonObject *
new_map (const char *const *pairs)
{
  JsonObject *object = json_object_new ();

  for (; *pairs != NULL; pairs += 2)
    {
      g_autofree char *name = wp_printable_text (pairs[0], MOST_CHARS);

      wp_json_put (object, name, pairs[1]);
    }
  return object;
}

static void
put_field (JsonObject *object, const WpField *field)
{
  switch (field->kind)
    {
    case WP_FIELD_TEXT:
      wp_json_put (object, field->key, field->text);
      break;
    case WP_FIELD_NUMBER:
      json_object_set_int_member (object, field->key, field->number);
      break;
    case WP_FIELD_FLAG:
      json_object_set_boolean_member (object, field->key, field->number != 0);
      break;
    case WP_FIELD_LIST:
      json_object_set_array_member (object, field->key,
                                    new_texts ((const char *const *) field->list));
      break;
    case WP_FIELD_MAP:
      json_object_set_object_member (object, field->key,
                                     new_map ((const char *const *) field->list));
      break;
    }
}

static JsonObject *
new_fields (const WpFields *fields)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < wp_fields_count (fields); i++)
    put_field (object, wp_fields_nth (fields, i));
  return object;
}

static gint64
ms_of (gint64 us)
{
  return us < 0 ? 0 : (us + 500) / 1000;
}

static void
put_span (JsonObject *object, const WpReport *report, gint64 start_us, gint64 end_us)
{
  gint64 start = ms_of (start_us - report->started_us);

  json_object_set_int_member (object, "start_ms", start);
  json_object_set_int_member (object, "ms", MAX (ms_of (end_us - report->started_us) - start, 0));
}

static void
put_time (JsonObject *object, const char *key, gint64 unix_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *text = time == NULL ? NULL : g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  wp_json_put (object, key, text);
}

JsonObject *
wp_json_endpoint (const WpEndpoint *endpoint)
{
  JsonObject *object = json_object_new ();
  JsonArray *auth = json_array_new ();

  wp_json_put (object, "protocol", wp_protocol_id (endpoint->protocol));
  wp_json_put (object, "host", endpoint->host);
  json_object_set_int_member (object, "port", endpoint->port);
  wp_json_put (object, "tls", wp_tls_mode_id (endpoint->tls));
  for (guint i = 0; i < endpoint->n_auth; i++)
    json_array_add_string_element (auth, wp_auth_id (endpoint->auth[i]));
  json_object_set_array_member (object, "auth", auth);
  wp_json_put (object, "username", endpoint->username);
  return object;
}

static JsonObject *
new_account (const WpAccount *account)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "address", account->address);
  wp_json_put (object, "local_part", account->local_part);
  wp_json_put (object, "domain", account->domain);
  wp_json_put (object, "domain_ascii", account->domain_ascii);
  return object;
}

static JsonObject *
new_demand (const WpDemand *demand)
{
  JsonObject *object = json_object_new ();
  JsonArray *protocols = json_array_new ();

  wp_json_put (object, "kind", wp_demand_kind_id (demand->kind));
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((demand->protocols & (1u << i)) != 0)
      json_array_add_string_element (protocols, wp_protocol_id ((WpProtocol) i));
  json_object_set_array_member (object, "protocols", protocols);
  wp_json_put (object, "where", demand->where);
  wp_json_put (object, "url", demand->url);
  return object;
}

static JsonObject *
new_provider (const WpReport *report, const WpRenderStyle *style)
{
  const WpProvider *provider = report->provider;
  JsonObject *object = json_object_new ();
  JsonArray *demands = json_array_new ();

  wp_json_put (object, "id", provider->id);
  wp_json_put (object, "name", provider->name);
  wp_json_put (object, "matched_by", provider->came_by_mx ? "mx" : "domain");
  for (guint i = 0; i < provider->demands->len; i++)
    json_array_add_object_element (demands, new_demand (provider->demands->pdata[i]));
  json_object_set_array_member (object, "demands", demands);
  json_object_set_array_member (object, "notices", wp_json_notices (report, style));
  wp_json_put (object, "source", provider->source);
  wp_json_put (object, "checked_on", provider->checked_on);
  wp_json_put (object, "recheck_after", provider->recheck_after);
  return object;
}

static JsonArray *
new_links (const GPtrArray *links)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < links->len; i++)
    {
      const WpLink *link = links->pdata[i];
      JsonObject *object = json_object_new ();

      wp_json_put (object, "kind", wp_link_kind_id (link->kind));
      wp_json_put (object, "target", link->target);
      wp_json_put (object, "text", link->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
put_flaws (JsonObject *object, guint flaws)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < WP_N_FLAWS; i++)
    if ((flaws & 1u << i) != 0)
      json_array_add_string_element (array, wp_flaw_id ((WpFlaws) (1u << i)));
  json_object_set_array_member (object, "flaws", array);
}

static JsonObject *
new_source (const WpReport *report, gconstpointer item, const WpRenderStyle *style)
{
  const WpSource *source = item;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", source->id);
  wp_json_put (object, "kind", wp_source_kind_id (source->kind));
  wp_json_put (object, "target", source->target);
  put_texts (object, "redirects", source->redirects);
  wp_json_put (object, "status", wp_source_status_id (source->status));
  wp_json_put (object, "outcome", wp_outcome_id (source->outcome));
  if (source->says->len > 0)
    wp_json_put (object, "trust", wp_trust_id (source->trust));
  wp_json_put (object, "dnssec", wp_dnssec_id (source->dnssec));
  put_span (object, report, source->start_us, source->end_us);
  if (source->http_status != 0)
    json_object_set_int_member (object, "http_status", source->http_status);
  wp_json_put (object, "content_type", source->content_type);
  if (source->flaws != 0)
    put_flaws (object, source->flaws);
  if (source->notices->len > 0)
    put_texts (object, "notices", source->notices);
  wp_json_put (object, "digest", source->digest);
  put_ids (object, "says", source->says);
  if (source->links->len > 0)
    json_object_set_array_member (object, "links", new_links (source->links));
  if (source->note != NULL)
    wp_json_put (object, "note", wp_render_tr (source->note, style));
  return object;
}

static JsonObject *
new_candidate (const WpReport *report G_GNUC_UNUSED,
               gconstpointer item,
               const WpRenderStyle *style G_GNUC_UNUSED)
{
  const WpCandidate *candidate = item;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", candidate->id);
  if (candidate->rank > 0)
    json_object_set_int_member (object, "rank", candidate->rank);
  wp_json_put (object, "trust", wp_trust_id (candidate->trust));
  json_object_set_object_member (object, "endpoint", wp_json_endpoint (candidate->endpoint));
  put_ids (object, "sources", candidate->sources);
  put_ids (object, "conflict", candidate->conflicts);
  return object;
}

static JsonObject *
new_certificate (const WpCertificate *certificate)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "subject", certificate->subject);
  wp_json_put (object, "issuer", certificate->issuer);
  json_object_set_array_member (object, "names",
                                new_texts ((const char *const *) certificate->names));
  put_time (object, "not_before", certificate->not_before);
  put_time (object, "not_after", certificate->not_after);
  wp_json_put (object, "sha256", certificate->sha256);
  wp_json_put (object, "key", certificate->key);
  wp_json_put (object, "signature", certificate->signature);
  return object;
}

static JsonObject *
new_tls (const WpTlsFacts *facts)
{
  JsonObject *object = json_object_new ();
  JsonArray *faults = json_array_new ();
  JsonArray *chain = json_array_new ();

  wp_json_put (object, "version", facts->version);
  wp_json_put (object, "cipher", facts->cipher);
  wp_json_put (object, "reference_name", facts->reference_name);
  for (guint i = 0; i < WP_N_FAULTS; i++)
    if ((facts->faults & (1u << i)) != 0)
      json_array_add_string_element (faults, wp_fault_id ((WpFaults) (1u << i)));
  json_object_set_array_member (object, "faults", faults);
  put_texts (object, "fault_details", facts->fault_details);
  wp_json_put (object, "alert", facts->alert);
  wp_json_put (object, "error", facts->error);
  for (guint i = 0; i < facts->chain->len; i++)
    json_array_add_object_element (chain, new_certificate (facts->chain->pdata[i]));
  json_object_set_array_member (object, "chain", chain);
  return object;
}

static void
put_transcript (JsonObject *object, const WpStep *step)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < step->transcript->len; i++)
    {
      const WpTranscriptLine *line = &g_array_index (step->transcript, WpTranscriptLine, i);
      const char dir[] = { line->dir, '\0' };
      JsonObject *entry = json_object_new ();

      wp_json_put (entry, "dir", dir);
      wp_json_put (entry, "text", line->text);
      json_array_add_object_element (array, entry);
    }
  json_object_set_array_member (object, "transcript", array);
  if (step->transcript_cut > 0)
    json_object_set_int_member (object, "transcript_cut", step->transcript_cut);
}

static JsonObject *
new_step (const WpReport *report, gconstpointer item, const WpRenderStyle *style G_GNUC_UNUSED)
{
  const WpStep *step = item;
  JsonObject *object = json_object_new ();
  JsonObject *evidence = new_fields (step->evidence);
  char address[WP_INET_TEXT_SIZE];

  json_object_set_int_member (object, "id", step->id);
  if (step->endpoint != NULL)
    wp_json_put (object, "service", wp_protocol_id (step->endpoint->protocol));
  if (step->candidate != 0)
    json_object_set_int_member (object, "candidate", step->candidate);
  if (step->parent != 0)
    json_object_set_int_member (object, "parent", step->parent);
  if (step->endpoint != NULL)
    json_object_set_object_member (object, "endpoint", wp_json_endpoint (step->endpoint));
  wp_json_put (object, "verb", wp_verb_id (step->verb));
  wp_json_put (object, "outcome", wp_outcome_id (step->outcome));
  if (step->address.family != 0)
    {
      wp_json_put (object, "address", wp_inet_format (&step->address, address));
      json_object_set_int_member (object, "family", step->address.family);
    }
  if (step->attempt != 0)
    json_object_set_int_member (object, "attempt", step->attempt);
  put_span (object, report, step->start_us, step->end_us);
  if (step->tls != NULL)
    json_object_set_object_member (evidence, "tls", new_tls (step->tls));
  json_object_set_object_member (object, "evidence", evidence);
  put_transcript (object, step);
  return object;
}

static JsonObject *
new_service (const WpReport *report, gconstpointer item, const WpRenderStyle *style G_GNUC_UNUSED)
{
  const WpService *service = item;
  const WpCandidate *candidate = wp_report_candidate (report, service->candidate);
  JsonObject *object = json_object_new ();

  wp_json_put (object, "protocol", wp_protocol_id (service->protocol));
  json_object_set_boolean_member (object, "asked_for", service->is_asked_for);
  wp_json_put (object, "works", wp_works_id (service->works));
  wp_json_put (object, "why", service->why);
  if (candidate != NULL)
    {
      json_object_set_int_member (object, "candidate", candidate->id);
      json_object_set_object_member (object, "endpoint", wp_json_endpoint (candidate->endpoint));
      wp_json_put (object, "policy", wp_policy_id (service->policy));
    }
  wp_json_put (object, "username", service->username);
  wp_json_put (object, "auth", service->auth);
  if (service->has_own_password)
    json_object_set_boolean_member (object, "own_password", TRUE);
  wp_json_put (object, "tls_version", service->tls_version);
  if (service->ms >= 0)
    json_object_set_int_member (object, "ms", service->ms);
  put_ids (object, "findings", service->findings);
  return object;
}

static JsonObject *
new_finding (const WpReport *report G_GNUC_UNUSED, gconstpointer item, const WpRenderStyle *style)
{
  const WpFinding *finding = item;
  const WpFindingText *text = wp_finding_text (finding);
  JsonObject *object = json_object_new ();
  JsonObject *remedy = json_object_new ();
  const struct
  {
    JsonObject *object;
    const char *key;
    WpFindingPart part;
  } parts[] = {
    { object, "cause", WP_PART_CAUSE },
    { remedy, "desk", WP_PART_DESK },
    { remedy, "user", WP_PART_USER },
  };

  wp_json_put (object, "id", finding->id);
  wp_json_put (object, "severity", wp_severity_id (finding->severity));
  wp_json_put (object, "who", wp_who_id (finding->who));
  wp_json_put (object, "confidence", wp_confidence_id (finding->confidence));
  json_object_set_object_member (object, "params", new_fields (finding->params));
  put_ids (object, "steps", finding->steps);
  put_texts (object, "ruled_out", finding->ruled_out);
  if (text != NULL)
    {
      g_autofree char *title = wp_render_fill (text->title, finding->params, style);

      wp_json_put (object, "title", title);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts) && text != NULL; i++)
    {
      g_autofree char *filled = wp_render_part (finding, parts[i].part, style);

      wp_json_put (parts[i].object, parts[i].key, filled);
    }
  json_object_set_object_member (object, "remedy", remedy);
  if (text != NULL)
    wp_json_put (object, "help", text->help);
  return object;
}

static JsonObject *
new_question (const WpReport *report G_GNUC_UNUSED, gconstpointer item, const WpRenderStyle *style)
{
  const WpQuestion *question = item;
  const WpQuestionText *text = wp_questions_find (question->id);
  JsonObject *object = json_object_new ();

  wp_json_put (object, "id", question->id);
  if (text != NULL)
    {
      g_autofree char *filled = wp_render_fill (text->text, question->params, style);

      wp_json_put (object, "text", filled);
    }
  wp_json_put (object, "allow", question->allow);
  json_object_set_object_member (object, "params", new_fields (question->params));
  json_object_set_boolean_member (object, "answered", question->is_answered);
  if (question->is_answered)
    json_object_set_boolean_member (object, "declined", question->is_declined);
  return object;
}

static JsonObject *
new_attempts (const WpReport *report)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "sent", report->logins_sent);
  json_object_set_int_member (object, "refused", report->logins_refused);
  json_object_set_int_member (object, "budget", report->logins_budget);
  return object;
}

JsonObject *
wp_json_program (void)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "name", "waypost");
  wp_json_put (object, "version", WAYPOST_VERSION);
  return object;
}

typedef JsonObject *(*NewItem) (const WpReport *report,
                                gconstpointer item,
                                const WpRenderStyle *style);

static void
put_items (JsonObject *object,
           const char *key,
           const WpReport *report,
           const GPtrArray *items,
           NewItem new_item,
           const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (array, new_item (report, items->pdata[i], style));
  json_object_set_array_member (object, key, array);
}

/* Takes the object. */
char *
wp_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_node_take_object (root, object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

char *
wp_render_json (const WpReport *report, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();

  wp_json_put (object, "schema", "waypost.report/1");
  json_object_set_object_member (object, "program", wp_json_program ());
  put_time (object, "started", report->started_unix / G_USEC_PER_SEC);
  if (report->ready_us != 0)
    json_object_set_int_member (object, "ready_ms", ms_of (report->ready_us - report->started_us));
  if (report->ended_us != 0)
    json_object_set_int_member (object, "duration_ms",
                                ms_of (report->ended_us - report->started_us));
  json_object_set_int_member (object, "exit", report->exit);
  if (report->is_look_only)
    json_object_set_boolean_member (object, "look_only", TRUE);
  if (report->account != NULL)
    json_object_set_object_member (object, "account", new_account (report->account));
  if (report->provider != NULL)
    json_object_set_object_member (object, "provider", new_provider (report, style));
  wp_json_put (object, "typo", report->typo);
  put_items (object, "sources", report, report->sources, new_source, style);
  put_items (object, "candidates", report, report->candidates, new_candidate, style);
  put_items (object, "steps", report, report->steps, new_step, style);
  put_items (object, "services", report, report->services, new_service, style);
  json_object_set_object_member (object, "attempts", new_attempts (report));
  put_texts (object, "decisions", report->decisions);
  json_object_set_object_member (object, "facts", new_fields (report->facts));
  put_items (object, "findings", report, report->findings, new_finding, style);
  put_items (object, "questions", report, report->questions, new_question, style);
  if (style->clients != NULL)
    json_object_set_array_member (object, "clients", wp_json_clients (style));
  if (report->advice != NULL)
    json_object_set_object_member (object, "advice", wp_json_advice (report, style));
  return wp_json_to_text (object);
}

static JsonArray *
new_translated (const char *const *msgids, const WpRenderStyle *style)
{
  JsonArray *array = json_array_new ();

  for (; msgids != NULL && *msgids != NULL; msgids++)
    json_array_add_string_element (array, wp_render_tr (*msgids, style));
  return array;
}

char *
wp_render_written_json (const WpWritten *files, guint n_files, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  wp_json_put (object, "schema", "waypost.write/1");
  for (guint i = 0; i < n_files; i++)
    {
      JsonObject *file = json_object_new ();

      wp_json_put (file, "client", files[i].client);
      wp_json_put (file, "path", files[i].path);
      json_object_set_int_member (file, "bytes", (gint64) files[i].bytes);
      wp_json_put (file, "sha256", files[i].sha256);
      wp_json_put (file, "outcome", files[i].outcome);
      if (files[i].days > 0)
        json_object_set_int_member (file, "days", files[i].days);
      json_object_set_array_member (file, "warnings", new_translated (files[i].warnings, style));
      json_object_set_array_member (file, "next_steps",
                                    new_translated (files[i].next_steps, style));
      json_object_set_array_member (file, "administrator_steps",
                                    new_translated (files[i].administrator_steps, style));
      json_object_set_array_member (file, "not_expressed",
                                    new_translated (files[i].not_expressed, style));
      json_array_add_object_element (array, file);
    }
  json_object_set_array_member (object, "files", array);
  return wp_json_to_text (object);
}
