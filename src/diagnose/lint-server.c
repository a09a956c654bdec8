/* Lint of the servers that a source named: what looking at them showed. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagnose/lint-private.h"
#include "model/keys.h"

#define SOON_S (14 * 24 * 60 * 60)

static WpLintCheck *
add (WpLint *lint,
     WpLintStatus status,
     const WpLintServer *server,
     const char *is,
     const char *should_be)
{
  WpLintCheck *check = wp_lint_add (lint, status, server->place, is, should_be);

  wp_lint_put_endpoint (check, server->endpoint);
  return check;
}

/* Unknown, because of what the check of an earlier stage says. */
static void
imply (WpLint *lint, const WpLintServer *server, const char *is)
{
  add (lint, WP_LINT_UNKNOWN, server, is, NULL)->is_implied = TRUE;
}

static gboolean
is_reached (const WpLintServer *server)
{
  return server->connect != NULL && server->connect->outcome == WP_OUTCOME_OK;
}

/* TRUE: there is something to judge. */
static gboolean
needs_reached (WpLint *lint, const WpLintServer *server)
{
  if (is_reached (server))
    return TRUE;
  imply (lint, server, N_ ("The server was not reached."));
  return FALSE;
}

/* Reachable */

static const struct
{
  WpOutcome outcome;
  const char *is;
  const char *should_be;
} addresses[] = {
  { WP_OUTCOME_NXDOMAIN, N_ ("No such name exists: {host}."),
    N_ ("An A or AAAA record for {host}, or the right name in the settings.") },
  { WP_OUTCOME_NO_DATA, N_ ("There is no address for {host}."),
    N_ ("An A or AAAA record for {host}, or the right name in the settings.") },
  { WP_OUTCOME_FENCED, N_ ("A private address stands behind {host}."),
    N_ ("A public address for {host}.") },
  { WP_OUTCOME_BOGUS, N_ ("The signature (DNSSEC) of {host} is broken."),
    N_ ("The zone of {host} signed anew, or the DS record in its parent zone corrected.") },
};

static void
say_no_address (WpLint *lint, const WpLintServer *server)
{
  WpOutcome outcome = server->resolve == NULL ? WP_OUTCOME_NOT_TESTED : server->resolve->outcome;
  gboolean is_missing = outcome == WP_OUTCOME_NXDOMAIN || outcome == WP_OUTCOME_NO_DATA;
  const char *is = N_ ("The server was not looked at.");
  WpLintCheck *check;

  if (is_missing && server->is_by_srv)
    {
      /* srv.target complains. */
      imply (lint, server, N_ ("The name {host} has no address."));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (addresses[i].outcome == outcome)
      {
        add (lint, WP_LINT_FAIL, server, addresses[i].is, addresses[i].should_be);
        return;
      }
  if (outcome != WP_OUTCOME_NOT_TESTED && outcome != WP_OUTCOME_OK)
    is = N_ ("The name service gave no answer for {host} ({outcome}).");
  else if (wp_lint_is_shut_port (lint, server->endpoint))
    is = N_ ("The server was not looked at: port {port} is not one for mail, so it is not "
             "connected to without --allow port:{host}:{port}.");
  check = add (lint, WP_LINT_UNKNOWN, server, is, NULL);
  wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (outcome));
  check->is_blind = wp_lint_is_blind (outcome);
}

void
wp_lint_server_reachable (WpLint *lint, const WpLintServer *server)
{
  WpOutcome outcome = server->connect == NULL ? WP_OUTCOME_NOT_TESTED : server->connect->outcome;
  gboolean is_silent = outcome == WP_OUTCOME_TIMED_OUT || outcome == WP_OUTCOME_UNREACHABLE;
  WpLintCheck *check;

  if (server->connect == NULL)
    say_no_address (lint, server);
  else if (outcome == WP_OUTCOME_OK)
    add (lint, WP_LINT_OK, server, N_ ("The server answers."), NULL);
  else if (outcome == WP_OUTCOME_REFUSED || outcome == WP_OUTCOME_RESET)
    add (lint, WP_LINT_FAIL, server, N_ ("Nothing listens on port {port} of {host}."),
         N_ ("A server that listens there, or the right port in the settings."));
  else if (is_silent && wp_lint_network_works (lint, server->endpoint))
    add (lint, WP_LINT_FAIL, server,
         N_ ("{host} does not answer on port {port}, while other servers do from here."),
         N_ ("A server that listens there and a firewall that lets port {port} in; or the right "
             "name in the settings."));
  else
    {
      check = add (lint, WP_LINT_UNKNOWN, server,
                   N_ ("{host} was not reached on port {port} ({outcome}); this network may be the "
                       "reason."),
                   NULL);
      wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (outcome));
      check->is_blind = TRUE;
    }
}

/* Encryption */

static gboolean
is_starttls_fault (WpOutcome outcome)
{
  return outcome == WP_OUTCOME_STARTTLS_MISSING || outcome == WP_OUTCOME_STARTTLS_REFUSED
         || outcome == WP_OUTCOME_STARTTLS_INJECTION;
}

/* The engine tells of it in whichever step it was in. */
static const WpStep *
starttls_fault (const WpLintServer *server)
{
  const WpStep *const steps[] = { server->capability, server->greeting, server->tls };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] != NULL && is_starttls_fault (steps[i]->outcome))
      return steps[i];
  return NULL;
}

void
wp_lint_server_starttls (WpLint *lint, const WpLintServer *server)
{
  const WpStep *fault = starttls_fault (server);

  if (server->endpoint->tls != WP_TLS_STARTTLS || !needs_reached (lint, server))
    return;
  if (fault != NULL)
    add (lint, WP_LINT_FAIL, server,
         fault->outcome == WP_OUTCOME_STARTTLS_MISSING
             ? N_ ("The server does not offer STARTTLS on port {port}.")
         : fault->outcome == WP_OUTCOME_STARTTLS_REFUSED
             ? N_ ("The server offers STARTTLS on port {port} and then refuses it.")
             : N_ ("The server sends more after the go-ahead for STARTTLS, as if somebody had put "
                   "it in."),
         N_ ("STARTTLS switched on with a certificate for {host}; or this server no longer "
             "published."));
  else if (server->tls != NULL)
    add (lint, WP_LINT_OK, server, N_ ("The server offers STARTTLS."), NULL);
  else
    imply (lint, server, N_ ("The conversation ended before that."));
}

static gboolean
is_handshake_done (const WpLintServer *server)
{
  return server->tls != NULL && server->tls->tls != NULL && server->tls->tls->version != NULL
         && (server->tls->outcome == WP_OUTCOME_OK || server->tls->outcome == WP_OUTCOME_UNTRUSTED);
}

void
wp_lint_server_tls (WpLint *lint, const WpLintServer *server)
{
  WpOutcome outcome = server->tls == NULL ? WP_OUTCOME_NOT_TESTED : server->tls->outcome;
  WpLintCheck *check;

  if (!needs_reached (lint, server))
    return;
  if (is_handshake_done (server) && wp_tls_facts_is_modern (server->tls->tls))
    {
      check = add (lint, WP_LINT_OK, server, N_ ("Encrypted with {other}."), NULL);
      wp_fields_set_text (check->params, WP_KEY_OTHER, server->tls->tls->version);
      return;
    }
  if (server->tls == NULL || is_starttls_fault (outcome) || wp_lint_is_blind (outcome))
    {
      check = add (lint, WP_LINT_UNKNOWN, server, N_ ("The conversation ended before that."), NULL);
      check->is_blind = wp_lint_is_blind (outcome);
      check->is_implied = !check->is_blind;
      return;
    }
  check = add (lint, WP_LINT_FAIL, server,
               outcome == WP_OUTCOME_NOT_TLS ? N_ (
                   "Port {port} is published as encrypted from the first byte, but the server "
                   "does not speak TLS there.")
               : outcome == WP_OUTCOME_TLS_VERSION || outcome == WP_OUTCOME_OK
                   ? N_ ("The server knows no version of TLS that is still safe.")
                   : N_ ("The TLS handshake fails ({outcome})."),
               N_ ("TLS 1.2 and 1.3 on port {port} of {host}, in the mode that is published."));
  wp_fields_set_text (check->params, WP_KEY_OUTCOME, wp_outcome_id (outcome));
}

/* The certificate */

static const WpCertificate *
leaf_of (WpLint *lint, const WpLintServer *server)
{
  const WpCertificate *leaf = is_handshake_done (server) ? wp_tls_facts_leaf (server->tls->tls)
                                                         : NULL;

  if (leaf == NULL)
    imply (lint, server, N_ ("No certificate was seen."));
  return leaf;
}

static void
put_names (WpLintCheck *check, const WpCertificate *leaf)
{
  if (leaf->names != NULL && leaf->names[0] != NULL)
    wp_fields_set_list (check->params, WP_KEY_NAMES, (const char *const *) leaf->names);
}

void
wp_lint_certificate_name (WpLint *lint, const WpLintServer *server)
{
  const WpCertificate *leaf = leaf_of (lint, server);
  gboolean has_names;

  if (leaf == NULL)
    return;
  has_names = leaf->names != NULL && leaf->names[0] != NULL;
  if ((server->tls->tls->faults & WP_FAULT_NAME) == 0)
    put_names (add (lint, WP_LINT_OK, server, N_ ("The certificate is for {host}."), NULL), leaf);
  else
    put_names (add (lint, WP_LINT_FAIL, server,
                    has_names ? N_ ("The certificate is for {names}, not for {host}.")
                              : N_ ("The certificate names no host."),
                    has_names ? N_ ("A certificate that names {host}; or, in the settings, a name "
                                    "that it has: {names}.")
                              : N_ ("A certificate with {host} as a subject alternative name.")),
               leaf);
}

static void
put_date (WpLintCheck *check, const char *key, gint64 unix_s)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *text = date == NULL ? NULL : g_date_time_format (date, "%Y-%m-%d");

  wp_fields_set_text (check->params, key, text);
}

void
wp_lint_certificate_dates (WpLint *lint, const WpLintServer *server)
{
  const WpCertificate *leaf = leaf_of (lint, server);
  WpLintStatus status = WP_LINT_OK;
  const char *is = N_ ("It is valid until {not_after}.");
  const char *should_be = NULL;
  WpLintCheck *check;

  if (leaf == NULL)
    return;
  if ((server->tls->tls->faults & WP_FAULT_EXPIRED) != 0)
    {
      status = WP_LINT_FAIL;
      is = N_ ("A certificate of the chain has expired; the server's own was valid until "
               "{not_after}.");
      should_be = N_ ("A renewed certificate, and renewal that runs by itself and restarts the "
                      "server.");
    }
  else if ((server->tls->tls->faults & WP_FAULT_NOT_YET_VALID) != 0)
    {
      status = WP_LINT_FAIL;
      is = N_ ("It is not valid before {not_before}.");
      should_be = N_ ("A certificate that is valid today; look at the clock of the server, too.");
    }
  else if (leaf->not_after - lint->report->started_unix / G_USEC_PER_SEC < SOON_S)
    {
      status = WP_LINT_WARN;
      is = N_ ("It expires soon, on {not_after}.");
      should_be = N_ ("A renewed certificate before that day.");
    }
  check = add (lint, status, server, is, should_be);
  put_date (check, WP_KEY_NOT_AFTER, leaf->not_after);
  put_date (check, WP_KEY_NOT_BEFORE, leaf->not_before);
}

static const struct
{
  WpFaults fault;
  const char *is;
  const char *should_be;
} chain_faults[] = {
  { WP_FAULT_REVOKED, N_ ("The certificate was revoked by its issuer."),
    N_ ("A new certificate with a new key.") },
  { WP_FAULT_SELF_SIGNED, N_ ("The certificate vouches for itself."),
    N_ ("A certificate for {host} from an authority that systems trust.") },
  { WP_FAULT_UNKNOWN_ISSUER,
    N_ ("No way leads from the certificate to a trusted authority (issuer: {issuer})."),
    N_ ("The whole chain sent by the server: its certificate, then the intermediate ones.") },
  { WP_FAULT_WEAK, N_ ("The certificate has a weak key or signature."),
    N_ ("A certificate with a key of 2048 bits RSA or 256 bits EC at least, signed with "
        "SHA-256.") },
  { WP_FAULT_PURPOSE, N_ ("The certificate is not for servers."),
    N_ ("A certificate for TLS servers.") },
  { WP_FAULT_OTHER, N_ ("The certificate does not verify."),
    N_ ("A valid certificate for {host} from an authority that systems trust.") },
};

void
wp_lint_certificate_chain (WpLint *lint, const WpLintServer *server)
{
  const WpCertificate *leaf = leaf_of (lint, server);
  WpLintCheck *check;

  if (leaf == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (chain_faults); i++)
    if ((server->tls->tls->faults & (guint) chain_faults[i].fault) != 0)
      {
        check = add (lint, WP_LINT_FAIL, server, chain_faults[i].is, chain_faults[i].should_be);
        wp_fields_set_text (check->params, WP_KEY_ISSUER, leaf->issuer);
        return;
      }
  check = add (lint, WP_LINT_OK, server, N_ ("Issued by {issuer}."), NULL);
  wp_fields_set_text (check->params, WP_KEY_ISSUER, leaf->issuer);
}

/* The first words */

static const struct
{
  WpOutcome outcome;
  const char *is;
} silences[] = {
  { WP_OUTCOME_SILENT, N_ ("The server says nothing.") },
  { WP_OUTCOME_WRONG_PROTOCOL, N_ ("The server speaks another protocol.") },
  { WP_OUTCOME_REJECTED, N_ ("The server turns the connection away.") },
  { WP_OUTCOME_MALFORMED, N_ ("What the server says cannot be understood.") },
  { WP_OUTCOME_LINE_TOO_LONG, N_ ("What the server says is longer than the standard allows.") },
  { WP_OUTCOME_REPLY_TOO_LONG, N_ ("What the server says is longer than the standard allows.") },
  { WP_OUTCOME_COMMAND_REFUSED, N_ ("The server refuses the first question.") },
  { WP_OUTCOME_PREAUTH, N_ ("The server lets everybody in before encryption (PREAUTH).") },
  { WP_OUTCOME_CLOSED, N_ ("The server hangs up.") },
  { WP_OUTCOME_RESET, N_ ("The server breaks the connection off.") },
};

static gboolean
is_well (const WpStep *step)
{
  return step != NULL && step->outcome == WP_OUTCOME_OK;
}

void
wp_lint_server_greeting (WpLint *lint, const WpLintServer *server)
{
  const WpStep *const steps[] = { server->greeting, server->capability };

  if (!needs_reached (lint, server))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint n = 0; steps[i] != NULL && n < G_N_ELEMENTS (silences); n++)
      if (steps[i]->outcome == silences[n].outcome)
        {
          add (lint, WP_LINT_FAIL, server, silences[n].is,
               N_ ("A server for {protocol} on port {port} of {host}."));
          return;
        }
  if (is_well (server->capability) || is_well (server->greeting))
    add (lint, WP_LINT_OK, server, N_ ("The server speaks {protocol}."), NULL);
  else
    imply (lint, server, N_ ("The conversation ended before that."));
}

/* IPv6 */

static gboolean
has_ipv6_address (const WpLintServer *server)
{
  const char *const *list = wp_fields_list (server->resolve->evidence, WP_KEY_ADDRESSES);

  for (; list != NULL && *list != NULL; list++)
    if (strchr (*list, ':') != NULL)
      return TRUE;
  return FALSE;
}

/* Both families were asked for; or the host is a literal, which has one. */
static gboolean
was_asked_for (const WpLintServer *server)
{
  const char *type = wp_fields_text (server->resolve->evidence, WP_KEY_TYPE);

  return type == NULL || strstr (type, "AAAA") != NULL;
}

static gboolean
is_ipv6 (const WpStep *step, const char *word)
{
  return g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_IPV6), word) == 0;
}

/* A refusal by IPv6 came by IPv6. */
static gboolean
is_refused_by_ipv6 (const WpStep *step)
{
  const char *const *results = wp_fields_list (step->evidence, WP_KEY_FAMILY_RESULTS);

  for (; results != NULL && *results != NULL; results++)
    if (g_str_has_prefix (*results, "ipv6 ") && strstr (*results, ": refused") != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_ipv6_here (const WpLint *lint)
{
  for (guint i = 0; i < lint->report->steps->len; i++)
    {
      const WpStep *step = lint->report->steps->pdata[i];

      if (step->verb == WP_VERB_CONNECT
          && (is_ipv6 (step, "connected") || is_refused_by_ipv6 (step)))
        return TRUE;
    }
  return FALSE;
}

void
wp_lint_server_ipv6 (WpLint *lint, const WpLintServer *server)
{
  WpLintCheck *check;

  /* server.reachable says why. */
  if (server->resolve == NULL || server->resolve->outcome != WP_OUTCOME_OK
      || (server->connect != NULL && server->connect->outcome != WP_OUTCOME_OK))
    imply (lint, server, N_ ("Its IPv6 addresses were not looked up."));
  else if (!was_asked_for (server))
    add (lint, WP_LINT_UNKNOWN, server, N_ ("Its IPv6 addresses were not looked up."), NULL);
  else if (!has_ipv6_address (server))
    add (lint, WP_LINT_WARN, server, N_ ("There is no IPv6 address for {host}."),
         N_ ("An AAAA record for {host}, once the server listens there."));
  else if (server->connect != NULL && is_ipv6 (server->connect, "connected"))
    add (lint, WP_LINT_OK, server, N_ ("The server answers by IPv6."), NULL);
  else if (server->connect != NULL && is_ipv6 (server->connect, "failed") && has_ipv6_here (lint))
    add (lint, WP_LINT_FAIL, server, N_ ("{host} does not answer by IPv6 on port {port}."),
         N_ ("A server that listens on the IPv6 address, too; or no AAAA record for {host}."));
  else
    {
      check = add (
          lint, WP_LINT_UNKNOWN, server,
          N_ ("No connection by IPv6 came about from here to {host}; this computer may have no "
              "IPv6."),
          NULL);
      check->is_blind = FALSE;
    }
}
