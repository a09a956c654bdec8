/* base/domain: A-labels, registrable domains, hosts. */
#include "base/domain.h"

#include <gio/gio.h>
#include <string.h>

#define L63 "a23456789012345678901234567890123456789012345678901234567890123"

static const struct
{
  const char *name, *ascii;
} names[] = {
  { "example.org", "example.org" },
  { "Example.ORG", "example.org" },
  { "example.org.", "example.org" },
  { "_imaps._tcp.example.org", "_imaps._tcp.example.org" },
  { "bücher.example", "xn--bcher-kva.example" },
  { "BÜCHER.example", "xn--bcher-kva.example" },
  { "faß.example", "xn--fa-hia.example" },
  { "xn--bcher-kva.example", "xn--bcher-kva.example" },
  { "bücher。example", "xn--bcher-kva.example" },
  { "ｅｘａｍｐｌｅ.org", "example.org" },
  { "localhost", "localhost" },
  { L63 ".org", L63 ".org" },
  { L63 "x.org", NULL },
  { L63 "." L63 "." L63 "."
        "a234567890123456789012345678901234567890123456789012345678901",
    L63 "." L63 "." L63 "."
        "a234567890123456789012345678901234567890123456789012345678901" },
  { L63 "." L63 "." L63 "."
        "a2345678901234567890123456789012345678901234567890123456789012",
    NULL },
  { "", NULL },
  { ".", NULL },
  { "..", NULL },
  { ".example.org", NULL },
  { "example..org", NULL },
  { "example.org..", NULL },
  { "a b.example", NULL },
  { "a\nb.example", NULL },
  { "a/b.example", NULL },
  { "a@b.example", NULL },
  { "[::1]", NULL },
  { "exämple.org／evil", NULL }, /* full-width slash */
  { "exämple＠evil.org", NULL }, /* full-width at sign */
  { "ü b.example", NULL },
  { "\377.example", NULL },
  { "\342\200\256.example", NULL },
};

static void
test_to_ascii (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *ascii = wp_domain_to_ascii (names[i].name, &error);

      g_test_message ("name %u", i);
      g_assert_cmpstr (ascii, ==, names[i].ascii);
      if (names[i].ascii != NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_for_display (void)
{
  static const struct
  {
    const char *ascii, *shown;
  } cases[] = {
    { "example.org", "example.org" },
    { "xn--bcher-kva.example", "bücher.example" },
    { "xn--xample-2of.org", "xn--xample-2of.org" }, /* Cyrillic е in Latin */
    { "xn--80ak6aa92e.com", "xn--80ak6aa92e.com" }, /* all Cyrillic, looks like apple */
    { "xn--", "xn--" },
    { "192.0.2.1", "192.0.2.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = wp_domain_for_display (cases[i].ascii);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_registrable (void)
{
  static const struct
  {
    const char *name, *registrable;
    gboolean is_suffix;
  } cases[] = {
    { "example.org", "example.org", FALSE },
    { "a.b.example.org", "example.org", FALSE },
    { "mail.example.co.uk", "example.co.uk", FALSE },
    { "Mail.Example.CO.UK", "example.co.uk", FALSE },
    { "co.uk", NULL, TRUE },
    { "CO.UK", NULL, TRUE },
    { "org", NULL, TRUE },
    { "github.io", NULL, TRUE },
    { "one.github.io", "one.github.io", FALSE },
    { "www.ck", "www.ck", FALSE },
    { "x.ck", NULL, TRUE },
    { "good.test", "good.test", FALSE },
    { "test", NULL, TRUE },
    { "xn--bcher-kva.xn--p1ai", "xn--bcher-kva.xn--p1ai", FALSE },
    { "192.0.2.1", NULL, FALSE },
    { "2001:db8::1", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *registrable = wp_domain_registrable (cases[i].name);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (registrable, ==, cases[i].registrable);
      if (strchr (cases[i].name, ':') == NULL && !g_ascii_isdigit (*cases[i].name))
        g_assert_cmpint (wp_domain_is_public_suffix (cases[i].name), ==, cases[i].is_suffix);
    }
}

static void
test_same_and_within (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean is_same, is_within;
  } cases[] = {
    { "example.org", "example.org", TRUE, TRUE },
    { "mail.example.org", "example.org", TRUE, TRUE },
    { "MAIL.example.ORG", "example.org", TRUE, TRUE },
    { "example.org", "mail.example.org", TRUE, FALSE },
    { "a.example.co.uk", "b.example.co.uk", TRUE, FALSE },
    { "notexample.org", "example.org", FALSE, FALSE },
    { "a.co.uk", "b.co.uk", FALSE, FALSE },
    { "co.uk", "co.uk", FALSE, TRUE },
    { "192.0.2.1", "192.0.2.1", FALSE, TRUE },
    { "example.org", "", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (wp_domain_same_registrable (cases[i].a, cases[i].b), ==, cases[i].is_same);
      g_assert_cmpint (wp_domain_is_within (cases[i].a, cases[i].b), ==, cases[i].is_within);
    }
}

static void
test_is_host (void)
{
  static const struct
  {
    const char *name;
    gboolean is_host;
  } cases[] = {
    { "example.org", TRUE },
    { "a-b.example.org", TRUE },
    { "1a.example.org", TRUE },
    { "192.0.2.1", TRUE },
    { "2001:db8::1", TRUE },
    { "xn--bcher-kva.example", TRUE },
    { "localhost", FALSE },
    { "", FALSE },
    { "example.org.", FALSE },
    { ".example.org", FALSE },
    { "-a.example.org", FALSE },
    { "a-.example.org", FALSE },
    { "a.-b.example.org", FALSE },
    { "_imaps.example.org", FALSE },
    { "a b.example.org", FALSE },
    { "127.1", FALSE },
    { "0x7f.1", FALSE },
    { "1.2.3.256", FALSE },
    { "a.0x7f", FALSE },
    { "bücher.example", FALSE },
    { "[::1]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (wp_domain_is_host (cases[i].name), ==, cases[i].is_host);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/domain/to-ascii", test_to_ascii);
  g_test_add_func ("/base/domain/for-display", test_for_display);
  g_test_add_func ("/base/domain/registrable", test_registrable);
  g_test_add_func ("/base/domain/same-and-within", test_same_and_within);
  g_test_add_func ("/base/domain/is-host", test_is_host);
  return g_test_run ();
}
