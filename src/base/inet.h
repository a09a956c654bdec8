/* An IPv4 or IPv6 address as a value. Plain and comparable; no socket, no name service. */
#pragma once

#include <glib.h>

typedef struct
{
  guint8 family;     /* 4 or 6; 0 = none */
  guint8 bytes[16];  /* network order; four are used of family 4 */
} WpInet;

#define WP_INET_TEXT_SIZE 46

/* Reads a literal without brackets or scope. */
gboolean    wp_inet_parse (const char *text, WpInet *inet);
/* Writes the canonical text (RFC 5952 for family 6) into `buffer` and returns it. */
const char *wp_inet_format (const WpInet *inet, char buffer[WP_INET_TEXT_SIZE]);
gboolean    wp_inet_equal (const WpInet *a, const WpInet *b);
guint       wp_inet_hash (const WpInet *inet);
/* Whether the first `bits` bits of both are the same; FALSE across families. */
gboolean    wp_inet_in_block (const WpInet *inet, const WpInet *block, guint bits);
