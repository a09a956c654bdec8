/* See file.h. A temporary file in the same folder, then renameat2 (RENAME_NOREPLACE), or link where
 * the file system has no such rename. Neither leaves half a file, nor overwrites. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "base/subst.h"

static const char cannot_write[] = N_ (
    "{path} cannot be written ({reason}). Choose a folder in which you may create files.");

/* {path} of `sentence` is the file, {reason} the system's word for `code`. */
static gboolean
fail (GError **error, int code, const char *sentence, const char *path)
{
  g_autofree char *text = wp_subst_pairs (_ (sentence), "path", path, "reason", g_strerror (code),
                                          NULL);

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (code), text);
  return FALSE;
}

static gboolean
write_all (int fd, const char *bytes, gsize count)
{
  while (count > 0)
    {
      gssize written = write (fd, bytes, count);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      count -= (gsize) written;
    }
  return TRUE;
}

/* Only a plain file is opened, since a pipe would wait for its other end, or hand its bytes to
 * us; only one of the right size is read. `flags`: O_NOFOLLOW, or 0. */
static int
open_of_size (const char *path, gsize count, int flags)
{
  int fd;
  struct stat status;
  gboolean is_itself = (flags & O_NOFOLLOW) != 0;

  if ((is_itself ? lstat (path, &status) : stat (path, &status)) != 0 || !S_ISREG (status.st_mode))
    return -1;
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
  if (fd < 0)
    return -1;
  /* It may be another one by now. */
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && (guint64) status.st_size == count)
    return fd;
  close (fd);
  return -1;
}

static gboolean
holds (const char *path, const char *bytes, gsize count, int flags)
{
  int fd = open_of_size (path, count, flags);
  gsize same = 0;

  if (fd < 0)
    return FALSE;
  while (same < count)
    {
      char piece[4096];
      gssize got = read (fd, piece, MIN (sizeof piece, count - same));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0 || memcmp (piece, bytes + same, (gsize) got) != 0)
        break;
      same += (gsize) got;
    }
  close (fd);
  return same == count;
}

gboolean
wp_file_holds (const char *path, const void *bytes, gsize count)
{
  return holds (path, bytes, count, 0);
}

static char *
free_name (const char *path)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');
  int stem = (int) (dot != NULL && (slash == NULL || dot > slash + 1) ? (gsize) (dot - path)
                                                                      : strlen (path));

  for (int i = 2; i < 1000; i++)
    {
      char *name = g_strdup_printf ("%.*s-%d%s", stem, path, i, path + stem);

      if (!g_file_test (name, G_FILE_TEST_EXISTS) && !g_file_test (name, G_FILE_TEST_IS_SYMLINK))
        return name;
      g_free (name);
    }
  return g_strconcat (path, ".new", NULL);
}

static gboolean
fail_exists (const char *path, GError **error)
{
  g_autofree char *other = free_name (path);

  g_set_error (
      error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
      /* Translators: both %s are paths of files. */
      _ ("%s already exists with other contents and was left alone. "
         "Use another name, for example %s, or --replace, which keeps the old one as NAME~."),
      path, other);
  return FALSE;
}

/* A file of mode 0600 in the folder of `path`, with its name in `name` (made by us, ours to
 * remove). */
static int
open_temporary (const char *path, char **name)
{
  g_autofree char *folder = g_path_get_dirname (path);

  *name = g_build_filename (folder, ".waypost-XXXXXX", NULL);
  return g_mkstemp_full (*name, O_WRONLY | O_CLOEXEC, 0600);
}

/* FALSE, with EEXIST in errno, where there is something of that name. */
static gboolean
move (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if ((errno != EINVAL && errno != ENOSYS) || link (from, to) != 0)
    return FALSE;
  unlink (from);
  return TRUE;
}

/* An older NAME~ is somebody's only copy of the original, so the next one is NAME~2. */
static gboolean
keep (const char *path, char **kept)
{
  *kept = g_strconcat (path, "~", NULL);
  for (guint i = 2; !move (path, *kept); i++)
    {
      if (errno != EEXIST || i >= 1000)
        return FALSE;
      g_free (*kept);
      *kept = g_strdup_printf ("%s~%u", path, i);
    }
  return TRUE;
}

static gboolean
put_in_place (const char *name, const char *path, gboolean may_replace, WpFileWritten *written)
{
  g_autofree char *kept = NULL;
  int code;

  written->result = WP_FILE_CREATED;
  if (move (name, path))
    return TRUE;
  if (errno != EEXIST || !may_replace || !keep (path, &kept))
    return FALSE;
  written->result = WP_FILE_REPLACED;
  written->kept = g_strdup (kept);
  if (move (name, path))
    return TRUE;
  code = errno;
  move (kept, path);
  wp_file_written_clear (written);
  errno = code;
  return FALSE;
}

void
wp_file_written_clear (WpFileWritten *written)
{
  g_clear_pointer (&written->kept, g_free);
}

gboolean
wp_file_write (const char *path,
               const void *bytes,
               gsize count,
               gboolean may_replace,
               WpFileWritten *written,
               GError **error)
{
  g_autofree char *name = NULL;
  gboolean is_written;
  int fd, code;

  *written = (WpFileWritten){ .result = WP_FILE_SAME };
  if (wp_file_holds (path, bytes, count))
    return TRUE;
  fd = open_temporary (path, &name);
  if (fd < 0)
    return fail (error, errno, cannot_write, path);
  is_written = write_all (fd, bytes, count) && fsync (fd) == 0;
  code = errno;
  close (fd);
  if (is_written && put_in_place (name, path, may_replace, written))
    return TRUE;
  code = is_written ? errno : code;
  unlink (name);
  if (code == EEXIST)
    return fail_exists (path, error);
  return fail (error, code,
               N_ ("{path} could not be written ({reason}). Nothing was left half-written; make "
                   "room or choose another folder."),
               path);
}

static gboolean
is_gone (const char *path)
{
  struct stat status;

  return lstat (path, &status) != 0 && errno == ENOENT;
}

gboolean
wp_file_unwrite (
    const char *path, const void *bytes, gsize count, const WpFileWritten *written, GError **error)
{
  gboolean has_gone = is_gone (path);

  if (written->result == WP_FILE_SAME || (has_gone && written->kept == NULL))
    return TRUE;
  if (!has_gone && !holds (path, bytes, count, O_NOFOLLOW))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (
          error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
          /* Translators: %s is a file. */
          _ ("%s was changed since it was written, so it was left alone. Remove it by hand "
             "if it is no longer wanted."),
          shown);
      return FALSE;
    }
  if (written->kept == NULL ? unlink (path) == 0 : rename (written->kept, path) == 0)
    return TRUE;
  return fail (error, errno, N_ ("{path} could not be taken back ({reason})."), path);
}

gboolean
wp_file_can_write (const char *path, gboolean may_replace, GError **error)
{
  g_autofree char *name = NULL;
  int fd;

  if (!may_replace
      && (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK)))
    return fail_exists (path, error);
  fd = open_temporary (path, &name);
  if (fd < 0)
    return fail (error, errno, cannot_write, path);
  close (fd);
  unlink (name);
  return TRUE;
}

char *
wp_file_read (const char *path, gsize limit_bytes, gsize *count, GError **error)
{
  int fd = g_str_equal (path, "-") ? dup (STDIN_FILENO) : open (path, O_RDONLY | O_CLOEXEC);
  char *bytes;
  gsize length = 0;
  int code = 0;

  if (fd < 0)
    {
      fail (error, errno, N_ ("{path} cannot be read ({reason}). Check its name and your rights."),
            path);
      return NULL;
    }
  bytes = g_malloc (limit_bytes + 2);
  while (length <= limit_bytes)
    {
      gssize got = read (fd, bytes + length, limit_bytes + 1 - length);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        code = errno;
      if (got <= 0)
        break;
      length += (gsize) got;
    }
  close (fd);
  if (code == 0 && length > limit_bytes)
    code = EFBIG;
  if (code != 0)
    {
      OPENSSL_cleanse (bytes, length);
      g_free (bytes);
      fail (error, code, N_ ("{path} cannot be read ({reason}). Check that it is the right file."),
            path);
      return NULL;
    }
  bytes[length] = '\0';
  if (count != NULL)
    *count = length;
  return bytes;
}
