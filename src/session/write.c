/* See write.h. */
#include "session/write.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "base/subst.h"
#include "format/autoconfig.h"
#include "session/write-words.h"

#define MOST_WARNINGS 8

typedef struct
{
  WpClient client;
  const char *file_name; /* after the domain */
  char *(*write) (const WpProfile *profile, GError **error);
  void (*add_words) (const WpProfile *profile,
                     const WpReport *report,
                     GPtrArray *next_steps,
                     GPtrArray *not_expressed);
} Writer;

static const Writer writers[] = {
  { { "thunderbird", N_ ("Thunderbird, and other programs that read autoconfig files") },
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
  file->use = WP_MAIL_USE_NOTHING;
  file->warnings = g_ptr_array_new ();
  file->next_steps = g_ptr_array_new ();
  file->not_expressed = g_ptr_array_new ();
  file->params = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return file;
}

void
wp_written_file_free (WpWrittenFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->text);
  g_ptr_array_unref (file->warnings);
  g_ptr_array_unref (file->next_steps);
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

/* “Sent Items” (Sent), “Trash” (Trash) */
static char *
list_folders (const WpProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < profile->folder_roles->len; i++)
    {
      const WpFolderRole *role = profile->folder_roles->pdata[i];

      g_string_append_printf (text, "%s“%s” (%s)", i == 0 ? "" : ", ", role->folder, role->role);
    }
  return g_string_free (text, FALSE);
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
  g_hash_table_insert (file->params, (gpointer) "folders", list_folders (profile));
  if (report->provider != NULL)
    g_hash_table_insert (file->params, (gpointer) "provider", g_strdup (report->provider->name));
  set_number (file, "days", (int) file->days);
  set_number (file, "ever", WP_PROFILE_DAYS_FOR_EVER);
  set_number (file, "minutes", file->use.check_minutes);
  set_number (file, "offline_days", file->use.offline_days);
  set_number (file, "archive_days", file->use.archive_after_days);
}

/* The answer */

static gboolean
is_known_not_to_stay (const WpSituation *situation)
{
  return situation->values[WP_FACT_EXPIRE] == 0 || situation->values[WP_FACT_UIDL] == 0;
}

/* Some mail must stay on a server that POP3 collects from. */
static gboolean
needs_mail_left (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_POP_KEEP || outcome == WP_ADVICE_BOTH;
}

static gboolean
is_possible (const WpProfile *profile, const WpSituation *situation, WpAdviceOutcome outcome)
{
  return wp_profile_can_follow (profile, outcome)
         && !(needs_mail_left (outcome) && is_known_not_to_stay (situation));
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
refuse_missing (GError **error, const WpProfile *profile, WpAdviceOutcome outcome)
{
  if (outcome == WP_ADVICE_BOTH)
    return refuse (error,
                   _ ("This answer needs both IMAP and POP3, and not both work here. Choose “imap” "
                      "or one of the others, or run “waypost check” to see what is wrong."));
  if (wp_profile_has (profile, WP_PROTOCOL_IMAP))
    return refuse (error, _ ("No POP3 server works here, so this answer cannot be followed. Choose "
                             "“imap”, or run “waypost check” to see what is wrong."));
  return refuse (error, _ ("No IMAP server works here, so this answer cannot be followed. Choose "
                           "“pop-keep”, or run “waypost check” to see what is wrong."));
}

/* FALSE and an error for days that the server would not grant. */
static gboolean
check_days (const WpSituation *situation, guint days, GError **error)
{
  gint32 expire = situation->values[WP_FACT_EXPIRE];

  if (days == 0 || expire == WP_UNKNOWN || expire == WP_EXPIRE_NEVER || days < (guint) expire)
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
      /* Translators: %u is a number of days, 2 or more, as is %d. */
      _ ("The server itself removes mail after %d days, so it cannot be kept there for %u. "
         "Choose fewer days."),
      expire, days);
  return FALSE;
}

/* By a person. Not what is best: what can be done at all. */
static gboolean
choose (const WpWriteOrder *order,
        const WpProfile *profile,
        const WpSituation *situation,
        WpAdvice *advice,
        GError **error)
{
  if (!wp_profile_can_follow (profile, order->outcome)
      || !wp_advise_instead (situation, order->outcome, advice))
    return refuse_missing (error, profile, order->outcome);
  if (!is_possible (profile, situation, order->outcome))
    return refuse (error, _ ("This server removes mail once POP3 has collected it, or cannot tell "
                             "old mail from new, so nothing can be left on it. Choose “imap” or "
                             "“pop-delete”."));
  if (!check_days (situation, order->days, error))
    return FALSE;
  if (order->days > 0)
    advice->days = order->days;
  return TRUE;
}

/* The engine's own answer to what was measured. Whatever else may be true of a protocol: what the
 * profile does not have, the file cannot offer. */
static void
advise_on_profile (const WpProfile *profile, WpSituation *measured, WpAdvice *advice)
{
  if (!wp_profile_has (profile, WP_PROTOCOL_IMAP))
    wp_situation_set (measured, WP_FACT_IMAP, WP_ACCESS_OFF, WP_ORIGIN_MEASURED);
  if (!wp_profile_has (profile, WP_PROTOCOL_POP3))
    wp_situation_set (measured, WP_FACT_POP, WP_ACCESS_OFF, WP_ORIGIN_MEASURED);
  wp_advise (measured, advice);
}

static gboolean
is_usable (const WpProfile *profile, const WpSituation *situation, const WpAdvice *advice)
{
  return advice != NULL && is_possible (profile, situation, advice->outcome)
         && (advice->outcome != WP_ADVICE_POP_KEEP
             || (advice->days >= 1 && advice->days <= WP_WRITE_MOST_DAYS));
}

static void
add_warnings (WpWrittenFile *file, const WpSituation *situation, const WpAdvice *advice)
{
  const char *texts[MOST_WARNINGS];
  guint count = file->basis == WP_WRITE_BY_PERSON
                    ? wp_advise_warnings (situation, advice, texts, G_N_ELEMENTS (texts))
                    : 0;

  if (advice->outcome == WP_ADVICE_POP_DELETE)
    g_ptr_array_add (file->warnings,
                     (gpointer) N_ ("Mail leaves the server as soon as it is collected. From then "
                                    "on this computer has the only copy: back it up before the "
                                    "first collection."));
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (file->warnings, (gpointer) texts[i]);
}

/* Decides whose answer it is, and what it asks of a mail program. */
static gboolean
decide (WpWrittenFile *file,
        const WpReport *report,
        const WpWriteOrder *order,
        const WpProfile *profile,
        GError **error)
{
  WpSituation measured, told;
  const WpSituation *situation = &told;
  WpAdvice advice;

  wp_situation_init (&measured);
  wp_advise_measure (report, &measured);
  told = report->situation == NULL ? measured : *report->situation;
  if (order->has_outcome)
    {
      if (!choose (order, profile, situation, &advice, error))
        return FALSE;
      file->basis = WP_WRITE_BY_PERSON;
    }
  else if (is_usable (profile, situation, report->advice))
    {
      advice = *report->advice;
      file->basis = WP_WRITE_BY_REPORT;
    }
  else
    {
      situation = &measured;
      advise_on_profile (profile, &measured, &advice);
      if (!is_usable (profile, situation, &advice))
        return TRUE;
      file->basis = WP_WRITE_BY_MEASURE;
    }
  wp_advise_use (situation, &advice, &file->use);
  if (advice.outcome == WP_ADVICE_POP_KEEP)
    file->use.days_on_server = (int) (file->days = advice.days);
  add_warnings (file, situation, &advice);
  return TRUE;
}

WpWrittenFile *
wp_session_write (const WpReport *report, const WpWriteOrder *order, GError **error)
{
  g_autoptr (WpProfile) profile = wp_profile_from_report (report, order->may_be_untested);
  g_autoptr (WpWrittenFile) file = file_new (order->client);
  const Writer *writer = writer_of (order->client);
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;

  if (profile == NULL)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("There are no proven settings for receiving and sending, so nothing was "
             "written. Run “waypost check” to see what is wrong."));
      return NULL;
    }
  if (!decide (file, report, order, profile, error))
    return NULL;
  wp_profile_take_use (profile, &file->use);
  file->text = writer->write (profile, error);
  if (file->text == NULL)
    return NULL;
  name = g_strconcat (profile->id, writer->file_name, NULL);
  file->path = g_build_filename (order->folder, name, NULL);
  file->bytes = strlen (file->text);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->text, -1);
  g_strlcpy (file->sha256, sha256, sizeof file->sha256);
  writer->add_words (profile, report, file->next_steps, file->not_expressed);
  set_params (file, report, profile);
  if (!wp_file_write (file->path, file->text, file->bytes, order->may_replace, &file->result,
                      error))
    return NULL;
  return g_steal_pointer (&file);
}
