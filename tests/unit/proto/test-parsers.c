/* The three reply grammars, one table each. */
#include <string.h>

#include "base/limits.h"
#include "proto/imap-parse.h"
#include "proto/oauth.h"
#include "proto/pop3-parse.h"
#include "proto/smtp-reply.h"
#include "proto/utf7.h"

static char *
rest (const WpCursor *cursor)
{
  return g_strndup (cursor->at == NULL ? "" : (const char *) cursor->at, wp_cursor_left (cursor));
}

/* IMAP */

static const struct
{
  const char *line;
  gboolean is_good;
  WpImapKind kind;
  guint tag;
  const char *word;
  guint64 number;
  const char *code;
  const char *code_data;
  const char *data;
} imap_cases[] = {
  { "* OK ready", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "", "", "ready" },
  { "* ok [capability A B] x", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "CAPABILITY", "A B", "x" },
  { "* OK [UNSEEN 12] first", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "UNSEEN", "12", "first" },
  { "w12 NO [AUTHENTICATIONFAILED] no", TRUE, WP_IMAP_TAGGED, 12, "NO", 0, "AUTHENTICATIONFAILED",
    "", "no" },
  { "w12 BAD", TRUE, WP_IMAP_TAGGED, 12, "BAD", 0, "", "", "" },
  { "w012 OK x", TRUE, WP_IMAP_TAGGED, 0, "OK", 0, "", "", "x" },
  { "x12 OK x", TRUE, WP_IMAP_TAGGED, 0, "OK", 0, "", "", "x" },
  { "w99999999999 OK x", TRUE, WP_IMAP_TAGGED, 0, "OK", 0, "", "", "x" },
  { "* 23 EXISTS", TRUE, WP_IMAP_UNTAGGED, 0, "EXISTS", 23, "", "", "" },
  { "* LIST () \"/\" a", TRUE, WP_IMAP_UNTAGGED, 0, "LIST", 0, "", "", "() \"/\" a" },
  { "+ Z28=", TRUE, WP_IMAP_CONTINUE, 0, "", 0, "", "", "Z28=" },
  { "+", TRUE, WP_IMAP_CONTINUE, 0, "", 0, "", "", "" },
  { "* OK [never closed", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "", "", "[never closed" },
  { "* OK [] empty", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "", "", "[] empty" },
  { "* OK [REFERRAL imap://x/] go", TRUE, WP_IMAP_UNTAGGED, 0, "OK", 0, "REFERRAL", "imap://x/",
    "go" },
  { "+OK pop", FALSE, 0, 0, "", 0, "", "", "" },
  { "220 smtp", FALSE, 0, 0, "", 0, "", "", "" },
  { "w1 EXISTS", FALSE, 0, 0, "", 0, "", "", "" },
  { "* 99999999999999999999 EXISTS", FALSE, 0, 0, "", 0, "", "", "" },
  { "*", FALSE, 0, 0, "", 0, "", "", "" },
  { "", FALSE, 0, 0, "", 0, "", "", "" },
  { "* ", FALSE, 0, 0, "", 0, "", "", "" },
  { "* AWORDTHATISLONGERTHANANYOTHERWORDOFIMAP", FALSE, 0, 0, "", 0, "", "", "" },
};

static void
test_imap_response (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (imap_cases); i++)
    {
      WpImapResponse response;
      g_autofree char *code_data = NULL;
      g_autofree char *data = NULL;
      gboolean is_good = wp_imap_parse ((const guint8 *) imap_cases[i].line,
                                        strlen (imap_cases[i].line), &response);

      g_test_message ("%s", imap_cases[i].line);
      g_assert_cmpint (is_good, ==, imap_cases[i].is_good);
      if (!is_good)
        continue;
      code_data = rest (&response.code_data);
      data = rest (&response.data);
      g_assert_cmpint (response.kind, ==, imap_cases[i].kind);
      g_assert_cmpuint (response.tag, ==, imap_cases[i].tag);
      g_assert_cmpstr (response.word, ==, imap_cases[i].word);
      g_assert_cmpuint (response.number, ==, imap_cases[i].number);
      g_assert_cmpstr (response.code, ==, imap_cases[i].code);
      g_assert_cmpstr (code_data, ==, imap_cases[i].code_data);
      g_assert_cmpstr (data, ==, imap_cases[i].data);
    }
}

static void
test_imap_literal (void)
{
  static const struct
  {
    const char *line;
    gboolean is_literal;
    guint64 bytes;
  } cases[] = {
    { "* LIST () \"/\" {5}", TRUE, 5 },
    { "* LIST () \"/\" {5+}", TRUE, 5 },
    { "{0}", TRUE, 0 },
    { "{99999999999999999999}", TRUE, G_MAXUINT64 },
    { "{-1}", FALSE, 0 },
    { "{+}", FALSE, 0 },
    { "{5+}x", FALSE, 0 },
    { "{ 5}", FALSE, 0 },
    { "{5-}", FALSE, 0 },
    { "5}", FALSE, 0 },
    { "{}", FALSE, 0 },
    { "", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 bytes = 0;

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (wp_imap_ends_with_literal ((const guint8 *) cases[i].line,
                                                  strlen (cases[i].line), &bytes),
                       ==, cases[i].is_literal);
      if (cases[i].is_literal)
        g_assert_cmpuint (bytes, ==, cases[i].bytes);
    }
}

static void
assert_says (const WpImapString *string, const char *text)
{
  g_autofree char *said = wp_imap_string_dup (string);

  g_assert_cmpstr (said, ==, text);
}

static void
test_imap_list (void)
{
  static const struct
  {
    const char *data;
    const char *name; /* NULL: no sense */
    char delimiter;
    guint flags;
    const char *use;
  } cases[] = {
    { "() \"/\" INBOX", "INBOX", '/', 0, NULL },
    { "(\\HasNoChildren \\Sent) \".\" \"Gesendete Objekte\"", "Gesendete Objekte", '.', 0, "Sent" },
    { "(\\Noselect \\HasChildren) NIL x", "x", '\0', WP_IMAP_MAILBOX_NOSELECT, NULL },
    { "(\\NONEXISTENT) \"/\" x (\"CHILDINFO\" (\"SUBSCRIBED\"))", "x", '/',
      WP_IMAP_MAILBOX_NONEXISTENT, NULL },
    { "() \"\\\\\" \"a\\\"b\\\\c\"", "a\"b\\c", '\\', 0, NULL },
    { "() \"/\" {3}\r\na b", "a b", '/', 0, NULL },
    { "() \"/\" {3+}\r\na b", "a b", '/', 0, NULL },
    { "() \"/\" \"\"", "", '/', 0, NULL },
    { "() \"\" \"\\\"\"", "\"", '\0', 0, NULL },
    { "() \"/\" \"a\\", NULL, 0, 0, NULL },
    { "() \"/\" \"a\\\"", NULL, 0, 0, NULL },
    { "(\"\\\\sE\\nt\" \\Trash) \"/\" x", "x", '/', 0, "Sent" },
    { "(\"\\\\Sen\" \"\\\\Sentt\" \\Sen \\Sentt {5}\r\n\\Junk) \"/\" x", "x", '/', 0, "Junk" },
    { "(\\Sent \\noselect \\Nonexistent) \"/\" x", "x", '/',
      WP_IMAP_MAILBOX_NOSELECT | WP_IMAP_MAILBOX_NONEXISTENT, "Sent" },
    { "() \"/\" {4}\r\na b", NULL, 0, 0, NULL },
    { "() \"/\" {-1}", NULL, 0, 0, NULL },
    { "() \"/\" \"open", NULL, 0, 0, NULL },
    { "(\\Sent", NULL, 0, 0, NULL },
    { "", NULL, 0, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpImapMailbox mailbox;
      gboolean is_good = wp_imap_parse_list (wp_cursor (cases[i].data, strlen (cases[i].data)),
                                             &mailbox);

      g_test_message ("%s", cases[i].data);
      g_assert_cmpint (is_good, ==, cases[i].name != NULL);
      if (!is_good)
        continue;
      assert_says (&mailbox.name, cases[i].name);
      g_assert_cmpint (mailbox.delimiter, ==, cases[i].delimiter);
      g_assert_cmpuint (mailbox.flags, ==, cases[i].flags);
      g_assert_cmpstr (mailbox.special_use, ==, cases[i].use);
    }
}

static WpCursor
cursor_of (const char *text)
{
  return wp_cursor (text, strlen (text));
}

static void
test_imap_numbers (void)
{
  WpImapStatus status;
  WpImapQuota quota;

  g_assert_true (
      wp_imap_parse_status (cursor_of ("\"a b\" (MESSAGES 231 SIZE 5000 X 1)"), &status));
  assert_says (&status.name, "a b");
  g_assert_cmpint (status.messages, ==, 231);
  g_assert_cmpint (status.size, ==, 5000);
  g_assert_true (wp_imap_parse_status (cursor_of ("INBOX ()"), &status));
  g_assert_cmpint (status.messages, ==, -1);
  g_assert_false (wp_imap_parse_status (cursor_of ("INBOX (MESSAGES -1)"), &status));
  g_assert_false (wp_imap_parse_status (cursor_of ("INBOX (MESSAGES 1"), &status));

  g_assert_true (wp_imap_parse_quota (cursor_of ("\"\" (MESSAGE 1 2 STORAGE 10 512)"), &quota));
  g_assert_true (quota.has_storage);
  g_assert_cmpuint (quota.used_kib, ==, 10);
  g_assert_cmpuint (quota.limit_kib, ==, 512);
  g_assert_true (wp_imap_parse_quota (cursor_of ("root ()"), &quota));
  g_assert_false (quota.has_storage);
  g_assert_false (wp_imap_parse_quota (cursor_of ("root (STORAGE 10)"), &quota));
}

/* `foreign`: joined by blanks. */
static void
test_imap_namespaces (void)
{
  static const struct
  {
    const char *data;
    gboolean is_good;
    const char *prefix;
    char separator;
    const char *foreign;
  } cases[] = {
    { "((\"INBOX.\" \".\")) NIL NIL", TRUE, "INBOX.", '.', "" },
    { "NIL NIL NIL", TRUE, NULL, '\0', "" },
    { "((\"\" \"/\")(\"#mh/\" \"/\")) ((\"~\" \"/\")) ((\"#shared/\" \"/\") (\"\" \"/\"))", TRUE,
      "", '/', "~ #shared/" },
    { "((\"\" NIL)) NIL nil", TRUE, "", '\0', "" },
    { "((\"\" \"\\\\\" \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) NIL ((\"p/\" \"/\" \"T\" (({1}\r\na))))",
      TRUE, "", '\\', "p/" },
    /* what was read stays */
    { "((\"\" \"/\"))", FALSE, "", '/', "" },
    { "((\"a\" \"/\")) ((\"b\" \"/\")) (", FALSE, "a", '/', "b" },
    { "((\"a\" \"/\" (\"x\") NIL NIL", FALSE, NULL, '\0', "" },
    { "", FALSE, NULL, '\0', "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpImapNamespaces namespaces;
      g_autofree char *foreign = NULL;

      g_test_message ("%s", cases[i].data);
      g_assert_cmpint (wp_imap_parse_namespace (cursor_of (cases[i].data), &namespaces), ==,
                       cases[i].is_good);
      g_assert_cmpstr (namespaces.prefix, ==, cases[i].prefix);
      g_assert_cmpint (namespaces.separator, ==, cases[i].separator);
      g_ptr_array_add (namespaces.foreign, NULL);
      foreign = g_strjoinv (" ", (char **) namespaces.foreign->pdata);
      g_assert_cmpstr (foreign, ==, cases[i].foreign);
      wp_imap_namespaces_clear (&namespaces);
    }
}

static void
test_imap_status_items (void)
{
  WpImapStatus status;

  g_assert_true (wp_imap_parse_status (
      cursor_of ("INBOX (uidnext 7 UNSEEN 2 MESSAGES 4 UIDVALIDITY 4294967295 SIZE "
                 "9223372036854775807)"),
      &status));
  g_assert_cmpint (status.messages, ==, 4);
  g_assert_cmpint (status.unseen, ==, 2);
  g_assert_cmpint (status.uidnext, ==, 7);
  g_assert_cmpint (status.uidvalidity, ==, G_MAXUINT32);
  g_assert_cmpint (status.size, ==, G_MAXINT64);
  g_assert_false (wp_imap_parse_status (cursor_of ("INBOX (SIZE 9223372036854775808)"), &status));
  g_assert_true (wp_imap_parse_status (cursor_of ("INBOX (SIZE 1)"), &status));
  g_assert_cmpint (status.messages, ==, -1);
  g_assert_cmpint (status.unseen, ==, -1);
}

/* RFC 3501 §5.1.3; what is no modified UTF-7 stays as it is. */
static void
test_utf7 (void)
{
  static const char *const cases[][2] = {
    { "INBOX", "INBOX" },
    { "Entw&APw-rfe", "Entw\303\274rfe" },
    { "~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/\345\217\260\345\214\227/"
                                         "\346\227\245\346\234\254\350\252\236" },
    { "Tom &- Jerry", "Tom & Jerry" },
    { "&2D3eAA-", "\360\237\230\200" }, /* a pair of surrogates */
    { "&2D0-", "&2D0-" },               /* half of one */
    { "&3gA-", "&3gA-" },               /* the other half */
    { "&AAA-", "&AAA-" },               /* NUL */
    { "a&b", "a&b" },                   /* does not end */
    { "&A-", "&A-" },                   /* too short for a letter */
    { "&APx-", "&APx-" },               /* the rest is not zero */
    { "&AP w-", "&AP w-" },
    { "Entw\303\274rfe", "Entw\303\274rfe" }, /* UTF-8 already */
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = wp_utf7_decode (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_imap_quote (void)
{
  g_autoptr (GString) quoted = g_string_new (NULL);

  wp_imap_append_quoted (quoted, "a\"b\\c d");
  g_assert_cmpstr (quoted->str, ==, "\"a\\\"b\\\\c d\"");
  g_assert_true (wp_imap_may_quote ("a\"b\\c d(){}%*"));
  g_assert_false (wp_imap_may_quote ("p\303\244ss"));
  g_assert_false (wp_imap_may_quote ("a\tb"));
}

/* POP3 */

static void
test_pop3 (void)
{
  static const struct
  {
    const char *line;
    gboolean is_good;
    WpPop3Kind kind;
    const char *code;
    const char *text;
  } cases[] = {
    { "+OK", TRUE, WP_POP3_OK, "", "" },
    { "+OK hello [AUTH]", TRUE, WP_POP3_OK, "", "hello [AUTH]" },
    { "+ok hello", TRUE, WP_POP3_OK, "", "hello" },
    { "-ERR [auth] no", TRUE, WP_POP3_ERR, "AUTH", "no" },
    { "-ERR [SYS/TEMP]", TRUE, WP_POP3_ERR, "SYS/TEMP", "" },
    { "-ERR [IN-USE", TRUE, WP_POP3_ERR, "", "[IN-USE" },
    { "-ERR [two words] no", TRUE, WP_POP3_ERR, "", "[two words] no" },
    { "-ERR  no", TRUE, WP_POP3_ERR, "", "no" },
    { "+ Z28=", TRUE, WP_POP3_CONTINUE, "", "Z28=" },
    { "+", TRUE, WP_POP3_CONTINUE, "", "" },
    { "+OKAY", FALSE, 0, "", "" },
    { "-ERROR", FALSE, 0, "", "" },
    { "* OK", FALSE, 0, "", "" },
    { "", FALSE, 0, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpPop3Reply reply;
      gboolean is_good = wp_pop3_parse ((const guint8 *) cases[i].line, strlen (cases[i].line),
                                        &reply);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (is_good, ==, cases[i].is_good);
      if (!is_good)
        continue;
      g_assert_cmpint (reply.kind, ==, cases[i].kind);
      g_assert_cmpstr (reply.code, ==, cases[i].code);
      g_assert_cmpmem (reply.text, reply.length, cases[i].text, strlen (cases[i].text));
    }
}

static gboolean
stat_of (const char *line, gint64 *messages, gint64 *bytes)
{
  WpPop3Reply reply;

  return wp_pop3_parse ((const guint8 *) line, strlen (line), &reply)
         && wp_pop3_parse_stat (&reply, messages, bytes);
}

static void
test_pop3_numbers (void)
{
  gint64 messages, bytes;
  WpPop3Limit limit;

  g_assert_true (stat_of ("+OK 3 12345 more", &messages, &bytes));
  g_assert_cmpint (messages, ==, 3);
  g_assert_cmpint (bytes, ==, 12345);
  g_assert_false (stat_of ("+OK 3", &messages, &bytes));
  g_assert_false (stat_of ("+OK -3 5", &messages, &bytes));
  g_assert_false (stat_of ("+OK 99999999999 5", &messages, &bytes));

  g_assert_true (wp_pop3_parse_limit ("NEVER", &limit));
  g_assert_true (limit.is_never);
  g_assert_true (wp_pop3_parse_limit ("30 USER", &limit));
  g_assert_cmpint (limit.number, ==, 30);
  g_assert_true (limit.is_per_user);
  g_assert_true (wp_pop3_parse_limit ("0", &limit));
  g_assert_false (limit.is_per_user);
  g_assert_false (wp_pop3_parse_limit ("-1", &limit));
  g_assert_false (wp_pop3_parse_limit (NULL, &limit));
}

/* SMTP */

static void
test_smtp (void)
{
  static const struct
  {
    const char *lines; /* separated by LF */
    int result;        /* of the last */
    guint code;
    const char *enhanced;
    const char *text;
  } cases[] = {
    { "220 hi there", 1, 220, "", "hi there" },
    { "250", 1, 250, "", "" },
    { "250-a\n250-b\n250 c", 1, 250, "", "a b c" },
    { "250-a\n250-b", 0, 250, "", "a b" },
    { "535 5.7.8 no", 1, 535, "5.7.8", "no" },
    { "535-5.7.8 no\n535 5.7.8 https://x", 1, 535, "5.7.8", "no https://x" },
    { "535 5.7.139 no", 1, 535, "5.7.139", "no" },
    { "535 4.7.8 no", 1, 535, "", "4.7.8 no" }, /* class of another reply */
    { "535 5.7 no", 1, 535, "", "5.7 no" },
    { "535 5.7.8", 1, 535, "5.7.8", "" },
    { "535 5.7.8.1 no", 1, 535, "", "5.7.8.1 no" },
    { "535 5.7.9999 no", 1, 535, "", "5.7.9999 no" },
    { "250-a\n251 b", -1, 250, "", "a" },
    { "199 x", -1, 0, "", "" },
    { "600 x", -1, 0, "", "" },
    { "2x0 x", -1, 0, "", "" },
    { "25", -1, 0, "", "" },
    { "250x", -1, 0, "", "" },
    { "", -1, 0, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) lines = g_strsplit (cases[i].lines, "\n", -1);
      g_autoptr (GString) text = NULL;
      WpSmtpReply reply;
      int result = 0;

      wp_smtp_reply_init (&reply);
      if (lines[0] == NULL)
        result = wp_smtp_reply_add (&reply, (const guint8 *) "", 0);
      for (guint j = 0; lines[j] != NULL; j++)
        result = wp_smtp_reply_add (&reply, (const guint8 *) lines[j], strlen (lines[j]));
      text = wp_smtp_reply_text (&reply);
      g_assert_cmpint (result, ==, cases[i].result);
      g_assert_cmpuint (reply.code, ==, cases[i].code);
      g_assert_cmpstr (reply.enhanced, ==, cases[i].enhanced);
      g_assert_cmpstr (text->str, ==, cases[i].text);
      wp_smtp_reply_clear (&reply);
    }
}

static void
test_oauth_status (void)
{
  static const struct
  {
    const char *json;
    const char *status;
  } cases[] = {
    { "{\"status\":\"400\",\"schemes\":\"Bearer\"}", "400" },
    { "{\"schemes\":\"Bearer\", \"status\" : \"invalid_token\" }", "invalid_token" },
    { "{\"status\":401}", "401" },
    { "{\"status\":\"\033[2J\"}", NULL },
    { "{\"status\":\"a\302\205b\"}", "a\\x85b" },
    { "{\"state\":\"400\"}", NULL },
    { "{\"status\":", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *status = wp_oauth_status (cases[i].json, strlen (cases[i].json));

      g_assert_cmpstr (status, ==, cases[i].status);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proto/imap-parse/response", test_imap_response);
  g_test_add_func ("/proto/imap-parse/literal", test_imap_literal);
  g_test_add_func ("/proto/imap-parse/list", test_imap_list);
  g_test_add_func ("/proto/imap-parse/numbers", test_imap_numbers);
  g_test_add_func ("/proto/imap-parse/namespaces", test_imap_namespaces);
  g_test_add_func ("/proto/imap-parse/status-items", test_imap_status_items);
  g_test_add_func ("/proto/utf7", test_utf7);
  g_test_add_func ("/proto/imap-parse/quote", test_imap_quote);
  g_test_add_func ("/proto/pop3-parse/reply", test_pop3);
  g_test_add_func ("/proto/pop3-parse/numbers", test_pop3_numbers);
  g_test_add_func ("/proto/smtp-reply", test_smtp);
  g_test_add_func ("/proto/oauth/status", test_oauth_status);
  return g_test_run ();
}
