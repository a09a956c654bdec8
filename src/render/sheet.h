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
/* The servers that an answer needs, incoming first; those that do not work are left out. Where
 * `outcome` is no answer, all. Of WpSheetRow, the array is the caller's. */
GPtrArray *wp_render_sheet (const WpReport *report, WpAdviceOutcome outcome,
                            const WpRenderStyle *style);
/* What is true of the password of this run, a whole sentence; translated, the caller owns it. */
char      *wp_render_sheet_password (const WpReport *report, const WpRenderStyle *style);
/* What the answer wants set in the mail program, a sentence a line; "": nothing, or no answer. The
 * caller owns it. */
char      *wp_render_sheet_settings (const WpSituation *situation, const WpAdvice *advice,
                                     const WpRenderStyle *style);
/* The sheet as plain text, to be copied; ends in a line feed. */
char      *wp_render_sheet_text (const WpReport *report, const WpSituation *situation,
                                 const WpAdvice *advice, const WpRenderStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpSheetRow, wp_sheet_row_free)
