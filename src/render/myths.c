/* waypost explain myths: what is often heard, what is true, why, and where that can be read. */
#include "render/layout-private.h"

#include <glib/gi18n-lib.h>

static void
append_paragraph (GString *out, const char *text, const WpRenderStyle *style)
{
  g_string_append (out, "  ");
  wp_layout_wrap (out, text, 2, 2, wp_layout_columns (style));
  g_string_append_c (out, '\n');
}

static void
append_myth (GString *out, const WpMyth *myth, const WpRenderStyle *style)
{
  g_autofree char *heard = wp_render_fill_pairs (N_ ("\342\200\234{heard}\342\200\235"), style,
                                                 "heard", wp_render_tr (myth->heard, style), NULL);
  g_autofree char *source = wp_render_fill_pairs (N_ ("Source: {source}"), style, "source",
                                                  myth->source, NULL);
  g_autofree char *more = myth->more == NULL ? NULL
                                             : g_strjoin (" ", wp_render_tr (myth->answer, style),
                                                          wp_render_tr (myth->more, style), NULL);

  wp_layout_sign (out, WP_SIGN_NOTE, style);
  wp_layout_title (out, heard, myth->id, style);
  append_paragraph (out, more == NULL ? wp_render_tr (myth->answer, style) : more, style);
  append_paragraph (out, source, style);
}

char *
wp_render_explain_myth (const char *id, const WpRenderStyle *style)
{
  GString *out;
  guint count;
  const WpMyth *myths = wp_myths (&count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (myths[i].id, id))
      {
        out = g_string_new (NULL);
        append_myth (out, &myths[i], style);
        return wp_layout_finish (out, style);
      }
  return NULL;
}

char *
wp_render_myths (const WpRenderStyle *style)
{
  GString *out = g_string_new (NULL);
  guint count;
  const WpMyth *myths = wp_myths (&count);

  wp_layout_wrap (out,
                  wp_render_tr (N_ ("What is often heard of POP and IMAP, and what is so:"), style),
                  0, 0, wp_layout_columns (style));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < count; i++)
    {
      g_string_append_c (out, '\n');
      append_myth (out, &myths[i], style);
    }
  return wp_layout_finish (out, style);
}
