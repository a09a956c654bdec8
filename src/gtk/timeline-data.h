/* What a timeline shows: lanes of a service each, with a bar for every step, and what each bar
 * says. Made from a report; no widget, no clock.
 *
 * Time counts from the first step that is shown. Only the last connection of a service is: the look
 * before the password is a connection of its own, and the pause in which a person typed is cut out;
 * the name lookup, which is not repeated, moves up to it. A pause after that stays, as a bar of its
 * own. */
#pragma once

#include "gtk/words.h"

typedef enum
{
  WP_BAR_DONE,
  WP_BAR_WARNING,
  WP_BAR_FAILED,
  WP_BAR_WAITING, /* under way, or waiting on purpose */
  WP_BAR_LOST,    /* the other address family, which came second */
  WP_BAR_SKIPPED, /* never begun */
} WpBarKind;

typedef struct
{
  WpBarKind kind;
  guint step;        /* id; 0: none of its own */
  WpVerb verb;       /* that it is about */
  gint64 start_us;   /* from the beginning of the timeline */
  gint64 end_us;
  gboolean is_open;  /* not over yet: `end_us` is now */
  char *name;        /* "TLS 1.3" */
  char *label;       /* "TLS 1.3, 310 ms" */
  char *spoken;      /* "TLS 1.3, 310 milliseconds, works" */
  char *address;     /* used; NULL */
} WpBar;

typedef struct
{
  gboolean is_dns; /* of all services: no protocol, no endpoint */
  WpProtocol protocol;
  const WpEndpoint *endpoint; /* lent by the report; NULL of DNS */
  const WpService *service;   /* lent; NULL: not known yet */
  GPtrArray *bars; /* of WpBar, by start */
  gint64 end_us;
} WpLane;

typedef struct
{
  GPtrArray *lanes; /* of WpLane */
  gint64 end_us;    /* of the last bar */
  guint n_bars;
  char *spoken;     /* "Receiving by IMAP, 8 steps in 894 milliseconds, slowest TLS with 310
                     * milliseconds." */
} WpTimelineData;

/* Bits: 1u << WpProtocol. */
#define WP_TIMELINE_ALL ((1u << WP_N_PROTOCOLS) - 1)

/* `now_us`: of the report's clock, while the run is under way; 0: it is over. Without steps there
 * are no lanes. The report must outlive it. */
WpTimelineData *wp_timeline_data_new (const WpReport *report, guint protocols, gint64 now_us);
void            wp_timeline_data_free (WpTimelineData *self);
/* Moves the name lookups of all lanes into one of their own, the first. */
void            wp_timeline_data_gather_lookups (WpTimelineData *self, const WpReport *report);
/* "IMAP", "DNS"; translated, lent. */
const char     *wp_lane_name (const WpLane *lane);
WpLane         *wp_lane_new_dns (void);
void            wp_lane_free (WpLane *lane);
/* By number over all lanes; NULL: none has it. */
const WpBar    *wp_timeline_data_bar (const WpTimelineData *self, guint n);
/* The longest bar that was done; its number, or -1. */
int             wp_timeline_data_slowest (const WpTimelineData *self);
/* The first that failed, or -1. */
int             wp_timeline_data_failed (const WpTimelineData *self);

/* The end of the axis: the next 1, 2 or 5 times a power of ten milliseconds. */
gint64 wp_timeline_span (gint64 end_us);
/* "250 ms", "1 s": a mark on the axis; the caller owns it. */
char  *wp_timeline_tick (gint64 us);
/* "works", "does not work": of a kind of bar; translated, lent. */
const char *wp_timeline_kind_word (WpBarKind kind);

/* Where the label of a bar goes. All in the same unit, from left to right. */
typedef struct
{
  double x;
  double width;     /* of the text; less than it needs: cut */
  gboolean is_inside; /* on a plate */
} WpLabelPlace;

/* `from`, `to`: the bar; `least`, `most`: the room; `needs`: the text; `gap` beside the bar. Right
 * of the bar, else left of it, else inside; a bar that is shorter than the text has it cut, on the
 * left. It is never left out. */
WpLabelPlace wp_timeline_place (double from, double to, double least, double most, double needs,
                                double gap);

/* The text twin: a line a bar "Start  Duration  Step  State  Address", tabs between. The caller
 * owns it. */
char *wp_timeline_data_text (const WpTimelineData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpTimelineData, wp_timeline_data_free)
