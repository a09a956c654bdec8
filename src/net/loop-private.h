/* What only the rest of net/ asks of a loop. */
#pragma once

#include "net/loop.h"

/* The count of what goes on in the background of this loop; conn keeps it. */
guint *wp_loop_quits (WpLoop *loop);
