/* See sasl.h. */
#include "proto/sasl.h"

#include <string.h>

#include <gsasl.h>
#include <openssl/crypto.h>

#include "base/limits.h"
#include "base/printable.h"
#include "proto/oauth.h"
#include "proto/scram.h"

/* A CRAM-MD5 challenge is a message id (RFC 2195 §2). */
#define CRAM_CHALLENGE_BYTES 512

struct _WpSasl
{
  const WpMechanism *mechanism;
  Gsasl *context; /* NULL: OAuth, which is ours */
  Gsasl_session *session;
  char *username;
  WpSecret *secret;
  char *host;
  guint16 port;
  WpChannelBinding binding;

  gboolean has_begun;
  gboolean is_at_end;  /* nothing more is to be said; a challenge makes no sense */
  gboolean has_failed; /* the server's challenge was a refusal */
  char *response;      /* base64 */
  WpOutcome outcome;
  char *error;
  char *oauth_status;

  /* SCRAM */
  WpScramAsk ask;
  WpSecret *prepared;
  WpDerivation derivation;
  char *held; /* the challenge that waits for the derivation */
  gsize held_length;
  char *salted_hex;
  gboolean has_proof;
};

static void
wipe_text (char **text)
{
  if (*text != NULL)
    OPENSSL_cleanse (*text, strlen (*text));
  g_clear_pointer (text, g_free);
}

/* What the library made and gave to us. */
static void
wipe_given (char *bytes, size_t count)
{
  if (bytes == NULL)
    return;
  OPENSSL_cleanse (bytes, count);
  gsasl_free (bytes);
}

static void
wipe_bytes (char **bytes, gsize count)
{
  if (*bytes != NULL)
    OPENSSL_cleanse (*bytes, count);
  g_clear_pointer (bytes, g_free);
}

/* NULL: not base64. Ends in a NUL that is not counted: the library reads some inputs as strings. */
static char *
decode (const guint8 *base64, gsize count, gsize *length)
{
  char *given = NULL;
  size_t size = 0;
  char *bytes;

  if (count > 0 && gsasl_base64_from ((const char *) base64, count, &given, &size) != GSASL_OK)
    return NULL;
  bytes = g_malloc0 (size + 1);
  if (size > 0)
    memcpy (bytes, given, size);
  wipe_given (given, size);
  *length = size;
  return bytes;
}

static int
set_binding (const WpSasl *sasl, Gsasl_session *session, Gsasl_property property, const char *type)
{
  g_autofree char *base64 = NULL;

  if (!sasl->mechanism->is_bound || sasl->binding.length == 0
      || !g_str_equal (sasl->binding.type, type))
    return GSASL_NO_CALLBACK;
  base64 = g_base64_encode (sasl->binding.data, sasl->binding.length);
  return gsasl_property_set (session, property, base64);
}

static int
answer (Gsasl *context G_GNUC_UNUSED, Gsasl_session *session, Gsasl_property property)
{
  const WpSasl *sasl = gsasl_session_hook_get (session);

  switch ((int) property)
    {
    case GSASL_AUTHID:
      return gsasl_property_set (session, property, sasl->username);
    case GSASL_PASSWORD:
      if (sasl->mechanism->is_scram)
        return GSASL_NO_CALLBACK;
      return gsasl_property_set (session, property, wp_secret_peek (sasl->secret));
    case GSASL_SCRAM_SALTED_PASSWORD:
      if (sasl->salted_hex == NULL)
        return GSASL_NO_CALLBACK;
      return gsasl_property_set (session, property, sasl->salted_hex);
    case GSASL_CB_TLS_EXPORTER:
      return set_binding (sasl, session, property, "tls-exporter");
    case GSASL_CB_TLS_UNIQUE:
      return set_binding (sasl, session, property, "tls-unique");
    default:
      return GSASL_NO_CALLBACK;
    }
}

static gboolean
start_session (WpSasl *sasl)
{
  if (gsasl_init (&sasl->context) != GSASL_OK)
    return FALSE;
  gsasl_callback_set (sasl->context, answer);
  if (gsasl_client_start (sasl->context, sasl->mechanism->name, &sasl->session) != GSASL_OK)
    return FALSE;
  gsasl_session_hook_set (sasl->session, sasl);
  return TRUE;
}

WpSasl *
wp_sasl_new (const WpSaslParams *params)
{
  WpSasl *sasl = g_new0 (WpSasl, 1);

  g_assert (params->mechanism->way == WP_MECHANISM_BY_SASL);
  sasl->mechanism = params->mechanism;
  sasl->username = g_strdup (params->username);
  sasl->secret = wp_secret_ref (params->secret);
  sasl->host = g_strdup (params->host);
  sasl->port = params->port;
  sasl->binding = *params->binding;
  return sasl;
}

/* The library frees its properties without wiping them. */
static void
wipe_property (Gsasl_session *session, Gsasl_property property)
{
  const char *value = gsasl_property_fast (session, property);

  if (value != NULL)
    OPENSSL_cleanse ((char *) value, strlen (value));
}

void
wp_sasl_free (WpSasl *sasl)
{
  if (sasl == NULL)
    return;
  if (sasl->session != NULL)
    {
      wipe_property (sasl->session, GSASL_PASSWORD);
      wipe_property (sasl->session, GSASL_SCRAM_SALTED_PASSWORD);
      gsasl_finish (sasl->session);
    }
  if (sasl->context != NULL)
    gsasl_done (sasl->context);
  wipe_text (&sasl->response);
  wipe_text (&sasl->salted_hex);
  wipe_bytes (&sasl->held, sasl->held_length);
  wp_secret_unref (sasl->secret);
  wp_secret_unref (sasl->prepared);
  OPENSSL_cleanse (&sasl->binding, sizeof sasl->binding);
  g_free (sasl->ask.salt);
  g_free (sasl->username);
  g_free (sasl->host);
  g_free (sasl->error);
  g_free (sasl->oauth_status);
  g_free (sasl);
}

static WpSaslAction
give_up (WpSasl *sasl, WpOutcome outcome, const char *error)
{
  sasl->outcome = outcome;
  sasl->is_at_end = FALSE;
  if (sasl->error == NULL)
    sasl->error = wp_printable_text (error, WP_LIMIT_TRANSCRIPT_TEXT);
  return WP_SASL_GIVE_UP;
}

static WpSaslAction
respond (WpSasl *sasl, const void *bytes, gsize count)
{
  sasl->response = g_base64_encode (bytes, count);
  return WP_SASL_RESPOND;
}

/* One step of the library. */
static WpSaslAction
step (WpSasl *sasl, const char *input, gsize count)
{
  char *output = NULL;
  size_t length = 0;
  WpSaslAction action;
  int rc;

  if (sasl->session == NULL && !start_session (sasl))
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The mechanism could not be started.");
  rc = gsasl_step (sasl->session, input, count, &output, &length);
  if (rc != GSASL_OK && rc != GSASL_NEEDS_MORE)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, gsasl_strerror (rc));
  sasl->is_at_end = rc == GSASL_OK;
  action = respond (sasl, output, length);
  wipe_given (output, length);
  return action;
}

static WpSaslAction
send_token (WpSasl *sasl)
{
  WpOauthParams params = { .is_xoauth2 = g_str_equal (sasl->mechanism->name, "XOAUTH2"),
                           .username = sasl->username,
                           .token = sasl->secret,
                           .host = sasl->host,
                           .port = sasl->port };
  GString *message = wp_oauth_message (&params);
  WpSaslAction action = respond (sasl, message->str, message->len);

  OPENSSL_cleanse (message->str, message->len);
  g_string_free (message, TRUE);
  sasl->is_at_end = TRUE;
  return action;
}

WpSaslAction
wp_sasl_begin (WpSasl *sasl)
{
  g_assert (sasl->mechanism->is_client_first && !sasl->has_begun);
  sasl->has_begun = TRUE;
  return sasl->mechanism->family == WP_FAMILY_TOKEN ? send_token (sasl) : step (sasl, NULL, 0);
}

/* An error as JSON: it must be answered before the server says no (RFC 7628 §3.2.3; XOAUTH2: an
 * empty line). */
static WpSaslAction
answer_oauth (WpSasl *sasl, const char *json, gsize count)
{
  if (sasl->has_failed)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "A challenge after the end of the exchange.");
  sasl->has_failed = TRUE;
  sasl->oauth_status = wp_oauth_status (json, count);
  sasl->error = wp_printable (json, count, WP_LIMIT_TRANSCRIPT_TEXT);
  if (g_str_equal (sasl->mechanism->name, "XOAUTH2"))
    return respond (sasl, "", 0);
  return respond (sasl, "\001", 1);
}

/* RFC 5802 §5.1: the password is prepared before it is salted. */
static gboolean
prepare_secret (WpSasl *sasl)
{
  char *prepared = NULL;

  if (gsasl_saslprep (wp_secret_peek (sasl->secret), GSASL_ALLOW_UNASSIGNED, &prepared, NULL)
      != GSASL_OK)
    return FALSE;
  sasl->prepared = wp_secret_new (WP_SECRET_PASSWORD, prepared, strlen (prepared), NULL);
  wipe_given (prepared, strlen (prepared));
  return sasl->prepared != NULL;
}

/* The server's first message. It is stepped through once the salted password is there. */
static WpSaslAction
read_scram_ask (WpSasl *sasl)
{
  if (!wp_scram_read_ask (sasl->held, sasl->held_length, &sasl->ask))
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The challenge is not one of SCRAM.");
  if (sasl->ask.iterations > WP_LIMIT_SCRAM_ITERATIONS)
    return give_up (sasl, WP_OUTCOME_SCRAM_ITERATIONS, NULL);
  if (!prepare_secret (sasl))
    return give_up (sasl, WP_OUTCOME_SASL_FAILED,
                    "The password holds characters that SCRAM forbids.");
  sasl->derivation = (WpDerivation){ .is_sha256 = sasl->mechanism->is_sha256,
                                     .iterations = (guint) sasl->ask.iterations,
                                     .salt = sasl->ask.salt,
                                     .salt_length = sasl->ask.salt_length,
                                     .password = sasl->prepared };
  if (sasl->ask.iterations > WP_LIMIT_SCRAM_INLINE)
    return WP_SASL_DERIVE;
  {
    char *hex = wp_derivation_run (&sasl->derivation);
    WpSaslAction action = wp_sasl_derived (sasl, hex);

    wipe_text (&hex);
    return action;
  }
}

WpSaslAction
wp_sasl_derived (WpSasl *sasl, const char *salted_password_hex)
{
  WpSaslAction action;

  wipe_text (&sasl->response);
  if (salted_password_hex == NULL)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The key could not be derived.");
  sasl->salted_hex = g_strdup (salted_password_hex);
  action = step (sasl, sasl->held, sasl->held_length);
  wipe_bytes (&sasl->held, sasl->held_length);
  sasl->is_at_end = FALSE; /* whatever the library thinks: the server has proved nothing yet */
  return action;
}

/* The server's last message: its proof, or why it refuses. */
static WpSaslAction
check_scram_proof (WpSasl *sasl, const char *message, gsize count)
{
  WpSaslAction action;

  sasl->error = wp_scram_read_error (message, count);
  if (sasl->error != NULL)
    return give_up (sasl, WP_OUTCOME_LOGIN_REFUSED, NULL);
  action = step (sasl, message, count);
  if (action == WP_SASL_GIVE_UP)
    sasl->outcome = WP_OUTCOME_SERVER_PROOF;
  else
    sasl->has_proof = sasl->is_at_end;
  return action;
}

static WpSaslAction
read_challenge (WpSasl *sasl, const char *challenge, gsize count)
{
  if (sasl->mechanism->family == WP_FAMILY_TOKEN)
    return answer_oauth (sasl, challenge, count);
  if (sasl->is_at_end)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "A challenge after the end of the exchange.");
  if (sasl->mechanism->is_scram)
    return check_scram_proof (sasl, challenge, count);
  if (g_str_equal (sasl->mechanism->name, "CRAM-MD5")
      && (count == 0 || count > CRAM_CHALLENGE_BYTES))
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The challenge is not one of CRAM-MD5.");
  return step (sasl, challenge, count);
}

WpSaslAction
wp_sasl_challenge (WpSasl *sasl, const guint8 *base64, gsize count)
{
  WpSaslAction action;
  char *challenge;
  gsize length;

  wipe_text (&sasl->response);
  if (sasl->outcome != WP_OUTCOME_OK)
    return WP_SASL_GIVE_UP;
  if (sasl->mechanism->is_client_first && !sasl->has_begun)
    return wp_sasl_begin (sasl);
  if (count > WP_LIMIT_SASL_CHALLENGE_BYTES)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The challenge is too long.");
  if (g_str_equal (sasl->mechanism->name, "LOGIN"))
    return sasl->is_at_end
               ? give_up (sasl, WP_OUTCOME_SASL_FAILED,
                          "A challenge after the end of the exchange.")
               : step (sasl, "", 0); /* prompts are free text; the order of answers is fixed */
  challenge = decode (base64, count, &length);
  if (challenge == NULL)
    return give_up (sasl, WP_OUTCOME_SASL_FAILED, "The challenge is not base64.");
  if (sasl->mechanism->is_scram && sasl->held == NULL && sasl->salted_hex == NULL)
    {
      sasl->held = challenge;
      sasl->held_length = length;
      return read_scram_ask (sasl);
    }
  action = read_challenge (sasl, challenge, length);
  wipe_bytes (&challenge, length);
  return action;
}

WpOutcome
wp_sasl_accepted (const WpSasl *sasl)
{
  if (sasl->mechanism->is_scram)
    return sasl->has_proof ? WP_OUTCOME_OK : WP_OUTCOME_SERVER_PROOF;
  return sasl->is_at_end && !sasl->has_failed ? WP_OUTCOME_OK : WP_OUTCOME_SASL_FAILED;
}

const char *
wp_sasl_response (const WpSasl *sasl)
{
  return sasl->response;
}

const WpDerivation *
wp_sasl_derivation (const WpSasl *sasl)
{
  return &sasl->derivation;
}

WpOutcome
wp_sasl_outcome (const WpSasl *sasl)
{
  return sasl->outcome;
}

guint
wp_sasl_iterations (const WpSasl *sasl)
{
  return (guint) sasl->ask.iterations;
}

gboolean
wp_sasl_has_proof (const WpSasl *sasl)
{
  return sasl->has_proof;
}

const char *
wp_sasl_error (const WpSasl *sasl)
{
  return sasl->error;
}

const char *
wp_sasl_oauth_status (const WpSasl *sasl)
{
  return sasl->oauth_status;
}
