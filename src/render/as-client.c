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
  /* Translators: beside a server that another program would use, and that Waypost did not ask. */
  const char *untried = N_ ("this server was not asked");
  guint n_lines = 0;

  for (guint n = 0; n < WP_N_PROTOCOLS; n++)
    for (guint i = 0; i < view->finds->len && n_lines < WP_N_PROTOCOLS; i++)
      {
        const WpClientFind *find = view->finds->pdata[i];
        const WpSource *source = wp_report_source (report, find->source);

        if (find->endpoint->protocol != wp_render_order[n])
          continue;
        g_ptr_array_add (names, source == NULL ? g_strdup (wp_render_tr (untried, style))
                                               : wp_render_source_name (report, source, style));
        lines[n_lines++] = (WpSettingsLine){ .endpoint = find->endpoint,
                                             .note = names->pdata[names->len - 1] };
      }
  wp_render_settings (out, report, lines, n_lines, style);
}

static const struct
{
  WpSign sign;
  const char *brief;
  const char *sentence;
  const char *unsure; /* where something could change it that is not known */
} verdicts[] = {
  [WP_CLIENT_SAME] = { WP_SIGN_GOOD, N_ ("finds the same"),
                       N_ ("{name} finds the servers that Waypost chose."),
                       N_ ("{name} finds the servers that Waypost chose, as far as is known.") },
  [WP_CLIENT_PORTS] = { WP_SIGN_WARN, N_ ("finds other ports or encryption"),
                        N_ ("{name} finds the servers that Waypost chose, with another port or "
                            "encryption."),
                        N_ ("{name} finds the servers that Waypost chose, with another port or "
                            "encryption, as far as is known.") },
  [WP_CLIENT_OTHER] = { WP_SIGN_WARN, N_ ("finds other servers"),
                        N_ ("{name} finds other servers than Waypost."),
                        N_ ("{name} finds other servers than Waypost, as far as is known.") },
  [WP_CLIENT_PART] = { WP_SIGN_WARN, N_ ("finds only a part"),
                       N_ ("{name} finds only a part of the settings."),
                       N_ ("{name} finds only a part of the settings, as far as is known.") },
  [WP_CLIENT_NOTHING] = { WP_SIGN_BAD, N_ ("finds nothing"), N_ ("{name} finds nothing."), NULL },
  [WP_CLIENT_UNKNOWN] = { WP_SIGN_NONE, N_ ("not known"), N_ ("What {name} finds is not known."),
                          NULL },
};

static const char *
sentence_of (const WpClientView *view)
{
  const char *unsure = verdicts[view->verdict].unsure;

  return view->unknown->len > 0 && unsure != NULL ? unsure : verdicts[view->verdict].sentence;
}

static void
append_client (GString *out,
               const WpReport *report,
               const WpClientView *view,
               const WpRenderStyle *style)
{
  const WpAsClient *client = view->client;
  g_autofree char *says = wp_render_fill_pairs (sentence_of (view), style, "name", client->name,
                                                NULL);
  g_autofree char *as_of = wp_render_fill_pairs (
      client->is_from_docs ? N_ ("As of {date}, from its documentation ({version}); the program "
                                 "itself cannot be read.")
                           : N_ ("As of {date} ({version})."),
      style, "date", client->as_of, "version", client->version, NULL);
  g_autofree char *whole = g_strdup_printf ("%s %s", says, as_of);

  wp_layout_sign (out, verdicts[view->verdict].sign, style);
  wp_layout_wrap (out, whole, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  append_finds (out, report, view, style);
  append_remarks (out, view->stumbles, WP_SIGN_WARN, style);
  append_remarks (out, view->unknown, WP_SIGN_NOTE, style);
}

/* The overview */

static void
append_rows (GString *out, const WpRenderStyle *style)
{
  guint columns = wp_layout_columns (style);
  guint widest = 0;

  for (guint i = 0; i < style->clients->len; i++)
    {
      const WpClientView *view = style->clients->pdata[i];

      widest = MAX (widest, wp_layout_width (view->client->name));
    }
  for (guint i = 0; i < style->clients->len; i++)
    {
      const WpClientView *view = style->clients->pdata[i];
      const char *brief = wp_render_tr (verdicts[view->verdict].brief, style);
      gboolean is_unsure = view->unknown->len > 0 && verdicts[view->verdict].unsure != NULL;
      g_autofree char *unsure = is_unsure
                                    ? wp_render_fill_pairs (N_ ("{verdict}, as far as is known"),
                                                            style, "verdict", brief, NULL)
                                    : g_strdup (brief);

      wp_layout_sign (out, verdicts[view->verdict].sign, style);
      wp_layout_wrap (out, view->client->name, 2, 2, columns);
      if (2 + widest + 2 + wp_layout_width (unsure) <= columns)
        wp_layout_pad (out, widest + 4 - wp_layout_used (out));
      else
        g_string_append (out, "\n    ");
      wp_layout_wrap (out, unsure, wp_layout_used (out), 4, columns);
      g_string_append_c (out, '\n');
    }
}

/* The names of those that have this remark, in words; NULL: fewer than two, or it was told with an
 * earlier one. */
static char *
shared_by (const WpRenderStyle *style, guint first, const char *text)
{
  GString *names = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < style->clients->len; i++)
    {
      const WpClientView *view = style->clients->pdata[i];
      gboolean has = FALSE;

      for (guint n = 0; n < view->stumbles->len && !has; n++)
        {
          g_autofree char *other = wp_render_remark (view->stumbles->pdata[n], style);

          has = g_str_equal (other, text);
        }
      if (has && i < first)
        count = style->clients->len + 1;
      if (!has || count > style->clients->len)
        continue;
      g_string_append_printf (names, "%s%s", count++ > 0 ? ", " : "", view->client->name);
    }
  return g_string_free (names, count < 2 || count > style->clients->len);
}

static void
append_shared (GString *out, const WpRenderStyle *style)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < style->clients->len; i++)
    {
      const WpClientView *view = style->clients->pdata[i];

      for (guint n = 0; n < view->stumbles->len; n++)
        {
          g_autofree char *text = wp_render_remark (view->stumbles->pdata[n], style);
          g_autofree char *names = shared_by (style, i, text);
          g_autofree char *whole = names == NULL
                                       ? NULL
                                       : wp_render_fill_pairs (
                                           /* Translators: {programs} is a list of mail programs,
                                            * {remark} a sentence about them. */
                                           N_ ("{programs}: {remark}"), style, "programs", names,
                                           "remark", text, NULL);

          if (whole == NULL)
            continue;
          if (is_first)
            g_string_append_c (out, '\n');
          is_first = FALSE;
          wp_layout_sign (out, WP_SIGN_WARN, style);
          wp_layout_wrap (out, whole, 2, 2, wp_layout_columns (style));
          g_string_append_c (out, '\n');
        }
    }
}

static void
append_overview (GString *out, const WpRenderStyle *style)
{
  append_rows (out, style);
  append_shared (out, style);
  g_string_append_c (out, '\n');
  wp_layout_wrap (out,
                  wp_render_tr (N_ ("The same option with one name, like --as thunderbird, tells "
                                    "everything about that program."),
                                style),
                  0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

void
wp_render_clients (GString *out, const WpReport *report, const WpRenderStyle *style)
{
  if (style->is_overview)
    {
      append_overview (out, style);
      return;
    }
  for (guint i = 0; i < style->clients->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_client (out, report, style->clients->pdata[i], style);
    }
}
