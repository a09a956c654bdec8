/* See check.h. Everything that happens only wakes one function, `advance`, which looks at each
 * service and moves it as far as it goes; so no order of events is special. */
#include "check/check-private.h"

#include "model/keys.h"

#define SPARE_MS 1000
#define PROGRESS_US (100 * 1000) /* a person reads no faster */

static void
on_look (WpLook *look, const WpStep *step, gpointer data)
{
  WpCheck *check = data;

  if (step != NULL && step->id != 0)
    wp_facts_keep (check->report, step);
  if (step == NULL && wp_look_state (look) == WP_LOOK_READY && check->callbacks.greeted != NULL)
    check->callbacks.greeted (check, wp_look_endpoint (look), check->data);
  for (guint i = 0; i < WP_N_PROTOCOLS && check->is_started; i++)
    {
      WpRun *run = &check->runs[i];

      if (run->look != look)
        continue;
      if (step != NULL)
        wp_logins_step (run, step);
      else
        wp_logins_state (run);
    }
  wp_check_wake (check);
}

static void
on_progress (WpLook *look G_GNUC_UNUSED, guint done, guint total, gpointer data)
{
  WpCheck *check = data;
  gint64 now_us = wp_loop_now_us (check->options.loop);

  if (check->callbacks.progress == NULL
      || (check->progress_us != 0 && now_us - check->progress_us < PROGRESS_US))
    return;
  check->progress_us = now_us;
  check->callbacks.progress (check, done, total, check->data);
}

WpCheck *
wp_check_new (const WpCheckOptions *options,
              WpReport *report,
              const WpCheckCallbacks *callbacks,
              gpointer data)
{
  WpCheck *check = g_new0 (WpCheck, 1);

  check->options = *options;
  check->report = wp_report_ref (report);
  check->callbacks = *callbacks;
  check->data = data;
  check->named = g_ptr_array_new_with_free_func (g_free);
  check->looks = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_look_free);
  check->context = (WpLookContext){
    .loop = options->loop,
    .resolver = options->resolver,
    .decisions = options->decisions,
    .crowd = options->crowd,
    .report = report,
    .srv_domain = report->account == NULL ? NULL : report->account->domain_ascii,
    .progress = on_progress,
  };
  return check;
}

void
wp_check_free (WpCheck *check)
{
  if (check == NULL)
    return;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    wp_run_clear (&check->runs[i]);
  g_clear_pointer (&check->login_timer, wp_timer_remove);
  g_clear_pointer (&check->advance_timer, wp_timer_remove);
  g_clear_pointer (&check->spare_timer, wp_timer_remove);
  g_ptr_array_unref (check->looks);
  g_clear_pointer (&check->context.tls_context, SSL_CTX_free);
  g_ptr_array_unref (check->named);
  g_free (check->named_sending);
  g_clear_pointer (&check->secret, wp_secret_unref);
  g_clear_pointer (&check->smtp_secret, wp_secret_unref);
  wp_report_unref (check->report);
  g_free (check);
}

WpLook *
wp_check_look_at (WpCheck *check, const WpEndpoint *endpoint)
{
  WpLook *look;

  for (guint i = 0; i < check->looks->len; i++)
    if (wp_endpoint_same_server (wp_look_endpoint (check->looks->pdata[i]), endpoint))
      return check->looks->pdata[i];
  look = wp_look_new (&check->context, endpoint, on_look, check);
  g_ptr_array_add (check->looks, look);
  return look;
}

static void
start_looks (WpCheck *check)
{
  for (guint i = 0; i < check->looks->len && check->context.tls_context != NULL; i++)
    if (!wp_look_is_started (check->looks->pdata[i]))
      wp_look_start (check->looks->pdata[i],
                     wp_decisions_has (check->options.decisions, "private"));
}

void
wp_check_look_ahead (WpCheck *check, const WpEndpoint *endpoint)
{
  if (check->is_started)
    return;
  wp_check_look_at (check, endpoint);
  start_looks (check);
}

gboolean
wp_check_was_declined (const WpCheck *check, const char *allow)
{
  for (guint i = 0; i < check->report->questions->len; i++)
    {
      const WpQuestion *question = check->report->questions->pdata[i];

      if (g_strcmp0 (question->allow, allow) == 0)
        return question->is_declined;
    }
  return FALSE;
}

/* What the person reads: who would get the password, and every protocol that shares the answer. */
static void
describe (WpQuestion *question, const WpCheck *check, const WpRun *run)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  g_autoptr (GPtrArray) protocols = g_ptr_array_new ();
  const WpEndpoint *endpoint = wp_run_candidate (run)->endpoint;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpRun *other = &check->runs[i];
      const WpCandidate *candidate = wp_run_candidate (other);

      /* One that is still on its way is named by its best candidate. */
      if (candidate == NULL && other->ranked->len > 0)
        candidate = other->ranked->pdata[0];
      if (candidate == NULL || other->phase == WP_PHASE_ENDED)
        continue;
      g_ptr_array_add (protocols, (gpointer) wp_protocol_id (candidate->endpoint->protocol));
      if (i == WP_PROTOCOL_SMTP)
        wp_fields_set_text (question->params, WP_KEY_SENDING_HOST, candidate->endpoint->host);
      if (!g_ptr_array_find_with_equal_func (hosts, candidate->endpoint->host, g_str_equal, NULL))
        g_ptr_array_add (hosts, candidate->endpoint->host);
    }
  g_ptr_array_add (hosts, NULL);
  g_ptr_array_add (protocols, NULL);
  wp_fields_set_list (question->params, WP_KEY_NAMES, (const char *const *) hosts->pdata);
  wp_fields_set_list (question->params, WP_KEY_PROTOCOLS, (const char *const *) protocols->pdata);
  wp_fields_set_text (question->params, WP_KEY_HOST, endpoint->host);
  wp_fields_set_number (question->params, WP_KEY_PORT, endpoint->port);
  wp_fields_set_text (question->params, WP_KEY_PROTOCOL, wp_protocol_id (endpoint->protocol));
  wp_fields_set_text (question->params, WP_KEY_USERNAME, run->result->username);
  if (check->report->account != NULL)
    {
      if (run->result->username == NULL)
        wp_fields_set_text (question->params, WP_KEY_USERNAME, check->report->account->address);
      wp_fields_set_text (question->params, WP_KEY_ADDRESS, check->report->account->address);
      wp_fields_set_text (question->params, WP_KEY_DOMAIN, check->report->account->domain_ascii);
    }
}

static void
remember_names (WpCheck *check, const WpQuestion *question)
{
  const char *const *names = wp_fields_list (question->params, WP_KEY_NAMES);

  for (; names != NULL && *names != NULL; names++)
    g_ptr_array_add (check->named, g_strdup (*names));
  g_free (check->named_sending);
  check->named_sending = g_strdup (wp_fields_text (question->params, WP_KEY_SENDING_HOST));
}

void
wp_check_ask (WpCheck *check, const char *static_id, const char *allow, const WpRun *run)
{
  WpQuestion *question;

  for (guint i = 0; i < check->report->questions->len; i++)
    {
      question = check->report->questions->pdata[i];
      if (g_str_equal (question->id, static_id) && g_strcmp0 (question->allow, allow) == 0
          && (allow != NULL || !question->is_answered))
        return;
    }
  question = wp_question_new (static_id, allow);
  describe (question, check, run);
  wp_report_add_question (check->report, question);
}

static gboolean
is_over (const WpCheck *check)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if (check->runs[i].phase != WP_PHASE_ENDED)
      return FALSE;
  if (check->options.looks_at_all && !check->has_all)
    return FALSE;
  for (guint i = 0; check->options.looks_at_all && i < check->looks->len; i++)
    if (wp_look_state (check->looks->pdata[i]) != WP_LOOK_OVER)
      return FALSE;
  return TRUE;
}

static gboolean
is_in_use (const WpCheck *check, WpLook *look)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpRun *run = &check->runs[i];

      if (run->phase != WP_PHASE_ENDED
          && (run->look == look || g_ptr_array_find (run->looks, look, NULL)))
        return TRUE;
    }
  return FALSE;
}

/* Who only wants to see every server lets each go as soon as it was seen: the next one waits for
 * its place. */
static void
let_go (WpCheck *check)
{
  for (guint i = 0; i < check->looks->len; i++)
    if (wp_look_state (check->looks->pdata[i]) == WP_LOOK_READY
        && !is_in_use (check, check->looks->pdata[i]))
      wp_look_quit (check->looks->pdata[i]);
}

static gboolean
is_good (const WpCheck *check, const WpRun *run)
{
  return run->phase == WP_PHASE_ENDED
         && (run->result->works == WP_WORKS_YES
             || (check->options.is_look_only && run->look != NULL
                 && wp_look_outcome (run->look) == WP_OUTCOME_OK));
}

static void
on_spare_timer (gpointer data)
{
  WpCheck *check = data;

  check->spare_timer = NULL;
  check->spare_is_over = TRUE;
  wp_check_wake (check);
}

/* Once mail can be received and sent, another way to receive it that is only guessed is not worth a
 * long wait for a host that may not be one. */
static void
drop_spare_guesses (WpCheck *check)
{
  gboolean has[2] = { FALSE, FALSE };

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    has[i == WP_PROTOCOL_SMTP] |= is_good (check, &check->runs[i]);
  if (!has[0] || !has[1] || check->options.looks_at_all)
    return;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      WpRun *run = &check->runs[i];

      if (run->phase != WP_PHASE_LOOKING || run->result->is_asked_for)
        continue;
      if (!check->spare_is_over && check->spare_timer == NULL)
        check->spare_timer = wp_loop_after_ms (check->options.loop, SPARE_MS, on_spare_timer,
                                               check);
      if (!check->spare_is_over)
        continue;
      for (guint n = 0; n < run->looks->len; n++)
        wp_look_cancel (run->looks->pdata[n]);
      wp_run_end (run, WP_WORKS_NOT_OFFERED);
    }
}

static void
look_at_the_rest (WpCheck *check)
{
  for (guint i = 0; i < check->report->candidates->len; i++)
    {
      const WpCandidate *candidate = check->report->candidates->pdata[i];
      WpLook *look;

      if (!wp_run_is_through_fence (check, candidate))
        continue;
      look = wp_check_look_at (check, candidate->endpoint);
      if (wp_look_candidate (look) == 0)
        wp_look_adopt (look, candidate);
    }
  start_looks (check);
}

/* Not from inside a connection's callback: here nothing of it is on the stack. */
static void
say_goodbye (WpCheck *check)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const WpRun *run = &check->runs[i];

      if (run->phase == WP_PHASE_ENDED && run->look != NULL
          && wp_look_state (run->look) != WP_LOOK_OVER)
        wp_look_quit (run->look);
    }
}

static void
fill_in_times (WpCheck *check)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      WpService *service = check->runs[i].result;
      const WpTlsFacts *tls = check->runs[i].look == NULL ? NULL
                                                          : wp_look_tls_facts (check->runs[i].look);
      gint64 sum = 0;

      for (guint n = 0; n < check->report->steps->len && service->candidate != 0; n++)
        {
          const WpStep *step = check->report->steps->pdata[n];

          if (step->candidate == service->candidate && step->verb != WP_VERB_PROBE)
            sum += step->end_us - step->start_us;
        }
      service->ms = service->candidate == 0 ? -1 : (sum + 500) / 1000;
      service->tls_version = tls == NULL ? NULL : g_strdup (tls->version);
    }
}

/* Before the settings are known it matters that a server of each direction greets us: of two that
 * receive, the second gives its place to whoever waits for one. Its turn comes again. */
static void
make_room (WpCheck *check)
{
  gboolean is_wanted = FALSE;
  gboolean has_incoming = FALSE;

  for (guint i = 0; i < check->looks->len; i++)
    {
      const WpLook *look = check->looks->pdata[i];

      is_wanted = is_wanted || wp_look_is_queued (look);
      has_incoming = has_incoming
                     || (wp_look_endpoint (look)->protocol == WP_PROTOCOL_IMAP
                         && wp_look_state (look) == WP_LOOK_READY);
    }
  for (guint i = check->looks->len; is_wanted && has_incoming && i-- > 0;)
    if (wp_look_endpoint (check->looks->pdata[i])->protocol == WP_PROTOCOL_POP3
        && wp_look_state (check->looks->pdata[i]) == WP_LOOK_READY)
      wp_look_free (g_ptr_array_steal_index (check->looks, i));
}

static void
advance (gpointer data)
{
  WpCheck *check = data;

  check->advance_timer = NULL;
  if (!check->is_started)
    make_room (check);
  if (!check->is_started || check->is_done || check->context.tls_context == NULL)
    return;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    wp_run_advance (&check->runs[i]);
  if (!check->options.is_look_only)
    wp_logins_advance (check);
  drop_spare_guesses (check);
  say_goodbye (check);
  if (check->options.looks_at_all)
    {
      look_at_the_rest (check);
      let_go (check);
    }
  if (!is_over (check))
    return;
  check->is_done = TRUE;
  fill_in_times (check);
  check->callbacks.done (check, check->data);
}

void
wp_check_wake (WpCheck *check)
{
  if (check->advance_timer == NULL && !check->is_done)
    check->advance_timer = wp_loop_at (check->options.loop, wp_loop_now_us (check->options.loop),
                                       advance, check);
}

void
wp_check_set_tls_context (WpCheck *check, SSL_CTX *context)
{
  SSL_CTX_up_ref (context);
  check->context.tls_context = context;
  start_looks (check);
  wp_check_wake (check);
}

static gboolean
is_first_choice (const WpCheck *check, const WpEndpoint *endpoint)
{
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      const GPtrArray *ranked = check->runs[i].ranked;

      if (ranked->len > 0
          && wp_endpoint_same_server (((const WpCandidate *) ranked->pdata[0])->endpoint, endpoint))
        return TRUE;
    }
  return FALSE;
}

/* What was begun ahead of time and is not the first choice is let go, and would begin anew if its
 * turn came: the first choice may wait for its place at the same address. */
static void
keep_first_choices (WpCheck *check)
{
  for (guint i = check->looks->len; i-- > 0;)
    if (!is_first_choice (check, wp_look_endpoint (check->looks->pdata[i])))
      wp_look_free (g_ptr_array_steal_index (check->looks, i));
}

static gboolean
is_named_by_more_than_a_guess (const WpReport *report, WpProtocol protocol)
{
  for (guint i = 0; i < report->candidates->len; i++)
    {
      const WpCandidate *candidate = report->candidates->pdata[i];

      if (candidate->endpoint->protocol == protocol && candidate->trust != WP_TRUST_GUESS)
        return TRUE;
    }
  return FALSE;
}

void
wp_check_start (WpCheck *check, guint protocols)
{
  g_return_if_fail (!check->is_started);
  check->is_started = TRUE;
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    wp_run_begin (&check->runs[i], check, (WpProtocol) i,
                  (protocols & (1u << i)) != 0
                      || is_named_by_more_than_a_guess (check->report, (WpProtocol) i));
  keep_first_choices (check);
  wp_check_wake (check);
}

void
wp_check_set_secret (WpCheck *check, WpSecret *secret, WpSecret *smtp_secret)
{
  if (secret != NULL && check->secret == NULL)
    check->secret = wp_secret_ref (secret);
  if (smtp_secret != NULL && check->smtp_secret == NULL)
    check->smtp_secret = wp_secret_ref (smtp_secret);
  wp_check_wake (check);
}

gboolean
wp_check_may_set_sending (const WpCheck *check)
{
  const WpRun *run = &check->runs[WP_PROTOCOL_SMTP];

  return !check->is_started || (run->phase < WP_PHASE_LOGIN && !run->must_use_plain);
}

void
wp_check_set_sending (WpCheck *check, const char *username, WpSecret *secret, WpBudget *budget)
{
  WpRun *run = &check->runs[WP_PROTOCOL_SMTP];

  g_return_if_fail (wp_check_may_set_sending (check));
  check->options.smtp_username = username;
  check->options.smtp_budget = budget;
  g_clear_pointer (&check->smtp_secret, wp_secret_unref);
  check->smtp_secret = secret == NULL ? NULL : wp_secret_ref (secret);
  check->is_smtp_prompted = secret != NULL;
  if (check->is_started && run->result->candidate != 0)
    wp_run_name (run);
}

void
wp_check_answer_secret (WpCheck *check, WpSecret *secret)
{
  g_clear_pointer (&check->secret, wp_secret_unref);
  check->secret = wp_secret_ref (secret);
  check->is_prompted = TRUE;
  for (guint i = 0; i < check->report->questions->len; i++)
    {
      const WpQuestion *question = check->report->questions->pdata[i];

      if (g_str_equal (question->id, "password") && question->is_answered)
        remember_names (check, question);
    }
  check->is_asked = FALSE;
  wp_check_wake (check);
}

void
wp_check_decided (WpCheck *check)
{
  wp_check_wake (check);
}

void
wp_check_declined (WpCheck *check, const WpQuestion *question)
{
  if (g_str_equal (question->id, "password"))
    check->has_no_secret = TRUE;
  wp_check_wake (check);
}

void
wp_check_no_more (WpCheck *check)
{
  check->has_all = TRUE;
  wp_check_wake (check);
}

void
wp_check_cancel (WpCheck *check)
{
  check->has_all = TRUE;
  for (guint i = 0; i < check->looks->len; i++)
    wp_look_cancel (check->looks->pdata[i]);
  for (guint i = 0; i < WP_N_PROTOCOLS && check->is_started; i++)
    if (check->runs[i].phase != WP_PHASE_ENDED)
      wp_run_end (&check->runs[i],
                  wp_run_has_proved (&check->runs[i]) ? WP_WORKS_YES : WP_WORKS_NOT_TESTED);
  wp_check_wake (check);
}
