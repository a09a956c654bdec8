/* POP3 or IMAP as the end of a run, of a saved report, or of nothing but answers. */
#pragma once

#include "model/report.h"

/* A report about nobody, begun now: for who only wants the answer to what was given. */
WpReport *wp_report_of_nobody (void);
/* The answer for this situation becomes part of the report, and the report's exit code the one of
 * the whole: advice was asked for, so a service that fails counts only where nothing can be
 * received. That is so where no login by IMAP or POP3 worked, with a password or a token. A fact
 * that was given by hand (imap=ok, imap=oauth) is believed by the advice, but takes no code back,
 * and neither does a server that only a sign-in on the web would open. `is_strict`: a warning in
 * the answer is 1. */
void      wp_report_advise (WpReport *report, const WpSituation *situation, gboolean is_strict);
