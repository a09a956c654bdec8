/* The inside of a conversation, shared by conn.c (life, addresses, callers), conn-talk.c (socket,
 * TLS, engine) and conn-derive.c. */
#pragma once

#include "net/conn.h"
#include "net/race.h"

typedef enum
{
  WP_CONN_RACING,
  WP_CONN_HANDSHAKE,
  WP_CONN_TALKING,
  WP_CONN_DERIVING,
  WP_CONN_IDLE,
  WP_CONN_QUITTING,
  WP_CONN_CLOSED,
} WpConnState;

typedef struct _WpConnDerive WpConnDerive;

struct _WpConn
{
  int refs; /* the owner's (or the farewell's), and one while callbacks may run */
  WpLoop *loop;
  WpConnCallbacks callbacks; /* all NULL after wp_conn_free */
  gpointer data;

  WpEndpoint *endpoint;
  SSL_CTX *tls_context;
  char *srv_name;
  char *pin;
  gint64 now_unix;
  WpConnTimes times;

  WpConnState state;
  gboolean wants_cancel;
  gboolean is_farewell; /* in the background, counted */
  WpTimer *deadline;
  WpDeadlineClass deadline_class; /* that `deadline` was set for */
  WpTimer *kick;        /* what a caller asked for is done from the loop */

  WpRace *race;
  WpInet address;       /* family 0: none won yet */
  gint64 connected_us;
  gint64 part_start_us; /* start of the next step */

  int fd; /* -1: none */
  WpPlace *place;       /* of `fd`, until the farewell has been sent; NULL: not counted */
  WpWatch *watch;
  GByteArray *out;      /* for the socket */
  int error;            /* errno that ended the socket */
  gboolean has_eof;
  gboolean told_eof;
  WpTls *tls;
  WpEngine *engine;
  gboolean measures;    /* the login under way asks for more than a flight */
  gint64 mailbox_until_us; /* its questions have to be answered then; 0: it has not been reached,
                            * or each has a time of its own */
  guint n_done, n_total; /* folders, as told last */
  WpConnDerive *derive;
};

#define WP_CONN_SAME_DEADLINE G_MAXUINT /* goes on as it was set */

/* conn.c */
/* While callbacks may run: one of them may free the conversation. */
void wp_conn_hold (WpConn *conn);
void wp_conn_release (WpConn *conn);
/* The only writer of `state`. deadline_ms 0: none. */
void wp_conn_enter (WpConn *conn, WpConnState state, guint deadline_ms);
/* Stamps the step and hands it over. A callback may free the conversation: look at `state` after.
 */
void wp_conn_emit (WpConn *conn, WpStep *step_taken, WpOutcome outcome);
/* Says close_notify if the socket takes it, closes, tells. */
void wp_conn_close (WpConn *conn);

/* conn-talk.c */
/* The socket is connected. */
void wp_conn_begin (WpConn *conn, int fd);
/* Does what can be done now, in whatever state. */
void wp_conn_pump (WpConn *conn);
/* Ends the handshake or the engine's part that is under way with a step of this outcome; closes. */
void wp_conn_give_up (WpConn *conn, WpOutcome outcome);
/* In the mailbox: says good-bye and waits for the answer; what is known is kept. OK: time is over
 * (one question may still be asked first: see wp_engine_leave); or CANCELLED. FALSE: it is not
 * there. */
gboolean wp_conn_leave (WpConn *conn, WpOutcome outcome);
/* How long to wait for the answer to a good-bye: `ms`, or what is left for a POP3 session. */
guint wp_conn_goodbye_ms (WpConn *conn, guint ms);
/* Writes what the socket takes. */
void wp_conn_flush (WpConn *conn);

/* conn-derive.c */
/* Begins to compute; the conversation is pumped with the result. */
void wp_conn_derive (WpConn *conn, const WpDerivation *derivation);
/* The thread goes on to its end; nobody waits for it. */
void wp_conn_forget_derivation (WpConn *conn);
