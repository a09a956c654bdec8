/* Host and domain names: A-labels, the registrable domain, and who is inside whom.
 * Pure: the public suffix list is the one that libpsl was built with. */
#pragma once

#include <glib.h>

/* Converts a name to lower-case A-labels without final dot (IDNA 2008, RFC 5891, non-transitional).
 * NULL and an error (G_IO_ERROR_INVALID_ARGUMENT, a whole sentence) for an empty name or label, a
 * label over 63 or a name over 253 bytes, or what IDNA does not allow. '_' is allowed (SRV). */
char    *wp_domain_to_ascii (const char *name, GError **error);
/* The same name for people: U-labels where no label mixes scripts, else A-labels. Caller owns
 * it. */
char    *wp_domain_for_display (const char *ascii);
/* The registrable domain ("example.co.uk" of "mail.example.co.uk"), or NULL for a public suffix
 * itself. Caller owns it. */
char    *wp_domain_registrable (const char *ascii);
/* Whether `name` is a public suffix ("com", "co.uk"): nothing directly under it is ever asked. */
gboolean wp_domain_is_public_suffix (const char *ascii);
/* Same registrable domain; FALSE if either has none. */
gboolean wp_domain_same_registrable (const char *a, const char *b);
/* `name` equals `domain` or ends in ".domain". */
gboolean wp_domain_is_within (const char *name, const char *domain);
/* Whether who owns `domain` owns `host`, too: the same name, or one registrable domain. Below a
 * public suffix everybody registers, so there a name inside the domain is a stranger's. */
gboolean wp_domain_is_own (const char *host, const char *domain);
/* A host name that may be connected to: LDH labels, at least two, or an address literal. */
gboolean wp_domain_is_host (const char *ascii);
