/* The parts of the recommendation, each made anew from the answer. NULL: there is nothing to show.
 * `report` may be NULL. */
#pragma once

#include <gtk/gtk.h>

#include "model/report.h"

/* Why the answer is so sure, or no surer: below the heading. */
GtkWidget *wp_sure_new (const WpSituation *situation, const WpAdvice *advice);
/* For and against, with the points of each reason, and what decides without. */
GtkWidget *wp_reasons_new (const WpAdvice *advice, const WpReport *report);
/* What is often heard and is not so, as far as it bears on the heaviest reason. */
GtkWidget *wp_heard_new (const WpAdvice *advice);
/* Where is the original, who can delete it, what is the second copy. */
GtkWidget *wp_answers_new (const WpSituation *situation, const WpAdvice *advice,
                           const WpReport *report);
/* What to mind. */
GtkWidget *wp_warnings_new (const WpSituation *situation, const WpAdvice *advice,
                            const WpReport *report);
/* How full it is, and what else was measured. */
GtkWidget *wp_mailbox_new (const WpSituation *situation, const WpReport *report);
/* What the provider itself changed, as far as it bears on the choice. */
GtkWidget *wp_notices_new (const WpReport *report);
/* "This Would Change If…" */
GtkWidget *wp_changes_new (const WpAdvice *advice);

/* Its children stand side by side, on a narrow page one below the other. */
void       wp_part_set_narrow (GtkWidget *part, gboolean is_narrow);

/* For the parts themselves */
GtkWidget *wp_part_text (const char *text, const char *style_class);
GtkWidget *wp_part_card (int spacing);
/* A small button that opens a text; `name` is what it is called. */
GtkWidget *wp_part_note (const char *name, const char *text);
/* Of cards of one width. */
GtkWidget *wp_part_row (void);
