/* net/fetch against HTTPS servers in threads of the same process. Host names are answered by a name
 * server of the test. */
#include <string.h>

#include <glib/gstdio.h>

#include "await.h"
#include "base/limits.h"
#include "dns-server.h"
#include "model/keys.h"
#include "net/fetch.h"
#include "peer.h"

typedef struct
{
  WpLoop *loop;
  WpResolver *resolver;
  WpTrustStore *store;
  WpFetcher *fetcher;
  DnsServer *dns;
  PeerServer *https;
  PeerServer *http;
  WpFetchResult *result;
  gint64 done_us;
  guint judged;
} Fixture;

static PeerAuthority *authority;

/* What the servers say depends on the path; {https} and {http} are the ports. */
typedef struct
{
  const char *path;
  const char *says;
} Page;

#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"
#define MOVED(to) "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: " to "\r\n\r\n"

static const Page pages[] = {
  { "/ok", OK_HEAD "<clientConfig/>" },
  { "/html", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>" },
  { "/empty", "HTTP/1.1 204 No Content\r\n\r\n" },
  { "/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n" },
  { "/broken", "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n" },
  { "/not-modified", "HTTP/1.1 304 Not Modified\r\n\r\n" },
  { "/gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n\x1f\x8b" },
  { "/to-ok", MOVED ("/ok") },
  { "/to-other", MOVED ("https://other.test:{https}/ok") },
  { "/to-http", MOVED ("http://mail.test:{http}/ok") },
  { "/to-https", MOVED ("https://mail.test:{https}/ok") },
  { "/to-self", MOVED ("/to-self") },
  { "/to-credentials", MOVED ("https://user:secret@mail.test:{https}/ok") },
  { "/to-file", MOVED ("file:///etc/passwd") },
  { "/to-nowhere", MOVED ("https://gone.test:{https}/ok") },
  { "/to-fenced", MOVED ("https://fenced.test:{https}/ok") },
  { "/no-http", "* OK IMAP4rev1 ready\r\n" },
  { "/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort" },
  { "/long", "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" },
};

static char *
fill (Fixture *f, const char *text)
{
  GString *out = g_string_new (text);
  g_autofree char *https = g_strdup_printf ("%u", (guint) peer_server_port (f->https));
  g_autofree char *http = g_strdup_printf ("%u", (guint) peer_server_port (f->http));

  g_string_replace (out, "{https}", https, 0);
  g_string_replace (out, "{http}", http, 0);
  return g_string_free (out, FALSE);
}

static void
say_much (Peer *peer, const char *head, const char *line, gsize bytes)
{
  peer_say (peer, head);
  for (gsize sent = 0; sent < bytes && peer_say (peer, line); sent += strlen (line))
    ;
}

/* "/hops/3" is three redirects away from a document. */
static void
say_hop (Peer *peer, guint left)
{
  g_autofree char *says = left == 0 ? g_strdup (OK_HEAD "<clientConfig/>")
                                    : g_strdup_printf (MOVED ("/hops/%u"), left - 1);

  peer_say (peer, says);
}

static void
serve_page (Fixture *f, Peer *peer)
{
  char request[1024], line[1024], content_type[64] = "";
  g_auto (GStrv) words = NULL;

  if (!peer_line (peer, request, sizeof request))
    return;
  while (peer_line (peer, line, sizeof line) && line[0] != '\0')
    {
      g_assert_false (g_ascii_strncasecmp (line, "Cookie", 6) == 0
                      || g_ascii_strncasecmp (line, "Referer", 7) == 0
                      || g_ascii_strncasecmp (line, "Authorization", 13) == 0
                      || g_ascii_strncasecmp (line, "Accept-Encoding", 15) == 0);
      if (g_ascii_strncasecmp (line, "Content-Type: ", 14) == 0)
        g_strlcpy (content_type, line + 14, sizeof content_type);
    }
  words = g_strsplit (request, " ", 3);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (words[1], pages[i].path) == 0)
      {
        g_autofree char *says = fill (f, pages[i].says);

        peer_say (peer, says);
        return;
      }
  if (words[1] != NULL && g_str_has_prefix (words[1], "/hops/"))
    say_hop (peer, (guint) g_ascii_strtoull (words[1] + strlen ("/hops/"), NULL, 10));
  else if (g_strcmp0 (words[1], "/huge-head") == 0)
    say_much (peer, "HTTP/1.1 200 OK\r\n",
              "X-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
              4 * WP_LIMIT_HTTP_HEADER_BYTES);
  else if (g_strcmp0 (words[1], "/many-100") == 0)
    say_much (peer, "", "HTTP/1.1 100 Continue\r\n\r\n", 4 * WP_LIMIT_HTTP_HEADER_BYTES);
  else if (g_strcmp0 (words[1], "/huge-body") == 0)
    say_much (peer, OK_HEAD, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n",
              2 * WP_LIMIT_HTTP_BODY_BYTES);
  else if (g_strcmp0 (words[1], "/full-body") == 0)
    say_much (peer, OK_HEAD, "bbbbbbb\n", WP_LIMIT_HTTP_BODY_BYTES);
  else if (g_strcmp0 (words[1], "/drip") == 0)
    for (peer_say (peer, OK_HEAD); peer_say (peer, "."); g_usleep (20000))
      ;
  else if (g_strcmp0 (words[1], "/silent") == 0)
    peer_wait (peer);
  else if (g_strcmp0 (words[1], "/post") == 0)
    {
      peer_say (peer, OK_HEAD);
      peer_say (peer, words[0]);
      peer_say (peer, content_type);
    }
  else
    peer_say (peer, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static void
serve_https (Peer *peer, gpointer data)
{
  if (peer_tls (peer))
    serve_page (data, peer);
}

static void
serve_http (Peer *peer, gpointer data)
{
  serve_page (data, peer);
}

static void
say_loopback (const DnsQuery *query,
              GByteArray *reply,
              guint *delay_ms G_GNUC_UNUSED,
              gpointer data G_GNUC_UNUSED)
{
  if (g_str_equal (query->name, "silent.test"))
    return;
  dns_begin (reply, query, g_str_equal (query->name, "gone.test") ? 3 : 0, 0);
  if (query->type == 1 && !g_str_equal (query->name, "gone.test"))
    dns_add_a (reply, "127.0.0.1");
}

static void
set_up_with (Fixture *f, SSL_CTX *context)
{
  const char *servers[] = { NULL, NULL };

  f->dns = dns_server_new ("127.0.0.1", say_loopback, NULL);
  servers[0] = dns_server_spec (f->dns);
  f->https = peer_server_new ("127.0.0.1", context, serve_https, f);
  f->http = peer_server_new ("127.0.0.1", NULL, serve_http, f);
  SSL_CTX_free (context);
  f->loop = wp_loop_new (NULL);
  f->resolver = wp_resolver_new (
      f->loop, &(WpResolverOptions){ .servers = (char **) servers, .hosts_file = "/dev/null" },
      NULL);
  f->store = wp_trust_store_new (authority->path);
  f->fetcher = wp_fetcher_new (f->loop, f->resolver, f->store, NULL);
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  set_up_with (f, peer_context_new (authority, "DNS:mail.test,DNS:other.test,DNS:*.wild.test",
                                    PEER_CERT_GOOD));
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_fetch_result_free (f->result);
  wp_fetcher_free (f->fetcher);
  wp_trust_store_unref (f->store);
  wp_resolver_unref (f->resolver);
  peer_server_free (f->https);
  peer_server_free (f->http);
  dns_server_free (f->dns);
  wp_loop_unref (f->loop);
}

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *async, gpointer data)
{
  Fixture *f = data;

  f->result = wp_fetch_finish (f->fetcher, async);
  f->done_us = g_get_monotonic_time ();
}

static WpFetchResult *
fetch (Fixture *f, WpFetchRequest request)
{
  g_autofree char *url = fill (f, request.url);

  g_clear_pointer (&f->result, wp_fetch_result_free);
  request.url = url;
  wp_fetch_async (f->fetcher, &request, NULL, on_done, f);
  g_assert_null (f->result);
  while (f->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return f->result;
}

static WpOutcome
judge (const char *url, const char *host, guint16 port, guint hop, GArray *addresses, gpointer data)
{
  Fixture *f = data;

  g_assert_cmpuint (hop, ==, f->judged++);
  g_assert_nonnull (strstr (url, host));
  g_assert_cmpuint (port, !=, 0);
  g_assert_cmpuint (addresses->len, ==, 1);
  if (g_str_equal (host, "fenced.test"))
    g_array_set_size (addresses, 0);
  return g_str_equal (host, "other.test") ? WP_OUTCOME_REDIRECT_REFUSED : WP_OUTCOME_OK;
}

typedef struct
{
  const char *path;
  const char *url;
  WpOutcome outcome;
  long status;
  const char *body;
  guint redirects;
  gboolean is_judged;
  gboolean may_be_http;
} Row;

#define S "https://mail.test:{https}"
#define P "http://mail.test:{http}"

static const Row rows[] = {
  { "ok", S "/ok", WP_OUTCOME_OK, 200, "<clientConfig/>", 0, FALSE, FALSE },
  { "fragment", S "/ok#top", WP_OUTCOME_OK, 200, "<clientConfig/>", 0, FALSE, FALSE },
  { "html", S "/html", WP_OUTCOME_OK, 200, "<html>", 0, FALSE, FALSE },
  { "wildcard", "https://a.wild.test:{https}/ok", WP_OUTCOME_OK, 200, "<clientConfig/>", 0, FALSE,
    FALSE },
  { "not-decompressed", S "/gzip", WP_OUTCOME_OK, 200, "\x1f\x8b", 0, FALSE, FALSE },
  { "404", S "/none", WP_OUTCOME_NOT_FOUND, 404, "", 0, FALSE, FALSE },
  { "410", S "/gone", WP_OUTCOME_NOT_FOUND, 410, "", 0, FALSE, FALSE },
  { "204", S "/empty", WP_OUTCOME_NOT_FOUND, 204, "", 0, FALSE, FALSE },
  { "503", S "/broken", WP_OUTCOME_HTTP_ERROR, 503, "", 0, FALSE, FALSE },
  { "304", S "/not-modified", WP_OUTCOME_HTTP_ERROR, 304, "", 0, FALSE, FALSE },
  { "redirect", S "/to-ok", WP_OUTCOME_OK, 200, "<clientConfig/>", 1, TRUE, FALSE },
  { "redirect-loop", S "/to-self", WP_OUTCOME_REDIRECT_REFUSED, 301, "", WP_LIMIT_HTTP_REDIRECTS,
    TRUE, FALSE },
  { "redirect-to-http", S "/to-http", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 1, TRUE, FALSE },
  { "redirect-to-http-allowed", S "/to-http", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 1, TRUE, TRUE },
  { "redirect-with-password", S "/to-credentials", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 1, TRUE,
    FALSE },
  { "redirect-to-file", S "/to-file", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 1, TRUE, TRUE },
  { "redirect-to-nowhere", S "/to-nowhere", WP_OUTCOME_NXDOMAIN, 0, "", 1, TRUE, FALSE },
  { "redirect-judged", S "/to-other", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 1, TRUE, FALSE },
  { "redirect-fenced", S "/to-fenced", WP_OUTCOME_FENCED, 0, "", 1, TRUE, FALSE },
  { "redirect-elsewhere", S "/to-other", WP_OUTCOME_OK, 200, "<clientConfig/>", 1, FALSE, FALSE },
  { "http", P "/ok", WP_OUTCOME_OK, 200, "<clientConfig/>", 0, FALSE, TRUE },
  { "http-to-https", P "/to-https", WP_OUTCOME_OK, 200, "<clientConfig/>", 1, FALSE, TRUE },
  { "http-not-allowed", P "/ok", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 0, FALSE, FALSE },
  { "huge-head", S "/huge-head", WP_OUTCOME_TOO_LARGE, 200, "", 0, FALSE, FALSE },
  { "many-100", S "/many-100", WP_OUTCOME_TOO_LARGE, 100, "", 0, FALSE, FALSE },
  { "huge-body", S "/huge-body", WP_OUTCOME_TOO_LARGE, 200, "", 0, FALSE, FALSE },
  { "long-promised", S "/long", WP_OUTCOME_TOO_LARGE, 200, "", 0, FALSE, FALSE },
  { "cut", S "/cut", WP_OUTCOME_CLOSED, 200, "", 0, FALSE, FALSE },
  { "no-http", S "/no-http", WP_OUTCOME_MALFORMED, 0, "", 0, FALSE, FALSE },
  { "no-tls", "https://mail.test:{http}/ok", WP_OUTCOME_NOT_TLS, 0, "", 0, FALSE, FALSE },
  { "no-name", "https://gone.test:{https}/ok", WP_OUTCOME_NXDOMAIN, 0, "", 0, FALSE, FALSE },
  { "no-url", "https://", WP_OUTCOME_REDIRECT_REFUSED, 0, "", 0, FALSE, FALSE },
};

static void
test_row (Fixture *f, gconstpointer data)
{
  const Row *row = data;
  WpFetchResult *result = fetch (f, (WpFetchRequest){ .url = row->url,
                                                      .may_be_http = row->may_be_http,
                                                      .judge = row->is_judged ? judge : NULL,
                                                      .judge_data = f });

  g_test_message ("%s", result->error);
  g_assert_cmpstr (wp_outcome_id (result->outcome), ==, wp_outcome_id (row->outcome));
  g_assert_cmpint (result->status, ==, row->status);
  g_assert_cmpmem (g_bytes_get_data (result->body, NULL), g_bytes_get_size (result->body),
                   row->body, strlen (row->body));
  g_assert_cmpuint (result->redirects->len, ==, row->redirects);
  if (result->outcome == WP_OUTCOME_OK)
    {
      g_assert_cmpint (result->is_https, ==, g_str_has_prefix (row->url, "https"));
      g_assert_cmpint (wp_tls_facts_is_verified (result->tls), ==,
                       g_str_has_prefix (result->url, "https"));
    }
}

/* The target of the redirect that is one too many is not even looked at. */
static void
test_redirects (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autofree char *url = g_strdup_printf (S "/hops/%u", WP_LIMIT_HTTP_REDIRECTS + over);
      guint before = peer_server_count (f->https);

      f->judged = 0;
      fetch (f, (WpFetchRequest){ .url = url, .judge = judge, .judge_data = f });
      g_assert_cmpstr (wp_outcome_id (f->result->outcome), ==,
                       wp_outcome_id (over ? WP_OUTCOME_REDIRECT_REFUSED : WP_OUTCOME_OK));
      g_assert_cmpint (f->result->status, ==, over ? 301 : 200);
      g_assert_cmpuint (f->result->redirects->len, ==, WP_LIMIT_HTTP_REDIRECTS);
      g_assert_cmpuint (f->judged, ==, WP_LIMIT_HTTP_REDIRECTS + 1);
      g_assert_cmpuint (peer_server_count (f->https) - before, ==, WP_LIMIT_HTTP_REDIRECTS + 1);
    }
}

static void
test_full_body (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  fetch (f, (WpFetchRequest){ .url = S "/full-body" });
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpuint (g_bytes_get_size (f->result->body), ==, WP_LIMIT_HTTP_BODY_BYTES);
  g_assert_cmpstr (f->result->content_type, ==, "text/xml");
}

static void
test_post (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const char *body;
  gsize count;

  fetch (f, (WpFetchRequest){ .url = S "/post", .post_body = "<x/>", .content_type = "text/xml" });
  body = g_bytes_get_data (f->result->body, &count);
  g_assert_cmpmem (body, count, "POSTtext/xml", 12);
}

static void
test_slow (Fixture *f, gconstpointer data)
{
  g_autofree char *url = g_strconcat (S, data, NULL);

  fetch (f, (WpFetchRequest){ .url = url, .timeout_ms = 300 });
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_TIMED_OUT);
  g_assert_cmpint (f->result->end_us - f->result->start_us, <, 500000);
}

static void
test_slow_name (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  fetch (f, (WpFetchRequest){ .url = "https://silent.test/", .timeout_ms = 200 });
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_DNS_TIMED_OUT);
}

static void
test_refused (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *url = fill (f, S "/ok");

  g_clear_pointer (&f->https, peer_server_free);
  wp_fetch_async (f->fetcher, &(WpFetchRequest){ .url = url }, NULL, on_done, f);
  while (f->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_REFUSED);
  g_assert_cmpstr (wp_fields_text (f->result->evidence, WP_KEY_ERRNO), ==, "ECONNREFUSED");
  g_assert_nonnull (wp_fields_list (f->result->evidence, WP_KEY_ADDRESSES));
}

/* Certificates */

typedef struct
{
  const char *path;
  const char *names;
  PeerCert kind;
  guint faults;
} CertRow;

static const CertRow cert_rows[] = {
  { "name", "DNS:www.example.org", PEER_CERT_GOOD, WP_FAULT_NAME },
  { "expired", "DNS:mail.test", PEER_CERT_EXPIRED, WP_FAULT_EXPIRED },
  { "self-signed", "DNS:mail.test", PEER_CERT_SELF_SIGNED, WP_FAULT_SELF_SIGNED },
  { "all", "DNS:www.example.org", PEER_CERT_EXPIRED, WP_FAULT_EXPIRED | WP_FAULT_NAME },
  { "partial-wildcard", "DNS:m*.test", PEER_CERT_GOOD, WP_FAULT_NAME },
};

static void
test_certificate (Fixture *f, gconstpointer data)
{
  const CertRow *row = data;

  set_up_with (f, peer_context_new (authority, row->names, row->kind));
  fetch (f, (WpFetchRequest){ .url = S "/ok" });
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_UNTRUSTED);
  g_assert_cmpuint (f->result->tls->faults, ==, row->faults);
  g_assert_cmpuint (f->result->tls->chain->len, ==, 1);
  g_assert_cmpstr (f->result->tls->version, ==, "TLSv1.3");
  g_assert_cmpstr (wp_tls_facts_leaf (f->result->tls)->subject, ==, "CN=Test server");
  g_assert_cmpint (f->result->status, ==, 0);
  g_assert_cmpuint (g_bytes_get_size (f->result->body), ==, 0);
}

static void
test_other_authority (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  PeerAuthority *other = peer_authority_new ();

  set_up_with (f, peer_context_new (other, "DNS:mail.test", PEER_CERT_GOOD));
  fetch (f, (WpFetchRequest){ .url = S "/ok" });
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_UNTRUSTED);
  g_assert_cmpuint (f->result->tls->faults, ==, WP_FAULT_UNKNOWN_ISSUER);
  peer_authority_free (other);
}

/* The leaf is sent again and again: as often as fits, and once more. What counts is the message of
 * TLS 1.3 that brings them, with the lengths in it. */
static void
test_chain (Fixture *f, gconstpointer data)
{
  guint over = GPOINTER_TO_UINT (data);
  SSL_CTX *context = peer_context_new (authority, "DNS:mail.test", PEER_CERT_GOOD);
  X509 *leaf = SSL_CTX_get0_certificate (context);
  guint fit = (WP_LIMIT_TLS_CHAIN_BYTES - 4) / (guint) (i2d_X509 (leaf, NULL) + 5);

  for (guint i = 1; i < fit + over; i++)
    g_assert_cmpint (SSL_CTX_add1_chain_cert (context, leaf), ==, 1);
  set_up_with (f, context);
  fetch (f, (WpFetchRequest){ .url = S "/ok" });
  g_test_message ("%s", f->result->error);
  g_assert_cmpstr (wp_outcome_id (f->result->outcome), ==,
                   wp_outcome_id (over ? WP_OUTCOME_TLS_FAILED : WP_OUTCOME_OK));
  g_assert_cmpint (f->result->status, ==, over ? 0 : 200);
  if (!over)
    g_assert_cmpuint (f->result->tls->chain->len, ==, WP_LIMIT_TLS_CERTIFICATES);
}

/* Cancelling */

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *url = fill (f, data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 cancel_us;

  wp_fetch_async (f->fetcher, &(WpFetchRequest){ .url = url, .may_be_http = TRUE }, cancellable,
                  on_done, f);
  await_ms (60);
  g_assert_null (f->result);
  cancel_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (f->result);
  while (f->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_CANCELLED);
  g_assert_cmpint (f->done_us - cancel_us, <, 100000);
}

static void
serve_stalled (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  peer_wait (peer); /* takes the ClientHello and says nothing */
}

static void
test_cancelled_in_tls (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  peer_server_free (f->https);
  f->https = peer_server_new ("127.0.0.1", NULL, serve_stalled, f);
  test_cancelled (f, S "/ok");
}

static void
test_freed (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *url = fill (f, S "/silent");

  wp_fetch_async (f->fetcher, &(WpFetchRequest){ .url = url }, NULL, on_done, f);
  await_ms (30);
  g_clear_pointer (&f->fetcher, wp_fetcher_free);
  g_assert_null (f->result);
  await_ms (10);
  g_assert_cmpint (f->result->outcome, ==, WP_OUTCOME_CANCELLED);
}

/* The store */

static void
test_store_error (void)
{
  static const char *const texts[] = {
    "",
    "not a certificate\n",
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  };

  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = NULL;
      int fd = g_file_open_tmp ("wp-pem-XXXXXX", &path, NULL);
      g_autoptr (WpTrustStore) store = NULL;
      g_autoptr (GError) error = NULL;

      g_close (fd, NULL);
      if (i < G_N_ELEMENTS (texts))
        g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      else
        g_unlink (path);
      store = wp_trust_store_new (path);
      g_assert_null (wp_trust_store_get (store, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, path));
      g_unlink (path);
    }
}

static void
on_loaded (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(int *) data = wp_trust_store_load_finish (NULL, result, &error) ? 1 : (int) error->code + 2;
}

static void
test_store_async (void)
{
  g_autoptr (WpTrustStore) store = wp_trust_store_new (authority->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int loaded = 0, cancelled = 0;

  wp_trust_store_load_async (store, NULL, on_loaded, &loaded);
  wp_trust_store_load_async (store, cancellable, on_loaded, &cancelled);
  g_cancellable_cancel (cancellable);
  while (loaded == 0 || cancelled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (loaded, ==, 1);
  g_assert_cmpint (cancelled, ==, G_IO_ERROR_CANCELLED + 2);
  g_assert_nonnull (wp_trust_store_get (store, NULL));
  g_assert_true (wp_trust_store_get (store, NULL) == wp_trust_store_get (store, NULL));
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  authority = peer_authority_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/fetch/", rows[i].path, NULL);

      g_test_add (path, Fixture, &rows[i], set_up, test_row, tear_down);
    }
#define ADD(path, data, up, func)                                                                  \
  g_test_add ("/net/fetch/" path, Fixture, data, up, func, tear_down)
  ADD ("redirects", NULL, set_up, test_redirects);
  ADD ("full-body", NULL, set_up, test_full_body);
  ADD ("post", NULL, set_up, test_post);
  ADD ("slow/drip", "/drip", set_up, test_slow);
  ADD ("slow/silent", "/silent", set_up, test_slow);
  ADD ("slow/name", NULL, set_up, test_slow_name);
  ADD ("refused", NULL, set_up, test_refused);
  for (guint i = 0; i < G_N_ELEMENTS (cert_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/fetch/certificate/", cert_rows[i].path, NULL);

      g_test_add (path, Fixture, &cert_rows[i], NULL, test_certificate, tear_down);
    }
  ADD ("certificate/other-authority", NULL, NULL, test_other_authority);
  ADD ("chain/longest", GUINT_TO_POINTER (0), NULL, test_chain);
  ADD ("chain/too-long", GUINT_TO_POINTER (1), NULL, test_chain);
  ADD ("cancelled/name", "https://silent.test/", set_up, test_cancelled);
  ADD ("cancelled/reply", S "/silent", set_up, test_cancelled);
  ADD ("cancelled/body", S "/drip", set_up, test_cancelled);
  ADD ("cancelled/http", P "/silent", set_up, test_cancelled);
  ADD ("cancelled/tls", NULL, set_up, test_cancelled_in_tls);
  ADD ("freed", NULL, set_up, test_freed);
  g_test_add_func ("/net/trust-store/error", test_store_error);
  g_test_add_func ("/net/trust-store/async", test_store_async);
  failed = g_test_run ();
  peer_authority_free (authority);
  return failed;
}
