/* A cancellable's word as an event of the loop: `func` comes from the main loop soon after, never
 * from inside g_cancellable_cancel and never after clear. The cancellable is cancelled on the
 * loop's thread. Embedded; zeroed memory may be cleared. */
#pragma once

#include <gio/gio.h>

#include "net/loop.h"

typedef struct
{
  GCancellable *cancellable; /* NULL: never */
  gulong handler;
  WpLoop *loop;
  WpTimer *timer;
  WpTimerFunc func;
  gpointer data;
} WpCancel;

void wp_cancel_init (WpCancel *cancel, WpLoop *loop, GCancellable *cancellable, WpTimerFunc func,
                     gpointer data);
void wp_cancel_clear (WpCancel *cancel);
