/* Servers as people type them. Pure. */
#pragma once

#include "model/endpoint.h"

/* HOST, HOST:PORT, [V6], [V6]:PORT, each with ",tls", ",starttls" or ",plain". Port 0: none was
 * given, both modes are to be looked at. NULL: it is nothing of that. */
WpEndpoint *wp_session_parse_server (WpProtocol protocol, const char *text);
