/* A saved report (waypost.report/1), read back as far as profiles and advice need it: account,
 * candidates, who was asked, services, facts, what was told, and the answer. The file is a
 * stranger's: size and nesting are checked before the JSON library sees it, every value again after
 * it; trust in it is a claim, so no candidate comes back higher than WP_TRUST_HTTP, and so is the
 * answer: of `advice` only outcome and days are set. What is known of the provider is not taken
 * from a file. */
#pragma once

#include <gio/gio.h>

#include "format/json.h"
#include "model/report.h"

/* NULL and an error (G_IO_ERROR_INVALID_DATA, a whole sentence with what to do). A report about
 * servers that were given, or about answers only, has no account. */
WpReport *wp_report_read (const char *bytes, gsize count, GError **error);
/* The same bytes once more, for who shows what was done: when each source was asked and what it
 * said, steps with evidence and dialogue, findings, times, the number of logins, as the file claims
 * them. Nothing may be decided by them. Of findings only the form of the id is checked. `report` is
 * what wp_report_read made of these bytes. */
void      wp_report_read_run (WpReport *report, const char *bytes, gsize count);
