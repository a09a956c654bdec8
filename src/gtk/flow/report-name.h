/* What a saved report is called at first. No clock, no file. */
#pragma once

#include "model/report.h"

/* "example.org-2026-11-22.json": the domain of the address, or the first server, and the day of the
 * test; never the part before the @ sign. Lower-case letters, digits, dots and hyphens only. The
 * caller owns it. */
char *wp_report_file_name (const WpReport *report);
