/* Report → text for a terminal, JSON. Pure: texts are msgids with parameters, translated by the
 * function given here. Foreign text is data, never a format, never markup. */
#pragma once

#include <glib.h>

#include "advise/advise.h"
#include "diagnose/as-client.h"
#include "diagnose/lint.h"
#include "model/report.h"

typedef const char *(*WpTranslate) (const char *msgid); /* NULL: as is */

typedef struct
{
  WpTranslate translate;
  gboolean has_colour;
  gboolean is_utf8;      /* else ASCII signs: + ! x - */
  guint columns;         /* of text: 80; a terminal's, but no wider than can be read */
  guint wide_columns;    /* of the terminal, for tables; 0: as `columns` */
  gboolean is_quiet;     /* the headline only */
  gboolean has_timeline;
  const char *command;   /* this run's, as a shell takes it, repeated after "Next:"; NULL: put
                          * together from the report */
  gboolean is_writing;   /* settings are being written: not to be suggested */
  const GPtrArray *clients; /* of WpClientView: what other programs would find; NULL: not asked */
  gboolean is_overview;  /* of the clients a line each, and what holds for several of them */
  gboolean lists_all;    /* of lint: what is well a line each, even beside what is not */
  gboolean explains_all; /* of advice: the whole rule table with its points */
  gboolean has_rows_above; /* the lines of the sources stand on the terminal already */
} WpRenderStyle;

/* The result of a check as in the samples: settings, a line a service, findings with what to do,
 * the headline last. The caller owns it; ends in a line feed. */
char *wp_render_text (const WpReport *report, const WpRenderStyle *style);
/* The result of a search: every source in the order in which they answered, who agrees and who does
 * not, the chosen settings and why; where nothing was found, what to do. With `clients` what they
 * would find with the same answers instead of what else is known. */
char *wp_render_find (const WpReport *report, const WpRenderStyle *style);
/* The line of a source as in the result, with its line end, once nothing can change it any more;
 * NULL: it has none, or not yet. After the end of the run every source that has one gives it. */
char *wp_render_source_line (const WpReport *report, WpReportKind kind, guint n,
                             const WpRenderStyle *style);
/* The answer in `report->advice` (and `situation`; both must be there): for and against with
 * points, what was measured and told; then title and how sure, what is to be set, what would change
 * it; at the end that nothing was changed on the servers, where one was reached, and the commands
 * that follow. UNCLEAR: which facts contradict each other, and the options that settle it. */
char *wp_render_advice (const WpReport *report, const WpRenderStyle *style);
/* A question with its numbered answers, without the prompt; `nth` from 1. */
char *wp_render_advice_question (const WpAdviceQuestion *question, guint nth,
                                 const WpRenderStyle *style);
/* What else may be special, numbered from 1. */
char *wp_render_advice_chips (const WpRenderStyle *style);
/* What the report's provider changed or does in its own way and matters to this audience, each with
 * its source below; dated, and with a warning where it may have changed. NULL: nothing. */
char *wp_render_notices (const WpReport *report, WpNoticeAudience audience,
                         const WpRenderStyle *style);
/* waypost explain myths */
char *wp_render_myths (const WpRenderStyle *style);
/* What lint found (array of WpLintCheck of this report), the headline last. */
char *wp_render_lint (const WpReport *report, const GPtrArray *checks,
                      const WpRenderStyle *style);
/* waypost.lint/1 */
char *wp_render_lint_json (const WpReport *report, const GPtrArray *checks, int exit_code,
                           const WpRenderStyle *style);
/* One line of progress for something that the report just got, without line end; NULL: nothing to
 * say. */
char *wp_render_progress (const WpReport *report, WpReportKind kind, guint n,
                          const WpRenderStyle *style);
/* The same while the folders of a mailbox are counted; `all` 0: nobody knows yet how many. */
char *wp_render_folder_progress (guint folders, guint all, const WpRenderStyle *style);
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
  const char *outcome; /* the answer to POP3 or IMAP that it follows; NULL: none */
  guint days;          /* of pop-keep; else 0 */
  const char *const *warnings;      /* msgids */
  const char *const *next_steps;    /* msgids */
  const char *const *not_expressed; /* msgids */
} WpWritten;
char *wp_render_written_json (const WpWritten *files, guint n_files, const WpRenderStyle *style);
/* One finding for `explain`: title, cause, remedies. NULL for an unknown id. */
char *wp_render_explain (const char *id, const WpRenderStyle *style);
/* The same for a check of lint. */
char *wp_render_explain_check (const char *id, const WpRenderStyle *style);
/* Fills {placeholders} of a msgid from fields, printable; the caller owns it. */
char *wp_render_fill (const char *msgid, const WpFields *params, const WpRenderStyle *style);
