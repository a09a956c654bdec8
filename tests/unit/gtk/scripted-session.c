/* See scripted-session.h. */
#include "scripted-session.h"

#include <string.h>

#include "session/task-private.h"

struct _WpSession
{
  GObject parent;

  WpSession *before; /* the one that was begun before, as long as it lives */
  WpReport *report;
  gboolean is_done;
  gboolean is_cancelled;
  char *address;
  char *username;
  char *smtp_username;
  GPtrArray *servers;
  WpTask task;
  WpSessionOptions options;
};

G_DEFINE_FINAL_TYPE (WpSession, wp_session, G_TYPE_OBJECT)

static WpSession *last;
static guint count;
static char *password;
static char *sending_username, *sending_password;
static const char *failure;

static void
wp_session_finalize (GObject *object)
{
  WpSession *self = WP_SESSION (object);

  if (self->report != NULL)
    self->report->grew = NULL;
  g_clear_pointer (&self->report, wp_report_unref);
  g_free (self->address);
  g_free (self->username);
  g_free (self->smtp_username);
  g_strfreev (self->options.deny);
  g_strfreev (self->options.allow);
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  if (last == self)
    last = self->before;
  else if (last != NULL && last->before == self)
    last->before = self->before;
  G_OBJECT_CLASS (wp_session_parent_class)->finalize (object);
}

static void
wp_session_class_init (WpSessionClass *class)
{
  static const char *const two[] = { "grew", "progress" };

  G_OBJECT_CLASS (class)->finalize = wp_session_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (two); i++)
    g_signal_new (two[i], WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  G_TYPE_UINT, G_TYPE_UINT);
  g_signal_new ("question", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_UINT);
  g_signal_new ("done", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
}

static void
wp_session_init (WpSession *self)
{
  self->before = last;
  last = self;
  count++;
}

static void
on_grew (WpReport *report G_GNUC_UNUSED, WpReportKind kind, guint n, gpointer data)
{
  g_signal_emit_by_name (data, "grew", (guint) kind, n);
  if (kind == WP_REPORT_QUESTION)
    g_signal_emit_by_name (data, "question", n);
}

WpSession *
wp_session_new (const WpSessionOptions *options)
{
  WpSession *self = g_object_new (WP_TYPE_SESSION, NULL);

  self->options = *options;
  self->options.deny = g_strdupv (options->deny);
  self->options.allow = g_strdupv (options->allow);
  return self;
}

gboolean
wp_session_start (WpSession *self, const WpTask *task, GError **error)
{
  g_autoptr (WpAccount) account = NULL;
  guint protocols = 0;

  if (failure != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, failure);
      failure = NULL;
      return FALSE;
    }
  if (task->address != NULL && (account = wp_account_new (task->address, error)) == NULL)
    return FALSE;
  self->task = *task;
  self->task.address = self->address = g_strdup (task->address);
  self->task.username = self->username = g_strdup (task->username);
  self->task.smtp_username = self->smtp_username = g_strdup (task->smtp_username);
  self->task.servers = NULL;
  if (task->servers != NULL)
    self->task.servers = self->servers = g_ptr_array_ref (task->servers);
  self->report = wp_report_new (account);
  if (!wp_task_is_good (task, account, error)
      || !wp_task_add_servers (task, self->report, &protocols, error))
    return FALSE;
  self->task.known = NULL;
  self->report->grew = on_grew;
  self->report->grew_data = self;
  return TRUE;
}

static void
close_question (WpSession *self, guint n, gboolean is_declined)
{
  WpQuestion *question = self->report->questions->pdata[n];

  question->is_answered = !is_declined;
  question->is_declined = is_declined;
}

static char *
text_of (const WpSecret *secret)
{
  return g_strndup (wp_secret_peek (secret), wp_secret_length (secret));
}

gboolean
wp_session_set_sending (WpSession *self G_GNUC_UNUSED,
                        const char *username,
                        WpSecret *secret,
                        GError **error)
{
  if (failure != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, failure);
      failure = NULL;
      return FALSE;
    }
  g_free (sending_username);
  g_free (sending_password);
  sending_username = g_strdup (username);
  sending_password = secret == NULL ? NULL : text_of (secret);
  return TRUE;
}

void
wp_session_answer (WpSession *self, guint n, gboolean yes, WpSecret *secret)
{
  if (secret != NULL)
    {
      g_free (password);
      password = text_of (secret);
    }
  close_question (self, n, !yes);
}

void
wp_session_leave_open (WpSession *self, guint n)
{
  g_clear_pointer (&password, g_free);
  close_question (self, n, TRUE);
}

void
wp_session_cancel (WpSession *self)
{
  self->is_cancelled = TRUE;
}

const WpReport *
wp_session_peek_report (WpSession *self)
{
  return self->report;
}

void
wp_session_advise (WpSession *self, const WpSituation *situation)
{
  const WpAdvice advice = { 0 };

  wp_report_set_advice (self->report, situation, &advice);
}

gint64
wp_session_elapsed_ms (WpSession *self)
{
  return self->is_done ? 900 : 100;
}

gboolean
wp_session_is_lingering (WpSession *self G_GNUC_UNUSED)
{
  return FALSE;
}

char *
wp_session_database_host (const WpSessionOptions *options G_GNUC_UNUSED)
{
  return g_strdup ("database.test");
}

/* The script */

WpSession *
scripted_session (void)
{
  return last;
}

guint
scripted_count (void)
{
  return count;
}

WpReport *
scripted_report (void)
{
  return last->report;
}

void
scripted_ask (const char *static_id, const char *allow)
{
  wp_report_add_question (last->report, wp_question_new (static_id, allow));
}

WpService *
scripted_service (WpProtocol protocol, const char *host, WpWorks works)
{
  WpReport *report = last->report;
  WpSource *source = report->sources->len > 0
                         ? report->sources->pdata[0]
                         : wp_report_add_source (report,
                                                 wp_source_new (WP_SOURCE_SRV, "example.org"));
  WpEndpoint *endpoint = wp_endpoint_new (
      protocol, host, wp_protocol_default_port (protocol, WP_TLS_IMPLICIT), WP_TLS_IMPLICIT);
  WpCandidate *candidate = wp_report_add_candidate (report, endpoint, source, WP_TRUST_DNS);
  WpService *service = wp_report_add_service (report, protocol);

  service->candidate = candidate->id;
  service->works = works;
  report->ready_us = 1;
  wp_report_touch (report, WP_REPORT_SERVICE, service);
  return service;
}

void
scripted_progress (guint folders, guint all)
{
  g_signal_emit_by_name (last, "progress", folders, all);
}

void
scripted_end (int code)
{
  last->is_done = TRUE;
  last->report->exit = code;
  g_signal_emit_by_name (last, "done", code);
}

const char *
scripted_password (void)
{
  return password;
}

const char *
scripted_sending_username (void)
{
  return sending_username;
}

const char *
scripted_sending_password (void)
{
  return sending_password;
}

gboolean
scripted_was_cancelled (void)
{
  return last != NULL && last->is_cancelled;
}

const WpTask *
scripted_task (void)
{
  return &last->task;
}

const WpSessionOptions *
scripted_options (void)
{
  return &last->options;
}

void
scripted_fail_next (const char *sentence)
{
  failure = sentence;
}
