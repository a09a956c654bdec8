/* base/secret: what a secret may be, and that it can be told apart without being kept. */
#include "base/secret.h"

#include <gio/gio.h>
#include <string.h>

#include "base/limits.h"

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize count;
  } cases[] = {
    { "", 0 }, { "a\r", 2 }, { "a\nb", 3 }, { "a\0b", 3 }, { "\0", 1 }, { "a\n", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wp_secret_new (WP_SECRET_PASSWORD, cases[i].bytes, cases[i].count, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_limit (void)
{
  g_autofree char *long_one = g_strnfill (WP_LIMIT_SECRET_BYTES + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (WpSecret)
      secret = wp_secret_new (WP_SECRET_TOKEN, long_one, WP_LIMIT_SECRET_BYTES, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wp_secret_length (secret), ==, WP_LIMIT_SECRET_BYTES);
  g_assert_null (wp_secret_new (WP_SECRET_TOKEN, long_one, WP_LIMIT_SECRET_BYTES + 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_copy (void)
{
  char typed[] = "p\303\244ss w\303\266rd \t";
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, typed, strlen (typed), NULL);
  WpSecret *other;

  memset (typed, 0, sizeof typed);
  other = wp_secret_ref (secret);
  g_assert_true (other == secret);
  wp_secret_unref (other);
  g_assert_cmpstr (wp_secret_peek (secret), ==, "p\303\244ss w\303\266rd \t");
  g_assert_cmpint (wp_secret_kind (secret), ==, WP_SECRET_PASSWORD);
  wp_secret_unref (NULL);
}

static void
test_tag (void)
{
  static const guint8 key[] = { 1, 2, 3 }, other_key[] = { 1, 2, 4 };
  g_autoptr (WpSecret) one = wp_secret_new (WP_SECRET_PASSWORD, "one", 3, NULL);
  g_autoptr (WpSecret) same = wp_secret_new (WP_SECRET_TOKEN, "one", 3, NULL);
  g_autoptr (WpSecret) two = wp_secret_new (WP_SECRET_PASSWORD, "two", 3, NULL);
  g_autofree char *a = wp_secret_tag (one, key, sizeof key);
  g_autofree char *b = wp_secret_tag (same, key, sizeof key);
  g_autofree char *c = wp_secret_tag (two, key, sizeof key);
  g_autofree char *d = wp_secret_tag (one, other_key, sizeof other_key);

  g_assert_cmpuint (strlen (a), ==, 64);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (a, !=, d);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/refused", test_refused);
  g_test_add_func ("/base/secret/limit", test_limit);
  g_test_add_func ("/base/secret/copy", test_copy);
  g_test_add_func ("/base/secret/tag", test_tag);
  return g_test_run ();
}
