/* base/inet: literals in and out, blocks. */
#include "base/inet.h"

static const struct
{
  const char *text, *canonical;
} literals[] = {
  { "192.0.2.1", "192.0.2.1" },
  { "0.0.0.0", "0.0.0.0" },
  { "2001:DB8:0:0:0:0:0:1", "2001:db8::1" },
  { "::", "::" },
  { "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
  { "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },
  { "1.2.3", NULL },
  { "127.1", NULL },
  { "1.2.3.4.5", NULL },
  { "256.0.0.1", NULL },
  { "01.2.3.4", NULL },
  { " 1.2.3.4", NULL },
  { "1.2.3.4 ", NULL },
  { "[::1]", NULL },
  { "fe80::1%eth0", NULL },
  { ":::", NULL },
  { "example.org", NULL },
  { "", NULL },
};

static void
test_literals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      char buffer[WP_INET_TEXT_SIZE];
      WpInet inet;

      g_test_message ("%s", literals[i].text);
      g_assert_cmpint (wp_inet_parse (literals[i].text, &inet), ==, literals[i].canonical != NULL);
      g_assert_cmpstr (wp_inet_format (&inet, buffer), ==,
                       literals[i].canonical == NULL ? "" : literals[i].canonical);
    }
}

static const struct
{
  const char *address, *block;
  guint bits;
  gboolean is_in;
} blocks[] = {
  { "10.1.2.3", "10.0.0.0", 8, TRUE },
  { "11.0.0.0", "10.0.0.0", 8, FALSE },
  { "172.31.255.255", "172.16.0.0", 12, TRUE },
  { "172.32.0.0", "172.16.0.0", 12, FALSE },
  { "192.0.2.1", "192.0.2.1", 32, TRUE },
  { "192.0.2.2", "192.0.2.1", 32, FALSE },
  { "1.2.3.4", "0.0.0.0", 0, TRUE },
  { "2001:db8::1", "2001:db8::1", 128, TRUE },
  { "2001:db8::2", "2001:db8::1", 128, FALSE },
  { "2001:db8::3", "2001:db8::2", 127, TRUE },
  { "::1", "0.0.0.0", 0, FALSE },
};

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      WpInet address, block;

      wp_inet_parse (blocks[i].address, &address);
      wp_inet_parse (blocks[i].block, &block);
      g_assert_cmpint (wp_inet_in_block (&address, &block, blocks[i].bits), ==, blocks[i].is_in);
    }
}

/* What lies in the unused bytes of an IPv4 address does not count. */
static void
test_equal (void)
{
  WpInet a = { 4, { 192, 0, 2, 1 } }, b = { 4, { 192, 0, 2, 1, 9 } };
  WpInet c = { 6, { 192, 0, 2, 1 } };

  g_assert_true (wp_inet_equal (&a, &b));
  g_assert_cmpuint (wp_inet_hash (&a), ==, wp_inet_hash (&b));
  g_assert_false (wp_inet_equal (&a, &c));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/inet/literals", test_literals);
  g_test_add_func ("/base/inet/blocks", test_blocks);
  g_test_add_func ("/base/inet/equal", test_equal);
  return g_test_run ();
}
