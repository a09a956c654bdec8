/* The one asynchronous interface that both front ends use. It asks questions as data, never
 * prompts, and shows what it learns as a report that grows.
 *
 * Signals, all from the main context on which it was made; grew and question also from inside
 * _start, _answer and _cancel, done never:
 *   grew     (guint kind, guint index)  something was added to the report, WpReportKind
 *   question (guint index)              of the report: only a person can answer
 *   progress (guint folders, guint all) so many of the mailbox are counted; all 0: not known yet
 *   done     (int exit)                 the report is complete; secrets are dropped
 * A question stops only what depends on it. One task at a time. */
#pragma once

#include <gio/gio.h>

#include "base/secret.h"
#include "model/report.h"

#define WP_TYPE_SESSION (wp_session_get_type ())
G_DECLARE_FINAL_TYPE (WpSession, wp_session, WP, SESSION, GObject)

typedef struct
{
  char **dns;             /* NULL: those of resolv.conf */
  gboolean trust_ad;
  const char *ca_file;    /* added to the system's authorities, or NULL */
  gboolean no_ipv4;
  gboolean no_ipv6;
  const char *database_url; /* of the public provider database or a mirror; NULL: the usual one */
  const char *lang;       /* of texts that a source has in several; NULL: English */
  guint deadline_s;       /* 0: 60 */
  gboolean is_strict;     /* warnings count as failures */
  char **allow;           /* decisions that were taken before: --allow, --deny; NULL: none */
  char **deny;
} WpSessionOptions;

typedef enum
{
  WP_TASK_CHECK, /* find (or take given servers), look, log in */
  WP_TASK_FIND,  /* every source is heard to its end; the servers they name are looked at as far as
                  * time allows, never logged in to */
  WP_TASK_LINT,  /* as FIND, and every server that a source named is looked at to its end */
  WP_TASK_ADVISE, /* as CHECK, and the mailbox is measured: every folder is counted */
} WpTaskKind;

/* Options and texts are copied; CR, LF and NUL in a user name or address are refused by _start. */
typedef struct
{
  WpTaskKind kind;
  const char *address;      /* may be NULL where servers are given */
  GPtrArray *servers;       /* of WpEndpoint, port 0: both modes; NULL or empty: find them */
  const WpReport *known;    /* of an earlier run, read by _start alone: those of `servers` that it
                             * found keep their sources and their trust (session/origin.h); NULL:
                             * all were typed */
  const char *username;     /* NULL: by the settings */
  const char *smtp_username;
  const char *sender;       /* --from; NULL: the address */
  const char *mechanism;    /* forced, or NULL */
  WpSecret *secret;         /* referenced until done; NULL: asked for when it is needed */
  WpSecret *smtp_secret;    /* NULL: the same */
  gboolean is_look_only;    /* --no-login */
} WpTask;

/* Who is asked where the public provider database is, "autoconfig.thunderbird.net"; the caller owns
 * it. */
char           *wp_session_database_host (const WpSessionOptions *options);
/* What is allowed and denied can be: FALSE and G_OPTION_ERROR, a whole sentence. A session that is
 * started with other ones fails with the same. */
gboolean        wp_session_knows_decisions (const WpSessionOptions *options, GError **error);
WpSession      *wp_session_new (const WpSessionOptions *options);
/* FALSE and an error (a whole sentence with what to do): G_OPTION_ERROR for the value of an option;
 * other domains for input that cannot be read (the address, a user name, a file). */
gboolean        wp_session_start (WpSession *session, const WpTask *task, GError **error);
/* Yes to a question that has an `allow` value; a secret (yes = TRUE) to "password"; or no. */
void            wp_session_answer (WpSession *session, guint question, gboolean yes,
                                   WpSecret *secret);
/* Right before the answer to "password": sending has another user name, or another password (NULL:
 * the same). The secret is referenced until done, and goes only to the host that the question named
 * for sending. Sending that was tested by then stays as it is. FALSE and an error: no user name is
 * like this. */
gboolean        wp_session_set_sending (WpSession *session, const char *username, WpSecret *secret,
                                        GError **error);
/* Nobody can be asked: goes on without what depends on it; the question stays open in the
 * report. */
void            wp_session_leave_open (WpSession *session, guint question);
/* Ends everything; `done` follows with exit code 130. */
void            wp_session_cancel (WpSession *session);
const WpReport *wp_session_peek_report (WpSession *session);
/* After done: the answer for this situation becomes part of the report; so does its exit code.
 * Facts that the run measured should be in it (advise/). An earlier answer is replaced. */
void            wp_session_advise (WpSession *session, const WpSituation *situation);
/* Since _start; of a finished run, how long it took. */
gint64          wp_session_elapsed_ms (WpSession *session);
/* After done: servers are still being told goodbye; at most two seconds more. */
gboolean        wp_session_is_lingering (WpSession *session);
