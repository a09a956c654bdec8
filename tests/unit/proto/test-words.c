/* Lists of words a server offers: bounds, case, what follows a prefix. */
#include <string.h>

#include "base/limits.h"
#include "proto/words.h"

static void
test_add (void)
{
  WpWords words;

  wp_words_init (&words);
  g_assert_cmpint (wp_words_add_all (&words, "imap4rev1  idle IDLE ", 21), ==, WP_OUTCOME_OK);
  g_assert_cmpuint (wp_words_count (&words), ==, 2);
  g_assert_cmpstr (wp_words_peek (&words)[0], ==, "IMAP4REV1");
  g_assert_cmpstr (wp_words_peek (&words)[1], ==, "IDLE");
  g_assert_null (wp_words_peek (&words)[2]);
  g_assert_true (wp_words_has (&words, "IDLE"));
  g_assert_false (wp_words_has (&words, "IDL"));
  g_assert_cmpint (wp_words_add (&words, "SIZE 100", 8), ==, WP_OUTCOME_OK);
  g_assert_cmpstr (wp_words_after (&words, "SIZE "), ==, "100");
  g_assert_null (wp_words_after (&words, "AUTH "));
  g_assert_cmpint (wp_words_add (&words, "a\033[2Jb\0c", 8), ==, WP_OUTCOME_OK);
  g_assert_cmpstr (wp_words_nth (&words, 3), ==, "A\\X1B[2JB\\X00C");
  wp_words_drop (&words);
  g_assert_cmpuint (wp_words_count (&words), ==, 0);
  wp_words_clear (&words);
}

static void
test_limits (void)
{
  g_autofree char *longest = g_strnfill (WP_LIMIT_TOKEN_BYTES + 1, 'x');
  WpWords words;

  wp_words_init (&words);
  g_assert_cmpint (wp_words_add (&words, longest, WP_LIMIT_TOKEN_BYTES), ==, WP_OUTCOME_OK);
  g_assert_cmpint (wp_words_add (&words, longest, WP_LIMIT_TOKEN_BYTES + 1), ==,
                   WP_OUTCOME_LINE_TOO_LONG);
  for (guint i = 1; i < WP_LIMIT_CAPABILITIES; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%u", i);

      g_assert_cmpint (wp_words_add (&words, word, strlen (word)), ==, WP_OUTCOME_OK);
    }
  g_assert_cmpint (wp_words_add (&words, "W1", 2), ==, WP_OUTCOME_OK); /* is there */
  g_assert_cmpint (wp_words_add (&words, "one-more", 8), ==, WP_OUTCOME_REPLY_TOO_LONG);
  g_assert_cmpuint (wp_words_count (&words), ==, WP_LIMIT_CAPABILITIES);
  wp_words_clear (&words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/words/add", test_add);
  g_test_add_func ("/proto/words/limits", test_limits);
  return g_test_run ();
}
