/* What a person has decided: the values of --allow and --deny, or the answers given in the window.
 * Each login decision is bound to one host. */
#pragma once

#include <glib.h>

typedef struct _WpDecisions WpDecisions;

WpDecisions *wp_decisions_new (void);
void         wp_decisions_free (WpDecisions *decisions);
/* http, send-address, private, second-login, foreign:HOST, mx:HOST, guess:HOST, http:HOST,
 * port:HOST:N, pin:HOST=SHA256 (64 hex digits, colons allowed). FALSE and an error
 * (G_OPTION_ERROR_BAD_VALUE, a whole sentence that lists what is allowed) for anything else. Hosts
 * are compared as A-labels. */
gboolean     wp_decisions_allow (WpDecisions *decisions, const char *value, GError **error);
/* database, autodiscover. */
gboolean     wp_decisions_deny (WpDecisions *decisions, const char *value, GError **error);

/* "private", "http", … ; "foreign:HOST" and so on, in the form that a question prints. */
gboolean     wp_decisions_has (const WpDecisions *decisions, const char *value);
gboolean     wp_decisions_denies (const WpDecisions *decisions, const char *value);
/* Lower-case hex without colons, or NULL; lent. */
const char  *wp_decisions_pin (const WpDecisions *decisions, const char *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpDecisions, wp_decisions_free)
