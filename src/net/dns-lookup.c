/* A host's addresses (resolver.h): itself where it is a literal, the hosts file, else A and AAAA at
 * once. "localhost" never leaves the machine (RFC 6761 §6.3). */
#include "net/resolver.h"

#include <string.h>

#include "model/keys.h"
#include "net/cancel.h"
#include "net/dns-parse.h"
#include "net/resolver-private.h"
#include "net/socket.h"

#define AAAA_PATIENCE_MS 50 /* RFC 8305 §3 */
/* A list without IPv4 has nothing to fall back on where IPv6 is broken, so A is given longer. */
#define A_PATIENCE_MS 1000

enum
{
  SLOT_A,
  SLOT_AAAA,
  N_SLOTS
};

typedef struct
{
  WpResolver *resolver;
  GTask *task;
  WpDnsHost *host;
  char *name; /* normal */
  WpDnsWaiter *waiters[N_SLOTS];
  WpDnsAnswer *answers[N_SLOTS];
  WpTimer *timer; /* patience, or the answer that was there at once */
  WpCancel cancel;
} Lookup;

WpDnsHost *
wp_dns_host_ref (WpDnsHost *host)
{
  g_atomic_ref_count_inc (&host->refs);
  return host;
}

void
wp_dns_host_unref (WpDnsHost *host)
{
  if (host == NULL || !g_atomic_ref_count_dec (&host->refs))
    return;
  g_free (host->host);
  g_array_unref (host->addresses);
  wp_fields_free (host->evidence);
  g_free (host);
}

static WpDnsHost *
host_new (const char *name, gint64 start_us)
{
  WpDnsHost *host = g_new0 (WpDnsHost, 1);

  g_atomic_ref_count_init (&host->refs);
  host->host = g_strdup (name);
  host->addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  host->is_complete = TRUE;
  host->start_us = start_us;
  return host;
}

/* Order */

static const WpInet *
first_of (const GArray *addresses, guint8 family)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_array_index (addresses, WpInet, i).family == family)
      return &g_array_index (addresses, WpInet, i);
  return NULL;
}

/* Families in turn, IPv6 first unless only IPv4 has a way out (RFC 6724 rule 1, RFC 8305 §4). */
static void
sort (GArray *addresses)
{
  const WpInet *v4 = first_of (addresses, 4), *v6 = first_of (addresses, 6);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (WpInet));
  guint8 family = 6;
  guint at[2] = { 0, 0 };

  if (v4 == NULL || v6 == NULL)
    return;
  if (!wp_socket_has_route (v6) && wp_socket_has_route (v4))
    family = 4;
  while (sorted->len < addresses->len)
    {
      guint *i = &at[family == 6];

      while (*i < addresses->len && g_array_index (addresses, WpInet, *i).family != family)
        (*i)++;
      if (*i < addresses->len)
        g_array_append_val (sorted, g_array_index (addresses, WpInet, (*i)++));
      family = family == 6 ? 4 : 6;
    }
  memcpy (addresses->data, sorted->data, sorted->len * sizeof (WpInet));
}

static void
keep_families (const WpResolver *resolver, GArray *addresses)
{
  for (guint i = addresses->len; i > 0; i--)
    if (!wp_resolver_uses_family (resolver, g_array_index (addresses, WpInet, i - 1).family))
      g_array_remove_index (addresses, i - 1);
}

/* The end */

static void
add_answer (WpDnsHost *host, const WpDnsAnswer *answer)
{
  /* Half for each family, so that a long list of one does not push out the other. */
  guint room = host->addresses->len + WP_LIMIT_ADDRESSES / 2;

  for (guint i = 0; i < answer->records->len && host->addresses->len < room; i++)
    wp_inets_add (host->addresses, &((WpDnsRecord *) answer->records->pdata[i])->address);
}

/* A failure to know weighs more than the knowledge that there is nothing. */
static guint
weight (const WpDnsAnswer *answer)
{
  static const WpOutcome heaviest_last[] = {
    WP_OUTCOME_OK,
    WP_OUTCOME_NO_DATA,
    WP_OUTCOME_NXDOMAIN,
    WP_OUTCOME_DNS_TIMED_OUT,
    WP_OUTCOME_DNS_MALFORMED,
    WP_OUTCOME_DNS_REFUSED,
    WP_OUTCOME_SERVFAIL,
    WP_OUTCOME_BOGUS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (heaviest_last); i++)
    if (heaviest_last[i] == answer->outcome)
      return i;
  return G_N_ELEMENTS (heaviest_last);
}

/* The answer that explains the result: one with addresses, else the worse. */
static const WpDnsAnswer *
deciding_answer (const Lookup *lookup)
{
  const WpDnsAnswer *a = lookup->answers[SLOT_A], *aaaa = lookup->answers[SLOT_AAAA];

  if (a == NULL || aaaa == NULL)
    return a != NULL ? a : aaaa;
  if (lookup->host->addresses->len > 0)
    return aaaa->records->len > 0 ? aaaa : a;
  return weight (aaaa) > weight (a) ? aaaa : a;
}

static void
join_lists (const Lookup *lookup, WpFields *evidence, const char *key)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new ();

  for (guint slot = 0; slot < N_SLOTS; slot++)
    {
      const char *const *list = lookup->answers[slot] == NULL
                                    ? NULL
                                    : wp_fields_list (lookup->answers[slot]->evidence, key);

      for (; list != NULL && *list != NULL; list++)
        g_ptr_array_add (joined, (gpointer) *list);
    }
  g_ptr_array_add (joined, NULL);
  if (joined->len > 1)
    wp_fields_set_list (evidence, key, (const char *const *) joined->pdata);
}

static void
describe (const Lookup *lookup, const WpDnsAnswer *deciding)
{
  WpDnsHost *host = lookup->host;
  g_auto (GStrv) addresses = g_new0 (char *, host->addresses->len + 1);

  host->evidence = deciding != NULL ? wp_fields_dup (deciding->evidence) : wp_fields_new ();
  wp_fields_set_text (host->evidence, WP_KEY_NAME, lookup->name);
  for (guint i = 0; i < host->addresses->len; i++)
    {
      char text[WP_INET_TEXT_SIZE];

      addresses[i] = g_strdup (wp_inet_format (&g_array_index (host->addresses, WpInet, i), text));
    }
  if (host->addresses->len > 0)
    wp_fields_set_list (host->evidence, WP_KEY_ADDRESSES, (const char *const *) addresses);
  if (host->is_from_hosts_file)
    wp_fields_set_flag (host->evidence, WP_KEY_FROM_HOSTS_FILE, TRUE);
  if (lookup->answers[SLOT_A] != NULL && lookup->answers[SLOT_AAAA] != NULL)
    {
      wp_fields_set_text (host->evidence, WP_KEY_TYPE, "A, AAAA");
      join_lists (lookup, host->evidence, WP_KEY_RECORDS);
      join_lists (lookup, host->evidence, WP_KEY_RESOLVERS_ASKED);
    }
}

static void
lookup_end (Lookup *lookup)
{
  WpDnsHost *host = lookup->host;
  GTask *task = lookup->task;

  host->end_us = wp_loop_now_us (wp_resolver_loop (lookup->resolver));
  wp_cancel_clear (&lookup->cancel);
  g_clear_pointer (&lookup->timer, wp_timer_remove);
  for (guint slot = 0; slot < N_SLOTS; slot++)
    {
      wp_dns_waiter_remove (lookup->waiters[slot]);
      wp_dns_answer_unref (lookup->answers[slot]);
    }
  g_task_return_pointer (task, host, (GDestroyNotify) wp_dns_host_unref);
  g_object_unref (task);
  wp_resolver_unref (lookup->resolver);
  g_free (lookup->name);
  g_free (lookup);
}

static void
finish (gpointer data)
{
  Lookup *lookup = data;
  WpDnsHost *host = lookup->host;
  const WpDnsAnswer *deciding;

  lookup->timer = NULL;
  for (guint slot = N_SLOTS; slot > 0; slot--)
    if (lookup->answers[slot - 1] != NULL)
      add_answer (host, lookup->answers[slot - 1]);
  sort (host->addresses);
  host->is_complete = lookup->waiters[SLOT_A] == NULL && lookup->waiters[SLOT_AAAA] == NULL;
  deciding = deciding_answer (lookup);
  if (host->addresses->len > 0)
    host->outcome = WP_OUTCOME_OK;
  else
    host->outcome = deciding != NULL ? deciding->outcome : WP_OUTCOME_NO_DATA;
  describe (lookup, deciding);
  lookup_end (lookup);
}

static void
on_cancelled (gpointer data)
{
  Lookup *lookup = data;

  lookup->host->outcome = WP_OUTCOME_CANCELLED;
  g_array_set_size (lookup->host->addresses, 0);
  lookup->host->evidence = wp_fields_new ();
  lookup_end (lookup);
}

/* Asking */

static void
on_answer (Lookup *lookup, guint slot, WpDnsAnswer *answer)
{
  guint other = slot == SLOT_A ? SLOT_AAAA : SLOT_A;

  lookup->waiters[slot] = NULL;
  lookup->answers[slot] = wp_dns_answer_ref (answer);
  if (lookup->waiters[other] == NULL)
    {
      g_clear_pointer (&lookup->timer, wp_timer_remove);
      finish (lookup);
    }
  else if (answer->outcome == WP_OUTCOME_OK)
    lookup->timer = wp_loop_after_ms (wp_resolver_loop (lookup->resolver),
                                      slot == SLOT_A ? AAAA_PATIENCE_MS : A_PATIENCE_MS, finish,
                                      lookup);
}

static void
on_a (WpDnsAnswer *answer, gpointer data)
{
  on_answer (data, SLOT_A, answer);
}

static void
on_aaaa (WpDnsAnswer *answer, gpointer data)
{
  on_answer (data, SLOT_AAAA, answer);
}

static gboolean
is_localhost (const char *name)
{
  return g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost");
}

/* What needs no resolver. */
static gboolean
answer_here (Lookup *lookup)
{
  GArray *addresses = lookup->host->addresses;
  WpInet inet;
  gboolean is_known = TRUE;

  if (wp_inet_parse (lookup->name, &inet))
    wp_inets_add (addresses, &inet);
  else if (wp_resolver_find_in_hosts (lookup->resolver, lookup->name, addresses))
    lookup->host->is_from_hosts_file = TRUE;
  else if (is_localhost (lookup->name))
    {
      wp_inet_parse ("::1", &inet);
      wp_inets_add (addresses, &inet);
      wp_inet_parse ("127.0.0.1", &inet);
      wp_inets_add (addresses, &inet);
    }
  else
    is_known = FALSE;
  keep_families (lookup->resolver, addresses);
  return is_known;
}

void
wp_resolver_lookup_async (WpResolver *resolver,
                          const char *host,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  WpLoop *loop = wp_resolver_loop (resolver);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->task = g_task_new (NULL, NULL, callback, data); /* cancelled is an outcome */
  g_task_set_source_tag (lookup->task, wp_resolver_lookup_async);
  lookup->resolver = wp_resolver_ref (resolver);
  lookup->host = host_new (host, wp_loop_now_us (loop));
  lookup->name = wp_resolver_normal_name (host);
  wp_cancel_init (&lookup->cancel, loop, cancellable, on_cancelled, lookup);
  if (answer_here (lookup))
    {
      lookup->timer = wp_loop_after_ms (loop, 0, finish, lookup);
      return;
    }
  if (wp_resolver_uses_family (resolver, 6))
    lookup->waiters[SLOT_AAAA] = wp_resolver_wait (resolver, lookup->name, WP_DNS_AAAA, on_aaaa,
                                                   lookup);
  if (wp_resolver_uses_family (resolver, 4))
    lookup->waiters[SLOT_A] = wp_resolver_wait (resolver, lookup->name, WP_DNS_A, on_a, lookup);
  if (lookup->waiters[SLOT_A] == NULL && lookup->waiters[SLOT_AAAA] == NULL)
    lookup->timer = wp_loop_after_ms (loop, 0, finish, lookup);
}

WpDnsHost *
wp_resolver_lookup_finish (WpResolver *resolver G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
