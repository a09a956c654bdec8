/* format/autodiscover: what is asked, and what is made of the answers. */
#include "format/autodiscover.h"

#include <string.h>

#include "base/limits.h"

#define NS "http://schemas.microsoft.com/exchange/autodiscover/"
#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"" NS "responseschema/2006\">"   \
  "<Response xmlns=\"" NS "outlook/responseschema/2006a\"><User><DisplayName>A</DisplayName>"      \
  "</User><Account><AccountType>email</AccountType><Action>settings</Action>"
#define TAIL "</Account></Response></Autodiscover>"
#define PROTOCOL(type, server, more)                                                               \
  "<Protocol><Type>" type "</Type><Server>" server "</Server>" more "</Protocol>"
#define IMAP(more) PROTOCOL ("IMAP", "imap.example.org", more)
#define GOOD PROTOCOL ("SMTP", "smtp.example.org", "<Port>465</Port>")
#define SEEN_GOOD "smtp smtp.example.org:465 implicit - password-cleartext\n"

static WpAccount *
anna (void)
{
  return wp_account_new ("anna@example.org", NULL);
}

static char *
describe (const WpProfile *profile)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      g_string_append_printf (out, "%s %s:%u %s %s %s\n", wp_protocol_id (server->protocol),
                              server->host, server->port, wp_tls_mode_id (server->tls),
                              server->username == NULL ? "-" : server->username,
                              server->n_auth == 1 ? wp_auth_id (server->auth[0]) : "?");
    }
  for (guint i = 0; i < profile->offers->len; i++)
    {
      const WpOffer *offer = profile->offers->pdata[i];

      g_string_append_printf (out, "%s %s %s\n", offer->element, offer->type,
                              offer->urls->len > 0 ? ((WpOfferUrl *) offer->urls->pdata[0])->url
                                                   : offer->host);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *sections;
  const char *expected;
  guint notices;
} protocols[] = {
  { "SSL is on where nothing is said", IMAP (""),
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "SSL on, a port", IMAP ("<Port>993</Port><SSL>on</SSL>"),
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "SSL on at the port of STARTTLS", IMAP ("<Port>143</Port><SSL>On</SSL>"),
    "imap imap.example.org:143 starttls - password-cleartext\n", 0 },
  { "SSL off", IMAP ("<Port>143</Port><SSL>off</SSL>"),
    "imap imap.example.org:143 none - password-cleartext\n", 0 },
  { "an unknown SSL word is not off", IMAP ("<Port>993</Port><SSL>maybe</SSL>"),
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "Encryption overrides SSL", IMAP ("<Port>143</Port><SSL>on</SSL><Encryption>None</Encryption>"),
    "imap imap.example.org:143 none - password-cleartext\n", 0 },
  { "Encryption overrides SSL the other way",
    IMAP ("<Port>993</Port><SSL>off</SSL><Encryption>SSL</Encryption>"),
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "TLS by its port is STARTTLS",
    PROTOCOL ("SMTP", "smtp.example.org", "<Port>587</Port><Encryption>TLS</Encryption>"),
    "smtp smtp.example.org:587 starttls - password-cleartext\n", 0 },
  { "TLS by its port is implicit",
    PROTOCOL ("SMTP", "smtp.example.org", "<Port>465</Port><Encryption>TLS</Encryption>"),
    SEEN_GOOD, 0 },
  { "TLS on port 25",
    PROTOCOL ("SMTP", "smtp.example.org", "<Port>25</Port><Encryption>tls</Encryption>"),
    "smtp smtp.example.org:25 starttls - password-cleartext\n", 0 },
  { "TLS without a port", IMAP ("<Encryption>TLS</Encryption>"),
    "imap imap.example.org:143 starttls - password-cleartext\n", 0 },
  { "TLS on a port of its own: both", IMAP ("<Port>1143</Port><Encryption>TLS</Encryption>"),
    "imap imap.example.org:1143 implicit - password-cleartext\n"
    "imap imap.example.org:1143 starttls - password-cleartext\n",
    1 },
  { "Auto by its port",
    PROTOCOL ("POP3", "pop.example.org", "<Port>110</Port><Encryption>Auto</Encryption>"),
    "pop3 pop.example.org:110 starttls - password-cleartext\n", 0 },
  { "SSL means implicit on any port", IMAP ("<Port>1993</Port><Encryption>SSL</Encryption>"),
    "imap imap.example.org:1993 implicit - password-cleartext\n", 0 },
  { "unknown encryption is skipped", IMAP ("<Encryption>ROT13</Encryption>") GOOD, SEEN_GOOD, 1 },
  { "SPA on", IMAP ("<SPA>on</SPA>"), "imap imap.example.org:993 implicit - NTLM\n", 0 },
  { "SPA off", IMAP ("<SPA>off</SPA>"), "imap imap.example.org:993 implicit - password-cleartext\n",
    0 },
  { "no login to send",
    PROTOCOL ("SMTP", "smtp.example.org", "<Port>465</Port><AuthRequired>off</AuthRequired>"),
    "smtp smtp.example.org:465 implicit - none\n", 0 },
  { "no login to receive is not a thing", IMAP ("<AuthRequired>off</AuthRequired>"),
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "the address becomes a template", IMAP ("<LoginName>Anna@example.org</LoginName>"),
    "imap imap.example.org:993 implicit %EMAILADDRESS% password-cleartext\n", 0 },
  { "the local part, too", IMAP ("<LoginName>anna</LoginName>"),
    "imap imap.example.org:993 implicit %EMAILLOCALPART% password-cleartext\n", 0 },
  { "another name stays", IMAP ("<LoginName>u12</LoginName>"),
    "imap imap.example.org:993 implicit u12 password-cleartext\n", 0 },
  { "letters of either case",
    "<protocol><type>imap</type><server>IMAP.example.org</server><port>993</port></protocol>",
    "imap imap.example.org:993 implicit - password-cleartext\n", 0 },
  { "bad ports", IMAP ("<Port>0</Port>") IMAP ("<Port>65536</Port>") IMAP ("<Port>x</Port>") GOOD,
    SEEN_GOOD, 3 },
  { "bad hosts",
    PROTOCOL ("IMAP", "192.0.2.1", "") PROTOCOL ("IMAP", "", "") PROTOCOL ("IMAP", "localhost", "")
        PROTOCOL ("IMAP", "mail.%EMAILDOMAIN%", "") GOOD,
    SEEN_GOOD, 4 },
  { "unknown type", PROTOCOL ("GOPHER", "a.example.org", "") GOOD, SEEN_GOOD, 1 },
  { "a newer section", "<Protocol Type=\"mapiHttp\" Version=\"1\"><MailStore/></Protocol>" GOOD,
    SEEN_GOOD, 0 },
  { "Exchange is offered, once",
    PROTOCOL ("EXCH", "ex.example.org", "<EwsUrl>https://ex.example.org/EWS/x.asmx</EwsUrl>")
        PROTOCOL ("EXPR", "ex.example.org", "<ASUrl>https://ex.example.org/EWS/x.asmx</ASUrl>"),
    "incomingServer ews https://ex.example.org/EWS/x.asmx\n", 0 },
  { "Exchange by its host", PROTOCOL ("EXCH", "ex.example.org", ""),
    "incomingServer exchange ex.example.org\n", 0 },
  { "web access and DAV",
    "<Protocol><Type>WEB</Type><Internal><OWAUrl>https://in.example.org/</OWAUrl></Internal>"
    "<External><OWAUrl AuthenticationMethod=\"Fba\">https://owa.example.org/</OWAUrl></External>"
    "</Protocol>" PROTOCOL ("CalDAV", "https://dav.example.org/c", "")
        PROTOCOL ("CardDAV", "dav.example.org", ""),
    "incomingServer owa https://owa.example.org/\ncalendar caldav https://dav.example.org/c\n"
    "addressbook carddav dav.example.org\n",
    0 },
};

static void
test_protocols (void)
{
  g_autoptr (WpAccount) account = anna ();

  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, protocols[i].sections, TAIL, NULL);
      g_autoptr (WpAutodiscover) out = NULL;
      g_autofree char *is = NULL;

      g_test_message ("%s", protocols[i].name);
      g_assert_cmpint (wp_autodiscover_read (text, strlen (text), account, &out), ==,
                       WP_AUTODISCOVER_OK);
      is = describe (out->profile);
      g_assert_cmpstr (is, ==, protocols[i].expected);
      g_assert_cmpuint (out->notices->len, ==, protocols[i].notices);
    }
}

#define ANSWER(account) "<Autodiscover><Response>" account "</Response></Autodiscover>"

static const struct
{
  const char *name;
  const char *text;
  WpAutodiscoverResult result;
  const char *redirect, *code, *words;
} answers[] = {
  { "an address to ask for",
    ANSWER ("<Account><Action>redirectAddr</Action><RedirectAddr>a@b.example</RedirectAddr>"
            "</Account>"),
    WP_AUTODISCOVER_REDIRECT_ADDRESS, "a@b.example", NULL, NULL },
  { "a place to ask",
    ANSWER ("<Account><Action>redirectUrl</Action><RedirectUrl>https://b.example/x?y=1&amp;z"
            "</RedirectUrl></Account>"),
    WP_AUTODISCOVER_REDIRECT_URL, "https://b.example/x?y=1&z", NULL, NULL },
  { "a redirection to nowhere", ANSWER ("<Account><Action>redirectUrl</Action></Account>"),
    WP_AUTODISCOVER_NOT_SETTINGS, NULL, NULL, NULL },
  { "an error",
    ANSWER ("<Error Time=\"12:00\" Id=\"1\"><ErrorCode>600</ErrorCode><Message>Invalid "
            "\342\200\256Request</Message><DebugData/></Error>"),
    WP_AUTODISCOVER_ERROR, NULL, "600", "Invalid \\u{202E}Request" },
  { "an error without words", ANSWER ("<Error/>"), WP_AUTODISCOVER_ERROR, NULL, NULL, NULL },
  { "settings beat an error", ANSWER ("<Error/><Account>" GOOD "</Account>"), WP_AUTODISCOVER_OK,
    NULL, NULL, NULL },
  { "nothing in it", HEAD TAIL, WP_AUTODISCOVER_NOT_SETTINGS, NULL, NULL, NULL },
  { "nothing usable", HEAD PROTOCOL ("IMAP", "x", "") TAIL, WP_AUTODISCOVER_NOT_SETTINGS, NULL,
    NULL, NULL },
  { "no response", "<Autodiscover/>", WP_AUTODISCOVER_NOT_SETTINGS, NULL, NULL, NULL },
  { "another document", "<clientConfig/>", WP_AUTODISCOVER_NOT_SETTINGS, NULL, NULL, NULL },
  { "a page", "<!doctype html><html/>", WP_AUTODISCOVER_NOT_XML, NULL, NULL, NULL },
  { "a well-formed page", "<html><body/></html>", WP_AUTODISCOVER_NOT_XML, NULL, NULL, NULL },
  { "text", "error", WP_AUTODISCOVER_NOT_XML, NULL, NULL, NULL },
  { "an entity", "<!DOCTYPE x [<!ENTITY e \"x\">]><Autodiscover/>", WP_AUTODISCOVER_FORBIDDEN, NULL,
    NULL, NULL },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (WpAutodiscover) out = NULL;

      g_test_message ("%s", answers[i].name);
      g_assert_cmpint (wp_autodiscover_read (answers[i].text, strlen (answers[i].text), NULL, &out),
                       ==, answers[i].result);
      g_assert_true ((out != NULL) == (answers[i].result <= WP_AUTODISCOVER_ERROR));
      if (out == NULL)
        continue;
      g_assert_cmpstr (out->redirect, ==, answers[i].redirect);
      g_assert_cmpstr (out->error_code, ==, answers[i].code);
      g_assert_cmpstr (out->error_text, ==, answers[i].words);
    }
}

static void
test_limits (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (GString) many = g_string_new (HEAD);
      g_autoptr (GString) padded = g_string_new (HEAD GOOD TAIL);
      g_autofree char *url = g_strnfill (WP_LIMIT_URL_BYTES + more - 10, 'u');
      g_autofree char *redirect = g_strconcat (
          "<Autodiscover><Response><Account><Action>redirectUrl</Action><RedirectUrl>https://a/",
          url, "</RedirectUrl></Account></Response></Autodiscover>", NULL);
      g_autoptr (WpAutodiscover) out = NULL;
      g_autoptr (WpAutodiscover) large = NULL;
      g_autoptr (WpAutodiscover) sent_on = NULL;

      for (guint i = 0; i < WP_LIMIT_XML_SERVERS + more; i++)
        g_string_append (many, IMAP (""));
      g_string_append (many, TAIL);
      g_assert_cmpint (wp_autodiscover_read (many->str, many->len, NULL, &out), ==,
                       WP_AUTODISCOVER_OK);
      g_assert_cmpuint (out->profile->servers->len, ==, WP_LIMIT_XML_SERVERS);
      while (padded->len < WP_LIMIT_HTTP_BODY_BYTES + more)
        g_string_append_c (padded, '\n');
      g_assert_cmpint (wp_autodiscover_read (padded->str, padded->len, NULL, &large), ==,
                       more == 0 ? WP_AUTODISCOVER_OK : WP_AUTODISCOVER_TOO_LARGE);
      g_assert_cmpint (wp_autodiscover_read (redirect, strlen (redirect), NULL, &sent_on), ==,
                       more == 0 ? WP_AUTODISCOVER_REDIRECT_URL : WP_AUTODISCOVER_NOT_SETTINGS);
    }
}

static void
test_request (void)
{
  g_autofree char *body = wp_autodiscover_request ("a&<b>\"'@example.org");
  g_autofree char *path = wp_autodiscover_v2_path ("a b/?#&@example.org", "Autodiscoverv1&x");

  g_assert_nonnull (strstr (body, "<EMailAddress>a&amp;&lt;b&gt;&quot;&apos;@example.org</"));
  g_assert_nonnull (strstr (body, "outlook/requestschema/2006\">"));
  g_assert_nonnull (strstr (body, "outlook/responseschema/2006a</AcceptableResponseSchema>"));
  g_assert_cmpstr (path, ==,
                   "/autodiscover/autodiscover.json/v1.0/a%20b%2F%3F%23%26@example.org"
                   "?Protocol=Autodiscoverv1%26x");
}

static const struct
{
  const char *text;
  WpAutodiscoverResult result;
  const char *expected; /* the offer, or "code: words" */
} v2_answers[] = {
  { "{\"Protocol\":\"EWS\",\"Url\":\"https://ex.example.org/EWS\"}", WP_AUTODISCOVER_OK,
    "incomingServer ews https://ex.example.org/EWS\n" },
  { "{\"Protocol\":\"activesync\",\"Url\":\"https://ex.example.org/a\",\"x\":[]}",
    WP_AUTODISCOVER_OK, "incomingServer activeSync https://ex.example.org/a\n" },
  { "{\"Protocol\":\"AutodiscoverV1\",\"Url\":\"https://ex.example.org/a.xml\"}",
    WP_AUTODISCOVER_OK, "incomingServer exchange https://ex.example.org/a.xml\n" },
  { "{\"ErrorCode\":\"ProtocolNotSupported\",\"ErrorMessage\":\"No \\u001b[1m\"}",
    WP_AUTODISCOVER_ERROR, "ProtocolNotSupported: No \\x1B[1m" },
  { "{\"Protocol\":\"EWS\",\"Url\":\"http://ex.example.org/\"}", WP_AUTODISCOVER_NOT_SETTINGS,
    NULL },
  { "{\"Protocol\":\"EWS\",\"Url\":\"javascript:x\"}", WP_AUTODISCOVER_NOT_SETTINGS, NULL },
  { "{\"Protocol\":\"Gopher\",\"Url\":\"https://a.example/\"}", WP_AUTODISCOVER_NOT_SETTINGS,
    NULL },
  { "{\"Protocol\":7,\"Url\":{}}", WP_AUTODISCOVER_NOT_SETTINGS, NULL },
  { "{}", WP_AUTODISCOVER_NOT_SETTINGS, NULL },
  { "[]", WP_AUTODISCOVER_NOT_XML, NULL },
  { "<html/>", WP_AUTODISCOVER_NOT_XML, NULL },
  { "", WP_AUTODISCOVER_NOT_XML, NULL },
  { "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
    WP_AUTODISCOVER_TOO_LARGE, NULL },
};

static void
test_v2 (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (v2_answers); i++)
    {
      g_autoptr (WpAutodiscover) out = NULL;
      g_autofree char *is = NULL;

      g_test_message ("%s", v2_answers[i].text);
      g_assert_cmpint (
          wp_autodiscover_v2_read (v2_answers[i].text, strlen (v2_answers[i].text), &out), ==,
          v2_answers[i].result);
      if (out != NULL)
        is = out->error_code != NULL ? g_strdup_printf ("%s: %s", out->error_code, out->error_text)
                                     : describe (out->profile);
      g_assert_cmpstr (is, ==, v2_answers[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/autodiscover/protocols", test_protocols);
  g_test_add_func ("/format/autodiscover/answers", test_answers);
  g_test_add_func ("/format/autodiscover/limits", test_limits);
  g_test_add_func ("/format/autodiscover/request", test_request);
  g_test_add_func ("/format/autodiscover/v2", test_v2);
  return g_test_run ();
}
