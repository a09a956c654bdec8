/* See cancel.h. */
#include "net/cancel.h"

static void
on_timer (gpointer data)
{
  WpCancel *cancel = data;

  cancel->timer = NULL;
  cancel->func (cancel->data);
}

static void
on_cancelled (GCancellable *cancellable G_GNUC_UNUSED, gpointer data)
{
  WpCancel *cancel = data;

  if (cancel->timer == NULL)
    cancel->timer = wp_loop_after_ms (cancel->loop, 0, on_timer, cancel);
}

void
wp_cancel_init (
    WpCancel *cancel, WpLoop *loop, GCancellable *cancellable, WpTimerFunc func, gpointer data)
{
  *cancel = (WpCancel){ .loop = loop, .func = func, .data = data };
  if (cancellable == NULL)
    return;
  cancel->cancellable = g_object_ref (cancellable);
  /* Not g_cancellable_connect: its disconnect waits for ever inside a handler of the same one. */
  cancel->handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), cancel);
  if (g_cancellable_is_cancelled (cancellable))
    on_cancelled (cancellable, cancel);
}

void
wp_cancel_clear (WpCancel *cancel)
{
  g_clear_pointer (&cancel->timer, wp_timer_remove);
  if (cancel->cancellable != NULL)
    {
      g_signal_handler_disconnect (cancel->cancellable, cancel->handler);
      g_clear_object (&cancel->cancellable);
    }
}
