/* See curl.h. */
#include "net/curl.h"

#include <dlfcn.h>

#include <glib/gi18n-lib.h>

#include "base/subst.h"

#define LIBRARY "libcurl.so.4"   /* the ABI since 2006 */
#define OLDEST_VERSION 0x075800u /* what the build asks for: 7.88 */

static WpCurl curl;
static gint is_loaded; /* atomic; what stands above is written before it is */

static gboolean
fail (GError **error, const char *reason)
{
  g_autofree char *text = wp_subst_pairs (_ ("Web pages cannot be asked for mail settings: "
                                             "{reason}. Install libcurl 7.88 or later."),
                                          "reason", reason, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, text);
  return FALSE;
}

static gboolean
load (GError **error)
{
  void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

  if (library == NULL)
    return fail (error, dlerror ());
#define LOAD(name)                                                                                 \
  curl.name = (__typeof__ (curl.name)) dlsym (library, "curl_" #name);                             \
  if (curl.name == NULL)                                                                           \
    return fail (error, dlerror ());
  WP_CURL_FUNCTIONS (LOAD)
#undef LOAD
  if (curl.version_info (CURLVERSION_NOW)->version_num < OLDEST_VERSION)
    return fail (error, curl.version_info (CURLVERSION_NOW)->version);
  if (curl.global_init (CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return fail (error, LIBRARY);
  g_atomic_int_set (&is_loaded, TRUE);
  return TRUE;
}

const WpCurl *
wp_curl (void)
{
  return g_atomic_int_get (&is_loaded) ? &curl : NULL;
}

static void
in_thread (GTask *task,
           gpointer source G_GNUC_UNUSED,
           gpointer data G_GNUC_UNUSED,
           GCancellable *cancellable G_GNUC_UNUSED)
{
  static GMutex mutex;
  GError *error = NULL;

  g_mutex_lock (&mutex);
  if (wp_curl () == NULL)
    load (&error);
  g_mutex_unlock (&mutex);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
wp_curl_load_async (GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, wp_curl_load_async);
  g_task_run_in_thread (task, in_thread);
}

gboolean
wp_curl_load_finish (GAsyncResult *async, GError **error)
{
  return g_task_propagate_boolean (G_TASK (async), error);
}
