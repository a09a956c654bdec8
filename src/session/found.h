/* What a search came to, for who only wants the settings. Pure. */
#pragma once

#include "model/report.h"

/* The best settings of a service are a guess: whether its server answers is all that is known. */
gboolean wp_found_rests_on_guess (const WpReport *report);
/* Who asked for the settings got them, whether the servers answer today or not; a guess is settings
 * only if they do. `exit` is what the findings make of it. */
int      wp_found_exit (const WpReport *report, int exit);
