/* Autodiscover, as far as it speaks of IMAP, POP3 and SMTP: POX (MS-OXDSCLI, XML by POST) and the
 * V2 answer (JSON by GET). Never carries a password; who may be asked, and whether a redirection is
 * followed, is for the caller to judge. Reading: no network, no DTD, no entities, bounded; one bad
 * Protocol section never spoils the answer. */
#pragma once

#include <gio/gio.h>

#include "model/account.h"
#include "model/profile.h"

#define WP_AUTODISCOVER_PATH "/autodiscover/autodiscover.xml"
#define WP_AUTODISCOVER_TYPE "text/xml; charset=utf-8" /* this spelling: some servers compare */

typedef enum
{
  WP_AUTODISCOVER_OK,
  WP_AUTODISCOVER_REDIRECT_ADDRESS, /* ask again, for another address */
  WP_AUTODISCOVER_REDIRECT_URL,     /* ask again, there */
  WP_AUTODISCOVER_ERROR,            /* well-formed, and says that it cannot or will not help */
  WP_AUTODISCOVER_NOT_XML,          /* a web page, or not well-formed (V2: not JSON) */
  WP_AUTODISCOVER_NOT_SETTINGS,     /* another document, or nothing usable in it */
  WP_AUTODISCOVER_TOO_LARGE,
  WP_AUTODISCOVER_FORBIDDEN,        /* a DTD or entities */
} WpAutodiscoverResult;

/* What is set depends on the result; all texts are printable and bounded. */
typedef struct
{
  WpProfile *profile; /* OK: servers; Exchange, web and DAV as offers */
  char *redirect;     /* REDIRECT_…: the address or URL, unchecked */
  char *error_code;   /* ERROR: "600"; V2: "ProtocolNotSupported"; NULL */
  char *error_text;   /* ERROR: the server's words; NULL */
  GPtrArray *notices; /* of char*: what was skipped or had to be decided */
} WpAutodiscover;

/* The body of the POST for this address; it carries the address. The caller owns it. */
char                *wp_autodiscover_request (const char *address);
/* Reads the answer to it; a 200 may be an error as well. A LoginName that is the account's address
 * or its local part becomes a template. *out is set for the first four results. */
WpAutodiscoverResult wp_autodiscover_read (const char *bytes, gsize count, const WpAccount *account,
                                           WpAutodiscover **out);
void                 wp_autodiscover_free (WpAutodiscover *autodiscover);

/* "/autodiscover/autodiscover.json/v1.0/ADDRESS?Protocol=PROTOCOL", percent-encoded. */
char                *wp_autodiscover_v2_path (const char *address, const char *protocol);
/* Reads {"Protocol": …, "Url": …} (OK: one offer with the URL and no server) or
 * {"ErrorCode": …, "ErrorMessage": …}. */
WpAutodiscoverResult wp_autodiscover_v2_read (const char *bytes, gsize count,
                                              WpAutodiscover **out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpAutodiscover, wp_autodiscover_free)
