/* See found.h. */
#include "session/found.h"

gboolean
wp_found_rests_on_guess (const WpReport *report)
{
  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, service->protocol);

      if (ranked->len > 0 && ((const WpCandidate *) ranked->pdata[0])->trust == WP_TRUST_GUESS)
        return TRUE;
    }
  return FALSE;
}

int
wp_found_exit (const WpReport *report, int exit)
{
  gboolean has[2] = { FALSE, FALSE };

  if (exit != WP_EXIT_FAILS && exit != WP_EXIT_CANNOT_TELL)
    return exit;
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->endpoint->tls != WP_TLS_NONE && candidate->trust != WP_TRUST_GUESS)
        has[candidate->endpoint->protocol == WP_PROTOCOL_SMTP] = TRUE;
    }
  return has[0] && has[1] ? WP_EXIT_OK : exit;
}
