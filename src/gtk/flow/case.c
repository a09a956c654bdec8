/* See case.h. */
#include "gtk/flow/case-private.h"

#include "advise/advise.h"

G_DEFINE_FINAL_TYPE (WpCase, wp_case, G_TYPE_OBJECT)

static guint changed_signal;

void
wp_case_changed (WpCase *self, guint flags)
{
  g_signal_emit (self, changed_signal, 0, flags);
}

static void
drop_session (WpCase *self)
{
  wp_case_drop_held (self);
  self->is_reopened = FALSE;
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->is_running)
    wp_session_cancel (self->session);
  self->is_running = FALSE;
  g_clear_object (&self->session);
}

static void
wp_case_finalize (GObject *object)
{
  WpCase *self = WP_CASE (object);

  drop_session (self);
  g_strfreev (self->options.dns);
  g_strfreev (self->options.allow);
  g_strfreev (self->options.deny);
  g_free (self->ca_file);
  g_free (self->database_url);
  g_free (self->lang);
  g_free (self->address);
  g_free (self->username);
  g_free (self->sending_username);
  g_free (self->problem);
  g_hash_table_unref (self->denied);
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_ptr_array_unref (self->written);
  G_OBJECT_CLASS (wp_case_parent_class)->finalize (object);
}

static void
wp_case_class_init (WpCaseClass *class)
{
  G_OBJECT_CLASS (class)->finalize = wp_case_finalize;
  changed_signal = g_signal_new ("changed", WP_TYPE_CASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wp_case_init (WpCase *self)
{
  self->denied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_written_file_free);
  self->choice = WP_ADVICE_UNCLEAR;
  wp_situation_init (&self->told);
}

/* Everything that can be measured is measured again: it is cheap, and the report may be new. */
static void
think_again (WpCase *self)
{
  self->situation = self->told;
  if (self->session != NULL)
    wp_advise_measure (wp_session_peek_report (self->session), &self->situation);
  wp_advise (&self->situation, &self->advice);
  self->chosen = self->advice;
  if (self->choice != WP_ADVICE_UNCLEAR && self->choice != self->advice.outcome
      && !wp_advise_instead (&self->situation, self->choice, &self->chosen))
    self->choice = WP_ADVICE_UNCLEAR;
}

WpCase *
wp_case_new (WpWizardTask task, const WpSessionOptions *options)
{
  WpCase *self = g_object_new (WP_TYPE_CASE, NULL);

  self->task = task;
  self->options = *options;
  self->options.dns = g_strdupv (options->dns);
  self->options.allow = g_strdupv (options->allow);
  self->options.deny = g_strdupv (options->deny);
  self->options.ca_file = self->ca_file = g_strdup (options->ca_file);
  self->options.database_url = self->database_url = g_strdup (options->database_url);
  self->options.lang = self->lang = g_strdup (options->lang);
  for (char **source = options->deny; source != NULL && *source != NULL; source++)
    g_hash_table_add (self->denied, g_strdup (*source));
  think_again (self);
  return self;
}

WpWizardTask
wp_case_task (WpCase *self)
{
  return self->task;
}

/* Input */

void
wp_case_set_address (WpCase *self, const char *address)
{
  g_autofree char *clean = g_strstrip (g_strdup (address == NULL ? "" : address));

  if (g_strcmp0 (self->address, clean) == 0)
    return;
  g_free (self->address);
  self->address = g_steal_pointer (&clean);
  self->took_password = FALSE;
  wp_case_changed (self, WP_CASE_INPUT);
}

const char *
wp_case_address (WpCase *self)
{
  return self->address == NULL ? "" : self->address;
}

const char *
wp_case_address_problem (WpCase *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpAccount) account = wp_account_new (wp_case_address (self), &error);

  g_clear_pointer (&self->problem, g_free);
  if (account == NULL)
    self->problem = g_strdup (error->message);
  return self->problem;
}

/* Nothing typed is NULL. */
static void
keep (WpCase *self, char **place, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  wp_case_changed (self, WP_CASE_INPUT);
}

void
wp_case_set_username (WpCase *self, const char *username)
{
  keep (self, &self->username, username);
}

const char *
wp_case_username (WpCase *self)
{
  return self->username;
}

void
wp_case_set_sending (WpCase *self, gboolean is_separate)
{
  if (self->sends_separately == is_separate)
    return;
  self->sends_separately = is_separate;
  if (!is_separate)
    g_clear_pointer (&self->sending_username, g_free);
  wp_case_changed (self, WP_CASE_INPUT);
}

gboolean
wp_case_sends_separately (WpCase *self)
{
  return self->sends_separately;
}

void
wp_case_set_sending_username (WpCase *self, const char *username)
{
  keep (self, &self->sending_username, username);
}

const char *
wp_case_sending_username (WpCase *self)
{
  return self->sending_username;
}

void
wp_case_deny (WpCase *self, const char *source, gboolean is_denied)
{
  if (is_denied == wp_case_denies (self, source))
    return;
  if (is_denied)
    g_hash_table_add (self->denied, g_strdup (source));
  else
    g_hash_table_remove (self->denied, source);
  wp_case_changed (self, WP_CASE_INPUT);
}

gboolean
wp_case_denies (WpCase *self, const char *source)
{
  return g_hash_table_contains (self->denied, source);
}

gboolean
wp_case_denies_as (WpCase *self, WpCase *other)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, other->denied);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    if (!wp_case_denies (self, source))
      return FALSE;
  return g_hash_table_size (self->denied) == g_hash_table_size (other->denied);
}

char *
wp_case_database_host (WpCase *self)
{
  return wp_session_database_host (&self->options);
}

void
wp_case_deny_as (WpCase *self, WpCase *other)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_remove_all (self->denied);
  g_hash_table_iter_init (&iter, other->denied);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    g_hash_table_add (self->denied, g_strdup (source));
  wp_case_changed (self, WP_CASE_INPUT);
}

void
wp_case_set_servers (WpCase *self, const GPtrArray *endpoints)
{
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  if (endpoints != NULL && endpoints->len > 0)
    {
      self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
      for (guint i = 0; i < endpoints->len; i++)
        g_ptr_array_add (self->servers, wp_endpoint_dup (endpoints->pdata[i]));
    }
  wp_case_changed (self, WP_CASE_INPUT);
}

const GPtrArray *
wp_case_servers (WpCase *self)
{
  return self->servers;
}

/* The run */

static void
on_grew (WpSession *session G_GNUC_UNUSED, guint kind, guint n G_GNUC_UNUSED, gpointer data)
{
  WpCase *self = data;

  wp_case_changed (self,
                   kind == WP_REPORT_QUESTION ? WP_CASE_REPORT | WP_CASE_QUESTION : WP_CASE_REPORT);
}

static void
on_question (WpSession *session G_GNUC_UNUSED, guint n G_GNUC_UNUSED, gpointer data)
{
  wp_case_hand_over (data);
}

static void
on_progress (WpSession *session G_GNUC_UNUSED, guint folders, guint all, gpointer data)
{
  WpCase *self = data;

  self->folders = folders;
  self->all_folders = all;
  wp_case_changed (self, WP_CASE_REPORT);
}

static void
on_done (WpSession *session G_GNUC_UNUSED, int code G_GNUC_UNUSED, gpointer data)
{
  WpCase *self = data;

  self->is_running = FALSE;
  wp_case_drop_held (self);
  think_again (self);
  wp_case_changed (self, WP_CASE_REPORT | WP_CASE_QUESTION | WP_CASE_RUN | WP_CASE_ADVICE);
}

/* What shows the earlier run is not left without one because a name cannot be one. */
gboolean
wp_case_start (WpCase *self, GError **error)
{
  g_autofree const char **denied = NULL;
  g_autoptr (WpSession) session = NULL;
  WpSessionOptions options = self->options;
  WpTask task = {
    .kind = self->task == WP_WIZARD_DESK ? WP_TASK_CHECK : WP_TASK_ADVISE,
    .address = *wp_case_address (self) == '\0' ? NULL : wp_case_address (self),
    .servers = self->servers,
    .known = wp_case_report (self),
    .username = self->username,
    .smtp_username = self->sending_username,
  };

  denied = (const char **) g_hash_table_get_keys_as_array (self->denied, NULL);
  options.deny = (char **) denied;
  session = wp_session_new (&options);
  if (!wp_session_start (session, &task, error))
    return FALSE;
  drop_session (self);
  self->folders = self->all_folders = 0;
  self->is_running = TRUE;
  self->run++;
  self->session = g_steal_pointer (&session);
  g_signal_connect (self->session, "grew", G_CALLBACK (on_grew), self);
  g_signal_connect (self->session, "question", G_CALLBACK (on_question), self);
  g_signal_connect (self->session, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect (self->session, "done", G_CALLBACK (on_done), self);
  think_again (self);
  wp_case_changed (self, WP_CASE_REPORT | WP_CASE_QUESTION | WP_CASE_RUN | WP_CASE_ADVICE);
  return TRUE;
}

void
wp_case_cancel (WpCase *self)
{
  wp_case_drop_held (self);
  if (self->is_running)
    wp_session_cancel (self->session);
}

gboolean
wp_case_is_running (WpCase *self)
{
  return self->is_running;
}

gboolean
wp_case_is_over (WpCase *self)
{
  return self->session != NULL && !self->is_running;
}

gboolean
wp_case_was_stopped (WpCase *self)
{
  return wp_case_is_over (self) && wp_case_report (self)->exit == WP_EXIT_INTERRUPTED;
}

const WpReport *
wp_case_report (WpCase *self)
{
  return self->session == NULL ? NULL : wp_session_peek_report (self->session);
}

gint64
wp_case_elapsed_ms (WpCase *self)
{
  return self->session == NULL ? 0 : wp_session_elapsed_ms (self->session);
}

gboolean
wp_case_counts_folders (WpCase *self, guint *folders, guint *all)
{
  *folders = self->folders;
  *all = self->all_folders;
  return self->is_running && self->folders > 0;
}

/* Advice */

const WpSituation *
wp_case_situation (WpCase *self)
{
  return &self->situation;
}

void
wp_case_tell (WpCase *self, WpFact fact, gint32 value)
{
  wp_situation_set (&self->told, fact, value, WP_ORIGIN_GIVEN);
  think_again (self);
  wp_case_changed (self, WP_CASE_ADVICE);
}

gboolean
wp_case_was_told (WpCase *self, WpFact fact)
{
  return self->told.origins[fact] == WP_ORIGIN_GIVEN;
}

const WpAdvice *
wp_case_advice (WpCase *self)
{
  return &self->advice;
}

void
wp_case_choose (WpCase *self, WpAdviceOutcome outcome)
{
  self->choice = outcome;
  think_again (self);
  wp_case_changed (self, WP_CASE_ADVICE);
}

WpAdviceOutcome
wp_case_choice (WpCase *self)
{
  return self->choice;
}

const WpAdvice *
wp_case_chosen (WpCase *self)
{
  return &self->chosen;
}
