/* See conn-fixture.h. */
#include "conn-fixture.h"

#include <string.h>

#include "await.h"
#include "base/limits.h"
#include "model/keys.h"

PeerAuthority *conn_authority;
WpSecret *conn_secret;

const WpConnTimes conn_short_times = {
  .connect_ms = 500,
  .tls_ms = 300,
  .greeting_ms = 300,
  .reply_ms = 300,
  .login_ms = 600,
  .quit_ms = 300,
  .measure_ms = 700,
  .measure_pop3_ms = 250,
  .leave_ms = 150,
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
  g_autofree char *challenge = g_strdup_printf ("%sserver,s=c2FsdHNhbHRzYWx0,i=%d", nonce,
                                                iterations);
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
talk_imap (ConnFixture *f, Peer *peer, const char *silent_at)
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
        count_raise (&f->saw_logout);
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
    count_raise (&f->saw_close_notify);
}

void
serve_imaps (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, NULL);
}

void
serve_starttls (Peer *peer, gpointer data)
{
  peer_say (peer, "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n");
  talk_imap (data, peer, NULL);
}

void
serve_plain (Peer *peer, gpointer data)
{
  peer_say (peer, "* OK ready <\x1b[31m>\r\n");
  talk_imap (data, peer, NULL);
}

void
serve_http (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_say (peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
  peer_wait (peer);
}

void
serve_nothing (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_wait (peer);
}

void
serve_tls_nothing (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  if (peer_tls (peer))
    peer_wait (peer);
}

void
serve_tls_drip (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  if (peer_tls (peer))
    while (peer_say (peer, "*"))
      g_usleep (20000);
}

void
serve_tls_close (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_tls (peer);
}

void
serve_tls_reset (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_tls (peer);
  peer_reset (peer);
}

void
serve_close (Peer *peer G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

void
serve_reset (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  char byte[2];

  peer_line (peer, byte, sizeof byte); /* the ClientHello is there */
  peer_reset (peer);
}

void
serve_silent_login (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, "AUTHENTICATE");
}

void
serve_silent_capability (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, "* OK ready\r\n");
  talk_imap (data, peer, "CAPABILITY");
}

void
serve_silent_logout (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  talk_imap (data, peer, "LOGOUT");
}

void
serve_bye (Peer *peer, gpointer data)
{
  if (!peer_tls (peer))
    return;
  peer_say (peer, GREETING);
  count_wait (&((ConnFixture *) data)->n_idle, 1);
  peer_say (peer, "* BYE autologout\r\n");
}

/* Callbacks */

static void
note (ConnFixture *f, const char *first, const char *second)
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
  ConnFixture *f = data;
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
  ConnFixture *f = data;

  g_assert_true (wp_conn_is_idle (conn));
  g_assert_cmpint (wp_conn_age_us (conn), >, 0);
  note (f, "idle", "");
  count_raise (&f->n_idle);
  if (f->conn == NULL)
    return;
  if (f->logs_in)
    {
      f->logs_in = FALSE;
      wp_conn_login (conn, &(WpLogin){ .username = "anna@example.org",
                                       .secret = conn_secret,
                                       .mechanism = f->mechanism,
                                       .host = "mail.test",
                                       .port = 993,
                                       .measures = f->measures });
    }
  else if (f->quits)
    wp_conn_quit (conn);
}

static void
on_closed (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  ConnFixture *f = data;

  f->closed_us = g_get_monotonic_time ();
  note (f, "closed", "");
}

static void
on_progress (WpConn *conn G_GNUC_UNUSED, guint done, guint total, gpointer data)
{
  ConnFixture *f = data;

  g_assert_true (done > f->n_done || total > f->n_total);
  f->n_progress++;
  f->n_done = done;
  f->n_total = total;
}

const WpConnCallbacks conn_callbacks = {
  .step = on_step,
  .progress = on_progress,
  .idle = on_idle,
  .closed = on_closed,
};

void
conn_set_up (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  X509_STORE *store = X509_STORE_new ();

  X509_STORE_add_cert (store, conn_authority->certificate);
  f->client = wp_tls_context_new (store);
  X509_STORE_free (store);
  f->loop = wp_loop_new (NULL);
  f->crowd = wp_crowd_new ();
  f->log = g_string_new (NULL);
}

void
conn_tear_down (ConnFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_conn_free (f->conn);
  while (wp_conn_pending_quits (f->loop) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (conn_crowd_is_empty (f));
  wp_crowd_unref (f->crowd);
  peer_server_free (f->server);
  SSL_CTX_free (f->client);
  SSL_CTX_free (f->context);
  wp_loop_unref (f->loop);
  g_string_free (f->log, TRUE);
  wp_fields_free (f->evidence);
  wp_tls_facts_free (f->facts);
}

void
conn_start (ConnFixture *f, PeerScript script, PeerCert cert, WpTlsMode tls, const char *pin)
{
  g_autoptr (WpEndpoint) endpoint = NULL;
  WpInet address;

  f->context = peer_context_new (conn_authority, "DNS:mail.test", cert);
  f->server = peer_server_new ("127.0.0.1", f->context, script, f);
  endpoint = wp_endpoint_new (f->protocol, "mail.test", peer_server_port (f->server), tls);
  wp_inet_parse ("127.0.0.1", &address);
  f->conn = wp_conn_new (f->loop,
                         &(WpConnParams){ .endpoint = endpoint,
                                          .addresses = &address,
                                          .n_addresses = 1,
                                          .tls_context = f->client,
                                          .pin = pin,
                                          .times = &conn_short_times,
                                          .crowd = f->crowd },
                         &conn_callbacks, f);
  g_assert_cmpuint (f->log->len, ==, 0);
}

gboolean
conn_crowd_is_empty (ConnFixture *f)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];
  WpInet address;
  gboolean is_empty = TRUE;

  wp_inet_parse ("127.0.0.1", &address);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      places[i] = wp_crowd_enter (f->crowd, WP_CROWD_MAIL, &address, NULL, NULL);
      is_empty &= wp_crowd_answer (places[i]) == WP_CROWD_IN;
    }
  for (guint i = G_N_ELEMENTS (places); i-- > 0;) /* one that waits must not be called */
    wp_crowd_leave (places[i]);
  return is_empty;
}

void
conn_turn (ConnFixture *f)
{
  if (f->closed_us != 0)
    g_error ("the conversation is over: %s", f->log->str);
  g_main_context_iteration (NULL, TRUE);
}

void
conn_run_until_closed (ConnFixture *f)
{
  while (f->closed_us == 0)
    g_main_context_iteration (NULL, TRUE);
}

int
conn_run_tests (void)
{
  int failed;

  conn_authority = peer_authority_new ();
  conn_secret = wp_secret_new (WP_SECRET_PASSWORD, "correct-horse-battery", 21, NULL);
  failed = g_test_run ();
  wp_secret_unref (conn_secret);
  peer_authority_free (conn_authority);
  return failed;
}
