/* Challenges of a hostile server to one SASL exchange. Input: a byte that chooses the mechanism,
 * then challenges, one a line: base64 as it is, or after "=" bytes that are encoded first. */
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "proto/sasl.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char *const names[] = { "PLAIN",       "LOGIN",         "CRAM-MD5",
                                     "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS",
                                     "XOAUTH2",     "OAUTHBEARER" };

/* The client's nonce, so that a SCRAM challenge can be one that goes on: "~" stands for it. */
static char *
nonce_of (const WpSasl *sasl)
{
  gsize length;
  g_autofree char *text = NULL;
  const char *nonce;

  if (wp_sasl_response (sasl) == NULL || *wp_sasl_response (sasl) == '\0')
    return NULL;
  text = (char *) g_base64_decode (wp_sasl_response (sasl), &length);
  nonce = g_strstr_len (text, (gssize) length, ",r=");
  return nonce == NULL ? NULL : g_strndup (nonce + 3, length - (gsize) (nonce + 3 - text));
}

static WpSaslAction
challenge (WpSasl *sasl, const char *nonce, const uint8_t *line, gsize count)
{
  g_autoptr (GString) bytes = NULL;
  g_autofree char *base64 = NULL;

  if (count == 0 || line[0] != '=')
    return wp_sasl_challenge (sasl, line, count);
  bytes = g_string_new (NULL);
  for (gsize i = 1; i < count; i++)
    if (line[i] == '~' && nonce != NULL)
      g_string_append (bytes, nonce);
    else
      g_string_append_c (bytes, (char) line[i]);
  base64 = g_base64_encode ((const guint8 *) bytes->str, bytes->len);
  return wp_sasl_challenge (sasl, (const guint8 *) base64, strlen (base64));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  WpChannelBinding binding = { .type = "tls-exporter", .length = 32 };
  const WpMechanism *mechanism;
  WpSaslParams params = { .username = "anna", .host = "h", .port = 1, .binding = &binding };
  WpSaslAction action = WP_SASL_RESPOND;
  g_autofree char *nonce = NULL;
  WpSasl *sasl;

  if (size < 1 || size > 20000)
    return 0;
  mechanism = wp_mechanism_find (names[data[0] % G_N_ELEMENTS (names)]);
  params.mechanism = mechanism;
  params.secret = wp_secret_new (mechanism->family == WP_FAMILY_TOKEN ? WP_SECRET_TOKEN
                                                                      : WP_SECRET_PASSWORD,
                                 "pencil", 6, NULL);
  sasl = wp_sasl_new (&params);
  data++;
  size--;
  if (mechanism->is_client_first)
    action = wp_sasl_begin (sasl);
  nonce = nonce_of (sasl);
  while (size > 0 && action != WP_SASL_GIVE_UP)
    {
      const uint8_t *end = memchr (data, '\n', size);
      gsize count = end == NULL ? size : (gsize) (end - data);

      action = challenge (sasl, nonce, data, count);
      if (action == WP_SASL_DERIVE)
        {
          g_assert (wp_sasl_iterations (sasl) <= WP_LIMIT_SCRAM_ITERATIONS);
          action = wp_sasl_derived (sasl, "00112233445566778899aabbccddeeff00112233");
        }
      data += MIN (count + 1, size);
      size -= MIN (count + 1, size);
    }
  if (action == WP_SASL_GIVE_UP)
    g_assert (wp_sasl_outcome (sasl) != WP_OUTCOME_OK && wp_sasl_accepted (sasl) != WP_OUTCOME_OK);
  wp_sasl_free (sasl);
  wp_secret_unref (params.secret);
  return 0;
}
