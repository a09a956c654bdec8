/* How long does one turn of the main loop keep the thread busy at worst? Two hundred servers finish
 * their TLS handshakes at the same moment. Measured is the thread's CPU time between two polls
 * (CLOCK_THREAD_CPUTIME_ID), which a window would have to wait for. Exit 1 if the longest of
 * them used more than 8 ms. */
#include <poll.h>
#include <stdio.h>
#include <time.h>

#include "bench.h"
#include "talks.h"

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
serve (Peer *peer, gpointer data)
{
  wait_for_all ();
  talks_serve (peer, data);
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

/* The longest turn from when all are started to the last good-bye, in ms. */
static double
one_round (Talks *talks)
{
  WpConn *conns[PEERS];

  talks->n_idle = talks->n_closed = 0;
  for (guint i = 0; i < PEERS; i++)
    conns[i] = talks_start (talks, talks->port);
  turn.since_ns = thread_ns ();
  turn.longest_ns = 0;
  talks_run (talks, PEERS);
  for (guint i = 0; i < PEERS; i++)
    wp_conn_free (conns[i]);
  return (double) turn.longest_ns / 1e6;
}

int
main (void)
{
  Talks talks;
  double least = G_MAXDOUBLE, most = 0;

  if (!bench_may_open (4 * PEERS))
    return BENCH_SKIPPED;
  if (!talks_begin (&talks, serve, NULL, NULL))
    return 1;
  g_main_context_set_poll_func (NULL, timed_poll);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double ms = one_round (&talks);

      least = MIN (least, ms);
      most = MAX (most, ms);
    }
  printf ("%d servers finishing TLS together: the longest turn of the loop used %.1f ms of the "
          "thread's CPU (%.1f ms in the worst of %d rounds), limit %.0f ms\n",
          PEERS, least, most, ROUNDS, LIMIT_MS);
  talks_end (&talks);
  return most > LIMIT_MS;
}
