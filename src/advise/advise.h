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
/* What to heed: msgids, static, some with {days}; at most `most`, and never more than
 * WP_MOST_WARNINGS. That the address is an alias comes first, then that this network hides a way,
 * then what speaks against an outcome that was chosen by hand, then what would be lost. Answers how
 * many. */
#define WP_MOST_WARNINGS 20
guint wp_advise_warnings (const WpSituation *situation, const WpAdvice *advice,
                          const char **texts, guint most);
/* Some protocol is known to let this person in (a login worked, or the web sign-in is known to be
 * the way), measured or told. FALSE: an answer rests on nothing that was tried, so nothing may be
 * said to work. */
gboolean wp_advise_is_tested (const WpSituation *situation);
/* What a mail program is to be told. */
void wp_advise_use (const WpSituation *situation, const WpAdvice *advice, WpMailUse *use);

/* What a finished report measured becomes facts; what was given stays. */
void wp_advise_measure (const WpReport *report, WpSituation *situation);
/* Which protocol the records or documents that were found put first: "imap", "pop", "none"; NULL:
 * they do not tell, as guesses never do. Static. */
const char *wp_advise_prefers (const WpReport *report);

/* What a row asks of a fact, bounds included. `least` WP_UNKNOWN: also where it is not known. */
typedef struct
{
  WpFact fact;
  gint32 least, most;
} WpAdviceBounds;

/* The rule table as it stands, for --explain: all rows, also those that do not hold. */
typedef struct
{
  WpAdviceReason reason;
  gboolean holds;
  WpAdviceBounds bounds[2]; /* all of them have to hold */
  guint n_bounds;           /* 0: the row holds always */
} WpAdviceRow;
/* Returns how many; at most WP_MOST_ROWS. */
#define WP_MOST_ROWS 64
guint wp_advise_table (const WpSituation *situation, WpAdviceRow *rows);
/* What decides without points: the gates (G0 …) in the order in which they are tried, then the
 * vetoes (V0 …). Returns how many; at most WP_MOST_DECIDERS. */
#define WP_MOST_DECIDERS 16
guint wp_advise_deciders (WpAdviceReason *reasons);

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
  const char *why;               /* msgid: what the answer is good for, one sentence */
  const WpAdviceAnswer *answers; /* the last one is "Not sure" */
  guint n_answers;
} WpAdviceQuestion;

#define WP_MOST_QUESTIONS 5

/* What to ask next: of the questions that are not in `asked` (bits, 1u << WpFact) and whose fact is
 * not known, the one that is expected to settle most; NULL: none that is left can change the answer
 * any more, whatever else is answered and whichever chip is taken; or WP_MOST_QUESTIONS were asked,
 * that for the role among them. `is_role`: the address is that of a task (info@), so what it is
 * comes first. Costs some thousand runs of the verdict, a fraction of a millisecond. */
G_STATIC_ASSERT (WP_N_FACTS <= 32);
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
  const char *hint;  /* msgid: one sentence for who wonders */
  WpFact fact;
  gint32 value;
} WpAdviceChip;
const WpAdviceChip *wp_advise_chips (guint *count);
/* Those whose fact is not known yet; returns how many, at most WP_MOST_CHIPS. */
#define WP_MOST_CHIPS 20
guint wp_advise_open_chips (const WpSituation *situation, const WpAdviceChip **chips);

/* Words; all msgids, static, some with {days} and {provider} */
typedef struct
{
  const char *heading;     /* "IMAP Fits Best": over a page, with header capitals */
  const char *title;       /* "IMAP fits best": in a line of text */
  const char *either;      /* the title where the answer is not sure: "Either would do; …" */
  const char *meaning;     /* in one line */
  const char *where;       /* is the original? */
  const char *who_deletes;
  const char *second_copy;
} WpAdviceText;
const WpAdviceText *wp_advise_text (WpAdviceOutcome outcome);
/* The answer's title, msgid with {days}: "IMAP fits best", "IMAP is the only way here", "Either
 * would do; …", as sure and as tested as it is, or as a person's own choice (wp_advise_instead).
 * All of what follows comes from the situation and the answer, and beats the same member of
 * wp_advise_text, which cannot know of them. */
const char *wp_advise_title (const WpSituation *situation, const WpAdvice *advice);
/* The same over a page, short: "Both Work Well Here". What is left of the title then stands in the
 * line below: wp_advise_slightly, "IMAP is slightly better, because …", NULL where one fits best;
 * and wp_advise_meaning. */
const char *wp_advise_heading (const WpSituation *situation, const WpAdvice *advice);
const char *wp_advise_slightly (const WpSituation *situation, const WpAdvice *advice);
const char *wp_advise_meaning (const WpSituation *situation, const WpAdvice *advice);
/* Where the original is, who can delete it, what the second copy is: each a whole sentence or two,
 * msgid, some with {days}. */
const char *wp_advise_where (const WpSituation *situation, const WpAdvice *advice);
const char *wp_advise_who_deletes (const WpSituation *situation, const WpAdvice *advice);
const char *wp_advise_second_copy (const WpSituation *situation, const WpAdvice *advice);
/* The three in a few words, as answers to "Where is the original?", "Who can delete it?", "The
 * second copy?"; FALSE, and nothing is filled in, where there is nothing to be set up. */
typedef struct
{
  const char *where, *who_deletes, *second_copy; /* msgids, one with {days} */
} WpAdviceBrief;
gboolean wp_advise_brief (const WpSituation *situation, const WpAdvice *advice,
                          WpAdviceBrief *brief);
/* How sure the answer is, as words that stand for themselves, and why it is no surer, or so sure;
 * all msgids. `is_tested`: see wp_advise_is_tested; an answer that is about no mailbox at all need
 * not say that it was not. */
typedef struct
{
  const char *label; /* "Fairly sure" */
  const char *words; /* "fairly sure": within a line of text */
  const char *why;   /* a whole sentence; NULL: there is no answer */
} WpAdviceSureText;
void wp_advise_sure_text (const WpSituation *situation, const WpAdvice *advice,
                          gboolean is_tested, WpAdviceSureText *text);
/* The sentence for a modifier, and for two facts that contradict each other. */
const char *wp_advise_modifier_text (WpModifiers one);
const char *wp_advise_conflict_text (const WpAdvice *advice);
/* A fact with a value in words, "only one computer is used": for *This would change if*.
 * Placeholder {value}. NULL: NAME=VALUE has to do. */
const char *wp_advise_change_text (WpFact fact, gint32 value);
/* Why nothing can be used (NONE, NEED_TEST) and what works instead; of an alias (role=alias) that
 * it has no mailbox, whatever the outcome; NULL elsewhere. */
const char *wp_advise_reason_text (const WpSituation *situation, const WpAdvice *advice);

/* What may happen to mail, for *What happens if…* */
typedef enum
{
  WP_IF_DELETED, /* the newest mail: on the phone; with one device, on that */
  WP_IF_BROKEN,  /* the computer that all this is about */
  WP_IF_NO_LINE,
  WP_IF_FULL,    /* the mailbox, when a new mail comes */
  WP_IF_LOCKED,  /* the account */
  WP_IF_MOVED,   /* the server */
} WpWhatIf;
#define WP_N_WHAT_IFS (WP_IF_MOVED + 1)

typedef enum
{
  WP_FATE_STAYS,    /* somewhere, even if nobody can reach it just then */
  WP_FATE_TRASH,    /* a trash folder has it for a while */
  WP_FATE_BACKUP,   /* only the backup of the computer has it */
  WP_FATE_RETURNED, /* it never came: its sender has it back */
  WP_FATE_LOST,     /* nothing has it. A backup that nobody knows of is none. */
} WpFate;

/* What becomes of a mail with this answer: of the newest one, which the event happens to if it
 * happens to one (deleted, coming), or of one that is so old that it left the server, if it ever
 * does. NONE, NEED_TEST, UNCLEAR: all stays as it is. */
WpFate wp_advise_fate (const WpSituation *situation, const WpAdvice *advice, WpWhatIf event,
                       gboolean is_old);

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
/* The one that is often heard beside this reason ("U7"); NULL: none. */
const WpMyth *wp_myth_beside (const WpAdviceReason *reason);
