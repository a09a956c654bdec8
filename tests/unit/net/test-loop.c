/* net/loop: deadlines, descriptors, and what callbacks may do to both. */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "await.h"
#include "net/loop.h"

typedef struct
{
  WpLoop *loop;
  GString *log;
  guint calls;
  gboolean is_done;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->loop = wp_loop_new (NULL);
  f->log = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_loop_unref (f->loop);
  g_string_free (f->log, TRUE);
}

/* Deadlines */

typedef struct
{
  Fixture *f;
  char name;
} Mark;

static void
write_mark (gpointer data)
{
  Mark *mark = data;

  g_string_append_c (mark->f->log, mark->name);
}

static void
test_timer_order (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Mark marks[] = { { f, 'c' }, { f, 'a' }, { f, 'x' }, { f, 'b' }, { f, 'd' } };
  gint64 now_us = g_get_monotonic_time ();
  WpTimer *gone;

  wp_loop_at (f->loop, now_us + 9000, write_mark, &marks[0]);
  wp_loop_at (f->loop, now_us + 3000, write_mark, &marks[1]);
  gone = wp_loop_at (f->loop, now_us + 4000, write_mark, &marks[2]);
  wp_loop_at (f->loop, now_us + 5000, write_mark, &marks[3]);
  wp_loop_at (f->loop, now_us + 9000, write_mark, &marks[4]); /* equal: in the order of setting */
  wp_timer_remove (gone);
  await_ms (30);
  g_assert_cmpstr (f->log->str, ==, "abcd");
}

static void
test_timer_never_early (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Mark mark = { f, 'a' };
  gint64 at_us = g_get_monotonic_time () + 20500;

  wp_loop_at (f->loop, at_us, write_mark, &mark);
  while (f->log->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time (), >=, at_us);
}

static void
note_time (gpointer data)
{
  GArray *times = data;
  gint64 now_us = g_get_monotonic_time ();

  g_array_append_val (times, now_us);
}

/* 2,000 deadlines set in random order, half of them removed in random order: the heap stays one. */
static void
test_timer_heap (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) timers = g_ptr_array_new ();
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start_us = g_get_monotonic_time () + 20000;

  for (int i = 0; i < 2000; i++)
    {
      gint64 at_us = start_us + g_test_rand_int_range (0, 20000);

      g_ptr_array_add (timers, wp_loop_at (f->loop, at_us, note_time, times));
      g_array_append_val (due, at_us);
    }
  for (int i = 0; i < 1000; i++)
    {
      guint n = (guint) g_test_rand_int_range (0, (int) timers->len);

      wp_timer_remove (g_ptr_array_remove_index_fast (timers, n));
      g_array_remove_index_fast (due, n);
    }
  while (times->len < 1000)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 1; i < times->len; i++)
    g_assert_cmpint (g_array_index (times, gint64, i), >=, g_array_index (times, gint64, i - 1));
  await_ms (5);
  g_assert_cmpuint (times->len, ==, 1000);
}

static void
set_again (gpointer data)
{
  Fixture *f = data;

  if (f->calls++ < 1000)
    wp_loop_after_ms (f->loop, 0, set_again, f);
  else
    f->is_done = TRUE;
}

static void
count_call (int fd G_GNUC_UNUSED, guint io G_GNUC_UNUSED, gpointer data)
{
  ((Fixture *) data)->calls++;
}

/* A timer that sets itself again for now never keeps the loop in one dispatch. */
static void
test_timer_again (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint iterations = 0;

  wp_loop_after_ms (f->loop, 0, set_again, f);
  for (; !f->is_done; iterations++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (iterations, >=, 1000);
}

/* Descriptors */

static void
make_pair (int fds[2])
{
  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds));
}

static void
note_io (int fd G_GNUC_UNUSED, guint io, gpointer data)
{
  Fixture *f = data;

  if (f->log->len < 3)
    g_string_append_c (f->log, (char) ('0' + io));
  f->calls++;
}

static void
test_watch_io (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  int fds[2];
  WpWatch *watch;

  make_pair (fds);
  watch = wp_loop_watch (f->loop, fds[0], WP_IO_OUT, note_io, f);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->log->str[0], ==, '0' + WP_IO_OUT);
  wp_watch_set (watch, 0);
  g_assert_no_errno (write (fds[1], "x", 1));
  f->calls = 0;
  await_ms (5);
  g_assert_cmpuint (f->calls, ==, 0);
  wp_watch_set (watch, WP_IO_IN);
  g_string_truncate (f->log, 0);
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->log->str[0], ==, '0' + WP_IO_IN);
  wp_watch_set (watch, 0);
  close (fds[1]);
  g_string_truncate (f->log, 0);
  g_main_context_iteration (NULL, TRUE); /* reported although nothing is asked for */
  g_assert_cmpint (f->log->str[0], ==, '0' + WP_IO_BROKEN);
  wp_watch_remove (watch);
  close (fds[0]);
}

typedef struct
{
  WpLoop *loop;
  WpWatch *watches[8];
  int fds[8][2];
  guint calls;
} Eight;

static void
remove_all (int fd G_GNUC_UNUSED, guint io G_GNUC_UNUSED, gpointer data)
{
  Eight *eight = data;

  eight->calls++;
  for (guint i = 0; i < 8; i++)
    g_clear_pointer (&eight->watches[i], wp_watch_remove);
}

/* All eight are ready in one dispatch; the first callback removes every one. */
static void
test_watch_remove_all (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Eight eight = { .loop = f->loop };

  for (guint i = 0; i < 8; i++)
    {
      make_pair (eight.fds[i]);
      g_assert_no_errno (write (eight.fds[i][1], "x", 1));
      eight.watches[i] = wp_loop_watch (f->loop, eight.fds[i][0], WP_IO_IN, remove_all, &eight);
    }
  await_ms (10);
  g_assert_cmpuint (eight.calls, ==, 1);
  for (guint i = 0; i < 8; i++)
    {
      close (eight.fds[i][0]);
      close (eight.fds[i][1]);
    }
}

static void
replace (int fd, guint io G_GNUC_UNUSED, gpointer data)
{
  Eight *eight = data;

  /* The number of a closed descriptor is given out again at once. */
  if (eight->calls++ > 0)
    return;
  for (guint i = 0; i < 8; i++)
    if (eight->fds[i][0] != fd)
      {
        wp_watch_remove (eight->watches[i]);
        close (eight->fds[i][0]);
        close (eight->fds[i][1]);
        make_pair (eight->fds[i]);
        eight->watches[i] = wp_loop_watch (eight->loop, eight->fds[i][0], WP_IO_IN, count_call,
                                           eight);
      }
    else
      wp_watch_set (eight->watches[i], 0);
}

/* An event fetched for an old descriptor is not told to the new one of the same number. */
static void
test_watch_replaced (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Eight eight = { .loop = f->loop };

  for (guint i = 0; i < 8; i++)
    {
      make_pair (eight.fds[i]);
      g_assert_no_errno (write (eight.fds[i][1], "x", 1));
      eight.watches[i] = wp_loop_watch (f->loop, eight.fds[i][0], WP_IO_IN, replace, &eight);
    }
  await_ms (10);
  g_assert_cmpuint (eight.calls, ==, 1);
  for (guint i = 0; i < 8; i++)
    {
      wp_watch_remove (eight.watches[i]);
      close (eight.fds[i][0]);
      close (eight.fds[i][1]);
    }
}

/* Fairness */

typedef struct
{
  WpWatch *watch;
  int fds[2];
  guint calls;
} Noisy;

static void
work_slowly (int fd G_GNUC_UNUSED, guint io G_GNUC_UNUSED, gpointer data)
{
  gint64 end_us = g_get_monotonic_time () + 1000;

  ((Noisy *) data)->calls++;
  while (g_get_monotonic_time () < end_us)
    ;
}

/* 200 descriptors are always ready, each costs a millisecond: all have their turn, in rounds. */
static void
test_fair_noise (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static Noisy noisy[200];
  guint low = G_MAXUINT, high = 0, sum = 0;

  for (guint i = 0; i < 200; i++)
    {
      make_pair (noisy[i].fds);
      g_assert_no_errno (write (noisy[i].fds[1], "x", 1));
      noisy[i].watch = wp_loop_watch (f->loop, noisy[i].fds[0], WP_IO_IN, work_slowly, &noisy[i]);
    }
  while (sum < 3 * 200)
    {
      g_main_context_iteration (NULL, TRUE);
      sum = 0;
      for (guint i = 0; i < 200; i++)
        sum += noisy[i].calls;
    }
  for (guint i = 0; i < 200; i++)
    {
      low = MIN (low, noisy[i].calls);
      high = MAX (high, noisy[i].calls);
      wp_watch_remove (noisy[i].watch);
      close (noisy[i].fds[0]);
      close (noisy[i].fds[1]);
    }
  g_assert_cmpuint (high - low, <=, 1);
}

typedef struct
{
  Noisy noisy[64];
  guint last;
  guint most;
  guint turns;
} Window;

static guint
sum_of_calls (const Window *window)
{
  guint sum = 0;

  for (guint i = 0; i < 64; i++)
    sum += window->noisy[i].calls;
  return sum;
}

static gboolean
on_window (gpointer data)
{
  Window *window = data;
  guint calls = sum_of_calls (window);

  window->most = MAX (window->most, calls - window->last);
  window->last = calls;
  window->turns++;
  return G_SOURCE_CONTINUE;
}

/* A window's own source of the same priority has its turn after 3 ms of events, each of which costs
 * one here. */
static void
test_fair_window (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Window window = { 0 };
  guint source = g_idle_add_full (G_PRIORITY_DEFAULT, on_window, &window, NULL);

  for (guint i = 0; i < 64; i++)
    {
      Noisy *noisy = &window.noisy[i];

      make_pair (noisy->fds);
      g_assert_no_errno (write (noisy->fds[1], "x", 1));
      noisy->watch = wp_loop_watch (f->loop, noisy->fds[0], WP_IO_IN, work_slowly, noisy);
    }
  await_ms (300);
  g_source_remove (source);
  for (guint i = 0; i < 64; i++)
    {
      wp_watch_remove (window.noisy[i].watch);
      close (window.noisy[i].fds[0]);
      close (window.noisy[i].fds[1]);
    }
  g_assert_cmpuint (window.turns, >=, 10);
  g_assert_cmpuint (window.most, >=, 1);
  g_assert_cmpuint (window.most, <=, 3);
}

static void
finish (gpointer data)
{
  ((Fixture *) data)->is_done = TRUE;
}

/* Deadlines come although descriptors use up every dispatch. */
static void
test_fair_deadline (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  Noisy noisy = { 0 };
  gint64 start_us = g_get_monotonic_time ();

  make_pair (noisy.fds);
  g_assert_no_errno (write (noisy.fds[1], "x", 1));
  noisy.watch = wp_loop_watch (f->loop, noisy.fds[0], WP_IO_IN, work_slowly, &noisy);
  wp_loop_after_ms (f->loop, 20, finish, f);
  while (!f->is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 60000);
  wp_watch_remove (noisy.watch);
  close (noisy.fds[0]);
  close (noisy.fds[1]);
}

/* The end */

typedef struct
{
  WpLoop *loop;
  WpWatch *watch;
  WpTimer *timer;
  int fds[2];
  guint calls;
} Last;

static void
never (gpointer data G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

static void
drop_everything (int fd G_GNUC_UNUSED, guint io G_GNUC_UNUSED, gpointer data)
{
  Last *last = data;

  last->calls++;
  wp_watch_remove (last->watch);
  wp_timer_remove (last->timer);
  wp_loop_unref (last->loop);
}

static void
test_end_in_callback (void)
{
  Last last = { .loop = wp_loop_new (NULL) };

  make_pair (last.fds);
  g_assert_no_errno (write (last.fds[1], "x", 1));
  last.watch = wp_loop_watch (last.loop, last.fds[0], WP_IO_IN, drop_everything, &last);
  last.timer = wp_loop_after_ms (last.loop, 0, never, NULL);
  await_ms (5);
  g_assert_cmpuint (last.calls, ==, 1);
  close (last.fds[0]);
  close (last.fds[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/net/loop/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("timer/order", test_timer_order);
  ADD ("timer/never-early", test_timer_never_early);
  ADD ("timer/heap", test_timer_heap);
  ADD ("timer/again", test_timer_again);
  ADD ("watch/io", test_watch_io);
  ADD ("watch/remove-all", test_watch_remove_all);
  ADD ("watch/replaced", test_watch_replaced);
  ADD ("fair/noise", test_fair_noise);
  ADD ("fair/window", test_fair_window);
  ADD ("fair/deadline", test_fair_deadline);
  g_test_add_func ("/net/loop/end-in-callback", test_end_in_callback);
  return g_test_run ();
}
