/* "Save Report…": asks where to, and writes the report of a page's case there. */
#pragma once

#include "gtk/view.h"

/* A report that is there already is kept as NAME~; the dialog asked before. What was done,
 * or went wrong, is said on the page. */
void wp_report_file_ask (WpView *page);
