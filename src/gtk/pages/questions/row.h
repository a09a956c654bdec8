/* One question with its answers, as a row of a list: side by side where there is room, else the
 * answers below the question, else one below the other. It tells the case what was chosen. */
#pragma once

#include <gtk/gtk.h>

#include "advise/advise.h"
#include "gtk/flow/case.h"
#include "gtk/widgets/plain-row.h"

#define WP_TYPE_QUESTION_ROW (wp_question_row_get_type ())
G_DECLARE_FINAL_TYPE (WpQuestionRow, wp_question_row, WP, QUESTION_ROW, WpPlainRow)

GtkWidget *wp_question_row_new (WpCase *lent, const WpAdviceQuestion *question);
WpFact     wp_question_row_fact (WpQuestionRow *self);
/* After the case changed. */
void       wp_question_row_update (WpQuestionRow *self);
/* `width` is what the list has, in px. */
void       wp_question_row_fit (WpQuestionRow *self, int width);
/* Slides open. */
void       wp_question_row_reveal (WpQuestionRow *self);
