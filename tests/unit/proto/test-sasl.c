/* SASL exchanges against GNU SASL's server side: each mechanism, right and wrong, and SCRAM's
 * iterations and channel binding. */
#include <string.h>

#include "base/limits.h"
#include "gsasl-peer.h"
#include "proto/sasl.h"
#include "proto/scram.h"

#define PASSWORD "pencil sharpener"
#define BINDING "0123456789abcdef0123456789abcdef"

typedef struct
{
  const char *name;
  const char *mechanism;
  const char *client_password;
  const char *iterations;
  const char *client_binding; /* type */
  const char *server_binding;
  const char *server_bytes; /* of the binding */
  gboolean is_accepted;
  gboolean is_derived; /* asked to be run elsewhere */
  WpOutcome outcome;   /* of a client that gives up */
} Case;

static const Case cases[] = {
  { "plain", "PLAIN", PASSWORD, NULL, NULL, NULL, NULL, TRUE },
  { "plain-wrong", "PLAIN", "x", NULL, NULL, NULL, NULL, FALSE },
  { "login", "LOGIN", PASSWORD, NULL, NULL, NULL, NULL, TRUE },
  { "login-wrong", "LOGIN", "x", NULL, NULL, NULL, NULL, FALSE },
  { "cram-md5", "CRAM-MD5", PASSWORD, NULL, NULL, NULL, NULL, TRUE },
  { "cram-md5-wrong", "CRAM-MD5", "x", NULL, NULL, NULL, NULL, FALSE },
  { "scram-sha-1", "SCRAM-SHA-1", PASSWORD, NULL, NULL, NULL, NULL, TRUE },
  { "scram-sha-256", "SCRAM-SHA-256", PASSWORD, NULL, NULL, NULL, NULL, TRUE },
  { "scram-wrong", "SCRAM-SHA-256", "x", NULL, NULL, NULL, NULL, FALSE },
  { "scram-binding-at-hand", "SCRAM-SHA-256", PASSWORD, NULL, "tls-exporter", NULL, NULL, TRUE },
  { "scram-few", "SCRAM-SHA-256", PASSWORD, "2", NULL, NULL, NULL, TRUE },
  { "scram-inline", "SCRAM-SHA-256", PASSWORD, "8192", NULL, NULL, NULL, TRUE },
  { "scram-derived", "SCRAM-SHA-256", PASSWORD, "8193", NULL, NULL, NULL, TRUE, TRUE },
  { "scram-derived-sha-1", "SCRAM-SHA-1", PASSWORD, "20000", NULL, NULL, NULL, TRUE, TRUE },
  { "scram-too-many", "SCRAM-SHA-256", PASSWORD, "1000001", NULL, NULL, NULL, FALSE, FALSE,
    WP_OUTCOME_SCRAM_ITERATIONS },
  { "exporter", "SCRAM-SHA-256-PLUS", PASSWORD, NULL, "tls-exporter", "tls-exporter", BINDING,
    TRUE },
  { "exporter-sha-1", "SCRAM-SHA-1-PLUS", PASSWORD, NULL, "tls-exporter", "tls-exporter", BINDING,
    TRUE },
  { "unique", "SCRAM-SHA-256-PLUS", PASSWORD, NULL, "tls-unique", "tls-unique", BINDING, TRUE },
  { "exporter-of-another", "SCRAM-SHA-256-PLUS", PASSWORD, NULL, "tls-exporter", "tls-exporter",
    "ffffffffffffffffffffffffffffffff", FALSE },
  { "unique-of-another", "SCRAM-SHA-1-PLUS", PASSWORD, NULL, "tls-unique", "tls-unique",
    "ffffffffffffffffffffffffffffffff", FALSE },
  { "binding-missing", "SCRAM-SHA-256-PLUS", PASSWORD, NULL, NULL, "tls-exporter", BINDING, FALSE,
    FALSE, WP_OUTCOME_SASL_FAILED },
};

static WpSasl *
client_new (const Case *item)
{
  WpChannelBinding binding = { .type = item->client_binding };
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, item->client_password,
                                               strlen (item->client_password), NULL);
  WpSaslParams params = { .mechanism = wp_mechanism_find (item->mechanism),
                          .username = "user",
                          .secret = secret,
                          .binding = &binding };

  if (binding.type != NULL)
    {
      binding.length = strlen (BINDING);
      memcpy (binding.data, BINDING, binding.length);
    }
  return wp_sasl_new (&params);
}

static WpSaslAction
derive (WpSasl *sasl, gboolean *is_derived)
{
  g_autofree char *hex = wp_derivation_run (wp_sasl_derivation (sasl));

  *is_derived = TRUE;
  return wp_sasl_derived (sasl, hex);
}

static void
run (gconstpointer data)
{
  const Case *item = data;
  PeerParams params = { .mechanism = item->mechanism,
                        .password = PASSWORD,
                        .iterations = item->iterations,
                        .binding_type = item->server_binding,
                        .binding = item->server_bytes,
                        .binding_length = item->server_bytes == NULL ? 0 : 32 };
  Peer *peer = peer_new (&params);
  g_autoptr (WpSasl) sasl = client_new (item);
  g_autofree char *challenge = NULL;
  gboolean is_done = FALSE;
  gboolean is_good = TRUE;
  gboolean is_derived = FALSE;
  WpSaslAction action;

  if (wp_mechanism_find (item->mechanism)->is_client_first)
    action = wp_sasl_begin (sasl);
  else
    {
      is_good = peer_step (peer, NULL, &challenge, &is_done);
      action = wp_sasl_challenge (sasl, (const guint8 *) challenge, strlen (challenge));
    }
  for (guint i = 0; i < 10 && is_good && !is_done && action == WP_SASL_RESPOND; i++)
    {
      g_clear_pointer (&challenge, g_free);
      is_good = peer_step (peer, wp_sasl_response (sasl), &challenge, &is_done);
      if (!is_good || (is_done && challenge[0] == '\0'))
        break;
      action = wp_sasl_challenge (sasl, (const guint8 *) challenge, strlen (challenge));
      if (action == WP_SASL_DERIVE)
        action = derive (sasl, &is_derived);
    }
  peer_free (peer);
  g_assert_cmpint (is_derived, ==, item->is_derived);
  g_assert_cmpint (is_good && is_done && action == WP_SASL_RESPOND, ==, item->is_accepted);
  g_assert_cmpint (wp_sasl_outcome (sasl), ==, item->outcome);
  if (item->is_accepted)
    g_assert_cmpint (wp_sasl_accepted (sasl), ==, WP_OUTCOME_OK);
  if (g_str_has_prefix (item->mechanism, "SCRAM"))
    g_assert_cmpint (wp_sasl_has_proof (sasl), ==, item->is_accepted);
}

/* A yes that comes after any number of steps but the last proves nothing. */
static void
test_accepted_early (void)
{
  static const char *const names[] = { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "XOAUTH2" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Case item = { .mechanism = names[i], .client_password = PASSWORD };
      g_autoptr (WpSasl) sasl = client_new (&item);

      g_assert_cmpint (wp_sasl_accepted (sasl), !=, WP_OUTCOME_OK);
    }
}

/* What SCRAM may ask to be computed. */
static void
test_scram_ask (void)
{
  static const struct
  {
    const char *message;
    guint64 iterations; /* 0: makes no sense */
  } asks[] = {
    { "r=abc,s=c2FsdA==,i=4096", 4096 },
    { "i=4096,s=c2FsdA==,r=abc", 4096 },
    { "r=abc,s=c2FsdA==,i=4096,x=future", 4096 },
    { "r=abc,s=c2FsdA==,i=4294967295", 4294967295u },
    { "r=abc,s=c2FsdA==,i=4294967296", 4294967295u },
    { "r=abc,s=c2FsdA==,i=99999999999999999999999999", 4294967295u },
    { "r=abc,s=c2FsdA==,i=0", 0 },
    { "r=abc,s=c2FsdA==,i=-1", 0 },
    { "r=abc,s=c2FsdA==,i=0x1000", 0 },
    { "r=abc,s=c2FsdA==,i=4096 ", 0 },
    { "r=abc,s=c2FsdA==,i=", 0 },
    { "r=abc,s=c2FsdA==", 0 },
    { "r=abc,i=4096", 0 },
    { "r=abc,s=,i=4096", 0 },
    { "r=abc,s=c2FsdA,i=4096", 0 },
    { "r=abc,s=!!!!,i=4096", 0 },
    { "r=abc,s=c2FsdA==,i=1,i=4000000000", 0 },
    { "r=abc,s=c2FsdA==,i=4000000000,i=1", 0 },
    { "r=abc,s=c2FsdA==,s=c2FsdA==,i=4096", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      WpScramAsk ask;

      g_test_message ("%s", asks[i].message);
      g_assert_cmpint (wp_scram_read_ask (asks[i].message, strlen (asks[i].message), &ask), ==,
                       asks[i].iterations != 0);
      if (asks[i].iterations != 0)
        {
          g_assert_cmpuint (ask.iterations, ==, asks[i].iterations);
          g_assert_cmpmem (ask.salt, ask.salt_length, "salt", 4);
        }
      g_free (ask.salt);
    }
}

/* The examples of RFC 5802 §5 and RFC 7677 §3; and the bound. */
static void
test_derivation (void)
{
  static const struct
  {
    gboolean is_sha256;
    const char *salt;
    guint iterations;
    const char *hex;
  } vectors[] = {
    { FALSE, "QSXCR+Q6sek8bf92", 4096, "1d96ee3a529b5a5f9e47c01f229a2cb8a6e15f7d" },
    { TRUE, "W22ZaJ0SNY7soEsUEjb6gQ==", 4096,
      "c4a49510323ab4f952cac1fa99441939e78ea74d6be81ddf7096e87513dc615d" },
    { TRUE, "W22ZaJ0SNY7soEsUEjb6gQ==", 0, NULL },
    { TRUE, "W22ZaJ0SNY7soEsUEjb6gQ==", WP_LIMIT_SCRAM_ITERATIONS + 1, NULL },
  };
  g_autoptr (WpSecret) password = wp_secret_new (WP_SECRET_PASSWORD, "pencil", 6, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gsize length;
      g_autofree guint8 *salt = g_base64_decode (vectors[i].salt, &length);
      WpDerivation derivation = { vectors[i].is_sha256, vectors[i].iterations, salt, length,
                                  password };
      g_autofree char *hex = wp_derivation_run (&derivation);

      g_assert_cmpstr (hex, ==, vectors[i].hex);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proto/sasl/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], run);
    }
  g_test_add_func ("/proto/sasl/accepted-early", test_accepted_early);
  g_test_add_func ("/proto/sasl/scram-ask", test_scram_ask);
  g_test_add_func ("/proto/sasl/derivation", test_derivation);
  return g_test_run ();
}
