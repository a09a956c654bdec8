/* What the parts of render/ that tell an answer share: reasons weighed, facts and settings in
 * words. */
#pragma once

#include "render/layout-private.h"

/* Something that can be set up: not NONE, NEED_TEST, UNCLEAR. */
gboolean wp_advice_is_answer (WpAdviceOutcome outcome);
/* There were servers to try, and nothing that was tried says that one of them lets this person
 * in. */
gboolean wp_advice_is_untested (const WpReport *report);
/* Settings for one protocol in words, each a sentence; of char*; none where the answer does not use
 * it. */
GPtrArray *wp_advice_settings (const WpReport *report, WpProtocol protocol,
                               const WpRenderStyle *style);
/* The same of an answer that stands in no report. */
GPtrArray *wp_advice_settings_of (const WpSituation *situation, const WpAdvice *advice,
                                  WpProtocol protocol, const WpRenderStyle *style);
/* What to mind with the answer, each a sentence; of char*. */
GPtrArray *wp_advice_warnings (const WpReport *report, const WpRenderStyle *style);
/* The same of an answer that stands in no report; `report` may be NULL: nothing was asked. */
GPtrArray *wp_advice_warnings_of (const WpReport *report, const WpSituation *situation,
                                  const WpAdvice *advice, const WpRenderStyle *style);

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

/* next-advice.c: the commands that follow. */
void wp_render_advice_next (GString *out, const WpReport *report, const WpRenderStyle *style);
