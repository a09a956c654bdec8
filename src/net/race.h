/* TCP to the fastest of a host's addresses (RFC 8305 §5): the next address starts 250 ms after the
 * one before, or at once when one fails. Knows nothing of names or TLS, sends no byte.
 *
 * Every attempt has a place at its address (crowd.h) as long as its socket is open. Where there is
 * no room the next address has its turn at once, and the one that is passed over waits beside it:
 * it connects when there is room. While nothing but waiting is left to do, no time runs.
 *
 * After the win the first attempt of the other family may go on for 2 s, so that each family has a
 * result; it is closed as soon as it is known. For it alone nobody waits. */
#pragma once

#include "base/inet.h"
#include "model/fields.h"
#include "model/outcome.h"
#include "net/crowd.h"
#include "net/loop.h"

typedef struct _WpRace WpRace;

typedef struct
{
  const WpInet *addresses; /* copied; in order */
  guint n_addresses;       /* at most WP_LIMIT_ADDRESSES are used */
  guint16 port;
  guint stagger_ms;        /* 0: 250 */
  guint total_ms;          /* for all together; begins anew when one that waited is let in */
  gboolean tries_both;     /* also a family whose turn had not come when the other won */
  WpCrowd *crowd;          /* referenced; NULL: nobody is counted */
  WpCrowdKind kind;
  WpPlace *place;          /* taken, also of an earlier connection: it is in, at one of the
                            * addresses, which has the first turn. NULL: none yet */
} WpRaceParams;

/* From the loop, never from inside a call. Any of them may free the race. */
typedef struct
{
  /* The descriptor is the callee's: connected, non-blocking, without Nagle. So is the place at
   * this address; NULL: not counted. */
  void (*won) (WpRace *race, int fd, WpPlace *place, const WpInet *address, gpointer data);
  /* The worst news is the last: REFUSED says more than TIMED_OUT, that more than UNREACHABLE.
   * NOT_TESTED: no address may be connected to any more in this run. The last place goes back
   * when the race is freed. */
  void (*lost) (WpRace *race, WpOutcome outcome, gpointer data);
  /* After the win: how the other family did. At most once. */
  void (*family) (WpRace *race, int family, WpOutcome outcome, gint64 us, gpointer data);
} WpRaceCallbacks;

WpRace *wp_race_new (WpLoop *loop, const WpRaceParams *params, const WpRaceCallbacks *callbacks,
                     gpointer data);
void    wp_race_free (WpRace *race);
/* Nothing but waiting for room is left to do, for now. */
gboolean wp_race_is_queued (const WpRace *race);
/* Of the last of the most telling failures: its errno, or 0. */
int     wp_race_error (const WpRace *race);
/* WP_KEY_IPV4, WP_KEY_IPV6, WP_KEY_FAMILY_RESULTS and, of the last failure, WP_KEY_ERRNO; as things
 * stand. */
void    wp_race_describe (const WpRace *race, WpFields *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpRace, wp_race_free)
