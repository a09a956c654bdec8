/* A submission dialogue up to and including login, and a dry run after it (RFC 5321, 6409, 3207,
 * 4954, 2034, 1870): MAIL and RCPT with the person's own address, then RSET, so that nothing is
 * sent.
 *
 * Never: DATA, BDAT; a login after HELO. Where EHLO is refused HELO is tried to be able to say so.
 * Limits: a reply line is WP_LIMIT_SMTP_LINE_BYTES, a challenge WP_LIMIT_SASL_CHALLENGE_BYTES, a
 * reply WP_LIMIT_REPLY_LINES. */
#include "proto/engine-private.h"

#include <string.h>

#include "base/cursor.h"
#include "base/limits.h"
#include "model/keys.h"
#include "proto/smtp-reply.h"

#define DEFAULT_EHLO "[127.0.0.1]"
/* RFC 4954 §3 lengthens AUTH to 12288 bytes. */
#define INITIAL_LIMIT 12000

enum
{
  SMTP_HELO = WP_STATE_OWN,
  SMTP_SUBMIT,
};

typedef enum
{
  SMTP_MAIL,
  SMTP_RCPT,
  SMTP_RSET,
  SMTP_N_STAGES
} SmtpStage;

typedef struct
{
  WpEngine base;
  char *ehlo;
  WpSmtpReply reply;
  SmtpStage stage; /* whose answer comes next */
  gboolean is_pipelined;
  char *sender;
  WpOutcome outcome; /* of the dry run: the first refusal stands */
} Smtp;

static const WpStateRow states[] = {
  WP_COMMON_STATES,
  [SMTP_HELO] = { "helo", WP_DEADLINE_REPLY, WP_VERB_CAPABILITY, WP_OUTCOME_COMMAND_REFUSED, 0 },
  [SMTP_SUBMIT] = { "submit", WP_DEADLINE_MAILBOX, WP_VERB_SUBMIT, WP_OUTCOME_SENDER_REFUSED, 0 },
};

static const WpVerbRow verbs[] = {
  { "EHLO", FALSE }, { "HELO", FALSE }, { "STARTTLS", FALSE }, { "AUTH", TRUE }, { "MAIL", TRUE },
  { "RCPT", TRUE },  { "RSET", TRUE },  { "QUIT", FALSE },     { NULL, FALSE },
};

static Smtp *
smtp_of (WpEngine *engine)
{
  return (Smtp *) engine;
}

static void
send_verb (WpEngine *engine, const char *verb, const char *args)
{
  wp_engine_send_command (engine, &(WpCommand){ .verb = verb, .args = args });
}

static const char *
enhanced_of (const WpSmtpReply *reply)
{
  return reply->enhanced[0] == '\0' ? NULL : reply->enhanced;
}

static void
note_reply (WpEngine *engine, const WpSmtpReply *reply)
{
  g_autoptr (GString) text = wp_smtp_reply_text (reply);
  WpReplyFacts facts = { reply->status, enhanced_of (reply), TRUE, text->str, text->len };

  wp_engine_note_reply (engine, &facts);
}

/* Ends the conversation with what a negative reply means here. */
static void
refuse (WpEngine *engine, const WpSmtpReply *reply, const char *stage, WpOutcome outcome)
{
  note_reply (engine, reply);
  wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, stage);
  wp_engine_break (engine, outcome);
}

/* Capabilities */

static void
ask_capabilities (WpEngine *engine)
{
  send_verb (engine, "EHLO", smtp_of (engine)->ehlo);
}

static gboolean
allows_initial (const WpEngine *engine G_GNUC_UNUSED)
{
  return TRUE; /* RFC 4954 §4 */
}

/* "AUTH PLAIN LOGIN"; old servers say "AUTH=PLAIN LOGIN", some both. */
static void
list_mechanisms (WpEngine *engine)
{
  static const char *const prefixes[] = { "AUTH ", "AUTH=" };

  wp_words_drop (&engine->mechanisms);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *names = wp_words_after (&engine->capabilities, prefixes[i]);

      if (names != NULL)
        wp_words_add_all (&engine->mechanisms, names, strlen (names));
    }
}

static void
note_size (WpEngine *engine)
{
  const char *size = wp_words_after (&engine->capabilities, "SIZE ");
  WpCursor cursor;
  guint64 number;

  if (size == NULL)
    return;
  cursor = wp_cursor (size, strlen (size));
  if (wp_cursor_take_number (&cursor, G_MAXINT64, &number) && number > 0) /* 0: no fixed limit */
    wp_fields_set_number (engine->step->evidence, WP_KEY_SMTP_SIZE_LIMIT, (gint64) number);
}

static void
on_ehlo (WpEngine *engine, const WpSmtpReply *reply)
{
  WpOutcome outcome = WP_OUTCOME_OK;

  if (reply->code / 100 == 4)
    {
      refuse (engine, reply, "EHLO", WP_OUTCOME_REJECTED);
      return;
    }
  if (reply->code != 250)
    {
      note_reply (engine, reply);
      wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, "EHLO");
      wp_engine_enter (engine, SMTP_HELO);
      send_verb (engine, "HELO", smtp_of (engine)->ehlo);
      return;
    }
  if (reply->n_lines > WP_LIMIT_CAPABILITIES + 1)
    outcome = WP_OUTCOME_REPLY_TOO_LONG;
  for (guint i = 1; i < reply->lines->len && outcome == WP_OUTCOME_OK; i++)
    {
      const GString *line = reply->lines->pdata[i];

      outcome = wp_words_add (&engine->capabilities, line->str, line->len);
    }
  if (outcome != WP_OUTCOME_OK)
    {
      wp_engine_break (engine, outcome);
      return;
    }
  list_mechanisms (engine);
  note_size (engine);
  if (!wp_engine_look_done (engine, wp_words_has (&engine->capabilities, "STARTTLS")))
    return;
  send_verb (engine, "STARTTLS", NULL);
  wp_engine_enter (engine, WP_STATE_STARTTLS);
}

/* The look */

static void
on_greeting (WpEngine *engine, const WpSmtpReply *reply)
{
  if (reply->code != 220)
    {
      note_reply (engine, reply);
      wp_engine_break (engine, WP_OUTCOME_REJECTED);
      return;
    }
  note_reply (engine, reply);
  wp_engine_end_step (engine, WP_OUTCOME_OK);
  wp_engine_enter (engine, WP_STATE_CAPABILITY);
  ask_capabilities (engine);
}

static void
on_helo (WpEngine *engine, const WpSmtpReply *reply)
{
  wp_fields_set_flag (engine->step->evidence, WP_KEY_HELO, reply->code == 250);
  wp_engine_break (engine, WP_OUTCOME_COMMAND_REFUSED);
}

/* Login */

static void
send_auth (WpEngine *engine, const char *mechanism, const char *initial)
{
  wp_engine_send_command (engine, &(WpCommand){ NULL, "AUTH", mechanism, initial });
}

static void
on_auth (WpEngine *engine, const WpSmtpReply *reply)
{
  g_autoptr (GString) text = wp_smtp_reply_text (reply);
  WpReplyFacts facts = { reply->status, enhanced_of (reply), TRUE, text->str, text->len };

  if (reply->code == 334)
    wp_engine_on_challenge (engine, (const guint8 *) text->str, text->len);
  else if (reply->code / 100 == 2)
    {
      note_reply (engine, reply);
      wp_engine_on_accepted (engine);
    }
  else if (reply->code / 100 == 3)
    wp_engine_break (engine, WP_OUTCOME_MALFORMED);
  else
    wp_engine_on_refused (engine, &facts, NULL, reply->code == 421);
}

/* The dry run */

static void
send_stage (WpEngine *engine, SmtpStage stage)
{
  const char *sender = smtp_of (engine)->sender;
  g_autofree char *args = NULL;

  switch (stage)
    {
    case SMTP_MAIL:
      args = g_strdup_printf ("FROM:<%s>%s", sender, g_str_is_ascii (sender) ? "" : " SMTPUTF8");
      send_verb (engine, "MAIL", args);
      break;
    case SMTP_RCPT:
      args = g_strdup_printf ("TO:<%s>", sender);
      send_verb (engine, "RCPT", args);
      break;
    default:
      send_verb (engine, "RSET", NULL);
      break;
    }
}

static gboolean
may_be_sender (const WpEngine *engine, const char *sender)
{
  if (sender[0] == '\0' || strpbrk (sender, " \t\r\n<>") != NULL)
    return FALSE;
  return g_str_is_ascii (sender) || wp_words_has (&engine->capabilities, "SMTPUTF8");
}

static void
after_login (WpEngine *engine)
{
  Smtp *smtp = smtp_of (engine);

  if (engine->login.sender == NULL)
    {
      wp_engine_drop_login (engine);
      wp_engine_enter (engine, WP_STATE_IDLE);
      return;
    }
  wp_engine_enter (engine, SMTP_SUBMIT);
  wp_engine_note_text (engine, WP_KEY_SENDER, engine->login.sender, strlen (engine->login.sender));
  if (!may_be_sender (engine, engine->login.sender))
    {
      wp_engine_end_part (engine, WP_OUTCOME_NOT_TESTED);
      return;
    }
  smtp->sender = g_strdup (engine->login.sender);
  smtp->outcome = WP_OUTCOME_OK;
  smtp->stage = SMTP_MAIL;
  smtp->is_pipelined = wp_words_has (&engine->capabilities, "PIPELINING");
  send_stage (engine, SMTP_MAIL);
  if (smtp->is_pipelined)
    {
      send_stage (engine, SMTP_RCPT);
      send_stage (engine, SMTP_RSET);
    }
}

static void
note_stage_refused (WpEngine *engine, const WpSmtpReply *reply)
{
  static const struct
  {
    const char *name;
    WpOutcome refused;
  } stages[] = { { "MAIL", WP_OUTCOME_SENDER_REFUSED }, { "RCPT", WP_OUTCOME_RECIPIENT_REFUSED } };
  Smtp *smtp = smtp_of (engine);
  WpRefusal refusal = { .status = reply->status };

  smtp->outcome = wp_refusal_of_access (WP_PROTOCOL_SMTP, &refusal, stages[smtp->stage].refused);
  note_reply (engine, reply);
  wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, stages[smtp->stage].name);
}

static void
on_submit (WpEngine *engine, const WpSmtpReply *reply)
{
  Smtp *smtp = smtp_of (engine);
  gboolean is_refused = reply->code / 100 != 2;

  if (reply->code / 100 == 3)
    {
      wp_engine_break (engine, WP_OUTCOME_MALFORMED);
      return;
    }
  if (is_refused && smtp->stage < SMTP_RSET && smtp->outcome == WP_OUTCOME_OK)
    note_stage_refused (engine, reply);
  if (reply->code == 421)
    {
      wp_engine_break (engine, smtp->outcome);
      return;
    }
  if (is_refused && smtp->stage == SMTP_MAIL && !smtp->is_pipelined)
    smtp->stage = SMTP_RSET; /* there is nothing to take back */
  smtp->stage++;
  if (smtp->stage == SMTP_N_STAGES)
    wp_engine_end_part (engine, smtp->outcome);
  else if (!smtp->is_pipelined)
    send_stage (engine, smtp->stage);
}

/* Replies */

static void
on_reply (WpEngine *engine, const WpSmtpReply *reply)
{
  switch (engine->state)
    {
    case WP_STATE_GREETING:
      on_greeting (engine, reply);
      break;
    case WP_STATE_CAPABILITY:
      on_ehlo (engine, reply);
      break;
    case SMTP_HELO:
      on_helo (engine, reply);
      break;
    case WP_STATE_STARTTLS:
      if (reply->code == 220)
        wp_engine_go_ahead (engine);
      else
        refuse (engine, reply, "STARTTLS", WP_OUTCOME_STARTTLS_REFUSED);
      break;
    case WP_STATE_AUTH:
    case WP_STATE_ABORTING:
      on_auth (engine, reply);
      break;
    case SMTP_SUBMIT:
      on_submit (engine, reply);
      break;
    case WP_STATE_QUIT:
      wp_engine_enter (engine, WP_STATE_FINISHED);
      break;
    default: /* idle: 421 announces that the server hangs up; nothing else was asked for */
      if (reply->code == 421)
        wp_engine_hang_up (engine);
      else
        wp_engine_break (engine, WP_OUTCOME_MALFORMED);
      break;
    }
}

static void
log_line (WpEngine *engine, const guint8 *line, gsize length)
{
  if (engine->state == WP_STATE_AUTH && length > 4 && memcmp (line, "334 ", 4) == 0
      && engine->login.mechanism->is_scram)
    wp_engine_log (engine, 'S', "334 " WP_SECRET_SHOWN_AS, strlen ("334 " WP_SECRET_SHOWN_AS));
  else
    wp_engine_log (engine, 'S', line, length);
}

static WpLinesResult
read_reply (WpEngine *engine)
{
  Smtp *smtp = smtp_of (engine);
  const guint8 *line;
  gsize length;
  WpLinesResult result = wp_engine_read_line (engine, &line, &length);

  if (result != WP_LINES_GOT)
    return result;
  log_line (engine, line, length);
  if (!wp_engine_count_line (engine))
    return WP_LINES_GOT;
  switch (wp_smtp_reply_add (&smtp->reply, line, length))
    {
    case 1:
      on_reply (engine, &smtp->reply);
      wp_smtp_reply_reset (&smtp->reply);
      break;
    case 0:
      break;
    default:
      if (engine->state == WP_STATE_GREETING)
        wp_engine_not_a_greeting (engine, line, length);
      else
        {
          wp_engine_note_text (engine, WP_KEY_TEXT, line, length);
          wp_engine_break (engine, WP_OUTCOME_MALFORMED);
        }
      break;
    }
  return WP_LINES_GOT;
}

static void
quit (WpEngine *engine)
{
  send_verb (engine, "QUIT", NULL);
}

static void
clear (WpEngine *engine)
{
  wp_smtp_reply_clear (&smtp_of (engine)->reply);
  g_free (smtp_of (engine)->ehlo);
  g_free (smtp_of (engine)->sender);
}

static const WpEngineClass smtp_class = {
  .protocol = WP_PROTOCOL_SMTP,
  .size = sizeof (Smtp),
  .states = states,
  .verbs = verbs,
  .initial_limit = INITIAL_LIMIT,
  .line_limit = WP_LIMIT_SMTP_LINE_BYTES,
  .read = read_reply,
  .ask_capabilities = ask_capabilities,
  .allows_initial = allows_initial,
  .send_auth = send_auth,
  .after_login = after_login,
  .quit = quit,
  .clear = clear,
};

WpEngine *
wp_smtp_new (const WpEngineParams *params)
{
  WpEngine *engine = wp_engine_alloc (&smtp_class, params);

  wp_smtp_reply_init (&smtp_of (engine)->reply);
  smtp_of (engine)->ehlo = g_strdup (params->ehlo == NULL ? DEFAULT_EHLO : params->ehlo);
  return engine;
}
