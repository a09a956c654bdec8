/* POP3 or IMAP, for one situation: the answer as a value. It is made by advise/, kept in a report,
 * and put into words by render/ and the windows. No pointers but to static ids and msgids. */
#pragma once

#include <glib.h>

#include "model/situation.h"

/* Where the original is, and who may delete it: a closed list. */
typedef enum
{
  WP_ADVICE_IMAP,
  WP_ADVICE_IMAP_ARCHIVE, /* and old mail moves to folders on one computer */
  WP_ADVICE_POP_KEEP,     /* one computer collects; the server keeps it for some days */
  WP_ADVICE_POP_DELETE,   /* one computer collects; the server is emptied */
  WP_ADVICE_BOTH,         /* IMAP every day; one computer also collects and never deletes */
  WP_ADVICE_WEBMAIL,
  WP_ADVICE_NONE,         /* no protocol that can be used */
  WP_ADVICE_NEED_TEST,    /* nothing can be measured from this network */
  WP_ADVICE_UNCLEAR,      /* the facts contradict each other: no rule answers */
} WpAdviceOutcome;
#define WP_N_ADVICE (WP_ADVICE_UNCLEAR + 1)

/* "pop-keep" */
const char *wp_advice_id (WpAdviceOutcome outcome);
gboolean    wp_advice_from_id (const char *id, WpAdviceOutcome *outcome);
/* Mail is read by IMAP; some computer collects it by POP3. BOTH is both. */
gboolean    wp_advice_has_imap (WpAdviceOutcome outcome);
gboolean    wp_advice_has_pop (WpAdviceOutcome outcome);
/* By POP3 alone. */
gboolean    wp_advice_is_pop (WpAdviceOutcome outcome);

typedef enum
{
  WP_SURE_HIGH,
  WP_SURE_MEDIUM,
  WP_SURE_LOW, /* either works */
} WpSure;
const char *wp_sure_id (WpSure sure);

/* A row of the rule table that holds here, or a veto. */
typedef struct
{
  const char *rule; /* static: "U1", "M1", "V3", "G4" */
  int server;       /* > 0: for the server (IMAP), < 0: for one computer (POP) */
  int archive;      /* need for a copy of one's own */
  const char *text; /* msgid, a whole sentence; NULL: the rule has none */
} WpAdviceReason;

typedef struct
{
  WpFact fact;
  gint32 value;
  WpAdviceOutcome outcome;
  guint days; /* of POP_KEEP */
} WpAdviceChange;

typedef enum
{
  WP_MODIFIER_FULL_OFFLINE_COPY = 1 << 0,
  WP_MODIFIER_RECENT_ONLY = 1 << 1,
  WP_MODIFIER_NO_OFFLINE_COPY = 1 << 2,
  WP_MODIFIER_MAKE_ROOM_FIRST = 1 << 3,
  WP_MODIFIER_CHECK_INTERVAL = 1 << 4, /* not more often than LOGIN-DELAY */
} WpModifiers;
#define WP_N_MODIFIERS 5
const char *wp_modifier_id (WpModifiers one);

#define WP_MOST_REASONS 32
#define WP_MOST_VETOES 8
#define WP_MOST_CHANGES 4

typedef struct
{
  WpAdviceOutcome outcome;
  guint days;         /* POP_KEEP: the server keeps it so long; else 0 */
  gboolean is_forced; /* a gate decided, not the points */
  gboolean is_chosen; /* by a person, and not what is advised */
  const char *gate;   /* "G4", or NULL */
  WpSure sure;
  int server_points, archive_points;
  WpAdviceReason reasons[WP_MOST_REASONS]; /* every rule that holds, in the table's order */
  guint n_reasons;
  WpAdviceReason vetoes[WP_MOST_VETOES];   /* those that changed the answer, and the gate that
                                            * forced it */
  guint n_vetoes;
  WpAdviceChange changes[WP_MOST_CHANGES];
  guint n_changes;
  guint modifiers;    /* WpModifiers */
  WpFact conflict[2]; /* UNCLEAR: the two facts that exclude each other */
} WpAdvice;

/* What a mail program is to be told, made from an answer (advise/); profiles carry it. -1 and
 * WP_ADVICE_UNCLEAR: nothing is said. */
typedef struct
{
  WpAdviceOutcome outcome;
  /* POP3 */
  int leave_on_server;   /* 0, 1 */
  int days_on_server;    /* with leave: 0 = for ever */
  int delete_with_local; /* 0, 1: what is deleted here is deleted on the server */
  int pop_check_minutes; /* how often POP3 looks, also where it only stands beside IMAP: at least
                          * what LOGIN-DELAY asks, at most a day. Profiles carry this one */
  /* Of the answer: POP3's where something is collected (POP_KEEP, POP_DELETE, BOTH), else IMAP's,
   * which LOGIN-DELAY says nothing about. */
  int check_minutes;
  /* IMAP */
  int offline_copy;      /* 0 = none, 1 = all; 2 = recent mail only */
  int offline_days;      /* with 2 */
  int archive_after_days; /* IMAP_ARCHIVE: older mail is moved by hand or rule; 0 = everything is
                           * copied, at once; else -1. With offline_copy 0 the archive is on a
                           * computer of one's own, never on this one */
  int instant;           /* 0, 1: the server announces new mail (IDLE), and that is wished; with 1
                          * no interval need be said */
} WpMailUse;
