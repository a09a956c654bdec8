/* Mozilla autoconfig XML, config-v1.1 and what is in use of 1.2 (draft-ietf-mailmaint-autoconfig).
 * Reading: no network, no DTD, no entities, bounded; one bad server section never spoils the file;
 * an unknown socketType is skipped, never taken for plaintext. Writing: what every known reader
 * takes; never a password, never a real address. */
#pragma once

#include <gio/gio.h>

#include "model/account.h"
#include "model/profile.h"

typedef enum
{
  WP_AUTOCONFIG_OK,
  WP_AUTOCONFIG_NOT_XML,      /* a web page, or not well-formed */
  WP_AUTOCONFIG_NOT_SETTINGS, /* XML, but not this format, or nothing usable in it */
  WP_AUTOCONFIG_TOO_LARGE,
  WP_AUTOCONFIG_FORBIDDEN,    /* a DTD or entities */
} WpAutoconfigResult;

typedef struct
{
  WpProfile *profile;
  gboolean covers_domain; /* a <domain> is the account's (TRUE without account); what it is for
                           * another domain, for example that of the mail exchanger:
                           * wp_profile_covers */
  GPtrArray *notices;     /* of char*: what was skipped or repaired, printable, English msgids
                           * filled in */
} WpAutoconfig;

/* Reads. With `account`, placeholders in host names are filled from it (user names stay templates).
 * *out is set only for OK. */
WpAutoconfigResult wp_autoconfig_read (const char *bytes, gsize count, const WpAccount *account,
                                       WpAutoconfig **out);
void               wp_autoconfig_free (WpAutoconfig *autoconfig);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpAutoconfig, wp_autoconfig_free)

typedef enum
{
  WP_AUTOCONFIG_WRITE_1_1,      /* to publish, for every reader there is */
  WP_AUTOCONFIG_WRITE_1_2,      /* the same, with OAuth2 and what is also offered */
  WP_AUTOCONFIG_WRITE_LOSSLESS, /* all that was read, as it was: also plaintext servers */
} WpAutoconfigWrite;

/* Writes UTF-8, ending in a line feed. Same profile, same bytes. To publish, IMAP (POP3 where the
 * profile's use says so) and implicit TLS come first; web mail forms, input fields, SMTP options
 * and the update address are left out, and so is a page whose URL is not one of the web. NULL and
 * an error (a whole sentence) for a profile that the format cannot hold: a control character in a
 * value, more than readers take; to publish, also no incoming or no outgoing server, or a plaintext
 * one. The caller owns it. */
char              *wp_autoconfig_write_as (const WpProfile *profile, WpAutoconfigWrite as,
                                           GError **error);
/* As version 1.1. */
char              *wp_autoconfig_write (const WpProfile *profile, GError **error);
