/* What the parts of check/ share: one service a protocol, and the run they belong to. */
#pragma once

#include "check/check.h"

typedef enum
{
  WP_PHASE_LOOKING, /* no server chosen yet */
  WP_PHASE_ASKING,  /* a person has to decide first */
  WP_PHASE_READY,   /* greeted and allowed; waits for the secret, the budget or its turn */
  WP_PHASE_LOGIN,
  WP_PHASE_ENDED,
} WpPhase;

typedef struct
{
  WpCheck *check;
  WpService *result;   /* in the report */
  WpPhase phase;
  GPtrArray *ranked;   /* of WpCandidate, lent, best first */
  guint n_started;     /* of them, that are looked at */
  GPtrArray *looks;    /* of WpLook, lent, parallel to the first n_started of `ranked` */
  WpLook *look;        /* the chosen one */
  WpTimer *next_timer; /* the next candidate is tried beside a slow one */
  WpTimer *grace_timer; /* a better one may still answer */
  gboolean grace_is_over;
  guint attempt;       /* of the budget, under way */
  gboolean must_use_plain; /* CRAM-MD5 or SCRAM was refused */
  gboolean is_probed;    /* a second question explained the failure, or could not */
  gboolean was_accepted; /* the login; what follows it may still fail */
  gboolean wants_token;  /* no mechanism on offer takes a password */
  guint n_again;         /* how often the connection was made anew for a login */
} WpRun;

struct _WpCheck
{
  WpCheckOptions options;
  WpReport *report;
  WpCheckCallbacks callbacks;
  gpointer data;
  WpLookContext context;
  GPtrArray *looks;       /* of WpLook, owned */
  WpRun runs[WP_N_PROTOCOLS];
  WpSecret *secret;
  WpSecret *smtp_secret;  /* NULL: the same */
  WpTimer *login_timer;   /* the budget's pause */
  WpTimer *spare_timer;   /* a guess that nobody needs may still answer */
  gboolean spare_is_over;
  WpTimer *advance_timer; /* one advance a turn of the loop, however much happened */
  gint64 first_ready_us;
  gint64 progress_us;     /* when it was told last */
  gboolean is_started;
  gboolean has_all;       /* the candidates */
  gboolean is_asked;      /* a password question is open */
  gboolean is_prompted;   /* the secret came by a question, so it may go to `named` only */
  gboolean is_smtp_prompted; /* that for sending, too */
  GPtrArray *named;       /* of char*: hosts that the person read before typing the secret */
  char *named_sending;    /* that of them which was named for sending; NULL: none was */
  gboolean has_no_secret; /* it was declined */
  gboolean is_limited;    /* a server asked for a pause: nobody logs in any more */
  gboolean is_done;
};

/* service.c: from candidates to one look that is ready, or the failure of the best. */
void     wp_run_begin (WpRun *run, WpCheck *check, WpProtocol protocol, gboolean is_asked_for);
void     wp_run_clear (WpRun *run);
/* Moves LOOKING and ASKING on as far as they go. */
void     wp_run_advance (WpRun *run);
void     wp_run_end (WpRun *run, WpWorks works);
const WpCandidate *wp_run_candidate (const WpRun *run);
/* Under which name it will log in to its candidate. */
void     wp_run_name (WpRun *run);
/* Its port is one for mail, or a person typed or allowed it: else it is not even looked at. */
gboolean wp_run_is_through_fence (const WpCheck *check, const WpCandidate *candidate);
/* It logged in, and only measures the mailbox now, which may stay unfinished. */
gboolean wp_run_has_proved (const WpRun *run);
/* The policy's word on the address and certificate that are in use now. */
gboolean wp_run_may_login (const WpRun *run);

/* login.c: who logs in when. */
void     wp_logins_advance (WpCheck *check);
/* A step of a login, or of what follows one. */
void     wp_logins_step (WpRun *run, const WpStep *step);
/* There is a password for it, and one that was typed goes to the hosts that the prompt named, and
 * nowhere else; one of its own for sending only to that which it named for sending. */
gboolean wp_login_may_have_secret (const WpRun *run);
/* The password may be right although this was refused: servers that keep hashes offer challenges
 * that they cannot check. Never after a server that could not prove that it knows the password,
 * nor where the account is blocked or the server asks for a pause. Pure. */
gboolean wp_login_may_try_plain (WpOutcome outcome, const char *mechanism,
                                 const char *const *offered);
/* The server went back to idle, or closed, during or after a login. */
void     wp_logins_state (WpRun *run);

/* facts.c: evidence that is worth keeping beyond its step. */
void     wp_facts_keep (WpReport *report, const WpStep *step);

/* check.c */
WpLook  *wp_check_look_at (WpCheck *check, const WpEndpoint *endpoint);
/* Something happened: everything is looked at again in the next turn of the loop. */
void     wp_check_wake (WpCheck *check);
/* Adds the question, unless the same one is there. */
void     wp_check_ask (WpCheck *check, const char *static_id, const char *allow, const WpRun *run);
gboolean wp_check_was_declined (const WpCheck *check, const char *allow);
