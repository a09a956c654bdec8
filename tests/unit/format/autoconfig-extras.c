/* format/autoconfig: what stands beside the servers, read value by value, at its limits, and as it
 * is published. That nothing is lost is in autoconfig-files.c. */
#include <string.h>

#include "base/limits.h"
#include "format/autoconfig.h"

#define SERVER(direction, type, host, more)                                                        \
  "<" direction "Server type=\"" type "\"><hostname>" host "</hostname><port>993</port>"           \
  "<socketType>SSL</socketType>" more "</" direction "Server>"
#define IMAP(more) SERVER ("incoming", "imap", "imap.example.org", more)
#define SMTP SERVER ("outgoing", "smtp", "smtp.example.org", "")
#define HEAD                                                                                       \
  "<clientConfig version=\"1.1\"><emailProvider id=\"example.org\">"                               \
  "<domain>example.org</domain>"
#define MIDDLE "</emailProvider>"
#define TAIL "</clientConfig>"

static WpAutoconfig *
read_text (const char *text)
{
  WpAutoconfig *out = NULL;

  g_assert_cmpint (wp_autoconfig_read (text, strlen (text), NULL, &out), ==, WP_AUTOCONFIG_OK);
  return out;
}

static const WpServerExtras *
extras_of (const WpAutoconfig *file)
{
  return wp_profile_extras (file->profile, file->profile->servers->pdata[0]);
}

static const struct
{
  const char *section;
  WpSaid leave, biff, add, preferred;
  int days, minutes;
} extras_cases[] = {
  { "", 0, 0, 0, 0, -1, -1 },
  { "<pop3/>", 0, 0, 0, 0, -1, -1 },
  { "<pop3><leaveMessagesOnServer>True</leaveMessagesOnServer><downloadOnBiff> false "
    "</downloadOnBiff><daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer>"
    "<checkInterval minutes=\"15\"/></pop3><addThisServer>true</addThisServer>"
    "<useGlobalPreferredServer>false</useGlobalPreferredServer>",
    WP_SAID_YES, WP_SAID_NO, WP_SAID_YES, WP_SAID_NO, 14, 15 },
  { "<pop3><leaveMessagesOnServer>perhaps</leaveMessagesOnServer><daysToLeaveMessagesOnServer>-1"
    "</daysToLeaveMessagesOnServer><checkInterval minutes=\"1e3\"/></pop3>",
    0, 0, 0, 0, -1, -1 },
  { "<pop3><daysToLeaveMessagesOnServer>99999999999</daysToLeaveMessagesOnServer>"
    "<checkInterval>15</checkInterval></pop3>",
    0, 0, 0, 0, -1, -1 },
};

static void
test_extras (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (extras_cases); i++)
    {
      g_autofree char *text = g_strconcat (
          HEAD SERVER ("incoming", "pop3", "pop.example.org", "<!-- -->"), MIDDLE TAIL, NULL);
      g_auto (GStrv) halves = g_strsplit (text, "<!-- -->", 2);
      g_autofree char *whole = g_strconcat (halves[0], extras_cases[i].section, halves[1], NULL);
      g_autoptr (WpAutoconfig) file = read_text (whole);
      const WpServerExtras *extras = extras_of (file);

      g_test_message ("%s", extras_cases[i].section);
      g_assert_cmpint (extras->leave_on_server, ==, extras_cases[i].leave);
      g_assert_cmpint (extras->download_on_biff, ==, extras_cases[i].biff);
      g_assert_cmpint (extras->add_this_server, ==, extras_cases[i].add);
      g_assert_cmpint (extras->use_global_preferred_server, ==, extras_cases[i].preferred);
      g_assert_cmpint (extras->days_on_server, ==, extras_cases[i].days);
      g_assert_cmpint (extras->check_minutes, ==, extras_cases[i].minutes);
      g_assert_cmpuint (file->notices->len, ==, 0);
    }
}

/* A user name that nobody here can fill in is no template, but is not lost. */
static void
test_username_for_others (void)
{
  g_autoptr (WpAutoconfig)
      file = read_text (HEAD IMAP ("<username>%CUSTOMER%.%EMAILLOCALPART</username>") MIDDLE TAIL);

  g_assert_null (((WpEndpoint *) file->profile->servers->pdata[0])->username);
  g_assert_cmpstr (extras_of (file)->username, ==, "%CUSTOMER%.%EMAILLOCALPART%");
}

/* One bad value never spoils the file, and nothing with control characters is kept. */
static void
test_bad_values (void)
{
  g_autoptr (WpAutoconfig) file = read_text (HEAD IMAP (
      "<authentication>a\302\205b</authentication>") "<documentation/><documentation "
                                                     "url=\"https://a\302\205.example/\"/>"
                                                     "<documentation "
                                                     "url=\"https://a.example/\"><descr "
                                                     "lang=\"\302\205\">a\302\205b</descr>"
                                                     "<descr/></documentation><inputField "
                                                     "label=\"no key\"/><enable/><instruction/>"
                                                     "<calendar type=\"caldav\"/><chatServer "
                                                     "type=\"xmpp\"><hostname>192.0.2.1</hostname>"
                                                     "</chatServer><setupServer "
                                                     "type=\"managesieve\"><hostname>s.example.org<"
                                                     "/hostname>"
                                                     "<port>99999</port></setupServer>" MIDDLE
                                                     "<oAuth2/><oAuth2><scope>x</scope></"
                                                     "oAuth2><webMail/><clientConfigUpdate/>" TAIL);
  const WpProfile *profile = file->profile;
  const WpPage *page = profile->documentation->pdata[0];
  const WpOffer *offer = profile->offers->pdata[0];

  g_assert_cmpuint (extras_of (file)->auths->len, ==, 0);
  g_assert_cmpuint (profile->documentation->len, ==, 1);
  g_assert_cmpuint (page->texts->len, ==, 1);
  g_assert_null (((WpText *) page->texts->pdata[0])->lang);
  g_assert_cmpstr (((WpText *) page->texts->pdata[0])->text, ==, "a\\x85b");
  g_assert_cmpuint (profile->input_fields->len + profile->enables->len + profile->instructions->len
                        + profile->oauths->len,
                    ==, 0);
  g_assert_cmpuint (profile->offers->len, ==, 1);
  g_assert_cmpstr (offer->host, ==, "s.example.org");
  g_assert_cmpuint (offer->port, ==, 0);
  g_assert_null (profile->web_mail_url);
  g_assert_null (profile->web_mail_form);
  g_assert_null (profile->update_url);
}

/* Secrets that stand in a file are never read. */
static void
test_no_secrets (void)
{
  g_autoptr (WpAutoconfig) file = read_text (
      HEAD IMAP ("<password>canary</password>") MIDDLE
      "<oAuth2><issuer>a</issuer><clientSecret>canary</clientSecret></oAuth2>" TAIL);
  g_autofree char *text = wp_autoconfig_write_as (file->profile, WP_AUTOCONFIG_WRITE_LOSSLESS,
                                                  NULL);

  g_assert_true (((WpOAuth *) file->profile->oauths->pdata[0])->has_client_secret);
  g_assert_null (strstr (text, "canary"));
  g_assert_nonnull (strstr (text, "<clientSecret>"));
}

/* Limits */

static guint
n_pages (const WpProfile *profile)
{
  return profile->documentation->len;
}

static guint
n_languages (const WpProfile *profile)
{
  return ((WpPage *) profile->documentation->pdata[0])->texts->len;
}

static guint
n_auths (const WpProfile *profile)
{
  return wp_profile_extras (profile, profile->servers->pdata[0])->auths->len;
}

static guint
n_offers (const WpProfile *profile)
{
  return profile->offers->len;
}

static guint
n_input_fields (const WpProfile *profile)
{
  return profile->input_fields->len;
}

static guint
n_oauths (const WpProfile *profile)
{
  return profile->oauths->len;
}

static guint
n_offer_urls (const WpProfile *profile)
{
  return ((WpOffer *) profile->offers->pdata[0])->urls->len;
}

static void
test_limits (void)
{
  static const struct
  {
    const char *before, *each, *after;
    guint limit;
    guint (*count) (const WpProfile *profile);
  } cases[] = {
    { HEAD IMAP (""), "<documentation url=\"https://a.example/\"/>", MIDDLE TAIL,
      WP_LIMIT_XML_PAGES, n_pages },
    { HEAD IMAP ("") "<documentation url=\"https://a.example/\">", "<descr lang=\"x\">y</descr>",
      "</documentation>" MIDDLE TAIL, WP_LIMIT_XML_LANGUAGES, n_languages },
    { HEAD "<incomingServer type=\"imap\"><hostname>a.example.org</hostname><port>993</port>"
           "<socketType>SSL</socketType>",
      "<authentication>plain</authentication>", "</incomingServer>" MIDDLE TAIL, WP_LIMIT_XML_AUTHS,
      n_auths },
    { HEAD IMAP (""), "<calendar type=\"caldav\"><url>https://a.example/</url></calendar>",
      MIDDLE TAIL, WP_LIMIT_XML_SERVERS, n_offers },
    { HEAD IMAP ("") "<calendar type=\"caldav\">", "<url>https://a.example/</url>",
      "</calendar>" MIDDLE TAIL, WP_LIMIT_XML_AUTHS, n_offer_urls },
    { HEAD IMAP (""), "<inputField key=\"K\"/>", MIDDLE TAIL, WP_LIMIT_XML_PAGES, n_input_fields },
    { HEAD IMAP (""), "<oAuth2><issuer>a</issuer></oAuth2>", MIDDLE TAIL, WP_LIMIT_XML_PAGES,
      n_oauths },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_autoptr (GString) text = g_string_new (cases[i].before);
        g_autoptr (WpAutoconfig) file = NULL;

        for (guint n = 0; n < cases[i].limit + more; n++)
          g_string_append (text, cases[i].each);
        g_string_append (text, cases[i].after);
        file = read_text (text->str);
        g_assert_cmpuint (cases[i].count (file->profile), ==, cases[i].limit);
      }
}

/* Publishing */

#define ALL                                                                                        \
  HEAD SERVER ("incoming", "jmap", "j.example.org", "<url>https://jmap.example.org/</url>")        \
      SERVER ("incoming", "ews", "e.example.org", "<url>http://ews.example.org/</url>") SERVER (   \
          "incoming", "owa", "o.example.org", "<username>anna@example.org</username>")             \
          SERVER ("incoming", "pop3", "pop.example.org",                                           \
                  "<pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3>")              \
              IMAP ("<authentication system=\"sasl\">SCRAM-SHA-256</authentication>") SERVER (     \
                  "outgoing", "smtp", "smtp.example.org",                                          \
                  "<addThisServer>true</addThisServer>") "<documentation "                         \
                                                         "url=\"https://help.example.org/"         \
                                                         "\"><descr lang=\"en\">Help</descr>"      \
                                                         "</documentation><documentation "         \
                                                         "url=\"javascript:x\"/><enable "          \
                                                         "visiturl=\"https://on.example/\">"       \
                                                         "<instruction "                           \
                                                         "lang=\"en\">On</instruction></"          \
                                                         "enable><inputField key=\"K\" "           \
                                                         "label=\"L\"/>" MIDDLE                    \
                                                         "<oAuth2><issuer>auth.example.org</"      \
                                                         "issuer><clientSecret>x</clientSecret></" \
                                                         "oAuth2>"                                 \
                                                         "<calendar "                              \
                                                         "type=\"caldav\"><url>https://"           \
                                                         "dav.example.org/</url></calendar>"       \
                                                         "<setupServer "                           \
                                                         "type=\"managesieve\"><hostname>s."       \
                                                         "example.org</hostname><socketType>plain" \
                                                         "</socketType></setupServer>"             \
                                                         "<webMail><loginPage "                    \
                                                         "url=\"https://w.example.org/\"/></"      \
                                                         "webMail>"                                \
                                                         "<clientConfigUpdate "                    \
                                                         "url=\"https://u.example.org/\"/>" TAIL

static void
test_published (void)
{
  static const struct
  {
    const char *part;
    gboolean in_1_1, in_1_2, in_lossless;
  } parts[] = {
    { "version=\"1.1\"", TRUE, FALSE, TRUE },
    { "version=\"1.2\"", FALSE, TRUE, FALSE },
    { "<leaveMessagesOnServer>true", TRUE, TRUE, TRUE },
    { "<descr lang=\"en\">Help", TRUE, TRUE, TRUE },
    { "<enable visiturl=\"https://on.example/\">", TRUE, TRUE, TRUE },
    { "javascript", FALSE, FALSE, TRUE },
    { "password-encrypted", TRUE, TRUE, FALSE },
    { "SCRAM-SHA-256", FALSE, FALSE, TRUE },
    { "addThisServer", FALSE, FALSE, TRUE },
    { "inputField", FALSE, FALSE, TRUE },
    { "webMail", FALSE, FALSE, TRUE },
    { "clientConfigUpdate", FALSE, FALSE, TRUE },
    { "<issuer>auth.example.org", FALSE, TRUE, TRUE },
    { "clientSecret", FALSE, FALSE, TRUE },
    { "type=\"jmap\"", FALSE, TRUE, TRUE },
    { "type=\"ews\"", FALSE, FALSE, TRUE },
    { "anna@", FALSE, FALSE, TRUE },
    { "type=\"caldav\"", FALSE, TRUE, TRUE },
    { "managesieve", FALSE, FALSE, TRUE },
  };
  g_autoptr (WpAutoconfig) file = read_text (ALL);
  g_autofree char *first = wp_autoconfig_write (file->profile, NULL);
  g_autofree char *second = wp_autoconfig_write_as (file->profile, WP_AUTOCONFIG_WRITE_1_2, NULL);
  g_autofree char *lossless = wp_autoconfig_write_as (file->profile, WP_AUTOCONFIG_WRITE_LOSSLESS,
                                                      NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i].part);
      g_assert_cmpint (strstr (first, parts[i].part) != NULL, ==, parts[i].in_1_1);
      g_assert_cmpint (strstr (second, parts[i].part) != NULL, ==, parts[i].in_1_2);
      g_assert_cmpint (strstr (lossless, parts[i].part) != NULL, ==, parts[i].in_lossless);
    }
  /* IMAP first for those who publish; as it was for those who keep. */
  g_assert_true (strstr (second, "\"imap\"") < strstr (second, "\"pop3\""));
  g_assert_true (strstr (second, "\"pop3\"") < strstr (second, "\"jmap\""));
  g_assert_true (strstr (lossless, "\"jmap\"") < strstr (lossless, "\"pop3\""));
  g_assert_true (strstr (lossless, "\"pop3\"") < strstr (lossless, "\"imap\""));
}

static void
spoil_page (WpProfile *profile)
{
  g_ptr_array_add (profile->documentation, wp_page_new ("https://a.example/\n"));
}

static void
spoil_element (WpProfile *profile)
{
  WpOffer *offer = wp_offer_new ("x><y", "caldav");

  wp_offer_add_url (offer, "url", "https://a.example/");
  g_ptr_array_add (profile->offers, offer);
}

static void
spoil_url_element (WpProfile *profile)
{
  WpOffer *offer = wp_offer_new ("calendar", "caldav");

  wp_offer_add_url (offer, "x><y", "https://a.example/");
  g_ptr_array_add (profile->offers, offer);
}

static void
spoil_auth (WpProfile *profile)
{
  g_ptr_array_add (wp_profile_need_extras (profile, profile->servers->pdata[0])->auths,
                   wp_auth_word_new ("sasl\033", "PLAIN"));
}

static void
spoil_update (WpProfile *profile)
{
  profile->update_url = g_strdup ("https://a.example/\b");
}

static void
spoil_field (WpProfile *profile)
{
  g_ptr_array_add (profile->input_fields, wp_input_field_new ("K\n", NULL, NULL));
}

static void
spoil_oauth (WpProfile *profile)
{
  WpOAuth *oauth = g_new0 (WpOAuth, 1);

  oauth->scope = g_strdup ("a\nb");
  g_ptr_array_add (profile->oauths, oauth);
}

static void
spoil_size (WpProfile *profile)
{
  g_autofree char *text = g_strnfill (WP_LIMIT_HTTP_BODY_BYTES, 'x');
  WpPage *page = wp_page_new (NULL);

  g_ptr_array_add (page->texts, wp_text_new (NULL, text));
  g_ptr_array_add (profile->documentation, page);
}

static void
test_write_refuses (void)
{
  static const struct
  {
    void (*spoil) (WpProfile *);
    const char *word;
  } cases[] = {
    { spoil_page, "control character" },        { spoil_element, "control character" },
    { spoil_url_element, "control character" }, { spoil_auth, "control character" },
    { spoil_update, "control character" },      { spoil_field, "control character" },
    { spoil_oauth, "control character" },       { spoil_size, "larger" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint as = 0; as <= WP_AUTOCONFIG_WRITE_LOSSLESS; as++)
      {
        g_autoptr (WpAutoconfig) file = read_text (HEAD IMAP ("") SMTP MIDDLE TAIL);
        g_autoptr (GError) error = NULL;

        cases[i].spoil (file->profile);
        g_assert_null (wp_autoconfig_write_as (file->profile, (WpAutoconfigWrite) as, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
        g_assert_nonnull (strstr (error->message, cases[i].word));
      }
}

/* What an answer to POP3 or IMAP asks is written out, in every file that is published. */
static const struct
{
  WpMailUse use;
  const char *first;
  const char *pop3;
} use_cases[] = {
  { { WP_ADVICE_POP_KEEP, 1, 14, 0, 10, -1, -1, -1 },
    "pop3",
    "<leaveMessagesOnServer>true</leaveMessagesOnServer><downloadOnBiff>true</downloadOnBiff>"
    "<daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer><checkInterval "
    "minutes=\"10\"/>" },
  { { WP_ADVICE_POP_DELETE, 0, -1, 0, 30, -1, -1, -1 },
    "pop3",
    "<leaveMessagesOnServer>false</leaveMessagesOnServer><downloadOnBiff>true</downloadOnBiff>"
    "<checkInterval minutes=\"30\"/>" },
  { { WP_ADVICE_BOTH, 1, 0, 0, 15, 1, -1, -1 },
    "imap",
    "<leaveMessagesOnServer>true</leaveMessagesOnServer><downloadOnBiff>true</downloadOnBiff>"
    "<daysToLeaveMessagesOnServer>36500</daysToLeaveMessagesOnServer>"
    "<checkInterval minutes=\"15\"/>" },
  { { WP_ADVICE_UNCLEAR, -1, -1, -1, -1, -1, -1, -1 },
    "imap",
    "<leaveMessagesOnServer>true</leaveMessagesOnServer>"
    "<daysToLeaveMessagesOnServer>36500</daysToLeaveMessagesOnServer>" },
};

static char *
without_white_space (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean is_between = TRUE;

  for (; *text != '\0'; text++)
    {
      is_between = *text == '>' || (is_between && g_ascii_isspace (*text));
      if (!is_between || *text == '>')
        g_string_append_c (out, *text);
    }
  return g_string_free (out, FALSE);
}

static void
test_use (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (use_cases); i++)
    for (guint as = WP_AUTOCONFIG_WRITE_1_1; as <= WP_AUTOCONFIG_WRITE_LOSSLESS; as++)
      {
        g_autoptr (WpProfile) profile = wp_profile_new ("example.org");
        g_autoptr (GError) error = NULL;
        g_autofree char *text = NULL, *packed = NULL, *pop3 = NULL, *first = NULL;
        g_autoptr (WpAutoconfig) again = NULL;

        for (guint p = 0; p < WP_N_PROTOCOLS; p++)
          {
            g_ptr_array_add (profile->servers, wp_endpoint_new ((WpProtocol) p, "a.example.org",
                                                                1000, WP_TLS_IMPLICIT));
            wp_endpoint_add_auth (profile->servers->pdata[p], WP_AUTH_PASSWORD);
          }
        wp_profile_take_use (profile, &use_cases[i].use);
        text = wp_autoconfig_write_as (profile, (WpAutoconfigWrite) as, &error);
        g_assert_no_error (error);
        packed = without_white_space (text);
        pop3 = g_strconcat ("<pop3>", use_cases[i].pop3, "</pop3>", NULL);
        first = g_strconcat ("</displayShortName><incomingServer type=\"", use_cases[i].first,
                             "\">", NULL);
        g_assert_nonnull (strstr (packed, pop3));
        g_assert_nonnull (strstr (packed, first));
        g_assert_null (strstr (strstr (packed, "<pop3>") + 1, "<pop3>"));
        /* Extras alone never cost a server its way to log in. */
        again = read_text (text);
        for (guint s = 0; s < again->profile->servers->len; s++)
          g_assert_cmpuint (((WpEndpoint *) again->profile->servers->pdata[s])->n_auth, ==, 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/autoconfig/extras/server", test_extras);
  g_test_add_func ("/format/autoconfig/extras/username", test_username_for_others);
  g_test_add_func ("/format/autoconfig/extras/bad-values", test_bad_values);
  g_test_add_func ("/format/autoconfig/extras/no-secrets", test_no_secrets);
  g_test_add_func ("/format/autoconfig/extras/limits", test_limits);
  g_test_add_func ("/format/autoconfig/extras/published", test_published);
  g_test_add_func ("/format/autoconfig/extras/write-refuses", test_write_refuses);
  g_test_add_func ("/format/autoconfig/use", test_use);
  return g_test_run ();
}
