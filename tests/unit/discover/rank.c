/* wp_rank: order, agreement and conflict. A row is a list of what sources say, "KIND[!] server …";
 * a server is PROTOCOL/HOST/PORT/TLS[~USERNAME][@PRIORITY[*WEIGHT]]; "!" marks a source whose
 * answer left the domain. */
#include "discover/discover.h"

#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *sources[6];
  const char *ranked;    /* hosts and ports by rank, protocols apart */
  const char *conflicts; /* "a-b …" of ids, each once */
} rows[] = {
  { "trust first",
    { "guess imap/g/993/implicit", "srv! imap/f/993/implicit", "srv imap/s/993/implicit",
      "autoconfig.subdomain imap/a/993/implicit" },
    "a:993 s:993 f:993 g:993",
    "3-4 2-4" },
  { "of one trust the stronger kind",
    { "autoconfig.wellknown imap/w/993/implicit", "autoconfig.subdomain imap/a/993/implicit" },
    "a:993 w:993",
    "1-2" },
  { "priority, then weight",
    { "srv imap/a/993/implicit@10*90 imap/b/993/implicit@5*1 imap/c/993/implicit@5*9" },
    "c:993 b:993 a:993",
    "" },
  { "implicit TLS first",
    { "srv imap/a/143/starttls@0", "srv imap/a/993/implicit@0" },
    "a:993 a:143",
    "" },
  { "priority beats implicit TLS",
    { "srv imap/a/143/starttls@0", "srv imap/a/993/implicit@10" },
    "a:143 a:993",
    "" },
  { "the document's order",
    { "autoconfig.subdomain imap/a/143/starttls imap/a/993/implicit" },
    "a:143 a:993",
    "" },
  { "without encryption last",
    { "autoconfig.subdomain imap/p/143/none", "guess imap/g/993/implicit" },
    "g:993 p:143",
    "" },
  { "agreement is no conflict",
    { "autoconfig.subdomain imap/a/993/implicit", "srv imap/a/993/implicit@0" },
    "a:993",
    "" },
  { "an alternative is no conflict",
    { "autoconfig.subdomain imap/a/993/implicit imap/a/143/starttls", "srv imap/a/993/implicit@0" },
    "a:993 a:143",
    "" },
  { "SRV labels are one voice",
    { "srv imap/a/993/implicit@0", "srv imap/a/143/starttls@10",
      "autoconfig.subdomain imap/a/143/starttls" },
    "a:143 a:993",
    "" },
  { "another port is a conflict",
    { "autoconfig.subdomain imap/a/993/implicit", "srv imap/a/143/starttls@0" },
    "a:993 a:143",
    "1-2" },
  { "each server of one against each of the other",
    { "autoconfig.subdomain imap/a/993/implicit imap/a/143/starttls", "srv imap/b/993/implicit@0" },
    "a:993 a:143 b:993",
    "1-3 2-3" },
  { "who has one server in common does not contradict by the others",
    { "autoconfig.subdomain imap/a/993/implicit imap/a/143/starttls",
      "srv imap/a/993/implicit@0 imap/b/143/starttls@10" },
    "a:993 a:143 b:143",
    "" },
  { "another user name on the same server is no conflict",
    { "autoconfig.subdomain imap/a/993/implicit~local imap/a/143/starttls",
      "srv imap/a/993/implicit@0" },
    "a:993 a:143 a:993",
    "" },
  { "protocols do not mix",
    { "autoconfig.subdomain imap/a/993/implicit smtp/b/465/implicit", "srv imap/a/993/implicit@0",
      "srv pop3/c/995/implicit@0" },
    "a:993|c:995|b:465",
    "" },
  { "guesses contradict nobody",
    { "srv imap/a/993/implicit@0", "guess imap/b/993/implicit" },
    "a:993 b:993",
    "" },
  { "the trust of the best source",
    { "guess imap/a/993/implicit", "srv imap/b/993/implicit@0",
      "autoconfig.wellknown imap/a/993/implicit" },
    "a:993 b:993",
    "1-2" },
};

static void
add_server (WpReport *report, WpSource *source, const char *text, guint order)
{
  g_auto (GStrv) sides = g_strsplit_set (text, "@*", 3);
  g_auto (GStrv) parts = g_strsplit (sides[0], "/", 4);
  WpProtocol protocol;
  WpTlsMode tls;
  WpCandidate *candidate;
  WpEndpoint *endpoint;
  char *name = strchr (parts[3], '~');

  if (name != NULL)
    *name++ = '\0';
  g_assert_true (wp_protocol_from_id (parts[0], &protocol));
  g_assert_true (wp_tls_mode_from_id (parts[3], &tls));
  endpoint = wp_endpoint_new (protocol, parts[1], (guint16) atoi (parts[2]), tls);
  endpoint->username = g_strdup (name);
  candidate = wp_report_add_candidate (report, endpoint, source, source->trust);
  if (sides[1] == NULL)
    candidate->order = order;
  else
    {
      candidate->srv_priority = (guint16) atoi (sides[1]);
      candidate->srv_weight = sides[2] == NULL ? 0 : (guint16) atoi (sides[2]);
    }
}

static void
add_source (WpReport *report, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean left = g_str_has_suffix (words[0], "!");
  WpSourceKind kind;
  WpSource *source;

  if (left)
    words[0][strlen (words[0]) - 1] = '\0';
  g_assert_true (wp_source_kind_from_id (words[0], &kind));
  source = wp_source_new (kind, text);
  source->provenance.is_https = TRUE;
  source->provenance.left_domain = left;
  source->trust = wp_trust_derive (&source->provenance);
  wp_report_add_source (report, source);
  for (guint i = 1; words[i] != NULL; i++)
    add_server (report, source, words[i], i);
}

static char *
ranked_text (const WpReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);

      for (guint i = 0; i < ranked->len; i++)
        {
          const WpCandidate *candidate = ranked->pdata[i];

          g_assert_cmpuint (candidate->rank, ==, i + 1);
          g_string_append_printf (text, "%s%s:%u",
                                  text->len == 0 ? ""
                                  : i == 0       ? "|"
                                                 : " ",
                                  candidate->endpoint->host, candidate->endpoint->port);
        }
    }
  return g_strdup (text->str);
}

static void
assert_conflicts (const WpReport *report, const char *expected)
{
  g_auto (GStrv) pairs = g_strsplit (expected, " ", -1);
  guint count = 0;

  for (guint i = 0; i < report->candidates->len; i++)
    count += ((const WpCandidate *) report->candidates->pdata[i])->conflicts->len;
  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++)
    {
      guint a = (guint) atoi (*pair), b = (guint) atoi (strchr (*pair, '-') + 1);

      g_assert_true (wp_ids_has (wp_report_candidate (report, a)->conflicts, b));
      g_assert_true (wp_ids_has (wp_report_candidate (report, b)->conflicts, a));
      count -= 2;
    }
  g_assert_cmpuint (count, ==, 0);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);
      g_autofree char *first = NULL, *again = NULL;

      g_test_message ("%s", rows[i].name);
      for (guint s = 0; rows[i].sources[s] != NULL; s++)
        add_source (report, rows[i].sources[s]);
      wp_rank (report);
      first = ranked_text (report);
      g_assert_cmpstr (first, ==, rows[i].ranked);
      assert_conflicts (report, rows[i].conflicts);
      wp_rank (report);
      again = ranked_text (report);
      g_assert_cmpstr (again, ==, first);
      assert_conflicts (report, rows[i].conflicts);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/rank/rows", test_rows);
  return g_test_run ();
}
