/* See loop.h. Never blocks, never allocates while it dispatches.
 *
 * Fairness: events that a dispatch fetched but had no time for are told first in the next one, so a
 * noisy descriptor cannot take the turn of a quiet one however slow its callback is. */
#include "net/loop.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <glib-unix.h>

#include "net/loop-private.h"

#define LOOKS_SAVED 16 /* dispatches between two tries of a second look that did not pay */
#define EVENTS_A_DISPATCH 64
#define DISPATCH_US 4000
#define EVENTS_US 3000 /* the rest of a dispatch is for deadlines */

typedef struct
{
  GSource base;
  WpLoop *loop;
} LoopSource;

struct _WpLoop
{
  gatomicrefcount refs; /* the owners', one of each watch and timer, one of a dispatch */
  GMainContext *context;
  GSource *source;
  int epoll_fd;
  GPtrArray *heap; /* of WpTimer, the earliest on top */
  guint64 next_serial;
  gint64 now_us;
  gboolean is_dispatching;
  struct epoll_event events[EVENTS_A_DISPATCH];
  int n_events;
  int next_event;
  gboolean looks_again; /* a second look in one dispatch found something the last time */
  guint looks_saved;
  guint quits;
};

struct _WpWatch
{
  WpLoop *loop;
  int fd;
  guint io;
  int slot; /* in loop->events while it waits to be told there, or -1 */
  WpWatchFunc func;
  gpointer data;
};

struct _WpTimer
{
  WpLoop *loop;
  gint64 at_us;
  guint64 serial; /* equal deadlines fire in the order in which they were set */
  guint index;    /* in loop->heap */
  WpTimerFunc func;
  gpointer data;
};

/* The heap */

static gboolean
is_before (const WpTimer *a, const WpTimer *b)
{
  return a->at_us != b->at_us ? a->at_us < b->at_us : a->serial < b->serial;
}

static void
heap_put (GPtrArray *heap, guint index, WpTimer *timer)
{
  heap->pdata[index] = timer;
  timer->index = index;
}

static void
heap_rise (GPtrArray *heap, guint index, WpTimer *timer)
{
  while (index > 0)
    {
      guint parent = (index - 1) / 2;

      if (!is_before (timer, heap->pdata[parent]))
        break;
      heap_put (heap, index, heap->pdata[parent]);
      index = parent;
    }
  heap_put (heap, index, timer);
}

static void
heap_sink (GPtrArray *heap, guint index, WpTimer *timer)
{
  for (guint child = 2 * index + 1; child < heap->len; child = 2 * index + 1)
    {
      if (child + 1 < heap->len && is_before (heap->pdata[child + 1], heap->pdata[child]))
        child++;
      if (!is_before (heap->pdata[child], timer))
        break;
      heap_put (heap, index, heap->pdata[child]);
      index = child;
    }
  heap_put (heap, index, timer);
}

static void
heap_remove (GPtrArray *heap, guint index)
{
  WpTimer *last = heap->pdata[heap->len - 1];

  g_ptr_array_set_size (heap, (int) heap->len - 1);
  if (index == heap->len)
    return;
  if (index > 0 && is_before (last, heap->pdata[(index - 1) / 2]))
    heap_rise (heap, index, last);
  else
    heap_sink (heap, index, last);
}

static WpTimer *
heap_top (WpLoop *loop)
{
  return loop->heap->len == 0 ? NULL : loop->heap->pdata[0];
}

/* The source */

static void
set_ready_time (WpLoop *loop)
{
  WpTimer *top = heap_top (loop);

  if (loop->is_dispatching)
    return; /* once, at its end */
  if (loop->next_event < loop->n_events)
    g_source_set_ready_time (loop->source, 0);
  else
    g_source_set_ready_time (loop->source, top == NULL ? -1 : MAX (top->at_us, 0));
}

static gboolean
fetch_events (WpLoop *loop, int room)
{
  int count = epoll_wait (loop->epoll_fd, loop->events, room, 0);

  loop->next_event = 0;
  loop->n_events = count > 0 ? count : 0;
  for (int i = 0; i < loop->n_events; i++)
    ((WpWatch *) loop->events[i].data.ptr)->slot = i;
  return loop->n_events > 0;
}

static guint
io_of_epoll (guint32 events)
{
  return ((events & (EPOLLIN | EPOLLPRI)) != 0 ? WP_IO_IN : 0u)
         | ((events & EPOLLOUT) != 0 ? WP_IO_OUT : 0u)
         | ((events & (EPOLLERR | EPOLLHUP)) != 0 ? WP_IO_BROKEN : 0u);
}

/* A second look in the same dispatch saves a turn of GLib where callbacks make events, and is a
 * call for nothing where they do not. What paid the last time is done again; now and then the other
 * way is tried. */
static gboolean
fetch_more (WpLoop *loop, int room)
{
  if (!loop->looks_again && ++loop->looks_saved < LOOKS_SAVED)
    return FALSE;
  loop->looks_saved = 0;
  loop->looks_again = fetch_events (loop, room);
  return loop->looks_again;
}

static void
run_events (WpLoop *loop, gint64 until_us)
{
  int told = 0;
  gboolean is_first = loop->next_event == loop->n_events;

  while (told < EVENTS_A_DISPATCH && loop->now_us < until_us)
    {
      struct epoll_event event;
      WpWatch *watch;
      guint io;

      if (loop->next_event == loop->n_events
          && !(is_first ? fetch_events (loop, EVENTS_A_DISPATCH)
                        : fetch_more (loop, EVENTS_A_DISPATCH - told)))
        break;
      is_first = FALSE;
      event = loop->events[loop->next_event++];
      watch = event.data.ptr;
      if (watch == NULL)
        continue; /* removed since it was fetched */
      watch->slot = -1;
      io = io_of_epoll (event.events) & (watch->io | WP_IO_BROKEN);
      if (io == 0)
        continue; /* no longer wanted since it was fetched */
      told++;
      watch->func (watch->fd, io, watch->data);
      loop->now_us = g_get_monotonic_time ();
    }
}

static void
run_timers (WpLoop *loop, gint64 until_us)
{
  guint64 end = loop->next_serial; /* what a callback sets now has its turn in the next dispatch */
  WpTimer *top;

  while ((top = heap_top (loop)) != NULL && top->at_us <= loop->now_us && top->serial < end)
    {
      WpTimerFunc func = top->func;
      gpointer data = top->data;

      wp_timer_remove (top);
      func (data);
      loop->now_us = g_get_monotonic_time ();
      if (loop->now_us >= until_us)
        break;
    }
}

static gboolean
loop_dispatch (GSource *source, GSourceFunc unused G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  WpLoop *loop = wp_loop_ref (((LoopSource *) source)->loop);
  gint64 start_us = g_get_monotonic_time ();

  loop->now_us = start_us;
  loop->is_dispatching = TRUE;
  /* Events first: a reply that has come in time counts, even if we were late to look. */
  run_events (loop, start_us + EVENTS_US);
  run_timers (loop, start_us + DISPATCH_US);
  loop->is_dispatching = FALSE;
  set_ready_time (loop);
  wp_loop_unref (loop);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs loop_funcs = { NULL, NULL, loop_dispatch, NULL, NULL, NULL };

WpLoop *
wp_loop_new (GMainContext *context)
{
  WpLoop *loop = g_new0 (WpLoop, 1);

  g_atomic_ref_count_init (&loop->refs);
  loop->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  loop->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  if (loop->epoll_fd < 0)
    g_error ("epoll_create1: %s", g_strerror (errno)); /* as GLib does for its own wake-up */
  loop->heap = g_ptr_array_new ();
  loop->source = g_source_new (&loop_funcs, sizeof (LoopSource));
  ((LoopSource *) loop->source)->loop = loop;
  g_source_set_static_name (loop->source, "wp-loop");
  g_source_add_unix_fd (loop->source, loop->epoll_fd, G_IO_IN);
  g_source_attach (loop->source, loop->context);
  return loop;
}

WpLoop *
wp_loop_ref (WpLoop *loop)
{
  g_atomic_ref_count_inc (&loop->refs);
  return loop;
}

void
wp_loop_unref (WpLoop *loop)
{
  if (loop == NULL || !g_atomic_ref_count_dec (&loop->refs))
    return;
  g_source_destroy (loop->source);
  g_source_unref (loop->source);
  close (loop->epoll_fd);
  g_ptr_array_unref (loop->heap);
  g_main_context_unref (loop->context);
  g_free (loop);
}

GMainContext *
wp_loop_context (WpLoop *loop)
{
  return loop->context;
}

gint64
wp_loop_now_us (WpLoop *loop)
{
  return loop->is_dispatching ? loop->now_us : g_get_monotonic_time ();
}

guint *
wp_loop_quits (WpLoop *loop)
{
  return &loop->quits;
}

/* Watches */

static void
control (WpWatch *watch, int operation)
{
  struct epoll_event event = { .data.ptr = watch };

  event.events = ((watch->io & WP_IO_IN) != 0 ? (guint32) EPOLLIN : 0)
                 | ((watch->io & WP_IO_OUT) != 0 ? (guint32) EPOLLOUT : 0);
  if (epoll_ctl (watch->loop->epoll_fd, operation, watch->fd, &event) < 0
      && operation != EPOLL_CTL_DEL) /* a closed descriptor has left by itself */
    g_critical ("epoll_ctl of descriptor %d: %s", watch->fd, g_strerror (errno));
}

WpWatch *
wp_loop_watch (WpLoop *loop, int fd, guint io, WpWatchFunc func, gpointer data)
{
  WpWatch *watch = g_new (WpWatch, 1);

  *watch = (WpWatch){ wp_loop_ref (loop), fd, io, -1, func, data };
  control (watch, EPOLL_CTL_ADD);
  return watch;
}

void
wp_watch_set (WpWatch *watch, guint io)
{
  if (watch->io == io)
    return;
  watch->io = io;
  control (watch, EPOLL_CTL_MOD);
}

void
wp_watch_remove (WpWatch *watch)
{
  if (watch == NULL)
    return;
  control (watch, EPOLL_CTL_DEL);
  if (watch->slot >= 0)
    watch->loop->events[watch->slot].data.ptr = NULL;
  wp_loop_unref (watch->loop);
  g_free (watch);
}

/* Timers */

WpTimer *
wp_loop_at (WpLoop *loop, gint64 at_us, WpTimerFunc func, gpointer data)
{
  WpTimer *timer = g_new (WpTimer, 1);

  *timer = (WpTimer){ wp_loop_ref (loop), at_us, loop->next_serial++, 0, func, data };
  g_ptr_array_set_size (loop->heap, (int) loop->heap->len + 1);
  heap_rise (loop->heap, loop->heap->len - 1, timer);
  if (timer->index == 0)
    set_ready_time (loop);
  return timer;
}

WpTimer *
wp_loop_after_ms (WpLoop *loop, guint ms, WpTimerFunc func, gpointer data)
{
  return wp_loop_at (loop, wp_loop_now_us (loop) + ms * G_TIME_SPAN_MILLISECOND, func, data);
}

void
wp_timer_remove (WpTimer *timer)
{
  gboolean was_top;

  if (timer == NULL)
    return;
  was_top = timer->index == 0;
  heap_remove (timer->loop->heap, timer->index);
  if (was_top)
    set_ready_time (timer->loop);
  wp_loop_unref (timer->loop);
  g_free (timer);
}
