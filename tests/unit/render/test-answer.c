/* POP3 or IMAP, as people and programs read it: the whole text of one answer, what each of the
 * others must and must not say, and that all of them fit every terminal. */
#include "render/render.h"

#include <json-glib/json-glib.h>

#include "advice-samples.h"
#include "lines.h"

#define COMMAND "waypost advise anna@example.org --fact devices=3 --dns 192.0.2.53"

static const WpRenderStyle wide = { .columns = 80, .is_utf8 = TRUE, .command = COMMAND };
static const WpRenderStyle endless = { .columns = 4000, .is_utf8 = TRUE, .command = COMMAND };

static WpReport *
sample (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (advice_samples); i++)
    if (g_str_equal (advice_samples[i].name, name))
      return advised_report (advice_samples[i].script, advice_samples[i].measured,
                             advice_samples[i].given);
  g_error ("no sample %s", name);
}

static char *
text_of (const char *name, const WpRenderStyle *style)
{
  g_autoptr (WpReport) report = sample (name);

  return wp_render_advice (report, style);
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

/* The texts of the rules are not this test's: it makes its own answer. */
static WpReport *
own_answer (void)
{
  WpReport *report = script_report (MAILBOX);
  WpSituation situation;
  WpAdvice advice = {
    .outcome = WP_ADVICE_IMAP,
    .sure = WP_SURE_MEDIUM,
    .server_points = 6,
    .reasons = { { "U1", 4, 0, "Two devices." },
                 { "U3", 3, 0, "Webmail." },
                 { "U7", -1, 0, "Offline." },
                 { "U9", 0, 3, "An archive of one's own." },
                 { "M5", 0, 0, "Nothing." },
                 { "U2", 5, 0, NULL } },
    .n_reasons = 6,
  };
  const char *const roles[] = { "Sent", "Gesendet", "Trash", "INBOX.Trash", NULL };

  wp_situation_init (&situation);
  take_facts (&situation, "devices=2 people=one webmail=often backup=regular remove=no quota=83",
              WP_ORIGIN_GIVEN);
  take_facts (&situation, "imap=ok pop=off idle=yes quota=62 mailbox-gb=4.1", WP_ORIGIN_MEASURED);
  wp_fields_set_map (report->facts, "special_use", roles);
  wp_report_set_advice (report, &situation, &advice);
  return report;
}

static void
test_whole (void)
{
  g_autoptr (WpReport) report = own_answer ();
  g_autofree char *text = wp_render_advice (report, &wide);
  const char *answer = strstr (text, "\n\n");

  g_assert_nonnull (answer);
  *(char *) answer = '\0';
  g_assert_cmpstr (
      text, ==,
      "For IMAP        +4  Two devices.                                              U1\n"
      "                +3  Webmail.                                                  U3\n"
      "Against IMAP    -1  Offline.                                                  U7\n"
      "Measured        IMAP: login works; POP: not offered, or switched off; 4.1\302\240GB of\n"
      "                mail; messages: 4204 in the inbox, 18\302\240204 in all; folders: 23;\n"
      "                folders marked as Sent, Trash; instant notification (IDLE)\n"
      "As given        83\302\240% of the mailbox used\n"
      "You said        devices=2, people=one, webmail=often, backup=regular, remove=no");
  must_hold (answer + 2, "  fairly sure\n  How sure      ");
  g_assert_true (g_str_has_prefix (answer + 2, "\342\234\223 "));
  must_hold (answer + 2, "\n  Deleting     ");
  must_hold (answer + 2, "\n  Second copy  ");
  must_hold (answer + 2,
             "\n  To set        Keep a full copy on the computer, for reading offline.\n"
             "                Keep Sent, Drafts, Trash and Junk in the server's own "
             "folders.\n                Look for new mail at this interval (minutes): 10.\n");
  must_not_hold (answer + 2, "Changes if");
  g_assert_true (g_str_has_suffix (
      answer + 2, "\n\nNothing was changed on the servers.\n"
                  "Next: waypost write thunderbird anna@example.org --dns 192.0.2.53 --outcome "
                  "imap\n      settings that fit this answer\n"));
}

/* What was given in place of a measurement is not told as one. */
static void
test_measured_and_given (void)
{
  g_autofree char *given = text_of ("advice-nobody", &endless);
  g_autofree char *measured = text_of ("advice-imap", &endless);

  must_not_hold (given, "Measured");
  must_hold (given,
             "\nAs given        IMAP, POP: login works; 83\302\240% of the mailbox used; the "
             "mailbox cannot be enlarged; messages in the largest folder: 120\302\240000; POP "
             "keeps mail (EXPIRE NEVER); POP wants 30\302\240s between two logins "
             "(LOGIN-DELAY)\nYou said        devices=1\n");
  must_not_hold (given, "changed on the servers");
  must_not_hold (given, "waypost write");
  must_hold (measured, "\nMeasured        IMAP, POP: login works; 62\302\240% of 6.6\302\240GB "
                       "used; messages: 4204 in the inbox, 18\302\240204 in all; "
                       "folders: 23;");
  must_not_hold (measured, "As given");
}

static const struct
{
  const char *sample;
  const char *holds[5], *lacks[5];
} rows[] = {
  { "advice-imap",
    { "For IMAP", "very sure", "imap=fail", "--outcome imap\n" },
    { "Not known", "Decided by", "Set (POP)" } },
  { "advice-either",
    { "a close call", "Both work well here", "Not known", "--fact " },
    { "IMAP fits best", "You said" } },
  { "advice-archive",
    { "! IMAP fits best, with an archive", "Make room in the mailbox first", "older than a year",
      "--outcome imap-archive\n" },
    { "Leave messages" } },
  { "advice-pop-keep",
    { "For POP", "Leave messages on the server: on; days until they are removed: 14.",
      "interval (minutes): 15.", "--outcome pop-keep --days 14\n", "EXPIRE" },
    { "{days}", "Drafts" } },
  { "advice-pop-delete",
    { "Leave messages on the server: off.", "--outcome pop-delete\n", "\342\234\223 POP" },
    { "Decided by", "what is deleted here: " } },
  { "advice-forced",
    { "Decided by", "  G5\n", "! POP", "Mind", "very sure" },
    { "Drafts", "--days" } },
  { "advice-both",
    { "For a copy      +4  ", "Set (IMAP)", "Set (POP)", "and never remove them",
      "--outcome both\n" },
    { "To set" } },
  { "advice-only-pop", { "  G4\n", "Against POP     -4" }, { "For POP" } },
  { "advice-webmail",
    { "  G0\n", "very sure", "public-pc=no" },
    { "For IMAP", "Next:", "To set", "changed on the servers" } },
  { "advice-none",
    { "\342\234\227 ", "What works instead", "client=any" },
    { "How sure", "Original", "waypost write" } },
  { "advice-blocked",
    { "\n\342\200\223 ", "another network" },
    { "How sure", "Original", "changed on the servers" } },
  { "advice-unclear",
    { "The two facts are devices=1 and pop-devices=3", "--fact devices=3 --fact pop-devices=3\n",
      "--fact devices=1 --fact pop-devices=1\n", "if three or more devices read this mail" },
    { "How sure", "Original", "waypost write", "For IMAP" } },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = text_of (rows[i].sample, &endless);

      g_test_message ("%s", rows[i].sample);
      for (guint n = 0; n < G_N_ELEMENTS (rows[i].holds) && rows[i].holds[n] != NULL; n++)
        must_hold (text, rows[i].holds[n]);
      for (guint n = 0; n < G_N_ELEMENTS (rows[i].lacks) && rows[i].lacks[n] != NULL; n++)
        must_not_hold (text, rows[i].lacks[n]);
    }
}

static void
without_colour (GString *text)
{
  for (const char *escape; (escape = strstr (text->str, "\033[")) != NULL;)
    {
      const char *end = strchr (escape, 'm');

      g_assert_nonnull (end);
      g_string_erase (text, escape - text->str, end + 1 - escape);
    }
}

/* Every sample at every width: no line is too wide, nothing but ASCII where the terminal has no
 * more, and colour only adds. */
static void
test_lines_fit (void)
{
  static const guint widths[] = { 0, 20, 25, 40, 59, 60, 80, 132 };

  for (guint i = 0; i < G_N_ELEMENTS (advice_samples); i++)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      for (guint bits = 0; bits < 8; bits++)
        {
          WpRenderStyle style = { .columns = widths[w],
                                  .is_utf8 = (bits & 1) != 0,
                                  .explains_all = (bits & 2) != 0,
                                  .is_quiet = (bits & 4) != 0 };
          g_autofree char *text = text_of (advice_samples[i].name, &style);
          g_autofree char *coloured = NULL;
          g_autoptr (GString) plain = NULL;

          check_lines (advice_samples[i].name, text, widths[w] == 0 ? 80 : widths[w]);
          if (!style.is_utf8)
            g_assert_true (g_str_is_ascii (text));
          style.has_colour = TRUE;
          coloured = text_of (advice_samples[i].name, &style);
          plain = g_string_new (coloured);
          without_colour (plain);
          g_assert_cmpstr (plain->str, ==, text);
        }
}

static void
test_quiet (void)
{
  static const struct
  {
    const char *sample;
    const char *line;
  } lines[] = {
    { "advice-imap", "IMAP fits best (very sure)\n" },
    { "advice-pop-keep", "POP fits best, leaving mail on the server for 14 days (fairly sure)\n" },
    { "advice-unclear", "Two of the answers exclude each other\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      WpRenderStyle style = endless;
      g_autofree char *text = NULL;

      style.is_quiet = TRUE;
      text = text_of (lines[i].sample, &style);
      g_assert_cmpstr (text, ==, lines[i].line);
    }
}

/* Every row of the table with its points, also those that do not hold. */
static void
test_explained (void)
{
  WpRenderStyle style = endless;
  g_autoptr (WpReport) report = sample ("advice-imap");
  WpAdviceReason deciders[WP_MOST_DECIDERS];
  WpAdviceRow table[WP_MOST_ROWS];
  guint count = wp_advise_table (report->situation, table);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;

  style.explains_all = TRUE;
  text = wp_render_advice (report, &style);
  g_assert_cmpuint (count, >, 20);
  for (guint i = 0; i < count; i++)
    {
      const char *sign = table[i].holds ? "\342\234\223" : "\342\200\223";
      g_autofree char *server = g_strdup_printf (table[i].reason.server == 0 ? "%d" : "%+d",
                                                 table[i].reason.server);
      g_autofree char *archive = g_strdup_printf (table[i].reason.archive == 0 ? "%d" : "%+d",
                                                  table[i].reason.archive);
      g_autofree char *line = g_strdup_printf ("\n%s %-5s%4s%4s  %s\n", sign, table[i].reason.rule,
                                               server, archive, table[i].reason.text);

      must_hold (text, line);
    }
  must_hold (text, "\n! decided this answer\n");
  count = wp_advise_deciders (deciders);
  g_assert_cmpuint (count, ==, 13);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n\342\200\223 %-15s%s\n", deciders[i].rule,
                                               deciders[i].text);

      must_hold (text, line);
    }
  sum = g_strdup_printf ("\n\302\267 Sum  %+4d", report->advice->server_points);
  must_hold (text, sum);
}

/* A login that failed is told of in one line, and a question that waits comes before all else. */
static void
test_what_stood_in_the_way (void)
{
  g_autoptr (WpReport) refused = advised_report (
      "account anna@example.org\ncandidate imap imap.example.org 993 implicit provider-https\n"
      "service imap no 1 asked tls=TLSv1.3\nstep 1 resolve ok\n"
      "step 1 connect ok address=192.0.2.10\ntls 1 ok\nstep 1 greeting ok\nsent 1 1\n"
      "step 1 login login-refused mechanism=PLAIN username=anna@example.org\n",
      "imap=fail", "");
  g_autoptr (WpReport) waiting = advised_report (
      MAILBOX "question foreign foreign:imap.hoster.example host=imap.hoster.example "
              "domain=example.org username=anna@example.org protocols=imap| "
              "names=imap.hoster.example|\n",
      "pop=ok", "");
  g_autofree char *told = NULL;
  g_autofree char *asked = wp_render_advice (waiting, &endless);

  script_diagnose (refused);
  told = wp_render_advice (refused, &endless);
  g_assert_true (g_str_has_prefix (told, "\342\234\227 "));
  must_hold (told, "  auth.");
  must_not_hold (told, "For the support desk");
  must_hold (asked, "\nNext: " COMMAND " --allow foreign:imap.hoster.example");
  must_not_hold (asked, "waypost write");
}

/* What the provider demands stands in no other line of this result, so it stands above the question
 * whose answer it changes; before a login of its own for sending it is not said again. */
static void
test_before_the_password (void)
{
  static const char app[] = "Example Mail takes an app password here, not the password of the";
  g_autoptr (WpReport) report = advised_report (
      "account anna@example.org\nprovider mail 'Example Mail' 2026-11-01 2027-05-01 app-password\n"
      "candidate imap imap.example.org 993 implicit provider-https\n"
      "service imap not-tested 1 asked\nstep 1 resolve ok\nstep 1 connect ok address=192.0.2.10\n"
      "tls 1 ok\nstep 1 greeting ok\n"
      "question foreign foreign:smtp.hoster.example host=smtp.hoster.example protocol=smtp\n"
      "question password names=imap.example.org| username=anna@example.org\n"
      "question password names=smtp.example.org| username=sender\n",
      "", "");
  g_autofree char *text = NULL;
  g_autofree char *small = NULL;
  const char *advice;

  script_diagnose (report);
  text = wp_render_advice (report, &endless);
  advice = strstr (text, app);
  must_hold (text, "\n? Example Mail takes an app password here, not the password of the account. "
                   "Create an app password ");
  must_hold (text, "(Settings > Mail) is the place for it.\n  The password goes only to "
                   "imap.example.org,");
  g_assert_null (strstr (advice + 1, app));
  small = wp_render_advice (report, &wide);
  check_lines ("before the password", small, 80);
}

/* A saved report may be old, so it says of when it is; what was saved here is what gets written. */
static void
test_saved (void)
{
  WpRenderStyle style = endless;
  g_autoptr (WpReport) report = sample ("advice-pop-keep");
  g_autofree char *text = NULL;

  style.command = "waypost advise --report old.json --explain --json --save 'my answer.json'";
  report->is_from_file = TRUE;
  report->started_unix = G_GINT64_CONSTANT (1795329012) * G_USEC_PER_SEC;
  text = wp_render_advice (report, &style);
  must_hold (text, "\nMeasured        on 2026-11-22 06:30:12 UTC; ");
  must_hold (text, "waypost write thunderbird --report 'my answer.json'\n");
  must_hold (text, "\nThe report says devices=1, ");
  must_not_hold (text, "You said");
}

static void
test_questions (void)
{
  static const WpAdviceAnswer answers[] = { { "One", 1 }, { "Not sure", WP_UNKNOWN } };
  static const WpAdviceQuestion question = { WP_FACT_DEVICES, "How many devices?",
                                             "They should look the same.", answers, 2 };
  g_autofree char *first = wp_render_advice_question (&question, &wide);
  guint count, lines = 0;
  WpSituation situation;
  g_autofree char *chips = NULL;

  g_assert_cmpstr (first, ==,
                   "How many devices?\nThey should look the same.\n  1  One\n"
                   "  2  Not sure (Enter)\n");
  wp_advise_chips (&count);
  wp_situation_init (&situation);
  wp_situation_set (&situation, WP_FACT_LEGAL, 1, WP_ORIGIN_GIVEN);
  chips = wp_render_advice_chips (&situation, &endless);
  for (const char *c = chips; *c != '\0'; c++)
    lines += *c == '\n';
  g_assert_cmpuint (lines, ==, 1 + count - 1); /* what is known is not offered */
  for (guint columns = 20; columns <= 80; columns += 20)
    {
      WpRenderStyle style = { .columns = columns };
      g_autofree char *narrow = wp_render_advice_chips (&situation, &style);

      check_lines ("chips", narrow, columns);
      g_assert_true (g_str_is_ascii (narrow));
    }
}

/* For and against: points as in the table, heaviest first, and nobody is left out. */
static void
test_json_sides (void)
{
  g_autoptr (WpReport) report = own_answer ();
  g_autofree char *text = wp_render_json (report, &wide);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *advice;
  JsonArray *pro, *contra;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  advice = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                          "advice");
  pro = json_object_get_array_member (advice, "for");
  contra = json_object_get_array_member (advice, "against");
  g_assert_cmpuint (json_array_get_length (pro), ==, 2);
  g_assert_cmpuint (json_array_get_length (contra), ==, 1); /* of an archive IMAP has none */
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (pro, 0), "rule"),
                   ==, "U1");
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (contra, 0), "points"),
                   ==, -1);
  g_assert_false (json_object_has_member (advice, "days"));
  g_assert_false (json_object_has_member (advice, "conflict"));
}

/* Nobody logged in: no sign and no word says that anything works. */
static void
test_untested (void)
{
  static const char good[] = "\342\234\223";
  WpRenderStyle style = endless;
  g_autofree char *text = text_of ("advice-untested", &endless);
  g_autofree char *quiet = NULL;

  style.is_quiet = TRUE;
  quiet = text_of ("advice-untested", &style);
  must_not_hold (text, good);
  must_not_hold (text, "work well");
  must_hold (text, "\n\342\200\223 ");
  must_hold (text, "a close call, and not tested\n  Not tested    Nobody logged in, so ");
  must_hold (quiet, " (a close call, and not tested)\n");
  must_not_hold (quiet, "work well");
  must_hold (text, "--outcome imap --no-login\n");
}

/* The next command can be run: what it needs is there, and what was read once is not read again. */
static void
test_next (void)
{
  static const struct
  {
    const char *sample, *command;
    const char *holds, *lacks;
  } nexts[] = {
    { "advice-imap", "waypost advise anna@example.org --password-file -",
      "Next: waypost write thunderbird anna@example.org --outcome imap\n      settings that fit "
      "this "
      "answer; the password is asked for again\n",
      "--password-file" },
    { "advice-imap", "waypost advise --password-file=- anna@example.org",
      "Next: waypost write thunderbird anna@example.org --outcome imap\n", "--password-file" },
    { "advice-imap", "waypost advise anna@example.org --token-file -",
      "anna@example.org --token-file FILE --outcome imap\n", "--token-file -" },
    { "advice-imap", "waypost advise anna@example.org --password-file secret",
      "anna@example.org --password-file secret --outcome imap\n", "asked for again" },
    { "advice-untested", "waypost advise anna@example.org --no-login",
      "waypost write thunderbird anna@example.org --no-login --outcome imap\n",
      "--outcome imap --no-login" },
    { "advice-not-sure", "waypost advise anna@example.org", "fairly sure", "Next: waypost advise" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      WpRenderStyle style = endless;
      g_autofree char *text = NULL;

      style.columns = 80;
      style.command = nexts[i].command;
      text = text_of (nexts[i].sample, &style);
      must_hold (text, nexts[i].holds);
      must_not_hold (text, nexts[i].lacks);
    }
}

/* No servers, or none for the answer: there is nothing to write. */
static void
test_nothing_to_write (void)
{
  static const char *const scripts[] = {
    "account anna@example.org\n",
    "account anna@example.org\ncandidate imap imap.example.org 993 implicit guess\n"
    "service imap no 1 asked\nstep 1 connect refused\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (WpReport) report = advised_report (scripts[i], "imap=ok", "devices=2 backup=none");
      g_autofree char *text = wp_render_advice (report, &endless);

      must_not_hold (text, "waypost write");
    }
}

/* Points stand apart: those for the server add up to S, those for a copy to A. */
static void
test_points (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (advice_samples); i++)
    {
      g_autoptr (WpReport) report = sample (advice_samples[i].name);
      const WpAdvice *advice = report->advice;
      gboolean is_pop = advice->outcome == WP_ADVICE_POP_KEEP
                        || advice->outcome == WP_ADVICE_POP_DELETE;
      WpWeighed weighed[WP_MOST_REASONS];
      guint count = wp_render_weigh (advice, weighed);
      int sum = 0;

      for (guint n = 0; n < count; n++)
        {
          sum += weighed[n].weight;
          g_assert_cmpint (weighed[n].weight, ==,
                           is_pop ? -weighed[n].reason->server : weighed[n].reason->server);
        }
      if (count > 0 && !advice->is_forced)
        g_assert_cmpint (is_pop ? -sum : sum, ==, advice->server_points);
      count = wp_render_weigh_copies (advice, weighed);
      sum = 0;
      for (guint n = 0; n < count; n++)
        sum += weighed[n].weight;
      if (advice->outcome == WP_ADVICE_BOTH || advice->outcome == WP_ADVICE_IMAP_ARCHIVE)
        g_assert_cmpint (sum, ==, advice->archive_points);
      else
        g_assert_cmpuint (count, ==, 0);
    }
}

static void
test_copies (void)
{
  g_autofree char *archive = text_of ("advice-archive", &endless);
  g_autofree char *copy = text_of ("advice-copy", &endless);

  must_hold (archive, "\nFor an archive  +3  The mailbox is almost full");
  must_hold (copy, "\nFor a copy      +4  Everything received");
  must_hold (copy, "\nAgainst IMAP    -2  Files on a computer");
}

/* How sure it is stays with its brackets, wherever the line ends. */
static void
test_sure_in_one_piece (void)
{
  for (guint columns = 40; columns <= 100; columns++)
    for (guint i = 0; i < G_N_ELEMENTS (advice_samples); i++)
      {
        WpRenderStyle style = { .columns = columns, .is_utf8 = TRUE };
        g_autofree char *text = text_of (advice_samples[i].name, &style);
        g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

        for (char **line = lines; *line != NULL; line++)
          if (strstr (*line, "sure:") != NULL && strchr (*line, '(') == NULL)
            g_assert_cmpuint (width_of (*line), ==, columns);
          else if (strstr (*line, "sure:") != NULL)
            g_assert_true (g_str_has_suffix (*line, ")"));
      }
}

/* What was counted is told to the byte; the fact is rounded. */
static void
test_small_mailbox (void)
{
  g_autoptr (WpReport) report = advised_report (
      "account anna@example.org\ncandidate imap imap.example.org 993 implicit provider-https\n"
      "service imap yes 1 asked auth=PLAIN\nstep 1 connect ok address=192.0.2.10\n"
      "fact mailbox_bytes=2345\nfact messages=3\n",
      "imap=ok mailbox-gb=0 largest-folder=3", "");
  g_autofree char *text = wp_render_advice (report, &endless);

  must_hold (text,
             "2.3\302\240kB of mail; messages: 3 in the inbox; messages in the largest folder: 3");
}

/* The same login would be refused again. */
static void
test_refused (void)
{
  static const char script[] =
      "account anna@example.org\ncandidate imap imap.example.org 993 implicit provider-https\n"
      "candidate smtp smtp.example.org 465 implicit provider-https\n"
      "service imap no 1 asked tls=TLSv1.3\nservice smtp not-tested 2 asked\n"
      "step 1 resolve ok\nstep 1 connect ok address=192.0.2.10\ntls 1 ok\nstep 1 greeting ok\n"
      "sent 1 1\nstep 1 login login-refused mechanism=PLAIN username=anna@example.org\n";
  g_autoptr (WpReport) report = advised_report (script, "", "devices=2");
  g_autofree char *text = NULL;

  script_diagnose (report);
  text = wp_render_advice (report, &endless);
  must_hold (text, "  Not tested    The login was refused, so ");
  must_hold (text, "\nNext: waypost explain auth.");
  must_not_hold (text, "waypost write");
  must_not_hold (text, "waypost advise");
}

/* "Not sure" is an answer: it is told, and given again with the next command. */
static void
test_not_sure (void)
{
  g_autoptr (WpReport) report = sample ("advice-not-sure");
  g_autofree char *text = NULL;

  wp_situation_set (report->situation, WP_FACT_DEVICES, WP_UNKNOWN, WP_ORIGIN_NONE);
  text = wp_render_advice (report, &endless);
  must_hold (text, "webmail=unknown, backup=unknown");
  must_hold (text, "--fact webmail=unknown --fact backup=unknown");
}

static void
test_rules_explained (void)
{
  static const struct
  {
    const char *id;
    const char *holds[4];
  } rules[] = {
    { "U8", { "U8\n", "backup=none: S +2, A +1\n", "Without a backup" } },
    { "u1", { "U1\n", "devices=1: S -2, A 0\n", "devices=3: S +5, A 0\n" } },
    { "U0", { "always: S +2, A 0\n" } },
    { "U14", { "pop-devices from 2: S +3" } },
    { "M1", { "quota from 80 to 94, quota-fixed=unknown|no: S 0, A +3" } },
    { "M4", { "expire from 1, but not never: S 0, A +2\n" } },
    { "V2", { "V2\n", "A veto of", "It looks at: keep-all, legal.\n" } },
    { "G4", { "G4\n", "A gate of", "only POP can be used", "It looks at: imap, pop, client.\n" } },
  };
  WpAdviceReason deciders[WP_MOST_DECIDERS];
  guint count = wp_advise_deciders (deciders);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *text = wp_render_explain_rule (rules[i].id, &endless);

      g_assert_nonnull (text);
      for (guint n = 0; n < G_N_ELEMENTS (rules[i].holds) && rules[i].holds[n] != NULL; n++)
        must_hold (text, rules[i].holds[n]);
    }
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = wp_render_explain_rule (deciders[i].rule, &endless);

      must_hold (text, deciders[i].text);
      must_hold (text, "It looks at: ");
    }
  for (guint columns = 20; columns <= 80; columns += 20)
    {
      WpRenderStyle style = { .columns = columns };
      g_autofree char *text = wp_render_explain_rule ("M1", &style);

      check_lines ("M1", text, columns);
      g_assert_true (g_str_is_ascii (text));
    }
  g_assert_null (wp_render_explain_rule ("U99", &endless));
  g_assert_null (wp_render_explain_rule ("", &endless));
}

static const char *
to_another_language (const char *msgid)
{
  static const char *const words[][2] = {
    { "{size}\302\240GB", "{size}\302\240Go" },
    { "Measured", "Mesur\303\251" },
    { "{percent} of {limit} used", "\302\253{percent}\302\273 \342\200\236de\342\200\234 {limit} "
                                   "\303\240 m\303\274nchen.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (msgid, words[i][0]))
      return words[i][1];
  return msgid;
}

/* Units are words; and where a terminal has only ASCII, letters lose their marks, names do not. */
static void
test_translated (void)
{
  WpRenderStyle style = endless;
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;

  style.translate = to_another_language;
  text = text_of ("advice-imap", &style);
  must_hold (text, "\302\253"
                   "62\302\240%\302\273 \342\200\236"
                   "de\342\200\234 6.6\302\240Go ");
  style.is_utf8 = FALSE;
  plain = text_of ("advice-imap", &style);
  must_hold (plain, "\nMesure ");
  must_hold (plain, "\"62 %\" \"de\" 6.6 Go a m\303\274nchen.example;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/whole", test_whole);
  g_test_add_func ("/answer/measured-and-given", test_measured_and_given);
  g_test_add_func ("/answer/answers", test_answers);
  g_test_add_func ("/answer/lines-fit", test_lines_fit);
  g_test_add_func ("/answer/quiet", test_quiet);
  g_test_add_func ("/answer/explained", test_explained);
  g_test_add_func ("/answer/what-stood-in-the-way", test_what_stood_in_the_way);
  g_test_add_func ("/answer/before-the-password", test_before_the_password);
  g_test_add_func ("/answer/saved", test_saved);
  g_test_add_func ("/answer/questions", test_questions);
  g_test_add_func ("/answer/json-sides", test_json_sides);
  g_test_add_func ("/answer/untested", test_untested);
  g_test_add_func ("/answer/next", test_next);
  g_test_add_func ("/answer/nothing-to-write", test_nothing_to_write);
  g_test_add_func ("/answer/points", test_points);
  g_test_add_func ("/answer/copies", test_copies);
  g_test_add_func ("/answer/sure-in-one-piece", test_sure_in_one_piece);
  g_test_add_func ("/answer/small-mailbox", test_small_mailbox);
  g_test_add_func ("/answer/refused", test_refused);
  g_test_add_func ("/answer/not-sure", test_not_sure);
  g_test_add_func ("/answer/rules-explained", test_rules_explained);
  g_test_add_func ("/answer/translated", test_translated);
  return g_test_run ();
}
