/* What a test came to: how many services work, fail, were not tried, and what took longest. Counted
 * once, and said in the same words everywhere. No widget. */
#pragma once

#include "model/report.h"

typedef struct
{
  guint all; /* what is not offered is only counted where it is missed */
  guint working;
  guint failing;
  guint untried;
} WpTally;

WpTally wp_tally_of (const WpReport *report);
/* "2 work, 1 fails", "2 fail, 1 not tried"; "Without a login" where nobody logged in and nothing is
 * known to fail. Translated, the caller's; NULL: there is nothing to count. */
char   *wp_tally_text (const WpReport *report);

/* Of all steps of all services, the one that took longest. */
typedef struct
{
  WpProtocol protocol;
  guint bar;  /* its number in the timeline of this service alone */
  char *name; /* "TLS 1.3" */
  gint64 us;
} WpSlowest;

/* FALSE: nothing took any time, and `slowest` is empty. */
gboolean wp_tally_slowest (const WpReport *report, WpSlowest *slowest);
void     wp_slowest_clear (WpSlowest *slowest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WpSlowest, wp_slowest_clear)
/* "Ready in 0.9 s. The slowest part was TLS 1.3 (Receiving by IMAP) with 310 ms." Translated, the
 * caller's; NULL: nothing took any time. */
char    *wp_tally_time_text (const WpReport *report);
