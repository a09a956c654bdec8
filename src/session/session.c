/* See session.h. A run is: discovery and the loading of the authorities side by side; the check
 * from the moment the settings are known; diagnosis when everything has ended. */
#include "session/session-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "diagnose/diagnose.h"
#include "discover/discover.h"
#include "net/conn.h"
#include "policy/budget.h"
#include "model/keys.h"
#include "session/advice.h"
#include "session/found.h"
#include "session/task-private.h"

#define DEADLINE_S 60
#define PATIENCE_US (2 * G_USEC_PER_SEC) /* as long as late answers are collected */

G_DEFINE_FINAL_TYPE (WpSession, wp_session, G_TYPE_OBJECT)

enum
{
  GREW,
  QUESTION,
  PROGRESS,
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop_everything (WpSession *self)
{
  g_clear_pointer (&self->deadline, wp_timer_remove);
  g_clear_pointer (&self->finish_timer, wp_timer_remove);
  g_clear_pointer (&self->patience, wp_timer_remove);
  g_clear_pointer (&self->search, wp_timer_remove);
  g_clear_pointer (&self->discovery, wp_discovery_free);
  g_clear_pointer (&self->check, wp_check_free);
  g_clear_pointer (&self->fetcher, wp_fetcher_free);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
wp_session_finalize (GObject *object)
{
  WpSession *self = WP_SESSION (object);

  drop_everything (self);
  if (self->report != NULL)
    self->report->grew = NULL;
  g_clear_pointer (&self->report, wp_report_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->purses); i++)
    wp_purse_clear (&self->purses[i]);
  g_clear_pointer (&self->tls_context, SSL_CTX_free);
  g_clear_pointer (&self->store, wp_trust_store_unref);
  g_clear_pointer (&self->crowd, wp_crowd_unref);
  g_clear_pointer (&self->resolver, wp_resolver_unref);
  g_clear_pointer (&self->loop, wp_loop_unref);
  g_clear_pointer (&self->decisions, wp_decisions_free);
  g_clear_pointer (&self->notes, wp_notes_free);
  g_free (self->database_url);
  g_free (self->lang);
  g_strfreev (self->options.dns);
  g_strfreev (self->options.allow);
  g_strfreev (self->options.deny);
  g_free (self->ca_file);
  g_free (self->username);
  g_free (self->smtp_username);
  g_free (self->sender);
  g_free (self->mechanism);
  G_OBJECT_CLASS (wp_session_parent_class)->finalize (object);
}

static void
wp_session_class_init (WpSessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_session_finalize;
  signals[GREW] = g_signal_new ("grew", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[QUESTION] = g_signal_new ("question", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PROGRESS] = g_signal_new ("progress", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[DONE] = g_signal_new ("done", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
wp_session_init (WpSession *self)
{
  self->loop = wp_loop_new (g_main_context_get_thread_default ());
}

char *
wp_session_database_host (const WpSessionOptions *options)
{
  const char *url = options->database_url != NULL ? options->database_url : WP_DATABASE_URL;
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : url);
}

WpSession *
wp_session_new (const WpSessionOptions *options)
{
  WpSession *self = g_object_new (WP_TYPE_SESSION, NULL);

  self->options = *options;
  self->options.dns = g_strdupv (options->dns);
  self->options.allow = g_strdupv (options->allow);
  self->options.deny = g_strdupv (options->deny);
  self->ca_file = g_strdup (options->ca_file);
  self->database_url = g_strdup (options->database_url);
  self->lang = g_strdup (options->lang);
  self->decisions = wp_decisions_new ();
  return self;
}

static void
on_grew (WpReport *report G_GNUC_UNUSED, WpReportKind kind, guint n, gpointer data)
{
  WpSession *self = data;

  g_signal_emit (self, signals[GREW], 0, (guint) kind, n);
  if (kind != WP_REPORT_QUESTION)
    return;
  wp_session_stop_deadline (self);
  g_signal_emit (self, signals[QUESTION], 0, n);
}

/* Before a login goes out and after it ended: who is killed in between is remembered, too. */
static void
on_attempt (WpCheck *check G_GNUC_UNUSED, gpointer data)
{
  WpSession *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->purses); i++)
    wp_purse_keep (&self->purses[i]);
}

static void
add_findings (WpSession *self)
{
  WpReport *report = self->report;
  g_autoptr (GPtrArray) findings = wp_diagnose (report);

  for (guint i = 0; i < report->services->len; i++)
    {
      WpService *service = report->services->pdata[i];

      service->why = wp_diagnose_why (report, findings, service);
    }
  g_ptr_array_set_free_func (findings, NULL);
  for (guint i = 0; i < findings->len; i++)
    wp_report_add_finding (report, findings->pdata[i]);
}

/* It can be told from what the sources said, which a saved report no longer has in full. */
static void
keep_preference (WpReport *report)
{
  const char *prefers = wp_advise_prefers (report);

  if (prefers == NULL)
    return;
  wp_fields_set_text (report->facts, WP_KEY_PREFERS, prefers);
  wp_report_touch (report, WP_REPORT_FACT, report->facts);
}

static void
finish (gpointer data)
{
  g_autoptr (WpSession) self = g_object_ref (data);
  WpReport *report = self->report;

  self->finish_timer = NULL;
  self->is_done = TRUE;
  if (self->discovery != NULL)
    wp_discovery_give_up (self->discovery);
  drop_everything (self);
  report->ended_us = wp_loop_now_us (self->loop);
  add_findings (self);
  keep_preference (report);
  report->exit = wp_diagnose_exit (report, self->options.is_strict);
  if (self->kind == WP_TASK_FIND && !self->is_late && !self->options.is_strict)
    report->exit = wp_found_exit (report, report->exit);
  if (self->is_late && (report->exit == WP_EXIT_OK || report->exit == WP_EXIT_NO_SETTINGS))
    report->exit = WP_EXIT_CANNOT_TELL;
  if (self->is_cancelled)
    report->exit = WP_EXIT_INTERRUPTED;
  g_signal_emit (self, signals[DONE], 0, report->exit);
}

static void
finish_soon (WpSession *self)
{
  if (self->finish_timer == NULL && !self->is_done)
    self->finish_timer = wp_loop_at (self->loop, wp_loop_now_us (self->loop), finish, self);
}

/* Who only wants to hear what the sources say waits for dead servers only where nothing but a guess
 * names them. */
static gboolean
is_patient (const WpSession *self)
{
  return self->kind != WP_TASK_FIND
         || wp_loop_now_us (self->loop) < self->report->ready_us + PATIENCE_US
         || wp_found_rests_on_guess (self->report);
}

static void on_patience_over (gpointer data);

static gboolean
logs_in (WpTaskKind kind)
{
  return kind == WP_TASK_CHECK || kind == WP_TASK_ADVISE;
}

/* A check ends with its last login; who wants to hear every source waits for the sources, too. */
static void
end_if_over (WpSession *self)
{
  gint64 until_us = self->report->ready_us + PATIENCE_US;

  if (!logs_in (self->kind) && !self->has_heard)
    return;
  if (self->has_checked || !is_patient (self))
    finish_soon (self);
  else if (self->kind == WP_TASK_FIND && self->patience == NULL
           && wp_loop_now_us (self->loop) < until_us)
    self->patience = wp_loop_at (self->loop, until_us, on_patience_over, self);
}

static void
on_patience_over (gpointer data)
{
  WpSession *self = data;

  self->patience = NULL;
  end_if_over (self);
}

static void
on_check_done (WpCheck *check G_GNUC_UNUSED, gpointer data)
{
  WpSession *self = data;

  self->has_checked = TRUE;
  end_if_over (self);
}

static void
on_progress (WpCheck *check G_GNUC_UNUSED, guint folders, guint all, gpointer data)
{
  g_signal_emit (data, signals[PROGRESS], 0, folders, all);
}

static void
on_greeted (WpCheck *check G_GNUC_UNUSED, const WpEndpoint *endpoint, gpointer data)
{
  WpSession *self = data;

  if (self->discovery != NULL && self->report->ready_us == 0)
    wp_discovery_greeted (self->discovery, endpoint);
}

static void
on_likely (WpDiscovery *discovery G_GNUC_UNUSED, const WpEndpoint *endpoint, gpointer data)
{
  WpSession *self = data;

  wp_check_look_ahead (self->check, endpoint);
}

static void
start_check (WpSession *self)
{
  if (self->report->ready_us != 0)
    return;
  self->report->ready_us = wp_loop_now_us (self->loop);
  wp_check_start (self->check, self->protocols);
}

static void
on_ready (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  start_check (data);
}

static void
on_wants_address (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  WpSession *self = data;

  wp_report_add_question (self->report, wp_task_address_question (self->report->account));
}

static void
on_discovered (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  WpSession *self = data;

  self->has_heard = TRUE;
  wp_check_no_more (self->check);
  if (self->report->candidates->len > 0)
    start_check (self);
  else
    self->has_checked = TRUE;
  end_if_over (self);
}

static void
on_store_loaded (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpSession *self = data;
  X509_STORE *store;

  /* Cancelled: the session may be gone. The file was read before, so nothing else can fail. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)))
      || !wp_trust_store_load_finish (self->store, result, NULL))
    return;
  store = wp_trust_store_get (self->store, NULL);
  self->tls_context = wp_tls_context_new (store);
  wp_check_set_tls_context (self->check, self->tls_context);
}

void
wp_session_deadline_over (gpointer data)
{
  WpSession *self = data;

  self->deadline = NULL;
  self->is_late = TRUE;
  wp_check_cancel (self->check);
  finish_soon (self);
}

static gboolean
open_network (WpSession *self, GError **error)
{
  WpResolverOptions resolver = {
    .servers = self->options.dns,
    .trust_ad = self->options.trust_ad,
    .no_ipv4 = self->options.no_ipv4,
    .no_ipv6 = self->options.no_ipv6,
  };
  g_autoptr (GError) problem = NULL;

  self->resolver = wp_resolver_new (self->loop, &resolver, &problem);
  if (self->resolver == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, problem->message);
      return FALSE;
    }
  self->store = wp_trust_store_new (self->ca_file);
  /* A file that cannot be read must be known now, as an error of the command line. */
  if (self->ca_file != NULL && wp_trust_store_get (self->store, error) == NULL)
    return FALSE;
  self->crowd = wp_crowd_new ();
  self->fetcher = wp_fetcher_new (self->loop, self->resolver, self->store, self->crowd);
  return TRUE;
}

/* Before any lookup: a person who mistyped should not have to wait for it. */
static void
look_into_notes (WpSession *self)
{
  gsize count;
  const char *bytes = wp_notes_builtin (&count);

  self->notes = wp_notes_read (bytes, count, NULL);
  if (self->notes != NULL)
    self->report->typo = wp_notes_typo (self->notes, self->report->account->domain_ascii);
}

static void
on_search (gpointer data)
{
  WpSession *self = data;
  const WpDiscoverCallbacks callbacks = {
    .likely = on_likely,
    .ready = on_ready,
    /* Who publishes is told that the address is wanted, and need not give one. */
    .wants_address = self->kind == WP_TASK_LINT ? NULL : on_wants_address,
    .done = on_discovered,
  };
  WpDiscoverContext context = {
    .loop = self->loop,
    .resolver = self->resolver,
    .fetcher = self->fetcher,
    .decisions = self->decisions,
    .notes = self->notes,
    .database_url = self->database_url,
    .is_thorough = self->kind == WP_TASK_LINT,
    .lang = self->lang,
  };

  self->search = NULL;
  self->discovery = wp_discovery_new (&context, self->report, &callbacks, self);
}

static void
begin (WpSession *self, const WpTask *task)
{
  static const WpCheckCallbacks check_callbacks = {
    .attempt = on_attempt, .greeted = on_greeted, .progress = on_progress, .done = on_check_done
  };
  WpCheckOptions options = {
    .loop = self->loop,
    .resolver = self->resolver,
    .crowd = self->crowd,
    .decisions = self->decisions,
    .budget = self->purses[0].budget,
    .smtp_budget = self->purses[self->purses[1].budget != NULL ? 1 : 0].budget,
    .is_look_only = self->report->is_look_only,
    .asks_nobody = !logs_in (self->kind),
    .looks_at_all = self->kind == WP_TASK_LINT,
    .username = self->username,
    .smtp_username = self->smtp_username,
    .mechanism = self->mechanism,
    .sender = self->sender,
    .measures = self->kind == WP_TASK_ADVISE,
  };
  guint deadline_s = self->options.deadline_s != 0 ? self->options.deadline_s : DEADLINE_S;

  self->check = wp_check_new (&options, self->report, &check_callbacks, self);
  wp_check_set_secret (self->check, task->secret, task->smtp_secret);
  self->loading = g_cancellable_new ();
  wp_trust_store_load_async (self->store, self->loading, on_store_loaded, self);
  self->deadline_us = wp_loop_now_us (self->loop) + deadline_s * G_USEC_PER_SEC;
  self->deadline = wp_loop_at (self->loop, self->deadline_us, wp_session_deadline_over, self);
  if (self->protocols != 0)
    {
      self->has_heard = TRUE;
      start_check (self);
    }
  else
    {
      wp_fetcher_warm_up (self->fetcher);
      look_into_notes (self);
      self->search = wp_loop_after_ms (self->loop, 0, on_search, self);
    }
}

gboolean
wp_session_start (WpSession *self, const WpTask *task, GError **error)
{
  g_autoptr (WpAccount) account = NULL;
  gboolean has_servers = task->servers != NULL && task->servers->len > 0;

  g_return_val_if_fail (self->report == NULL, FALSE);
  if (task->address != NULL || !has_servers)
    {
      account = wp_account_new (task->address, error);
      if (account == NULL)
        return FALSE;
    }
  if (!wp_task_is_good (task, account, error))
    return FALSE;
  self->report = wp_report_new (account);
  if (!wp_task_take_decisions (&self->options, self->decisions, self->report, error))
    return FALSE;
  self->username = g_strdup (task->username);
  self->smtp_username = g_strdup (task->smtp_username);
  self->mechanism = task->mechanism == NULL ? NULL : g_ascii_strup (task->mechanism, -1);
  self->sender = wp_task_sender (task, account);
  self->report->started_us = wp_loop_now_us (self->loop);
  self->report->started_unix = g_get_real_time ();
  self->kind = task->kind;
  self->report->is_look_only = task->is_look_only || !logs_in (task->kind);
  if (!wp_task_add_servers (task, self->report, &self->protocols, error)
      || !open_network (self, error))
    return FALSE;
  wp_rank (self->report);
  self->report->grew = on_grew;
  self->report->grew_data = self;
  wp_purses_open (self->purses, task, self->report->account, self->loop);
  if (wp_decisions_has (self->decisions, "second-login"))
    wp_session_grant_one (self);
  self->report->logins_budget = WP_BUDGET_REFUSALS;
  begin (self, task);
  return TRUE;
}

void
wp_session_cancel (WpSession *self)
{
  if (self->is_done || self->is_cancelled)
    return;
  self->is_cancelled = TRUE;
  wp_check_cancel (self->check);
  finish_soon (self);
}

void
wp_session_advise (WpSession *self, const WpSituation *situation)
{
  g_return_if_fail (self->is_done);
  wp_report_advise (self->report, situation, self->options.is_strict);
}

const WpReport *
wp_session_peek_report (WpSession *self)
{
  return self->report;
}

gint64
wp_session_elapsed_ms (WpSession *self)
{
  const WpReport *report = self->report;
  gint64 until_us = self->is_done ? report->ended_us : wp_loop_now_us (self->loop);

  return (until_us - report->started_us) / 1000;
}

gboolean
wp_session_is_lingering (WpSession *self)
{
  return wp_conn_pending_quits (self->loop) > 0;
}
