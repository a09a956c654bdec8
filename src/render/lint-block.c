/* Checks of lint that are told of together: one fault of several ports or hosts is one block. */
#include <string.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"
#include "render/lint-private.h"

static void
block_free (gpointer data)
{
  WpLintBlock *block = data;

  wp_fields_free (block->params);
  g_ptr_array_unref (block->places);
  g_ptr_array_unref (block->ids);
  g_free (block);
}

gboolean
wp_lint_has_text (const GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) texts, text, g_str_equal, NULL);
}

static void
add_words (GPtrArray *words, const WpField *field)
{
  g_autofree char *number = NULL;
  const char *one[] = { NULL, NULL };
  const char *const *list = one;

  if (field == NULL)
    return;
  if (field->kind == WP_FIELD_LIST)
    list = (const char *const *) field->list;
  else
    one[0] = field->kind == WP_FIELD_TEXT
                 ? field->text
                 : (number = g_strdup_printf ("%" G_GINT64_FORMAT, field->number));
  for (; *list != NULL; list++)
    if (!wp_lint_has_text (words, *list))
      g_ptr_array_add (words, g_strdup (*list));
}

/* A value in which the checks of a block differ becomes the list of them. */
static void
add_value (WpLintBlock *block, const WpFields *params, const char *key)
{
  const WpField *old = wp_fields_find (block->params, key);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_words (words, old);
  add_words (words, wp_fields_find (params, key));
  if (words->len < 2)
    return;
  g_ptr_array_add (words, NULL);
  wp_fields_set_list (block->params, key, (const char *const *) words->pdata);
}

static gboolean
same_value (const WpField *one, const WpField *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  if (one->kind != other->kind)
    return FALSE;
  if (one->kind == WP_FIELD_LIST)
    return g_strv_equal ((const char *const *) one->list, (const char *const *) other->list);
  return one->kind == WP_FIELD_TEXT ? g_str_equal (one->text, other->text)
                                    : one->number == other->number;
}

static gboolean
has_placeholder (const WpLintCheck *check, const char *key)
{
  g_autofree char *word = g_strdup_printf ("{%s}", key);

  return strstr (check->is, word) != NULL
         || (check->should_be != NULL && strstr (check->should_be, word) != NULL);
}

/* What a check may differ in and still be told of with another: the port of the same host; the
 * host, where nothing is said of ports; lines, which are listed. */
static gboolean
may_differ (const WpLintCheck *one, const WpLintCheck *other, const char *key)
{
  gboolean same_host = same_value (wp_fields_find (one->params, WP_KEY_HOST),
                                   wp_fields_find (other->params, WP_KEY_HOST));

  if (g_str_equal (key, WP_KEY_PORT) || g_str_equal (key, WP_KEY_RECORDS))
    return same_host || !has_placeholder (one, WP_KEY_PORT);
  if (g_str_equal (key, WP_KEY_HOST))
    return !has_placeholder (one, WP_KEY_PORT);
  return !has_placeholder (one, key);
}

static gboolean
is_alike (const WpLintCheck *one, const WpLintCheck *other)
{
  if (one->status != other->status || one->is_note != other->is_note
      || !g_str_equal (one->is, other->is) || g_strcmp0 (one->should_be, other->should_be) != 0
      || (!one->is_note && !g_str_equal (one->text->title, other->text->title)
          && one->status != WP_LINT_UNKNOWN))
    return FALSE;
  for (guint n = 0; n < 2; n++)
    {
      const WpFields *params = n == 0 ? one->params : other->params;

      for (guint i = 0; i < wp_fields_count (params); i++)
        {
          const char *key = wp_fields_nth (params, i)->key;

          if (!same_value (wp_fields_find (one->params, key), wp_fields_find (other->params, key))
              && !may_differ (one, other, key))
            return FALSE;
        }
    }
  return TRUE;
}

static void
add_to_block (WpLintBlock *block, const WpLintCheck *check)
{
  static const char *const keys[] = { WP_KEY_HOST, WP_KEY_PORT, WP_KEY_PROTOCOL, WP_KEY_RECORDS };
  g_autofree char *where = wp_printable_text (check->where, WP_LIMIT_URL_BYTES);

  if (!wp_lint_has_text (block->places, where))
    g_ptr_array_add (block->places, g_steal_pointer (&where));
  if (!wp_lint_has_text (block->ids, check->text->id))
    g_ptr_array_add (block->ids, (gpointer) check->text->id);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_value (block, check->params, keys[i]);
}

/* What holds in one place, and is told of by another check, is left out. */
static gboolean
is_told (const WpLintCheck *check, WpLintStatus status)
{
  return check->status == status && !check->is_implied && (status != WP_LINT_OK || check->is_note);
}

GPtrArray *
wp_lint_blocks (const GPtrArray *checks, WpLintStatus status)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);

  for (guint i = 0; i < checks->len; i++)
    {
      const WpLintCheck *check = checks->pdata[i];
      WpLintBlock *block = NULL;

      if (!is_told (check, status))
        continue;
      for (guint n = 0; n < blocks->len && block == NULL; n++)
        if (is_alike (((WpLintBlock *) blocks->pdata[n])->first, check))
          block = blocks->pdata[n];
      if (block == NULL)
        {
          block = g_new (WpLintBlock, 1);
          *block = (WpLintBlock){ check, wp_fields_dup (check->params),
                                  g_ptr_array_new_with_free_func (g_free), g_ptr_array_new () };
          g_ptr_array_add (blocks, block);
        }
      add_to_block (block, check);
    }
  return blocks;
}
