/* See engine.h. The base of the three engines: the queue of actions, the one writer of the state, the
 * one way out for commands. It knows no protocol. */
#include "proto/engine-private.h"

#include <string.h>

#include <openssl/crypto.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"
#include "proto/tls.h"

#define PEER_BYTES 64

WpEngine *
wp_engine_new (const WpEngineParams *params)
{
  switch (params->protocol)
    {
    case WP_PROTOCOL_IMAP:
      return wp_imap_new (params);
    case WP_PROTOCOL_POP3:
      return wp_pop3_new (params);
    case WP_PROTOCOL_SMTP:
      return wp_smtp_new (params);
    }
  g_assert_not_reached ();
}

WpEngine *
wp_engine_alloc (const WpEngineClass *class, const WpEngineParams *params)
{
  WpEngine *engine = g_malloc0 (class->size);

  engine->class = class;
  engine->tls = params->tls;
  engine->out = g_byte_array_new ();
  wp_lines_init (&engine->lines);
  g_queue_init (&engine->steps);
  wp_words_init (&engine->capabilities);
  wp_words_init (&engine->before_tls);
  wp_words_init (&engine->mechanisms);
  wp_engine_enter (engine, WP_STATE_GREETING);
  return engine;
}

static void
wipe_out (WpEngine *engine)
{
  OPENSSL_cleanse (engine->out->data, engine->out->len);
  g_byte_array_set_size (engine->out, 0);
  engine->is_lent = FALSE;
}

void
wp_engine_free (WpEngine *engine)
{
  if (engine == NULL)
    return;
  if (engine->class->clear != NULL)
    engine->class->clear (engine);
  wp_engine_drop_login (engine);
  wipe_out (engine);
  g_byte_array_unref (engine->out);
  wp_lines_clear (&engine->lines);
  g_queue_clear_full (&engine->steps, (GDestroyNotify) wp_step_free);
  wp_step_free (engine->step);
  wp_words_clear (&engine->capabilities);
  wp_words_clear (&engine->before_tls);
  wp_words_clear (&engine->mechanisms);
  OPENSSL_cleanse (&engine->binding, sizeof engine->binding);
  g_free (engine);
}

static const WpStateRow *
row (const WpEngine *engine)
{
  return &engine->class->states[engine->state];
}

void
wp_engine_enter (WpEngine *engine, guint state)
{
  engine->state = state;
  engine->n_lines = 0;
  if (engine->step == NULL && !(row (engine)->flags & WP_STATE_NO_STEP))
    engine->step = wp_step_new (row (engine)->verb);
}

void
wp_engine_end_step (WpEngine *engine, WpOutcome outcome)
{
  g_assert (engine->step != NULL);
  engine->step->outcome = outcome;
  g_queue_push_tail (&engine->steps, g_steal_pointer (&engine->step));
}

void
wp_engine_break (WpEngine *engine, WpOutcome outcome)
{
  if (engine->state == WP_STATE_QUIT)
    { /* how somebody says good-bye is no finding */
      wp_engine_hang_up (engine);
      return;
    }
  if (engine->step == NULL)
    engine->step = wp_step_new (row (engine)->verb);
  wp_engine_end_step (engine, outcome);
  wp_engine_hang_up (engine);
}

void
wp_engine_hang_up (WpEngine *engine)
{
  wp_engine_drop_login (engine);
  wipe_out (engine);
  wp_lines_drop (&engine->lines);
  engine->wants_tls = engine->wants_derivation = FALSE;
  wp_engine_enter (engine, WP_STATE_FAILED);
}

void
wp_engine_end_part (WpEngine *engine, WpOutcome outcome)
{
  wp_engine_end_step (engine, outcome);
  wp_engine_drop_login (engine);
  wp_engine_enter (engine, WP_STATE_IDLE);
}

/* Input */

void
wp_engine_feed (WpEngine *engine, const guint8 *bytes, gsize count)
{
  g_return_if_fail (engine->is_secure || engine->tls != WP_TLS_IMPLICIT);
  if (count == 0 || engine->state == WP_STATE_FAILED || engine->state == WP_STATE_FINISHED)
    return;
  if (engine->state == WP_STATE_TLS)
    {
      wp_engine_break (engine, WP_OUTCOME_STARTTLS_INJECTION);
      wp_fields_set_number (((WpStep *) g_queue_peek_tail (&engine->steps))->evidence,
                            WP_KEY_LEFTOVER_BYTES, (gint64) count);
      return;
    }
  wp_lines_feed (&engine->lines, bytes, count);
}

void
wp_engine_eof (WpEngine *engine)
{
  engine->is_eof = TRUE;
}

static void
note_peer (WpEngine *engine, const guint8 *bytes, gsize count)
{
  if (count == 0)
    return;
  wp_engine_note_text (engine, WP_KEY_PEER_BYTES, bytes, MIN (count, PEER_BYTES));
  wp_fields_set_text (engine->step->evidence, WP_KEY_PEER_PROTOCOL,
                      wp_tls_name_peer (bytes, count));
}

void
wp_engine_not_a_greeting (WpEngine *engine, const guint8 *bytes, gsize count)
{
  const char *peer = wp_tls_name_peer (bytes, count);
  gboolean is_known = !g_str_equal (peer, "unknown")
                      && !g_str_equal (peer, wp_protocol_id (engine->class->protocol));

  note_peer (engine, bytes, count);
  wp_engine_break (engine, is_known ? WP_OUTCOME_WRONG_PROTOCOL : WP_OUTCOME_MALFORMED);
}

static const guint8 *
peek_pending (const WpEngine *engine, gsize *count)
{
  *count = wp_lines_pending (&engine->lines);
  return engine->lines.buffer->data + engine->lines.start;
}

/* A TLS record has no line end to wait for. */
static gboolean
is_tls_peer (const WpEngine *engine)
{
  gsize count;
  const guint8 *bytes = peek_pending (engine, &count);

  return g_str_equal (wp_tls_name_peer (bytes, count), "tls");
}

static void
take_eof (WpEngine *engine)
{
  gsize count;
  const guint8 *bytes = peek_pending (engine, &count);

  if (engine->state == WP_STATE_QUIT)
    wp_engine_enter (engine, WP_STATE_FINISHED);
  else if (row (engine)->flags & WP_STATE_NO_STEP)
    wp_engine_hang_up (engine);
  else
    {
      if (engine->state == WP_STATE_GREETING)
        note_peer (engine, bytes, count);
      wp_engine_break (engine, WP_OUTCOME_CLOSED);
    }
}

/* Reads one thing; FALSE if there is nothing to read. */
static gboolean
advance (WpEngine *engine)
{
  gsize count;
  const guint8 *bytes;

  if (engine->state == WP_STATE_GREETING && is_tls_peer (engine))
    {
      bytes = peek_pending (engine, &count);
      wp_engine_not_a_greeting (engine, bytes, count);
      return TRUE;
    }
  switch (engine->class->read (engine))
    {
    case WP_LINES_GOT:
      return TRUE;
    case WP_LINES_BROKEN:
      wp_engine_break (engine, WP_OUTCOME_LINE_TOO_LONG);
      return TRUE;
    case WP_LINES_MORE:
      if (!engine->is_eof)
        return FALSE;
      take_eof (engine);
      return TRUE;
    }
  g_assert_not_reached ();
}

WpEngineAction
wp_engine_next (WpEngine *engine, WpEngineNext *next)
{
  *next = (WpEngineNext){ 0 };
  if (engine->is_lent)
    wipe_out (engine);
  for (;;)
    {
      next->step = g_queue_pop_head (&engine->steps);
      if (next->step != NULL)
        return WP_ENGINE_STEP;
      if (engine->state == WP_STATE_FAILED)
        return WP_ENGINE_FAILED;
      if (engine->out->len > 0)
        {
          next->bytes = engine->out->data;
          next->length = engine->out->len;
          engine->is_lent = TRUE;
          return WP_ENGINE_SEND;
        }
      if (engine->wants_tls || engine->state == WP_STATE_TLS)
        {
          WpEngineAction action = engine->wants_tls ? WP_ENGINE_START_TLS : WP_ENGINE_NEED_DATA;

          engine->wants_tls = FALSE;
          return action;
        }
      if (engine->state == WP_STATE_DERIVING)
        {
          WpEngineAction action = engine->wants_derivation ? WP_ENGINE_DERIVE : WP_ENGINE_NEED_DATA;

          engine->wants_derivation = FALSE;
          next->derivation = *wp_sasl_derivation (engine->login.sasl);
          return action;
        }
      if (engine->state == WP_STATE_FINISHED)
        return WP_ENGINE_DONE;
      if (!advance (engine))
        return engine->state == WP_STATE_IDLE ? WP_ENGINE_DONE : WP_ENGINE_NEED_DATA;
    }
}

void
wp_engine_secured (WpEngine *engine, const WpChannelBinding *binding, gboolean may_login)
{
  if (engine->state == WP_STATE_FAILED)
    return;
  g_return_if_fail (!engine->is_secure);
  g_return_if_fail (engine->state == WP_STATE_TLS
                    || (engine->state == WP_STATE_GREETING && engine->tls == WP_TLS_IMPLICIT));
  wp_lines_drop (&engine->lines);
  wp_words_drop (&engine->capabilities);
  wp_words_drop (&engine->mechanisms);
  engine->is_secure = TRUE;
  engine->may_login = may_login;
  if (binding != NULL && binding->length <= sizeof binding->data)
    engine->binding = *binding;
  if (engine->state == WP_STATE_TLS)
    {
      wp_engine_enter (engine, WP_STATE_CAPABILITY);
      engine->class->ask_capabilities (engine);
    }
}

void
wp_engine_quit (WpEngine *engine)
{
  g_return_if_fail (engine->state == WP_STATE_IDLE);
  wp_engine_enter (engine, WP_STATE_QUIT);
  engine->class->quit (engine);
}

void
wp_engine_fail (WpEngine *engine, WpOutcome outcome)
{
  gsize count;
  const guint8 *bytes = peek_pending (engine, &count);

  if (engine->state == WP_STATE_FAILED || engine->state == WP_STATE_FINISHED)
    return;
  if (row (engine)->flags & WP_STATE_NO_STEP)
    {
      wp_engine_hang_up (engine);
      return;
    }
  if (engine->state == WP_STATE_GREETING)
    note_peer (engine, bytes, count);
  if (engine->state == WP_STATE_GREETING && outcome == WP_OUTCOME_TIMED_OUT)
    outcome = WP_OUTCOME_SILENT;
  wp_engine_break (engine, outcome);
}

/* Output */

static gboolean
is_one_line (const char *text)
{
  return text == NULL || strpbrk (text, "\r\n") == NULL;
}

static gboolean
may_send (const WpEngine *engine, const char *verb)
{
  for (const WpVerbRow *allowed = engine->class->verbs; allowed->verb != NULL; allowed++)
    if (g_str_equal (allowed->verb, verb))
      return !allowed->is_login || (engine->is_secure && engine->may_login);
  return FALSE;
}

/* Moves to a new array before it would grow, so that no copy of a secret is left behind. */
static void
append_out (WpEngine *engine, const char *text)
{
  gsize count = strlen (text);
  GByteArray *grown = g_byte_array_sized_new ((guint) (engine->out->len + count));

  g_byte_array_append (grown, engine->out->data, engine->out->len);
  g_byte_array_append (grown, (const guint8 *) text, (guint) count);
  OPENSSL_cleanse (engine->out->data, engine->out->len);
  g_byte_array_unref (engine->out);
  engine->out = grown;
}

gboolean
wp_engine_send_command (WpEngine *engine, const WpCommand *command)
{
  const char *const parts[] = { command->tag, command->verb, command->args, command->secret };
  g_autoptr (GString) shown = g_string_new (NULL);

  if (!may_send (engine, command->verb))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_one_line (parts[i]))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL)
        continue;
      if (shown->len > 0)
        {
          append_out (engine, " ");
          g_string_append_c (shown, ' ');
        }
      append_out (engine, parts[i]);
      g_string_append (shown, parts[i] == command->secret ? WP_SECRET_SHOWN_AS : parts[i]);
    }
  if (command->secret != NULL && engine->login.scrub != NULL)
    wp_scrub_add_bytes (engine->login.scrub, command->secret, strlen (command->secret));
  append_out (engine, "\r\n");
  wp_engine_log (engine, 'C', shown->str, shown->len);
  return TRUE;
}

gboolean
wp_engine_send_response (WpEngine *engine, const char *text)
{
  if (!(row (engine)->flags & WP_STATE_EXCHANGE) || !engine->may_login || !is_one_line (text))
    return FALSE;
  append_out (engine, text);
  append_out (engine, "\r\n");
  if (engine->login.scrub != NULL && strlen (text) > 1)
    wp_scrub_add_bytes (engine->login.scrub, text, strlen (text));
  wp_engine_log (engine, 'C', WP_SECRET_SHOWN_AS, strlen (WP_SECRET_SHOWN_AS));
  return TRUE;
}

/* Evidence */

void
wp_engine_log (WpEngine *engine, char dir, const void *bytes, gsize count)
{
  g_autoptr (GString) text = NULL;

  if (engine->step == NULL)
    return;
  text = wp_scrub_apply (engine->login.scrub, bytes, count);
  wp_step_add_line (engine->step, dir, text->str, text->len);
}

void
wp_engine_note_text (WpEngine *engine, const char *key, const void *text, gsize length)
{
  g_autoptr (GString) scrubbed = NULL;
  g_autofree char *shown = NULL;

  if (engine->step == NULL || length == 0)
    return;
  scrubbed = wp_scrub_apply (engine->login.scrub, text, length);
  shown = wp_printable (scrubbed->str, scrubbed->len, WP_LIMIT_TRANSCRIPT_TEXT);
  wp_fields_set_text (engine->step->evidence, key, shown);
}

void
wp_engine_note_reply (WpEngine *engine, const WpReplyFacts *facts)
{
  wp_engine_note_text (engine, WP_KEY_REPLY_CODE, facts->status, strlen (facts->status));
  if (facts->code != NULL)
    wp_engine_note_text (engine, facts->is_enhanced ? WP_KEY_ENHANCED_CODE : WP_KEY_RESPONSE_CODE,
                         facts->code, strlen (facts->code));
  wp_engine_note_text (engine, WP_KEY_TEXT, facts->text, facts->length);
}

gboolean
wp_engine_count_line (WpEngine *engine)
{
  if (++engine->n_lines <= WP_LIMIT_REPLY_LINES)
    return TRUE;
  wp_engine_break (engine, WP_OUTCOME_REPLY_TOO_LONG);
  return FALSE;
}

WpLinesResult
wp_engine_read_line (WpEngine *engine, const guint8 **line, gsize *length)
{
  gsize limit = row (engine)->flags & WP_STATE_EXCHANGE
                  ? MAX (engine->class->line_limit, WP_LIMIT_SASL_CHALLENGE_BYTES)
                  : engine->class->line_limit;

  return wp_lines_next (&engine->lines, limit, line, length);
}

/* The end of a look */

void
wp_engine_go_ahead (WpEngine *engine)
{
  gsize left = wp_lines_pending (&engine->lines);

  if (left > 0)
    {
      wp_fields_set_number (engine->step->evidence, WP_KEY_LEFTOVER_BYTES, (gint64) left);
      wp_engine_break (engine, WP_OUTCOME_STARTTLS_INJECTION);
      return;
    }
  wp_engine_end_step (engine, WP_OUTCOME_OK);
  wp_engine_enter (engine, WP_STATE_TLS);
  engine->wants_tls = TRUE;
}

static void
note_words (WpEngine *engine, const char *key, const WpWords *words)
{
  if (wp_words_count (words) > 0)
    wp_fields_set_list (engine->step->evidence, key, wp_words_peek (words));
}

gboolean
wp_engine_look_done (WpEngine *engine, gboolean offers_starttls)
{
  if (!engine->is_secure && engine->tls == WP_TLS_STARTTLS)
    {
      wp_words_clear (&engine->before_tls);
      engine->before_tls = engine->capabilities;
      wp_words_init (&engine->capabilities);
      note_words (engine, WP_KEY_CAPABILITIES_BEFORE_TLS, &engine->before_tls);
      if (offers_starttls)
        return TRUE;
      wp_engine_break (engine, WP_OUTCOME_STARTTLS_MISSING);
      return FALSE;
    }
  note_words (engine, WP_KEY_CAPABILITIES, &engine->capabilities);
  note_words (engine, WP_KEY_CAPABILITIES_BEFORE_TLS, &engine->before_tls);
  if (engine->is_secure)
    note_words (engine, WP_KEY_MECHANISMS, &engine->mechanisms);
  wp_engine_end_part (engine, WP_OUTCOME_OK);
  return FALSE;
}

/* Questions */

WpDeadlineClass
wp_engine_deadline_class (const WpEngine *engine)
{
  return row (engine)->deadline;
}

gboolean
wp_engine_is_idle (const WpEngine *engine)
{
  return engine->state == WP_STATE_IDLE;
}

const char *const *
wp_engine_mechanisms (const WpEngine *engine)
{
  return wp_words_peek (&engine->mechanisms);
}

const char *
wp_engine_state_name (const WpEngine *engine)
{
  return row (engine)->name;
}
