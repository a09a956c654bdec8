/* Any bytes as a PACC document and as its TXT record: what can be written of it comes back; every
 * text is printable; and a record made for the bytes vouches for them. */
#include <stdint.h>
#include <string.h>

#include "format/pacc.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_record (const char *bytes, gsize count)
{
  g_autofree char *text = g_strndup (bytes, count);
  g_autofree char *made = wp_pacc_txt_write (bytes, count);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  guint8 digest[WP_PACC_DIGEST_BYTES];

  g_ptr_array_add (values, text);
  wp_pacc_txt_read (text, digest);
  if (wp_pacc_digest_matches (values, bytes, count))
    g_error ("a text vouches for itself");
  g_ptr_array_add (values, made);
  if (!wp_pacc_digest_matches (values, bytes, count))
    g_error ("a record does not vouch for its bytes");
}

static void
check_round_trip (const WpProfile *profile)
{
  g_autofree char *once = wp_pacc_write (profile, NULL);
  g_autofree char *twice = NULL;
  g_autoptr (WpPacc) back = NULL;

  if (once == NULL)
    return;
  if (wp_pacc_read (once, strlen (once), "example.org", &back) != WP_PACC_OK)
    g_error ("what was written cannot be read");
  twice = wp_pacc_write (back->profile, NULL);
  if (g_strcmp0 (once, twice) != 0)
    g_error ("what was written comes back changed");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = (const char *) data;
  g_autoptr (WpPacc) pacc = NULL;

  check_record (bytes, size);
  if (wp_pacc_read (bytes, size, "example.org", &pacc) != WP_PACC_OK)
    return 0;
  for (guint i = 0; i < pacc->notices->len; i++)
    if (!g_utf8_validate (pacc->notices->pdata[i], -1, NULL))
      g_error ("a notice is not UTF-8");
  for (guint i = 0; i < pacc->profile->servers->len; i++)
    if (((WpEndpoint *) pacc->profile->servers->pdata[i])->tls != WP_TLS_IMPLICIT)
      g_error ("a server without implicit TLS");
  check_round_trip (pacc->profile);
  return 0;
}
