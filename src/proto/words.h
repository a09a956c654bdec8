/* The words a server lists (capabilities, EHLO keywords, SASL names): upper case, printable, each
 * once, bounded. */
#pragma once

#include <glib.h>

#include "model/outcome.h"

/* Of char*; always ends in NULL, so that `pdata` is a string vector. */
typedef struct
{
  GPtrArray *array;
} WpWords;

void               wp_words_init (WpWords *words);
void               wp_words_clear (WpWords *words);
void               wp_words_drop (WpWords *words);
/* REPLY_TOO_LONG beyond WP_LIMIT_CAPABILITIES words, LINE_TOO_LONG beyond WP_LIMIT_TOKEN_BYTES of
 * one, else OK. An empty word and one that is there are nothing. */
WpOutcome          wp_words_add (WpWords *words, const void *bytes, gsize count);
/* Adds each part between blanks. */
WpOutcome          wp_words_add_all (WpWords *words, const void *bytes, gsize count);
gboolean           wp_words_has (const WpWords *words, const char *word);
/* What follows `prefix` in the first word that starts with it, or NULL: after "SIZE " the limit. */
const char        *wp_words_after (const WpWords *words, const char *prefix);
guint              wp_words_count (const WpWords *words);
const char        *wp_words_nth (const WpWords *words, guint n);
const char *const *wp_words_peek (const WpWords *words);
