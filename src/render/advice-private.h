/* What the parts of render/ that tell an answer share: reasons weighed, facts and settings in
 * words. */
#pragma once

#include "render/layout-private.h"

/* A reason as it bears on the answer: > 0 speaks for it. */
typedef struct
{
  const WpAdviceReason *reason;
  int weight;
} WpWeighed;

/* Fills in those that speak for or against, the heaviest first, and answers how many; room for
 * WP_MOST_REASONS. */
guint wp_advice_weigh (const WpAdvice *advice, WpWeighed *weighed);
/* Something that can be set up: not NONE, NEED_TEST, UNCLEAR. */
gboolean wp_advice_is_answer (WpAdviceOutcome outcome);
/* Looks for mail by IMAP; by POP3. Of BOTH both. */
gboolean wp_advice_has_imap (WpAdviceOutcome outcome);
gboolean wp_advice_has_pop (WpAdviceOutcome outcome);
/* "IMAP fits best", with the days filled in; the one for "either works" where nothing is sure. The
 * caller owns it. */
char *wp_advice_title (const WpReport *report, const WpRenderStyle *style);
/* A text of WpAdviceText, filled; NULL stays NULL. The caller owns it. */
char *wp_advice_fill (const char *msgid, const WpReport *report, guint days,
                      const WpRenderStyle *style);
/* Settings for one protocol in words, each a sentence; of char*; none where the answer does not use
 * it. */
GPtrArray *wp_advice_settings (const WpReport *report, WpProtocol protocol,
                               const WpRenderStyle *style);
/* What to mind with the answer, each a sentence; of char*. */
GPtrArray *wp_advice_warnings (const WpReport *report, const WpRenderStyle *style);
/* "POP3, kept 14 days"; the caller owns it. */
char *wp_advice_name (WpAdviceOutcome outcome, guint days, const WpRenderStyle *style);
/* "only one computer is used"; NULL: there are no words for it. The caller owns it. */
char *wp_advice_change (WpFact fact, gint32 value, const WpRenderStyle *style);

/* A label, and texts that begin in one column to its right; on a narrow terminal below it. */
typedef struct
{
  GString *out;
  const WpRenderStyle *style;
  guint margin;   /* of the label */
  guint indent;   /* of the texts */
  gboolean is_begun;
  const char *label; /* msgid; printed with the first text */
} WpRows;

void wp_rows_begin (WpRows *rows, GString *out, const char *label, guint margin,
                    const WpRenderStyle *style);
/* `points` stands before the text, `id` at the right edge; either may be NULL. */
void wp_rows_add (WpRows *rows, const char *points, const char *text, const char *id);

/* advice-facts.c: what was measured, what was told, what could still change the answer. */
void wp_advice_facts (GString *out, const WpReport *report, const WpRenderStyle *style);
/* "backup=regular"; the caller owns it. */
char *wp_advice_pair (WpFact fact, gint32 value);
/* The open questions, best first; of const WpAdviceQuestion*, lent. */
GPtrArray *wp_advice_open (const WpReport *report);

/* advice-table.c */
void wp_advice_table (GString *out, const WpReport *report, const WpRenderStyle *style);

/* next.c: the commands that follow. */
void wp_render_advice_next (GString *out, const WpReport *report, const WpRenderStyle *style);
