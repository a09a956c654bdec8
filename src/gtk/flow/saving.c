/* See saving.h. */
#include "gtk/flow/saving.h"

void
wp_saving_allow (WpSaving *self, const char *path)
{
  g_free (self->allowed);
  self->allowed = g_strdup (path);
}

/* What was written in the same place before; NULL: nothing. */
static const WpWrittenFile *
find_before (WpCase *wp_case, const WpWrittenFile *plan)
{
  const GPtrArray *written = wp_case_written (wp_case);

  for (guint i = 0; i < written->len; i++)
    {
      const WpWrittenFile *file = written->pdata[i];

      if (file->client == plan->client && g_str_equal (file->path, plan->path))
        return file;
    }
  return NULL;
}

/* Whoever chose something else gets that: the file of before was ours, and what it replaced is
 * still the copy. One that was changed meanwhile is somebody's again. */
static gboolean
take_back (WpCase *wp_case, const WpWrittenFile *before, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (wp_case_undo (wp_case, before, &problem))
    return TRUE;
  if (!wp_session_is_written (before))
    {
      wp_case_forget (wp_case, before);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
take_permission (WpSaving *self, const char *path)
{
  gboolean is_allowed = g_strcmp0 (self->allowed, path) == 0;

  if (is_allowed)
    wp_saving_allow (self, NULL);
  return is_allowed;
}

WpSavingResult
wp_saving_save (WpSaving *self, WpCase *wp_case, const WpWrittenFile *plan, GError **error)
{
  const WpWrittenFile *before = find_before (wp_case, plan);
  g_autofree char *folder = g_path_get_dirname (plan->path);
  g_autoptr (GError) problem = NULL;
  WpSavingResult result;

  if (before != NULL && g_str_equal (before->text, plan->text) && wp_session_is_written (before))
    return WP_SAVING_SAVED;
  if (before != NULL && !take_back (wp_case, before, error))
    return WP_SAVING_FAILED;
  if (wp_case_write (wp_case, plan->client, folder, take_permission (self, plan->path), &problem)
      != NULL)
    return WP_SAVING_SAVED;
  result = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_EXIST) ? WP_SAVING_IN_THE_WAY
                                                                       : WP_SAVING_FAILED;
  g_propagate_error (error, g_steal_pointer (&problem));
  return result;
}
