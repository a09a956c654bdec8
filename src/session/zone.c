/* See zone.h. */
#include "session/zone.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "diagnose/lint.h"
#include "format/autoconfig.h"
#include "format/pacc.h"
#include "format/zone.h"

void
wp_zone_file_free (WpZoneFile *file)
{
  if (file == NULL)
    return;
  wp_file_written_clear (&file->written);
  g_free (file->path);
  g_free (file->text);
  g_free (file);
}

/* Servers */

GPtrArray *
wp_session_zone_servers (const WpReport *report)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);

  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      g_autoptr (GPtrArray) ranked = wp_report_ranked (report, (WpProtocol) protocol);
      gboolean has_mode[] = { [WP_TLS_IMPLICIT] = FALSE, [WP_TLS_STARTTLS] = FALSE };

      for (guint i = 0; i < ranked->len; i++)
        {
          const WpEndpoint *server = ((const WpCandidate *) ranked->pdata[i])->endpoint;

          if (server->tls == WP_TLS_NONE || has_mode[server->tls]
              || !wp_lint_is_proven (report, server))
            continue;
          has_mode[server->tls] = TRUE;
          g_ptr_array_add (servers, wp_endpoint_dup (server));
        }
    }
  return servers;
}

/* The set */

static void
add_file (GPtrArray *files, char *path_taken, char *text_taken)
{
  WpZoneFile *file = g_new0 (WpZoneFile, 1);

  file->path = path_taken;
  file->text = text_taken;
  file->is_zone = files->len == 0;
  g_ptr_array_add (files, file);
}

/* The format's writers refuse what has no encryption in words that fit one file. */
static gboolean
is_encrypted (const GPtrArray *servers, GError **error)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *server = servers->pdata[i];

      if (server->tls != WP_TLS_NONE)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: %s is the name of a server. */
                   _ ("%s is without encryption, and such a server is never published. Give one "
                      "with ,tls or ,starttls."),
                   server->host);
      return FALSE;
    }
  return TRUE;
}

static void
add_server (WpProfile *profile, const WpEndpoint *like, WpTlsMode tls)
{
  WpEndpoint *server = wp_endpoint_dup (like);

  server->tls = tls;
  if (server->port == 0)
    server->port = wp_protocol_default_port (server->protocol, tls);
  g_ptr_array_add (profile->servers, server);
}

static WpProfile *
profile_for (const char *domain, const GPtrArray *servers)
{
  WpProfile *profile = wp_profile_new (domain);

  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *server = servers->pdata[i];

      add_server (profile, server, server->tls);
      if (server->port == 0)
        add_server (profile, server, WP_TLS_STARTTLS);
    }
  return profile;
}

GPtrArray *
wp_session_zone (const WpZoneWish *wish, GError **error)
{
  const char *domain = wish->domain;
  g_autoptr (WpProfile) profile = profile_for (domain, wish->servers);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_zone_file_free);
  g_autofree char *autoconfig = NULL;
  g_autofree char *pacc = NULL;
  g_autofree char *zone = NULL;
  WpZoneParams params = { .domain = domain, .web_host = wish->web_host, .mx = wish->mx };

  if (!is_encrypted (wish->servers, error))
    return NULL;
  autoconfig = wp_autoconfig_write (profile, error);
  if (autoconfig == NULL)
    return NULL;
  params.pacc = pacc = wp_pacc_write (profile, NULL);
  zone = wp_zone_write (profile, &params, error);
  if (zone == NULL)
    return NULL;
  add_file (files, g_strconcat (domain, ".zone", NULL), g_steal_pointer (&zone));
  add_file (files, g_strconcat ("autoconfig.", domain, "/mail/config-v1.1.xml", NULL),
            g_steal_pointer (&autoconfig));
  if (pacc != NULL)
    add_file (files, g_strconcat (WP_PACC_HOST, domain, WP_PACC_PATH, NULL),
              g_steal_pointer (&pacc));
  return g_steal_pointer (&files);
}

/* Writing */

static gboolean
make_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int problem;

  if (g_mkdir_with_parents (folder, 0755) == 0)
    return TRUE;
  problem = errno;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (problem),
               /* Translators: the first %s is a folder, the second the system's reason. */
               _ ("%s cannot be made (%s). Choose a folder in which you may create files."), folder,
               g_strerror (problem));
  return FALSE;
}

static gboolean
is_there (const char *path, const WpZoneFile *file)
{
  gsize length = strlen (file->text);
  gsize count = 0;
  g_autofree char *bytes = wp_file_read (path, length, &count, NULL);

  return bytes != NULL && count == length && memcmp (bytes, file->text, length) == 0;
}

/* Another name would be of no use: the file's place is where its host serves it. */
static gboolean
fail_taken (const char *path, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
               /* Translators: %s is a file. */
               _ ("%s is there already, with other contents, so nothing was written. Give another "
                  "folder with --output, or --replace, which keeps the old file with ~."),
               path);
  return FALSE;
}

gboolean
wp_session_write_zone (GPtrArray *files, const char *folder, gboolean may_replace, GError **error)
{
  /* A set of which a half is old is worse than none. */
  for (guint i = 0; i < files->len; i++)
    {
      const WpZoneFile *file = files->pdata[i];
      g_autofree char *path = g_build_filename (folder, file->path, NULL);

      if (!make_folder_of (path, error))
        return FALSE;
      if (is_there (path, file))
        continue;
      if (!may_replace && g_file_test (path, G_FILE_TEST_EXISTS))
        return fail_taken (path, error);
      if (!wp_file_can_write (path, may_replace, error))
        return FALSE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      WpZoneFile *file = files->pdata[i];
      g_autofree char *path = g_build_filename (folder, file->path, NULL);

      if (!wp_file_write (path, file->text, strlen (file->text), may_replace, &file->written,
                          error))
        return FALSE;
    }
  return TRUE;
}
