/* See await.h. */
#include "await.h"

static GMutex mutex;
static GCond raised;

static gboolean
on_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
await_ms (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
count_raise (gint *count)
{
  g_mutex_lock (&mutex);
  g_atomic_int_inc (count);
  g_cond_broadcast (&raised);
  g_mutex_unlock (&mutex);
  g_main_context_wakeup (NULL);
}

void
await_count (gint *count, gint least)
{
  gboolean is_over = FALSE;
  guint timer = g_timeout_add_seconds (AWAIT_S, on_over, &is_over);

  while (!is_over && g_atomic_int_get (count) < least)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_atomic_int_get (count), >=, least);
  if (!is_over)
    g_source_remove (timer);
}

void
count_wait (gint *count, gint least)
{
  gint64 end_us = g_get_monotonic_time () + AWAIT_S * G_USEC_PER_SEC;

  g_mutex_lock (&mutex);
  while (g_atomic_int_get (count) < least)
    g_assert_true (g_cond_wait_until (&raised, &mutex, end_us));
  g_mutex_unlock (&mutex);
}
