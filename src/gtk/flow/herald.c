/* See herald.h. */
#include "gtk/flow/herald.h"

struct _WpHerald
{
  guint pause_ms;
  WpHeraldFunc tell;
  gpointer data;
  GQueue waiting; /* of char* */
  guint pause;    /* source; 0: may speak at once */
};

WpHerald *
wp_herald_new (guint pause_ms, WpHeraldFunc tell, gpointer data)
{
  WpHerald *self = g_new0 (WpHerald, 1);

  self->pause_ms = pause_ms;
  self->tell = tell;
  self->data = data;
  g_queue_init (&self->waiting);
  return self;
}

void
wp_herald_free (WpHerald *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_queue_clear_full (&self->waiting, g_free);
  g_free (self);
}

static gboolean
on_pause_over (gpointer data)
{
  WpHerald *self = data;
  g_autofree char *sentence = g_queue_pop_head (&self->waiting);

  if (sentence == NULL)
    {
      self->pause = 0;
      return G_SOURCE_REMOVE;
    }
  self->tell (sentence, self->data);
  return G_SOURCE_CONTINUE;
}

void
wp_herald_say (WpHerald *self, const char *sentence)
{
  if (self->pause != 0)
    {
      if (self->waiting.length < WP_HERALD_MOST)
        g_queue_push_tail (&self->waiting, g_strdup (sentence));
      return;
    }
  self->pause = g_timeout_add (self->pause_ms, on_pause_over, self);
  self->tell (sentence, self->data);
}

void
wp_herald_hush (WpHerald *self)
{
  g_queue_clear_full (&self->waiting, g_free);
}
