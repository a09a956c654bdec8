/* Profiles to files: only what was proven, never over another's file, and as the answer to POP3 or
 * IMAP wants it. */
#include <string.h>

#include <glib/gstdio.h>

#include "model/keys.h"
#include "session/write.h"

#define NOT WP_WORKS_NOT_OFFERED

static WpReport *
report_with (WpWorks imap, WpWorks pop3, WpWorks smtp)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  WpReport *report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "test"));
  const WpWorks works[] = { imap, pop3, smtp };

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      g_autofree char *host = g_strdup_printf ("%s.example.org", wp_protocol_id (i));
      WpEndpoint *endpoint = wp_endpoint_new (
          i, host, wp_protocol_default_port (i, WP_TLS_IMPLICIT), WP_TLS_IMPLICIT);
      WpCandidate *candidate = wp_report_add_candidate (report, endpoint, source, WP_TRUST_USER);
      WpService *service = wp_report_add_service (report, i);

      service->works = works[i];
      service->candidate = candidate->id;
      service->username = g_strdup ("anna@example.org");
    }
  return report;
}

static WpWriteOrder
order_for (const char *folder)
{
  return (WpWriteOrder){ .client = wp_clients_find ("thunderbird"), .folder = folder };
}

static void
test_writes (void)
{
  g_autoptr (WpReport) report = report_with (WP_WORKS_YES, NOT, WP_WORKS_YES);
  g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  WpWriteOrder order = order_for (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpWrittenFile) file = wp_session_write (report, &order, &error);
  g_autoptr (WpWrittenFile) again = NULL;
  g_autoptr (WpWrittenFile) replaced = NULL;
  g_autofree char *kept = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpint (file->written.result, ==, WP_FILE_CREATED);
  g_assert_cmpint (g_stat (file->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_nonnull (strstr (file->text, "<username>%EMAILADDRESS%</username>"));
  g_assert_null (strstr (file->text, "anna"));
  g_assert_null (strstr (file->text, "pop3"));

  again = wp_session_write (report, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->written.result, ==, WP_FILE_SAME);

  g_assert_true (g_file_set_contents (file->path, "mine", -1, NULL));
  g_assert_null (wp_session_write (report, &order, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_nonnull (strstr (error->message, "example.org-2.xml"));
  g_clear_error (&error);

  order.may_replace = TRUE;
  replaced = wp_session_write (report, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpint (replaced->written.result, ==, WP_FILE_REPLACED);
  kept = g_strconcat (file->path, "~", NULL);
  g_remove (kept);
  g_remove (file->path);
  g_rmdir (folder);
}

static void
test_needs_proof (void)
{
  static const struct
  {
    WpWorks imap, smtp;
    gboolean untested;
    gboolean is_written;
  } rows[] = {
    { WP_WORKS_YES, WP_WORKS_NO, FALSE, FALSE },
    { WP_WORKS_NO, WP_WORKS_YES, TRUE, FALSE },
    { WP_WORKS_NOT_TESTED, WP_WORKS_NOT_TESTED, FALSE, FALSE },
    { WP_WORKS_NOT_TESTED, WP_WORKS_NOT_TESTED, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = report_with (rows[i].imap, NOT, rows[i].smtp);
      g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
      WpWriteOrder order = order_for (folder);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = NULL;

      order.may_be_untested = rows[i].untested;
      file = wp_session_write (report, &order, &error);
      g_assert_cmpint (file != NULL, ==, rows[i].is_written);
      if (file != NULL)
        g_remove (file->path);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_rmdir (folder);
    }
}

static void
test_bad_folder (void)
{
  g_autoptr (WpReport) report = report_with (WP_WORKS_YES, NOT, WP_WORKS_YES);
  const WpWriteOrder order = order_for ("/proc/no-such-folder");
  g_autoptr (GError) error = NULL;

  g_assert_null (wp_session_write (report, &order, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Answers */

#define YES WP_WORKS_YES
#define NOBODY (-1)

typedef struct
{
  const char *name;
  WpWorks imap, pop3;
  int in_report; /* the advice of the report; NOBODY */
  guint report_days;
  int chosen; /* by a person; NOBODY */
  guint days;
  const char *expire; /* what POP3 announced; NULL */
  gint64 delay_s;
  gboolean no_uidl;

  WpWriteBasis basis; /* where `outcome` is one */
  int outcome;        /* NOBODY: refused */
  const char *has[6]; /* in the file, without white space between elements */
} Answer;

#define KEEP(days) "<leaveMessagesOnServer>true<", "<daysToLeaveMessagesOnServer>" days "<"
#define POP_FIRST "</displayShortName><incomingServertype=\"pop3\">"
#define IMAP_FIRST "</displayShortName><incomingServertype=\"imap\">"

static const Answer answers[] = {
  { .name = "what was measured: both work",
    YES,
    YES,
    NOBODY,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_IMAP,
    .has = { IMAP_FIRST, KEEP ("36500") } },
  { .name = "what was measured: POP3 only",
    NOT,
    YES,
    NOBODY,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("30"), "<checkIntervalminutes=\"10\"/>" } },
  { .name = "what was measured: POP3 only, and the server deletes",
    NOT,
    YES,
    NOBODY,
    0,
    NOBODY,
    .expire = "0",
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_POP_DELETE,
    .has = { POP_FIRST, "<leaveMessagesOnServer>false<" } },
  { .name = "the report's answer",
    YES,
    YES,
    WP_ADVICE_POP_KEEP,
    14,
    NOBODY,
    .basis = WP_WRITE_BY_CHOICE,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("30") } },
  { .name = "the report's answer: both",
    YES,
    YES,
    WP_ADVICE_BOTH,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_CHOICE,
    .outcome = WP_ADVICE_BOTH,
    .has = { IMAP_FIRST, KEEP ("36500") } },
  { .name = "the report answers for what does not work",
    YES,
    NOT,
    WP_ADVICE_POP_DELETE,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_IMAP,
    .has = { IMAP_FIRST } },
  { .name = "the report answers against what it measured",
    YES,
    YES,
    WP_ADVICE_BOTH,
    0,
    NOBODY,
    .expire = "0",
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_IMAP,
    .has = { IMAP_FIRST } },
  { .name = "the report answers with no days",
    YES,
    YES,
    WP_ADVICE_POP_KEEP,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_CHOICE,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("30") } },
  { .name = "the report answers with too many days",
    YES,
    YES,
    WP_ADVICE_POP_KEEP,
    366,
    NOBODY,
    .basis = WP_WRITE_BY_CHOICE,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("30") } },
  { .name = "the report has no answer that a file can follow",
    YES,
    YES,
    WP_ADVICE_WEBMAIL,
    0,
    NOBODY,
    .basis = WP_WRITE_BY_MEASURE,
    .outcome = WP_ADVICE_IMAP,
    .has = { IMAP_FIRST } },
  { .name = "chosen: POP3, as many days as advised",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("30") } },
  { .name = "chosen: POP3 and days, against the report",
    YES,
    YES,
    WP_ADVICE_IMAP,
    0,
    WP_ADVICE_POP_KEEP,
    14,
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("14") } },
  { .name = "chosen: one day less than the server grants",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    29,
    .expire = "30",
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("29") } },
  { .name = "chosen: as many days as the server grants",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    30,
    .expire = "30",
    .outcome = NOBODY },
  { .name = "chosen: the one day that the server grants",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    1,
    .expire = "1",
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("1") } },
  { .name = "chosen: more than the one day that the server grants",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    2,
    .expire = "1",
    .outcome = NOBODY },
  { .name = "chosen: the server grants all days",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    365,
    .expire = "never",
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_KEEP,
    .has = { POP_FIRST, KEEP ("365") } },
  { .name = "chosen: the server keeps nothing",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    .expire = "0",
    .outcome = NOBODY },
  { .name = "chosen: the server cannot tell old from new",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_BOTH,
    .no_uidl = TRUE,
    .outcome = NOBODY },
  { .name = "chosen: delete",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_POP_DELETE,
    .no_uidl = TRUE,
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_POP_DELETE,
    .has = { POP_FIRST, "<leaveMessagesOnServer>false<" } },
  { .name = "chosen: both, on a server that wants to be left alone",
    YES,
    YES,
    NOBODY,
    0,
    WP_ADVICE_BOTH,
    .delay_s = 3601,
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_BOTH,
    .has = { IMAP_FIRST, KEEP ("36500"), "<checkIntervalminutes=\"61\"/>" } },
  { .name = "chosen: archive",
    YES,
    NOT,
    NOBODY,
    0,
    WP_ADVICE_IMAP_ARCHIVE,
    .basis = WP_WRITE_BY_PERSON,
    .outcome = WP_ADVICE_IMAP_ARCHIVE,
    .has = { IMAP_FIRST } },
  { .name = "chosen: POP3, and there is none",
    YES,
    NOT,
    NOBODY,
    0,
    WP_ADVICE_POP_KEEP,
    .outcome = NOBODY },
  { .name = "chosen: IMAP, and there is none",
    NOT,
    YES,
    NOBODY,
    0,
    WP_ADVICE_IMAP,
    .outcome = NOBODY },
  { .name = "chosen: both, and there is one",
    NOT,
    YES,
    NOBODY,
    0,
    WP_ADVICE_BOTH,
    .outcome = NOBODY },
  { .name = "chosen: POP3, which does not work",
    YES,
    WP_WORKS_NO,
    NOBODY,
    0,
    WP_ADVICE_POP_DELETE,
    .outcome = NOBODY },
};

static WpReport *
report_of (const Answer *it)
{
  WpReport *report = report_with (it->imap, it->pop3, WP_WORKS_YES);

  if (it->expire != NULL && g_ascii_isdigit (it->expire[0]))
    wp_fields_set_number (report->facts, WP_KEY_POP_EXPIRE, g_ascii_strtoll (it->expire, NULL, 10));
  else
    wp_fields_set_text (report->facts, WP_KEY_POP_EXPIRE, it->expire);
  if (it->delay_s > 0)
    wp_fields_set_number (report->facts, WP_KEY_POP_LOGIN_DELAY_S, it->delay_s);
  if (it->no_uidl)
    wp_fields_set_flag (report->facts, WP_KEY_POP_UIDL, FALSE);
  if (it->in_report != NOBODY)
    {
      const WpAdvice advice = { .outcome = (WpAdviceOutcome) it->in_report,
                                .days = it->report_days };
      WpSituation situation;

      wp_situation_init (&situation);
      if (it->expire != NULL && g_str_equal (it->expire, "0"))
        wp_situation_set (&situation, WP_FACT_EXPIRE, 0, WP_ORIGIN_MEASURED);
      wp_report_set_advice (report, &situation, &advice);
    }
  return report;
}

static char *
without_white_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (out, *text);
  return g_string_free (out, FALSE);
}

static void
check_answer (const Answer *it, const WpWrittenFile *file, const GError *error)
{
  g_autofree char *packed = file == NULL ? NULL : without_white_space (file->text);

  if (it->outcome == NOBODY)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (file->basis, ==, it->basis);
  g_assert_cmpint (file->use.outcome, ==, it->outcome);
  g_assert_cmpint (file->days > 0, ==, it->outcome == WP_ADVICE_POP_KEEP);
  g_assert_cmpint (file->warnings->len > 0, >=, it->outcome == WP_ADVICE_POP_DELETE);
  for (guint i = 0; it->has[i] != NULL; i++)
    if (strstr (packed, it->has[i]) == NULL)
      g_error ("%s: %s is not in %s", it->name, it->has[i], packed);
}

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const Answer *it = &answers[i];
      g_autoptr (WpReport) report = report_of (it);
      g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
      WpWriteOrder order = order_for (folder);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = NULL;

      g_test_message ("%s", it->name);
      order.has_outcome = it->chosen != NOBODY;
      if (order.has_outcome)
        order.outcome = (WpAdviceOutcome) it->chosen;
      order.days = it->days;
      file = wp_session_write (report, &order, &error);
      check_answer (it, file, error);
      if (file != NULL)
        g_remove (file->path);
      /* A refusal leaves no file behind. */
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
}

/* Words */

static gboolean
is_said (const WpWrittenFile *file, const GPtrArray *texts, const char *part)
{
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = wp_written_file_fill (file, texts->pdata[i]);

      g_assert_null (strchr (text, '?'));
      if (strstr (text, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Per answer: which words are among the next steps, which are not, and what is owned up to. */
static const struct
{
  WpAdviceOutcome outcome;
  const char *steps[8];
  const char *silent[8];
  const char *missing[8];
  const char *administrator[4];
  const char *administrator_silent[4];
} words[] = {
  { WP_ADVICE_IMAP,
    { "“Add Account” and “Email” in the menu (older versions: New Account), and type your name and "
      "anna@example.org",
      "choose IMAP",
      "Copies & Folders whether these go to the folders of the server: Sent: "
      "“Sent Items”.",
      "choose “Spam” under Account Settings > Spam Settings",
      "“When I delete a message”, whether it moves to “Trash”" },
    { "POP3", "ublish", "auto_config", "Local Folders", "Sending", "Outgoing Server" },
    { "no password", "36500 days", "folders hold", "kept on this computer" },
    { "mailnews.auto_config_url there to file:///",
      "“Config Editor…” at the end of Settings > General",
      "publish the file as https://autoconfig.example.org/" },
    { "Do not publish" } },
  { WP_ADVICE_IMAP_ARCHIVE,
    { "older than 365 days" },
    { "ublish", "“Until I delete them”" },
    { "old mail moves" },
    { "auto_config_url" },
    { "ublish" } },
  { WP_ADVICE_POP_KEEP,
    { "choose POP3", "“Until I delete them”", "“Check for new messages every” to 61 minutes" },
    { "ublish", "For at most", "“Sent Items”", "Synchronization", "choose IMAP" },
    { "deleted on this computer", "interval" },
    { "Do not publish" },
    { "publish the file as" } },
  { WP_ADVICE_POP_DELETE,
    { "choose POP3" },
    { "ublish", "“Until I delete them”", "For at most" },
    { "interval" },
    { "Do not publish" },
    { "publish the file as" } },
  { WP_ADVICE_BOTH,
    { "“For at most … days”", "“Until I delete them”", "a second time, with POP3",
      "“recent:” in front" },
    { "ublish", "choose IMAP", "choose POP3" },
    { "36500 days", "deleted on this computer", "Two accounts", "“recent:”" },
    { "Do not publish" },
    { "publish the file as" } },
};

static void
add_provider (WpReport *report)
{
  WpNotice *notice = wp_notice_new (WP_NOTICE_POP_WINDOW);

  report->provider = g_new0 (WpProvider, 1);
  report->provider->name = g_strdup ("Example");
  report->provider->demands = g_ptr_array_new ();
  report->provider->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_notice_free);
  g_ptr_array_add (report->provider->notices, notice);
}

static void
test_words (void)
{
  static const char *const folders[] = { "Sent", "Sent Items", "Trash", "Trash",
                                         "Junk", "Spam",       NULL };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (WpReport) report = report_with (WP_WORKS_YES, WP_WORKS_YES, WP_WORKS_YES);
      g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
      WpWriteOrder order = order_for (folder);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = NULL;

      g_test_message ("%s", wp_advice_id (words[i].outcome));
      wp_fields_set_map (report->facts, WP_KEY_SPECIAL_USE, folders);
      wp_fields_set_number (report->facts, WP_KEY_POP_LOGIN_DELAY_S, 3601);
      add_provider (report);
      order.has_outcome = TRUE;
      order.outcome = words[i].outcome;
      file = wp_session_write (report, &order, &error);
      g_assert_no_error (error);
      for (guint n = 0; words[i].steps[n] != NULL; n++)
        if (!is_said (file, file->next_steps, words[i].steps[n]))
          g_error ("“%s” is no next step", words[i].steps[n]);
      for (guint n = 0; words[i].silent[n] != NULL; n++)
        if (is_said (file, file->next_steps, words[i].silent[n]))
          g_error ("“%s” is a next step", words[i].silent[n]);
      for (guint n = 0; words[i].missing[n] != NULL; n++)
        if (!is_said (file, file->not_expressed, words[i].missing[n]))
          g_error ("it is not said that “%s” is missing", words[i].missing[n]);
      for (guint n = 0; words[i].administrator[n] != NULL; n++)
        if (!is_said (file, file->administrator_steps, words[i].administrator[n]))
          g_error ("“%s” is nothing for administrators", words[i].administrator[n]);
      for (guint n = 0; words[i].administrator_silent[n] != NULL; n++)
        if (is_said (file, file->administrator_steps, words[i].administrator_silent[n]))
          g_error ("“%s” is for administrators", words[i].administrator_silent[n]);
      g_remove (file->path);
      g_rmdir (folder);
    }
}

/* A login for sending of its own: the file has the name, never for everybody; the steps say both.
 */
static void
test_sending (void)
{
  static const struct
  {
    const char *username;
    gboolean has_password;
  } rows[] = {
    { "anna@example.org", FALSE },
    { "anna@example.org", TRUE },
    { "anna-out", FALSE },
    { "anna-out", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WpReport) report = report_with (WP_WORKS_YES, NOT, WP_WORKS_YES);
      WpService *sending = wp_report_service (report, WP_PROTOCOL_SMTP);
      WpWriteOrder order = order_for ("/nowhere");
      gboolean has_name = !g_str_equal (rows[i].username, "anna@example.org");
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = NULL;

      g_free (sending->username);
      sending->username = g_strdup (rows[i].username);
      sending->has_own_password = rows[i].has_password;
      file = wp_session_prepare (report, &order, &error);
      g_assert_no_error (error);
      g_assert_cmpint (strstr (file->text, "<username>anna-out</username>") != NULL, ==, has_name);
      g_assert_cmpint (is_said (file, file->next_steps,
                                "user name of its own, anna-out. Look under Account Settings > "
                                "Outgoing Server whether smtp.example.org has it"),
                       ==, has_name);
      g_assert_cmpint (is_said (file, file->next_steps, "Sending has a password of its own"), ==,
                       rows[i].has_password);
      g_assert_cmpint (is_said (file, file->next_steps, "password of smtp.example.org"), ==,
                       rows[i].has_password);
      g_assert_cmpint (is_said (file, file->not_expressed, "password of its own"), ==,
                       rows[i].has_password);
      g_assert_cmpint (is_said (file, file->administrator_steps, "For everybody"), ==, !has_name);
      g_assert_cmpint (is_said (file, file->administrator_steps, "one person's user name"), ==,
                       has_name);
    }
}

/* What speaks against an answer is not told twice to who has read it and chose all the same. */
static void
test_was_warned (void)
{
  for (guint was_warned = FALSE; was_warned <= TRUE; was_warned++)
    {
      g_autoptr (WpReport) report = report_with (WP_WORKS_YES, WP_WORKS_YES, WP_WORKS_YES);
      WpWriteOrder order = order_for ("/nowhere");
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = NULL;

      order.has_outcome = TRUE;
      order.outcome = WP_ADVICE_POP_KEEP;
      order.was_warned = was_warned;
      file = wp_session_prepare (report, &order, &error);
      g_assert_no_error (error);
      g_assert_cmpint (file->warnings->len == 0, ==, was_warned);
    }
}

/* What is shown before anybody says yes is what is written then, and writes nothing itself. */
static void
test_prepares (void)
{
  g_autoptr (WpReport) report = report_with (WP_WORKS_YES, NOT, WP_WORKS_YES);
  g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  WpWriteOrder order = order_for (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpWrittenFile) plan = wp_session_prepare (report, &order, &error);
  g_autoptr (WpWrittenFile) file = NULL;

  g_assert_no_error (error);
  g_assert_false (g_file_test (plan->path, G_FILE_TEST_EXISTS));
  file = wp_session_write (report, &order, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plan->path, ==, file->path);
  g_assert_cmpstr (plan->text, ==, file->text);
  g_assert_cmpstr (plan->sha256, ==, file->sha256);
  g_assert_cmpint (g_unlink (file->path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/write/prepares", test_prepares);
  g_test_add_func ("/session/write/writes", test_writes);
  g_test_add_func ("/session/write/needs-proof", test_needs_proof);
  g_test_add_func ("/session/write/bad-folder", test_bad_folder);
  g_test_add_func ("/session/write/answers", test_answers);
  g_test_add_func ("/session/write/words", test_words);
  g_test_add_func ("/session/write/sending", test_sending);
  g_test_add_func ("/session/write/was-warned", test_was_warned);
  return g_test_run ();
}
