/* See ending.h. */
#include "gtk/flow/ending.h"

typedef struct
{
  guint known; /* services with a server */
  guint working;
  guint failing;
  guint untested;  /* offered, and nobody tried */
  guint receiving; /* those that work and receive */
} Count;

static Count
count_services (const WpReport *report)
{
  Count count = { 0 };

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      gboolean works = service->works == WP_WORKS_YES;
      gboolean is_known = service->candidate != 0;

      count.known += is_known;
      count.working += works;
      count.failing += service->works == WP_WORKS_NO;
      count.untested += is_known && service->works == WP_WORKS_NOT_TESTED;
      count.receiving += works && service->protocol != WP_PROTOCOL_SMTP;
    }
  return count;
}

WpEnding
wp_ending_of (const WpReport *report)
{
  Count count;

  if (report == NULL)
    return WP_ENDING_NO_SERVERS;
  count = count_services (report);
  if (count.known == 0)
    return WP_ENDING_NOTHING_FOUND;
  if (count.failing > 0)
    return WP_ENDING_SOME_FAIL;
  if (count.working == 0)
    return WP_ENDING_NOT_TESTED;
  if (count.receiving == 0)
    return WP_ENDING_SENDS;
  if (count.receiving == count.working)
    return WP_ENDING_RECEIVES;
  return count.untested == 0 ? WP_ENDING_MAIL_FLOWS : WP_ENDING_PART_TESTED;
}
