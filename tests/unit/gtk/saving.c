/* What is saved, in which place, over what, and what is said at the end: on a session that does as
 * it is told, with files of the test's own. */
#include <glib/gstdio.h>

#include "gtk/flow/ending.h"
#include "gtk/flow/saving.h"
#include "scripted-session.h"

#define FILE_NAME "example.org.xml"

typedef struct
{
  char *folders[2];
  char *paths[2];
  WpCase *wp_case;
  WpSaving saving;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  const WpSessionOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders); i++)
    {
      fixture->folders[i] = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
      fixture->paths[i] = g_build_filename (fixture->folders[i], FILE_NAME, NULL);
    }
  fixture->wp_case = wp_case_new (WP_WIZARD_SET_UP, &options);
  wp_case_set_address (fixture->wp_case, "anna@example.org");
  g_assert_true (wp_case_start (fixture->wp_case, &error));
  scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_YES);
  scripted_service (WP_PROTOCOL_POP3, "pop.example.org", WP_WORKS_YES);
  scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_YES);
  scripted_report ()->logins_sent = 3;
  scripted_end (0);
  wp_case_choose (fixture->wp_case, WP_ADVICE_IMAP);
}

static void
remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  wp_saving_allow (&fixture->saving, NULL);
  g_object_unref (fixture->wp_case);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders); i++)
    {
      remove_folder (fixture->folders[i]);
      g_free (fixture->paths[i]);
    }
}

static WpSavingResult
save (Fixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpWrittenFile)
      plan = wp_case_prepare (fixture->wp_case, wp_clients_nth (0), fixture->folders[n], &error);
  WpSavingResult result;

  g_assert_no_error (error);
  g_assert_cmpstr (plan->path, ==, fixture->paths[n]);
  result = wp_saving_save (&fixture->saving, fixture->wp_case, plan, &error);
  g_assert_true ((error == NULL) == (result == WP_SAVING_SAVED));
  return result;
}

static char *
text_of (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_text (const char *path, const char *expected)
{
  g_autofree char *text = text_of (path);

  g_assert_cmpstr (text, ==, expected);
}

static guint
count_written (const Fixture *fixture)
{
  return wp_case_written (fixture->wp_case)->len;
}

/* "Saved" is what the file says, not what is remembered of it. */
static void
test_again (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *first = NULL, *again = NULL, *other = NULL;

  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  first = text_of (fixture->paths[0]);
  g_assert_nonnull (first);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  g_assert_cmpuint (count_written (fixture), ==, 1);
  g_assert_cmpint (g_unlink (fixture->paths[0]), ==, 0);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  g_assert_cmpuint (count_written (fixture), ==, 1);
  again = text_of (fixture->paths[0]);
  g_assert_cmpstr (again, ==, first);
  /* Another answer is another file in its place, and no copy is left of the first. */
  wp_case_choose (fixture->wp_case, WP_ADVICE_POP_KEEP);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  other = text_of (fixture->paths[0]);
  g_assert_cmpstr (other, !=, first);
  g_assert_cmpuint (count_written (fixture), ==, 1);
}

/* Somebody changed what was saved: it is theirs, and they are asked. */
static void
test_changed (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *kept = g_strconcat (fixture->paths[0], "~", NULL);

  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  put (fixture->paths[0], "edited");
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_IN_THE_WAY);
  assert_text (fixture->paths[0], "edited");
  g_assert_cmpuint (count_written (fixture), ==, 0);
  wp_saving_allow (&fixture->saving, fixture->paths[0]);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  assert_text (kept, "edited");
  g_assert_cmpuint (count_written (fixture), ==, 1);
}

/* One yes is for one file, once. */
static void
test_permission (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  put (fixture->paths[0], "first");
  put (fixture->paths[1], "second");
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_IN_THE_WAY);
  wp_saving_allow (&fixture->saving, fixture->paths[0]);
  g_assert_cmpint (save (fixture, 1), ==, WP_SAVING_IN_THE_WAY);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  assert_text (fixture->paths[1], "second");
  put (fixture->paths[0], "first again");
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_IN_THE_WAY);
  assert_text (fixture->paths[0], "first again");
  wp_saving_allow (&fixture->saving, fixture->paths[0]);
  wp_saving_allow (&fixture->saving, NULL);
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_IN_THE_WAY);
}

/* Undo does what it says: to what was made, and to what was replaced. */
static void
test_undo (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  put (fixture->paths[1], "old");
  g_assert_cmpint (save (fixture, 0), ==, WP_SAVING_SAVED);
  wp_saving_allow (&fixture->saving, fixture->paths[1]);
  g_assert_cmpint (save (fixture, 1), ==, WP_SAVING_SAVED);
  for (guint left = 2; left > 0; left--)
    {
      const WpWrittenFile *file = wp_case_written (fixture->wp_case)->pdata[0];

      g_assert_cmpuint (count_written (fixture), ==, left);
      g_assert_true (wp_session_is_written (file));
      g_assert_true (wp_case_undo (fixture->wp_case, file, &error));
    }
  g_assert_cmpuint (count_written (fixture), ==, 0);
  g_assert_false (g_file_test (fixture->paths[0], G_FILE_TEST_EXISTS));
  assert_text (fixture->paths[1], "old");
}

/* What was not tested is saved only where nobody wanted a login: after a refusal it would be a
 * hope. */
static void
test_untested (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  for (guint logins = 0; logins < 2; logins++)
    {
      g_autoptr (WpWrittenFile) plan = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (wp_case_start (fixture->wp_case, &error));
      scripted_service (WP_PROTOCOL_IMAP, "imap.example.org", WP_WORKS_NOT_TESTED);
      scripted_service (WP_PROTOCOL_SMTP, "smtp.example.org", WP_WORKS_NOT_TESTED);
      scripted_report ()->logins_sent = logins;
      scripted_end (0);
      plan = wp_case_prepare (fixture->wp_case, wp_clients_nth (0), fixture->folders[0], &error);
      g_assert_true ((plan != NULL) == (logins == 0));
      g_assert_true (logins == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
    }
}

/* The end */

#define YES (WP_WORKS_YES + 1)
#define NO (WP_WORKS_NO + 1)
#define UNTRIED (WP_WORKS_NOT_TESTED + 1)
#define NOT_OFFERED (WP_WORKS_NOT_OFFERED + 1)

static void
test_ending (void)
{
  static const struct
  {
    guint imap, pop, smtp; /* WpWorks + 1; 0: no such service */
    WpEnding expected;
  } rows[] = {
    { YES, 0, YES, WP_ENDING_MAIL_FLOWS },
    { 0, YES, YES, WP_ENDING_MAIL_FLOWS },
    { YES, NOT_OFFERED, YES, WP_ENDING_MAIL_FLOWS },
    { YES, UNTRIED, YES, WP_ENDING_PART_TESTED },
    { YES, 0, 0, WP_ENDING_RECEIVES },
    { YES, YES, 0, WP_ENDING_RECEIVES },
    { 0, YES, UNTRIED, WP_ENDING_RECEIVES },
    { 0, 0, YES, WP_ENDING_SENDS },
    { UNTRIED, 0, YES, WP_ENDING_SENDS },
    { YES, 0, NO, WP_ENDING_SOME_FAIL },
    { NO, NO, NO, WP_ENDING_SOME_FAIL },
    { NO, 0, YES, WP_ENDING_SOME_FAIL },
    { UNTRIED, 0, UNTRIED, WP_ENDING_NOT_TESTED },
    { 0, 0, 0, WP_ENDING_NOTHING_FOUND },
  };

  g_assert_cmpint (wp_ending_of (NULL), ==, WP_ENDING_NO_SERVERS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const guint works[] = { rows[i].imap, rows[i].pop, rows[i].smtp };
      const WpSessionOptions options = { 0 };
      g_autoptr (WpCase) wp_case = wp_case_new (WP_WIZARD_SET_UP, &options);
      g_autoptr (GError) error = NULL;

      wp_case_set_address (wp_case, "anna@example.org");
      g_assert_true (wp_case_start (wp_case, &error));
      for (guint n = 0; n < G_N_ELEMENTS (works); n++)
        if (works[n] != 0)
          scripted_service ((WpProtocol) n, "mail.example.org", (WpWorks) (works[n] - 1));
      g_test_message ("row %u", i);
      g_assert_cmpint (wp_ending_of (wp_case_report (wp_case)), ==, rows[i].expected);
    }
}

/* What speaks against the answer stood on the page of the answer, where it was chosen. */
static void
test_warned_once (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  static const WpAdviceOutcome choices[] = { WP_ADVICE_UNCLEAR, WP_ADVICE_POP_KEEP };

  wp_case_tell (fixture->wp_case, WP_FACT_BACKUP, WP_BACKUP_NONE);
  wp_case_tell (fixture->wp_case, WP_FACT_IMAP, WP_ACCESS_OFF);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) plan = NULL;

      wp_case_choose (fixture->wp_case, choices[i]);
      plan = wp_case_prepare (fixture->wp_case, wp_clients_nth (0), fixture->folders[0], &error);
      g_assert_no_error (error);
      g_assert_cmpint (plan->warnings->len == 0, ==, choices[i] != WP_ADVICE_UNCLEAR);
    }
}

#define ADD(name) g_test_add ("/gtk/saving/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (again);
  ADD (changed);
  ADD (permission);
  ADD (undo);
  ADD (untested);
  ADD (warned_once);
  g_test_add_func ("/gtk/saving/ending", test_ending);
  return g_test_run ();
}
