/* net/fetch in a crowd: documents wait for each other at an address, and only so many are fetched
 * from it in a run. */
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "await.h"
#include "base/limits.h"
#include "model/keys.h"
#include "net/fetch.h"
#include "net/socket.h"
#include "peer.h"

#define HERE "127.0.0.1"

/* One that waits to be let in or to be answered. */
typedef struct _Fixture Fixture;
typedef struct
{
  Fixture *f;
  WpFetchResult *result;
  gint64 done_us;
  guint order; /* in which they ended, from 1 */
} Fetch;

struct _Fixture
{
  WpLoop *loop;
  WpResolver *resolver;
  WpTrustStore *store;
  WpCrowd *crowd;
  WpFetcher *fetcher;
  PeerServer *server;
  gboolean is_tls;
  guint n_done;
  Fetch fetches[2 * WP_LIMIT_CONNECTIONS_A_RUN];
  guint n_fetches;
  gint n_requests; /* raised by the server's threads */
  gint n_releases; /* "/hold" is answered after the first */
};

static PeerAuthority *authority;

static void
answer (Fixture *f, Peer *peer, const char *path)
{
  guint hops = g_str_has_prefix (path, "/hops/") ? (guint) atoi (path + strlen ("/hops/")) : 0;
  g_autofree char *moved = g_strdup_printf ("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n"
                                            "Location: /hops/%u\r\n\r\n",
                                            hops - 1);

  if (g_str_equal (path, "/silent"))
    peer_wait (peer);
  if (g_str_equal (path, "/hold"))
    count_wait (&f->n_releases, 1);
  peer_say (peer, hops > 0 ? moved : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

static void
serve (Peer *peer, gpointer data)
{
  Fixture *f = data;
  char request[1024], line[1024];
  g_auto (GStrv) words = NULL;

  if (f->is_tls && !peer_tls (peer))
    return;
  if (!peer_line (peer, request, sizeof request))
    return;
  while (peer_line (peer, line, sizeof line) && line[0] != '\0')
    ;
  count_raise (&f->n_requests);
  words = g_strsplit (request, " ", 3);
  answer (f, peer, words[1]);
  peer_wait (peer); /* it is the fetcher that closes */
}

static void
serve_mail (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_say (peer, "* OK IMAP4rev1 ready\r\n");
  peer_wait (peer);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  SSL_CTX *context = peer_context_new (authority, "IP:" HERE, PEER_CERT_GOOD);
  const char *nobody[] = { HERE ":9", NULL };

  f->is_tls = data != NULL;
  f->server = peer_server_new (HERE, context, serve, f);
  SSL_CTX_free (context);
  f->loop = wp_loop_new (NULL);
  f->resolver = wp_resolver_new (
      f->loop, &(WpResolverOptions){ .servers = (char **) nobody, .hosts_file = "/dev/null" },
      NULL);
  f->store = wp_trust_store_new (authority->path);
  f->crowd = wp_crowd_new ();
  f->fetcher = wp_fetcher_new (f->loop, f->resolver, f->store, f->crowd);
}

static WpPlace *
enter (Fixture *f, WpCrowdKind kind, WpCrowdAnswer wanted)
{
  WpInet inet;
  WpPlace *place;

  g_assert_true (wp_inet_parse (HERE, &inet));
  place = wp_crowd_enter (f->crowd, kind, &inet, NULL, NULL);
  g_assert_cmpint (wp_crowd_answer (place), ==, wanted);
  return place;
}

/* That nobody is left in it when all have ended: as many as may be there are let in, if any may be
 * made at all. */
static void
assert_left (Fixture *f, WpCrowdAnswer wanted)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];

  while (f->n_done < f->n_fetches)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = enter (f, WP_CROWD_WEB, wanted);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    wp_crowd_leave (places[i]);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  count_raise (&f->n_releases);
  wp_fetcher_free (f->fetcher);
  for (guint i = 0; i < f->n_fetches; i++)
    {
      g_assert_nonnull (f->fetches[i].result);
      wp_fetch_result_free (f->fetches[i].result);
    }
  wp_crowd_unref (f->crowd);
  wp_trust_store_unref (f->store);
  wp_resolver_unref (f->resolver);
  peer_server_free (f->server);
  wp_loop_unref (f->loop);
}

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *async, gpointer data)
{
  Fetch *fetch = data;

  fetch->result = wp_fetch_finish (fetch->f->fetcher, async);
  fetch->done_us = g_get_monotonic_time ();
  fetch->order = ++fetch->f->n_done;
}

static Fetch *
start_at (Fixture *f, guint16 port, const char *path, guint timeout_ms, GCancellable *cancellable)
{
  Fetch *fetch = &f->fetches[f->n_fetches++];
  g_autofree char *url = g_strdup_printf ("%s://" HERE ":%u%s", f->is_tls ? "https" : "http",
                                          (guint) port, path);

  fetch->f = f;
  wp_fetch_async (
      f->fetcher,
      &(WpFetchRequest){ .url = url, .may_be_http = !f->is_tls, .timeout_ms = timeout_ms },
      cancellable, on_done, fetch);
  return fetch;
}

static Fetch *
start (Fixture *f, const char *path, guint timeout_ms, GCancellable *cancellable)
{
  return start_at (f, peer_server_port (f->server), path, timeout_ms, cancellable);
}

static WpOutcome
run (Fetch *fetch)
{
  while (fetch->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return fetch->result->outcome;
}

/* So many documents that are not answered yet. */
static void
hold (Fixture *f)
{
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    start (f, "/hold", 0, NULL);
  await_count (&f->n_requests, WP_LIMIT_CONNECTIONS_AT_ONCE);
}

/* Its time begins when it gets in. */
static void
test_one_too_many (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Fetch *waiting[4];
  const WpFetchResult *result;

  hold (f);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    waiting[i] = start (f, "/ok", 300, NULL);
  await_ms (400);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    g_assert_null (waiting[i]->result);
  g_assert_cmpuint (peer_server_count (f->server), ==, WP_LIMIT_CONNECTIONS_AT_ONCE);
  count_raise (&f->n_releases);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_assert_cmpstr (wp_outcome_id (run (waiting[i])), ==, "ok");
      /* How long it waited for us says nothing about the server. */
      result = waiting[i]->result;
      g_assert_cmpint (result->end_us - result->start_us, <, 300000);
    }
  assert_left (f, WP_CROWD_IN);
}

/* Room for one at a time. */
static void
test_in_order (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];
  Fetch *waiting[4];

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = enter (f, WP_CROWD_WEB, WP_CROWD_IN);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      waiting[i] = start (f, "/ok", 0, NULL);
      await_ms (20); /* else it is not ours to choose who waits first */
    }
  wp_crowd_leave (places[0]);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_assert_cmpstr (wp_outcome_id (run (waiting[i])), ==, "ok");
      g_assert_cmpuint (waiting[i]->order, ==, i + 1);
    }
  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    wp_crowd_leave (places[i]);
}

static void
test_too_slow_after_waiting (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Fetch *fetch;
  gint64 released_us;

  hold (f);
  fetch = start (f, "/silent", 200, NULL);
  await_ms (300);
  released_us = g_get_monotonic_time ();
  count_raise (&f->n_releases);
  g_assert_cmpstr (wp_outcome_id (run (fetch)), ==, "timed-out");
  g_assert_cmpint (fetch->done_us - released_us, >=, 150000);
  g_assert_cmpint (fetch->done_us - released_us, <, 400000);
  assert_left (f, WP_CROWD_IN);
}

static void
test_beside_mail (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = enter (f, WP_CROWD_MAIL, WP_CROWD_IN);
  g_assert_cmpstr (wp_outcome_id (run (start (f, "/ok", 0, NULL))), ==, "ok");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    wp_crowd_leave (places[i]);
}

/* The last one of the run, and the one after it. */
static void
test_a_run (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WpFetchResult *result;

  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN; i++)
    {
      g_assert_cmpstr (wp_outcome_id (run (start (f, "/ok", 0, NULL))), ==, "ok");
      g_assert_cmpuint (peer_server_count (f->server), ==, i + 1);
    }
  g_assert_cmpstr (wp_outcome_id (run (start (f, "/ok", 0, NULL))), ==, "not-tested");
  result = f->fetches[f->n_fetches - 1].result;
  g_assert_cmpint (result->status, ==, 0);
  g_assert_cmpuint (g_bytes_get_size (result->body), ==, 0);
  await_ms (20);
  g_assert_cmpuint (peer_server_count (f->server), ==, WP_LIMIT_CONNECTIONS_A_RUN);
  assert_left (f, WP_CROWD_FULL);
}

/* It waits, and then hears that no more are made. */
static void
test_waited_for_nothing (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE];
  Fetch *fetch;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = enter (f, WP_CROWD_WEB, WP_CROWD_IN);
  fetch = start (f, "/ok", 0, NULL);
  await_ms (20);
  while (wp_crowd_again (places[0]))
    ;
  g_assert_null (fetch->result);
  wp_crowd_leave (places[0]);
  g_assert_null (fetch->result); /* not from inside */
  g_assert_cmpstr (wp_outcome_id (run (fetch)), ==, "not-tested");
  g_assert_cmpuint (peer_server_count (f->server), ==, 0);
  wp_crowd_leave (places[1]);
}

/* Each hop is one more connection; a hop waits for others, but never for the hop before it. */
static void
test_redirects (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpPlace *places[WP_LIMIT_CONNECTIONS_AT_ONCE - 1];

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = enter (f, WP_CROWD_WEB, WP_CROWD_IN);
  g_assert_cmpstr (wp_outcome_id (run (start (f, "/hops/4", 0, NULL))), ==, "ok");
  g_assert_cmpuint (peer_server_count (f->server), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    wp_crowd_leave (places[i]);
  assert_left (f, WP_CROWD_IN);
}

static void
test_cancelled (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fetch *fetch, *next;
  gint64 cancel_us;

  hold (f);
  fetch = start (f, "/ok", 0, cancellable);
  await_ms (20);
  next = start (f, "/ok", 0, NULL);
  await_ms (20);
  cancel_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_cmpstr (wp_outcome_id (run (fetch)), ==, "cancelled");
  g_assert_cmpint (fetch->done_us - cancel_us, <, 100000);
  /* It is not let in any more, and keeps nobody else out. */
  count_raise (&f->n_releases);
  g_assert_cmpstr (wp_outcome_id (run (next)), ==, "ok");
  g_assert_cmpuint (peer_server_count (f->server), ==, WP_LIMIT_CONNECTIONS_AT_ONCE + 1);
  assert_left (f, WP_CROWD_IN);
}

/* However it ends, the place goes back. */
static void
test_ends (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fetch *fetch;

  fetch = start (f, "/silent", 0, cancellable);
  await_count (&f->n_requests, 1);
  g_cancellable_cancel (cancellable);
  g_assert_cmpstr (wp_outcome_id (run (fetch)), ==, "cancelled");
  assert_left (f, WP_CROWD_IN);
  /* On a slow machine its time is over before the request is out: that counts as much. */
  g_assert_cmpstr (wp_outcome_id (run (start (f, "/silent", 100, NULL))), ==, "timed-out");
  assert_left (f, WP_CROWD_IN);
  g_clear_pointer (&f->server, peer_server_free);
  f->server = peer_server_new (HERE, NULL, serve_mail, f);
  g_assert_cmpstr (wp_outcome_id (run (start (f, "/ok", 0, NULL))), ==,
                   f->is_tls ? "not-tls" : "malformed");
  assert_left (f, WP_CROWD_IN);
}

/* A listener whose queue is full takes no more connections, and refuses none. */
static guint16
make_hole (int sockets[6])
{
  struct sockaddr_storage storage;
  socklen_t length;
  WpInet inet;

  g_assert_true (wp_inet_parse (HERE, &inet));
  length = wp_socket_address (&inet, 0, &storage);
  sockets[0] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_no_errno (bind (sockets[0], (struct sockaddr *) &storage, length));
  g_assert_no_errno (getsockname (sockets[0], (struct sockaddr *) &storage, &length));
  g_assert_no_errno (listen (sockets[0], 0));
  for (guint i = 1; i < 6; i++)
    {
      sockets[i] = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      (void) !connect (sockets[i], (struct sockaddr *) &storage, length);
    }
  return g_ntohs (((struct sockaddr_in *) &storage)->sin_port);
}

/* Those that wait, and one that comes later, do not try again what nothing answers, nor count. */
static void
test_silent (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  int sockets[6];
  guint16 port = make_hole (sockets);
  gint64 start_us = g_get_monotonic_time ();
  guint n = 2 * WP_LIMIT_CONNECTIONS_A_RUN / 3;

  for (guint i = 0; i < n; i++)
    start_at (f, port, "/ok", 0, NULL);
  for (guint i = 0; i < n; i++)
    {
      const WpFetchResult *result;

      g_assert_cmpstr (wp_outcome_id (run (&f->fetches[i])), ==, "timed-out");
      result = f->fetches[i].result;
      g_assert_cmpstr (wp_fields_text (result->evidence, WP_KEY_ERRNO), ==, "ETIMEDOUT");
    }
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 6 * G_USEC_PER_SEC);
  start_us = g_get_monotonic_time ();
  g_assert_cmpstr (wp_outcome_id (run (start_at (f, port, "/ok", 0, NULL))), ==, "timed-out");
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, G_USEC_PER_SEC / 2);
  /* Another port of the same address answers: as often as there were no connections. */
  for (guint i = 0; i < WP_LIMIT_CONNECTIONS_A_RUN - 2 * WP_LIMIT_CONNECTIONS_AT_ONCE; i++)
    g_assert_cmpstr (wp_outcome_id (run (start (f, "/ok", 0, NULL))), ==, "ok");
  assert_left (f, WP_CROWD_IN);
  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    close (sockets[i]);
}

static void
test_refused (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Fetch *fetch = start (f, "/ok", 0, NULL);

  g_clear_pointer (&f->server, peer_server_free);
  g_assert_cmpstr (wp_outcome_id (run (fetch)), ==, "refused");
  assert_left (f, WP_CROWD_IN);
}

/* All end as cancelled, also those that are let in by the end of the others. */
static void
test_freed (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  hold (f);
  start (f, "/ok", 0, NULL);
  start (f, "/ok", 0, NULL);
  await_ms (20);
  g_clear_pointer (&f->fetcher, wp_fetcher_free);
  await_ms (20);
  for (guint i = 0; i < f->n_fetches; i++)
    g_assert_cmpstr (wp_outcome_id (f->fetches[i].result->outcome), ==, "cancelled");
  g_assert_cmpuint (peer_server_count (f->server), ==, WP_LIMIT_CONNECTIONS_AT_ONCE);
  assert_left (f, WP_CROWD_IN);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  authority = peer_authority_new ();
#define ADD(path, func)                                                                            \
  g_test_add ("/net/fetch-crowd/http/" path, Fixture, NULL, set_up, func, tear_down);              \
  g_test_add ("/net/fetch-crowd/https/" path, Fixture, "", set_up, func, tear_down)
  ADD ("one-too-many", test_one_too_many);
  ADD ("in-order", test_in_order);
  ADD ("too-slow-after-waiting", test_too_slow_after_waiting);
  ADD ("beside-mail", test_beside_mail);
  ADD ("a-run", test_a_run);
  ADD ("waited-for-nothing", test_waited_for_nothing);
  ADD ("redirects", test_redirects);
  ADD ("cancelled", test_cancelled);
  ADD ("ends", test_ends);
  ADD ("refused", test_refused);
  g_test_add ("/net/fetch-crowd/silent", Fixture, NULL, set_up, test_silent, tear_down);
  ADD ("freed", test_freed);
  failed = g_test_run ();
  peer_authority_free (authority);
  return failed;
}
