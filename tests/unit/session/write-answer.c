/* Which answer a file follows: what was told and measured is advised on anew, and what a report
 * claims counts only where nothing speaks against it. */
#include "session/write-answer.h"

#include <string.h>

#include "model/keys.h"

#define NONE (-1)
#define IN_MEMORY FALSE
#define FROM_FILE TRUE

typedef struct
{
  const char *name;
  const char *told; /* facts with blanks between */
  gboolean is_from_file;
  int claim; /* WpAdviceOutcome or NONE */
  guint claimed_days;
  gint64 expire; /* NONE */
  gboolean has_no_imap;
  gint64 quota; /* percent; 0: not known */

  int outcome; /* NONE: refused, with `error` */
  GQuark (*domain) (void);
  int error;
  WpWriteBasis basis;
  gboolean is_refused; /* the claim */
  guint days;
  const char *step;   /* part of a next step; NULL */
  const char *silent; /* of none */
} Case;

#define REFUSED(quark, code) .outcome = NONE, .domain = quark, .error = (code)
#define DECIDE(code) REFUSED (wp_write_error_quark, WP_WRITE_ERROR_##code)

static const Case cases[] = {
  { "nothing is known", "", IN_MEMORY, NONE, .expire = NONE, .outcome = WP_ADVICE_IMAP,
    .basis = WP_WRITE_BY_MEASURE, .step = "publish the file as" },
  { "a claim that all facts forbid", "devices=3 people=several keep-all=yes backup=none", FROM_FILE,
    WP_ADVICE_POP_DELETE, .expire = NONE, .outcome = WP_ADVICE_BOTH, .basis = WP_WRITE_BY_REPORT,
    .is_refused = TRUE },
  { "a claim to delete, and nothing is known", "", FROM_FILE, WP_ADVICE_POP_DELETE, .expire = NONE,
    .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_MEASURE, .is_refused = TRUE },
  { "a claim to collect, where two devices read", "devices=2", FROM_FILE, WP_ADVICE_POP_KEEP, 14,
    .expire = NONE, .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT, .is_refused = TRUE },
  { "a claim to leave mail where it cannot stay", "devices=1", FROM_FILE, WP_ADVICE_BOTH,
    .expire = 0, .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT, .is_refused = TRUE },
  { "a claim that no file can follow", "", FROM_FILE, WP_ADVICE_WEBMAIL, .expire = NONE,
    .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_MEASURE, .is_refused = TRUE },
  { "the claim is the answer", "devices=1 backup=regular archive=yes", FROM_FILE,
    WP_ADVICE_POP_KEEP, 14, .expire = NONE, .outcome = WP_ADVICE_POP_KEEP,
    .basis = WP_WRITE_BY_REPORT, .days = 14, .step = "Do not publish" },
  { "more days than the server grants", "devices=1 backup=regular archive=yes", FROM_FILE,
    WP_ADVICE_POP_KEEP, 300, .expire = 7, .outcome = WP_ADVICE_POP_KEEP,
    .basis = WP_WRITE_BY_REPORT, .days = 6 },
  { "fewer days than advised", "devices=1 backup=regular archive=yes", FROM_FILE,
    WP_ADVICE_POP_KEEP, 1, .expire = NONE, .outcome = WP_ADVICE_POP_KEEP,
    .basis = WP_WRITE_BY_REPORT, .days = 14 },
  { "the server grants one day", "devices=1 backup=regular archive=yes", FROM_FILE,
    WP_ADVICE_POP_KEEP, 30, .expire = 1, .outcome = WP_ADVICE_POP_KEEP, .basis = WP_WRITE_BY_REPORT,
    .days = 1 },
  { "another answer that nothing forbids", "devices=1 backup=regular archive=yes", FROM_FILE,
    WP_ADVICE_BOTH, .expire = NONE, .outcome = WP_ADVICE_BOTH, .basis = WP_WRITE_BY_CHOICE },
  { "collecting, which nothing forbids, against IMAP", "webmail=sometimes", FROM_FILE,
    WP_ADVICE_POP_KEEP, 300, .expire = 7, .outcome = WP_ADVICE_POP_KEEP,
    .basis = WP_WRITE_BY_CHOICE, .days = 6 },
  { "the file deletes, and that is even advised",
    "devices=1 people=one webmail=never backup=regular remove=yes", FROM_FILE, WP_ADVICE_POP_DELETE,
    .expire = NONE, DECIDE (DELETES) },
  { "the file's facts lead there without a claim",
    "devices=1 people=one webmail=never backup=regular remove=yes", FROM_FILE, NONE, .expire = NONE,
    DECIDE (DELETES) },
  { "the file deletes, which nothing forbids, against the advice",
    "devices=1 people=one webmail=never backup=regular", FROM_FILE, WP_ADVICE_POP_DELETE,
    .expire = NONE, DECIDE (DELETES) },
  { "the file says that the server deletes anyway", "", FROM_FILE, NONE, .expire = 0,
    .has_no_imap = TRUE, DECIDE (DELETES) },
  { "the server does delete anyway", "", IN_MEMORY, NONE, .expire = 0, .has_no_imap = TRUE,
    .outcome = WP_ADVICE_POP_DELETE, .basis = WP_WRITE_BY_MEASURE },
  { "IMAP is said to work, and is not in the profile", "imap=ok", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, .has_no_imap = TRUE, .outcome = WP_ADVICE_POP_KEEP, .basis = WP_WRITE_BY_REPORT,
    .is_refused = TRUE, .days = 30 },
  { "others use this computer", "devices=2 family-pc=yes", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT,
    .step = "clear “Keep messages in all folders", .silent = "leave “Keep messages" },
  { "the line is paid for by volume", "devices=2 link=metered", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT,
    .step = "“Synchronize the most recent” 30 “Days”", .silent = "clear “Keep messages" },
  { "each look costs something", "devices=2 link=metered", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT,
    .step = "every” to 30 minutes", .silent = "POP3" },
  { "it is to be told at once", "devices=2 instant=yes idle=yes", FROM_FILE, NONE, .expire = NONE,
    .outcome = WP_ADVICE_IMAP, .basis = WP_WRITE_BY_REPORT,
    .step = "leave “Allow immediate server notifications", .silent = "every” to" },
  { "all is copied, on a computer of one's own", "devices=2 lock-fear=yes family-pc=yes", FROM_FILE,
    NONE, .expire = NONE, .outcome = WP_ADVICE_IMAP_ARCHIVE, .basis = WP_WRITE_BY_REPORT,
    .step = "on a computer of your own", .silent = "every few months" },
  { "mail must not stay", "devices=2 remove=yes", FROM_FILE, WP_ADVICE_IMAP_ARCHIVE, .expire = NONE,
    .outcome = WP_ADVICE_IMAP_ARCHIVE, .basis = WP_WRITE_BY_REPORT,
    .step = "every week move mail that is older than 30 days", .silent = "ublish" },
  { "an archive", "devices=2 archive=yes", FROM_FILE, WP_ADVICE_IMAP_ARCHIVE, .expire = NONE,
    .outcome = WP_ADVICE_IMAP_ARCHIVE, .basis = WP_WRITE_BY_REPORT,
    .step = "every few months move mail that is older than 365 days", .silent = "ublish" },
  { "the mailbox is full", "devices=2", FROM_FILE, NONE, .expire = NONE, .quota = 97,
    .outcome = WP_ADVICE_IMAP_ARCHIVE, .basis = WP_WRITE_BY_REPORT, .step = "Make room" },
  { "anybody's computer", "public-pc=yes", FROM_FILE, WP_ADVICE_WEBMAIL, .expire = NONE,
    DECIDE (NO_PROGRAM) },
  { "anybody's computer, and the file says IMAP", "public-pc=yes", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, DECIDE (NO_PROGRAM) },
  { "facts that exclude each other", "devices=1 pop-devices=3", FROM_FILE, WP_ADVICE_IMAP,
    .expire = NONE, DECIDE (UNCLEAR) },
  { "neither can be used", "imap=off pop=off", FROM_FILE, WP_ADVICE_NONE, .expire = NONE,
    REFUSED (g_io_error_quark, G_IO_ERROR_INVALID_ARGUMENT) },
  { "nothing gets through here", "imap=blocked pop=blocked", FROM_FILE, WP_ADVICE_NEED_TEST,
    .expire = NONE, REFUSED (g_io_error_quark, G_IO_ERROR_INVALID_ARGUMENT) },
};

static WpReport *
report_without_facts (gboolean has_no_imap)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  WpReport *report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "test"));

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      WpEndpoint *endpoint = wp_endpoint_new ((WpProtocol) i, "mail.example.org", 1000,
                                              WP_TLS_IMPLICIT);
      WpService *service = wp_report_add_service (report, (WpProtocol) i);

      service->works = has_no_imap && i == WP_PROTOCOL_IMAP ? WP_WORKS_NOT_OFFERED : WP_WORKS_YES;
      service->candidate = wp_report_add_candidate (report, endpoint, source, WP_TRUST_USER)->id;
    }
  return report;
}

static void
tell (WpSituation *situation, const char *facts)
{
  g_auto (GStrv) words = g_strsplit (facts, " ", -1);

  wp_situation_init (situation);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_assert_true (wp_situation_give (situation, *word, NULL));
}

static WpReport *
report_of (const Case *it)
{
  WpReport *report = report_without_facts (it->has_no_imap);
  const WpAdvice claim = { .outcome = (WpAdviceOutcome) it->claim, .days = it->claimed_days };
  WpSituation situation;

  tell (&situation, it->told);
  if (it->expire != NONE)
    wp_fields_set_number (report->facts, WP_KEY_POP_EXPIRE, it->expire);
  if (it->quota > 0)
    {
      wp_fields_set_number (report->facts, WP_KEY_QUOTA_USED_KIB, it->quota);
      wp_fields_set_number (report->facts, WP_KEY_QUOTA_LIMIT_KIB, 100);
    }
  if (it->claim != NONE)
    wp_report_set_advice (report, &situation, &claim);
  else
    report->situation = g_memdup2 (&situation, sizeof situation);
  report->is_from_file = it->is_from_file;
  return report;
}

static WpWrittenFile *
prepare (const WpReport *report, const WpSituation *situation, GError **error)
{
  const WpWriteOrder order = { .client = wp_clients_find ("thunderbird"),
                               .folder = ".",
                               .situation = situation };

  return wp_session_prepare (report, &order, error);
}

static gboolean
is_said (const WpWrittenFile *file, const GPtrArray *texts, const char *part)
{
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = wp_written_file_fill (file, texts->pdata[i]);

      if (strstr (text, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_step (const WpWrittenFile *file, const char *part)
{
  return is_said (file, file->next_steps, part) || is_said (file, file->administrator_steps, part);
}

static void
check_file (const Case *it, const WpWrittenFile *file)
{
  g_autofree char *claim = it->claim == NONE
                               ? NULL
                               : g_strdup_printf ("“%s”",
                                                  wp_advice_id ((WpAdviceOutcome) it->claim));
  g_autofree char *where = wp_written_file_fill (file, file->where);

  g_assert_cmpint (file->basis, ==, it->basis);
  g_assert_cmpuint (file->days, ==, it->days);
  if (it->days > 0)
    g_assert_cmpint (file->use.days_on_server, ==, it->days);
  g_assert_cmpint (claim != NULL && is_said (file, file->warnings, claim), ==, it->is_refused);
  g_assert_true (it->step == NULL || is_step (file, it->step));
  g_assert_false (it->silent != NULL && is_step (file, it->silent));
  g_assert_null (strchr (where, '?'));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *it = &cases[i];
      g_autoptr (WpReport) report = report_of (it);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = prepare (report, NULL, &error);

      g_test_message ("%s", it->name);
      if (it->outcome == NONE)
        {
          g_assert_null (file);
          g_assert_true (g_error_matches (error, it->domain (), it->error));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (file->use.outcome, ==, it->outcome);
      check_file (it, file);
    }
}

/* Who has the person at hand need not put the facts into the report. */
static void
test_told_in_order (void)
{
  g_autoptr (WpReport) report = report_without_facts (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpWrittenFile) file = NULL;
  WpSituation situation;

  tell (&situation, "devices=2 family-pc=yes");
  file = prepare (report, &situation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->use.offline_copy, ==, 0);
  g_clear_pointer (&file, wp_written_file_free);

  tell (&situation, "public-pc=yes");
  file = prepare (report, &situation, &error);
  g_assert_error (error, WP_WRITE_ERROR, WP_WRITE_ERROR_NO_PROGRAM);
}

/* A person may choose what the facts forbid, and hears what speaks against it. */
static void
test_chosen_in_spite (void)
{
  g_autoptr (WpReport) report = report_without_facts (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpWrittenFile) file = NULL;
  WpWriteOrder order = { .client = wp_clients_find ("thunderbird"),
                         .folder = ".",
                         .has_outcome = TRUE,
                         .outcome = WP_ADVICE_POP_DELETE };
  WpSituation situation;

  tell (&situation, "devices=3 people=several backup=none public-pc=yes");
  order.situation = &situation;
  report->is_from_file = TRUE;
  file = wp_session_prepare (report, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->basis, ==, WP_WRITE_BY_PERSON);
  g_assert_cmpint (file->use.outcome, ==, WP_ADVICE_POP_DELETE);
  g_assert_cmpuint (file->warnings->len, >, 2);
}

static void
test_without_account (void)
{
  g_autoptr (WpReport) report = wp_report_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (prepare (report, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no address"));
}

static void
test_plural (void)
{
  static const struct
  {
    guint days;
    const char *end;
  } rows[] = { { 1, " for 1 day" }, { 2, " for 2 days" } };
  g_autoptr (WpReport) report = report_without_facts (FALSE);
  WpWriteOrder order = { .client = wp_clients_find ("thunderbird"),
                         .folder = ".",
                         .has_outcome = TRUE,
                         .outcome = WP_ADVICE_POP_KEEP };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpWrittenFile) file = NULL;
      g_autofree char *answer = NULL;

      order.days = rows[i].days;
      file = wp_session_prepare (report, &order, NULL);
      answer = wp_written_file_answer (file);
      g_assert_true (g_str_has_suffix (answer, rows[i].end));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/write-answer/cases", test_cases);
  g_test_add_func ("/session/write-answer/told-in-order", test_told_in_order);
  g_test_add_func ("/session/write-answer/chosen-in-spite", test_chosen_in_spite);
  g_test_add_func ("/session/write-answer/without-account", test_without_account);
  g_test_add_func ("/session/write-answer/plural", test_plural);
  return g_test_run ();
}
