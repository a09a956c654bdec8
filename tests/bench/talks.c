/* See talks.h. */
#include "talks.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The servers' process */

typedef struct
{
  guint16 port;
  char ca_path[256];
} Servers; /* what it tells us */

void
talks_serve (Peer *peer, gpointer data G_GNUC_UNUSED)
{
  char line[1024];

  if (!peer_tls (peer))
    return;
  peer_say (peer, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");
  while (peer_line (peer, line, sizeof line))
    {
      line[strcspn (line, " ")] = '\0';
      peer_say (peer, line);
      peer_say (peer, " OK done\r\n");
    }
}

static void
run_servers (int out, PeerScript script)
{
  PeerAuthority *authority;
  PeerServer *server;
  Servers servers = { 0 };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  authority = peer_authority_new ();
  server = peer_server_new (
      "127.0.0.1", peer_context_new (authority, "DNS:mail.test", PEER_CERT_GOOD), script, NULL);
  servers.port = peer_server_port (server);
  g_strlcpy (servers.ca_path, authority->path, sizeof servers.ca_path);
  if (write (out, &servers, sizeof servers) != sizeof servers)
    abort ();
}

/* Ours */

gboolean
talks_begin (Talks *talks, PeerScript script, void (*beside) (gpointer data), gpointer data)
{
  Servers servers;
  int pipes[2];

  *talks = (Talks){ 0 };
  if (pipe (pipes) < 0)
    return FALSE;
  talks->servers = fork ();
  if (talks->servers == 0)
    {
      run_servers (pipes[1], script);
      if (beside != NULL)
        beside (data);
      for (;;)
        pause ();
    }
  close (pipes[1]);
  if (read (pipes[0], &servers, sizeof servers) != sizeof servers)
    return FALSE;
  close (pipes[0]);
  talks->port = servers.port;
  talks->ca_path = g_strdup (servers.ca_path);
  talks->store = X509_STORE_new ();
  if (X509_STORE_load_file (talks->store, talks->ca_path) != 1)
    return FALSE;
  talks->loop = wp_loop_new (NULL);
  talks->context = wp_tls_context_new (talks->store);
  return TRUE;
}

void
talks_end (Talks *talks)
{
  kill (talks->servers, SIGKILL);
  waitpid (talks->servers, NULL, 0);
  unlink (talks->ca_path);
  g_free (talks->ca_path);
  X509_STORE_free (talks->store);
  SSL_CTX_free (talks->context);
  wp_loop_unref (talks->loop);
}

static void
on_step (WpConn *conn G_GNUC_UNUSED, WpStep *step, gpointer data)
{
  ((Talks *) data)->n_connected += step->verb == WP_VERB_CONNECT;
  wp_step_free (step);
}

static void
on_idle (WpConn *conn, gpointer data)
{
  ((Talks *) data)->n_idle++;
  wp_conn_quit (conn);
}

static void
on_closed (WpConn *conn G_GNUC_UNUSED, gpointer data)
{
  ((Talks *) data)->n_closed++;
}

WpConn *
talks_start (Talks *talks, guint16 port)
{
  static const WpConnCallbacks callbacks = { .step = on_step,
                                             .idle = on_idle,
                                             .closed = on_closed };
  static const WpConnTimes times = { 60000, 60000, 60000, 60000, 60000, 2000 };
  g_autoptr (WpEndpoint)
      endpoint = wp_endpoint_new (WP_PROTOCOL_IMAP, "mail.test", port, WP_TLS_IMPLICIT);
  WpInet address = { .family = 4, .bytes = { 127, 0, 0, 1 } };

  return wp_conn_new (talks->loop,
                      &(WpConnParams){ .endpoint = endpoint,
                                       .addresses = &address,
                                       .n_addresses = 1,
                                       .tls_context = talks->context,
                                       .times = &times },
                      &callbacks, talks);
}

void
talks_run (Talks *talks, guint count)
{
  while (talks->n_closed < count)
    g_main_context_iteration (NULL, TRUE);
  if (talks->n_idle == count)
    return;
  fprintf (stderr, "only %u of %u conversations came to their end\n", talks->n_idle, count);
  exit (1);
}
