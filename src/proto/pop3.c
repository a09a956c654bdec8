/* A POP3 dialogue up to and including login, and read-only questions after it (RFC 1939, 2449,
 * 2595, 3206, 5034): STAT and UIDL 1; CAPA where limits may differ by user, or the mailbox is
 * measured.
 *
 * Never: RETR, TOP, DELE. "UIDL 1" instead of UIDL: it shows whether the server numbers its
 * messages and costs one line, however full the mailbox is. QUIT after no DELE deletes nothing.
 * Limits: a reply line is WP_LIMIT_POP3_LINE_BYTES (RFC 2449 §4), a challenge
 * WP_LIMIT_SASL_CHALLENGE_BYTES. */
#include "proto/engine-private.h"

#include <string.h>

#include "base/limits.h"
#include "model/keys.h"
#include "proto/pop3-limits.h"
#include "proto/pop3-parse.h"

/* RFC 5034 §4: the AUTH command with its initial response has 255 bytes. */
#define INITIAL_LIMIT 220

enum
{
  POP3_USER = WP_STATE_OWN,
  POP3_PASS,
  POP3_MAILBOX,
};

typedef enum
{
  POP3_ASK_STAT,
  POP3_ASK_UIDL,
  POP3_ASK_CAPA, /* again: limits may differ by user (RFC 2449 §6.5, 6.7) */
} Pop3Ask;

#define MOST_ASKS 3

typedef struct
{
  WpEngine base;
  gboolean in_list;        /* reading a multi-line reply */
  Pop3Ask asks[MOST_ASKS]; /* in order */
  guint n_asks, n_sent, n_answered;
  gboolean is_pipelined; /* all questions were sent at once (RFC 2449 §6.6) */
  Pop3Limits before;     /* the login */
  gint64 messages;       /* -1: not known */
  gboolean has_uidl, was_uidl_asked;
} Pop3;

static const WpStateRow states[] = {
  WP_COMMON_STATES,
  [POP3_USER] = { "user", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED, 0 },
  [POP3_PASS] = { "pass", WP_DEADLINE_LOGIN, WP_VERB_LOGIN, WP_OUTCOME_LOGIN_REFUSED, 0 },
  [POP3_MAILBOX] = { "mailbox", WP_DEADLINE_MAILBOX, WP_VERB_MAILBOX, WP_OUTCOME_MAILBOX_REFUSED,
                     0 },
};

static const WpVerbRow verbs[] = {
  { "CAPA", FALSE }, { "STLS", FALSE }, { "AUTH", TRUE },  { "USER", TRUE }, { "PASS", TRUE },
  { "STAT", TRUE },  { "UIDL", TRUE },  { "QUIT", FALSE }, { NULL, FALSE },
};

static Pop3 *
pop3_of (WpEngine *engine)
{
  return (Pop3 *) engine;
}

static void
send_verb (WpEngine *engine, const char *verb, const char *args)
{
  wp_engine_send_command (engine, &(WpCommand){ .verb = verb, .args = args });
}

static WpReplyFacts
facts_of (const WpPop3Reply *reply)
{
  static const char *const statuses[] = { "+OK", "-ERR", "+" };

  return (WpReplyFacts){ .status = statuses[reply->kind],
                         .code = reply->code[0] == '\0' ? NULL : reply->code,
                         .text = reply->text,
                         .length = reply->length };
}

static void
note_reply (WpEngine *engine, const WpPop3Reply *reply)
{
  WpReplyFacts facts = facts_of (reply);

  wp_engine_note_reply (engine, &facts);
}

/* Capabilities */

static void
ask_capabilities (WpEngine *engine)
{
  wp_words_drop (&engine->capabilities);
  send_verb (engine, "CAPA", NULL);
}

static gboolean
allows_initial (const WpEngine *engine)
{
  return wp_words_after (&engine->capabilities, "SASL ") != NULL;
}

/* Servers list USER whatever their password store is; where every mechanism wants a token, no
 * password is taken by USER and PASS either. */
static gboolean
wants_tokens_only (const WpWords *mechanisms)
{
  for (const char *const *name = wp_words_peek (mechanisms); name != NULL && *name != NULL; name++)
    {
      const WpMechanism *mechanism = wp_mechanism_find (*name);

      if (mechanism == NULL || mechanism->family != WP_FAMILY_TOKEN)
        return FALSE;
    }
  return TRUE;
}

/* A server that lists neither USER nor SASL, or knows no CAPA, is one of RFC 1939: it has USER. */
static void
list_mechanisms (WpEngine *engine)
{
  const char *sasl = wp_words_after (&engine->capabilities, "SASL ");

  wp_words_drop (&engine->mechanisms);
  if (sasl != NULL)
    wp_words_add_all (&engine->mechanisms, sasl, strlen (sasl));
  if (sasl == NULL
      || (wp_words_has (&engine->capabilities, "USER") && !wants_tokens_only (&engine->mechanisms)))
    wp_words_add (&engine->mechanisms, "USER/PASS", strlen ("USER/PASS"));
}

static void
capabilities_known (WpEngine *engine)
{
  list_mechanisms (engine);
  if (engine->is_secure)
    pop3_limits_note (engine, &pop3_of (engine)->before);
  if (!wp_engine_look_done (engine, wp_words_has (&engine->capabilities, "STLS")))
    return;
  send_verb (engine, "STLS", NULL);
  wp_engine_enter (engine, WP_STATE_STARTTLS);
}

/* The look */

static void
on_greeting (WpEngine *engine, const guint8 *line, gsize length)
{
  WpPop3Reply reply;

  if (!wp_pop3_parse (line, length, &reply) || reply.kind == WP_POP3_CONTINUE)
    {
      wp_engine_not_a_greeting (engine, line, length);
      return;
    }
  note_reply (engine, &reply);
  if (reply.kind == WP_POP3_ERR)
    {
      wp_engine_break (engine, WP_OUTCOME_REJECTED);
      return;
    }
  wp_engine_end_step (engine, WP_OUTCOME_OK);
  wp_engine_enter (engine, WP_STATE_CAPABILITY);
  ask_capabilities (engine);
}

static void
on_starttls (WpEngine *engine, const WpPop3Reply *reply)
{
  if (reply->kind == WP_POP3_OK)
    {
      wp_engine_go_ahead (engine);
      return;
    }
  note_reply (engine, reply);
  wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, "STLS");
  wp_engine_break (engine, WP_OUTCOME_STARTTLS_REFUSED);
}

/* Login */

static void
send_auth (WpEngine *engine, const char *mechanism, const char *initial)
{
  wp_engine_send_command (engine, &(WpCommand){ NULL, "AUTH", mechanism, initial });
}

static void
login (WpEngine *engine)
{
  wp_engine_enter (engine, POP3_USER);
  send_verb (engine, "USER", engine->login.username);
}

static void
on_login (WpEngine *engine, const WpPop3Reply *reply)
{
  WpReplyFacts facts = facts_of (reply);

  if (reply->kind == WP_POP3_ERR)
    wp_engine_on_refused (engine, &facts, NULL, FALSE);
  else if (reply->kind == WP_POP3_CONTINUE)
    wp_engine_break (engine, WP_OUTCOME_MALFORMED);
  else if (engine->state == POP3_USER)
    {
      wp_engine_enter (engine, POP3_PASS);
      wp_engine_send_command (
          engine, &(WpCommand){ .verb = "PASS", .secret = wp_secret_peek (engine->login.secret) });
    }
  else
    {
      note_reply (engine, reply);
      wp_engine_on_accepted (engine);
    }
}

/* The mailbox */

static void
plan (WpEngine *engine)
{
  Pop3 *pop3 = pop3_of (engine);
  gboolean is_per_user = (pop3->before.has_expire && pop3->before.expire.is_per_user)
                         || (pop3->before.has_delay && pop3->before.delay.is_per_user);

  /* What costs the server nothing comes first: STAT may take long in a full mailbox. */
  if (engine->login.measures)
    pop3->asks[pop3->n_asks++] = POP3_ASK_CAPA;
  pop3->asks[pop3->n_asks++] = POP3_ASK_STAT;
  pop3->asks[pop3->n_asks++] = POP3_ASK_UIDL;
  if (!engine->login.measures && is_per_user)
    pop3->asks[pop3->n_asks++] = POP3_ASK_CAPA;
}

static void
send_ask (WpEngine *engine)
{
  static const struct
  {
    const char *verb;
    const char *args;
  } rows[] = {
    [POP3_ASK_STAT] = { "STAT", NULL },
    [POP3_ASK_UIDL] = { "UIDL", "1" },
    [POP3_ASK_CAPA] = { "CAPA", NULL },
  };
  Pop3 *pop3 = pop3_of (engine);
  Pop3Ask ask = pop3->asks[pop3->n_sent++];

  send_verb (engine, rows[ask].verb, rows[ask].args);
}

static void
after_login (WpEngine *engine)
{
  Pop3 *pop3 = pop3_of (engine);

  wp_engine_enter (engine, POP3_MAILBOX);
  pop3_limits_note_of_user (engine, &pop3->before, NULL);
  plan (engine);
  pop3->messages = -1;
  pop3->is_pipelined = wp_words_has (&engine->capabilities, "PIPELINING");
  do
    send_ask (engine);
  while (pop3->is_pipelined && pop3->n_sent < pop3->n_asks);
}

/* In an empty mailbox there is no message 1: then the capability is the answer. */
static void
note_uidl (WpEngine *engine)
{
  Pop3 *pop3 = pop3_of (engine);

  if (pop3->has_uidl || wp_words_has (&engine->capabilities, "UIDL"))
    wp_fields_set_flag (engine->step->evidence, WP_KEY_POP_UIDL, TRUE);
  else if (pop3->messages > 0 && pop3->was_uidl_asked)
    wp_fields_set_flag (engine->step->evidence, WP_KEY_POP_UIDL, FALSE);
}

static void
on_answered (WpEngine *engine)
{
  Pop3 *pop3 = pop3_of (engine);

  pop3->n_answered++;
  if (pop3->n_answered == pop3->n_asks)
    {
      note_uidl (engine);
      wp_engine_end_part (engine, WP_OUTCOME_OK);
    }
  else if (!pop3->is_pipelined)
    send_ask (engine);
}

/* The mailbox was opened by the login itself (RFC 1939 §4): nothing is left to be shown. */
static WpLeaving
leave (WpEngine *engine, WpOutcome *outcome)
{
  if (engine->state != POP3_MAILBOX)
    return WP_LEAVING_NOTHING;
  note_uidl (engine);
  wp_fields_set_text (engine->step->evidence, WP_KEY_UNMEASURED,
                      *outcome == WP_OUTCOME_OK ? "time" : "cancelled");
  return WP_LEAVING_NOW;
}

static void
on_stat (WpEngine *engine, const WpPop3Reply *reply)
{
  Pop3 *pop3 = pop3_of (engine);
  WpReplyFacts facts = facts_of (reply);
  gint64 bytes;

  if (reply->kind != WP_POP3_OK)
    {
      WpRefusal refusal = { facts.status, facts.code, NULL };
      WpOutcome outcome = wp_refusal_of_access (WP_PROTOCOL_POP3, &refusal,
                                                WP_OUTCOME_MAILBOX_REFUSED);

      note_reply (engine, reply);
      wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, "STAT");
      wp_engine_break (engine, outcome);
      return;
    }
  if (!wp_pop3_parse_stat (reply, &pop3->messages, &bytes))
    {
      wp_engine_break (engine, WP_OUTCOME_MALFORMED);
      return;
    }
  wp_fields_set_number (engine->step->evidence, WP_KEY_MESSAGES, pop3->messages);
  wp_fields_set_number (engine->step->evidence, WP_KEY_MAILBOX_BYTES, bytes);
  on_answered (engine);
}

static void
on_uidl (WpEngine *engine, const WpPop3Reply *reply)
{
  pop3_of (engine)->was_uidl_asked = TRUE;
  pop3_of (engine)->has_uidl = reply->kind == WP_POP3_OK;
  on_answered (engine);
}

/* Replies */

/* A line of CAPA's list; "." ends it. Dots at the start of a line are doubled on the way. */
static void
on_list_line (WpEngine *engine, const guint8 *line, gsize length)
{
  WpOutcome outcome;

  if (length == 1 && line[0] == '.')
    {
      pop3_of (engine)->in_list = FALSE;
      if (engine->state == WP_STATE_CAPABILITY)
        capabilities_known (engine);
      else if (engine->state == POP3_MAILBOX)
        {
          pop3_limits_note_of_user (engine, &pop3_of (engine)->before, &engine->capabilities);
          on_answered (engine);
        }
      else
        pop3_of (engine)->n_answered++; /* nobody listens any more */
      return;
    }
  if (engine->state == WP_STATE_QUIT)
    return;
  if (length > 1 && line[0] == '.')
    {
      line++;
      length--;
    }
  outcome = wp_words_add (&engine->capabilities, line, length);
  if (outcome != WP_OUTCOME_OK)
    wp_engine_break (engine, outcome);
}

/* The reply to CAPA. It is optional (RFC 2449): -ERR means that nothing is known. */
static void
on_capa (WpEngine *engine, const WpPop3Reply *reply)
{
  if (reply->kind == WP_POP3_OK)
    {
      pop3_of (engine)->in_list = TRUE;
      wp_words_drop (&engine->capabilities);
    }
  else if (engine->state == WP_STATE_CAPABILITY)
    {
      note_reply (engine, reply);
      wp_fields_set_text (engine->step->evidence, WP_KEY_STAGE, "CAPA");
      capabilities_known (engine);
    }
  else
    on_answered (engine);
}

static void
on_mailbox (WpEngine *engine, const WpPop3Reply *reply)
{
  const Pop3 *pop3 = pop3_of (engine);

  switch (pop3->asks[pop3->n_answered])
    {
    case POP3_ASK_STAT:
      on_stat (engine, reply);
      break;
    case POP3_ASK_UIDL:
      on_uidl (engine, reply);
      break;
    default:
      on_capa (engine, reply);
      break;
    }
}

/* Answers that were owed come first: POP3 has no tags. */
static void
on_quit (WpEngine *engine, const WpPop3Reply *reply)
{
  Pop3 *pop3 = pop3_of (engine);

  if (pop3->n_answered == pop3->n_sent)
    wp_engine_enter (engine, WP_STATE_FINISHED);
  else if (pop3->asks[pop3->n_answered] == POP3_ASK_CAPA && reply->kind == WP_POP3_OK)
    pop3->in_list = TRUE;
  else
    pop3->n_answered++;
}

static void
on_reply (WpEngine *engine, const WpPop3Reply *reply)
{
  switch (engine->state)
    {
    case WP_STATE_CAPABILITY:
      on_capa (engine, reply);
      break;
    case WP_STATE_STARTTLS:
      on_starttls (engine, reply);
      break;
    case WP_STATE_AUTH:
    case WP_STATE_ABORTING:
      if (reply->kind == WP_POP3_CONTINUE)
        wp_engine_on_challenge (engine, reply->text, reply->length);
      else
        on_login (engine, reply);
      break;
    case POP3_USER:
    case POP3_PASS:
      on_login (engine, reply);
      break;
    case POP3_MAILBOX:
      on_mailbox (engine, reply);
      break;
    case WP_STATE_QUIT:
      on_quit (engine, reply);
      break;
    default: /* idle: -ERR announces that the server hangs up (timeout); +OK answers nothing */
      if (reply->kind == WP_POP3_ERR)
        wp_engine_hang_up (engine);
      else
        wp_engine_break (engine, WP_OUTCOME_MALFORMED);
      break;
    }
}

static void
log_line (WpEngine *engine, const guint8 *line, gsize length)
{
  if (engine->state == WP_STATE_AUTH && length > 1 && line[0] == '+' && line[1] == ' '
      && engine->login.mechanism->is_scram)
    wp_engine_log (engine, 'S', "+ " WP_SECRET_SHOWN_AS, strlen ("+ " WP_SECRET_SHOWN_AS));
  else
    wp_engine_log (engine, 'S', line, length);
}

static WpLinesResult
read_reply (WpEngine *engine)
{
  const guint8 *line;
  gsize length;
  WpLinesResult result = wp_engine_read_line (engine, &line, &length);
  WpPop3Reply reply;

  if (result != WP_LINES_GOT)
    return result;
  log_line (engine, line, length);
  if (!wp_engine_count_line (engine))
    return WP_LINES_GOT;
  if (engine->state == WP_STATE_GREETING)
    on_greeting (engine, line, length);
  else if (pop3_of (engine)->in_list)
    on_list_line (engine, line, length);
  else if (wp_pop3_parse (line, length, &reply))
    on_reply (engine, &reply);
  else
    {
      wp_engine_note_text (engine, WP_KEY_TEXT, line, length);
      wp_engine_break (engine, WP_OUTCOME_MALFORMED);
    }
  return WP_LINES_GOT;
}

static void
quit (WpEngine *engine)
{
  send_verb (engine, "QUIT", NULL);
}

static const WpEngineClass pop3_class = {
  .protocol = WP_PROTOCOL_POP3,
  .size = sizeof (Pop3),
  .states = states,
  .verbs = verbs,
  .initial_limit = INITIAL_LIMIT,
  .line_limit = WP_LIMIT_POP3_LINE_BYTES,
  .read = read_reply,
  .ask_capabilities = ask_capabilities,
  .allows_initial = allows_initial,
  .send_auth = send_auth,
  .login = login,
  .after_login = after_login,
  .leave = leave,
  .quit = quit,
};

WpEngine *
wp_pop3_new (const WpEngineParams *params)
{
  return wp_engine_alloc (&pop3_class, params);
}
