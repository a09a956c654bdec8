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

/* Writes `count` bytes to `path`, atomically: a temporary file in the same folder, synced, then
 * linked without overwriting. A file that is there with other bytes is left alone, unless
 * `may_replace`. Errors are whole sentences with what to do (the G_FILE_ERROR of the system call;
 * G_FILE_ERROR_EXIST names a free path). */
gboolean wp_file_write (const char *path, const void *bytes, gsize count, gboolean may_replace,
                        WpFileResult *result, GError **error);
/* Whether wp_file_write with new bytes is likely to succeed; the same errors. Nothing is kept. */
gboolean wp_file_can_write (const char *path, gboolean may_replace, GError **error);
/* Reads a whole file of at most `limit_bytes`; "-" is standard input. The result is NUL-terminated;
 * the caller owns it, and wipes it if it holds a secret. `count` may be NULL. */
char    *wp_file_read (const char *path, gsize limit_bytes, gsize *count, GError **error);
