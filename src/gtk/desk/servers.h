/* Servers that are known already, typed in a popover: as on the command line, HOST:PORT,tls; and
 * who is asked where none is. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_DESK_SERVERS (wp_desk_servers_get_type ())
G_DECLARE_FINAL_TYPE (WpDeskServers, wp_desk_servers, WP, DESK_SERVERS, GtkMenuButton)

/* Signal: entered (), Enter was pressed in one of them. */
GtkWidget *wp_desk_servers_new (void);
/* The next check: its switches are set here. Referenced. */
void       wp_desk_servers_set_draft (WpDeskServers *self, WpCase *draft);
/* Opens the popover at these switches. */
void       wp_desk_servers_show_where (WpDeskServers *self);
/* Of WpEndpoint, the caller's; empty: none was typed. NULL: something cannot be read; the popover
 * is opened and says so. Those that were checked before are for addresses of the same domain only:
 * for another one they are forgotten. */
GPtrArray *wp_desk_servers_read (WpDeskServers *self);
/* Of WpEndpoint, as they would be typed; NULL: none. They were checked for the draft's address. */
void       wp_desk_servers_set (WpDeskServers *self, const GPtrArray *servers);
