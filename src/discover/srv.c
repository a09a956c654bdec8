/* SRV records for mail (RFC 2782, 6186, 8314 §5.1): the label says protocol and TLS mode, the
 * record host and port; a user name is not said. The target "." is an answer, too: not offered. */
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/discover-private.h"
#include "discover/judge.h"

typedef struct
{
  const char *name;
  WpProtocol protocol;
  WpTlsMode tls;
} Label;

static const Label labels[] = {
  { "_imaps", WP_PROTOCOL_IMAP, WP_TLS_IMPLICIT },
  { "_submissions", WP_PROTOCOL_SMTP, WP_TLS_IMPLICIT },
  { "_pop3s", WP_PROTOCOL_POP3, WP_TLS_IMPLICIT },
  { "_imap", WP_PROTOCOL_IMAP, WP_TLS_STARTTLS },
  { "_submission", WP_PROTOCOL_SMTP, WP_TLS_STARTTLS },
  { "_pop3", WP_PROTOCOL_POP3, WP_TLS_STARTTLS },
};

typedef struct
{
  WpDiscovery *discovery;
  const Label *label;
  WpSource *source;
} Question;

/* Implicit TLS is the likelier of the two; STARTTLS only once it is known to be alone. */
static void
hint (WpDiscovery *discovery, WpProtocol protocol)
{
  for (guint tls = 0; tls < G_N_ELEMENTS (discovery->srv[protocol]); tls++)
    {
      if (!discovery->srv[protocol][tls].is_answered)
        return;
      if (discovery->srv[protocol][tls].first == NULL)
        continue;
      if (!discovery->srv[protocol][tls].is_hinted)
        wp_discovery_hint (discovery, discovery->srv[protocol][tls].first,
                           discovery->srv[protocol][tls].trust);
      discovery->srv[protocol][tls].is_hinted = TRUE;
      return;
    }
}

static void
say_all (Question *question, const WpDnsAnswer *answer, const GPtrArray *usable)
{
  WpDiscovery *discovery = question->discovery;
  const Label *label = question->label;

  for (guint i = 0; i < usable->len; i++)
    {
      const WpDnsRecord *record = usable->pdata[i];
      WpEndpoint *endpoint = wp_endpoint_new (label->protocol, record->target, record->port,
                                              label->tls);
      WpProvenance provenance = {
        .kind = WP_SOURCE_SRV,
        .is_authenticated = answer->is_authenticated,
        .left_domain = !wp_hop_is_inside (record->target, discovery->domain),
      };
      WpSaying saying = {
        .trust = wp_trust_derive (&provenance),
        .order = i + 1,
        .srv_priority = record->priority,
        .srv_weight = record->weight,
      };

      if (i == 0)
        {
          discovery->srv[label->protocol][label->tls].first = wp_endpoint_dup (endpoint);
          discovery->srv[label->protocol][label->tls].trust = saying.trust;
        }
      wp_discovery_say (discovery, question->source, endpoint, &saying);
    }
  discovery->srv[label->protocol][label->tls].is_answered = TRUE;
  hint (discovery, label->protocol);
}

/* The source is as good as the worst of its targets; each candidate has the trust of its own. */
static void
describe (Question *question, const WpDnsAnswer *answer, const GPtrArray *usable)
{
  WpSource *source = question->source;

  source->outcome = answer->outcome;
  source->start_us = answer->start_us;
  source->end_us = answer->end_us;
  source->dnssec = wp_discovery_dnssec (question->discovery, answer->is_authenticated);
  source->provenance.is_authenticated = answer->is_authenticated;
  for (guint i = 0; i < usable->len; i++)
    if (!wp_hop_is_inside (((const WpDnsRecord *) usable->pdata[i])->target,
                           question->discovery->domain))
      source->provenance.left_domain = TRUE;
  if (answer->outcome == WP_OUTCOME_NXDOMAIN || answer->outcome == WP_OUTCOME_NO_DATA)
    source->status = WP_SOURCE_STATUS_NOT_FOUND;
  else if (answer->outcome != WP_OUTCOME_OK)
    source->status = WP_SOURCE_STATUS_FAILED;
  else if (wp_srv_is_not_offered (answer->records))
    {
      source->status = WP_SOURCE_STATUS_NOT_FOUND;
      source->outcome = WP_OUTCOME_NOT_OFFERED;
      source->note = g_strdup (N_ ("The domain says that it does not offer this service."));
    }
  else if (usable->len == 0)
    {
      source->status = WP_SOURCE_STATUS_NOT_SETTINGS;
      source->outcome = WP_OUTCOME_NOT_SETTINGS;
      source->note = g_strdup (N_ ("The record names nothing that could be a server."));
    }
  else
    {
      source->status = WP_SOURCE_STATUS_FOUND;
      if (source->provenance.left_domain && !answer->is_authenticated)
        source->note = g_strdup (
            N_ ("The record leads to another domain, and nothing proves that the owner of this "
                "domain wants that."));
    }
}

static void
on_answer (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  WpDiscovery *discovery = question->discovery;
  const Label *label = question->label;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (discovery->context.resolver, result);

  if (!wp_discovery_is_over (discovery))
    {
      g_autoptr (GPtrArray) usable = wp_srv_order (answer->records);

      discovery->dns_timed_out += answer->outcome == WP_OUTCOME_DNS_TIMED_OUT;
      describe (question, answer, usable);
      discovery->is_not_offered[label->protocol][label->tls] = question->source->outcome
                                                               == WP_OUTCOME_NOT_OFFERED;
      question->source = wp_discovery_report (discovery, question->source);
      say_all (question, answer, usable);
      question->source = NULL;
      wp_discovery_closed (discovery, WP_SOURCE_SRV);
    }
  wp_source_free (question->source);
  g_free (question);
  wp_discovery_release (discovery);
}

void
wp_discover_srv (WpDiscovery *discovery)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      Question *question = g_new0 (Question, 1);
      g_autofree char *name = g_strconcat (labels[i].name, "._tcp.", discovery->domain, NULL);

      question->discovery = wp_discovery_hold (discovery);
      question->label = &labels[i];
      question->source = wp_source_new (WP_SOURCE_SRV, name);
      discovery->dns_asked++;
      wp_discovery_opened (discovery, WP_SOURCE_SRV);
      wp_resolver_query_async (discovery->context.resolver, name, WP_DNS_SRV,
                               discovery->cancellable, on_answer, question);
    }
}
