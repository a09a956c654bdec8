/* What a timeline shows: lanes of a service each, with a bar for every step, and what each bar
 * says. Made from a report; no widget, no clock.
 *
 * Time counts from the first step that is shown. Only the last connection of a service is: the look
 * before the password is a connection of its own, and the pause in which a person typed is cut out;
 * the name lookup, which is not repeated, moves up to it. A pause after that stays, as a bar of its
 * own. */
#pragma once

#include "gtk/flow/words.h"

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
  guint source;      /* id, of a question for settings; else 0 */
  WpVerb verb;       /* that it is about */
  gint64 start_us;   /* from the beginning of the timeline */
  gint64 end_us;
  gboolean is_open;  /* not over yet: `end_us` is now */
  gboolean is_rest;  /* no step, but how many are not shown; the last one of its lane */
  char *name;        /* "TLS 1.3" */
  char *word;        /* "works": what became of it */
  char *label;       /* "TLS 1.3, 310 ms" */
  char *spoken;      /* "TLS 1.3, 310 milliseconds, works" */
  char *address;     /* used; NULL */
  char *detail;      /* what was seen, for who points at it: a sentence, or the server's words;
                      * NULL */
} WpBar;

typedef enum
{
  WP_LANE_SERVICE,
  WP_LANE_DNS, /* of all services: no protocol, no endpoint */
  WP_LANE_WEB, /* documents with settings, likewise */
} WpLaneKind;

typedef struct
{
  WpLaneKind kind;
  WpProtocol protocol;
  const WpEndpoint *endpoint; /* lent by the report; NULL of the other kinds */
  const WpService *service;   /* lent; NULL: not known yet */
  GPtrArray *bars; /* of WpBar, by start */
  gint64 end_us;
  gint64 zero_us;  /* on the clock of the report: where it begins */
  gboolean is_cut; /* an earlier connection and a pause are left out */
  guint n_left_out; /* there were too many (WP_LIMIT_LANE_BARS); those that failed are shown */
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
/* For who looks at the whole run: time counts from the first question for settings, each of which
 * is a bar; the name lookups of all lanes are in one of their own above the services, documents
 * that were asked for in another: they come first. */
void            wp_timeline_data_add_search (WpTimelineData *self, const WpReport *report);
/* "IMAP", "DNS"; translated, lent. */
const char     *wp_lane_name (const WpLane *lane);
/* Of all its bars: what stands under its name. */
WpBarKind       wp_lane_state (const WpLane *lane, const char **word);
WpLane         *wp_lane_new (WpLaneKind kind);
void            wp_lane_free (WpLane *lane);
/* After bars were added, moved or taken away. */
void            wp_timeline_data_settle (WpTimelineData *self);
/* By number over all lanes; NULL: none has it. */
const WpBar    *wp_timeline_data_bar (const WpTimelineData *self, guint n);
/* The longest bar that was done; its number, or -1. */
int             wp_timeline_data_slowest (const WpTimelineData *self);
/* The first that failed, or -1. */
int             wp_timeline_data_failed (const WpTimelineData *self);

/* A moment of the report in whole milliseconds since it began, as a saved one has it: drawn again
 * from a file it is the same picture. */
gint64 wp_timeline_at (const WpReport *report, gint64 us);

/* What was seen in a step, or what is wrong with it, in a sentence; the caller owns it. */
char *wp_timeline_note (const WpReport *report, const WpStep *step);

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
  gboolean is_inside; /* on the bar */
} WpLabelPlace;

/* `from`, `to`: the bar; `least`, `most`: the room; `needs`: the text; `gap` beside the bar. Right
 * of the bar, else left of it, else inside; where it fits nowhere it is cut, at the place with the
 * most room. It is never left out. */
WpLabelPlace wp_timeline_place (double from, double to, double least, double most, double needs,
                                double gap);

/* The text twin: a line a bar "Start  Duration  Step  State  Address", tabs between. The caller
 * owns it. */
char *wp_timeline_data_text (const WpTimelineData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpTimelineData, wp_timeline_data_free)
