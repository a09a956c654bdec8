/* See mallard.h: pages and blocks as values, and the markup of a block. */
#include "gtk/flow/mallard.h"

#include <string.h>

static void
clear_span (gpointer data)
{
  g_free (((WpSpan *) data)->target);
}

GArray *
wp_spans_new (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (WpSpan));

  g_array_set_clear_func (spans, clear_span);
  return spans;
}

WpBlock *
wp_block_new (WpBlockKind kind, const char *text)
{
  WpBlock *self = g_new0 (WpBlock, 1);

  self->kind = kind;
  self->text = g_strdup (text);
  self->spans = wp_spans_new ();
  return self;
}

void
wp_block_free (WpBlock *self)
{
  g_free (self->text);
  g_array_unref (self->spans);
  g_free (self->id);
  g_free (self->target);
  g_free (self->about);
  g_free (self->marker);
  g_free (self);
}

WpManualPage *
wp_manual_page_new (void)
{
  WpManualPage *page = g_new0 (WpManualPage, 1);

  page->guides = g_ptr_array_new_with_free_func (g_free);
  page->related = g_ptr_array_new_with_free_func (g_free);
  page->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_block_free);
  page->unknown = g_ptr_array_new_with_free_func (g_free);
  return page;
}

void
wp_manual_page_free (WpManualPage *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->about);
  g_ptr_array_unref (self->guides);
  g_ptr_array_unref (self->related);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

/* Markup */

static void
append_tag (GString *out, const WpSpan *span, gboolean is_end)
{
  static const char *const tags[] = {
    [WP_SPAN_CODE] = "tt", [WP_SPAN_STRONG] = "b", [WP_SPAN_EM] = "i", [WP_SPAN_LINK] = "a"
  };

  if (!is_end && span->kind == WP_SPAN_LINK)
    {
      g_autofree char *target = g_markup_escape_text (span->target, -1);

      g_string_append_printf (out, "<a href=\"%s\">", target);
    }
  else
    g_string_append_printf (out, is_end ? "</%s>" : "<%s>", tags[span->kind]);
}

/* From the n-th span on, the text up to `end`. Returns the first span behind it. */
static guint
append_spans (GString *out, const WpBlock *self, guint n, guint begin, guint end)
{
  while (n <= self->spans->len)
    {
      const WpSpan *span = n < self->spans->len ? &g_array_index (self->spans, WpSpan, n) : NULL;
      guint stop = span != NULL && span->begin < end ? span->begin : end;
      g_autofree char *words = g_markup_escape_text (self->text + begin, (gssize) (stop - begin));

      g_string_append (out, words);
      if (stop == end)
        break;
      append_tag (out, span, FALSE);
      n = append_spans (out, self, n + 1, span->begin, span->end);
      append_tag (out, span, TRUE);
      begin = span->end;
    }
  return n;
}

char *
wp_block_markup (const WpBlock *self)
{
  GString *out = g_string_new (NULL);

  append_spans (out, self, 0, 0, (guint) strlen (self->text));
  return g_string_free (out, FALSE);
}
