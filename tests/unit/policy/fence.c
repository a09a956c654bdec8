/* policy/fence: each block at both edges, inside and just outside. */
#include "policy/fence.h"

static const struct
{
  const char *address;
  gboolean is_public;
} cases[] = {
  /* first and last of each block, and their neighbours */
  { "0.0.0.0", FALSE },
  { "0.255.255.255", FALSE },
  { "1.0.0.0", TRUE },
  { "9.255.255.255", TRUE },
  { "10.0.0.0", FALSE },
  { "10.255.255.255", FALSE },
  { "11.0.0.0", TRUE },
  { "100.63.255.255", TRUE },
  { "100.64.0.0", FALSE },
  { "100.127.255.255", FALSE },
  { "100.128.0.0", TRUE },
  { "126.255.255.255", TRUE },
  { "127.0.0.0", FALSE },
  { "127.255.255.255", FALSE },
  { "128.0.0.0", TRUE },
  { "169.253.255.255", TRUE },
  { "169.254.0.0", FALSE },
  { "169.254.169.254", FALSE },
  { "169.254.255.255", FALSE },
  { "169.255.0.0", TRUE },
  { "172.15.255.255", TRUE },
  { "172.16.0.0", FALSE },
  { "172.31.255.255", FALSE },
  { "172.32.0.0", TRUE },
  { "191.255.255.255", TRUE },
  { "192.0.0.0", FALSE },
  { "192.0.0.255", FALSE },
  { "192.0.1.0", TRUE },
  { "192.167.255.255", TRUE },
  { "192.168.0.0", FALSE },
  { "192.168.255.255", FALSE },
  { "192.169.0.0", TRUE },
  { "198.17.255.255", TRUE },
  { "198.18.0.0", FALSE },
  { "198.19.255.255", FALSE },
  { "198.20.0.0", TRUE },
  { "223.255.255.255", TRUE },
  { "224.0.0.0", FALSE },
  { "240.0.0.1", FALSE },
  { "255.255.255.255", FALSE },
  { "::", FALSE },
  { "::1", FALSE },
  { "::2", TRUE },
  { "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", TRUE },
  { "fc00::", FALSE },
  { "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", FALSE },
  { "fe00::", TRUE },
  { "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", TRUE },
  { "fe80::", FALSE },
  { "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", FALSE },
  { "fec0::", TRUE },
  { "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", TRUE },
  { "ff00::", FALSE },
  { "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", FALSE },
  { "2001:db8::1", TRUE },
  /* an IPv4 address inside: mapped, NAT64, 6to4 */
  { "::ffff:0.0.0.0", FALSE },
  { "::ffff:127.0.0.1", FALSE },
  { "::ffff:10.1.2.3", FALSE },
  { "::ffff:192.0.2.1", TRUE },
  { "::ffff:255.255.255.255", FALSE },
  { "::fffe:127.0.0.1", TRUE },
  { "::1:ffff:127.0.0.1", TRUE },
  { "64:ff9b::10.0.0.1", FALSE },
  { "64:ff9b::169.254.169.254", FALSE },
  { "64:ff9b::192.0.2.1", TRUE },
  { "64:ff9b::1:10.0.0.1", TRUE },
  { "2002:7f00:1::", FALSE },
  { "2002:0a00:0001::1", FALSE },
  { "2002:c0a8:ffff::", FALSE },
  { "2002:c000:0201::1", TRUE },
  { "2001:ffff::", TRUE },
  { "2003::", TRUE },
};

static void
test_is_public (void)
{
  WpInet none = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpInet inet;

      g_test_message ("%s", cases[i].address);
      g_assert_true (wp_inet_parse (cases[i].address, &inet));
      g_assert_cmpint (wp_fence_is_public (&inet), ==, cases[i].is_public);
    }
  g_assert_false (wp_fence_is_public (&none));
}

static void
test_filter (void)
{
  static const char *const texts[] = { "10.0.0.1", "192.0.2.1", "::1", "2001:db8::1", "127.0.0.1" };

  for (int allow = 0; allow < 2; allow++)
    {
      g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
      char buffer[WP_INET_TEXT_SIZE];

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          WpInet inet;

          wp_inet_parse (texts[i], &inet);
          g_array_append_val (addresses, inet);
        }
      g_assert_cmpuint (wp_fence_filter (addresses, allow), ==, allow ? 0 : 3);
      g_assert_cmpuint (addresses->len, ==, allow ? 5 : 2);
      g_assert_cmpstr (wp_inet_format (&g_array_index (addresses, WpInet, 0), buffer), ==,
                       allow ? "10.0.0.1" : "192.0.2.1");
      g_assert_cmpstr (wp_inet_format (&g_array_index (addresses, WpInet, 1), buffer), ==,
                       allow ? "192.0.2.1" : "2001:db8::1");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/fence/is-public", test_is_public);
  g_test_add_func ("/policy/fence/filter", test_filter);
  return g_test_run ();
}
