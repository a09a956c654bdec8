/* What a person decides during a run, and the deadline that stands still meanwhile. */
#include "session/session-private.h"

#include "policy/budget.h"
#include "session/task-private.h"

/* Who reads a question and types a password is not hurried. */
void
wp_session_stop_deadline (WpSession *self)
{
  if (self->n_open++ > 0 || self->deadline == NULL)
    return;
  self->left_us = self->deadline_us - wp_loop_now_us (self->loop);
  g_clear_pointer (&self->deadline, wp_timer_remove);
}

static void
go_on_with_deadline (WpSession *self)
{
  if (--self->n_open > 0 || self->deadline != NULL || self->is_done)
    return;
  self->deadline_us = wp_loop_now_us (self->loop) + MAX (self->left_us, G_USEC_PER_SEC);
  self->deadline = wp_loop_at (self->loop, self->deadline_us, wp_session_deadline_over, self);
}

void
wp_session_grant_one (WpSession *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->purses); i++)
    if (self->purses[i].budget != NULL)
      wp_budget_grant_one (self->purses[i].budget);
}

static void
decide (WpSession *self, const WpQuestion *question)
{
  if (wp_decisions_allow (self->decisions, question->allow, NULL))
    g_ptr_array_add (self->report->decisions, g_strdup (question->allow));
}

void
wp_session_answer (WpSession *self, guint n, gboolean yes, WpSecret *secret)
{
  WpQuestion *question;

  if (self->is_done)
    return;
  question = self->report->questions->pdata[n];
  if (question->is_answered || question->is_declined)
    return;
  question->is_answered = TRUE;
  question->is_declined = !yes;
  go_on_with_deadline (self);
  if (g_str_equal (question->id, "send-address"))
    {
      if (yes)
        decide (self, question);
      wp_discovery_decided (self->discovery);
      return;
    }
  if (!yes)
    {
      wp_check_declined (self->check, question);
      return;
    }
  if (g_str_equal (question->id, "password"))
    wp_check_answer_secret (self->check, secret);
  else
    decide (self, question);
  if (g_str_equal (question->id, "second-login"))
    wp_session_grant_one (self);
  wp_check_decided (self->check);
}

gboolean
wp_session_set_sending (WpSession *self, const char *username, WpSecret *secret, GError **error)
{
  if (!wp_task_is_username (username, TRUE, error))
    return FALSE;
  if (self->is_done || !wp_check_may_set_sending (self->check))
    return TRUE;
  g_free (self->smtp_username);
  self->smtp_username = g_strdup (username);
  wp_purses_set_sending (self->purses, username, self->report->account, self->loop);
  wp_check_set_sending (self->check, self->smtp_username, secret,
                        self->purses[self->purses[1].budget != NULL ? 1 : 0].budget);
  return TRUE;
}

void
wp_session_leave_open (WpSession *self, guint n)
{
  WpQuestion *question = self->report->questions->pdata[n];

  if (self->is_done || question->is_answered || question->is_declined)
    return;
  question->is_declined = TRUE;
  go_on_with_deadline (self);
  if (g_str_equal (question->id, "send-address"))
    wp_discovery_decided (self->discovery);
  else
    wp_check_declined (self->check, question);
}
