/* The command line of waypost-wizard. Where it names resolvers, authorities and the like, they are
 * those of this process alone; a task and an address go to the program that runs already. */
#pragma once

#include <gio/gio.h>

#include "session/session.h"

typedef struct _WpArguments WpArguments;

WpArguments            *wp_arguments_new (void);
void                    wp_arguments_free (WpArguments *arguments);
/* Teaches the application its options; `arguments` must outlive it. */
void                    wp_arguments_add (WpArguments *arguments, GApplication *application);
/* Of handle-local-options: an exit code, or -1 to go on. What is wrong was said on standard
 * error. */
int                     wp_arguments_take (WpArguments *arguments, GApplication *application,
                                           GVariantDict *options);
/* Whether it names a saved report rather than an email address: *.json, or a path. */
gboolean                wp_arguments_is_report (const char *argument);
/* After wp_arguments_take. Lent. */
const WpSessionOptions *wp_arguments_session (const WpArguments *arguments);
