/* What other mail programs would find with the same answers: the servers each would set up, where
 * it stumbles, and what is not known of it. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

/* Ids of source kinds become words; two kinds may have the same. */
static char *
sources_in_words (const char *const *ids, const WpRenderStyle *style)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (; *ids != NULL; ids++)
    {
      WpSourceKind kind = WP_SOURCE_GIVEN;
      const char *brief;

      if (!wp_source_kind_from_id (*ids, &kind))
        continue;
      brief = wp_render_brief (kind, style);
      if (!g_ptr_array_find_with_equal_func (words, brief, g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) brief);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

char *
wp_render_remark (const WpClientRemark *remark, const WpRenderStyle *style)
{
  g_autoptr (WpFields) params = wp_fields_dup (remark->params);
  const char *const *ids = wp_fields_list (params, WP_KEY_SOURCE);

  if (ids != NULL)
    {
      g_autofree char *words = sources_in_words (ids, style);

      wp_fields_set_text (params, WP_KEY_SOURCE, words);
    }
  return wp_render_fill (remark->text, params, style);
}

static void
append_remarks (GString *out, const GPtrArray *remarks, WpSign sign, const WpRenderStyle *style)
{
  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *text = wp_render_remark (remarks->pdata[i], style);

      g_string_append (out, "  ");
      wp_layout_sign (out, sign, style);
      wp_layout_wrap (out, text, 4, 4, wp_layout_columns (style));
      g_string_append_c (out, '\n');
    }
}

static void
append_finds (GString *out,
              const WpReport *report,
              const WpClientView *view,
              const WpRenderStyle *style)
{
  WpSettingsLine lines[WP_N_PROTOCOLS] = { 0 };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_lines = 0;

  for (guint i = 0; i < view->finds->len && n_lines < WP_N_PROTOCOLS; i++)
    {
      const WpClientFind *find = view->finds->pdata[i];
      const WpSource *source = wp_report_source (report, find->source);
      char *name = source == NULL ? g_strdup (wp_render_tr (N_ ("untried"), style))
                                  : wp_render_source_name (report, source, style);

      g_ptr_array_add (names, name);
      lines[n_lines++] = (WpSettingsLine){ .endpoint = find->endpoint, .note = name };
    }
  wp_render_settings (out, report, lines, n_lines, style);
}

static const char *
verdict (const WpClientView *view)
{
  if (view->is_same)
    return view->unknown->len == 0 ? N_ ("{name} finds the servers that Waypost chose.")
                                   : N_ ("{name} finds the servers that Waypost chose, as far as "
                                         "is known.");
  if (view->finds->len == 0)
    return view->unknown->len == 0 ? N_ ("{name} finds nothing.")
                                   : N_ ("{name} finds nothing, as far as is known.");
  return view->unknown->len == 0 ? N_ ("{name} finds something else than Waypost.")
                                 : N_ ("{name} finds something else than Waypost, as far as is "
                                       "known.");
}

static WpSign
sign_of (const WpClientView *view)
{
  if (view->is_same)
    return WP_SIGN_GOOD;
  if (view->finds->len > 0)
    return WP_SIGN_WARN;
  return view->unknown->len == 0 ? WP_SIGN_BAD : WP_SIGN_NONE;
}

static void
append_client (GString *out,
               const WpReport *report,
               const WpClientView *view,
               const WpRenderStyle *style)
{
  const WpAsClient *client = view->client;
  g_autofree char *says = wp_render_fill_pairs (verdict (view), style, "name", client->name, NULL);
  g_autofree char *as_of = wp_render_fill_pairs (
      client->is_from_docs ? N_ ("As of {date}, from its documentation ({version}); the program "
                                 "itself cannot be read.")
                           : N_ ("As of {date} ({version})."),
      style, "date", client->as_of, "version", client->version, NULL);
  g_autofree char *whole = g_strdup_printf ("%s %s", says, as_of);

  wp_layout_sign (out, sign_of (view), style);
  wp_layout_wrap (out, whole, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  append_finds (out, report, view, style);
  append_remarks (out, view->stumbles, WP_SIGN_WARN, style);
  append_remarks (out, view->unknown, WP_SIGN_NOTE, style);
}

void
wp_render_clients (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  for (guint i = 0; i < style->clients->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_client (out, report, style->clients->pdata[i], style);
    }
}
