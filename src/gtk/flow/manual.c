/* See manual.h. */
#include "gtk/flow/manual.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "help/manual-resource.h"

#define FOLDER "/org/waypost/Waypost/help"
#define SUFFIX ".page"

struct _WpManual
{
  GPtrArray *heads; /* of WpManualPage, by title */
};

/* Files */

/* NULL: there is none of this name. */
static GBytes *
bytes_of (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, SUFFIX, NULL);

  return g_resource_lookup_data (wp_manual_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/* They are ours: what cannot be read is a fault of the build. */
static WpManualPage *
read_head (const char *name)
{
  g_autoptr (GBytes) bytes = bytes_of (name);
  g_autoptr (GError) error = NULL;
  WpManualPage *page;
  gsize count;
  const char *data;

  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &count);
  page = wp_mallard_read_head (data, count, &error);
  g_assert_no_error (error);
  return page;
}

static int
by_title (gconstpointer first, gconstpointer second)
{
  return g_utf8_collate ((*(WpManualPage *const *) first)->title,
                         (*(WpManualPage *const *) second)->title);
}

WpManual *
wp_manual_new (void)
{
  WpManual *self = g_new0 (WpManual, 1);
  g_auto (GStrv) files = g_resource_enumerate_children (wp_manual_get_resource (), FOLDER,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (files != NULL);
  self->heads = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_manual_page_free);
  for (char **file = files; *file != NULL; file++)
    {
      g_autofree char *name = g_strndup (*file, strlen (*file) - strlen (SUFFIX));

      g_ptr_array_add (self->heads, read_head (name));
    }
  g_ptr_array_sort (self->heads, by_title);
  return self;
}

void
wp_manual_free (WpManual *self)
{
  g_ptr_array_unref (self->heads);
  g_free (self);
}

/* Targets */

static char *
page_of (const char *target)
{
  return g_strndup (target, strcspn (target, "#"));
}

const char *
wp_manual_section (const char *target)
{
  const char *mark = strchr (target, '#');

  return mark == NULL ? NULL : mark + 1;
}

char *
wp_manual_of_finding (const WpFindingText *text)
{
  return g_strdup_printf ("%s#%s", text->help, text->id);
}

static const WpManualPage *
head_of (const WpManual *self, const char *name)
{
  for (guint i = 0; i < self->heads->len; i++)
    if (g_str_equal (((WpManualPage *) self->heads->pdata[i])->id, name))
      return self->heads->pdata[i];
  return NULL;
}

static WpManualPage *
read_whole (const char *name, WpTitleOf title_of, gpointer data)
{
  g_autoptr (GBytes) bytes = bytes_of (name);
  g_autoptr (GError) error = NULL;
  WpManualPage *page;
  gsize count;
  const char *words;

  if (bytes == NULL)
    return NULL;
  words = g_bytes_get_data (bytes, &count);
  page = wp_mallard_read (words, count, title_of, data, &error);
  g_assert_no_error (error);
  return page;
}

char *
wp_manual_title (const WpManual *self, const char *target)
{
  g_autofree char *name = page_of (target);
  const char *section = wp_manual_section (target);
  g_autoptr (WpManualPage) page = NULL;

  if (head_of (self, name) == NULL)
    return NULL;
  if (section == NULL)
    return g_strdup (head_of (self, name)->title);
  page = read_whole (name, NULL, NULL);
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const WpBlock *block = page->blocks->pdata[i];

      if (g_strcmp0 (block->id, section) == 0)
        return g_strdup (block->text);
    }
  return NULL;
}

/* Lists of pages */

static WpBlock *
new_topic (const WpManualPage *head)
{
  WpBlock *topic = wp_block_new (WP_BLOCK_TOPIC, head->title);

  topic->target = g_strdup (head->id);
  topic->about = g_strdup (head->about);
  return topic;
}

static gboolean
wants (const GPtrArray *places, const char *name, const char *section)
{
  g_autofree char *place = section == NULL ? g_strdup (name)
                                           : g_strconcat (name, "#", section, NULL);

  return g_ptr_array_find_with_equal_func ((GPtrArray *) places, place, g_str_equal, NULL);
}

/* Behind what the section says itself. */
static void
add_topics (const WpManual *self, WpManualPage *page)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_block_free);
  const char *section = NULL;

  for (guint i = 0; i <= page->blocks->len; i++)
    {
      WpBlock *block = i < page->blocks->len ? page->blocks->pdata[i] : NULL;
      gboolean is_end = block == NULL || block->kind == WP_BLOCK_HEADING;

      for (guint n = 0; is_end && n < self->heads->len; n++)
        {
          const WpManualPage *head = self->heads->pdata[n];

          if (wants (head->guides, page->id, section))
            g_ptr_array_add (blocks, new_topic (head));
        }
      if (block == NULL)
        break;
      section = block->kind == WP_BLOCK_HEADING ? block->id : section;
      g_ptr_array_add (blocks, block);
    }
  g_ptr_array_set_free_func (page->blocks, NULL);
  g_ptr_array_unref (page->blocks);
  page->blocks = blocks;
}

/* What the page names, and what names the page. */
static gboolean
is_related (const WpManualPage *page, const WpManualPage *head)
{
  for (guint i = 0; i < page->related->len; i++)
    {
      g_autofree char *name = page_of (page->related->pdata[i]);

      if (g_str_equal (name, head->id))
        return TRUE;
    }
  return wants (head->related, page->id, NULL);
}

static void
add_related (const WpManual *self, WpManualPage *page)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < self->heads->len; i++)
    {
      const WpManualPage *head = self->heads->pdata[i];

      if (!is_related (page, head))
        continue;
      if (!has_heading)
        {
          /* Translators: above a list of other pages of the manual. */
          WpBlock *heading = wp_block_new (WP_BLOCK_HEADING, _ ("See Also"));

          heading->level = 1;
          g_ptr_array_add (page->blocks, heading);
          has_heading = TRUE;
        }
      g_ptr_array_add (page->blocks, new_topic (head));
    }
}

static char *
title_of (const char *target, gpointer data)
{
  return wp_manual_title (data, target);
}

WpManualPage *
wp_manual_read (const WpManual *self, const char *target)
{
  g_autofree char *name = page_of (target);
  WpManualPage *page;

  page = head_of (self, name) == NULL ? NULL : read_whole (name, title_of, (gpointer) self);
  if (page == NULL)
    return NULL;
  add_topics (self, page);
  add_related (self, page);
  return page;
}
