/* See help.h. Both questions, who shows help and whether the manual is installed, are asked without
 * waiting for the answer: a file may be on a slow disk. */
#include "gtk/help/help.h"

#include <string.h>

#include "gtk/help/window.h"

#define SCHEME "help"
#define FOLDER "help/C/waypost" /* below each folder of data, as viewers look for it */

typedef struct
{
  GtkApplication *application;
  GtkWindow *parent; /* NULL: there is none, or it was closed meanwhile */
  char *target;
  guint32 time; /* of the key or the button */
  GAppInfo *viewer;
  guint next; /* folder that was not looked into yet */
} Request;

static void
request_free (Request *self)
{
  g_application_release (G_APPLICATION (self->application));
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->application);
  g_clear_object (&self->viewer);
  g_free (self->target);
  g_free (self);
}

static void
show_here (Request *self)
{
  WpHelpWindow *window = wp_help_window_need (self->application);

  wp_help_window_open (window, self->target, self->parent, self->time);
  request_free (self);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  if (g_app_info_launch_uris_finish (G_APP_INFO (source), result, NULL))
    request_free (data);
  else
    show_here (data);
}

static void
launch (Request *self)
{
  g_autofree char *uri = g_strconcat (SCHEME ":waypost/", self->target, NULL);
  g_autoptr (GdkAppLaunchContext)
      context = gdk_display_get_app_launch_context (gdk_display_get_default ());
  GList uris = { uri, NULL, NULL };

  gdk_app_launch_context_set_timestamp (context, self->time);
  g_app_info_launch_uris_async (self->viewer, &uris, G_APP_LAUNCH_CONTEXT (context), NULL,
                                on_launched, self);
}

/* The n-th folder of data; NULL: there are no more. */
static const char *
folder_at (guint n)
{
  const char *const *folders = g_get_system_data_dirs ();

  if (n == 0)
    return g_get_user_data_dir ();
  return n <= g_strv_length ((char **) folders) ? folders[n - 1] : NULL;
}

static void look_further (Request *self);

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info != NULL)
    launch (data);
  else
    look_further (data);
}

static void
look_further (Request *self)
{
  const char *folder = folder_at (self->next++);
  g_autofree char *page = g_strndup (self->target, strcspn (self->target, "#"));
  g_autofree char *name = g_strconcat (page, ".page", NULL);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, FOLDER, name, NULL);
  g_autoptr (GFile) file = path == NULL ? NULL : g_file_new_for_path (path);

  if (file == NULL)
    show_here (self);
  else
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT, NULL, on_looked, self);
}

static void
on_viewer (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Request *self = data;

  self->viewer = g_app_info_get_default_for_uri_scheme_finish (result, NULL);
  if (self->viewer == NULL)
    show_here (self);
  else
    look_further (self);
}

void
wp_help_show (GtkApplication *application, GtkWindow *parent, const char *target)
{
  Request *self = g_new0 (Request, 1);

  g_application_hold (G_APPLICATION (application));
  self->application = g_object_ref (application);
  g_set_weak_pointer (&self->parent, parent);
  self->target = g_strdup (target);
  self->time = gtk_get_current_event_time ();
  g_app_info_get_default_for_uri_scheme_async (SCHEME, NULL, on_viewer, self);
}
