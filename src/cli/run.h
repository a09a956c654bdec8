/* A session on the terminal: progress and trace on standard error, questions asked where
 * somebody is there to answer, Ctrl-C handled; then the report. */
#pragma once

#include "cli/options.h"
#include "render/render.h"
#include "session/session.h"

/* Runs to the end. NULL: nothing was started; *code says why, and it was printed. Else the caller
 * unrefs the session, whose report is complete; *code is its exit code. */
WpSession    *wp_cli_run (const WpCliOptions *options, const char *address, int *code);
/* Of the texts, as --locale asks; FALSE (and a complaint): this system does not have it. */
gboolean      wp_cli_set_locale (const WpCliOptions *options);
/* Text goes to standard output: width, colour and signs of this terminal. JSON texts follow
 * --locale only. */
WpRenderStyle wp_cli_style (const WpCliOptions *options);
/* Prints the report as --json, --quiet and --save ask. Answers the exit code that the contract's
 * order makes of `code` and a file that could not be written. */
int           wp_cli_print_report (const WpCliOptions *options, const WpReport *report, int code);
/* The part of it that --save asks for. */
int           wp_cli_save_report (const WpCliOptions *options, const WpReport *report, int code);
/* Writes to standard output; FALSE (and a complaint) if that failed. */
gboolean      wp_cli_print (const char *text);
/* "waypost: " and the sentence, on standard error; on a terminal no wider than that. */
void          wp_cli_complain (const char *sentence);
/* Waits, at most two seconds, until the servers were told goodbye. */
void          wp_cli_linger (WpSession *session);
