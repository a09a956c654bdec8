/* The login of all engines: what is checked before a byte is sent, the choice of a mechanism, the
 * SASL exchange, and what its end means. Which commands carry it is the protocol's business.
 *
 * Never: a login on a channel that was not accepted, two logins on one connection, a second
 * mechanism after a refusal. */
#include "proto/engine-private.h"

#include <string.h>

#include "model/keys.h"
#include "proto/refusal.h"

static gboolean
has_line_break (const char *text)
{
  return text != NULL && strpbrk (text, "\r\n") != NULL;
}

/* OK, or why nothing may be sent. */
static WpOutcome
may_start (const WpEngine *engine, const WpLogin *login)
{
  if (!engine->is_secure || engine->has_logged_in)
    return WP_OUTCOME_NOT_TESTED;
  if (!engine->may_login)
    return WP_OUTCOME_UNTRUSTED;
  if (login->username == NULL || login->secret == NULL || has_line_break (login->username)
      || has_line_break (login->sender) || has_line_break (login->host))
    return WP_OUTCOME_NOT_TESTED;
  return WP_OUTCOME_OK;
}

static void
keep_login (WpEngine *engine, const WpLogin *login, const WpMechanism *mechanism)
{
  WpLoginPart *part = &engine->login;

  part->username = g_strdup (login->username);
  part->host = g_strdup (login->host);
  part->port = login->port;
  part->sender = g_strdup (login->sender);
  part->measures = login->measures;
  part->secret = wp_secret_ref (login->secret);
  part->mechanism = mechanism;
  part->scrub = wp_scrub_new ();
  wp_scrub_add_secret (part->scrub, part->secret);
}

void
wp_engine_drop_login (WpEngine *engine)
{
  WpLoginPart *part = &engine->login;

  wp_sasl_free (part->sasl);
  wp_scrub_free (part->scrub);
  wp_secret_unref (part->secret);
  g_free (part->username);
  g_free (part->host);
  g_free (part->sender);
  *part = (WpLoginPart){ 0 };
}

static void
start_sasl (WpEngine *engine)
{
  WpLoginPart *part = &engine->login;
  WpSaslParams params = { .mechanism = part->mechanism,
                          .username = part->username,
                          .secret = part->secret,
                          .host = part->host,
                          .port = part->port,
                          .binding = &engine->binding };
  const char *initial = NULL;

  part->sasl = wp_sasl_new (&params);
  if (part->mechanism->is_client_first && engine->class->allows_initial (engine))
    {
      if (wp_sasl_begin (part->sasl) == WP_SASL_GIVE_UP)
        {
          wp_engine_note_text (engine, WP_KEY_TEXT, wp_sasl_error (part->sasl),
                               strlen (wp_sasl_error (part->sasl)));
          wp_engine_end_part (engine, wp_sasl_outcome (part->sasl));
          return;
        }
      initial = wp_sasl_response (part->sasl);
      if (strlen (initial) > engine->class->initial_limit)
        { /* begun again by the continuation */
          wp_sasl_free (part->sasl);
          part->sasl = wp_sasl_new (&params);
          initial = NULL;
        }
    }
  engine->class->send_auth (engine, part->mechanism->name, initial);
}

const char *
wp_engine_choose (const WpEngine *engine, const WpLogin *login)
{
  const WpMechanism *mechanism;

  if (engine->state != WP_STATE_IDLE || may_start (engine, login) != WP_OUTCOME_OK)
    return NULL;
  mechanism =
      wp_mechanism_choose (&engine->mechanisms, login, engine->binding.length > 0).mechanism;
  return mechanism == NULL ? NULL : mechanism->name;
}

void
wp_engine_login (WpEngine *engine, const WpLogin *login)
{
  WpOutcome outcome;
  WpMechanismChoice choice;

  g_return_if_fail (engine->state == WP_STATE_IDLE);
  wp_engine_enter (engine, WP_STATE_AUTH);
  if (login->username != NULL)
    wp_engine_note_text (engine, WP_KEY_USERNAME, login->username, strlen (login->username));
  outcome = may_start (engine, login);
  if (outcome != WP_OUTCOME_OK)
    {
      wp_engine_end_part (engine, outcome);
      return;
    }
  choice = wp_mechanism_choose (&engine->mechanisms, login, engine->binding.length > 0);
  if (choice.why != NULL)
    wp_fields_set_text (engine->step->evidence, WP_KEY_MECHANISM_WHY, choice.why);
  wp_fields_set_list (engine->step->evidence, WP_KEY_MECHANISMS,
                      wp_words_peek (&engine->mechanisms));
  if (choice.mechanism == NULL)
    {
      wp_engine_end_part (engine, choice.outcome);
      return;
    }
  engine->has_logged_in = TRUE;
  keep_login (engine, login, choice.mechanism);
  wp_fields_set_text (engine->step->evidence, WP_KEY_MECHANISM, choice.mechanism->name);
  if (choice.mechanism->is_bound)
    wp_fields_set_text (engine->step->evidence, WP_KEY_CHANNEL_BINDING, engine->binding.type);
  if (choice.mechanism->way == WP_MECHANISM_BY_SASL)
    start_sasl (engine);
  else
    engine->class->login (engine);
}

/* Answers */

static void
note_exchange (WpEngine *engine)
{
  const WpSasl *sasl = engine->login.sasl;

  if (sasl == NULL)
    return;
  if (wp_sasl_iterations (sasl) > 0)
    wp_fields_set_number (engine->step->evidence, WP_KEY_ITERATIONS, wp_sasl_iterations (sasl));
  if (engine->login.mechanism->is_scram)
    wp_fields_set_flag (engine->step->evidence, WP_KEY_SERVER_PROOF, wp_sasl_has_proof (sasl));
  if (wp_sasl_oauth_status (sasl) != NULL)
    wp_engine_note_text (engine, WP_KEY_OAUTH_STATUS, wp_sasl_oauth_status (sasl),
                         strlen (wp_sasl_oauth_status (sasl)));
}

static void
give_up (WpEngine *engine)
{
  const char *error = wp_sasl_error (engine->login.sasl);

  if (error != NULL)
    wp_engine_note_text (engine, WP_KEY_TEXT, error, strlen (error));
  engine->abort_outcome = wp_sasl_outcome (engine->login.sasl);
  wp_engine_send_response (engine, "*");
  wp_engine_enter (engine, WP_STATE_ABORTING);
}

static void
act (WpEngine *engine, WpSaslAction action)
{
  note_exchange (engine);
  switch (action)
    {
    case WP_SASL_RESPOND:
      wp_engine_send_response (engine, wp_sasl_response (engine->login.sasl));
      wp_engine_enter (engine, WP_STATE_AUTH);
      break;
    case WP_SASL_DERIVE:
      engine->wants_derivation = TRUE;
      wp_engine_enter (engine, WP_STATE_DERIVING);
      break;
    case WP_SASL_GIVE_UP:
      give_up (engine);
      break;
    }
}

void
wp_engine_on_challenge (WpEngine *engine, const guint8 *base64, gsize count)
{
  if (engine->state == WP_STATE_ABORTING)
    wp_engine_break (engine, engine->abort_outcome);
  else
    act (engine, wp_sasl_challenge (engine->login.sasl, base64, count));
}

void
wp_engine_derived (WpEngine *engine, const char *salted_password_hex)
{
  if (engine->state == WP_STATE_FAILED)
    return;
  g_return_if_fail (engine->state == WP_STATE_DERIVING);
  wp_engine_enter (engine, WP_STATE_AUTH); /* an answer may be sent again */
  act (engine, wp_sasl_derived (engine->login.sasl, salted_password_hex));
}

void
wp_engine_on_accepted (WpEngine *engine)
{
  WpOutcome outcome = WP_OUTCOME_OK;

  if (engine->state == WP_STATE_ABORTING)
    outcome = engine->abort_outcome;
  else if (engine->login.sasl != NULL)
    outcome = wp_sasl_accepted (engine->login.sasl);
  note_exchange (engine);
  if (outcome != WP_OUTCOME_OK)
    {
      wp_engine_break (engine, outcome); /* whoever lets us in like that hears no more of us */
      return;
    }
  wp_engine_end_step (engine, WP_OUTCOME_OK);
  engine->class->after_login (engine);
}

void
wp_engine_on_refused (WpEngine *engine,
                      const WpReplyFacts *facts,
                      const WpRefusal *hint,
                      gboolean is_over)
{
  WpProtocol protocol = engine->class->protocol;
  g_autofree char *text = g_strndup (facts->text, facts->length);
  WpRefusal refusal = { .status = facts->status, .code = facts->code, .text = text };
  WpOutcome outcome;

  if (engine->state == WP_STATE_ABORTING)
    outcome = engine->abort_outcome;
  else
    {
      outcome = wp_refusal_of_login (protocol, &refusal);
      if (outcome == WP_OUTCOME_LOGIN_REFUSED && hint != NULL)
        outcome = wp_refusal_of_login (protocol, hint);
      wp_engine_note_reply (engine, facts);
    }
  note_exchange (engine);
  if (is_over)
    wp_engine_break (engine, outcome);
  else
    wp_engine_end_part (engine, outcome);
}
