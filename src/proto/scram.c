/* See scram.h; wp_derivation_run is of engine.h. */
#include "proto/scram.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/cursor.h"
#include "base/limits.h"
#include "base/printable.h"

static gboolean
is_part (guint8 byte)
{
  return byte != ',';
}

static gboolean
read_salt (const char *text, gsize count, WpScramAsk *ask)
{
  g_autofree guint8 *salt = NULL;
  int length;

  if (ask->salt != NULL || count == 0 || count % 4 != 0 || count > WP_LIMIT_SASL_CHALLENGE_BYTES)
    return FALSE;
  salt = g_malloc (count);
  length = EVP_DecodeBlock (salt, (const guint8 *) text, (int) count);
  if (length < 0)
    return FALSE;
  length -= text[count - 1] == '=' ? text[count - 2] == '=' ? 2 : 1 : 0;
  if (length <= 0)
    return FALSE;
  ask->salt = g_steal_pointer (&salt);
  ask->salt_length = (gsize) length;
  return TRUE;
}

/* A number beyond 2^32 is still a number: the outcome is "too many", not "no sense". */
static gboolean
read_iterations (const guint8 *text, gsize count, WpScramAsk *ask)
{
  WpCursor number = wp_cursor (text, count);

  if (ask->iterations != 0)
    return FALSE;
  for (gsize i = 0; i < count; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  if (!wp_cursor_take_number (&number, G_MAXUINT32, &ask->iterations))
    ask->iterations = G_MAXUINT32;
  return ask->iterations > 0;
}

gboolean
wp_scram_read_ask (const void *message, gsize count, WpScramAsk *ask)
{
  WpCursor cursor = wp_cursor (message, count);
  gboolean is_good = TRUE;
  const guint8 *part;
  gsize length;

  *ask = (WpScramAsk){ 0 };
  while (is_good && wp_cursor_take_while (&cursor, is_part, &part, &length))
    {
      if (length > 2 && memcmp (part, "s=", 2) == 0)
        is_good = read_salt ((const char *) part + 2, length - 2, ask);
      else if (length > 2 && memcmp (part, "i=", 2) == 0)
        is_good = read_iterations (part + 2, length - 2, ask);
      wp_cursor_skip_byte (&cursor, ',');
    }
  if (is_good && ask->salt != NULL && ask->iterations > 0)
    return TRUE;
  g_clear_pointer (&ask->salt, g_free);
  return FALSE;
}

char *
wp_scram_read_error (const void *message, gsize count)
{
  const char *text = message;

  if (count <= 2 || memcmp (text, "e=", 2) != 0)
    return NULL;
  return wp_printable (text + 2, count - 2, WP_LIMIT_TRANSCRIPT_TEXT);
}

char *
wp_derivation_run (const WpDerivation *derivation)
{
  static const char digits[] = "0123456789abcdef";
  guint8 key[32];
  gsize length = derivation->is_sha256 ? 32 : 20;
  char *hex = NULL;

  if (derivation->iterations == 0 || derivation->iterations > WP_LIMIT_SCRAM_ITERATIONS)
    return NULL;
  if (PKCS5_PBKDF2_HMAC (wp_secret_peek (derivation->password),
                         (int) wp_secret_length (derivation->password), derivation->salt,
                         (int) derivation->salt_length, (int) derivation->iterations,
                         derivation->is_sha256 ? EVP_sha256 () : EVP_sha1 (), (int) length, key)
      == 1)
    {
      hex = g_malloc (2 * length + 1);
      for (gsize i = 0; i < length; i++)
        {
          hex[2 * i] = digits[key[i] >> 4];
          hex[2 * i + 1] = digits[key[i] & 15];
        }
      hex[2 * length] = '\0';
    }
  OPENSSL_cleanse (key, sizeof key);
  return hex;
}
