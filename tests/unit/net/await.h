/* How the tests of net/ wait: the main loop runs meanwhile, nobody looks again and again, and what
 * does not come ends the test after AWAIT_S instead of hanging it. */
#pragma once

#include <glib.h>

#define AWAIT_S 20 /* a busy machine is slow; a test that works never waits that long */

/* The whole time: where it is the time itself that is tested, or that nothing happens in it. */
void await_ms (guint ms);

/* A count that one thread raises and another one waits for. */
void count_raise (gint *count);
/* On the main thread. */
void await_count (gint *count, gint least);
/* On any other thread. */
void count_wait (gint *count, gint least);
