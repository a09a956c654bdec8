/* base/lines: every cut of the stream gives the same lines; limits; literals. */
#include "base/lines.h"

#include <string.h>

#define LIMIT 16

static const struct
{
  const char *stream;
  const char *lines; /* each followed by '|'; '!' at the end: broken */
} cases[] = {
  { "a\r\nb\r\n", "a|b|" },
  { "a\nb\n", "a|b|" },
  { "\r\n\n", "||" },
  { "a\rb\r\n", "a\rb|" },
  { "a\r\r\n", "a\r|" },
  { "unfinished", "" },
  { "12345678901234\r\n", "12345678901234|" },
  { "123456789012345\r\n", "!" },
  { "123456789012345\n", "123456789012345|" },
  { "1234567890123456\n", "!" },
  { "ok\r\n12345678901234567", "ok|!" },
};

static char *
cut (const char *stream, gsize portion)
{
  WpLines lines;
  GString *out = g_string_new (NULL);
  gsize length = strlen (stream);
  WpLinesResult result = WP_LINES_MORE;

  wp_lines_init (&lines);
  for (gsize at = 0; at < length && result != WP_LINES_BROKEN; at += portion)
    {
      const guint8 *line;
      gsize count;

      wp_lines_feed (&lines, (const guint8 *) stream + at, MIN (portion, length - at));
      while ((result = wp_lines_next (&lines, LIMIT, &line, &count)) == WP_LINES_GOT)
        {
          g_string_append_len (out, (const char *) line, (gssize) count);
          g_string_append_c (out, '|');
        }
    }
  if (result == WP_LINES_BROKEN)
    g_string_append_c (out, '!');
  wp_lines_clear (&lines);
  return g_string_free (out, FALSE);
}

static void
test_every_cut (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize portion = 1; portion <= strlen (cases[i].stream); portion++)
      {
        g_autofree char *is = cut (cases[i].stream, portion);

        g_assert_cmpstr (is, ==, cases[i].lines);
      }
}

/* A line, a literal by count, a line: however the bytes arrive. */
static void
test_literal_at_every_cut (void)
{
  static const char stream[] = "* LIST {5}\r\na\nb\r\n x\r\nnext\r\n";
  gsize length = strlen (stream);

  for (gsize portion = 1; portion <= length; portion++)
    {
      WpLines lines;
      guint part = 0;

      wp_lines_init (&lines);
      for (gsize at = 0; at < length; at += portion)
        {
          WpLinesResult result;
          const guint8 *bytes;
          gsize count;

          wp_lines_feed (&lines, (const guint8 *) stream + at, MIN (portion, length - at));
          do
            {
              static const char *const expected[] = { "* LIST {5}", "a\nb\r\n", " x", "next" };

              count = 5;
              result = part == 1 ? wp_lines_take (&lines, 5, &bytes)
                                 : wp_lines_next (&lines, 100, &bytes, &count);
              if (result == WP_LINES_GOT)
                {
                  g_assert_cmpuint (part, <, G_N_ELEMENTS (expected));
                  g_assert_cmpmem (bytes, count, expected[part], strlen (expected[part]));
                  part++;
                }
            }
          while (result == WP_LINES_GOT);
          g_assert_cmpint (result, ==, WP_LINES_MORE);
        }
      g_assert_cmpuint (part, ==, 4);
      g_assert_cmpuint (wp_lines_pending (&lines), ==, 0);
      wp_lines_clear (&lines);
    }
}

static void
test_drop (void)
{
  WpLines lines;
  const guint8 *line;
  gsize count;

  wp_lines_init (&lines);
  g_assert_cmpuint (wp_lines_drop (&lines), ==, 0);
  wp_lines_feed (&lines, (const guint8 *) "go\r\nINJECTED\r\n", 14);
  g_assert_cmpint (wp_lines_next (&lines, 100, &line, &count), ==, WP_LINES_GOT);
  g_assert_cmpuint (wp_lines_pending (&lines), ==, 10);
  g_assert_cmpuint (wp_lines_drop (&lines), ==, 10);
  g_assert_cmpint (wp_lines_next (&lines, 100, &line, &count), ==, WP_LINES_MORE);
  wp_lines_feed (&lines, (const guint8 *) "after\n", 6);
  g_assert_cmpint (wp_lines_next (&lines, 100, &line, &count), ==, WP_LINES_GOT);
  g_assert_cmpmem (line, count, "after", 5);
  wp_lines_clear (&lines);
  wp_lines_clear (&lines);
}

/* A peer that sends lines for ever does not make the buffer grow. */
static void
test_buffer_is_bounded (void)
{
  WpLines lines;
  const guint8 *line;
  gsize count;

  wp_lines_init (&lines);
  for (guint i = 0; i < 100000; i++)
    {
      wp_lines_feed (&lines, (const guint8 *) "0123456789\r\n01", 14);
      while (wp_lines_next (&lines, 64, &line, &count) == WP_LINES_GOT)
        ;
      wp_lines_feed (&lines, (const guint8 *) "\n", 1);
      while (wp_lines_next (&lines, 64, &line, &count) == WP_LINES_GOT)
        ;
    }
  g_assert_cmpuint (lines.buffer->len, <, 64);
  wp_lines_clear (&lines);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/lines/every-cut", test_every_cut);
  g_test_add_func ("/base/lines/literal", test_literal_at_every_cut);
  g_test_add_func ("/base/lines/drop", test_drop);
  g_test_add_func ("/base/lines/bounded", test_buffer_is_bounded);
  return g_test_run ();
}
