/* Servers as people type them. Pure. */
#pragma once

#include "model/endpoint.h"

/* HOST, HOST:PORT, [V6], [V6]:PORT, each with ",tls", ",starttls" or ",plain"; or pasted as a link,
 * imaps://HOST:993/, whose user name and password are not kept. Blanks around it and the dot at the
 * end of a whole name do no harm. Port 0: none was given, both modes are to be looked at. NULL: it
 * is nothing of that, or of another protocol. */
WpEndpoint *wp_session_parse_server (WpProtocol protocol, const char *text);
