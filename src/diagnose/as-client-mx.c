/* What another program does with the name of the mail exchanger, where the domain's own name led it
 * nowhere. */
#include "diagnose/as-client-private.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

gboolean
wp_client_is_well_known (const WpReport *report)
{
  if (report->provider != NULL)
    return TRUE;
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->status == WP_SOURCE_STATUS_FOUND
          && (source->kind == WP_SOURCE_DATABASE || source->kind == WP_SOURCE_MX_DATABASE))
        return TRUE;
    }
  return FALSE;
}

/* What it asks by the mail exchanger, and Waypost never does. */
static void
remark_on_exchanger (WpClientWalk *walk)
{
  g_autofree char *exchanger = wp_heard_exchanger (walk->report);

  if (exchanger == NULL)
    return;
  if (walk->rules->has_own_list && !wp_client_is_well_known (walk->report))
    wp_client_remark (walk->view->unknown,
                      N_ ("It looks the mail exchanger {host} up in a list of its own; what that "
                          "says is not known."),
                      WP_KEY_HOST, exchanger, NULL);
  if (walk->rules->mx_is_domain)
    wp_client_remark (walk->view->unknown,
                      N_ ("It asks for service records, and tries the usual server names, under "
                          "the name of the mail exchanger {host}, too; what it finds there is not "
                          "known."),
                      WP_KEY_HOST, exchanger, NULL);
}

gboolean
wp_client_take_mx (WpClientWalk *walk, WpMxPlace page)
{
  const WpMxPlace places[] = { page, WP_MX_DATABASE };
  g_autofree char *suffix = NULL;
  g_autoptr (GPtrArray) names = wp_heard_mx_names (walk->report, walk->rules, &suffix);

  remark_on_exchanger (walk);
  for (guint i = 0; i < names->len; i++)
    for (guint n = 0; n < G_N_ELEMENTS (places); n++)
      {
        WpHeard heard = wp_heard_mx (walk->report, names->pdata[i], places[n]);
        gboolean is_taken = heard.hearing == WP_HEARD_SETTINGS
                            && wp_client_take_document (walk, heard.source);

        if (heard.hearing == WP_HEARD_UNKNOWN)
          wp_client_remark (walk->view->unknown, heard.text, WP_KEY_HOST, heard.host, NULL);
        wp_heard_clear (&heard);
        if (is_taken)
          return TRUE;
      }
  if (suffix != NULL)
    {
      g_autofree char *host = g_strconcat ("autoconfig.", suffix, NULL);

      wp_client_remark (
          walk->view->stumbles,
          N_ ("It shortens the name of the mail exchanger below what one owner holds and "
              "asks {host}, which anybody can register."),
          WP_KEY_HOST, host, NULL);
    }
  return FALSE;
}
