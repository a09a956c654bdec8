/* How many services work, fail, were not tried: counted once, and said in the same words
 * everywhere. No widget. */
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
