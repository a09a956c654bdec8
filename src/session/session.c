/* See session.h. A run is: discovery and the loading of the authorities side by side; the check
 * from the moment the settings are known; diagnosis when everything has ended. */
#include "session/session.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "check/check.h"
#include "diagnose/diagnose.h"
#include "discover/discover.h"
#include "net/conn.h"
#include "net/fetch.h"
#include "net/trust-store.h"
#include "policy/budget.h"
#include "policy/decisions.h"
#include "session/purse.h"
#include "session/task-private.h"

#define DEADLINE_S 60

struct _WpSession
{
  GObject parent;

  WpSessionOptions options; /* its texts are owned below */
  char *ca_file;
  WpDecisions *decisions;

  WpLoop *loop;
  WpResolver *resolver;
  WpTrustStore *store;
  WpFetcher *fetcher;
  SSL_CTX *tls_context;
  GCancellable *loading;
  WpDiscovery *discovery;
  WpCheck *check;
  WpPurse purses[2]; /* of the account; of the one that sends, where it is another */
  WpReport *report;
  WpTimer *deadline; /* NULL: over, or a person is being waited for */
  gint64 deadline_us;
  gint64 left_us; /* of the deadline, while it stands still */
  guint n_open;   /* questions that a person is being asked */
  WpTimer *finish_timer;
  guint protocols; /* asked for by name */
  char *username, *smtp_username, *sender, *mechanism;
  gboolean is_cancelled;
  gboolean is_late;
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (WpSession, wp_session, G_TYPE_OBJECT)

enum
{
  GREW,
  QUESTION,
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop_everything (WpSession *self)
{
  g_clear_pointer (&self->deadline, wp_timer_remove);
  g_clear_pointer (&self->finish_timer, wp_timer_remove);
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
  g_clear_pointer (&self->resolver, wp_resolver_unref);
  g_clear_pointer (&self->loop, wp_loop_unref);
  g_clear_pointer (&self->decisions, wp_decisions_free);
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
  signals[DONE] = g_signal_new ("done", WP_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
wp_session_init (WpSession *self)
{
  self->loop = wp_loop_new (g_main_context_get_thread_default ());
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
  self->decisions = wp_decisions_new ();
  return self;
}

static void on_deadline (gpointer data);

/* Who reads a question and types a password is not hurried. */
static void
stop_deadline (WpSession *self)
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
  self->deadline = wp_loop_at (self->loop, self->deadline_us, on_deadline, self);
}

static void
on_grew (WpReport *report G_GNUC_UNUSED, WpReportKind kind, guint n, gpointer data)
{
  WpSession *self = data;

  g_signal_emit (self, signals[GREW], 0, (guint) kind, n);
  if (kind != WP_REPORT_QUESTION)
    return;
  stop_deadline (self);
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
  report->exit = wp_diagnose_exit (report, self->options.is_strict);
  if (self->is_late && (report->exit == 0 || report->exit == 2))
    report->exit = 3;
  if (self->is_cancelled)
    report->exit = 130;
  g_signal_emit (self, signals[DONE], 0, report->exit);
}

static void
finish_soon (WpSession *self)
{
  if (self->finish_timer == NULL && !self->is_done)
    self->finish_timer = wp_loop_at (self->loop, wp_loop_now_us (self->loop), finish, self);
}

static void
on_check_done (WpCheck *check G_GNUC_UNUSED, gpointer data)
{
  finish_soon (data);
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
on_discovered (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  WpSession *self = data;

  if (self->report->candidates->len > 0)
    start_check (self);
  else
    finish_soon (self);
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

static void
on_deadline (gpointer data)
{
  WpSession *self = data;

  self->deadline = NULL;
  self->is_late = TRUE;
  wp_check_cancel (self->check);
  finish_soon (self);
}

static gboolean
take_decisions (WpSession *self, GError **error)
{
  for (char **value = self->options.allow; value != NULL && *value != NULL; value++)
    {
      if (!wp_decisions_allow (self->decisions, *value, error))
        return FALSE;
      g_ptr_array_add (self->report->decisions, g_strdup (*value));
    }
  for (char **value = self->options.deny; value != NULL && *value != NULL; value++)
    if (!wp_decisions_deny (self->decisions, *value, error))
      return FALSE;
  return TRUE;
}

static void
add_given (WpReport *report, const WpEndpoint *given, WpSource *source)
{
  static const WpTlsMode both[] = { WP_TLS_IMPLICIT, WP_TLS_STARTTLS };

  if (given->port != 0)
    {
      wp_report_add_candidate (report, wp_endpoint_dup (given), source, source->trust);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      WpEndpoint *endpoint = wp_endpoint_dup (given);

      endpoint->tls = both[i];
      endpoint->port = wp_protocol_default_port (endpoint->protocol, both[i]);
      wp_report_add_candidate (report, endpoint, source, source->trust);
    }
}

static gboolean
take_servers (WpSession *self, const GPtrArray *servers, GError **error)
{
  WpSource *source;

  if (servers == NULL || servers->len == 0)
    return TRUE;
  source = wp_report_add_source (self->report, wp_source_new (WP_SOURCE_GIVEN, "command line"));
  source->trust = wp_trust_derive (&source->provenance);
  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *given = servers->pdata[i];

      if (!wp_domain_is_host (given->host))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is not the name of a server. Type it like imap.example.org."),
                       given->host);
          return FALSE;
        }
      add_given (self->report, given, source);
      self->protocols |= 1u << given->protocol;
    }
  source->status = WP_SOURCE_STATUS_FOUND;
  wp_rank (self->report);
  return TRUE;
}

/* Sending has a budget of its own only where it has another account: another name. */
static void
open_purses (WpSession *self, const WpTask *task)
{
  const WpAccount *account = self->report->account;
  const char *who = task->username != NULL ? task->username
                    : account != NULL      ? account->address
                                           : "";
  WpPurse *other = &self->purses[1];

  wp_purse_open (&self->purses[0], who, account, self->loop);
  if (task->smtp_username == NULL)
    return;
  wp_purse_open (other, task->smtp_username, account, self->loop);
  if (g_str_equal (other->key, self->purses[0].key))
    wp_purse_clear (other);
}

static void
grant_one (WpSession *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->purses); i++)
    if (self->purses[i].budget != NULL)
      wp_budget_grant_one (self->purses[i].budget);
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
  self->fetcher = wp_fetcher_new (self->loop, self->resolver, self->store);
  return TRUE;
}

static void
begin (WpSession *self, const WpTask *task)
{
  static const WpCheckCallbacks check_callbacks = { .attempt = on_attempt, .done = on_check_done };
  static const WpDiscoverCallbacks discover_callbacks = { .likely = on_likely,
                                                          .ready = on_ready,
                                                          .done = on_discovered };
  WpCheckOptions options = {
    .loop = self->loop,
    .resolver = self->resolver,
    .decisions = self->decisions,
    .budget = self->purses[0].budget,
    .smtp_budget = self->purses[self->purses[1].budget != NULL ? 1 : 0].budget,
    .is_look_only = task->is_look_only,
    .username = self->username,
    .smtp_username = self->smtp_username,
    .mechanism = self->mechanism,
    .sender = self->sender,
  };
  WpDiscoverContext discover = {
    .loop = self->loop,
    .resolver = self->resolver,
    .fetcher = self->fetcher,
    .decisions = self->decisions,
  };
  guint deadline_s = self->options.deadline_s != 0 ? self->options.deadline_s : DEADLINE_S;

  self->check = wp_check_new (&options, self->report, &check_callbacks, self);
  wp_check_set_secret (self->check, task->secret, task->smtp_secret);
  self->loading = g_cancellable_new ();
  wp_trust_store_load_async (self->store, self->loading, on_store_loaded, self);
  self->deadline_us = wp_loop_now_us (self->loop) + deadline_s * G_USEC_PER_SEC;
  self->deadline = wp_loop_at (self->loop, self->deadline_us, on_deadline, self);
  if (self->protocols != 0)
    start_check (self);
  else
    self->discovery = wp_discovery_new (&discover, self->report, &discover_callbacks, self);
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
  if (!take_decisions (self, error))
    return FALSE;
  self->username = g_strdup (task->username);
  self->smtp_username = g_strdup (task->smtp_username);
  self->mechanism = task->mechanism == NULL ? NULL : g_ascii_strup (task->mechanism, -1);
  self->sender = wp_task_sender (task, account);
  self->report->started_us = wp_loop_now_us (self->loop);
  self->report->started_unix = g_get_real_time ();
  self->report->is_look_only = task->is_look_only;
  if (!take_servers (self, task->servers, error) || !open_network (self, error))
    return FALSE;
  self->report->grew = on_grew;
  self->report->grew_data = self;
  open_purses (self, task);
  if (wp_decisions_has (self->decisions, "second-login"))
    grant_one (self);
  self->report->logins_budget = WP_BUDGET_REFUSALS;
  begin (self, task);
  return TRUE;
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
  if (!yes)
    {
      wp_check_declined (self->check, question);
      return;
    }
  if (g_str_equal (question->id, "password"))
    wp_check_answer_secret (self->check, secret);
  else if (wp_decisions_allow (self->decisions, question->allow, NULL))
    g_ptr_array_add (self->report->decisions, g_strdup (question->allow));
  if (g_str_equal (question->id, "second-login"))
    grant_one (self);
  wp_check_decided (self->check);
}

void
wp_session_leave_open (WpSession *self, guint n)
{
  WpQuestion *question = self->report->questions->pdata[n];

  if (self->is_done || question->is_answered || question->is_declined)
    return;
  question->is_declined = TRUE;
  go_on_with_deadline (self);
  wp_check_declined (self->check, question);
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

const WpReport *
wp_session_peek_report (WpSession *self)
{
  return self->report;
}

gboolean
wp_session_is_lingering (WpSession *self)
{
  return wp_conn_pending_quits (self->loop) > 0;
}
