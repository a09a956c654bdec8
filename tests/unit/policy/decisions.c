/* policy/decisions: what --allow and --deny take, and that equals are equal. */
#include "policy/decisions.h"

#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct
{
  const char *value;
  const char *has; /* the same, as the policy would ask for it; NULL: refused */
} allows[] = {
  { "http", "http" },
  { "send-address", "send-address" },
  { "private", "private" },
  { "second-login", "second-login" },
  { "foreign:imap.example.net", "foreign:imap.example.net" },
  { "foreign:IMAP.Example.NET.", "foreign:imap.example.net" },
  { "mx:bücher.example", "mx:xn--bcher-kva.example" },
  { "guess:192.0.2.1", "guess:192.0.2.1" },
  { "guess:[2001:DB8::1]", "guess:2001:db8::1" },
  { "guess:2001:db8::1", "guess:[2001:db8:0::1]" },
  { "http:imap.example.net", "http:imap.example.net" },
  { "port:imap.example.net:9993", "port:imap.example.net:9993" },
  { "port:[2001:db8::1]:9993", "port:2001:db8::1:9993" },
  { "port:imap.example.net:65535", "port:imap.example.net:65535" },
  { "pin:imap.example.net=" HASH, "pin:IMAP.example.net=" HASH },
  { "pin:[2001:db8::1]=" HASH, "pin:2001:db8::1=" HASH },
  { "pin:imap.example.net=01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:"
    "01:23:45:67:89:"
    "AB:CD:EF",
    "pin:imap.example.net=" HASH },
  { "", NULL },
  { "HTTP", NULL },
  { "everything", NULL },
  { "private:", NULL },
  { "private:imap.example.net", NULL },
  { "second-login:x.example", NULL },
  { "foreign", NULL },
  { "foreign:", NULL },
  { "foreign:imap", NULL },
  { "foreign:imap.example.net:993", NULL },
  { "foreign:a b.example", NULL },
  { "foreign:*.example.net", NULL },
  { "foreign:127.1", NULL },
  { "foreign:[imap.example.net]", NULL },
  { "port:imap.example.net", NULL },
  { "port:imap.example.net:", NULL },
  { "port:imap.example.net:0", NULL },
  { "port:imap.example.net:65536", NULL },
  { "port:imap.example.net:99x", NULL },
  { "port::993", NULL },
  { "pin:imap.example.net", NULL },
  { "pin:imap.example.net=", NULL },
  { "pin:imap.example.net=0123", NULL },
  { "pin:imap.example.net=" HASH "0", NULL },
  { "pin:=" HASH, NULL },
  { "pin:imap.example.net=g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", NULL },
};

static void
test_allow (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (allows); i++)
    {
      g_autoptr (WpDecisions) decisions = wp_decisions_new ();
      g_autoptr (GError) error = NULL;
      gboolean is_taken = wp_decisions_allow (decisions, allows[i].value, &error);

      g_test_message ("%s", allows[i].value);
      g_assert_cmpint (is_taken, ==, allows[i].has != NULL);
      g_assert_cmpint (wp_decisions_has (decisions, allows[i].value), ==, is_taken);
      if (is_taken)
        {
          g_assert_no_error (error);
          g_assert_true (wp_decisions_has (decisions, allows[i].has));
          continue;
        }
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
      g_assert_nonnull (strstr (error->message, allows[i].value));
      g_assert_nonnull (strstr (error->message, "pin:HOST=SHA256"));
    }
}

/* One decision answers nothing but itself. */
static void
test_bound_to_one_host (void)
{
  static const char *const others[] = {
    "foreign:smtp.example.net",
    "foreign:example.net",
    "foreign:x.imap.example.net",
    "mx:imap.example.net",
    "guess:imap.example.net",
    "http:imap.example.net",
    "http",
    "port:imap.example.net:993",
    "private",
    "pin:imap.example.net=" HASH,
  };
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();

  g_assert_true (wp_decisions_allow (decisions, "foreign:imap.example.net", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (wp_decisions_has (decisions, others[i]));
}

static void
test_http_is_two_decisions (void)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();

  g_assert_true (wp_decisions_allow (decisions, "http", NULL));
  g_assert_false (wp_decisions_has (decisions, "http:imap.example.net"));
}

static void
test_pin (void)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();

  g_assert_null (wp_decisions_pin (decisions, "imap.example.net"));
  g_assert_true (wp_decisions_allow (decisions, "pin:imap.example.net=" HASH, NULL));
  g_assert_cmpstr (wp_decisions_pin (decisions, "Imap.example.net"), ==, HASH);
  g_assert_null (wp_decisions_pin (decisions, "smtp.example.net"));
  g_assert_true (
      wp_decisions_allow (decisions,
                          "pin:imap.example.net="
                          "ffff456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                          NULL));
  g_assert_true (g_str_has_prefix (wp_decisions_pin (decisions, "imap.example.net"), "ffff"));
  g_assert_false (wp_decisions_has (decisions, "pin:imap.example.net=" HASH));
}

static void
test_deny (void)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (wp_decisions_denies (decisions, "database"));
  g_assert_true (wp_decisions_deny (decisions, "database", &error));
  g_assert_no_error (error);
  g_assert_true (wp_decisions_denies (decisions, "database"));
  g_assert_false (wp_decisions_denies (decisions, "autodiscover"));
  g_assert_false (wp_decisions_deny (decisions, "srv", &error));
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "database, autodiscover"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/decisions/allow", test_allow);
  g_test_add_func ("/policy/decisions/one-host", test_bound_to_one_host);
  g_test_add_func ("/policy/decisions/http", test_http_is_two_decisions);
  g_test_add_func ("/policy/decisions/pin", test_pin);
  g_test_add_func ("/policy/decisions/deny", test_deny);
  return g_test_run ();
}
