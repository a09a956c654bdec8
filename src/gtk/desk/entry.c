/* See entry.h. */
#include "gtk/desk/entry.h"

#include "gtk/desk-data.h"

struct _WpDeskEntry
{
  GObject parent;

  WpCase *wp_case;  /* NULL: a file */
  WpReport *report; /* of a file; NULL: a run */
};

G_DEFINE_FINAL_TYPE (WpDeskEntry, wp_desk_entry, G_TYPE_OBJECT)

static guint changed_signal;

static void
wp_desk_entry_dispose (GObject *object)
{
  WpDeskEntry *self = WP_DESK_ENTRY (object);

  if (self->wp_case != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->wp_case, self);
      wp_case_cancel (self->wp_case);
    }
  g_clear_object (&self->wp_case);
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

WpDeskEntry *
wp_desk_entry_new_run (WpCase *wp_case)
{
  WpDeskEntry *self = g_object_new (WP_TYPE_DESK_ENTRY, NULL);

  self->wp_case = g_object_ref (wp_case);
  g_signal_connect (wp_case, "changed", G_CALLBACK (on_changed), self);
  return self;
}

WpDeskEntry *
wp_desk_entry_new_file (WpReport *taken)
{
  WpDeskEntry *self = g_object_new (WP_TYPE_DESK_ENTRY, NULL);

  self->report = taken;
  return self;
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
  return g_date_time_format (time, g_date_time_difference (now, time) < G_TIME_SPAN_DAY
                                           && g_date_time_get_day_of_year (now)
                                                  == g_date_time_get_day_of_year (time)
                                       ? "%R"
                                       : "%x");
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
