/* See inet.h. */
#include "base/inet.h"

#include <arpa/inet.h>
#include <string.h>

gboolean
wp_inet_parse (const char *text, WpInet *inet)
{
  memset (inet, 0, sizeof *inet);
  if (inet_pton (AF_INET, text, inet->bytes) == 1)
    inet->family = 4;
  else if (inet_pton (AF_INET6, text, inet->bytes) == 1)
    inet->family = 6;
  return inet->family != 0;
}

const char *
wp_inet_format (const WpInet *inet, char buffer[WP_INET_TEXT_SIZE])
{
  buffer[0] = '\0';
  if (inet->family != 0)
    inet_ntop (inet->family == 4 ? AF_INET : AF_INET6, inet->bytes, buffer, WP_INET_TEXT_SIZE);
  return buffer;
}

gboolean
wp_inet_equal (const WpInet *a, const WpInet *b)
{
  return a->family == b->family && memcmp (a->bytes, b->bytes, a->family == 4 ? 4 : 16) == 0;
}

guint
wp_inet_hash (const WpInet *inet)
{
  guint hash = inet->family;

  for (int i = 0; i < (inet->family == 4 ? 4 : 16); i++)
    hash = hash * 33 + inet->bytes[i];
  return hash;
}

gboolean
wp_inet_in_block (const WpInet *inet, const WpInet *block, guint bits)
{
  guint whole = bits / 8, rest = bits % 8;

  if (inet->family != block->family || memcmp (inet->bytes, block->bytes, whole) != 0)
    return FALSE;
  return rest == 0 || ((inet->bytes[whole] ^ block->bytes[whole]) >> (8 - rest)) == 0;
}
