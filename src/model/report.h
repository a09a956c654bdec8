/* Everything one run learnt, in the order it was learnt: append-only. Front ends, the desk and the
 * tests read this one thing; render/ turns it into text or JSON (waypost.report/1). */
#pragma once

#include <glib.h>

#include "model/account.h"
#include "model/advice.h"
#include "model/candidate.h"
#include "model/exit.h"
#include "model/finding.h"
#include "model/provider.h"
#include "model/situation.h"
#include "model/step.h"

typedef enum
{
  WP_WORKS_YES,
  WP_WORKS_NO,
  WP_WORKS_NOT_TESTED,
  WP_WORKS_NOT_OFFERED,
} WpWorks;

const char *wp_works_id (WpWorks works);

typedef enum
{
  WP_POLICY_ALLOW,
  WP_POLICY_ASK,
  WP_POLICY_REFUSE,
} WpPolicy;

const char *wp_policy_id (WpPolicy policy);

/* The verdict on one protocol. */
typedef struct
{
  WpProtocol protocol;
  gboolean is_asked_for; /* FALSE: found beside what was asked */
  WpWorks works;
  const char *why;       /* finding id, static; NULL */
  guint candidate;       /* id of the chosen one, or 0 */
  char *username;        /* as sent */
  char *auth;            /* mechanism that worked */
  gboolean has_own_password; /* it let somebody in with another one than the account's */
  char *tls_version;
  gint64 ms;             /* sum of what it took, or -1 */
  WpPolicy policy;
  GArray *findings;      /* of guint: finding numbers, from 1 */
} WpService;

/* What only a person can decide. Its text is looked up by id (diagnose/questions). */
typedef struct
{
  const char *id;   /* static: "password", "foreign", "mx", "guess", "http", "private", "port",
                     * "pin", "second-login", "send-address",
                     * "report-host" */
  WpFields *params; /* host, protocols, address, fingerprint, … */
  char *allow;      /* the --allow value that answers it, "foreign:imap.example.net"; or NULL */
  gboolean is_answered; /* by a person, yes or no */
  gboolean is_declined; /* no; without is_answered: nobody could be asked */
} WpQuestion;

typedef enum
{
  WP_REPORT_SOURCE,
  WP_REPORT_CANDIDATE,
  WP_REPORT_STEP,
  WP_REPORT_SERVICE,
  WP_REPORT_FINDING,
  WP_REPORT_QUESTION,
  WP_REPORT_FACT,
  WP_REPORT_ADVICE,
} WpReportKind;

typedef struct _WpReport WpReport;
/* Called after something was added (or a source, service was filled in); n counts from 0. */
typedef void (*WpReportGrew) (WpReport *report, WpReportKind kind, guint n, gpointer data);

struct _WpReport
{
  WpAccount *account; /* NULL where only servers were given */
  WpProvider *provider; /* what the notes know of it; NULL */
  char *typo;           /* a well-known domain that was probably meant; NULL */
  gint64 started_us;  /* the loop's clock; all steps count from here */
  gint64 started_unix; /* real time in microseconds, for people */
  gint64 ready_us;    /* settings chosen; 0: never */
  gint64 ended_us;
  int exit;            /* WP_EXIT_… */
  gboolean is_look_only; /* no login was asked for */
  gboolean is_from_file; /* it was read back: all that it holds is the file's claim */
  GPtrArray *sources;    /* of WpSource */
  GPtrArray *candidates; /* of WpCandidate */
  GPtrArray *steps;      /* of WpStep */
  GPtrArray *services;   /* of WpService */
  GPtrArray *findings;   /* of WpFinding */
  GPtrArray *questions;  /* of WpQuestion */
  WpFields *facts;
  WpSituation *situation; /* what was told and measured; NULL: nobody asked for advice */
  WpAdvice *advice;       /* the answer to it; NULL */
  guint logins_sent;
  guint logins_refused;
  guint logins_budget;
  GPtrArray *decisions;  /* of char*: the --allow values that were used */
  WpReportGrew grew;
  gpointer grew_data;
};

WpReport    *wp_report_new (const WpAccount *account);
WpReport    *wp_report_ref (WpReport *report);
void         wp_report_unref (WpReport *report);

/* Each takes its argument, gives it its id and tells the watcher. */
WpSource    *wp_report_add_source (WpReport *report, WpSource *taken);
WpStep      *wp_report_add_step (WpReport *report, WpStep *taken);
WpFinding   *wp_report_add_finding (WpReport *report, WpFinding *taken);
WpQuestion  *wp_report_add_question (WpReport *report, WpQuestion *taken);
WpService   *wp_report_add_service (WpReport *report, WpProtocol protocol);
/* Merges: the endpoint of an earlier candidate that is equal is freed, its trust raised if this
 * source earns more, and the source's id is added; else a new candidate. Returns NULL, and frees,
 * beyond WP_LIMIT_CANDIDATES. */
WpCandidate *wp_report_add_candidate (WpReport *report, WpEndpoint *taken, WpSource *source,
                                      WpTrust trust);
/* Both are copied; an earlier answer is replaced. */
void         wp_report_set_advice (WpReport *report, const WpSituation *situation,
                                   const WpAdvice *advice);
/* After a source or service was changed in place. */
void         wp_report_touch (WpReport *report, WpReportKind kind, gconstpointer item);

const WpSource    *wp_report_source (const WpReport *report, guint id);
const WpCandidate *wp_report_candidate (const WpReport *report, guint id);
const WpStep      *wp_report_step (const WpReport *report, guint id);
WpService         *wp_report_service (const WpReport *report, WpProtocol protocol);
/* Sending works, with another password than receiving. */
gboolean           wp_report_has_own_sending (const WpReport *report);
const WpFinding   *wp_report_find_finding (const WpReport *report, const char *id);
/* A person said no to the server that this service waited with. */
gboolean           wp_report_was_declined (const WpReport *report, const WpService *service);
/* Candidates of one protocol by rank, best first; the array is the caller's, its items are lent. */
GPtrArray         *wp_report_ranked (const WpReport *report, WpProtocol protocol);

WpQuestion *wp_question_new (const char *static_id, const char *allow);
void        wp_question_free (WpQuestion *question);
/* A person answered it, with no. */
gboolean    wp_question_is_no (const WpQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpReport, wp_report_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpQuestion, wp_question_free)
