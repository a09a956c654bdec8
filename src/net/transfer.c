/* See transfer.h. */
#include "net/transfer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include "base/limits.h"
#include "base/printable.h"
#include "net/curl.h"
#include "net/race.h"
#include "net/socket.h"
#include "net/tls-watch.h"

#define CONNECT_MS 4000

struct _WpTransfers
{
  int refs;
  WpLoop *loop;
  CURLM *multi;
  WpTimer *timer;
  GHashTable *places; /* of libcurl's sockets: descriptor → WpPlace */
};

struct _WpTransfer
{
  WpTransfers *transfers;
  CURL *easy;
  CURLSH *names; /* libcurl's name cache, this transfer's own: what is in it was judged for it */
  struct curl_slist *resolve;
  struct curl_slist *headers;
  char *host;
  guint16 port;
  WpRace *race;
  int fd; /* connected, until libcurl takes it; -1: none */
  WpPlace *place;
  X509_STORE *store;
  WpTransferFunc func;
  gpointer data;
  WpTransferResult result;
  gsize header_bytes;
  gboolean is_too_large;
  char error[CURL_ERROR_SIZE];
};

/* The multi handle in the loop */

static void end_transfer (WpTransfer *self, CURLcode code);

static void
transfers_unref (WpTransfers *self)
{
  if (--self->refs > 0)
    return;
  wp_curl ()->multi_cleanup (self->multi);
  g_hash_table_unref (self->places);
  g_clear_pointer (&self->timer, wp_timer_remove);
  wp_loop_unref (self->loop);
  g_free (self);
}

static void
act (WpTransfers *self, curl_socket_t fd, int events)
{
  int unused;
  CURLMsg *message;

  self->refs++; /* a callback may drop the fetcher */
  wp_curl ()->multi_socket_action (self->multi, fd, events, &unused);
  while ((message = wp_curl ()->multi_info_read (self->multi, &unused)) != NULL)
    {
      char *transfer = NULL;

      if (message->msg != CURLMSG_DONE)
        continue;
      wp_curl ()->easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &transfer);
      end_transfer ((WpTransfer *) (gpointer) transfer, message->data.result);
    }
  transfers_unref (self);
}

static void
on_io (int fd, guint io, gpointer data)
{
  act (data, fd,
       ((io & WP_IO_IN) != 0 ? CURL_CSELECT_IN : 0) | ((io & WP_IO_OUT) != 0 ? CURL_CSELECT_OUT : 0)
           | ((io & WP_IO_BROKEN) != 0 ? CURL_CSELECT_ERR : 0));
}

static int
on_socket (CURL *easy G_GNUC_UNUSED, curl_socket_t fd, int what, void *data, void *watch)
{
  WpTransfers *self = data;
  guint io = (what & CURL_POLL_IN) != 0 ? WP_IO_IN : 0u;

  io |= (what & CURL_POLL_OUT) != 0 ? WP_IO_OUT : 0u;
  if (what == CURL_POLL_REMOVE)
    {
      wp_watch_remove (watch);
      wp_curl ()->multi_assign (self->multi, fd, NULL);
    }
  else if (watch != NULL)
    wp_watch_set (watch, io);
  else
    wp_curl ()->multi_assign (self->multi, fd, wp_loop_watch (self->loop, fd, io, on_io, self));
  return 0;
}

static void
on_timer (gpointer data)
{
  WpTransfers *self = data;

  self->timer = NULL;
  act (self, CURL_SOCKET_TIMEOUT, 0);
}

static int
on_timeout (CURLM *multi G_GNUC_UNUSED, long ms, void *data)
{
  WpTransfers *self = data;

  g_clear_pointer (&self->timer, wp_timer_remove);
  if (ms >= 0)
    self->timer = wp_loop_after_ms (self->loop, (guint) ms, on_timer, self);
  return 0;
}

WpTransfers *
wp_transfers_new (WpLoop *loop)
{
  WpTransfers *self = g_new0 (WpTransfers, 1);

  self->refs = 1;
  self->loop = wp_loop_ref (loop);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wp_crowd_leave);
  self->multi = wp_curl ()->multi_init ();
  g_assert (self->multi != NULL);
  wp_curl ()->multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  wp_curl ()->multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  wp_curl ()->multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, on_timeout);
  wp_curl ()->multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  return self;
}

void
wp_transfers_free (WpTransfers *transfers)
{
  if (transfers != NULL)
    transfers_unref (transfers);
}

/* What libcurl calls back for */

static size_t
on_header (char *bytes G_GNUC_UNUSED, size_t size, size_t count, void *data)
{
  WpTransfer *self = data;

  self->header_bytes += size * count;
  if (self->header_bytes <= WP_LIMIT_HTTP_HEADER_BYTES)
    return size * count;
  self->is_too_large = TRUE;
  return 0;
}

static size_t
on_body (char *bytes, size_t size, size_t count, void *data)
{
  WpTransfer *self = data;

  if (self->result.body->len + size * count > WP_LIMIT_HTTP_BODY_BYTES)
    {
      self->is_too_large = TRUE;
      return 0;
    }
  g_byte_array_append (self->result.body, (guint8 *) bytes, (guint) (size * count));
  return size * count;
}

/* It may open the one socket that the race has won. */
static curl_socket_t
on_open_socket (void *data,
                curlsocktype purpose G_GNUC_UNUSED,
                struct curl_sockaddr *address G_GNUC_UNUSED)
{
  WpTransfer *self = data;
  int fd = self->fd;

  if (fd < 0)
    return CURL_SOCKET_BAD;
  self->fd = -1;
  if (self->place != NULL)
    g_hash_table_insert (self->transfers->places, GINT_TO_POINTER (fd),
                         g_steal_pointer (&self->place));
  return fd;
}

static int
on_socket_options (void *data G_GNUC_UNUSED,
                   curl_socket_t fd G_GNUC_UNUSED,
                   curlsocktype purpose G_GNUC_UNUSED)
{
  return CURL_SOCKOPT_ALREADY_CONNECTED;
}

/* Of the multi handle, which outlives every socket; a transfer might not. */
static int
on_close_socket (void *data, curl_socket_t fd)
{
  WpTransfers *transfers = data;

  close (fd);
  g_hash_table_remove (transfers->places, GINT_TO_POINTER (fd));
  return 0;
}

static CURLcode
on_ssl_context (CURL *easy G_GNUC_UNUSED, void *context, void *data)
{
  WpTransfer *self = data;

  wp_tls_watch (context, self->store, self->result.tls);
  return CURLE_OK;
}

/* The end */

static WpOutcome
tls_outcome (const WpTransfer *self)
{
  static const struct
  {
    const char *words; /* of OpenSSL, in libcurl's error text */
    WpOutcome outcome;
  } texts[] = {
    { "wrong version number", WP_OUTCOME_NOT_TLS },
    { "http request", WP_OUTCOME_NOT_TLS },
    { "alert protocol version", WP_OUTCOME_TLS_VERSION },
    { "unsupported protocol", WP_OUTCOME_TLS_VERSION },
    { "no protocols available", WP_OUTCOME_TLS_VERSION },
    { "alert", WP_OUTCOME_TLS_ALERT },
    { "Connection reset", WP_OUTCOME_RESET },
    { "SSL_ERROR_SYSCALL", WP_OUTCOME_CLOSED },
    { "unexpected eof", WP_OUTCOME_CLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strstr (self->error, texts[i].words) != NULL)
      return texts[i].outcome;
  return WP_OUTCOME_TLS_FAILED;
}

static WpOutcome
outcome_of (WpTransfer *self, CURLcode code)
{
  long error = 0;

  if (self->is_too_large)
    return WP_OUTCOME_TOO_LARGE;
  if (code != CURLE_OK && self->result.tls != NULL && self->result.tls->faults != 0)
    return WP_OUTCOME_UNTRUSTED;
  wp_curl ()->easy_getinfo (self->easy, CURLINFO_OS_ERRNO, &error);
  switch (code)
    {
    case CURLE_OK:
      return WP_OUTCOME_OK;
    case CURLE_OPERATION_TIMEDOUT:
      return WP_OUTCOME_TIMED_OUT;
    case CURLE_FILESIZE_EXCEEDED:
      return WP_OUTCOME_TOO_LARGE;
    case CURLE_PEER_FAILED_VERIFICATION:
      return WP_OUTCOME_UNTRUSTED;
    case CURLE_SSL_CONNECT_ERROR:
      return tls_outcome (self);
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
      return WP_OUTCOME_CLOSED;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return error == 0 ? WP_OUTCOME_CLOSED : wp_socket_outcome ((int) error);
    case CURLE_UNSUPPORTED_PROTOCOL: /* also: an answer of HTTP/0.9 */
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
      return WP_OUTCOME_MALFORMED;
    default:
      return WP_OUTCOME_NETWORK_ERROR;
    }
}

static void
end_transfer (WpTransfer *self, CURLcode code)
{
  char *text = NULL;

  self->result.outcome = outcome_of (self, code);
  wp_curl ()->easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &self->result.status);
  if (wp_curl ()->easy_getinfo (self->easy, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK)
    self->result.content_type = wp_printable_text (text, WP_LIMIT_TRANSCRIPT_TEXT);
  if (wp_curl ()->easy_getinfo (self->easy, CURLINFO_REDIRECT_URL, &text) == CURLE_OK)
    self->result.redirect_url = g_strdup (text);
  if (code != CURLE_OK)
    self->result.error = wp_printable_text (
        self->error[0] != '\0' ? self->error : wp_curl ()->easy_strerror (code),
        WP_LIMIT_TRANSCRIPT_TEXT);
  wp_curl ()->multi_remove_handle (self->transfers->multi, self->easy);
  self->func (&self->result, self->data);
}

/* The beginning */

static void
set_address (WpTransfer *self, const WpInet *inet)
{
  char text[WP_INET_TEXT_SIZE];
  g_autofree char *entry = NULL;
  WpInet literal;

  if (wp_inet_parse (self->host, &literal))
    return;
  entry = g_strdup_printf (inet->family == 6 ? "%s:%u:[%s]" : "%s:%u:%s", self->host,
                           (guint) self->port, wp_inet_format (inet, text));
  self->names = wp_curl ()->share_init ();
  wp_curl ()->share_setopt (self->names, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  self->resolve = wp_curl ()->slist_append (NULL, entry);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SHARE, self->names);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_RESOLVE, self->resolve);
}

static void
set_trust (WpTransfer *self, X509_STORE *store)
{
  if (store == NULL)
    return;
  X509_STORE_up_ref (store);
  self->store = store;
  self->result.tls = wp_tls_facts_new ();
  self->result.tls->reference_name = g_strdup (self->host);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSL_CTX_DATA, self);
  /* Not libcurl's own bundle, which it would load anew each time (20 ms). */
  wp_curl ()->easy_setopt (self->easy, CURLOPT_CAINFO, NULL);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_CAPATH, NULL);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, 1L);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, 2L);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  wp_curl ()->easy_setopt (self->easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

static void
set_request (WpTransfer *self, const WpTransferParams *params)
{
  const WpCurl *curl = wp_curl ();
  CURL *easy = self->easy;

  curl->easy_setopt (easy, CURLOPT_URL, params->url);
  curl->easy_setopt (easy, CURLOPT_PROTOCOLS_STR, params->store != NULL ? "https" : "http");
  curl->easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl->easy_setopt (easy, CURLOPT_USERAGENT, "Waypost");
  curl->easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl->easy_setopt (easy, CURLOPT_PROXY, "");
  curl->easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl->easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);
  curl->easy_setopt (easy, CURLOPT_FORBID_REUSE, 1L);
  curl->easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) CONNECT_MS);
  curl->easy_setopt (easy, CURLOPT_MAXFILESIZE, (long) WP_LIMIT_HTTP_BODY_BYTES);
  curl->easy_setopt (easy, CURLOPT_ERRORBUFFER, self->error);
  curl->easy_setopt (easy, CURLOPT_PRIVATE, self);
  curl->easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_header);
  curl->easy_setopt (easy, CURLOPT_HEADERDATA, self);
  curl->easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_body);
  curl->easy_setopt (easy, CURLOPT_WRITEDATA, self);
  curl->easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  curl->easy_setopt (easy, CURLOPT_OPENSOCKETDATA, self);
  curl->easy_setopt (easy, CURLOPT_SOCKOPTFUNCTION, on_socket_options);
  curl->easy_setopt (easy, CURLOPT_CLOSESOCKETFUNCTION, on_close_socket);
  curl->easy_setopt (easy, CURLOPT_CLOSESOCKETDATA, self->transfers);
  if (params->post_body == NULL)
    return;
  self->headers = curl->slist_append (NULL, "Expect:");
  if (params->content_type != NULL)
    {
      g_autofree char *header = g_strconcat ("Content-Type: ", params->content_type, NULL);

      self->headers = curl->slist_append (self->headers, header);
    }
  curl->easy_setopt (easy, CURLOPT_HTTPHEADER, self->headers);
  curl->easy_setopt (easy, CURLOPT_COPYPOSTFIELDS, params->post_body);
}

static void
on_won (WpRace *race G_GNUC_UNUSED, int fd, WpPlace *place, const WpInet *address, gpointer data)
{
  WpTransfer *self = data;

  self->fd = fd;
  self->place = place;
  set_address (self, address);
  g_clear_pointer (&self->race, wp_race_free); /* how the other family does is not asked */
  /* It only arms libcurl's timer; the work, and any callback of ours, starts from the loop. */
  wp_curl ()->multi_add_handle (self->transfers->multi, self->easy);
}

static void
on_lost (WpRace *race, WpOutcome outcome, gpointer data)
{
  WpTransfer *self = data;
  int error = wp_race_error (race);

  self->result.outcome = outcome;
  self->result.is_silent = outcome == WP_OUTCOME_TIMED_OUT;
  if (error != 0)
    self->result.errno_name = wp_socket_errno_name (error);
  self->func (&self->result, self->data);
}

WpTransfer *
wp_transfer_new (WpTransfers *transfers,
                 const WpTransferParams *params,
                 WpTransferFunc func,
                 gpointer data)
{
  static const WpRaceCallbacks race_callbacks = { on_won, on_lost, NULL };
  WpTransfer *self = g_new0 (WpTransfer, 1);

  self->transfers = transfers;
  transfers->refs++;
  self->fd = -1;
  self->port = params->port;
  self->func = func;
  self->data = data;
  self->host = g_strdup (params->host);
  self->result.body = g_byte_array_new ();
  self->easy = wp_curl ()->easy_init ();
  g_assert (self->easy != NULL);
  set_request (self, params);
  set_trust (self, params->store);
  self->race = wp_race_new (transfers->loop,
                            &(WpRaceParams){
                                .addresses = (const WpInet *) (void *) params->addresses->data,
                                .n_addresses = params->addresses->len,
                                .port = params->port,
                                .total_ms = CONNECT_MS,
                                .crowd = params->crowd,
                                .kind = WP_CROWD_WEB,
                                .place = params->place,
                            },
                            &race_callbacks, self);
  return self;
}

void
wp_transfer_free (WpTransfer *transfer)
{
  if (transfer == NULL)
    return;
  wp_race_free (transfer->race);
  wp_curl ()->multi_remove_handle (transfer->transfers->multi, transfer->easy);
  wp_curl ()->easy_cleanup (transfer->easy);
  if (transfer->fd >= 0)
    close (transfer->fd);
  wp_crowd_leave (transfer->place);
  if (transfer->names != NULL)
    wp_curl ()->share_cleanup (transfer->names);
  wp_curl ()->slist_free_all (transfer->resolve);
  wp_curl ()->slist_free_all (transfer->headers);
  transfers_unref (transfer->transfers);
  X509_STORE_free (transfer->store);
  g_clear_pointer (&transfer->result.body, g_byte_array_unref);
  g_free (transfer->result.content_type);
  g_free (transfer->result.redirect_url);
  g_free (transfer->result.error);
  wp_tls_facts_free (transfer->result.tls);
  g_free (transfer->host);
  g_free (transfer);
}
