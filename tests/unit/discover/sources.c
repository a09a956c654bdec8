/* discover: every source beside autoconfig, SRV and guessing, what consent opens and what denial
 * closes, and how long anybody is waited for, in a scripted world (see world.h). */
#include <string.h>

#include "discover/discover.h"
#include "world.h"

#define XML(domain, host)                                                                          \
  "<clientConfig version=\"1.1\"><emailProvider id=\"" domain "\"><domain>" domain                 \
  "</domain><incomingServer type=\"imap\"><hostname>imap." host                                    \
  "</hostname><port>993</port><socketType>SSL</socketType></incomingServer>"                       \
  "<outgoingServer type=\"smtp\"><hostname>smtp." host                                             \
  "</hostname><port>465</port><socketType>SSL</socketType></outgoingServer>"                       \
  "</emailProvider></clientConfig>"
#define POX(inside)                                                                                \
  "<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/"       \
  "2006\"><Response xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/"           \
  "responseschema/2006a\"><Account><AccountType>email</AccountType>" inside                        \
  "</Account></Response></Autodiscover>"
#define POX_SERVERS                                                                                \
  POX ("<Action>settings</Action>"                                                                 \
       "<Protocol><Type>IMAP</Type><Server>imap.good.test</Server><Port>993</Port><SSL>on</SSL>"   \
       "</Protocol><Protocol><Type>SMTP</Type><Server>smtp.good.test</Server><Port>465</Port>"     \
       "<SSL>on</SSL></Protocol>")

/* The digest of "pacc" below, and of nothing here. */
#define PACC                                                                                       \
  "{\"protocols\":{\"imap\":{\"host\":\"imap.good.test\"},\"submit\":{\"host\":"                   \
  "\"smtp.good.test\"}},\"authentication\":{\"password\":true}}"

static const char *documents[] = {
  "good",
  XML ("good.test", "good.test"),
  "hoster",
  XML ("hoster.test", "hoster.test"),
  "other",
  XML ("good.test", "other.good.test"),
  "pacc",
  PACC,
  "pox",
  POX_SERVERS,
  "pox-url",
  POX ("<Action>redirectUrl</Action><RedirectUrl>https://pox.hoster.test/x</RedirectUrl>"),
  "pox-address",
  POX ("<Action>redirectAddr</Action><RedirectAddr>anna@mail.good.test"
       "</RedirectAddr>"),
  "page",
  "<!doctype html><html><body>Welcome</body></html>",
  "v2",
  "{\"Protocol\":\"ActiveSync\",\"Url\":\"https://outlook.office365.com/x\"}",
  "empty",
  "",
  "leak",
  "<clientConfig version=\"1.1\"><emailProvider id=\"good.test\"><domain>good.test</domain>"
  "<incomingServer type=\"imap\"><hostname>%EMAILLOCALPART%.good.test</hostname>"
  "<port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>",
  NULL,
};

#define AC "https://autoconfig.good.test/mail/config-v1.1.xml"
#define WK "https://good.test/.well-known/autoconfig/mail/config-v1.1.xml"
#define DB "https://autoconfig.thunderbird.net/v1.1/"
#define HOSTS                                                                                      \
  "good.test MX 10 mx.good.test\ngood.test A 192.0.2.9\nautoconfig.good.test A 192.0.2.8\n"        \
  "imap.good.test A 192.0.2.1\nsmtp.good.test A 192.0.2.1\n"                                       \
  "autoconfig.thunderbird.net A 192.0.2.20\n"
#define PACC_HOST "ua-auto-config.good.test A 192.0.2.10\n"
#define PACC_URL "https://ua-auto-config.good.test/.well-known/user-agent-configuration.json"
#define POX_AT "https://autodiscover.good.test/autodiscover/autodiscover.xml"
#define POX_HOST "autodiscover.good.test A 192.0.2.11\n"
#define BY_MX                                                                                      \
  "good.test MX 10 mx1.in.hoster.test\ngood.test A 192.0.2.9\n"                                    \
  "autoconfig.hoster.test A 192.0.2.30\nautoconfig.thunderbird.net A 192.0.2.20\n"                 \
  "imap.hoster.test A 192.0.2.31\nsmtp.hoster.test A 192.0.2.31\n"
#define HOSTER_AC "https://autoconfig.hoster.test/mail/config-v1.1.xml"
#define SERVERS(host, trust) "imap imap." host ":993 " trust "\nsmtp smtp." host ":465 " trust "\n"

typedef struct
{
  const char *name;
  const char *world;
  const char *decisions; /* "-database" is denied */
  const char *sources;   /* those that are not not-found */
  const char *candidates;
} Row;

static const Row rows[] = {
  { "PACC with its digest", HOSTS PACC_HOST PACC_URL " 200 pacc\n_ua-auto-config.good.test TXT %D",
    "", "pacc found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "PACC, two records for a roll-over",
    HOSTS PACC_HOST PACC_URL
    " 200 pacc\n_ua-auto-config.good.test TXT v=UAAC1; a=sha256; "
    "d=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n_ua-auto-config.good.test TXT %D",
    "", "pacc found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "PACC with the digest of another version",
    HOSTS PACC_HOST PACC_URL " 200 pacc\n_ua-auto-config.good.test TXT v=UAAC1; a=sha256; "
                             "d=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" AC " 200 good",
    "",
    "pacc failed digest-mismatch\n"
    "autoconfig.subdomain found provider-https\n",
    SERVERS ("good.test", "provider-https") },
  { "PACC without a digest", HOSTS PACC_HOST PACC_URL " 200 pacc\n" AC " 200 good", "",
    "pacc failed digest-mismatch\n"
    "autoconfig.subdomain found provider-https\n",
    SERVERS ("good.test", "provider-https") },
  { "PACC is not followed elsewhere",
    HOSTS PACC_HOST PACC_URL " -> https://good.test/p\nhttps://good.test/p 200 pacc\n"
                             "_ua-auto-config.good.test TXT %D\n" AC " 200 good",
    "",
    "pacc failed redirect-refused\n"
    "autoconfig.subdomain found provider-https\n",
    SERVERS ("good.test", "provider-https") },
  { "the database", HOSTS DB "good.test 200 good", "", "database found database\n",
    SERVERS ("good.test", "database") },
  { "the database, denied", HOSTS DB "good.test 200 good\n" AC " 200 good", "-database",
    "autoconfig.subdomain found provider-https\ndatabase skipped\n",
    SERVERS ("good.test", "provider-https") },
  { "the database sends us on to a stranger",
    HOSTS "hoster.test A 192.0.2.21\n" DB "good.test -> https://hoster.test/x\n"
          "https://hoster.test/x 200 good",
    "", "database found dns-foreign\n", SERVERS ("good.test", "dns-foreign") },
  { "a server's name would tell whose mailbox it is",
    HOSTS AC " 200 leak\n" DB "good.test 200 good", "",
    "autoconfig.subdomain not-settings not-settings\n"
    "database found database\n",
    SERVERS ("good.test", "database") },
  { "by way of the exchanger: a file", BY_MX HOSTER_AC " 200 hoster", "",
    "mx.autoconfig found mx\n", SERVERS ("hoster.test", "mx") },
  { "by way of the exchanger: the database", BY_MX DB "hoster.test 200 hoster", "",
    "mx.database found mx\n", SERVERS ("hoster.test", "mx") },
  { "by way of the exchanger: the name without its first label",
    BY_MX "autoconfig.in.hoster.test A 192.0.2.33\n"
          "https://autoconfig.in.hoster.test/mail/config-v1.1.xml 200 hoster",
    "", "mx.autoconfig found mx\n", SERVERS ("hoster.test", "mx") },
  { "an exchanger right under a public suffix",
    "autoconfig.thunderbird.net A 192.0.2.20\ngood.test MX 10 co.uk\ngood.test A "
    "192.0.2.9\nautoconfig.co.uk A 192.0.2.30\n"
    "https://autoconfig.co.uk/mail/config-v1.1.xml 200 hoster\n"
    "autoconfig.good.test A 192.0.2.8\n" AC " 200 good",
    "", "autoconfig.subdomain found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "Autodiscover at its own host", HOSTS POX_HOST POX_AT " 200 pox", "",
    "autodiscover found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "Autodiscover, denied", HOSTS POX_HOST POX_AT " 200 pox\n" AC " 200 good", "-autodiscover",
    "autoconfig.subdomain found provider-https\n"
    "autodiscover skipped\n",
    SERVERS ("good.test", "provider-https") },
  { "Autodiscover leads to another domain",
    HOSTS POX_HOST "pox.hoster.test A 192.0.2.40\n" POX_AT " 200 pox-url\n"
                   "https://pox.hoster.test/x 200 pox\n" AC " 200 good",
    "", "autoconfig.subdomain found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "Autodiscover leads to another domain, with consent",
    HOSTS POX_HOST "pox.hoster.test A 192.0.2.40\n" POX_AT " 200 pox-url\n"
                   "https://pox.hoster.test/x 200 pox",
    "send-address", "autodiscover found dns-foreign\n", SERVERS ("good.test", "dns-foreign") },
  { "Autodiscover redirects by HTTP to another domain",
    HOSTS POX_HOST "pox.hoster.test A 192.0.2.40\n" POX_AT " -> https://pox.hoster.test/x\n"
                   "https://pox.hoster.test/x 200 pox\n" AC " 200 good",
    "",
    "autoconfig.subdomain found provider-https\n"
    "autodiscover failed redirect-refused\n",
    SERVERS ("good.test", "provider-https") },
  { "Autodiscover names another address of the domain",
    HOSTS POX_HOST "autodiscover.mail.good.test A 192.0.2.41\n" POX_AT " 200 pox-address\n"
                   "https://autodiscover.mail.good.test/autodiscover/autodiscover.xml 200 pox",
    "", "autodiscover found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "Autodiscover by SRV inside the domain",
    HOSTS "_autodiscover._tcp.good.test SRV 0 0 443 ad.good.test\nad.good.test A 192.0.2.42\n"
          "https://ad.good.test/autodiscover/autodiscover.xml 200 pox",
    "", "autodiscover found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "Autodiscover by SRV to a stranger",
    HOSTS "_autodiscover._tcp.good.test SRV 0 0 443 ad.hoster.test\nad.hoster.test A 192.0.2.42\n"
          "https://ad.hoster.test/autodiscover/autodiscover.xml 200 pox\n" AC " 200 good",
    "",
    "autoconfig.subdomain found provider-https\n"
    "autodiscover skipped\n",
    SERVERS ("good.test", "provider-https") },
  { "V2, where the exchanger is Microsoft's and the address may be sent",
    "autoconfig.thunderbird.net A 192.0.2.20\n"
    "good.test MX 0 good-test.mail.protection.outlook.com\ngood.test A 192.0.2.9\n"
    "autoconfig.good.test A 192.0.2.8\noutlook.office365.com A 192.0.2.50\n"
    "https://outlook.office365.com/autodiscover/autodiscover.json/v1.0/"
    "anna@good.test?Protocol=ActiveSync 200 v2\n" AC " 200 good",
    "send-address",
    "autoconfig.subdomain found provider-https\n"
    "autodiscover found\n",
    SERVERS ("good.test", "provider-https") },
  { "a TXT record",
    HOSTS "good.test TXT mailconf=https://good.test/mine.xml\n"
          "https://good.test/mine.xml 200 good",
    "", "mailconf found provider-https\n", SERVERS ("good.test", "provider-https") },
  { "a TXT record to a stranger",
    HOSTS "good.test TXT mailconf=https://hoster.test/mine.xml\nhoster.test A 192.0.2.60\n"
          "https://hoster.test/mine.xml 200 good",
    "", "mailconf found dns-foreign\n", SERVERS ("good.test", "dns-foreign") },
  { "unencrypted pages are not asked",
    HOSTS "http://autoconfig.good.test/mail/config-v1.1.xml 200 "
          "other\n" DB "good.test 200 good",
    "", "database found database\n", SERVERS ("good.test", "database") },
  { "unencrypted pages, with consent",
    HOSTS "http://autoconfig.good.test/mail/config-v1.1.xml 200 good", "http",
    "autoconfig.http found http\n", SERVERS ("good.test", "http") },
  { "unencrypted pages never outrank",
    HOSTS "http://autoconfig.good.test/mail/config-v1.1.xml 200 other\n" AC " 200 good", "http",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.http found http\n",
    SERVERS ("good.test", "provider-https") SERVERS ("other.good.test", "http") },
  { "an encrypted page that leads to an unencrypted one",
    HOSTS AC " -> http://good.test/x\nhttp://good.test/x 200 good\n" DB "good.test 200 good",
    "http",
    "autoconfig.subdomain failed redirect-refused\n"
    "database found database\n",
    SERVERS ("good.test", "database") },
  { "the address, with consent",
    HOSTS AC " 400\n" AC "?emailaddress=anna@good.test 200 good\n" WK " 200 empty", "send-address",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.subdomain failed http-error\n"
    "autoconfig.wellknown not-settings not-settings\n",
    SERVERS ("good.test", "provider-https") },
};

/* Running one */

typedef struct
{
  GMainLoop *main;
  WpReport *report;
  WpDiscovery *discovery;
  WpDecisions *decisions;
  WpLoop *loop;
  guint n_ready;
  guint n_done;
  guint n_wanted;
  gboolean says_yes;
  gint64 start_us, ready_us, done_us;
} Run;

static void
on_ready (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  Run *run = data;

  run->n_ready++;
  run->ready_us = g_get_monotonic_time () - run->start_us;
}

static void
on_done (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  Run *run = data;

  run->n_done++;
  run->done_us = g_get_monotonic_time () - run->start_us;
  g_main_loop_quit (run->main);
}

static gboolean
on_decided (gpointer data)
{
  Run *run = data;

  if (run->says_yes)
    g_assert_true (wp_decisions_allow (run->decisions, "send-address", NULL));
  wp_discovery_decided (run->discovery);
  return G_SOURCE_REMOVE;
}

static void
on_wants_address (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  Run *run = data;

  run->n_wanted++;
  g_timeout_add (10, on_decided, run);
}

static void
decide (Run *run, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  for (char **word = each; *word != NULL && **word != '\0'; word++)
    g_assert_true (**word == '-' ? wp_decisions_deny (run->decisions, *word + 1, NULL)
                                 : wp_decisions_allow (run->decisions, *word, NULL));
}

static char *
with_digest (const char *script)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autofree char *base64 = NULL;
  g_autofree char *record = NULL;
  g_auto (GStrv) parts = g_strsplit (script, "%D", -1);

  g_checksum_update (sum, (const guchar *) PACC, -1);
  g_checksum_get_digest (sum, digest, &size);
  base64 = g_base64_encode (digest, size);
  record = g_strconcat ("v=UAAC1; a=sha256; d=", base64, NULL);
  return g_strjoinv (record, parts);
}

static void
run_begin (Run *run, const char *script, const char *decisions)
{
  static const WpDiscoverCallbacks callbacks = { .ready = on_ready,
                                                 .wants_address = on_wants_address,
                                                 .done = on_done };
  g_autoptr (WpAccount) account = wp_account_new ("anna@good.test", NULL);
  g_autofree char *filled = with_digest (script);
  WpDiscoverContext context = { .resolver = world_resolver (), .fetcher = world_fetcher () };

  world_set (filled, documents);
  run->main = g_main_loop_new (NULL, FALSE);
  run->report = wp_report_new (account);
  run->decisions = wp_decisions_new ();
  decide (run, decisions);
  context.loop = run->loop = wp_loop_new (NULL);
  context.decisions = run->decisions;
  run->start_us = g_get_monotonic_time ();
  run->discovery = wp_discovery_new (&context, run->report, &callbacks, run);
}

static void
run_end (Run *run)
{
  g_clear_pointer (&run->discovery, wp_discovery_free);
  while (world_pending () > 0 || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  wp_report_unref (run->report);
  wp_decisions_free (run->decisions);
  wp_loop_unref (run->loop);
  g_main_loop_unref (run->main);
  world_clear ();
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sources_text (const WpReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < WP_N_SOURCE_KINDS; kind++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < report->sources->len; i++)
        {
          const WpSource *source = report->sources->pdata[i];

          if (source->kind != kind || source->status == WP_SOURCE_STATUS_NOT_FOUND)
            continue;
          g_ptr_array_add (lines,
                           g_strconcat (wp_source_kind_id (source->kind), " ",
                                        wp_source_status_id (source->status),
                                        source->status == WP_SOURCE_STATUS_SKIPPED ? "" : " ",
                                        source->status == WP_SOURCE_STATUS_SKIPPED ? ""
                                        : source->status != WP_SOURCE_STATUS_FOUND
                                            ? wp_outcome_id (source->outcome)
                                        : source->says->len == 0 ? ""
                                                                 : wp_trust_id (source->trust),
                                        NULL));
          g_strchomp (lines->pdata[lines->len - 1]);
        }
      g_ptr_array_sort (lines, by_text);
      for (guint i = lines->len; i > 0; i--)
        g_string_append_printf (text, "%s\n", (char *) lines->pdata[i - 1]);
    }
  return g_string_free (text, FALSE);
}

static char *
candidates_text (const WpReport *report)
{
  GString *text = g_string_new (NULL);
  guint most = 0;

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);

      most = MAX (most, ranked->len);
    }
  for (guint i = 0; i < most; i++)
    for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
      {
        g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);
        const WpCandidate *candidate = i < ranked->len ? ranked->pdata[i] : NULL;

        if (candidate != NULL)
          g_string_append_printf (
              text, "%s %s:%u %s\n", wp_protocol_id (candidate->endpoint->protocol),
              candidate->endpoint->host, candidate->endpoint->port, wp_trust_id (candidate->trust));
      }
  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Run run = { 0 };
      g_autofree char *sources = NULL, *candidates = NULL;

      g_test_message ("%s", rows[i].name);
      run_begin (&run, rows[i].world, rows[i].decisions);
      g_main_loop_run (run.main);
      sources = sources_text (run.report);
      candidates = candidates_text (run.report);
      g_assert_cmpstr (sources, ==, rows[i].sources);
      g_assert_cmpstr (candidates, ==, rows[i].candidates);
      g_assert_cmpuint (run.n_ready, ==, 1);
      g_assert_cmpuint (run.n_done, ==, 1);
      run_end (&run);
    }
}

/* Where no source has settings without it, a person is asked whether the address may be sent. */
static void
test_asks_for_the_address (void)
{
  static const char world_text[] = HOSTS AC " 400\n" AC "?emailaddress=anna@good.test 200 good";

  for (guint yes = 0; yes < 2; yes++)
    {
      Run run = { .says_yes = yes };
      g_autofree char *candidates = NULL;

      run_begin (&run, world_text, "");
      g_main_loop_run (run.main);
      candidates = candidates_text (run.report);
      g_assert_cmpuint (run.n_wanted, ==, 1);
      g_assert_cmpuint (world_asked (AC "?emailaddress=anna@good.test"), ==, yes);
      if (yes)
        g_assert_cmpstr (candidates, ==, SERVERS ("good.test", "provider-https"));
      else
        g_assert_true (g_str_has_prefix (candidates, "imap imap.good.test:993 guess\n"));
      run_end (&run);
    }
}

static void
test_does_not_ask_where_settings_are (void)
{
  Run run = { .says_yes = TRUE };

  run_begin (&run, HOSTS AC " 400\n" DB "good.test 200 good", "");
  g_main_loop_run (run.main);
  g_assert_cmpuint (run.n_wanted, ==, 0);
  g_assert_cmpuint (world_asked (AC "?emailaddress=anna@good.test"), ==, 0);
  run_end (&run);
}

/* The one question that carries the address unasked is Autodiscover's, inside the domain. */
static void
test_where_the_address_goes (void)
{
  Run run = { 0 };

  run_begin (&run, HOSTS POX_HOST POX_AT " 200 pox-url\npox.hoster.test A 192.0.2.40\n", "");
  g_main_loop_run (run.main);
  g_assert_nonnull (strstr (world_posted (), "anna@good.test"));
  g_assert_cmpuint (world_asked ("https://pox.hoster.test/x"), ==, 0);
  for (guint i = 0; i < run.report->sources->len; i++)
    g_assert_null (strstr (((WpSource *) run.report->sources->pdata[i])->target, "anna"));
  run_end (&run);
}

static void
greet (Run *run, WpProtocol protocol, const char *host)
{
  g_autoptr (WpEndpoint) endpoint = wp_endpoint_new (
      protocol, host, wp_protocol_default_port (protocol, WP_TLS_IMPLICIT), WP_TLS_IMPLICIT);

  wp_discovery_greeted (run->discovery, endpoint);
}

#define SLOW AC " ~4000\n" WK " ~4000\n"

/* Weaker settings are good enough 1.5 s after their servers greeted us; answers are collected for
 * 2 s more. */
static void
test_greeted_is_good_enough (void)
{
  static const struct
  {
    const char *name, *world;
  } cases[] = {
    { "the database", HOSTS DB "good.test 200 good\n" SLOW },
    { "a guess", HOSTS SLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { 0 };

      g_test_message ("%s", cases[i].name);
      run_begin (&run, cases[i].world, "");
      greet (&run, WP_PROTOCOL_IMAP, "imap.good.test");
      greet (&run, WP_PROTOCOL_SMTP, "smtp.good.test");
      g_main_loop_run (run.main);
      g_assert_cmpuint (run.n_ready, ==, 1);
      g_assert_cmpint (run.ready_us, >=, 1490 * 1000);
      g_assert_cmpint (run.ready_us, <, 3000 * 1000);
      g_assert_cmpint (run.done_us - run.ready_us, >=, 1990 * 1000);
      g_assert_cmpint (run.done_us, <, 3990 * 1000 + 1000 * 1000);
      run_end (&run);
    }
}

/* What comes after the choice is marked late, and so is what gains trust then. */
static void
test_late (void)
{
  Run run = { 0 };

  run_begin (&run, HOSTS DB "good.test 200 good\n" AC " 200 other\n" AC " ~1900\n" WK " ~9000", "");
  greet (&run, WP_PROTOCOL_IMAP, "imap.good.test");
  greet (&run, WP_PROTOCOL_SMTP, "smtp.good.test");
  g_main_loop_run (run.main);
  g_assert_cmpuint (run.n_ready, ==, 1);
  for (guint i = 0; i < run.report->candidates->len; i++)
    {
      const WpCandidate *candidate = run.report->candidates->pdata[i];

      g_assert_cmpint (candidate->is_late, ==, strstr (candidate->endpoint->host, "other") != NULL);
    }
  /* The well-known place did not answer in time, and is told so. */
  for (guint i = 0; i < run.report->sources->len; i++)
    {
      const WpSource *source = run.report->sources->pdata[i];

      if (source->kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN)
        {
          g_assert_cmpint (source->outcome, ==, WP_OUTCOME_CANCELLED);
          g_assert_cmpstr (source->target, ==, WK);
        }
    }
  run_end (&run);
}

static void
test_free_with_everything_out (void)
{
  for (guint ms = 0; ms < 60; ms += 7)
    {
      Run run = { 0 };
      gint64 until_us;
      guint n_done;

      run_begin (&run,
                 BY_MX POX_HOST PACC_HOST PACC_URL
                 " ~20\n_ua-auto-config.good.test TXT ~30\n" POX_AT " ~25\n"
                 "good.test MX ~10\ngood.test TXT ~15\n" HOSTER_AC " ~40\n",
                 "send-address http");
      until_us = g_get_monotonic_time () + ms * 1000;
      while (g_get_monotonic_time () < until_us)
        g_main_context_iteration (NULL, FALSE);
      n_done = run.n_done;
      run_end (&run);
      g_assert_cmpuint (run.n_done, ==, n_done);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/sources/rows", test_rows);
  g_test_add_func ("/discover/sources/asks-for-the-address", test_asks_for_the_address);
  g_test_add_func ("/discover/sources/does-not-ask", test_does_not_ask_where_settings_are);
  g_test_add_func ("/discover/sources/where-the-address-goes", test_where_the_address_goes);
  g_test_add_func ("/discover/sources/greeted", test_greeted_is_good_enough);
  g_test_add_func ("/discover/sources/late", test_late);
  g_test_add_func ("/discover/sources/free", test_free_with_everything_out);
  return g_test_run ();
}
