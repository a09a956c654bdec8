/* See words.h. */
#include "proto/words.h"

#include <string.h>

#include "base/limits.h"
#include "base/printable.h"

void
wp_words_init (WpWords *words)
{
  words->array = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (words->array, NULL);
}

void
wp_words_clear (WpWords *words)
{
  g_clear_pointer (&words->array, g_ptr_array_unref);
}

void
wp_words_drop (WpWords *words)
{
  wp_words_clear (words);
  wp_words_init (words);
}

WpOutcome
wp_words_add (WpWords *words, const void *bytes, gsize count)
{
  g_autofree char *shown = NULL;
  char *word;

  if (count == 0)
    return WP_OUTCOME_OK;
  if (count > WP_LIMIT_TOKEN_BYTES)
    return WP_OUTCOME_LINE_TOO_LONG;
  shown = wp_printable (bytes, count, WP_LIMIT_TOKEN_BYTES);
  word = g_ascii_strup (shown, -1);
  if (wp_words_has (words, word))
    g_free (word);
  else if (wp_words_count (words) >= WP_LIMIT_CAPABILITIES)
    {
      g_free (word);
      return WP_OUTCOME_REPLY_TOO_LONG;
    }
  else
    g_ptr_array_insert (words->array, (int) wp_words_count (words), word);
  return WP_OUTCOME_OK;
}

WpOutcome
wp_words_add_all (WpWords *words, const void *bytes, gsize count)
{
  const char *at = bytes;
  const char *end = at + count;
  WpOutcome outcome = WP_OUTCOME_OK;

  while (at < end && outcome == WP_OUTCOME_OK)
    {
      const char *blank = memchr (at, ' ', (gsize) (end - at));
      const char *stop = blank == NULL ? end : blank;

      outcome = wp_words_add (words, at, (gsize) (stop - at));
      at = stop + 1;
    }
  return outcome;
}

gboolean
wp_words_has (const WpWords *words, const char *word)
{
  return g_strv_contains (wp_words_peek (words), word);
}

const char *
wp_words_after (const WpWords *words, const char *prefix)
{
  for (guint i = 0; i < wp_words_count (words); i++)
    if (g_str_has_prefix (wp_words_nth (words, i), prefix))
      return wp_words_nth (words, i) + strlen (prefix);
  return NULL;
}

guint
wp_words_count (const WpWords *words)
{
  return words->array->len - 1;
}

const char *
wp_words_nth (const WpWords *words, guint n)
{
  return words->array->pdata[n];
}

const char *const *
wp_words_peek (const WpWords *words)
{
  return (const char *const *) words->array->pdata;
}
