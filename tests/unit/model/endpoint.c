/* model/endpoint: equality, hash, auth lists. */
#include "model/endpoint.h"

static WpEndpoint *
make (WpProtocol protocol, const char *host, guint16 port, WpTlsMode tls, const char *username)
{
  WpEndpoint *endpoint = wp_endpoint_new (protocol, host, port, tls);

  endpoint->username = g_strdup (username);
  return endpoint;
}

static void
test_equal (void)
{
  static const struct
  {
    WpProtocol protocol;
    const char *host;
    guint16 port;
    WpTlsMode tls;
    const char *username;
    gboolean is_same_server, is_equal;
  } others[] = {
    { WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT, NULL, TRUE, TRUE },
    { WP_PROTOCOL_IMAP, "IMAP.example.org", 993, WP_TLS_IMPLICIT, NULL, TRUE, TRUE },
    { WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT, "%EMAILADDRESS%", TRUE, TRUE },
    { WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT, "%EMAILLOCALPART%", TRUE, FALSE },
    { WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_STARTTLS, NULL, FALSE, FALSE },
    { WP_PROTOCOL_IMAP, "imap.example.org", 143, WP_TLS_IMPLICIT, NULL, FALSE, FALSE },
    { WP_PROTOCOL_POP3, "imap.example.org", 993, WP_TLS_IMPLICIT, NULL, FALSE, FALSE },
    { WP_PROTOCOL_IMAP, "imap.example.com", 993, WP_TLS_IMPLICIT, NULL, FALSE, FALSE },
  };
  g_autoptr (WpEndpoint)
      one = make (WP_PROTOCOL_IMAP, "imap.example.org", 993, WP_TLS_IMPLICIT, NULL);

  wp_endpoint_add_auth (one, WP_AUTH_OAUTH2);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (WpEndpoint) other = make (others[i].protocol, others[i].host, others[i].port,
                                           others[i].tls, others[i].username);
      g_autoptr (WpEndpoint) copy = wp_endpoint_dup (other);

      g_assert_cmpint (wp_endpoint_same_server (one, other), ==, others[i].is_same_server);
      g_assert_cmpint (wp_endpoint_equal (one, other), ==, others[i].is_equal);
      g_assert_cmpint (wp_endpoint_equal (other, one), ==, others[i].is_equal);
      if (others[i].is_equal)
        g_assert_cmpuint (wp_endpoint_hash (one), ==, wp_endpoint_hash (other));
      g_assert_true (wp_endpoint_equal (copy, other));
      g_assert_cmpuint (wp_endpoint_hash (copy), ==, wp_endpoint_hash (other));
    }
}

static void
test_auths (void)
{
  g_autoptr (WpEndpoint)
      endpoint = wp_endpoint_new (WP_PROTOCOL_SMTP, "a.example.org", 465, WP_TLS_IMPLICIT);

  for (int round = 0; round < 2; round++)
    for (int auth = WP_N_AUTHS - 1; auth >= 0; auth--)
      wp_endpoint_add_auth (endpoint, (WpAuth) auth);
  g_assert_cmpuint (endpoint->n_auth, ==, WP_N_AUTHS);
  for (guint i = 0; i < WP_N_AUTHS; i++)
    g_assert_cmpint (endpoint->auth[i], ==, WP_N_AUTHS - 1 - (int) i);
}

static void
test_default_ports (void)
{
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_IMAP, WP_TLS_IMPLICIT), ==, 993);
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_IMAP, WP_TLS_STARTTLS), ==, 143);
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_POP3, WP_TLS_IMPLICIT), ==, 995);
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_POP3, WP_TLS_NONE), ==, 110);
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_SMTP, WP_TLS_IMPLICIT), ==, 465);
  g_assert_cmpuint (wp_protocol_default_port (WP_PROTOCOL_SMTP, WP_TLS_STARTTLS), ==, 587);
}

static void
test_mail_ports (void)
{
  static const guint16 ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525 };
  guint found = 0;

  for (guint port = 0; port <= G_MAXUINT16; port++)
    found += wp_port_is_for_mail ((guint16) port);
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (ports));
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    g_assert_true (wp_port_is_for_mail (ports[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/endpoint/equal", test_equal);
  g_test_add_func ("/model/endpoint/auths", test_auths);
  g_test_add_func ("/model/endpoint/default-ports", test_default_ports);
  g_test_add_func ("/model/endpoint/mail-ports", test_mail_ports);
  return g_test_run ();
}
