/* Hints for whoever may connect ahead of time (without a login): hosts that will probably be
 * needed, as soon as their name is known to lead to a public address. Nothing waits for a hint. */
#include "discover/discover-private.h"

#include "base/domain.h"
#include "policy/fence.h"

typedef struct
{
  WpDiscovery *discovery;
  WpEndpoint *endpoint;
} Hint;

static gboolean
may_be_used (const WpDiscovery *discovery, const WpDnsHost *host)
{
  g_autoptr (GArray) addresses = g_array_copy (host->addresses);

  wp_fence_filter (addresses, wp_discovery_allows_private (discovery));
  return addresses->len > 0;
}

static void
on_host (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Hint *hint = data;
  WpDiscovery *discovery = hint->discovery;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (discovery->context.resolver, result);

  if (!wp_discovery_is_over (discovery) && may_be_used (discovery, host))
    discovery->callbacks.likely (discovery, hint->endpoint, discovery->data);
  wp_endpoint_free (hint->endpoint);
  g_free (hint);
  wp_discovery_release (discovery);
}

/* No hint where a person would have to be asked before a connection (RFC 6186 §6, the policy). */
void
wp_discovery_hint (WpDiscovery *discovery, const WpEndpoint *endpoint, WpTrust trust)
{
  Hint *hint;

  if (discovery->callbacks.likely == NULL || trust > WP_TRUST_DATABASE
      || !wp_port_is_for_mail (endpoint->port))
    return;
  hint = g_new0 (Hint, 1);
  hint->discovery = wp_discovery_hold (discovery);
  hint->endpoint = wp_endpoint_dup (endpoint);
  wp_resolver_lookup_async (discovery->context.resolver, endpoint->host, discovery->cancellable,
                            on_host, hint);
}

/* The usual names. "mail" stands in for each protocol whose own name does not exist. */

enum
{
  NAME_IMAP,
  NAME_POP,
  NAME_SMTP,
  NAME_MAIL,
  N_NAMES
};
static const char *const names[N_NAMES] = { "imap", "pop", "smtp", "mail" };
static const int own_name[WP_N_PROTOCOLS] = { NAME_IMAP, NAME_POP, NAME_SMTP };

typedef enum
{
  STATE_UNKNOWN,
  STATE_GOOD,
  STATE_BAD,
} State;

typedef struct
{
  WpDiscovery *discovery;
  State states[N_NAMES];
  gboolean is_said[WP_N_PROTOCOLS];
} Usual;

typedef struct
{
  Usual *usual; /* one reference */
  guint name;
} Lookup;

static void
usual_clear (gpointer data)
{
  wp_discovery_release (((Usual *) data)->discovery);
}

static void
say_likely (Usual *usual, WpProtocol protocol)
{
  const int in_turn[] = { own_name[protocol], NAME_MAIL };
  WpDiscovery *discovery = usual->discovery;

  for (guint i = 0; i < G_N_ELEMENTS (in_turn) && !usual->is_said[protocol]; i++)
    {
      State state = usual->states[in_turn[i]];

      if (state == STATE_UNKNOWN)
        return;
      if (state == STATE_GOOD)
        {
          g_autofree char *host = g_strconcat (names[in_turn[i]], ".", discovery->domain, NULL);
          guint16 port = wp_protocol_default_port (protocol, WP_TLS_IMPLICIT);
          g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (protocol, host, port, WP_TLS_IMPLICIT);

          usual->is_said[protocol] = TRUE;
          discovery->callbacks.likely (discovery, endpoint, discovery->data);
        }
    }
}

static void
on_usual (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Lookup *lookup = data;
  Usual *usual = lookup->usual;
  WpDiscovery *discovery = usual->discovery;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (discovery->context.resolver, result);

  if (!discovery->is_freed)
    usual->states[lookup->name] = may_be_used (discovery, host) ? STATE_GOOD : STATE_BAD;
  for (guint i = 0; i < WP_N_PROTOCOLS && !wp_discovery_is_over (discovery); i++)
    say_likely (usual, (WpProtocol) i);
  g_rc_box_release_full (usual, usual_clear);
  g_free (lookup);
}

void
wp_discover_likely (WpDiscovery *discovery)
{
  Usual *usual;

  if (discovery->callbacks.likely == NULL || wp_domain_is_public_suffix (discovery->domain))
    return;
  usual = g_rc_box_new0 (Usual);
  usual->discovery = wp_discovery_hold (discovery);
  for (guint i = 0; i < N_NAMES; i++)
    {
      Lookup *lookup = g_new0 (Lookup, 1);
      g_autofree char *host = g_strconcat (names[i], ".", discovery->domain, NULL);

      lookup->usual = g_rc_box_acquire (usual);
      lookup->name = i;
      wp_resolver_lookup_async (discovery->context.resolver, host, discovery->cancellable, on_usual,
                                lookup);
    }
  g_rc_box_release_full (usual, usual_clear);
}
