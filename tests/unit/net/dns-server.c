/* See dns-server.h. */
#include "dns-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>

#include "base/inet.h"
#include "net/socket.h"

struct _DnsServer
{
  int udp, tcp;
  guint udp_source, tcp_source;
  char *spec;
  DnsScript script;
  gpointer data;
  guint count;
  GList *pending; /* of Pending */
};

typedef struct
{
  DnsServer *server;
  guint source;
  int tcp; /* -1: UDP */
  struct sockaddr_storage peer;
  socklen_t peer_length;
  GByteArray *reply;
} Pending;

static guint
get16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static void
put16 (GByteArray *out, guint value)
{
  guint8 bytes[] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (out, bytes, 2);
}

static void
pending_free (Pending *pending)
{
  pending->server->pending = g_list_remove (pending->server->pending, pending);
  if (pending->tcp >= 0)
    close (pending->tcp);
  g_byte_array_unref (pending->reply);
  g_free (pending);
}

static gboolean
deliver (gpointer data)
{
  Pending *pending = data;

  if (pending->tcp >= 0)
    {
      guint8 length[] = { (guint8) (pending->reply->len >> 8), (guint8) pending->reply->len };

      (void) !send (pending->tcp, length, 2, MSG_NOSIGNAL | MSG_MORE);
      (void) !send (pending->tcp, pending->reply->data, pending->reply->len, MSG_NOSIGNAL);
    }
  else
    sendto (pending->server->udp, pending->reply->data, pending->reply->len, 0,
            (struct sockaddr *) &pending->peer, pending->peer_length);
  pending_free (pending);
  return G_SOURCE_REMOVE;
}

static void
parse (DnsQuery *query, const guint8 *packet, gsize length)
{
  gsize at = 12, out = 0;

  query->packet = packet;
  query->length = length;
  while (at < length && packet[at] != 0)
    {
      for (guint i = 1; i <= packet[at] && out < 250; i++)
        query->name[out++] = g_ascii_tolower ((char) packet[at + i]);
      query->name[out++] = '.';
      at += packet[at] + 1u;
    }
  query->name[out > 0 ? out - 1 : 0] = '\0';
  query->type = (int) get16 (packet + at + 1);
  query->question_end = at + 5;
  query->has_ad = (packet[3] & 0x20) != 0;
  query->has_cd = (packet[3] & 0x10) != 0;
  query->has_opt = get16 (packet + 10) > 0;
}

static void
answer (DnsServer *self, const guint8 *packet, gsize length, Pending *pending)
{
  DnsQuery query = { .is_tcp = pending->tcp >= 0, .n = self->count++ };
  guint delay_ms = 0;

  parse (&query, packet, length);
  self->script (&query, pending->reply, &delay_ms, self->data);
  self->pending = g_list_prepend (self->pending, pending);
  if (pending->reply->len == 0)
    pending_free (pending);
  else if (delay_ms > 0)
    pending->source = g_timeout_add (delay_ms, deliver, pending);
  else
    deliver (pending);
}

static Pending *
pending_new (DnsServer *self, int tcp)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->server = self;
  pending->tcp = tcp;
  pending->reply = g_byte_array_new ();
  return pending;
}

static gboolean
on_udp (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  guint8 packet[4096];
  Pending *pending = pending_new (data, -1);
  gssize count;

  pending->peer_length = sizeof pending->peer;
  count = recvfrom (fd, packet, sizeof packet, 0, (struct sockaddr *) &pending->peer,
                    &pending->peer_length);
  if (count > 12)
    answer (data, packet, (gsize) count, pending);
  else
    pending_free (pending);
  return G_SOURCE_CONTINUE;
}

/* c-ares writes length and question at once, but perhaps a turn of the loop after it connected. */
static gboolean
on_tcp_question (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  Pending *pending = data;
  guint8 packet[4096];
  gssize count = recv (fd, packet, sizeof packet, 0);

  pending->source = 0;
  if (count > 14)
    answer (pending->server, packet + 2, (gsize) count - 2, pending);
  else
    pending_free (pending);
  return G_SOURCE_REMOVE;
}

static gboolean
on_tcp (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  Pending *pending = pending_new (data, accept (fd, NULL, NULL));

  pending->source = g_unix_fd_add (pending->tcp, G_IO_IN | G_IO_HUP, on_tcp_question, pending);
  return G_SOURCE_CONTINUE;
}

DnsServer *
dns_server_new (const char *address, DnsScript script, gpointer data)
{
  DnsServer *self = g_new0 (DnsServer, 1);
  struct sockaddr_storage storage;
  WpInet inet;
  socklen_t length;
  guint port = 0;

  g_assert_true (wp_inet_parse (address, &inet));
  self->script = script;
  self->data = data;
  /* The kernel may give UDP a port that TCP has in use: try again. */
  for (int tries = 0; tries < 20 && port == 0; tries++)
    {
      length = wp_socket_address (&inet, 0, &storage);
      self->udp = socket (storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      g_assert_no_errno (bind (self->udp, (struct sockaddr *) &storage, length));
      g_assert_no_errno (getsockname (self->udp, (struct sockaddr *) &storage, &length));
      self->tcp = socket (storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (bind (self->tcp, (struct sockaddr *) &storage, length) == 0)
        port = g_ntohs (((struct sockaddr_in *) &storage)->sin_port);
      else
        {
          close (self->udp);
          close (self->tcp);
        }
    }
  g_assert_cmpuint (port, !=, 0);
  g_assert_no_errno (listen (self->tcp, 8));
  self->spec = g_strdup_printf (inet.family == 6 ? "[%s]:%u" : "%s:%u", address, port);
  self->udp_source = g_unix_fd_add (self->udp, G_IO_IN, on_udp, self);
  self->tcp_source = g_unix_fd_add (self->tcp, G_IO_IN, on_tcp, self);
  return self;
}

void
dns_server_free (DnsServer *server)
{
  while (server->pending != NULL)
    {
      Pending *pending = server->pending->data;

      if (pending->source != 0)
        g_source_remove (pending->source);
      pending_free (pending);
    }
  g_source_remove (server->udp_source);
  g_source_remove (server->tcp_source);
  close (server->udp);
  close (server->tcp);
  g_free (server->spec);
  g_free (server);
}

const char *
dns_server_spec (const DnsServer *server)
{
  return server->spec;
}

guint
dns_server_count (const DnsServer *server)
{
  return server->count;
}

/* Replies */

void
dns_begin (GByteArray *reply, const DnsQuery *query, int rcode, guint flags)
{
  g_byte_array_set_size (reply, 0);
  g_byte_array_append (reply, query->packet, (guint) query->question_end);
  reply->data[2] = (guint8) (0x81 | (flags >> 8)); /* QR, RD */
  reply->data[3] = (guint8) (0x80 | (flags & 0x70) | (guint) rcode);
  memset (reply->data + 6, 0, 6);
}

void
dns_add (GByteArray *reply,
         int section,
         const guint8 *owner,
         gsize owner_length,
         int type,
         guint32 ttl,
         const void *data,
         gsize count)
{
  guint8 *counter = reply->data + 4 + 2 * section;

  if (++counter[1] == 0)
    counter[0]++;
  if (owner_length == 0)
    g_byte_array_append (reply, (const guint8 *) DNS_QUESTION, 2);
  else
    g_byte_array_append (reply, owner, (guint) owner_length);
  put16 (reply, (guint) type);
  put16 (reply, type == 41 ? 1232 : 1);
  put16 (reply, ttl >> 16);
  put16 (reply, ttl & 0xffff);
  put16 (reply, (guint) count);
  g_byte_array_append (reply, data, (guint) count);
}

void
dns_add_a (GByteArray *reply, const char *address)
{
  WpInet inet;

  g_assert_true (wp_inet_parse (address, &inet));
  dns_add (reply, 1, NULL, 0, inet.family == 4 ? 1 : 28, 300, inet.bytes,
           inet.family == 4 ? 4 : 16);
}

GByteArray *
dns_name (const char *text)
{
  GByteArray *name = g_byte_array_new ();
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);

  for (char **label = labels; *label != NULL && **label != '\0'; label++)
    {
      guint8 length = (guint8) strlen (*label);

      g_byte_array_append (name, &length, 1);
      g_byte_array_append (name, (guint8 *) *label, length);
    }
  g_byte_array_append (name, (const guint8 *) "", 1);
  return name;
}

void
dns_add_named (
    GByteArray *reply, int type, const void *prefix, gsize prefix_length, const char *target)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) name = dns_name (target);

  g_byte_array_append (data, prefix, (guint) prefix_length);
  g_byte_array_append (data, name->data, name->len);
  dns_add (reply, 1, NULL, 0, type, 300, data->data, data->len);
}

void
dns_add_opt (GByteArray *reply, int code, const char *text)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (code >= 0)
    {
      put16 (data, 15);
      put16 (data, (guint) (2 + strlen (text)));
      put16 (data, (guint) code);
      g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
    }
  dns_add (reply, 3, (const guint8 *) "", 1, 41, 0, data->data, data->len);
}
