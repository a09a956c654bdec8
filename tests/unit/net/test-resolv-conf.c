/* net/resolv-conf: servers as typed, resolv.conf(5), hosts(5). */
#include <string.h>

#include "net/resolv-conf.h"

static const struct
{
  const char *typed;
  const char *shown; /* NULL: not to be read */
} server_rows[] = {
  { "192.0.2.1", "192.0.2.1" },
  { "192.0.2.1:53", "192.0.2.1" },
  { "192.0.2.1:5353", "192.0.2.1:5353" },
  { "2001:DB8::1", "2001:db8::1" },
  { "[2001:db8::1]", "2001:db8::1" },
  { "[2001:db8::1]:5353", "[2001:db8::1]:5353" },
  { "fe80::1%eth0", "fe80::1%eth0" },
  { "[fe80::1%eth0]:54", "[fe80::1%eth0]:54" },
  { "::1", "::1" },
  { "", NULL },
  { ":53", NULL },
  { "192.0.2.1:", NULL },
  { "192.0.2.1:0", NULL },
  { "192.0.2.1:65536", NULL },
  { "192.0.2.1:+53", NULL },
  { "192.0.2.1 ", NULL },
  { "192.0.2.256", NULL },
  { "[192.0.2.1]:53", NULL },
  { "[2001:db8::1", NULL },
  { "[2001:db8::1]x", NULL },
  { "[2001:db8::1]:", NULL },
  { "fe80::1%", NULL },
  { "192.0.2.1%eth0", NULL },
  { "fe80::1%sixteen-bytes-long", NULL },
  { "dns.example.org", NULL },
};

static void
test_servers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (server_rows); i++)
    {
      WpDnsServer server;
      gboolean is_good = wp_dns_server_parse (server_rows[i].typed, &server);
      g_autofree char *shown = is_good ? wp_dns_server_format (&server) : NULL;

      g_test_message ("%s", server_rows[i].typed);
      g_assert_cmpstr (shown, ==, server_rows[i].shown);
    }
}

static const struct
{
  const char *text;
  const char *servers;
  gboolean trust_ad;
  gboolean is_loopback;
} conf_rows[] = {
  { "", "127.0.0.1", FALSE, TRUE },
  { "search example.org\n", "127.0.0.1", FALSE, TRUE },
  { "nameserver 192.0.2.1\n", "192.0.2.1", FALSE, FALSE },
  { "nameserver\t192.0.2.1\r\nnameserver   ::1", "192.0.2.1 ::1", FALSE, FALSE },
  { "nameserver 127.0.0.53\noptions edns0 trust-ad\n", "127.0.0.53", TRUE, TRUE },
  { "nameserver ::1\nnameserver 127.1.2.3\n", "::1 127.1.2.3", FALSE, TRUE },
  { "nameserver ::2\n", "::2", FALSE, FALSE },
  { "options trust-ad:1\noptions trust-adx\n", "127.0.0.1", FALSE, TRUE },
  { "# nameserver 192.0.2.9\n;nameserver 192.0.2.9\nnameserver 192.0.2.1 # x\n", "192.0.2.1", FALSE,
    FALSE },
  { " nameserver 192.0.2.9\nnameserver192.0.2.9\nNAMESERVER 192.0.2.9\n", "127.0.0.1", FALSE,
    TRUE },
  { "nameserver example.org\nnameserver 192.0.2.1:54\nnameserver [::1]\n", "127.0.0.1", FALSE,
    TRUE },
  { "nameserver fe80::1%eth0\n", "fe80::1%eth0", FALSE, FALSE },
};

static void
test_conf (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conf_rows); i++)
    {
      WpResolvConf conf;
      g_autoptr (GString) servers = g_string_new (NULL);

      g_test_message ("%s", conf_rows[i].text);
      wp_resolv_conf_parse (conf_rows[i].text, &conf);
      for (guint s = 0; s < conf.n_servers; s++)
        {
          g_autofree char *shown = wp_dns_server_format (&conf.servers[s]);

          g_string_append_printf (servers, "%s%s", s > 0 ? " " : "", shown);
        }
      g_assert_cmpstr (servers->str, ==, conf_rows[i].servers);
      g_assert_cmpint (conf.trust_ad, ==, conf_rows[i].trust_ad);
      g_assert_cmpint (wp_resolv_conf_is_loopback (&conf), ==, conf_rows[i].is_loopback);
    }
}

/* Of more servers the first are used, as libc does. */
static void
test_conf_limit (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *last = NULL;
      WpResolvConf conf;

      for (guint i = 1; i <= WP_LIMIT_DNS_SERVERS + over; i++)
        g_string_append_printf (text, "nameserver 192.0.2.%u\n", i);
      g_string_append (text, "options trust-ad\n");
      wp_resolv_conf_parse (text->str, &conf);
      g_assert_cmpuint (conf.n_servers, ==, WP_LIMIT_DNS_SERVERS);
      last = wp_dns_server_format (&conf.servers[WP_LIMIT_DNS_SERVERS - 1]);
      g_assert_cmpstr (last, ==, "192.0.2." G_STRINGIFY (WP_LIMIT_DNS_SERVERS));
      g_assert_true (conf.trust_ad);
    }
}

static const struct
{
  const char *text;
  const char *host;
  const char *addresses; /* NULL: not named */
} hosts_rows[] = {
  { "192.0.2.1 mail.example.org\n", "mail.example.org", "192.0.2.1" },
  { "192.0.2.1\tmail.example.org", "mail.example.org", "192.0.2.1" },
  { "192.0.2.1 a b mail.example.org c\n", "mail.example.org", "192.0.2.1" },
  { "192.0.2.1 x\n2001:db8::1 x\n192.0.2.1 x\n", "x", "192.0.2.1 2001:db8::1" },
  { "192.0.2.1 mail.example.org#comment\n", "mail.example.org", "192.0.2.1" },
  { "  192.0.2.1 mail.example.org\r\n", "mail.example.org", "192.0.2.1" },
  { "192.0.2.1 amail.example.org mail.example.organ\n", "mail.example.org", NULL },
  { "192.0.2.1 a # mail.example.org\n", "mail.example.org", NULL },
  { "#192.0.2.1 mail.example.org\n", "mail.example.org", NULL },
  { "mail.example.org 192.0.2.1\n", "mail.example.org", NULL },
  { "192.0.2.1\nmail.example.org\n", "mail.example.org", NULL },
  { "192.0.2.300 mail.example.org\n", "mail.example.org", NULL },
  { "192.0.2.1 192.0.2.1\n", "192.0.2.2", NULL },
  { "", "mail.example.org", NULL },
  { "192.0.2.1 x\n", "", NULL },
};

static void
test_hosts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts_rows); i++)
    {
      g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean is_named = wp_hosts_find (hosts_rows[i].text, strlen (hosts_rows[i].text),
                                         hosts_rows[i].host, addresses);

      g_test_message ("%s", hosts_rows[i].text);
      for (guint a = 0; a < addresses->len; a++)
        {
          char buffer[WP_INET_TEXT_SIZE];

          g_string_append_printf (text, "%s%s", a > 0 ? " " : "",
                                  wp_inet_format (&g_array_index (addresses, WpInet, a), buffer));
        }
      g_assert_cmpint (is_named, ==, hosts_rows[i].addresses != NULL);
      g_assert_cmpstr (is_named ? text->str : NULL, ==, hosts_rows[i].addresses);
    }
}

static void
test_hosts_limit (void)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 1; i <= WP_LIMIT_ADDRESSES + 1; i++)
    g_string_append_printf (text, "192.0.2.%d x\n", i);
  wp_hosts_find (text->str, text->len, "x", addresses);
  g_assert_cmpuint (addresses->len, ==, WP_LIMIT_ADDRESSES);
}

/* A file that blocks advertisements: 200,000 lines are no reason to wait. */
static void
test_hosts_large (void)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start_us;

  for (int i = 0; i < 200000; i++)
    g_string_append_printf (text, "0.0.0.0 ads%d.example.net\n", i);
  g_string_append (text, "192.0.2.1 mail.example.org\n");
  start_us = g_get_monotonic_time ();
  g_assert_true (wp_hosts_find (text->str, text->len, "mail.example.org", addresses));
  g_test_message ("%" G_GINT64_FORMAT " us", g_get_monotonic_time () - start_us);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/resolv-conf/servers", test_servers);
  g_test_add_func ("/net/resolv-conf/conf", test_conf);
  g_test_add_func ("/net/resolv-conf/conf-limit", test_conf_limit);
  g_test_add_func ("/net/resolv-conf/hosts", test_hosts);
  g_test_add_func ("/net/resolv-conf/hosts-limit", test_hosts_limit);
  g_test_add_func ("/net/resolv-conf/hosts-large", test_hosts_large);
  return g_test_run ();
}
