/* See socket.h. */
#include "net/socket.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

static const struct
{
  int code;
  WpOutcome outcome;
} outcomes[] = {
  { ECONNREFUSED, WP_OUTCOME_REFUSED },
  { ETIMEDOUT, WP_OUTCOME_TIMED_OUT },
  { EHOSTUNREACH, WP_OUTCOME_UNREACHABLE },
  { ENETUNREACH, WP_OUTCOME_UNREACHABLE },
  { EHOSTDOWN, WP_OUTCOME_UNREACHABLE },
  { ENETDOWN, WP_OUTCOME_UNREACHABLE },
  { EADDRNOTAVAIL, WP_OUTCOME_UNREACHABLE }, /* no source address of this family */
  { EAFNOSUPPORT, WP_OUTCOME_UNREACHABLE },  /* IPv6 switched off */
  { EACCES, WP_OUTCOME_DENIED },
  { EPERM, WP_OUTCOME_DENIED },
  { ECONNRESET, WP_OUTCOME_RESET },
  { ECONNABORTED, WP_OUTCOME_RESET },
  { EPIPE, WP_OUTCOME_RESET },
};

socklen_t
wp_socket_address (const WpInet *inet, guint16 port, struct sockaddr_storage *address)
{
  memset (address, 0, sizeof *address);
  if (inet->family == 4)
    {
      struct sockaddr_in *v4 = (struct sockaddr_in *) address;

      v4->sin_family = AF_INET;
      v4->sin_port = g_htons (port);
      memcpy (&v4->sin_addr, inet->bytes, 4);
      return sizeof *v4;
    }
  else
    {
      struct sockaddr_in6 *v6 = (struct sockaddr_in6 *) address;

      v6->sin6_family = AF_INET6;
      v6->sin6_port = g_htons (port);
      memcpy (&v6->sin6_addr, inet->bytes, 16);
      return sizeof *v6;
    }
}

gboolean
wp_socket_has_route (const WpInet *inet)
{
  struct sockaddr_storage address;
  socklen_t length = wp_socket_address (inet, 9, &address);
  int fd = socket (address.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean has_route = fd >= 0 && connect (fd, (struct sockaddr *) &address, length) == 0;

  if (fd >= 0)
    close (fd);
  return has_route;
}

WpOutcome
wp_socket_outcome (int errno_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (outcomes[i].code == errno_code)
      return outcomes[i].outcome;
  return WP_OUTCOME_NETWORK_ERROR;
}

const char *
wp_socket_errno_name (int errno_code)
{
  const char *name = strerrorname_np (errno_code);

  return name != NULL ? name : "EUNKNOWN";
}
