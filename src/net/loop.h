/* One GSource that owns one epoll descriptor and a heap of deadlines. Thousands of sockets cost the
 * main loop one descriptor; a dispatch ends after 4 ms or 64 events and goes on in the next
 * turn, so that a window stays alive. Not thread-safe: everything happens on the owner's main
 * context. */
#pragma once

#include <glib.h>

typedef struct _WpLoop WpLoop;
typedef struct _WpWatch WpWatch;
typedef struct _WpTimer WpTimer;

typedef enum
{
  WP_IO_IN = 1,
  WP_IO_OUT = 2,
  WP_IO_BROKEN = 4, /* error or hang-up; always reported */
} WpIo;

typedef void (*WpWatchFunc) (int fd, guint io, gpointer data);
typedef void (*WpTimerFunc) (gpointer data);

/* On `context`, NULL for the default one. */
WpLoop  *wp_loop_new (GMainContext *context);
WpLoop  *wp_loop_ref (WpLoop *loop);
void     wp_loop_unref (WpLoop *loop);
GMainContext *wp_loop_context (WpLoop *loop);
/* Monotonic, microseconds; read once a dispatch. */
gint64   wp_loop_now_us (WpLoop *loop);

/* Level-triggered; one watch a descriptor, which stays the caller's. Callbacks may remove any watch
 * or timer, also their own, and drop the loop; a removed one is never called again. Watches and
 * timers keep the loop alive. */
WpWatch *wp_loop_watch (WpLoop *loop, int fd, guint io, WpWatchFunc func, gpointer data);
void     wp_watch_set (WpWatch *watch, guint io);
void     wp_watch_remove (WpWatch *watch);

WpTimer *wp_loop_at (WpLoop *loop, gint64 at_us, WpTimerFunc func, gpointer data);
WpTimer *wp_loop_after_ms (WpLoop *loop, guint ms, WpTimerFunc func, gpointer data);
/* Before it fired; after it fired the pointer is dead. */
void     wp_timer_remove (WpTimer *timer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpLoop, wp_loop_unref)
