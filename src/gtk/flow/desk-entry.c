/* See entry.h. */
#include "gtk/flow/desk-entry.h"

#include "gtk/flow/desk-data.h"
#include "gtk/flow/found.h"

struct _WpDeskEntry
{
  GObject parent;

  WpCase *wp_case;  /* NULL: a file */
  WpReport *report; /* of a file; NULL: a run */
  GPtrArray *given; /* of WpEndpoint, by the person; NULL: none */
};

G_DEFINE_FINAL_TYPE (WpDeskEntry, wp_desk_entry, G_TYPE_OBJECT)

static guint changed_signal;

static void
drop_case (WpDeskEntry *self)
{
  if (self->wp_case == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->wp_case, self);
  wp_case_cancel (self->wp_case);
  g_clear_object (&self->wp_case);
}

static void
wp_desk_entry_dispose (GObject *object)
{
  WpDeskEntry *self = WP_DESK_ENTRY (object);

  drop_case (self);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->report, wp_report_unref);
  G_OBJECT_CLASS (wp_desk_entry_parent_class)->dispose (object);
}

static void
wp_desk_entry_class_init (WpDeskEntryClass *class)
{
  G_OBJECT_CLASS (class)->dispose = wp_desk_entry_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wp_desk_entry_init (WpDeskEntry *self G_GNUC_UNUSED)
{
}

static void
on_changed (WpCase *wp_case G_GNUC_UNUSED, guint flags, gpointer data)
{
  g_signal_emit (data, changed_signal, 0, flags);
}

static void
take_case (WpDeskEntry *self, WpCase *wp_case)
{
  self->wp_case = g_object_ref (wp_case);
  g_signal_connect (wp_case, "changed", G_CALLBACK (on_changed), self);
}

static GPtrArray *
dup_servers (const GPtrArray *servers)
{
  GPtrArray *copy;

  if (servers == NULL)
    return NULL;
  copy = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  for (guint i = 0; i < servers->len; i++)
    g_ptr_array_add (copy, wp_endpoint_dup (servers->pdata[i]));
  return copy;
}

WpDeskEntry *
wp_desk_entry_new_run (WpCase *wp_case)
{
  WpDeskEntry *self = g_object_new (WP_TYPE_DESK_ENTRY, NULL);

  take_case (self, wp_case);
  self->given = dup_servers (wp_case_servers (wp_case));
  return self;
}

const GPtrArray *
wp_desk_entry_given (WpDeskEntry *self)
{
  return self->given;
}

static gboolean
are_same_servers (const GPtrArray *one, const GPtrArray *other)
{
  guint count = one == NULL ? 0 : one->len;

  if (count != (other == NULL ? 0 : other->len))
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!wp_endpoint_equal (one->pdata[i], other->pdata[i]))
      return FALSE;
  return TRUE;
}

/* However the domain was typed. */
static gboolean
are_same_addresses (const char *one, const char *other)
{
  g_autoptr (WpAccount) account = wp_account_new (one, NULL);
  g_autoptr (WpAccount) another = wp_account_new (other, NULL);

  return account == NULL || another == NULL
             ? g_str_equal (one, other)
             : g_str_equal (account->local_part, another->local_part)
                   && g_str_equal (account->domain_ascii, another->domain_ascii);
}

gboolean
wp_desk_entry_is_same (WpDeskEntry *self, WpCase *wanted)
{
  return wp_desk_entry_is_running (self)
         && are_same_addresses (wp_case_address (self->wp_case), wp_case_address (wanted))
         && are_same_servers (self->given, wp_case_servers (wanted))
         && wp_case_denies_as (self->wp_case, wanted);
}

WpDeskEntry *
wp_desk_entry_new_file (WpReport *taken)
{
  WpDeskEntry *self = g_object_new (WP_TYPE_DESK_ENTRY, NULL);

  self->report = taken;
  return self;
}

/* Once more */

/* Servers that were given stay given. What was found is taken only where all of it may be logged in
 * to unasked: a server that somebody typed is trusted, and a guess must not become one. */
static GPtrArray *
servers_again (WpCase *wp_case)
{
  const WpReport *report = wp_case_report (wp_case);
  g_autoptr (GPtrArray)
      servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

  for (guint i = 0; report != NULL && i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);

      if (candidate == NULL)
        continue;
      if (service->policy == WP_POLICY_ASK || wp_found_needs_consent (candidate))
        return NULL;
      g_ptr_array_add (servers, wp_endpoint_dup (candidate->endpoint));
    }
  return servers->len == 0 ? NULL : g_steal_pointer (&servers);
}

gboolean
wp_desk_entry_keeps_servers (WpDeskEntry *self)
{
  g_autoptr (GPtrArray) servers = NULL;

  if (self->wp_case == NULL || self->given != NULL)
    return self->wp_case != NULL;
  servers = servers_again (self->wp_case);
  return servers != NULL;
}

/* That one more login may be tried was said of that run alone. */
static char **
decisions_again (const WpSessionOptions *options, const WpReport *report)
{
  g_autoptr (GPtrArray) allow = g_ptr_array_new ();

  for (char **value = options->allow; value != NULL && *value != NULL; value++)
    g_ptr_array_add (allow, g_strdup (*value));
  for (guint i = 0; report != NULL && i < report->decisions->len; i++)
    if (!g_str_equal (report->decisions->pdata[i], "second-login")
        && !g_ptr_array_find_with_equal_func (allow, report->decisions->pdata[i], g_str_equal,
                                              NULL))
      g_ptr_array_add (allow, g_strdup (report->decisions->pdata[i]));
  g_ptr_array_add (allow, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&allow), FALSE);
}

/* By the person, or as the last run found out. */
static gboolean
sends_separately (WpCase *wp_case)
{
  const WpReport *report = wp_case_report (wp_case);

  return wp_case_sends_separately (wp_case)
         || (report != NULL && wp_report_find_finding (report, "auth.sending.separate") != NULL);
}

gboolean
wp_desk_entry_run_again (WpDeskEntry *self, const WpSessionOptions *options, GError **error)
{
  g_autoptr (WpCase)
      before = g_object_ref (self->wp_case); /* what shows its report lets go first */
  g_autoptr (WpCase) again = NULL;
  g_autoptr (GPtrArray) found = self->given == NULL ? servers_again (before) : NULL;
  g_auto (GStrv) allow = decisions_again (options, wp_case_report (before));
  WpSessionOptions with = *options;

  with.allow = allow;
  again = wp_case_new (WP_WIZARD_DESK, &with);
  wp_case_set_address (again, wp_case_address (before));
  wp_case_set_username (again, wp_case_username (before));
  wp_case_set_sending (again, sends_separately (before));
  wp_case_set_sending_username (again, wp_case_sending_username (before));
  wp_case_deny_as (again, before);
  wp_case_set_servers (again, self->given != NULL ? self->given : found);
  if (!wp_case_start (again, error))
    return FALSE;
  drop_case (self);
  take_case (self, again);
  on_changed (again, WP_CASE_INPUT | WP_CASE_REPORT | WP_CASE_QUESTION | WP_CASE_RUN, self);
  return TRUE;
}

WpCase *
wp_desk_entry_case (WpDeskEntry *self)
{
  return self->wp_case;
}

const WpReport *
wp_desk_entry_report (WpDeskEntry *self)
{
  return self->wp_case == NULL ? self->report : wp_case_report (self->wp_case);
}

gboolean
wp_desk_entry_is_running (WpDeskEntry *self)
{
  return self->wp_case != NULL && wp_case_is_running (self->wp_case);
}

const char *
wp_desk_entry_name (WpDeskEntry *self)
{
  if (self->wp_case != NULL && *wp_case_address (self->wp_case) != '\0')
    return wp_case_address (self->wp_case);
  return wp_desk_name (wp_desk_entry_report (self));
}

char *
wp_desk_entry_time (WpDeskEntry *self)
{
  const WpReport *report = wp_desk_entry_report (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime)
      time = report == NULL
                 ? NULL
                 : g_date_time_new_from_unix_local (report->started_unix / G_USEC_PER_SEC);

  if (time == NULL)
    return g_strdup ("");
  if (g_date_time_difference (now, time) < G_TIME_SPAN_DAY
      && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (time))
    return g_date_time_format (time, "%R");
  return wp_words_day (report->started_unix, FALSE);
}

/* While a person is asked nothing happens that would have to be timed. */
static gint64
last_end (const WpReport *report)
{
  gint64 end_us = report->started_us;

  for (guint i = 0; i < report->steps->len; i++)
    end_us = MAX (end_us, ((const WpStep *) report->steps->pdata[i])->end_us);
  return end_us;
}

gint64
wp_desk_entry_now_us (WpDeskEntry *self)
{
  const WpReport *report = wp_desk_entry_report (self);

  if (report == NULL || !wp_desk_entry_is_running (self))
    return 0;
  if (wp_case_question (self->wp_case) != NULL)
    return last_end (report);
  return report->started_us + wp_case_elapsed_ms (self->wp_case) * 1000;
}
