/* How many connections an address has to bear from us: at most two at a time and sixteen a run
 * (port scanners get banned). Who comes too many waits for a place, first come, first served. */
#pragma once

#include <glib.h>

#include "base/inet.h"

typedef struct _WpCrowd WpCrowd;
typedef struct _WpPlace WpPlace;

/* Called from inside wp_crowd_leave of another, once or never. FALSE: no more connections are
 * made in this run; the place is still to be left. */
typedef void (*WpPlaceFunc) (gboolean is_in, gpointer data);

WpCrowd *wp_crowd_new (void);
void     wp_crowd_free (WpCrowd *crowd);

typedef enum
{
  WP_CROWD_IN,   /* go */
  WP_CROWD_WAIT, /* `func` is called when there is room */
  WP_CROWD_FULL, /* sixteen were made: no more in this run */
} WpCrowdAnswer;

/* The place is the caller's; it gives it back by wp_crowd_leave whatever the answer is. */
WpPlace      *wp_crowd_enter (WpCrowd *crowd, const WpInet *address, WpPlaceFunc func,
                              gpointer data, WpCrowdAnswer *answer);
/* One more connection in this place, whose last one is closed. FALSE: it had no room, or no more
 * may be made in this run; the place is still to be left. */
gboolean      wp_crowd_again (WpPlace *place);
/* Nothing at this address answers: guesses are not worth the wait again. */
void          wp_crowd_mark_dead (WpCrowd *crowd, const WpInet *address);
gboolean      wp_crowd_is_dead (WpCrowd *crowd, const WpInet *address);
/* The connection is closed, or is not wanted any more. */
void          wp_crowd_leave (WpPlace *place);
