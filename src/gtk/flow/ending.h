/* How a task ended, for the words at its end. That mail flows is said only where somebody received
 * and somebody sent. */
#pragma once

#include "model/report.h"

typedef enum
{
  WP_ENDING_MAIL_FLOWS,
  WP_ENDING_RECEIVES,      /* nothing is known to fail, and nobody tried to send */
  WP_ENDING_SENDS,         /* the other way round */
  WP_ENDING_PART_TESTED,   /* both work, and there is something that nobody tried */
  WP_ENDING_SOME_FAIL,
  WP_ENDING_NOT_TESTED,
  WP_ENDING_NOTHING_FOUND, /* no server is known */
  WP_ENDING_NO_SERVERS,    /* none was looked for: only a question was answered */
} WpEnding;

/* `report` may be NULL. */
WpEnding wp_ending_of (const WpReport *report);
