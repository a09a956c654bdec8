/* What the support desk reads out of a report, and says to whom: to the customer in everyday words,
 * to the technician with what a log search needs. No widget, no clock. */
#pragma once

#include "gtk/flow/timeline-data.h"

typedef enum
{
  WP_VOICE_CUSTOMER,
  WP_VOICE_TECHNICIAN,
} WpVoice;

typedef enum
{
  WP_DESK_WORKS,
  WP_DESK_WARNS,
  WP_DESK_FAILS,
  WP_DESK_UNTESTED, /* nothing failed, and nothing was proved by a login */
  WP_DESK_RUNNING,
} WpDeskState;

/* Of the whole report; one that was stopped before anything failed is not tested. */
WpDeskState wp_desk_state (const WpReport *report, gboolean is_running);
/* What a finding makes of what it is about. */
WpDeskState wp_desk_finding_state (const WpFinding *finding);
/* Whether a service works; one that was stopped was not tested. */
WpWorks     wp_desk_works (const WpService *service);
/* "password refused", a few words for a list; translated, lent. */
const char *wp_desk_brief (const WpReport *report, gboolean is_running);
/* Of "anna@example.org", or of the first server where there is no address; lent. */
const char *wp_desk_name (const WpReport *report);
/* "Seen from here, by IPv4 and IPv6", or that it is from a file; the caller owns it. */
char       *wp_desk_origin (const WpReport *report);
/* "IMAP, POP: password refused": what stands above the timeline; the caller owns it. */
char       *wp_desk_headline (const WpReport *report);
/* "No Login Was Made", of a report that found nothing wrong and proved nothing; translated,
 * lent. */
const char *wp_desk_nothing (const WpReport *report);
/* "Ready in 0.9 s; slowest: TLS 1.3, 310 ms"; NULL: there is nothing to sum up. */
char       *wp_desk_summary (const WpReport *report, const WpTimelineData *data);

/* The finding that rests on this step; else, or for 0, the most important one. NULL: none. */
const WpFinding *wp_desk_finding (const WpReport *report, guint step);
/* That of its steps which it is about; NULL: none. */
const WpStep    *wp_desk_step (const WpReport *report, const WpFinding *finding);

/* A line of what works, and what does not, before anything is explained. */
typedef struct
{
  WpDeskState state;
  char *text;
} WpDeskLine;
/* What became of a step, in plain words: "The server refuses the connection". Translated, lent;
 * NULL: one of those that nobody has to know. */
const char *wp_desk_step_words (const WpStep *step);
/* Of WpDeskLine, the caller's. `finding` NULL: of the services as a whole. */
GPtrArray *wp_desk_lines (const WpReport *report, const WpFinding *finding, WpVoice voice);

/* The parts of an answer, whole sentences; the caller owns them. */
char  *wp_desk_title (const WpFinding *finding);
char  *wp_desk_cause (const WpFinding *finding, WpVoice voice);
/* What to do, a step each; NULL at the end. */
char **wp_desk_steps (const WpFinding *finding, WpVoice voice);
/* What is to be typed into a mail program, where the finding is that it works: of WpSheetRow (see
 * render/sheet.h), the caller's. NULL: it is about something else. */
GPtrArray *wp_desk_settings (const WpReport *report, const WpFinding *finding);
/* "The provider": who can mend it; translated, lent. */
const char *wp_desk_who (const WpFinding *finding);
/* The dialogue of a step, a line each, "C: …"; NULL: none was kept. */
char  *wp_desk_dialogue (const WpStep *step);
/* All of that as plain text to be sent: what works and what does not, why, the steps; for the
 * technician also what it rests on. `finding` may be NULL. The caller owns it. */
char  *wp_desk_answer (const WpReport *report, const WpFinding *finding, WpVoice voice);

/* At most so many characters, the last one an ellipsis where there were more; the caller owns it.
 * NULL stays. */
char  *wp_desk_cut (const char *text, guint most);
/* A paragraph into its sentences: after a full stop with a blank and a capital or a digit behind
 * it, but not after a single letter ("z. B. Outlook"). NULL at the end; the caller owns it. */
char **wp_desk_sentences (const char *paragraph);
