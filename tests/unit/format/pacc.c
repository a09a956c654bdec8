/* format/pacc: the document, the TXT record that vouches for it, and the writing of both. */
#include "format/pacc.h"

#include <string.h>

#include "base/limits.h"
#include "format/autoconfig.h"

static char *
describe (const WpPacc *pacc)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < pacc->profile->servers->len; i++)
    {
      const WpEndpoint *server = pacc->profile->servers->pdata[i];

      g_string_append_printf (out, "%s %s:%u %s %s%s\n", wp_protocol_id (server->protocol),
                              server->host, server->port, wp_tls_mode_id (server->tls),
                              server->username == NULL ? "-" : server->username,
                              server->n_auth == 0 ? "" : wp_auth_id (server->auth[0]));
    }
  for (guint i = 0; i < pacc->profile->offers->len; i++)
    {
      const WpOffer *offer = pacc->profile->offers->pdata[i];

      g_string_append_printf (out, "%s %s %s\n", offer->element, offer->type,
                              offer->urls->len > 0 ? ((WpOfferUrl *) offer->urls->pdata[0])->url
                                                   : offer->host);
    }
  return g_string_free (out, FALSE);
}

#define IMAP "\"imap\":{\"host\":\"imap.example.org\"}"
#define SEEN_IMAP "imap imap.example.org:993 implicit -\n"
#define P(protocols) "{\"protocols\":{" protocols "}}"

static const struct
{
  const char *name;
  const char *document;
  WpPaccResult result;
  const char *expected;
  guint notices;
} documents[] = {
  { "all services",
    P (IMAP ",\"pop3\":{\"host\":\"POP.example.org.\"},\"submit\":{\"host\":\"smtp.example.org\"},"
            "\"jmap\":{\"url\":\"https://jmap.example.org/s\"},"
            "\"caldav\":{\"url\":\"https://dav.example.org/\"},"
            "\"carddav\":{\"url\":\"https://dav.example.org/\"},"
            "\"webdav\":{\"url\":\"https://dav.example.org/f\"},"
            "\"managesieve\":{\"host\":\"sieve.example.org\"}"),
    WP_PACC_OK,
    SEEN_IMAP "pop3 pop.example.org:995 implicit -\nsmtp smtp.example.org:465 implicit -\n"
              "incomingServer jmap https://jmap.example.org/s\n"
              "calendar caldav https://dav.example.org/\n"
              "addressbook carddav https://dav.example.org/\n"
              "fileShare webdav https://dav.example.org/f\n"
              "setupServer managesieve sieve.example.org\n",
    0 },
  { "the older name of submission", P ("\"smtp\":{\"host\":\"smtp.example.org\"}"), WP_PACC_OK,
    "smtp smtp.example.org:465 implicit -\n", 0 },
  { "both names: the newer counts",
    P ("\"smtp\":{\"host\":\"old.example.org\"},\"submit\":{\"host\":\"new.example.org\"}"),
    WP_PACC_OK, "smtp new.example.org:465 implicit -\n", 0 },
  { "unknown members are ignored",
    "{\"x\":[1,{\"imap\":{}}],\"protocols\":{\"nntp\":{\"host\":\"a.example\"}," IMAP
    ",\"y\":null},\"version\":9}",
    WP_PACC_OK, SEEN_IMAP, 0 },
  { "an unknown member of a service",
    P ("\"imap\":{\"port\":143,\"host\":\"imap.example.org\",\"tls\":false}"), WP_PACC_OK,
    SEEN_IMAP, 0 },
  { "one bad service never spoils the rest",
    P ("\"pop3\":{\"host\":\"192.0.2.1\"},\"submit\":{\"host\":7},\"jmap\":{\"url\":"
       "\"javascript:alert(1)\"},\"caldav\":{\"url\":\"http://dav.example.org/\"}," IMAP),
    WP_PACC_OK, SEEN_IMAP, 4 },
  { "a host with a port is none", P ("\"pop3\":{\"host\":\"pop.example.org:110\"}," IMAP),
    WP_PACC_OK, SEEN_IMAP, 1 },
  { "a host with a line break", P ("\"pop3\":{\"host\":\"pop.example.org\\n\"}," IMAP), WP_PACC_OK,
    SEEN_IMAP, 1 },
  { "an empty host", P ("\"pop3\":{\"host\":\"\"}," IMAP), WP_PACC_OK, SEEN_IMAP, 1 },
  { "umlauts become A-labels", P ("\"imap\":{\"host\":\"imap.bücher.example\"}"), WP_PACC_OK,
    "imap imap.xn--bcher-kva.example:993 implicit -\n", 0 },
  { "a password is taken: the server says how",
    "{\"authentication\":{\"password\":true,"
    "\"oauth-public\":{\"issuer\":\"https://auth.example.org\"}},\"protocols\":{" IMAP "}}",
    WP_PACC_OK, SEEN_IMAP, 0 },
  { "sign-in only",
    "{\"authentication\":{\"password\":false,\"oauth-public\":{\"issuer\":\"https://a.example\"}},"
    "\"protocols\":{" IMAP "}}",
    WP_PACC_OK, "imap imap.example.org:993 implicit -OAuth2\n", 0 },
  { "a service that is no object", P ("\"pop3\":\"pop.example.org\"," IMAP), WP_PACC_OK, SEEN_IMAP,
    0 },
  { "no mail", P ("\"jmap\":{\"url\":\"https://jmap.example.org/\"}"), WP_PACC_NOT_SETTINGS, NULL,
    0 },
  { "no protocols", "{}", WP_PACC_NOT_SETTINGS, NULL, 0 },
  { "protocols as a list", "{\"protocols\":[{}]}", WP_PACC_NOT_SETTINGS, NULL, 0 },
  { "empty", "", WP_PACC_NOT_JSON, NULL, 0 },
  { "a list", "[]", WP_PACC_NOT_JSON, NULL, 0 },
  { "a text", "\"x\"", WP_PACC_NOT_JSON, NULL, 0 },
  { "a page", "<!doctype html><html><body>It's here</body></html>", WP_PACC_NOT_JSON, NULL, 0 },
  { "cut off", "{\"protocols\":{" IMAP, WP_PACC_NOT_JSON, NULL, 0 },
  { "a comment", "/* x */" P (IMAP), WP_PACC_NOT_JSON, NULL, 0 },
  { "not UTF-8", "{\"protocols\":{\"imap\":{\"host\":\"\344\"}}}", WP_PACC_NOT_JSON, NULL, 0 },
};

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (WpPacc) pacc = NULL;
      g_autofree char *is = NULL;

      g_test_message ("%s", documents[i].name);
      g_assert_cmpint (wp_pacc_read (documents[i].document, strlen (documents[i].document),
                                     "example.org", &pacc),
                       ==, documents[i].result);
      g_assert_true ((pacc != NULL) == (documents[i].result == WP_PACC_OK));
      if (pacc == NULL)
        continue;
      is = describe (pacc);
      g_assert_cmpstr (is, ==, documents[i].expected);
      g_assert_cmpuint (pacc->notices->len, ==, documents[i].notices);
    }
}

static void
test_info (void)
{
  static const char text[] =
      "{\"protocols\":{" IMAP "},\"authentication\":{\"oauth-public\":{\"issuer\":"
      "\"https://auth.example.org\"},\"password\":true},\"info\":{\"provider\":{\"name\":"
      "\"Example\\u202e\",\"shortName\":\"Ex\",\"logo\":[{\"url\":\"https://a.example/l.svg\"}]},"
      "\"help\":{\"documentation\":\"https://help.example.org/\",\"developer\":"
      "\"https://dev.example.org/\",\"contact\":[\"mailto:a@example.org\",7,\"\\u001b[31m\"]}}}";
  g_autoptr (WpPacc) pacc = NULL;

  g_assert_cmpint (wp_pacc_read (text, strlen (text), "example.org", &pacc), ==, WP_PACC_OK);
  g_assert_cmpstr (pacc->profile->display_name, ==, "Example\\u{202E}");
  g_assert_cmpstr (pacc->profile->display_short_name, ==, "Ex");
  g_assert_cmpint (pacc->takes_password, ==, WP_SAID_YES);
  g_assert_cmpstr (((WpOAuth *) pacc->profile->oauths->pdata[0])->issuer, ==,
                   "https://auth.example.org");
  g_assert_cmpstr (((WpPage *) pacc->profile->documentation->pdata[0])->url, ==,
                   "https://help.example.org/");
  g_assert_cmpstr (pacc->developer_url, ==, "https://dev.example.org/");
  g_assert_cmpuint (pacc->contacts->len, ==, 2);
  g_assert_cmpstr (pacc->contacts->pdata[1], ==, "\\x1B[31m");
}

static void
test_limits (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (GString) padded = g_string_new (P (IMAP));
      g_autoptr (GString) deep = g_string_new ("{\"x\":");
      g_autoptr (WpPacc) first = NULL;
      g_autoptr (WpPacc) second = NULL;
      WpPaccResult expected = more == 0 ? WP_PACC_OK : WP_PACC_TOO_LARGE;

      while (padded->len < WP_LIMIT_HTTP_BODY_BYTES + more)
        g_string_append_c (padded, '\n');
      g_assert_cmpint (wp_pacc_read (padded->str, padded->len, "example.org", &first), ==,
                       expected);
      for (guint i = 1; i < WP_LIMIT_JSON_DEPTH + more; i++)
        g_string_append_c (deep, '[');
      for (guint i = 1; i < WP_LIMIT_JSON_DEPTH + more; i++)
        g_string_append_c (deep, ']');
      g_string_append (deep, ",\"protocols\":{" IMAP "}}");
      g_assert_cmpint (wp_pacc_read (deep->str, deep->len, "example.org", &second), ==, expected);
    }
}

/* SHA-256 of the empty text, and of "abc" (FIPS 180-4). */
#define EMPTY "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
#define ABC "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="

static const struct
{
  const char *text;
  WpPaccTxt result;
} txts[] = {
  { "v=UAAC1; a=sha256; d=" ABC, WP_PACC_TXT_OK },
  { "v=UAAC1;a=sha256;d=" ABC ";", WP_PACC_TXT_OK },
  { "  d =\t" ABC " ; v = UAAC1 ;a= sha256 ;  ", WP_PACC_TXT_OK },
  { "a=sha256; x=y; v=UAAC1; d=" ABC "; x=z; later==", WP_PACC_TXT_OK },
  { "v=UAAC1; a=sha256; d=ungWv48Bz+pBQUDeXa4i I7ADYaOWF3qctBD/YfIAFa0=", WP_PACC_TXT_OK },
  { "v=UAAC1; v=UAAC1; a=sha256; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; a=sha256; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=" EMPTY "; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha1; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=SHA256; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=YWJj", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFQ==", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0A", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=" ABC "=", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=", WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256; d=?" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; a=sha256;; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; sha256; a=sha256; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC1; =x; a=sha256; d=" ABC, WP_PACC_TXT_INVALID },
  { "v=UAAC2; a=sha256; d=" ABC, WP_PACC_TXT_OTHER },
  { "a=sha256; d=" ABC, WP_PACC_TXT_OTHER },
  { "v=spf1 -all", WP_PACC_TXT_OTHER },
  { "", WP_PACC_TXT_OTHER },
};

static void
test_txt (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (txts); i++)
    {
      guint8 digest[WP_PACC_DIGEST_BYTES] = { 0 };
      g_autofree char *base64 = NULL;

      g_test_message ("%s", txts[i].text);
      g_assert_cmpint (wp_pacc_txt_read (txts[i].text, digest), ==, txts[i].result);
      base64 = g_base64_encode (digest, sizeof digest);
      if (txts[i].result == WP_PACC_TXT_OK)
        g_assert_cmpstr (base64, ==, ABC);
    }
}

static gboolean
matches (const char *const *values, const char *bytes, gsize count)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (; *values != NULL; values++)
    g_ptr_array_add (list, (gpointer) *values);
  return wp_pacc_digest_matches (list, bytes, count);
}

static void
test_digest (void)
{
  static const char *const roll_over[] = { "v=spf1", "v=UAAC1; a=sha256; d=" EMPTY,
                                           "v=UAAC1; a=sha256; d=" ABC, NULL };
  static const char *const spoilt[] = { "v=UAAC1; a=sha256; d=" ABC "; a=sha256", NULL };
  static const char *const none[] = { NULL };

  g_assert_true (matches (roll_over, "abc", 3));
  g_assert_true (matches (roll_over, NULL, 0));
  g_assert_false (matches (roll_over, "abc\n", 4));
  g_assert_false (matches (roll_over, "abd", 3));
  g_assert_false (matches (spoilt, "abc", 3));
  g_assert_false (matches (none, "abc", 3));
}

static void
test_txt_write (void)
{
  g_autofree char *text = wp_pacc_txt_write ("abc", 3);
  const char *const list[] = { text, NULL };

  g_assert_cmpstr (text, ==, "v=UAAC1; a=sha256; d=" ABC);
  g_assert_true (matches (list, "abc", 3));
}

/* Writing */

static WpProfile *
sample (void)
{
  WpProfile *profile = wp_profile_new ("example.org");
  static const struct
  {
    WpProtocol protocol;
    const char *host;
    guint16 port;
    WpTlsMode tls;
  } servers[] = {
    { WP_PROTOCOL_IMAP, "imap.example.org", 143, WP_TLS_STARTTLS },
    { WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT },
    { WP_PROTOCOL_IMAP, "second.example.org", 993, WP_TLS_IMPLICIT },
    { WP_PROTOCOL_SMTP, "smtp.example.org", 465, WP_TLS_IMPLICIT },
  };
  WpOffer *offer = wp_offer_new ("calendar", "caldav");

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    g_ptr_array_add (profile->servers, wp_endpoint_new (servers[i].protocol, servers[i].host,
                                                        servers[i].port, servers[i].tls));
  wp_offer_add_url (offer, "url", "https://dav.example.org/");
  g_ptr_array_add (profile->offers, offer);
  g_ptr_array_add (profile->documentation, wp_page_new ("javascript:alert(1)"));
  g_ptr_array_add (profile->documentation, wp_page_new ("https://help.example.org/"));
  return profile;
}

static void
test_write (void)
{
  g_autoptr (WpProfile) profile = sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = wp_pacc_write (profile, &error);
  g_autoptr (WpPacc) back = NULL;
  g_autofree char *is = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_nonnull (strstr (text, "\"smtp\""));
  g_assert_cmpint (wp_pacc_read (text, strlen (text), "example.org", &back), ==, WP_PACC_OK);
  g_assert_cmpint (back->takes_password, ==, WP_SAID_YES);
  g_assert_cmpuint (back->notices->len, ==, 0);
  g_assert_cmpstr (((WpPage *) back->profile->documentation->pdata[0])->url, ==,
                   "https://help.example.org/");
  is = describe (back);
  g_assert_cmpstr (is, ==,
                   SEEN_IMAP "smtp smtp.example.org:465 implicit -\n"
                             "calendar caldav https://dav.example.org/\n");
}

static void
starttls_only (WpProfile *profile)
{
  ((WpEndpoint *) profile->servers->pdata[3])->tls = WP_TLS_STARTTLS;
}

static void
unusual_port (WpProfile *profile)
{
  ((WpEndpoint *) profile->servers->pdata[3])->port = 4465;
}

static void
other_username (WpProfile *profile)
{
  ((WpEndpoint *) profile->servers->pdata[3])->username = g_strdup ("%EMAILLOCALPART%");
}

static void
placeholder_host (WpProfile *profile)
{
  WpEndpoint *server = profile->servers->pdata[3];

  g_free (server->host);
  server->host = g_strdup ("smtp.%EMAILDOMAIN%\n");
}

static void
plain_only (WpProfile *profile)
{
  ((WpEndpoint *) profile->servers->pdata[3])->tls = WP_TLS_NONE;
}

static void
no_incoming (WpProfile *profile)
{
  g_ptr_array_remove_range (profile->servers, 0, 3);
}

static void
sign_in_only (WpProfile *profile)
{
  for (guint i = 0; i < profile->servers->len; i++)
    wp_endpoint_add_auth (profile->servers->pdata[i], WP_AUTH_OAUTH2);
}

static void
test_write_refuses (void)
{
  static const struct
  {
    void (*spoil) (WpProfile *);
    const char *word;
  } cases[] = {
    { starttls_only, "smtp.example.org" },
    { unusual_port, "smtp.example.org" },
    { other_username, "smtp.example.org" },
    { placeholder_host, "smtp.%EMAILDOMAIN%\\x0A" },
    { plain_only, "one for sending" },
    { no_incoming, "for receiving" },
    { sign_in_only, "issuer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpProfile) profile = sample ();
      g_autoptr (GError) error = NULL;

      cases[i].spoil (profile);
      g_assert_null (wp_pacc_write (profile, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_write_sign_in (void)
{
  g_autoptr (WpProfile) profile = sample ();
  g_autofree char *text = NULL;
  g_autoptr (WpPacc) back = NULL;
  WpOAuth *oauth = g_new0 (WpOAuth, 1);

  sign_in_only (profile);
  oauth->issuer = g_strdup ("https://auth.example.org");
  g_ptr_array_add (profile->oauths, oauth);
  text = wp_pacc_write (profile, NULL);
  g_assert_nonnull (text);
  g_assert_cmpint (wp_pacc_read (text, strlen (text), "example.org", &back), ==, WP_PACC_OK);
  g_assert_cmpint (back->takes_password, ==, WP_SAID_NO);
  g_assert_cmpint (((WpEndpoint *) back->profile->servers->pdata[0])->auth[0], ==, WP_AUTH_OAUTH2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/pacc/documents", test_documents);
  g_test_add_func ("/format/pacc/info", test_info);
  g_test_add_func ("/format/pacc/limits", test_limits);
  g_test_add_func ("/format/pacc/txt", test_txt);
  g_test_add_func ("/format/pacc/digest", test_digest);
  g_test_add_func ("/format/pacc/txt-write", test_txt_write);
  g_test_add_func ("/format/pacc/write", test_write);
  g_test_add_func ("/format/pacc/write-refuses", test_write_refuses);
  g_test_add_func ("/format/pacc/write-sign-in", test_write_sign_in);
  return g_test_run ();
}
