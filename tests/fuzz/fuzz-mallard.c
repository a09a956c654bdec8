/* Any bytes as a page of the manual: what is read has a title and texts that are UTF-8, parts of a
 * text lie within it, and its markup is well-formed. */
#include <stdint.h>
#include <string.h>

#include "gtk/flow/mallard.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *
title_of (const char *target, gpointer data G_GNUC_UNUSED)
{
  return *target == 'x' ? NULL : g_strdup ("<a> & title");
}

static void
check_markup (const WpBlock *block)
{
  static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autofree char *markup = wp_block_markup (block);
  g_autofree char *whole = g_strdup_printf ("<p>%s</p>", markup);

  if (!g_markup_parse_context_parse (context, whole, -1, NULL)
      || !g_markup_parse_context_end_parse (context, NULL))
    g_error ("not well-formed: %s", whole);
}

static void
check_block (const WpBlock *block)
{
  guint before = 0;

  if (*block->text == '\0' || !g_utf8_validate (block->text, -1, NULL))
    g_error ("a block without a text, or not in UTF-8");
  for (guint i = 0; i < block->spans->len; i++)
    {
      const WpSpan *span = &g_array_index (block->spans, WpSpan, i);

      if (span->begin < before || span->end < span->begin || span->end > strlen (block->text))
        g_error ("from %u to %u of %s", span->begin, span->end, block->text);
      before = span->begin;
    }
  check_markup (block);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WpManualPage) head = wp_mallard_read_head ((const char *) data, size, NULL);
  g_autoptr (WpManualPage) page = wp_mallard_read ((const char *) data, size, title_of, NULL, NULL);

  if (page == NULL)
    return 0;
  if (head == NULL || !g_str_equal (head->title, page->title))
    g_error ("the whole page has another title");
  for (guint i = 0; i < page->blocks->len; i++)
    check_block (page->blocks->pdata[i]);
  return 0;
}
