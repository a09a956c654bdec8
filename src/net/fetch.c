/* See fetch.h. A job is one document: resolve, ask the judge, transfer, and again for each
 * redirect. It has one way out, job_end. */
#include "net/fetch.h"

#include <errno.h>
#include <string.h>

#include "base/domain.h"
#include "base/limits.h"
#include "base/printable.h"
#include "model/keys.h"
#include "net/cancel.h"
#include "net/curl.h"
#include "net/socket.h"
#include "net/transfer.h"
#include "net/url.h"

#define TOTAL_MS 5000
#define URL_CHARS 2048

/* An address and a port where nothing answers. */
typedef struct
{
  WpInet inet;
  guint16 port;
} Silent;

struct _WpFetcher
{
  int refs; /* the owner's, and one of each job */
  WpLoop *loop;
  WpResolver *resolver;
  WpTrustStore *store;
  WpCrowd *crowd;
  WpTransfers *transfers; /* NULL: nothing was fetched yet */
  gboolean is_loading;    /* libcurl */
  GArray *silent;         /* of Silent */
  GList *jobs;            /* of Job; lent */
};

typedef struct
{
  int refs; /* until it ends, and one of each asynchronous call that is out */
  gboolean has_ended;
  gboolean has_begun; /* libcurl was there */
  WpFetcher *fetcher;
  GTask *task;
  WpCancel cancel;        /* the caller's word */
  GCancellable *inner;    /* ends what this job has asked for */
  WpFetchRequest request; /* its strings are ours */
  WpFetchResult *result;
  WpTimer *end_timer;  /* NULL: waits for its place */
  gint64 end_us;       /* of that timer */
  gint64 wait_us;      /* since when it waits */
  WpTimer *turn_timer; /* the crowd has spoken */
  WpTimer *freed_timer;
  WpPlace *place; /* waited for; then it is the transfer's */
  WpTransfer *transfer;
  X509_STORE *store; /* lent by the trust store; NULL until it is loaded */
  guint hop;
  gboolean is_post;
  /* of the present hop */
  char *url;
  char *host;
  guint16 port;
  gboolean is_https;
  GArray *addresses; /* of WpInet, judged; NULL until known */
} Job;

void
wp_fetch_result_free (WpFetchResult *result)
{
  if (result == NULL)
    return;
  g_free (result->content_type);
  g_clear_pointer (&result->body, g_bytes_unref);
  g_free (result->url);
  g_ptr_array_unref (result->redirects);
  g_free (result->error);
  wp_tls_facts_free (result->tls);
  wp_fields_free (result->evidence);
  g_free (result);
}

/* The end */

static void
job_unref (Job *job)
{
  if (--job->refs > 0)
    return;
  g_object_unref (job->task);
  g_object_unref (job->inner);
  g_free ((char *) job->request.url);
  g_free ((char *) job->request.post_body);
  g_free ((char *) job->request.content_type);
  g_free (job->url);
  g_free (job->host);
  g_clear_pointer (&job->addresses, g_array_unref);
  g_free (job);
}

static void
fetcher_unref (WpFetcher *self)
{
  if (--self->refs > 0)
    return;
  wp_transfers_free (self->transfers);
  wp_crowd_unref (self->crowd);
  g_array_unref (self->silent);
  wp_trust_store_unref (self->store);
  wp_resolver_unref (self->resolver);
  wp_loop_unref (self->loop);
  g_free (self);
}

static void
job_end (Job *job, WpOutcome outcome)
{
  WpFetcher *fetcher = job->fetcher;
  WpFetchResult *result = g_steal_pointer (&job->result);

  job->has_ended = TRUE;
  wp_cancel_clear (&job->cancel);
  g_clear_pointer (&job->end_timer, wp_timer_remove);
  g_clear_pointer (&job->turn_timer, wp_timer_remove);
  g_clear_pointer (&job->freed_timer, wp_timer_remove);
  g_clear_pointer (&job->place, wp_crowd_decline);
  g_clear_pointer (&job->transfer, wp_transfer_free);
  g_cancellable_cancel (job->inner);
  fetcher->jobs = g_list_remove (fetcher->jobs, job);
  result->outcome = outcome;
  result->end_us = wp_loop_now_us (fetcher->loop);
  if (result->body == NULL)
    result->body = g_bytes_new (NULL, 0);
  g_task_return_pointer (job->task, result, (GDestroyNotify) wp_fetch_result_free);
  job_unref (job);
  fetcher_unref (fetcher);
}

static void
on_cancelled (gpointer data)
{
  job_end (data, WP_OUTCOME_CANCELLED);
}

static void
on_fetcher_freed (gpointer data)
{
  Job *job = data;

  job->freed_timer = NULL;
  job_end (job, WP_OUTCOME_CANCELLED);
}

static void
on_end_time (gpointer data)
{
  Job *job = data;

  job->end_timer = NULL;
  job_end (job, job->addresses == NULL ? WP_OUTCOME_DNS_TIMED_OUT : WP_OUTCOME_TIMED_OUT);
}

/* One hop */

static void start_hop (Job *job, const char *url);

static WpOutcome
outcome_of_status (long status)
{
  if (status == 204 || status == 404 || status == 410)
    return WP_OUTCOME_NOT_FOUND;
  return status >= 200 && status < 300 ? WP_OUTCOME_OK : WP_OUTCOME_HTTP_ERROR;
}

static gboolean
is_redirect (const WpTransferResult *transfer)
{
  static const long statuses[] = { 301, 302, 303, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (transfer->status == statuses[i])
      return transfer->redirect_url != NULL;
  return FALSE;
}

static void
follow (Job *job, const char *url, long status)
{
  if (job->hop == WP_LIMIT_HTTP_REDIRECTS)
    {
      job_end (job, WP_OUTCOME_REDIRECT_REFUSED);
      return;
    }
  g_ptr_array_add (job->result->redirects, wp_printable_text (url, URL_CHARS));
  job->is_post &= status == 307 || status == 308; /* RFC 9110 §15.4 */
  job->hop++;
  start_hop (job, url);
}

static gboolean
is_silent (const WpFetcher *fetcher, const WpInet *inet, guint16 port)
{
  for (guint i = 0; i < fetcher->silent->len; i++)
    {
      const Silent *silent = &g_array_index (fetcher->silent, Silent, i);

      if (silent->port == port && wp_inet_equal (&silent->inet, inet))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_hopeless (const Job *job)
{
  for (guint i = 0; i < job->addresses->len; i++)
    if (!is_silent (job->fetcher, &g_array_index (job->addresses, WpInet, i), job->port))
      return FALSE;
  return TRUE;
}

static void
mark_silent (const Job *job)
{
  for (guint i = 0; i < job->addresses->len; i++)
    {
      Silent silent = { g_array_index (job->addresses, WpInet, i), job->port };

      if (!is_silent (job->fetcher, &silent.inet, silent.port))
        g_array_append_val (job->fetcher->silent, silent);
    }
}

static void
on_transfer (WpTransferResult *transfer, gpointer data)
{
  Job *job = data;
  WpFetchResult *result = job->result;

  result->status = transfer->status;
  result->error = g_steal_pointer (&transfer->error);
  result->tls = g_steal_pointer (&transfer->tls);
  wp_fields_set_text (result->evidence, WP_KEY_ERRNO, transfer->errno_name);
  if (transfer->is_silent)
    mark_silent (job); /* before its place goes back to one that waits for it */
  if (transfer->outcome == WP_OUTCOME_OK && is_redirect (transfer))
    {
      g_autofree char *url = g_steal_pointer (&transfer->redirect_url);

      g_clear_pointer (&job->transfer, wp_transfer_free);
      follow (job, url, result->status);
      return;
    }
  result->content_type = g_steal_pointer (&transfer->content_type);
  if (transfer->outcome == WP_OUTCOME_OK)
    {
      result->body = g_byte_array_free_to_bytes (g_steal_pointer (&transfer->body));
      job_end (job, outcome_of_status (result->status));
    }
  else
    job_end (job, transfer->outcome);
}

static void
end_silent (Job *job)
{
  wp_fields_set_text (job->result->evidence, WP_KEY_ERRNO, wp_socket_errno_name (ETIMEDOUT));
  job_end (job, WP_OUTCOME_TIMED_OUT);
}

static void
start_transfer (Job *job)
{
  WpFetcher *fetcher = job->fetcher;

  if (fetcher->transfers == NULL)
    fetcher->transfers = wp_transfers_new (fetcher->loop);
  job->transfer = wp_transfer_new (fetcher->transfers,
                                   &(WpTransferParams){
                                       .url = job->url,
                                       .host = job->host,
                                       .port = job->port,
                                       .addresses = job->addresses,
                                       .post_body = job->is_post ? job->request.post_body : NULL,
                                       .content_type = job->request.content_type,
                                       .store = job->is_https ? job->store : NULL,
                                       .crowd = fetcher->crowd,
                                       .place = g_steal_pointer (&job->place),
                                   },
                                   on_transfer, job);
}

static void
stop_clock (Job *job)
{
  job->wait_us = wp_loop_now_us (job->fetcher->loop);
  g_clear_pointer (&job->end_timer, wp_timer_remove);
}

static void
go_on_with_clock (Job *job)
{
  gint64 waited_us = wp_loop_now_us (job->fetcher->loop) - job->wait_us;

  job->result->start_us += waited_us;
  job->end_us += waited_us;
  job->end_timer = wp_loop_at (job->fetcher->loop, job->end_us, on_end_time, job);
}

static void
on_turn (gpointer data)
{
  Job *job = data;

  job->turn_timer = NULL;
  go_on_with_clock (job);
  if (is_hopeless (job))
    end_silent (job);
  else if (wp_crowd_answer (job->place) == WP_CROWD_IN)
    start_transfer (job);
  else
    job_end (job, WP_OUTCOME_NOT_TESTED);
}

/* From inside libcurl, where a socket is closed: nothing may be begun there. */
static void
on_place (gboolean is_in G_GNUC_UNUSED, gpointer data)
{
  Job *job = data;

  job->turn_timer = wp_loop_after_ms (job->fetcher->loop, 0, on_turn, job);
}

static void
maybe_transfer (Job *job)
{
  if (job->transfer != NULL || job->place != NULL || job->addresses == NULL
      || (job->is_https && job->store == NULL))
    return;
  if (is_hopeless (job))
    {
      end_silent (job);
      return;
    }
  job->place = wp_crowd_enter (job->fetcher->crowd, WP_CROWD_WEB,
                               &g_array_index (job->addresses, WpInet, 0), on_place, job);
  switch (wp_crowd_answer (job->place))
    {
    case WP_CROWD_IN:
      start_transfer (job);
      break;
    case WP_CROWD_WAIT:
      stop_clock (job);
      break;
    case WP_CROWD_FULL:
      job_end (job, WP_OUTCOME_NOT_TESTED);
      break;
    }
}

static void
on_store (GObject *source G_GNUC_UNUSED, GAsyncResult *async, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = wp_trust_store_load_finish (NULL, async, &error);

  if (!job->has_ended && is_loaded)
    {
      job->store = wp_trust_store_get (job->fetcher->store, NULL);
      maybe_transfer (job);
    }
  else if (!job->has_ended)
    {
      job->result->error = g_strdup (error->message);
      job_end (job, WP_OUTCOME_TLS_FAILED);
    }
  job_unref (job);
}

static void
judge (Job *job, const WpDnsHost *host)
{
  WpOutcome outcome = WP_OUTCOME_OK;

  wp_fields_free (job->result->evidence);
  job->result->evidence = wp_fields_dup (host->evidence);
  if (host->outcome != WP_OUTCOME_OK)
    {
      job_end (job, host->outcome);
      return;
    }
  job->addresses = g_array_copy (host->addresses);
  if (job->request.judge != NULL)
    outcome = job->request.judge (job->url, job->host, job->port, job->hop, job->addresses,
                                  job->request.judge_data);
  if (outcome == WP_OUTCOME_OK && job->addresses->len == 0)
    outcome = WP_OUTCOME_FENCED;
  if (outcome == WP_OUTCOME_OK)
    maybe_transfer (job);
  else
    job_end (job, outcome);
}

static void
on_addresses (GObject *source G_GNUC_UNUSED, GAsyncResult *async, gpointer data)
{
  Job *job = data;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (NULL, async);

  if (!job->has_ended)
    judge (job, host);
  job_unref (job);
}

/* FALSE for a URL that is not to be fetched. */
static gboolean
read_url (Job *job, const char *text)
{
  gboolean was_https = job->is_https, is_first = job->hop == 0;
  WpUrl url;

  if (!wp_url_read (text, &url))
    return FALSE;
  job->url = url.text;
  job->host = url.host;
  job->port = url.port;
  job->is_https = url.is_https;
  return url.is_https || (job->request.may_be_http && (is_first || !was_https));
}

static void
start_hop (Job *job, const char *url)
{
  g_clear_pointer (&job->url, g_free);
  g_clear_pointer (&job->host, g_free);
  g_clear_pointer (&job->addresses, g_array_unref);
  g_clear_pointer (&job->result->tls, wp_tls_facts_free);
  g_free (job->result->url);
  job->result->url = wp_printable_text (url, URL_CHARS);
  job->result->status = 0;
  if (!read_url (job, url))
    {
      job_end (job, WP_OUTCOME_REDIRECT_REFUSED);
      return;
    }
  job->result->is_https &= job->is_https;
  job->refs++;
  wp_resolver_lookup_async (job->fetcher->resolver, job->host, job->inner, on_addresses, job);
}

/* The fetcher */

WpFetcher *
wp_fetcher_new (WpLoop *loop, WpResolver *resolver, WpTrustStore *store, WpCrowd *crowd)
{
  WpFetcher *self = g_new0 (WpFetcher, 1);

  self->refs = 1;
  self->loop = wp_loop_ref (loop);
  self->resolver = wp_resolver_ref (resolver);
  self->store = wp_trust_store_ref (store);
  self->crowd = wp_crowd_ref (crowd);
  self->silent = g_array_new (FALSE, FALSE, sizeof (Silent));
  return self;
}

/* The one that came first. */
static Job *
find_waiting (WpFetcher *self)
{
  Job *first = NULL;

  for (GList *l = self->jobs; l != NULL; l = l->next)
    {
      Job *job = l->data;

      if (!job->has_begun && job->freed_timer == NULL)
        first = job;
    }
  return first;
}

static void
on_curl (GObject *source G_GNUC_UNUSED, GAsyncResult *async, gpointer data)
{
  WpFetcher *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = wp_curl_load_finish (async, &error);
  Job *job;

  self->is_loading = FALSE;
  while ((job = find_waiting (self)) != NULL)
    {
      job->has_begun = TRUE;
      if (is_loaded)
        start_hop (job, job->request.url);
      else
        {
          job->result->error = g_strdup (error->message);
          job_end (job, WP_OUTCOME_NETWORK_ERROR);
        }
    }
  fetcher_unref (self);
}

void
wp_fetcher_warm_up (WpFetcher *fetcher)
{
  if (fetcher->is_loading || wp_curl () != NULL)
    return;
  fetcher->is_loading = TRUE;
  fetcher->refs++;
  wp_curl_load_async (on_curl, fetcher);
}

void
wp_fetcher_free (WpFetcher *fetcher)
{
  if (fetcher == NULL)
    return;
  for (GList *l = fetcher->jobs; l != NULL; l = l->next)
    {
      Job *job = l->data;

      /* From the loop: its callback may do anything, also to the other jobs. */
      job->freed_timer = wp_loop_after_ms (fetcher->loop, 0, on_fetcher_freed, job);
    }
  fetcher_unref (fetcher);
}

void
wp_fetch_async (WpFetcher *fetcher,
                const WpFetchRequest *request,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  Job *job = g_new0 (Job, 1);
  guint ms = request->timeout_ms != 0 ? request->timeout_ms : TOTAL_MS;

  job->refs = 2; /* its own, and the store's */
  job->fetcher = fetcher;
  fetcher->refs++;
  fetcher->jobs = g_list_prepend (fetcher->jobs, job);
  job->task = g_task_new (NULL, NULL, callback, data); /* cancelled is an outcome */
  g_task_set_source_tag (job->task, wp_fetch_async);
  job->inner = g_cancellable_new ();
  job->request = *request;
  job->request.url = g_strdup (request->url);
  job->request.post_body = g_strdup (request->post_body);
  job->request.content_type = g_strdup (request->content_type);
  job->is_post = request->post_body != NULL;
  job->result = g_new0 (WpFetchResult, 1);
  job->result->redirects = g_ptr_array_new_with_free_func (g_free);
  job->result->evidence = wp_fields_new ();
  job->result->is_https = TRUE;
  job->result->start_us = wp_loop_now_us (fetcher->loop);
  wp_cancel_init (&job->cancel, fetcher->loop, cancellable, on_cancelled, job);
  job->end_us = job->result->start_us + ms * G_TIME_SPAN_MILLISECOND;
  job->end_timer = wp_loop_at (fetcher->loop, job->end_us, on_end_time, job);
  wp_trust_store_load_async (fetcher->store, job->inner, on_store, job);
  job->has_begun = wp_curl () != NULL;
  if (job->has_begun)
    start_hop (job, request->url);
  else
    wp_fetcher_warm_up (fetcher);
}

WpFetchResult *
wp_fetch_finish (WpFetcher *fetcher G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
