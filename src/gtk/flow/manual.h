/* The manual that is built into the program: all its pages, where each is listed, what a link leads
 * to. Nothing of it is unpacked before it is asked for. */
#pragma once

#include "diagnose/diagnose.h"
#include "gtk/flow/mallard.h"

/* Of what has no row of its own in the table of pages. */
#define WP_MANUAL_INDEX "index"
#define WP_MANUAL_DESK "find-out"

typedef struct _WpManual WpManual;

/* With what each page says of itself. */
WpManual     *wp_manual_new (void);
void          wp_manual_free (WpManual *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpManual, wp_manual_free)

/* "tls" or "tls#tls.eof": the whole page, with the pages that want to be listed on it. The caller
 * owns it; NULL: there is none. */
WpManualPage *wp_manual_read (const WpManual *self, const char *target);
/* The section that a target names on its page; NULL: none. Lent by `target`. */
const char   *wp_manual_section (const char *target);
/* Title of a page or of a section; the caller owns it. NULL: there is no such one. */
char         *wp_manual_title (const WpManual *self, const char *target);
/* Where a finding is told of: "tls#tls.eof". The caller owns it. */
char         *wp_manual_of_finding (const WpFindingText *text);
