/* How many connections an address has to bear from one run: at most two at a time and sixteen in
 * all (port scanners get banned). Each TCP connect to a mail or web server takes a place at its own
 * address first; who comes too many waits, first come, first served. The person's own name server
 * is not counted. Sends nothing, sets no timer.
 *
 * Mail and web have two at a time each: a document must never wait behind a mail dialogue, which
 * may itself wait for a person's password, nor behind a guess that nothing answers. The sixteen
 * they share: what bans us counts both. */
#pragma once

#include <glib.h>

#include "base/inet.h"

typedef struct _WpCrowd WpCrowd;
typedef struct _WpPlace WpPlace;

typedef enum
{
  WP_CROWD_MAIL,
  WP_CROWD_WEB,
  WP_N_CROWD_KINDS
} WpCrowdKind;

typedef enum
{
  WP_CROWD_IN,   /* go */
  WP_CROWD_WAIT, /* the place's function is called when there is room */
  WP_CROWD_FULL, /* sixteen were made: no more in this run */
} WpCrowdAnswer;

/* Of a place that waits; called from inside wp_crowd_leave of another, once or never. FALSE: no
 * more connections are made in this run; the place is still to be left. */
typedef void (*WpPlaceFunc) (gboolean is_in, gpointer data);

WpCrowd      *wp_crowd_new (void);
/* Each place keeps its crowd, too: a farewell may outlive the run. */
WpCrowd      *wp_crowd_ref (WpCrowd *crowd);
void          wp_crowd_unref (WpCrowd *crowd);

/* The place is the caller's; it gives it back by wp_crowd_leave whatever the answer is. Without a
 * crowd nobody is counted: NULL, which is in. */
WpPlace      *wp_crowd_enter (WpCrowd *crowd, WpCrowdKind kind, const WpInet *address,
                              WpPlaceFunc func, gpointer data);
WpCrowdAnswer wp_crowd_answer (const WpPlace *place);
const WpInet *wp_crowd_address (const WpPlace *place);
/* One more connection in this place, whose last one is closed. FALSE: it had no room, or no more
 * may be made in this run; the place is still to be left. */
gboolean      wp_crowd_again (WpPlace *place);
/* The connection is closed or has said its farewell. */
void          wp_crowd_leave (WpPlace *place);
/* Leaves a place that nothing was connected from, whatever the answer was: it does not count. */
void          wp_crowd_decline (WpPlace *place);

/* No mail server answers at this address: guesses are not worth the wait again. */
void          wp_crowd_mark_dead (WpCrowd *crowd, const WpInet *address);
gboolean      wp_crowd_is_dead (WpCrowd *crowd, const WpInet *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpCrowd, wp_crowd_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpPlace, wp_crowd_leave)
