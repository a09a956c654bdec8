/* The commands of the program: one file each. Each gets its own arguments (argv[0] is its name) and
 * answers an exit code of the contract. */
#pragma once

#include "model/exit.h"

int wp_command_find (char **argv);
int wp_command_check (char **argv);
int wp_command_advise (char **argv);
int wp_command_write (char **argv);
int wp_command_explain (char **argv);
int wp_command_lint (char **argv);
