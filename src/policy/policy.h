/* May this password go there? One pure function over one table; the first row that matches wins. */
#pragma once

#include <glib.h>

#include "base/inet.h"
#include "model/endpoint.h"
#include "model/report.h"
#include "model/tls-facts.h"
#include "model/trust.h"
#include "policy/decisions.h"

typedef struct
{
  WpPolicy policy;
  const char *question; /* static id of the question where policy is ASK ("foreign"), or the
                         * reason of a refusal: "no-tls", "untrusted"; NULL where it allows */
  char *allow;          /* "foreign:imap.example.net": the decision that answers it; or NULL. For a
                         * refusal by certificate faults that a pin can answer: "pin:HOST=SHA256" */
} WpVerdict;

void      wp_verdict_clear (WpVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WpVerdict, wp_verdict_clear)

/* What a person has to be asked before a password goes to a server of this trust on this port,
 * whatever its addresses and its certificate are: the id of the first question, static. NULL:
 * nothing, so that it may be treated as if it had been typed. */
const char *wp_policy_question (WpTrust trust, guint16 port);
/* `tls` NULL: no TLS is up (refused). `addresses`: those that the connection may use or uses. */
WpVerdict wp_policy_may_login (const WpEndpoint *endpoint, WpTrust trust, const WpTlsFacts *tls,
                               const WpInet *addresses, guint n_addresses,
                               const WpDecisions *decisions);
