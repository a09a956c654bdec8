/* Any text as resolv.conf, as hosts file, and as a name server that was typed. */
#include <stdint.h>
#include <string.h>

#include "net/resolv-conf.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  WpResolvConf conf;
  WpDnsServer server;

  wp_resolv_conf_parse (text, &conf);
  g_assert (conf.n_servers >= 1 && conf.n_servers <= WP_LIMIT_DNS_SERVERS);
  wp_hosts_find (text, strlen (text), "x", addresses);
  g_assert (addresses->len <= WP_LIMIT_ADDRESSES);
  if (wp_dns_server_parse (text, &server))
    {
      /* What is shown can be typed again. */
      g_autofree char *shown = wp_dns_server_format (&server);
      WpDnsServer again;

      g_assert (wp_dns_server_parse (shown, &again));
      g_assert (wp_inet_equal (&server.address, &again.address) && server.port == again.port);
    }
  return 0;
}
