/* What another program makes of an answer: which server of each protocol it takes, and what a
 * person should know of that. */
#include "diagnose/as-client-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "model/keys.h"

static const char *
domain_of (const WpClientWalk *walk)
{
  return walk->report->account->domain_ascii;
}

static gboolean
knows (const WpClientWalk *walk, WpProtocol protocol)
{
  return (walk->rules->protocols & (1u << protocol)) != 0;
}

/* What it makes of a user name */

static gboolean
is_address (const char *name)
{
  return name == NULL || g_str_equal (name, "%EMAILADDRESS%");
}

static gboolean
is_one_placeholder (const char *name)
{
  static const char *const all[] = { "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%", NULL };

  return g_strv_contains (all, name);
}

static void
take_name (const WpClientWalk *walk, WpEndpoint *endpoint)
{
  WpNames names = walk->rules->names;
  g_autofree char *filled = NULL;

  if (is_address (endpoint->username))
    return;
  filled = wp_account_fill (walk->report->account, endpoint->username);
  if (names == WP_NAMES_IGNORED && g_strcmp0 (filled, walk->report->account->address) != 0)
    {
      wp_client_remark (walk->view->stumbles,
                        N_ ("It takes the address for the user name, although the settings say "
                            "{username}."),
                        WP_KEY_USERNAME, filled, NULL);
      g_clear_pointer (&endpoint->username, g_free);
    }
  if (names == WP_NAMES_WHOLE && strchr (endpoint->username, '%') != NULL
      && !is_one_placeholder (endpoint->username))
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It does not fill in the user name that the settings describe, and would log in "
            "as {username}."),
        WP_KEY_USERNAME, endpoint->username, NULL);
}

/* What it takes of a source */

static void
add_find (WpClientWalk *walk, const WpCandidate *candidate, const WpSource *source)
{
  WpClientFind *find = g_new0 (WpClientFind, 1);

  find->endpoint = wp_endpoint_dup (candidate->endpoint);
  find->candidate = candidate->id;
  find->source = source->id;
  if (find->endpoint->tls == WP_TLS_NONE && walk->rules->plain == WP_PLAIN_AS_TLS)
    find->endpoint->tls = WP_TLS_IMPLICIT;
  take_name (walk, find->endpoint);
  g_ptr_array_add (walk->view->finds, find);
}

/* In the order of the document. Of const WpCandidate, lent. */
static GPtrArray *
said_by (const WpClientWalk *walk, const WpSource *source)
{
  GPtrArray *said = g_ptr_array_new ();

  for (guint i = 0; i < source->says->len; i++)
    {
      const WpCandidate *candidate = wp_report_candidate (walk->report,
                                                          g_array_index (source->says, guint, i));

      if (candidate != NULL)
        g_ptr_array_add (said, (gpointer) candidate);
    }
  return said;
}

/* The one for this protocol, by the program's rules; NULL: none. */
static const WpCandidate *
pick (const WpClientWalk *walk, const GPtrArray *said, WpProtocol protocol)
{
  const WpCandidate *picked = NULL;

  for (guint i = 0; i < said->len && knows (walk, protocol); i++)
    {
      const WpCandidate *candidate = said->pdata[i];

      if (candidate->endpoint->protocol != protocol
          || (candidate->endpoint->tls == WP_TLS_NONE && walk->rules->plain == WP_PLAIN_SKIPPED))
        continue;
      if (picked == NULL || walk->rules->is_last)
        picked = candidate;
    }
  return picked;
}

static const WpCandidate *
first_of (const GPtrArray *said, WpProtocol protocol)
{
  for (guint i = 0; i < said->len; i++)
    if (((const WpCandidate *) said->pdata[i])->endpoint->protocol == protocol)
      return said->pdata[i];
  return NULL;
}

static void
add_protocol (WpClientRemark *remark, const char *protocol)
{
  const char *const *before = wp_fields_list (remark->params, WP_KEY_PROTOCOLS);
  const char *all[WP_N_PROTOCOLS + 1] = { NULL };
  guint count = 0;

  for (; before != NULL && before[count] != NULL && count + 1 < WP_N_PROTOCOLS; count++)
    all[count] = g_intern_string (before[count]);
  all[count] = protocol;
  wp_fields_set_list (remark->params, WP_KEY_PROTOCOLS, all);
}

static void
remark_on_pick (WpClientWalk *walk, const GPtrArray *said, const WpCandidate *picked)
{
  static const char *const plain[] = {
    [WP_PLAIN_TAKEN] = N_ ("It would use {host} for {protocol} without encryption."),
    [WP_PLAIN_WARNED] = N_ ("It would use {host} for {protocol} without encryption, after a "
                            "warning."),
    [WP_PLAIN_AS_TLS] = N_ ("It mistakes {host}, which is named without encryption for {protocol}, "
                            "for a server with TLS from the first byte on the same port."),
  };
  const WpEndpoint *endpoint = picked->endpoint;
  const char *protocol = wp_protocol_id (endpoint->protocol);

  if (endpoint->tls == WP_TLS_NONE && plain[walk->rules->plain] != NULL)
    wp_client_remark (walk->view->stumbles, plain[walk->rules->plain], WP_KEY_HOST, endpoint->host,
                      WP_KEY_PROTOCOL, protocol, NULL);
  if (first_of (said, endpoint->protocol) != picked && walk->rules->is_last)
    add_protocol (wp_client_remark (walk->view->stumbles,
                                    N_ ("Of several servers for {protocols} it takes the last in "
                                        "the file, although the provider puts another one first."),
                                    NULL),
                  protocol);
}

static gboolean
has_plain (const GPtrArray *said)
{
  for (guint i = 0; i < said->len; i++)
    if (((const WpCandidate *) said->pdata[i])->endpoint->tls == WP_TLS_NONE)
      return TRUE;
  return FALSE;
}

/* Entries that the report does not hold, because Waypost would never use them. */
static void
remark_on_entries (WpClientWalk *walk, const WpSource *source, const GPtrArray *said)
{
  WpPlain plain = walk->rules->plain;

  if (plain == WP_PLAIN_REJECTED && (source->flaws & WP_FLAW_UNUSABLE) != 0)
    wp_client_remark (walk->view->unknown,
                      N_ ("Whether it accepts the file is not known: some entries are faulty, and "
                          "one that it cannot read makes it reject the whole."),
                      NULL);
  if (plain != WP_PLAIN_REJECTED && plain != WP_PLAIN_SKIPPED && !has_plain (said)
      && (source->flaws & WP_FLAW_PLAINTEXT) != 0)
    wp_client_remark (walk->view->unknown,
                      N_ ("Whether it would take the server without encryption that the file "
                          "lists, too, is not known."),
                      NULL);
}

/* Why the whole document counts for nothing, as a remark; FALSE: it counts. */
static gboolean
refuses (WpClientWalk *walk, const WpSource *source, const GPtrArray *said)
{
  const WpCandidate *first = said->len == 0 ? NULL : said->pdata[0];
  gboolean can_receive = pick (walk, said, WP_PROTOCOL_IMAP) != NULL
                         || pick (walk, said, WP_PROTOCOL_POP3) != NULL;

  if (walk->rules->plain == WP_PLAIN_REJECTED
      && (has_plain (said) || (source->flaws & WP_FLAW_PLAINTEXT) != 0))
    {
      wp_client_remark (
          walk->view->stumbles,
          N_ ("It rejects the whole file, because a server in it is without encryption."), NULL);
      return TRUE;
    }
  for (guint i = 0; i < said->len && first->endpoint->protocol == WP_PROTOCOL_SMTP; i++)
    first = said->pdata[i];
  if (walk->rules->is_first_incoming && first != NULL
      && first->endpoint->protocol == WP_PROTOCOL_POP3)
    {
      wp_client_remark (
          walk->view->stumbles,
          N_ ("It takes only the first server for receiving, which is POP3, and gives up."), NULL);
      walk->has_given_up = TRUE;
      return TRUE;
    }
  if (!can_receive && !knows (walk, WP_PROTOCOL_POP3) && first_of (said, WP_PROTOCOL_POP3) != NULL)
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It does not know POP3, the only way to receive mail that is named there."), NULL);
  else if (walk->rules->needs_both && (!can_receive || pick (walk, said, WP_PROTOCOL_SMTP) == NULL))
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It does not use an answer that lacks a server for receiving or for sending."), NULL);
  return walk->rules->needs_both && (!can_receive || pick (walk, said, WP_PROTOCOL_SMTP) == NULL);
}

static gboolean
is_foreign (const WpClientWalk *walk, const char *host)
{
  return !wp_domain_is_own (host, domain_of (walk));
}

/* Anybody on this network could have written the answer, and no certificate would show it. */
static gboolean
is_forgeable (const WpClientWalk *walk, const WpSource *source, const char *host)
{
  if (source->kind == WP_SOURCE_SRV)
    return source->dnssec != WP_DNSSEC_YES && is_foreign (walk, host);
  return source->trust == WP_TRUST_HTTP
         || (source->trust == WP_TRUST_MX && !source->provenance.is_authenticated);
}

static void
remark_on_trust (WpClientWalk *walk, const WpSource *source, const char *host)
{
  if (!is_forgeable (walk, source, host))
    return;
  if (walk->rules->asks_consent)
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It wants a box to be ticked first, because the way in which these settings came "
            "could be forged."),
        NULL);
  else
    wp_client_remark (
        walk->view->stumbles,
        N_ ("It believes without a question that {host} is right, although anybody on this "
            "network could have forged the answer that names it."),
        WP_KEY_HOST, host, NULL);
}

gboolean
wp_client_take_document (WpClientWalk *walk, const WpSource *source)
{
  g_autoptr (GPtrArray) said = said_by (walk, source);
  gboolean is_any = FALSE;

  if (refuses (walk, source, said))
    return FALSE;
  remark_on_entries (walk, source, said);
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpCandidate *picked = pick (walk, said, (WpProtocol) i);

      if (picked == NULL || wp_client_found (walk->view, (WpProtocol) i) != NULL)
        continue;
      remark_on_pick (walk, said, picked);
      remark_on_trust (walk, source, picked->endpoint->host);
      add_find (walk, picked, source);
      is_any = TRUE;
    }
  return is_any;
}

/* SRV */

static gboolean
is_better (const WpClientWalk *walk, const WpCandidate *one, const WpCandidate *other)
{
  if (other == NULL)
    return TRUE;
  if (!walk->rules->srv_by_priority && one->endpoint->tls != other->endpoint->tls)
    return one->endpoint->tls < other->endpoint->tls;
  if (one->srv_priority != other->srv_priority)
    return one->srv_priority < other->srv_priority;
  return one->srv_weight > other->srv_weight;
}

static const WpCandidate *
pick_srv (const WpClientWalk *walk, WpProtocol protocol, const WpSource **by)
{
  const WpCandidate *best = NULL;

  for (guint i = 0; i < walk->report->sources->len && knows (walk, protocol); i++)
    {
      const WpSource *source = walk->report->sources->pdata[i];

      for (guint n = 0; n < source->says->len && source->kind == WP_SOURCE_SRV; n++)
        {
          const WpCandidate *candidate = wp_report_candidate (
              walk->report, g_array_index (source->says, guint, n));

          if (candidate == NULL || candidate->endpoint->protocol != protocol
              || !is_better (walk, candidate, best))
            continue;
          best = candidate;
          *by = source;
        }
    }
  return best;
}

gboolean
wp_client_take_srv (WpClientWalk *walk)
{
  const WpCandidate *picked[WP_N_PROTOCOLS] = { NULL };
  const WpSource *by[WP_N_PROTOCOLS] = { NULL };
  gboolean is_any = FALSE;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    picked[i] = pick_srv (walk, (WpProtocol) i, &by[i]);
  if (walk->rules->needs_both
      && (picked[WP_PROTOCOL_SMTP] == NULL
          || (picked[WP_PROTOCOL_IMAP] == NULL && picked[WP_PROTOCOL_POP3] == NULL)))
    {
      wp_client_remark (
          walk->view->stumbles,
          N_ ("It does not use SRV records that lack a server for receiving by IMAP or for "
              "sending."),
          NULL);
      return FALSE;
    }
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (picked[i] != NULL && wp_client_found (walk->view, (WpProtocol) i) == NULL)
      {
        remark_on_trust (walk, by[i], picked[i]->endpoint->host);
        add_find (walk, picked[i], by[i]);
        is_any = TRUE;
      }
  return is_any;
}

/* Guesses */

static const WpCandidate *
candidate_at (const WpReport *report, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (wp_endpoint_same_server (candidate->endpoint, endpoint))
        return candidate;
    }
  return NULL;
}

/* `was_tried`: the program saw it answer, as Waypost did. */
static void
add_guess (WpClientWalk *walk, WpEndpoint *taken, gboolean was_tried)
{
  const WpCandidate *candidate = candidate_at (walk->report, taken);
  WpClientFind *find = g_new0 (WpClientFind, 1);

  find->endpoint = taken;
  find->candidate = candidate == NULL ? 0 : candidate->id;
  for (guint i = 0; candidate != NULL && was_tried && i < candidate->sources->len; i++)
    {
      guint id = g_array_index (candidate->sources, guint, i);

      if (wp_report_source (walk->report, id)->kind == WP_SOURCE_GUESS)
        find->source = id;
    }
  g_ptr_array_add (walk->view->finds, find);
}

/* Takes it where it is known to answer. */
static WpProbed
try_host (WpClientWalk *walk, const WpGuess *row, const char *host)
{
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (row->protocol, host, row->port, row->tls);
  WpProbed probed = wp_probed (walk->report, walk->rules, endpoint);

  walk->has_untried = walk->has_untried || probed == WP_PROBED_UNKNOWN;
  if (probed != WP_PROBED_WORKS)
    return probed;
  if (walk->rules->trusts_starttls && row->tls == WP_TLS_STARTTLS)
    wp_client_remark (walk->view->stumbles,
                      N_ ("It proposes {host} when encryption is offered there, before it has seen "
                          "the certificate."),
                      WP_KEY_HOST, host, NULL);
  add_guess (walk, g_steal_pointer (&endpoint), TRUE);
  return probed;
}

/* Until one of the row's hosts is known to answer. */
static void
try_row (WpClientWalk *walk, const WpGuess *row)
{
  for (guint i = 0; i < WP_GUESS_LABELS && row->labels[i] != NULL; i++)
    {
      g_autofree char *host = wp_guess_host (walk->report, row->labels[i]);

      if (try_host (walk, row, host) == WP_PROBED_WORKS)
        return;
    }
}

gboolean
wp_client_take_guesses (WpClientWalk *walk)
{
  WpClientRemark *remark;

  if (wp_domain_is_public_suffix (domain_of (walk)))
    return FALSE;
  remark = wp_client_remark (
      walk->view->stumbles,
      N_ ("It has to guess, and where a usual name leads nowhere that can take up "
          "to {seconds} seconds."),
      NULL);
  wp_fields_set_number (remark->params, WP_KEY_SECONDS, walk->rules->guess_s);
  for (guint i = 0; i < walk->rules->n_guesses; i++)
    {
      const WpGuess *row = &walk->rules->guesses[i];

      if (wp_client_found (walk->view, row->protocol) == NULL)
        try_row (walk, row);
    }
  if (walk->has_untried)
    wp_client_remark (
        walk->view->unknown,
        N_ ("Whether every name that it guesses answers is not known: Waypost did not try "
            "them all."),
        NULL);
  return walk->view->finds->len > 0;
}

gboolean
wp_client_take_exchanger (WpClientWalk *walk)
{
  g_autofree char *exchanger = wp_heard_exchanger (walk->report);
  gboolean is_any = FALSE, is_open = FALSE;

  for (guint i = 0; i < walk->rules->n_mx_guesses && exchanger != NULL; i++)
    {
      const WpGuess *row = &walk->rules->mx_guesses[i];
      WpProbed probed = wp_client_found (walk->view, row->protocol) != NULL
                            ? WP_PROBED_FAILS
                            : try_host (walk, row, exchanger);

      is_any = is_any || probed == WP_PROBED_WORKS;
      is_open = is_open || probed == WP_PROBED_UNKNOWN;
    }
  if (is_any)
    wp_client_remark (walk->view->stumbles,
                      N_ ("It tries the mail exchanger {host} itself, although nobody names that "
                          "as a server for mail programs."),
                      WP_KEY_HOST, exchanger, NULL);
  if (is_open)
    wp_client_remark (walk->view->unknown,
                      N_ ("Whether the mail exchanger {host} itself answers to mail programs, "
                          "which it tries last, is not known: Waypost did not look there."),
                      WP_KEY_HOST, exchanger, NULL);
  return is_any;
}

gboolean
wp_client_take_prefill (WpClientWalk *walk)
{
  for (guint i = 0; i < walk->rules->n_guesses; i++)
    {
      const WpGuess *row = &walk->rules->guesses[i];
      g_autofree char *host = wp_guess_host (walk->report, row->labels[0]);

      if (wp_client_found (walk->view, row->protocol) == NULL)
        add_guess (walk, wp_endpoint_new (row->protocol, host, row->port, row->tls), FALSE);
    }
  wp_client_remark (walk->view->stumbles,
                    N_ ("It fills in the usual names without having tried whether they exist."),
                    NULL);
  return TRUE;
}
