/* Do 1,000 stalled servers slow a live one? Twenty good conversations (TLS, greeting, capabilities,
 * LOGOUT) are timed alone, then while 1,000 connections wait for servers that took the ClientHello
 * and say nothing, or drip a byte now and then. Exit 1 if the median time is more than twice that
 * of being alone.
 *
 * The servers are another process, so that their work is not counted as ours. */
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/net/peer.h"
#include "net/conn.h"

#define GOOD 20
#define STALLED 1000
#define ROUNDS 7
#define LIMIT 2.0

/* The servers' process */

static void
serve_good (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  char line[1024];

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

/* Takes everybody, says nothing; every tenth one gets a byte of a record that never ends every
 * 50 ms. */
static void
serve_stalled (int listener)
{
  static const guint8 record[] = { 0x16, 3, 3, 0x3f, 0xff, 2, 0, 0x3f, 0xfb, 3, 3 };
  static int fds[STALLED];
  static gsize sent[STALLED];
  int n = 0;

  for (struct pollfd wait = { .fd = listener, .events = POLLIN };;)
    if (poll (&wait, 1, 50) > 0 && n < STALLED)
      fds[n++] = accept (listener, NULL, NULL);
    else
      for (int i = 0; i < n; i += 10)
        {
          guint8 byte = sent[i] < sizeof record ? record[sent[i]] : 0;

          sent[i] += send (fds[i], &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
        }
}

typedef struct
{
  guint16 good;
  guint16 stalled;
  char ca_path[256];
} Ports;

static int
listen_anywhere (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = g_htonl (INADDR_LOOPBACK);
  if (fd < 0 || bind (fd, (struct sockaddr *) &address, length) < 0 || listen (fd, 1024) < 0
      || getsockname (fd, (struct sockaddr *) &address, &length) < 0)
    abort ();
  *port = g_ntohs (address.sin_port);
  return fd;
}

static void
run_servers (int out)
{
  PeerAuthority *authority;
  PeerServer *server;
  Ports ports = { 0 };
  int listener = listen_anywhere (&ports.stalled);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  authority = peer_authority_new ();
  server = peer_server_new (
      "127.0.0.1", peer_context_new (authority, "DNS:mail.test", PEER_CERT_GOOD), serve_good, NULL);
  ports.good = peer_server_port (server);
  g_strlcpy (ports.ca_path, authority->path, sizeof ports.ca_path);
  if (write (out, &ports, sizeof ports) != sizeof ports)
    abort ();
  serve_stalled (listener);
}

/* Ours */

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
start (Bench *bench, guint16 port)
{
  static const WpConnCallbacks callbacks = { .step = on_step,
                                             .idle = on_idle,
                                             .closed = on_closed };
  static const WpConnTimes times = { 60000, 60000, 60000, 60000, 60000, 2000 };
  g_autoptr (WpEndpoint)
      endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test", port, WP_TLS_IMPLICIT);
  WpInet address = { .family = 4, .bytes = { 127, 0, 0, 1 } };

  return wp_conn_new (bench->loop,
                      &(WpConnParams){ .endpoint = endpoint,
                                       .addresses = &address,
                                       .n_addresses = 1,
                                       .tls_context = bench->context,
                                       .times = &times },
                      &callbacks, bench);
}

static double
time_good (Bench *bench)
{
  WpConn *conns[GOOD];
  gint64 start_us = g_get_monotonic_time ();
  double ms;

  bench->n_idle = bench->n_closed = 0;
  for (guint i = 0; i < GOOD; i++)
    conns[i] = start (bench, bench->ports.good);
  while (bench->n_closed < GOOD)
    g_main_context_iteration (NULL, TRUE);
  ms = (double) (g_get_monotonic_time () - start_us) / 1000;
  if (bench->n_idle != GOOD)
    {
      fprintf (stderr, "only %u of %d conversations came to their end\n", bench->n_idle, GOOD);
      exit (1);
    }
  for (guint i = 0; i < GOOD; i++)
    wp_conn_free (conns[i]);
  return ms;
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median_of_rounds (Bench *bench)
{
  double ms[ROUNDS];

  time_good (bench); /* warms up */
  for (guint i = 0; i < ROUNDS; i++)
    ms[i] = time_good (bench);
  qsort (ms, ROUNDS, sizeof *ms, compare);
  return ms[ROUNDS / 2];
}

static gboolean
raise_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = MIN (limit.rlim_max, 8192);
  setrlimit (RLIMIT_NOFILE, &limit);
  return limit.rlim_cur >= 2 * STALLED;
}

static double
measure (Bench *bench)
{
  static WpConn *stalled[STALLED];
  double alone, among;

  alone = median_of_rounds (bench);
  bench->n_closed = 0;
  for (guint i = 0; i < STALLED; i++)
    stalled[i] = start (bench, bench->ports.stalled);
  for (gint64 end_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;
       g_get_monotonic_time () < end_us;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  if (bench->n_closed > 0)
    {
      fprintf (stderr, "%u of the stalled connections did not last\n", bench->n_closed);
      exit (1);
    }
  among = median_of_rounds (bench);
  printf ("%d good servers: alone %.1f ms, among %d stalled ones %.1f ms, ratio %.2f "
          "(medians of %d rounds)\n",
          GOOD, alone, STALLED, among, among / alone, ROUNDS);
  for (guint i = 0; i < STALLED; i++)
    wp_conn_free (stalled[i]);
  return among / alone;
}

int
main (void)
{
  Bench bench = { 0 };
  X509_STORE *store;
  double ratio;
  int pipes[2];
  pid_t servers;

  if (!raise_limit () || pipe (pipes) < 0)
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
  bench.loop = wp_loop_new (NULL);
  bench.context = wp_tls_context_new (store);
  ratio = measure (&bench);
  kill (servers, SIGKILL);
  waitpid (servers, NULL, 0);
  unlink (bench.ports.ca_path);
  X509_STORE_free (store);
  SSL_CTX_free (bench.context);
  wp_loop_unref (bench.loop);
  return ratio > LIMIT;
}
