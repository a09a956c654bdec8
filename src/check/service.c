/* One protocol on its way from ranked candidates to a server that may be logged in to. The best
 * candidate is looked at first; the next one joins when it fails, or is slow. A worse one that is
 * ready waits a moment for a better one. */
#include "check/check-private.h"
#include "diagnose/diagnose.h"
#include "policy/fence.h"
#include "policy/policy.h"
#include "proto/mechanism.h"

#define NEXT_MS 700 /* a guess more costs a connection; a dead host would cost ten seconds */
#define GUESS_NEXT_MS 100
#define GRACE_MS 1500
#define MOST_LOOKS 8 /* of one protocol */

void
wp_run_begin (WpRun *run, WpCheck *check, WpProtocol protocol, gboolean is_asked_for)
{
  run->check = check;
  run->result = wp_report_add_service (check->report, protocol);
  run->result->is_asked_for = is_asked_for;
  run->ranked = wp_report_ranked (check->report, protocol);
  run->looks = g_ptr_array_new ();
  run->phase = WP_PHASE_LOOKING;
}

void
wp_run_clear (WpRun *run)
{
  g_clear_pointer (&run->next_timer, wp_timer_remove);
  g_clear_pointer (&run->grace_timer, wp_timer_remove);
  g_clear_pointer (&run->ranked, g_ptr_array_unref);
  g_clear_pointer (&run->looks, g_ptr_array_unref);
}

const WpCandidate *
wp_run_candidate (const WpRun *run)
{
  return wp_report_candidate (run->check->report, run->result->candidate);
}

gboolean
wp_run_has_proved (const WpRun *run)
{
  return run->phase == WP_PHASE_LOGIN && run->was_accepted && run->check->options.measures
         && run->result->protocol != WP_PROTOCOL_SMTP;
}

void
wp_run_end (WpRun *run, WpWorks works)
{
  run->phase = WP_PHASE_ENDED;
  run->result->works = works;
  g_clear_pointer (&run->next_timer, wp_timer_remove);
  g_clear_pointer (&run->grace_timer, wp_timer_remove);
  wp_report_touch (run->check->report, WP_REPORT_SERVICE, run->result);
  wp_check_wake (run->check);
}

static void start_next (WpRun *run);

static void
on_next_timer (gpointer data)
{
  WpRun *run = data;

  run->next_timer = NULL;
  start_next (run);
  wp_check_wake (run->check);
}

static void
start_next (WpRun *run)
{
  WpCandidate *candidate;
  WpLook *look;

  g_clear_pointer (&run->next_timer, wp_timer_remove);
  if (run->n_started == MIN (run->ranked->len, MOST_LOOKS))
    return;
  candidate = run->ranked->pdata[run->n_started++];
  look = wp_check_look_at (run->check, candidate->endpoint);
  g_ptr_array_add (run->looks, look);
  if (wp_look_candidate (look) == 0)
    wp_look_adopt (look, candidate);
  if (!wp_look_is_started (look))
    wp_look_start (look, candidate->trust == WP_TRUST_USER
                             || wp_decisions_has (run->check->options.decisions, "private"));
  run->next_timer = wp_loop_after_ms (run->check->options.loop,
                                      candidate->trust == WP_TRUST_GUESS ? GUESS_NEXT_MS : NEXT_MS,
                                      on_next_timer, run);
}

static void
on_grace_timer (gpointer data)
{
  WpRun *run = data;

  run->grace_timer = NULL;
  run->grace_is_over = TRUE;
  wp_check_wake (run->check);
}

void
wp_run_name (WpRun *run)
{
  const WpCheckOptions *options = &run->check->options;
  const WpAccount *account = run->check->report->account;
  const char *typed = options->username;

  if (run->result->protocol == WP_PROTOCOL_SMTP && options->smtp_username != NULL)
    typed = options->smtp_username;
  g_clear_pointer (&run->result->username, g_free);
  if (typed != NULL)
    run->result->username = g_strdup (typed);
  else if (account != NULL)
    run->result->username = wp_account_fill (account, wp_run_candidate (run)->endpoint->username);
}

static void
choose (WpRun *run, guint n)
{
  const WpCandidate *candidate = run->ranked->pdata[n];

  g_clear_pointer (&run->next_timer, wp_timer_remove);
  g_clear_pointer (&run->grace_timer, wp_timer_remove);
  run->look = run->looks->pdata[n];
  run->result->candidate = candidate->id;
  wp_run_name (run);
  for (guint i = 0; i < run->looks->len && !run->check->options.looks_at_all; i++)
    if (run->looks->pdata[i] != run->look && wp_look_state (run->looks->pdata[i]) != WP_LOOK_OVER)
      wp_look_cancel (run->looks->pdata[i]);
}

/* TRUE when one is chosen, or all have failed (then the best one's failure is the answer). */
static gboolean
try_to_choose (WpRun *run)
{
  guint n_over = 0;
  gboolean is_better_out = FALSE;

  for (guint i = 0; i < run->looks->len; i++)
    switch (wp_look_state (run->looks->pdata[i]))
      {
      case WP_LOOK_READY:
        if (is_better_out && !run->grace_is_over)
          {
            if (run->grace_timer == NULL)
              run->grace_timer = wp_loop_after_ms (run->check->options.loop, GRACE_MS,
                                                   on_grace_timer, run);
            return FALSE;
          }
        choose (run, i);
        return TRUE;
      case WP_LOOK_OVER:
        n_over++;
        break;
      default:
        is_better_out = TRUE;
        break;
      }
  if (n_over < run->looks->len)
    return FALSE;
  if (run->n_started < MIN (run->ranked->len, MOST_LOOKS))
    {
      start_next (run);
      return FALSE;
    }
  choose (run, 0);
  return TRUE;
}

static gboolean
wants_token (const WpLook *look)
{
  const char *const *offered = wp_look_mechanisms (look);
  gboolean is_any = FALSE;

  for (; offered != NULL && *offered != NULL; offered++)
    {
      const WpMechanism *mechanism = wp_mechanism_find (*offered);

      if (mechanism != NULL && mechanism->family != WP_FAMILY_TOKEN)
        return FALSE;
      is_any = is_any || mechanism != NULL;
    }
  return is_any;
}

static WpVerdict
judge (const WpRun *run)
{
  const WpCandidate *candidate = wp_run_candidate (run);

  return wp_policy_may_login (candidate->endpoint, candidate->trust, wp_look_tls_facts (run->look),
                              wp_look_address (run->look), 1, run->check->options.decisions);
}

gboolean
wp_run_may_login (const WpRun *run)
{
  g_auto (WpVerdict) verdict = judge (run);

  return verdict.policy == WP_POLICY_ALLOW;
}

static void
ask_policy (WpRun *run)
{
  g_auto (WpVerdict) verdict = judge (run);

  run->result->policy = verdict.policy;
  switch (verdict.policy)
    {
    case WP_POLICY_ALLOW:
      run->phase = WP_PHASE_READY;
      run->wants_token = run->wants_token || wants_token (run->look);
      if (run->check->first_ready_us == 0)
        run->check->first_ready_us = wp_loop_now_us (run->check->options.loop);
      wp_check_wake (run->check);
      return;
    case WP_POLICY_REFUSE:
      wp_run_end (run, WP_WORKS_NOT_TESTED);
      return;
    case WP_POLICY_ASK:
      break;
    }
  run->phase = WP_PHASE_ASKING;
  /* A person who thinks holds no server: the login connects again. */
  if (wp_look_state (run->look) == WP_LOOK_READY)
    wp_look_quit (run->look);
  wp_check_ask (run->check, verdict.question, verdict.allow, run);
  if (wp_check_was_declined (run->check, verdict.allow))
    wp_run_end (run, WP_WORKS_NOT_TESTED);
}

/* The fence keeps us from a private address that a record named; a person may lift it. */
static void
ask_about_fence (WpRun *run)
{
  if (wp_decisions_has (run->check->options.decisions, "private"))
    {
      run->phase = WP_PHASE_LOOKING;
      wp_look_again (run->look);
      run->look = NULL;
      return;
    }
  run->result->policy = WP_POLICY_ASK;
  if (run->check->options.asks_nobody)
    {
      wp_run_end (run, WP_WORKS_NOT_TESTED);
      return;
    }
  run->phase = WP_PHASE_ASKING;
  wp_check_ask (run->check, "private", "private", run);
  if (wp_check_was_declined (run->check, "private"))
    wp_run_end (run, WP_WORKS_NOT_TESTED);
}

/* The chosen server failed: one more question to it may say why, then that is the answer. */
static void
end_failed (WpRun *run)
{
  WpProbe probe;
  guint parent;

  if (wp_look_state (run->look) == WP_LOOK_OVER && !run->is_probed
      && wp_diagnose_probe (run->check->report, run->result->candidate, &probe, &parent))
    {
      run->is_probed = TRUE;
      wp_look_probe (run->look, probe == WP_PROBE_TLS_ON_SAME_PORT ? WP_TLS_IMPLICIT : WP_TLS_NONE,
                     parent);
      return;
    }
  if (!wp_look_is_probing (run->look))
    wp_run_end (run, !run->result->is_asked_for ? WP_WORKS_NOT_OFFERED
                     : wp_look_outcome (run->look) == WP_OUTCOME_NOT_TESTED
                         ? WP_WORKS_NOT_TESTED /* our own limit of connections */
                         : WP_WORKS_NO);
}

static char *
port_decision (const WpEndpoint *endpoint)
{
  return g_strdup_printf ("port:%s:%u", endpoint->host, endpoint->port);
}

gboolean
wp_run_is_through_fence (const WpCheck *check, const WpCandidate *candidate)
{
  g_autofree char *decision = port_decision (candidate->endpoint);

  return candidate->trust == WP_TRUST_USER || wp_port_is_for_mail (candidate->endpoint->port)
         || wp_decisions_has (check->options.decisions, decision);
}

/* The fence keeps us from ports that are not for mail, too, also from looking: a record could lead
 * us anywhere. The best candidate's port is a question; others are left out. TRUE: go on. */
static gboolean
is_through_port_fence (WpRun *run)
{
  for (guint i = 0; i < run->ranked->len;)
    {
      const WpCandidate *candidate = run->ranked->pdata[i];
      g_autofree char *decision = port_decision (candidate->endpoint);

      if (wp_run_is_through_fence (run->check, candidate))
        {
          i++;
          continue;
        }
      if (i == 0 && !wp_check_was_declined (run->check, decision))
        {
          run->result->candidate = candidate->id;
          run->result->policy = WP_POLICY_ASK;
          if (!run->check->options.asks_nobody)
            {
              wp_check_ask (run->check, "port", decision, run);
              return FALSE;
            }
        }
      g_ptr_array_remove_index (run->ranked, i);
    }
  return TRUE;
}

static void
advance_chosen (WpRun *run)
{
  if (wp_look_outcome (run->look) == WP_OUTCOME_FENCED)
    ask_about_fence (run);
  else if (run->phase == WP_PHASE_LOOKING && wp_look_state (run->look) != WP_LOOK_READY)
    end_failed (run);
  else if (run->check->options.is_look_only)
    wp_run_end (run, WP_WORKS_NOT_TESTED);
  else
    ask_policy (run);
}

void
wp_run_advance (WpRun *run)
{
  if (run->phase != WP_PHASE_LOOKING && run->phase != WP_PHASE_ASKING)
    return;
  if (run->n_started == 0 && !is_through_port_fence (run))
    return;
  if (run->ranked->len == 0)
    {
      wp_run_end (run, run->result->candidate != 0 ? WP_WORKS_NOT_TESTED : WP_WORKS_NOT_OFFERED);
      return;
    }
  if (run->n_started == 0)
    start_next (run);
  if (run->look != NULL || try_to_choose (run))
    advance_chosen (run);
}
