/* Servers as people type and paste them. */
#include "session/servers.h"

#define NONE NULL, 0, WP_TLS_NONE

static const struct
{
  WpProtocol protocol;
  const char *typed;
  const char *host; /* NULL: it is none */
  guint port;
  WpTlsMode tls;
} rows[] = {
  { WP_PROTOCOL_IMAP, "imap.example.org", "imap.example.org", 0, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imap.example.org:993", "imap.example.org", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imap.example.org:143", "imap.example.org", 143, WP_TLS_STARTTLS },
  { WP_PROTOCOL_IMAP, "imap.example.org,starttls", "imap.example.org", 143, WP_TLS_STARTTLS },
  { WP_PROTOCOL_IMAP, "imap.example.org:7993,tls", "imap.example.org", 7993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, " imap.example.org:993 ", "imap.example.org", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imap.example.org.", "imap.example.org", 0, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imap.example.org.:993", "imap.example.org", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "[2001:db8::1]", "2001:db8::1", 0, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "[2001:db8::1]:993", "2001:db8::1", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imaps://imap.example.org", "imap.example.org", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "IMAP://imap.example.org/", "imap.example.org", 143, WP_TLS_STARTTLS },
  { WP_PROTOCOL_IMAP, "imaps://[2001:db8::1]:7993/INBOX", "2001:db8::1", 7993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_POP3, "pop3s://pop.example.org", "pop.example.org", 995, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_SMTP, "submission://smtp.example.org", "smtp.example.org", 587, WP_TLS_STARTTLS },
  { WP_PROTOCOL_SMTP, "smtps://smtp.example.org:465", "smtp.example.org", 465, WP_TLS_IMPLICIT },
  /* Who logs in is not a part of a server. */
  { WP_PROTOCOL_IMAP, "imaps://anna:s3cret@imap.example.org:993/", "imap.example.org", 993,
    WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "imaps://a@b:c@imap.example.org", "imap.example.org", 993, WP_TLS_IMPLICIT },
  { WP_PROTOCOL_IMAP, "smtps://smtp.example.org", NONE },
  { WP_PROTOCOL_SMTP, "https://www.example.org/", NONE },
  { WP_PROTOCOL_IMAP, "anna@imap.example.org", NONE },
  { WP_PROTOCOL_IMAP, "imap.example.org:0", NONE },
  { WP_PROTOCOL_IMAP, "imap.example.org:65536", NONE },
  { WP_PROTOCOL_IMAP, "imap.example.org:99x", NONE },
  { WP_PROTOCOL_IMAP, "imap.example.org,ssl", NONE },
  { WP_PROTOCOL_IMAP, "imap example org", NONE },
  { WP_PROTOCOL_IMAP, "imaps://", NONE },
  { WP_PROTOCOL_IMAP, ".", NONE },
  { WP_PROTOCOL_IMAP, "", NONE },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpEndpoint) endpoint = wp_session_parse_server (rows[i].protocol, rows[i].typed);

      g_test_message ("“%s”", rows[i].typed);
      g_assert_true ((endpoint == NULL) == (rows[i].host == NULL));
      if (endpoint == NULL)
        continue;
      g_assert_cmpstr (endpoint->host, ==, rows[i].host);
      g_assert_cmpuint (endpoint->port, ==, rows[i].port);
      g_assert_cmpint (endpoint->tls, ==, rows[i].tls);
      g_assert_null (endpoint->username);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/servers/parse", test_parse);
  return g_test_run ();
}
