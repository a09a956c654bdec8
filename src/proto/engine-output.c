/* What leaves an engine: commands and answers to the peer, and what is written down of the talk. A
 * secret goes to the peer and nowhere else. */
#include "proto/engine-private.h"

#include <string.h>

#include <openssl/crypto.h>

#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"

/* What stands around a challenge ("334 ", the line end), and some more, so that a challenge which
 * is a little too long is refused as a challenge, by the SASL exchange. */
#define CHALLENGE_FRAME_BYTES 64

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

static void
append_word (WpEngine *engine, const char *word, gboolean is_first)
{
  if (word == NULL)
    return;
  if (!is_first)
    append_out (engine, " ");
  append_out (engine, word);
}

static void
append_literal (WpEngine *engine, const char *literal)
{
  g_autofree char *head = NULL;

  if (literal == NULL)
    return;
  head = g_strdup_printf (" {%zu+}\r\n", strlen (literal));
  append_out (engine, head);
  append_out (engine, literal);
}

static void
log_command (WpEngine *engine, const WpCommand *command)
{
  const char *const parts[] = { command->tag, command->verb,
                                command->shown == NULL ? command->literal : NULL,
                                command->shown == NULL ? command->args : command->shown,
                                command->secret == NULL ? NULL : WP_SECRET_SHOWN_AS };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", parts[i]);
  wp_engine_log (engine, 'C', text->str, text->len);
}

gboolean
wp_engine_send_command (WpEngine *engine, const WpCommand *command)
{
  if (!may_send (engine, command->verb) || !is_one_line (command->tag)
      || !is_one_line (command->literal) || !is_one_line (command->args)
      || !is_one_line (command->secret))
    return FALSE;
  append_word (engine, command->tag, TRUE);
  append_word (engine, command->verb, command->tag == NULL);
  append_literal (engine, command->literal);
  append_word (engine, command->args, FALSE);
  append_word (engine, command->secret, FALSE);
  append_out (engine, "\r\n");
  if (command->secret != NULL && engine->login.scrub != NULL)
    wp_scrub_add_bytes (engine->login.scrub, command->secret, strlen (command->secret));
  log_command (engine, command);
  return TRUE;
}

gboolean
wp_engine_send_response (WpEngine *engine, const char *text)
{
  if (!(wp_engine_row (engine)->flags & WP_STATE_EXCHANGE) || !engine->may_login
      || !is_one_line (text))
    return FALSE;
  append_out (engine, text);
  append_out (engine, "\r\n");
  if (engine->login.scrub != NULL && strlen (text) > 1)
    wp_scrub_add_bytes (engine->login.scrub, text, strlen (text));
  wp_engine_log (engine, 'C', WP_SECRET_SHOWN_AS, strlen (WP_SECRET_SHOWN_AS));
  return TRUE;
}

/* What is written down */

gboolean
wp_engine_keeps_lines (const WpEngine *engine)
{
  return engine->step != NULL && engine->step->transcript->len < WP_LIMIT_TRANSCRIPT_LINES;
}

void
wp_engine_log (WpEngine *engine, char dir, const void *bytes, gsize count)
{
  g_autoptr (GString) text = NULL;

  if (engine->step == NULL)
    return;
  if (!wp_engine_keeps_lines (engine))
    {
      wp_step_add_line (engine->step, dir, "", 0); /* counts it */
      return;
    }
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
  gsize limit = wp_engine_row (engine)->flags & WP_STATE_EXCHANGE
                    ? MAX (engine->class->line_limit,
                           WP_LIMIT_SASL_CHALLENGE_BYTES + CHALLENGE_FRAME_BYTES)
                    : engine->class->line_limit;

  return wp_lines_next (&engine->lines, limit, line, length);
}
