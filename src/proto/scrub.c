/* See scrub.h. */
#include "proto/scrub.h"

#include <string.h>

#include <openssl/crypto.h>

/* Shorter pieces of an encoding would hide half of any text and tell nothing. */
#define SHORTEST_ENCODED 4

struct _WpScrub
{
  GPtrArray *needles;   /* of GByteArray */
  gboolean starts[256]; /* whether a needle begins with the byte: most text is passed by */
};

static void
needle_free (gpointer data)
{
  GByteArray *needle = data;

  OPENSSL_cleanse (needle->data, needle->len);
  g_byte_array_unref (needle);
}

WpScrub *
wp_scrub_new (void)
{
  WpScrub *scrub = g_new0 (WpScrub, 1);

  scrub->needles = g_ptr_array_new_with_free_func (needle_free);
  return scrub;
}

void
wp_scrub_free (WpScrub *scrub)
{
  if (scrub == NULL)
    return;
  g_ptr_array_unref (scrub->needles);
  OPENSSL_cleanse (scrub, sizeof *scrub);
  g_free (scrub);
}

void
wp_scrub_add_bytes (WpScrub *scrub, const void *bytes, gsize count)
{
  GByteArray *needle;

  if (count == 0)
    return;
  needle = g_byte_array_sized_new ((guint) count); /* no growth leaves a copy behind */
  g_byte_array_append (needle, bytes, (guint) count);
  g_ptr_array_add (scrub->needles, needle);
  scrub->starts[needle->data[0]] = TRUE;
}

static void
add_encoded (WpScrub *scrub, char *text, gsize skip, gsize drop)
{
  gsize length = strlen (text);

  if (length >= skip + drop + SHORTEST_ENCODED)
    wp_scrub_add_bytes (scrub, text + skip, length - skip - drop);
  OPENSSL_cleanse (text, length);
  g_free (text);
}

/* The characters that do not depend on what stands before or after the secret. */
static void
add_base64 (WpScrub *scrub, const char *bytes, gsize count, gsize shift)
{
  static const gsize skips[3] = { 0, 2, 3 };
  static const gsize drops[3] = { 0, 3, 2 };
  guint8 *shifted = g_malloc0 (count + shift);

  memcpy (shifted + shift, bytes, count);
  add_encoded (scrub, g_base64_encode (shifted, count + shift), skips[shift],
               drops[(count + shift) % 3]);
  OPENSSL_cleanse (shifted, count + shift);
  g_free (shifted);
}

static void
add_hex (WpScrub *scrub, const char *bytes, gsize count, gboolean is_upper)
{
  const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char *text = g_malloc (2 * count + 1);

  for (gsize i = 0; i < count; i++)
    {
      text[2 * i] = digits[(guint8) bytes[i] >> 4];
      text[2 * i + 1] = digits[(guint8) bytes[i] & 15];
    }
  text[2 * count] = '\0';
  add_encoded (scrub, text, 0, 0);
}

void
wp_scrub_add_secret (WpScrub *scrub, const WpSecret *secret)
{
  const char *bytes = wp_secret_peek (secret);
  gsize count = wp_secret_length (secret);

  wp_scrub_add_bytes (scrub, bytes, count);
  add_encoded (scrub, g_uri_escape_bytes ((const guint8 *) bytes, count, NULL), 0, 0);
  for (gsize shift = 0; shift < 3; shift++)
    add_base64 (scrub, bytes, count, shift);
  add_hex (scrub, bytes, count, FALSE);
  add_hex (scrub, bytes, count, TRUE);
}

/* The longest needle that starts at `at`. */
static gsize
match_at (const WpScrub *scrub, const guint8 *at, gsize left)
{
  gsize longest = 0;

  for (guint i = 0; i < scrub->needles->len; i++)
    {
      const GByteArray *needle = scrub->needles->pdata[i];

      if (needle->len > longest && needle->len <= left && needle->data[0] == *at
          && memcmp (at, needle->data, needle->len) == 0)
        longest = needle->len;
    }
  return longest;
}

GString *
wp_scrub_apply (const WpScrub *scrub, const void *bytes, gsize count)
{
  const guint8 *data = bytes;
  gsize start = 0; /* of what is not copied yet */
  GString *out;

  if (scrub == NULL)
    return g_string_new_len (bytes, (gssize) count);
  out = g_string_sized_new (count);
  for (gsize i = 0; i < count;)
    {
      gsize length = scrub->starts[data[i]] ? match_at (scrub, data + i, count - i) : 0;

      if (length == 0)
        {
          i++;
          continue;
        }
      g_string_append_len (out, (const char *) data + start, (gssize) (i - start));
      g_string_append (out, WP_SECRET_SHOWN_AS);
      i += length;
      start = i;
    }
  if (start < count)
    g_string_append_len (out, (const char *) data + start, (gssize) (count - start));
  return out;
}
