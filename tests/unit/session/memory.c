/* Refusals are remembered for fifteen minutes, per account, without its name. */
#include <string.h>

#include <glib/gstdio.h>

#include "session/memory.h"

static void
test_remembers (void)
{
  WpMemory memory = wp_memory_load ("anna@example.org\nexample.org", 1000);

  g_assert_cmpuint (memory.refusals, ==, 0);
  wp_memory_save ("anna@example.org\nexample.org", (WpMemory){ .refusals = 2, .last_unix = 1000 },
                  1000);
  wp_memory_save ("ben@example.org\nexample.org", (WpMemory){ .refusals = 1, .last_unix = 1500 },
                  1500);
  g_assert_cmpuint (wp_memory_load ("anna@example.org\nexample.org", 1000 + 899).refusals, ==, 2);
  g_assert_cmpuint (wp_memory_load ("anna@example.org\nexample.org", 1000 + 900).refusals, ==, 0);
  g_assert_cmpuint (wp_memory_load ("ben@example.org\nexample.org", 1600).refusals, ==, 1);
  /* A clock that was set back does not keep anybody out. */
  g_assert_cmpuint (wp_memory_load ("ben@example.org\nexample.org", 1400).refusals, ==, 0);
}

static void
test_forgets (void)
{
  wp_memory_save ("carl@example.org\nexample.org", (WpMemory){ .refusals = 2, .last_unix = 5000 },
                  5000);
  wp_memory_save ("carl@example.org\nexample.org", (WpMemory){ 0 }, 5001);
  g_assert_cmpuint (wp_memory_load ("carl@example.org\nexample.org", 5002).refusals, ==, 0);
}

static void
test_tells_nobody (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "waypost", "attempts", NULL);
  g_autofree char *text = NULL;
  GStatBuf info;

  wp_memory_save ("dora@example.org\nexample.org", (WpMemory){ .refusals = 1, .last_unix = 9000 },
                  9000);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "dora"));
  g_assert_null (strstr (text, "example"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
remove_cache (const char *cache)
{
  g_autofree char *folder = g_build_filename (cache, "waypost", NULL);
  g_autofree char *file = g_build_filename (folder, "attempts", NULL);

  g_remove (file);
  g_rmdir (folder);
  g_rmdir (cache);
}

int
main (int argc, char **argv)
{
  /* Not G_TEST_OPTION_ISOLATE_DIRS, which leaks what it replaces. */
  g_autofree char *cache = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/memory/remembers", test_remembers);
  g_test_add_func ("/session/memory/forgets", test_forgets);
  g_test_add_func ("/session/memory/tells-nobody", test_tells_nobody);
  result = g_test_run ();
  remove_cache (cache);
  return result;
}
