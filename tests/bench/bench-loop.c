/* What one event costs among 1,000 idle sockets: our loop in a GMainContext against a bare epoll
 * loop in the same program. A byte goes round: who reads it writes one to another pair.
 *
 *   busy    each callback makes the next event, as in a run with many answers
 *   sparse  one event, then the loop sleeps again: every event pays for a whole turn of GLib
 *
 * Exit 1 if the median ratio of `busy` is above 2. `sparse` is printed to be watched: what it costs
 * more is GLib's own turn with its poll(), about a microsecond an event. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench.h"
#include "net/loop.h"

#define PAIRS 1000
#define EVENTS 20000
#define ROUNDS 9
#define LIMIT 2.0

typedef struct
{
  int fds[PAIRS][2];
  guint next;
  guint told;
  gboolean is_busy;
} Ring;

static void
send_on (Ring *ring)
{
  ring->next = (ring->next * 7 + 3) % PAIRS;
  if (write (ring->fds[ring->next][1], "x", 1) != 1)
    abort ();
}

static void
on_byte (int fd, guint io G_GNUC_UNUSED, gpointer data)
{
  Ring *ring = data;
  char byte;

  if (read (fd, &byte, 1) != 1)
    abort ();
  ring->told++;
  if (ring->is_busy && ring->told < EVENTS)
    send_on (ring);
}

static double
run_bare (Ring *ring)
{
  int epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  struct epoll_event events[64];
  gint64 start_us;

  for (guint i = 0; i < PAIRS; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.fd = ring->fds[i][0] };

      epoll_ctl (epoll_fd, EPOLL_CTL_ADD, ring->fds[i][0], &event);
    }
  ring->told = 0;
  start_us = g_get_monotonic_time ();
  send_on (ring);
  while (ring->told < EVENTS)
    {
      int count = epoll_wait (epoll_fd, events, 64, -1);

      for (int i = 0; i < count; i++)
        on_byte (events[i].data.fd, WP_IO_IN, ring);
      if (!ring->is_busy && ring->told < EVENTS)
        send_on (ring);
    }
  close (epoll_fd);
  return (double) (g_get_monotonic_time () - start_us) * 1000 / EVENTS;
}

static double
run_ours (Ring *ring)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (WpLoop) loop = wp_loop_new (context);
  WpWatch *watches[PAIRS];
  double ns;
  gint64 start_us;

  for (guint i = 0; i < PAIRS; i++)
    watches[i] = wp_loop_watch (loop, ring->fds[i][0], WP_IO_IN, on_byte, ring);
  ring->told = 0;
  g_main_context_acquire (context); /* as g_main_loop_run does, once */
  start_us = g_get_monotonic_time ();
  send_on (ring);
  while (ring->told < EVENTS)
    {
      g_main_context_iteration (context, TRUE);
      if (!ring->is_busy && ring->told < EVENTS)
        send_on (ring);
    }
  ns = (double) (g_get_monotonic_time () - start_us) * 1000 / EVENTS;
  for (guint i = 0; i < PAIRS; i++)
    wp_watch_remove (watches[i]);
  g_main_context_release (context);
  return ns;
}

static double
measure (Ring *ring, gboolean is_busy)
{
  double bare[ROUNDS], ours[ROUNDS], ratio[ROUNDS];

  ring->is_busy = is_busy;
  for (guint i = 0; i < ROUNDS; i++)
    {
      bare[i] = run_bare (ring);
      ours[i] = run_ours (ring);
      ratio[i] = ours[i] / bare[i];
    }
  printf ("%-6s  bare epoll %6.0f ns  ours %6.0f ns  ratio %.2f (median of %d rounds)\n",
          is_busy ? "busy" : "sparse", bench_median (bare, ROUNDS), bench_median (ours, ROUNDS),
          bench_median (ratio, ROUNDS), ROUNDS);
  return bench_median (ratio, ROUNDS);
}

int
main (void)
{
  static Ring ring;
  double busy;

  if (!bench_may_open (2 * PAIRS + 64))
    return BENCH_SKIPPED;
  for (guint i = 0; i < PAIRS; i++)
    if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ring.fds[i]) < 0)
      abort ();
  busy = measure (&ring, TRUE);
  measure (&ring, FALSE);
  return busy > LIMIT;
}
