/* The name lookups of all services in a lane of their own, for who looks at the services side by
 * side. See timeline-data.h. */
#include "gtk/timeline-data.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

static int
by_start (gconstpointer a, gconstpointer b)
{
  const WpBar *one = *(const WpBar *const *) a, *other = *(const WpBar *const *) b;

  return one->start_us < other->start_us ? -1 : one->start_us > other->start_us;
}

static void
set_text (char **place, char *taken)
{
  g_free (*place);
  *place = taken;
}

/* In a lane of several hosts a lookup is called by its name. */
static void
name_after_host (WpBar *bar, const WpStep *step)
{
  const char *host = step->endpoint != NULL ? step->endpoint->host
                                            : wp_fields_text (step->evidence, WP_KEY_NAME);
  g_autofree char *time = wp_words_duration (bar->end_us - bar->start_us);
  g_autofree char *spoken = wp_words_duration_spoken (bar->end_us - bar->start_us);

  if (host == NULL)
    return;
  set_text (&bar->name, g_strdup (host));
  set_text (&bar->label, g_strdup_printf ("%s, %s", host, time));
  set_text (&bar->spoken,
            g_strdup_printf ("DNS, %s, %s, %s", host, spoken, wp_timeline_kind_word (bar->kind)));
}

/* A server whose name was not found was not connected to, and still is a lane. */
static void
add_never_reached (WpLane *lane)
{
  WpBar *bar = g_new0 (WpBar, 1);

  bar->kind = WP_BAR_SKIPPED;
  bar->name = g_strdup (g_dgettext (GETTEXT_PACKAGE, wp_render_verb_name (WP_VERB_CONNECT)));
  bar->start_us = bar->end_us = lane->end_us;
  bar->label = g_strdup_printf ("%s, %s", bar->name, wp_timeline_kind_word (bar->kind));
  bar->spoken = g_strdup (bar->label);
  g_ptr_array_add (lane->bars, bar);
}

static void
take_lookups (WpLane *dns, WpLane *lane, const WpReport *report)
{
  for (guint i = 0; i < lane->bars->len;)
    {
      WpBar *bar = lane->bars->pdata[i];
      const WpStep *step = bar->step == 0 ? NULL : wp_report_step (report, bar->step);

      if (step == NULL || step->verb != WP_VERB_RESOLVE)
        {
          i++;
          continue;
        }
      name_after_host (bar, step);
      dns->end_us = MAX (dns->end_us, bar->end_us);
      g_ptr_array_add (dns->bars, g_ptr_array_steal_index (lane->bars, i));
    }
}

void
wp_timeline_data_gather_lookups (WpTimelineData *self, const WpReport *report)
{
  WpLane *dns;

  if (self->lanes->len == 0)
    return;
  dns = wp_lane_new_dns ();
  for (guint i = 0; i < self->lanes->len; i++)
    {
      WpLane *lane = self->lanes->pdata[i];

      take_lookups (dns, lane, report);
      if (lane->bars->len > 0)
        continue;
      add_never_reached (lane);
      self->n_bars++;
    }
  g_ptr_array_sort (dns->bars, by_start);
  if (dns->bars->len > 0)
    g_ptr_array_insert (self->lanes, 0, dns);
  else
    wp_lane_free (dns);
}
