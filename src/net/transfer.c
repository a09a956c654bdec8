/* See transfer.h. */
#include "net/transfer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>
#include <openssl/ssl.h>

#include "base/limits.h"
#include "base/printable.h"
#include "net/socket.h"
#include "net/tls-watch.h"

#define CONNECT_MS 4000L

struct _WpTransfers
{
  int refs;
  WpLoop *loop;
  CURLM *multi;
  WpTimer *timer;
};

struct _WpTransfer
{
  WpTransfers *transfers;
  CURL *easy;
  CURLSH *names; /* libcurl's name cache, this transfer's own: what is in it was judged for it */
  struct curl_slist *resolve;
  struct curl_slist *headers;
  char *host;
  GArray *addresses;
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
  curl_multi_cleanup (self->multi);
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
  curl_multi_socket_action (self->multi, fd, events, &unused);
  while ((message = curl_multi_info_read (self->multi, &unused)) != NULL)
    {
      char *transfer = NULL;

      if (message->msg != CURLMSG_DONE)
        continue;
      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &transfer);
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
      curl_multi_assign (self->multi, fd, NULL);
    }
  else if (watch != NULL)
    wp_watch_set (watch, io);
  else
    curl_multi_assign (self->multi, fd, wp_loop_watch (self->loop, fd, io, on_io, self));
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
  static gsize is_ready = 0;
  WpTransfers *self = g_new0 (WpTransfers, 1);

  if (g_once_init_enter (&is_ready))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&is_ready, 1);
    }
  self->refs = 1;
  self->loop = wp_loop_ref (loop);
  self->multi = curl_multi_init ();
  g_assert (self->multi != NULL);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, on_timeout);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
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

static curl_socket_t
on_open_socket (void *data, curlsocktype purpose G_GNUC_UNUSED, struct curl_sockaddr *address)
{
  WpTransfer *self = data;
  WpInet inet = wp_socket_inet (&address->addr);

  for (guint i = 0; i < self->addresses->len; i++)
    if (wp_inet_equal (&inet, &g_array_index (self->addresses, WpInet, i)))
      return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  return CURL_SOCKET_BAD;
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
  curl_easy_getinfo (self->easy, CURLINFO_OS_ERRNO, &error);
  switch (code)
    {
    case CURLE_OK:
      return WP_OUTCOME_OK;
    case CURLE_COULDNT_CONNECT:
      if (error == 0)
        return WP_OUTCOME_NETWORK_ERROR;
      self->result.errno_name = wp_socket_errno_name ((int) error);
      return wp_socket_outcome ((int) error);
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
  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &self->result.status);
  if (curl_easy_getinfo (self->easy, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK)
    self->result.content_type = wp_printable_text (text, WP_LIMIT_TRANSCRIPT_TEXT);
  if (curl_easy_getinfo (self->easy, CURLINFO_REDIRECT_URL, &text) == CURLE_OK)
    self->result.redirect_url = g_strdup (text);
  if (code != CURLE_OK)
    self->result.error = wp_printable_text (
        self->error[0] != '\0' ? self->error : curl_easy_strerror (code), WP_LIMIT_TRANSCRIPT_TEXT);
  curl_multi_remove_handle (self->transfers->multi, self->easy);
  self->func (&self->result, self->data);
}

/* The beginning */

static void
set_addresses (WpTransfer *self, guint16 port)
{
  g_autoptr (GString) entry = g_string_new (NULL);
  WpInet literal;

  if (wp_inet_parse (self->host, &literal))
    return;
  g_string_printf (entry, "%s:%u:", self->host, (guint) port);
  for (guint i = 0; i < self->addresses->len; i++)
    {
      const WpInet *inet = &g_array_index (self->addresses, WpInet, i);
      char text[WP_INET_TEXT_SIZE];

      g_string_append_printf (entry, inet->family == 6 ? "%s[%s]" : "%s%s", i > 0 ? "," : "",
                              wp_inet_format (inet, text));
    }
  self->names = curl_share_init ();
  curl_share_setopt (self->names, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
  self->resolve = curl_slist_append (NULL, entry->str);
  curl_easy_setopt (self->easy, CURLOPT_SHARE, self->names);
  curl_easy_setopt (self->easy, CURLOPT_RESOLVE, self->resolve);
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
  curl_easy_setopt (self->easy, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
  curl_easy_setopt (self->easy, CURLOPT_SSL_CTX_DATA, self);
  /* Not libcurl's own bundle, which it would load anew each time (20 ms). */
  curl_easy_setopt (self->easy, CURLOPT_CAINFO, NULL);
  curl_easy_setopt (self->easy, CURLOPT_CAPATH, NULL);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (self->easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

static void
set_request (WpTransfer *self, const WpTransferParams *params)
{
  CURL *easy = self->easy;

  curl_easy_setopt (easy, CURLOPT_URL, params->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, params->store != NULL ? "https" : "http");
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "Waypost");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt (easy, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
  curl_easy_setopt (easy, CURLOPT_MAXFILESIZE, (long) WP_LIMIT_HTTP_BODY_BYTES);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, self->error);
  curl_easy_setopt (easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETDATA, self);
  if (params->post_body == NULL)
    return;
  self->headers = curl_slist_append (NULL, "Expect:");
  if (params->content_type != NULL)
    {
      g_autofree char *header = g_strconcat ("Content-Type: ", params->content_type, NULL);

      self->headers = curl_slist_append (self->headers, header);
    }
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, self->headers);
  curl_easy_setopt (easy, CURLOPT_COPYPOSTFIELDS, params->post_body);
}

WpTransfer *
wp_transfer_new (WpTransfers *transfers,
                 const WpTransferParams *params,
                 WpTransferFunc func,
                 gpointer data)
{
  WpTransfer *self = g_new0 (WpTransfer, 1);

  self->transfers = transfers;
  transfers->refs++;
  self->func = func;
  self->data = data;
  self->host = g_strdup (params->host);
  self->addresses = g_array_copy ((GArray *) params->addresses);
  self->result.body = g_byte_array_new ();
  self->easy = curl_easy_init ();
  g_assert (self->easy != NULL);
  set_request (self, params);
  set_addresses (self, params->port);
  set_trust (self, params->store);
  /* It only arms libcurl's timer; the work, and any callback of ours, starts from the loop. */
  curl_multi_add_handle (transfers->multi, self->easy);
  return self;
}

void
wp_transfer_free (WpTransfer *transfer)
{
  if (transfer == NULL)
    return;
  curl_multi_remove_handle (transfer->transfers->multi, transfer->easy);
  curl_easy_cleanup (transfer->easy);
  if (transfer->names != NULL)
    curl_share_cleanup (transfer->names);
  curl_slist_free_all (transfer->resolve);
  curl_slist_free_all (transfer->headers);
  transfers_unref (transfer->transfers);
  X509_STORE_free (transfer->store);
  g_array_unref (transfer->addresses);
  g_clear_pointer (&transfer->result.body, g_byte_array_unref);
  g_free (transfer->result.content_type);
  g_free (transfer->result.redirect_url);
  g_free (transfer->result.error);
  wp_tls_facts_free (transfer->result.tls);
  g_free (transfer->host);
  g_free (transfer);
}
