/* Do 1,000 stalled servers slow a live one? Twenty good conversations (TLS, greeting, capabilities,
 * LOGOUT) are timed alone, then while 1,000 connections wait for servers that took the ClientHello
 * and say nothing, or drip a byte now and then. Exit 1 if the median time is more than twice that
 * of being alone. */
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench.h"
#include "talks.h"

#define GOOD 20
#define STALLED 1000
#define ROUNDS 7
#define CONNECT_S 20
#define LIMIT 2.0

/* The servers' process */

/* Takes everybody, says nothing; every tenth one gets a byte of a record that never ends every
 * 50 ms. */
static void
serve_stalled (gpointer data)
{
  static const guint8 record[] = { 0x16, 3, 3, 0x3f, 0xff, 2, 0, 0x3f, 0xfb, 3, 3 };
  static int fds[STALLED];
  static gsize sent[STALLED];
  int listener = GPOINTER_TO_INT (data), n = 0;

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

/* Ours */

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

static double
time_good (Talks *talks)
{
  WpConn *conns[GOOD];
  gint64 start_us = g_get_monotonic_time ();
  double ms;

  talks->n_idle = talks->n_closed = 0;
  for (guint i = 0; i < GOOD; i++)
    conns[i] = talks_start (talks, talks->port);
  talks_run (talks, GOOD);
  ms = (double) (g_get_monotonic_time () - start_us) / 1000;
  for (guint i = 0; i < GOOD; i++)
    wp_conn_free (conns[i]);
  return ms;
}

static double
median_of_rounds (Talks *talks)
{
  double ms[ROUNDS];

  time_good (talks); /* warms up */
  for (guint i = 0; i < ROUNDS; i++)
    ms[i] = time_good (talks);
  return bench_median (ms, ROUNDS);
}

static void
begin_stalled (Talks *talks, guint16 port, WpConn *stalled[STALLED])
{
  gint64 end_us = g_get_monotonic_time () + CONNECT_S * G_USEC_PER_SEC;

  talks->n_connected = talks->n_closed = 0;
  for (guint i = 0; i < STALLED; i++)
    stalled[i] = talks_start (talks, port);
  while (talks->n_connected < STALLED && talks->n_closed == 0 && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  if (talks->n_connected == STALLED && talks->n_closed == 0)
    return;
  fprintf (stderr, "%u stalled connections were made, %u did not last\n", talks->n_connected,
           talks->n_closed);
  exit (1);
}

static double
measure (Talks *talks, guint16 port)
{
  static WpConn *stalled[STALLED];
  double alone, among;

  alone = median_of_rounds (talks);
  begin_stalled (talks, port, stalled);
  among = median_of_rounds (talks);
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
  Talks talks;
  double ratio;
  guint16 port;
  int listener;

  if (!bench_may_open (2 * STALLED))
    return BENCH_SKIPPED;
  listener = listen_anywhere (&port);
  if (!talks_begin (&talks, talks_serve, serve_stalled, GINT_TO_POINTER (listener)))
    return 1;
  close (listener);
  ratio = measure (&talks, port);
  talks_end (&talks);
  return ratio > LIMIT;
}
