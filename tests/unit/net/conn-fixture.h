/* What the tests of net/conn share: a conversation whose callbacks write a log, and IMAP servers
 * that behave or misbehave. */
#pragma once

#include "net/conn.h"
#include "peer.h"

typedef struct
{
  WpLoop *loop;
  WpCrowd *crowd;    /* the fixture's end asserts that nobody is left in it */
  SSL_CTX *client;
  SSL_CTX *context;
  PeerServer *server;
  WpConn *conn;
  GString *log;      /* "connect:ok tls:ok … idle closed" */
  WpFields *evidence; /* of the last step */
  WpTlsFacts *facts; /* of the tls step */
  gint64 closed_us;
  gboolean logs_in;  /* at idle, once */
  gboolean quits;    /* at idle, after that */
  WpProtocol protocol; /* of the endpoint */
  gboolean measures; /* of the login */
  guint n_progress, n_done, n_total; /* how often it was told, and what last */
  const char *mechanism;
  int iterations;    /* that the server asks for; 0: the limit */
  const char *frees_at; /* a word of the log at which the callback frees the conversation */
  gint n_idle;          /* these are raised, or set, and waited for across threads */
  gint saw_logout;
  gint saw_close_notify;
  gint saw_text;
} ConnFixture;

extern PeerAuthority *conn_authority;
extern WpSecret *conn_secret;
extern const WpConnTimes conn_short_times;
extern const WpConnCallbacks conn_callbacks; /* their data is the fixture */

#define UP_TO_IDLE "connect:ok tls:ok greeting:ok capability:ok idle"

void serve_imaps (Peer *peer, gpointer data);
void serve_starttls (Peer *peer, gpointer data);
void serve_plain (Peer *peer, gpointer data);
void serve_http (Peer *peer, gpointer data);
void serve_nothing (Peer *peer, gpointer data);
void serve_tls_nothing (Peer *peer, gpointer data);
void serve_tls_drip (Peer *peer, gpointer data);
void serve_tls_close (Peer *peer, gpointer data);
void serve_tls_reset (Peer *peer, gpointer data);
void serve_close (Peer *peer, gpointer data);
void serve_reset (Peer *peer, gpointer data);
void serve_silent_login (Peer *peer, gpointer data);
void serve_silent_capability (Peer *peer, gpointer data);
void serve_silent_logout (Peer *peer, gpointer data);
void serve_bye (Peer *peer, gpointer data);

void conn_set_up (ConnFixture *f, gconstpointer data);
void conn_tear_down (ConnFixture *f, gconstpointer data);
/* An endpoint "mail.test" at 127.0.0.1. */
void conn_start (ConnFixture *f, PeerScript script, PeerCert cert, WpTlsMode tls, const char *pin);
/* A turn of the main loop, for who waits for something of a conversation: if it is over, nothing
 * comes any more, and the test fails. */
void conn_turn (ConnFixture *f);
void conn_run_until_closed (ConnFixture *f);
/* Whether so many as may be there at a time would be let in now. */
gboolean conn_crowd_is_empty (ConnFixture *f);
/* g_test_run with an authority and a secret. */
int  conn_run_tests (void);
