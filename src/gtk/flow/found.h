/* What a search found, as rows for people: a server a row, in the order in which they came; and the
 * servers that a person would take. No widget, no clock. */
#pragma once

#include "gtk/flow/words.h"

typedef enum
{
  WP_FOUND_ANSWERS,
  WP_FOUND_SLOW,       /* answers, or has not yet, after a while */
  WP_FOUND_GUESS,      /* answers, and nobody names it */
  WP_FOUND_UNVERIFIED, /* answers, and does not prove who it is */
  WP_FOUND_SILENT,     /* does not answer, or not as a mail server */
  WP_FOUND_WAITING,    /* not looked at yet */
} WpFoundState;

typedef struct
{
  const WpCandidate *candidate; /* the best of this host and protocol so far; lent */
  WpFoundState state;
} WpFoundRow;

/* The caller's. Of names that are only tried those that answered; `now_us` of the report's clock
 * while the search is under way, 0: it is over. */
GArray     *wp_found_rows (const WpReport *report, gint64 now_us);
/* "Answers", "A guess"; translated, lent. */
const char *wp_found_word (WpFoundState state);
/* What stands below its name: "Port 993, encrypted. Found at the provider."; `is_whole`: with the
 * protocol and the word, which have no place of their own. The caller owns it. */
char       *wp_found_text (const WpReport *report, const WpFoundRow *row, gboolean is_whole);
/* How many servers were tried, of how many: real units for a progress. FALSE: nothing to count. */
gboolean    wp_found_progress (const WpReport *report, guint *tried, guint *all);

/* One for each protocol: what is tested, else the best that answered, else (where nobody looked)
 * the best that is named. Of const WpCandidate, lent; the array is the caller's; empty: nothing. */
GPtrArray  *wp_found_servers (const WpReport *report);
/* A password goes there only after a person said so: somebody could have forged it, nobody named
 * it, or its port is not one of mail. */
gboolean    wp_found_needs_consent (const WpCandidate *candidate);
/* A person typed servers, and nothing was looked for. */
gboolean    wp_found_is_typed (const WpReport *report);
/* One that receives is among them. */
gboolean    wp_found_is_usable (const WpReport *report);
/* What is there, while a person is asked before more can be tried; NULL: nothing. Translated. */
const char *wp_found_lead (const WpReport *report);
