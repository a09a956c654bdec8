/* The text and the JSON of a search, with and without other programs. */
#include "render/render.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "diagnose/as-client.h"
#include "diagnose/diagnose.h"
#include "find-samples.h"
#include "lines.h"
#include "script.h"

#define GOOD "\342\234\223"
#define BAD "\342\234\227"
#define NONE "\342\200\223"

static const WpRenderStyle wide = { .columns = 80, .is_utf8 = TRUE };

static char *
text_of (const char *script, const WpRenderStyle *style)
{
  g_autoptr (WpReport) report = script_told (script);

  return wp_render_find (report, style);
}

static GPtrArray *
views_of (const WpReport *report)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_client_view_free);
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (views, wp_client_view (report, &all[i]));
  return views;
}

static void
has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("'%s' is not in:\n%s", part, text);
}

static void
has_not (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("'%s' is in:\n%s", part, text);
}

/* At every width, with every choice, and with nothing at all. */
static void
test_lines_fit (void)
{
  static const guint widths[] = { 0, 20, 25, 40, 59, 60, 80, 132 };

  for (guint i = 0; i < G_N_ELEMENTS (find_samples); i++)
    {
      g_autoptr (WpReport) report = script_told (find_samples[i].script);
      g_autoptr (GPtrArray) views = views_of (report);

      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        for (guint bits = 0; bits < 8; bits++)
          {
            WpRenderStyle style = { .columns = widths[w],
                                    .is_utf8 = (bits & 1) != 0,
                                    .is_quiet = (bits & 2) != 0,
                                    .clients = (bits & 4) != 0 ? views : NULL };
            g_autofree char *text = wp_render_find (report, &style);

            check_lines (find_samples[i].name, text, widths[w] == 0 ? 80 : widths[w]);
            for (guint n = 0; n < report->sources->len; n++)
              {
                g_autofree char *line = wp_render_source_line (report, WP_REPORT_SOURCE, n, &style);

                if (line != NULL)
                  check_lines (find_samples[i].name, line, widths[w] == 0 ? 80 : widths[w]);
              }
          }
    }
}

static void
test_well (void)
{
  g_autofree char *text = text_of (FIND_WELL, &wide);

  g_assert_cmpstr (
      text, ==,
      "   60 ms  " GOOD " DNS service records       IMAP, SMTP, POP3  could be forged here\n"
      "   70 ms  " NONE " PACC                      not published\n"
      "   80 ms  " GOOD " autoconfig.example.org    IMAP, SMTP, POP3  from the provider, HTTPS\n"
      "   90 ms  " NONE " example.org/.well-known   a web page, not settings\n"
      "  100 ms  " NONE " public database           does not know example.org\n"
      "\n"
      "Also offered:\n"
      "  Calendar (CalDAV)       https://dav.example.org/\n"
      "  JMAP                    https://jmap.example.org/\n"
      "\n"
      "Pages that the sources name (not opened):\n"
      "  How to set it up        https://example.org/help (Setting up mail)\n"
      "\n"
      "Two sources agree: autoconfig.example.org, DNS service records.\n"
      "Best settings after 80 ms:\n" GOOD
      " IMAP  imap.example.org  993  TLS  anna@example.org\n" GOOD
      " SMTP  smtp.example.org  465  TLS  anna@example.org\n" GOOD
      " POP3  pop.example.org   995  TLS  anna@example.org\n"
      "Chosen because the provider itself publishes them, over verified HTTPS.\n"
      "Next: waypost check anna@example.org       proves them with a login\n");
}

/* One sentence for two voices, and what to do. */
static void
test_conflict (void)
{
  g_autofree char *text = text_of (FIND_CONFLICT, &wide);

  has (text, "\n! The sources do not agree on IMAP: the web site of example.org names\n"
             "  imap.example.org, the name service (SRV) names imap.hoster.example.\n"
             "  What is believed more is used. If it does not work, ask your provider which\n"
             "  servers are right.\n");
  has (text, "One source names them: autoconfig.example.org.");
  has_not (text, "agree on SMTP");
  has_not (text, "another domain than"); /* the chosen ones are the provider's own */
}

#define CONFLICT_PAGES                                                                             \
  "look-only\naccount anna@example.org\n"                                                          \
  "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml found ok "      \
  "http=200\n"                                                                                     \
  "says 1 imap mail.example.org 993 implicit\nsays 1 smtp mail.example.org 465 implicit\n"         \
  "says 1 pop3 mail.example.org 995 implicit\n"

/* All protocols in one sentence; the ports of a host, and the pages of a site, are no conflict. */
static void
test_conflict_once (void)
{
  g_autofree char *srv = text_of (
      CONFLICT_PAGES FIND_SRV (
          "imaps", "found ok dnssec=no") "says 2 imap imap.example.org 993 implicit\nconflict 1 "
                                         "4\n" FIND_SRV (
                                             "imap", "found ok dnssec=no") "says 3 imap "
                                                                           "imap.example.org 143 "
                                                                           "starttls\nconflict 1 "
                                                                           "5\n" FIND_SRV (
                                                                               "pop3s", "found "
                                                                                        "ok "
                                                                                        "dnssec="
                                                                                        "no") "sa"
                                                                                              "ys"
                                                                                              " 4"
                                                                                              " p"
                                                                                              "op"
                                                                                              "3 "
                                                                                              "po"
                                                                                              "p."
                                                                                              "ex"
                                                                                              "am"
                                                                                              "pl"
                                                                                              "e."
                                                                                              "or"
                                                                                              "g "
                                                                                              "99"
                                                                                              "5 "
                                                                                              "im"
                                                                                              "pl"
                                                                                              "ic"
                                                                                              "it"
                                                                                              "\n"
                                                                                              "co"
                                                                                              "nf"
                                                                                              "li"
                                                                                              "ct"
                                                                                              " 3"
                                                                                              " 6"
                                                                                              "\n",
      &wide);
  g_autofree char *ports = text_of (
      CONFLICT_PAGES FIND_SRV (
          "imap", "found ok dnssec=no") "says 2 imap mail.example.org 143 starttls\nconflict 1 4\n",
      &wide);
  g_autofree char *pages = text_of (
      CONFLICT_PAGES
      "source autoconfig.wellknown "
      "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml found ok http=200\n"
      "says 2 imap old.example.org 993 implicit\nconflict 1 4\n",
      &wide);

  has (srv, "! The sources do not agree on IMAP, POP3: the web site of example.org names\n"
            "  mail.example.org, the name service (SRV) names imap.example.org,\n"
            "  pop.example.org.\n");
  has_not (strstr (srv, "do not agree") + 1, "do not agree");
  has_not (ports, "do not agree");
  has_not (pages, "do not agree");
}

/* The part that somebody registered: in bold type, or only in words, so that it can be copied. */
static void
test_foreign (void)
{
  WpRenderStyle colour = wide;
  g_autofree char *plain = text_of (FIND_FOREIGN, &wide);
  g_autofree char *bold = NULL;

  colour.has_colour = TRUE;
  bold = text_of (FIND_FOREIGN, &colour);
  has (plain, "imap.mail.hoster.example  993");
  has (bold, "imap.mail.\033[1mhoster.example\033[0m  993");
  has (plain, "\nhoster.example is another domain than example.org.\n");
  has (plain, "led to these,\nand anybody on this network could have forged that answer.");
  has (plain, "! autoconfig.hoster.example");
  has (plain, "no answer in time");
  has (plain, "\n" BAD " SMTP  smtp.mail."); /* the look failed */
}

/* A name that looks like the domain's own is shown as it stands in the name service. */
static void
test_homograph (void)
{
  g_autofree char *text = text_of (
      "account anna@example.org\n"
      "source mx.autoconfig https://autoconfig.xn--exmple-cua.org/mail/config-v1.1.xml found ok\n"
      "says 1 imap imap.xn--exmple-cua.org 993 implicit\n",
      &wide);

  has (text, "imap.xn--exmple-cua.org");
  has (text, "xn--exmple-cua.org is another domain than example.org.");
}

static void
test_provider (void)
{
  g_autofree char *stale = text_of (FIND_FOREIGN, &wide);
  g_autofree char *fresh = text_of (
      "account anna@example.org\nprovider x 'Example Mail' 2026-10-01 2027-10-01 sign-in\n", &wide);
  g_autofree char *silent = text_of (
      "account anna@example.org\nprovider x 'Example Mail' 2026-10-01 2027-10-01\n", &wide);

  has (stale, "What Hoster Mail demands:\n"
              "  IMAP, SMTP, POP3: only with an app password, made for mail programs\n"
              "    Settings > Mail\n    https://example.org/settings\n");
  has (stale, "Last looked up on 2026-01-10; this may have changed.");
  has (fresh, "only with a sign-in through the web (OAuth2)");
  has (fresh, "Looked up on 2026-10-01. See https://help.example.org/mail");
  has_not (fresh, "may have changed");
  has_not (silent, "Example Mail");
}

/* Each way of failing has its words; what was tried stands there, and what to do. */
static void
test_nothing (void)
{
  g_autofree char *text = text_of (FIND_NOTHING, &wide);

  has (text, NONE " DNS service records       the domain says: not offered\n");
  has (text, BAD " autoconfig.example.org    its certificate is not good, so not asked\n");
  has_not (text, "did not show a good certificate"); /* the line says so */
  has (text, "            The server is ill.\n");
  has (text, "answers with an error (503)");
  has (text, NONE " autodiscover.example.org  not waited for any longer");
  has (text, "public database           not asked\n"
             "            Not asked, because it was switched off.\n");
  has (text, "usual server names        none exists");
  has (text, "\nNo mail settings found for anna@example.org.\n"
             "Next: waypost find anna@example.org --allow http\n");
  has (text, "Next: waypost check anna@example.org --imap HOST --smtp HOST\n");
  has_not (text, "Best settings");
}

/* A name that exists is no server yet. */
static void
test_in_vain (void)
{
  g_autofree char *text = text_of (FIND_IN_VAIN, &wide);

  has (text, NONE " usual server names        exist, but no mail server answers there\n");
  has (text, "No mail settings found for anna@example.org.");
  has_not (text, "only a guess");
}

/* Pages without encryption were asked already: not to be suggested again. */
static void
test_http_asked (void)
{
  g_autofree char *text = text_of (
      "account anna@example.org\ndecision http\n"
      "source autoconfig.http http://example.org/.well-known/autoconfig/mail/config-v1.1.xml "
      "not-found not-found http=404\n",
      &wide);

  has (text, "http://example.org/.well-known");
  has_not (text, "Next: waypost find");
}

static void
test_typo (void)
{
  g_autofree char *text = text_of (FIND_TYPO, &wide);

  has (text, "if example.org is meant");
  has_not (text, "--imap HOST");
}

static void
test_quiet (void)
{
  static const struct
  {
    const char *script;
    const char *line;
  } rows[] = {
    { FIND_WELL, "Settings found for IMAP, SMTP, POP3, from example.org's own web site "
                 "(autoconfig, HTTPS).\n" },
    { FIND_FOREIGN, "Settings found for IMAP, SMTP, from the hoster found by way of the MX record "
                    "(autoconfig); not all of the servers are as they should be.\n" },
    { "account anna@example.org\nstep 0 resolve dns-timed-out name=example.org type=MX\n",
      "anna@example.org" },
  };
  WpRenderStyle quiet = { .columns = 200, .is_utf8 = TRUE, .is_quiet = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (rows[i].script, &quiet);

      has (text, rows[i].line);
      g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
    }
}

/* Why nothing was guessed is said once, in the place of the answer. */
static void
test_not_guessed (void)
{
  g_autofree char *text = text_of (FIND_TYPO, &wide);
  g_autofree char *mute = text_of ("look-only\naccount anna@example.org\n"
                                   "source guess example.org skipped not-tested\n",
                                   &wide);

  has (text, NONE " usual server names        Nothing was guessed, because the domain\n"
                  "                                      does not exist.\n");
  has_not (text, "nothing guessed");
  has_not (strstr (text, "Nothing was guessed") + 1, "Nothing was guessed");
  has (mute, NONE " usual server names        not asked\n");
}

/* Where no server lets it come to a login, that proves nothing. */
static void
test_next_of_dead (void)
{
  g_autoptr (WpReport) dead = script_told (FIND_DEAD);
  g_autoptr (WpReport) half = script_told (FIND_DEAD FIND_LOOKED ("pop3", "3"));
  g_autofree char *of_dead = NULL;
  g_autofree char *of_half = NULL;

  dead->exit = half->exit = 0; /* settings were found, which is what a search is for */
  of_dead = wp_render_find (dead, &wide);
  of_half = wp_render_find (half, &wide);
  has (of_dead, BAD " IMAP");
  has (of_dead,
       "Next: waypost check anna@example.org       tells what is wrong with the servers\n");
  has_not (of_dead, "proves them");
  has (of_half, "proves them with a login\n");
}

/* What came too late is offered, and does not change the choice. */
static void
test_late (void)
{
  g_autoptr (WpReport) report = script_told (
      "account anna@example.org\n"
      "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml found ok\n"
      "says 1 imap imap.example.org 993 implicit\n"
      "source database https://autoconfig.thunderbird.net/v1.1/example.org found ok\n"
      "says 2 imap old.example.org 993 implicit\nservice imap not-tested 2 asked\n");
  WpCandidate *late = report->candidates->pdata[0];
  g_autofree char *text = NULL;

  late->is_late = TRUE;
  text = wp_render_find (report, &wide);
  has (text, "Best settings:\n  IMAP  old.example.org  993  TLS  anna@example.org  not seen to "
             "answer yet\n");
  has (text, "A source that is believed more answered after the choice:\n"
             "  IMAP  imap.example.org  993  TLS  anna@example.org\n"
             "        autoconfig.example.org (from the provider, HTTPS)\n");
}

/* That a guessed server answers proves nothing: shape and word say so, whatever the line above. */
static void
test_guess_is_marked (void)
{
  g_autofree char *text = text_of (
      "look-only\naccount anna@example.org\nsource guess example.org found ok\n"
      "says 1 imap imap.example.org 993 implicit\nservice imap not-tested 1 asked ask\n"
      "step 1 resolve ok address=192.0.2.10\nstep 1 connect ok address=192.0.2.10\ntls 1 ok\n"
      "step 1 greeting ok\nS: * OK ready\nstep 1 capability ok mechanisms=PLAIN\n",
      &wide);

  has (text, "\n! IMAP  imap.example.org  993  TLS  anna@example.org  only a guess\n");
  has_not (text, GOOD);
}

/* SRV is six questions and one line, printed when the last has answered. */
static void
test_progress (void)
{
  g_autoptr (WpReport) report = script_told (FIND_WELL);
  g_autofree char *page = wp_render_source_line (report, WP_REPORT_SOURCE, 7, &wide);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (WpReport) part = script_report (FIND_WELL);
      g_autofree char *line = NULL;

      part->ended_us = 0;
      g_ptr_array_set_size (part->sources, (int) i + 1);
      line = wp_render_source_line (part, WP_REPORT_SOURCE, i, &wide);
      g_assert_null (line);
    }
  g_assert_cmpstr (page, ==,
                   "   80 ms  " GOOD " autoconfig.example.org    IMAP, SMTP, POP3  "
                   "from the provider, HTTPS\n");
  g_assert_null (wp_render_source_line (report, WP_REPORT_STEP, 0, &wide));
  g_assert_null (wp_render_source_line (report, WP_REPORT_SOURCE, 99, &wide));
}

/* Whether anything answers under a guessed name is known at the end: only then is the line final.
 */
static void
test_guess_is_late (void)
{
  g_autoptr (WpReport) report = script_told (FIND_IN_VAIN);
  g_autofree char *early = NULL;
  g_autofree char *late = wp_render_source_line (report, WP_REPORT_SOURCE, 0, &wide);

  report->ended_us = 0;
  early = wp_render_source_line (report, WP_REPORT_SOURCE, 0, &wide);
  g_assert_null (early);
  has (late, "exist, but no mail server answers there\n");
}

static void
test_clients (void)
{
  g_autoptr (WpReport) report = script_told (FIND_CONFLICT);
  g_autoptr (GPtrArray) views = views_of (report);
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.clients = views;
  text = wp_render_find (report, &style);
  has (text, "\n" GOOD " Thunderbird finds the servers that Waypost chose. As of 2026-08-22\n"
             "  (comm-central).\n"
             "  IMAP  imap.example.org  993  TLS  anna@example.org  autoconfig.example.org\n");
  has (text,
       "\n" NONE " What Outlook finds is not known. As of 2026-08-22, from its documentation\n"
       "  (MS-OXDSCLI); the program itself cannot be read.\n");
  has (text, "  ! It does not look where the settings of example.org are: autoconfig, DNS\n"
             "    (SRV).\n");
  has (text, "What the public database says is not known, because it was not asked.");
  has (text, "One source names them"); /* Waypost's own choice stands below, to compare */
}

/* A line each, and once what holds for several. */
static void
test_overview (void)
{
  g_autoptr (WpReport) report = script_told (FIND_CONFLICT);
  g_autoptr (GPtrArray) views = views_of (report);
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.clients = views;
  style.is_overview = TRUE;
  text = wp_render_find (report, &style);
  has (text, "\n" GOOD " Thunderbird              finds the same\n" GOOD
             " Thunderbird for Android  finds the same\n");
  has (text, "\n" NONE " Outlook                  not known\n");
  has_not (text, "As of");
  has (text, "--as thunderbird, tells");
}

/* Whose lines stand on the terminal already gets the rest. */
static void
test_rows_above (void)
{
  WpRenderStyle style = wide;
  g_autofree char *text = NULL;

  style.has_rows_above = TRUE;
  text = text_of (FIND_WELL, &style);
  g_assert_true (g_str_has_prefix (text, "\nAlso offered:\n"));
  has_not (text, " ms  ");
}

/* The next command finds the settings again; what belongs to this run only is left out. */
static void
test_next_keeps_options (void)
{
  static const struct
  {
    const char *command;
    const char *next;
  } rows[] = {
    { "waypost find anna@example.org --allow http --dns=127.0.0.1 --ca-file 'my ca.pem'",
      "waypost check anna@example.org --allow http --dns=127.0.0.1 --ca-file 'my ca.pem'\n" },
    { "waypost find --as all --save --replace -4 'Anna <anna@example.org>' --deny database",
      "waypost check anna@example.org -4 --deny database\n" },
    { "waypost find --as=kde --json anna@example.org --database https://db.example/ --locale de",
      "waypost check anna@example.org --database https://db.example/\n" },
    { "waypost find anna@example.org", "waypost check anna@example.org       proves" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpRenderStyle style = wide;
      g_autofree char *text = NULL;

      style.command = rows[i].command;
      text = text_of (FIND_WELL, &style);
      has (text, rows[i].next);
    }
}

/* What is still open stands below the lines that explain it. */
static void
test_question (void)
{
  g_autoptr (WpReport) report = script_told (
      "look-only\naccount anna@example.org\n"
      "source autoconfig.subdomain https://autoconfig.example.org/mail/config-v1.1.xml failed "
      "http-error http=400\n");
  g_autofree char *open = NULL;
  g_autofree char *no = NULL;
  WpQuestion *question = wp_report_add_question (report,
                                                 wp_question_new ("send-address", "send-address"));

  open = wp_render_find (report, &wide);
  question->is_answered = question->is_declined = TRUE;
  no = wp_render_find (report, &wide);
  has (strstr (open, "answers with an error (400)"), "\n\n? No source has settings without the");
  has (open, "\n  --allow send-address\n");
  has (open, "Next: waypost check anna@example.org --no-login --allow send-address\n"
             "      if the answer is yes\n");
  has_not (no, "? No source");
  has (no, "--allow send-address\n      if it should be yes after all\n");
}

/* Identical lines, and notes that several lines have, are said once. */
static void
test_once (void)
{
  g_autofree char *text = text_of (
      "look-only\naccount anna@example.org\n"
      "source autodiscover https://example.org/autodiscover/autodiscover.xml failed refused\n"
      "source autodiscover https://example.org/autodiscover/autodiscover.json/v1.0/x failed "
      "refused\n"
      "source autoconfig.subdomain https://autoconfig.example.org/m failed http-error http=400 "
      "'note=It is ill.'\n"
      "source autoconfig.wellknown https://example.org/.well-known/m failed http-error http=400 "
      "'note=It is ill.'\n",
      &wide);

  has_not (strstr (text, "example.org/autodiscover") + 1, "example.org/autodiscover");
  has_not (strstr (text, "It is ill.") + 1, "It is ill.");
}

/* Who could not be reached does not "not know" it; a mirror is named. */
static void
test_database (void)
{
  static const struct
  {
    const char *source;
    const char *line;
  } rows[] = {
    { "https://autoconfig.thunderbird.net/v1.1/example.org failed nxdomain",
      BAD " public database           not reached: its name has no address\n" },
    { "https://db.example/v1/example.org failed refused",
      BAD " database db.example       nothing answers there\n" },
    { "https://autoconfig.thunderbird.net/v1.1/example.org not-found not-found http=404",
      NONE " public database           does not know example.org\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script = g_strconcat (
          "look-only\naccount anna@example.org\nsource database ", rows[i].source, "\n", NULL);
      g_autofree char *text = text_of (script, &wide);

      has (text, rows[i].line);
    }
}

static void
test_json (void)
{
  g_autoptr (WpReport) report = script_told (FIND_WELL);
  g_autoptr (GPtrArray) views = views_of (report);
  g_autoptr (JsonParser) parser = json_parser_new ();
  WpRenderStyle style = wide;
  g_autofree char *without = wp_render_json (report, &style);
  g_autofree char *with = NULL;
  JsonObject *client, *find;

  style.clients = views;
  with = wp_render_json (report, &style);
  has_not (without, "\"clients\"");
  g_assert_true (json_parser_load_from_data (parser, with, -1, NULL));
  client = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                    "clients"),
      0);
  find = json_array_get_object_element (json_object_get_array_member (client, "finds"), 1);
  g_assert_cmpstr (json_object_get_string_member (client, "client"), ==, "thunderbird");
  g_assert_cmpstr (json_object_get_string_member (client, "as_of"), ==, "2026-08-22");
  g_assert_true (json_object_get_boolean_member (client, "same"));
  g_assert_cmpint (json_object_get_int_member (find, "source"), ==, 8);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (find, "endpoint"), "protocol"),
      ==, "pop3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/lines-fit", test_lines_fit);
  g_test_add_func ("/find/well", test_well);
  g_test_add_func ("/find/conflict", test_conflict);
  g_test_add_func ("/find/conflict-once", test_conflict_once);
  g_test_add_func ("/find/foreign", test_foreign);
  g_test_add_func ("/find/homograph", test_homograph);
  g_test_add_func ("/find/provider", test_provider);
  g_test_add_func ("/find/nothing", test_nothing);
  g_test_add_func ("/find/in-vain", test_in_vain);
  g_test_add_func ("/find/http-asked", test_http_asked);
  g_test_add_func ("/find/typo", test_typo);
  g_test_add_func ("/find/quiet", test_quiet);
  g_test_add_func ("/find/not-guessed", test_not_guessed);
  g_test_add_func ("/find/next-of-dead", test_next_of_dead);
  g_test_add_func ("/find/late", test_late);
  g_test_add_func ("/find/progress", test_progress);
  g_test_add_func ("/find/guess-is-late", test_guess_is_late);
  g_test_add_func ("/find/guess-is-marked", test_guess_is_marked);
  g_test_add_func ("/find/clients", test_clients);
  g_test_add_func ("/find/overview", test_overview);
  g_test_add_func ("/find/rows-above", test_rows_above);
  g_test_add_func ("/find/next-keeps-options", test_next_keeps_options);
  g_test_add_func ("/find/question", test_question);
  g_test_add_func ("/find/once", test_once);
  g_test_add_func ("/find/database", test_database);
  g_test_add_func ("/find/json", test_json);
  return g_test_run ();
}
