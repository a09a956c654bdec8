/* See case.h: what is written. */
#include "gtk/flow/case-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/file.h"
#include "render/render.h"

/* The choice that the person made; without one the report's own answer stands. What was not tested
 * is written only where nobody wanted a login: after a refusal it would be a hope. */
static WpWriteOrder
order_of (WpCase *self, const WpClient *client, const char *folder, gboolean may_replace)
{
  const WpReport *report = wp_case_report (self);
  WpAdviceOutcome outcome = self->chosen.outcome;

  return (WpWriteOrder){ .client = client,
                         .folder = folder,
                         .may_replace = may_replace,
                         .may_be_untested = report != NULL && report->logins_sent == 0,
                         .has_outcome = outcome <= WP_ADVICE_BOTH,
                         .outcome = outcome,
                         .situation = &self->situation,
                         .was_warned = self->choice != WP_ADVICE_UNCLEAR,
                         .days = self->chosen.days };
}

static gboolean
has_report (WpCase *self, GError **error)
{
  if (wp_case_report (self) != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("There are no settings to save yet."));
  return FALSE;
}

WpWrittenFile *
wp_case_prepare (WpCase *self, const WpClient *client, const char *folder, GError **error)
{
  WpWriteOrder order = order_of (self, client, folder, FALSE);

  return has_report (self, error) ? wp_session_prepare (wp_case_report (self), &order, error)
                                  : NULL;
}

const WpWrittenFile *
wp_case_write (
    WpCase *self, const WpClient *client, const char *folder, gboolean may_replace, GError **error)
{
  WpWriteOrder order = order_of (self, client, folder, may_replace);
  WpWrittenFile *file;

  if (!has_report (self, error))
    return NULL;
  file = wp_session_write (wp_case_report (self), &order, error);
  if (file == NULL)
    return NULL;
  g_ptr_array_add (self->written, file);
  wp_case_changed (self, WP_CASE_SAVED);
  return file;
}

const GPtrArray *
wp_case_written (WpCase *self)
{
  return self->written;
}

void
wp_case_forget (WpCase *self, const WpWrittenFile *file)
{
  g_ptr_array_remove (self->written, (gpointer) file);
  wp_case_changed (self, WP_CASE_SAVED);
}

gboolean
wp_case_undo (WpCase *self, const WpWrittenFile *file, GError **error)
{
  if (!wp_session_unwrite (file, error))
    return FALSE;
  wp_case_forget (self, file);
  return TRUE;
}

gboolean
wp_case_save_report (WpCase *self, const char *path, gboolean may_replace, GError **error)
{
  const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };
  g_autofree char *json = NULL;
  g_auto (WpFileWritten) written = { 0 };

  if (!has_report (self, error))
    return FALSE;
  if (wp_case_is_over (self) && self->task != WP_WIZARD_DESK)
    wp_session_advise (self->session, &self->situation);
  json = wp_render_json (wp_case_report (self), &style);
  return wp_file_write (path, json, strlen (json), may_replace, &written, error);
}
