/* Report → text for a terminal, JSON. Pure: texts are msgids with parameters, translated by the
 * function given here. Foreign text is data, never a format, never markup. */
#pragma once

#include <glib.h>

#include "model/report.h"

typedef const char *(*WpTranslate) (const char *msgid); /* NULL: as is */

typedef struct
{
  WpTranslate translate;
  gboolean has_colour;
  gboolean is_utf8;      /* else ASCII signs: + ! x - */
  guint columns;         /* 80 */
  gboolean is_quiet;     /* the headline only */
  gboolean has_timeline;
  const char *command;   /* this run's, as a shell takes it, repeated after "Next:"; NULL: put
                          * together from the report */
  gboolean is_writing;   /* settings are being written: not to be suggested */
} WpRenderStyle;

/* The result of a check as in the samples: settings, a line a service, findings with what to do,
 * the headline last. The caller owns it; ends in a line feed. */
char *wp_render_text (const WpReport *report, const WpRenderStyle *style);
/* One line of progress for something that the report just got, without line end; NULL: nothing to
 * say. */
char *wp_render_progress (const WpReport *report, WpReportKind kind, guint n,
                          const WpRenderStyle *style);
/* A question, wrapped, without the prompt; and the option that answers it on its own line. */
char *wp_render_question (const WpReport *report, const WpQuestion *question,
                          const WpRenderStyle *style);
/* The dialogue of a step for --trace, one line each: "IMAP imap.example.org:993 S: * OK …"; for a
 * step without one how it ended: "IMAP imap.example.org:993 connect ok, 41 ms". Not wrapped. */
char *wp_render_trace (const WpReport *report, const WpStep *step, const WpRenderStyle *style);
/* waypost.report/1, pretty-printed, ends in a line feed. */
char *wp_render_json (const WpReport *report, const WpRenderStyle *style);
/* waypost.write/1 */
typedef struct
{
  const char *client;
  const char *path;
  gsize bytes;
  char sha256[65];
  const char *const *next_steps;    /* msgids */
  const char *const *not_expressed; /* msgids */
} WpWritten;
char *wp_render_written_json (const WpWritten *files, guint n_files, const WpRenderStyle *style);
/* One finding for `explain`: title, cause, remedies. NULL for an unknown id. */
char *wp_render_explain (const char *id, const WpRenderStyle *style);
/* Fills {placeholders} of a msgid from fields, printable; the caller owns it. */
char *wp_render_fill (const char *msgid, const WpFields *params, const WpRenderStyle *style);
