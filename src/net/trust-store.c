/* See trust-store.h. Where the system keeps its authorities is OpenSSL's business, with its own
 * SSL_CERT_FILE and SSL_CERT_DIR. */
#include "net/trust-store.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "base/file.h"
#include "base/subst.h"

#define CA_FILE_BYTES (8 * 1024 * 1024)

struct _WpTrustStore
{
  gatomicrefcount refs;
  char *ca_file;
  GThread *thread;
  GMutex mutex; /* guards what follows; store and error change no more once is_loaded */
  GCond is_ready;
  GPtrArray *waiting; /* of GTask; NULL once loaded */
  gboolean is_loaded;
  X509_STORE *store;
  GError *error;
};

static void
fail (GError **error, const char *sentence, char *path)
{
  g_autofree char *text = wp_subst_pairs (_ (sentence), "path", path, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
}

static gboolean
add_file (X509_STORE *store, char *path, GError **error)
{
  gsize count = 0;
  g_autofree char *pem = wp_file_read (path, CA_FILE_BYTES, &count, error);
  BIO *bio;
  guint added = 0;
  X509 *authority;
  unsigned long reason;

  if (pem == NULL)
    return FALSE;
  bio = BIO_new_mem_buf (pem, (int) count);
  while ((authority = PEM_read_bio_X509 (bio, NULL, NULL, NULL)) != NULL)
    {
      added += X509_STORE_add_cert (store, authority) == 1;
      X509_free (authority);
    }
  reason = ERR_peek_last_error ();
  ERR_clear_error ();
  BIO_free (bio);
  if (ERR_GET_REASON (reason) != PEM_R_NO_START_LINE) /* how the end of the file looks */
    fail (error,
          N_ ("The file “{path}” holds a certificate that cannot be read. Give a file of "
              "certificates in PEM form."),
          path);
  else if (added == 0)
    fail (
        error,
        N_ ("The file “{path}” holds no certificate. Give a file of certificates in PEM form; its "
            "parts begin with “-----BEGIN CERTIFICATE-----”."),
        path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
tell (gpointer data)
{
  GTask *task = data;
  GError *error = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
error_free (gpointer error)
{
  if (error != NULL)
    g_error_free (error);
}

/* From the loading thread. Takes the task. Not g_main_context_invoke, which would run `tell` in
 * this thread while the main one is between two turns. */
static void
tell_later (WpTrustStore *self, GTask *task)
{
  GSource *source = g_idle_source_new ();

  if (self->error != NULL)
    g_task_set_task_data (task, g_error_copy (self->error), error_free);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
  g_source_unref (source);
}

static gpointer
load (gpointer data)
{
  WpTrustStore *self = data;
  X509_STORE *store = X509_STORE_new ();
  GError *error = NULL;
  GPtrArray *waiting;

  X509_STORE_set_default_paths (store);
  ERR_clear_error ();
  if (self->ca_file != NULL && !add_file (store, self->ca_file, &error))
    g_clear_pointer (&store, X509_STORE_free);
  g_mutex_lock (&self->mutex);
  self->store = store;
  self->error = error;
  self->is_loaded = TRUE;
  waiting = g_steal_pointer (&self->waiting);
  g_cond_broadcast (&self->is_ready);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < waiting->len; i++)
    tell_later (self, waiting->pdata[i]);
  g_ptr_array_unref (waiting);
  return NULL;
}

WpTrustStore *
wp_trust_store_new (const char *ca_file)
{
  WpTrustStore *self = g_new0 (WpTrustStore, 1);

  g_atomic_ref_count_init (&self->refs);
  self->ca_file = g_strdup (ca_file);
  self->waiting = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->is_ready);
  self->thread = g_thread_new ("wp-trust-store", load, self);
  return self;
}

WpTrustStore *
wp_trust_store_ref (WpTrustStore *store)
{
  g_atomic_ref_count_inc (&store->refs);
  return store;
}

void
wp_trust_store_unref (WpTrustStore *store)
{
  if (store == NULL || !g_atomic_ref_count_dec (&store->refs))
    return;
  /* Not detached: at exit OpenSSL takes itself down, and a thread still loading would fall. */
  g_thread_join (store->thread);
  X509_STORE_free (store->store);
  g_clear_error (&store->error);
  g_cond_clear (&store->is_ready);
  g_mutex_clear (&store->mutex);
  g_free (store->ca_file);
  g_free (store);
}

X509_STORE *
wp_trust_store_get (WpTrustStore *store, GError **error)
{
  g_mutex_lock (&store->mutex);
  while (!store->is_loaded)
    g_cond_wait (&store->is_ready, &store->mutex);
  g_mutex_unlock (&store->mutex);
  if (store->store == NULL && error != NULL)
    *error = g_error_copy (store->error);
  return store->store;
}

void
wp_trust_store_load_async (WpTrustStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  gboolean is_loaded;

  g_task_set_source_tag (task, wp_trust_store_load_async);
  g_mutex_lock (&store->mutex);
  is_loaded = store->is_loaded;
  if (!is_loaded)
    g_ptr_array_add (store->waiting, task);
  g_mutex_unlock (&store->mutex);
  if (is_loaded && store->error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (is_loaded)
    {
      g_task_return_error (task, g_error_copy (store->error));
      g_object_unref (task);
    }
}

gboolean
wp_trust_store_load_finish (WpTrustStore *store G_GNUC_UNUSED, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
