/* discover/discover: what a scripted world makes of it (see world.h). Each row says what comes out:
 * the sources with status and trust, the candidates by rank, the hints, and when it was ready. */
#include "discover/discover.h"

#include <string.h>

#include "model/keys.h"
#include "world.h"

#define AC "https://autoconfig.good.test/mail/config-v1.1.xml"
#define WK "https://good.test/.well-known/autoconfig/mail/config-v1.1.xml"
#define XML(domain, servers)                                                                       \
  "<clientConfig version=\"1.1\"><emailProvider id=\"" domain "\"><domain>" domain                 \
  "</domain>" servers "</emailProvider></clientConfig>"
#define SERVER(direction, type, host, port, socket)                                                \
  "<" direction "Server type=\"" type "\"><hostname>" host "</hostname><port>" port                \
  "</port><socketType>" socket "</socketType></" direction "Server>"

static const char *const documents[] = {
  "full",
  XML ("good.test",
       SERVER ("incoming", "imap", "imap.good.test", "993", "SSL")
           SERVER ("incoming", "imap", "imap.good.test", "143", "STARTTLS")
               SERVER ("outgoing", "smtp", "smtp.good.test", "465", "SSL")),
  "hoster",
  XML ("hoster.test",
       SERVER ("incoming", "imap", "imap.hoster.test", "993", "SSL")
           SERVER ("outgoing", "smtp", "smtp.hoster.test", "465", "SSL")),
  "imap",
  XML ("good.test", SERVER ("incoming", "imap", "imap.good.test", "993", "SSL")),
  "plain",
  XML ("good.test",
       SERVER ("incoming", "imap", "imap.good.test", "143", "plain")
           SERVER ("outgoing", "smtp", "smtp.good.test", "25", "plain")),
  "mixed",
  XML ("good.test",
       SERVER ("incoming", "imap", "imap.good.test", "143", "plain")
           SERVER ("incoming", "imap", "imap.good.test", "993", "SSL")
               SERVER ("incoming", "imap", "x.good.test", "993", "magic")
                   SERVER ("outgoing", "smtp", "smtp.good.test", "465", "SSL")),
  "odd",
  XML ("good.test",
       SERVER ("incoming", "imap", "imap.good.test", "9993", "SSL")
           SERVER ("outgoing", "smtp", "smtp.good.test", "465", "SSL")),
  "page",
  "<!doctype html><html><body>Welcome</body></html>",
  "bomb",
  "<!DOCTYPE x [<!ENTITY a \"b\">]><clientConfig/>",
  NULL,
};

/* One answer comes late, so that hints are in before the end. */
#define LATE "_pop3._tcp.good.test SRV ~20\n"
#define HOSTS                                                                                      \
  "good.test MX 10 mx.good.test\ngood.test A 192.0.2.9\nimap.good.test A 192.0.2.1\n"              \
  "smtp.good.test A 192.0.2.1\nautoconfig.good.test A 192.0.2.8\n" LATE
#define SRV_IMAPS "_imaps._tcp.good.test SRV 0 1 993 imap.good.test\n"
#define SRV_SUBMISSIONS "_submissions._tcp.good.test SRV 0 1 465 smtp.good.test\n"

typedef struct
{
  const char *name;
  const char *world;
  const char *decisions; /* separated by blanks */
  const char *sources;   /* "KIND STATUS[ TRUST if found][ OUTCOME if failed]" in order, one a line;
                          * "srv not-found" left out */
  const char *candidates; /* "PROTOCOL HOST:PORT TLS TRUST", by protocol and rank */
  const char *likely;     /* "PROTOCOL HOST:PORT", sorted; NULL: not looked at */
  const char *steps;      /* "NAME OUTCOME" */
  gboolean is_ready;
} Row;

static const Row rows[] = {
  { "a file at the own host", HOSTS AC " 200 full", "",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "imap imap.good.test:143 starttls provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    "imap imap.good.test:993\n"
    "imap imap.good.test:993\n"
    "smtp smtp.good.test:465\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "a file at the well-known path only", HOSTS WK " 200 full", "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown found provider-https\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "imap imap.good.test:143 starttls provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "unsigned SRV", HOSTS SRV_IMAPS SRV_SUBMISSIONS, "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit dns\n"
    "smtp smtp.good.test:465 implicit dns\n",
    NULL, "good.test ok\n", TRUE },
  { "signed SRV to a stranger",
    "ad\n" HOSTS "_imaps._tcp.good.test SRV 0 1 993 mail.hoster.test\n"
    "_submissions._tcp.good.test SRV 0 1 465 mail.hoster.test\n"
    "mail.hoster.test A 192.0.2.7",
    "",
    "srv found dnssec\n"
    "srv found dnssec\n"
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n",
    "imap mail.hoster.test:993 implicit dnssec\n"
    "smtp mail.hoster.test:465 implicit dnssec\n",
    "imap imap.good.test:993\n"
    "imap mail.hoster.test:993\n"
    "smtp mail.hoster.test:465\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "unsigned SRV to a stranger: no hint",
    HOSTS "_imaps._tcp.good.test SRV 0 1 993 mail.hoster.test\n"
          "_submissions._tcp.good.test SRV 0 1 465 mail.hoster.test\n"
          "mail.hoster.test A 192.0.2.7",
    "",
    "srv found dns-foreign\n"
    "srv found dns-foreign\n"
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n",
    "imap mail.hoster.test:993 implicit dns-foreign\n"
    "smtp mail.hoster.test:465 implicit dns-foreign\n",
    "imap imap.good.test:993\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "STARTTLS labels alone are hinted, too",
    HOSTS "_imap._tcp.good.test SRV 0 1 143 a.good.test\n"
          "_submission._tcp.good.test SRV 0 1 587 a.good.test\n"
          "a.good.test A 192.0.2.3",
    "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n",
    "imap a.good.test:143 starttls dns\n"
    "smtp a.good.test:587 starttls dns\n",
    "imap a.good.test:143\n"
    "imap imap.good.test:993\n"
    "smtp a.good.test:587\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "file and SRV agree", HOSTS AC " 200 full\n" SRV_IMAPS SRV_SUBMISSIONS, "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "imap imap.good.test:143 starttls provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "redirect inside",
    HOSTS "www.good.test A 192.0.2.8\n" AC " -> https://www.good.test/x\n"
          "https://www.good.test/x 200 full",
    "",
    "autoconfig.subdomain found provider-https https://www.good.test/x\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "imap imap.good.test:143 starttls provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "redirect out",
    HOSTS "hoster.test A 192.0.2.8\n"
          "imap.hoster.test A 192.0.2.7\n" AC " -> https://hoster.test/x\n"
          "https://hoster.test/x 200 hoster",
    "",
    "autoconfig.subdomain found dns-foreign https://hoster.test/x\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.hoster.test:993 implicit dns-foreign\n"
    "smtp smtp.hoster.test:465 implicit dns-foreign\n",
    "imap imap.good.test:993\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "redirect into the private network",
    HOSTS "in.good.test A 10.0.0.1 127.0.0.1\n" AC " -> https://in.good.test/x\n"
          "https://in.good.test/x 200 full\n" SRV_IMAPS SRV_SUBMISSIONS,
    "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain failed fenced https://in.good.test/x\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit dns\n"
    "smtp smtp.good.test:465 implicit dns\n",
    NULL, "good.test ok\n", TRUE },
  { "private web server, allowed",
    "good.test MX 10 mx.good.test\n"
    "autoconfig.good.test A 10.0.0.1\n" AC " 200 full",
    "private",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "imap imap.good.test:143 starttls provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "redirect to a public suffix",
    HOSTS "co.uk A 192.0.2.8\n" AC " -> https://co.uk/x\n" SRV_IMAPS SRV_SUBMISSIONS, "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain failed redirect-refused https://co.uk/x\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit dns\n"
    "smtp smtp.good.test:465 implicit dns\n",
    NULL, "good.test ok\n", TRUE },
  { "web pages and bombs", HOSTS AC " 200 page\n" WK " 200 bomb\n" SRV_IMAPS SRV_SUBMISSIONS, "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain not-settings not-settings\n"
    "autoconfig.wellknown failed malformed\n",
    "imap imap.good.test:993 implicit dns\n"
    "smtp smtp.good.test:465 implicit dns\n",
    NULL, "good.test ok\n", TRUE },
  { "certificate of the web server is bad",
    HOSTS AC " !untrusted\n" WK " 400\n" SRV_IMAPS SRV_SUBMISSIONS, "",
    "srv found dns\n"
    "srv found dns\n"
    "autoconfig.subdomain failed untrusted\n"
    "autoconfig.wellknown failed http-error\n",
    "imap imap.good.test:993 implicit dns\n"
    "smtp smtp.good.test:465 implicit dns\n",
    NULL, "good.test ok\n", TRUE },
  { "plaintext beside TLS is left out", HOSTS AC " 200 mixed", "",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "plaintext alone is kept, is no settings, and comes last", HOSTS AC " 200 plain", "",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess\n",
    "imap imap.good.test:993 implicit guess\n"
    "imap good.test:993 implicit guess\n"
    "imap imap.good.test:143 starttls guess\n"
    "imap good.test:143 starttls guess\n"
    "imap imap.good.test:143 none provider-https\n"
    "pop3 good.test:995 implicit guess\n"
    "pop3 good.test:110 starttls guess\n"
    "smtp smtp.good.test:465 implicit guess\n"
    "smtp good.test:465 implicit guess\n"
    "smtp smtp.good.test:587 starttls guess\n"
    "smtp good.test:587 starttls guess\n"
    "smtp smtp.good.test:25 none provider-https\n",
    NULL, "good.test ok\n", TRUE },
  { "an odd port is no hint", HOSTS "mail.good.test A 192.0.2.4\n" AC " 200 odd", "",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n",
    "imap imap.good.test:9993 implicit provider-https\n"
    "smtp smtp.good.test:465 implicit provider-https\n",
    "imap imap.good.test:993\n"
    "pop3 mail.good.test:995\n"
    "smtp smtp.good.test:465\n"
    "smtp smtp.good.test:465\n",
    "good.test ok\n", TRUE },
  { "half the settings: only the other half is guessed", HOSTS AC " 200 imap", "",
    "autoconfig.subdomain found provider-https\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess\n",
    "imap imap.good.test:993 implicit provider-https\n"
    "smtp smtp.good.test:465 implicit guess\n"
    "smtp good.test:465 implicit guess\n"
    "smtp smtp.good.test:587 starttls guess\n"
    "smtp good.test:587 starttls guess\n",
    NULL, "good.test ok\n", TRUE },
  { "guessing: only names that exist, private ones never",
    "good.test MX 10 in.hoster.test\n"
    "in.hoster.test A 192.0.2.5\n"
    "imap.good.test A 10.0.0.1\n"
    "mail.good.test A 192.0.2.1 10.0.0.1",
    "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess\n",
    "imap mail.good.test:993 implicit guess\n"
    "imap in.hoster.test:993 implicit guess\n"
    "imap mail.good.test:143 starttls guess\n"
    "imap in.hoster.test:143 starttls guess\n"
    "pop3 mail.good.test:995 implicit guess\n"
    "pop3 in.hoster.test:995 implicit guess\n"
    "pop3 mail.good.test:110 starttls guess\n"
    "pop3 in.hoster.test:110 starttls guess\n"
    "smtp mail.good.test:465 implicit guess\n"
    "smtp in.hoster.test:465 implicit guess\n"
    "smtp mail.good.test:587 starttls guess\n"
    "smtp in.hoster.test:587 starttls guess\n",
    "imap mail.good.test:993\n"
    "pop3 mail.good.test:995\n"
    "smtp mail.good.test:465\n",
    "good.test ok\n", TRUE },
  { "guessing: the usual names are private",
    "good.test MX 10 mail.good.test\n"
    "mail.good.test A 10.0.0.1",
    "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess failed fenced\n",
    "", "",
    "good.test ok\n"
    "good.test no-data\n",
    FALSE },
  { "guessing: what SRV denies is not guessed",
    "good.test MX 10 mail.good.test\n"
    "mail.good.test A 192.0.2.1\n"
    "_pop3s._tcp.good.test SRV 0 0 0 .\n"
    "_pop3._tcp.good.test SRV 0 0 0 .\n"
    "_imap._tcp.good.test SRV 0 0 0 .",
    "",
    "srv not-found not-offered\n"
    "srv not-found not-offered\n"
    "srv not-found not-offered\n"
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess\n",
    "imap mail.good.test:993 implicit guess\n"
    "smtp mail.good.test:465 implicit guess\n"
    "smtp mail.good.test:587 starttls guess\n",
    NULL, "good.test ok\n", TRUE },
  { "guessing: where every name exists, a name proves nothing",
    "good.test MX 10 mx.good.test\n"
    "mx.good.test A 192.0.2.2\n"
    "*.good.test A 192.0.2.9\n"
    "imap.good.test A 192.0.2.9\n"
    "smtp.good.test A 192.0.2.1",
    "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess wild\n",
    "imap mx.good.test:993 implicit guess\n"
    "imap mx.good.test:143 starttls guess\n"
    "imap imap.good.test:993 implicit guess\n"
    "imap imap.good.test:143 starttls guess\n"
    "pop3 mx.good.test:995 implicit guess\n"
    "pop3 mx.good.test:110 starttls guess\n"
    "smtp smtp.good.test:465 implicit guess\n"
    "smtp mx.good.test:465 implicit guess\n"
    "smtp smtp.good.test:587 starttls guess\n"
    "smtp mx.good.test:587 starttls guess\n",
    NULL, "good.test ok\nwild ok\n", TRUE },
  { "the domain does not exist", "", "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess skipped\n",
    "", "",
    "good.test nxdomain\n"
    "good.test nxdomain\n",
    FALSE },
  { "a null MX",
    "good.test MX 0 .\n"
    "good.test A 192.0.2.9",
    "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown not-found\n"
    "guess found guess\n",
    "imap good.test:993 implicit guess\n"
    "imap good.test:143 starttls guess\n"
    "pop3 good.test:995 implicit guess\n"
    "pop3 good.test:110 starttls guess\n"
    "smtp good.test:465 implicit guess\n"
    "smtp good.test:587 starttls guess\n",
    NULL, "good.test not-offered\n", TRUE },
  { "the signature is broken",
    "good.test MX !bogus\n"
    "good.test A !bogus",
    "",
    "autoconfig.subdomain not-found\n"
    "autoconfig.wellknown failed bogus\n"
    "guess failed bogus\n",
    "", "",
    "good.test bogus\n"
    "good.test bogus\n",
    FALSE },
  { "no resolver answers",
    "good.test MX !dns-timed-out\n"
    "good.test A !dns-timed-out\n"
    "_imaps._tcp.good.test SRV !dns-timed-out\n"
    "_imap._tcp.good.test SRV !dns-timed-out\n"
    "_pop3s._tcp.good.test SRV !dns-timed-out\n"
    "_pop3._tcp.good.test SRV !dns-timed-out\n"
    "_submissions._tcp.good.test SRV !dns-timed-out\n"
    "_submission._tcp.good.test SRV !dns-timed-out\n"
    "autoconfig.good.test A !dns-timed-out",
    "",
    "srv failed dns-timed-out\n"
    "srv failed dns-timed-out\n"
    "srv failed dns-timed-out\n"
    "srv failed dns-timed-out\n"
    "srv failed dns-timed-out\n"
    "srv failed dns-timed-out\n"
    "autoconfig.subdomain failed dns-timed-out\n"
    "autoconfig.wellknown failed dns-timed-out\n"
    "guess skipped\n",
    "", "",
    "good.test dns-timed-out\n"
    "good.test dns-timed-out\n",
    FALSE },
};

/* Running one */

typedef struct
{
  GMainLoop *main;
  WpReport *report;
  WpDiscovery *discovery;
  WpDecisions *decisions;
  WpLoop *loop;
  GPtrArray *likely; /* of char* */
  gboolean is_starting;
  guint n_ready;
  guint n_done;
  gint64 ready_us;
  guint sources_at_ready;
  gboolean frees_when_ready;
  gboolean frees_when_done;
  guint frees_at_likely;
} Run;

static void
on_likely (WpDiscovery *discovery, const WpEndpoint *endpoint, gpointer data)
{
  Run *run = data;

  g_assert_true (discovery == run->discovery);
  g_assert_false (run->is_starting);
  g_assert_cmpuint (run->n_done, ==, 0);
  g_ptr_array_add (run->likely, g_strdup_printf ("%s %s:%u", wp_protocol_id (endpoint->protocol),
                                                 endpoint->host, endpoint->port));
  if (run->likely->len == run->frees_at_likely)
    {
      g_clear_pointer (&run->discovery, wp_discovery_free);
      g_main_loop_quit (run->main);
    }
}

static void
on_ready (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  Run *run = data;

  g_assert_false (run->is_starting);
  g_assert_cmpuint (run->n_ready++, ==, 0);
  g_assert_cmpuint (run->n_done, ==, 0);
  run->ready_us = g_get_monotonic_time ();
  run->sources_at_ready = run->report->sources->len;
  if (run->frees_when_ready)
    {
      g_clear_pointer (&run->discovery, wp_discovery_free);
      g_main_loop_quit (run->main);
    }
}

static void
on_done (WpDiscovery *discovery G_GNUC_UNUSED, gpointer data)
{
  Run *run = data;

  g_assert_false (run->is_starting);
  g_assert_cmpuint (run->n_done++, ==, 0);
  if (run->frees_when_done)
    g_clear_pointer (&run->discovery, wp_discovery_free);
  g_main_loop_quit (run->main);
}

static void
run_begin (Run *run, const char *script, const char *decisions)
{
  static const WpDiscoverCallbacks callbacks = { .likely = on_likely,
                                                 .ready = on_ready,
                                                 .done = on_done };
  g_autoptr (WpAccount) account = wp_account_new ("anna@good.test", NULL);
  g_auto (GStrv) words = g_strsplit (decisions, " ", -1);
  WpDiscoverContext context;

  world_set (script, documents);
  run->main = g_main_loop_new (NULL, FALSE);
  run->report = wp_report_new (account);
  run->decisions = wp_decisions_new ();
  run->loop = wp_loop_new (NULL);
  run->likely = g_ptr_array_new_with_free_func (g_free);
  for (char **word = words; *word != NULL && **word != '\0'; word++)
    g_assert_true (wp_decisions_allow (run->decisions, *word, NULL));
  context = (WpDiscoverContext){ .loop = run->loop,
                                 .resolver = world_resolver (),
                                 .fetcher = world_fetcher (),
                                 .decisions = run->decisions };
  run->is_starting = TRUE;
  run->discovery = wp_discovery_new (&context, run->report, &callbacks, run);
  run->is_starting = FALSE;
}

/* Waits for answers that are still out, too: what comes after the end must be harmless. */
static void
run_end (Run *run)
{
  g_clear_pointer (&run->discovery, wp_discovery_free);
  while (world_pending () > 0 || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  wp_report_unref (run->report);
  wp_decisions_free (run->decisions);
  wp_loop_unref (run->loop);
  g_ptr_array_unref (run->likely);
  g_main_loop_unref (run->main);
  world_clear ();
}

static char *
sources_text (const WpReport *report)
{
  static const char *const order[] = { "srv", "autoconfig.subdomain", "autoconfig.wellknown",
                                       "guess" };
  GString *text = g_string_new (NULL);

  for (guint o = 0; o < G_N_ELEMENTS (order); o++)
    for (guint i = 0; i < report->sources->len; i++)
      {
        const WpSource *source = report->sources->pdata[i];
        gboolean is_absent = source->status == WP_SOURCE_STATUS_NOT_FOUND
                             && source->outcome != WP_OUTCOME_NOT_OFFERED;

        if (!g_str_equal (wp_source_kind_id (source->kind), order[o]) || (o == 0 && is_absent))
          continue;
        g_string_append_printf (text, "%s %s", order[o], wp_source_status_id (source->status));
        if (source->status == WP_SOURCE_STATUS_FOUND)
          g_string_append_printf (text, " %s", wp_trust_id (source->trust));
        else if (!is_absent && source->status != WP_SOURCE_STATUS_SKIPPED)
          g_string_append_printf (text, " %s", wp_outcome_id (source->outcome));
        if (source->redirects->len > 0)
          g_string_append_printf (text, " %s", (char *) source->redirects->pdata[0]);
        if (o == 3 && source->status == WP_SOURCE_STATUS_FOUND && source->note != NULL)
          g_string_append (text, " wild");
        g_string_append_c (text, '\n');
      }
  return g_string_free (text, FALSE);
}

static char *
candidates_text (const WpReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);

      for (guint i = 0; i < ranked->len; i++)
        {
          const WpCandidate *candidate = ranked->pdata[i];

          g_string_append_printf (
              text, "%s %s:%u %s %s\n", wp_protocol_id (candidate->endpoint->protocol),
              candidate->endpoint->host, candidate->endpoint->port,
              wp_tls_mode_id (candidate->endpoint->tls), wp_trust_id (candidate->trust));
        }
    }
  return g_string_free (text, FALSE);
}

static char *
steps_text (const WpReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];

      g_assert_cmpint (step->verb, ==, WP_VERB_RESOLVE);
      if (wp_fields_flag (step->evidence, WP_KEY_WILDCARD))
        g_string_append (text, "wild ");
      else
        g_string_append_printf (text, "%s ", wp_fields_text (step->evidence, WP_KEY_NAME));
      g_string_append_printf (text, "%s\n", wp_outcome_id (step->outcome));
    }
  return g_string_free (text, FALSE);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
likely_text (GPtrArray *likely)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (likely, by_text);
  for (guint i = 0; i < likely->len; i++)
    g_string_append_printf (text, "%s\n", (char *) likely->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Run run = { 0 };
      g_autofree char *sources = NULL, *candidates = NULL, *steps = NULL, *likely = NULL;

      g_test_message ("%s", rows[i].name);
      run_begin (&run, rows[i].world, rows[i].decisions);
      g_main_loop_run (run.main);
      sources = sources_text (run.report);
      candidates = candidates_text (run.report);
      steps = steps_text (run.report);
      likely = likely_text (run.likely);
      g_assert_cmpstr (sources, ==, rows[i].sources);
      g_assert_cmpstr (candidates, ==, rows[i].candidates);
      g_assert_cmpstr (steps, ==, rows[i].steps);
      if (rows[i].likely != NULL)
        g_assert_cmpstr (likely, ==, rows[i].likely);
      g_assert_cmpuint (run.n_ready, ==, rows[i].is_ready);
      g_assert_cmpuint (run.n_done, ==, 1);
      run_end (&run);
    }
}

/* When it is ready: the slow one is `slow_ms` late. */
static void
test_ready_waits_for_what_outranks (void)
{
  static const struct
  {
    const char *name, *world;
    gboolean waits;
  } cases[] = {
    { "a file is the best there is",
      HOSTS AC " 200 full\n" WK " ~600\n_imap._tcp.good.test SRV ~600", FALSE },
    { "SRV waits for the files", HOSTS SRV_IMAPS SRV_SUBMISSIONS AC " ~600", TRUE },
    { "SRV waits for all its labels",
      HOSTS SRV_IMAPS SRV_SUBMISSIONS "_pop3._tcp.good.test SRV ~600", TRUE },
    { "a file with a half waits for nobody better",
      HOSTS AC " 200 imap\n" SRV_SUBMISSIONS "good.test MX ~600", FALSE },
    { "a foreign file waits for SRV",
      HOSTS "hoster.test A 192.0.2.8\n" AC " -> https://hoster.test/x\n"
            "https://hoster.test/x 200 hoster\n_imaps._tcp.good.test SRV ~600",
      TRUE },
    { "MX is not waited for", HOSTS SRV_IMAPS SRV_SUBMISSIONS "good.test MX ~600", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { 0 };
      gint64 start_us;

      g_test_message ("%s", cases[i].name);
      run_begin (&run, cases[i].world, "");
      start_us = g_get_monotonic_time ();
      g_main_loop_run (run.main);
      g_assert_cmpuint (run.n_ready, ==, 1);
      g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 590 * 1000);
      g_assert_cmpint (run.ready_us - start_us > 590 * 1000, ==, cases[i].waits);
      run_end (&run);
    }
}

static void
test_never_sends_the_address (void)
{
  Run run = { 0 };

  run_begin (&run, HOSTS AC " 200 full", "");
  g_main_loop_run (run.main);
  g_assert_cmpuint (world_asked (AC), ==, 1);
  g_assert_cmpuint (world_asked (WK), ==, 1);
  for (guint i = 0; i < run.report->sources->len; i++)
    g_assert_null (strstr (((WpSource *) run.report->sources->pdata[i])->target, "anna"));
  run_end (&run);
}

static void
test_mx_hosts (void)
{
  Run run = { 0 };
  const GPtrArray *hosts;

  run_begin (
      &run,
      "good.test MX 20 b.hoster.test\ngood.test MX 10 a.hoster.test\ngood.test MX 10 192.0.2.1\n"
      "good.test MX 5 localhost\n" AC " 200 full",
      "");
  g_assert_cmpuint (wp_discovery_mx_hosts (run.discovery)->len, ==, 0);
  g_main_loop_run (run.main);
  hosts = wp_discovery_mx_hosts (run.discovery);
  g_assert_cmpuint (hosts->len, ==, 2);
  g_assert_cmpstr (hosts->pdata[0], ==, "a.hoster.test");
  g_assert_cmpstr (hosts->pdata[1], ==, "b.hoster.test");
  run_end (&run);
}

static void
test_notes_and_dnssec (void)
{
  Run run = { 0 };

  run_begin (&run, "ad\n" HOSTS SRV_IMAPS SRV_SUBMISSIONS AC " 200 mixed\n" WK " 400", "");
  g_main_loop_run (run.main);
  for (guint i = 0; i < run.report->sources->len; i++)
    {
      const WpSource *source = run.report->sources->pdata[i];

      if (source->kind == WP_SOURCE_SRV || source->kind == WP_SOURCE_PACC
          || source->kind == WP_SOURCE_MAILCONF)
        g_assert_cmpint (source->dnssec, ==, WP_DNSSEC_YES);
      else
        g_assert_cmpint (source->dnssec, ==, WP_DNSSEC_UNTRUSTED);
      if (source->kind == WP_SOURCE_AUTOCONFIG_SUBDOMAIN
          || source->kind == WP_SOURCE_AUTOCONFIG_WELLKNOWN)
        g_assert_nonnull (source->note);
    }
  run_end (&run);
}

/* Freed from inside each callback, or at once: no further callback, nothing leaks, nothing is used
 * after it was freed. The sanitizers look on. */
static void
test_free_anywhere (void)
{
  static const char world_text[] = HOSTS SRV_IMAPS SRV_SUBMISSIONS AC
      " 200 full\n" WK " ~20\n"
      "_pop3._tcp.good.test SRV ~10";

  for (guint i = 0; i < 5; i++)
    {
      Run run = { 0 };

      run.frees_when_ready = i == 0;
      run.frees_when_done = i == 1;
      run.frees_at_likely = i == 2 ? 1 : i == 3 ? 3 : 0;
      run_begin (&run, world_text, "");
      if (i < 4)
        {
          g_main_loop_run (run.main);
          g_assert_null (run.discovery);
        }
      else
        g_clear_pointer (&run.discovery, wp_discovery_free);
      g_assert_cmpuint (run.n_done, ==, i == 1);
      run_end (&run);
      g_assert_cmpuint (run.n_done, ==, i == 1);
    }
}

/* Freed while it guesses, with its lookups out. */
static void
test_free_while_guessing (void)
{
  Run run = { 0 };

  run_begin (&run, "good.test MX 10 mail.good.test\nmail.good.test A 192.0.2.1\n*.good.test A ~50",
             "");
  while (world_asked ("pop3.good.test A") < 2) /* ahead, and in earnest */
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world_pending (), >, 0);
  run_end (&run);
  g_assert_cmpuint (run.n_done, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discover/discover/rows", test_rows);
  g_test_add_func ("/discover/discover/ready", test_ready_waits_for_what_outranks);
  g_test_add_func ("/discover/discover/no-address", test_never_sends_the_address);
  g_test_add_func ("/discover/discover/mx-hosts", test_mx_hosts);
  g_test_add_func ("/discover/discover/notes", test_notes_and_dnssec);
  g_test_add_func ("/discover/discover/free", test_free_anywhere);
  g_test_add_func ("/discover/discover/free-guessing", test_free_while_guessing);
  return g_test_run ();
}
