/* A saved report (waypost.report/1), read back as far as profiles need it: account, candidates,
 * services. The file is a stranger's: size and nesting are checked before the JSON library sees it,
 * every value again after it; trust in it is a claim, so no candidate comes back higher than
 * WP_TRUST_HTTP. */
#pragma once

#include <gio/gio.h>

#include "format/json.h"
#include "model/report.h"

/* NULL and an error (G_IO_ERROR_INVALID_DATA, a whole sentence with what to do). */
WpReport *wp_report_read (const char *bytes, gsize count, GError **error);
