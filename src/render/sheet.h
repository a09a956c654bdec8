/* The settings sheet: what a person types into a mail program by hand, and keeps. Holds no
 * password. Pure. */
#pragma once

#include "render/render.h"

/* Texts are translated and printable. */
typedef struct
{
  WpProtocol protocol;
  char *label;      /* "Incoming (IMAP)" */
  char *server;
  char *port;
  char *encryption; /* "TLS" */
  char *username;
} WpSheetRow;

void       wp_sheet_row_free (WpSheetRow *row);
/* What a row says below its label, from the server to the user name: the word for the `n`th of it,
 * translated, and the value, which may be ""; both lent. NULL: there are no more. */
const char *wp_sheet_row_field (const WpSheetRow *row, guint n, const WpRenderStyle *style,
                                const char **value);
/* The servers that an answer needs, incoming first; those that do not work are left out. Where
 * `outcome` is no answer, all. Of WpSheetRow, the array is the caller's. */
GPtrArray *wp_render_sheet (const WpReport *report, WpAdviceOutcome outcome,
                            const WpRenderStyle *style);
/* What is true of the passwords of this run, and whether sending has a login of its own: whole
 * sentences; translated, the caller owns them. */
char      *wp_render_sheet_password (const WpReport *report, const WpRenderStyle *style);
/* The last sentences: on the passwords; where there is no server for the answer, why. `report` may
 * be NULL here and below: the answer was given without asking a server. */
char      *wp_render_sheet_end (const WpReport *report, WpAdviceOutcome outcome,
                                const WpRenderStyle *style);
/* The answer and what it means for the mail, a sentence a line, without a line feed at the end; "":
 * there is none. The caller owns it. */
char      *wp_render_sheet_answer (const WpReport *report, const WpSituation *situation,
                                   const WpAdvice *advice, const WpRenderStyle *style);
/* What the answer wants set in the mail program, a sentence a line; "": nothing, or no answer. The
 * caller owns it. */
char      *wp_render_sheet_settings (const WpSituation *situation, const WpAdvice *advice,
                                     const WpRenderStyle *style);
/* The servers and the last sentences as plain text; ends in a line feed. The caller owns it. */
char      *wp_render_sheet_servers (const WpReport *report, WpAdviceOutcome outcome,
                                    const WpRenderStyle *style);
/* The sheet as plain text, to be copied; without a server on it, it holds the answer instead. Ends
 * in a line feed. */
char      *wp_render_sheet_text (const WpReport *report, const WpSituation *situation,
                                 const WpAdvice *advice, const WpRenderStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpSheetRow, wp_sheet_row_free)
