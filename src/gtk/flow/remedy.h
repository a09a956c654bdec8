/* What helps when nothing was found, or something does not work: which button is the one to press,
 * and whether going on has any sense. Decided by the finding, and by who can do something about it.
 * No widget. */
#pragma once

#include "gtk/flow/case.h"

typedef enum
{
  WP_REMEDY_NONE, /* nothing is in the way */
  WP_REMEDY_ADDRESS,
  WP_REMEDY_SERVERS,
  WP_REMEDY_PASSWORD,
  WP_REMEDY_SENDING, /* its own password, also where all the rest works */
  WP_REMEDY_AGAIN,   /* the same once more, later or on another network */
  WP_REMEDY_HELP,    /* nothing here helps: how to go about it is told */
} WpRemedy;

/* The finding that stands in the way of everything else, with a text; lent. NULL: there is none, or
 * no report. */
const WpFinding *wp_remedy_finding (const WpReport *report);
/* Of a search that is over and has found no server that receives. */
WpRemedy         wp_remedy_of_search (WpCase *self);
/* Of a test that is over. */
WpRemedy         wp_remedy_of_test (WpCase *self);
/* There is something to go on with, although a test has found a remedy: a service that works, or
 * servers that are right and wait for their login only, or questions that need no server. */
gboolean         wp_remedy_may_go_on (WpCase *self);
