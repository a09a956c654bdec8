/* Any bytes as a DNS reply. The first byte chooses the type that was asked for. */
#include <stdint.h>

#include "base/limits.h"
#include "net/dns-parse.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const WpDnsType types[] = { WP_DNS_A,   WP_DNS_CNAME, WP_DNS_MX,
                                     WP_DNS_TXT, WP_DNS_AAAA,  WP_DNS_SRV };
  g_autoptr (WpDnsReply) reply = NULL;

  if (size == 0)
    return 0;
  reply = wp_dns_reply_parse (data + 1, size - 1, "example.org",
                              types[data[0] % G_N_ELEMENTS (types)]);
  g_assert (reply->records->len <= WP_LIMIT_DNS_RECORDS);
  g_assert (reply->cnames->len <= WP_LIMIT_DNS_CNAMES);
  g_assert ((reply->outcome == WP_OUTCOME_OK) == (reply->records->len > 0)
            || reply->outcome != WP_OUTCOME_OK);
  for (guint i = 0; i < reply->records->len; i++)
    {
      g_autofree char *text = wp_dns_record_format (reply->records->pdata[i]);

      g_assert (g_utf8_validate (text, -1, NULL));
    }
  return 0;
}
