/* The engines exactly at the limits of base/limits.h, and one over. What each limit stops is one
 * row: `unit` is said so often that, with `others`, the limit is reached. */
#include <string.h>

#include "base/limits.h"
#include "model/keys.h"
#include "proto/engine.h"

typedef struct
{
  const char *name;
  WpProtocol protocol;
  const char *mechanism; /* logs in once `before` was said; NULL: nobody logs in */
  const char *before;
  const char *head; /* {n}: the number of units, in braces */
  const char *unit;
  const char *tail;
  const char *after;
  guint limit;
  guint others; /* what counts besides the units */
  WpVerb verb;  /* of the step that tells */
  WpOutcome at;
  WpOutcome over;
  const char *says; /* the step's text, one over; NULL: any */
} LimitCase;

/* A line that is filled up to the limit, with its line end. */
#define LINE(start, end)                                                                           \
  .head = start, .unit = "x", .tail = end, .others = sizeof (start end) - 1,                       \
  .over = WP_OUTCOME_LINE_TOO_LONG

/* A multi-line reply or an untagged run. */
#define LINES(start, line, end, count)                                                             \
  .head = start, .unit = line, .tail = end, .others = count, .limit = WP_LIMIT_REPLY_LINES,        \
  .over = WP_OUTCOME_REPLY_TOO_LONG

/* The refusal that follows tells apart whether the challenge was answered or given up. The prompts
 * of LOGIN are free text; XOAUTH2 decodes. */
#define CHALLENGE(start, refusal)                                                                  \
  .head = start, .unit = "A", .tail = "\r\n", .after = refusal,                                    \
  .limit = WP_LIMIT_SASL_CHALLENGE_BYTES, .verb = WP_VERB_LOGIN, .at = WP_OUTCOME_LOGIN_REFUSED,   \
  .over = WP_OUTCOME_SASL_FAILED, .says = "The challenge is too long."

#define IMAP_IN "w1 OK [CAPABILITY IMAP4rev1] in\r\n"

static const LimitCase cases[] = {
  { "imap-line", WP_PROTOCOL_IMAP, LINE ("* OK [CAPABILITY IMAP4rev1] ", "\r\n"),
    .limit = WP_LIMIT_IMAP_LINE_BYTES, .verb = WP_VERB_GREETING },
  { "imap-line-bare-line-feed", WP_PROTOCOL_IMAP, LINE ("* OK [CAPABILITY IMAP4rev1] ", "\n"),
    .limit = WP_LIMIT_IMAP_LINE_BYTES, .verb = WP_VERB_GREETING },
  { "imap-line-tagged", WP_PROTOCOL_IMAP, .before = "* OK hi\r\n", LINE ("w1 OK ", "\r\n"),
    .limit = WP_LIMIT_IMAP_LINE_BYTES, .verb = WP_VERB_CAPABILITY },
  /* The literal's own bytes, five, are counted apart. */
  { "imap-line-around-literal", WP_PROTOCOL_IMAP, .before = "* OK hi\r\n",
    .head = "* X {5}\r\nabcde", .unit = "x", .tail = "\r\n", .after = "w1 OK done\r\n",
    .limit = WP_LIMIT_IMAP_LINE_BYTES, .others = sizeof "* X {5}\r\n\r\n" - 1,
    .verb = WP_VERB_CAPABILITY, .over = WP_OUTCOME_LINE_TOO_LONG },
  { "pop3-line", WP_PROTOCOL_POP3, LINE ("+OK ", "\r\n"), .after = "-ERR what?\r\n",
    .limit = WP_LIMIT_POP3_LINE_BYTES, .verb = WP_VERB_GREETING },
  { "pop3-line-of-list", WP_PROTOCOL_POP3, .before = "+OK\r\n+OK\r\n", LINE ("", "\r\n"),
    .after = ".\r\n", .limit = WP_LIMIT_POP3_LINE_BYTES, .verb = WP_VERB_CAPABILITY },
  { "smtp-line", WP_PROTOCOL_SMTP, LINE ("220 ", "\r\n"), .after = "250 hi\r\n",
    .limit = WP_LIMIT_SMTP_LINE_BYTES, .verb = WP_VERB_GREETING },
  { "smtp-line-of-many", WP_PROTOCOL_SMTP, .before = "220 hi\r\n", LINE ("250-", "\r\n"),
    .after = "250 AUTH PLAIN\r\n", .limit = WP_LIMIT_SMTP_LINE_BYTES, .verb = WP_VERB_CAPABILITY },

  { "imap-literal", WP_PROTOCOL_IMAP, "PLAIN", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n",
    .head = "+ \r\n" IMAP_IN "* LIST () \"/\" {n}\r\n", .unit = "x", .tail = "\r\n",
    .after = "w2 OK done\r\nw3 OK done\r\n", .limit = WP_LIMIT_IMAP_LITERAL_BYTES,
    .verb = WP_VERB_MAILBOX, .over = WP_OUTCOME_REPLY_TOO_LONG },
  { "imap-literals-of-one-response", WP_PROTOCOL_IMAP, .before = "* OK hi\r\n",
    .head = "* X {5}\r\nabcde{n}\r\n", .unit = "x", .tail = "\r\n", .after = "w1 OK done\r\n",
    .limit = WP_LIMIT_IMAP_LITERAL_BYTES, .others = 5, .verb = WP_VERB_CAPABILITY,
    .over = WP_OUTCOME_REPLY_TOO_LONG },

  { "imap-challenge", WP_PROTOCOL_IMAP, "LOGIN",
    "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] hi\r\n",
    CHALLENGE ("+ ", "w1 NO no\r\n") },
  { "pop3-challenge", WP_PROTOCOL_POP3, "LOGIN", "+OK\r\n+OK\r\nSASL LOGIN\r\n.\r\n",
    CHALLENGE ("+ ", "-ERR no\r\n") },
  { "smtp-challenge", WP_PROTOCOL_SMTP, "LOGIN", "220 hi\r\n250-hi\r\n250 AUTH LOGIN\r\n",
    CHALLENGE ("334 ", "535 no\r\n") },
  { "smtp-challenge-decoded", WP_PROTOCOL_SMTP, "XOAUTH2",
    "220 hi\r\n250-hi\r\n250 AUTH XOAUTH2\r\n", CHALLENGE ("334 ", "535 no\r\n") },

  { "imap-untagged", WP_PROTOCOL_IMAP, .before = "* OK hi\r\n",
    LINES ("", "* X\r\n", "w1 OK done\r\n", 1), .verb = WP_VERB_CAPABILITY },
  { "imap-untagged-in-login", WP_PROTOCOL_IMAP, "PLAIN",
    "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n",
    LINES ("", "* OK wait\r\n", IMAP_IN, 1), .after = "w2 OK done\r\nw3 OK done\r\n",
    .verb = WP_VERB_LOGIN },
  { "imap-untagged-in-mailbox", WP_PROTOCOL_IMAP, "PLAIN",
    "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n",
    LINES (IMAP_IN, "* 5 EXISTS\r\n", "w2 OK done\r\nw3 OK done\r\n", 0), .verb = WP_VERB_MAILBOX },
  { "pop3-list", WP_PROTOCOL_POP3, .before = "+OK\r\n", LINES ("+OK\r\n", "TOP\r\n", ".\r\n", 2),
    .verb = WP_VERB_CAPABILITY },
  { "smtp-greeting", WP_PROTOCOL_SMTP, LINES ("", "220-hi\r\n", "220 hi\r\n", 1),
    .after = "250 hi\r\n", .verb = WP_VERB_GREETING },
  { "smtp-refusal", WP_PROTOCOL_SMTP, "LOGIN", "220 hi\r\n250-hi\r\n250 AUTH LOGIN\r\n",
    LINES ("", "535-no\r\n", "535 no\r\n", 1), .verb = WP_VERB_LOGIN,
    .at = WP_OUTCOME_LOGIN_REFUSED },
};

static WpEngine *
engine_new (WpProtocol protocol)
{
  WpEngine *engine = wp_engine_new (
      &(WpEngineParams){ .protocol = protocol, .tls = WP_TLS_IMPLICIT });

  wp_engine_secured (engine, NULL, TRUE);
  return engine;
}

/* What the engine says in return is of no interest here. */
static WpEngineAction
pump (WpEngine *engine, GPtrArray *steps)
{
  WpEngineAction action;
  WpEngineNext next;

  while ((action = wp_engine_next (engine, &next)) == WP_ENGINE_SEND || action == WP_ENGINE_STEP)
    if (action == WP_ENGINE_STEP)
      g_ptr_array_add (steps, next.step);
  return action;
}

static void
say (WpEngine *engine, const char *text, gsize length, gsize portion, GPtrArray *steps)
{
  pump (engine, steps);
  for (gsize at = 0; at < length; at += portion)
    {
      wp_engine_feed (engine, (const guint8 *) text + at, MIN (portion, length - at));
      pump (engine, steps);
    }
}

static void
log_in (WpEngine *engine, const char *mechanism)
{
  gboolean is_token = g_str_equal (mechanism, "XOAUTH2");
  g_autoptr (WpSecret)
      secret = wp_secret_new (is_token ? WP_SECRET_TOKEN : WP_SECRET_PASSWORD, "pencil", 6, NULL);

  g_assert_true (wp_engine_is_idle (engine));
  wp_engine_login (engine,
                   &(WpLogin){ .username = "anna", .secret = secret, .mechanism = mechanism });
}

static GString *
make_text (const LimitCase *item, guint over)
{
  guint count = item->limit + over - item->others;
  g_autofree char *literal = g_strdup_printf ("{%u}", count);
  GString *text = g_string_new (item->head);

  g_string_replace (text, "{n}", literal, 0);
  for (guint i = 0; i < count; i++)
    g_string_append (text, item->unit);
  g_string_append (text, item->tail);
  if (item->after != NULL)
    g_string_append (text, item->after);
  return text;
}

static const WpStep *
find_step (const GPtrArray *steps, WpVerb verb)
{
  for (guint i = 0; i < steps->len; i++)
    if (((const WpStep *) steps->pdata[i])->verb == verb)
      return steps->pdata[i];
  g_error ("There is no %s.", wp_verb_id (verb));
}

static void
run (const LimitCase *item, guint over, gsize portion)
{
  g_autoptr (WpEngine) engine = engine_new (item->protocol);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  GString *text = make_text (item, over);
  const WpStep *step;

  if (item->before != NULL)
    say (engine, item->before, strlen (item->before), portion, steps);
  if (item->mechanism != NULL)
    log_in (engine, item->mechanism);
  say (engine, text->str, text->len, portion, steps);
  step = find_step (steps, item->verb);
  g_assert_cmpstr (wp_outcome_id (step->outcome), ==, wp_outcome_id (over ? item->over : item->at));
  if (over && item->says != NULL)
    g_assert_cmpstr (wp_fields_text (step->evidence, WP_KEY_TEXT), ==, item->says);
  if (!over) /* what follows is read as what it is */
    g_assert_cmpstr (wp_engine_state_name (engine), ==, "idle");
  g_string_free (text, TRUE);
}

/* In one go, and a byte at a time. */
static void
test_limit (gconstpointer data)
{
  for (guint over = 0; over < 2; over++)
    {
      run (data, over, G_MAXINT);
      run (data, over, 1);
    }
}

/* The name in a literal at the limit was read, not skipped. */
static void
test_literal_is_read (void)
{
  g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  g_autofree char *name = g_strnfill (WP_LIMIT_IMAP_LITERAL_BYTES, 'x');
  g_autofree char *text = g_strdup_printf (IMAP_IN "* LIST (\\Sent) \"/\" {%d}\r\n%s\r\n"
                                                   "w2 OK done\r\nw3 OK done\r\n",
                                           WP_LIMIT_IMAP_LITERAL_BYTES, name);
  const char *greeting = "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n";
  const WpStep *step;

  say (engine, greeting, strlen (greeting), G_MAXINT, steps);
  log_in (engine, "PLAIN");
  say (engine, text, strlen (text), G_MAXINT, steps);
  step = find_step (steps, WP_VERB_MAILBOX);
  g_assert_cmpint (wp_fields_number (step->evidence, WP_KEY_FOLDERS), ==, 1);
  g_assert_null (wp_fields_find (step->evidence, WP_KEY_SPECIAL_USE)); /* no name to keep */
}

/* A literal that is too long is refused by its number, before a byte of it has come. */
static void
test_literal_is_announced (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP);
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
      g_autofree char *text = g_strdup_printf ("* OK hi\r\n* X {%u}\r\n",
                                               WP_LIMIT_IMAP_LITERAL_BYTES + over);

      say (engine, text, strlen (text), G_MAXINT, steps);
      g_assert_cmpint (pump (engine, steps), ==, over ? WP_ENGINE_FAILED : WP_ENGINE_NEED_DATA);
    }
}

/* A line that never ends is waited for up to the limit, and no byte longer. */
static void
test_no_line_end (void)
{
  static const gsize limits[WP_N_PROTOCOLS] = {
    [WP_PROTOCOL_IMAP] = WP_LIMIT_IMAP_LINE_BYTES,
    [WP_PROTOCOL_POP3] = WP_LIMIT_POP3_LINE_BYTES,
    [WP_PROTOCOL_SMTP] = WP_LIMIT_SMTP_LINE_BYTES,
  };

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      g_autoptr (WpEngine) engine = engine_new ((WpProtocol) i);
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
      g_autofree char *text = g_strnfill (limits[i], 'x');
      const WpStep *step;

      say (engine, text, limits[i], G_MAXINT, steps);
      g_assert_cmpint (pump (engine, steps), ==, WP_ENGINE_NEED_DATA);
      g_assert_cmpuint (steps->len, ==, 0);
      say (engine, "x", 1, 1, steps);
      g_assert_cmpint (pump (engine, steps), ==, WP_ENGINE_FAILED);
      step = find_step (steps, WP_VERB_GREETING);
      g_assert_cmpint (step->outcome, ==, WP_OUTCOME_LINE_TOO_LONG);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proto/limits/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_limit);
    }
  g_test_add_func ("/proto/limits/literal-is-read", test_literal_is_read);
  g_test_add_func ("/proto/limits/literal-is-announced", test_literal_is_announced);
  g_test_add_func ("/proto/limits/no-line-end", test_no_line_end);
  return g_test_run ();
}
