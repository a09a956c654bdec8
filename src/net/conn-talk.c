/* See conn-private.h: socket ⇄ TLS ⇄ engine. Bytes that may echo a secret are wiped here when they
 * have been passed on. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include <openssl/crypto.h>

#include "base/printable.h"
#include "model/keys.h"
#include "net/conn-private.h"
#include "net/socket.h"

#define READ_BYTES 16384
#define READS_AN_EVENT 4
#define OUT_BYTES                                                                                  \
  (256 * 1024) /* more waits for the peer only if it makes us answer and never reads */
#define PEER_CHARS 200

/* The socket */

static void read_socket (WpConn *conn);

static void
socket_ended (WpConn *conn, int error)
{
  conn->has_eof = TRUE;
  if (conn->error == 0)
    conn->error = error;
  /* Level-triggered: an end that is not taken out would be told for ever. */
  g_clear_pointer (&conn->watch, wp_watch_remove);
}

void
wp_conn_flush (WpConn *conn)
{
  gsize sent = 0;

  while (sent < conn->out->len && !conn->has_eof)
    {
      gssize count = send (conn->fd, conn->out->data + sent, conn->out->len - sent, MSG_NOSIGNAL);

      if (count > 0)
        sent += (gsize) count;
      else if (count < 0 && errno == EINTR)
        continue;
      else if (count < 0 && errno == EAGAIN)
        break;
      else
        {
          int error = errno;

          read_socket (conn); /* its last words may be there */
          socket_ended (conn, error);
        }
    }
  OPENSSL_cleanse (conn->out->data, sent);
  if (sent > 0)
    g_byte_array_remove_range (conn->out, 0, (guint) sent);
  if (conn->out->len > OUT_BYTES)
    socket_ended (conn, ENOBUFS);
  if (conn->watch != NULL)
    wp_watch_set (conn->watch, WP_IO_IN | (conn->out->len > 0 ? WP_IO_OUT : 0u));
}

static void
read_socket (WpConn *conn)
{
  guint8 bytes[READ_BYTES];

  if (conn->has_eof)
    return;

  for (guint i = 0; i < READS_AN_EVENT; i++)
    {
      gssize count = recv (conn->fd, bytes, sizeof bytes, 0);

      if (count < 0 && (errno == EAGAIN || errno == EINTR))
        break;
      if (count <= 0)
        {
          socket_ended (conn, count < 0 ? errno : 0);
          break;
        }
      if (conn->tls != NULL)
        wp_tls_feed (conn->tls, bytes, (gsize) count);
      else
        wp_engine_feed (conn->engine, bytes, (gsize) count);
      if ((gsize) count < sizeof bytes)
        break;
    }
  OPENSSL_cleanse (bytes, sizeof bytes);
}

static void
on_io (int fd G_GNUC_UNUSED, guint io, gpointer data)
{
  WpConn *conn = data;

  if (conn->state == WP_CONN_DERIVING)
    {
      /* The engine is not to be fed now. What comes waits in the socket; an end is an end. */
      if ((io & WP_IO_BROKEN) != 0)
        {
          int error = 0;
          socklen_t size = sizeof error;

          getsockopt (conn->fd, SOL_SOCKET, SO_ERROR, &error, &size);
          socket_ended (conn, error);
          wp_conn_give_up (conn, error == 0 ? WP_OUTCOME_CLOSED : wp_socket_outcome (error));
        }
      return;
    }
  if ((io & (WP_IO_IN | WP_IO_BROKEN)) != 0)
    read_socket (conn);
  wp_conn_pump (conn);
}

/* TLS */

static void
start_tls (WpConn *conn)
{
  conn->tls = wp_tls_new (&(WpTlsParams){
      .context = conn->tls_context,
      .host = conn->endpoint->host,
      .srv_name = conn->srv_name,
      .now_unix = conn->now_unix,
  });
  wp_conn_enter (conn, WP_CONN_HANDSHAKE, conn->times.tls_ms);
}

static WpOutcome
broken_tls_outcome (const WpConn *conn)
{
  WpOutcome outcome = wp_tls_outcome (conn->tls);

  /* TLS sees an end; the socket knows how it ended. */
  return outcome == WP_OUTCOME_CLOSED && conn->error != 0 ? wp_socket_outcome (conn->error)
                                                          : outcome;
}

static void
emit_tls (WpConn *conn, WpOutcome outcome)
{
  WpStep *step = wp_step_new (WP_VERB_TLS);
  gsize count = 0;
  const guint8 *bytes = wp_tls_peer_bytes (conn->tls, &count);

  step->tls = wp_tls_facts_dup (wp_tls_facts (conn->tls));
  if (outcome == WP_OUTCOME_NOT_TLS && bytes != NULL)
    {
      g_autofree char *text = wp_printable (bytes, count, PEER_CHARS);

      wp_fields_set_text (step->evidence, WP_KEY_PEER_BYTES, text);
      wp_fields_set_text (step->evidence, WP_KEY_PEER_PROTOCOL, wp_tls_name_peer (bytes, count));
    }
  wp_conn_emit (conn, step, outcome);
}

static void
handshake_is_up (WpConn *conn)
{
  const WpTlsFacts *facts = wp_tls_facts (conn->tls);
  gboolean may_login = wp_tls_facts_is_verified (facts)
                       || wp_tls_facts_is_pinned (facts, conn->pin);
  WpChannelBinding binding = wp_tls_channel_binding (conn->tls);
  int yes = 1;

  emit_tls (conn, may_login ? WP_OUTCOME_OK : WP_OUTCOME_UNTRUSTED);
  if (conn->state == WP_CONN_CLOSED)
    return;
  if (!may_login)
    {
      wp_conn_close (conn); /* not a word but close_notify */
      return;
    }
  wp_engine_secured (conn->engine, &binding, may_login);
  /* Session tickets come first. A server that waits for their acknowledgement before it sends its
   * greeting (Nagle's algorithm; Postfix does) is not kept waiting for a delayed one, 40 ms. */
  setsockopt (conn->fd, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof yes);
  wp_conn_enter (conn, WP_CONN_TALKING, conn->times.greeting_ms);
}

static void
pump_handshake (WpConn *conn)
{
  WpTlsState state;

  if (conn->has_eof)
    wp_tls_eof (conn->tls);
  state = wp_tls_advance (conn->tls);
  wp_tls_pull (conn->tls, conn->out);
  wp_conn_flush (conn);
  if (state == WP_TLS_UP)
    handshake_is_up (conn);
  else if (state == WP_TLS_BROKEN)
    {
      emit_tls (conn, broken_tls_outcome (conn));
      wp_conn_close (conn);
    }
}

/* Plaintext to the engine, and the end of it. TRUE: there was some. */
static gboolean
feed_engine (WpConn *conn)
{
  gboolean is_closed = FALSE;
  gboolean is_fed = FALSE;

  if (conn->tls != NULL)
    {
      g_autoptr (GByteArray) plain = g_byte_array_new ();

      if (conn->has_eof)
        wp_tls_eof (conn->tls);
      wp_tls_advance (conn->tls);
      wp_tls_read (conn->tls, plain, &is_closed);
      wp_tls_pull (conn->tls, conn->out);
      if (plain->len > 0)
        wp_engine_feed (conn->engine, plain->data, plain->len);
      is_fed = plain->len > 0;
      OPENSSL_cleanse (plain->data, plain->len);
    }
  if ((!is_closed && !conn->has_eof) || conn->told_eof)
    return is_fed;
  conn->told_eof = TRUE;
  if (conn->error != 0)
    wp_engine_fail (conn->engine, wp_socket_outcome (conn->error));
  else if (conn->tls != NULL && broken_tls_outcome (conn) != WP_OUTCOME_OK
           && broken_tls_outcome (conn) != WP_OUTCOME_CLOSED
           && broken_tls_outcome (conn) != WP_OUTCOME_UNTRUSTED) /* accepted by a pin */
    wp_engine_fail (conn->engine, broken_tls_outcome (conn));
  else
    wp_engine_eof (conn->engine);
  return is_fed;
}

static void
send_bytes (WpConn *conn, const guint8 *bytes, gsize count)
{
  if (conn->tls == NULL)
    g_byte_array_append (conn->out, bytes, (guint) count);
  else if (wp_tls_write (conn->tls, bytes, count))
    wp_tls_pull (conn->tls, conn->out);
}

/* The engine */

static guint
deadline_ms (const WpConn *conn, WpDeadlineClass class)
{
  switch (class)
    {
    case WP_DEADLINE_GREETING:
      return conn->times.greeting_ms;
    case WP_DEADLINE_REPLY:
      return conn->times.reply_ms;
    case WP_DEADLINE_LOGIN:
    case WP_DEADLINE_MAILBOX:
      return conn->times.login_ms;
    case WP_DEADLINE_QUIT:
      return conn->times.quit_ms;
    case WP_DEADLINE_NONE:
    default:
      return 0;
    }
}

/* All of the questions about the mailbox have to be answered within some time. */
static gboolean
has_mailbox_end (const WpConn *conn, WpDeadlineClass class)
{
  return class == WP_DEADLINE_MAILBOX
         && (conn->endpoint->protocol == WP_PROTOCOL_POP3
             || (conn->endpoint->protocol == WP_PROTOCOL_IMAP && conn->measures));
}

/* An answer may take so long, and all of them together. */
static guint
mailbox_ms (WpConn *conn)
{
  guint whole_ms = conn->endpoint->protocol == WP_PROTOCOL_POP3 ? conn->times.measure_pop3_ms
                                                                : conn->times.measure_ms;
  gint64 now_us = wp_loop_now_us (conn->loop);

  if (conn->mailbox_until_us == 0)
    conn->mailbox_until_us = now_us + (gint64) whole_ms * 1000;
  return (guint) CLAMP ((conn->mailbox_until_us - now_us) / 1000, 1, conn->times.reply_ms);
}

guint
wp_conn_goodbye_ms (WpConn *conn, guint ms)
{
  gint64 left_us = conn->mailbox_until_us + (gint64) conn->times.leave_ms * 1000
                   - wp_loop_now_us (conn->loop);

  return conn->endpoint->protocol != WP_PROTOCOL_POP3 || conn->mailbox_until_us == 0
             ? ms
             : (guint) CLAMP (left_us / 1000, 1, ms);
}

/* Set anew when the engine has got somewhere, not when a byte has come: a peer that drips would be
 * waited for without end. Where there is an end to all of it, a byte will do. */
static void
set_deadline (WpConn *conn, gboolean has_progress, gboolean is_fed)
{
  WpDeadlineClass class = wp_engine_deadline_class (conn->engine);
  gboolean is_bounded = has_mailbox_end (conn, class);

  if (conn->state != WP_CONN_TALKING
      || (!has_progress && !(is_bounded && is_fed) && class == conn->deadline_class))
    return;
  wp_conn_enter (conn, WP_CONN_TALKING, is_bounded ? mailbox_ms (conn) : deadline_ms (conn, class));
  conn->deadline_class = class;
}

static void
tell_progress (WpConn *conn)
{
  guint done, total;

  if (conn->state != WP_CONN_TALKING || conn->callbacks.progress == NULL
      || !wp_engine_progress (conn->engine, &done, &total)
      || (done == conn->n_done && total == conn->n_total))
    return;
  conn->n_done = done;
  conn->n_total = total;
  conn->callbacks.progress (conn, done, total, conn->data);
}

static void
part_is_done (WpConn *conn)
{
  if (conn->state == WP_CONN_QUITTING)
    wp_conn_close (conn);
  else if (conn->state == WP_CONN_TALKING)
    {
      wp_conn_enter (conn, WP_CONN_IDLE, 0);
      if (conn->callbacks.idle != NULL)
        conn->callbacks.idle (conn, conn->data);
    }
}

/* One action. FALSE: nothing more to do now. */
static gboolean
act (WpConn *conn, gboolean *has_progress)
{
  WpEngineNext next = { 0 };
  WpOutcome outcome;

  switch (wp_engine_next (conn->engine, &next))
    {
    case WP_ENGINE_SEND:
      *has_progress = TRUE;
      send_bytes (conn, next.bytes, next.length);
      return TRUE;
    case WP_ENGINE_STEP:
      *has_progress = TRUE;
      outcome = next.step->outcome;
      /* It said good-bye by itself: the answer that it had to wait for has come. */
      if (conn->state == WP_CONN_TALKING
          && wp_engine_deadline_class (conn->engine) == WP_DEADLINE_QUIT)
        wp_conn_enter (conn, WP_CONN_QUITTING, wp_conn_goodbye_ms (conn, conn->times.leave_ms));
      wp_conn_emit (conn, next.step, outcome);
      return TRUE;
    case WP_ENGINE_START_TLS:
      wp_conn_flush (conn);
      start_tls (conn);
      return TRUE;
    case WP_ENGINE_DERIVE:
      wp_conn_flush (conn);
      if (conn->watch == NULL) /* the peer has gone meanwhile */
        wp_engine_derived (conn->engine, NULL);
      else
        wp_conn_derive (conn, &next.derivation);
      return TRUE;
    case WP_ENGINE_DONE:
      part_is_done (conn);
      return FALSE;
    case WP_ENGINE_FAILED:
      wp_conn_close (conn);
      return FALSE;
    case WP_ENGINE_NEED_DATA:
    default:
      return FALSE;
    }
}

static gboolean
has_engine_turn (const WpConn *conn)
{
  return conn->state == WP_CONN_TALKING || conn->state == WP_CONN_IDLE
         || conn->state == WP_CONN_QUITTING;
}

static void
pump_engine (WpConn *conn)
{
  gboolean has_progress = FALSE;
  gboolean is_fed = feed_engine (conn);

  while (has_engine_turn (conn) && act (conn, &has_progress))
    ;
  if (conn->state == WP_CONN_CLOSED)
    return;
  wp_conn_flush (conn);
  /* Nobody waits for the answer to a farewell. */
  if (conn->state == WP_CONN_QUITTING && conn->out->len == 0)
    g_clear_pointer (&conn->place, wp_crowd_leave);
  if (has_engine_turn (conn))
    set_deadline (conn, has_progress, is_fed);
  tell_progress (conn);
  if (conn->told_eof && (conn->state == WP_CONN_IDLE || conn->state == WP_CONN_QUITTING))
    wp_conn_close (conn); /* the peer left, and nothing was under way */
}

void
wp_conn_pump (WpConn *conn)
{
  wp_conn_hold (conn);
  if (conn->state == WP_CONN_HANDSHAKE)
    pump_handshake (conn);
  if (has_engine_turn (conn))
    {
      pump_engine (conn);
      if (conn->state == WP_CONN_HANDSHAKE)
        pump_handshake (conn); /* STARTTLS: the first flight goes out at once */
    }
  wp_conn_release (conn);
}

void
wp_conn_give_up (WpConn *conn, WpOutcome outcome)
{
  gboolean unused = FALSE;

  wp_conn_hold (conn);
  if (conn->state == WP_CONN_HANDSHAKE)
    emit_tls (conn, outcome);
  else if (conn->state == WP_CONN_TALKING || conn->state == WP_CONN_DERIVING)
    {
      wp_conn_forget_derivation (conn);
      wp_conn_enter (conn, WP_CONN_TALKING, WP_CONN_SAME_DEADLINE);
      wp_engine_fail (conn->engine, outcome);
      while (conn->state == WP_CONN_TALKING && act (conn, &unused))
        ;
    }
  wp_conn_close (conn);
  wp_conn_release (conn);
}

gboolean
wp_conn_leave (WpConn *conn, WpOutcome outcome)
{
  if (conn->state != WP_CONN_TALKING || !wp_engine_leave (conn->engine, outcome))
    return FALSE;
  if (wp_engine_deadline_class (conn->engine) == WP_DEADLINE_QUIT)
    wp_conn_enter (conn, WP_CONN_QUITTING, wp_conn_goodbye_ms (conn, conn->times.leave_ms));
  else
    {
      conn->mailbox_until_us = wp_loop_now_us (conn->loop)
                               + (gint64) conn->times.measure_ms * 1000 / 2;
      wp_conn_enter (conn, WP_CONN_TALKING, mailbox_ms (conn));
      conn->deadline_class = WP_DEADLINE_MAILBOX;
    }
  wp_conn_pump (conn);
  return TRUE;
}

void
wp_conn_begin (WpConn *conn, int fd)
{
  conn->watch = wp_loop_watch (conn->loop, fd, WP_IO_IN, on_io, conn);
  conn->engine = wp_engine_new (&(WpEngineParams){
      .protocol = conn->endpoint->protocol,
      .tls = conn->endpoint->tls,
      /* What our address is does not concern the server, which sees one anyway. */
      .ehlo = "[127.0.0.1]",
  });
  if (conn->endpoint->tls == WP_TLS_IMPLICIT)
    start_tls (conn);
  else
    wp_conn_enter (conn, WP_CONN_TALKING, conn->times.greeting_ms);
  wp_conn_pump (conn);
}
