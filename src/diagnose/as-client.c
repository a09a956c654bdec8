/* See as-client.h. The walk: each question in the program's order, until one gives servers that it
 * would use; and on the way, what a person should know of it. */
#include "diagnose/as-client-private.h"

#include <stdarg.h>

#include <glib/gi18n-lib.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"

static void
remark_free (gpointer data)
{
  WpClientRemark *remark = data;

  wp_fields_free (remark->params);
  g_free (remark);
}

static void
find_free (gpointer data)
{
  WpClientFind *find = data;

  wp_endpoint_free (find->endpoint);
  g_free (find);
}

WpClientRemark *
wp_client_remark (GPtrArray *remarks, const char *text, ...)
{
  WpClientRemark *remark = g_new0 (WpClientRemark, 1);
  va_list pairs;

  remark->text = text;
  remark->params = wp_fields_new ();
  va_start (pairs, text);
  for (const char *key = va_arg (pairs, const char *); key != NULL;
       key = va_arg (pairs, const char *))
    wp_fields_set_text (remark->params, key, va_arg (pairs, const char *));
  va_end (pairs);
  for (guint i = 0; i < remarks->len; i++)
    {
      WpClientRemark *earlier = remarks->pdata[i];

      if (earlier->text == text
          && g_strcmp0 (wp_fields_text (earlier->params, WP_KEY_HOST),
                        wp_fields_text (remark->params, WP_KEY_HOST))
                 == 0)
        {
          remark_free (remark);
          return earlier;
        }
    }
  g_ptr_array_add (remarks, remark);
  return remark;
}

static const char *
domain_of (const WpClientWalk *walk)
{
  return walk->report->account->domain_ascii;
}

const WpClientFind *
wp_client_found (const WpClientView *view, WpProtocol protocol)
{
  for (guint i = 0; i < view->finds->len; i++)
    {
      const WpClientFind *find = view->finds->pdata[i];

      if (find->endpoint->protocol == protocol)
        return find;
    }
  return NULL;
}

static gboolean
has_both (const WpClientView *view)
{
  return (wp_client_found (view, WP_PROTOCOL_IMAP) != NULL
          || wp_client_found (view, WP_PROTOCOL_POP3) != NULL)
         && wp_client_found (view, WP_PROTOCOL_SMTP) != NULL;
}

/* The walk */

static void
remark_on_http (WpClientWalk *walk, const WpAsk *ask)
{
  if (!ask->is_http || walk->rules->asks_consent || walk->has_tried_http)
    return;
  walk->has_tried_http = TRUE;
  wp_client_remark (
      walk->view->stumbles,
      N_ ("It asks a page without encryption, which anybody on this network could forge, and "
          "believes the answer without a question."),
      NULL);
  if (ask->sends_address)
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It sends the whole address {address} with that question, for everybody on the "
            "way to read."),
        WP_KEY_ADDRESS, walk->report->account->address, NULL);
}

static gboolean
is_guess (WpAskKind kind)
{
  return kind == WP_ASK_GUESS || kind == WP_ASK_PREFILL || kind == WP_ASK_MX_HOST;
}

static gboolean
is_by_mx (WpAskKind kind)
{
  return kind == WP_ASK_MX || kind == WP_ASK_MX_OWN;
}

static gboolean
is_document (WpAskKind kind)
{
  return kind != WP_ASK_SRV && !is_guess (kind);
}

/* The database answered, but neither with settings nor that it knows none. */
static gboolean
ends_documents (const WpClientWalk *walk)
{
  for (guint i = 0; i < walk->report->sources->len; i++)
    {
      const WpSource *source = walk->report->sources->pdata[i];

      if (source->kind == WP_SOURCE_DATABASE && source->status == WP_SOURCE_STATUS_FAILED
          && source->http_status != 0 && source->http_status != 404)
        return walk->rules->ends_at_error;
    }
  return FALSE;
}

static gboolean
take_heard (WpClientWalk *walk, const WpAsk *ask)
{
  WpHeard heard = wp_heard_ask (walk->report, walk->rules, ask);
  gboolean is_taken = FALSE;

  if (heard.hearing == WP_HEARD_UNKNOWN)
    wp_client_remark (walk->view->unknown, heard.text, WP_KEY_HOST, heard.host, NULL);
  else if (heard.hearing == WP_HEARD_SETTINGS)
    is_taken = ask->kind == WP_ASK_SRV ? wp_client_take_srv (walk)
                                       : wp_client_take_document (walk, heard.source);
  else if (wp_heard_needs_address (walk->report, ask))
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It asks without the address, and the web server of {domain} gives its settings "
            "only to a question with it."),
        WP_KEY_DOMAIN, domain_of (walk), NULL);
  wp_heard_clear (&heard);
  return is_taken;
}

static gboolean
step_on (WpClientWalk *walk, const WpAsk *ask)
{
  remark_on_http (walk, ask);
  switch (ask->kind)
    {
    case WP_ASK_MX:
      return wp_client_take_mx (walk, WP_MX_PAGE);
    case WP_ASK_MX_OWN:
      return wp_client_take_mx (walk, WP_MX_OWN_PAGE);
    case WP_ASK_MX_HOST:
      return wp_client_take_exchanger (walk);
    case WP_ASK_GUESS:
      return wp_client_take_guesses (walk);
    case WP_ASK_PREFILL:
      return wp_client_take_prefill (walk);
    default:
      return take_heard (walk, ask);
    }
}

/* Its order; where SRV only fills gaps, documents end at the first that was used, and the walk goes
 * on. */
static void
walk_all (WpClientWalk *walk)
{
  for (const WpAsk *ask = walk->rules->asks; ask->kind != WP_ASK_END; ask++)
    {
      gboolean is_page = is_document (ask->kind);

      if ((walk->view->finds->len > 0 && !walk->rules->srv_fills)
          || (is_page && (walk->has_document || walk->has_given_up)))
        continue;
      if (walk->view->finds->len > 0 && is_guess (ask->kind))
        continue;
      if (step_on (walk, ask) && is_page)
        walk->has_document = TRUE;
      if (ask->kind == WP_ASK_DATABASE && !walk->has_document && ends_documents (walk))
        {
          walk->has_given_up = TRUE;
          wp_client_remark (walk->view->stumbles,
                            N_ ("It stops at the error of the public database and asks no further "
                                "page."),
                            NULL);
        }
    }
}

/* A document whose user name is more than the address tells more than SRV can. */
static gboolean
names_user (const WpReport *report, const WpSource *source)
{
  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL && candidate->endpoint->username != NULL
          && !g_str_equal (candidate->endpoint->username, "%EMAILADDRESS%"))
        return TRUE;
    }
  return FALSE;
}

static void
take_named_user (WpClientWalk *walk)
{
  for (const WpAsk *ask = walk->rules->asks; ask->kind != WP_ASK_END; ask++)
    {
      WpHeard heard = { WP_HEARD_NOTHING, NULL, NULL, NULL };

      if (is_document (ask->kind) && !is_by_mx (ask->kind))
        heard = wp_heard_ask (walk->report, walk->rules, ask);
      if (heard.hearing == WP_HEARD_SETTINGS)
        {
          if (names_user (walk->report, heard.source))
            wp_client_take_document (walk, heard.source);
          wp_heard_clear (&heard);
          return;
        }
      wp_heard_clear (&heard);
    }
}

/* Afterwards */

static gboolean
asks_kind (const WpClientRules *rules, WpSourceKind kind)
{
  static const struct
  {
    WpSourceKind kind;
    WpAskKind ask;
    gboolean is_http;
  } rows[] = {
    { WP_SOURCE_AUTOCONFIG_SUBDOMAIN, WP_ASK_SUBDOMAIN, FALSE },
    { WP_SOURCE_AUTOCONFIG_WELLKNOWN, WP_ASK_WELLKNOWN, FALSE },
    { WP_SOURCE_AUTOCONFIG_HTTP, WP_ASK_SUBDOMAIN, TRUE },
    { WP_SOURCE_DATABASE, WP_ASK_DATABASE, FALSE },
    { WP_SOURCE_MX_AUTOCONFIG, WP_ASK_MX, FALSE },
    { WP_SOURCE_MX_DATABASE, WP_ASK_MX, FALSE },
    { WP_SOURCE_MX_DATABASE, WP_ASK_MX_OWN, FALSE },
    { WP_SOURCE_SRV, WP_ASK_SRV, FALSE },
    { WP_SOURCE_AUTODISCOVER, WP_ASK_AUTODISCOVER, FALSE },
  };

  for (const WpAsk *ask = rules->asks; ask->kind != WP_ASK_END; ask++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      if (rows[i].kind == kind && rows[i].ask == ask->kind && rows[i].is_http == ask->is_http)
        return TRUE;
  return FALSE;
}

static gboolean
has_guessed (const WpClientWalk *walk)
{
  for (guint i = 0; i < walk->view->finds->len; i++)
    {
      const WpClientFind *find = walk->view->finds->pdata[i];
      const WpSource *source = wp_report_source (walk->report, find->source);

      if (source == NULL || source->kind == WP_SOURCE_GUESS)
        return TRUE;
    }
  return FALSE;
}

/* Where it does not look, though somebody published settings there. */
static void
remark_on_missed (WpClientWalk *walk)
{
  g_autoptr (GPtrArray) missed = g_ptr_array_new ();
  WpClientRemark *remark;

  for (guint i = 0; i < walk->report->sources->len; i++)
    {
      const WpSource *source = walk->report->sources->pdata[i];
      gpointer id = (gpointer) wp_source_kind_id (source->kind);

      if (source->status == WP_SOURCE_STATUS_FOUND && source->kind != WP_SOURCE_GUESS
          && source->kind != WP_SOURCE_GIVEN && source->kind != WP_SOURCE_NOTES
          && !asks_kind (walk->rules, source->kind) && !g_ptr_array_find (missed, id, NULL))
        g_ptr_array_add (missed, id);
    }
  if (missed->len == 0)
    return;
  g_ptr_array_add (missed, NULL);
  remark = wp_client_remark (walk->view->stumbles,
                             N_ ("It does not look where the settings of {domain} are: {source}."),
                             WP_KEY_DOMAIN, walk->report->account->domain_ascii, NULL);
  wp_fields_set_list (remark->params, WP_KEY_SOURCE, (const char *const *) missed->pdata);
}

static void
remark_on_provider (WpClientWalk *walk)
{
  const WpProvider *provider = walk->report->provider;

  for (guint i = 0; i < walk->view->finds->len; i++)
    {
      const WpClientFind *find = walk->view->finds->pdata[i];
      WpProtocol protocol = find->endpoint->protocol;

      if (walk->rules->lacks_oauth
          && wp_provider_demand (provider, WP_DEMAND_SIGN_IN, protocol) != NULL)
        wp_client_remark (walk->view->stumbles,
                          N_ ("It cannot sign in through the web (OAuth2), which {name} demands."),
                          WP_KEY_NAME, provider->name, NULL);
      if (!walk->rules->tells_app_password
          && wp_provider_demand (provider, WP_DEMAND_APP_PASSWORD, protocol) != NULL)
        wp_client_remark (walk->view->stumbles,
                          N_ ("It does not say that {name} wants an app password; the password of "
                              "the account would only be refused."),
                          WP_KEY_NAME, provider->name, NULL);
    }
}

static void
remark_on_broken (WpClientWalk *walk)
{
  for (guint i = 0; i < walk->view->finds->len; i++)
    {
      const WpClientFind *find = walk->view->finds->pdata[i];

      if (wp_probed (walk->report, walk->rules, find->endpoint) == WP_PROBED_FAILS)
        wp_client_remark (walk->view->stumbles,
                          N_ ("It would set up {host} for {protocol}, which did not answer here as "
                              "it should."),
                          WP_KEY_HOST, find->endpoint->host, WP_KEY_PROTOCOL,
                          wp_protocol_id (find->endpoint->protocol), NULL);
    }
}

/* An answer of the provider's own was there, and the database was believed before it. */
static void
remark_on_database (WpClientWalk *walk)
{
  const WpClientFind *find = walk->view->finds->len == 0 ? NULL : walk->view->finds->pdata[0];
  const WpSource *by = find == NULL ? NULL : wp_report_source (walk->report, find->source);

  for (guint i = 0; by != NULL && by->kind == WP_SOURCE_DATABASE && i < walk->report->sources->len;
       i++)
    {
      const WpSource *source = walk->report->sources->pdata[i];

      if (source->status == WP_SOURCE_STATUS_FOUND && asks_kind (walk->rules, source->kind)
          && source->trust == WP_TRUST_PROVIDER_HTTPS)
        wp_client_remark (walk->view->stumbles,
                          N_ ("It believes the public database before the provider's own page, "
                              "although that may be newer."),
                          NULL);
    }
}

static WpClientVerdict
difference (const WpEndpoint *one, const WpEndpoint *other)
{
  if (wp_endpoint_same_server (one, other))
    return WP_CLIENT_SAME;
  return g_ascii_strcasecmp (one->host, other->host) == 0 ? WP_CLIENT_PORTS : WP_CLIENT_OTHER;
}

/* Those in which it differs in this way; of const char*, NULL at the end where there is any. */
static GPtrArray *
protocols_that_differ (const WpClientWalk *walk, WpClientVerdict how)
{
  GPtrArray *protocols = g_ptr_array_new ();

  for (guint i = 0; i < walk->view->finds->len; i++)
    {
      const WpEndpoint *endpoint = ((const WpClientFind *) walk->view->finds->pdata[i])->endpoint;
      const WpCandidate *choice = wp_report_choice (walk->report, endpoint->protocol);

      if (choice != NULL && difference (endpoint, choice->endpoint) == how)
        g_ptr_array_add (protocols, (gpointer) wp_protocol_id (endpoint->protocol));
    }
  if (protocols->len > 0)
    g_ptr_array_add (protocols, NULL);
  return protocols;
}

static void
remark_on_difference (WpClientWalk *walk, const GPtrArray *protocols, const char *text)
{
  if (protocols->len > 0)
    wp_fields_set_list (wp_client_remark (walk->view->stumbles, text, NULL)->params,
                        WP_KEY_PROTOCOLS, (const char *const *) protocols->pdata);
}

/* Waypost guessed, and nobody has looked yet whether its guess answers. */
static gboolean
is_unseen (const WpReport *report, WpProtocol protocol)
{
  const WpService *service = NULL;

  for (guint i = 0; i < report->services->len && service == NULL; i++)
    if (((const WpService *) report->services->pdata[i])->protocol == protocol)
      service = report->services->pdata[i];
  return service != NULL && service->candidate != 0
         && (service->why == NULL || g_str_equal (service->why, "run.stopped"));
}

/* For something that it finds Waypost has chosen nothing. */
static gboolean
finds_more (const WpClientWalk *walk, gboolean *is_open)
{
  gboolean is_more = FALSE;

  *is_open = FALSE;
  for (guint i = 0; i < walk->view->finds->len; i++)
    {
      const WpClientFind *find = walk->view->finds->pdata[i];

      if (wp_report_choice (walk->report, find->endpoint->protocol) != NULL)
        continue;
      is_more = TRUE;
      *is_open = *is_open || is_unseen (walk->report, find->endpoint->protocol);
    }
  return is_more;
}

static WpClientVerdict
verdict_on (const WpClientWalk *walk, gboolean has_other, gboolean has_ports)
{
  const WpClientView *view = walk->view;
  gboolean is_open;
  gboolean is_more = finds_more (walk, &is_open);

  if (has_both (view) && !is_more && !has_other && !has_ports)
    return WP_CLIENT_SAME;
  if (is_open || (walk->has_untried && (has_guessed (walk) || view->finds->len == 0)))
    return WP_CLIENT_UNKNOWN;
  if (view->finds->len == 0)
    return view->unknown->len == 0 ? WP_CLIENT_NOTHING : WP_CLIENT_UNKNOWN;
  if (has_other || is_more)
    return WP_CLIENT_OTHER;
  return has_both (view) ? WP_CLIENT_PORTS : WP_CLIENT_PART;
}

static void
compare (WpClientWalk *walk)
{
  g_autoptr (GPtrArray) other = protocols_that_differ (walk, WP_CLIENT_OTHER);
  g_autoptr (GPtrArray) ports = protocols_that_differ (walk, WP_CLIENT_PORTS);

  walk->view->verdict = verdict_on (walk, other->len > 0, ports->len > 0);
  if (walk->view->verdict == WP_CLIENT_UNKNOWN)
    return;
  remark_on_difference (walk, other,
                        N_ ("It proposes another server than Waypost for {protocols}."));
  remark_on_difference (
      walk, ports, N_ ("It proposes another port or encryption than Waypost for {protocols}."));
}

static void
say_beforehand (WpClientWalk *walk)
{
  if (walk->rules->always != NULL)
    wp_client_remark (walk->view->unknown, walk->rules->always, WP_KEY_DOMAIN,
                      walk->report->account->domain_ascii, NULL);
  if (walk->rules->has_own_list && wp_client_is_well_known (walk->report))
    wp_client_remark (walk->view->unknown,
                      N_ ("It first looks into a list of providers of its own; what that says of "
                          "{domain} is not known."),
                      WP_KEY_DOMAIN, walk->report->account->domain_ascii, NULL);
}

static int
by_protocol (gconstpointer a, gconstpointer b)
{
  const WpClientFind *one = *(const WpClientFind *const *) a;
  const WpClientFind *other = *(const WpClientFind *const *) b;

  return (int) one->endpoint->protocol - (int) other->endpoint->protocol;
}

WpClientView *
wp_client_view (const WpReport *report, const WpAsClient *client)
{
  WpClientView *view = g_new0 (WpClientView, 1);
  WpClientWalk walk = { .report = report, .rules = client->rules, .view = view };

  view->client = client;
  view->finds = g_ptr_array_new_with_free_func (find_free);
  view->stumbles = g_ptr_array_new_with_free_func (remark_free);
  view->unknown = g_ptr_array_new_with_free_func (remark_free);
  view->verdict = WP_CLIENT_NOTHING;
  if (report->account == NULL)
    return view;
  say_beforehand (&walk);
  if (walk.rules->named_user_first)
    take_named_user (&walk);
  walk_all (&walk);
  g_ptr_array_sort (view->finds, by_protocol);
  if (!has_both (view) || has_guessed (&walk))
    remark_on_missed (&walk);
  remark_on_provider (&walk);
  remark_on_broken (&walk);
  remark_on_database (&walk);
  compare (&walk);
  return view;
}

void
wp_client_view_free (WpClientView *view)
{
  if (view == NULL)
    return;
  g_ptr_array_unref (view->finds);
  g_ptr_array_unref (view->stumbles);
  g_ptr_array_unref (view->unknown);
  g_free (view);
}

const WpCandidate *
wp_report_choice (const WpReport *report, WpProtocol protocol)
{
  g_autoptr (GPtrArray) ranked = wp_report_ranked (report, protocol);

  for (guint i = 0; i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      const WpCandidate *chosen = service->protocol == protocol
                                      ? wp_report_candidate (report, service->candidate)
                                      : NULL;

      if (chosen != NULL)
        return chosen->trust != WP_TRUST_GUESS || wp_diagnose_looks_fine (report, service) ? chosen
                                                                                           : NULL;
    }
  for (guint i = 0; i < ranked->len; i++)
    if (((const WpCandidate *) ranked->pdata[i])->trust != WP_TRUST_GUESS)
      return ranked->pdata[i];
  return NULL;
}
