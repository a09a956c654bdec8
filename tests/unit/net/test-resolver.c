/* net/resolver: questions to name servers in the same process, each with a script. */
#include <string.h>

#include "await.h"
#include "base/limits.h"
#include "model/keys.h"
#include "resolver-fixture.h"

#define RECORD(answer, i) ((WpDnsRecord *) (answer)->records->pdata[i])

static void
say_bogus (const DnsQuery *query, GByteArray *reply, guint *delay_ms G_GNUC_UNUSED, gpointer data)
{
  dns_begin (reply, query, query->has_cd ? 0 : 2, 0);
  if (query->has_cd)
    dns_add_a (reply, "192.0.2.10");
  else
    dns_add_opt (reply, 7, "signature expired\x1b[31m");
  if (data != NULL)
    *(gboolean *) data |= !query->has_ad;
}

/* One server */

static void
test_answer (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_a, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  g_assert_true (wp_resolver_is_trusted (f->resolver)); /* loopback */
  answer = resolver_ask (f, "Mail.Example.ORG.", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpstr (answer->name, ==, "mail.example.org");
  g_assert_cmpstr (answer->canonical_name, ==, "mail.example.org");
  g_assert_true (answer->is_authenticated);
  g_assert_cmpuint (answer->records->len, ==, 1);
  g_assert_cmpuint (RECORD (answer, 0)->ttl_s, ==, 300);
  g_assert_cmpstr (wp_fields_text (answer->evidence, WP_KEY_RCODE), ==, "NOERROR");
  g_assert_cmpstr (wp_fields_text (answer->evidence, WP_KEY_TYPE), ==, "A");
  g_assert_cmpstr (wp_fields_list (answer->evidence, WP_KEY_RECORDS)[0], ==, "300 A 192.0.2.10");
  g_assert_cmpstr (wp_fields_text (answer->evidence, WP_KEY_RESOLVER), ==,
                   dns_server_spec (f->servers[0]));
  g_assert_nonnull (wp_fields_list (answer->evidence, WP_KEY_RESOLVERS_ASKED));
  g_assert_true (wp_fields_flag (answer->evidence, WP_KEY_AUTHENTICATED));
  /* The same again costs no packet. */
  resolver_ask (f, "mail.example.org", WP_DNS_A);
  g_assert_cmpuint (dns_server_count (f->servers[0]), ==, 1);
}

typedef struct
{
  const char *path;
  DnsScript script;
  gpointer data;
  WpOutcome outcome;
  const char *rcode; /* NULL: none came */
  guint max_ms;
} OutcomeRow;

static const OutcomeRow outcome_rows[] = {
  { "no-data", say_rcode, GINT_TO_POINTER (0), WP_OUTCOME_NO_DATA, "NOERROR", 100 },
  { "nxdomain", say_rcode, GINT_TO_POINTER (3), WP_OUTCOME_NXDOMAIN, "NXDOMAIN", 100 },
  { "servfail", say_rcode, GINT_TO_POINTER (2), WP_OUTCOME_SERVFAIL, "SERVFAIL", 100 },
  { "refused", say_rcode, GINT_TO_POINTER (5), WP_OUTCOME_DNS_REFUSED, "REFUSED", 100 },
  { "notimp", say_rcode, GINT_TO_POINTER (4), WP_OUTCOME_SERVFAIL, "NOTIMP", 100 },
  { "bogus", say_bogus, NULL, WP_OUTCOME_BOGUS, "SERVFAIL", 100 },
  { "silent", say_nothing, NULL, WP_OUTCOME_DNS_TIMED_OUT, NULL, 5300 },
};

static void
test_outcome (ResolverFixture *f, gconstpointer data)
{
  const OutcomeRow *row = data;
  WpDnsAnswer *answer;
  gint64 ms;

  resolver_serve (f, row->script, row->data);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  ms = (answer->end_us - answer->start_us) / 1000;
  g_assert_cmpstr (wp_outcome_id (answer->outcome), ==, wp_outcome_id (row->outcome));
  g_assert_cmpstr (wp_fields_text (answer->evidence, WP_KEY_RCODE), ==, row->rcode);
  g_assert_cmpuint (answer->records->len, ==, 0);
  g_assert_cmpint (ms, <=, row->max_ms);
}

static void
test_bogus_evidence (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  gboolean missed_ad = FALSE;
  WpDnsAnswer *answer;

  resolver_serve (f, say_bogus, &missed_ad);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_false (missed_ad); /* every question had AD set */
  g_assert_cmpint (wp_fields_number (answer->evidence, WP_KEY_EDE), ==, 7);
  g_assert_cmpstr (wp_fields_text (answer->evidence, WP_KEY_TEXT), ==,
                   "signature expired\\x1B[31m");
  g_assert_false (answer->is_authenticated);
  g_assert_nonnull (strstr (wp_fields_list (answer->evidence, WP_KEY_RESOLVERS_ASKED)[1],
                            "without checking: ok"));
}

static void
test_dead (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *spec = NULL;
  char *specs[] = { NULL, NULL };
  WpDnsAnswer *answer;

  /* A port that nobody has: loopback answers with ICMP at once. */
  resolver_serve (f, say_nothing, NULL);
  spec = g_strdup (dns_server_spec (f->servers[0]));
  dns_server_free (f->servers[--f->n_servers]);
  specs[0] = spec;
  resolver_start (f, (WpResolverOptions){ .servers = specs });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_DNS_TIMED_OUT);
  g_assert_cmpint (answer->end_us - answer->start_us, <, 1000000);
  g_assert_nonnull (
      strstr (wp_fields_list (answer->evidence, WP_KEY_RESOLVERS_ASKED)[0], "unreachable"));
}

static void
say_truncated (const DnsQuery *query,
               GByteArray *reply,
               guint *delay_ms G_GNUC_UNUSED,
               gpointer data G_GNUC_UNUSED)
{
  dns_begin (reply, query, 0, query->is_tcp ? 0 : DNS_TC);
  for (int i = 0; query->is_tcp && i < 100; i++)
    {
      guint8 text[] = { 2, (guint8) ('a' + i % 26), (guint8) ('a' + i / 26) };

      dns_add (reply, 1, NULL, 0, 16, 60, text, sizeof text);
    }
}

/* Over TCP; and of 100 records the limit is kept. */
static void
test_truncated (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_truncated, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_TXT);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpuint (answer->records->len, ==, WP_LIMIT_DNS_RECORDS);
  g_assert_cmpstr (RECORD (answer, 1)->text, ==, "ba");
}

static void
say_wrong_id (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data)
{
  say_a (query, reply, delay_ms, data);
  if (query->n == 0)
    reply->data[0] ^= 0x55;
}

/* A forged reply is not an answer; the repeated question gets one. */
static void
test_wrong_id (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_wrong_id, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpint (answer->end_us - answer->start_us, >=, 500000);
}

static void
note_id (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data)
{
  g_hash_table_add (data, GINT_TO_POINTER (query->packet[0] << 8 | query->packet[1]));
  say_a (query, reply, delay_ms, NULL);
}

static void
test_ids_differ (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);

  resolver_serve (f, note_id, ids);
  resolver_start (f, (WpResolverOptions){ 0 });
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%d.example.org", i);

      resolver_ask (f, name, WP_DNS_A);
    }
  g_assert_cmpuint (g_hash_table_size (ids), >=, 18);
}

static void
say_garbage (const DnsQuery *query,
             GByteArray *reply,
             guint *delay_ms G_GNUC_UNUSED,
             gpointer data G_GNUC_UNUSED)
{
  dns_begin (reply, query, 0, 0);
  reply->data[7] = 3; /* three answers, none of them there */
  g_byte_array_append (reply, (const guint8 *) "\xc0\xff\xff", 3);
}

static void
test_garbage (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  resolver_serve (f, say_garbage, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  g_assert_cmpint (resolver_ask (f, "example.org", WP_DNS_A)->outcome, ==,
                   WP_OUTCOME_DNS_MALFORMED);
}

static void
say_formerr_to_edns (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data)
{
  if (query->has_opt)
    dns_begin (reply, query, 1, 0);
  else
    say_a (query, reply, delay_ms, data);
}

static void
test_without_edns (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  resolver_serve (f, say_formerr_to_edns, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  g_assert_cmpint (resolver_ask (f, "a.example.org", WP_DNS_A)->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpint (resolver_ask (f, "b.example.org", WP_DNS_A)->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpint (resolver_ask (f, "c.example.org", WP_DNS_A)->outcome, ==, WP_OUTCOME_OK);
}

/* Several servers */

static void
say_a_late (const DnsQuery *query, GByteArray *reply, guint *delay_ms, gpointer data)
{
  say_a (query, reply, delay_ms, NULL);
  *delay_ms = GPOINTER_TO_UINT (data);
}

static void
test_slow_first (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_a_late, GUINT_TO_POINTER (2000));
  resolver_serve (f, say_a, (gpointer) "192.0.2.20");
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpuint (RECORD (answer, 0)->address.bytes[3], ==, 20);
  g_assert_cmpint (answer->end_us - answer->start_us, >=, 140000);
  g_assert_cmpint (answer->end_us - answer->start_us, <, 400000);
  g_assert_nonnull (
      strstr (wp_fields_list (answer->evidence, WP_KEY_RESOLVERS_ASKED)[0], "no-answer-yet"));
}

static void
test_fast_first (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  resolver_serve (f, say_a, NULL);
  resolver_serve (f, say_a, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  resolver_ask (f, "example.org", WP_DNS_A);
  await_ms (200);
  g_assert_cmpuint (dns_server_count (f->servers[1]), ==, 0); /* not asked for nothing */
}

static void
test_next_at_once (ResolverFixture *f, gconstpointer data)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_rcode, (gpointer) data);
  resolver_serve (f, say_a, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpint (answer->end_us - answer->start_us, <, 100000);
  g_assert_cmpuint (
      g_strv_length ((char **) wp_fields_list (answer->evidence, WP_KEY_RESOLVERS_ASKED)), >=, 2);
}

/* One refuses, one is dead: the answer does not wait for the dead one's five seconds. */
static void
test_refused_and_dead (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_nothing, NULL);
  resolver_serve (f, say_rcode, GINT_TO_POINTER (5));
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_DNS_REFUSED);
  g_assert_cmpint (answer->end_us - answer->start_us, <, 2500000);
}

/* Records */

static void
say_cnames (const DnsQuery *query, GByteArray *reply, guint *delay_ms G_GNUC_UNUSED, gpointer data)
{
  guint count = GPOINTER_TO_UINT (data);
  g_autofree char *owner = g_strdup (query->name);

  dns_begin (reply, query, 0, 0);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GByteArray) from = dns_name (owner);
      g_autofree char *next = g_strdup_printf ("c%u.example.net", i);
      g_autoptr (GByteArray) to = dns_name (next);

      dns_add (reply, 1, from->data, from->len, 5, 300, to->data, to->len);
      g_free (owner);
      owner = g_steal_pointer (&next);
    }
  if (query->type == 1)
    {
      g_autoptr (GByteArray) last = dns_name (owner);

      dns_add (reply, 1, last->data, last->len, 1, 300, "\xc0\0\2\x0a", 4);
    }
}

static void
test_cnames (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_cnames, GUINT_TO_POINTER (WP_LIMIT_DNS_CNAMES));
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "example.org", WP_DNS_A);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpstr (answer->canonical_name, ==, "c7.example.net");
  g_assert_cmpuint (g_strv_length ((char **) wp_fields_list (answer->evidence, WP_KEY_CNAMES)), ==,
                    WP_LIMIT_DNS_CNAMES);
  /* A chain that ends without a record of the type is no data. */
  g_assert_cmpint (resolver_ask (f, "example.org", WP_DNS_AAAA)->outcome, ==, WP_OUTCOME_NO_DATA);
}

static void
test_cnames_too_many (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  resolver_serve (f, say_cnames, GUINT_TO_POINTER (WP_LIMIT_DNS_CNAMES + 1));
  resolver_start (f, (WpResolverOptions){ 0 });
  g_assert_cmpint (resolver_ask (f, "example.org", WP_DNS_A)->outcome, ==,
                   WP_OUTCOME_DNS_MALFORMED);
}

static void
say_srv (const DnsQuery *query,
         GByteArray *reply,
         guint *delay_ms G_GNUC_UNUSED,
         gpointer data G_GNUC_UNUSED)
{
  dns_begin (reply, query, 0, 0);
  if (g_str_has_prefix (query->name, "_pop3s"))
    dns_add_named (reply, 33, "\0\0\0\0\0\0", 6, "");
  else if (query->type == 33)
    {
      dns_add_named (reply, 33, "\0\x0a\0\5\3\xe1", 6, "IMAP.Example.Org");
      dns_add_named (reply, 33, "\0\x14\0\0\3\xe1", 6, "backup.example.org");
    }
  else
    dns_add_named (reply, 15, "\0\x0a", 2, "mx.example.net");
}

static void
test_srv_and_mx (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WpDnsAnswer *answer;

  resolver_serve (f, say_srv, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  answer = resolver_ask (f, "_imaps._tcp.example.org", WP_DNS_SRV);
  g_assert_cmpuint (answer->records->len, ==, 2);
  g_assert_cmpuint (RECORD (answer, 0)->priority, ==, 10);
  g_assert_cmpuint (RECORD (answer, 0)->weight, ==, 5);
  g_assert_cmpuint (RECORD (answer, 0)->port, ==, 993);
  g_assert_cmpstr (RECORD (answer, 0)->target, ==, "imap.example.org");
  g_assert_cmpstr (RECORD (answer, 1)->target, ==, "backup.example.org");
  answer = resolver_ask (f, "_pop3s._tcp.example.org", WP_DNS_SRV);
  g_assert_cmpint (answer->outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpuint (answer->records->len, ==, 1);
  g_assert_cmpstr (RECORD (answer, 0)->target, ==, "");
  answer = resolver_ask (f, "example.org", WP_DNS_MX);
  g_assert_cmpuint (RECORD (answer, 0)->priority, ==, 10);
  g_assert_cmpstr (RECORD (answer, 0)->target, ==, "mx.example.net");
  g_assert_cmpstr (wp_fields_list (answer->evidence, WP_KEY_RECORDS)[0], ==,
                   "300 MX 10 mx.example.net.");
}

/* Waiting and cancelling */

typedef struct
{
  WpOutcome outcome;
  gint64 end_us;
} Seen;

static void
on_seen (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Seen *seen = data;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (NULL, result);

  seen->outcome = answer->outcome;
  seen->end_us = g_get_monotonic_time ();
}

static void
test_shared_and_cancelled (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen first = { 0 }, second = { 0 };
  gint64 cancel_us;

  resolver_serve (f, say_a_late, GUINT_TO_POINTER (300));
  resolver_start (f, (WpResolverOptions){ 0 });
  wp_resolver_query_async (f->resolver, "example.org", WP_DNS_A, cancellable, on_seen, &first);
  wp_resolver_query_async (f->resolver, "EXAMPLE.org", WP_DNS_A, NULL, on_seen, &second);
  await_ms (50);
  cancel_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (first.end_us, ==, 0); /* not from inside the cancel */
  while (first.end_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (first.outcome, ==, WP_OUTCOME_CANCELLED);
  g_assert_cmpint (first.end_us - cancel_us, <, 100000);
  while (second.end_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (second.outcome, ==, WP_OUTCOME_OK);
  g_assert_cmpuint (dns_server_count (f->servers[0]), ==, 1);
}

static void
test_cancelled_before (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { 0 };

  resolver_serve (f, say_nothing, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  g_cancellable_cancel (cancellable);
  wp_resolver_query_async (f->resolver, "example.org", WP_DNS_A, cancellable, on_seen, &seen);
  g_assert_cmpint (seen.end_us, ==, 0);
  await_ms (20);
  g_assert_cmpint (seen.outcome, ==, WP_OUTCOME_CANCELLED);
}

static void
drop_resolver (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ResolverFixture *f = data;

  f->answer = wp_resolver_query_finish (NULL, result);
  g_clear_pointer (&f->resolver, wp_resolver_unref);
  f->calls++;
}

/* The last reference goes in a callback, with another question still under way. */
static void
test_dropped_in_callback (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { 0 };

  resolver_serve (f, say_a, NULL);
  resolver_start (f, (WpResolverOptions){ 0 });
  wp_resolver_query_async (f->resolver, "slow.example.org", WP_DNS_MX, cancellable, on_seen, &seen);
  wp_resolver_query_async (f->resolver, "example.org", WP_DNS_A, NULL, drop_resolver, f);
  g_cancellable_cancel (cancellable);
  await_ms (100);
  g_assert_cmpuint (f->calls, ==, 1);
  g_assert_null (f->resolver);
}

/* Configuration */

static void
test_untrusted_ad (ResolverFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  char *specs[] = { NULL, (char *) "fe80::53%lo", NULL }; /* never leaves the machine */

  resolver_serve (f, say_a, NULL);
  specs[0] = (char *) dns_server_spec (f->servers[0]);
  resolver_start (f, (WpResolverOptions){ .servers = specs });
  g_assert_false (wp_resolver_is_trusted (f->resolver));
  g_assert_false (resolver_ask (f, "example.org", WP_DNS_A)->is_authenticated);
}

static void
test_bad_server (void)
{
  static const char *const bad[] = { "resolver.example.org", "192.0.2.1:0", "[::1", "1.2.3.4:x",
                                     "" };
  g_autoptr (WpLoop) loop = wp_loop_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      char *servers[] = { (char *) bad[i], NULL };
      g_autoptr (GError) error = NULL;
      WpResolver *resolver = wp_resolver_new (loop, &(WpResolverOptions){ .servers = servers },
                                              &error);

      g_assert_null (resolver);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, bad[i]));
    }
}

/* What a person asks for is not cut short without a word. */
static void
test_too_many_servers (void)
{
  g_autoptr (WpLoop) loop = wp_loop_new (NULL);

  for (guint over = 0; over < 2; over++)
    {
      char *servers[WP_LIMIT_DNS_SERVERS + 2] = { NULL };
      g_autoptr (WpResolver) resolver = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < WP_LIMIT_DNS_SERVERS + over; i++)
        servers[i] = (char *) "127.0.0.1";
      resolver = wp_resolver_new (loop, &(WpResolverOptions){ .servers = servers }, &error);
      g_assert_cmpint (resolver != NULL, ==, !over);
      if (over)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_nonnull (strstr (error->message, G_STRINGIFY (WP_LIMIT_DNS_SERVERS)));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/net/resolver/" path, ResolverFixture, data, NULL, func, resolver_tear_down)
  ADD ("answer", NULL, test_answer);
  for (guint i = 0; i < G_N_ELEMENTS (outcome_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/net/resolver/outcome/", outcome_rows[i].path, NULL);

      g_test_add (path, ResolverFixture, &outcome_rows[i], NULL, test_outcome, resolver_tear_down);
    }
  ADD ("bogus-evidence", NULL, test_bogus_evidence);
  ADD ("dead", NULL, test_dead);
  ADD ("truncated", NULL, test_truncated);
  ADD ("wrong-id", NULL, test_wrong_id);
  ADD ("ids-differ", NULL, test_ids_differ);
  ADD ("garbage", NULL, test_garbage);
  ADD ("without-edns", NULL, test_without_edns);
  ADD ("servers/slow-first", NULL, test_slow_first);
  ADD ("servers/fast-first", NULL, test_fast_first);
  ADD ("servers/servfail-first", GINT_TO_POINTER (2), test_next_at_once);
  ADD ("servers/refused-first", GINT_TO_POINTER (5), test_next_at_once);
  ADD ("servers/refused-and-dead", NULL, test_refused_and_dead);
  ADD ("cnames", NULL, test_cnames);
  ADD ("cnames-too-many", NULL, test_cnames_too_many);
  ADD ("srv-and-mx", NULL, test_srv_and_mx);
  ADD ("shared-and-cancelled", NULL, test_shared_and_cancelled);
  ADD ("cancelled-before", NULL, test_cancelled_before);
  ADD ("dropped-in-callback", NULL, test_dropped_in_callback);
  ADD ("untrusted-ad", NULL, test_untrusted_ad);
  g_test_add_func ("/net/resolver/bad-server", test_bad_server);
  g_test_add_func ("/net/resolver/too-many-servers", test_too_many_servers);
  return g_test_run ();
}
