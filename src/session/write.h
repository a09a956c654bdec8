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
  const char *title; /* msgid: "Thunderbird, and programs that read the same settings file" */
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
  const WpSituation *situation; /* what a person told; NULL: as in the report */
  gboolean was_warned;      /* the person has read what speaks against the answer */
} WpWriteOrder;

/* Whose answer a file follows. */
typedef enum
{
  WP_WRITE_BY_MEASURE, /* the engine's, from what was measured alone */
  WP_WRITE_BY_REPORT,  /* the engine's, from what was told, too */
  WP_WRITE_BY_CHOICE,  /* another than that, in the report, that nothing forbids */
  WP_WRITE_BY_PERSON,  /* the order's */
} WpWriteBasis;

/* A person has to decide first: the order's `outcome` does. */
typedef enum
{
  WP_WRITE_ERROR_NO_PROGRAM, /* none should be set up on this computer */
  WP_WRITE_ERROR_UNCLEAR,    /* the facts contradict each other */
  WP_WRITE_ERROR_DELETES,    /* a report out of a file leads to POP_DELETE */
} WpWriteError;
#define WP_WRITE_ERROR (wp_write_error_quark ())
GQuark wp_write_error_quark (void);

#define WP_WRITE_MOST_DAYS 365

typedef struct
{
  const WpClient *client;
  char *path;
  char *text;
  gsize bytes;
  char sha256[65];
  WpFileWritten written;
  WpWriteBasis basis;
  WpMailUse use;
  guint days;               /* of POP_KEEP; else 0 */
  /* Msgids, static: where the original is, who can delete it, what the second copy is. */
  const char *where, *who_deletes, *second_copy;
  GPtrArray *warnings;      /* of const char*, msgids, as are those below */
  GPtrArray *next_steps;    /* what the person does, in order */
  GPtrArray *administrator_steps; /* what else the file is for, to who looks after a domain */
  GPtrArray *not_expressed; /* what this client's file cannot say */
  GHashTable *params;       /* what the texts speak of: "path", "domain", "pattern", "days" … */
} WpWrittenFile;

void  wp_written_file_free (WpWrittenFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpWrittenFile, wp_written_file_free)
/* Fills the {placeholders} of a text of this file, translated or not; the caller owns it. */
char *wp_written_file_fill (const WpWrittenFile *file, const char *text);
/* "POP3, and the server keeps collected mail for 14 days", translated: the answer that it follows.
 * The caller owns it. */
char *wp_written_file_answer (const WpWrittenFile *file);

/* Where a person is likely to look for a file: that of their documents, else their home. The caller
 * owns it. */
char *wp_write_usual_folder (void);

/* Writes the proven settings. The answer is the order's; else the engine's, to what was told and
 * measured. The one in the report, which may be forged, only counts against that where no veto
 * forbids it, and a file never leads to POP_DELETE by itself.
 * NULL and an error: G_FILE_ERROR for the file, G_IO_ERROR_NOT_FOUND where the report has nothing
 * that can be written, G_IO_ERROR_INVALID_ARGUMENT where it has nothing for the answer,
 * WP_WRITE_ERROR where a person has to decide. */
WpWrittenFile *wp_session_write (const WpReport *report, const WpWriteOrder *order,
                                 GError **error);
/* The same, but nothing is written: what the file would be. No G_FILE_ERROR. */
WpWrittenFile *wp_session_prepare (const WpReport *report, const WpWriteOrder *order,
                                   GError **error);
/* Whether what was written is still there, as it was written: a person may have removed it. */
gboolean wp_session_is_written (const WpWrittenFile *file);
/* Takes a file back: one that was created goes, one that was replaced comes back from the copy that
 * was kept; one that was there already stays. FALSE and an error (G_FILE_ERROR) where it is another
 * by now, or cannot be changed. */
gboolean wp_session_unwrite (const WpWrittenFile *file, GError **error);
