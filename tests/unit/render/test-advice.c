/* What is told beside the faults: who agrees on the settings and who does not, what the provider
 * demands, that a domain looks mistyped. */
#include "render/render.h"

#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"
#include "script.h"

#define ACCOUNT "account anna@example.org\n"
#define READY                                                                                      \
  "step 1 resolve ok\nstep 1 connect ok address=192.0.2.10\ntls 1 ok\nstep 1 greeting ok\n"
#define WAITING                                                                                    \
  ACCOUNT "candidate imap imap.example.org 993 implicit provider-https\n"                          \
          "service imap not-tested 1 asked\n" READY                                                \
          "question password names=imap.example.org| username=anna@example.org\n"
#define PROVIDER(recheck) "provider mail 'Example Mail' 2026-11-01 " recheck "\n"

static const WpRenderStyle endless = { .columns = 4000, .is_utf8 = TRUE };

static char *
text_of (const char *script)
{
  g_autoptr (WpReport) report = script_told (script);

  return wp_render_text (report, &endless);
}

static void
must_hold (const char *text, const char *needle)
{
  if (strstr (text, needle) == NULL)
    g_error ("'%s' is not in\n%s", needle, text);
}

static void
must_not_hold (const char *text, const char *needle)
{
  if (strstr (text, needle) != NULL)
    g_error ("'%s' is in\n%s", needle, text);
}

#define PAGE "source autoconfig.wellknown https://example.org/.well-known/ found ok\n"
#define SAYS(n) "says " n " imap imap.example.org 993 implicit\n"
#define WORKS "service imap yes 1 asked\n" READY

static const struct
{
  const char *name;
  const char *script;
  const char *line;
} settings[] = {
  { "alone", PAGE SAYS ("1") WORKS, "from example.org's own web site (autoconfig, HTTPS)\n" },
  { "one-agrees", PAGE "source srv _imaps._tcp.example.org found ok\n" SAYS ("1") SAYS ("2") WORKS,
    "from example.org's own web site (autoconfig, HTTPS); DNS (SRV) agrees\n" },
  { "agrees-on-the-server-with-another-name",
    PAGE "source srv _imaps._tcp.example.org found ok\n" SAYS (
        "1") "says 2 imap imap.example.org 993 implicit user=anna\n" WORKS,
    "(autoconfig, HTTPS); DNS (SRV) agrees\n" },
  { "three-agree",
    PAGE "source autoconfig.subdomain https://autoconfig.example.org/ found ok\n"
         "source srv _imaps._tcp.example.org found ok\nsource notes Example found ok\n"
         "source database https://db.example/example.org found ok\n" SAYS ("1") SAYS ("2")
             SAYS ("3") SAYS ("4") SAYS ("5") WORKS,
    "(autoconfig, HTTPS); DNS (SRV), built-in notes, the public database agree\n" },
  { "a-guess-has-no-voice", "source guess example.org found ok\n" PAGE SAYS ("1") SAYS ("2") WORKS,
    "(autoconfig, HTTPS)\n" },
  { "one-objects",
    PAGE "source database https://db.example/example.org found ok\n" SAYS (
        "1") "says 2 imap mail.example.net 993 implicit\nconflict 1 2\n" WORKS,
    "(autoconfig, HTTPS); the public database names another server\n" },
  { "other-port-is-no-objection",
    PAGE "source srv _imap._tcp.example.org found ok\n" SAYS (
        "1") "says 2 imap imap.example.org 143 starttls\nconflict 1 2\n" WORKS,
    "(autoconfig, HTTPS)\n" },
  { "pacc", "source pacc https://ua-auto-config.example.org/ found ok\n" SAYS ("1") WORKS,
    "from example.org's own web site (PACC, HTTPS)\n" },
  { "signed", "source srv _imaps._tcp.example.org found ok dnssec=yes\n" SAYS ("1") WORKS,
    "from the name service (SRV records), signed\n" },
  { "unsigned", "source srv _imaps._tcp.example.org found ok\n" SAYS ("1") WORKS,
    "from the name service (SRV records), could be forged here\n" },
  { "by-mx", "source mx.database https://db.example/hoster.example found ok\n" SAYS ("1") WORKS,
    "from the public database, found by way of the MX record, could be forged here\n" },
  { "kept-elsewhere",
    "source autoconfig.wellknown https://example.org/ found ok left=yes\n" SAYS ("1") WORKS,
    "from example.org's own web site (autoconfig, HTTPS), kept by another domain\n" },
  { "sending-from-elsewhere",
    PAGE "source guess example.org found ok\n" SAYS (
        "1") "says 2 smtp smtp.example.org 465 implicit\nservice imap yes 1 asked\n"
             "service smtp yes 2\n" READY "step 2 greeting ok\n",
    "(autoconfig, HTTPS); Sending: guessed from the usual names\n" },
};

static void
test_settings_line (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *script = g_strconcat (ACCOUNT, settings[i].script, NULL);
      g_autofree char *text = text_of (script);

      g_test_message ("%s", settings[i].name);
      g_assert_true (g_str_has_prefix (text, "Settings   "));
      must_hold (text, settings[i].line);
    }
}

/* Above the question, with the way to do it, and that it may be old. */
static void
test_before_the_password (void)
{
  static const struct
  {
    const char *script;
    const char *advice;
  } rows[] = {
    { WAITING, "? The password goes only to imap.example.org," },
    { WAITING PROVIDER ("2027-05-01 app-password"),
      "? Example Mail takes an app password here, not the password of the account. Create an app "
      "password in the settings of the account, and use it instead of the usual one. https://"
      "example.org/settings (Settings > Mail) is the place for it.\n  The password goes only to" },
    { WAITING PROVIDER ("2026-11-21 app-password"),
      "(Settings > Mail) is the place for it. (As noted on 2026-11-01; it may have changed "
      "since.)\n  The password" },
    { WAITING PROVIDER ("2027-05-01") "demand switch-on imap url=https://example.org/imap\n",
      "? At Example Mail, IMAP must be switched on first. Switch on IMAP in the settings of the "
      "account before you log in. https://example.org/imap is the place for it.\n  The" },
    { WAITING PROVIDER ("2027-05-01") "demand switch-on pop3 url=https://example.org/imap\n",
      "? The password goes only to imap.example.org," },
    { WAITING "typo example.com\n",
      "? example.org looks mistyped: example.com may be meant. If you meant example.com, type "
      "anna@example.com.\n  The password" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = script_report (rows[i].script);
      g_autofree char *text = wp_render_question (report, report->questions->pdata[0], &endless);

      must_hold (text, rows[i].advice);
    }
}

/* Among the findings of a result it is said already. */
static void
test_said_by_the_findings (void)
{
  g_autofree char *text = text_of (WAITING PROVIDER ("2027-05-01 app-password"));
  const char *first = strstr (text, "Example Mail takes an app password here");

  g_assert_nonnull (first);
  must_not_hold (first + 1, "Example Mail takes an app password here");
  must_hold (text, "\n? The password goes only to imap.example.org,");
}

/* No other question is about the password of the account. */
static void
test_other_questions (void)
{
  g_autoptr (WpReport) report = script_report (
      WAITING PROVIDER ("2027-05-01 app-password") "question send-address send-address\n");
  g_autofree char *text = wp_render_question (report, report->questions->pdata[1], &endless);

  must_not_hold (text, "Example Mail");
}

static void
test_refused_at_a_known_provider (void)
{
  g_autofree char *text = text_of (ACCOUNT PROVIDER (
      "2026-11-21 app-password") "candidate imap imap.example.org 993 implicit provider-https\n"
                                 "service imap no 1 asked\n" READY
                                 "sent 1 1\nstep 1 login login-refused "
                                 "mechanism=PLAIN username=anna@example.org\n");

  must_hold (text,
             "\n\342\234\227 Example Mail takes an app password here, not the password of the "
             "account");
  must_hold (text,
             "\n  Likely: Example Mail lets mail programs in only with a password that was made "
             "for them, and imap.example.org refused the one that was sent.");
  must_hold (text, " This was so on 2026-11-01 and may have changed since.");
  must_hold (text, " https://example.org/settings (Settings > Mail) is the place for it.\n");
  must_not_hold (text, "provider.app-password");
}

static void
test_note_with_a_remedy (void)
{
  g_autofree char *text = text_of (WAITING PROVIDER ("2027-05-01 sign-in"));

  must_hold (text, "Example Mail wants a sign-in through its web page");
  must_hold (text, " This was checked on 2026-11-01.");
  must_hold (text, "\n  What to do: Use a mail program that offers this sign-in");
}

static void
test_bridge (void)
{
  static const WpRenderStyle quiet = { .columns = 4000, .is_utf8 = TRUE, .is_quiet = TRUE };
  g_autoptr (WpReport) report = script_told (ACCOUNT PROVIDER (
      "2027-05-01 bridge") "service imap not-offered 0\nservice smtp not-offered 0\n");
  g_autofree char *text = wp_render_text (report, &endless);
  g_autofree char *line = wp_render_text (report, &quiet);

  must_hold (text, "Mail programs reach Example Mail only through a program of its own");
  must_hold (text, " https://example.org/settings (Settings > Mail) is the place for it.");
  g_assert_cmpstr (line, ==,
                   "Mail programs reach Example Mail only through a program of its own.\n");
}

static void
test_typo (void)
{
  static const struct
  {
    const char *script;
    const char *headline;
  } rows[] = {
    { "account anna@exmaple.org\ntypo example.org\n"
      "step 0 resolve nxdomain name=exmaple.org type=MX\n",
      "\nexmaple.org does not exist. Did you mean example.org?\n" },
    { "account anna@exmaple.org\ntypo example.org\nservice imap not-offered 0\n"
      "service smtp not-offered 0\n",
      "\nNo mail settings were found for exmaple.org. Did you mean example.org?\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (rows[i].script);

      must_hold (text, "\342\234\227 exmaple.org looks mistyped: example.org may be meant");
      must_hold (text, rows[i].headline);
      g_assert_true (g_str_has_suffix (text, "\nNext: waypost check anna@example.org       if "
                                             "example.org is meant\n"));
      must_not_hold (text, "discovery.none");
      must_not_hold (text, "dns.name.nxdomain");
    }
}

/* The front end's own command, with only the address changed, as a shell takes it. */
static void
test_typo_in_the_command (void)
{
  static const struct
  {
    const char *address;
    const char *command;
    const char *next;
  } rows[] = {
    { "anna@exmaple.org", "waypost write kmail anna@exmaple.org --dns 192.0.2.1",
      "Next: waypost write kmail anna@example.org --dns 192.0.2.1" },
    { "anna@exmaple.org", "waypost check --user anna@exmaple.org anna@exmaple.org",
      "Next: waypost check anna@example.org " },
    { "anna@exmaple.org", "waypost check --user anna@exmaple.orgy",
      "Next: waypost check anna@example.org " },
    { "anna&co@exmaple.org", "waypost check 'anna&co@exmaple.org' --timeline",
      "Next: waypost check 'anna&co@example.org' --timeline" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script = g_strdup_printf (
          "account '%s'\ntypo example.org\nstep 0 resolve nxdomain name=exmaple.org type=MX\n",
          rows[i].address);
      WpRenderStyle style = endless;
      g_autoptr (WpReport) report = script_told (script);
      g_autofree char *text = NULL;

      style.command = rows[i].command;
      text = wp_render_text (report, &style);
      must_hold (text, rows[i].next);
    }
}

/* What cannot be read as it stands, and what is only a part of a domain, gets a sentence. */
static void
test_what_the_name_is_made_of (void)
{
  static const char nowhere[] = "service imap not-offered 0\nservice smtp not-offered 0\n";
  g_autofree char *idn_script = g_strconcat ("account anna@xn--mnchen-3ya.test\n", nowhere, NULL);
  g_autofree char *part_script = g_strconcat ("account anna@mail.example.co.uk\n", nowhere, NULL);
  g_autofree char *plain_script = g_strconcat (ACCOUNT, nowhere, NULL);
  g_autofree char *idn = text_of (idn_script);
  g_autofree char *part = text_of (part_script);
  g_autofree char *gone = text_of ("account anna@mail.example.co.uk\n"
                                   "step 0 resolve nxdomain name=mail.example.co.uk type=MX\n");
  g_autofree char *plain = text_of (plain_script);

  must_hold (idn,
             " xn--mnchen-3ya.test is how m\303\274nchen.test is written in the name service.");
  must_hold (part, " mail.example.co.uk is a part of example.co.uk: if your address ends in "
                   "@example.co.uk, type it that way.");
  must_hold (gone, " mail.example.co.uk is a part of example.co.uk");
  must_not_hold (plain, "is a part of");
  must_not_hold (plain, "is written in");
}

#define TWO                                                                                        \
  ACCOUNT PAGE "source srv _imaps._tcp.example.org found ok\n"                                     \
               "source srv _submissions._tcp.example.org found ok\n" SAYS (                        \
                   "1") "says 1 smtp smtp.example.org 465 implicit\n"                              \
                        "says 2 imap mail.example.org 993 implicit\n"                              \
                        "says 3 smtp mail.example.org 587 starttls\nconflict 1 3\nconflict 2 4\n"

static void
test_disagreement (void)
{
  g_autofree char *conflict = text_of (
      TWO "service imap yes 1 asked\nservice smtp yes 2 asked\n" READY "step 2 greeting ok\n");
  g_autofree char *better = text_of (TWO "late 1\nlate 2\nservice imap yes 3 asked\n"
                                         "service smtp yes 4 asked\nstep 3 greeting ok\n");

  must_hold (conflict, "Sources disagree about the servers for IMAP, SMTP");
  must_hold (conflict,
             "https://example.org/.well-known/ names imap.example.org:993, smtp.example.org:465, "
             "which was used; DNS (SRV) names mail.example.org:993, mail.example.org:587.");
  must_hold (better, "https://example.org/.well-known/ answered after mail.example.org:993, "
                     "mail.example.org:587 had been chosen, which comes from DNS (SRV). It names "
                     "imap.example.org:993, smtp.example.org:465,");
  must_hold (better, "Run this again with --imap imap.example.org:993,tls "
                     "--smtp smtp.example.org:465,tls to use what it names.");
}

static void
test_digest (void)
{
  g_autoptr (WpReport) report = script_told (
      ACCOUNT "source pacc https://ua-auto-config.example.org/ failed digest-mismatch "
              "digest=v=UAAC1;a=sha256;d=AAAA\nservice imap not-offered 0\n");
  const WpFinding *finding = wp_report_find_finding (report, "discovery.digest");
  g_autofree char *json = wp_render_json (report, &endless);

  g_assert_nonnull (finding);
  must_hold (json, "The value that fits the document as it is served now: "
                   "v=UAAC1;a=sha256;d=AAAA.");
}

/* The notes and the guesses have no address of their own. */
static void
test_progress (void)
{
  g_autoptr (WpReport) report = script_report (
      ACCOUNT "source notes 'Example Mail' found ok\nsource guess example.org found ok\n"
              "source pacc https://ua-auto-config.example.org/ failed digest-mismatch\n");
  static const char *const lines[] = {
    "built-in notes: settings found",
    "usual server names: some exist",
    "https://ua-auto-config.example.org/: no usable answer",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = wp_render_progress (report, WP_REPORT_SOURCE, i, &endless);

      g_assert_cmpstr (line, ==, lines[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advice/settings-line", test_settings_line);
  g_test_add_func ("/advice/before-the-password", test_before_the_password);
  g_test_add_func ("/advice/said-by-the-findings", test_said_by_the_findings);
  g_test_add_func ("/advice/other-questions", test_other_questions);
  g_test_add_func ("/advice/refused-at-a-known-provider", test_refused_at_a_known_provider);
  g_test_add_func ("/advice/note-with-a-remedy", test_note_with_a_remedy);
  g_test_add_func ("/advice/bridge", test_bridge);
  g_test_add_func ("/advice/typo", test_typo);
  g_test_add_func ("/advice/typo-in-the-command", test_typo_in_the_command);
  g_test_add_func ("/advice/what-the-name-is-made-of", test_what_the_name_is_made_of);
  g_test_add_func ("/advice/disagreement", test_disagreement);
  g_test_add_func ("/advice/digest", test_digest);
  g_test_add_func ("/advice/progress", test_progress);
  return g_test_run ();
}
