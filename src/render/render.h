/* Report → text for a terminal, JSON. Pure: texts are msgids with parameters, translated by the
 * function given here. Foreign text is data, never a format, never markup. */
#pragma once

#include <glib.h>

#include "advise/advise.h"
#include "diagnose/as-client.h"
#include "diagnose/diagnose.h"
#include "diagnose/lint.h"
#include "model/report.h"

typedef const char *(*WpTranslate) (const char *msgid); /* NULL: as is */

typedef struct
{
  WpTranslate translate;
  gboolean has_colour;
  gboolean is_utf8;      /* else ASCII signs: + ! x - */
  guint columns;         /* of text: 80; a terminal's, but no wider than can be read */
  guint wide_columns;    /* of the terminal, for tables; 0: as `columns` */
  gboolean is_quiet;     /* the headline only */
  gboolean has_timeline;
  const char *command;   /* this run's, as a shell takes it, repeated after "Next:"; NULL: put
                          * together from the report */
  gboolean is_writing;   /* settings are being written: not to be suggested */
  const GPtrArray *clients; /* of WpClientView: what other programs would find; NULL: not asked */
  gboolean is_overview;  /* of the clients a line each, and what holds for several of them */
  gboolean lists_all;    /* of lint: what is well a line each, even beside what is not */
  gboolean explains_all; /* of advice: the whole rule table with its points */
  gboolean has_rows_above; /* the lines of the sources stand on the terminal already */
} WpRenderStyle;

/* The result of a check as in the samples: settings, a line a service, findings with what to do,
 * the headline last. The caller owns it; ends in a line feed. */
char *wp_render_text (const WpReport *report, const WpRenderStyle *style);
/* The result of a search: every source in the order in which they answered, who agrees and who does
 * not, the chosen settings and why; where nothing was found, what to do. With `clients` what they
 * would find with the same answers instead of what else is known. */
char *wp_render_find (const WpReport *report, const WpRenderStyle *style);
/* The line of a source as in the result, with its line end, once nothing can change it any more;
 * NULL: it has none, or not yet. After the end of the run every source that has one gives it. */
char *wp_render_source_line (const WpReport *report, WpReportKind kind, guint n,
                             const WpRenderStyle *style);
/* The answer in `report->advice` (and `situation`; both must be there): for and against with
 * points, what was measured and told; then title and how sure, what is to be set, what would change
 * it; at the end that nothing was changed on the servers, where one was reached, and the commands
 * that follow. UNCLEAR: which facts contradict each other, and the options that settle it. */
char *wp_render_advice (const WpReport *report, const WpRenderStyle *style);
/* A question with its numbered answers, without the prompt. */
char *wp_render_advice_question (const WpAdviceQuestion *question, const WpRenderStyle *style);
/* What else may be special and is not known yet (wp_advise_open_chips), numbered from 1. */
char *wp_render_advice_chips (const WpSituation *situation, const WpRenderStyle *style);
/* A sentence (msgid), wrapped, with its line end. */
char *wp_render_sentence (const char *sentence, const WpRenderStyle *style);
/* What the report's provider changed or does in its own way and matters to this audience, each with
 * its source below; dated, and with a warning where it may have changed. NULL: nothing. */
char *wp_render_notices (const WpReport *report, WpNoticeAudience audience,
                         const WpRenderStyle *style);
/* What a provider demands, in one sentence without an end: "IMAP, SMTP: only with an app password,
 * made for mail programs". The caller owns it. */
char *wp_render_demand (const WpDemand *demand, const WpRenderStyle *style);
/* waypost explain myths; and one of them, NULL for an unknown id. */
char *wp_render_myths (const WpRenderStyle *style);
char *wp_render_explain_myth (const char *id, const WpRenderStyle *style);
/* waypost explain U8: a rule of advice, a gate or a veto, in capitals or not: what it rests on, its
 * points, its sentences. NULL for an unknown id. */
char *wp_render_explain_rule (const char *id, const WpRenderStyle *style);
/* What lint found (array of WpLintCheck of this report), the headline last. */
char *wp_render_lint (const WpReport *report, const GPtrArray *checks,
                      const WpRenderStyle *style);
/* waypost.lint/1 */
char *wp_render_lint_json (const WpReport *report, const GPtrArray *checks, int exit_code,
                           const WpRenderStyle *style);
/* One line of progress for something that the report just got, without line end; NULL: nothing to
 * say. */
char *wp_render_progress (const WpReport *report, WpReportKind kind, guint n,
                          const WpRenderStyle *style);
/* The same while the folders of a mailbox are counted; `all` 0: nobody knows yet how many. */
char *wp_render_folder_progress (guint folders, guint all, const WpRenderStyle *style);
/* A question, wrapped, without the prompt; and the option that answers it on its own line. */
char *wp_render_question (const WpReport *report, const WpQuestion *question,
                          const WpRenderStyle *style);
/* The dialogue of a step for --trace, one line each: "IMAP imap.example.org:993 S: * OK …"; for a
 * step without one how it ended: "IMAP imap.example.org:993 connect ok, 41 ms". Not wrapped. */
char *wp_render_trace (const WpReport *report, const WpStep *step, const WpRenderStyle *style);
/* waypost.report/1, pretty-printed, ends in a line feed. */
char *wp_render_json (const WpReport *report, const WpRenderStyle *style);
/* waypost.write/1 */
typedef struct
{
  const char *client;
  const char *path;
  gsize bytes;
  char sha256[65];
  const char *outcome; /* the answer to POP3 or IMAP that it follows; NULL: none */
  guint days;          /* of pop-keep; else 0 */
  const char *const *warnings;      /* msgids */
  const char *const *next_steps;    /* msgids */
  const char *const *administrator_steps; /* msgids */
  const char *const *not_expressed; /* msgids */
} WpWritten;
char *wp_render_written_json (const WpWritten *files, guint n_files, const WpRenderStyle *style);

/* Parts of that for who shows them in another way: texts are whole, not wrapped, without signs. */

/* "Everything works."; what works first, then what does not. The caller owns it. */
char *wp_render_headline_text (const WpReport *report, const WpRenderStyle *style);
/* A server was reached, so what became of the mailbox has to be said. */
gboolean wp_render_was_connected (const WpReport *report);
/* The question alone; the caller owns it. */
char *wp_render_question_text (const WpReport *report, const WpQuestion *question,
                               const WpRenderStyle *style);
/* A part of the text of a finding, with the sentences that follow because it knows more; the caller
 * owns it. Of a finding whose id has a text. */
char *wp_render_part (const WpFinding *finding, WpFindingPart part, const WpRenderStyle *style);
/* "Likely: …", with what a probe ruled out; the caller owns it. */
char *wp_render_cause_text (const WpFinding *finding, const WpRenderStyle *style);
/* Who said what, when, after how long: what the support desk finds it by in its logs. NULL: no step
 * is behind it. The caller owns it. */
char *wp_render_evidence_text (const WpReport *report, const WpFinding *finding,
                               const WpRenderStyle *style);
/* The reply of a step as it came, "NO [AUTHENTICATIONFAILED] …"; NULL: there was none. The caller
 * owns it. */
char *wp_render_server_words (const WpStep *step);
/* Why a service does not work or was not tested, a few words; msgid. */
const char *wp_render_service_reason (const WpReport *report, const WpService *service);
/* It works, and something about it is worth a warning. */
gboolean wp_render_service_warns (const WpReport *report, const WpService *service);
/* "Found at the provider.": how a candidate came here, by who is believed most. Lent, static. */
const char *wp_render_found (const WpReport *report, const WpCandidate *candidate,
                             const WpRenderStyle *style);
/* "TLS 1.3", "Login": what a step is called; the caller owns it. */
char *wp_render_step_name (const WpStep *step, const WpRenderStyle *style);
/* What such a step is called before it was done; msgid. */
const char *wp_render_verb_name (WpVerb verb);
/* msgid: "Receiving by POP", as sentences and windows have it; a line of the terminal says POP3. */
const char *wp_render_service_words (WpProtocol protocol);
/* What was seen in it, in one sentence or two: "The certificate is valid for imap.example.org until
 * 2026-05-14."; the caller owns it. */
char *wp_render_step_note (const WpReport *report, const WpStep *step,
                           const WpRenderStyle *style);

/* Day alone, "2026-05-14", of Unix seconds; the caller owns it. */
char *wp_render_day (gint64 unix_s);

/* Who was asked for settings, and what came of it. */
typedef struct
{
  char *name;          /* "autoconfig.example.org" */
  char *what;          /* "IMAP, SMTP", "not published" */
  const char *trust;   /* "from the provider, HTTPS"; "" */
  gint64 ms;           /* after the beginning */
  gboolean has_found;
  gboolean needs_care; /* what it says could be forged */
  gboolean has_failed; /* nobody knows what it would have said */
} WpSourceRow;
/* In the order in which they answered; of WpSourceRow, the caller's. */
GPtrArray *wp_render_source_rows (const WpReport *report, const WpRenderStyle *style);

/* One question alone: what was asked, "autoconfig.example.org", "SRV _imaps._tcp"; and what it
 * says, "IMAP, SMTP", "not published". The caller owns them. */
char *wp_render_source_title (const WpReport *report, const WpSource *source,
                              const WpRenderStyle *style);
char *wp_render_source_answer (const WpReport *report, const WpSource *source,
                               const WpRenderStyle *style);

/* Parts of an answer to POP3 or IMAP, likewise. Texts are the caller's; `report` may be NULL: it
 * only knows the name of the provider. */

/* A reason with its points, as they bear on the answer: > 0 speaks for it. */
typedef struct
{
  const WpAdviceReason *reason;
  int weight;
} WpWeighed;
/* Those that speak for or against by their points for the server (S in the table, the other way
 * round for POP3), the heaviest first; answers how many, room for WP_MOST_REASONS. */
guint wp_render_weigh (const WpAdvice *advice, WpWeighed *weighed);
/* Those that ask for a copy of one's own, with these points (A in the table), the heaviest first:
 * of an answer that makes one beside IMAP. */
guint wp_render_weigh_copies (const WpAdvice *advice, WpWeighed *weighed);
/* "IMAP fits best", with the days filled in; as sure and as tested as the report's situation lets
 * it be. */
char *wp_render_advice_title (const WpAdvice *advice, const WpReport *report,
                              const WpRenderStyle *style);
/* A text of advise/ (msgid) with what it speaks of filled in; NULL stays NULL. */
char *wp_render_advice_text (const char *msgid, const WpReport *report, guint days,
                             const WpRenderStyle *style);
/* "POP (days kept: 14)" */
char *wp_render_advice_name (WpAdviceOutcome outcome, guint days, const WpRenderStyle *style);
/* "only one computer is used"; NULL: there are no words for it. */
char *wp_render_change (WpFact fact, gint32 value, const WpRenderStyle *style);
/* "62 % of 6.6 GB used; messages: 18 204; …": what was measured on the mailbox. NULL: nothing. */
char *wp_render_measured (const WpSituation *situation, const WpFields *facts,
                          const WpRenderStyle *style);
/* The same for who does not care how mail works: "messages: 3 in the inbox, 9 in all; new mail is
 * announced at once". */
char *wp_render_measured_briefly (const WpSituation *situation, const WpFields *facts,
                                  const WpRenderStyle *style);
/* "messages: 3 in the inbox, 9 in all", or one of them; NULL: neither was counted. */
char *wp_render_messages (const WpFields *facts, const WpRenderStyle *style);
/* "4.1 GB of 6.6 GB used"; NULL: the server did not tell both. */
char *wp_render_space (const WpFields *facts, const WpRenderStyle *style);
/* One notice, with a warning where it may have changed; of a report with a provider. */
char *wp_render_notice (const WpReport *report, const WpNotice *notice,
                        const WpRenderStyle *style);

/* One finding for `explain`: title, cause, remedies. NULL for an unknown id. */
char *wp_render_explain (const char *id, const WpRenderStyle *style);
/* The same for a check of lint. */
char *wp_render_explain_check (const char *id, const WpRenderStyle *style);
/* waypost.explain/1 of whatever `explain` knows: a finding, a check of lint, a rule, gate or veto
 * of advice, a myth, "myths". NULL for an unknown id. */
char *wp_render_explain_json (const char *id, const WpRenderStyle *style);
typedef struct
{
  const char *id;
  const char *brief; /* msgid; NULL */
} WpExplained;
/* waypost.explain/1: the names of all of these, each of which can be explained. */
char *wp_render_explain_list_json (const WpExplained *all, guint n_all,
                                   const WpRenderStyle *style);
/* Fills {placeholders} of a msgid from fields, printable; the caller owns it. */
char *wp_render_fill (const char *msgid, const WpFields *params, const WpRenderStyle *style);
