/* PACC, automatic configuration published as JSON (draft-ietf-mailmaint-pacc): the document and the
 * TXT record that vouches for its bytes.
 * Reading: size and nesting are checked before the JSON library sees it; unknown members are
 * ignored, a service that is not usable is skipped. It knows implicit TLS on 993, 995 and 465 only;
 * the user name is the address. A document without a matching digest must be rejected by the
 * caller; the digest is as true as DNS is. */
#pragma once

#include <gio/gio.h>

#include "model/profile.h"

#define WP_PACC_HOST "ua-auto-config." /* + domain */
#define WP_PACC_PATH "/.well-known/user-agent-configuration.json"
#define WP_PACC_TXT  "_ua-auto-config." /* + domain: owner of the TXT records */
#define WP_PACC_DIGEST_BYTES 32

typedef enum
{
  WP_PACC_OK,
  WP_PACC_NOT_JSON,     /* a web page, or not well-formed */
  WP_PACC_NOT_SETTINGS, /* JSON, but not this format, or nothing usable in it */
  WP_PACC_TOO_LARGE,    /* bytes or nesting */
} WpPaccResult;

typedef struct
{
  WpProfile *profile;    /* servers; offers (JMAP, DAV, ManageSieve); documentation; the issuer in
                          * `oauths`; the provider's names */
  WpSaid takes_password; /* authentication.password */
  char *developer_url;   /* info.help.developer, printable; NULL */
  GPtrArray *contacts;   /* of char*: info.help.contact, printable */
  GPtrArray *notices;    /* of char*: what was skipped, printable */
} WpPacc;

/* *out is set only for OK. `domain` is the one it was asked for. */
WpPaccResult wp_pacc_read (const char *bytes, gsize count, const char *domain, WpPacc **out);
void         wp_pacc_free (WpPacc *pacc);

typedef enum
{
  WP_PACC_TXT_OK,
  WP_PACC_TXT_OTHER,   /* no v=UAAC1: another record under this name */
  WP_PACC_TXT_INVALID, /* repeated or missing tags, another algorithm, a digest that is none */
} WpPaccTxt;

/* One TXT value, its strings joined: tags in any order, blanks free, the last ';' optional, unknown
 * tags ignored, repeated v, a or d invalid. `digest` is filled only for OK. */
WpPaccTxt    wp_pacc_txt_read (const char *text, guint8 digest[WP_PACC_DIGEST_BYTES]);
/* Whether one of the TXT values (of char*; several: a roll-over) vouches for exactly these bytes.
 * Invalid and foreign values are passed over. */
gboolean     wp_pacc_digest_matches (const GPtrArray *txts, const char *bytes, gsize count);

/* The document for a profile: its servers with implicit TLS on the default ports. Same profile,
 * same bytes, ending in a line feed. NULL and an error (a whole sentence) where none can be
 * said so. */
char        *wp_pacc_write (const WpProfile *profile, GError **error);
/* The TXT value that vouches for these bytes: "v=UAAC1; a=sha256; d=…". */
char        *wp_pacc_txt_write (const char *bytes, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpPacc, wp_pacc_free)
