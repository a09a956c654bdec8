/* See advice.h. */
#include "session/advice.h"

#include "advise/advise.h"

WpReport *
wp_report_of_nobody (void)
{
  WpReport *report = wp_report_new (NULL);

  report->started_unix = g_get_real_time ();
  report->is_look_only = TRUE;
  return report;
}

static int
exit_of (const WpAdvice *advice, gboolean is_strict)
{
  switch (advice->outcome)
    {
    case WP_ADVICE_NONE:
      return WP_EXIT_NO_SETTINGS;
    case WP_ADVICE_NEED_TEST:
      return WP_EXIT_CANNOT_TELL;
    case WP_ADVICE_UNCLEAR:
      return WP_EXIT_DECIDE;
    case WP_ADVICE_POP_DELETE:
      return is_strict && advice->is_forced ? WP_EXIT_FAILS : WP_EXIT_OK;
    default:
      return is_strict && (advice->modifiers & WP_MODIFIER_MAKE_ROOM_FIRST) != 0 ? WP_EXIT_FAILS
                                                                                 : WP_EXIT_OK;
    }
}

/* Somebody was let in to receive, in this run or in the one that was saved. What was told by hand
 * is believed by the advice, but it mends no service that failed before our eyes. */
static gboolean
can_receive (const WpReport *report)
{
  static const WpProtocol protocols[] = { WP_PROTOCOL_IMAP, WP_PROTOCOL_POP3 };

  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      const WpService *service = wp_report_service (report, protocols[i]);

      if (service != NULL && service->works == WP_WORKS_YES)
        return TRUE;
    }
  return FALSE;
}

void
wp_report_advise (WpReport *report, const WpSituation *situation, gboolean is_strict)
{
  WpAdvice advice;
  int code = report->exit;

  wp_advise (situation, &advice);
  if (code >= WP_EXIT_FAILS && code <= WP_EXIT_CANNOT_TELL && can_receive (report))
    code = WP_EXIT_OK;
  report->exit = wp_exit_first (code, exit_of (&advice, is_strict));
  wp_report_set_advice (report, situation, &advice);
}
