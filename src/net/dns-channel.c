/* See dns-channel.h. NOCHECKRESP: else c-ares throws SERVFAIL, REFUSED and the extended errors in
 * them away. It repeats over UDP (700, 1400, 2800 ms) and, where an answer is cut, over TCP; it
 * drops replies with another id or question. */
#include "net/dns-channel.h"

#include <string.h>
#include <sys/random.h>
#include <sys/select.h>

#include <ares.h>
#include <arpa/nameser.h>

#define EDNS_BYTES 1232 /* fits one packet everywhere (DNS flag day 2020) */
#define FLAG_BYTE 3     /* of the header: RA, Z, AD, CD, rcode */
#define FLAG_AD 0x20
#define FLAG_CD 0x10

struct _WpDnsChannel
{
  WpLoop *loop;
  ares_channel ares;
  char scope[16];
  GHashTable *watches; /* descriptor → WpWatch */
  WpTimer *timer;
  gboolean has_no_edns; /* it answered FORMERR; c-ares has switched its own flag off, too */
};

typedef struct
{
  WpDnsChannel *channel;
  char *name;
  WpDnsType type;
  gboolean is_unchecked;
  gboolean has_opt;
  WpDnsChannelFunc func;
  gpointer data;
} Question;

static void on_timer (gpointer data);

static void
set_timer (WpDnsChannel *self)
{
  struct timeval buffer, *wait = ares_timeout (self->ares, NULL, &buffer);

  g_clear_pointer (&self->timer, wp_timer_remove);
  if (wait != NULL)
    self->timer = wp_loop_after_ms (
        self->loop, (guint) (wait->tv_sec * 1000 + wait->tv_usec / 1000 + 1), on_timer, self);
}

static void
on_timer (gpointer data)
{
  WpDnsChannel *self = data;

  self->timer = NULL;
  ares_process_fd (self->ares, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
  set_timer (self);
}

static void
on_io (int fd, guint io, gpointer data)
{
  WpDnsChannel *self = data;

  ares_process_fd (self->ares, (io & (WP_IO_IN | WP_IO_BROKEN)) != 0 ? fd : ARES_SOCKET_BAD,
                   (io & (WP_IO_OUT | WP_IO_BROKEN)) != 0 ? fd : ARES_SOCKET_BAD);
  set_timer (self);
}

static void
on_socket (void *data, ares_socket_t fd, int readable, int writable)
{
  WpDnsChannel *self = data;
  WpWatch *watch = g_hash_table_lookup (self->watches, GINT_TO_POINTER (fd));
  guint io = (readable != 0 ? WP_IO_IN : 0u) | (writable != 0 ? WP_IO_OUT : 0u);

  if (io == 0)
    {
      g_hash_table_remove (self->watches, GINT_TO_POINTER (fd));
      wp_watch_remove (watch);
    }
  else if (watch != NULL)
    wp_watch_set (watch, io);
  else
    g_hash_table_insert (self->watches, GINT_TO_POINTER (fd),
                         wp_loop_watch (self->loop, fd, io, on_io, self));
}

/* c-ares has no place for the interface of a link-local resolver. */
static int
bind_to_scope (ares_socket_t fd, int type G_GNUC_UNUSED, void *data)
{
  WpDnsChannel *self = data;

  return setsockopt (fd, SOL_SOCKET, SO_BINDTODEVICE, self->scope,
                     (socklen_t) strlen (self->scope));
}

static gboolean
set_server (WpDnsChannel *self, const WpDnsServer *server)
{
  struct ares_addr_port_node node = { .udp_port = server->port, .tcp_port = server->port };

  node.family = server->address.family == 4 ? AF_INET : AF_INET6;
  memcpy (&node.addr, server->address.bytes, server->address.family == 4 ? 4 : 16);
  if (server->scope[0] != '\0')
    {
      g_strlcpy (self->scope, server->scope, sizeof self->scope);
      ares_set_socket_configure_callback (self->ares, bind_to_scope, self);
    }
  return ares_set_servers_ports (self->ares, &node) == ARES_SUCCESS;
}

WpDnsChannel *
wp_dns_channel_new (WpLoop *loop, const WpDnsServer *server)
{
  WpDnsChannel *self = g_new0 (WpDnsChannel, 1);
  char lookups[] = "b", nowhere[] = "/dev/null";
  struct ares_options options = {
    .flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_EDNS | ARES_FLAG_STAYOPEN,
    .timeout = 700,
    .tries = 3,
    .ndots = 1,
    .lookups = lookups,
    .sock_state_cb = on_socket,
    .sock_state_cb_data = self,
    .ednspsz = EDNS_BYTES,
    .resolvconf_path = nowhere, /* it is read by us */
  };
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_NDOTS
             | ARES_OPT_DOMAINS | ARES_OPT_LOOKUPS | ARES_OPT_SOCK_STATE_CB | ARES_OPT_EDNSPSZ
             | ARES_OPT_NOROTATE | ARES_OPT_RESOLVCONF;

  self->loop = wp_loop_ref (loop);
  self->watches = g_hash_table_new (NULL, NULL);
  if (ares_init_options (&self->ares, &options, mask) == ARES_SUCCESS && set_server (self, server))
    return self;
  wp_dns_channel_free (self);
  return NULL;
}

void
wp_dns_channel_free (WpDnsChannel *channel)
{
  if (channel == NULL)
    return;
  if (channel->ares != NULL)
    ares_destroy (channel->ares);
  g_clear_pointer (&channel->timer, wp_timer_remove);
  g_hash_table_unref (channel->watches);
  wp_loop_unref (channel->loop);
  g_free (channel);
}

static WpDnsChannelEnd
end_of (int status)
{
  switch (status)
    {
    case ARES_SUCCESS:
      return WP_DNS_CHANNEL_REPLY;
    case ARES_ECANCELLED:
    case ARES_EDESTRUCTION:
      return WP_DNS_CHANNEL_GONE;
    case ARES_ETIMEOUT:
      return WP_DNS_CHANNEL_TIMED_OUT;
    case ARES_EBADNAME:
    case ARES_EBADQUERY:
    case ARES_ENOTFOUND: /* .onion (RFC 7686) */
      return WP_DNS_CHANNEL_BAD_NAME;
    default:
      return WP_DNS_CHANNEL_UNREACHABLE;
    }
}

static void send_question (Question *question);

static void
on_reply (void *data, int status, int timeouts G_GNUC_UNUSED, unsigned char *bytes, int count)
{
  Question *question = data;
  int rcode = status == ARES_SUCCESS && count > FLAG_BYTE ? bytes[FLAG_BYTE] & 0x0f : ns_r_noerror;

  if (question->has_opt && rcode == ns_r_formerr)
    {
      question->channel->has_no_edns = TRUE;
      send_question (question);
      return;
    }
  question->func (end_of (status), bytes, count > 0 ? (gsize) count : 0, question->data);
  g_free (question->name);
  g_free (question);
}

static void
send_question (Question *question)
{
  WpDnsChannel *self = question->channel;
  unsigned char *packet = NULL;
  int length = 0, status;
  guint16 id = 0;

  /* ares_send takes the id as it is; a guessable one invites forged replies. */
  if (getrandom (&id, sizeof id, GRND_NONBLOCK) != sizeof id)
    id = (guint16) g_random_int ();
  question->has_opt = !self->has_no_edns;
  status = ares_create_query (question->name, ns_c_in, (int) question->type, id, 1, &packet,
                              &length, question->has_opt ? EDNS_BYTES : 0);
  if (status != ARES_SUCCESS)
    {
      on_reply (question, status, 0, NULL, 0);
      return;
    }
  packet[FLAG_BYTE] |= FLAG_AD;
  if (question->is_unchecked)
    packet[FLAG_BYTE] |= FLAG_CD;
  ares_send (self->ares, packet, length, on_reply, question);
  ares_free_string (packet);
}

void
wp_dns_channel_ask (WpDnsChannel *channel,
                    const char *name,
                    WpDnsType type,
                    gboolean is_unchecked,
                    WpDnsChannelFunc func,
                    gpointer data)
{
  Question *question = g_new (Question, 1);

  *question = (Question){ channel, g_strdup (name), type, is_unchecked, FALSE, func, data };
  send_question (question);
  set_timer (channel);
}
