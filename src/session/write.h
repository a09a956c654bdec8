/* Profiles from a report to files: the clients that can be written for, and the writing. The answer
 * to POP3 or IMAP decides what a file says. */
#pragma once

#include <gio/gio.h>

#include "base/file.h"
#include "model/profile.h"
#include "model/report.h"

typedef struct
{
  const char *id;    /* "thunderbird" */
  const char *title; /* msgid: "Thunderbird, and what else reads autoconfig files" */
} WpClient;

const WpClient *wp_clients_find (const char *id);
/* NULL after the last. */
const WpClient *wp_clients_nth (guint n);

typedef struct
{
  const WpClient *client;
  const char *folder;       /* must exist */
  gboolean may_replace;
  gboolean may_be_untested; /* also what was only looked at */
  gboolean has_outcome;     /* a person chose the answer: `outcome` */
  WpAdviceOutcome outcome;
  guint days;               /* the same for POP_KEEP; 0: as advised */
} WpWriteOrder;

/* Whose answer a file follows. */
typedef enum
{
  WP_WRITE_BY_NOBODY,  /* there is none: nothing is removed from the server */
  WP_WRITE_BY_MEASURE, /* the engine's, from what was measured alone */
  WP_WRITE_BY_REPORT,  /* the one in the report */
  WP_WRITE_BY_PERSON,  /* the order's */
} WpWriteBasis;

#define WP_WRITE_MOST_DAYS 365

typedef struct
{
  const WpClient *client;
  char *path;
  char *text;
  gsize bytes;
  char sha256[65];
  WpFileResult result;
  WpWriteBasis basis;
  WpMailUse use;            /* `outcome` is UNCLEAR where the basis is nobody */
  guint days;               /* of POP_KEEP; else 0 */
  GPtrArray *warnings;      /* of const char*, msgids, as are those below */
  GPtrArray *next_steps;    /* what the person does, in order */
  GPtrArray *not_expressed; /* what this client's file cannot say */
  GHashTable *params;       /* what the texts speak of: "path", "domain", "pattern", "days" … */
} WpWrittenFile;

void  wp_written_file_free (WpWrittenFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpWrittenFile, wp_written_file_free)
/* Fills the {placeholders} of a text of this file, translated or not; the caller owns it. */
char *wp_written_file_fill (const WpWrittenFile *file, const char *text);

/* Writes the proven settings. The answer is the order's; else the one in the report, which may be
 * forged and counts only where the settings allow it; else what follows from what was measured.
 * NULL and an error: G_FILE_ERROR for the file, G_IO_ERROR_NOT_FOUND where the report has nothing
 * that can be written, G_IO_ERROR_INVALID_ARGUMENT where it has nothing for the chosen answer. */
WpWrittenFile *wp_session_write (const WpReport *report, const WpWriteOrder *order,
                                 GError **error);
/* Takes a file back: one that was created goes, one that was replaced comes back from the copy that
 * was kept; one that was there already stays. FALSE and an error (G_FILE_ERROR) where it is another
 * by now, or cannot be changed. */
gboolean wp_session_unwrite (const WpWrittenFile *file, GError **error);
