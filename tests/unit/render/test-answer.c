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
      "For IMAP       +4  Two devices.                                               U1\n"
      "               +3  Webmail.                                                   U3\n"
      "Against        -3  An archive of one's own.                                   U9\n"
      "Measured       IMAP: login works; POP3: not offered, or switched off; 4.1\302\240GB of\n"
      "               mail; messages: 18\302\240204; folders: 23; folders marked as Sent,\n"
      "               Trash; instant notification (IDLE)\n"
      "As given       83\302\240% of the mailbox used\n"
      "You said       devices=2, people=one, webmail=often, backup=regular, remove=no");
  must_hold (answer + 2, "\342\234\223 IMAP fits best                                             "
                         "       sure: medium\n  Original     ");
  must_hold (answer + 2, "\n  Deleting     ");
  must_hold (answer + 2, "\n  Second copy  ");
  must_hold (answer + 2, "\n  To set       Keep a full copy on the computer, for reading offline.\n"
                         "               Keep Sent, Drafts, Trash and Junk in the server's own "
                         "folders.\n               Look for new mail every 10 minutes.\n");
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
             "\nAs given       IMAP, POP3: login works; 83\302\240% of the mailbox used; the "
             "provider will not enlarge it; in the largest folder: 120\302\240000; POP3 "
             "keeps mail (EXPIRE NEVER); POP3 wants 30\302\240s between two logins "
             "(LOGIN-DELAY)\nYou said       devices=1\n");
  must_not_hold (given, "changed on the servers");
  must_not_hold (given, "waypost write");
  must_hold (measured, "\nMeasured       IMAP, POP3: login works; 62\302\240% of 6.6\302\240GB "
                       "used; messages: 18\302\240204; folders: 23;");
  must_not_hold (measured, "As given");
}

static const struct
{
  const char *sample;
  const char *holds[5], *lacks[5];
} rows[] = {
  { "advice-imap",
    { "For IMAP", "sure: high", "imap=fail", "--outcome imap\n" },
    { "Not known", "Decided by", "Set (POP3)" } },
  { "advice-either",
    { "sure: low", "Both work well here", "Not known", "--fact " },
    { "IMAP fits best", "You said" } },
  { "advice-archive",
    { "! IMAP fits best, with an archive", "Make room in the mailbox first", "older than a year",
      "--outcome imap-archive\n" },
    { "Leave messages" } },
  { "advice-pop-keep",
    { "For POP3", "Leave messages on the server: on, and remove them after 14 days.",
      "every 15 minutes", "--outcome pop-keep --days 14\n", "EXPIRE" },
    { "{days}", "Drafts" } },
  { "advice-pop-delete",
    { "Leave messages on the server: off.", "--outcome pop-delete\n", "\342\234\223 POP3" },
    { "Decided by", "what is deleted here: " } },
  { "advice-forced",
    { "Decided by", "  G5\n", "! POP3", "Mind", "sure: high" },
    { "Drafts", "--days" } },
  { "advice-both",
    { "For both", "Set (IMAP)", "Set (POP3)", "and never remove them", "--outcome both\n" },
    { "To set" } },
  { "advice-only-pop", { "  G4\n", "Against        -4" }, { "For POP3" } },
  { "advice-webmail",
    { "  G0\n", "sure: high", "public-pc=no" },
    { "For IMAP", "Next:", "To set", "changed on the servers" } },
  { "advice-none",
    { "\342\234\227 ", "What works instead", "client=any" },
    { "sure:", "Original", "waypost write" } },
  { "advice-blocked",
    { "\n\342\200\223 ", "another network" },
    { "sure:", "Original", "changed on the servers" } },
  { "advice-unclear",
    { "Given are devices=1 and pop-devices=3", "--fact devices=3 --fact pop-devices=3\n",
      "--fact devices=1 --fact pop-devices=1\n", "if three or more devices read this mail" },
    { "sure:", "Original", "waypost write", "For IMAP" } },
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
    { "advice-imap", "IMAP fits best (sure: high)\n" },
    { "advice-pop-keep",
      "POP3 fits best, leaving mail on the server for 14 days (sure: medium)\n" },
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

/* A saved report may be old, so it says of when it is; what was saved here is what gets written. */
static void
test_saved (void)
{
  WpRenderStyle style = endless;
  g_autoptr (WpReport) report = sample ("advice-pop-keep");
  g_autofree char *text = NULL;

  style.command = "waypost advise --report old.json --explain --json --save 'my answer.json'";
  g_ptr_array_set_size (report->steps, 0);
  report->started_unix = G_GINT64_CONSTANT (1795329012) * G_USEC_PER_SEC;
  text = wp_render_advice (report, &style);
  must_hold (text, "\nMeasured       on 2026-11-22 06:30:12 UTC; ");
  must_hold (text, "waypost write thunderbird --report 'my answer.json'\n");
}

static void
test_questions (void)
{
  static const WpAdviceAnswer answers[] = { { "One", 1 }, { "Not sure", WP_UNKNOWN } };
  static const WpAdviceQuestion question = { WP_FACT_DEVICES, "How many devices?", answers, 2 };
  g_autofree char *first = wp_render_advice_question (&question, 1, &wide);
  g_autofree char *second = wp_render_advice_question (&question, 2, &wide);
  guint count, lines = 0;
  g_autofree char *chips = NULL;

  g_assert_cmpstr (first, ==, "How many devices?\n  1  One\n  2  Not sure (Enter)\n");
  g_assert_cmpstr (second, ==, "\nHow many devices?\n  1  One\n  2  Not sure (Enter)\n");
  wp_advise_chips (&count);
  chips = wp_render_advice_chips (&endless);
  for (const char *c = chips; *c != '\0'; c++)
    lines += *c == '\n';
  g_assert_cmpuint (lines, ==, count + 2);
  for (guint columns = 20; columns <= 80; columns += 20)
    {
      WpRenderStyle style = { .columns = columns };
      g_autofree char *narrow = wp_render_advice_chips (&style);

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
  g_assert_cmpuint (json_array_get_length (contra), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (pro, 0), "rule"),
                   ==, "U1");
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (contra, 0), "archive"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (contra, 1), "points"),
                   ==, -1);
  g_assert_false (json_object_has_member (advice, "days"));
  g_assert_false (json_object_has_member (advice, "conflict"));
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
  g_test_add_func ("/answer/saved", test_saved);
  g_test_add_func ("/answer/questions", test_questions);
  g_test_add_func ("/answer/json-sides", test_json_sides);
  return g_test_run ();
}
