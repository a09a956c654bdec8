/* format/autoconfig: what is read, skipped, repaired and refused; what is written. */
#include "format/autoconfig.h"

#include <string.h>

#include "base/limits.h"

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<clientConfig version=\"1.1\">"                     \
  "<emailProvider id=\"example.org\"><domain>example.org</domain>"
#define TAIL "</emailProvider></clientConfig>"
#define SERVER(direction, type, host, port, socket, more)                                          \
  "<" direction "Server type=\"" type "\"><hostname>" host "</hostname><port>" port "</port>"      \
  "<socketType>" socket "</socketType>" more "</" direction "Server>"
#define IMAP(host, port, socket, more) SERVER ("incoming", "imap", host, port, socket, more)
#define GOOD_IMAP IMAP ("imap.example.org", "993", "SSL", "")
#define GOOD_SMTP SERVER ("outgoing", "smtp", "smtp.example.org", "465", "SSL", "")

/* One line a server: "imap host:port tls user [auth,…]". */
static char *
describe (const WpProfile *profile)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      g_string_append_printf (out, "%s %s:%u %s %s [", wp_protocol_id (server->protocol),
                              server->host, server->port, wp_tls_mode_id (server->tls),
                              server->username == NULL ? "-" : server->username);
      for (guint a = 0; a < server->n_auth; a++)
        g_string_append_printf (out, "%s%s", a == 0 ? "" : ",", wp_auth_id (server->auth[a]));
      g_string_append (out, "]\n");
    }
  return g_string_free (out, FALSE);
}

static WpAccount *
account_new (const char *address)
{
  g_autoptr (GError) error = NULL;
  WpAccount *account = wp_account_new (address, &error);

  g_assert_no_error (error);
  return account;
}

static const struct
{
  const char *name;
  const char *document; /* between HEAD and TAIL */
  const char *expected;
  guint notices;
  const char *notice; /* part of one */
} sections[] = {
  { "order is kept",
    SERVER ("incoming", "pop3", "pop.example.org", "995", "SSL", "") GOOD_IMAP GOOD_SMTP,
    "pop3 pop.example.org:995 implicit - []\nimap imap.example.org:993 implicit - []\n"
    "smtp smtp.example.org:465 implicit - []\n",
    0, NULL },
  { "starttls, either case", IMAP ("imap.example.org", "143", "starttls", ""),
    "imap imap.example.org:143 starttls - []\n", 0, NULL },
  { "plain is plain", IMAP ("imap.example.org", "143", "plain", ""),
    "imap imap.example.org:143 none - []\n", 0, NULL },
  { "unknown socket type is skipped, never plain",
    IMAP ("a.example.org", "143", "TLS", "") GOOD_IMAP, "imap imap.example.org:993 implicit - []\n",
    1, "“TLS”" },
  { "empty socket type", IMAP ("a.example.org", "143", "", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "incomingServer 1 was skipped" },
  { "first known socket type",
    IMAP ("a.example.org", "993", "QUIC</socketType><socketType>SSL", ""),
    "imap a.example.org:993 implicit - []\n", 0, NULL },
  { "no socket type",
    "<incomingServer type=\"imap\"><hostname>a.example.org</hostname><port>1</port>"
    "</incomingServer>" GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "encryption" },
  { "port 0", IMAP ("a.example.org", "0", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "“0” is not a port" },
  { "port 65536", IMAP ("a.example.org", "65536", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "“65536”" },
  { "port 65535", IMAP ("a.example.org", "65535", "SSL", ""),
    "imap a.example.org:65535 implicit - []\n", 0, NULL },
  { "port with a tail", IMAP ("a.example.org", "993x", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "“993x”" },
  { "port with blanks around", IMAP (" a.example.org\n", " 993 ", " SSL ", ""),
    "imap a.example.org:993 implicit - []\n", 0, NULL },
  { "IPv4 literal", IMAP ("192.0.2.1", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "192.0.2.1" },
  { "IPv6 literal", IMAP ("2001:db8::1", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "2001:db8::1" },
  { "short numeric address", IMAP ("127.1", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "127.1" },
  { "a host with an escape", IMAP ("a.example.org&#10;b", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "is not the name" },
  { "a host without a dot", IMAP ("localhost", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "localhost" },
  { "umlauts become A-labels", IMAP ("imap.bücher.example", "993", "SSL", ""),
    "imap imap.xn--bcher-kva.example:993 implicit - []\n", 0, NULL },
  { "final dot and capitals", IMAP ("IMAP.Example.ORG.", "993", "SSL", ""),
    "imap imap.example.org:993 implicit - []\n", 0, NULL },
  { "placeholder in a host", IMAP ("mail.%EMAILDOMAIN%", "993", "SSL", ""),
    "imap mail.example.org:993 implicit - []\n", 0, NULL },
  { "bad placeholder in a host", IMAP ("%REALNAME%.example.org", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "REALNAME" },
  { "auths in order, once",
    IMAP (
        "a.example.org",
        "993",
        "SSL",
        "<authentication>OAuth2</authentication>"
        "<authentication>password-cleartext</authentication><authentication>plain</authentication>"
        "<authentication>secure</authentication>"),
    "imap a.example.org:993 implicit - [OAuth2,password-cleartext,password-encrypted]\n", 0, NULL },
  { "every auth",
    IMAP (
        "a.example.org",
        "993",
        "SSL",
        "<authentication>GSSAPI</authentication>"
        "<authentication>NTLM</authentication><authentication>TLS-client-cert</authentication>"
        "<authentication>client-IP-address</authentication><authentication>none</authentication>"),
    "imap a.example.org:993 implicit - [GSSAPI,NTLM,TLS-client-cert,client-IP-address,none]\n", 0,
    NULL },
  { "sasl with a fallback",
    IMAP ("a.example.org",
          "993",
          "SSL",
          "<authentication system=\"sasl\">SCRAM-SHA-256</authentication>"
          "<authentication system=\"http\">Basic</authentication>"
          "<authentication>password-cleartext</authentication>"),
    "imap a.example.org:993 implicit - [password-encrypted,password-cleartext]\n", 1, "“Basic”" },
  { "unknown auth is left out",
    IMAP ("a.example.org", "993", "SSL", "<authentication>magic</authentication>"),
    "imap a.example.org:993 implicit - []\n", 1, "“magic”" },
  { "restriction of 1.0",
    SERVER ("outgoing",
            "smtp",
            "a.example.org",
            "465",
            "SSL",
            "<restriction>client-IP-address</restriction>"),
    "smtp a.example.org:465 implicit - [client-IP-address]\n", 0, NULL },
  { "user name template",
    IMAP ("a.example.org", "993", "SSL", "<username>%EMAILLOCALPART%.%EMAILDOMAIN%</username>"),
    "imap a.example.org:993 implicit %EMAILLOCALPART%.%EMAILDOMAIN% []\n", 0, NULL },
  { "broken placeholder",
    IMAP ("a.example.org", "993", "SSL", "<username>%EMAILADDRESS</username>"),
    "imap a.example.org:993 implicit %EMAILADDRESS% []\n", 1, "lacks a percent sign" },
  { "broken placeholder inside",
    IMAP ("a.example.org", "993", "SSL", "<username>u-%EMAILLOCALPART-x</username>"),
    "imap a.example.org:993 implicit u-%EMAILLOCALPART%-x []\n", 1, "u-%EMAILLOCALPART-x" },
  { "placeholder nobody can fill",
    IMAP ("a.example.org", "993", "SSL", "<username>%CUSTOMER%</username>"),
    "imap a.example.org:993 implicit - []\n", 1, "%CUSTOMER%" },
  { "a percent sign that is none",
    IMAP ("a.example.org", "993", "SSL", "<username>50%off</username>"),
    "imap a.example.org:993 implicit 50%off []\n", 0, NULL },
  { "another protocol is an offer, not a fault",
    "<incomingServer type=\"jmap\"><url>https://a.example.org</url></incomingServer>" GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 0, NULL },
  { "another protocol that is nowhere", "<incomingServer type=\"jmap\"/>" GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "“jmap”" },
  { "a protocol that nobody knows",
    "<incomingServer type=\"uucp\"><url>https://a.example.org</url></incomingServer>" GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "“uucp”" },
  { "wrong direction", SERVER ("outgoing", "imap", "a.example.org", "993", "SSL", "") GOOD_IMAP,
    "imap imap.example.org:993 implicit - []\n", 1, "outgoingServer 1" },
  { "unknown elements", "<future a=\"b\"><x/></future>" GOOD_IMAP "<oAuth2/>",
    "imap imap.example.org:993 implicit - []\n", 0, NULL },
  { "character data and references", IMAP ("<![CDATA[a.example.org]]>", "&#57;93", "SSL", ""),
    "imap a.example.org:993 implicit - []\n", 0, NULL },
};

static void
test_sections (void)
{
  g_autoptr (WpAccount) account = account_new ("anna@example.org");

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, sections[i].document, TAIL, NULL);
      g_autoptr (WpAutoconfig) out = NULL;
      g_autofree char *is = NULL;
      gboolean has_notice = sections[i].notice == NULL;

      g_test_message ("%s", sections[i].name);
      g_assert_cmpint (wp_autoconfig_read (text, strlen (text), account, &out), ==,
                       WP_AUTOCONFIG_OK);
      is = describe (out->profile);
      g_assert_cmpstr (is, ==, sections[i].expected);
      g_assert_cmpuint (out->notices->len, ==, sections[i].notices);
      for (guint n = 0; n < out->notices->len; n++)
        has_notice = has_notice || strstr (out->notices->pdata[n], sections[i].notice) != NULL;
      g_assert_true (has_notice);
    }
}

#define DEEP8(x) "<a><a><a><a><a><a><a><a>" x "</a></a></a></a></a></a></a></a>"

static const struct
{
  const char *name;
  const char *document;
  WpAutoconfigResult result;
} documents[] = {
  { "version 1.2", "<clientConfig version=\"1.2\"><emailProvider>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_OK },
  { "version 9", "<clientConfig version=\"9\"><emailProvider>" GOOD_IMAP TAIL, WP_AUTOCONFIG_OK },
  { "no version, a namespace", "<clientConfig xmlns=\"urn:x\"><emailProvider>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_OK },
  { "a byte order mark", "\357\273\277" HEAD GOOD_IMAP TAIL, WP_AUTOCONFIG_OK },
  { "a wrong encoding declared",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?><clientConfig><emailProvider>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_OK },
  { "an unknown encoding declared",
    "<?xml version=\"1.0\" encoding=\"x-none\"?><clientConfig>"
    "<emailProvider>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_OK },
  { "empty", "", WP_AUTOCONFIG_NOT_XML },
  { "blanks", " \n\t", WP_AUTOCONFIG_NOT_XML },
  { "text", "not found", WP_AUTOCONFIG_NOT_XML },
  { "json", "{\"a\": 1}", WP_AUTOCONFIG_NOT_XML },
  { "a page", "<!doctype html><html><body>Welcome<br></body></html>", WP_AUTOCONFIG_NOT_XML },
  { "an XHTML page",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\"><html><body/></html>",
    WP_AUTOCONFIG_NOT_XML },
  { "a well-formed page", "<HTML><body>Welcome</body></HTML>", WP_AUTOCONFIG_NOT_XML },
  { "cut off", HEAD GOOD_IMAP, WP_AUTOCONFIG_NOT_XML },
  { "more after the end", HEAD GOOD_IMAP TAIL "<x/>", WP_AUTOCONFIG_NOT_XML },
  { "not UTF-8", HEAD "<displayName>\344</displayName>" GOOD_IMAP TAIL, WP_AUTOCONFIG_NOT_XML },
  { "an unknown entity", HEAD "<displayName>&a9;</displayName>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_NOT_XML },
  { "another document", "<Autodiscover/>", WP_AUTOCONFIG_NOT_SETTINGS },
  { "no provider", "<clientConfig version=\"1.1\"/>", WP_AUTOCONFIG_NOT_SETTINGS },
  { "no server", HEAD TAIL, WP_AUTOCONFIG_NOT_SETTINGS },
  { "no usable server", HEAD IMAP ("a.example.org", "993", "magic", "") TAIL,
    WP_AUTOCONFIG_NOT_SETTINGS },
  { "a document type without a subset", "<!DOCTYPE clientConfig><clientConfig/>",
    WP_AUTOCONFIG_FORBIDDEN },
  { "a DTD", "<!DOCTYPE clientConfig []><clientConfig><emailProvider>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_FORBIDDEN },
  { "an external DTD",
    "<!DOCTYPE clientConfig SYSTEM \"file:///etc/passwd\"><clientConfig><emailProvider>" GOOD_IMAP
        TAIL,
    WP_AUTOCONFIG_FORBIDDEN },
  { "an entity",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><clientConfig><emailProvider>"
    "<displayName>&e;</displayName>" GOOD_IMAP TAIL,
    WP_AUTOCONFIG_FORBIDDEN },
  { "a bomb",
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><clientConfig><emailProvider>&c;" GOOD_IMAP
        TAIL,
    WP_AUTOCONFIG_FORBIDDEN },
  { "a parameter entity",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> %p;]><clientConfig/>",
    WP_AUTOCONFIG_FORBIDDEN },
  /* clientConfig and emailProvider are two levels */
  { "32 levels",
    HEAD DEEP8 (DEEP8 (DEEP8 ("<a><a><a><a><a><a/></a></a></a></a></a>"))) GOOD_IMAP TAIL,
    WP_AUTOCONFIG_OK },
  { "33 levels",
    HEAD DEEP8 (DEEP8 (DEEP8 ("<a><a><a><a><a><a><a/></a></a></a></a></a></a>"))) GOOD_IMAP TAIL,
    WP_AUTOCONFIG_TOO_LARGE },
};

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (WpAutoconfig) out = NULL;

      g_test_message ("%s", documents[i].name);
      g_assert_cmpint (
          wp_autoconfig_read (documents[i].document, strlen (documents[i].document), NULL, &out),
          ==, documents[i].result);
      g_assert_true ((out != NULL) == (documents[i].result == WP_AUTOCONFIG_OK));
    }
}

static void
test_zero_byte (void)
{
  static const char text[] = HEAD "<displayName>a\0b</displayName>" GOOD_IMAP TAIL;
  g_autoptr (WpAutoconfig) out = NULL;

  g_assert_cmpint (wp_autoconfig_read (text, sizeof text - 1, NULL, &out), ==,
                   WP_AUTOCONFIG_NOT_XML);
}

/* Of exactly `count` bytes. */
static WpAutoconfigResult
read_padded (gsize count, WpAutoconfig **out)
{
  g_autoptr (GString) text = g_string_new (HEAD GOOD_IMAP GOOD_SMTP TAIL);

  while (text->len < count)
    g_string_append_c (text, '\n');
  return wp_autoconfig_read (text->str, text->len, NULL, out);
}

static void
test_limit_bytes (void)
{
  g_autoptr (WpAutoconfig) out = NULL;
  g_autoptr (WpAutoconfig) none = NULL;

  g_assert_cmpint (read_padded (WP_LIMIT_HTTP_BODY_BYTES, &out), ==, WP_AUTOCONFIG_OK);
  g_assert_cmpint (read_padded (WP_LIMIT_HTTP_BODY_BYTES + 1, &none), ==, WP_AUTOCONFIG_TOO_LARGE);
  g_assert_null (none);
}

static void
test_limit_servers (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (GString) text = g_string_new (HEAD GOOD_SMTP);
      g_autoptr (WpAutoconfig) out = NULL;

      for (guint i = 1; i < WP_LIMIT_XML_SERVERS + more; i++)
        g_string_append_printf (text, IMAP ("imap%u.example.org", "993", "SSL", ""), i);
      g_string_append (text, TAIL);
      g_assert_cmpint (wp_autoconfig_read (text->str, text->len, NULL, &out), ==, WP_AUTOCONFIG_OK);
      g_assert_cmpuint (out->profile->servers->len, ==, WP_LIMIT_XML_SERVERS);
      g_assert_cmpuint (out->notices->len, ==, more);
    }
}

static void
test_limit_text (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autofree char *user = g_strnfill (WP_LIMIT_XML_TEXT_BYTES + more, 'u');
      g_autofree char *text = g_strconcat (
          HEAD "<incomingServer type=\"imap\"><hostname>a.example.org"
               "</hostname><port>993</port><socketType>SSL</socketType><username>",
          user, "</username></incomingServer>" TAIL, NULL);
      g_autoptr (WpAutoconfig) out = NULL;

      g_assert_cmpint (wp_autoconfig_read (text, strlen (text), NULL, &out), ==, WP_AUTOCONFIG_OK);
      g_assert_cmpstr (((WpEndpoint *) out->profile->servers->pdata[0])->username, ==,
                       more == 0 ? user : NULL);
    }
}

static void
test_limit_domains (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (WpAutoconfig) out = NULL;

  for (guint i = 1; i <= WP_LIMIT_XML_DOMAINS; i++)
    g_string_append_printf (text, "<domain>d%u.example</domain>", i);
  g_string_append (text, GOOD_IMAP TAIL);
  g_assert_cmpint (wp_autoconfig_read (text->str, text->len, NULL, &out), ==, WP_AUTOCONFIG_OK);
  g_assert_cmpuint (g_strv_length (out->profile->domains), ==, WP_LIMIT_XML_DOMAINS);
}

static void
test_notices_are_bounded_and_printable (void)
{
  g_autoptr (GString)
      text = g_string_new (HEAD "<incomingServer type=\"imap\"><hostname>a.example.org"
                                "</hostname><port>993</port><socketType>SSL</socketType>");
  g_autoptr (WpAutoconfig) out = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "<authentication>\342\200\256x{what}</authentication>");
  g_string_append (text, "</incomingServer>" TAIL);
  g_assert_cmpint (wp_autoconfig_read (text->str, text->len, NULL, &out), ==, WP_AUTOCONFIG_OK);
  g_assert_cmpuint (out->notices->len, ==, WP_LIMIT_XML_SERVERS);
  g_assert_nonnull (strstr (out->notices->pdata[0], "“\\u{202E}x{what}”"));
}

static const struct
{
  const char *domains;
  gboolean covers;
  const char *kept;
} domain_cases[] = {
  { "<domain>example.org</domain>", TRUE, "example.org" },
  { "<domain>Example.ORG</domain>", TRUE, "example.org" },
  { "<domain>example.com</domain>", FALSE, "example.com" },
  { "<domain>mail.example.org</domain>", FALSE, "mail.example.org" },
  { "<domain>example.com</domain><domain>example.org</domain><domain>example.org</domain>", TRUE,
    "example.com example.org" },
  { "<domain>%EMAILDOMAIN%</domain>", TRUE, "example.org" },
  { "<domain purpose=\"mx\">example.org</domain><domain>example.com</domain>", TRUE,
    "example.com" },
  { "<domain purpose=\"mx\">example.com</domain>", FALSE, "" },
  { "<domain/><domain>a b</domain>", FALSE, "" },
  { "", FALSE, "" },
};

static void
test_domains (void)
{
  g_autoptr (WpAccount) account = account_new ("anna@example.org");

  for (guint i = 0; i < G_N_ELEMENTS (domain_cases); i++)
    {
      g_autofree char *text = g_strconcat ("<clientConfig><emailProvider id=\"x.example\">",
                                           domain_cases[i].domains, GOOD_IMAP TAIL, NULL);
      g_autoptr (WpAutoconfig) out = NULL;
      g_autoptr (WpAutoconfig) without = NULL;
      g_autofree char *kept = NULL;

      g_test_message ("%s", domain_cases[i].domains);
      g_assert_cmpint (wp_autoconfig_read (text, strlen (text), account, &out), ==,
                       WP_AUTOCONFIG_OK);
      g_assert_cmpint (out->covers_domain, ==, domain_cases[i].covers);
      kept = g_strjoinv (" ", out->profile->domains);
      g_assert_cmpstr (kept, ==, domain_cases[i].kept);
      g_assert_cmpint (wp_autoconfig_read (text, strlen (text), NULL, &without), ==,
                       WP_AUTOCONFIG_OK);
      g_assert_true (without->covers_domain);
    }
}

static const struct
{
  const char *provider;
  const char *id, *display_name, *display_short_name;
} name_cases[] = {
  { "<emailProvider id=\"Example-ORG\"><displayName> Mail\n of  it </displayName>"
    "<displayShortName>It</displayShortName>",
    "Example-ORG", "Mail of it", "It" },
  { "<emailProvider id=\"example.org\"><displayNameShort>It</displayNameShort>", "example.org",
    "example.org", "It" },
  { "<emailProvider><domain>example.org</domain>", "example.org", "example.org", "example.org" },
  { "<emailProvider id=\"a "
    "b\"><domain>example.org</domain><displayName>X\342\200\256Y</displayName>",
    "example.org", "X\\u{202E}Y", "X\\u{202E}Y" },
  { "<emailProvider>", "unknown", "unknown", "unknown" },
  { "<emailProvider><domain>%EMAILDOMAIN%</domain>", "unknown", "unknown", "unknown" },
  { "<emailProvider><domain>%EMAILDOMAIN%</domain><domain>example.org</domain>", "example.org",
    "example.org", "example.org" },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *text = g_strconcat ("<clientConfig>", name_cases[i].provider, GOOD_IMAP TAIL,
                                           NULL);
      g_autoptr (WpAutoconfig) out = NULL;

      g_assert_cmpint (wp_autoconfig_read (text, strlen (text), NULL, &out), ==, WP_AUTOCONFIG_OK);
      g_assert_cmpstr (out->profile->id, ==, name_cases[i].id);
      g_assert_cmpstr (out->profile->display_name, ==, name_cases[i].display_name);
      g_assert_cmpstr (out->profile->display_short_name, ==, name_cases[i].display_short_name);
    }
}

/* Writing */

static WpEndpoint *
add_server (WpProfile *profile, WpProtocol protocol, const char *host, guint16 port, WpTlsMode tls)
{
  WpEndpoint *server = wp_endpoint_new (protocol, host, port, tls);

  g_ptr_array_add (profile->servers, server);
  return server;
}

static WpProfile *
sample (void)
{
  WpProfile *profile = wp_profile_new ("example.org");
  WpEndpoint *server;

  add_server (profile, WP_PROTOCOL_SMTP, "smtp.example.org", 465, WP_TLS_IMPLICIT);
  add_server (profile, WP_PROTOCOL_POP3, "pop.example.org", 995, WP_TLS_IMPLICIT);
  add_server (profile, WP_PROTOCOL_IMAP, "imap.example.org", 143, WP_TLS_STARTTLS);
  server = add_server (profile, WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT);
  server->username = g_strdup ("%EMAILLOCALPART%");
  wp_endpoint_add_auth (server, WP_AUTH_NONE);
  wp_endpoint_add_auth (server, WP_AUTH_OAUTH2);
  wp_endpoint_add_auth (server, WP_AUTH_PASSWORD);
  g_free (profile->display_name);
  profile->display_name = g_strdup ("Bücher & <Söhne>");
  return profile;
}

static void
test_write (void)
{
  g_autoptr (WpProfile) profile = sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = wp_autoconfig_write (profile, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<clientConfig version=\"1.1\">\n"
                   "  <emailProvider id=\"example.org\">\n"
                   "    <domain>example.org</domain>\n"
                   "    <displayName>Bücher &amp; &lt;Söhne&gt;</displayName>\n"
                   "    <displayShortName>example.org</displayShortName>\n"
                   "    <incomingServer type=\"imap\">\n"
                   "      <hostname>imap.example.org</hostname>\n"
                   "      <port>993</port>\n"
                   "      <socketType>SSL</socketType>\n"
                   "      <username>%EMAILLOCALPART%</username>\n"
                   "      <authentication>OAuth2</authentication>\n"
                   "      <authentication>password-cleartext</authentication>\n"
                   "    </incomingServer>\n"
                   "    <incomingServer type=\"imap\">\n"
                   "      <hostname>imap.example.org</hostname>\n"
                   "      <port>143</port>\n"
                   "      <socketType>STARTTLS</socketType>\n"
                   "      <username>%EMAILADDRESS%</username>\n"
                   "      <authentication>password-cleartext</authentication>\n"
                   "    </incomingServer>\n"
                   "    <incomingServer type=\"pop3\">\n"
                   "      <hostname>pop.example.org</hostname>\n"
                   "      <port>995</port>\n"
                   "      <socketType>SSL</socketType>\n"
                   "      <username>%EMAILADDRESS%</username>\n"
                   "      <authentication>password-cleartext</authentication>\n"
                   "    </incomingServer>\n"
                   "    <outgoingServer type=\"smtp\">\n"
                   "      <hostname>smtp.example.org</hostname>\n"
                   "      <port>465</port>\n"
                   "      <socketType>SSL</socketType>\n"
                   "      <username>%EMAILADDRESS%</username>\n"
                   "      <authentication>password-cleartext</authentication>\n"
                   "    </outgoingServer>\n"
                   "  </emailProvider>\n"
                   "</clientConfig>\n");
  g_assert_cmpuint (profile->servers->len, ==, 4);
}

static void
no_incoming (WpProfile *profile)
{
  g_ptr_array_remove_range (profile->servers, 1, 3);
}

static void
no_outgoing (WpProfile *profile)
{
  g_ptr_array_remove_index (profile->servers, 0);
}

static WpEndpoint *
first (WpProfile *profile)
{
  return profile->servers->pdata[0];
}

static void
plaintext (WpProfile *profile)
{
  first (profile)->tls = WP_TLS_NONE;
}

static void
control_in_username (WpProfile *profile)
{
  first (profile)->username = g_strdup ("anna\n<x>");
}

static void
bad_utf8_in_name (WpProfile *profile)
{
  strcpy (profile->display_name, "\344");
}

static void
literal_host (WpProfile *profile)
{
  g_free (first (profile)->host);
  first (profile)->host = g_strdup ("192.0.2.1");
}

static void
control_in_host (WpProfile *profile)
{
  g_free (first (profile)->host);
  first (profile)->host = g_strdup ("a.example.org\n");
}

static void
no_port (WpProfile *profile)
{
  first (profile)->port = 0;
}

static void
no_domain (WpProfile *profile)
{
  g_clear_pointer (&profile->domains[0], g_free);
}

static void
bad_domain (WpProfile *profile)
{
  g_free (profile->domains[0]);
  profile->domains[0] = g_strdup ("a\nb");
}

static void
bad_id (WpProfile *profile)
{
  g_free (profile->id);
  profile->id = g_strdup ("a b");
}

static void
address_among_domains (WpProfile *profile)
{
  g_strfreev (profile->domains);
  profile->domains = g_strsplit ("example.org example.com", " ", -1);
  first (profile)->username = g_strdup ("anna@example.com");
}

static void
test_write_refuses (void)
{
  static const struct
  {
    void (*spoil) (WpProfile *);
    const char *word;
  } cases[] = {
    { no_incoming, "receiving" },
    { no_outgoing, "sending" },
    { plaintext, "without encryption" },
    { control_in_username, "control character" },
    { bad_utf8_in_name, "control character" },
    { literal_host, "192.0.2.1" },
    { control_in_host, "not the name of a server" },
    { no_port, "smtp.example.org" },
    { no_domain, "no domain" },
    { bad_domain, "not a domain" },
    { bad_id, "identify" },
    { address_among_domains, "several domains" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpProfile) profile = sample ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      cases[i].spoil (profile);
      text = wp_autoconfig_write (profile, &error);
      g_assert_null (text);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_never_a_real_address (void)
{
  static const struct
  {
    const char *username, *written;
  } cases[] = {
    { NULL, "%EMAILADDRESS%" },
    { "anna@example.org", "anna@%EMAILDOMAIN%" },
    { "Anna@Example.ORG", "Anna@%EMAILDOMAIN%" },
    { "%EMAILLOCALPART%@example.org", "%EMAILLOCALPART%@%EMAILDOMAIN%" },
    { "u12345", "u12345" },
    { "u12345@cluster7.example.net", "u12345@cluster7.example.net" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpProfile) profile = sample ();
      g_autofree char *expected = g_strconcat ("<username>", cases[i].written, "</username>", NULL);
      g_autofree char *text = NULL;

      first (profile)->username = g_strdup (cases[i].username);
      text = wp_autoconfig_write (profile, NULL);
      g_assert_nonnull (text);
      g_assert_nonnull (strstr (text, expected));
    }
}

/* write → read → write: the same bytes; and nothing that the writer keeps is lost. */
static void
assert_round_trip (const WpProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *once = wp_autoconfig_write (profile, &error);
  g_autofree char *twice = NULL;
  g_autoptr (WpAutoconfig) back = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (wp_autoconfig_read (once, strlen (once), NULL, &back), ==, WP_AUTOCONFIG_OK);
  g_assert_cmpuint (back->notices->len, ==, 0);
  g_assert_cmpuint (back->profile->servers->len, ==, profile->servers->len);
  g_assert_cmpstr (back->profile->id, ==, profile->id);
  g_assert_cmpstr (back->profile->display_name, ==, profile->display_name);
  g_assert_cmpstr (back->profile->display_short_name, ==, profile->display_short_name);
  g_assert_true (g_strv_equal ((const char *const *) back->profile->domains,
                               (const char *const *) profile->domains));
  for (guint i = 0; i < profile->servers->len; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (
        back->profile->servers, profile->servers->pdata[i], (GEqualFunc) wp_endpoint_equal, NULL));
  twice = wp_autoconfig_write (back->profile, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (twice, ==, once);
}

static void
test_round_trip (void)
{
  g_autoptr (WpProfile) profile = sample ();

  assert_round_trip (profile);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/autoconfig/sections", test_sections);
  g_test_add_func ("/format/autoconfig/documents", test_documents);
  g_test_add_func ("/format/autoconfig/zero-byte", test_zero_byte);
  g_test_add_func ("/format/autoconfig/limit/bytes", test_limit_bytes);
  g_test_add_func ("/format/autoconfig/limit/servers", test_limit_servers);
  g_test_add_func ("/format/autoconfig/limit/text", test_limit_text);
  g_test_add_func ("/format/autoconfig/limit/domains", test_limit_domains);
  g_test_add_func ("/format/autoconfig/notices", test_notices_are_bounded_and_printable);
  g_test_add_func ("/format/autoconfig/domains", test_domains);
  g_test_add_func ("/format/autoconfig/names", test_names);
  g_test_add_func ("/format/autoconfig/write", test_write);
  g_test_add_func ("/format/autoconfig/write-refuses", test_write_refuses);
  g_test_add_func ("/format/autoconfig/no-real-address", test_never_a_real_address);
  g_test_add_func ("/format/autoconfig/round-trip", test_round_trip);
  return g_test_run ();
}
