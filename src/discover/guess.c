/* Guessing, the last resort: the usual names of mail servers, if they exist. Only names are looked
 * up here; whether a server answers there is seen by the look. What comes of it is a guess, and a
 * person is asked before any login.
 *
 * A label that nobody would choose is looked up, too: if it exists, the domain answers for every
 * name and the names that lead to the same place prove nothing; they come last. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "discover/discover-private.h"
#include "model/keys.h"
#include "policy/fence.h"

/* MX stands for the first mail exchanger, BARE for the domain itself. */
typedef enum
{
  NAME_IMAP,
  NAME_MAIL,
  NAME_BARE,
  NAME_MX,
  NAME_POP,
  NAME_POP3,
  NAME_SMTP,
  NAME_RANDOM,
  N_NAMES,
} Name;

static const char *const labels[N_NAMES] = {
  [NAME_IMAP] = "imap", [NAME_MAIL] = "mail", [NAME_POP] = "pop",
  [NAME_POP3] = "pop3", [NAME_SMTP] = "smtp",
};

/* Best first. N_NAMES ends a row. */
static const Name hosts_of[WP_N_PROTOCOLS][6] = {
  [WP_PROTOCOL_IMAP] = { NAME_IMAP, NAME_MAIL, NAME_BARE, NAME_MX, N_NAMES },
  [WP_PROTOCOL_POP3] = { NAME_POP, NAME_POP3, NAME_MAIL, NAME_BARE, NAME_MX, N_NAMES },
  [WP_PROTOCOL_SMTP] = { NAME_SMTP, NAME_MAIL, NAME_BARE, NAME_MX, N_NAMES },
};

typedef struct
{
  WpDiscovery *discovery;
  char *hosts[N_NAMES]; /* NULL: not looked up */
  WpDnsHost *answers[N_NAMES];
  GArray *addresses[N_NAMES]; /* those that may be used */
  guint pending;
  gint64 start_us;
} Guess;

typedef struct
{
  Guess *guess;
  Name name;
} Lookup;

static void
guess_free (Guess *guess)
{
  for (guint i = 0; i < N_NAMES; i++)
    {
      g_free (guess->hosts[i]);
      g_clear_pointer (&guess->answers[i], wp_dns_host_unref);
      g_clear_pointer (&guess->addresses[i], g_array_unref);
    }
  wp_discovery_release (guess->discovery);
  g_free (guess);
}

static gboolean
has_address (const GArray *addresses, const WpInet *wanted)
{
  for (guint i = 0; i < addresses->len; i++)
    if (wp_inet_equal (&g_array_index (addresses, WpInet, i), wanted))
      return TRUE;
  return FALSE;
}

/* The name leads only to where every name leads. A mail exchanger was named by a record. */
static gboolean
is_wild (const Guess *guess, Name name)
{
  const GArray *wild = guess->addresses[NAME_RANDOM];
  const GArray *own = guess->addresses[name];

  if (labels[name] == NULL || wild == NULL || wild->len == 0
      || g_strcmp0 (guess->hosts[name], guess->hosts[NAME_MX]) == 0)
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    if (!has_address (wild, &g_array_index (own, WpInet, i)))
      return FALSE;
  return TRUE;
}

typedef struct
{
  WpProtocol protocol;
  WpTlsMode tls;
  gboolean is_wild;
} Round;

static void
say_round (Guess *guess, WpSource *source, Round round, guint *order)
{
  const Name *names = hosts_of[round.protocol];

  if (guess->discovery->is_not_offered[round.protocol][round.tls])
    return;
  for (guint i = 0; names[i] != N_NAMES; i++)
    {
      const GArray *addresses = guess->addresses[names[i]];
      WpSaying saying = { .trust = source->trust, .order = *order };

      if (addresses == NULL || addresses->len == 0 || is_wild (guess, names[i]) != round.is_wild)
        continue;
      wp_discovery_say (guess->discovery, source,
                        wp_endpoint_new (round.protocol, guess->hosts[names[i]],
                                         wp_protocol_default_port (round.protocol, round.tls),
                                         round.tls),
                        &saying);
      ++*order;
    }
}

/* Implicit TLS on every host before STARTTLS on any (RFC 8314 §3); only for the directions that
 * have nothing. */
static void
say_all (Guess *guess, WpSource *source)
{
  gboolean has_incoming = wp_discovery_has (guess->discovery, FALSE, NULL);
  gboolean has_outgoing = wp_discovery_has (guess->discovery, TRUE, NULL);
  guint order = 1;

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    if (!(protocol == WP_PROTOCOL_SMTP ? has_outgoing : has_incoming))
      for (int wild = 0; wild < 2; wild++)
        for (guint tls = WP_TLS_IMPLICIT; tls <= WP_TLS_STARTTLS; tls++)
          say_round (guess, source, (Round){ (WpProtocol) protocol, (WpTlsMode) tls, wild },
                     &order);
}

/* What all the lookups together came to. */
static void
describe (const Guess *guess, WpSource *source)
{
  guint usable = 0, fenced = 0;
  WpOutcome outcome = WP_OUTCOME_NXDOMAIN;

  for (guint i = 0; i < NAME_RANDOM; i++)
    {
      if (guess->answers[i] == NULL)
        continue;
      if (guess->addresses[i]->len > 0)
        usable++;
      else if (guess->answers[i]->outcome == WP_OUTCOME_OK)
        fenced++;
      else if (guess->answers[i]->outcome != WP_OUTCOME_NXDOMAIN)
        outcome = guess->answers[i]->outcome;
    }
  if (usable > 0)
    {
      source->status = WP_SOURCE_STATUS_FOUND;
      source->outcome = WP_OUTCOME_OK;
      if (guess->addresses[NAME_RANDOM] != NULL && guess->addresses[NAME_RANDOM]->len > 0)
        source->note = g_strdup (
            N_ ("The domain answers for every name, so a name that exists proves nothing."));
    }
  else if (fenced > 0)
    {
      source->status = WP_SOURCE_STATUS_FAILED;
      source->outcome = WP_OUTCOME_FENCED;
      source->note = g_strdup (
          N_ ("The usual server names lead into a private network, so they were not used."));
    }
  else
    {
      source->status = outcome == WP_OUTCOME_NXDOMAIN || outcome == WP_OUTCOME_NO_DATA
                           ? WP_SOURCE_STATUS_NOT_FOUND
                           : WP_SOURCE_STATUS_FAILED;
      source->outcome = outcome;
    }
}

static void
finish (Guess *guess)
{
  WpDiscovery *discovery = guess->discovery;
  WpSource *source = wp_source_new (WP_SOURCE_GUESS, discovery->domain);

  source->start_us = guess->start_us;
  source->end_us = wp_loop_now_us (discovery->context.loop);
  describe (guess, source);
  say_all (guess, wp_discovery_report (discovery, source));
  wp_discovery_closed (discovery, WP_SOURCE_GUESS);
}

static void
on_host (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Lookup *lookup = data;
  Guess *guess = lookup->guess;
  WpDiscovery *discovery = guess->discovery;
  WpDnsHost *host = wp_resolver_lookup_finish (discovery->context.resolver, result);

  guess->answers[lookup->name] = host;
  guess->addresses[lookup->name] = g_array_copy (host->addresses);
  if (!discovery->is_freed)
    wp_fence_filter (guess->addresses[lookup->name], wp_discovery_allows_private (discovery));
  g_free (lookup);
  if (--guess->pending > 0)
    return;
  if (!wp_discovery_is_over (discovery))
    finish (guess);
  guess_free (guess);
}

static char *
host_of (const WpDiscovery *discovery, Name name)
{
  g_autofree char *host = NULL;

  if (name == NAME_BARE)
    host = g_strdup (discovery->domain);
  else if (name == NAME_MX)
    host = g_strdup (discovery->mx_hosts->len == 0 ? "" : discovery->mx_hosts->pdata[0]);
  else if (name == NAME_RANDOM)
    host = g_strdup (discovery->random_host);
  else
    host = g_strconcat (labels[name], ".", discovery->domain, NULL);
  return wp_domain_is_host (host) ? g_steal_pointer (&host) : NULL;
}

static void
on_ahead (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;

  wp_dns_host_unref (wp_resolver_lookup_finish (discovery->context.resolver, result));
  wp_discovery_release (discovery);
}

/* Whether the domain answers for every name is worth telling where it does. */
static void
on_random (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpDiscovery *discovery = data;
  g_autoptr (WpDnsHost) host = wp_resolver_lookup_finish (discovery->context.resolver, result);
  gboolean is_wild = host->outcome == WP_OUTCOME_OK;
  gboolean is_known = is_wild || host->outcome == WP_OUTCOME_NXDOMAIN
                      || host->outcome == WP_OUTCOME_NO_DATA;

  if (!wp_discovery_is_over (discovery) && is_known && (is_wild || discovery->context.is_thorough))
    {
      g_autoptr (WpFields) evidence = wp_fields_dup (host->evidence);

      wp_fields_set_flag (evidence, WP_KEY_WILDCARD, is_wild);
      wp_discovery_add_step (discovery, host->outcome, evidence, host->start_us, host->end_us);
    }
  wp_discovery_release (discovery);
}

void
wp_discovery_look_ahead (WpDiscovery *discovery, const char *host)
{
  wp_resolver_lookup_async (discovery->context.resolver, host, discovery->cancellable, on_ahead,
                            wp_discovery_hold (discovery));
}

void
wp_discover_guess_ahead (WpDiscovery *discovery)
{
  discovery->random_host = g_strdup_printf ("wp-%08x%08x.%s", g_random_int (), g_random_int (),
                                            discovery->domain);
  if (wp_domain_is_public_suffix (discovery->domain))
    return;
  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *host = host_of (discovery, (Name) i);

      if (i == NAME_RANDOM)
        wp_resolver_lookup_async (discovery->context.resolver, host, discovery->cancellable,
                                  on_random, wp_discovery_hold (discovery));
      else if (host != NULL)
        wp_discovery_look_ahead (discovery, host);
    }
}

void
wp_discover_guess (WpDiscovery *discovery)
{
  Guess *guess = g_new0 (Guess, 1);

  guess->discovery = wp_discovery_hold (discovery);
  guess->start_us = wp_loop_now_us (discovery->context.loop);
  wp_discovery_opened (discovery, WP_SOURCE_GUESS);
  for (guint i = 0; i < N_NAMES; i++)
    {
      Lookup *lookup;

      guess->hosts[i] = host_of (discovery, (Name) i);
      if (guess->hosts[i] == NULL)
        continue;
      lookup = g_new0 (Lookup, 1);
      lookup->guess = guess;
      lookup->name = (Name) i;
      guess->pending++;
      wp_resolver_lookup_async (discovery->context.resolver, guess->hosts[i],
                                discovery->cancellable, on_host, lookup);
    }
}
