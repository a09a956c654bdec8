/* A password or token: ref-counted, wiped when the last reference goes, never shown.
 * Only this type carries a secret through the program; it has no equality, no hash and no
 * printer. */
#pragma once

#include <glib.h>

typedef struct _WpSecret WpSecret;

typedef enum
{
  WP_SECRET_PASSWORD,
  WP_SECRET_TOKEN, /* OAuth 2.0 access token (RFC 6750) */
} WpSecretKind;

#define WP_SECRET_SHOWN_AS "\342\200\242\342\200\242\342\200\242" /* ••• */

/* Copies `count` bytes; the caller wipes its own copy. NULL and an error (G_IO_ERROR_INVALID_DATA,
 * a whole sentence with what to do) if it is empty, longer than WP_LIMIT_SECRET_BYTES, or holds CR,
 * LF or NUL, which no protocol can carry. */
WpSecret    *wp_secret_new (WpSecretKind kind, const char *bytes, gsize count, GError **error);
WpSecret    *wp_secret_ref (WpSecret *secret);
void         wp_secret_unref (WpSecret *secret);
WpSecretKind wp_secret_kind (const WpSecret *secret);
/* NUL-terminated, lent until the last unref. What copies it must wipe the copy. */
const char  *wp_secret_peek (const WpSecret *secret);
gsize        wp_secret_length (const WpSecret *secret);
/* SHA-256 keyed with `key`, hex: equal secrets of one run can be told apart without keeping
 * them. */
char        *wp_secret_tag (const WpSecret *secret, const guint8 *key, gsize key_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpSecret, wp_secret_unref)
