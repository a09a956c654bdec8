/* A secret is found in what a server says, in every encoding and at every alignment of base64. */
#include <string.h>

#include "proto/scrub.h"

#define SECRET "tr0ub4dor&3 \303\244"

static char *
in_base64 (const char *before, const char *after)
{
  g_autofree char *text = g_strconcat (before, SECRET, after, NULL);

  return g_base64_encode ((const guint8 *) text, strlen (text));
}

static char *
in_hex (gboolean is_upper)
{
  GString *hex = g_string_new (NULL);

  for (const char *at = SECRET; *at != '\0'; at++)
    g_string_append_printf (hex, is_upper ? "%02X" : "%02x", (guint8) *at);
  return g_string_free (hex, FALSE);
}

/* What base64 of the secret alone shares with `text` beyond its edges. */
static void
assert_hidden (const WpScrub *scrub, const char *text)
{
  g_autofree char *line = g_strdup_printf ("before %s after", text);
  g_autoptr (GString) shown = wp_scrub_apply (scrub, line, strlen (line));

  g_assert_nonnull (strstr (shown->str, WP_SECRET_SHOWN_AS));
  g_assert_null (strstr (shown->str, text));
  g_assert_true (g_str_has_prefix (shown->str, "before "));
  g_assert_true (g_str_has_suffix (shown->str, " after"));
}

static void
test_encodings (void)
{
  static const char *const around[] = { "", "x", "xy", "xyz", "user\001" };
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, SECRET, strlen (SECRET), NULL);
  g_autoptr (WpScrub) scrub = wp_scrub_new ();
  g_autofree char *lower = in_hex (FALSE);
  g_autofree char *upper = in_hex (TRUE);

  wp_scrub_add_secret (scrub, secret);
  assert_hidden (scrub, SECRET);
  assert_hidden (scrub, "tr0ub4dor%263%20%C3%A4");
  assert_hidden (scrub, lower);
  assert_hidden (scrub, upper);
  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (around); j++)
      {
        g_autofree char *text = in_base64 (around[i], around[j]);

        assert_hidden (scrub, text);
      }
}

static void
test_kept (void)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "ab", 2, NULL);
  g_autoptr (WpScrub) scrub = wp_scrub_new ();
  g_autoptr (GString) shown = NULL;
  g_autoptr (GString) same = NULL;

  wp_scrub_add_secret (scrub, secret);
  wp_scrub_add_bytes (scrub, "abc", 3);
  wp_scrub_add_bytes (scrub, "", 0);
  shown = wp_scrub_apply (scrub, "1 abc 2\0ab", 10);
  g_assert_cmpmem (shown->str, shown->len, "1 " WP_SECRET_SHOWN_AS " 2\0" WP_SECRET_SHOWN_AS,
                   2 + 9 + 2 + 1 + 9);
  same = wp_scrub_apply (NULL, "abc", 3);
  g_assert_cmpstr (same->str, ==, "abc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/scrub/encodings", test_encodings);
  g_test_add_func ("/proto/scrub/kept", test_kept);
  return g_test_run ();
}
