/* net/resolver: a host's addresses from literals, the hosts file, and A and AAAA at different
 * speeds. */
#include <string.h>

#include <glib/gstdio.h>

#include "await.h"
#include "base/limits.h"
#include "model/keys.h"
#include "resolver-fixture.h"

typedef struct
{
  guint a_ms, aaaa_ms; /* G_MAXUINT: never */
  int a_rcode;
  int aaaa_rcode;
  gboolean is_empty;
} Dual;

static void
say_dual (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data)
{
  const Dual *dual = data;

  *delay_ms = query->type == 1 ? dual->a_ms : dual->aaaa_ms;
  if (*delay_ms == G_MAXUINT)
    return;
  dns_begin (reply, query, query->type == 1 ? dual->a_rcode : dual->aaaa_rcode, 0);
  if (dual->is_empty || (reply->data[3] & 0x0f) != 0)
    return;
  if (query->type == 1)
    {
      dns_add_a (reply, "127.0.0.1");
      dns_add_a (reply, "127.0.0.2");
      dns_add_a (reply, "127.0.0.1");
    }
  else
    dns_add_a (reply, "::1");
}

typedef struct
{
  const char *path;
  Dual dual;
  WpResolverOptions options;
  WpOutcome outcome;
  const char *addresses;
  gboolean is_complete;
  guint min_ms, max_ms;
} LookupRow;

static const LookupRow lookup_rows[] = {
  { "both", { 0 }, { 0 }, WP_OUTCOME_OK, "::1 127.0.0.1 127.0.0.2", TRUE, 0, 40 },
  { "aaaa-soon", { .aaaa_ms = 20 }, { 0 }, WP_OUTCOME_OK, "::1 127.0.0.1 127.0.0.2", TRUE, 20, 49 },
  { "aaaa-late", { .aaaa_ms = 400 }, { 0 }, WP_OUTCOME_OK, "127.0.0.1 127.0.0.2", FALSE, 50, 120 },
  { "aaaa-never",
    { .aaaa_ms = G_MAXUINT },
    { 0 },
    WP_OUTCOME_OK,
    "127.0.0.1 127.0.0.2",
    FALSE,
    50,
    120 },
  { "a-late", { .a_ms = 200 }, { 0 }, WP_OUTCOME_OK, "::1 127.0.0.1 127.0.0.2", TRUE, 200, 280 },
  { "a-never", { .a_ms = G_MAXUINT }, { 0 }, WP_OUTCOME_OK, "::1", FALSE, 1000, 2000 },
  { "only-4", { 0 }, { .no_ipv6 = TRUE }, WP_OUTCOME_OK, "127.0.0.1 127.0.0.2", TRUE, 0, 40 },
  { "only-6", { 0 }, { .no_ipv4 = TRUE }, WP_OUTCOME_OK, "::1", TRUE, 0, 40 },
  { "none", { .is_empty = TRUE }, { 0 }, WP_OUTCOME_NO_DATA, "", TRUE, 0, 40 },
  { "nxdomain", { .a_rcode = 3, .aaaa_rcode = 3 }, { 0 }, WP_OUTCOME_NXDOMAIN, "", TRUE, 0, 40 },
  { "a-nxdomain", { .a_rcode = 3 }, { 0 }, WP_OUTCOME_OK, "::1", TRUE, 0, 40 },
  { "aaaa-servfail",
    { .is_empty = TRUE, .aaaa_rcode = 2 },
    { 0 },
    WP_OUTCOME_SERVFAIL,
    "",
    TRUE,
    0,
    60 },
};

static void
test_lookup (ResolverFixture *f, gconstpointer data)
{
  const LookupRow *row = data;
  WpDnsHost *host;
  g_autofree char *addresses = NULL;
  gint64 ms;

  resolver_serve (f, say_dual, (gpointer) &row->dual);
  resolver_start (f, row->options);
  host = resolver_look_up (f, "mail.example.org");
  addresses = resolver_addresses (host);
  ms = (host->end_us - host->start_us) / 1000;
  g_assert_cmpstr (wp_outcome_id (host->outcome), ==, wp_outcome_id (row->outcome));
  g_assert_cmpstr (addresses, ==, row->addresses);
  g_assert_cmpint (host->is_complete, ==, row->is_complete);
  g_assert_cmpint (ms, >=, row->min_ms);
  g_assert_cmpint (ms, <=, row->max_ms + 60); /* the machine is shared */
  g_assert_cmpstr (wp_fields_text (host->evidence, WP_KEY_NAME), ==, "mail.example.org");
}

static void
say_many (const DnsQuery *query,
          GByteArray *reply,
          guint *delay_ms G_GNUC_UNUSED,
          gpointer data G_GNUC_UNUSED)
{
  dns_begin (reply, query, 0, 0);
  for (int i = 1; i <= 40; i++)
    {
      g_autofree char *address = g_strdup_printf (query->type == 1 ? "127.0.0.%d" : "fd00::%x", i);

      dns_add_a (reply, address);
    }
}

static void
test_lookup_limit (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint v6 = 0;

  resolver_serve (f, say_many, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  resolver_look_up (f, "mail.example.org");
  g_assert_cmpuint (f->host->addresses->len, ==, WP_LIMIT_ADDRESSES);
  for (guint i = 0; i < f->host->addresses->len; i++)
    v6 += g_array_index (f->host->addresses, WpInet, i).family == 6;
  g_assert_cmpuint (v6, ==, WP_LIMIT_ADDRESSES / 2);
}

static void
test_lookup_here (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wp-hosts-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  g_autofree char *text = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "192.0.2.99 Mail.example.org # x\n", -1, NULL));
  resolver_serve (f, say_nothing, NULL);
  resolver_start (f, (WpResolverOptions){ .hosts_file = path });
  g_unlink (path);

  resolver_look_up (f, "MAIL.example.org");
  text = resolver_addresses (f->host);
  g_assert_cmpstr (text, ==, "192.0.2.99");
  g_assert_true (f->host->is_from_hosts_file);
  g_assert_true (wp_fields_flag (f->host->evidence, WP_KEY_FROM_HOSTS_FILE));
  resolver_look_up (f, "2001:db8::1");
  g_assert_cmpuint (f->host->addresses->len, ==, 1);
  g_assert_false (f->host->is_from_hosts_file);
  resolver_look_up (f, "localhost");
  g_assert_cmpuint (f->host->addresses->len, ==, 2);
  g_assert_cmpuint (dns_server_count (f->servers[0]), ==, 0);
}

typedef struct
{
  WpOutcome outcome;
  gint64 end_us;
} Seen;

static void
on_host_seen (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Seen *seen = data;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (NULL, result);

  seen->outcome = host->outcome;
  seen->end_us = g_get_monotonic_time ();
}

static void
test_lookup_cancelled (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { 0 };
  gint64 cancel_us;

  resolver_serve (f, say_nothing, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  wp_resolver_lookup_async (f->resolver, "example.org", cancellable, on_host_seen, &seen);
  await_ms (20);
  cancel_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  while (seen.end_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (seen.outcome, ==, WP_OUTCOME_CANCELLED);
  g_assert_cmpint (seen.end_us - cancel_us, <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/net/resolver/" path, ResolverFixture, data, NULL, func, resolver_tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (lookup_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/resolver/lookup/", lookup_rows[i].path, NULL);

      g_test_add (path, ResolverFixture, &lookup_rows[i], NULL, test_lookup, resolver_tear_down);
    }
  ADD ("lookup-limit", NULL, test_lookup_limit);
  ADD ("lookup-here", NULL, test_lookup_here);
  ADD ("lookup-cancelled", NULL, test_lookup_cancelled);
  return g_test_run ();
}
