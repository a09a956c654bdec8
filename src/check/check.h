/* Endpoints (+ secrets) → steps: looks at the best servers of each protocol at once, asks the
 * policy, logs in within the budget, and keeps the facts. It prompts nobody: what only a person
 * can decide becomes a question in the report, and it goes on with everything that does not
 * depend on it. */
#pragma once

#include "check/look.h"
#include "policy/budget.h"

typedef struct _WpCheck WpCheck;

typedef struct
{
  WpLoop *loop;
  WpResolver *resolver;
  WpCrowd *crowd;           /* lent; of the run; NULL: nobody is counted */
  WpDecisions *decisions;   /* lent; grows when a question is answered */
  WpBudget *budget;         /* lent; of the account */
  WpBudget *smtp_budget;    /* lent; the same, or another where sending has its own login */
  gboolean asks_nobody;     /* what only a person can decide is left alone; only with
                             * is_look_only */
  gboolean looks_at_all;    /* every candidate is looked at, not only until one is good; only with
                             * is_look_only */
  gboolean is_look_only;    /* --no-login */
  const char *username;     /* as sent; NULL: by the candidate's template */
  const char *smtp_username;
  const char *mechanism;    /* forced, or NULL */
  const char *sender;       /* MAIL FROM and RCPT TO; NULL: neither is tried */
  gboolean measures;        /* all that advice needs of the mailbox (WpLogin.measures) */
} WpCheckOptions;

typedef struct
{
  /* A login is about to go out, or has ended: the budgets have changed. */
  void (*attempt) (WpCheck *check, gpointer data);
  /* A server was verified and has greeted us; perhaps before any source named it, and again after
   * a login. May be NULL. */
  void (*greeted) (WpCheck *check, const WpEndpoint *endpoint, gpointer data);
  /* Folders of the mailbox are counted: so many have been, of so many (0: not known yet). At most
   * ten times a second. May be NULL. */
  void (*progress) (WpCheck *check, guint done, guint total, gpointer data);
  /* Every service has ended. */
  void (*done) (WpCheck *check, gpointer data);
} WpCheckCallbacks;

/* `report` is referenced; options are copied but for what they point to. */
WpCheck *wp_check_new (const WpCheckOptions *options, WpReport *report,
                       const WpCheckCallbacks *callbacks, gpointer data);
void     wp_check_free (WpCheck *check);

/* The authorities are loaded: connections may begin. */
void     wp_check_set_tls_context (WpCheck *check, SSL_CTX *context);
/* A server is likely to be needed: connects ahead of time, without a login. */
void     wp_check_look_ahead (WpCheck *check, const WpEndpoint *endpoint);
/* The report's candidates are ranked: begins. `protocols` is a bit set (1 << WpProtocol) of what
 * was asked for by name; the others are checked too if a source named them. */
void     wp_check_start (WpCheck *check, guint protocols);

/* Answers to questions: secrets (NULL: that one is not there), decisions (already in
 * `decisions`), or no. May be called before wp_check_start. */
void     wp_check_set_secret (WpCheck *check, WpSecret *secret, WpSecret *smtp_secret);
/* A person typed it at a question of id "password": it goes only to the hosts that this named. */
void     wp_check_answer_secret (WpCheck *check, WpSecret *secret);
/* Sending has a login of its own, told at the same question, before its answer; NULL: the same.
 * `username` and `budget` are lent. FALSE: too late, sending has been tested already. */
gboolean wp_check_may_set_sending (const WpCheck *check);
void     wp_check_set_sending (WpCheck *check, const char *username, WpSecret *secret,
                               WpBudget *budget);
void     wp_check_decided (WpCheck *check);
void     wp_check_declined (WpCheck *check, const WpQuestion *question);
/* Every source has been heard: no candidate comes any more. Who looks at all waits for it. */
void     wp_check_no_more (WpCheck *check);
/* Ends everything now; `done` follows from the main loop. */
void     wp_check_cancel (WpCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpCheck, wp_check_free)
