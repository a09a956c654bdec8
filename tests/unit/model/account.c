/* model/account: addresses as people type and paste them; templates. */
#include "model/account.h"

#include <gio/gio.h>
#include <string.h>

#define L64 "a234567890123456789012345678901234567890123456789012345678901234"
#define D63 "b23456789012345678901234567890123456789012345678901234567890123"

static const struct
{
  const char *typed;
  const char *address; /* NULL: refused */
  const char *local_part, *domain, *ascii;
} cases[] = {
  { "anna@example.org", "anna@example.org", "anna", "example.org", "example.org" },
  { "  anna@example.org\n", "anna@example.org", "anna", "example.org", "example.org" },
  { "Anna Example <anna@example.org>", "anna@example.org", "anna", "example.org", "example.org" },
  { "\"a <b>\" < anna@example.org > ", "anna@example.org", "anna", "example.org", "example.org" },
  { "<anna@example.org>", "anna@example.org", "anna", "example.org", "example.org" },
  { "MAILTO:anna@example.org", "anna@example.org", "anna", "example.org", "example.org" },
  { "anna@example.org.", "anna@example.org", "anna", "example.org", "example.org" },
  { "Anna.B+tag@Example.ORG", "Anna.B+tag@Example.ORG", "Anna.B+tag", "Example.ORG",
    "example.org" },
  { "a'b{c}%d@example.org", "a'b{c}%d@example.org", "a'b{c}%d", "example.org", "example.org" },
  { "anna@münchen.test", "anna@münchen.test", "anna", "münchen.test", "xn--mnchen-3ya.test" },
  { "jürgen@example.org", "jürgen@example.org", "jürgen", "example.org", "example.org" },
  { L64 "@example.org", L64 "@example.org", L64, "example.org", "example.org" },
  { L64 "5@example.org", NULL },
  /* 254 bytes, and 255 */
  { "aa@" D63 "." D63 "." D63 "."
    "c234567890123456789012345678901234567890123456789012345.org",
    "aa@" D63 "." D63 "." D63 "."
    "c234567890123456789012345678901234567890123456789012345.org",
    "aa",
    D63 "." D63 "." D63 "."
        "c234567890123456789012345678901234567890123456789012345.org",
    D63 "." D63 "." D63 "."
        "c234567890123456789012345678901234567890123456789012345.org" },
  { "aaa@" D63 "." D63 "." D63 "."
    "c234567890123456789012345678901234567890123456789012345.org",
    NULL },
  { "", NULL },
  { "   ", NULL },
  { NULL, NULL },
  { "anna", NULL },
  { "@example.org", NULL },
  { "anna@", NULL },
  { "anna@@example.org", NULL },
  { "anna@b@example.org", NULL },
  { "anna@localhost", NULL },
  { "anna@example..org", NULL },
  { "anna@.org", NULL },
  { "anna@example.org..", NULL },
  { "anna@192.0.2.1", NULL },
  { "anna@[192.0.2.1]", NULL },
  { "anna@example.1", NULL },
  { "an na@example.org", NULL },
  { "anna@exa mple.org", NULL },
  { "anna\n@example.org", NULL },
  { "\"anna\"@example.org", NULL },
  { "anna;x@example.org", NULL },
  { "anna,ben@example.org", NULL },
  { ".anna@example.org", NULL },
  { "anna.@example.org", NULL },
  { "an..na@example.org", NULL },
  { "an\342\200\213na@example.org", NULL },
  { "an\302\240na@example.org", NULL },
  { "\377@example.org", NULL },
  { "anna@\377.org", NULL },
  { "anna@example.org, ben@example.org", NULL },
  { "anna@-example.org", NULL },
  { "anna@example.org/x", NULL },
  { "\342\200\256anna@example.org", NULL },
};

static void
test_new (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WpAccount) account = wp_account_new (cases[i].typed, &error);

      g_test_message ("case %u", i);
      if (cases[i].address == NULL)
        {
          g_assert_null (account);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_null (strchr (error->message, '\n'));
          g_assert_nonnull (strstr (error->message, "name@domain"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (account->address, ==, cases[i].address);
      g_assert_cmpstr (account->local_part, ==, cases[i].local_part);
      g_assert_cmpstr (account->domain, ==, cases[i].domain);
      g_assert_cmpstr (account->domain_ascii, ==, cases[i].ascii);
    }
}

/* A long text in an error is cut between characters. */
static void
test_long_error (void)
{
  g_autoptr (GString) typed = g_string_new ("x");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (typed, "\303\274");
  g_assert_null (wp_account_new (typed->str, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_fill (void)
{
  static const struct
  {
    const char *template, *filled;
  } fills[] = {
    { NULL, "%EMAILADDRESS%@münchen.test" },
    { "%EMAILADDRESS%", "%EMAILADDRESS%@münchen.test" },
    { "%EMAILLOCALPART%", "%EMAILADDRESS%" },
    { "%EMAILDOMAIN%", "xn--mnchen-3ya.test" },
    { "%EMAILLOCALPART%.%EMAILDOMAIN%", "%EMAILADDRESS%.xn--mnchen-3ya.test" },
    { "u-%EMAILLOCALPART%-%EMAILLOCALPART%", "u-%EMAILADDRESS%-%EMAILADDRESS%" },
    { "%EMAILADDRESS", "%EMAILADDRESS" },
    { "%emailaddress%", "%emailaddress%" },
    { "100%", "100%" },
    { "", "" },
  };
  /* A local part that looks like a template is not filled again. */
  g_autoptr (WpAccount) account = wp_account_new ("%EMAILADDRESS%@münchen.test", NULL);
  g_autoptr (WpAccount) copy = wp_account_dup (account);

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autofree char *filled = wp_account_fill (copy, fills[i].template);

      g_assert_cmpstr (filled, ==, fills[i].filled);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/account/new", test_new);
  g_test_add_func ("/model/account/long-error", test_long_error);
  g_test_add_func ("/model/account/fill", test_fill);
  return g_test_run ();
}
