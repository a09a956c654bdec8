/* How often a secret may be tried, so that nobody's account is locked by us. One object a run and
 * account, which every login must ask. Pure: time comes in.
 *
 * An attempt is any exchange that sends a secret or a proof of one. First one service logs in
 * (IMAP, else POP3, else SMTP). After a success the others go at once, in parallel. After a
 * refusal the next attempt comes ≥ 3 s later, on another service, or there again with PLAIN if
 * the refused mechanism was CRAM-MD5 or SCRAM. Two refusals end it. A transport failure counts
 * as an attempt, not as a refusal. The same (service, user name, mechanism, secret) is never
 * sent twice. On a service that refused, another user name or another secret may follow (after
 * the pause): they come from a person (`second-login`, a password typed again), never from the
 * program by itself. After a success no more attempts are under way at once than refusals are
 * left. Services with a login of their own (--smtp-user, --smtp-password-file) have an account
 * key of their own. */
#pragma once

#include <glib.h>

#include "base/secret.h"
#include "model/endpoint.h"

#define WP_BUDGET_REFUSALS 2
#define WP_BUDGET_PAUSE_MS 3000
#define WP_BUDGET_MEMORY_S (15 * 60)

typedef struct _WpBudget WpBudget;

typedef enum
{
  WP_BUDGET_GO,    /* now */
  WP_BUDGET_WAIT,  /* ask again at *at_us, or (G_MAXINT64) when another attempt has ended */
  WP_BUDGET_NEVER, /* spent, or sent before */
} WpBudgetAnswer;

typedef enum
{
  WP_ATTEMPT_ACCEPTED,
  WP_ATTEMPT_REFUSED,   /* credentials, or anything that hides behind the same words */
  WP_ATTEMPT_TRANSPORT, /* broke off; backend down; mechanism not known */
} WpAttemptEnd;

typedef struct
{
  WpProtocol protocol;
  const char *server;    /* "host:port" */
  const char *username;
  const char *mechanism;
  const WpSecret *secret;
} WpAttempt;

/* `refusals` and `last_refusal_us`: what the cache remembers of the last 15 minutes (0, 0). */
WpBudget      *wp_budget_new (guint refusals, gint64 last_refusal_us);
void           wp_budget_free (WpBudget *budget);
/* May this go out now? Does not count yet. */
WpBudgetAnswer wp_budget_ask (WpBudget *budget, const WpAttempt *attempt, gint64 now_us,
                              gint64 *at_us);
/* It goes out. Answers its number in this run, from 1. */
guint          wp_budget_begin (WpBudget *budget, const WpAttempt *attempt, gint64 now_us);
void           wp_budget_end (WpBudget *budget, guint number, WpAttemptEnd end, gint64 now_us);
guint          wp_budget_sent (const WpBudget *budget);
/* Those remembered from earlier runs included: what the cache has to remember of this one. */
/* What the next run has to know: refusals since the last success, and every attempt that is still
 * under way, for who is interrupted now may never learn its end. */
guint          wp_budget_to_remember (const WpBudget *budget);
/* In this run; the remembered ones are not counted. */
guint          wp_budget_refused (const WpBudget *budget);
gboolean       wp_budget_is_spent (const WpBudget *budget);
/* Whether an attempt was accepted: then all may go at once. */
gboolean       wp_budget_is_open (const WpBudget *budget);

/* A person knows what was refused before and wants one more attempt that may be refused. */
void           wp_budget_grant_one (WpBudget *budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpBudget, wp_budget_free)
