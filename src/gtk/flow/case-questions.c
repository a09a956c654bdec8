/* See case.h: what a run asks. */
#include "gtk/flow/case-private.h"

#include <glib/gi18n-lib.h>

#include "model/keys.h"

static gboolean
is_open (const WpQuestion *question)
{
  return !question->is_answered && !question->is_declined;
}

static const WpQuestion *
find_open (WpCase *self, gboolean wants_password)
{
  const WpReport *report = self->is_running ? wp_case_report (self) : NULL;

  for (guint i = 0; report != NULL && i < report->questions->len; i++)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (is_open (question) && g_str_equal (question->id, "password") == wants_password)
        return question;
    }
  return NULL;
}

const WpQuestion *
wp_case_question (WpCase *self)
{
  const WpQuestion *question = find_open (self, FALSE);

  return question != NULL ? question : find_open (self, TRUE);
}

/* The one that was asked last and has its answer. */
static const WpQuestion *
find_closed_password (WpCase *self)
{
  const WpReport *report = wp_case_report (self);

  for (guint i = report == NULL ? 0 : report->questions->len; i-- > 0;)
    {
      const WpQuestion *question = report->questions->pdata[i];

      if (g_str_equal (question->id, "password") && !is_open (question))
        return question;
    }
  return NULL;
}

const WpQuestion *
wp_case_password_question (WpCase *self)
{
  return self->is_reopened ? find_closed_password (self) : find_open (self, TRUE);
}

gboolean
wp_case_can_reopen (WpCase *self)
{
  return find_closed_password (self) != NULL;
}

void
wp_case_reopen (WpCase *self, gboolean is_reopened)
{
  wp_case_drop_held (self);
  if (is_reopened == self->is_reopened || (is_reopened && !wp_case_can_reopen (self)))
    return;
  if (is_reopened)
    wp_case_cancel (self);
  self->is_reopened = is_reopened;
  wp_case_changed (self, WP_CASE_QUESTION);
}

const char *
wp_case_login_name (WpCase *self)
{
  const WpQuestion *question = wp_case_password_question (self);
  const char *name = question == NULL ? NULL : wp_fields_text (question->params, WP_KEY_USERNAME);

  return name != NULL ? name : wp_case_address (self);
}

const char *
wp_case_sending_host (WpCase *self)
{
  const WpQuestion *question = wp_case_password_question (self);

  return question == NULL ? NULL : wp_fields_text (question->params, WP_KEY_SENDING_HOST);
}

/* Its place in the report; negative: it is of another one. */
static int
number_of (WpCase *self, const WpQuestion *question)
{
  const WpReport *report = wp_case_report (self);
  guint n = 0;

  return report != NULL && question != NULL && g_ptr_array_find (report->questions, question, &n)
             ? (int) n
             : -1;
}

/* Not its address: the report of the next run may lie where the last one did. */
WpAsked
wp_case_asked (WpCase *self, const WpQuestion *question)
{
  int n = number_of (self, question);

  return n < 0 ? WP_NOT_ASKED : (WpAsked) self->run << 32 | ((guint) n + 1);
}

/* The number of the question that was shown, if it is the one to be answered still. */
static gboolean
is_shown (WpCase *self, WpAsked shown, const WpQuestion *question, guint *n)
{
  if (question == NULL || wp_case_asked (self, question) != shown)
    return FALSE;
  *n = (guint) number_of (self, question);
  return TRUE;
}

gboolean
wp_case_decide (WpCase *self, WpAsked shown, gboolean yes)
{
  guint n;

  if (!is_shown (self, shown, find_open (self, FALSE), &n))
    return FALSE;
  wp_session_answer (self->session, n, yes, NULL);
  wp_case_hand_over (self);
  wp_case_changed (self, WP_CASE_QUESTION);
  return TRUE;
}

static void
answer (WpCase *self, guint n, WpSecret *secret)
{
  self->took_password = self->took_password || secret != NULL;
  if (secret != NULL)
    wp_session_answer (self->session, n, TRUE, secret);
  else
    wp_session_leave_open (self->session, n);
  wp_case_changed (self, WP_CASE_QUESTION);
}

/* An answer to a question of an earlier run */

static void
held_clear (WpHeld *held)
{
  g_clear_pointer (&held->secret, wp_secret_unref);
  g_clear_pointer (&held->sending, wp_secret_unref);
  g_clear_pointer (&held->username, g_free);
  g_clear_pointer (&held->hosts, g_strfreev);
  g_clear_pointer (&held->sending_host, g_free);
  held->is_there = FALSE;
}

void
wp_case_drop_held (WpCase *self)
{
  held_clear (&self->held);
}

static gboolean
run_with (
    WpCase *self, const WpQuestion *question, WpSecret *secret, WpSecret *sending, GError **error)
{
  WpHeld held = {
    .is_there = TRUE,
    .username = g_strdup (wp_fields_text (question->params, WP_KEY_USERNAME)),
    .hosts = g_strdupv ((char **) wp_fields_list (question->params, WP_KEY_NAMES)),
    .sending_host = g_strdup (wp_fields_text (question->params, WP_KEY_SENDING_HOST)),
  };

  if (!wp_case_start (self, error))
    {
      held_clear (&held);
      return FALSE;
    }
  held.secret = secret == NULL ? NULL : wp_secret_ref (secret);
  held.sending = sending == NULL ? NULL : wp_secret_ref (sending);
  self->held = held;
  wp_case_hand_over (self);
  return TRUE;
}

/* Nobody was shown another name or host. */
static gboolean
is_for (const WpHeld *held, const WpQuestion *question)
{
  const char *const *names = wp_fields_list (question->params, WP_KEY_NAMES);

  if (g_strcmp0 (wp_fields_text (question->params, WP_KEY_USERNAME), held->username) != 0)
    return FALSE;
  if (held->sending != NULL
      && g_strcmp0 (wp_fields_text (question->params, WP_KEY_SENDING_HOST), held->sending_host)
             != 0)
    return FALSE;
  for (; names != NULL && *names != NULL; names++)
    if (held->hosts == NULL || !g_strv_contains ((const char *const *) held->hosts, *names))
      return FALSE;
  return TRUE;
}

void
wp_case_hand_over (WpCase *self)
{
  const WpQuestion *question = wp_case_question (self);
  WpHeld held = self->held;

  if (!held.is_there || question == NULL || question != find_open (self, TRUE))
    return;
  self->held = (WpHeld){ 0 };
  if (is_for (&held, question)
      && wp_session_set_sending (self->session, self->sending_username, held.sending, NULL))
    answer (self, (guint) number_of (self, question), held.secret);
  held_clear (&held);
}

gboolean
wp_case_take_password (WpCase *self, WpAsked shown, WpSecret *secret)
{
  const WpQuestion *question = wp_case_password_question (self);
  guint n;

  if (!is_shown (self, shown, question, &n))
    return FALSE;
  if (self->is_reopened)
    return run_with (self, question, secret, NULL, NULL);
  answer (self, n, secret);
  return TRUE;
}

gboolean
wp_case_asks_again (WpCase *self)
{
  return self->took_password;
}

gboolean
wp_case_take_passwords (
    WpCase *self, WpAsked shown, WpSecret *secret, WpSecret *sending, GError **error)
{
  const WpQuestion *question = wp_case_password_question (self);
  guint n;

  if (!is_shown (self, shown, question, &n))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The password was not sent: the question has changed meanwhile. See "
                              "where the password goes now, and go on if that is right."));
      return FALSE;
    }
  if (self->is_reopened)
    return run_with (self, question, secret, sending, error);
  if (!wp_session_set_sending (self->session, self->sending_username, sending, error))
    return FALSE;
  answer (self, n, secret);
  return TRUE;
}
