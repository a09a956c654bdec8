/* See engine.h. The base of the three engines: the queue of actions, the one writer of the state,
 * the one way out for commands. It knows no protocol. */
#include "proto/engine-private.h"

#include <string.h>

#include <openssl/crypto.h>

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

void
wp_engine_enter (WpEngine *engine, guint state)
{
  engine->state = state;
  engine->n_lines = 0;
  if (engine->step == NULL && !(wp_engine_row (engine)->flags & WP_STATE_NO_STEP))
    engine->step = wp_step_new (wp_engine_row (engine)->verb);
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
    engine->step = wp_step_new (wp_engine_row (engine)->verb);
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
  return *count == 0 ? NULL : engine->lines.buffer->data + engine->lines.start;
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
  else if (wp_engine_row (engine)->flags & WP_STATE_NO_STEP)
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
wp_engine_depart (WpEngine *engine, WpOutcome outcome)
{
  wp_engine_end_step (engine, outcome);
  wp_engine_drop_login (engine);
  wp_engine_enter (engine, WP_STATE_QUIT);
  engine->class->quit (engine);
}

gboolean
wp_engine_leave (WpEngine *engine, WpOutcome outcome)
{
  WpLeaving leaving = engine->class->leave == NULL ? WP_LEAVING_NOTHING
                                                   : engine->class->leave (engine, &outcome);

  if (leaving == WP_LEAVING_NOW)
    wp_engine_depart (engine, outcome);
  return leaving != WP_LEAVING_NOTHING;
}

gboolean
wp_engine_progress (const WpEngine *engine, guint *done, guint *total)
{
  return engine->class->progress != NULL && engine->class->progress (engine, done, total);
}

void
wp_engine_fail (WpEngine *engine, WpOutcome outcome)
{
  gsize count;
  const guint8 *bytes = peek_pending (engine, &count);

  if (engine->state == WP_STATE_FAILED || engine->state == WP_STATE_FINISHED)
    return;
  if (wp_engine_row (engine)->flags & WP_STATE_NO_STEP)
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
  if (!engine->is_secure)
    wp_words_drop (&engine->mechanisms); /* of no use: nobody logs in here */
  note_words (engine, WP_KEY_MECHANISMS, &engine->mechanisms);
  wp_engine_end_part (engine, WP_OUTCOME_OK);
  return FALSE;
}

/* Questions */

WpDeadlineClass
wp_engine_deadline_class (const WpEngine *engine)
{
  return wp_engine_row (engine)->deadline;
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
  return wp_engine_row (engine)->name;
}
