/* See write.h. */
#include "session/write.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "format/autoconfig.h"
#include "model/profile.h"

typedef struct
{
  WpClient client;
  const char *file_name; /* after the domain */
  char *(*write) (const WpProfile *profile, GError **error);
} Writer;

static const char *const autoconfig_steps[] = {
  N_ ("For your own Thunderbird: set the preference mailnews.auto_config_url to {pattern}, then "
      "add "
      "the account as usual."),
  N_ ("For everybody at {domain}: publish the file as "
      "https://autoconfig.{domain}/mail/config-v1.1.xml, with the type text/xml."),
  NULL,
};
static const char *const autoconfig_missing[] = {
  N_ ("The file holds no password; the mail program asks for it."),
  NULL,
};

static const Writer writers[] = {
  { { "thunderbird", N_ ("Thunderbird, and other programs that read autoconfig files"),
      autoconfig_steps, autoconfig_missing },
    ".xml",
    wp_autoconfig_write },
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

void
wp_written_file_free (WpWrittenFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->text);
  g_free (file);
}

WpWrittenFile *
wp_session_write (const WpReport *report,
                  const WpClient *client,
                  const char *folder,
                  gboolean may_replace,
                  gboolean may_be_untested,
                  GError **error)
{
  g_autoptr (WpProfile) profile = wp_profile_from_report (report, may_be_untested);
  g_autoptr (WpWrittenFile) file = g_new0 (WpWrittenFile, 1);
  g_autofree char *name = NULL;
  g_autofree char *sha256 = NULL;
  const Writer *writer = NULL;

  if (profile == NULL)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("There are no proven settings for receiving and sending, so nothing was "
             "written. Run “waypost check” to see what is wrong."));
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].client.id, client->id))
      writer = &writers[i];
  file->client = client;
  file->text = writer->write (profile, error);
  if (file->text == NULL)
    return NULL;
  name = g_strconcat (profile->id, writer->file_name, NULL);
  file->path = g_build_filename (folder, name, NULL);
  file->bytes = strlen (file->text);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->text, -1);
  g_strlcpy (file->sha256, sha256, sizeof file->sha256);
  if (!wp_file_write (file->path, file->text, file->bytes, may_replace, &file->result, error))
    return NULL;
  return g_steal_pointer (&file);
}
