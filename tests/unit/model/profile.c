/* model/profile: what of a report may be written. */
#include "model/profile.h"

#include "model/keys.h"

typedef struct
{
  WpProtocol protocol;
  guint16 port;
  WpTlsMode tls;
  const char *said; /* user name template of the source */
  WpWorks works;
  const char *username; /* as sent */
  const char *auth;     /* mechanism that worked */
} Service;

static const struct
{
  const char *name;
  Service services[3];
  gboolean may_be_untested;
  const char *expected; /* "imap:993:implicit:USER:AUTH …"; NULL: no profile */
} cases[] = {
  { "both work",
    { { WP_PROTOCOL_SMTP, 587, WP_TLS_STARTTLS, NULL, WP_WORKS_YES, "anna@example.org", "PLAIN" },
      { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "SCRAM-SHA-256" } },
    FALSE,
    "imap:993:implicit:%EMAILLOCALPART%:password-encrypted "
    "smtp:587:starttls:%EMAILADDRESS%:password-cleartext" },
  { "all mechanisms",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "u1", "XOAUTH2" },
      { WP_PROTOCOL_POP3, 995, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "u1", "USER/PASS" },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "u1", "CRAM-MD5" } },
    FALSE,
    "imap:993:implicit:u1:OAuth2 pop3:995:implicit:u1:password-cleartext "
    "smtp:465:implicit:u1:password-encrypted" },
  { "nothing outgoing",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "PLAIN" } },
    TRUE,
    NULL },
  { "nothing incoming",
    { { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "PLAIN" } },
    TRUE,
    NULL },
  { "one does not work",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "PLAIN" },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_NO, "anna", NULL } },
    TRUE,
    NULL },
  { "not tested",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, "%EMAILLOCALPART%", WP_WORKS_NOT_TESTED, NULL,
        NULL },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_NOT_TESTED, NULL, NULL } },
    TRUE,
    "imap:993:implicit:%EMAILLOCALPART%:password-cleartext "
    "smtp:465:implicit:%EMAILADDRESS%:password-cleartext" },
  { "not tested, and that is not enough",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_NOT_TESTED, NULL, NULL },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_NOT_TESTED, NULL, NULL } },
    FALSE,
    NULL },
  { "what was sent beats what was said",
    { { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, "%EMAILLOCALPART%", WP_WORKS_YES,
        "anna@example.org", "PLAIN" },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "PLAIN" } },
    FALSE,
    "imap:993:implicit:%EMAILADDRESS%:password-cleartext "
    "smtp:465:implicit:%EMAILLOCALPART%:password-cleartext" },
  { "never without encryption",
    { { WP_PROTOCOL_IMAP, 143, WP_TLS_NONE, NULL, WP_WORKS_NOT_TESTED, NULL, NULL },
      { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_YES, "anna", "PLAIN" } },
    TRUE,
    NULL },
};

static void
add_service (WpReport *report, WpSource *source, const Service *it)
{
  WpEndpoint *endpoint = wp_endpoint_new (it->protocol, "mail.example.org", it->port, it->tls);
  WpService *service = wp_report_add_service (report, it->protocol);

  endpoint->username = g_strdup (it->said);
  service->candidate = wp_report_add_candidate (report, endpoint, source, WP_TRUST_DNS)->id;
  service->works = it->works;
  service->username = g_strdup (it->username);
  service->auth = g_strdup (it->auth);
}

static char *
describe (const WpProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      g_assert_cmpuint (server->n_auth, ==, 1);
      g_string_append_printf (text, "%s%s:%u:%s:%s:%s", i == 0 ? "" : " ",
                              wp_protocol_id (server->protocol), server->port,
                              wp_tls_mode_id (server->tls), server->username,
                              wp_auth_id (server->auth[0]));
    }
  return g_string_free (text, FALSE);
}

static void
test_from_report (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
      g_autoptr (WpReport) report = wp_report_new (account);
      WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_SRV, "x"));
      g_autoptr (WpProfile) profile = NULL;
      g_autofree char *is = NULL;

      g_test_message ("%s", cases[i].name);
      for (guint s = 0; s < 3 && cases[i].services[s].port != 0; s++)
        add_service (report, source, &cases[i].services[s]);
      profile = wp_profile_from_report (report, cases[i].may_be_untested);
      if (profile != NULL)
        {
          is = describe (profile);
          g_assert_cmpstr (profile->id, ==, "example.org");
          g_assert_cmpstr (profile->domains[0], ==, "example.org");
        }
      g_assert_cmpstr (is, ==, cases[i].expected);
    }
}

static void
ask_for_server (WpReport *report, const char *host, gboolean is_declined)
{
  WpQuestion *question = wp_question_new ("policy.foreign", "foreign:imap.example.net");

  wp_fields_set_text (question->params, WP_KEY_HOST, host);
  question->is_answered = TRUE;
  question->is_declined = is_declined;
  g_ptr_array_add (report->questions, question);
}

/* A server that a person or the rules said no to is written by no wish. */
static void
test_refused (void)
{
  static const struct
  {
    WpPolicy policy;
    const char *asked; /* the host that was asked for */
    gboolean is_declined;
    gboolean is_written;
  } answers[] = {
    { WP_POLICY_ALLOW, NULL, FALSE, TRUE },
    { WP_POLICY_ASK, "mail.example.org", FALSE, TRUE },
    { WP_POLICY_ASK, "mail.example.org", TRUE, FALSE },
    { WP_POLICY_ASK, "other.example.org", TRUE, TRUE },
    { WP_POLICY_REFUSE, NULL, FALSE, FALSE },
  };
  static const Service services[] = {
    { WP_PROTOCOL_IMAP, 993, WP_TLS_IMPLICIT, NULL, WP_WORKS_NOT_TESTED, NULL, NULL },
    { WP_PROTOCOL_SMTP, 465, WP_TLS_IMPLICIT, NULL, WP_WORKS_NOT_TESTED, NULL, NULL }
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
      g_autoptr (WpReport) report = wp_report_new (account);
      WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_SRV, "x"));
      g_autoptr (WpProfile) profile = NULL;

      add_service (report, source, &services[0]);
      add_service (report, source, &services[1]);
      wp_report_service (report, WP_PROTOCOL_IMAP)->policy = answers[i].policy;
      if (answers[i].asked != NULL)
        ask_for_server (report, answers[i].asked, answers[i].is_declined);
      profile = wp_profile_from_report (report, TRUE);
      g_assert_cmpint (profile != NULL, ==, answers[i].is_written);
    }
}

static void
test_no_account (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);

  g_assert_null (wp_profile_from_report (report, TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/profile/from-report", test_from_report);
  g_test_add_func ("/model/profile/refused", test_refused);
  g_test_add_func ("/model/profile/no-account", test_no_account);
  return g_test_run ();
}
