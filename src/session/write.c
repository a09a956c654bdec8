/* See write.h. */
#include "session/write.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "base/limits.h"
#include "base/printable.h"
#include "base/subst.h"
#include "format/autoconfig.h"
#include "session/write-answer.h"
#include "session/write-words.h"

#define MOST_WARNINGS 8

typedef struct
{
  WpClient client;
  const char *file_name; /* after the domain */
  char *(*write) (const WpProfile *profile, GError **error);
  void (*add_words) (const WpProfile *profile, const WpReport *report, WpWrittenFile *file);
} Writer;

static const Writer writers[] = {
  { { "thunderbird", N_ ("Thunderbird, and programs that read the same settings file") },
    ".xml",
    wp_autoconfig_write,
    wp_write_words_thunderbird },
};

const WpClient *
wp_clients_nth (guint n)
{
  return n < G_N_ELEMENTS (writers) ? &writers[n].client : NULL;
}

const WpClient *
wp_clients_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].client.id, id))
      return &writers[i].client;
  return NULL;
}

static const Writer *
writer_of (const WpClient *client)
{
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].client.id, client->id))
      return &writers[i];
  g_assert_not_reached ();
}

/* The file */

static WpWrittenFile *
file_new (const WpClient *client)
{
  WpWrittenFile *file = g_new0 (WpWrittenFile, 1);

  file->client = client;
  file->warnings = g_ptr_array_new ();
  file->next_steps = g_ptr_array_new ();
  file->administrator_steps = g_ptr_array_new ();
  file->not_expressed = g_ptr_array_new ();
  file->params = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return file;
}

void
wp_written_file_free (WpWrittenFile *file)
{
  if (file == NULL)
    return;
  wp_file_written_clear (&file->written);
  g_free (file->path);
  g_free (file->text);
  g_ptr_array_unref (file->warnings);
  g_ptr_array_unref (file->next_steps);
  g_ptr_array_unref (file->administrator_steps);
  g_ptr_array_unref (file->not_expressed);
  g_hash_table_unref (file->params);
  g_free (file);
}

static const char *
find_param (const char *name, gpointer data)
{
  return g_hash_table_lookup (data, name);
}

char *
wp_written_file_fill (const WpWrittenFile *file, const char *text)
{
  return wp_subst (text, find_param, file->params);
}

static void
set_number (WpWrittenFile *file, const char *name, int number)
{
  g_hash_table_insert (file->params, (gpointer) name, g_strdup_printf ("%d", number));
}

/* Sent: “Sent Items”, Drafts: “Drafts”. Of those that a person looks up on one page. */
static char *
list_copies (const WpProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (const char *const *role = wp_write_copies; *role != NULL; role++)
    {
      const char *folder = wp_profile_folder (profile, *role);

      if (folder != NULL)
        g_string_append_printf (text, "%s%s: “%s”", text->len == 0 ? "" : ", ", *role, folder);
    }
  return g_string_free (text, FALSE);
}

/* The login for sending, where it is spoken of. */
static void
set_sending (WpWrittenFile *file, const WpReport *report)
{
  const WpService *service = wp_report_service (report, WP_PROTOCOL_SMTP);
  const WpCandidate *candidate = service == NULL ? NULL
                                                 : wp_report_candidate (report, service->candidate);

  if (candidate == NULL)
    return;
  g_hash_table_insert (file->params, (gpointer) "sending_host",
                       wp_printable_text (candidate->endpoint->host, WP_LIMIT_TRANSCRIPT_TEXT));
  if (service->username != NULL)
    g_hash_table_insert (file->params, (gpointer) "sending_name",
                         wp_printable_text (service->username, WP_LIMIT_TRANSCRIPT_TEXT));
}

static void
set_params (WpWrittenFile *file, const WpReport *report, const WpProfile *profile)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  g_hash_table_insert (file->params, (gpointer) "path", g_strdup (file->path));
  g_hash_table_insert (file->params, (gpointer) "domain", g_strdup (profile->id));
  g_hash_table_insert (file->params, (gpointer) "pattern",
                       g_strconcat ("file://", absolute, "/{{domain}}.xml", NULL));
  g_hash_table_insert (file->params, (gpointer) "copies", list_copies (profile));
  g_hash_table_insert (file->params, (gpointer) "junk",
                       g_strdup (wp_profile_folder (profile, "Junk")));
  g_hash_table_insert (file->params, (gpointer) "trash",
                       g_strdup (wp_profile_folder (profile, "Trash")));
  if (report->provider != NULL)
    g_hash_table_insert (file->params, (gpointer) "provider", g_strdup (report->provider->name));
  g_hash_table_insert (file->params, (gpointer) "address",
                       wp_printable_text (report->account->address, WP_LIMIT_TRANSCRIPT_TEXT));
  set_sending (file, report);
  set_number (file, "days", (int) file->days);
  set_number (file, "ever", WP_PROFILE_DAYS_FOR_EVER);
  set_number (file, "minutes", file->use.pop_check_minutes);
  set_number (file, "imap_minutes", file->use.check_minutes);
  set_number (file, "offline_days", file->use.offline_days);
  set_number (file, "archive_days", file->use.archive_after_days);
}

/* The answer */

char *
wp_written_file_answer (const WpWrittenFile *file)
{
  /* Translators: answers to POP3 or IMAP; {days} is a number of days. */
  static const char *const answers[] = {
    [WP_ADVICE_IMAP] = N_ ("IMAP"),
    [WP_ADVICE_IMAP_ARCHIVE] = N_ ("IMAP, and old mail moves to one computer"),
    [WP_ADVICE_POP_DELETE] = N_ ("POP3, and collected mail leaves the server at once"),
    [WP_ADVICE_BOTH] = N_ ("IMAP every day, and one computer also collects everything by POP3"),
  };

  return wp_written_file_fill (
      file, file->use.outcome == WP_ADVICE_POP_KEEP
                ? ngettext ("POP3, and the server keeps collected mail for {days} day",
                            "POP3, and the server keeps collected mail for {days} days", file->days)
                : _ (answers[file->use.outcome]));
}

static void
warn (WpWrittenFile *file, const char *text)
{
  g_ptr_array_add (file->warnings, (gpointer) text);
}

static void
add_warnings (WpWrittenFile *file, const WpWriteAnswer *answer, gboolean was_warned)
{
  const char *texts[MOST_WARNINGS];
  guint count = 0;

  if (answer->is_claim_refused)
    warn (file, N_ ("The answer in the report is another, “{claim}”. What it was told and what was "
                    "measured does not allow that, so it was not followed."));
  if (answer->advice.outcome == WP_ADVICE_POP_DELETE)
    warn (file, N_ ("Mail leaves the server as soon as it is collected. From then on this computer "
                    "has the only copy: back it up before the first collection."));
  if (answer->basis != WP_WRITE_BY_MEASURE && !was_warned)
    count = wp_advise_warnings (&answer->situation, &answer->advice, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < count; i++)
    warn (file, texts[i]);
}

static void
take_answer (WpWrittenFile *file,
             const WpReport *report,
             const WpWriteOrder *order,
             const WpWriteAnswer *answer)
{
  const WpAdvice *advice = &answer->advice;

  file->basis = answer->basis;
  file->use = answer->use;
  file->days = advice->days;
  file->where = wp_advise_where (&answer->situation, advice);
  file->who_deletes = wp_advise_who_deletes (&answer->situation, advice);
  file->second_copy = wp_advise_second_copy (&answer->situation, advice);
  if (answer->is_claim_refused)
    g_hash_table_insert (file->params, (gpointer) "claim",
                         g_strdup (wp_advice_id (report->advice->outcome)));
  add_warnings (file, answer, order->was_warned);
  if ((advice->modifiers & WP_MODIFIER_MAKE_ROOM_FIRST) != 0)
    g_ptr_array_add (file->next_steps,
                     (gpointer) wp_advise_modifier_text (WP_MODIFIER_MAKE_ROOM_FIRST));
}

/* Of what was proven; NULL and an error: there is nothing. */
static WpProfile *
profile_of (const WpReport *report, const WpWriteOrder *order, GError **error)
{
  WpProfile *profile = wp_profile_from_report (report, order->may_be_untested);

  if (report->account == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("The report is about no address, and settings are written for one. Use "
                            "a report of a check of that address."));
  else if (profile == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("There are no proven settings for receiving and sending, so nothing "
                            "was written. A check of the address shows what is wrong."));
  return profile;
}

char *
wp_write_usual_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_strdup (documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR)
                       ? documents
                       : g_get_home_dir ());
}

WpWrittenFile *
wp_session_prepare (const WpReport *report, const WpWriteOrder *order, GError **error)
{
  g_autoptr (WpProfile) profile = profile_of (report, order, error);
  g_autoptr (WpWrittenFile) file = file_new (order->client);
  const Writer *writer = writer_of (order->client);
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;
  WpWriteAnswer answer;

  if (profile == NULL || !wp_write_answer (report, order, profile, &answer, error))
    return NULL;
  take_answer (file, report, order, &answer);
  wp_profile_take_use (profile, &file->use);
  file->text = writer->write (profile, error);
  if (file->text == NULL)
    return NULL;
  name = g_strconcat (profile->id, writer->file_name, NULL);
  file->path = g_build_filename (order->folder, name, NULL);
  file->bytes = strlen (file->text);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->text, -1);
  g_strlcpy (file->sha256, sha256, sizeof file->sha256);
  writer->add_words (profile, report, file);
  set_params (file, report, profile);
  return g_steal_pointer (&file);
}

WpWrittenFile *
wp_session_write (const WpReport *report, const WpWriteOrder *order, GError **error)
{
  g_autoptr (WpWrittenFile) file = wp_session_prepare (report, order, error);

  if (file == NULL
      || !wp_file_write (file->path, file->text, file->bytes, order->may_replace, &file->written,
                         error))
    return NULL;
  return g_steal_pointer (&file);
}

gboolean
wp_session_is_written (const WpWrittenFile *file)
{
  return wp_file_holds (file->path, file->text, file->bytes);
}

gboolean
wp_session_unwrite (const WpWrittenFile *file, GError **error)
{
  return wp_file_unwrite (file->path, file->text, file->bytes, &file->written, error);
}
