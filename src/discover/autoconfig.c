/* The two HTTPS addresses at which a domain publishes its own settings
 * (draft-ietf-mailmaint-autoconfig §4.1): a host of its own, and a well-known path. The address of
 * the person is never in them. Each hop of a redirect is judged as a new target (discover/judge).
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/discover-private.h"
#include "discover/judge.h"
#include "format/autoconfig.h"

static const struct
{
  WpSourceKind kind;
  const char *label; /* of the host, with its dot */
  const char *path;
} places[] = {
  { WP_SOURCE_AUTOCONFIG_SUBDOMAIN, "autoconfig.", "/mail/config-v1.1.xml" },
  { WP_SOURCE_AUTOCONFIG_WELLKNOWN, "", "/.well-known/autoconfig/mail/config-v1.1.xml" },
};

typedef struct
{
  WpDiscovery *discovery;
  WpSource *source; /* until it is reported */
} Job;

static WpOutcome
on_hop (const char *url,
        const char *host,
        guint16 port,
        guint hop G_GNUC_UNUSED,
        GArray *addresses,
        gpointer data)
{
  Job *job = data;
  WpHopRules rules = { job->discovery->domain, FALSE };

  if (job->discovery->is_freed)
    return WP_OUTCOME_CANCELLED;
  rules.allow_private = wp_discovery_allows_private (job->discovery);
  return wp_hop_judge (&rules, url, host, port, addresses, &job->source->provenance.left_domain);
}

static const struct
{
  WpAutoconfigResult result;
  WpSourceStatus status;
  WpOutcome outcome;
  const char *note;
} readings[] = {
  { WP_AUTOCONFIG_OK, WP_SOURCE_STATUS_FOUND, WP_OUTCOME_OK, NULL },
  { WP_AUTOCONFIG_NOT_XML, WP_SOURCE_STATUS_NOT_SETTINGS, WP_OUTCOME_NOT_SETTINGS,
    N_ ("A web page or another document answered, not a settings file.") },
  { WP_AUTOCONFIG_NOT_SETTINGS, WP_SOURCE_STATUS_NOT_SETTINGS, WP_OUTCOME_NOT_SETTINGS,
    N_ ("The answer holds no settings for receiving or sending mail.") },
  { WP_AUTOCONFIG_TOO_LARGE, WP_SOURCE_STATUS_FAILED, WP_OUTCOME_TOO_LARGE,
    N_ ("The answer is larger than any settings file, so it was not read.") },
  { WP_AUTOCONFIG_FORBIDDEN, WP_SOURCE_STATUS_FAILED, WP_OUTCOME_MALFORMED,
    N_ ("The answer declares entities, which no settings file needs and which can do harm, so it "
        "was not read.") },
};

/* The most important thing to know about a file that was used. */
static const char *
note_on (const WpSource *source, const WpAutoconfig *file)
{
  if (source->provenance.left_domain)
    return N_ ("The file is kept by another domain, and its owner decides what it says.");
  if (!file->covers_domain)
    return N_ ("The file does not name this domain, so it may be meant for another one.");
  if (file->notices->len > 0)
    return N_ ("Some entries of the file were not usable and were skipped or repaired.");
  return NULL;
}

static WpAutoconfig *
read_body (Job *job, const WpFetchResult *fetched)
{
  WpAutoconfig *file = NULL;
  gsize count = 0;
  const char *bytes = fetched->body == NULL ? "" : g_bytes_get_data (fetched->body, &count);
  WpAutoconfigResult result = wp_autoconfig_read (bytes, count, job->discovery->report->account,
                                                  &file);

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    if (readings[i].result == result)
      {
        job->source->status = readings[i].status;
        job->source->outcome = readings[i].outcome;
        job->source->note = g_strdup (readings[i].note);
      }
  if (file != NULL)
    job->source->note = g_strdup (note_on (job->source, file));
  return file;
}

static const struct
{
  WpOutcome outcome;
  long status; /* 0: any */
  const char *note;
} failures[] = {
  { WP_OUTCOME_HTTP_ERROR, 400,
    N_ ("The server may want the e-mail address in the question. It was not sent, because nobody "
        "agreed to that.") },
  { WP_OUTCOME_FENCED, 0,
    N_ ("The address leads into a private network or to another port than that of the web, so it "
        "was not used.") },
  { WP_OUTCOME_REDIRECT_REFUSED, 0,
    N_ ("The server sent us on to a place without encryption, to an unnamed place, or round and "
        "round, so it was not followed.") },
  { WP_OUTCOME_TOO_LARGE, 0,
    N_ ("The answer is larger than any settings file, so it was not read.") },
  { WP_OUTCOME_UNTRUSTED, 0,
    N_ ("The web server's certificate is not good, so nothing was asked of it.") },
};

static void
describe_failure (WpSource *source, const WpFetchResult *fetched)
{
  switch (fetched->outcome)
    {
    case WP_OUTCOME_NOT_FOUND:
    case WP_OUTCOME_NXDOMAIN:
    case WP_OUTCOME_NO_DATA:
      source->status = WP_SOURCE_STATUS_NOT_FOUND;
      break;
    default:
      source->status = WP_SOURCE_STATUS_FAILED;
      break;
    }
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].outcome == fetched->outcome
        && (failures[i].status == 0 || failures[i].status == fetched->status))
      source->note = g_strdup (failures[i].note);
}

/* Only the first server of each protocol is likely; servers without encryption only count where the
 * file has none with it. */
static void
say_all (Job *job, const WpProfile *profile)
{
  gboolean has_encrypted[WP_N_PROTOCOLS] = { FALSE };
  gboolean is_hinted[WP_N_PROTOCOLS] = { FALSE };

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      has_encrypted[server->protocol] |= server->tls != WP_TLS_NONE;
    }
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];
      WpSaying saying = { .trust = job->source->trust, .order = i + 1 };

      if (server->tls == WP_TLS_NONE && has_encrypted[server->protocol])
        continue;
      wp_discovery_say (job->discovery, job->source, wp_endpoint_dup (server), &saying);
      if (!is_hinted[server->protocol] && server->tls != WP_TLS_NONE)
        {
          is_hinted[server->protocol] = TRUE;
          wp_discovery_hint (job->discovery, server, job->source->trust);
        }
    }
}

static void
take (Job *job, const WpFetchResult *fetched)
{
  WpSource *source = job->source;
  WpSourceKind kind = source->kind;
  g_autoptr (WpAutoconfig) file = NULL;

  source->outcome = fetched->outcome;
  source->start_us = fetched->start_us;
  source->end_us = fetched->end_us;
  source->provenance.is_https = fetched->is_https;
  for (guint i = 0; i < fetched->redirects->len; i++)
    g_ptr_array_add (source->redirects, wp_url_for_display (fetched->redirects->pdata[i]));
  if (fetched->outcome == WP_OUTCOME_OK)
    file = read_body (job, fetched);
  else
    describe_failure (source, fetched);
  job->source = wp_discovery_report (job->discovery, source);
  if (file != NULL)
    say_all (job, file->profile);
  job->source = NULL;
  wp_discovery_closed (job->discovery, kind);
}

static void
on_fetched (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (WpFetchResult) fetched = wp_fetch_finish (job->discovery->context.fetcher, result);

  if (!job->discovery->is_freed)
    take (job, fetched);
  wp_source_free (job->source);
  wp_discovery_release (job->discovery);
  g_free (job);
}

/* A host below a public suffix belongs to whoever registered it, not to the domain. The source is
 * reported from the main loop, as every other. */
static gboolean
on_skipped (gpointer data)
{
  Job *job = data;

  if (!job->discovery->is_freed)
    {
      WpSourceKind kind = job->source->kind;

      job->source->status = WP_SOURCE_STATUS_SKIPPED;
      job->source->outcome = WP_OUTCOME_NOT_TESTED;
      job->source->start_us = job->source->end_us = wp_loop_now_us (job->discovery->context.loop);
      job->source->note = g_strdup (
          N_ ("Not asked, because names under this domain belong to different owners."));
      wp_discovery_report (job->discovery, g_steal_pointer (&job->source));
      wp_discovery_closed (job->discovery, kind);
    }
  wp_source_free (job->source);
  wp_discovery_release (job->discovery);
  g_free (job);
  return G_SOURCE_REMOVE;
}

static void
skip (Job *job)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_callback (idle, on_skipped, job, NULL);
  g_source_attach (idle, wp_loop_context (job->discovery->context.loop));
}

void
wp_discover_autoconfig (WpDiscovery *discovery)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *url = g_strconcat ("https://", places[i].label, discovery->domain,
                                          places[i].path, NULL);
      Job *job = g_new0 (Job, 1);
      WpFetchRequest request = { .url = url, .judge = on_hop, .judge_data = job };

      job->discovery = wp_discovery_hold (discovery);
      job->source = wp_source_new (places[i].kind, url);
      wp_discovery_opened (discovery, places[i].kind);
      if (*places[i].label != '\0' && wp_domain_is_public_suffix (discovery->domain))
        skip (job);
      else
        wp_fetch_async (discovery->context.fetcher, &request, discovery->cancellable, on_fetched,
                        job);
    }
}
