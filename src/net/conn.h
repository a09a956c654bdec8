/* One conversation with one server, over real sockets: addresses raced by RFC 8305, then
 * socket ⇄ TLS engine ⇄ protocol engine. Every step it emits has times, the address and the
 * endpoint. It knows no policy: it is told the addresses and what may be accepted.
 *
 * The first address of the losing family may finish its TCP connect, without a byte sent, until the
 * conversation ends or 2 s have passed, so that each family has a result (in the connect step's
 * evidence, WP_KEY_IPV4, WP_KEY_IPV6; the step is emitted at the win, the loser's result is added
 * to it by `family_result`).
 *
 * Callbacks come from the main loop, never from inside a call. After `closed` or wp_conn_free none
 * comes. */
#pragma once

#include <glib.h>

#include "base/inet.h"
#include "model/endpoint.h"
#include "model/step.h"
#include "net/crowd.h"
#include "net/loop.h"
#include "proto/engine.h"
#include "proto/tls.h"

typedef struct _WpConn WpConn;

typedef struct
{
  guint connect_ms;  /* 10000: all addresses together */
  guint tls_ms;      /* 10000 */
  guint greeting_ms; /* 15000 */
  guint reply_ms;    /* 10000 */
  guint login_ms;    /* 30000: refusals are delayed on purpose */
  guint quit_ms;     /* 2000 */
  /* A mailbox that is measured, all of it: then what is not known stays unknown, and IMAP has half
   * as long again to answer what it owes and open the inbox. Meanwhile no answer may take longer
   * than reply_ms. */
  guint measure_ms;      /* 30000 */
  /* A POP3 session keeps everybody else out: from the accepted login to the end it takes no longer
   * than these two together, measured or not, whoever says good-bye, and whether or not that is
   * answered. */
  guint measure_pop3_ms; /* 1400 */
  guint leave_ms;        /* 400: for the good-bye, also of IMAP when its time is over */
} WpConnTimes;
extern const WpConnTimes wp_conn_default_times;

typedef struct
{
  const WpEndpoint *endpoint;   /* copied */
  const WpInet *addresses;      /* copied; in order */
  guint n_addresses;
  SSL_CTX *tls_context;         /* referenced; NULL only with WP_TLS_NONE */
  const char *srv_name;         /* accepted as SRV-ID, or NULL */
  const char *pin;              /* hex SHA-256 of the leaf that a person accepted, or NULL: answers
                                 * the faults WP_FAULTS_PINNABLE only */
  gint64 now_unix;              /* to judge dates; 0: the clock */
  gboolean tries_both_families; /* also connects to the first address of a family whose turn had not
                                 * come when the other won; off: a server sees no connection that
                                 * RFC 8305 does not call for */
  WpCrowd *crowd;               /* referenced; NULL: nobody is counted */
  WpPlace *place;               /* taken; see WpRaceParams */
  const WpConnTimes *times;     /* NULL: the defaults */
} WpConnParams;

typedef struct
{
  /* `taken` belongs to the callee. */
  void (*step) (WpConn *conn, WpStep *taken, gpointer data);
  /* The other family's TCP result, later than the connect step. */
  void (*family_result) (WpConn *conn, int family, WpOutcome outcome, gint64 us, gpointer data);
  /* Folders are counted: so many have been, of so many (0: not known yet). At most once for what
   * arrives together. */
  void (*progress) (WpConn *conn, guint done, guint total, gpointer data);
  /* A part is done: look, or login. The conversation is idle; login or quit may follow. After a
   * login it is over instead where there was time enough for the mailbox. */
  void (*idle) (WpConn *conn, gpointer data);
  /* It is over: failed, or quit. The socket is closed. */
  void (*closed) (WpConn *conn, gpointer data);
} WpConnCallbacks;

/* Starts at once. */
WpConn *wp_conn_new (WpLoop *loop, const WpConnParams *params, const WpConnCallbacks *callbacks,
                     gpointer data);
/* No callback comes any more. A live dialogue that is idle or in the mailbox is still told LOGOUT
 * or QUIT and close_notify, and the answer is awaited for quit_ms or less in the background
 * (wp_conn_pending_quits). */
void    wp_conn_free (WpConn *conn);
/* Gives up now: what can be said politely without waiting is said (LOGOUT while idle, close_notify;
 * if the socket takes them at once), then the socket is closed. A step with WP_OUTCOME_CANCELLED is
 * emitted for the part that was under way, then `closed`. In the mailbox LOGOUT or QUIT is said and
 * its answer awaited for leave_ms, in the background: see wp_conn_free. */
void    wp_conn_cancel (WpConn *conn);

/* The place at the connected address (crowd.h) goes back by itself when the farewell has been sent
 * or the socket is closed. Before that it may be taken for the next connection, which must not be
 * made before this one is freed. NULL: none is held, or nobody is counted. */
WpPlace *wp_conn_take_place (WpConn *conn);
/* It only waits for room at an address. */
gboolean wp_conn_is_queued (const WpConn *conn);

/* While idle. */
void    wp_conn_login (WpConn *conn, const WpLogin *login);
void    wp_conn_quit (WpConn *conn);

const WpEndpoint *wp_conn_endpoint (const WpConn *conn);
const WpTlsFacts *wp_conn_tls_facts (const WpConn *conn); /* NULL before TLS; lent */
const WpInet     *wp_conn_address (const WpConn *conn);   /* the one that won; NULL before */
gboolean          wp_conn_is_idle (const WpConn *conn);
/* Since TCP connected; a login uses a connection younger than 20 s. */
gint64            wp_conn_age_us (const WpConn *conn);
const char *const *wp_conn_mechanisms (const WpConn *conn);
/* While idle: see wp_engine_choose. */
const char       *wp_conn_choose (const WpConn *conn, const WpLogin *login);

/* What still goes on in the background of this loop: farewells, each within its quit_ms, and key
 * derivations, also those that nobody waits for any more (about a second at most). Whoever ends the
 * process iterates the main context until this is 0. */
guint   wp_conn_pending_quits (WpLoop *loop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpConn, wp_conn_free)
