/* See tally.h. */
#include "gtk/flow/tally.h"

#include <glib/gi18n-lib.h>

#include "gtk/flow/timeline-data.h"

/* What is not offered is only missed where somebody wants it. */
static gboolean
counts (const WpService *service)
{
  return service->works != WP_WORKS_NOT_OFFERED || service->is_asked_for || service->why != NULL;
}

WpTally
wp_tally_of (const WpReport *report)
{
  WpTally tally = { 0 };

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (!counts (service))
        continue;
      tally.all++;
      tally.working += service->works == WP_WORKS_YES;
      tally.failing += service->works == WP_WORKS_NO;
      tally.untried += service->works == WP_WORKS_NOT_TESTED;
    }
  return tally;
}

/* `text` is taken. */
static void
add (GPtrArray *parts, guint count, char *text)
{
  if (count > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

char *
wp_tally_text (const WpReport *report)
{
  WpTally tally = wp_tally_of (report);
  guint missing = tally.all - tally.working - tally.failing - tally.untried;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (report->logins_sent == 0 && tally.untried > 0 && tally.working + tally.failing == 0)
    return g_strdup (_ ("Without a login"));
  /* Translators: so many of the services (receiving, sending); parts of a list like
   * "2 work, 1 fails". */
  add (parts, tally.working,
       g_strdup_printf (ngettext ("%u works", "%u work", tally.working), tally.working));
  add (parts, tally.failing,
       g_strdup_printf (ngettext ("%u fails", "%u fail", tally.failing), tally.failing));
  /* Translators: so many services; part of a list like "2 fail, 1 not tried". */
  add (parts, tally.untried,
       g_strdup_printf (ngettext ("%u not tried", "%u not tried", tally.untried), tally.untried));
  /* Translators: so many services; part of a list like "2 work, 1 not offered". */
  add (parts, missing,
       g_strdup_printf (ngettext ("%u not offered", "%u not offered", missing), missing));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/* Time */

gboolean
wp_tally_slowest (const WpReport *report, WpSlowest *slowest)
{
  *slowest = (WpSlowest){ .us = 0 };
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, 1u << service->protocol, 0);
      int n = counts (service) ? wp_timeline_data_slowest (data) : -1;
      const WpBar *bar = n < 0 ? NULL : wp_timeline_data_bar (data, (guint) n);

      if (bar == NULL || bar->end_us - bar->start_us <= slowest->us)
        continue;
      wp_slowest_clear (slowest);
      *slowest = (WpSlowest){ .protocol = service->protocol,
                              .bar = (guint) n,
                              .name = g_strdup (bar->name),
                              .us = bar->end_us - bar->start_us };
    }
  return slowest->name != NULL;
}

void
wp_slowest_clear (WpSlowest *slowest)
{
  g_clear_pointer (&slowest->name, g_free);
}

char *
wp_tally_time_text (const WpReport *report)
{
  g_autoptr (WpTimelineData) data = wp_timeline_data_new (report, WP_TIMELINE_ALL, 0);
  g_autofree char *whole = wp_words_duration (data->end_us);
  g_autofree char *part = NULL;
  g_auto (WpSlowest) slowest = { .us = 0 };

  if (!wp_tally_slowest (report, &slowest))
    return NULL;
  part = wp_words_duration (slowest.us);
  /* Translators: a duration; a step of the test, the service it belongs to (like "Sending"), how
   * long this step took. */
  return g_strdup_printf (_ ("Ready in %s. The slowest part was %s (%s) with %s."), whole,
                          slowest.name, wp_words_service (slowest.protocol), part);
}
