/* model/web-url: which URLs of strangers are kept, and how they are written. */
#include "model/web-url.h"

#include <string.h>

#include "base/limits.h"

static const struct
{
  const char *text, *url;
} cases[] = {
  { "https://example.org/", "https://example.org/" },
  { "http://example.org", "http://example.org" },
  { "HTTPS://EXAMPLE.ORG./Path?q=A#f", "https://example.org/Path?q=A#f" },
  { "https://example.org:443/", "https://example.org/" },
  { "http://example.org:80/", "http://example.org/" },
  { "https://example.org:8443/", "https://example.org:8443/" },
  { "https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC" },
  { "https://example.org/%41%c3%2541", "https://example.org/A%C3%2541" },
  { "https://example.org/a|b\"<c>{d}", "https://example.org/a%7Cb%22%3Cc%3E%7Bd%7D" },
  { "https://192.0.2.1/", "https://192.0.2.1/" },
  { "https://[2001:db8::1]/", "https://[2001:db8::1]/" },
  /* Cyrillic "а": shown as what it is */
  { "https://p\320\260ypal.example/", "https://xn--pypal-4ve.example/" },
  { "https://user@example.org/", NULL },
  { "https://example.com:pw@example.org/", NULL },
  { "https://example.com\\@example.org/", NULL },
  { "https://example.org/a b", NULL },
  { " https://example.org/", NULL },
  { "https://example.org/\n", NULL },
  { "https://example.org/\177", NULL },
  { "https://example.org/\344", NULL },
  { "https://example.org/%EMAILADDRESS%", NULL },
  { "https://login.%EMAILDOMAIN%/", NULL },
  { "https://example.org/100%", NULL },
  { "https://example.org:0/", NULL },
  { "https://example.org:99999/", NULL },
  { "https://localhost/", NULL },
  { "https://127.1/", NULL },
  { "https:///path", NULL },
  { "https://", NULL },
  { "//example.org/", NULL },
  { "/path", NULL },
  { "example.org", NULL },
  { "javascript:alert(1)", NULL },
  { "data:text/html,x", NULL },
  { "file:///etc/passwd", NULL },
  { "ftp://example.org/", NULL },
  { "mailto:a@example.org", NULL },
  { "", NULL },
  { NULL, NULL },
};

static void
test_urls (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = wp_web_url (cases[i].text);
      g_autofree char *again = wp_web_url (url);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_cmpstr (again, ==, cases[i].url);
    }
  g_assert_true (wp_web_url_is_https ("https://example.org/"));
  g_assert_false (wp_web_url_is_https ("http://example.org/"));
}

static void
test_limit (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autofree char *path = g_strnfill (WP_LIMIT_URL_BYTES - strlen ("https://a.example/") + more,
                                          'x');
      g_autofree char *text = g_strconcat ("https://a.example/", path, NULL);
      g_autofree char *url = wp_web_url (text);

      g_assert_cmpstr (url, ==, more == 0 ? text : NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/web-url/urls", test_urls);
  g_test_add_func ("/model/web-url/limit", test_limit);
  return g_test_run ();
}
