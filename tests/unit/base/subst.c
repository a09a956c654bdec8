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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/subst/cases", test_cases);
  return g_test_run ();
}
