/* All lanes of a timeline together: its bars by number, its length, what is said of it. See
 * timeline-data.h. */
#include "gtk/flow/timeline-private.h"

#include <glib/gi18n-lib.h>

static const char *
spoken_name (const WpLane *lane)
{
  return lane->kind == WP_LANE_SERVICE ? wp_words_service (lane->protocol) : wp_lane_name (lane);
}

/* Those that are not shown count, too; the row that says so does not. */
static guint
count_steps (const WpTimelineData *self)
{
  guint count = self->n_bars;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      if (lane->n_left_out > 0)
        count += lane->n_left_out - 1;
    }
  return count;
}

static void
describe_all (WpTimelineData *self)
{
  int slowest = wp_timeline_data_slowest (self);
  const WpBar *bar = slowest < 0 ? NULL : wp_timeline_data_bar (self, (guint) slowest);
  g_autofree char *whole = wp_words_duration_spoken (self->end_us);
  g_autoptr (GString) names = g_string_new (NULL);
  guint count = count_steps (self);
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step", "%u steps", count), count);

  for (guint i = 0; i < self->lanes->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", spoken_name (self->lanes->pdata[i]));
  if (bar == NULL)
    /* Translators: services, a number of steps, a duration. */
    self->spoken = g_strdup_printf (_ ("%s, %s in %s."), names->str, steps, whole);
  else
    {
      g_autofree char *time = wp_words_duration_spoken (bar->end_us - bar->start_us);

      /* Translators: services, a number of steps, a duration, a step, its duration. */
      self->spoken = g_strdup_printf (_ ("%s, %s in %s, slowest %s with %s."), names->str, steps,
                                      whole, bar->name, time);
    }
}

void
wp_timeline_data_settle (WpTimelineData *self)
{
  self->n_bars = 0;
  self->end_us = 0;
  for (guint i = 0; i < self->lanes->len; i++)
    {
      WpLane *lane = self->lanes->pdata[i];

      wp_lane_settle (lane);
      self->end_us = MAX (self->end_us, lane->end_us);
      self->n_bars += lane->bars->len;
    }
  g_clear_pointer (&self->spoken, g_free);
  describe_all (self);
}

void
wp_timeline_data_free (WpTimelineData *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lanes);
  g_free (self->spoken);
  g_free (self);
}

const WpBar *
wp_timeline_data_bar (const WpTimelineData *self, guint n)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      if (n < lane->bars->len)
        return lane->bars->pdata[n];
      n -= lane->bars->len;
    }
  return NULL;
}

int
wp_timeline_data_slowest (const WpTimelineData *self)
{
  int slowest = -1;
  gint64 most_us = 0;

  for (guint i = 0; i < self->n_bars; i++)
    {
      const WpBar *bar = wp_timeline_data_bar (self, i);

      if (bar->kind > WP_BAR_FAILED || bar->end_us - bar->start_us <= most_us)
        continue;
      slowest = (int) i;
      most_us = bar->end_us - bar->start_us;
    }
  return slowest;
}

int
wp_timeline_data_failed (const WpTimelineData *self)
{
  for (guint i = 0; i < self->n_bars; i++)
    if (wp_timeline_data_bar (self, i)->kind == WP_BAR_FAILED)
      return (int) i;
  return -1;
}
