/* Who logs in when. The budget decides; this only asks it in the right order and tells it what came
 * of it. The first login waits a moment for a service that comes before it in the order. */
#include "check/check-private.h"

#include <openssl/crypto.h>

#include "model/keys.h"

#define FIRST_GRACE_US (1500 * 1000)
#define MOST_AGAIN 3

static WpSecret *
secret_of (const WpRun *run)
{
  const WpCheck *check = run->check;

  return run->result->protocol == WP_PROTOCOL_SMTP && check->smtp_secret != NULL
             ? check->smtp_secret
             : check->secret;
}

static WpBudget *
budget_of (const WpRun *run)
{
  return run->result->protocol == WP_PROTOCOL_SMTP ? run->check->options.smtp_budget
                                                   : run->check->options.budget;
}

/* Also tells who keeps the memory of refusals, before anything goes out. */
static void
count_attempts (WpCheck *check)
{
  const WpBudget *one = check->options.budget;
  const WpBudget *other = check->options.smtp_budget;

  check->report->logins_sent = wp_budget_sent (one) + (other == one ? 0 : wp_budget_sent (other));
  check->report->logins_refused = wp_budget_refused (one)
                                  + (other == one ? 0 : wp_budget_refused (other));
  check->callbacks.attempt (check, check->data);
}

static void
on_login_timer (gpointer data)
{
  WpCheck *check = data;

  check->login_timer = NULL;
  wp_check_wake (check);
}

static void
wait_until (WpCheck *check, gint64 at_us)
{
  if (at_us == G_MAXINT64)
    return;
  g_clear_pointer (&check->login_timer, wp_timer_remove);
  check->login_timer = wp_loop_at (check->options.loop, at_us, on_login_timer, check);
}

/* Waiting for it would be waiting for ourselves: our other services hold the places at its address.
 */
static gboolean
is_queued (const WpRun *run)
{
  for (guint i = 0; i < run->looks->len; i++)
    if (wp_look_is_queued (run->looks->pdata[i]))
      return TRUE;
  return FALSE;
}

/* A service that comes earlier in the order, shares the budget and is still on its way. */
static gboolean
must_wait_for_others (WpRun *run)
{
  WpCheck *check = run->check;
  gint64 until = check->first_ready_us + FIRST_GRACE_US;

  if (wp_budget_is_open (budget_of (run)) || wp_loop_now_us (check->options.loop) >= until)
    return FALSE;
  for (WpRun *earlier = check->runs; earlier < run; earlier++)
    if (earlier->phase == WP_PHASE_LOOKING && budget_of (earlier) == budget_of (run)
        && !is_queued (earlier))
      {
        wait_until (check, until);
        return TRUE;
      }
  return FALSE;
}

/* The connection may have grown old, or the server may have closed it: a new one, a few times. */
static gboolean
has_fresh_connection (WpRun *run)
{
  if (wp_look_is_fresh (run->look))
    return TRUE;
  if (wp_look_state (run->look) == WP_LOOK_UNDER_WAY)
    return FALSE;
  if (run->n_again++ < MOST_AGAIN)
    wp_look_again (run->look);
  else
    wp_run_end (run, WP_WORKS_NO);
  return FALSE;
}

static gboolean
offers_plain (const WpRun *run)
{
  const char *const *offered = wp_look_mechanisms (run->look);

  return offered != NULL && g_strv_contains (offered, "PLAIN");
}

/* Its own CRAM-MD5 or SCRAM was refused; or another service showed that this password works by
 * PLAIN alone: asking once more by the other way would spend a refusal on what is known. */
static gboolean
must_use_plain (const WpRun *run)
{
  const WpCheck *check = run->check;

  if (run->must_use_plain || check->options.mechanism != NULL || !offers_plain (run))
    return run->must_use_plain;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (check->runs[i].must_use_plain && check->runs[i].was_accepted
        && secret_of (&check->runs[i]) == secret_of (run))
      return TRUE;
  return FALSE;
}

static WpLogin
login_of (const WpRun *run)
{
  const WpCheck *check = run->check;
  const WpCandidate *candidate = wp_run_candidate (run);
  const WpEndpoint *endpoint = candidate->endpoint;

  return (WpLogin){
    .username = run->result->username,
    .secret = secret_of (run),
    .mechanism = must_use_plain (run) ? "PLAIN" : check->options.mechanism,
    .auth = endpoint->auth,
    .n_auth = candidate->trust < WP_TRUST_GUESS ? endpoint->n_auth : 0,
    .host = endpoint->host,
    .port = endpoint->port,
    .sender = check->options.sender,
    .measures = check->options.measures,
  };
}

/* `attempt` 0: nothing secret will go out, the engine only says why. */
static void
send_login (WpRun *run, const WpLogin *login, guint attempt)
{
  run->phase = WP_PHASE_LOGIN;
  run->was_accepted = FALSE;
  run->attempt = attempt;
  count_attempts (run->check);
  wp_look_login (run->look, login, attempt);
}

/* Then a person may allow one more: the password may have been corrected since. */
static gboolean
is_spent_by_earlier_runs (const WpRun *run)
{
  return wp_budget_is_spent (budget_of (run)) && wp_budget_sent (budget_of (run)) == 0;
}

static void
give_up (WpRun *run)
{
  if (is_spent_by_earlier_runs (run) && !wp_check_was_declined (run->check, "second-login"))
    wp_check_ask (run->check, "second-login", "second-login", run);
  else
    wp_run_end (run, run->must_use_plain ? WP_WORKS_NO : WP_WORKS_NOT_TESTED);
}

static void
try_login (WpRun *run)
{
  const WpEndpoint *endpoint = wp_run_candidate (run)->endpoint;
  WpBudget *budget = budget_of (run);
  WpLogin login = login_of (run);
  g_autofree char *server = g_strdup_printf ("%s:%u", endpoint->host, endpoint->port);
  WpAttempt attempt = { .protocol = run->result->protocol,
                        .server = server,
                        .username = login.username,
                        .secret = login.secret };
  gint64 now_us = wp_loop_now_us (run->check->options.loop);
  gint64 at_us = G_MAXINT64;

  if (must_wait_for_others (run) || !has_fresh_connection (run))
    return;
  /* The connection may be a new one, to another address. */
  if (!wp_run_may_login (run))
    {
      run->phase = WP_PHASE_ASKING;
      wp_check_wake (run->check);
      return;
    }
  attempt.mechanism = wp_look_choose (run->look, &login);
  if (attempt.mechanism == NULL)
    {
      send_login (run, &login, 0);
      return;
    }
  switch (wp_budget_ask (budget, &attempt, now_us, &at_us))
    {
    case WP_BUDGET_NEVER:
      give_up (run);
      break;
    case WP_BUDGET_WAIT:
      wait_until (run->check, at_us);
      break;
    case WP_BUDGET_GO:
      send_login (run, &login, wp_budget_begin (budget, &attempt, now_us));
      break;
    }
}

/* The prompt names every host, so it waits until each service is ready, has ended, or is slow. */
static gboolean
is_time_to_ask (WpCheck *check)
{
  gint64 until = check->first_ready_us + FIRST_GRACE_US;

  if (wp_loop_now_us (check->options.loop) >= until)
    return TRUE;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (check->runs[i].phase == WP_PHASE_LOOKING && !is_queued (&check->runs[i]))
      {
        wait_until (check, until);
        return FALSE;
      }
  return TRUE;
}

/* The server takes tokens only: it would be wrong to ask for a password. The engine is told to log
 * in with something that no token mechanism takes, and says what is missing; nothing is sent. */
static void
explain_token (WpRun *run)
{
  g_autoptr (WpSecret) nothing = wp_secret_new (WP_SECRET_PASSWORD, "-", 1, NULL);
  WpLogin login = login_of (run);

  if (!has_fresh_connection (run))
    return;
  login.secret = nothing;
  login.mechanism = NULL;
  if (wp_look_choose (run->look, &login) == NULL)
    send_login (run, &login, 0);
  else
    {
      /* It offers something else by now. */
      run->wants_token = FALSE;
      wp_check_wake (run->check);
    }
}

static void
do_without_secret (WpRun *run)
{
  WpCheck *check = run->check;

  if (run->wants_token)
    {
      explain_token (run);
      return;
    }
  /* A person typing a password holds no server: the login connects again. */
  if (wp_look_state (run->look) == WP_LOOK_READY)
    wp_look_quit (run->look);
  if (check->has_no_secret)
    wp_run_end (run, WP_WORKS_NOT_TESTED);
  else if (!check->is_asked && is_time_to_ask (check))
    {
      check->is_asked = TRUE;
      wp_check_ask (check, "password", NULL, run);
    }
}

static gboolean
is_host_of (const WpRun *run, const char *name)
{
  return g_ascii_strcasecmp (wp_run_candidate (run)->endpoint->host, name) == 0;
}

gboolean
wp_login_may_have_secret (const WpRun *run)
{
  const WpCheck *check = run->check;
  gboolean is_typed = secret_of (run) == check->secret ? check->is_prompted
                                                       : check->is_smtp_prompted;

  if (secret_of (run) == NULL)
    return FALSE;
  if (!is_typed)
    return TRUE;
  if (secret_of (run) != check->secret)
    return check->named_sending != NULL && is_host_of (run, check->named_sending);
  for (guint i = 0; i < check->named->len; i++)
    if (is_host_of (run, check->named->pdata[i]))
      return TRUE;
  return FALSE;
}

void
wp_logins_advance (WpCheck *check)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      WpRun *run = &check->runs[i];

      if (run->phase != WP_PHASE_READY)
        continue;
      if (check->is_limited)
        wp_run_end (run, WP_WORKS_NOT_TESTED);
      else if (!wp_login_may_have_secret (run))
        do_without_secret (run);
      else
        try_login (run);
    }
}

static WpAttemptEnd
attempt_end (WpOutcome outcome)
{
  switch (outcome)
    {
    case WP_OUTCOME_OK:
      return WP_ATTEMPT_ACCEPTED;
    case WP_OUTCOME_LOGIN_REFUSED:
    case WP_OUTCOME_LOGIN_BLOCKED:
    case WP_OUTCOME_LOGIN_LIMITED:
    case WP_OUTCOME_SERVER_PROOF:
      return WP_ATTEMPT_REFUSED;
    default:
      return WP_ATTEMPT_TRANSPORT;
    }
}

gboolean
wp_login_may_try_plain (WpOutcome outcome, const char *mechanism, const char *const *offered)
{
  return outcome == WP_OUTCOME_LOGIN_REFUSED && mechanism != NULL
         && (g_str_has_prefix (mechanism, "SCRAM-") || g_str_equal (mechanism, "CRAM-MD5"))
         && offered != NULL && g_strv_contains (offered, "PLAIN");
}

static gboolean
may_try_plain (const WpRun *run, const WpStep *step)
{
  return !run->must_use_plain && run->check->options.mechanism == NULL
         && wp_login_may_try_plain (step->outcome,
                                    wp_fields_text (step->evidence, WP_KEY_MECHANISM),
                                    wp_fields_list (step->evidence, WP_KEY_MECHANISMS));
}

/* The same password may have been typed twice. */
static gboolean
is_same (const WpSecret *one, const WpSecret *other)
{
  return one == other
         || (one != NULL && other != NULL && wp_secret_length (one) == wp_secret_length (other)
             && CRYPTO_memcmp (wp_secret_peek (one), wp_secret_peek (other), wp_secret_length (one))
                    == 0);
}

static void
login_ended (WpRun *run, const WpStep *step)
{
  WpCheck *check = run->check;
  WpAttemptEnd end = attempt_end (step->outcome);

  if (run->attempt != 0)
    wp_budget_end (budget_of (run), run->attempt, end, wp_loop_now_us (check->options.loop));
  count_attempts (check);
  run->attempt = 0;
  if (end == WP_ATTEMPT_ACCEPTED)
    {
      const char *mechanism = wp_fields_text (step->evidence, WP_KEY_MECHANISM);

      g_free (run->result->auth);
      run->result->auth = g_strdup (mechanism);
      run->result->has_own_password = !is_same (secret_of (run), check->secret);
      run->was_accepted = TRUE;
    }
  else if (may_try_plain (run, step))
    {
      run->must_use_plain = TRUE;
      run->phase = WP_PHASE_READY;
    }
  else
    wp_run_end (run, step->outcome == WP_OUTCOME_TOKEN_NEEDED ? WP_WORKS_NOT_TESTED : WP_WORKS_NO);
  if (step->outcome == WP_OUTCOME_LOGIN_LIMITED)
    check->is_limited = TRUE;
  wp_check_wake (check);
}

void
wp_logins_step (WpRun *run, const WpStep *step)
{
  if (run->phase != WP_PHASE_LOGIN)
    return;
  if (step->verb == WP_VERB_LOGIN)
    login_ended (run, step);
  else if (step->outcome == WP_OUTCOME_TIMED_OUT && wp_run_has_proved (run))
    wp_run_end (run, WP_WORKS_NOT_TESTED); /* who counts folders keeps others waiting, too */
  else if (step->outcome != WP_OUTCOME_OK)
    wp_run_end (run, WP_WORKS_NO);
}

void
wp_logins_state (WpRun *run)
{
  if (run->phase != WP_PHASE_LOGIN || wp_look_state (run->look) == WP_LOOK_BUSY)
    return;
  if (run->attempt != 0)
    wp_budget_end (budget_of (run), run->attempt, WP_ATTEMPT_TRANSPORT,
                   wp_loop_now_us (run->check->options.loop));
  run->attempt = 0;
  count_attempts (run->check);
  wp_run_end (run, run->was_accepted ? WP_WORKS_YES : WP_WORKS_NO);
}
