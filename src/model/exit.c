/* See exit.h. */
#include "model/exit.h"

#include <glib.h>

int
wp_exit_first (int one, int other)
{
  static const int order[] = { WP_EXIT_BUG,   WP_EXIT_INTERRUPTED, WP_EXIT_USAGE,
                               WP_EXIT_INPUT, WP_EXIT_FILE,        WP_EXIT_DECIDE,
                               WP_EXIT_FAILS, WP_EXIT_CANNOT_TELL, WP_EXIT_NO_SETTINGS };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (one == order[i] || other == order[i])
      return order[i];
  return WP_EXIT_OK;
}
