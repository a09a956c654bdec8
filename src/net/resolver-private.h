/* What dns-lookup.c needs of a resolver. */
#pragma once

#include "net/dns-question.h"
#include "net/resolver.h"

/* The one question of this name and type in this run; asks it if nobody has. `name` may be in any
 * case and end in a dot. */
WpDnsWaiter *wp_resolver_wait (WpResolver *resolver, const char *name, WpDnsType type,
                               WpDnsWaiterFunc func, gpointer data);
WpLoop      *wp_resolver_loop (WpResolver *resolver);
gboolean     wp_resolver_uses_family (const WpResolver *resolver, guint8 family);
/* As wp_hosts_find, over the hosts file as it was when the resolver was made. */
gboolean     wp_resolver_find_in_hosts (const WpResolver *resolver, const char *host,
                                        GArray *addresses);
/* Lower case, without final dot. The caller owns it. */
char        *wp_resolver_normal_name (const char *name);
