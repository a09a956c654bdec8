/* Autodiscover, as far as it is asked without a password: POX (MS-OXDSCLI) at the domain and at its
 * host of that name, where a SRV record leads, and where an answer sends us on; V2 at Microsoft,
 * where the notes or the mail exchanger say that the mailbox is there.
 *
 * Each question carries the address. So it goes over HTTPS to hosts inside the domain only, unless
 * a person allowed send-address; and never to a host that a public suffix is the parent of, which
 * is how other programs gave passwords away in 2021 (discovery to autodiscover.com and the like).
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/limits.h"
#include "discover/document-private.h"
#include "discover/judge.h"
#include "format/autodiscover.h"
#include "model/provider.h"

#define V2_HOST "outlook.office365.com"

static const char not_allowed[] = N_ (
    "The answer leads to another domain, and the address would have gone along. It was not "
    "sent, because nobody agreed to that.");

static gboolean
may_send (const WpDiscovery *discovery)
{
  return wp_decisions_has (discovery->context.decisions, "send-address");
}

static void ask_url (WpDiscovery *discovery, const char *url, const char *address, guint hops);

/* Reading */

static const WpReading readings[] = {
  [WP_AUTODISCOVER_OK] = WP_READING_FOUND,
  [WP_AUTODISCOVER_REDIRECT_ADDRESS] = WP_READING_NONE,
  [WP_AUTODISCOVER_REDIRECT_URL] = WP_READING_NONE,
  [WP_AUTODISCOVER_ERROR] = WP_READING_NONE,
  [WP_AUTODISCOVER_NOT_XML] = WP_READING_OTHER,
  [WP_AUTODISCOVER_NOT_SETTINGS] = WP_READING_NO_SETTINGS,
  [WP_AUTODISCOVER_TOO_LARGE] = WP_READING_TOO_LARGE,
  [WP_AUTODISCOVER_FORBIDDEN] = WP_READING_FORBIDDEN,
};

/* What the format says beyond settings. */
static const char *const words[] = {
  [WP_AUTODISCOVER_REDIRECT_ADDRESS] = N_ ("The answer sends us on to another address."),
  [WP_AUTODISCOVER_REDIRECT_URL] = N_ ("The answer sends us on to another place."),
  [WP_AUTODISCOVER_ERROR] = N_ ("The server answers, and has no settings for this address."),
};

static gpointer
settle (WpDocument *document, WpAutodiscoverResult result, gsize count, WpAutodiscover *found)
{
  wp_document_settle (document, readings[result], count);
  if (result < G_N_ELEMENTS (words) && words[result] != NULL)
    document->source->note = g_strdup (words[result]);
  if (result == WP_AUTODISCOVER_OK)
    {
      wp_document_keep_notices (document, found->notices);
      wp_document_keep_links (document, found->profile);
    }
  return found;
}

static gpointer
read_pox (WpDocument *document, const char *bytes, gsize count)
{
  WpAutodiscover *found = NULL;
  WpAutodiscoverResult result = wp_autodiscover_read (bytes, count,
                                                      document->discovery->report->account, &found);

  settle (document, result, count, found);
  /* Exchange only is an answer, but no settings. */
  if (result == WP_AUTODISCOVER_OK && found->profile->servers->len == 0)
    {
      document->source->status = WP_SOURCE_STATUS_NOT_SETTINGS;
      document->source->outcome = WP_OUTCOME_NOT_SETTINGS;
      document->source->note = g_strdup (
          N_ ("The answer names services of Exchange only, neither IMAP nor POP3."));
    }
  return found;
}

/* Another address is asked at the hosts of its own domain. */
static void
follow (WpDocument *document, const WpAutodiscover *found)
{
  WpDiscovery *discovery = document->discovery;
  g_autoptr (WpAccount) account = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (document->hops >= WP_LIMIT_HTTP_REDIRECTS)
    return;
  if (strstr (found->redirect, "://") != NULL)
    {
      uri = g_uri_parse (found->redirect, G_URI_FLAGS_ENCODED, NULL);
      host = uri == NULL ? NULL : g_uri_get_host (uri);
    }
  else
    {
      account = wp_account_new (found->redirect, NULL);
      host = account == NULL ? NULL : account->domain_ascii;
    }
  if (host == NULL || wp_domain_is_public_suffix (host))
    return;
  if (!wp_hop_is_inside (host, discovery->domain) && !may_send (discovery))
    {
      g_free (document->source->note);
      document->source->note = g_strdup (not_allowed);
      wp_discovery_wanted_address (discovery, WP_SOURCE_AUTODISCOVER);
      return;
    }
  if (uri != NULL)
    ask_url (discovery, found->redirect, discovery->report->account->address, document->hops + 1);
  else
    {
      g_autofree char *url = g_strconcat ("https://autodiscover.", host, WP_AUTODISCOVER_PATH,
                                          NULL);

      ask_url (discovery, url, account->address, document->hops + 1);
    }
}

static void
say_pox (WpDocument *document, gpointer found)
{
  const WpAutodiscover *answer = found;

  if (answer->redirect != NULL)
    follow (document, answer);
  else if (answer->profile != NULL)
    wp_document_say_servers (document, answer->profile->servers);
}

static void
free_answer (gpointer found)
{
  wp_autodiscover_free (found);
}

/* A web server that takes no POST has no Autodiscover. */
static void
on_failed (WpDocument *document, const WpFetchResult *fetched)
{
  if (fetched->status != 405)
    return;
  document->source->status = WP_SOURCE_STATUS_NOT_FOUND;
  document->source->outcome = WP_OUTCOME_NOT_FOUND;
}

static const WpDocumentReader pox_reader = {
  .read = read_pox,
  .say = say_pox,
  .free = free_answer,
  .failed = on_failed,
};

/* Asking */

static void
ask_url (WpDiscovery *discovery, const char *url, const char *address, guint hops)
{
  g_autofree char *body = wp_autodiscover_request (address);
  WpDocumentRequest request = {
    .kind = WP_SOURCE_AUTODISCOVER,
    .url = url,
    .home = discovery->domain,
    .flags = WP_DOCUMENT_CARRIES_ADDRESS,
    .post_body = body,
    .content_type = WP_AUTODISCOVER_TYPE,
    .reader = &pox_reader,
    .hops = hops,
  };

  wp_document_ask (discovery, &request);
}

static void
on_record (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (discovery->context.resolver, result);

  if (!wp_discovery_is_over (discovery))
    {
      g_autoptr (GPtrArray) usable = wp_srv_order (answer->records);
      const WpDnsRecord *first = usable->len == 0 ? NULL : usable->pdata[0];
      g_autofree char *own = g_strconcat ("autodiscover.", discovery->domain, NULL);

      if (first != NULL && !g_str_equal (first->target, own)
          && !g_str_equal (first->target, discovery->domain))
        {
          g_autofree char *url = g_strconcat ("https://", first->target, WP_AUTODISCOVER_PATH,
                                              NULL);

          if (first->port == 443
              && (wp_hop_is_inside (first->target, discovery->domain) || may_send (discovery)))
            ask_url (discovery, url, discovery->report->account->address, 1);
          else
            wp_document_skip (discovery, WP_SOURCE_AUTODISCOVER, url, not_allowed);
        }
      wp_discovery_closed (discovery, WP_SOURCE_AUTODISCOVER);
    }
  wp_discovery_release (discovery);
}

void
wp_discover_autodiscover (WpDiscovery *discovery)
{
  static const char *const labels[] = { "", "autodiscover." };
  const char *why = NULL;

  if (wp_decisions_denies (discovery->context.decisions, "autodiscover"))
    why = N_ ("Not asked, because it was switched off.");
  else if (discovery->report->typo != NULL && !may_send (discovery))
    why = N_ (
        "Not asked, because the domain looks mistyped, and the address would have been sent.");
  else if (wp_domain_is_public_suffix (discovery->domain))
    why = WP_BELOW_SUFFIX;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *url = g_strconcat ("https://", labels[i], discovery->domain,
                                          WP_AUTODISCOVER_PATH, NULL);

      if (why == NULL)
        ask_url (discovery, url, discovery->report->account->address, 0);
      else if (i == 0)
        wp_document_skip (discovery, WP_SOURCE_AUTODISCOVER, url, why);
    }
  if (why == NULL)
    {
      g_autofree char *name = g_strconcat ("_autodiscover._tcp.", discovery->domain, NULL);

      wp_discovery_opened (discovery, WP_SOURCE_AUTODISCOVER);
      wp_resolver_query_async (discovery->context.resolver, name, WP_DNS_SRV,
                               discovery->cancellable, on_record, wp_discovery_hold (discovery));
    }
}

/* V2 names the URL of one service of Exchange: nothing to log in to here, but good to know. */

static gpointer
read_v2 (WpDocument *document, const char *bytes, gsize count)
{
  WpAutodiscover *found = NULL;
  WpAutodiscoverResult result = wp_autodiscover_v2_read (bytes, count, &found);

  return settle (document, result, count, found);
}

static void
say_v2 (WpDocument *document G_GNUC_UNUSED, gpointer found G_GNUC_UNUSED)
{
}

static const WpDocumentReader v2_reader = {
  .read = read_v2,
  .say = say_v2,
  .free = free_answer,
};

static gboolean
is_microsoft (const WpDiscovery *discovery)
{
  static const char *const exchangers[] = { "outlook.com", "office365.us", "mx.microsoft" };
  static const char *const providers[] = { "outlook-com", "microsoft-365", NULL };

  if (discovery->report->provider != NULL
      && g_strv_contains (providers, discovery->report->provider->id))
    return TRUE;
  for (guint i = 0; i < discovery->mx_hosts->len; i++)
    for (guint n = 0; n < G_N_ELEMENTS (exchangers); n++)
      if (wp_domain_is_within (discovery->mx_hosts->pdata[i], exchangers[n]))
        return TRUE;
  return FALSE;
}

void
wp_discover_autodiscover_v2 (WpDiscovery *discovery)
{
  static const char *const protocols[] = { "ActiveSync", "Ews" };

  if (!may_send (discovery) || !is_microsoft (discovery)
      || wp_decisions_denies (discovery->context.decisions, "autodiscover"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      g_autofree char *path = wp_autodiscover_v2_path (discovery->report->account->address,
                                                       protocols[i]);
      g_autofree char *url = g_strconcat ("https://" V2_HOST, path, NULL);
      WpDocumentRequest request = {
        .kind = WP_SOURCE_AUTODISCOVER,
        .url = url,
        .home = V2_HOST,
        .flags = WP_DOCUMENT_CARRIES_ADDRESS,
        .reader = &v2_reader,
      };

      wp_document_ask (discovery, &request);
    }
}
