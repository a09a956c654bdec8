/* Numbers and words of a timeline that need no report: its axis, where a label goes, the text twin.
 * See timeline-data.h. */
#include "gtk/flow/timeline-data.h"

#include <glib/gi18n-lib.h>

/* The axis */

gint64
wp_timeline_span (gint64 end_us)
{
  static const gint64 steps[] = { 1, 2, 5 };

  for (gint64 power = 1000; power < G_MAXINT64 / 50; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (end_us <= steps[i] * power)
        return steps[i] * power;
  return end_us;
}

char *
wp_timeline_tick (gint64 us)
{
  if (us == 0)
    return g_strdup ("0");
  if (us < G_USEC_PER_SEC)
    return g_strdup_printf (_ ("%g ms"), (double) us / 1000);
  return g_strdup_printf (_ ("%g s"), (double) us / G_USEC_PER_SEC);
}

WpLabelPlace
wp_timeline_place (double from, double to, double least, double most, double needs, double gap)
{
  double right = most - to - gap, left = from - gap - least, inside = to - from - 2 * gap;

  if (right >= needs)
    return (WpLabelPlace){ .x = to + gap, .width = needs };
  if (left >= needs)
    return (WpLabelPlace){ .x = from - gap - needs, .width = needs };
  /* Whole inside, or where most of it can be read. */
  if (inside >= needs || inside >= MAX (left, right))
    return (WpLabelPlace){ .x = from + gap, .width = CLAMP (inside, 0, needs), .is_inside = TRUE };
  if (right > left)
    return (WpLabelPlace){ .x = to + gap, .width = MAX (right, 0) };
  return (WpLabelPlace){ .x = least, .width = MAX (left, 0) };
}

char *
wp_timeline_data_text (const WpTimelineData *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const WpLane *lane = self->lanes->pdata[i];

      if (lane->kind != WP_LANE_SERVICE)
        g_string_append_printf (out, "%s\n", wp_lane_name (lane));
      else
        g_string_append_printf (out, "%s, %s:%u\n", wp_words_service (lane->protocol),
                                lane->endpoint->host, (guint) lane->endpoint->port);
      for (guint n = 0; n < lane->bars->len; n++)
        {
          const WpBar *bar = lane->bars->pdata[n];
          g_autofree char *start = wp_words_duration (bar->start_us);
          g_autofree char *time = wp_words_duration (bar->end_us - bar->start_us);

          if (bar->is_rest)
            g_string_append_printf (out, "\t\t%s\t\t\n", bar->name);
          else
            g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\n", start, time, bar->name, bar->word,
                                    bar->address == NULL ? "" : bar->address);
        }
    }
  return g_string_free (out, FALSE);
}
