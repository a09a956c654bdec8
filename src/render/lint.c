/* What lint found: a line a check; below what is not as it should be, what there is, the very lines
 * that would mend it, and why; last the headline. And the same as JSON (waypost.lint/1,
 * data/lint.schema.json). Lines to be copied are never wrapped. */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"
#include "render/layout-private.h"

#define EXIT_INTERRUPTED 130
#define MOST_CHARS 4096

static const WpSign signs[WP_N_LINT_STATUSES] = {
  [WP_LINT_OK] = WP_SIGN_GOOD,
  [WP_LINT_WARN] = WP_SIGN_WARN,
  [WP_LINT_FAIL] = WP_SIGN_BAD,
  [WP_LINT_UNKNOWN] = WP_SIGN_NONE,
};

/* Sources have names for people. */
static char *
fill (const WpLintCheck *check, const char *msgid, const WpRenderStyle *style)
{
  static const char *const keys[] = { WP_KEY_SOURCE, WP_KEY_OTHER_SOURCE };
  g_autoptr (WpFields) params = wp_fields_dup (check->params);

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
lines_of (const WpLintCheck *check)
{
  const char *const *list = wp_fields_list (check->params, WP_KEY_RECORDS);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (; list != NULL && *list != NULL; list++)
    g_ptr_array_add (lines, wp_printable_text (*list, MOST_CHARS));
  return lines;
}

static char *
where_of (const WpLintCheck *check)
{
  return wp_printable_text (check->where, WP_LIMIT_URL_BYTES);
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

static void
append_lines (GString *out, const char *lead, const WpLintCheck *check, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) lines = lines_of (check);

  append_text (out, wp_render_tr (lead, style), 2, style);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "    %s\n", (const char *) lines->pdata[i]);
}

/* Alike: what is said of one is said of the other, but for the place. */
static gboolean
is_alike (const WpLintCheck *one, const WpLintCheck *other)
{
  return one->status == other->status && one->is_note == other->is_note
         && g_str_equal (one->text->title, other->text->title)
         && (!one->is_note || g_strcmp0 (one->is, other->is) == 0);
}

/* The host of a URL says enough of what is well. */
static char *
brief_where (const WpLintCheck *check)
{
  g_autofree char *where = where_of (check);
  char *host = strstr (where, "://");

  return host == NULL ? g_steal_pointer (&where) : g_strndup (host + 3, strcspn (host + 3, "/"));
}

/* The line of several that are alike: "✓ Title   place, place". Answers how many. */
static guint
append_well (GString *out, const GPtrArray *checks, guint first, const WpRenderStyle *style)
{
  const WpLintCheck *check = checks->pdata[first];
  g_autoptr (GString) line = g_string_new (wp_render_tr (check->text->title, style));
  const char *last = NULL;
  guint n = 0;

  for (; first + n < checks->len && is_alike (check, checks->pdata[first + n]); n++)
    {
      const WpLintCheck *one = checks->pdata[first + n];
      g_autofree char *where = brief_where (one);

      if (g_strcmp0 (one->where, last) != 0)
        g_string_append_printf (line, "%s%s", n == 0 ? ": " : ", ", where);
      last = one->where;
    }
  wp_layout_sign (out, check->is_note ? WP_SIGN_NOTE : WP_SIGN_GOOD, style);
  wp_layout_wrap (out, line->str, 2, 4, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  if (check->is_note)
    {
      g_autofree char *is = fill (check, check->is, style);

      append_text (out, is, 2, style);
      for (guint i = 0; i < n; i++)
        if (has_lines (checks->pdata[first + i]))
          {
            g_autoptr (GPtrArray) lines = lines_of (checks->pdata[first + i]);

            for (guint l = 0; l < lines->len; l++)
              g_string_append_printf (out, "    %s\n", (const char *) lines->pdata[l]);
          }
    }
  return n;
}

static void
append_fault (GString *out, const WpLintCheck *check, gboolean says_why, const WpRenderStyle *style)
{
  g_autofree char *where = where_of (check);
  g_autofree char *is = fill (check, check->is, style);
  g_autofree char *should_be = NULL;

  wp_layout_sign (out, signs[check->status], style);
  wp_layout_title (out, wp_render_tr (check->text->title, style), check->text->id, style);
  append_led (out, N_ ("Where: {text}"), where, style);
  append_led (out, N_ ("Is: {text}"), is, style);
  if (has_lines (check))
    append_lines (out, N_ ("Should be:"), check, style);
  else
    {
      should_be = fill (check, check->should_be, style);
      append_led (out, N_ ("Should be: {text}"), should_be, style);
    }
  if (says_why)
    append_led (out, N_ ("Why: {text}"), wp_render_tr (check->text->why, style), style);
}

static gboolean
is_unknown (const WpLintCheck *check)
{
  return check->status == WP_LINT_UNKNOWN;
}

/* What was not seen for one reason: where, and what hangs on it. */
typedef struct
{
  char *is;
  GPtrArray *places; /* of char*, owned */
  GPtrArray *ids;    /* of char*, lent */
} Reason;

static void
reason_free (gpointer data)
{
  Reason *reason = data;

  g_free (reason->is);
  g_ptr_array_unref (reason->places);
  g_ptr_array_unref (reason->ids);
  g_free (reason);
}

/* Takes the text. */
static Reason *
reason_for (GPtrArray *reasons, char *is)
{
  Reason *reason;

  for (guint i = 0; i < reasons->len; i++)
    {
      reason = reasons->pdata[i];
      if (g_str_equal (reason->is, is))
        {
          g_free (is);
          return reason;
        }
    }
  reason = g_new (Reason, 1);
  *reason = (Reason){ is, g_ptr_array_new_with_free_func (g_free), g_ptr_array_new () };
  g_ptr_array_add (reasons, reason);
  return reason;
}

static char *
join (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (char **) texts->pdata);
}

static void
append_unknown (GString *out, const GPtrArray *checks, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (reason_free);

  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];
      Reason *reason;
      g_autofree char *where = where_of (check);

      if (!is_unknown (check))
        continue;
      reason = reason_for (reasons, fill (check, check->is, style));
      if (!g_ptr_array_find_with_equal_func (reason->places, where, g_str_equal, NULL))
        g_ptr_array_add (reason->places, g_steal_pointer (&where));
      if (!g_ptr_array_find_with_equal_func (reason->ids, check->text->id, g_str_equal, NULL))
        g_ptr_array_add (reason->ids, (gpointer) check->text->id);
    }
  for (guint i = 0; i < reasons->len; i++)
    {
      Reason *reason = reasons->pdata[i];
      g_autofree char *places = join (reason->places);
      g_autofree char *ids = join (reason->ids);

      wp_layout_sign (out, WP_SIGN_NONE, style);
      wp_layout_wrap (out, reason->is, 2, 2, wp_layout_columns (style));
      g_string_append_c (out, '\n');
      append_led (out, N_ ("Where: {text}"), places, style);
      append_led (out, N_ ("Not judged: {text}"), ids, style);
    }
}

static void
append_checks (GString *out, const GPtrArray *checks, const WpRenderStyle *style)
{
  g_autoptr (GHashTable) reasons = g_hash_table_new (g_str_hash, g_str_equal);
  guint i = 0;

  while (i < checks->len)
    {
      const WpLintCheck *check = checks->pdata[i];

      if (check->status == WP_LINT_OK)
        {
          i += append_well (out, checks, i, style);
          continue;
        }
      if (!is_unknown (check))
        append_fault (out, check, g_hash_table_add (reasons, (gpointer) check->text->why), style);
      i++;
    }
}

static guint
count_of (const GPtrArray *checks, WpLintStatus status)
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += ((const WpLintCheck *) checks->pdata[i])->status == status;
  return n;
}

static char *
headline (const WpReport *report, const GPtrArray *checks, const WpRenderStyle *style)
{
  guint fails = count_of (checks, WP_LINT_FAIL), warns = count_of (checks, WP_LINT_WARN);
  g_autofree char *domain = wp_render_domain (report, style);
  g_autofree char *fail = g_strdup_printf ("%u", fails);
  g_autofree char *warn = g_strdup_printf ("%u", warns);
  g_autofree char *unknown = g_strdup_printf ("%u", count_of (checks, WP_LINT_UNKNOWN));
  const char *text =
      report->exit == EXIT_INTERRUPTED
          ? N_ ("Interrupted. Things to mend in {domain} so far: {fail}; to look at: {warn}.")
      : !wp_lint_is_published (report)
          ? N_ ("{domain} publishes no settings that a mail program could use. Things to mend: "
                "{fail}; to look at: {warn}; not seen: {unknown}.")
      : fails + warns > 0
          ? N_ ("Things to mend in {domain}: {fail}; to look at: {warn}; not seen: {unknown}.")
      : count_of (checks, WP_LINT_UNKNOWN) > 0
          ? N_ ("All that was seen of {domain} is as it should be; not seen: {unknown}.")
          : N_ ("All that {domain} publishes for mail programs is as it should be.");

  return wp_render_fill_pairs (text, style, "domain", domain, "fail", fail, "warn", warn, "unknown",
                               unknown, NULL);
}

char *
wp_render_lint (const WpReport *report, const GPtrArray *checks, const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  g_autofree char *last = headline (report, checks, style);

  if (!style->is_quiet)
    {
      append_checks (out, checks, style);
      append_unknown (out, checks, style);
      if (out->len > 0)
        g_string_append_c (out, '\n');
    }
  append_text (out, last, 0, style);
  if (!style->is_quiet && report->account != NULL && report->exit != EXIT_INTERRUPTED
      && count_of (checks, WP_LINT_FAIL) + count_of (checks, WP_LINT_WARN) > 0)
    wp_render_suggest (out, "lint", report->account->domain_ascii,
                       wp_lint_is_published (report) ? "--zone" : "--zone --imap HOST --smtp HOST",
                       N_ ("writes a complete set of records and files"), style);
  return wp_layout_finish (out, style);
}

/* JSON */

static void
put_text (JsonObject *object, const char *key, const char *text)
{
  g_autofree char *shown = wp_printable_text (text, MOST_CHARS);

  if (shown != NULL)
    json_object_set_string_member (object, key, shown);
}

static void
put_should_be (JsonObject *object, const WpLintCheck *check, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;

  if (check->should_be == NULL)
    return;
  if (!has_lines (check))
    {
      text = fill (check, check->should_be, style);
      put_text (object, "should_be", text);
      return;
    }
  lines = lines_of (check);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  json_object_set_string_member (object, "should_be", text);
}

static JsonObject *
new_check (const WpLintCheck *check, const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  g_autofree char *is = fill (check, check->is, style);

  put_text (object, "id", check->text->id);
  put_text (object, "status", wp_lint_status_id (check->status));
  put_text (object, "title", wp_render_tr (check->text->title, style));
  put_text (object, "where", check->where);
  put_text (object, "is", is);
  put_should_be (object, check, style);
  if (check->status == WP_LINT_WARN || check->status == WP_LINT_FAIL)
    put_text (object, "why", wp_render_tr (check->text->why, style));
  return object;
}

char *
wp_render_lint_json (const WpReport *report,
                     const GPtrArray *checks,
                     int exit_code,
                     const WpRenderStyle *style)
{
  JsonObject *object = json_object_new ();
  JsonObject *program = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  put_text (object, "schema", "waypost.lint/1");
  put_text (program, "name", "waypost");
  put_text (program, "version", WAYPOST_VERSION);
  json_object_set_object_member (object, "program", program);
  if (report->account != NULL)
    put_text (object, "domain", report->account->domain_ascii);
  json_object_set_boolean_member (object, "published", wp_lint_is_published (report));
  json_object_set_int_member (object, "exit", exit_code);
  for (guint i = 0; i < checks->len; i++)
    json_array_add_object_element (array, new_check (checks->pdata[i], style));
  json_object_set_array_member (object, "checks", array);
  json_node_take_object (root, object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
