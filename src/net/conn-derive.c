/* See conn-private.h: PBKDF2 of SCRAM in a thread, so that a server which asks for a million rounds
 * costs the loop nothing. Hex and references are wiped or dropped here, whoever gave up meanwhile.
 */
#include <string.h>

#include <gio/gio.h>
#include <openssl/crypto.h>

#include "net/conn-private.h"
#include "net/loop-private.h"

struct _WpConnDerive
{
  WpConn *conn; /* NULL: forgotten */
  WpLoop *loop;
  WpDerivation derivation;
  GBytes *salt;
};

static void
derive_free (gpointer data)
{
  WpConnDerive *derive = data;

  wp_loop_unref (derive->loop);
  g_bytes_unref (derive->salt);
  wp_secret_unref (derive->derivation.password);
  g_free (derive);
}

static void
free_hex (gpointer hex)
{
  if (hex != NULL)
    OPENSSL_cleanse (hex, strlen (hex));
  g_free (hex);
}

static void
derive_in_thread (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer data,
                  GCancellable *cancellable G_GNUC_UNUSED)
{
  WpConnDerive *derive = data;

  g_task_return_pointer (task, wp_derivation_run (&derive->derivation), free_hex);
}

static void
on_derived (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer unused G_GNUC_UNUSED)
{
  WpConnDerive *derive = g_task_get_task_data (G_TASK (result));
  char *hex = g_task_propagate_pointer (G_TASK (result), NULL);
  WpConn *conn = derive->conn;

  (*wp_loop_quits (derive->loop))--;
  if (conn != NULL)
    {
      conn->derive = NULL;
      wp_engine_derived (conn->engine, hex);
      /* The login's deadline goes on: a slow computer is no reason to wait longer. */
      wp_conn_enter (conn, WP_CONN_TALKING, WP_CONN_SAME_DEADLINE);
      if (conn->watch != NULL)
        wp_watch_set (conn->watch, WP_IO_IN);
      wp_conn_pump (conn);
    }
  free_hex (hex);
  /* Here and not in derive_free, which may run in the other thread. */
  g_clear_pointer (&derive->loop, wp_loop_unref);
}

void
wp_conn_derive (WpConn *conn, const WpDerivation *derivation)
{
  GMainContext *context = wp_loop_context (conn->loop);
  WpConnDerive *derive = g_new0 (WpConnDerive, 1);
  GTask *task;

  derive->conn = conn;
  derive->loop = wp_loop_ref (conn->loop);
  (*wp_loop_quits (conn->loop))++; /* no thread may be at work in OpenSSL when the process ends */
  derive->derivation = *derivation;
  /* Copies: the engine may be freed while the thread is at work. */
  derive->salt = g_bytes_new (derivation->salt, derivation->salt_length);
  derive->derivation.salt = g_bytes_get_data (derive->salt, NULL);
  derive->derivation.password = wp_secret_ref (derivation->password);
  conn->derive = derive;
  wp_conn_enter (conn, WP_CONN_DERIVING, WP_CONN_SAME_DEADLINE);
  wp_watch_set (conn->watch, 0);
  g_main_context_push_thread_default (context);
  task = g_task_new (NULL, NULL, on_derived, NULL);
  g_main_context_pop_thread_default (context);
  g_task_set_task_data (task, derive, derive_free);
  g_task_run_in_thread (task, derive_in_thread);
  g_object_unref (task);
}

void
wp_conn_forget_derivation (WpConn *conn)
{
  if (conn->derive != NULL)
    conn->derive->conn = NULL;
  conn->derive = NULL;
}
