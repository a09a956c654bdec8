/* POP3 or IMAP, for one situation: facts → gates → rule table → vetoes → answer. Pure, without
 * allocation but where it says so; the weights are one table (rules.c) that can be argued about.
 *
 * Contract for every answer: no outcome on a protocol that cannot be used; nothing deletes from the
 * server where somebody else reads it, where everything must be kept, or without a regular backup,
 * unless the server does it anyway (G5); the answer says where the original is, who can delete it,
 * and what the second copy is. */
#pragma once

#include "model/advice.h"
#include "model/report.h"
#include "model/situation.h"

/* The whole answer, with what would change it. */
void wp_advise (const WpSituation *situation, WpAdvice *advice);
/* The same card for another outcome, which a person chose: its days, modifiers, points. FALSE, and
 * nothing is changed, where that outcome's protocol cannot be used (or `outcome` is none to
 * choose). */
gboolean wp_advise_instead (const WpSituation *situation, WpAdviceOutcome outcome,
                            WpAdvice *advice);
/* The answer for the other family ("Use POP Instead"), best first; UNCLEAR: there is none. */
WpAdviceOutcome wp_advise_other (const WpSituation *situation, const WpAdvice *advice);
/* Why a veto or the rules speak against an outcome that was chosen by hand: msgids, static; at most
 * `most`. Answers how many. */
guint wp_advise_warnings (const WpSituation *situation, const WpAdvice *advice,
                          const char **texts, guint most);
/* What a mail program is to be told. */
void wp_advise_use (const WpSituation *situation, const WpAdvice *advice, WpMailUse *use);

/* What a finished report measured becomes facts; what was given stays. */
void wp_advise_measure (const WpReport *report, WpSituation *situation);
/* Which protocol the provider's records or documents prefer: "imap", "pop", "none"; NULL: they do
 * not tell. Static. */
const char *wp_advise_prefers (const WpReport *report);

/* The rule table as it stands, for --explain: all rows, also those that do not hold. */
typedef struct
{
  WpAdviceReason reason;
  gboolean holds;
} WpAdviceRow;
/* Returns how many; at most WP_MOST_ROWS. */
#define WP_MOST_ROWS 64
guint wp_advise_table (const WpSituation *situation, WpAdviceRow *rows);

/* Questions */

typedef struct
{
  const char *label; /* msgid: "Two" */
  gint32 value;      /* WP_UNKNOWN: not sure */
} WpAdviceAnswer;

typedef struct
{
  WpFact fact;
  const char *text;              /* msgid: "How many devices read this mail?" */
  const WpAdviceAnswer *answers; /* the last one is "Not sure" */
  guint n_answers;
} WpAdviceQuestion;

#define WP_MOST_QUESTIONS 5

/* What to ask next: of the questions that are not in `asked` (bits, 1u << WpFact) and whose fact is
 * not known, the one that is expected to settle most; NULL: none that is left can change the answer
 * any more, or WP_MOST_QUESTIONS were asked. `is_role`: the address is that of a task (info@), so
 * what it is comes first. Costs some thousand answers of the engine. */
const WpAdviceQuestion *wp_advise_next (const WpSituation *situation, guint asked,
                                        gboolean is_role);
/* The question for one fact (also where facts contradict each other); NULL: there is none. */
const WpAdviceQuestion *wp_advise_question (WpFact fact);
/* "info", "support", "sales" …: several people usually read it, or nobody does (RFC 2142). */
gboolean wp_advise_is_role (const char *local_part);

/* What else may be special, each a yes that nobody has to give. */
typedef struct
{
  const char *label; /* msgid: "Keep everything received" */
  const char *hint;  /* msgid: one sentence for who wonders; NULL */
  WpFact fact;
  gint32 value;
} WpAdviceChip;
const WpAdviceChip *wp_advise_chips (guint *count);

/* Words; all msgids, static, some with {days} and {provider} */
typedef struct
{
  const char *title;       /* "IMAP fits best" */
  const char *either;      /* the title where the answer is not sure: "Both work well here …" */
  const char *meaning;     /* in one line */
  const char *where;       /* is the original? */
  const char *who_deletes;
  const char *second_copy;
} WpAdviceText;
const WpAdviceText *wp_advise_text (WpAdviceOutcome outcome);
/* The sentence for a modifier, and for two facts that contradict each other. */
const char *wp_advise_modifier_text (WpModifiers one);
const char *wp_advise_conflict_text (const WpAdvice *advice);
/* A fact with a value in words, "only one computer is used": for *This would change if*.
 * Placeholder {value}. NULL: NAME=VALUE has to do. */
const char *wp_advise_change_text (WpFact fact, gint32 value);
/* Why nothing can be used (NONE, NEED_TEST) and what works instead; NULL elsewhere. */
const char *wp_advise_reason_text (const WpSituation *situation, const WpAdvice *advice);

/* Myths: what is heard, and what is true (advice of many pages that is outdated or wrong). */
typedef struct
{
  const char *id;     /* "imap-needs-internet" */
  const char *heard;  /* msgid */
  const char *answer; /* msgid, in one breath */
  const char *more;   /* msgid: the reason, for who wants to know; NULL */
  const char *source; /* where the reason can be read: "RFC 1939, section 6"; not translated */
} WpMyth;
const WpMyth *wp_myths (guint *count);
