/* A URL that a stranger gave us for a person to open, or for us to ask: checked and in one form. */
#pragma once

#include <glib.h>

/* The URL with its host in A-labels, a default port left out, and everything that is not plain
 * ASCII percent-encoded: always printable. NULL for anything but http and https, more than
 * WP_LIMIT_URL_BYTES, a user or password in it, blanks, control characters, backslashes or a
 * percent sign that encodes nothing (a placeholder), no host or one that cannot be a host's name
 * (an address literal can). The caller owns it. */
char    *wp_web_url (const char *text);
/* Whether what wp_web_url returned is https. */
gboolean wp_web_url_is_https (const char *url);
