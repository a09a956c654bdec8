/* Reports that were saved, used again: a stranger may have made the file. */
#pragma once

#include <gio/gio.h>

#include "model/report.h"

/* NULL and an error (a whole sentence with what to do). It may have no account: then it can be
 * advised on, and nothing is written from it (wp_profile_from_report). */
WpReport   *wp_session_open_report (const char *path, GError **error);
/* The same with all that the file says was done and found, to be looked at: a report to show, not
 * one to write or advise from. May be called in any thread. */
WpReport   *wp_session_view_report (const char *path, GError **error);
/* A host of a service that is outside the registrable domain of the report's own address and
 * that no decision of `allow` (values of --allow) accepts, lent; NULL: none. Nothing is written
 * for such a host: who forged the file would get the password. */
const char *wp_session_foreign_host (const WpReport *report, char **allow);
