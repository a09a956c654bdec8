/* The TXT record "mailconf=https://…" at a domain: where its autoconfig file is. No RFC; a custom
 * that a few publish and a few read. */
#pragma once

#include <glib.h>

#define WP_MAILCONF_PREFIX "mailconf="

/* The URL of one TXT value (its strings joined), or NULL for any other record, and for a URL that
 * is not https, has a user, another port than 443, or an address in place of a name. The caller
 * owns it. */
char *wp_mailconf_read (const char *text);
/* The TXT value for a URL, or NULL if it would not be read. */
char *wp_mailconf_write (const char *url);
