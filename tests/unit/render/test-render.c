/* What people and programs read: the lines of a result, at two widths, with hostile texts in it. */
#include "render/render.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "diagnose/diagnose.h"
#include "model/keys.h"
#include "lines.h"
#include "samples.h"
#include "script.h"

static const WpRenderStyle wide = { .columns = 80, .is_utf8 = TRUE };
static const WpRenderStyle narrow = { .columns = 40, .is_utf8 = TRUE };

static char *
text_of (const char *script, const WpRenderStyle *style)
{
  g_autoptr (WpReport) report = script_told (script);

  return wp_render_text (report, style);
}

static void
test_lines_fit (void)
{
  static const guint widths[] = { 0, 20, 25, 40, 59, 60, 80, 132 };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      for (guint bits = 0; bits < 8; bits++)
        {
          WpRenderStyle style = { .columns = widths[w],
                                  .is_utf8 = (bits & 1) != 0,
                                  .has_timeline = (bits & 2) != 0,
                                  .is_quiet = (bits & 4) != 0 };
          g_autofree char *text = text_of (samples[i].script, &style);

          check_lines (samples[i].name, text, widths[w] == 0 ? 80 : widths[w]);
        }
}

static guint
count_of (const char *text, const char *needle)
{
  guint count = 0;

  for (text = strstr (text, needle); text != NULL; text = strstr (text + 1, needle))
    count++;
  return count;
}

static void
test_well (void)
{
  g_autofree char *text = text_of (WELL, &wide);

  g_assert_cmpstr (text, ==,
                   "Settings   from example.org's own web site (autoconfig, HTTPS)\n"
                   "\342\234\223 Receiving by IMAP   imap.example.org:993   TLS 1.3, SCRAM-SHA-256 "
                   "      212 ms\n"
                   "\342\234\223 Receiving by POP3   pop.example.org:995    TLS 1.3, PLAIN         "
                   "      198 ms\n"
                   "\342\234\223 Sending             smtp.example.org:465   TLS 1.3, SCRAM-SHA-256 "
                   "      240 ms\n"
                   "  Mailbox             4.1\302\240GB of 6.6\302\240GB used; messages: "
                   "18\302\240204 in the inbox;\n"
                   "                      folders: 23\n"
                   "\n"
                   "Everything works. Nothing was changed on the servers.\n"
                   "Next: waypost write --list                 settings for a mail program\n");
}

static void
test_well_narrow (void)
{
  g_autofree char *text = text_of (WELL, &narrow);

  g_assert_true (g_str_has_prefix (text, "Settings   from example.org's own web\n"
                                         "           site (autoconfig, HTTPS)\n"
                                         "\342\234\223 Receiving by IMAP\n"
                                         "  imap.example.org:993\n"
                                         "  TLS 1.3, SCRAM-SHA-256          212 ms\n"));
}

static void
test_refused (void)
{
  g_autofree char *text = text_of (REFUSED, &wide);

  g_assert_nonnull (strstr (
      text,
      "\342\234\227 Receiving by IMAP   imap.example.org:993   connection safe, app password\n"
      "                                             needed\n"));
  g_assert_nonnull (strstr (text, "\342\200\223 Sending             smtp.example.org:465   not "
                                  "tried: a second refusal could\n"));
  g_assert_nonnull (strstr (text, "\342\234\227 The provider wants an app password                 "
                                  "          auth.app-password\n"));
  g_assert_nonnull (strstr (text, "\n  Likely: Two-step sign-in seems"));
  g_assert_nonnull (strstr (text, "(Ruled out: port"));
  g_assert_nonnull (strstr (text, "\n  What to do: Sign in"));
  g_assert_nonnull (strstr (text, "\n  For the support desk: Check whether"));
  g_assert_nonnull (strstr (text, "\n  More: waypost explain auth.app-password\n"));
  g_assert_true (g_str_has_suffix (
      text, "\n\nThe server answers and the connection is safe. Only the login does not work.\n"
            "Nothing was changed on the servers.\n"));
  /* POP3 was neither asked for nor found: not a word about it. */
  g_assert_null (strstr (text, "POP3"));
}

static void
test_server_words (void)
{
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  g_autofree char *text = text_of (REFUSED, &endless);

  g_assert_nonnull (strstr (
      text,
      "The server said \342\200\234NO [ALERT] Application-specific password required\342\200\235"
      " at once, from 192.0.2.10:993, 2026-11-22 06:30:12 UTC.\n"));
}

static void
test_quiet (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.is_quiet = TRUE;
  text = text_of (WELL, &style);
  g_assert_cmpstr (text, ==, "Everything works.\n");
}

static void
test_headlines (void)
{
  static const struct
  {
    const char *script;
    const char *headline;
  } rows[] = {
    { "", "This is not a complete e-mail address.\n" },
    { NOTHING, "exmaple.org does not exist.\n" },
    { LOOK_ONLY, "Every server answers and is what it claims to be. No login was made.\n" },
    { FOREIGN, "Nothing was sent yet: a person has to decide first.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "candidate smtp b.example.org 465 implicit user\nservice imap yes 1 asked\n"
      "service smtp no 2 asked\nstep 2 connect refused\n",
      "Works: Receiving by IMAP. Does not work: Sending (port closed).\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap yes 1 asked\nservice pop3 not-offered 0\nservice smtp not-offered 0\n",
      "Everything works.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit provider-https\n"
      "service imap yes 1 asked\nservice pop3 not-offered 0\nservice smtp not-offered 0\n",
      "Works: Receiving by IMAP. Does not work: Sending (no settings found).\n" },
    /* Nothing was sent in this run: whose login does not work? */
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap not-tested 1 asked\nstep 1 login not-tested\n",
      "No login was tried, because earlier ones were refused a few minutes ago.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap no 1 asked\nstep 1 login mechanism-refused mechanism=PLAIN\n",
      "Does not work: Receiving by IMAP (login method not known there).\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap not-tested 1 asked ask\nquestion foreign foreign:a.example declined\n",
      "No login was tried, because you said no.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap not-tested 1 asked\nquestion password names=a.example.org| declined\n",
      "No login was tried, because no password was given.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "candidate smtp b.example.org 465 implicit user\nservice imap yes 1 asked\n"
      "service smtp not-tested 2 asked\nstep 2 connect cancelled\n",
      "Time ran out before the end. Works: Receiving by IMAP.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "service imap not-tested 1 asked\nstep 1 connect cancelled\n",
      "Time ran out before the end. Nothing is known about the servers.\n" },
  };
  WpRenderStyle style = wide;

  style.is_quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (rows[i].script, &style);

      g_assert_cmpstr (text, ==, rows[i].headline);
    }
}

/* What was known by then, and nothing of what was not. */
static void
test_interrupted (void)
{
  static const struct
  {
    const char *script;
    const char *headline;
  } rows[] = {
    { "account anna@example.org\n",
      "Interrupted before the end. Nothing is known about the servers.\n" },
    { "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "candidate pop3 b.example.org 995 implicit user\n"
      "candidate smtp c.example.org 465 implicit user\nservice imap yes 1 asked\n"
      "service pop3 no 2 asked\nservice smtp not-tested 3 asked\nstep 2 connect refused\n"
      "step 3 connect cancelled\n",
      "Interrupted before the end. Works: Receiving by IMAP. Does not work: Receiving by POP "
      "(port closed).\n" },
  };
  const WpRenderStyle style = { .columns = 200, .is_utf8 = TRUE, .is_quiet = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = script_told (rows[i].script);
      g_autofree char *text = NULL;

      report->exit = 130;
      text = wp_render_text (report, &style);
      g_assert_cmpstr (text, ==, rows[i].headline);
    }
}

/* One refusal, then two; and a service that nobody misses. */
static void
test_spared (void)
{
  static const char twice[] =
      "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "candidate smtp b.example.org 465 implicit user\nservice imap no 1 asked\n"
      "service smtp not-tested 2 asked\nsent 2 2\nstep 1 login login-refused\n";
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  g_autofree char *once_text = text_of (REFUSED, &endless);
  g_autofree char *twice_text = text_of (twice, &endless);

  g_assert_nonnull (strstr (once_text, "not tried: a second refusal could lock the account\n"));
  g_assert_nonnull (strstr (twice_text, "not tried: another refusal could lock the account\n"));
}

static void
test_silent_guess (void)
{
  static const char script[] =
      "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"
      "candidate pop3 pop.example.org 995 implicit guess\nservice imap yes 1 asked\n"
      "service pop3 not-offered 2\nstep 1 login ok\nstep 2 connect refused\n";
  g_autofree char *text = text_of (script, &wide);

  g_assert_null (strstr (text, "POP3"));
  g_assert_nonnull (strstr (text, "\nEverything works."));
}

static void
test_colour (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;
  guint n = 0;

  style.has_colour = TRUE;
  text = text_of (REFUSED, &style);
  g_assert_nonnull (strstr (text, "\033[31m\342\234\227\033[0m Receiving"));
  /* Only at the beginning of a line, one on and one off. */
  for (const char *escape = strchr (text, '\033'); escape != NULL;
       escape = strchr (escape + 1, '\033'))
    if (n++ % 2 == 0)
      g_assert_true (escape == text || escape[-1] == '\n');
    else
      g_assert_true (g_str_has_prefix (escape, "\033[0m "));
  g_assert_cmpuint (n, ==, 4);
}

static void
test_ascii (void)
{
  const WpRenderStyle style = { .columns = 80, .has_timeline = TRUE };
  static const char *const scripts[] = { WELL, REFUSED, FOREIGN, LOOK_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *text = text_of (scripts[i], &style);

      g_assert_true (g_str_is_ascii (text));
    }
}

static void
test_hostile (void)
{
  const WpRenderStyle endless = { .columns = 4000, .is_utf8 = TRUE, .has_timeline = TRUE };
  g_autoptr (WpReport) report = script_told (HOSTILE);
  g_autofree char *text = wp_render_text (report, &endless);
  g_autofree char *json = wp_render_json (report, &endless);

  g_assert_null (strchr (text, '\033'));
  g_assert_null (strchr (text, '\007'));
  g_assert_null (strchr (json, '\033'));
  /* Foreign braces and percent signs stay what they are. */
  g_assert_nonnull (strstr (text, "<b>x</b>\\x1B[31m, %s%n{host}\\x9B"));
  g_assert_nonnull (strstr (text, "<a href=y>%s {host}\\x0D\\u{202E}evil"));
  for (guint i = 0; i < report->steps->len; i++)
    {
      g_autofree char *trace = wp_render_trace (report, report->steps->pdata[i], &endless);

      check_lines ("trace", trace, 4000);
    }
}

static void
test_question (void)
{
  g_autoptr (WpReport) report = script_told (FOREIGN);
  g_autofree char *text = wp_render_question (report, report->questions->pdata[0], &narrow);
  g_autofree char *whole = wp_render_text (report, &wide);

  check_lines ("question", text, 40);
  g_assert_true (g_str_has_prefix (text, "? imap.hoster.example is not part of"));
  g_assert_true (g_str_has_suffix (text, "?\n  --allow foreign:imap.hoster.example\n"));
  g_assert_null (strchr (text, '{'));
  g_assert_nonnull (
      strstr (whole, "waypost check anna@example.org --allow foreign:imap.hoster.example\n"));
}

/* An address can hold what a shell takes for a command. */
static void
test_command_is_quoted (void)
{
  g_autoptr (WpReport) report = script_told (FOREIGN);
  g_autofree char *text = NULL;

  g_free (report->account->address);
  report->account->address = g_strdup ("$(reboot)@example.org");
  text = wp_render_text (report, &wide);
  g_assert_nonnull (strstr (text, "check '$(reboot)@example.org' --user anna@example.org --allow"));
}

/* What is pasted must run: nothing is missing, nothing is broken, no answer is given twice. */
static void
test_next (void)
{
  static const char two[] =
      "account anna@example.org\ncandidate imap imap.a.example 993 implicit dns-foreign\n"
      "candidate smtp smtp.b.example 465 implicit dns-foreign\n"
      "service imap not-tested 1 asked ask\nservice smtp not-tested 2 asked ask\n" LOOK ("1")
          LOOK ("2") "question foreign foreign:smtp.b.example host=smtp.b.example protocol=smtp\n"
                     "question foreign foreign:imap.a.example host=imap.a.example protocol=imap\n"
                     "question password names=imap.a.example|\n";
  static const struct
  {
    const char *script;
    const char *command; /* after "Next: "; NULL: there is no such line */
  } rows[] = {
    { WELL, "waypost write --list                 settings for a mail program\n" },
    { two, "waypost check anna@example.org --allow foreign:imap.a.example "
           "--allow foreign:smtp.b.example --password-file FILE\n" },
    { FOREIGN, "waypost check anna@example.org --allow foreign:imap.hoster.example\n" },
    { "account anna@example.org\ncandidate imap a.example 993 implicit dns-foreign\n"
      "service imap not-tested 1 asked ask\ndecision port:a.example:993\n"
      "question foreign foreign:a.example unasked host=a.example\n",
      "waypost check anna@example.org --allow port:a.example:993 --allow foreign:a.example\n" },
    { "candidate imap 2001:db8::10 993 implicit user\n"
      "candidate smtp b.example.org 587 starttls user\n"
      "service imap not-tested 1 asked user=anna\nservice smtp not-tested 2 asked user=send\n"
      "question password names=b.example.org|\n",
      "waypost check --imap '[2001:db8::10]:993,tls' --smtp b.example.org:587,starttls "
      "--user anna --smtp-user send --password-file FILE\n" },
    { "account anna@example.org\ncandidate imap a.example 993 implicit dns-foreign\n"
      "service imap not-tested 1 asked ask\n"
      "question foreign foreign:a.example declined host=a.example\n",
      NULL },
    { REFUSED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (rows[i].script, i == 0 ? &wide : &narrow);
      const char *next = strstr (text, "Next: ");

      if (rows[i].command == NULL)
        g_assert_null (next);
      else if (next == NULL || !g_str_has_prefix (next + strlen ("Next: "), rows[i].command))
        g_error ("row %u: %s", i, next == NULL ? text : next);
    }
}

/* The front end knows its own command best. */
static void
test_next_as_run (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;
  g_autofree char *well = NULL;

  style.command = "waypost write thunderbird anna@example.org --dns 192.0.2.1";
  style.is_writing = TRUE;
  text = text_of (FOREIGN, &style);
  g_assert_nonnull (strstr (text, "\nNext: waypost write thunderbird anna@example.org --dns "
                                  "192.0.2.1 --allow foreign:imap.hoster.example\n"));
  well = text_of (WELL, &style);
  g_assert_null (strstr (well, "Next:"));
}

#define TWO_SERVERS                                                                                \
  "candidate imap a.example.org 993 implicit user\n"                                               \
  "candidate smtp b.example.org 465 implicit user\nservice imap no 1 asked\n"                      \
  "service smtp no 2 asked\n"

/* The advice for one server is not the advice for the next, where a port or a name differs. */
static void
test_again (void)
{
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  g_autofree char *mode = text_of (TWO_SERVERS "tls 1 not-tls version=none peer_protocol=imap\n"
                                               "tls 2 not-tls version=none peer_protocol=smtp\n",
                                   &endless);
  g_autofree char *other = text_of (TWO_SERVERS
                                    "tls 1 untrusted faults=name names=one.example.net\n"
                                    "tls 2 untrusted faults=name names=two.example.net\n",
                                    &endless);

  g_assert_nonnull (strstr (mode, "What to do: Choose STARTTLS instead of SSL/TLS for port 993."));
  g_assert_nonnull (strstr (mode, "What to do: Choose STARTTLS instead of SSL/TLS for port 465."));
  g_assert_null (strstr (mode, "the same as above"));
  g_assert_null (strstr (mode, "Concerns:"));
  g_assert_nonnull (strstr (other, "It is made out to one.example.net."));
  g_assert_nonnull (strstr (other, "It is made out to two.example.net."));
  g_assert_nonnull (
      strstr (other, "What to do: the same as above.\n  For the support desk: Add b."));
  g_assert_cmpuint (count_of (other, "tls.cert.name.generic\n"), ==, 3); /* and one "More:" */
  g_assert_cmpuint (count_of (mode, "\n  Why: "), ==, 1); /* the server alone is another */
}

#define THREE_SERVERS                                                                              \
  "account anna@example.org\ncandidate imap a.example.org 993 implicit user\n"                     \
  "candidate pop3 b.example.org 995 implicit user\n"                                               \
  "candidate smtp c.example.org 465 implicit user\nservice imap no 1 asked\n"                      \
  "service pop3 no 2 asked\nservice smtp no 3 asked\n"

/* What differs from an earlier one, and concerns several servers: when and what each of them said.
 */
static void
test_again_and_same (void)
{
  static const char refused[] = THREE_SERVERS LOOK ("1") LOOK ("2")
      LOOK ("3") "step 1 login login-refused address=192.0.2.1 username=anna text='no to anna'\n"
                 "step 2 login login-refused address=192.0.2.2 username=send text='no to send'\n"
                 "step 3 login login-refused address=192.0.2.3 username=send text='no, no'\n";
  static const char future[] = THREE_SERVERS "tls 1 untrusted faults=not-yet-valid "
                                             "not_before=1900000000\n"
                                             "tls 2 untrusted faults=not-yet-valid "
                                             "not_before=1950000000\n"
                                             "tls 3 untrusted faults=not-yet-valid "
                                             "not_before=1950000000\n";
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  g_autofree char *words = text_of (refused, &endless);
  g_autofree char *early = text_of (future, &endless);

  g_assert_cmpuint (count_of (words, " auth.credentials.wrong\n"), ==, 3); /* and one "More:" */
  g_assert_nonnull (strstr (words,
                            "What to do: the same as above. The server said \342\200\234no to "
                            "send\342\200\235 at once, from 192.0.2.2:995, "));
  g_assert_nonnull (strstr (words, "\n  The server said \342\200\234no, no\342\200\235 at once, "
                                   "from 192.0.2.3:465, "));
  g_assert_cmpuint (count_of (early, " tls.cert.future\n"), ==, 3);
  g_assert_nonnull (strstr (early, "\n  Concerns: Receiving by POP3 (b.example.org:995), Sending "
                                   "(c.example.org:465).\n"));
  g_assert_nonnull (strstr (early, " the same as above. Seen at once, at b.example.org:995, "));
  g_assert_nonnull (strstr (early, "\n  Seen at once, at c.example.org:465, "));
}

#define LOOKED_UP(n) "step " n " resolve ok\nstep " n " connect ok\ntls " n " ok\n"

/* One fault of several servers is one finding, with all that the desk needs of each. */
static void
test_same_fault (void)
{
  static const struct
  {
    const char *id;
    const char *lines;
    const char *evidence[2]; /* of each server; NULL: `usual` */
  } cases[] = {
    { "tls.cert.expired",
      "candidate imap a.example.org 143 starttls user\ntls 1 untrusted faults=expired\n"
      "tls 3 untrusted faults=expired\ntls 2 untrusted faults=expired\n" },
    { "tcp.timeout.host",
      "step 1 resolve ok\nstep 1 connect timed-out address=192.0.2.1\n"
      "step 2 resolve ok\nstep 2 connect timed-out address=192.0.2.2\n",
      { " at 192.0.2.1:993, ", "\n  Seen at once, at 192.0.2.2:465, " } },
    { "greet.busy",
      LOOKED_UP ("1") "step 1 greeting rejected text='come back'\n" LOOKED_UP (
          "2") "step 2 greeting rejected text='not now'\n",
      { " said \342\200\234come back\342\200\235 at once, from ",
        "\n  The server said \342\200\234not now\342\200\235 at once, from " } },
    { "tls.cert.name.generic", "tls 1 untrusted faults=name names=one.example.net\n"
                               "tls 2 untrusted faults=name names=one.example.net\n" },
    { "dns.name.no-address", "step 1 resolve no-data name=a.example.org\n"
                             "step 2 resolve no-data name=b.example.org\n" },
    { "tls.version.server-old",
      "tls 1 tls-version version=none\ntls 2 tls-version version=none\n" },
  };
  static const char *const usual[] = { " Seen at once, at a.example.org:993, ",
                                       "\n  Seen at once, at b.example.org:465, " };
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *script = g_strconcat (TWO_SERVERS, cases[i].lines, NULL);
      g_autoptr (WpReport) report = script_told (script);
      g_autofree char *text = wp_render_text (report, &endless);
      g_autofree char *json = wp_render_json (report, &endless);
      g_autofree char *end_of_title = g_strconcat (" ", cases[i].id, "\n", NULL);
      g_autofree char *in_json = g_strconcat ("\"id\" : \"", cases[i].id, "\"", NULL);
      gboolean has_pins = g_str_has_prefix (cases[i].id, "tls.cert.");

      g_test_message ("%s", cases[i].id);
      g_assert_cmpuint (count_of (text, end_of_title), ==, 2); /* the title and "More:" */
      g_assert_cmpuint (count_of (text, "For the support desk:"), ==, 1);
      g_assert_cmpuint (count_of (text, "What to do:"), ==, 1);
      g_assert_nonnull (strstr (text, "\n  Concerns: Receiving by IMAP (a.example.org:993), "
                                      "Sending (b.example.org:465).\n"));
      for (guint n = 0; n < 2; n++)
        g_assert_nonnull (
            strstr (text, cases[i].evidence[n] == NULL ? usual[n] : cases[i].evidence[n]));
      g_assert_cmpuint (count_of (text, " at once, "), ==, 2);
      g_assert_cmpuint (count_of (text, " --allow pin:a.example.org=aaaaaaaa"), ==, has_pins);
      g_assert_cmpuint (count_of (text, " likewise: --allow pin:b.example.org=aaaaaaaa"), ==,
                        has_pins);
      g_assert_cmpuint (count_of (json, in_json), ==, 2); /* programs get each for itself */
    }
}

/* What is open stands in the result, with the risk and the option; what differs in the server alone
 * is asked once. */
static void
test_open_questions (void)
{
  static const char two_guesses[] =
      "account anna@example.org\ncandidate imap imap.example.org 993 implicit guess\n"
      "candidate smtp smtp.example.org 465 implicit guess\nservice imap not-tested 1 asked ask\n"
      "service smtp not-tested 2 asked ask\n" LOOK ("1")
          LOOK ("2") "question guess guess:imap.example.org host=imap.example.org "
                     "username=anna@example.org\n"
                     "question guess guess:smtp.example.org host=smtp.example.org "
                     "username=anna@example.org\n";
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  WpRenderStyle quiet = endless;
  g_autofree char *foreign = text_of (FOREIGN, &endless);
  g_autofree char *guesses = text_of (two_guesses, &endless);
  g_autofree char *password = text_of (LOOK_ONLY "question password names=imap.example.org|\n",
                                       &endless);
  g_autofree char *answered = text_of (FOREIGN "question send-address send-address declined\n",
                                       &endless);
  g_autofree char *brief = NULL;

  g_assert_cmpuint (count_of (foreign, "\n\n? imap.hoster.example is not part of"), ==, 1);
  g_assert_nonnull (strstr (foreign, "anyone on this network could have forged"));
  g_assert_nonnull (strstr (foreign, "?\n  --allow foreign:imap.hoster.example\n\nNothing was"));
  g_assert_cmpuint (count_of (guesses, "is a guess: a usual name"), ==, 1);
  g_assert_nonnull (strstr (guesses, "?\n  --allow guess:imap.example.org\n"
                                     "? The same question about smtp.example.org.\n"
                                     "  --allow guess:smtp.example.org\n\n"));
  g_assert_nonnull (strstr (password, "?\n  --password-file FILE\n\n"));
  g_assert_null (strstr (answered, "whole address is in the question"));
  quiet.is_quiet = TRUE;
  brief = text_of (FOREIGN, &quiet);
  g_assert_null (strstr (brief, "--allow"));
}

/* An option is not broken, however narrow the terminal. */
static void
test_pin_in_one_piece (void)
{
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autofree char *option = g_strdup_printf ("\n  --allow pin:mail.example.org=%s\n  (only after",
                                             sha256);
  g_autofree char *text = text_of (EXPIRED, &narrow);

  g_assert_nonnull (strstr (text, option));
  check_lines ("pin", text, 40);
}

static void
test_forced_mechanism (void)
{
  const WpRenderStyle endless = { .columns = 2000, .is_utf8 = TRUE };
  static const char start[] = "account anna@example.org\n"
                              "candidate imap mail.example.org 993 implicit user\n"
                              "service imap no 1 asked\n"
                              "step 1 login mechanism-refused mechanism=CRAM-MD5 mechanism_why=";
  g_autofree char *forced_script = g_strconcat (start, "forced\n", NULL);
  g_autofree char *chosen_script = g_strconcat (start, "encrypted\n", NULL);
  g_autofree char *forced = text_of (forced_script, &endless);
  g_autofree char *chosen = text_of (chosen_script, &endless);

  g_assert_nonnull (strstr (forced, " in your mail program. Here, leave out --mechanism.\n"));
  g_assert_nonnull (strstr (chosen, " in your mail program.\n"));
  g_assert_null (strstr (chosen, "--mechanism"));
}

/* A person's no is not an open question. */
static void
test_declined (void)
{
  static const struct
  {
    const char *answer;
    const char *line;
  } rows[] = {
    { "declined", "not tried: you said no\n" },
    { "unasked", "waits for your decision\n" },
    { "", "waits for your decision\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script = g_strdup_printf (
          "account anna@example.org\ncandidate imap a.example 993 implicit dns-foreign\n"
          "service imap not-tested 1 asked ask\n" LOOK ("1") "question foreign foreign:a.example "
                                                             "%s host=a.example\n",
          rows[i].answer);
      g_autofree char *text = text_of (script, &wide);

      g_assert_nonnull (strstr (text, rows[i].line));
    }
}

static void
test_readable_domain (void)
{
  static const char script[] =
      "account anna@xn--mnchen-3ya.test\n"
      "candidate imap mail.xn--mnchen-3ya.test 993 implicit provider-https\n"
      "service imap yes 1 asked\n";
  const WpRenderStyle ascii = { .columns = 80 };
  g_autofree char *text = text_of (script, &wide);
  g_autofree char *plain = text_of (script, &ascii);

  g_assert_true (g_str_has_prefix (
      text, "Settings   from m\303\274nchen.test (xn--mnchen-3ya.test)'s own web site"));
  g_assert_true (g_str_has_prefix (plain, "Settings   from xn--mnchen-3ya.test's own web site"));
}

static void
test_questions_are_filled (void)
{
  static const char *const ids[] = { "password",     "foreign",     "mx",          "guess",
                                     "http",         "private",     "port",        "pin",
                                     "second-login", "report-host", "send-address" };
  g_autoptr (WpReport) report = script_told (FOREIGN);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      static const char *const names[] = { "imap.example.org", NULL };
      g_autoptr (WpQuestion) question = wp_question_new (ids[i], NULL);
      g_autofree char *text = NULL;
      const char *mark;

      wp_fields_set_text (question->params, WP_KEY_HOST, "imap.example.org");
      wp_fields_set_number (question->params, WP_KEY_PORT, 9930);
      wp_fields_set_list (question->params, WP_KEY_NAMES, names);
      wp_fields_set_text (question->params, WP_KEY_FINGERPRINT, "aa");
      text = wp_render_question (report, question, &wide);
      /* One question mark opens the block and one ends it: no value is missing. */
      mark = strchr (text + 1, '?');
      g_assert_nonnull (mark);
      g_assert_cmpstr (mark, ==, "?\n");
    }
}

static void
test_progress (void)
{
  g_autoptr (WpReport) report = script_told (WELL);
  g_autofree char *source = wp_render_progress (report, WP_REPORT_SOURCE, 0, &wide);
  g_autofree char *cut = wp_render_progress (report, WP_REPORT_SOURCE, 0, &narrow);
  g_autofree char *step = wp_render_progress (report, WP_REPORT_STEP, 1, &wide);

  g_assert_cmpstr (source, ==,
                   "https://autoconfig.example.org/mail/config-v1.1.xml: settings found");
  g_assert_cmpuint (width_of (cut), ==, 40);
  g_assert_cmpstr (step, ==, "IMAP imap.example.org:993: connected");
  g_assert_null (wp_render_progress (report, WP_REPORT_FACT, 0, &wide));
  g_assert_null (wp_render_progress (report, WP_REPORT_STEP, 9999, &wide));
}

static void
test_trace (void)
{
  g_autoptr (WpReport) report = script_told (WELL);
  g_autofree char *greeting = wp_render_trace (report, report->steps->pdata[3], &wide);
  g_autofree char *connect = wp_render_trace (report, report->steps->pdata[1], &wide);

  g_assert_cmpstr (greeting, ==, "IMAP imap.example.org:993 S: * OK ready\n");
  g_assert_cmpstr (connect, ==, "IMAP imap.example.org:993 connect ok, 10 ms\n");
}

static void
test_trace_lookup (void)
{
  g_autoptr (WpReport) report = script_told (NOTHING "step 0 resolve ok 'name=a\033[2J'\n");
  g_autofree char *typed = wp_render_trace (report, report->steps->pdata[0], &wide);
  g_autofree char *hostile = wp_render_trace (report, report->steps->pdata[1], &wide);

  g_assert_cmpstr (typed, ==, "DNS exmaple.org MX resolve nxdomain, 10 ms\n");
  g_assert_cmpstr (hostile, ==, "DNS a\\x1B[2J resolve ok, 10 ms\n");
}

static void
test_timeline (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.has_timeline = TRUE;
  text = text_of (LOOK_ONLY, &style);
  g_assert_nonnull (strstr (text, "\nIMAP imap.example.org  0                      50 ms\n"
                                  "  DNS           10 ms  "));
  g_assert_nonnull (strstr (text, "\n  TLS           10 ms  "));
  g_assert_nonnull (strstr (text, "\342\226\210\342\226\210"));
}

static void
test_explain (void)
{
  guint count;
  const WpFindingText *texts = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = wp_render_explain (texts[i].id, &narrow);

      check_lines (texts[i].id, text, 40);
      g_assert_null (strchr (text, '{'));
      g_assert_null (strchr (text, '?')); /* every placeholder has an example */
    }
  g_assert_null (wp_render_explain ("no.such.finding", &narrow));
}

static const char *
shout (const char *msgid)
{
  return strstr (msgid, "Everything works.") != NULL ? "Alles {geht} %s." : msgid;
}

static void
test_translation (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.translate = shout;
  style.is_quiet = TRUE;
  text = text_of (WELL, &style);
  g_assert_cmpstr (text, ==, "Alles {geht} %s.\n");
}

static void
test_fill (void)
{
  static const char *const list[] = { "imap", "smtp", NULL };
  g_autoptr (WpFields) fields = wp_fields_new ();
  g_autofree char *text = NULL;

  wp_fields_set_list (fields, WP_KEY_PROTOCOLS, list);
  wp_fields_set_number (fields, WP_KEY_PORT, 993);
  wp_fields_set_text (fields, WP_KEY_TEXT, "{port}\n%d");
  text = wp_render_fill ("{protocols} {port} {text} {host} {", fields, &wide);
  g_assert_cmpstr (text, ==, "IMAP, SMTP 993 {port}\\x0A%d ? {");
}

static JsonObject *
parse (const char *script, JsonParser *parser)
{
  g_autoptr (WpReport) report = script_told (script);
  g_autofree char *text = wp_render_json (report, &wide);
  g_autofree char *again = wp_render_json (report, &wide);

  g_assert_cmpstr (text, ==, again);
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_json (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = parse (REFUSED, parser);
  JsonObject *finding = json_array_get_object_element (
      json_object_get_array_member (root, "findings"), 0);
  JsonObject *service = json_array_get_object_element (
      json_object_get_array_member (root, "services"), 0);
  g_autoptr (GList) keys = json_object_get_members (root);
  g_autoptr (GString) order = g_string_new (NULL);

  for (GList *key = keys; key != NULL; key = key->next)
    g_string_append_printf (order, "%s ", (const char *) key->data);
  g_assert_cmpstr (order->str, ==,
                   "schema program started duration_ms exit account sources candidates "
                   "steps services attempts decisions facts findings questions ");
  g_assert_cmpstr (json_object_get_string_member (root, "schema"), ==, "waypost.report/1");
  g_assert_cmpstr (json_object_get_string_member (root, "started"), ==, "2026-11-22T06:30:12Z");
  g_assert_cmpint (json_object_get_int_member (root, "exit"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, "auth.app-password");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (finding, "cause"), "own."));
  g_assert_cmpstr (json_object_get_string_member (service, "why"), ==, "auth.app-password");
  g_assert_false (json_object_has_member (service, "auth"));
}

/* Who could not be asked has not answered. */
static void
test_json_answers (void)
{
  static const struct
  {
    const char *words;
    gboolean is_answered;
    int declined; /* -1: no such key */
  } rows[] = {
    { "", FALSE, -1 },
    { "unasked", FALSE, -1 },
    { "answered", TRUE, FALSE },
    { "declined", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree char *script = g_strdup_printf (
          "account anna@example.org\nquestion foreign foreign:a.example %s host=a.example\n",
          rows[i].words);
      JsonObject *question = json_array_get_object_element (
          json_object_get_array_member (parse (script, parser), "questions"), 0);

      g_assert_cmpint (json_object_get_boolean_member (question, "answered"), ==,
                       rows[i].is_answered);
      g_assert_cmpint (json_object_has_member (question, "declined")
                           ? json_object_get_boolean_member (question, "declined")
                           : -1,
                       ==, rows[i].declined);
    }
}

static void
test_json_facts (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *facts = json_object_get_object_member (parse (WELL, parser), "facts");

  g_assert_cmpint (json_object_get_int_member (facts, "messages"), ==, 18204);
  g_assert_true (json_object_get_boolean_member (facts, "idle"));
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (facts, "special_use"), "Trash"),
      ==, "Bin");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/lines-fit", test_lines_fit);
  g_test_add_func ("/render/well", test_well);
  g_test_add_func ("/render/well-narrow", test_well_narrow);
  g_test_add_func ("/render/refused", test_refused);
  g_test_add_func ("/render/server-words", test_server_words);
  g_test_add_func ("/render/quiet", test_quiet);
  g_test_add_func ("/render/headlines", test_headlines);
  g_test_add_func ("/render/interrupted", test_interrupted);
  g_test_add_func ("/render/spared", test_spared);
  g_test_add_func ("/render/silent-guess", test_silent_guess);
  g_test_add_func ("/render/next", test_next);
  g_test_add_func ("/render/next-as-run", test_next_as_run);
  g_test_add_func ("/render/again", test_again);
  g_test_add_func ("/render/again-and-same", test_again_and_same);
  g_test_add_func ("/text/same-fault", test_same_fault);
  g_test_add_func ("/text/open-questions", test_open_questions);
  g_test_add_func ("/render/pin-in-one-piece", test_pin_in_one_piece);
  g_test_add_func ("/render/forced-mechanism", test_forced_mechanism);
  g_test_add_func ("/render/declined", test_declined);
  g_test_add_func ("/render/readable-domain", test_readable_domain);
  g_test_add_func ("/render/trace-lookup", test_trace_lookup);
  g_test_add_func ("/render/json-answers", test_json_answers);
  g_test_add_func ("/render/colour", test_colour);
  g_test_add_func ("/render/ascii", test_ascii);
  g_test_add_func ("/render/hostile", test_hostile);
  g_test_add_func ("/render/question", test_question);
  g_test_add_func ("/render/command-is-quoted", test_command_is_quoted);
  g_test_add_func ("/render/questions-are-filled", test_questions_are_filled);
  g_test_add_func ("/render/progress", test_progress);
  g_test_add_func ("/render/trace", test_trace);
  g_test_add_func ("/render/timeline", test_timeline);
  g_test_add_func ("/render/explain", test_explain);
  g_test_add_func ("/render/translation", test_translation);
  g_test_add_func ("/render/fill", test_fill);
  g_test_add_func ("/render/json", test_json);
  g_test_add_func ("/render/json-facts", test_json_facts);
  return g_test_run ();
}
