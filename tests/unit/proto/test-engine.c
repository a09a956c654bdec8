/* What the engines share: the list of commands, the channel a login needs, secrets that stay out of
 * the steps, ends and deadlines. Conversations are in tests/dialogue. */
#include <string.h>

#include "base/limits.h"
#include "gsasl-peer.h"
#include "model/keys.h"
#include "proto/engine-private.h"

#define PASSWORD "S3cr\303\251t \"can\\ary"
#define BINDING "0123456789abcdef0123456789abcdef"

static WpEngine *
engine_new (WpProtocol protocol, gboolean is_secure, gboolean may_login)
{
  WpEngineParams params = { .protocol = protocol,
                            .tls = is_secure ? WP_TLS_IMPLICIT : WP_TLS_NONE };
  WpChannelBinding binding = { .type = "tls-exporter", .length = 32 };
  WpEngine *engine = wp_engine_new (&params);

  memcpy (binding.data, BINDING, 32);
  if (is_secure)
    wp_engine_secured (engine, &binding, may_login);
  return engine;
}

/* Says what there is to be said and gathers the steps. */
static WpEngineAction
pump (WpEngine *engine, GString *sent, GPtrArray *steps)
{
  WpEngineNext next;
  WpEngineAction action;

  for (;;)
    {
      action = wp_engine_next (engine, &next);
      if (action == WP_ENGINE_SEND)
        g_string_append_len (sent, (const char *) next.bytes, (gssize) next.length);
      else if (action == WP_ENGINE_STEP)
        g_ptr_array_add (steps, next.step);
      else
        return action;
    }
}

static void
say (WpEngine *engine, const char *text)
{
  wp_engine_feed (engine, (const guint8 *) text, strlen (text));
}

static const char *const protocol_lists[WP_N_PROTOCOLS] = {
  [WP_PROTOCOL_IMAP] =
      "CAPABILITY STARTTLS LOGOUT | AUTHENTICATE LOGIN NAMESPACE LIST EXAMINE GETQUOTAROOT "
      "STATUS",
  [WP_PROTOCOL_POP3] = "CAPA STLS QUIT | AUTH USER PASS STAT UIDL",
  [WP_PROTOCOL_SMTP] = "EHLO HELO STARTTLS QUIT | AUTH MAIL RCPT RSET",
};

/* Everything that these protocols can do to a mailbox, and more. */
static const char *const forbidden =
    "SELECT FETCH STORE APPEND EXPUNGE ID COPY MOVE DELETE RENAME CREATE SUBSCRIBE CLOSE UID IDLE "
    "ENABLE NOTIFY SETQUOTA SETACL UNSELECT RETR TOP DELE APOP LIST- DATA BDAT VRFY EXPN TURN ETRN "
    "HELP list capability quit auth LISTX AUT";

static gboolean
sends (WpEngine *engine, const char *verb, const char *args)
{
  guint before = engine->out->len;
  gboolean has_sent = wp_engine_send_command (
      engine, &(WpCommand){ .tag = "w1", .verb = verb, .args = args });

  g_assert_cmpint (has_sent, ==, engine->out->len > before);
  return has_sent;
}

static void
test_verbs (void)
{
  g_auto (GStrv) bad = g_strsplit (forbidden, " ", -1);

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      g_auto (GStrv) parts = g_strsplit (protocol_lists[i], " | ", 2);
      g_auto (GStrv) always = g_strsplit (parts[0], " ", -1);
      g_auto (GStrv) logins = g_strsplit (parts[1], " ", -1);
      g_autoptr (WpEngine) accepted = engine_new ((WpProtocol) i, TRUE, TRUE);
      g_autoptr (WpEngine) untrusted = engine_new ((WpProtocol) i, TRUE, FALSE);
      g_autoptr (WpEngine) plain = engine_new ((WpProtocol) i, FALSE, FALSE);
      guint count = 0;

      for (guint j = 0; bad[j] != NULL; j++)
        g_assert_false (sends (accepted, bad[j], NULL));
      for (guint j = 0; always[j] != NULL; j++)
        g_assert_true (sends (accepted, always[j], NULL) && sends (untrusted, always[j], NULL)
                       && sends (plain, always[j], NULL));
      for (guint j = 0; logins[j] != NULL; j++)
        g_assert_true (sends (accepted, logins[j], NULL) && !sends (untrusted, logins[j], NULL)
                       && !sends (plain, logins[j], NULL));
      while (accepted->class->verbs[count].verb != NULL)
        count++;
      g_assert_cmpuint (count, ==, g_strv_length (always) + g_strv_length (logins));
    }
}

/* No part of a command can become a second one. */
static void
test_one_line (void)
{
  static const char *const bad[] = { "a\r\nw2 DELETE x", "a\nb", "a\rb", "\n" };
  g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (sends (engine, "LIST", bad[i]));
      g_assert_false (
          wp_engine_send_command (engine, &(WpCommand){ .verb = "LOGIN", .secret = bad[i] }));
      g_assert_false (
          wp_engine_send_command (engine, &(WpCommand){ .tag = bad[i], .verb = "LIST" }));
    }
  g_assert_false (wp_engine_send_response (engine, "no exchange is under way"));
  g_assert_cmpuint (engine->out->len, ==, 0);
}

/* User names and senders that would break a line are not used at all. */
static void
test_login_with_line_break (void)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "x", 1, NULL);
  const WpLogin logins[] = { { .username = "anna\r\nw2 LOGOUT", .secret = secret },
                             { .username = "anna", .secret = secret, .sender = "a@b\nDATA" },
                             { .username = "anna", .secret = secret, .host = "x\ry" },
                             { .username = "anna" } };

  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, TRUE);
      g_autoptr (GString) sent = g_string_new (NULL);
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
      const WpStep *step;

      say (engine, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n");
      pump (engine, sent, steps);
      wp_engine_login (engine, &logins[i]);
      g_assert_cmpint (pump (engine, sent, steps), ==, WP_ENGINE_DONE);
      step = steps->pdata[2];
      g_assert_cmpint (step->outcome, ==, WP_OUTCOME_NOT_TESTED);
      g_assert_cmpuint (sent->len, ==, 0);
    }
}

/* Lent bytes are gone from our memory after the next call. */
static void
test_wiped (void)
{
  g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, TRUE);
  WpEngineNext next;
  const guint8 *bytes;

  wp_engine_send_command (engine, &(WpCommand){ .verb = "LOGIN", .secret = "pencil" });
  g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_SEND);
  g_assert_cmpmem (next.bytes, next.length, "LOGIN pencil\r\n", 14);
  bytes = next.bytes; /* the array keeps its memory */
  g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_NEED_DATA);
  g_assert_cmpuint (engine->out->len, ==, 0);
  g_assert_true (bytes == engine->out->data);
  for (guint i = 0; i < 14; i++)
    g_assert_cmpint (bytes[i], ==, 0);
}

/* Whole logins against a SASL server, and what is written down of them */

typedef struct
{
  const char *name;
  WpProtocol protocol;
  const char *mechanism;
  const char *iterations;
} LoginCase;

static const LoginCase logins[] = {
  { "imap-plus", WP_PROTOCOL_IMAP, "SCRAM-SHA-256-PLUS", "4096" },
  { "imap-derived", WP_PROTOCOL_IMAP, "SCRAM-SHA-256", "9000" },
  { "imap-plain", WP_PROTOCOL_IMAP, "PLAIN", NULL },
  { "imap-login", WP_PROTOCOL_IMAP, "LOGIN", NULL },
  { "imap-cram-md5", WP_PROTOCOL_IMAP, "CRAM-MD5", NULL },
  { "pop3-plus", WP_PROTOCOL_POP3, "SCRAM-SHA-1-PLUS", "4096" },
  { "pop3-plain", WP_PROTOCOL_POP3, "PLAIN", NULL },
  { "smtp-plus", WP_PROTOCOL_SMTP, "SCRAM-SHA-256-PLUS", "4096" },
  { "smtp-login", WP_PROTOCOL_SMTP, "LOGIN", NULL },
};

static const struct
{
  const char *greet; /* %s: the mechanism */
  const char *challenge;
  const char *accepted;
  const char *refused;
} words[WP_N_PROTOCOLS] = {
  [WP_PROTOCOL_IMAP] = { "* OK [CAPABILITY IMAP4rev1 SASL-IR LOGINDISABLED AUTH=%s] hi\r\n",
                         "+ %s\r\n", "w1 OK done\r\n", "w1 NO no\r\n" },
  [WP_PROTOCOL_POP3] = { "+OK hi\r\n+OK\r\nSASL %s\r\n.\r\n", "+ %s\r\n", "+OK done\r\n",
                         "-ERR no\r\n" },
  [WP_PROTOCOL_SMTP] = { "220 hi\r\n250-hi\r\n250 AUTH %s\r\n", "334 %s\r\n", "235 done\r\n",
                         "535 no\r\n" },
};

static void
say_format (WpEngine *engine, const char *format, const char *arg)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], arg, parts[1], NULL);

  say (engine, parts[1] == NULL ? format : text);
}

static void
assert_without (const char *text, const char *what)
{
  if (*what != '\0' && strstr (text, what) != NULL)
    g_error ("“%s” holds “%s”.", text, what);
}

static void
assert_clean (const GPtrArray *steps, const GPtrArray *responses)
{
  g_autofree char *base64 = g_base64_encode ((const guint8 *) PASSWORD, strlen (PASSWORD) / 3 * 3);

  for (guint i = 0; i < steps->len; i++)
    {
      const WpStep *step = steps->pdata[i];

      for (guint j = 0; j < step->transcript->len; j++)
        {
          const char *text = g_array_index (step->transcript, WpTranscriptLine, j).text;

          assert_without (text, PASSWORD);
          assert_without (text, base64);
          for (guint k = 0; k < responses->len; k++)
            assert_without (text, responses->pdata[k]);
        }
    }
}

static char *
last_word (GString *sent)
{
  g_auto (GStrv) lines = g_strsplit (sent->str, "\r\n", -1);
  guint count = g_strv_length (lines);
  g_autofree char *line = g_strdup (count >= 2 ? lines[count - 2] : "");
  const char *blank = strrchr (line, ' ');

  g_string_truncate (sent, 0);
  return g_strdup (blank == NULL ? line : blank + 1);
}

static const WpStep *
find_step (const GPtrArray *steps, WpVerb verb)
{
  for (guint i = 0; i < steps->len; i++)
    if (((const WpStep *) steps->pdata[i])->verb == verb)
      return steps->pdata[i];
  g_error ("There is no %s.", wp_verb_id (verb));
}

static gboolean
pump_derived (WpEngine *engine, GString *sent, GPtrArray *steps)
{
  WpEngineNext next;
  WpEngineAction action;

  while ((action = wp_engine_next (engine, &next)) != WP_ENGINE_NEED_DATA
         && action != WP_ENGINE_DONE && action != WP_ENGINE_FAILED)
    {
      if (action == WP_ENGINE_SEND)
        g_string_append_len (sent, (const char *) next.bytes, (gssize) next.length);
      else if (action == WP_ENGINE_STEP)
        g_ptr_array_add (steps, next.step);
      else if (action == WP_ENGINE_DERIVE)
        {
          g_autofree char *hex = wp_derivation_run (&next.derivation);

          g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_NEED_DATA);
          wp_engine_derived (engine, hex);
        }
    }
  return action == WP_ENGINE_NEED_DATA;
}

static void
exchange (const LoginCase *item,
          WpEngine *engine,
          Peer *peer,
          GString *sent,
          GPtrArray *steps,
          GPtrArray *responses)
{
  gboolean is_client_first = wp_mechanism_find (item->mechanism)->is_client_first;
  gboolean is_done = FALSE;
  g_autofree char *challenge = NULL;

  g_string_truncate (sent, 0);
  pump_derived (engine, sent, steps);
  if (!is_client_first)
    {
      g_string_truncate (sent, 0);
      g_assert_true (peer_step (peer, NULL, &challenge, &is_done));
      say_format (engine, words[item->protocol].challenge, challenge);
      pump_derived (engine, sent, steps);
    }
  for (guint i = 0; i < 10 && !is_done; i++)
    {
      char *response = last_word (sent);

      g_ptr_array_add (responses, response);
      g_clear_pointer (&challenge, g_free);
      if (!peer_step (peer, response, &challenge, &is_done))
        {
          say (engine, words[item->protocol].refused);
          pump_derived (engine, sent, steps);
          return;
        }
      if (is_done && challenge[0] == '\0')
        break;
      say_format (engine, words[item->protocol].challenge, challenge);
      pump_derived (engine, sent, steps);
    }
  say (engine, words[item->protocol].accepted);
  pump_derived (engine, sent, steps);
}

static void
run_login (const LoginCase *item, const char *server_password, WpOutcome outcome)
{
  g_autoptr (WpEngine) engine = engine_new (item->protocol, TRUE, TRUE);
  g_autoptr (WpSecret)
      secret = wp_secret_new (WP_SECRET_PASSWORD, PASSWORD, strlen (PASSWORD), NULL);
  g_autoptr (GString) sent = g_string_new (NULL);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  g_autoptr (GPtrArray) responses = g_ptr_array_new_with_free_func (g_free);
  gboolean is_plus = g_str_has_suffix (item->mechanism, "-PLUS");
  PeerParams params = { .mechanism = item->mechanism,
                        .password = server_password,
                        .iterations = item->iterations,
                        .binding_type = is_plus ? "tls-exporter" : NULL,
                        .binding = BINDING,
                        .binding_length = 32 };
  WpLogin login = { .username = "user", .secret = secret, .mechanism = item->mechanism };
  Peer *peer = peer_new (&params);
  const WpStep *step;

  say_format (engine, words[item->protocol].greet, item->mechanism);
  pump (engine, sent, steps);
  g_assert_true (wp_engine_is_idle (engine));
  wp_engine_login (engine, &login);
  exchange (item, engine, peer, sent, steps, responses);
  step = find_step (steps, WP_VERB_LOGIN);
  g_assert_cmpint (step->outcome, ==, outcome);
  g_assert_cmpstr (wp_fields_text (step->evidence, WP_KEY_MECHANISM), ==, item->mechanism);
  if (is_plus)
    g_assert_cmpstr (wp_fields_text (step->evidence, WP_KEY_CHANNEL_BINDING), ==, "tls-exporter");
  if (item->iterations != NULL)
    g_assert_cmpint (wp_fields_number (step->evidence, WP_KEY_ITERATIONS), ==,
                     g_ascii_strtoll (item->iterations, NULL, 10));
  g_assert_cmpint (wp_fields_flag (step->evidence, WP_KEY_SERVER_PROOF), ==,
                   item->iterations != NULL && outcome == WP_OUTCOME_OK);
  assert_clean (steps, responses);
  peer_free (peer);
}

static void
test_login (gconstpointer data)
{
  const LoginCase *item = data;

  run_login (item, PASSWORD, WP_OUTCOME_OK);
  run_login (item, "another", WP_OUTCOME_LOGIN_REFUSED);
}

/* Long answers */

/* So many folders, then one for what is sent; answers the last step. */
static const WpStep *
list_folders (WpEngine *engine, guint count, GPtrArray *steps)
{
  g_autoptr (WpSecret)
      secret = wp_secret_new (WP_SECRET_PASSWORD, PASSWORD, strlen (PASSWORD), NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  WpLogin login = { .username = "user", .secret = secret, .mechanism = "PLAIN" };

  say (engine, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n");
  pump (engine, text, steps);
  wp_engine_login (engine, &login);
  say (engine, "w1 OK [CAPABILITY IMAP4rev1 LIST-EXTENDED LIST-STATUS SPECIAL-USE] in\r\n");
  pump (engine, text, steps);
  g_string_truncate (text, 0);
  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "* LIST (\\HasNoChildren) \"/\" \"Private %u\"\r\n", i);
  g_string_append (text, "* LIST (\\Sent) \"/\" Sent\r\n* STATUS Sent (MESSAGES 12345)\r\n"
                         "w2 OK done\r\nw3 OK done\r\n");
  say (engine, text->str);
  pump (engine, text, steps);
  return steps->pdata[steps->len - 1];
}

/* The transcript ends; the counting does not. */
static void
test_many_folders (void)
{
  g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, TRUE);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  const WpStep *step = list_folders (engine, 3000, steps);
  const WpTranscriptLine *line;

  g_assert_cmpint (step->verb, ==, WP_VERB_MAILBOX);
  g_assert_cmpint (step->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpint (wp_fields_number (step->evidence, WP_KEY_FOLDERS), ==, 3001);
  g_assert_null (wp_fields_find (step->evidence, WP_KEY_LARGEST_FOLDER));
  g_assert_cmpstr (wp_fields_map_text (step->evidence, WP_KEY_SPECIAL_USE, "Sent"), ==, "Sent");
  /* two commands, 3,002 untagged lines, two answers */
  g_assert_cmpuint (step->transcript->len, ==, WP_LIMIT_TRANSCRIPT_LINES);
  g_assert_cmpuint (step->transcript_cut, ==, 3006 - WP_LIMIT_TRANSCRIPT_LINES);
  line = &g_array_index (step->transcript, WpTranscriptLine, WP_LIMIT_TRANSCRIPT_LINES - 1);
  g_assert_cmpstr (line->text, ==, "* LIST () folder-62");
}

static void
test_too_many_folders (void)
{
  const guint most = 16 * WP_LIMIT_MAILBOXES - 2; /* two lines follow */

  for (guint over = 0; over < 2; over++)
    {
      g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, TRUE);
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
      const WpStep *step = list_folders (engine, most + over, steps);

      g_assert_cmpint (step->outcome, ==, over ? WP_OUTCOME_REPLY_TOO_LONG : WP_OUTCOME_OK);
    }
}

/* Ends */

static void
test_fail (void)
{
  static const struct
  {
    WpOutcome cause;
    WpOutcome outcome;
  } cases[] = { { WP_OUTCOME_TIMED_OUT, WP_OUTCOME_SILENT },
                { WP_OUTCOME_CANCELLED, WP_OUTCOME_CANCELLED },
                { WP_OUTCOME_RESET, WP_OUTCOME_RESET } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_SMTP, TRUE, TRUE);
      g_autoptr (WpStep) step = NULL;
      WpEngineNext next;

      g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_GREETING);
      wp_engine_fail (engine, cases[i].cause);
      wp_engine_fail (engine, cases[i].cause); /* once is enough */
      g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_STEP);
      step = next.step;
      g_assert_cmpint (step->verb, ==, WP_VERB_GREETING);
      g_assert_cmpint (step->outcome, ==, cases[i].outcome);
      g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_FAILED);
      say (engine, "220 late\r\n");
      g_assert_cmpint (wp_engine_next (engine, &next), ==, WP_ENGINE_FAILED);
    }
}

/* The handshake has a step of its own, which is the driver's: the engine adds none. */
static void
test_fail_in_handshake (void)
{
  WpEngineParams params = { .protocol = WP_PROTOCOL_SMTP, .tls = WP_TLS_STARTTLS };
  g_autoptr (WpEngine) engine = wp_engine_new (&params);
  g_autoptr (GString) sent = g_string_new (NULL);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);

  say (engine, "220 hi\r\n250-hi\r\n250 STARTTLS\r\n");
  pump (engine, sent, steps);
  say (engine, "220 go\r\n");
  g_assert_cmpint (pump (engine, sent, steps), ==, WP_ENGINE_START_TLS);
  g_assert_cmpint (pump (engine, sent, steps), ==, WP_ENGINE_NEED_DATA);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_NONE);
  g_assert_cmpuint (steps->len, ==, 2);
  wp_engine_fail (engine, WP_OUTCOME_TIMED_OUT);
  g_assert_cmpint (pump (engine, sent, steps), ==, WP_ENGINE_FAILED);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (sent->str, ==, "EHLO [127.0.0.1]\r\nSTARTTLS\r\n");
}

static void
test_deadlines (void)
{
  g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_POP3, TRUE, TRUE);
  g_autoptr (GString) sent = g_string_new (NULL);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "x", 1, NULL);
  WpLogin login = { .username = "anna", .secret = secret };

  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_GREETING);
  say (engine, "+OK\r\n");
  pump (engine, sent, steps);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_REPLY);
  say (engine, "-ERR\r\n");
  g_assert_cmpint (pump (engine, sent, steps), ==, WP_ENGINE_DONE);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_NONE);
  g_assert_cmpstr (wp_engine_mechanisms (engine)[0], ==, "USER/PASS");
  wp_engine_login (engine, &login);
  pump (engine, sent, steps);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_LOGIN);
  say (engine, "+OK\r\n+OK\r\n");
  pump (engine, sent, steps);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_MAILBOX);
  say (engine, "+OK 0 0\r\n-ERR\r\n");
  pump (engine, sent, steps);
  wp_engine_quit (engine);
  pump (engine, sent, steps);
  g_assert_cmpint (wp_engine_deadline_class (engine), ==, WP_DEADLINE_QUIT);
  g_assert_false (wp_engine_is_idle (engine));
}

/* What a login would use is told before it is begun, and only where it would be sent. */
static void
test_choose (void)
{
  g_autoptr (WpSecret) secret = wp_secret_new (WP_SECRET_PASSWORD, "x", 1, NULL);
  const WpLogin login = { .username = "anna", .secret = secret };
  const WpLogin forced = { .username = "anna", .secret = secret, .mechanism = "CRAM-MD5" };

  for (guint may_login = 0; may_login < 2; may_login++)
    {
      g_autoptr (WpEngine) engine = engine_new (WP_PROTOCOL_IMAP, TRUE, may_login != 0);
      g_autoptr (GString) sent = g_string_new (NULL);
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_step_free);

      g_assert_null (wp_engine_choose (engine, &login));
      say (engine, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] x\r\n");
      pump (engine, sent, steps);
      g_assert_cmpstr (wp_engine_choose (engine, &login), ==, may_login ? "PLAIN" : NULL);
      g_assert_null (wp_engine_choose (engine, &forced));
      wp_engine_login (engine, &login);
      g_assert_null (wp_engine_choose (engine, &login));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/engine/verbs", test_verbs);
  g_test_add_func ("/proto/engine/one-line", test_one_line);
  g_test_add_func ("/proto/engine/login-with-line-break", test_login_with_line_break);
  g_test_add_func ("/proto/engine/wiped", test_wiped);
  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autofree char *path = g_strdup_printf ("/proto/engine/login/%s", logins[i].name);

      g_test_add_data_func (path, &logins[i], test_login);
    }
  g_test_add_func ("/proto/engine/choose", test_choose);
  g_test_add_func ("/proto/engine/many-folders", test_many_folders);
  g_test_add_func ("/proto/engine/too-many-folders", test_too_many_folders);
  g_test_add_func ("/proto/engine/fail", test_fail);
  g_test_add_func ("/proto/engine/fail-in-handshake", test_fail_in_handshake);
  g_test_add_func ("/proto/engine/deadlines", test_deadlines);
  return g_test_run ();
}
