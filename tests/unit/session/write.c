/* Profiles to files: only what was proven, never over another's file. */
#include <string.h>

#include <glib/gstdio.h>

#include "session/write.h"

static WpReport *
report_with (WpWorks imap, WpWorks smtp)
{
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  WpReport *report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "test"));
  const WpWorks works[] = { imap, WP_WORKS_NOT_OFFERED, smtp };

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

static void
test_writes (void)
{
  g_autoptr (WpReport) report = report_with (WP_WORKS_YES, WP_WORKS_YES);
  g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  const WpClient *client = wp_clients_find ("thunderbird");
  g_autoptr (WpWrittenFile) file = wp_session_write (report, client, folder, FALSE, FALSE, &error);
  g_autoptr (WpWrittenFile) again = NULL;
  g_autoptr (WpWrittenFile) replaced = NULL;
  g_autofree char *kept = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpint (file->result, ==, WP_FILE_CREATED);
  g_assert_cmpint (g_stat (file->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_nonnull (strstr (file->text, "<username>%EMAILADDRESS%</username>"));
  g_assert_null (strstr (file->text, "anna"));
  g_assert_null (strstr (file->text, "pop3"));

  again = wp_session_write (report, client, folder, FALSE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->result, ==, WP_FILE_SAME);

  g_assert_true (g_file_set_contents (file->path, "mine", -1, NULL));
  g_assert_null (wp_session_write (report, client, folder, FALSE, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_nonnull (strstr (error->message, "example.org-2.xml"));
  g_clear_error (&error);

  replaced = wp_session_write (report, client, folder, TRUE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (replaced->result, ==, WP_FILE_REPLACED);
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
      g_autoptr (WpReport) report = report_with (rows[i].imap, rows[i].smtp);
      g_autofree char *folder = g_dir_make_tmp ("waypost-test-XXXXXX", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (WpWrittenFile) file = wp_session_write (report, wp_clients_find ("thunderbird"),
                                                         folder, FALSE, rows[i].untested, &error);

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
  g_autoptr (WpReport) report = report_with (WP_WORKS_YES, WP_WORKS_YES);
  g_autoptr (GError) error = NULL;

  g_assert_null (wp_session_write (report, wp_clients_find ("thunderbird"), "/proc/no-such-folder",
                                   FALSE, FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/write/writes", test_writes);
  g_test_add_func ("/session/write/needs-proof", test_needs_proof);
  g_test_add_func ("/session/write/bad-folder", test_bad_folder);
  return g_test_run ();
}
