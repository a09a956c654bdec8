/* net/conn with the real engines against scripted servers on loopback: the steps of whole
 * conversations, what a server hears, what evidence is kept. */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "await.h"
#include "conn-fixture.h"
#include "model/keys.h"
#include "net/socket.h"

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
  { "tls-reset", serve_reset, PEER_CERT_GOOD, WP_TLS_IMPLICIT, FALSE, "connect:ok tls:reset closed",
    300 },
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
test_row (ConnFixture *f, gconstpointer data)
{
  const Row *row = data;
  gint64 start_us;

  f->logs_in = row->logs_in;
  f->quits = TRUE;
  conn_start (f, row->script, row->cert, row->tls, NULL);
  start_us = g_get_monotonic_time ();
  conn_run_until_closed (f);
  if (row->log != NULL)
    g_assert_cmpstr (f->log->str, ==, row->log);
  else /* the kernel decides whether an end or a reset is seen */
    g_assert_true (
        g_regex_match_simple ("(tls|greeting):(closed|reset|ok) closed$", f->log->str, 0, 0));
  g_assert_cmpint ((f->closed_us - start_us) / 1000, <=, row->max_ms + 100);
  g_assert_false (wp_conn_is_idle (f->conn));
}

static void
test_quit_is_polite (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->quits = TRUE;
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
  await_count (&f->saw_close_notify, 1);
  g_assert_true (g_atomic_int_get (&f->saw_logout));
}

static void
test_untrusted_hears_nothing (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->logs_in = TRUE;
  conn_start (f, serve_imaps, PEER_CERT_EXPIRED, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
  await_count (&f->saw_close_notify, 1);
  g_assert_false (g_atomic_int_get (&f->saw_text));
  g_assert_cmpuint (f->facts->faults, ==, WP_FAULT_EXPIRED);
}

/* The certificate is made anew for each server, so the pin is learnt first. */
static void
test_pin (ConnFixture *f, gconstpointer data)
{
  gboolean is_right = GPOINTER_TO_INT (data);
  g_autoptr (WpEndpoint) endpoint = NULL;
  g_autofree char *pin = NULL;
  WpInet address;

  f->quits = TRUE;
  conn_start (f, serve_imaps, PEER_CERT_SELF_SIGNED, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
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
                         &conn_callbacks, f);
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==,
                   is_right ? UP_TO_IDLE " closed" : "connect:ok tls:untrusted closed");
  g_assert_cmpuint (f->facts->faults, ==, WP_FAULT_SELF_SIGNED); /* told, accepted or not */
}

static void
test_not_tls_evidence (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  conn_start (f, serve_plain, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_PEER_PROTOCOL), ==, "imap");
  g_assert_nonnull (strstr (wp_fields_text (f->evidence, WP_KEY_PEER_BYTES), "\\x1B"));
}

static void
test_bye_while_idle (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  conn_start (f, serve_bye, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
  g_assert_true (g_str_has_prefix (f->log->str, UP_TO_IDLE));
  g_assert_true (g_str_has_suffix (f->log->str, "closed"));
}

/* Nobody there */

static void
start_nowhere (ConnFixture *f, gboolean is_hole, int sockets[8])
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
                                          .times = &conn_short_times },
                         &conn_callbacks, f);
}

static void
close_all (int sockets[8])
{
  for (int i = 0; i < 8; i++)
    close (sockets[i]);
}

static void
test_refused (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  int sockets[8];

  start_nowhere (f, FALSE, sockets);
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, "connect:refused closed");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_ERRNO), ==, "ECONNREFUSED");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_IPV4), ==, "failed");
  g_assert_cmpstr (wp_fields_text (f->evidence, WP_KEY_IPV6), ==, "none");
  g_assert_null (wp_conn_address (f->conn));
  g_assert_null (wp_conn_tls_facts (f->conn));
  close_all (sockets);
}

static void
test_hole (ConnFixture *f, gconstpointer data)
{
  gboolean cancels = GPOINTER_TO_INT (data);
  int sockets[8];
  gint64 cancel_us;

  start_nowhere (f, TRUE, sockets);
  await_ms (cancels ? 50 : 0);
  cancel_us = g_get_monotonic_time ();
  if (cancels)
    wp_conn_cancel (f->conn);
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==,
                   cancels ? "connect:cancelled closed" : "connect:timed-out closed");
  g_assert_cmpint ((f->closed_us - cancel_us) / 1000, <, cancels ? 100 : 650);
  close_all (sockets);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add (path, ConnFixture, data, conn_set_up, func, conn_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/conn/", rows[i].path, NULL);

      ADD (path, &rows[i], test_row);
    }
  ADD ("/net/conn/connect/cancelled", GINT_TO_POINTER (TRUE), test_hole);
  ADD ("/net/conn/connect/hole", GINT_TO_POINTER (FALSE), test_hole);
  ADD ("/net/conn/connect/refused", NULL, test_refused);
  ADD ("/net/conn/quit-is-polite", NULL, test_quit_is_polite);
  ADD ("/net/conn/untrusted-hears-nothing", NULL, test_untrusted_hears_nothing);
  ADD ("/net/conn/pin/right", GINT_TO_POINTER (TRUE), test_pin);
  ADD ("/net/conn/pin/wrong", GINT_TO_POINTER (FALSE), test_pin);
  ADD ("/net/conn/not-tls-evidence", NULL, test_not_tls_evidence);
  ADD ("/net/conn/bye-while-idle", NULL, test_bye_while_idle);
  return conn_run_tests ();
}
