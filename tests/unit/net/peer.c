/* See peer.h. */
#include "peer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "net/socket.h"

struct _Peer
{
  PeerServer *server;
  int fd;
  SSL *ssl;
  GThread *thread;
};

struct _PeerServer
{
  int fd;
  guint16 port;
  SSL_CTX *context;
  PeerScript script;
  gpointer data;
  GThread *thread;
  GMutex mutex; /* guards what follows */
  GPtrArray *peers;
  gboolean is_ending;
};

/* Certificates */

static X509 *
make_certificate (EVP_PKEY *key,
                  const char *name,
                  const char *names,
                  X509 *issuer,
                  EVP_PKEY *issuer_key,
                  gboolean is_expired)
{
  static gint serial = 0;
  X509 *certificate = X509_new ();
  X509_NAME *subject = X509_get_subject_name (certificate);
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509_set_version (certificate, 2);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate),
                    (long) getpid () * 1000 + g_atomic_int_add (&serial, 1) + 1);
  X509_gmtime_adj (X509_getm_notBefore (certificate), -2 * 86400);
  X509_gmtime_adj (X509_getm_notAfter (certificate), is_expired ? -86400 : 86400);
  X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_ASC, (const guint8 *) name, -1, -1, 0);
  X509_set_issuer_name (certificate, issuer != NULL ? X509_get_subject_name (issuer) : subject);
  X509_set_pubkey (certificate, key);
  X509V3_set_ctx (&context, issuer != NULL ? issuer : certificate, certificate, NULL, NULL, 0);
  extension = names != NULL
                  ? X509V3_EXT_conf_nid (NULL, &context, NID_subject_alt_name, names)
                  : X509V3_EXT_conf_nid (NULL, &context, NID_basic_constraints, "critical,CA:TRUE");
  g_assert_nonnull (extension);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
  g_assert_cmpint (X509_sign (certificate, issuer_key, EVP_sha256 ()), >, 0);
  return certificate;
}

PeerAuthority *
peer_authority_new (void)
{
  static guint number = 0;
  PeerAuthority *self = g_new0 (PeerAuthority, 1);
  g_autofree char *name = g_strdup_printf ("Test authority %u", ++number);
  int fd = g_file_open_tmp ("wp-ca-XXXXXX", &self->path, NULL);
  FILE *file;

  g_assert_cmpint (fd, >=, 0);
  self->key = EVP_EC_gen ("P-256");
  self->certificate = make_certificate (self->key, name, NULL, NULL, self->key, FALSE);
  file = fdopen (fd, "w");
  g_assert_cmpint (PEM_write_X509 (file, self->certificate), ==, 1);
  fclose (file);
  return self;
}

void
peer_authority_free (PeerAuthority *authority)
{
  g_unlink (authority->path);
  EVP_PKEY_free (authority->key);
  X509_free (authority->certificate);
  g_free (authority->path);
  g_free (authority);
}

SSL_CTX *
peer_context_new (const PeerAuthority *authority, const char *names, PeerCert kind)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  gboolean is_own = kind == PEER_CERT_SELF_SIGNED;
  X509 *leaf = make_certificate (key, "Test server", names, is_own ? NULL : authority->certificate,
                                 is_own ? key : authority->key, kind == PEER_CERT_EXPIRED);

  g_assert_cmpint (SSL_CTX_use_certificate (context, leaf), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey (context, key), ==, 1);
  X509_free (leaf);
  EVP_PKEY_free (key);
  return context;
}

/* Threads */

static gpointer
run_peer (gpointer data)
{
  Peer *peer = data;

  peer->server->script (peer, peer->server->data);
  if (peer->ssl != NULL)
    SSL_shutdown (peer->ssl);
  SSL_free (peer->ssl);
  peer->ssl = NULL;
  g_mutex_lock (&peer->server->mutex);
  close (peer->fd);
  peer->fd = -1;
  g_mutex_unlock (&peer->server->mutex);
  return NULL;
}

static gpointer
run_server (gpointer data)
{
  PeerServer *self = data;

  for (;;)
    {
      int fd = accept4 (self->fd, NULL, NULL, SOCK_CLOEXEC);
      int yes = 1;
      Peer *peer;

      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      g_mutex_lock (&self->mutex);
      if (fd < 0 || self->is_ending)
        break;
      peer = g_new0 (Peer, 1);
      peer->server = self;
      peer->fd = fd;
      g_ptr_array_add (self->peers, peer);
      peer->thread = g_thread_new ("peer", run_peer, peer);
      g_mutex_unlock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

PeerServer *
peer_server_new (const char *address, SSL_CTX *context, PeerScript script, gpointer data)
{
  PeerServer *self = g_new0 (PeerServer, 1);
  struct sockaddr_storage storage;
  WpInet inet;
  socklen_t length;

  g_assert_true (wp_inet_parse (address, &inet));
  length = wp_socket_address (&inet, 0, &storage);
  signal (SIGPIPE, SIG_IGN); /* OpenSSL writes to sockets without MSG_NOSIGNAL */
  self->fd = socket (storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_no_errno (bind (self->fd, (struct sockaddr *) &storage, length));
  g_assert_no_errno (getsockname (self->fd, (struct sockaddr *) &storage, &length));
  g_assert_no_errno (listen (self->fd, 1024));
  self->port = g_ntohs (((struct sockaddr_in *) &storage)->sin_port);
  self->context = context;
  if (context != NULL)
    SSL_CTX_up_ref (context);
  self->script = script;
  self->data = data;
  self->peers = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
  self->thread = g_thread_new ("peer-server", run_server, self);
  return self;
}

void
peer_server_free (PeerServer *server)
{
  if (server == NULL)
    return;
  g_mutex_lock (&server->mutex);
  server->is_ending = TRUE;
  shutdown (server->fd, SHUT_RDWR);
  for (guint i = 0; i < server->peers->len; i++)
    if (((Peer *) server->peers->pdata[i])->fd >= 0)
      shutdown (((Peer *) server->peers->pdata[i])->fd, SHUT_RDWR);
  g_mutex_unlock (&server->mutex);
  g_thread_join (server->thread);
  for (guint i = 0; i < server->peers->len; i++)
    g_thread_join (((Peer *) server->peers->pdata[i])->thread);
  close (server->fd);
  SSL_CTX_free (server->context);
  g_ptr_array_unref (server->peers);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

guint16
peer_server_port (const PeerServer *server)
{
  return server->port;
}

guint
peer_server_count (PeerServer *server)
{
  guint count;

  g_mutex_lock (&server->mutex);
  count = server->peers->len;
  g_mutex_unlock (&server->mutex);
  return count;
}

/* Dialogue */

gboolean
peer_tls (Peer *peer)
{
  peer->ssl = SSL_new (peer->server->context);
  SSL_set_fd (peer->ssl, peer->fd);
  return SSL_accept (peer->ssl) == 1;
}

gboolean
peer_write (Peer *peer, const void *bytes, gsize count)
{
  const char *at = bytes;

  while (count > 0)
    {
      gssize written = peer->ssl != NULL ? SSL_write (peer->ssl, at, (int) MIN (count, 16000))
                                         : send (peer->fd, at, count, MSG_NOSIGNAL);

      if (written <= 0)
        return FALSE;
      at += written;
      count -= (gsize) written;
    }
  return TRUE;
}

gboolean
peer_say (Peer *peer, const char *text)
{
  return peer_write (peer, text, strlen (text));
}

static gssize
read_some (Peer *peer, char *buffer, gsize size)
{
  return peer->ssl != NULL ? SSL_read (peer->ssl, buffer, (int) size)
                           : recv (peer->fd, buffer, size, 0);
}

gboolean
peer_line (Peer *peer, char *buffer, gsize size)
{
  gsize count = 0;

  while (count + 1 < size && read_some (peer, buffer + count, 1) == 1)
    if (buffer[count++] == '\n')
      {
        buffer[count - 1] = '\0';
        if (count > 1 && buffer[count - 2] == '\r')
          buffer[count - 2] = '\0';
        return TRUE;
      }
  buffer[count] = '\0';
  return FALSE;
}

void
peer_wait (Peer *peer)
{
  char buffer[4096];

  while (read_some (peer, buffer, sizeof buffer) > 0)
    ;
}

void
peer_reset (Peer *peer)
{
  struct linger linger = { .l_onoff = 1 };

  setsockopt (peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  SSL_free (peer->ssl); /* no close_notify */
  peer->ssl = NULL;
}

gboolean
peer_saw_close_notify (Peer *peer)
{
  return peer->ssl != NULL && (SSL_get_shutdown (peer->ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
}
