/* net/conn with the real engines against scripted servers on loopback: the steps of whole
 * conversations, cancelling and freeing in every state, farewells, deadlines. */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"
#include "model/keys.h"
#include "net/conn.h"
#include "net/socket.h"
#include "peer.h"

typedef struct
{
  WpLoop *loop;
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
  const char *mechanism;
  int iterations;    /* that the server asks for; 0: the limit */
  const char *frees_at; /* a word of the log at which the callback frees the conversation */
  gint saw_logout;      /* set by server threads */
  gint saw_close_notify;
  gint saw_text;
} Fixture;

static PeerAuthority *authority;
static WpSecret *secret;

static const WpConnTimes short_times = {
  .connect_ms = 500,
  .tls_ms = 300,
  .greeting_ms = 300,
  .reply_ms = 300,
  .login_ms = 600,
  .quit_ms = 300,
};

/* Servers */

#define GREETING "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256] ready\r\n"

static void
answer_scram (Peer *peer, const char *tag, const char *initial, int iterations)
{
  gsize length = 0;
  g_autofree char *first = (char *) g_base64_decode (initial, &length);
  g_autofree char *text = g_strndup (first, length);
  const char *nonce = strstr (text, "r=");
  g_autofree char *challenge
    = g_strdup_printf ("%sserver,s=c2FsdHNhbHRzYWx0,i=%d", nonce, iterations);
  g_autofree char *base64 = g_base64_encode ((guint8 *) challenge, strlen (challenge));
  g_autofree char *line = g_strdup_printf ("+ %s\r\n", base64);
  g_autofree char *no = g_strdup_printf ("%s NO [AUTHENTICATIONFAILED] no\r\n", tag);
  char reply[1024];

  peer_say (peer, line);
  if (peer_line (peer, reply, sizeof reply))
    peer_say (peer, no);
}

/* An IMAP server that knows as much as a look and a login need. */
static void
talk_imap (Fixture *f, Peer *peer, const char *silent_at)
{
  char line[1024];

  while (peer_line (peer, line, sizeof line))
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 4);
      g_autofree char *ok = g_strdup_printf ("%s OK done\r\n", words[0]);

      g_atomic_int_set (&f->saw_text, 1);
      if (words[1] == NULL)
        break;
      if (g_ascii_strcasecmp (words[1], "LOGOUT") == 0)
        g_atomic_int_set (&f->saw_logout, 1);
      if (g_strcmp0 (words[1], silent_at) == 0)
        {
          peer_wait (peer);
          break;
        }
      if (g_str_equal (words[1], "LOGOUT"))
        {
          peer_say (peer, "* BYE\r\n");
          peer_say (peer, ok);
          peer_wait (peer);
          break;
        }
      if (g_str_equal (words[1], "CAPABILITY"))
        peer_say (peer, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256\r\n");
      if (g_strcmp0 (words[1], "AUTHENTICATE") == 0 && g_strcmp0 (words[2], "SCRAM-SHA-256") == 0)
        answer_scram (peer, words[0], words[3],
                      f->iterations != 0 ? f->iterations : WP_LIMIT_SCRAM_ITERATIONS);
      else
        peer_say (peer, ok);
      if (g_str_equal (words[1], "STARTTLS") && !peer_tls (peer))
        break;
    }
  if (peer_saw_close_notify (peer))
    g_atomic_int_set (&f->saw_close_notify, 1);
}

static void
serve_imaps (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, NULL);
}

static void
serve_starttls (Peer *peer, gpointer data)
{
  peer_say (peer, "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n");
  talk_imap (data, peer, NULL);
}

static void
serve_plain (Peer *peer, gpointer data)
{
  peer_say (peer, "* OK ready <\x1b[31m>\r\n");
  talk_imap (data, peer, NULL);
}

static void
serve_http (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_say (peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
  peer_wait (peer);
}

static void
serve_nothing (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_wait (peer);
}

static void
serve_tls_nothing (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  if (peer_tls (peer))
    peer_wait (peer);
}

static void
serve_tls_drip (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  if (peer_tls (peer))
    while (peer_say (peer, "*"))
      g_usleep (20000);
}

static void
serve_tls_close (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_tls (peer);
}

static void
serve_tls_reset (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_tls (peer);
  peer_reset (peer);
}

static void
serve_close (Peer *peer G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

static void
serve_reset (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  char byte[2];

  peer_line (peer, byte, sizeof byte); /* the ClientHello is there */
  peer_reset (peer);
}

static void
serve_silent_login (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, "AUTHENTICATE");
}

static void
serve_silent_capability (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, "* OK ready\r\n");
  talk_imap (data, peer, "CAPABILITY");
}

static void
serve_silent_logout (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, "LOGOUT");
}

static void
serve_bye (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  g_usleep (100000);
  peer_say (peer, "* BYE autologout\r\n");
}

/* Callbacks */

static void
note (Fixture *f, const char *first, const char *second)
{
  g_string_append_printf (f->log, "%s%s%s", f->log->len > 0 ? " " : "", first, second);
  if (f->frees_at != NULL && g_str_has_suffix (f->log->str, f->frees_at))
    {
      f->frees_at = NULL;
      g_clear_pointer (&f->conn, wp_conn_free);
    }
}

static void
on_step (WpConn *conn, WpStep *step, gpointer data)
{
  Fixture *f = data;
  g_autofree char *verb = g_strconcat (wp_verb_id (step->verb), ":", NULL);

  g_assert_cmpint (step->end_us, >=, step->start_us);
  g_assert_nonnull (step->endpoint);
  if (step->verb != WP_VERB_CONNECT)
    g_assert_true (wp_inet_equal (&step->address, wp_conn_address (conn)));
  if (step->verb == WP_VERB_TLS)
    {
      wp_tls_facts_free (f->facts);
      f->facts = wp_tls_facts_dup (step->tls);
    }
  g_clear_pointer (&f->evidence, wp_fields_free);
  f->evidence = wp_fields_dup (step->evidence);
  note (f, verb, wp_outcome_id (step->outcome));
  wp_step_free (step);
}

static void
on_idle (WpConn *conn, gpointer data)
{
  Fixture *f = data;

  g_assert_true (wp_conn_is_idle (conn));
  g_assert_cmpint (wp_conn_age_us (conn), >, 0);
  note (f, "idle", "");
  if (f->conn == NULL)
    return;
  if (f->logs_in)
    {
      f->logs_in = FALSE;
      wp_conn_login (conn, &(WpLogin){ .username = "anna@example.org",
                                       .secret = secret,
                                       .mechanism = f->mechanism,
                                       .host = "mail.test",
                                       .port = 993 });
    }
  else if (f->quits)
    wp_conn_quit (conn);
}

static void
on_closed (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  Fixture *f = data;

  f->closed_us = g_get_monotonic_time ();
  note (f, "closed", "");
}

static const WpConnCallbacks callbacks = { .step = on_step, .idle = on_idle, .closed = on_closed };

static void
run_ms (guint ms)
{
  gint64 end_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  X509_STORE *store = X509_STORE_new ();

  X509_STORE_add_cert (store, authority->certificate);
  f->client = wp_tls_context_new (store);
  X509_STORE_free (store);
  f->loop = wp_loop_new (NULL);
  f->log = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_conn_free (f->conn);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  peer_server_free (f->server);
  SSL_CTX_free (f->client);
  SSL_CTX_free (f->context);
  wp_loop_unref (f->loop);
  g_string_free (f->log, TRUE);
  wp_fields_free (f->evidence);
  wp_tls_facts_free (f->facts);
}

static void
start (Fixture *f, PeerScript script, PeerCert cert, WpTlsMode tls, const char *pin)
{
  g_autoptr (WpEndpoint) endpoint = NULL;
  WpInet address;

  f->context = peer_context_new (authority, "DNS:mail.test", cert);
  f->server = peer_server_new ("127.0.0.1", f->context, script, f);
  endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test", peer_server_port (f->server), tls);
  wp_inet_parse ("127.0.0.1", &address);
  f->conn = wp_conn_new (f->loop,
                         &(WpConnParams){ .endpoint = endpoint,
                                          .addresses = &address,
                                          .n_addresses = 1,
                                          .tls_context = f->client,
                                          .pin = pin,
                                          .times = &short_times },
                         &callbacks, f);
  g_assert_cmpuint (f->log->len, ==, 0);
}

static void
run_until_closed (Fixture *f)
{
  while (f->closed_us == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Whole conversations */

typedef struct
{
  const char *path;
  PeerScript script;
  PeerCert cert;
  WpTlsMode tls;
  gboolean logs_in;
  const char *log;
  guint max_ms;
} Row;

#define UP_TO_IDLE "connect:ok tls:ok greeting:ok capability:ok idle"

static const Row rows[] = {
  { "look", serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE, UP_TO_IDLE " closed", 300 },
  { "login", serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, TRUE,
    UP_TO_IDLE " login:ok mailbox:ok idle closed", 400 },
  { "starttls", serve_starttls, PEER_CERT_GOOD, WP_TLS_STARTTLS, FALSE,
    "connect:ok greeting:ok capability:ok tls:ok capability:ok idle closed", 300 },
  { "expired", serve_imaps, PEER_CERT_EXPIRED, WP_TLS_IMPLICIT, TRUE,
    "connect:ok tls:untrusted closed", 300 },
  { "self-signed", serve_imaps, PEER_CERT_SELF_SIGNED, WP_TLS_IMPLICIT, TRUE,
    "connect:ok tls:untrusted closed", 300 },
  { "no-tls-imap", serve_plain, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:not-tls closed", 300 },
  { "no-tls-http", serve_http, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:not-tls closed", 300 },
  { "tls-silent", serve_nothing, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:timed-out closed", 400 },
  { "tls-closed", serve_close, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE, NULL, 300 },
  { "tls-reset", serve_reset, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:reset closed", 300 },
  { "greeting-silent", serve_tls_nothing, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:ok greeting:silent closed", 500 },
  { "greeting-drip", serve_tls_drip, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:ok greeting:silent closed", 500 },
  { "greeting-closed", serve_tls_close, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:ok greeting:closed closed", 300 },
  { "greeting-reset", serve_tls_reset, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE, NULL, 300 },
  { "capability-silent", serve_silent_capability, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    "connect:ok tls:ok greeting:ok capability:timed-out closed", 600 },
  { "login-silent", serve_silent_login, PEER_CERT_GOOD, WP_TLS_IMPLICIT, TRUE,
    UP_TO_IDLE " login:timed-out closed", 900 },
  { "quit-silent", serve_silent_logout, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE,
    UP_TO_IDLE " closed", 500 },
};

static void
test_row (Fixture *f, gconstpointer data)
{
  const Row *row = data;
  gint64 start_us;

  f->logs_in = row->logs_in;
  f->quits = TRUE;
  start (f, row->script, row->cert, row->tls, NULL);
  start_us = g_get_monotonic_time ();
  run_until_closed (f);
  if (row->log != NULL)
    g_assert_cmpstr (f->log->str, ==, row->log);
  else /* the kernel decides whether an end or a reset is seen */
    g_assert_true (
        g_regex_match_simple ("(tls|greeting):(closed|reset|ok) closed$", f->log->str, 0, 0));
  g_assert_cmpint ((f->closed_us - start_us) / 1000, <=, row->max_ms + 100);
  g_assert_false (wp_conn_is_idle (f->conn));
}

static void
wait_for (gint *flag)
{
  gint64 end_us = g_get_monotonic_time () + 1000000;

  while (!g_atomic_int_get (flag) && g_get_monotonic_time () < end_us)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

static void
test_quit_is_polite (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->quits = TRUE;
  start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  wait_for (&f->saw_close_notify);
  g_assert_true (g_atomic_int_get (&f->saw_logout));
  g_assert_true (g_atomic_int_get (&f->saw_close_notify));
}

static void
test_untrusted_hears_nothing (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->logs_in = TRUE;
  start (f, serve_imaps, PEER_CERT_EXPIRED, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  wait_for (&f->saw_close_notify);
  g_assert_true (g_atomic_int_get (&f->saw_close_notify));
  g_assert_false (g_atomic_int_get (&f->saw_text));
  g_assert_cmpuint (f->facts->faults, ==, WP_FAULT_EXPIRED);
}

/* The certificate is made anew for each server, so the pin is learnt first. */
static void
test_pin (Fixture *f, gconstpointer data)
{
  gboolean is_right = GPOINTER_TO_INT (data);
  g_autoptr (WpEndpoint) endpoint = NULL;
  g_autofree char *pin = NULL;
  WpInet address;

  f->quits = TRUE;
  start (f, serve_imaps, PEER_CERT_SELF_SIGNED, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  pin = g_ascii_strup (wp_tls_facts_leaf (f->facts)->sha256, -1);
  if (!is_right)
    pin[0] = pin[0] == '0' ? '1' : '0';
  g_clear_pointer (&f->conn, wp_conn_free);
  g_string_truncate (f->log, 0);
  f->closed_us = 0;
  endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test", peer_server_port (f->server),
                              WP_TLS_IMPLICIT);
  wp_inet_parse ("127.0.0.1", &address);
  f->conn = wp_conn_new (f->loop,
                         &(WpConnParams){ .endpoint = endpoint,
                                          .addresses = &address,
                                          .n_addresses = 1,
                                          .tls_context = f->client,
                                          .pin = pin },
                         &callbacks, f);
  run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==,
                   is_right ? UP_TO_IDLE " closed" : "connect:ok tls:untrusted closed");
  g_assert_cmpuint (f->facts->faults, ==, WP_FAULT_SELF_SIGNED); /* told, accepted or not */
}

static void
test_not_tls_evidence (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  start (f, serve_plain, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_PEER_PROTOCOL), ==, "imap");
  g_assert_nonnull (strstr (wp_fields_text (f->evidence, WP_KEY_PEER_BYTES), "\\x1B"));
}

static void
test_bye_while_idle (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  start (f, serve_bye, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  g_assert_true (g_str_has_prefix (f->log->str, UP_TO_IDLE));
  g_assert_true (g_str_has_suffix (f->log->str, "closed"));
}

/* Nobody there */

static void
start_nowhere (Fixture *f, gboolean is_hole, int sockets[8])
{
  g_autoptr (WpEndpoint) endpoint = NULL;
  struct sockaddr_storage storage;
  WpInet address;
  socklen_t length;

  wp_inet_parse ("127.0.0.1", &address);
  length = wp_socket_address (&address, 0, &storage);
  sockets[0] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_no_errno (bind (sockets[0], (struct sockaddr *) &storage, length));
  g_assert_no_errno (getsockname (sockets[0], (struct sockaddr *) &storage, &length));
  for (int i = 1; i < 8; i++)
    {
      sockets[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      if (is_hole && i == 1)
        g_assert_no_errno (listen (sockets[0], 0)); /* its queue is filled at once */
      if (is_hole)
        (void) !connect (sockets[i], (struct sockaddr *) &storage, length);
    }
  endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test",
                              g_ntohs (((struct sockaddr_in *) &storage)->sin_port),
                              WP_TLS_IMPLICIT);
  f->conn = wp_conn_new (f->loop,
                         &(WpConnParams){ .endpoint = endpoint,
                                          .addresses = &address,
                                          .n_addresses = 1,
                                          .tls_context = f->client,
                                          .times = &short_times },
                         &callbacks, f);
}

static void
close_all (int sockets[8])
{
  for (int i = 0; i < 8; i++)
    close (sockets[i]);
}

static void
test_refused (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  int sockets[8];

  start_nowhere (f, FALSE, sockets);
  run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, "connect:refused closed");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_ERRNO), ==, "ECONNREFUSED");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_IPV4), ==, "failed");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_IPV6), ==, "none");
  g_assert_null (wp_conn_address (f->conn));
  g_assert_null (wp_conn_tls_facts (f->conn));
  close_all (sockets);
}

static void
test_hole (Fixture *f, gconstpointer data)
{
  gboolean cancels = GPOINTER_TO_INT (data);
  int sockets[8];
  gint64 cancel_us;

  start_nowhere (f, TRUE, sockets);
  run_ms (cancels ? 50 : 0);
  cancel_us = g_get_monotonic_time ();
  if (cancels)
    wp_conn_cancel (f->conn);
  run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==,
                   cancels ? "connect:cancelled closed" : "connect:timed-out closed");
  g_assert_cmpint ((f->closed_us - cancel_us) / 1000, <, cancels ? 100 : 650);
  close_all (sockets);
}

/* Cancelling and freeing in every state */

typedef struct
{
  const char *path;
  PeerScript script;
  WpTlsMode tls;
  gboolean logs_in;
  gboolean quits;
  const char *mechanism;
  const char *until; /* the log when it is cancelled, 40 ms later */
  const char *then;  /* what follows */
} StateRow;

static const StateRow state_rows[] = {
  { "tls", serve_nothing, WP_TLS_IMPLICIT, FALSE, FALSE, NULL, "connect:ok",
    " tls:cancelled closed" },
  { "greeting", serve_tls_nothing, WP_TLS_IMPLICIT, FALSE, FALSE, NULL, "connect:ok tls:ok",
    " greeting:cancelled closed" },
  { "greeting-plain", serve_nothing, WP_TLS_STARTTLS, FALSE, FALSE, NULL, "connect:ok",
    " greeting:cancelled closed" },
  { "capability", serve_silent_capability, WP_TLS_IMPLICIT, FALSE, FALSE, NULL,
    "connect:ok tls:ok greeting:ok", " capability:cancelled closed" },
  { "login", serve_silent_login, WP_TLS_IMPLICIT, TRUE, FALSE, NULL, UP_TO_IDLE,
    " login:cancelled closed" },
  { "deriving", serve_imaps, WP_TLS_IMPLICIT, TRUE, FALSE, "SCRAM-SHA-256", UP_TO_IDLE,
    " login:cancelled closed" },
  { "idle", serve_imaps, WP_TLS_IMPLICIT, FALSE, FALSE, NULL, UP_TO_IDLE, " closed" },
  { "quitting", serve_silent_logout, WP_TLS_IMPLICIT, FALSE, TRUE, NULL, UP_TO_IDLE, " closed" },
};

static void
run_until (Fixture *f, const StateRow *row)
{
  f->logs_in = row->logs_in;
  f->quits = row->quits;
  f->mechanism = row->mechanism;
  start (f, row->script, PEER_CERT_GOOD, row->tls, NULL);
  while (!g_str_equal (f->log->str, row->until))
    g_main_context_iteration (NULL, TRUE);
  run_ms (40);
  g_assert_cmpstr (f->log->str, ==, row->until);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  const StateRow *row = data;
  g_autofree char *expected = g_strconcat (row->until, row->then, NULL);
  gint64 cancel_us;

  run_until (f, row);
  cancel_us = g_get_monotonic_time ();
  wp_conn_cancel (f->conn);
  g_assert_cmpstr (f->log->str, ==, row->until); /* not from inside the call */
  run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, expected);
  g_assert_cmpint (f->closed_us - cancel_us, <, 100000);
  if (g_str_equal (row->path, "idle"))
    {
      wait_for (&f->saw_logout);
      g_assert_true (g_atomic_int_get (&f->saw_logout));
    }
}

static void
test_free (Fixture *f, gconstpointer data)
{
  const StateRow *row = data;
  gint64 start_us;

  run_until (f, row);
  start_us = g_get_monotonic_time ();
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 100000);
  run_ms (30);
  g_assert_cmpstr (f->log->str, ==, row->until); /* nothing comes any more */
}

static void
test_free_in_callback (Fixture *f, gconstpointer data)
{
  f->quits = TRUE;
  f->logs_in = TRUE;
  f->frees_at = data;
  start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (f->conn != NULL)
    g_main_context_iteration (NULL, TRUE);
  run_ms (30);
  g_assert_true (g_str_has_suffix (f->log->str, data));
}

/* Farewells */

static void
test_farewell (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (!wp_conn_is_idle (f->conn))
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 1);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  wait_for (&f->saw_close_notify);
  g_assert_true (g_atomic_int_get (&f->saw_logout));
  g_assert_true (g_atomic_int_get (&f->saw_close_notify));
  g_assert_true (g_str_has_suffix (f->log->str, "idle"));
}

static void
test_farewell_bounded (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 start_us;

  start (f, serve_silent_logout, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (!wp_conn_is_idle (f->conn))
    g_main_context_iteration (NULL, TRUE);
  start_us = g_get_monotonic_time ();
  g_clear_pointer (&f->conn, wp_conn_free);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint ((g_get_monotonic_time () - start_us) / 1000, >=, 290);
  g_assert_cmpint ((g_get_monotonic_time () - start_us) / 1000, <, 450);
}

typedef struct
{
  WpLoop *loop;
  WpTimer *timer;
  gint64 last_us;
  gint64 widest_us;
} Gaps;

static void
measure_gap (gpointer data)
{
  Gaps *gaps = data;
  gint64 now_us = g_get_monotonic_time ();

  if (gaps->last_us != 0)
    gaps->widest_us = MAX (gaps->widest_us, now_us - gaps->last_us);
  gaps->last_us = now_us;
  gaps->timer = wp_loop_after_ms (gaps->loop, 5, measure_gap, gaps);
}

/* A million iterations in a thread: the loop goes on, and the login's deadline holds. */
static void
test_derivation_leaves_loop_alone (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Gaps gaps = { .loop = f->loop };

  f->logs_in = TRUE;
  f->quits = TRUE;
  f->mechanism = "SCRAM-SHA-256";
  start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (strstr (f->log->str, "idle") == NULL)
    g_main_context_iteration (NULL, TRUE);
  measure_gap (&gaps);
  run_until_closed (f);
  wp_timer_remove (gaps.timer);
  g_test_message ("widest gap %" G_GINT64_FORMAT " us; %s", gaps.widest_us, f->log->str);
  g_assert_cmpint (gaps.widest_us, >, 0);
  g_assert_cmpint (gaps.widest_us, <, 60000);
  /* The server does not know the password, or the computer was slower than the deadline. */
  g_assert_true (
      g_regex_match_simple ("login:(login-refused idle|timed-out) closed$", f->log->str, 0, 0));
}

/* Just above what is derived in the loop's own thread: the answer goes out and comes back. */
static void
test_derivation_is_used (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->logs_in = TRUE;
  f->quits = TRUE;
  f->mechanism = "SCRAM-SHA-256";
  f->iterations = WP_LIMIT_SCRAM_INLINE + 1;
  start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, UP_TO_IDLE " login:login-refused idle closed");
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_ITERATIONS), ==,
                   WP_LIMIT_SCRAM_INLINE + 1);
  g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 0);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  authority = peer_authority_new ();
  secret = wp_secret_new (WP_SECRET_PASSWORD, "correct-horse-battery", 21, NULL);
#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/conn/", rows[i].path, NULL);

      ADD (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (state_rows); i++)
    {
      g_autofree char *cancel = g_strconcat ("/net/conn/cancel/", state_rows[i].path, NULL);
      g_autofree char *free_path = g_strconcat ("/net/conn/free/", state_rows[i].path, NULL);

      ADD (cancel, &state_rows[i], test_cancel);
      ADD (free_path, &state_rows[i], test_free);
    }
  ADD ("/net/conn/cancel/connect", GINT_TO_POINTER (TRUE), test_hole);
  ADD ("/net/conn/connect/hole", GINT_TO_POINTER (FALSE), test_hole);
  ADD ("/net/conn/connect/refused", NULL, test_refused);
  ADD ("/net/conn/free-in/connect", "connect:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/tls", "tls:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/greeting", "greeting:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/idle", "idle", test_free_in_callback);
  ADD ("/net/conn/free-in/login", "login:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/closed", "closed", test_free_in_callback);
  ADD ("/net/conn/quit-is-polite", NULL, test_quit_is_polite);
  ADD ("/net/conn/untrusted-hears-nothing", NULL, test_untrusted_hears_nothing);
  ADD ("/net/conn/pin/right", GINT_TO_POINTER (TRUE), test_pin);
  ADD ("/net/conn/pin/wrong", GINT_TO_POINTER (FALSE), test_pin);
  ADD ("/net/conn/not-tls-evidence", NULL, test_not_tls_evidence);
  ADD ("/net/conn/bye-while-idle", NULL, test_bye_while_idle);
  ADD ("/net/conn/farewell/polite", NULL, test_farewell);
  ADD ("/net/conn/farewell/bounded", NULL, test_farewell_bounded);
  ADD ("/net/conn/derivation/loop", NULL, test_derivation_leaves_loop_alone);
  ADD ("/net/conn/derivation/used", NULL, test_derivation_is_used);
  failed = g_test_run ();
  wp_secret_unref (secret);
  peer_authority_free (authority);
  return failed;
}
