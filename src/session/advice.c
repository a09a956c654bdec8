/* See advice.h. */
#include "session/advice.h"

#include "advise/advise.h"

/* The contract's exit codes, as far as a report has them. */
enum
{
  FAILS = 1,
  NO_SETTINGS = 2,
  CANNOT_TELL = 3,
  DECIDE = 4,
};

int
wp_exit_first (int one, int other)
{
  static const int order[] = { 70, 130, 64, 65, 74, DECIDE, FAILS, CANNOT_TELL, NO_SETTINGS };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (one == order[i] || other == order[i])
      return order[i];
  return 0;
}

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
      return NO_SETTINGS;
    case WP_ADVICE_NEED_TEST:
      return CANNOT_TELL;
    case WP_ADVICE_UNCLEAR:
      return DECIDE;
    case WP_ADVICE_POP_DELETE:
      return is_strict && advice->is_forced ? FAILS : 0;
    default:
      return is_strict && (advice->modifiers & WP_MODIFIER_MAKE_ROOM_FIRST) != 0 ? FAILS : 0;
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
  if (code >= FAILS && code <= CANNOT_TELL && can_receive (report))
    code = 0;
  report->exit = wp_exit_first (code, exit_of (&advice, is_strict));
  wp_report_set_advice (report, situation, &advice);
}
