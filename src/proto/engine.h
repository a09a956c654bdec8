/* The contract of a protocol conversation without input or output of its own (sans-I/O): bytes go
 * in, actions come out. The engine owns the dialogue, its limits and its transcript; whoever drives
 * it (net/conn, or a test) owns the socket, TLS, the clock and the thread for a key derivation.
 *
 *   look   greeting → capabilities → STARTTLS → capabilities inside TLS → DONE (idle)
 *   login  one authentication, then what may be looked at: mailbox or sender → DONE (idle)
 *   quit   LOGOUT or QUIT → DONE or FAILED; the connection is then finished
 *
 * What an engine never does, whatever it is asked: RETR, TOP, DELE, FETCH, STORE, APPEND, EXPUNGE,
 * SELECT, DATA; ID; a login before `secured` said that the channel is accepted; two logins. Every
 * command goes through one function that refuses a verb that is not in the engine's list.
 *
 * What was learnt before TLS is forgotten at `secured`. Bytes after the go-ahead of STARTTLS are
 * the outcome WP_OUTCOME_STARTTLS_INJECTION. The first negative reply ends the part; no second
 * command follows that could hide it. */
#pragma once

#include <glib.h>

#include "base/secret.h"
#include "model/endpoint.h"
#include "model/step.h"

typedef struct _WpEngine WpEngine;

typedef enum
{
  WP_ENGINE_NEED_DATA, /* nothing to do until feed or eof */
  WP_ENGINE_SEND,      /* `bytes` are to be sent, then ask again */
  WP_ENGINE_START_TLS, /* make the handshake, then `secured`; or drop the engine */
  WP_ENGINE_DERIVE,    /* run `derivation` (may take a second: in a thread), then `derived` */
  WP_ENGINE_STEP,      /* `step` has ended; the caller owns it and stamps times, address, ids */
  WP_ENGINE_DONE,      /* the part is done; idle and alive: login or quit may follow */
  WP_ENGINE_FAILED,    /* the conversation is over; its last step said why. close */
} WpEngineAction;

/* How long the present state may wait; the driver has the seconds. */
typedef enum
{
  WP_DEADLINE_NONE,     /* idle */
  WP_DEADLINE_GREETING,
  WP_DEADLINE_REPLY,
  WP_DEADLINE_LOGIN,    /* servers delay refusals on purpose */
  WP_DEADLINE_MAILBOX,
  WP_DEADLINE_QUIT,
} WpDeadlineClass;

/* PBKDF2 (RFC 5802 §2.2 Hi) that is too long for the loop's thread. What is lent goes with
 * `derived`, `fail` or `free`: a thread that may outlive them works on copies. */
typedef struct
{
  gboolean is_sha256;    /* else SHA-1 */
  guint iterations;
  const guint8 *salt;    /* lent */
  gsize salt_length;
  WpSecret *password;    /* lent; prepared by SASLprep */
} WpDerivation;

/* Computes it: pure, may run in any thread. Hex, NUL-terminated, owned by the caller, who wipes it;
 * NULL: it cannot be (iterations 0 or beyond WP_LIMIT_SCRAM_ITERATIONS). */
char *wp_derivation_run (const WpDerivation *derivation);

typedef struct
{
  const guint8 *bytes; /* of SEND: lent until the next call; the engine wipes them then */
  gsize length;
  WpStep *step;        /* of STEP: owned by the caller */
  WpDerivation derivation;
} WpEngineNext;

typedef struct
{
  WpProtocol protocol;
  WpTlsMode tls;        /* NONE: looked at, and login refuses */
  const char *ehlo;     /* SMTP: "[127.0.0.1]" or "[IPv6:::1]" (RFC 5321 §4.1.3) */
} WpEngineParams;

/* Channel binding data for SCRAM-*-PLUS (RFC 5929, 9266); length 0: none to be had. */
typedef struct
{
  const char *type; /* "tls-exporter", "tls-unique" */
  guint8 data[64];
  gsize length;
} WpChannelBinding;

typedef struct
{
  const char *username;
  WpSecret *secret;        /* a token serves XOAUTH2 and OAUTHBEARER only, a password the rest */
  const char *mechanism;   /* forced by --mechanism ("SCRAM-SHA-256", "USER/PASS", …), or NULL */
  const WpAuth *auth;      /* what a trusted source names, in order; n_auth = 0: nothing */
  guint n_auth;
  const char *host;        /* for OAUTHBEARER (RFC 7628) */
  guint16 port;
  const char *sender;      /* SMTP: MAIL FROM and RCPT TO; NULL: neither */
  gboolean measures;       /* IMAP, POP3: all that advice needs of the mailbox, folder by folder;
                            * else what one flight tells */
} WpLogin;

WpEngine *wp_imap_new (const WpEngineParams *params);
WpEngine *wp_pop3_new (const WpEngineParams *params);
WpEngine *wp_smtp_new (const WpEngineParams *params);
/* By params->protocol. */
WpEngine *wp_engine_new (const WpEngineParams *params);
/* Wipes what is left in its buffers. */
void      wp_engine_free (WpEngine *engine);

/* Bytes from the peer, in any portions. */
void           wp_engine_feed (WpEngine *engine, const guint8 *bytes, gsize count);
/* The peer closed its side. */
void           wp_engine_eof (WpEngine *engine);
/* Called until it answers NEED_DATA, DONE or FAILED. */
WpEngineAction wp_engine_next (WpEngine *engine, WpEngineNext *next);
/* TLS is up. `may_login`: the certificate was verified, or a person's pin accepted it; without it
 * the capabilities are read and any login answers WP_OUTCOME_UNTRUSTED without sending a byte.
 * Called before the first feed for implicit TLS, after START_TLS else. */
void           wp_engine_secured (WpEngine *engine, const WpChannelBinding *binding,
                                  gboolean may_login);
/* Hex of the salted password; NULL: the derivation failed or was given up. */
void           wp_engine_derived (WpEngine *engine, const char *salted_password_hex);

/* Only while DONE (idle). `login` is copied but for the secret, which is referenced until the part
 * ends. Steps that follow: login; then, after a yes, mailbox (IMAP: NAMESPACE, LIST, GETQUOTAROOT
 * as offered, EXAMINE INBOX; POP3: STAT, UIDL 1) or submit (SMTP with a sender: MAIL, RCPT, RSET).
 * With `measures` IMAP counts each folder once, by LIST-STATUS or at most WP_LIMIT_STATUS_AT_ONCE
 * STATUS at a time, before it examines; POP3 asks CAPA again.
 * After a no the engine is idle, so that quit may follow. A second login, one without TLS, and one
 * with a line break in it answer WP_OUTCOME_NOT_TESTED without sending a byte. */
void           wp_engine_login (WpEngine *engine, const WpLogin *login);
/* Only while DONE (idle), or after a finished look. */
void           wp_engine_quit (WpEngine *engine);
/* While what follows a login is under way: it is told LOGOUT or QUIT although answers are still
 * owed; they are dropped. The step ends with this outcome and holds what is known by now. DONE
 * follows once the server has said good-bye. FALSE, and nothing is done, in any other state, and in
 * SMTP.
 * With OK there was time enough. Where folders are counted and EXAMINE has no answer yet, that is
 * asked first, and nothing else any more: the engine stays where it was, leaves by itself when the
 * answer comes, and may be left once more. While EXAMINE has no answer the outcome is TIMED_OUT. */
gboolean       wp_engine_leave (WpEngine *engine, WpOutcome outcome);
/* While folders are counted: how many have been, of how many (0: not known yet). FALSE: none are.
 */
gboolean       wp_engine_progress (const WpEngine *engine, guint *done, guint *total);
/* Ends the part that is under way with a step of this outcome (timed out, reset, cancelled), then
 * FAILED. TIMED_OUT while no greeting has come becomes SILENT. While idle, saying good-bye, or
 * between START_TLS and `secured` (whose step is the driver's) there is no step. */
void           wp_engine_fail (WpEngine *engine, WpOutcome outcome);

WpDeadlineClass wp_engine_deadline_class (const WpEngine *engine);
gboolean        wp_engine_is_idle (const WpEngine *engine);
/* After the look: SASL mechanisms offered inside TLS, upper case; lent. Pseudo-names "IMAP LOGIN"
 * and "USER/PASS" are in it where they may be used. */
const char *const *wp_engine_mechanisms (const WpEngine *engine);
/* The mechanism that this login would use, static; NULL: none, and nothing would be sent. */
const char     *wp_engine_choose (const WpEngine *engine, const WpLogin *login);
/* For logs and tests: the name of the present state. */
const char     *wp_engine_state_name (const WpEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpEngine, wp_engine_free)
