/* See fence.h. The blocks stand as in the IANA special-purpose address registries (RFC 6890); one
 * that carries an IPv4 address inside is as public as that address. */
#include "policy/fence.h"

#include <string.h>

typedef struct
{
  WpInet block;
  guint bits;
} Block;

static const Block private_blocks[] = {
  { { 4, { 0 } }, 8 },
  { { 4, { 10 } }, 8 },
  { { 4, { 100, 64 } }, 10 }, /* shared by carriers, RFC 6598 */
  { { 4, { 127 } }, 8 },
  { { 4, { 169, 254 } }, 16 }, /* link-local; the metadata services of clouds */
  { { 4, { 172, 16 } }, 12 },
  { { 4, { 192, 0, 0 } }, 24 },
  { { 4, { 192, 168 } }, 16 },
  { { 4, { 198, 18 } }, 15 }, /* benchmarks, RFC 2544 */
  { { 4, { 224 } }, 3 },      /* multicast, reserved, broadcast */
  { { 6, { 0 } }, 128 },
  { { 6, { [15] = 1 } }, 128 },
  { { 6, { 0xfc } }, 7 },        /* unique local, RFC 4193 */
  { { 6, { 0xfe, 0x80 } }, 10 }, /* link-local */
  { { 6, { 0xff } }, 8 },        /* multicast */
};

static const struct
{
  Block block;
  guint at; /* where the IPv4 address stands in it */
} carriers[] = {
  { { { 6, { [10] = 0xff, [11] = 0xff } }, 96 }, 12 }, /* ::ffff:0:0/96 */
  { { { 6, { 0x00, 0x64, 0xff, 0x9b } }, 96 }, 12 },   /* NAT64, RFC 6052 */
  { { { 6, { 0x20, 0x02 } }, 16 }, 2 },                /* 6to4, RFC 3056 */
};

gboolean
wp_fence_is_public (const WpInet *inet)
{
  if (inet->family != 4 && inet->family != 6)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (private_blocks); i++)
    if (wp_inet_in_block (inet, &private_blocks[i].block, private_blocks[i].bits))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (wp_inet_in_block (inet, &carriers[i].block.block, carriers[i].block.bits))
      {
        WpInet inside = { .family = 4 };

        memcpy (inside.bytes, inet->bytes + carriers[i].at, 4);
        return wp_fence_is_public (&inside);
      }
  return TRUE;
}

guint
wp_fence_filter (GArray *addresses, gboolean allow_private)
{
  guint removed = 0;

  for (guint i = 0; i < addresses->len && !allow_private;)
    if (wp_fence_is_public (&g_array_index (addresses, WpInet, i)))
      i++;
    else
      {
        g_array_remove_index (addresses, i);
        removed++;
      }
  return removed;
}
