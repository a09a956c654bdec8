/* What reading and writing of autoconfig share: the words of the format. */
#pragma once

#include <glib.h>

#include "model/account.h"
#include "model/endpoint.h"

#define WP_EMAIL_DOMAIN "%EMAILDOMAIN%"

/* "SSL", "STARTTLS", "plain"; either case when reading. */
const char *wp_autoconfig_socket_type (WpTlsMode tls);
gboolean wp_autoconfig_socket_type_read (const char *word, WpTlsMode *tls);
/* Whether a profile may name this host: a host name, or one with placeholders that would be one
 * once they are filled. Never an address literal. */
gboolean wp_autoconfig_is_host (const char *host);
/* Whether a text has a control character, or is not UTF-8. */
gboolean wp_autoconfig_is_unsafe (const char *text);
/* Whether an element is one of a service that is offered, too; and of its addresses. */
gboolean wp_autoconfig_is_offer (const char *element);
gboolean wp_autoconfig_is_offer_url (const char *element);
