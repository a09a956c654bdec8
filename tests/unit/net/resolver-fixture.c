/* See resolver-fixture.h. */
#include "resolver-fixture.h"

void
resolver_tear_down (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wp_dns_answer_unref (f->answer);
  wp_dns_host_unref (f->host);
  wp_resolver_unref (f->resolver);
  for (guint i = 0; i < f->n_servers; i++)
    dns_server_free (f->servers[i]);
  wp_loop_unref (f->loop);
}

void
resolver_serve (ResolverFixture *f, DnsScript script, gpointer data)
{
  f->servers[f->n_servers++] = dns_server_new ("127.0.0.1", script, data);
}

void
resolver_start (ResolverFixture *f, WpResolverOptions options)
{
  const char *specs[4] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < f->n_servers; i++)
    specs[i] = dns_server_spec (f->servers[i]);
  if (options.servers == NULL)
    options.servers = (char **) specs;
  if (options.hosts_file == NULL)
    options.hosts_file = "/dev/null";
  f->loop = wp_loop_new (NULL);
  f->resolver = wp_resolver_new (f->loop, &options, &error);
  g_assert_no_error (error);
}

static void
on_answer (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ResolverFixture *f = data;

  g_clear_pointer (&f->answer, wp_dns_answer_unref);
  f->answer = wp_resolver_query_finish (f->resolver, result);
  f->calls++;
}

WpDnsAnswer *
resolver_ask (ResolverFixture *f, const char *name, WpDnsType type)
{
  guint calls = f->calls;

  wp_resolver_query_async (f->resolver, name, type, NULL, on_answer, f);
  g_assert_cmpuint (f->calls, ==, calls); /* never from inside the call */
  while (f->calls == calls)
    g_main_context_iteration (NULL, TRUE);
  return f->answer;
}

static void
on_host (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ResolverFixture *f = data;

  g_clear_pointer (&f->host, wp_dns_host_unref);
  f->host = wp_resolver_lookup_finish (f->resolver, result);
  f->calls++;
}

WpDnsHost *
resolver_look_up (ResolverFixture *f, const char *name)
{
  guint calls = f->calls;

  wp_resolver_lookup_async (f->resolver, name, NULL, on_host, f);
  g_assert_cmpuint (f->calls, ==, calls);
  while (f->calls == calls)
    g_main_context_iteration (NULL, TRUE);
  return f->host;
}

char *
resolver_addresses (const WpDnsHost *host)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < host->addresses->len; i++)
    {
      char address[WP_INET_TEXT_SIZE];

      g_string_append_printf (
          text, "%s%s", i > 0 ? " " : "",
          wp_inet_format (&g_array_index (host->addresses, WpInet, i), address));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Scripts */

void
say_a (const DnsQuery *query, GByteArray *reply, guint *delay_ms G_GNUC_UNUSED, gpointer data)
{
  dns_begin (reply, query, 0, DNS_AD);
  if (query->type == 1)
    dns_add_a (reply, data != NULL ? data : "192.0.2.10");
  if (query->has_opt)
    dns_add_opt (reply, -1, NULL);
}

void
say_rcode (const DnsQuery *query, GByteArray *reply, guint *delay_ms G_GNUC_UNUSED, gpointer data)
{
  dns_begin (reply, query, GPOINTER_TO_INT (data), 0);
}

void
say_nothing (const DnsQuery *query G_GNUC_UNUSED,
             GByteArray *reply G_GNUC_UNUSED,
             guint *delay_ms G_GNUC_UNUSED,
             gpointer data G_GNUC_UNUSED)
{
}
