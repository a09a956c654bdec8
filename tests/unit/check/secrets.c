/* Where a password may go: one that was typed to the hosts that the prompt named, whichever of the
 * two it is; one that came with the command to whatever the policy allows. */
#include "check/check-private.h"

typedef struct
{
  WpCheck check;
  WpReport *report;
  WpSecret *first, *second;
} Stage;

static void
stage_clear (Stage *stage)
{
  g_ptr_array_unref (stage->check.named);
  wp_report_unref (stage->report);
  wp_secret_unref (stage->first);
  wp_secret_unref (stage->second);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stage, stage_clear)

static void
stage_set (Stage *stage)
{
  static const struct
  {
    WpProtocol protocol;
    const char *host;
  } all[] = { { WP_PROTOCOL_IMAP, "imap.example.org" }, { WP_PROTOCOL_SMTP, "smtp.example.org" } };
  WpSource *source;

  stage->report = stage->check.report = wp_report_new (NULL);
  stage->check.named = g_ptr_array_new ();
  stage->first = wp_secret_new (WP_SECRET_PASSWORD, "first", 5, NULL);
  stage->second = wp_secret_new (WP_SECRET_PASSWORD, "second", 6, NULL);
  source = wp_report_add_source (stage->report, wp_source_new (WP_SOURCE_SRV, "example.org"));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      WpRun *run = &stage->check.runs[all[i].protocol];
      WpEndpoint *endpoint = wp_endpoint_new (all[i].protocol, all[i].host, 993, WP_TLS_IMPLICIT);

      run->check = &stage->check;
      run->result = wp_report_add_service (stage->report, all[i].protocol);
      run->result->candidate =
          wp_report_add_candidate (stage->report, endpoint, source, WP_TRUST_DNS)->id;
    }
}

enum
{
  NONE,
  GIVEN, /* with the command */
  TYPED,
};

static void
test_table (void)
{
  static const struct
  {
    const char *about;
    int first, second;
    const char *named;   /* by the prompt */
    const char *sending; /* of them, for sending */
    gboolean may_receive, may_send;
  } cases[] = {
    { "no password at all", NONE, NONE, "imap.example.org", NULL, FALSE, FALSE },
    { "one, given", GIVEN, NONE, NULL, NULL, TRUE, TRUE },
    { "one, typed for both", TYPED, NONE, "imap.example.org smtp.example.org", NULL, TRUE, TRUE },
    { "one, typed for receiving", TYPED, NONE, "imap.example.org", NULL, TRUE, FALSE },
    { "one, typed for others", TYPED, NONE, "example.org imap.example.net", NULL, FALSE, FALSE },
    { "the host in capitals", TYPED, NONE, "IMAP.Example.ORG", NULL, TRUE, FALSE },
    { "two, given", GIVEN, GIVEN, NULL, NULL, TRUE, TRUE },
    { "two, typed for both", TYPED, TYPED, "imap.example.org smtp.example.org", "smtp.example.org",
      TRUE, TRUE },
    { "two, typed for receiving", TYPED, TYPED, "imap.example.org", NULL, TRUE, FALSE },
    { "two, typed for sending", TYPED, TYPED, "smtp.example.org", "smtp.example.org", FALSE, TRUE },
    { "one given, that for sending typed for others", GIVEN, TYPED, "a.example", NULL, TRUE,
      FALSE },
    { "one typed for others, that for sending given", TYPED, GIVEN, "a.example", NULL, FALSE,
      TRUE },
    { "that for sending, of a host named for receiving", TYPED, TYPED,
      "imap.example.org smtp.example.org", "imap.example.org", TRUE, FALSE },
    { "that for sending, and none named for it", TYPED, TYPED, "imap.example.org smtp.example.org",
      NULL, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Stage) stage = { 0 };
      g_auto (GStrv) named = g_strsplit (cases[i].named == NULL ? "" : cases[i].named, " ", -1);

      g_test_message ("%s", cases[i].about);
      stage_set (&stage);
      stage.check.secret = cases[i].first == NONE ? NULL : stage.first;
      stage.check.smtp_secret = cases[i].second == NONE ? NULL : stage.second;
      stage.check.is_prompted = cases[i].first == TYPED;
      stage.check.is_smtp_prompted = cases[i].second == TYPED;
      for (char **name = named; *name != NULL; name++)
        g_ptr_array_add (stage.check.named, *name);
      stage.check.named_sending = (char *) cases[i].sending;
      g_assert_cmpint (wp_login_may_have_secret (&stage.check.runs[WP_PROTOCOL_IMAP]), ==,
                       cases[i].may_receive);
      g_assert_cmpint (wp_login_may_have_secret (&stage.check.runs[WP_PROTOCOL_SMTP]), ==,
                       cases[i].may_send);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/secrets/table", test_table);
  return g_test_run ();
}
