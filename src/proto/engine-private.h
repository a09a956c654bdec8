/* What the three engines share: states, the output buffer, steps and their transcript, and the one
 * way out for commands. Private to this folder and its tests. */
#pragma once

#include "base/lines.h"
#include "proto/engine.h"
#include "proto/mechanism.h"
#include "proto/refusal.h"
#include "proto/sasl.h"
#include "proto/scrub.h"
#include "proto/words.h"

/* States of every engine; a protocol's own follow. */
enum
{
  WP_STATE_GREETING,
  WP_STATE_CAPABILITY,
  WP_STATE_STARTTLS,
  WP_STATE_TLS,       /* the handshake is the driver's */
  WP_STATE_IDLE,
  WP_STATE_AUTH,      /* a SASL exchange */
  WP_STATE_DERIVING,
  WP_STATE_ABORTING,  /* "*" was sent, its answer is awaited */
  WP_STATE_QUIT,
  WP_STATE_FINISHED,
  WP_STATE_FAILED,
  WP_STATE_OWN,
};

enum
{
  WP_STATE_NO_STEP = 1 << 0,  /* nothing is under way that a step could tell */
  WP_STATE_EXCHANGE = 1 << 1, /* answers to challenges may be sent; challenges may be long */
};

typedef struct
{
  const char *name;
  WpDeadlineClass deadline;
  WpVerb verb;          /* of the step that is open in it */
  WpOutcome on_refusal; /* of a negative reply */
  guint flags;
} WpStateRow;

#define WP_COMMON_STATES                                                                           \
  [WP_STATE_GREETING] = { "greeting", WP_DEADLINE_GREETING, WP_VERB_GREETING,                      \
                          WP_OUTCOME_REJECTED, 0 },                                                \
  [WP_STATE_CAPABILITY] = { "capability", WP_DEADLINE_REPLY, WP_VERB_CAPABILITY,                   \
                            WP_OUTCOME_COMMAND_REFUSED, 0 },                                       \
  [WP_STATE_STARTTLS] = { "starttls", WP_DEADLINE_REPLY, WP_VERB_CAPABILITY,                       \
                          WP_OUTCOME_STARTTLS_REFUSED, 0 },                                        \
  [WP_STATE_TLS] = { "tls", WP_DEADLINE_NONE, WP_VERB_CAPABILITY,                                  \
                     WP_OUTCOME_STARTTLS_INJECTION, WP_STATE_NO_STEP },                            \
  [WP_STATE_IDLE] = { "idle", WP_DEADLINE_NONE, WP_VERB_CAPABILITY, WP_OUTCOME_MALFORMED,          \
                      WP_STATE_NO_STEP },                                                          \
  [WP_STATE_AUTH] = { "auth", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED,          \
                      WP_STATE_EXCHANGE },                                                         \
  [WP_STATE_DERIVING] = { "deriving", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_SASL_FAILED,    \
                          0 },                                                                     \
  [WP_STATE_ABORTING] = { "aborting", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_SASL_FAILED,    \
                          WP_STATE_EXCHANGE },                                                     \
  [WP_STATE_QUIT] = { "quit", WP_DEADLINE_QUIT, WP_VERB_CAPABILITY, WP_OUTCOME_OK,                 \
                      WP_STATE_NO_STEP },                                                          \
  [WP_STATE_FINISHED] = { "finished", WP_DEADLINE_NONE, WP_VERB_CAPABILITY, WP_OUTCOME_OK,         \
                          WP_STATE_NO_STEP },                                                      \
  [WP_STATE_FAILED] = { "failed", WP_DEADLINE_NONE, WP_VERB_CAPABILITY, WP_OUTCOME_OK,             \
                        WP_STATE_NO_STEP }

/* A command that an engine may send. */
typedef struct
{
  const char *verb;    /* NULL ends the list */
  gboolean is_login;   /* only on an accepted channel */
} WpVerbRow;

typedef enum
{
  WP_LEAVING_NOTHING, /* it is not under way */
  WP_LEAVING_LATER,   /* the question that decides the outcome was asked first */
  WP_LEAVING_NOW,
} WpLeaving;

typedef struct
{
  WpProtocol protocol;
  gsize size;               /* of the engine's struct, which starts with WpEngine */
  const WpStateRow *states;
  const WpVerbRow *verbs;
  const char *auth_verb;
  gsize initial_limit;      /* bytes of an initial response that fit on the command's line */
  gsize line_limit;

  /* Takes one line, literal or reply out of `lines`; GOT means that something was read. */
  WpLinesResult (*read) (WpEngine *engine);
  void (*ask_capabilities) (WpEngine *engine);
  gboolean (*allows_initial) (const WpEngine *engine); /* initial responses (SASL-IR) */
  /* Sends auth_verb, the mechanism and, if it is not NULL, the initial response. */
  void (*send_auth) (WpEngine *engine, const char *mechanism, const char *initial);
  /* A login that is not SASL. */
  void (*login) (WpEngine *engine);
  /* The login was accepted; its step has ended. */
  void (*after_login) (WpEngine *engine);
  /* What follows a login is cut short: what is known becomes evidence. May turn OK into what is
   * true. NULL: nothing ever follows. */
  WpLeaving (*leave) (WpEngine *engine, WpOutcome *outcome);
  /* See wp_engine_progress; NULL: nothing is counted. */
  gboolean (*progress) (const WpEngine *engine, guint *done, guint *total);
  void (*quit) (WpEngine *engine);
  void (*clear) (WpEngine *engine);
} WpEngineClass;

/* A copy of WpLogin, and what was chosen for it. */
typedef struct
{
  char *username;
  char *host;
  char *sender;
  guint16 port;
  WpSecret *secret;
  const WpMechanism *mechanism;
  WpSasl *sasl;
  WpScrub *scrub;
  gboolean measures;
} WpLoginPart;

struct _WpEngine
{
  const WpEngineClass *class;
  WpTlsMode tls;
  guint state;          /* written by wp_engine_enter only */

  WpLines lines;
  guint n_lines;        /* read since the last command */
  gboolean is_eof;
  GByteArray *out;
  gboolean is_lent;     /* `out` was handed over by SEND */
  gboolean wants_tls;
  gboolean wants_derivation;

  WpStep *step;         /* under way */
  GQueue steps;         /* ended, not fetched yet */

  gboolean is_secure;
  gboolean may_login;
  gboolean has_logged_in;
  WpChannelBinding binding;
  WpWords capabilities;
  WpWords before_tls;   /* evidence, never acted upon inside TLS */
  WpWords mechanisms;
  WpOutcome abort_outcome;
  WpLoginPart login;
};

static inline const WpStateRow *
wp_engine_row (const WpEngine *engine)
{
  return &engine->class->states[engine->state];
}

/* A reply, as evidence. */
typedef struct
{
  const char *status; /* "NO", "-ERR", "535" */
  const char *code;   /* response code or enhanced code, or NULL */
  gboolean is_enhanced;
  const void *text;
  gsize length;
} WpReplyFacts;

WpEngine   *wp_engine_alloc (const WpEngineClass *class, const WpEngineParams *params);

/* The only writer of the state; opens a step where the state's row has one and none is open. */
void        wp_engine_enter (WpEngine *engine, guint state);
void        wp_engine_end_step (WpEngine *engine, WpOutcome outcome);
/* Ends the step (or makes one), the part and the conversation. */
void        wp_engine_break (WpEngine *engine, WpOutcome outcome);
/* Ends the step and the part; the conversation stays alive. */
void        wp_engine_end_part (WpEngine *engine, WpOutcome outcome);
/* Ends the step and the part, and says good-bye although answers are owed. */
void        wp_engine_depart (WpEngine *engine, WpOutcome outcome);
/* Over, without a step: nothing was under way. */
void        wp_engine_hang_up (WpEngine *engine);

/* Output and evidence (engine-output.c). Queues "TAG VERB LITERAL ARGS SECRET", each where given.
 * FALSE, and nothing queued, if the verb is not in the protocol's list, logs in on a channel that
 * was not accepted, or a part holds a line break or NUL. The secret is shown as
 * WP_SECRET_SHOWN_AS. */
typedef struct
{
  const char *tag;
  const char *verb;
  const char *args;
  const char *secret;
  const char *literal; /* IMAP: sent as "{5+}", a line end and its bytes (RFC 7888) */
  const char *shown;   /* in the transcript, in place of literal and args; NULL: as they are */
} WpCommand;
gboolean    wp_engine_send_command (WpEngine *engine, const WpCommand *command);
/* Queues an answer to a challenge, never shown. FALSE outside an exchange. */
gboolean    wp_engine_send_response (WpEngine *engine, const char *text);

/* Whether the transcript of the open step has room for another line: what is logged beyond that is
 * counted, and need not be made. */
gboolean    wp_engine_keeps_lines (const WpEngine *engine);
/* Into the transcript of the open step, without the secret of a login under way. */
void        wp_engine_log (WpEngine *engine, char dir, const void *bytes, gsize count);
void        wp_engine_note_reply (WpEngine *engine, const WpReplyFacts *facts);
/* Sets evidence from a stranger's text. */
void        wp_engine_note_text (WpEngine *engine, const char *key, const void *text, gsize length);
/* Counts a line of a reply; FALSE, and the conversation is over, beyond WP_LIMIT_REPLY_LINES. */
gboolean    wp_engine_count_line (WpEngine *engine);
/* The next line within the class's limit (a challenge's in an exchange); for the classes'
 * `read`. */
WpLinesResult wp_engine_read_line (WpEngine *engine, const guint8 **line, gsize *length);

/* What stands where a greeting should: WRONG_PROTOCOL or MALFORMED. */
void        wp_engine_not_a_greeting (WpEngine *engine, const guint8 *bytes, gsize count);
/* The go-ahead of STARTTLS: START_TLS, or STARTTLS_INJECTION if bytes are left over. */
void        wp_engine_go_ahead (WpEngine *engine);
/* Capabilities are known: before TLS keeps them as evidence and answers TRUE if STARTTLS is next;
 * else ends the look. */
gboolean    wp_engine_look_done (WpEngine *engine, gboolean offers_starttls);

/* Login: the part of a SASL exchange that all protocols share (engine-login.c). */
void        wp_engine_on_challenge (WpEngine *engine, const guint8 *base64, gsize count);
void        wp_engine_on_accepted (WpEngine *engine);
/* `hint`: an earlier notice of the server that may say more (IMAP: untagged NO), or NULL.
 * `is_over`: the server hangs up (BYE, 421). */
void        wp_engine_on_refused (WpEngine *engine, const WpReplyFacts *facts,
                                  const WpRefusal *hint, gboolean is_over);
void        wp_engine_drop_login (WpEngine *engine);
