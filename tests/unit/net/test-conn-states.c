/* net/conn cancelled and freed in every state, also from its own callbacks; farewells; and a key
 * derivation that leaves the loop alone. */
#include <string.h>

#include "await.h"
#include "base/limits.h"
#include "conn-fixture.h"
#include "model/keys.h"

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
run_until (ConnFixture *f, const StateRow *row)
{
  f->logs_in = row->logs_in;
  f->quits = row->quits;
  f->mechanism = row->mechanism;
  conn_start (f, row->script, PEER_CERT_GOOD, row->tls, NULL);
  while (!g_str_equal (f->log->str, row->until))
    conn_turn (f);
  await_ms (40);
  g_assert_cmpstr (f->log->str, ==, row->until);
}

static void
test_cancel (ConnFixture *f, gconstpointer data)
{
  const StateRow *row = data;
  g_autofree char *expected = g_strconcat (row->until, row->then, NULL);
  gint64 cancel_us;

  run_until (f, row);
  cancel_us = g_get_monotonic_time ();
  wp_conn_cancel (f->conn);
  g_assert_cmpstr (f->log->str, ==, row->until); /* not from inside the call */
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, expected);
  g_assert_cmpint (f->closed_us - cancel_us, <, 100000);
  if (g_str_equal (row->path, "idle"))
    {
      await_count (&f->saw_logout, 1);
    }
}

static void
test_free (ConnFixture *f, gconstpointer data)
{
  const StateRow *row = data;
  gint64 start_us;

  run_until (f, row);
  start_us = g_get_monotonic_time ();
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 100000);
  await_ms (30);
  g_assert_cmpstr (f->log->str, ==, row->until); /* nothing comes any more */
}

static void
test_free_in_callback (ConnFixture *f, gconstpointer data)
{
  f->quits = TRUE;
  f->logs_in = TRUE;
  f->frees_at = data;
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (f->conn != NULL)
    conn_turn (f);
  await_ms (30);
  g_assert_true (g_str_has_suffix (f->log->str, data));
}

/* Farewells */

static void
test_farewell (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (!wp_conn_is_idle (f->conn))
    conn_turn (f);
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 1);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  await_count (&f->saw_close_notify, 1);
  g_assert_true (g_atomic_int_get (&f->saw_logout));
  g_assert_true (g_str_has_suffix (f->log->str, "idle"));
}

static void
test_farewell_bounded (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gint64 start_us;

  conn_start (f, serve_silent_logout, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (!wp_conn_is_idle (f->conn))
    conn_turn (f);
  start_us = g_get_monotonic_time ();
  g_clear_pointer (&f->conn, wp_conn_free);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint ((g_get_monotonic_time () - start_us) / 1000, >=, 290);
  g_assert_cmpint ((g_get_monotonic_time () - start_us) / 1000, <, 450);
}

/* The crowd (the fixture's end asserts for every test that all places were given back) */

static void
run_until_idle (ConnFixture *f)
{
  while (!wp_conn_is_idle (f->conn))
    conn_turn (f);
}

/* The place is free when the farewell has been sent; its answer is not waited for. */
static void
test_place_after_farewell (ConnFixture *f, gconstpointer data)
{
  conn_start (f, serve_silent_logout, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_idle (f);
  g_assert_false (conn_crowd_is_empty (f));
  if (data != NULL)
    wp_conn_quit (f->conn);
  else
    g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_false (conn_crowd_is_empty (f)); /* not a byte has gone out */
  await_ms (50);
  g_assert_true (conn_crowd_is_empty (f));
  if (data != NULL)
    g_assert_cmpint (f->closed_us, ==, 0);
  else
    g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 1);
  await_count (&f->saw_logout, 1);
}

/* One connection after another in the same place, while others wait for it. */
static void
test_place_again (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WpEndpoint) endpoint = NULL;
  WpInet address;
  WpPlace *place, *other, *waiting;

  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  run_until_idle (f);
  address = *wp_conn_address (f->conn);
  other = wp_crowd_enter (f->crowd, WP_CROWD_MAIL, &address, NULL, NULL);
  waiting = wp_crowd_enter (f->crowd, WP_CROWD_MAIL, &address, NULL, NULL);
  place = wp_conn_take_place (f->conn);
  g_clear_pointer (&f->conn, wp_conn_free);
  g_assert_true (wp_crowd_again (place));
  endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test", peer_server_port (f->server),
                              WP_TLS_IMPLICIT);
  f->conn = wp_conn_new (f->loop,
                         &(WpConnParams){ .endpoint = endpoint,
                                          .addresses = &address,
                                          .n_addresses = 1,
                                          .tls_context = f->client,
                                          .crowd = f->crowd,
                                          .place = place },
                         &conn_callbacks, f);
  run_until_idle (f);
  g_assert_cmpint (wp_crowd_answer (waiting), ==, WP_CROWD_WAIT);
  wp_crowd_leave (waiting);
  wp_crowd_leave (other);
  g_assert_cmpuint (peer_server_count (f->server), ==, 2);
}

/* No time runs while it waits for room; nothing is sent. */
static void
test_queued (ConnFixture *f, gconstpointer data)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];
  WpInet address;
  gint64 cancel_us;

  wp_inet_parse ("127.0.0.1", &address);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = wp_crowd_enter (f->crowd, WP_CROWD_MAIL, &address, NULL, NULL);
  f->quits = TRUE;
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  await_ms (conn_short_times.connect_ms + 100);
  g_assert_cmpstr (f->log->str, ==, "");
  g_assert_true (wp_conn_is_queued (f->conn));
  g_assert_cmpuint (peer_server_count (f->server), ==, 0);
  cancel_us = g_get_monotonic_time ();
  if (data != NULL)
    wp_conn_cancel (f->conn);
  else
    g_clear_pointer (&places[0], wp_crowd_leave);
  conn_run_until_closed (f);
  if (data != NULL)
    g_assert_cmpint (f->closed_us - cancel_us, <, 100000);
  g_assert_cmpstr (f->log->str, ==,
                   data != NULL ? "connect:cancelled closed" : UP_TO_IDLE " closed");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    wp_crowd_leave (places[i]);
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
test_derivation_leaves_loop_alone (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Gaps gaps = { .loop = f->loop };

  f->logs_in = TRUE;
  f->quits = TRUE;
  f->mechanism = "SCRAM-SHA-256";
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  while (strstr (f->log->str, "idle") == NULL)
    conn_turn (f);
  measure_gap (&gaps);
  conn_run_until_closed (f);
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
test_derivation_is_used (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->logs_in = TRUE;
  f->quits = TRUE;
  f->mechanism = "SCRAM-SHA-256";
  f->iterations = WP_LIMIT_SCRAM_INLINE + 1;
  conn_start (f, serve_imaps, PEER_CERT_GOOD, WP_TLS_IMPLICIT, NULL);
  conn_run_until_closed (f);
  g_assert_cmpstr (f->log->str, ==, UP_TO_IDLE " login:login-refused idle closed");
  g_assert_cmpint (wp_fields_number (f->evidence, WP_KEY_ITERATIONS), ==,
                   WP_LIMIT_SCRAM_INLINE + 1);
  g_assert_cmpuint (wp_conn_pending_quits (f->loop), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add (path, ConnFixture, data, conn_set_up, func, conn_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (state_rows); i++)
    {
      g_autofree char *cancel = g_strconcat ("/net/conn/cancel/", state_rows[i].path, NULL);
      g_autofree char *free_path = g_strconcat ("/net/conn/free/", state_rows[i].path, NULL);

      ADD (cancel, &state_rows[i], test_cancel);
      ADD (free_path, &state_rows[i], test_free);
    }
  ADD ("/net/conn/free-in/connect", "connect:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/tls", "tls:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/greeting", "greeting:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/idle", "idle", test_free_in_callback);
  ADD ("/net/conn/free-in/login", "login:ok", test_free_in_callback);
  ADD ("/net/conn/free-in/closed", "closed", test_free_in_callback);
  ADD ("/net/conn/farewell/polite", NULL, test_farewell);
  ADD ("/net/conn/farewell/bounded", NULL, test_farewell_bounded);
  ADD ("/net/conn/crowd/farewell/free", NULL, test_place_after_farewell);
  ADD ("/net/conn/crowd/farewell/quit", "", test_place_after_farewell);
  ADD ("/net/conn/crowd/again", NULL, test_place_again);
  ADD ("/net/conn/crowd/queued", NULL, test_queued);
  ADD ("/net/conn/crowd/cancelled", "", test_queued);
  ADD ("/net/conn/derivation/loop", NULL, test_derivation_leaves_loop_alone);
  ADD ("/net/conn/derivation/used", NULL, test_derivation_is_used);
  return conn_run_tests ();
}
