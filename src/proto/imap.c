/* An IMAP dialogue up to and including login, and read-only questions after it (RFC 9051, 3501,
 * 2595, 4959, 5530). The login is in imap-login.c, the questions in imap-mailbox.c and
 * imap-count.c.
 *
 * Never: SELECT, FETCH, STORE, APPEND, EXPUNGE, ID; a referral is shown and not followed; untagged
 * data before TLS is not believed, but for the greeting and the capabilities.
 * Limits: a response of WP_LIMIT_IMAP_LINE_BYTES and as much in literals, an untagged run of
 * WP_LIMIT_REPLY_LINES. */
#include "proto/imap-private.h"

#include <string.h>

#include <openssl/crypto.h>

#include "base/limits.h"
#include "model/keys.h"

/* Dovecot and Cyrus take command lines of 64 KiB; RFC 7162 §4 asks for 8192. */
#define INITIAL_LIMIT 8000

static const WpStateRow states[] = {
  WP_COMMON_STATES,
  [IMAP_LOGIN] = { "login", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED,
                   WP_STATE_EXCHANGE },
  [IMAP_MAILBOX] = { "mailbox", WP_DEADLINE_MAILBOX, WP_VERB_MAILBOX, WP_OUTCOME_MAILBOX_REFUSED,
                     0 },
};

static const WpVerbRow verbs[] = {
  { "CAPABILITY", FALSE }, { "STARTTLS", FALSE },    { "AUTHENTICATE", TRUE },
  { "LOGIN", TRUE },       { "NAMESPACE", TRUE },    { "LIST", TRUE },
  { "EXAMINE", TRUE },     { "GETQUOTAROOT", TRUE }, { "STATUS", TRUE },
  { "LOGOUT", FALSE },     { NULL, FALSE },
};

static Imap *
imap_of (WpEngine *engine)
{
  return (Imap *) engine;
}

void
imap_send (Imap *imap, const char *verb, const char *args)
{
  char tag[16];

  g_snprintf (tag, sizeof tag, "w%u", ++imap->tag);
  wp_engine_send_command (&imap->base, &(WpCommand){ .tag = tag, .verb = verb, .args = args });
}

gboolean
imap_has (const Imap *imap, const char *capability)
{
  return wp_words_has (&imap->base.capabilities, capability);
}

WpReplyFacts
imap_reply_facts (const WpImapResponse *response)
{
  return (WpReplyFacts){ .status = response->word,
                         .code = response->code[0] == '\0' ? NULL : response->code,
                         .text = response->data.at,
                         .length = wp_cursor_left (&response->data) };
}

void
imap_note_reply (Imap *imap, const WpImapResponse *response)
{
  WpReplyFacts facts = imap_reply_facts (response);

  wp_engine_note_reply (&imap->base, &facts);
  if (g_str_equal (response->code, "REFERRAL"))
    wp_engine_note_text (&imap->base, WP_KEY_REFERRAL, response->code_data.at,
                         wp_cursor_left (&response->code_data));
}

/* Capabilities */

gboolean
imap_take_capabilities (Imap *imap, WpCursor words)
{
  WpOutcome outcome;

  wp_words_drop (&imap->base.capabilities);
  outcome = wp_words_add_all (&imap->base.capabilities, words.at, wp_cursor_left (&words));
  if (outcome == WP_OUTCOME_OK)
    return TRUE;
  wp_engine_break (&imap->base, outcome);
  return FALSE;
}

static void
ask_capabilities (WpEngine *engine)
{
  imap_send (imap_of (engine), "CAPABILITY", NULL);
}

static gboolean
allows_initial (const WpEngine *engine)
{
  return wp_words_has (&engine->capabilities, "SASL-IR");
}

static void
list_mechanisms (Imap *imap)
{
  const WpWords *capabilities = &imap->base.capabilities;

  wp_words_drop (&imap->base.mechanisms);
  for (guint i = 0; i < wp_words_count (capabilities); i++)
    {
      const char *word = wp_words_nth (capabilities, i);

      if (g_str_has_prefix (word, "AUTH="))
        wp_words_add (&imap->base.mechanisms, word + 5, strlen (word + 5));
    }
  if (!imap_has (imap, "LOGINDISABLED"))
    wp_words_add (&imap->base.mechanisms, "IMAP LOGIN", strlen ("IMAP LOGIN"));
}

static void
capabilities_known (Imap *imap)
{
  list_mechanisms (imap);
  if (!wp_engine_look_done (&imap->base, imap_has (imap, "STARTTLS")))
    return;
  imap_send (imap, "STARTTLS", NULL);
  wp_engine_enter (&imap->base, WP_STATE_STARTTLS);
}

/* The look */

static void
on_greeting (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;

  imap_note_reply (imap, response);
  if (g_str_equal (response->word, "BYE"))
    {
      wp_engine_break (engine, WP_OUTCOME_REJECTED);
      return;
    }
  if (g_str_equal (response->word, "PREAUTH"))
    { /* without TLS STARTTLS is no longer possible; inside TLS no login can be proved */
      wp_engine_break (engine, WP_OUTCOME_PREAUTH);
      return;
    }
  wp_engine_end_step (engine, WP_OUTCOME_OK);
  wp_engine_enter (engine, WP_STATE_CAPABILITY);
  if (!g_str_equal (response->code, "CAPABILITY"))
    ask_capabilities (engine);
  else if (imap_take_capabilities (imap, response->code_data))
    capabilities_known (imap);
}

static void
look_tagged (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;

  if (!g_str_equal (response->word, "OK"))
    {
      imap_note_reply (imap, response);
      wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE,
                          engine->state == WP_STATE_STARTTLS ? "STARTTLS" : "CAPABILITY");
      wp_engine_break (engine, states[engine->state].on_refusal);
    }
  else if (engine->state == WP_STATE_STARTTLS)
    wp_engine_go_ahead (engine);
  else
    capabilities_known (imap);
}

static void
on_bye (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;
  WpReplyFacts facts = imap_reply_facts (response);

  if (engine->state == WP_STATE_QUIT)
    wp_engine_enter (engine, WP_STATE_FINISHED);
  else if (engine->state == WP_STATE_IDLE)
    wp_engine_hang_up (engine);
  else if (engine->login.secret != NULL && engine->state != IMAP_MAILBOX)
    wp_engine_on_refused (engine, &facts, NULL, TRUE);
  else
    {
      imap_note_reply (imap, response);
      wp_engine_break (engine, engine->state == IMAP_MAILBOX ? WP_OUTCOME_MAILBOX_REFUSED
                                                             : WP_OUTCOME_REJECTED);
    }
}

/* Responses */

static void
on_untagged (Imap *imap, const WpImapResponse *response)
{
  guint state = imap->base.state;

  if (g_str_equal (response->word, "BYE"))
    on_bye (imap, response);
  else if (state == WP_STATE_CAPABILITY && g_str_equal (response->word, "CAPABILITY"))
    imap_take_capabilities (imap, response->data);
  else if (state == WP_STATE_AUTH || state == WP_STATE_ABORTING || state == IMAP_LOGIN)
    imap_login_untagged (imap, response);
  else if (state == IMAP_MAILBOX)
    imap_mailbox_untagged (imap, response);
}

static void
on_tagged (Imap *imap, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;

  if (engine->state == IMAP_MAILBOX)
    imap_mailbox_tagged (imap, response);
  else if (engine->state == WP_STATE_QUIT && response->tag != 0 && response->tag < imap->tag)
    ; /* owed from before the good-bye */
  else if (response->tag == 0 || response->tag != imap->tag || engine->state == WP_STATE_IDLE)
    wp_engine_break (engine, WP_OUTCOME_MALFORMED);
  else if (engine->state == WP_STATE_QUIT)
    wp_engine_enter (engine, WP_STATE_FINISHED);
  else if (engine->state == WP_STATE_CAPABILITY || engine->state == WP_STATE_STARTTLS)
    look_tagged (imap, response);
  else
    imap_login_tagged (imap, response);
}

/* `response`: what `bytes` mean; NULL: nothing. */
static void
log_response (Imap *imap, const guint8 *bytes, gsize count, const WpImapResponse *response)
{
  WpEngine *engine = &imap->base;
  g_autofree char *masked = NULL;

  if (engine->state == IMAP_MAILBOX && wp_engine_keeps_lines (engine))
    masked = imap_shown_response (imap, response);
  if (masked != NULL)
    wp_engine_log (engine, 'S', masked, strlen (masked));
  else if (response != NULL && response->kind == WP_IMAP_CONTINUE && engine->login.mechanism != NULL
           && engine->login.mechanism->is_scram)
    wp_engine_log (engine, 'S', "+ " WP_SECRET_SHOWN_AS, strlen ("+ " WP_SECRET_SHOWN_AS));
  else
    wp_engine_log (engine, 'S', bytes, count);
}

/* The bytes are lent by `lines` or stand in imap->response: they are gone once the engine has
 * broken off. */
static void
take_response (Imap *imap, const guint8 *bytes, gsize count)
{
  WpEngine *engine = &imap->base;
  WpImapResponse response;
  gboolean is_good = wp_imap_parse (bytes, count, &response);

  log_response (imap, bytes, count, is_good ? &response : NULL);
  if (engine->state == WP_STATE_GREETING)
    {
      if (is_good && response.kind == WP_IMAP_UNTAGGED && response.is_status
          && !g_str_equal (response.word, "NO") && !g_str_equal (response.word, "BAD"))
        on_greeting (imap, &response);
      else
        wp_engine_not_a_greeting (engine, bytes, count);
    }
  else if (!is_good)
    {
      if (engine->state != IMAP_MAILBOX) /* it may be half a folder's name */
        wp_engine_note_text (engine, WP_KEY_TEXT, bytes, count);
      wp_engine_break (engine, WP_OUTCOME_MALFORMED);
    }
  else if (response.kind == WP_IMAP_CONTINUE)
    imap_on_continue (imap, &response);
  else if (response.kind == WP_IMAP_UNTAGGED)
    on_untagged (imap, &response);
  else
    on_tagged (imap, &response);
}

static void
wipe_response (Imap *imap)
{
  OPENSSL_cleanse (imap->response->data, imap->response->len);
  g_byte_array_set_size (imap->response, 0);
  imap->in_literal = FALSE;
  imap->literal_bytes = 0;
}

/* The status of a response ends in free text, where "{5}" is no literal. */
static gboolean
may_hold_literal (const Imap *imap)
{
  WpImapResponse response;

  return wp_imap_parse (imap->response->data, imap->response->len, &response)
         && response.kind == WP_IMAP_UNTAGGED && !response.is_status;
}

static gboolean
starts_literal (Imap *imap)
{
  if (!may_hold_literal (imap))
    return FALSE;
  if (imap->literal > WP_LIMIT_IMAP_LITERAL_BYTES - imap->literal_bytes)
    {
      wp_engine_break (&imap->base, WP_OUTCOME_REPLY_TOO_LONG);
      return FALSE;
    }
  imap->literal_bytes += (gsize) imap->literal;
  imap->in_literal = TRUE;
  g_byte_array_append (imap->response, (const guint8 *) "\r\n", 2);
  return TRUE;
}

static WpLinesResult
read_literal (Imap *imap)
{
  gsize length = (gsize) imap->literal;
  const guint8 *bytes;
  WpLinesResult result = wp_lines_take (&imap->base.lines, length, &bytes);

  if (result == WP_LINES_GOT)
    {
      imap->in_literal = FALSE;
      g_byte_array_append (imap->response, bytes, (guint) length);
    }
  return result;
}

/* A response of one line, as almost all are, is read where it lies. */
static WpLinesResult
read_response (WpEngine *engine)
{
  Imap *imap = imap_of (engine);
  WpLinesResult result;
  const guint8 *bytes;
  gsize length;
  gboolean has_literal;

  if (imap->in_literal)
    return read_literal (imap);
  result = wp_engine_read_line (engine, &bytes, &length);
  if (result != WP_LINES_GOT)
    return result;
  /* The lines around literals count together, each with its line end. */
  if (imap->response->len > 0
      && imap->response->len - imap->literal_bytes + length + strlen ("\r\n")
             > WP_LIMIT_IMAP_LINE_BYTES)
    return WP_LINES_BROKEN;
  has_literal = wp_imap_ends_with_literal (bytes, length, &imap->literal);
  if (has_literal || imap->response->len > 0)
    {
      g_byte_array_append (imap->response, bytes, (guint) length);
      bytes = imap->response->data;
      length = imap->response->len;
    }
  if (has_literal && starts_literal (imap))
    return WP_LINES_GOT;
  if (engine->state != WP_STATE_FAILED
      && (engine->state == IMAP_MAILBOX || wp_engine_count_line (engine)))
    take_response (imap, bytes, length);
  wipe_response (imap);
  return WP_LINES_GOT;
}

static void
quit (WpEngine *engine)
{
  imap_send (imap_of (engine), "LOGOUT", NULL);
}

static void
clear (WpEngine *engine)
{
  Imap *imap = imap_of (engine);

  wipe_response (imap);
  g_byte_array_unref (imap->response);
  g_clear_pointer (&imap->login_parts, g_ptr_array_unref);
  g_free (imap->notice_code);
  g_free (imap->notice_text);
  imap_mailbox_clear (imap);
}

static const WpEngineClass imap_class = {
  .protocol = WP_PROTOCOL_IMAP,
  .size = sizeof (Imap),
  .states = states,
  .verbs = verbs,
  .initial_limit = INITIAL_LIMIT,
  .line_limit = WP_LIMIT_IMAP_LINE_BYTES,
  .read = read_response,
  .ask_capabilities = ask_capabilities,
  .allows_initial = allows_initial,
  .send_auth = imap_send_auth,
  .login = imap_login,
  .after_login = imap_mailbox_start,
  .leave = imap_mailbox_leave,
  .progress = imap_mailbox_progress,
  .quit = quit,
  .clear = clear,
};

WpEngine *
wp_imap_new (const WpEngineParams *params)
{
  WpEngine *engine = wp_engine_alloc (&imap_class, params);

  imap_of (engine)->response = g_byte_array_new ();
  return engine;
}
