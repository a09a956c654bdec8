/* Files written whole or not at all, never over somebody else's. The one part of base that is not
 * pure. */
#pragma once

#include <gio/gio.h>

typedef enum
{
  WP_FILE_CREATED,  /* written, mode 0600 */
  WP_FILE_SAME,     /* was there with the same bytes; not touched */
  WP_FILE_REPLACED, /* the old one is kept as NAME~, or NAME~2, … where that is taken */
} WpFileResult;

typedef struct
{
  WpFileResult result;
  char *kept; /* of REPLACED: where the old one is; owned */
} WpFileWritten;

void     wp_file_written_clear (WpFileWritten *written);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WpFileWritten, wp_file_written_clear)

/* Writes `count` bytes to `path`, atomically: a temporary file in the same folder, synced, then
 * linked without overwriting. A file that is there with other bytes is left alone, unless
 * `may_replace`. Errors are whole sentences with what to do (the G_FILE_ERROR of the system call;
 * G_FILE_ERROR_EXIST names a free path). What is there is looked at without waiting for it, and
 * only as far as needed: it may be a pipe, or endless. */
gboolean wp_file_write (const char *path, const void *bytes, gsize count, gboolean may_replace,
                        WpFileWritten *written, GError **error);
/* There is a plain file of that name, or a link to one, with exactly these bytes now. */
gboolean wp_file_holds (const char *path, const void *bytes, gsize count);
/* Takes it back: a file that was created goes, one that was replaced comes back from its copy (also
 * where somebody removed the file meanwhile), one that was there already stays. FALSE and an error,
 * and nothing is changed, where the file holds other bytes by now. */
gboolean wp_file_unwrite (const char *path, const void *bytes, gsize count,
                          const WpFileWritten *written, GError **error);
/* Whether wp_file_write with new bytes is likely to succeed; the same errors. Nothing is kept. */
gboolean wp_file_can_write (const char *path, gboolean may_replace, GError **error);
/* Reads a whole file of at most `limit_bytes`; "-" is standard input. The result is NUL-terminated;
 * the caller owns it, and wipes it if it holds a secret. `count` may be NULL. */
char    *wp_file_read (const char *path, gsize limit_bytes, gsize *count, GError **error);
