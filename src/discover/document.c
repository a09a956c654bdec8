/* See document-private.h. */
#include "discover/document-private.h"

#include <glib/gi18n-lib.h>

#include "discover/judge.h"

#define TOO_LARGE N_ ("The answer is larger than any settings file, so it was not read.")

static WpOutcome
on_hop (
    const char *url, const char *host, guint16 port, guint hop, GArray *addresses, gpointer data)
{
  WpDocument *self = data;
  WpHopRules rules = { .domain = self->home };

  if (self->discovery->is_freed) /* and the decisions with it */
    return WP_OUTCOME_CANCELLED;
  if (hop > 0 && (self->flags & WP_DOCUMENT_STAYS) != 0)
    return WP_OUTCOME_REDIRECT_REFUSED;
  rules.allow_private = wp_discovery_allows_private (self->discovery);
  rules.allow_http = (self->flags & WP_DOCUMENT_MAY_BE_HTTP) != 0;
  rules.must_stay = (self->flags & WP_DOCUMENT_CARRIES_ADDRESS) != 0
                    && !wp_decisions_has (self->discovery->context.decisions, "send-address");
  return wp_hop_judge (&rules, url, host, port, addresses, &self->left_home);
}

static const struct
{
  WpOutcome outcome;
  long status; /* 0: any */
  const char *note;
} failures[] = {
  { WP_OUTCOME_HTTP_ERROR, 401,
    N_ ("The server wants a login before it tells anything. It was not given one: nothing is "
        "logged in to while settings are looked for.") },
  { WP_OUTCOME_FENCED, 0,
    N_ ("The address leads into a private network or to another port than that of the web, so it "
        "was not used.") },
  { WP_OUTCOME_REDIRECT_REFUSED, 0,
    N_ ("The server sent us on to a place without encryption, to an unnamed place, or round and "
        "round, so it was not followed.") },
  { WP_OUTCOME_TOO_LARGE, 0, TOO_LARGE },
  { WP_OUTCOME_UNTRUSTED, 0,
    N_ ("The web server's certificate is not good, so nothing was asked of it.") },
};

static void
describe_failure (WpDocument *self, const WpFetchResult *fetched)
{
  WpSource *source = self->source;

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
  /* That the provider has no such host is its answer; a database must have one. */
  if ((source->kind == WP_SOURCE_DATABASE || source->kind == WP_SOURCE_MX_DATABASE)
      && fetched->outcome != WP_OUTCOME_NOT_FOUND)
    source->status = WP_SOURCE_STATUS_FAILED;
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].outcome == fetched->outcome
        && (failures[i].status == 0 || failures[i].status == fetched->status))
      {
        g_free (source->note);
        source->note = g_strdup (failures[i].note);
      }
  if (self->reader->failed != NULL)
    self->reader->failed (self, fetched);
}

static const struct
{
  WpSourceStatus status;
  WpOutcome outcome;
  const char *note;
} readings[] = {
  [WP_READING_FOUND] = { WP_SOURCE_STATUS_FOUND, WP_OUTCOME_OK, NULL },
  [WP_READING_OTHER] = { WP_SOURCE_STATUS_NOT_SETTINGS, WP_OUTCOME_NOT_SETTINGS,
                         N_ ("A web page or another document answered, not a settings file.") },
  [WP_READING_NO_SETTINGS] = { WP_SOURCE_STATUS_NOT_SETTINGS, WP_OUTCOME_NOT_SETTINGS,
                               N_ ("The answer holds no settings for receiving or sending mail.") },
  [WP_READING_TOO_LARGE] = { WP_SOURCE_STATUS_FAILED, WP_OUTCOME_TOO_LARGE, TOO_LARGE },
  [WP_READING_FORBIDDEN] = { WP_SOURCE_STATUS_FAILED, WP_OUTCOME_MALFORMED,
                             N_ ("The answer declares entities, which no settings file needs and "
                                 "which can do harm, so "
                                 "it was not read.") },
  [WP_READING_NONE] = { WP_SOURCE_STATUS_NOT_FOUND, WP_OUTCOME_NOT_FOUND, NULL },
};

void
wp_document_settle (WpDocument *self, WpReading reading, gsize count)
{
  self->source->status = readings[reading].status;
  self->source->outcome = readings[reading].outcome;
  self->source->note = g_strdup (readings[reading].note);
  if (count == 0)
    self->source->flaws |= WP_FLAW_EMPTY;
  else if (reading == WP_READING_OTHER)
    self->source->flaws |= WP_FLAW_WEB_PAGE;
}

gboolean
wp_document_wants_address (WpDocument *self)
{
  self->source->flaws |= WP_FLAW_NEEDS_ADDRESS;
  return wp_discovery_wanted_address (self->discovery, self->source->kind);
}

static void
document_free (WpDocument *self)
{
  wp_source_free (self->source);
  g_clear_pointer (&self->fetched, wp_fetch_result_free);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->home);
  wp_discovery_release (self->discovery);
  g_free (self);
}

static void
describe (WpDocument *self, const WpFetchResult *fetched)
{
  WpSource *source = self->source;

  source->outcome = fetched->outcome;
  source->http_status = fetched->status < 100 || fetched->status > 599 ? 0
                                                                       : (guint) fetched->status;
  source->content_type = g_strdup (fetched->content_type);
  source->tls = fetched->tls == NULL ? NULL : wp_tls_facts_dup (fetched->tls);
  source->start_us = fetched->start_us;
  source->end_us = fetched->end_us;
  source->provenance.is_https = fetched->is_https;
  source->provenance.left_domain = self->left_home;
  source->provenance.came_by_mx = (self->flags & WP_DOCUMENT_BY_MX) != 0;
  if (source->provenance.came_by_mx)
    source->provenance.is_authenticated = self->discovery->mx_is_authenticated;
  for (guint i = 0; i < fetched->redirects->len; i++)
    g_ptr_array_add (source->redirects, wp_url_for_display (fetched->redirects->pdata[i]));
}

static void
take (WpDocument *self, WpFetchResult *fetched)
{
  WpSourceKind kind = self->source->kind;
  gpointer found = NULL;
  gsize count = 0;
  const char *bytes = fetched->body == NULL ? "" : g_bytes_get_data (fetched->body, &count);
  WpSource *reported;

  g_ptr_array_remove_fast (self->discovery->documents, self);
  describe (self, fetched);
  if (fetched->outcome == WP_OUTCOME_OK)
    found = self->reader->read (self, bytes, count);
  else
    describe_failure (self, fetched);
  /* The reader still sees it as its own; the report frees it. */
  reported = wp_discovery_report (self->discovery, self->source);
  if (found != NULL)
    {
      self->reader->say (self, found);
      self->reader->free (found);
    }
  g_assert (reported == self->source);
  self->source = NULL;
  wp_discovery_closed (self->discovery, kind);
  wp_fetch_result_free (fetched);
}

static gboolean
is_given_up (const WpDocument *self)
{
  return self->source == NULL || wp_discovery_is_over (self->discovery);
}

static void
on_fetched (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDocument *self = data;
  WpFetchResult *fetched = wp_fetch_finish (self->discovery->context.fetcher, result);

  if (self->waits) /* who it waits for still holds it */
    {
      self->fetched = fetched;
      return;
    }
  if (is_given_up (self))
    wp_fetch_result_free (fetched);
  else
    take (self, fetched);
  document_free (self);
}

void
wp_document_go_on (WpDocument *self)
{
  self->waits = FALSE;
  if (self->fetched == NULL)
    return;
  if (!is_given_up (self))
    take (self, g_steal_pointer (&self->fetched));
  document_free (self);
}

void
wp_document_give_up (WpDocument *self)
{
  WpSource *source = g_steal_pointer (&self->source);

  g_ptr_array_remove_fast (self->discovery->documents, self);
  wp_discovery_report_given_up (self->discovery, source, self->asked_us);
}

WpDocument *
wp_document_ask (WpDiscovery *discovery, const WpDocumentRequest *request)
{
  WpDocument *self = g_new0 (WpDocument, 1);
  WpFetchRequest fetch = {
    .url = request->url,
    .may_be_http = (request->flags & WP_DOCUMENT_MAY_BE_HTTP) != 0,
    .post_body = request->post_body,
    .content_type = request->content_type,
    .timeout_ms = request->timeout_ms,
    .judge = on_hop,
    .judge_data = self,
  };
  g_autofree char *shown = wp_url_for_display (request->url);

  self->discovery = wp_discovery_hold (discovery);
  self->source = wp_source_new (request->kind, shown);
  self->reader = request->reader;
  self->data = request->data;
  self->home = g_strdup (request->home);
  self->flags = request->flags;
  self->hops = request->hops;
  self->waits = request->waits;
  self->asked_us = wp_loop_now_us (discovery->context.loop);
  wp_discovery_opened (discovery, request->kind);
  g_ptr_array_add (discovery->documents, self);
  wp_fetch_async (discovery->context.fetcher, &fetch, discovery->cancellable, on_fetched, self);
  return self;
}

/* Skipped: reported from the main loop, as every other. */

typedef struct
{
  WpDiscovery *discovery;
  WpSource *source;
} Skipped;

static gboolean
on_skipped (gpointer data)
{
  Skipped *skipped = data;
  WpDiscovery *discovery = skipped->discovery;
  WpSource *source = skipped->source;

  if (wp_discovery_is_over (discovery))
    wp_source_free (source);
  else
    {
      WpSourceKind kind = source->kind;

      source->start_us = source->end_us = wp_loop_now_us (discovery->context.loop);
      wp_discovery_report (discovery, source);
      wp_discovery_closed (discovery, kind);
    }
  wp_discovery_release (discovery);
  g_free (skipped);
  return G_SOURCE_REMOVE;
}

void
wp_document_skip (WpDiscovery *discovery, WpSourceKind kind, const char *target, const char *note)
{
  g_autoptr (GSource) idle = g_idle_source_new ();
  Skipped *skipped = g_new (Skipped, 1);

  *skipped = (Skipped){ wp_discovery_hold (discovery), wp_source_new (kind, target) };
  skipped->source->status = WP_SOURCE_STATUS_SKIPPED;
  skipped->source->outcome = WP_OUTCOME_NOT_TESTED;
  skipped->source->note = g_strdup (note);
  wp_discovery_opened (discovery, kind);
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, on_skipped, skipped, NULL);
  g_source_attach (idle, wp_loop_context (discovery->context.loop));
}

void
wp_document_keep_notices (WpDocument *self, const GPtrArray *notices)
{
  for (guint i = 0; i < notices->len; i++)
    g_ptr_array_add (self->source->notices, g_strdup (notices->pdata[i]));
  if (notices->len > 0)
    self->source->flaws |= WP_FLAW_UNUSABLE;
}

void
wp_document_keep_links (WpDocument *self, const WpProfile *profile)
{
  g_autoptr (GPtrArray) links = wp_profile_links (profile, self->discovery->report->account,
                                                  self->discovery->context.lang);

  g_ptr_array_extend_and_steal (self->source->links, g_steal_pointer (&links));
}

void
wp_document_say_servers (WpDocument *self, const GPtrArray *servers)
{
  gboolean has_encrypted[WP_N_PROTOCOLS] = { FALSE };
  gboolean is_hinted[WP_N_PROTOCOLS] = { FALSE };

  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *server = servers->pdata[i];

      has_encrypted[server->protocol] |= server->tls != WP_TLS_NONE;
      if (server->tls == WP_TLS_NONE)
        self->source->flaws |= WP_FLAW_PLAINTEXT;
    }
  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *server = servers->pdata[i];
      WpSaying saying = { .trust = self->source->trust, .order = i + 1 };

      if (server->tls == WP_TLS_NONE && has_encrypted[server->protocol])
        continue;
      wp_discovery_say (self->discovery, self->source, wp_endpoint_dup (server), &saying);
      if (!is_hinted[server->protocol] && server->tls != WP_TLS_NONE)
        {
          is_hinted[server->protocol] = TRUE;
          wp_discovery_hint (self->discovery, server, self->source->trust);
        }
    }
}
