/* See policy.h. The table stands in the order of the design; a row asks or refuses where it matches
 * and no decision of a person answers it. */
#include "policy/policy.h"

#include <string.h>

#include "policy/fence.h"

typedef struct
{
  const WpEndpoint *endpoint;
  WpTrust trust;
  const WpTlsFacts *tls;
  const WpInet *addresses;
  guint n_addresses;
  const WpDecisions *decisions;
} Case;

typedef enum
{
  ANSWER_NONE,      /* nothing a person could say */
  ANSWER_WORD,      /* "private" */
  ANSWER_HOST,      /* "foreign:HOST" */
  ANSWER_HOST_PORT, /* "port:HOST:N" */
  ANSWER_PIN,       /* "pin:HOST=SHA256", where the faults allow it */
} Answer;

static gboolean
has_no_tls (const Case *it)
{
  return it->endpoint->tls == WP_TLS_NONE || it->tls == NULL || it->tls->version == NULL;
}

static gboolean
is_untrusted (const Case *it)
{
  return !wp_tls_facts_is_verified (it->tls)
         && !wp_tls_facts_is_pinned (it->tls, wp_decisions_pin (it->decisions, it->endpoint->host));
}

static gboolean
is_private (const Case *it)
{
  for (guint i = 0; i < it->n_addresses; i++)
    if (!wp_fence_is_public (&it->addresses[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_odd_port (const Case *it)
{
  return it->trust != WP_TRUST_USER && !wp_port_is_for_mail (it->endpoint->port);
}

static gboolean
is_foreign (const Case *it)
{
  return it->trust == WP_TRUST_DNS_FOREIGN;
}

static gboolean
is_from_mx (const Case *it)
{
  return it->trust == WP_TRUST_MX;
}

static gboolean
is_guess (const Case *it)
{
  return it->trust == WP_TRUST_GUESS;
}

/* Also whatever a later release may add to the trusts: what is not known to be good is asked. */
static gboolean
is_forgeable (const Case *it)
{
  return it->trust >= WP_TRUST_HTTP;
}

static const struct
{
  gboolean (*matches) (const Case *it);
  WpPolicy policy;
  const char *question;
  Answer answer;
} rows[] = {
  { has_no_tls, WP_POLICY_REFUSE, "no-tls", ANSWER_NONE },
  { is_untrusted, WP_POLICY_REFUSE, "untrusted", ANSWER_PIN },
  { is_private, WP_POLICY_ASK, "private", ANSWER_WORD },
  { is_odd_port, WP_POLICY_ASK, "port", ANSWER_HOST_PORT },
  { is_foreign, WP_POLICY_ASK, "foreign", ANSWER_HOST },
  { is_from_mx, WP_POLICY_ASK, "mx", ANSWER_HOST },
  { is_guess, WP_POLICY_ASK, "guess", ANSWER_HOST },
  { is_forgeable, WP_POLICY_ASK, "http", ANSWER_HOST },
};

static char *
answer_of (const Case *it, Answer answer, const char *question)
{
  const char *host = it->endpoint->host;

  switch (answer)
    {
    case ANSWER_WORD:
      return g_strdup (question);
    case ANSWER_HOST:
      return g_strconcat (question, ":", host, NULL);
    case ANSWER_HOST_PORT:
      return g_strdup_printf (strchr (host, ':') != NULL ? "%s:[%s]:%u" : "%s:%s:%u", question,
                              host, it->endpoint->port);
    case ANSWER_PIN:
      return wp_tls_facts_is_pinnable (it->tls)
                 ? g_strconcat ("pin:", host, "=", wp_tls_facts_leaf (it->tls)->sha256, NULL)
                 : NULL;
    case ANSWER_NONE:
    default:
      return NULL;
    }
}

void
wp_verdict_clear (WpVerdict *verdict)
{
  g_clear_pointer (&verdict->allow, g_free);
}

const char *
wp_policy_question (WpTrust trust, guint16 port)
{
  const WpEndpoint endpoint = { .port = port };
  const Case it = { .endpoint = &endpoint, .trust = trust };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].policy == WP_POLICY_ASK && rows[i].matches (&it))
      return rows[i].question;
  return NULL;
}

WpVerdict
wp_policy_may_login (const WpEndpoint *endpoint,
                     WpTrust trust,
                     const WpTlsFacts *tls,
                     const WpInet *addresses,
                     guint n_addresses,
                     const WpDecisions *decisions)
{
  const Case it = { endpoint, trust, tls, addresses, n_addresses, decisions };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *allow = NULL;

      if (!rows[i].matches (&it))
        continue;
      allow = answer_of (&it, rows[i].answer, rows[i].question);
      /* is_untrusted has looked at the pin itself: an answer that is given does not match there. */
      if (rows[i].policy == WP_POLICY_ASK && wp_decisions_has (decisions, allow))
        continue;
      return (WpVerdict){ rows[i].policy, rows[i].question, g_steal_pointer (&allow) };
    }
  return (WpVerdict){ .policy = WP_POLICY_ALLOW };
}
