/* The test of one service: a row with its state, open to the timeline and to what was seen in the
 * bar that is selected. */
#pragma once

#include "gtk/flow/case.h"
#include "gtk/flow/timeline-data.h"
#include "gtk/widgets/parts.h"

#define WP_TYPE_TEST_ROW (wp_test_row_get_type ())
G_DECLARE_FINAL_TYPE (WpTestRow, wp_test_row, WP, TEST_ROW, WpExpander)

GtkWidget *wp_test_row_new (WpProtocol protocol);
/* What the case knows of it by now; hides itself where there is nothing to show. */
void       wp_test_row_update (WpTestRow *self, WpCase *wp_case);
/* What is read out of it: "Receiving by IMAP, works, 0.9 seconds"; lent. */
const char *wp_test_row_spoken (WpTestRow *self);
/* It is not under way any more. */
gboolean   wp_test_row_has_answer (WpTestRow *self);
/* It ended, and does not work. */
gboolean   wp_test_row_has_failed (WpTestRow *self);
/* Shows what was seen in this bar of its timeline. */
void       wp_test_row_mark (WpTestRow *self, guint bar);
