/* The mail exchangers of the domain (RFC 5321 §5.1): kept as hosts to guess from, asked for
 * settings by their domain, looked up in the notes, and reported as the step that tells whether the
 * domain exists. A null MX (RFC 7505) says that it takes no mail.
 */
#include <string.h>

#include "base/domain.h"
#include "discover/discover-private.h"
#include "discover/judge.h"

static int
by_preference (gconstpointer a, gconstpointer b)
{
  const WpDnsRecord *one = *(const WpDnsRecord *const *) a;
  const WpDnsRecord *other = *(const WpDnsRecord *const *) b;

  if (one->priority != other->priority)
    return one->priority < other->priority ? -1 : 1;
  return g_strcmp0 (one->target, other->target);
}

static gboolean
is_null_mx (const WpDnsAnswer *answer)
{
  return answer->records->len == 1
         && *((const WpDnsRecord *) answer->records->pdata[0])->target == '\0';
}

static void
keep_hosts (WpDiscovery *discovery, const WpDnsAnswer *answer)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();

  for (guint i = 0; i < answer->records->len; i++)
    g_ptr_array_add (ordered, answer->records->pdata[i]);
  g_ptr_array_sort (ordered, by_preference);
  for (guint i = 0; i < ordered->len; i++)
    {
      const WpDnsRecord *record = ordered->pdata[i];

      if (wp_target_is_host (record->target)
          && !g_ptr_array_find_with_equal_func (discovery->mx_hosts, record->target, g_str_equal,
                                                NULL))
        g_ptr_array_add (discovery->mx_hosts, g_strdup (record->target));
    }
}

/* Who the mail is handed to probably keeps the mailbox, too: its registrable domain, and the name
 * of the exchanger without its first label where that is longer (the draft's MXBASE and MXFULL).
 * Never a name that is a public suffix, never the domain itself, which is asked anyway. */
static void
ask_there (WpDiscovery *discovery)
{
  const char *host = discovery->mx_hosts->pdata[0];
  const char *dot = strchr (host, '.');
  g_autofree char *base = wp_domain_registrable (host);

  if (base == NULL)
    return;
  if (dot != NULL && strlen (dot + 1) > strlen (base) && !g_str_equal (dot + 1, discovery->domain))
    wp_discover_mx_documents (discovery, dot + 1);
  if (!g_str_equal (base, discovery->domain))
    wp_discover_mx_documents (discovery, base);
}

static void
take (WpDiscovery *discovery, const WpDnsAnswer *answer)
{
  discovery->mx_outcome = answer->outcome;
  discovery->mx_is_authenticated = answer->is_authenticated;
  discovery->dns_timed_out += answer->outcome == WP_OUTCOME_DNS_TIMED_OUT;
  keep_hosts (discovery, answer);
  if (discovery->mx_hosts->len > 0)
    {
      wp_discovery_look_ahead (discovery, discovery->mx_hosts->pdata[0]);
      ask_there (discovery);
    }
  wp_discovery_add_step (discovery, is_null_mx (answer) ? WP_OUTCOME_NOT_OFFERED : answer->outcome,
                         answer->evidence, answer->start_us, answer->end_us);
  wp_discover_notes_by_mx (discovery);
  wp_discover_autodiscover_v2 (discovery);
}

static void
on_answer (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;
  g_autoptr (WpDnsAnswer) answer = wp_resolver_query_finish (discovery->context.resolver, result);

  if (!wp_discovery_is_over (discovery))
    {
      take (discovery, answer);
      wp_discovery_mx_closed (discovery);
    }
  wp_discovery_release (discovery);
}

void
wp_discover_mx (WpDiscovery *discovery)
{
  discovery->pending_mx++;
  discovery->dns_asked++;
  wp_resolver_query_async (discovery->context.resolver, discovery->domain, WP_DNS_MX,
                           discovery->cancellable, on_answer, wp_discovery_hold (discovery));
}
