/* The questions of `advise`, one after the other on the terminal. */
#pragma once

#include <glib.h>

#include "model/situation.h"
#include "render/render.h"

typedef enum
{
  WP_INTERVIEW_ANSWERED,
  WP_INTERVIEW_ENDED,       /* nobody is there any more: the rest is left open */
  WP_INTERVIEW_INTERRUPTED, /* Ctrl-C */
} WpInterviewEnd;

/* Asks, on the terminal, what can still change the answer (at most WP_MOST_QUESTIONS), once what
 * else may be special, and then what that made a question. Answers become given facts. Goes on
 * turning the main context, so that servers are told goodbye meanwhile. `local_part` may be
 * NULL. */
WpInterviewEnd wp_interview (WpSituation *situation, const char *local_part,
                             const WpRenderStyle *style);
/* While two facts contradict each other, says so and asks both again, a few times. ENDED: they
 * still do. */
WpInterviewEnd wp_interview_settle (WpSituation *situation, const WpRenderStyle *style);
