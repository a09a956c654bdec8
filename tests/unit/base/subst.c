/* base/subst: placeholders, and that a value is never read as one. */
#include "base/subst.h"

static const char *
lookup (const char *name, gpointer data)
{
  if (g_str_equal (name, "host"))
    return data;
  return g_str_equal (name, "a-b_1") ? "{host}" : NULL;
}

static const struct
{
  const char *text, *value, *expected;
} cases[] = {
  { "no placeholder", "x", "no placeholder" },
  { "{host}", "imap.example.org", "imap.example.org" },
  { "to {host}: {host}.", "x", "to x: x." },
  { "{unknown}", "x", "?" },
  { "{a-b_1}", "x", "{host}" },
  { "{host}", "{host}%s<b>&", "{host}%s<b>&" },
  { "{}", "x", "{}" },
  { "{ho st}", "x", "{ho st}" },
  { "{host", "x", "{host" },
  { "{{host}}", "x", "{x}" },
  { "}{", "x", "}{" },
  { "ü{host}ß", "é", "üéß" },
  { "", "x", "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *is = wp_subst (cases[i].text, lookup, (gpointer) cases[i].value);

      g_assert_cmpstr (is, ==, cases[i].expected);
    }
}

static void
test_pairs (void)
{
  g_autofree char *both = wp_subst_pairs ("{a} and {b}, {a}", "a", "{b}", "b", "2", NULL);
  g_autofree char *none = wp_subst_pairs ("{a}{b}", "a", NULL, NULL);
  g_autofree char *bare = wp_subst_pairs ("{a}", NULL);

  g_assert_cmpstr (both, ==, "{b} and 2, {b}");
  g_assert_cmpstr (none, ==, "??");
  g_assert_cmpstr (bare, ==, "?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/subst/cases", test_cases);
  g_test_add_func ("/base/subst/pairs", test_pairs);
  return g_test_run ();
}
