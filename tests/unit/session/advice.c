/* The exit code of a run that ends with advice: what was told mends no service that failed. */
#include "session/advice.h"

#include "advise/advise.h"

static WpService *
add_service (WpReport *report, WpProtocol protocol, WpWorks works, const char *why)
{
  WpService *service = wp_report_add_service (report, protocol);

  service->works = works;
  service->why = why;
  return service;
}

static void
test_exit (void)
{
  static const struct
  {
    const char *facts;
    WpWorks imap;
    const char *why, *auth;
    int check, expected;
  } cases[] = {
    /* something comes in: what else failed does not count */
    { "", WP_WORKS_YES, NULL, "PLAIN", 1, 0 },
    { "", WP_WORKS_YES, NULL, "PLAIN", 3, 0 },
    { "", WP_WORKS_YES, NULL, "XOAUTH2", 1, 0 },
    { "devices=2", WP_WORKS_YES, NULL, "PLAIN", 0, 0 },
    /* nothing does */
    { "", WP_WORKS_NO, "auth.credentials.wrong", NULL, 1, 1 },
    { "", WP_WORKS_NO, "tcp.timeout.host", NULL, 1, 1 },
    { "", WP_WORKS_NO, "dns.resolver.dead", NULL, 3, 3 },
    { "", WP_WORKS_NOT_OFFERED, NULL, NULL, 2, 2 },
    /* told otherwise: it did not happen before our eyes */
    { "imap=ok", WP_WORKS_NO, "auth.credentials.wrong", NULL, 1, 1 },
    { "pop=ok", WP_WORKS_NO, "auth.credentials.wrong", NULL, 1, 1 },
    { "imap=oauth pop=oauth", WP_WORKS_NO, "auth.basic-disabled", NULL, 1, 1 },
    /* only a sign-in on the web would open it, and nobody signed in */
    { "", WP_WORKS_NO, "cap.oauth-only", NULL, 1, 1 },
    { "", WP_WORKS_NOT_TESTED, "cap.oauth-only", NULL, 1, 1 },
    /* nobody logged in, and nothing is wrong */
    { "devices=2", WP_WORKS_NOT_TESTED, NULL, NULL, 0, 0 },
    /* a question stays open */
    { "", WP_WORKS_YES, NULL, "PLAIN", 4, 4 },
    { "devices=1 pop-devices=2", WP_WORKS_YES, NULL, "PLAIN", 0, 4 },
    { "imap=off pop=off", WP_WORKS_YES, NULL, "PLAIN", 1, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpReport) report = wp_report_new (NULL);
      g_auto (GStrv) words = g_strsplit (cases[i].facts, " ", -1);
      WpSituation situation;

      g_test_message ("%u: %s", i, cases[i].facts);
      wp_situation_init (&situation);
      for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
          g_assert_true (wp_situation_give (&situation, *word, NULL));
      add_service (report, WP_PROTOCOL_IMAP, cases[i].imap, cases[i].why)->auth = g_strdup (
          cases[i].auth);
      add_service (report, WP_PROTOCOL_SMTP, WP_WORKS_NO, "auth.smtp-disabled");
      wp_advise_measure (report, &situation);
      report->exit = cases[i].check;
      wp_report_advise (report, &situation, FALSE);
      g_assert_cmpint (report->exit, ==, cases[i].expected);
    }
}

/* Sending alone is no reason to advise on receiving. */
static void
test_sending_only (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  WpSituation situation;

  wp_situation_init (&situation);
  add_service (report, WP_PROTOCOL_SMTP, WP_WORKS_YES, NULL);
  report->exit = 1;
  wp_report_advise (report, &situation, FALSE);
  g_assert_cmpint (report->exit, ==, 1);
}

static void
test_nobody (void)
{
  g_autoptr (WpReport) report = wp_report_of_nobody ();
  WpSituation situation;

  wp_situation_init (&situation);
  wp_report_advise (report, &situation, FALSE);
  g_assert_cmpint (report->exit, ==, 0);
  g_assert_cmpint (report->advice->outcome, ==, WP_ADVICE_IMAP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/advice/exit", test_exit);
  g_test_add_func ("/session/advice/sending-only", test_sending_only);
  g_test_add_func ("/session/advice/nobody", test_nobody);
  return g_test_run ();
}
