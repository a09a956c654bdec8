/* See conn.h: the life of a conversation, its addresses, and what callers ask of it. How it talks
 * is conn-talk.c. */
#include "net/conn.h"

#include <unistd.h>

#include <openssl/crypto.h>

#include "model/keys.h"
#include "net/conn-private.h"
#include "net/loop-private.h"
#include "net/socket.h"

const WpConnTimes wp_conn_default_times = {
  .connect_ms = 10000,
  .tls_ms = 10000,
  .greeting_ms = 15000,
  .reply_ms = 10000,
  .login_ms = 30000,
  .quit_ms = 2000,
  .measure_ms = 30000,
  .measure_pop3_ms = 1400,
  .leave_ms = 400,
};

void
wp_conn_hold (WpConn *conn)
{
  conn->refs++;
}

void
wp_conn_release (WpConn *conn)
{
  if (--conn->refs > 0)
    return;
  g_assert (conn->state == WP_CONN_CLOSED);
  wp_tls_free (conn->tls);
  wp_engine_free (conn->engine);
  g_byte_array_unref (conn->out);
  wp_endpoint_free (conn->endpoint);
  SSL_CTX_free (conn->tls_context);
  g_free (conn->srv_name);
  g_free (conn->pin);
  wp_loop_unref (conn->loop);
  g_free (conn);
}

/* Time */

static void
on_deadline (gpointer data)
{
  WpConn *conn = data;

  conn->deadline = NULL;
  wp_conn_hold (conn);
  if (conn->state == WP_CONN_QUITTING)
    wp_conn_close (conn);
  else if (!wp_conn_leave (conn, WP_OUTCOME_OK))
    wp_conn_give_up (conn, WP_OUTCOME_TIMED_OUT);
  wp_conn_release (conn);
}

void
wp_conn_enter (WpConn *conn, WpConnState state, guint deadline_ms)
{
  conn->state = state;
  if (deadline_ms == WP_CONN_SAME_DEADLINE)
    return;
  conn->deadline_class = WP_DEADLINE_NONE;
  g_clear_pointer (&conn->deadline, wp_timer_remove);
  if (deadline_ms > 0)
    conn->deadline = wp_loop_after_ms (conn->loop, deadline_ms, on_deadline, conn);
}

/* The end */

/* Frees what the world outside could still notice; the steps and facts stay. */
static void
let_go (WpConn *conn)
{
  wp_conn_enter (conn, WP_CONN_CLOSED, 0);
  g_clear_pointer (&conn->kick, wp_timer_remove);
  g_clear_pointer (&conn->race, wp_race_free);
  wp_conn_forget_derivation (conn);
  g_clear_pointer (&conn->watch, wp_watch_remove);
  if (conn->fd >= 0)
    close (conn->fd);
  conn->fd = -1;
  g_clear_pointer (&conn->place, wp_crowd_leave);
}

static void
say_goodbye (WpConn *conn)
{
  if (conn->fd < 0 || conn->has_eof)
    return;
  if (conn->tls != NULL)
    {
      wp_tls_close (conn->tls);
      wp_tls_pull (conn->tls, conn->out);
    }
  wp_conn_flush (conn);
}

void
wp_conn_close (WpConn *conn)
{
  if (conn->state == WP_CONN_CLOSED)
    return;
  say_goodbye (conn);
  let_go (conn);
  if (conn->is_farewell)
    {
      (*wp_loop_quits (conn->loop))--;
      wp_conn_release (conn);
    }
  else if (conn->callbacks.closed != NULL)
    conn->callbacks.closed (conn, conn->data);
}

/* Steps */

void
wp_conn_emit (WpConn *conn, WpStep *step, WpOutcome outcome)
{
  gint64 now_us = wp_loop_now_us (conn->loop);

  step->outcome = outcome;
  step->endpoint = wp_endpoint_dup (conn->endpoint);
  step->address = conn->address;
  step->start_us = conn->part_start_us;
  step->end_us = now_us;
  conn->part_start_us = now_us;
  if (step->verb == WP_VERB_GREETING)
    wp_fields_set_number (step->evidence, WP_KEY_GREETING_MS, (now_us - step->start_us) / 1000);
  if (conn->error != 0 && outcome != WP_OUTCOME_OK)
    wp_fields_set_text (step->evidence, WP_KEY_ERRNO, wp_socket_errno_name (conn->error));
  if (conn->callbacks.step != NULL)
    conn->callbacks.step (conn, step, conn->data);
  else
    wp_step_free (step);
}

/* Addresses */

static void
emit_connect (WpConn *conn, WpOutcome outcome)
{
  WpStep *step = wp_step_new (WP_VERB_CONNECT);

  wp_race_describe (conn->race, step->evidence);
  wp_conn_emit (conn, step, outcome);
}

static void
on_won (WpRace *race G_GNUC_UNUSED, int fd, WpPlace *place, const WpInet *address, gpointer data)
{
  WpConn *conn = data;

  wp_conn_hold (conn);
  conn->address = *address;
  conn->connected_us = wp_loop_now_us (conn->loop);
  conn->fd = fd;
  conn->place = place;
  emit_connect (conn, WP_OUTCOME_OK);
  if (conn->state != WP_CONN_CLOSED)
    wp_conn_begin (conn, fd);
  wp_conn_release (conn);
}

static void
on_lost (WpRace *race G_GNUC_UNUSED, WpOutcome outcome, gpointer data)
{
  WpConn *conn = data;

  wp_conn_hold (conn);
  emit_connect (conn, outcome);
  wp_conn_close (conn);
  wp_conn_release (conn);
}

static void
on_family (WpRace *race G_GNUC_UNUSED, int family, WpOutcome outcome, gint64 us, gpointer data)
{
  WpConn *conn = data;

  if (conn->callbacks.family_result != NULL)
    conn->callbacks.family_result (conn, family, outcome, us, conn->data);
}

static const WpRaceCallbacks race_callbacks = { on_won, on_lost, on_family };

WpConn *
wp_conn_new (WpLoop *loop,
             const WpConnParams *params,
             const WpConnCallbacks *callbacks,
             gpointer data)
{
  WpConn *conn = g_new0 (WpConn, 1);

  conn->refs = 1;
  conn->loop = wp_loop_ref (loop);
  conn->callbacks = *callbacks;
  conn->data = data;
  conn->endpoint = wp_endpoint_dup (params->endpoint);
  conn->tls_context = params->tls_context;
  if (conn->tls_context != NULL)
    SSL_CTX_up_ref (conn->tls_context);
  conn->srv_name = g_strdup (params->srv_name);
  conn->pin = g_strdup (params->pin);
  conn->now_unix = params->now_unix != 0 ? params->now_unix : g_get_real_time () / G_USEC_PER_SEC;
  conn->times = params->times != NULL ? *params->times : wp_conn_default_times;
  conn->fd = -1;
  conn->out = g_byte_array_new ();
  conn->part_start_us = wp_loop_now_us (loop);
  wp_conn_enter (conn, WP_CONN_RACING, 0); /* the race has its own end */
  conn->race = wp_race_new (loop,
                            &(WpRaceParams){
                                .addresses = params->addresses,
                                .n_addresses = params->n_addresses,
                                .port = params->endpoint->port,
                                .total_ms = conn->times.connect_ms,
                                .tries_both = params->tries_both_families,
                                .crowd = params->crowd,
                                .kind = WP_CROWD_MAIL,
                                .place = params->place,
                            },
                            &race_callbacks, conn);
  return conn;
}

/* What callers ask */

/* The owner hears that it is over; the good-bye goes on in the background, since a server that owes
 * answers would take a closed socket for a lost connection. */
static void
part (WpConn *conn)
{
  WpConnCallbacks callbacks = conn->callbacks;

  if (conn->state != WP_CONN_QUITTING)
    return;
  conn->callbacks = (WpConnCallbacks){ 0 };
  conn->wants_cancel = FALSE;
  if (callbacks.closed != NULL)
    callbacks.closed (conn, conn->data);
}

static void
cancel_now (WpConn *conn)
{
  switch (conn->state)
    {
    case WP_CONN_RACING:
      emit_connect (conn, WP_OUTCOME_CANCELLED);
      wp_conn_close (conn);
      break;
    case WP_CONN_IDLE:
      wp_engine_quit (conn->engine);
      wp_conn_enter (conn, WP_CONN_QUITTING, 0);
      wp_conn_pump (conn); /* sends it, if the socket takes it */
      wp_conn_close (conn);
      break;
    case WP_CONN_QUITTING:
      wp_conn_close (conn);
      break;
    case WP_CONN_TALKING:
      if (wp_conn_leave (conn, WP_OUTCOME_CANCELLED))
        part (conn);
      else
        wp_conn_give_up (conn, WP_OUTCOME_CANCELLED);
      break;
    case WP_CONN_HANDSHAKE:
    case WP_CONN_DERIVING:
      wp_conn_give_up (conn, WP_OUTCOME_CANCELLED);
      break;
    case WP_CONN_CLOSED:
      break;
    }
}

static void
on_kick (gpointer data)
{
  WpConn *conn = data;

  conn->kick = NULL;
  wp_conn_hold (conn);
  if (conn->wants_cancel)
    cancel_now (conn);
  else
    wp_conn_pump (conn);
  wp_conn_release (conn);
}

static void
kick (WpConn *conn)
{
  if (conn->kick == NULL)
    conn->kick = wp_loop_after_ms (conn->loop, 0, on_kick, conn);
}

void
wp_conn_login (WpConn *conn, const WpLogin *login)
{
  g_return_if_fail (wp_conn_is_idle (conn));
  conn->part_start_us = wp_loop_now_us (conn->loop);
  conn->measures = login->measures;
  wp_engine_login (conn->engine, login);
  wp_conn_enter (conn, WP_CONN_TALKING, conn->times.login_ms);
  kick (conn);
}

void
wp_conn_quit (WpConn *conn)
{
  g_return_if_fail (wp_conn_is_idle (conn));
  conn->part_start_us = wp_loop_now_us (conn->loop);
  wp_engine_quit (conn->engine);
  wp_conn_enter (conn, WP_CONN_QUITTING, wp_conn_goodbye_ms (conn, conn->times.quit_ms));
  kick (conn);
}

void
wp_conn_cancel (WpConn *conn)
{
  if (conn->state == WP_CONN_CLOSED)
    return;
  conn->wants_cancel = TRUE;
  kick (conn);
}

void
wp_conn_free (WpConn *conn)
{
  if (conn == NULL)
    return;
  conn->callbacks = (WpConnCallbacks){ 0 };
  g_clear_pointer (&conn->race, wp_race_free);
  if (wp_conn_is_idle (conn) && !conn->wants_cancel)
    wp_conn_quit (conn);
  else if (wp_conn_leave (conn, WP_OUTCOME_CANCELLED))
    conn->wants_cancel = FALSE;
  if (conn->state == WP_CONN_QUITTING && !conn->wants_cancel)
    {
      conn->is_farewell = TRUE; /* the owner's reference is the farewell's now */
      (*wp_loop_quits (conn->loop))++;
      return;
    }
  if (conn->state != WP_CONN_CLOSED)
    {
      say_goodbye (conn);
      let_go (conn);
    }
  wp_conn_release (conn);
}

WpPlace *
wp_conn_take_place (WpConn *conn)
{
  return g_steal_pointer (&conn->place);
}

/* What callers see */

const WpEndpoint *
wp_conn_endpoint (const WpConn *conn)
{
  return conn->endpoint;
}

const WpTlsFacts *
wp_conn_tls_facts (const WpConn *conn)
{
  return conn->tls == NULL ? NULL : wp_tls_facts (conn->tls);
}

const WpInet *
wp_conn_address (const WpConn *conn)
{
  return conn->address.family == 0 ? NULL : &conn->address;
}

gboolean
wp_conn_is_queued (const WpConn *conn)
{
  return conn->race != NULL && wp_race_is_queued (conn->race);
}

gboolean
wp_conn_is_idle (const WpConn *conn)
{
  return conn->state == WP_CONN_IDLE;
}

gint64
wp_conn_age_us (const WpConn *conn)
{
  return conn->address.family == 0 ? 0 : wp_loop_now_us (conn->loop) - conn->connected_us;
}

const char *const *
wp_conn_mechanisms (const WpConn *conn)
{
  return conn->engine == NULL ? NULL : wp_engine_mechanisms (conn->engine);
}

const char *
wp_conn_choose (const WpConn *conn, const WpLogin *login)
{
  return conn->engine == NULL ? NULL : wp_engine_choose (conn->engine, login);
}

guint
wp_conn_pending_quits (WpLoop *loop)
{
  return *wp_loop_quits (loop);
}
