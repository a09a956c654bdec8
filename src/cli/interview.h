/* The questions of `advise`, one after the other on the terminal. */
#pragma once

#include <glib.h>

#include "model/situation.h"
#include "render/render.h"

/* Asks, on the terminal, what can still change the answer (at most WP_MOST_QUESTIONS), once what
 * else may be special, and then what that made a question. Answers become given facts. Goes on
 * turning the main context, so that servers are told goodbye meanwhile. Ends early at the end of
 * input. `local_part` may be NULL. */
void wp_interview (WpSituation *situation, const char *local_part, const WpRenderStyle *style);
/* Two facts contradict each other: both are asked again. FALSE: nobody answered. */
gboolean wp_interview_again (WpSituation *situation, const WpAdvice *advice,
                             const WpRenderStyle *style);
