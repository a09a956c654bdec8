/* The few things that everything with a socket needs: addresses in the system's form, errno as an
 * outcome and as evidence. */
#pragma once

#include <sys/socket.h>

#include "base/inet.h"
#include "model/outcome.h"

/* Fills `address`; answers its length. */
socklen_t   wp_socket_address (const WpInet *inet, guint16 port, struct sockaddr_storage *address);
/* Whether this machine knows a way there (RFC 6724 §2); sends nothing. */
gboolean    wp_socket_has_route (const WpInet *inet);
/* What a failed connect, read or write was. errno is a fingerprint: an ICMP reject is EHOSTUNREACH
 * on IPv4 and EACCES on IPv6. */
WpOutcome   wp_socket_outcome (int errno_code);
/* "ECONNREFUSED" */
const char *wp_socket_errno_name (int errno_code);
