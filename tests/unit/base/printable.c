/* base/printable: what moves a cursor, changes the direction or hides becomes visible. */
#include "base/printable.h"

#include <string.h>

#define MORE "\342\200\246"
#define BAD "\357\277\275"

static const struct
{
  const char *text;
  gsize count;
  gsize limit;
  const char *shown;
} cases[] = {
  { "plain", 5, 99, "plain" },
  { "B\303\274cher \346\227\245", 11, 99, "B\303\274cher \346\227\245" },
  { "", 0, 99, "" },
  { "a\tb", 3, 99, "a b" },
  { "a\\x1B", 5, 99, "a\\x1B" },
  { "\033[2J", 4, 99, "\\x1B[2J" },
  { "a\r\nb", 4, 99, "a\\x0D\\x0Ab" },
  { "a\0b", 3, 99, "a\\x00b" },
  { "\177\302\205\302\255", 5, 99, "\\x7F\\x85\\xAD" },
  { "a\342\200\256b", 5, 99, "a\\u{202E}b" }, /* right-to-left override */
  { "a\342\200\213b\357\273\277", 8, 99, "a\\u{200B}b\\u{FEFF}" },
  { "\342\201\246x\342\201\251", 7, 99, "\\u{2066}x\\u{2069}" },
  { "\342\200\250\342\200\251", 6, 99, "\\u{2028}\\u{2029}" },
  { "\363\240\201\201", 4, 99, "\\u{E0041}" }, /* a tag character */
  { "\356\200\200", 3, 99, "\\u{E000}" },      /* private use */
  { "e\314\201", 3, 99, "e\314\201" },         /* a combining mark stays */
  { "\377\303", 2, 99, BAD BAD },
  { "\355\240\200", 3, 99, BAD BAD BAD }, /* a surrogate */
  { "\300\200", 2, 99, BAD BAD },         /* NUL, too long */
  { "\303\274", 1, 99, BAD },             /* cut inside a character */
  /* limits: one under, at, one over; an escape is whole or not there */
  { "abc", 3, 4, "abc" },
  { "abc", 3, 3, "abc" },
  { "abc", 3, 2, "ab" MORE },
  { "abc", 3, 0, MORE },
  { "a\033b", 3, 6, "a\\x1Bb" },
  { "a\033b", 3, 5, "a\\x1B" MORE },
  { "a\033b", 3, 4, "a" MORE },
  { "\303\274\303\274", 4, 1, "\303\274" MORE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = g_memdup2 (cases[i].text, MAX (cases[i].count, 1));
      g_autofree char *shown = wp_printable (copy, cases[i].count, cases[i].limit);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_text (void)
{
  g_autofree char *shown = wp_printable_text ("a\nb", 99);

  g_assert_null (wp_printable_text (NULL, 5));
  g_assert_cmpstr (shown, ==, "a\\x0Ab");
}

/* Whatever comes in: UTF-8 out, within the limit, without controls, and the same when shown again.
 */
static void
test_any_bytes (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      char bytes[24];
      gsize count = (gsize) g_test_rand_int_range (0, sizeof bytes + 1);
      gsize limit = (gsize) g_test_rand_int_range (0, 30);
      g_autofree char *shown = NULL, *again = NULL;

      for (gsize i = 0; i < count; i++)
        bytes[i] = (char) g_test_rand_int_range (0, 256);
      shown = wp_printable (bytes, count, limit);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, (glong) limit + 1);
      for (const char *c = shown; *c != '\0'; c = g_utf8_next_char (c))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (c)));
      again = wp_printable_text (shown, limit);
      g_assert_cmpstr (again, ==, shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/printable/cases", test_cases);
  g_test_add_func ("/base/printable/text", test_text);
  g_test_add_func ("/base/printable/any-bytes", test_any_bytes);
  return g_test_run ();
}
