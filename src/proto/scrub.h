/* Takes a secret out of what a server says, should it echo one: in a refusal that quotes the line
 * it did not like, or on purpose. What we send is never written down; this is for what comes
 * back. */
#pragma once

#include <glib.h>

#include "base/secret.h"

typedef struct _WpScrub WpScrub;

WpScrub *wp_scrub_new (void);
/* Wipes its copies. */
void     wp_scrub_free (WpScrub *scrub);
/* As it is, percent-encoded, in hex, and in base64 at each alignment. */
void     wp_scrub_add_secret (WpScrub *scrub, const WpSecret *secret);
/* Bytes that were sent (a SASL response in base64). */
void     wp_scrub_add_bytes (WpScrub *scrub, const void *bytes, gsize count);
/* A copy in which every occurrence is WP_SECRET_SHOWN_AS. `scrub` NULL: nothing to hide. The caller
 * owns it. */
GString *wp_scrub_apply (const WpScrub *scrub, const void *bytes, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpScrub, wp_scrub_free)
