/* See secret.h. */
#include "base/secret.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "base/limits.h"

struct _WpSecret
{
  gatomicrefcount refs;
  WpSecretKind kind;
  gsize length;
  char *bytes;
};

WpSecret *
wp_secret_new (WpSecretKind kind, const char *bytes, gsize count, GError **error)
{
  const char *problem = NULL;
  WpSecret *secret;

  if (count == 0)
    problem = N_ ("The password is empty. Type it, or name a file that holds it.");
  else if (count > WP_LIMIT_SECRET_BYTES)
    problem = N_ ("The password is too long. Check that the file holds only the password.");
  else if (memchr (bytes, '\r', count) || memchr (bytes, '\n', count)
           || memchr (bytes, '\0', count))
    problem = N_ (
        "The password contains a line break or a zero byte, which mail servers cannot take. "
        "Copy it again without them.");
  if (problem != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ (problem));
      return NULL;
    }
  secret = g_new0 (WpSecret, 1);
  g_atomic_ref_count_init (&secret->refs);
  secret->kind = kind;
  secret->length = count;
  secret->bytes = g_malloc0 (count + 1);
  memcpy (secret->bytes, bytes, count);
  return secret;
}

WpSecret *
wp_secret_ref (WpSecret *secret)
{
  g_atomic_ref_count_inc (&secret->refs);
  return secret;
}

void
wp_secret_unref (WpSecret *secret)
{
  if (secret == NULL || !g_atomic_ref_count_dec (&secret->refs))
    return;
  OPENSSL_cleanse (secret->bytes, secret->length);
  g_free (secret->bytes);
  g_free (secret);
}

WpSecretKind
wp_secret_kind (const WpSecret *secret)
{
  return secret->kind;
}

const char *
wp_secret_peek (const WpSecret *secret)
{
  return secret->bytes;
}

gsize
wp_secret_length (const WpSecret *secret)
{
  return secret->length;
}

char *
wp_secret_tag (const WpSecret *secret, const guint8 *key, gsize key_length)
{
  return g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, key_length,
                                  (const guchar *) secret->bytes, secret->length);
}
