/* See tally.h. */
#include "gtk/flow/tally.h"

#include <glib/gi18n-lib.h>

WpTally
wp_tally_of (const WpReport *report)
{
  WpTally tally = { 0 };

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works == WP_WORKS_NOT_OFFERED && !service->is_asked_for && service->why == NULL)
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
