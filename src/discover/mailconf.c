/* The TXT record "mailconf=https://…" at the domain: where its autoconfig file is kept. */
#include "discover/document-private.h"
#include "format/mailconf.h"

static void
report_without (WpDiscovery *discovery, const WpDnsAnswer *answer)
{
  WpSource *source = wp_source_new (WP_SOURCE_MAILCONF, discovery->domain);
  gboolean is_absent = answer->outcome == WP_OUTCOME_OK || answer->outcome == WP_OUTCOME_NXDOMAIN
                       || answer->outcome == WP_OUTCOME_NO_DATA;

  source->status = is_absent ? WP_SOURCE_STATUS_NOT_FOUND : WP_SOURCE_STATUS_FAILED;
  source->outcome = answer->outcome == WP_OUTCOME_OK ? WP_OUTCOME_NO_DATA : answer->outcome;
  source->dnssec = wp_discovery_dnssec (discovery, answer->is_authenticated);
  source->start_us = answer->start_us;
  source->end_us = answer->end_us;
  wp_discovery_report (discovery, source);
}

static void
on_answer (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (discovery->context.resolver, result);
  g_autofree char *url = NULL;

  for (guint i = 0; i < answer->records->len && url == NULL; i++)
    url = wp_mailconf_read (((const WpDnsRecord *) answer->records->pdata[i])->text);
  if (!wp_discovery_is_over (discovery))
    {
      if (url != NULL)
        {
          WpDocumentRequest request = {
            .kind = WP_SOURCE_MAILCONF,
            .url = url,
            .home = discovery->domain,
            .reader = &wp_autoconfig_reader,
          };

          wp_document_ask (discovery, &request);
        }
      else
        report_without (discovery, answer);
      wp_discovery_closed (discovery, WP_SOURCE_MAILCONF);
    }
  wp_discovery_release (discovery);
}

void
wp_discover_mailconf (WpDiscovery *discovery)
{
  wp_discovery_opened (discovery, WP_SOURCE_MAILCONF);
  wp_resolver_query_async (discovery->context.resolver, discovery->domain, WP_DNS_TXT,
                           discovery->cancellable, on_answer, wp_discovery_hold (discovery));
}
