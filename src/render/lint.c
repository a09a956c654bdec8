/* What lint found: a table of what is published; then what is not as it should be, a block for each
 * fault, however many servers have it: what there is, the very lines that would mend it, and why;
 * what was not judged; remarks; what is well; last the headline. And the same as JSON
 * (waypost.lint/1, data/lint.schema.json), a check for each place. Lines to be copied are never
 * wrapped. */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"
#include "render/json-private.h"
#include "render/lint-private.h"

#define MOST_CHARS 4096

static const WpSign signs[WP_N_LINT_STATUSES] = {
  [WP_LINT_OK] = WP_SIGN_NOTE,
  [WP_LINT_WARN] = WP_SIGN_WARN,
  [WP_LINT_FAIL] = WP_SIGN_BAD,
  [WP_LINT_UNKNOWN] = WP_SIGN_NONE,
};

/* Sources have names for people. */
static char *
fill (const WpFields *values, const char *msgid, const WpRenderStyle *style)
{
  static const char *const keys[] = { WP_KEY_SOURCE, WP_KEY_OTHER_SOURCE };
  g_autoptr (WpFields) params = wp_fields_dup (values);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      WpSourceKind kind;

      if (wp_source_kind_from_id (wp_fields_text (params, keys[i]), &kind))
        wp_fields_set_text (params, keys[i], wp_render_brief (kind, style));
    }
  return wp_render_fill (msgid, params, style);
}

static gboolean
has_lines (const WpLintCheck *check)
{
  return g_strcmp0 (check->should_be, WP_LINT_LINES) == 0;
}

/* Printable, to be copied: one string each. The caller owns it. */
static GPtrArray *
lines_of (const WpFields *params)
{
  const char *const *list = wp_fields_list (params, WP_KEY_RECORDS);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (; list != NULL && *list != NULL; list++)
    g_ptr_array_add (lines, wp_printable_text (*list, MOST_CHARS));
  return lines;
}

/* Text */

static void
append_text (GString *out, const char *text, guint indent, const WpRenderStyle *style)
{
  wp_layout_pad (out, indent);
  wp_layout_wrap (out, text, indent, indent, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static void
append_led (GString *out, const char *lead, const char *text, const WpRenderStyle *style)
{
  g_autofree char *led = wp_render_fill_pairs (lead, style, "text", text, NULL);

  append_text (out, led, 2, style);
}

static char *
join (const GPtrArray *texts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "" : ", ", (const char *) texts->pdata[i]);
  return g_string_free (out, FALSE);
}

static void
append_lines (GString *out, const WpLintBlock *block)
{
  g_autoptr (GPtrArray) lines = lines_of (block->params);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "    %s\n", (const char *) lines->pdata[i]);
}

static void
append_fault (GString *out, const WpLintBlock *block, gboolean says_why, const WpRenderStyle *style)
{
  const WpLintCheck *check = block->first;
  g_autofree char *where = join (block->places);
  g_autofree char *ids = join (block->ids);
  g_autofree char *is = fill (block->params, check->is, style);
  g_autofree char *should_be = NULL;

  wp_layout_sign (out, signs[check->status], style);
  wp_layout_title (out, wp_render_tr (check->text->title, style), ids, style);
  append_led (out, N_ ("Where: {text}"), where, style);
  append_led (out, N_ ("Is: {text}"), is, style);
  if (has_lines (check))
    {
      append_text (out, wp_render_tr (N_ ("Should be:"), style), 2, style);
      append_lines (out, block);
    }
  else
    {
      should_be = fill (block->params, check->should_be, style);
      append_led (out, N_ ("Should be: {text}"), should_be, style);
    }
  if (says_why)
    append_led (out, N_ ("Why: {text}"), wp_render_tr (check->text->why, style), style);
}

static void
append_faults (GString *out, const GPtrArray *blocks, GHashTable *told, const WpRenderStyle *style)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const WpLintBlock *block = blocks->pdata[i];

      append_fault (out, block, g_hash_table_add (told, (gpointer) block->first->text->why), style);
    }
}

/* Remarks, and what was not judged: the reason, then what hangs on it. */
static void
append_rest (GString *out, const GPtrArray *blocks, const char *lead, const WpRenderStyle *style)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const WpLintBlock *block = blocks->pdata[i];
      g_autofree char *is = fill (block->params, block->first->is, style);
      g_autofree char *ids = join (block->ids);

      wp_layout_sign (out, signs[block->first->status], style);
      wp_layout_wrap (out, is, 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
      if (has_lines (block->first))
        append_lines (out, block);
      if (lead != NULL)
        append_led (out, lead, ids, style);
    }
}

/* What is well */

/* A check says that it is well everywhere only where it is. */
static gboolean
is_well (const GPtrArray *checks, const char *well)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];

      if (g_str_equal (check->text->well, well) && (check->status != WP_LINT_OK || check->is_note))
        return FALSE;
    }
  return TRUE;
}

/* Sentences, lent, each once. */
static GPtrArray *
what_is_well (const GPtrArray *checks)
{
  GPtrArray *wells = g_ptr_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const char *well = ((const WpLintCheck *) checks->pdata[i])->text->well;

      if (is_well (checks, well) && !wp_lint_has_text (wells, well))
        g_ptr_array_add (wells, (gpointer) well);
    }
  return wells;
}

static void
append_well (GString *out, const GPtrArray *checks, gboolean is_list, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) wells = what_is_well (checks);
  g_autofree char *count = g_strdup_printf ("%u", wells->len);
  g_autofree char *text = wp_render_fill_pairs (
      N_ ("As it should be: {count} more. --all lists them."), style, "count", count, NULL);

  for (guint i = 0; is_list && i < wells->len; i++)
    {
      wp_layout_sign (out, WP_SIGN_GOOD, style);
      wp_layout_wrap (out, wp_render_tr (wells->pdata[i], style), 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
  if (is_list || wells->len == 0)
    return;
  wp_layout_sign (out, WP_SIGN_GOOD, style);
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

/* What there is */

/* Who names it; the caller owns it. NULL: nobody, or a guess that nobody answered. */
static char *
voices_of (const WpReport *report,
           const WpEndpoint *server,
           gboolean *is_named,
           const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) voices = g_ptr_array_new ();
  gboolean is_guessed = FALSE;

  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (!wp_endpoint_same_server (candidate->endpoint, server)
          || candidate->endpoint->tls != server->tls)
        continue;
      for (guint n = 0; n < candidate->sources->len; n++)
        {
          const WpSource *source = wp_report_source (report,
                                                     g_array_index (candidate->sources, guint, n));
          const char *brief = source == NULL ? NULL : wp_render_brief (source->kind, style);

          if (source != NULL && source->kind == WP_SOURCE_GUESS)
            is_guessed = TRUE;
          else if (brief != NULL && !wp_lint_has_text (voices, brief))
            g_ptr_array_add (voices, (gpointer) brief);
        }
    }
  *is_named = voices->len > 0;
  if (voices->len == 0 && is_guessed && wp_lint_is_proven (report, server))
    g_ptr_array_add (voices, (gpointer) wp_render_tr (N_ ("guessed; it answers"), style));
  return voices->len == 0 ? NULL : join (voices);
}

/* Of several that were guessed the first is enough. */
static gboolean
is_listed (const GArray *lines, const WpEndpoint *server, gboolean is_named)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const WpEndpoint *other = g_array_index (lines, WpSettingsLine, i).endpoint;

      if (other->tls == server->tls && other->protocol == server->protocol
          && (!is_named || wp_endpoint_same_server (other, server)))
        return TRUE;
    }
  return FALSE;
}

/* User names are the same for everybody or a placeholder; here they would be those of nobody. */
static WpEndpoint *
without_name (const WpEndpoint *server)
{
  WpEndpoint *copy = wp_endpoint_dup (server);

  g_free (copy->username);
  copy->username = g_strdup ("");
  return copy;
}

static void
append_exchangers (GString *out, const GPtrArray *checks, const WpRenderStyle *style)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];
      g_autoptr (GPtrArray) lines = NULL;

      if (!g_str_equal (check->text->id, "domain.mx") || check->status != WP_LINT_OK)
        continue;
      lines = lines_of (check->params);
      for (guint n = 0; n < lines->len; n++)
        {
          g_string_append (out, "  MX    ");
          wp_layout_wrap (out, lines->pdata[n], 8, 8, wp_layout_columns (style));
          g_string_append_c (out, '\n');
        }
    }
}

static void
append_table (GString *out,
              const WpReport *report,
              const GPtrArray *checks,
              const WpRenderStyle *style)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (WpSettingsLine));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  gsize before = out->len;

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);

      for (guint i = 0; i < ranked->len; i++)
        {
          const WpEndpoint *server = ((const WpCandidate *) ranked->pdata[i])->endpoint;
          gboolean is_named = FALSE;
          char *voices = voices_of (report, server, &is_named, style);
          WpSettingsLine line = { .note = voices };

          if (voices == NULL)
            continue;
          g_ptr_array_add (kept, voices);
          if (is_listed (lines, server, is_named))
            continue;
          line.endpoint = without_name (server);
          g_ptr_array_add (servers, (gpointer) line.endpoint);
          g_array_append_val (lines, line);
        }
    }
  wp_render_settings (out, report, (const WpSettingsLine *) (void *) lines->data, lines->len,
                      style);
  append_exchangers (out, checks, style);
  if (out->len > before)
    g_string_append_c (out, '\n');
}

/* The headline */

typedef struct
{
  GPtrArray *fails, *warns, *unknown, *notes; /* of WpLintBlock */
} Blocks;

static void
blocks_clear (Blocks *blocks)
{
  g_ptr_array_unref (blocks->fails);
  g_ptr_array_unref (blocks->warns);
  g_ptr_array_unref (blocks->unknown);
  g_ptr_array_unref (blocks->notes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blocks, blocks_clear)

static guint
count_ids (const GPtrArray *blocks)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    n += ((const WpLintBlock *) blocks->pdata[i])->ids->len;
  return n;
}

static gboolean
is_nowhere (const WpReport *report)
{
  return !wp_lint_exists (report) && !wp_lint_is_published (report);
}

static const char *
headline_of (const WpReport *report, const Blocks *blocks, gboolean is_blind)
{
  gboolean is_flawless = blocks->fails->len + blocks->warns->len == 0;

  if (report->exit == WP_EXIT_INTERRUPTED)
    return N_ ("Interrupted. Things to mend in {domain} so far: {fail}; to look at: {warn}.");
  if (is_nowhere (report))
    return report->typo == NULL
               ? N_ ("{domain} does not exist. Check how it is written.")
               : N_ ("{domain} does not exist. Check how it is written; perhaps {suggestion} was "
                     "meant.");
  if (is_blind && blocks->fails->len == 0)
    return N_ ("It cannot be told from here what {domain} publishes. {reason}");
  if (!wp_lint_is_published (report) && !is_blind)
    return is_flawless && wp_lint_is_null_mx (report)
               ? N_ ("{domain} takes no mail, says so, and publishes no settings. Nothing is to be "
                     "mended.")
               : N_ ("{domain} publishes no settings that a mail program could use. Things to "
                     "mend: {fail}; to look at: {warn}.");
  if (!is_flawless)
    return N_ ("Things to mend in {domain}: {fail}; to look at: {warn}.");
  return blocks->unknown->len > 0
             ? N_ ("All that was seen of {domain} is as it should be.")
             : N_ ("All that {domain} publishes for mail programs is as it should be.");
}

static void
append_headline (GString *out,
                 const WpReport *report,
                 const Blocks *blocks,
                 const WpLintCheck *blindness,
                 const WpRenderStyle *style)
{
  g_autofree char *domain = wp_render_domain (report, style);
  g_autofree char *fail = g_strdup_printf ("%u", blocks->fails->len);
  g_autofree char *warn = g_strdup_printf ("%u", blocks->warns->len);
  g_autofree char *unknown = g_strdup_printf ("%u", count_ids (blocks->unknown));
  g_autofree char *reason = blindness == NULL ? NULL
                                              : fill (blindness->params, blindness->is, style);
  g_autofree char *text = wp_render_fill_pairs (
      headline_of (report, blocks, blindness != NULL), style, "domain", domain, "fail", fail,
      "warn", warn, "reason", reason == NULL ? "" : reason, "suggestion",
      report->typo == NULL ? "" : report->typo, NULL);
  g_autofree char *more = NULL;

  if (blocks->unknown->len > 0 && !is_nowhere (report)
      && (blindness == NULL || blocks->fails->len > 0))
    more = wp_render_fill_pairs (N_ ("{text} Not judged: {unknown}."), style, "text", text,
                                 "unknown", unknown, NULL);
  append_text (out, more == NULL ? text : more, 0, style);
}

static void
append_all (GString *out,
            const WpReport *report,
            const GPtrArray *checks,
            const Blocks *blocks,
            gboolean is_blind,
            const WpRenderStyle *style)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  gsize before = out->len;

  append_table (out, report, checks, style);
  append_faults (out, blocks->fails, told, style);
  append_faults (out, blocks->warns, told, style);
  append_rest (out, blocks->unknown, is_blind ? NULL : N_ ("Not judged: {text}"), style);
  append_rest (out, blocks->notes, N_ ("About: {text}"), style);
  append_well (out, checks, style->lists_all || blocks->fails->len + blocks->warns->len == 0,
               style);
  if (out->len > before)
    g_string_append_c (out, '\n');
}

char *
wp_render_lint (const WpReport *report, const GPtrArray *checks, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  const WpLintCheck *blindness = wp_lint_blindness (report, checks);
  g_auto (Blocks) blocks = {
    .fails = wp_lint_blocks (checks, WP_LINT_FAIL),
    .warns = wp_lint_blocks (checks, WP_LINT_WARN),
    .unknown = wp_lint_blocks (checks, WP_LINT_UNKNOWN),
    .notes = wp_lint_blocks (checks, WP_LINT_OK),
  };

  if (!style->is_quiet && !is_nowhere (report))
    append_all (out, report, checks, &blocks, blindness != NULL && blocks.fails->len == 0, style);
  append_headline (out, report, &blocks, blindness, style);
  if (!style->is_quiet && report->account != NULL && report->exit != WP_EXIT_INTERRUPTED
      && !is_nowhere (report) && blindness == NULL && blocks.fails->len + blocks.warns->len > 0)
    wp_render_suggest (
        out, report,
        &(WpSuggestion){ "lint", report->account->domain_ascii, wp_lint_zone_options (report),
                         N_ ("writes the records and files that a domain should publish") },
        style);
  return wp_layout_finish (out, style);
}

char *
wp_render_explain_check (const char *id, const WpRenderStyle *style)
{
  const WpLintText *text = wp_lint_find_text (id);
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (text->id);
  g_string_append_c (out, '\n');
  append_text (out, wp_render_tr (text->title, style), 2, style);
  g_string_append_c (out, '\n');
  append_led (out, N_ ("Where all is well: {text}"), wp_render_tr (text->well, style), style);
  g_string_append_c (out, '\n');
  append_led (out, N_ ("Why: {text}"), wp_render_tr (text->why, style), style);
  g_string_append_c (out, '\n');
  append_led (out, N_ ("What mends it: {text}"), wp_render_tr (text->mend, style), style);
  return wp_layout_finish (out, style);
}

/* JSON */

static void
put_should_be (JsonObject *object, const WpLintCheck *check, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;

  if (check->should_be == NULL)
    return;
  if (!has_lines (check))
    {
      text = fill (check->params, check->should_be, style);
      wp_json_put (object, "should_be", text);
      return;
    }
  lines = lines_of (check->params);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  json_object_set_string_member (object, "should_be", text);
}

static JsonObject *
new_check (const WpLintCheck *check, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  g_autofree char *is = fill (check->params, check->is, style);

  wp_json_put (object, "id", check->text->id);
  wp_json_put (object, "status", wp_lint_status_id (check->status));
  wp_json_put (object, "title", wp_render_tr (check->text->title, style));
  wp_json_put (object, "where", check->where);
  wp_json_put (object, "is", is);
  put_should_be (object, check, style);
  if (check->status == WP_LINT_WARN || check->status == WP_LINT_FAIL)
    wp_json_put (object, "why", wp_render_tr (check->text->why, style));
  return object;
}

char *
wp_render_lint_json (const WpReport *report,
                     const GPtrArray *checks,
                     int exit_code,
                     const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  wp_json_put (object, "schema", "waypost.lint/1");
  json_object_set_object_member (object, "program", wp_json_program ());
  if (report->account != NULL)
    wp_json_put (object, "domain", report->account->domain_ascii);
  json_object_set_boolean_member (object, "published", wp_lint_is_published (report));
  json_object_set_int_member (object, "exit", exit_code);
  for (guint i = 0; i < checks->len; i++)
    json_array_add_object_element (array, new_check (checks->pdata[i], style));
  json_object_set_array_member (object, "checks", array);
  return wp_json_to_text (object);
}
