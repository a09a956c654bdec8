/* Where a name that a stranger gave us may lead: to public addresses only, unless a person decided
 * otherwise (and to mail ports only: wp_port_is_for_mail). Pure. */
#pragma once

#include <glib.h>

#include "base/inet.h"

/* Not 0/8, 10/8, 100.64/10, 127/8, 169.254/16, 172.16/12, 192.0.0/24, 192.168/16, 198.18/15, 224/3,
 * ::, ::1, fc00::/7, fe80::/10, ff00::/8, nor an IPv4 one of these inside ::ffff:0:0/96,
 * 64:ff9b::/96 or 2002::/16 (IANA special-purpose registries). */
gboolean wp_fence_is_public (const WpInet *inet);
/* Removes from `addresses` (of WpInet) what is not public, unless `allow_private`; answers how many
 * were removed. */
guint    wp_fence_filter (GArray *addresses, gboolean allow_private);
