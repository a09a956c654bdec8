/* discover/judge: hops of a document, SRV records, URLs for people. */
#include "discover/judge.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *domain;
  gboolean allow_private;
  const char *url, *host;
  guint16 port;
  const char *addresses; /* separated by blanks */
  WpOutcome outcome;
  const char *left; /* addresses that may be used */
  gboolean left_domain;
} hops[] = {
  { "the own host", "example.org", FALSE, "https://autoconfig.example.org/x",
    "autoconfig.example.org", 443, "192.0.2.1 2001:db8::1", WP_OUTCOME_OK, "192.0.2.1 2001:db8::1",
    FALSE },
  { "the domain itself", "example.org", FALSE, "https://example.org/x", "example.org", 443,
    "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", FALSE },
  { "a domain that is a public suffix itself", "co.uk", FALSE, "https://co.uk/x", "co.uk", 443,
    "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", FALSE },
  { "whoever registered below the suffix", "co.uk", FALSE, "https://evil.co.uk/x", "evil.co.uk",
    443, "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", TRUE },
  { "up to the registrable domain", "dept.example.co.uk", FALSE, "https://www.example.co.uk/x",
    "www.example.co.uk", 443, "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", FALSE },
  { "a neighbour under the suffix is another domain", "example.co.uk", FALSE,
    "https://evil.co.uk/x", "evil.co.uk", 443, "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", TRUE },
  { "neighbours under a private suffix", "one.github.io", FALSE, "https://two.github.io/x",
    "two.github.io", 443, "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", TRUE },
  { "ends alike", "example.org", FALSE, "https://notexample.org/x", "notexample.org", 443,
    "192.0.2.1", WP_OUTCOME_OK, "192.0.2.1", TRUE },
  { "a public suffix", "example.org", FALSE, "https://co.uk/x", "co.uk", 443, "192.0.2.1",
    WP_OUTCOME_REDIRECT_REFUSED, "192.0.2.1", FALSE },
  { "a top-level domain", "example.org", FALSE, "https://com/x", "com", 443, "192.0.2.1",
    WP_OUTCOME_REDIRECT_REFUSED, "192.0.2.1", FALSE },
  { "an address literal", "example.org", FALSE, "https://192.0.2.1/x", "192.0.2.1", 443,
    "192.0.2.1", WP_OUTCOME_REDIRECT_REFUSED, "192.0.2.1", FALSE },
  { "an address literal, even where private ones are allowed", "example.org", TRUE,
    "https://10.0.0.1/x", "10.0.0.1", 443, "10.0.0.1", WP_OUTCOME_REDIRECT_REFUSED, "10.0.0.1",
    FALSE },
  { "without encryption", "example.org", FALSE, "http://example.org/x", "example.org", 443,
    "192.0.2.1", WP_OUTCOME_REDIRECT_REFUSED, "192.0.2.1", FALSE },
  { "another scheme", "example.org", FALSE, "file:///etc/passwd", "example.org", 443, "192.0.2.1",
    WP_OUTCOME_REDIRECT_REFUSED, "192.0.2.1", FALSE },
  { "another port", "example.org", FALSE, "https://example.org:25/x", "example.org", 25,
    "192.0.2.1", WP_OUTCOME_FENCED, "192.0.2.1", FALSE },
  { "another port, allowed", "example.org", TRUE, "https://example.org:8443/x", "example.org", 8443,
    "10.0.0.1", WP_OUTCOME_OK, "10.0.0.1", FALSE },
  { "private only", "example.org", FALSE, "https://example.org/x", "example.org", 443,
    "10.0.0.1 ::1", WP_OUTCOME_FENCED, "", FALSE },
  { "private among others", "example.org", FALSE, "https://example.org/x", "example.org", 443,
    "127.0.0.1 192.0.2.1 fe80::1", WP_OUTCOME_OK, "192.0.2.1", FALSE },
  { "no address", "example.org", TRUE, "https://example.org/x", "example.org", 443, "",
    WP_OUTCOME_FENCED, "", FALSE },
};

static GArray *
addresses_of (const char *text)
{
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      WpInet inet;

      g_assert_true (wp_inet_parse (*word, &inet));
      g_array_append_val (addresses, inet);
    }
  return addresses;
}

static void
test_hops (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hops); i++)
    {
      WpHopRules rules = { hops[i].domain, hops[i].allow_private };
      g_autoptr (GArray) addresses = addresses_of (hops[i].addresses);
      g_autoptr (GArray) expected = addresses_of (hops[i].left);
      gboolean left_domain = FALSE;

      g_test_message ("%s", hops[i].name);
      g_assert_cmpstr (wp_outcome_id (wp_hop_judge (&rules, hops[i].url, hops[i].host, hops[i].port,
                                                    addresses, &left_domain)),
                       ==, wp_outcome_id (hops[i].outcome));
      g_assert_cmpint (left_domain, ==, hops[i].left_domain);
      g_assert_cmpuint (addresses->len, ==, expected->len);
      for (guint a = 0; a < addresses->len; a++)
        g_assert_true (wp_inet_equal (&g_array_index (addresses, WpInet, a),
                                      &g_array_index (expected, WpInet, a)));
    }
}

/* Once outside, a way back does not make it inside again. */
static void
test_left_stays_left (void)
{
  WpHopRules rules = { "example.org", FALSE };
  g_autoptr (GArray) addresses = addresses_of ("192.0.2.1");
  gboolean left_domain = FALSE;

  wp_hop_judge (&rules, "https://evil.example/", "evil.example", 443, addresses, &left_domain);
  wp_hop_judge (&rules, "https://example.org/", "example.org", 443, addresses, &left_domain);
  g_assert_true (left_domain);
}

static void
test_url_for_display (void)
{
  static const struct
  {
    const char *url, *shown;
  } cases[] = {
    { "https://example.org/mail/x.xml?a=b#c", "https://example.org/mail/x.xml?a=b" },
    { "https://Example.ORG", "https://example.org" },
    { "https://example.org:443/", "https://example.org/" },
    { "https://example.org:8443/", "https://example.org:8443/" },
    { "https://example.org@evil.example/", "https://evil.example/" },
    { "https://example.org:x@evil.example/", "https://evil.example/" },
    { "https://\320\265xample.org/", "https://xn--xample-2of.org/" }, /* Cyrillic е */
    { "https://[2001:db8::1]/", "https://[2001:db8::1]/" },
    { "not a URL\033[2J", "not a URL\\x1B[2J" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = wp_url_for_display (cases[i].url);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_url_is_bounded (void)
{
  g_autofree char *path = g_strnfill (5000, 'x');
  g_autofree char *url = g_strconcat ("https://example.org/", path, NULL);
  g_autofree char *shown = wp_url_for_display (url);

  g_assert_cmpuint (g_utf8_strlen (shown, -1), ==, 301);
}

typedef struct
{
  guint16 priority, weight, port;
  const char *target;
} Srv;

static GPtrArray *
records_of (const Srv *srv)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_free);

  for (; srv->target != NULL; srv++)
    {
      WpDnsRecord *record = g_new0 (WpDnsRecord, 1);

      record->priority = srv->priority;
      record->weight = srv->weight;
      record->port = srv->port;
      record->target = (char *) srv->target;
      g_ptr_array_add (records, record);
    }
  return records;
}

static const struct
{
  const char *name;
  Srv records[8];
  const char *ordered; /* "target:port …" */
  gboolean is_not_offered;
} srvs[] = {
  { "priority before weight",
    { { 10, 100, 993, "a.example.org" }, { 0, 1, 993, "b.example.org" } },
    "b.example.org:993 a.example.org:993",
    FALSE },
  { "weight descending",
    { { 0, 1, 993, "a.example.org" },
      { 0, 0, 993, "b.example.org" },
      { 0, 65535, 993, "c.example.org" } },
    "c.example.org:993 a.example.org:993 b.example.org:993",
    FALSE },
  { "equals by name, then port",
    { { 0, 0, 993, "b.example.org" },
      { 0, 0, 994, "a.example.org" },
      { 0, 0, 993, "a.example.org" } },
    "a.example.org:993 a.example.org:994 b.example.org:993",
    FALSE },
  { "highest numbers",
    { { 65535, 0, 65535, "a.example.org" }, { 65534, 0, 1, "b.example.org" } },
    "b.example.org:1 a.example.org:65535",
    FALSE },
  { "not offered", { { 0, 0, 0, "" } }, "", TRUE },
  { "a dot among others means nothing",
    { { 0, 0, 0, "" }, { 0, 0, 993, "a.example.org" } },
    "a.example.org:993",
    FALSE },
  { "bad targets",
    { { 0, 0, 993, "192.0.2.1" },
      { 0, 0, 993, "localhost" },
      { 0, 0, 993, "a_b.example.org" },
      { 0, 0, 993, "a b.example.org" },
      { 0, 0, 0, "a.example.org" },
      { 0, 0, 993, "2001:db8::1" },
      { 0, 0, 993, "10.1" } },
    "",
    FALSE },
  { "none", { { 0 } }, "", FALSE },
};

static void
test_srv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (srvs); i++)
    {
      g_autoptr (GPtrArray) records = records_of (srvs[i].records);
      g_autoptr (GPtrArray) ordered = wp_srv_order (records);
      g_autoptr (GString) is = g_string_new (NULL);

      g_test_message ("%s", srvs[i].name);
      for (guint r = 0; r < ordered->len; r++)
        {
          const WpDnsRecord *record = ordered->pdata[r];

          g_string_append_printf (is, "%s%s:%u", r == 0 ? "" : " ", record->target, record->port);
        }
      g_assert_cmpstr (is->str, ==, srvs[i].ordered);
      g_assert_cmpint (wp_srv_is_not_offered (records), ==, srvs[i].is_not_offered);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/judge/hops", test_hops);
  g_test_add_func ("/discover/judge/left-stays-left", test_left_stays_left);
  g_test_add_func ("/discover/judge/url", test_url_for_display);
  g_test_add_func ("/discover/judge/url-bounded", test_url_is_bounded);
  g_test_add_func ("/discover/judge/srv", test_srv);
  return g_test_run ();
}
