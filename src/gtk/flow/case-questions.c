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

const WpQuestion *
wp_case_password_question (WpCase *self)
{
  return find_open (self, TRUE);
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

/* The number of the question that was shown, if it is open still. */
static gboolean
is_shown (WpCase *self, WpAsked shown, gboolean wants_password, guint *n)
{
  const WpQuestion *question = find_open (self, wants_password);

  if (question == NULL || wp_case_asked (self, question) != shown)
    return FALSE;
  *n = (guint) number_of (self, question);
  return TRUE;
}

gboolean
wp_case_decide (WpCase *self, WpAsked shown, gboolean yes)
{
  guint n;

  if (!is_shown (self, shown, FALSE, &n))
    return FALSE;
  wp_session_answer (self->session, n, yes, NULL);
  wp_case_changed (self, WP_CASE_QUESTION);
  return TRUE;
}

gboolean
wp_case_take_password (WpCase *self, WpAsked shown, WpSecret *secret)
{
  guint n;

  if (!is_shown (self, shown, TRUE, &n))
    return FALSE;
  self->took_password = self->took_password || secret != NULL;
  if (secret != NULL)
    wp_session_answer (self->session, n, TRUE, secret);
  else
    wp_session_leave_open (self->session, n);
  wp_case_changed (self, WP_CASE_QUESTION);
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
  guint n;

  if (!is_shown (self, shown, TRUE, &n))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The password was not sent: the question has changed meanwhile. See "
                              "where the password goes now, and go on if that is right."));
      return FALSE;
    }
  return wp_session_set_sending (self->session, self->sending_username, sending, error)
         && wp_case_take_password (self, shown, secret);
}
