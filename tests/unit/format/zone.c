/* format/zone and format/mailconf: the records of a domain. */
#include "format/zone.h"

#include <string.h>

#include "format/mailconf.h"
#include "format/pacc.h"

static void
add (WpProfile *profile, WpProtocol protocol, const char *host, guint16 port, WpTlsMode tls)
{
  g_ptr_array_add (profile->servers, wp_endpoint_new (protocol, host, port, tls));
}

static WpProfile *
sample (void)
{
  WpProfile *profile = wp_profile_new ("example.org");

  add (profile, WP_PROTOCOL_IMAP, "mail.%EMAILDOMAIN%", 993, WP_TLS_IMPLICIT);
  add (profile, WP_PROTOCOL_IMAP, "second.example.org", 993, WP_TLS_IMPLICIT);
  add (profile, WP_PROTOCOL_IMAP, "plain.example.org", 143, WP_TLS_NONE);
  add (profile, WP_PROTOCOL_SMTP, "smtp.example.org", 465, WP_TLS_IMPLICIT);
  add (profile, WP_PROTOCOL_SMTP, "smtp.example.org", 587, WP_TLS_STARTTLS);
  return profile;
}

static void
test_zone (void)
{
  static const char expected[] =
      "; Mail services of example.org (RFC 6186, RFC 8314).\n"
      "; \"0 0 0 .\" says that a service is not offered: where that is so, remove the \";\".\n"
      "_imaps._tcp.example.org.           3600 IN SRV 0 1 993 mail.example.org.\n"
      "_imaps._tcp.example.org.           3600 IN SRV 1 1 993 second.example.org.\n"
      "; _imap._tcp.example.org.            3600 IN SRV 0 0 0 .\n"
      "; _pop3s._tcp.example.org.           3600 IN SRV 0 0 0 .\n"
      "; _pop3._tcp.example.org.            3600 IN SRV 0 0 0 .\n"
      "_submissions._tcp.example.org.     3600 IN SRV 0 1 465 smtp.example.org.\n"
      "_submission._tcp.example.org.      3600 IN SRV 10 1 587 smtp.example.org.\n"
      "\n"
      "; Autoconfig: the host needs a certificate for this name, and serves\n"
      "; https://autoconfig.example.org/mail/config-v1.1.xml\n"
      "autoconfig.example.org.            3600 IN CNAME web.example.net.\n"
      "\n"
      "; PACC: the digest is that of the exact bytes served as\n"
      "; https://ua-auto-config.example.org/.well-known/user-agent-configuration.json\n"
      "; Before they change, publish the new digest beside the old one.\n"
      "ua-auto-config.example.org.        3600 IN CNAME web.example.net.\n"
      "_ua-auto-config.example.org.       3600 IN TXT \"v=UAAC1; a=sha256; "
      "d=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"\n"
      "\n"
      "; Autodiscover, only if the host answers it:\n"
      "; _autodiscover._tcp.example.org.    3600 IN SRV 0 0 443 web.example.net.\n"
      "\n"
      "; Not part of this piece: MX, SPF, DKIM, DMARC, the addresses of the servers.\n"
      "; Published now:\n"
      "; example.org.                       3600 IN MX 10 a\\x0Ab.\n";
  static const char *const mx[] = { "10 a\nb.", NULL };
  WpZoneParams params = {
    .domain = "example.org", .web_host = "web.example.net", .pacc = "abc", .mx = mx
  };
  g_autoptr (WpProfile) profile = sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *zone = wp_zone_write (profile, &params, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (zone, ==, expected);
}

/* Nothing that is not known is a record. */
static void
test_zone_without_web_host (void)
{
  WpZoneParams params = { .domain = "example.org" };
  g_autoptr (WpProfile) profile = sample ();
  g_autofree char *zone = wp_zone_write (profile, &params, NULL);
  g_auto (GStrv) lines = g_strsplit (zone, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (strstr (*line, "your-web-server") != NULL || strstr (*line, "PACC") != NULL)
      g_assert_true (g_str_has_prefix (*line, "; "));
  /* The first server has a placeholder, which PACC cannot say; the second one serves. */
  g_assert_nonnull (strstr (zone, "_ua-auto-config.example.org.       3600 IN TXT \"v=UAAC1;"));
}

/* The digest is that of the document that the writer makes. */
static void
test_zone_digest (void)
{
  WpZoneParams params = { .domain = "example.org", .web_host = "ua-auto-config.example.org" };
  g_autoptr (WpProfile) profile = sample ();
  g_autofree char *pacc = wp_pacc_write (profile, NULL);
  g_autofree char *value = wp_pacc_txt_write (pacc, strlen (pacc));
  g_autofree char *zone = wp_zone_write (profile, &params, NULL);

  g_assert_nonnull (strstr (zone, value));
  g_assert_null (strstr (zone, "ua-auto-config.example.org.        3600 IN CNAME"));
  ((WpEndpoint *) profile->servers->pdata[3])->port = 4465;
  g_clear_pointer (&zone, g_free);
  zone = wp_zone_write (profile, &params, NULL);
  g_assert_nonnull (strstr (zone, "; No records for PACC: "));
  g_assert_null (strstr (zone, "UAAC1"));
}

static void
test_zone_refuses (void)
{
  static const struct
  {
    const char *domain, *web_host, *host;
    WpTlsMode tls;
    const char *word;
  } cases[] = {
    { "org", NULL, "a.example.org", WP_TLS_IMPLICIT, "“org”" },
    { "a\nb.example", NULL, "a.example.org", WP_TLS_IMPLICIT, "a\\x0Ab.example" },
    { "example.org", "192.0.2.1", "a.example.org", WP_TLS_IMPLICIT, "192.0.2.1" },
    { "example.org", NULL, "192.0.2.1", WP_TLS_IMPLICIT, "192.0.2.1" },
    { "example.org", NULL, "%EMAILLOCALPART%.example.org", WP_TLS_IMPLICIT, "for everybody" },
    { "example.org", NULL, "a.example.org.\nx IN A 192.0.2.1", WP_TLS_IMPLICIT, "\\x0A" },
    { "example.org", NULL, "a.example.org", WP_TLS_NONE, "no encrypted server" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpProfile) profile = wp_profile_new ("example.org");
      WpZoneParams params = { .domain = cases[i].domain, .web_host = cases[i].web_host };
      g_autoptr (GError) error = NULL;

      add (profile, WP_PROTOCOL_IMAP, cases[i].host, 993, cases[i].tls);
      g_assert_null (wp_zone_write (profile, &params, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_mailconf (void)
{
  static const struct
  {
    const char *text, *url;
  } cases[] = {
    { "mailconf=https://autoconfig.example.org/mail/config-v1.1.xml",
      "https://autoconfig.example.org/mail/config-v1.1.xml" },
    { "  mailconf= https://EXAMPLE.org:443/a?b=c ", "https://example.org/a?b=c" },
    { "mailconf=https://bücher.example/", "https://xn--bcher-kva.example/" },
    { "mailconf=http://example.org/", NULL },
    { "mailconf=https://example.org:8443/", NULL },
    { "mailconf=https://192.0.2.1/", NULL },
    { "mailconf=https://[2001:db8::1]/", NULL },
    { "mailconf=https://user:pw@example.org/", NULL },
    { "mailconf=https://example.org/%EMAILADDRESS%", NULL },
    { "mailconf=https://localhost/", NULL },
    { "mailconf=file:///etc/passwd", NULL },
    { "mailconf=//example.org/", NULL },
    { "mailconf=", NULL },
    { "Mailconf=https://example.org/", NULL },
    { "v=spf1 mailconf=https://example.org/", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = wp_mailconf_read (cases[i].text);
      g_autofree char *again = url == NULL ? NULL : wp_mailconf_write (url);
      g_autofree char *back = again == NULL ? NULL : wp_mailconf_read (again);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_cmpstr (back, ==, cases[i].url);
    }
  g_assert_null (wp_mailconf_write ("http://example.org/"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/zone/whole", test_zone);
  g_test_add_func ("/format/zone/without-web-host", test_zone_without_web_host);
  g_test_add_func ("/format/zone/digest", test_zone_digest);
  g_test_add_func ("/format/zone/refuses", test_zone_refuses);
  g_test_add_func ("/format/mailconf", test_mailconf);
  return g_test_run ();
}
