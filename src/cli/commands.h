/* The commands of the program: one file each. Each gets its own arguments (argv[0] is its name) and
 * answers an exit code of the contract. */
#pragma once

enum
{
  WP_EXIT_OK = 0,
  WP_EXIT_FAILS = 1,
  WP_EXIT_NO_SETTINGS = 2,
  WP_EXIT_CANNOT_TELL = 3,
  WP_EXIT_DECIDE = 4,
  WP_EXIT_USAGE = 64,
  WP_EXIT_INPUT = 65,
  WP_EXIT_BUG = 70,
  WP_EXIT_FILE = 74,
  WP_EXIT_INTERRUPTED = 130,
};

int wp_command_find (char **argv);
int wp_command_check (char **argv);
int wp_command_advise (char **argv);
int wp_command_write (char **argv);
int wp_command_explain (char **argv);
int wp_command_lint (char **argv);
