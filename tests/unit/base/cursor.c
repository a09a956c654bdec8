/* base/cursor: what is taken, what is a miss, and that a miss sticks. */
#include "base/cursor.h"

#include <string.h>

static WpCursor
over (const char *text)
{
  return wp_cursor (text, strlen (text));
}

static const struct
{
  const char *text;
  guint64 max;
  gboolean is_taken;
  guint64 number;
  gsize left;
} numbers[] = {
  { "0", 9, TRUE, 0, 0 },
  { "12ab", 99, TRUE, 12, 2 },
  { "007", 9, TRUE, 7, 0 },
  { "65535", 65535, TRUE, 65535, 0 },
  { "65536", 65535, FALSE, 0, 5 },
  { "9", 8, FALSE, 0, 1 },
  { "10", 9, FALSE, 0, 2 },
  { "1", 0, FALSE, 0, 1 },
  { "0", 0, TRUE, 0, 0 },
  { "18446744073709551615", G_MAXUINT64, TRUE, G_MAXUINT64, 0 },
  { "18446744073709551616", G_MAXUINT64, FALSE, 0, 20 },
  { "99999999999999999999999", G_MAXUINT64, FALSE, 0, 23 },
  { "", 9, FALSE, 0, 0 },
  { "-1", 9, FALSE, 0, 2 },
  { "+1", 9, FALSE, 0, 2 },
  { " 1", 9, FALSE, 0, 2 },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      WpCursor cursor = over (numbers[i].text);
      guint64 number = 0;

      g_test_message ("%s", numbers[i].text);
      g_assert_cmpint (wp_cursor_take_number (&cursor, numbers[i].max, &number), ==,
                       numbers[i].is_taken);
      g_assert_cmpuint (number, ==, numbers[i].number);
      g_assert_cmpuint (wp_cursor_left (&cursor), ==, numbers[i].left);
      g_assert_cmpint (cursor.has_failed, ==, !numbers[i].is_taken);
    }
}

static gboolean
is_letter (guint8 byte)
{
  return g_ascii_isalpha (byte);
}

static void
test_read_down (void)
{
  WpCursor cursor = over ("* OK  x[7]rest");
  const guint8 *bytes;
  gsize count = 0;
  guint64 number;

  g_assert_cmpint (wp_cursor_peek (&cursor), ==, '*');
  g_assert_true (wp_cursor_take_byte (&cursor, '*'));
  wp_cursor_skip_blanks (&cursor);
  g_assert_true (wp_cursor_take_word (&cursor, "ok"));
  wp_cursor_skip_blanks (&cursor);
  g_assert_false (wp_cursor_skip_word (&cursor, "yes"));
  g_assert_false (wp_cursor_skip_byte (&cursor, 'y'));
  g_assert_true (wp_cursor_take_while (&cursor, is_letter, &bytes, &count));
  g_assert_cmpmem (bytes, count, "x", 1);
  g_assert_true (wp_cursor_skip_byte (&cursor, '['));
  g_assert_true (wp_cursor_take_number (&cursor, 9, &number));
  g_assert_true (wp_cursor_take_byte (&cursor, ']'));
  g_assert_true (wp_cursor_take_bytes (&cursor, 4, &bytes));
  g_assert_cmpmem (bytes, 4, "rest", 4);
  g_assert_true (wp_cursor_at_end (&cursor));
  g_assert_false (cursor.has_failed);
  g_assert_cmpint (wp_cursor_peek (&cursor), ==, -1);
}

static void
test_a_miss_sticks (void)
{
  for (guint way = 0; way < 6; way++)
    {
      WpCursor cursor = over ("abc");
      const guint8 *bytes = NULL;
      gsize count;
      guint64 number;

      switch (way)
        {
        case 0:
          g_assert_false (wp_cursor_take_byte (&cursor, 'x'));
          break;
        case 1:
          g_assert_false (wp_cursor_take_word (&cursor, "abcd"));
          break;
        case 2:
          g_assert_false (wp_cursor_take_number (&cursor, 9, &number));
          break;
        case 3:
          g_assert_false (wp_cursor_take_bytes (&cursor, 4, &bytes));
          break;
        case 4:
          g_assert_false (wp_cursor_take_until (&cursor, 'x', &bytes, &count));
          break;
        default:
          g_assert_true (wp_cursor_take_byte (&cursor, 'a'));
          g_assert_true (wp_cursor_take_bytes (&cursor, 2, &bytes));
          g_assert_false (wp_cursor_take_while (&cursor, is_letter, &bytes, &count));
          break;
        }
      g_assert_true (cursor.has_failed);
      g_assert_cmpint (wp_cursor_peek (&cursor), ==, -1);
      g_assert_false (wp_cursor_take_byte (&cursor, 'a'));
      g_assert_false (wp_cursor_take_word (&cursor, "abc"));
      g_assert_false (wp_cursor_skip_byte (&cursor, 'a'));
      g_assert_false (wp_cursor_skip_word (&cursor, "abc"));
      g_assert_false (wp_cursor_take_bytes (&cursor, 1, &bytes));
      g_assert_false (wp_cursor_take_while (&cursor, is_letter, &bytes, &count));
      g_assert_false (wp_cursor_take_until (&cursor, 'c', &bytes, &count));
    }
}

static void
test_until (void)
{
  WpCursor cursor = over ("ab\"\"c\"");
  const guint8 *bytes = NULL;
  gsize count = 1;

  g_assert_true (wp_cursor_take_until (&cursor, '"', &bytes, &count));
  g_assert_cmpmem (bytes, count, "ab", 2);
  g_assert_true (wp_cursor_take_until (&cursor, '"', &bytes, &count));
  g_assert_cmpuint (count, ==, 0);
  g_assert_true (wp_cursor_take_until (&cursor, '"', &bytes, &count));
  g_assert_cmpmem (bytes, count, "c", 1);
  g_assert_false (wp_cursor_take_until (&cursor, '"', &bytes, &count));
  g_assert_true (wp_cursor_at_end (&cursor));
}

static void
test_nothing (void)
{
  WpCursor cursor = wp_cursor (NULL, 0);
  const guint8 *bytes;

  g_assert_true (wp_cursor_at_end (&cursor));
  g_assert_cmpint (wp_cursor_peek (&cursor), ==, -1);
  wp_cursor_skip_blanks (&cursor);
  g_assert_true (wp_cursor_take_bytes (&cursor, 0, &bytes));
  g_assert_false (wp_cursor_take_byte (&cursor, 0));
}

/* Bytes above 127 are bytes, not negative numbers. */
static void
test_high_bytes (void)
{
  WpCursor cursor = wp_cursor ("\377\200", 2);

  g_assert_cmpint (wp_cursor_peek (&cursor), ==, 0xff);
  g_assert_true (wp_cursor_take_byte (&cursor, 0xff));
  g_assert_true (wp_cursor_take_word (&cursor, "\200"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/cursor/numbers", test_numbers);
  g_test_add_func ("/base/cursor/read-down", test_read_down);
  g_test_add_func ("/base/cursor/a-miss-sticks", test_a_miss_sticks);
  g_test_add_func ("/base/cursor/until", test_until);
  g_test_add_func ("/base/cursor/nothing", test_nothing);
  g_test_add_func ("/base/cursor/high-bytes", test_high_bytes);
  return g_test_run ();
}
