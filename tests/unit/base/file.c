/* base/file: whole or not at all, never over somebody else's. In a folder of the test's own. */
#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  fixture->folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.xml", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_holds (const Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, expected);
}

static guint
count_files (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
assert_written (const Fixture *fixture,
                const char *text,
                gboolean may_replace,
                WpFileResult expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  g_assert_true (wp_file_write (fixture->path, text, strlen (text), may_replace, &written, &error));
  g_assert_no_error (error);
  g_assert_cmpint (written.result, ==, expected);
}

static void
test_create (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  struct stat status;
  mode_t old = umask (0);

  assert_written (fixture, "one", FALSE, WP_FILE_CREATED);
  umask (old);
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  assert_holds (fixture, "a.xml", "one");
  assert_written (fixture, "one", FALSE, WP_FILE_SAME);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_left_alone (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  assert_written (fixture, "one", FALSE, WP_FILE_CREATED);
  g_assert_false (wp_file_write (fixture->path, "two", 3, FALSE, &written, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_nonnull (strstr (error->message, "a-2.xml"));
  assert_holds (fixture, "a.xml", "one");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* The first original is never lost, however often a file is replaced. */
static void
test_replace (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  assert_written (fixture, "one", TRUE, WP_FILE_CREATED);
  assert_written (fixture, "two", TRUE, WP_FILE_REPLACED);
  assert_holds (fixture, "a.xml~", "one");
  assert_written (fixture, "three", TRUE, WP_FILE_REPLACED);
  assert_holds (fixture, "a.xml", "three");
  assert_holds (fixture, "a.xml~", "one");
  assert_holds (fixture, "a.xml~2", "two");
  g_assert_cmpuint (count_files (fixture), ==, 3);
}

/* A link that leads nowhere is something; what it points at is not created. */
static void
test_dangling_link (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *target = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  g_assert_false (wp_file_write (fixture->path, "one", 3, FALSE, &written, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "a.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  g_assert_false (wp_file_write (path, "one", 3, FALSE, &written, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_read (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize count = 0;

  assert_written (fixture, "12345", FALSE, WP_FILE_CREATED);
  bytes = wp_file_read (fixture->path, 5, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 5);
  g_assert_cmpstr (bytes, ==, "12345");
  g_assert_null (wp_file_read (fixture->path, 4, &count, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (wp_file_read (fixture->folder, 5, &count, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);
  g_unlink (fixture->path);
  g_assert_null (wp_file_read (fixture->path, 5, &count, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

#define ADD(name, func) g_test_add ("/base/file/" name, Fixture, NULL, set_up, func, tear_down)

static void
test_unwrite (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) first = { 0 };
  g_auto (WpFileWritten) same = { 0 };
  g_auto (WpFileWritten) second = { 0 };
  g_autofree char *bytes = NULL;

  g_assert_true (wp_file_write (fixture->path, "one", 3, FALSE, &first, NULL));
  g_assert_null (first.kept);
  g_assert_true (wp_file_write (fixture->path, "one", 3, FALSE, &same, NULL));
  g_assert_true (wp_file_unwrite (fixture->path, "one", 3, &same, NULL));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_true (wp_file_write (fixture->path, "two", 3, TRUE, &second, NULL));
  g_assert_nonnull (second.kept);
  g_assert_true (wp_file_unwrite (fixture->path, "two", 3, &second, NULL));
  bytes = wp_file_read (fixture->path, 10, NULL, NULL);
  g_assert_cmpstr (bytes, ==, "one");
  g_assert_false (g_file_test (second.kept, G_FILE_TEST_EXISTS));

  /* Somebody else's by now. */
  g_assert_true (g_file_set_contents (fixture->path, "three", -1, NULL));
  g_assert_false (wp_file_unwrite (fixture->path, "one", 3, &first, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (fixture->path, "one", -1, NULL));
  g_assert_true (wp_file_unwrite (fixture->path, "one", 3, &first, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* What was made is gone already; what was before comes back all the same. */
static void
test_unwrite_gone (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_auto (WpFileWritten) first = { 0 };
  g_auto (WpFileWritten) second = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (wp_file_write (fixture->path, "one", 3, FALSE, &first, NULL));
  g_assert_true (wp_file_holds (fixture->path, "one", 3));
  g_assert_false (wp_file_holds (fixture->path, "two", 3));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_false (wp_file_holds (fixture->path, "one", 3));
  g_assert_true (wp_file_unwrite (fixture->path, "one", 3, &first, &error));
  g_assert_no_error (error);

  assert_written (fixture, "old", FALSE, WP_FILE_CREATED);
  g_assert_true (wp_file_write (fixture->path, "two", 3, TRUE, &second, NULL));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (wp_file_unwrite (fixture->path, "two", 3, &second, &error));
  g_assert_no_error (error);
  assert_holds (fixture, "a.xml", "old");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* What is in the way and is no plain file */

#define PATIENCE_S 10
#define SPARSE_BYTES (G_GINT64_CONSTANT (512) << 20)
#define MOST_READ (1 << 20)

static void
assert_in_the_way (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  g_assert_false (wp_file_write (fixture->path, "one", 3, FALSE, &written, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
}

/* Nobody ever writes to it: who waits for it is ended by the alarm. */
static void
test_pipe (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  const WpFileWritten made = { .result = WP_FILE_CREATED };
  g_autoptr (GError) error = NULL;
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  alarm (PATIENCE_S);
  assert_in_the_way (fixture);
  g_assert_false (wp_file_holds (fixture->path, "", 0));
  g_assert_false (wp_file_holds (link, "", 0));
  g_assert_false (wp_file_unwrite (fixture->path, "", 0, &made, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  alarm (0);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Of this process, so far. */
static guint64
bytes_read (void)
{
  g_autofree char *text = NULL;
  guint64 count;

  if (!g_file_get_contents ("/proc/self/io", &text, NULL, NULL)
      || sscanf (text, "rchar: %" G_GUINT64_FORMAT, &count) != 1)
    return 0;
  return count;
}

/* It is not read to know that it is another one. */
static void
test_sparse (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  guint64 before = bytes_read ();

  assert_written (fixture, "one", FALSE, WP_FILE_CREATED);
  if (before == 0 || truncate (fixture->path, SPARSE_BYTES) != 0)
    {
      g_test_skip ("What is read cannot be counted here, or no such file be made.");
      return;
    }
  assert_in_the_way (fixture);
  g_assert_cmpuint (bytes_read () - before, <, MOST_READ);
}

/* What a link leads to is as good as a file, but only what was made here is taken back. */
static void
test_link (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  const WpFileWritten made = { .result = WP_FILE_CREATED };
  g_autofree char *target = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (target, "one", -1, NULL));
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  assert_written (fixture, "one", FALSE, WP_FILE_SAME);
  g_assert_true (wp_file_holds (fixture->path, "one", 3));
  g_assert_false (wp_file_unwrite (fixture->path, "one", 3, &made, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_written (fixture, "two", TRUE, WP_FILE_REPLACED);
  assert_holds (fixture, "elsewhere", "one");
  assert_holds (fixture, "a.xml", "two");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("left-alone", test_left_alone);
  ADD ("replace", test_replace);
  ADD ("unwrite", test_unwrite);
  ADD ("unwrite-gone", test_unwrite_gone);
  ADD ("dangling-link", test_dangling_link);
  ADD ("pipe", test_pipe);
  ADD ("sparse", test_sparse);
  ADD ("link", test_link);
  ADD ("no-folder", test_no_folder);
  ADD ("read", test_read);
  return g_test_run ();
}
