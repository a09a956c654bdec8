/* The TXT record that vouches for a PACC document: "v=UAAC1; a=sha256; d=…". See pacc.h. */
#include "format/pacc.h"

#include <string.h>

#define VERSION "UAAC1"
#define ALGORITHM "sha256"
#define BASE64_CHARS 44 /* of 32 bytes */

/* The tags whose repetition spoils the record; the values are lent. */
typedef struct
{
  char name;
  const char *value;
} Tag;

static gboolean
take_tag (Tag *tags, guint n_tags, char *taken)
{
  char *equals = strchr (taken, '=');

  if (equals == NULL)
    return FALSE;
  *equals = '\0';
  g_strstrip (taken);
  for (guint i = 0; i < n_tags; i++)
    if (taken[0] == tags[i].name && taken[1] == '\0')
      {
        if (tags[i].value != NULL)
          return FALSE;
        tags[i].value = g_strstrip (equals + 1);
      }
  return *taken != '\0';
}

/* Base64 of exactly 32 bytes; GLib's decoder alone would pass over what is no base64. */
static gboolean
decode (const char *text, guint8 digest[WP_PACC_DIGEST_BYTES])
{
  char bare[BASE64_CHARS + 1];
  g_autofree guint8 *bytes = NULL;
  gsize length = 0;

  for (; *text != '\0'; text++)
    {
      gboolean is_padding = *text == '=' && length == BASE64_CHARS - 1;

      if (*text == ' ' || *text == '\t')
        continue;
      if (length == BASE64_CHARS
          || !(is_padding || g_ascii_isalnum (*text) || *text == '+' || *text == '/'))
        return FALSE;
      bare[length++] = *text;
    }
  bare[length] = '\0';
  if (length != BASE64_CHARS || bare[BASE64_CHARS - 1] != '=')
    return FALSE;
  bytes = g_base64_decode (bare, &length);
  if (length != WP_PACC_DIGEST_BYTES)
    return FALSE;
  memcpy (digest, bytes, WP_PACC_DIGEST_BYTES);
  return TRUE;
}

WpPaccTxt
wp_pacc_txt_read (const char *text, guint8 digest[WP_PACC_DIGEST_BYTES])
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  Tag tags[] = { { 'v', NULL }, { 'a', NULL }, { 'd', NULL } };
  gboolean is_good = TRUE;

  for (char **part = parts; *part != NULL; part++)
    if (!take_tag (tags, G_N_ELEMENTS (tags), *part)
        && !(part[1] == NULL && *g_strstrip (*part) == '\0'))
      is_good = FALSE;
  if (g_strcmp0 (tags[0].value, VERSION) != 0)
    return WP_PACC_TXT_OTHER;
  return is_good && g_strcmp0 (tags[1].value, ALGORITHM) == 0 && tags[2].value != NULL
                 && decode (tags[2].value, digest)
             ? WP_PACC_TXT_OK
             : WP_PACC_TXT_INVALID;
}

static void
digest_of (const char *bytes, gsize count, guint8 digest[WP_PACC_DIGEST_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = WP_PACC_DIGEST_BYTES;

  if (count > 0)
    g_checksum_update (checksum, (const guchar *) bytes, (gssize) count);
  g_checksum_get_digest (checksum, digest, &length);
}

gboolean
wp_pacc_digest_matches (const GPtrArray *txts, const char *bytes, gsize count)
{
  guint8 is[WP_PACC_DIGEST_BYTES];
  guint8 said[WP_PACC_DIGEST_BYTES];

  digest_of (bytes, count, is);
  for (guint i = 0; i < txts->len; i++)
    if (wp_pacc_txt_read (txts->pdata[i], said) == WP_PACC_TXT_OK
        && memcmp (is, said, sizeof is) == 0)
      return TRUE;
  return FALSE;
}

char *
wp_pacc_txt_write (const char *bytes, gsize count)
{
  guint8 digest[WP_PACC_DIGEST_BYTES];
  g_autofree char *base64 = NULL;

  digest_of (bytes, count, digest);
  base64 = g_base64_encode (digest, sizeof digest);
  return g_strdup_printf ("v=" VERSION "; a=" ALGORITHM "; d=%s", base64);
}
