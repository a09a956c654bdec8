/* Profiles from a report to files: the clients that can be written for, and the writing. */
#pragma once

#include <gio/gio.h>

#include "base/file.h"
#include "model/report.h"

typedef struct
{
  const char *id;       /* "thunderbird" */
  const char *title;    /* msgid: "Thunderbird, and what else reads autoconfig files" */
  const char *const *next_steps;    /* msgids with {path}, {domain}, {pattern}; NULL-terminated */
  const char *const *not_expressed; /* msgids: what this client's file cannot say */
} WpClient;

const WpClient *wp_clients_find (const char *id);
/* NULL after the last. */
const WpClient *wp_clients_nth (guint n);

typedef struct
{
  const WpClient *client;
  char *path;
  char *text;
  gsize bytes;
  char sha256[65];
  WpFileResult result;
} WpWrittenFile;

void           wp_written_file_free (WpWrittenFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpWrittenFile, wp_written_file_free)

/* Writes the proven settings (with `may_be_untested`, also those that were only looked at) into
 * `folder`, which must exist. NULL and an error: G_FILE_ERROR for the file,
 * G_IO_ERROR_NOT_FOUND where the report has nothing that can be written. */
WpWrittenFile *wp_session_write (const WpReport *report, const WpClient *client, const char *folder,
                                 gboolean may_replace, gboolean may_be_untested, GError **error);
