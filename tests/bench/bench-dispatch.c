/* How long does one turn of the main loop keep the thread busy at worst? Two hundred servers finish
 * their TLS handshakes at the same moment. Measured is the thread's CPU time between two polls
 * (CLOCK_THREAD_CPUTIME_ID), which a window would have to wait for. Exit 1 if the longest of
 * them used more than 8 ms.
 *
 * The servers are another process, so that their work is not counted as ours. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/net/peer.h"
#include "net/conn.h"

#define PEERS 200
#define ROUNDS 7
#define LIMIT_MS 8.0

/* The servers' process: nobody goes on before all are there. */

static GMutex mutex;
static GCond all_there;
static guint n_there;

static void
wait_for_all (void)
{
  g_mutex_lock (&mutex);
  n_there++;
  if (n_there % PEERS == 0)
    g_cond_broadcast (&all_there);
  else
    for (guint until = (n_there / PEERS + 1) * PEERS; n_there < until;)
      g_cond_wait (&all_there, &mutex);
  g_mutex_unlock (&mutex);
}

static void
serve (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  char line[1024];

  wait_for_all ();
  if (!peer_tls (peer))
    return;
  peer_say (peer, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
  while (peer_line (peer, line, sizeof line))
    {
      line[strcspn (line, " ")] = '\0';
      peer_say (peer, line);
      peer_say (peer, " OK done\r\n");
    }
}

typedef struct
{
  guint16 port;
  char ca_path[256];
} Ports;

static void
run_servers (int out)
{
  PeerAuthority *authority;
  PeerServer *server;
  Ports ports = { 0 };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  authority = peer_authority_new ();
  server = peer_server_new (
      "127.0.0.1", peer_context_new (authority, "DNS:mail.test", PEER_CERT_GOOD), serve, NULL);
  ports.port = peer_server_port (server);
  g_strlcpy (ports.ca_path, authority->path, sizeof ports.ca_path);
  if (write (out, &ports, sizeof ports) != sizeof ports)
    abort ();
  for (;;)
    pause ();
}

/* Ours */

static struct
{
  gint64 since_ns;
  gint64 longest_ns;
} turn;

static gint64
thread_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static int
timed_poll (GPollFD *fds, guint count, int timeout)
{
  int result;

  turn.longest_ns = MAX (turn.longest_ns, thread_ns () - turn.since_ns);
  result = poll ((struct pollfd *) (gpointer) fds, count, timeout);
  turn.since_ns = thread_ns ();
  return result;
}

typedef struct
{
  WpLoop *loop;
  SSL_CTX *context;
  Ports ports;
  guint n_idle;
  guint n_closed;
} Bench;

static void
on_step (WpConn *conn G_GNUC_UNUSED, WpStep *step, gpointer data G_GNUC_UNUSED)
{
  wp_step_free (step);
}

static void
on_idle (WpConn *conn, gpointer data)
{
  ((Bench *) data)->n_idle++;
  wp_conn_quit (conn);
}

static void
on_closed (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  ((Bench *) data)->n_closed++;
}

static WpConn *
start (Bench *bench)
{
  static const WpConnCallbacks callbacks = { .step = on_step,
                                             .idle = on_idle,
                                             .closed = on_closed };
  static const WpConnTimes times = { 60000, 60000, 60000, 60000, 60000, 2000 };
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test",
                                                     bench->ports.port, WP_TLS_IMPLICIT);
  WpInet address = { .family = 4, .bytes = { 127, 0, 0, 1 } };

  return wp_conn_new (bench->loop,
                      &(WpConnParams){ .endpoint = endpoint,
                                       .addresses = &address,
                                       .n_addresses = 1,
                                       .tls_context = bench->context,
                                       .times = &times },
                      &callbacks, bench);
}

/* The longest turn from when all are started to the last good-bye, in ms. */
static double
one_round (Bench *bench)
{
  WpConn *conns[PEERS];

  bench->n_idle = bench->n_closed = 0;
  for (guint i = 0; i < PEERS; i++)
    conns[i] = start (bench);
  turn.since_ns = thread_ns ();
  turn.longest_ns = 0;
  while (bench->n_closed < PEERS)
    g_main_context_iteration (NULL, TRUE);
  if (bench->n_idle != PEERS)
    {
      fprintf (stderr, "only %u of %d conversations came to their end\n", bench->n_idle, PEERS);
      exit (1);
    }
  for (guint i = 0; i < PEERS; i++)
    wp_conn_free (conns[i]);
  return (double) turn.longest_ns / 1e6;
}

int
main (void)
{
  Bench bench = { 0 };
  struct rlimit files;
  X509_STORE *store;
  double least = G_MAXDOUBLE, most = 0;
  int pipes[2];
  pid_t servers;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = MIN (files.rlim_max, 4096);
  setrlimit (RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 4 * PEERS || pipe (pipes) < 0)
    {
      puts ("skipped: not enough descriptors");
      return 77;
    }
  servers = fork ();
  if (servers == 0)
    {
      run_servers (pipes[1]);
      _exit (1);
    }
  if (read (pipes[0], &bench.ports, sizeof bench.ports) != sizeof bench.ports)
    return 1;
  store = X509_STORE_new ();
  if (X509_STORE_load_file (store, bench.ports.ca_path) != 1)
    return 1;
  g_main_context_set_poll_func (NULL, timed_poll);
  bench.loop = wp_loop_new (NULL);
  bench.context = wp_tls_context_new (store);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double ms = one_round (&bench);

      least = MIN (least, ms);
      most = MAX (most, ms);
    }
  printf ("%d servers finishing TLS together: the longest turn of the loop used %.1f ms of the "
          "thread's CPU (%.1f ms in the worst of %d rounds), limit %.0f ms\n",
          PEERS, least, most, ROUNDS, LIMIT_MS);
  kill (servers, SIGKILL);
  waitpid (servers, NULL, 0);
  unlink (bench.ports.ca_path);
  X509_STORE_free (store);
  SSL_CTX_free (bench.context);
  wp_loop_unref (bench.loop);
  return most > LIMIT_MS;
}
