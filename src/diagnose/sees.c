/* The predicates of the rules: what else the report shows beside one step. Each answers one
 * question about evidence and knows no finding. */
#include "diagnose/view-private.h"

#include <string.h>

#include "model/keys.h"

#define HEAD_START_US (240 * 1000)

static const WpStep *
nth_step (const WpView *view, guint n)
{
  return view->report->steps->pdata[n];
}

static gboolean
is_dns_failure (WpOutcome outcome)
{
  return outcome == WP_OUTCOME_DNS_TIMED_OUT || outcome == WP_OUTCOME_DNS_REFUSED
         || outcome == WP_OUTCOME_CANCELLED || outcome == WP_OUTCOME_NOT_TESTED
         || outcome == WP_OUTCOME_UNREACHABLE || outcome == WP_OUTCOME_NETWORK_ERROR;
}

static gboolean
step_shows_living_resolver (const WpStep *step)
{
  WpInet literal;

  return step->verb == WP_VERB_RESOLVE && !is_dns_failure (step->outcome)
         && !wp_fields_flag (step->evidence, WP_KEY_FROM_HOSTS_FILE)
         && (step->endpoint == NULL || !wp_inet_parse (step->endpoint->host, &literal));
}

static gboolean
source_shows_living_resolver (const WpSource *source)
{
  return source->kind != WP_SOURCE_GIVEN && source->kind != WP_SOURCE_NOTES
         && source->kind != WP_SOURCE_GUESS && source->status != WP_SOURCE_STATUS_SKIPPED
         && !is_dns_failure (source->outcome);
}

gboolean
wp_sees_no_name_answered (const WpView *view)
{
  for (guint i = 0; i < view->report->steps->len; i++)
    if (step_shows_living_resolver (nth_step (view, i)))
      return FALSE;
  for (guint i = 0; i < view->report->sources->len; i++)
    if (source_shows_living_resolver (view->report->sources->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
wp_sees_nothing_reached (const WpView *view)
{
  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = nth_step (view, i);

      if (step->verb == WP_VERB_CONNECT && step->outcome != WP_OUTCOME_UNREACHABLE
          && step->outcome != WP_OUTCOME_CANCELLED)
        return FALSE;
    }
  for (guint i = 0; i < view->report->sources->len; i++)
    {
      const WpSource *source = view->report->sources->pdata[i];

      if (source->status == WP_SOURCE_STATUS_FOUND && source->provenance.is_https)
        return FALSE;
    }
  return wp_sees_no_name_answered (view) || view->report->steps->len > 1;
}

static gboolean
same_host (const WpStep *a, const WpStep *b)
{
  if (a->endpoint == NULL || b->endpoint == NULL)
    return FALSE;
  return g_ascii_strcasecmp (a->endpoint->host, b->endpoint->host) == 0
         || (a->address.family != 0 && wp_inet_equal (&a->address, &b->address));
}

gboolean
wp_sees_all_ports_refused (const WpView *view)
{
  gboolean is_second_port = FALSE;

  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = nth_step (view, i);

      if (step->verb != WP_VERB_CONNECT || !same_host (step, view->step)
          || step->outcome == WP_OUTCOME_CANCELLED)
        continue;
      if (step->outcome != WP_OUTCOME_REFUSED)
        return FALSE;
      is_second_port = is_second_port || step->endpoint->port != view->step->endpoint->port;
    }
  return is_second_port;
}

gboolean
wp_sees_other_port_open (const WpView *view)
{
  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = nth_step (view, i);

      if (step->verb == WP_VERB_CONNECT && step->outcome == WP_OUTCOME_OK
          && same_host (step, view->step) && step->endpoint->port != view->step->endpoint->port)
        return TRUE;
    }
  return FALSE;
}

gboolean
wp_sees_unusual_port (const WpView *view)
{
  return view->step->endpoint != NULL && !wp_port_is_for_mail (view->step->endpoint->port);
}

static const char *
family_word (const WpStep *step, const char *key)
{
  const char *word = wp_fields_text (step->evidence, key);

  return word == NULL ? "none" : word;
}

/* "failed", or the outcome itself where it came after the other family had won. */
static gboolean
family_failed (const WpStep *step, const char *lost, const char *won)
{
  static const char *const open_words[] = { "connected", "not-finished", "none", NULL };

  return g_str_equal (family_word (step, won), "connected")
         && !g_strv_contains (open_words, family_word (step, lost));
}

/* How many results of a family there are, and in how many `word` stands. */
static guint
count_results (const WpStep *step, const char *family, const char *word, guint *n_with_word)
{
  const char *const *results = wp_fields_list (step->evidence, WP_KEY_FAMILY_RESULTS);
  guint n = 0;

  *n_with_word = 0;
  for (; results != NULL && *results != NULL; results++)
    if (g_str_has_prefix (*results, family))
      {
        n++;
        *n_with_word += strstr (*results, word) != NULL;
      }
  return n;
}

/* A network without a family is no fault: the system says so at once. */
static gboolean
is_family_absent (const WpStep *step, const char *key, const char *family)
{
  guint n_unreachable;
  guint n = count_results (step, family, "unreachable", &n_unreachable);

  return (n > 0 && n == n_unreachable) || g_str_equal (family_word (step, key), "unreachable");
}

gboolean
wp_sees_no_ipv6_here (const WpView *view)
{
  return family_failed (view->step, WP_KEY_IPV6, WP_KEY_IPV4)
         && is_family_absent (view->step, WP_KEY_IPV6, "ipv6");
}

gboolean
wp_sees_no_ipv4_here (const WpView *view)
{
  return family_failed (view->step, WP_KEY_IPV4, WP_KEY_IPV6)
         && is_family_absent (view->step, WP_KEY_IPV4, "ipv4");
}

/* IPv4 answered although it began later (RFC 8305 §5: 250 ms), and IPv6 still has not. */
static gboolean
is_ipv6_silent (const WpStep *step)
{
  guint n_timed_out;

  if (!g_str_equal (family_word (step, WP_KEY_IPV4), "connected"))
    return FALSE;
  if (g_str_equal (family_word (step, WP_KEY_IPV6), "not-finished"))
    return step->end_us - step->start_us >= HEAD_START_US;
  count_results (step, "ipv6", "timed-out", &n_timed_out);
  return family_failed (step, WP_KEY_IPV6, WP_KEY_IPV4)
         && (n_timed_out > 0 || g_str_equal (family_word (step, WP_KEY_IPV6), "timed-out"));
}

/* On two hosts at least, by silence; an answer from anywhere, a refusal too, shows that IPv6 works.
 */
gboolean
wp_sees_ipv6_broken (const WpView *view)
{
  gboolean is_second_host = FALSE;

  if (!is_ipv6_silent (view->step))
    return FALSE;
  for (guint i = 0; i < view->report->steps->len; i++)
    {
      const WpStep *step = nth_step (view, i);
      guint n_refused;

      if (step->verb != WP_VERB_CONNECT || step->outcome != WP_OUTCOME_OK)
        continue;
      count_results (step, "ipv6", "refused", &n_refused);
      if (n_refused > 0 || g_str_equal (family_word (step, WP_KEY_IPV6), "connected")
          || g_str_equal (family_word (step, WP_KEY_IPV6), "refused"))
        return FALSE;
      is_second_host = is_second_host || (is_ipv6_silent (step) && !same_host (step, view->step));
    }
  return is_second_host;
}

gboolean
wp_sees_ipv6_missing (const WpView *view)
{
  return family_failed (view->step, WP_KEY_IPV6, WP_KEY_IPV4);
}

gboolean
wp_sees_ipv4_missing (const WpView *view)
{
  return family_failed (view->step, WP_KEY_IPV4, WP_KEY_IPV6);
}

gboolean
wp_sees_mail_peer (const WpView *view)
{
  WpProtocol unused;

  return wp_protocol_from_id (wp_view_peer (view), &unused);
}

gboolean
wp_sees_http_peer (const WpView *view)
{
  return g_strcmp0 (wp_view_peer (view), "http") == 0;
}

gboolean
wp_sees_other_mail_peer (const WpView *view)
{
  return wp_sees_mail_peer (view) && view->step->endpoint != NULL
         && g_strcmp0 (wp_view_peer (view), wp_protocol_id (view->step->endpoint->protocol)) != 0;
}

gboolean
wp_sees_tls_by_probe (const WpView *view)
{
  const WpStep *probe = wp_view_probe (view);

  return (probe != NULL && probe->tls != NULL && probe->tls->version != NULL)
         || g_strcmp0 (wp_fields_text (view->step->evidence, WP_KEY_PEER_PROTOCOL), "tls") == 0;
}

static char **
leaf_names (const WpView *view)
{
  const WpCertificate *leaf = wp_tls_facts_leaf (view->step->tls);

  return leaf == NULL ? NULL : leaf->names;
}

gboolean
wp_sees_cn_only (const WpView *view)
{
  char **names = leaf_names (view);

  return wp_tls_facts_leaf (view->step->tls) != NULL && (names == NULL || names[0] == NULL);
}

/* "*.example.org" in the certificate, "a.b.example.org" asked for (RFC 9525 §6.3). */
gboolean
wp_sees_wildcard_depth (const WpView *view)
{
  const char *host = view->step->tls == NULL ? NULL : view->step->tls->reference_name;

  if (host == NULL && view->step->endpoint != NULL)
    host = view->step->endpoint->host;
  for (char **names = leaf_names (view); host != NULL && names != NULL && *names != NULL; names++)
    if (g_str_has_prefix (*names, "*.") && strlen (host) > strlen (*names)
        && g_ascii_strcasecmp (host + strlen (host) - strlen (*names + 1), *names + 1) == 0)
      return TRUE;
  return FALSE;
}

gboolean
wp_sees_no_fault (const WpView *view)
{
  return view->step->tls == NULL || view->step->tls->faults == 0;
}

static gboolean
is_self_signed (const WpView *view)
{
  return (view->step->tls->faults & WP_FAULT_SELF_SIGNED) != 0;
}

gboolean
wp_sees_leaf_only (const WpView *view)
{
  return !is_self_signed (view) && view->step->tls->chain->len == 1;
}

gboolean
wp_sees_foreign_chain (const WpView *view)
{
  return !is_self_signed (view) && view->step->tls->chain->len != 1;
}

const WpStep *
wp_sees_later_login (const WpView *view)
{
  for (guint i = view->step->id; i < view->report->steps->len; i++)
    {
      const WpStep *later = nth_step (view, i);

      if (later->verb == WP_VERB_LOGIN && later->outcome == WP_OUTCOME_OK && later->endpoint != NULL
          && view->step->endpoint != NULL
          && later->endpoint->protocol == view->step->endpoint->protocol
          && same_host (later, view->step))
        return later;
    }
  return NULL;
}

static gboolean
differs (const WpStep *a, const WpStep *b, const char *key)
{
  return g_strcmp0 (wp_fields_text (a->evidence, key), wp_fields_text (b->evidence, key)) != 0;
}

gboolean
wp_sees_worked_by_other_name (const WpView *view)
{
  const WpStep *later = wp_sees_later_login (view);

  return later != NULL && differs (later, view->step, WP_KEY_USERNAME);
}

gboolean
wp_sees_worked_by_other_mechanism (const WpView *view)
{
  const WpStep *later = wp_sees_later_login (view);

  return later != NULL && !differs (later, view->step, WP_KEY_USERNAME)
         && differs (later, view->step, WP_KEY_MECHANISM);
}

/* By another protocol, with the same user name. */
static gboolean
was_accepted (const WpView *view, const WpStep *other)
{
  return other->verb == WP_VERB_LOGIN && other->outcome == WP_OUTCOME_OK && other->endpoint != NULL
         && view->step->endpoint != NULL
         && other->endpoint->protocol != view->step->endpoint->protocol
         && wp_fields_text (view->step->evidence, WP_KEY_USERNAME) != NULL
         && !differs (other, view->step, WP_KEY_USERNAME);
}

gboolean
wp_sees_accepted_elsewhere (const WpView *view)
{
  for (guint i = 0; i < view->report->steps->len; i++)
    if (was_accepted (view, nth_step (view, i)))
      return TRUE;
  return FALSE;
}

gboolean
wp_sees_only_sending_refused (const WpView *view)
{
  return wp_sees_smtp (view) && wp_sees_accepted_elsewhere (view);
}

static const char *const tokens[] = { "XOAUTH2", "OAUTHBEARER", NULL };

/* POP3 servers list USER whatever their password store says; their SASL list is the truth. */
gboolean
wp_sees_only_tokens_offered (const WpView *view)
{
  static const char *const commands[] = { "USER/PASS", "IMAP LOGIN", NULL };
  guint n_tokens = 0;

  for (guint i = view->report->steps->len; i > 0 && n_tokens == 0; i--)
    {
      const WpStep *step = nth_step (view, i - 1);
      const char *const *offered = step->verb == WP_VERB_CAPABILITY
                                           && step->candidate == view->step->candidate
                                       ? wp_fields_list (step->evidence, WP_KEY_MECHANISMS)
                                       : NULL;

      for (; offered != NULL && *offered != NULL; offered++)
        if (g_strv_contains (tokens, *offered))
          n_tokens++;
        else if (!g_strv_contains (commands, *offered))
          return FALSE;
    }
  return n_tokens > 0;
}

gboolean
wp_sees_oauth_mechanism (const WpView *view)
{
  const char *mechanism = wp_fields_text (view->step->evidence, WP_KEY_MECHANISM);

  return mechanism != NULL && g_strv_contains (tokens, mechanism);
}

gboolean
wp_sees_no_mechanisms (const WpView *view)
{
  const char *const *offered = wp_fields_list (view->step->evidence, WP_KEY_MECHANISMS);

  return offered == NULL || offered[0] == NULL;
}

gboolean
wp_sees_smtp (const WpView *view)
{
  return view->step->endpoint != NULL && view->step->endpoint->protocol == WP_PROTOCOL_SMTP;
}

gboolean
wp_sees_no_refusal (const WpView *view)
{
  return view->report->logins_sent == 0;
}

gboolean
wp_sees_no_tls (const WpView *view)
{
  return view->step->endpoint != NULL && view->step->endpoint->tls == WP_TLS_NONE;
}
