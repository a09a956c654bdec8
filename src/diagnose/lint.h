/* What a domain publishes for mail programs, judged for who publishes it: each check says what is
 * there, what should be, and the very record or line that would mend it. Reads a finished report in
 * which every source was heard to its end and every server that one named was looked at
 * (WP_TASK_LINT). Pure.
 *
 * fail: some mail program gets no settings, or wrong or forgeable ones. warn: works, but worse than
 * it could. unknown: it was not seen, with the reason; a check is never ok because nothing was
 * seen. What a check cannot apply to (a line of a file that does not exist) is left out. */
#pragma once

#include <glib.h>

#include "model/report.h"

typedef enum
{
  WP_LINT_OK,
  WP_LINT_WARN,
  WP_LINT_FAIL,
  WP_LINT_UNKNOWN,
} WpLintStatus;
#define WP_N_LINT_STATUSES 4

/* "unknown" */
const char *wp_lint_status_id (WpLintStatus status);

/* Msgids (N_), without placeholders. */
typedef struct
{
  const char *id;    /* "srv.imaps"; never reused or renamed */
  const char *title; /* what is looked at, a few words */
  const char *well;  /* what holds where it is as it should be, a sentence */
  const char *why;   /* why it matters, a sentence or two */
  const char *mend;  /* what mends it where it is not, a sentence or two */
} WpLintText;

/* All, in the order in which they are made. */
guint             wp_lint_count_texts (void);
const WpLintText *wp_lint_nth_text (guint n);
/* NULL: no check has this id. */
const WpLintText *wp_lint_find_text (const char *id);

/* The should_be of a check that lines of a zone or a file would mend: WP_KEY_RECORDS of its params,
 * to be copied as they are. */
#define WP_LINT_LINES "{records}"

typedef struct
{
  const WpLintText *text;
  WpLintStatus status;
  const char *is;        /* msgid with {placeholders}, static: what was seen, or why nothing was */
  const char *should_be; /* msgid, static, or WP_LINT_LINES; NULL: as it is */
  WpFields *params;
  char *where;           /* URL, record name, or host:port, printable */
  gboolean is_note;      /* ok, and worth a word: something that a domain may do without */
  gboolean is_blind;     /* unknown because of this network or machine; elsewhere it may be seen */
  gboolean is_implied;   /* unknown because of something that another check complains of */
} WpLintCheck;

void       wp_lint_check_free (WpLintCheck *check);

/* Array of WpLintCheck, owned by the caller; empty for a report without account. */
GPtrArray *wp_lint (const WpReport *report);
/* Whether the domain itself published anything that could be used (SRV ".", too). */
gboolean   wp_lint_is_published (const WpReport *report);
/* Whether the domain is there at all; TRUE as long as the name service does not deny it. */
gboolean   wp_lint_exists (const WpReport *report);
/* It says that it takes no mail (RFC 7505). */
gboolean   wp_lint_is_null_mx (const WpReport *report);
/* "10 mx.example.org." of each mail exchanger, strings for the caller; NULL: not known, or none. */
char     **wp_lint_mx_records (const WpReport *report);
/* Why nothing that is published was seen although there may be something; NULL: it was seen, or
 * this network did not stand in the way. Lent by `checks`. */
const WpLintCheck *wp_lint_blindness (const WpReport *report, const GPtrArray *checks);
/* What makes --zone write a set: nothing more where servers for receiving and sending were found
 * that answer with a good certificate; else with options for servers to be given. */
const char *wp_lint_zone_options (const WpReport *report);
/* The server was looked at from the first byte to what it offers, and its certificate is good. */
gboolean   wp_lint_is_proven (const WpReport *report, const WpEndpoint *server);
/* 2 for a domain that does not exist. Else the first that applies: 1 (something fails; with
 * `is_strict` or is worth a look), 3 (this network stood in the way of a source or a server),
 * 2 (nothing is published), 0. */
int        wp_lint_exit (const WpReport *report, const GPtrArray *checks, gboolean is_strict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpLintCheck, wp_lint_check_free)
