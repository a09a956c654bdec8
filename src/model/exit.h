/* How a command ends: the exit codes that scripts rely on. A report holds the one of its run. */
#pragma once

enum
{
  WP_EXIT_OK = 0,
  WP_EXIT_FAILS = 1,        /* something that was asked for does not work */
  WP_EXIT_NO_SETTINGS = 2,  /* none that can be used, or no protocol in common */
  WP_EXIT_CANNOT_TELL = 3,  /* not from here: this network, this machine */
  WP_EXIT_DECIDE = 4,       /* a person has to decide something first */
  WP_EXIT_USAGE = 64,
  WP_EXIT_INPUT = 65,
  WP_EXIT_BUG = 70,
  WP_EXIT_FILE = 74,
  WP_EXIT_INTERRUPTED = 130,
};

/* The one that counts where both apply; WP_EXIT_OK is the last. */
int wp_exit_first (int one, int other);
