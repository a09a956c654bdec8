/* waypost write CLIENT… [ADDRESS]: checks the settings, then writes them for mail programs. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/subst.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "model/keys.h"
#include "session/saved.h"
#include "session/write.h"

typedef struct
{
  WpCliOptions common;
  gboolean is_list;
  char *output;
  char *report;       /* a saved one, in place of a check */
  GPtrArray *clients; /* of const WpClient */
  const char *address;
} Write;

static char *
list_clients (void)
{
  GString *text = g_string_new (NULL);
  const WpClient *client;

  for (guint i = 0; (client = wp_clients_nth (i)) != NULL; i++)
    g_string_append_printf (text, "%-16s %s\n", client->id, _ (client->title));
  return g_string_free (text, FALSE);
}

/* What has an @ is the address; all else names a client. */
static gboolean
sort_arguments (Write *write)
{
  for (char **word = write->common.rest; word != NULL && *word != NULL; word++)
    {
      const WpClient *client = wp_clients_find (*word);

      if (client != NULL)
        g_ptr_array_add (write->clients, (gpointer) client);
      else if (strchr (*word, '@') != NULL && write->address == NULL)
        write->address = *word;
      else
        {
          g_autofree char *sentence = g_strdup_printf (
              /* Translators: %s is what was typed in place of a mail program's name. */
              _ ("“%s” is no mail program that can be written for. “waypost write --list” names "
                 "them."),
              *word);

          wp_cli_complain (sentence);
          return FALSE;
        }
    }
  if (write->clients->len > 0 && (write->address != NULL) != (write->report != NULL))
    return TRUE;
  wp_cli_complain (_ ("Give a mail program, and an address or a saved report, like “waypost write "
                      "thunderbird anna@example.org”."));
  return FALSE;
}

static const char *
find_param (const char *name, gpointer data)
{
  static const char *const names[] = { "path", "domain", "pattern" };
  const char **params = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return params[i];
  return NULL;
}

/* What to do with the file, in the language of `style`, with its path and domain filled in. */
static char **
next_steps (const WpWrittenFile *file, const char *domain, const WpRenderStyle *style)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *pattern = g_strconcat ("file://", absolute, "/{{domain}}.xml", NULL);
  const char *params[] = { file->path, domain, pattern };
  GStrvBuilder *builder = g_strv_builder_new ();
  char **steps;

  for (const char *const *step = file->client->next_steps; *step != NULL; step++)
    {
      const char *text = style->translate == NULL ? *step : style->translate (*step);
      g_autofree char *filled = wp_subst (text, find_param, params);

      g_strv_builder_add (builder, filled);
    }
  steps = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return steps;
}

static void
describe (GString *text, const WpWrittenFile *file, char **steps)
{
  static const char *const results[] = {
    [WP_FILE_CREATED] = N_ ("Written"),
    [WP_FILE_SAME] = N_ ("Was there already"),
    [WP_FILE_REPLACED] = N_ ("Replaced (the old one is kept with ~)"),
  };

  g_string_append_printf (text, "%s: %s\n", _ (results[file->result]), file->path);
  for (char **step = steps; *step != NULL; step++)
    g_string_append_printf (text, "  %s\n", *step);
}

/* One file; NULL and *code where it could not be written. */
static WpWrittenFile *
write_file (const Write *write, const WpReport *report, const WpClient *client, int *code)
{
  const char *folder = write->output == NULL ? "." : write->output;
  g_autoptr (GError) error = NULL;
  WpWrittenFile *file = wp_session_write (report, client, folder, write->common.replace,
                                          write->common.no_login, &error);

  if (file != NULL)
    return file;
  wp_cli_complain (error->message);
  if (error->domain == G_FILE_ERROR)
    *code = WP_EXIT_FILE;
  else if (*code == WP_EXIT_OK)
    *code = WP_EXIT_FAILS;
  return NULL;
}

static int
write_files (const Write *write, const WpReport *report, int code)
{
  g_autoptr (GPtrArray)
      files = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_written_file_free);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) shown = g_array_new (FALSE, TRUE, sizeof (WpWritten));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = NULL;
  WpRenderStyle style = wp_cli_style (&write->common);

  if (write->common.json && write->common.locale == NULL)
    style.translate = NULL;
  for (guint i = 0; i < write->clients->len; i++)
    {
      WpWrittenFile *file = write_file (write, report, write->clients->pdata[i], &code);
      WpWritten written = { 0 };
      char **next;

      if (file == NULL)
        continue;
      next = next_steps (file, report->account->domain_ascii, &style);
      g_ptr_array_add (files, file);
      g_ptr_array_add (steps, next);
      describe (text, file, next);
      written = (WpWritten){ .client = file->client->id,
                             .path = file->path,
                             .bytes = file->bytes,
                             .next_steps = (const char *const *) next,
                             .not_expressed = file->client->not_expressed };
      memcpy (written.sha256, file->sha256, sizeof written.sha256);
      g_array_append_val (shown, written);
    }
  if (write->common.json)
    json = wp_render_written_json ((const WpWritten *) (void *) shown->data, shown->len, &style);
  return wp_cli_print (json != NULL ? json : text->str) ? code : WP_EXIT_FILE;
}

static int
check_and_write (Write *write)
{
  int code;
  g_autoptr (WpSession) session = NULL;
  const WpReport *report;

  if (write->output != NULL && g_mkdir_with_parents (write->output, 0755) != 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: the first %s is a folder, the second the system's reason. */
          _ ("%s cannot be made (%s). Choose a folder in which you may create files."),
          write->output, g_strerror (errno));

      wp_cli_complain (sentence);
      return WP_EXIT_FILE;
    }
  session = wp_cli_run (&write->common, write->address, &code);

  if (session == NULL)
    return code;
  report = wp_session_peek_report (session);
  code = write->common.json ? wp_cli_save_report (&write->common, report, code)
                            : wp_cli_print_report (&write->common, report, code);
  if (code != WP_EXIT_INTERRUPTED)
    code = write_files (write, report, code);
  wp_cli_linger (session);
  return code;
}

/* The file may be forged: a host of another domain is a person's decision. */
static int
write_from_report (Write *write)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WpReport) report = wp_session_open_report (write->report, &error);
  g_autoptr (WpQuestion) question = NULL;
  g_autofree char *allow = NULL;
  g_autofree char *text = NULL;
  WpRenderStyle style = wp_cli_style (&write->common);
  const char *host;

  if (report == NULL)
    {
      wp_cli_complain (error->message);
      return WP_EXIT_INPUT;
    }
  host = wp_session_foreign_host (report, write->common.allow);
  if (host == NULL)
    return write_files (write, report, WP_EXIT_OK);
  allow = g_strconcat ("foreign:", host, NULL);
  question = wp_question_new ("report-host", allow);
  wp_fields_set_text (question->params, WP_KEY_HOST, host);
  wp_fields_set_text (question->params, WP_KEY_DOMAIN, report->account->domain_ascii);
  wp_fields_set_text (question->params, WP_KEY_ADDRESS, report->account->address);
  text = wp_render_question (report, question, &style);
  fputs (text, stderr);
  return WP_EXIT_DECIDE;
}

int
wp_command_write (char **argv)
{
  Write write = { .common.is_writing = TRUE, .clients = g_ptr_array_new () };
  const GOptionEntry extra[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &write.is_list, N_ ("name the mail programs"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &write.output, N_ ("folder for the files (this one)"),
      "DIR" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &write.report,
      N_ ("take the settings of a saved report"), "FILE" },
    { NULL },
  };
  int code = wp_cli_options_parse (
      &write.common, extra, "CLIENT… [ADDRESS]",
      _ ("Checks the settings of an address and writes them as files for mail "
         "programs.\nThe files hold no password."),
      argv);

  if (code < 0 && write.is_list)
    {
      g_autofree char *list = list_clients ();

      code = wp_cli_print (list) ? WP_EXIT_OK : WP_EXIT_FILE;
    }
  if (code < 0)
    {
      if (!sort_arguments (&write))
        code = WP_EXIT_USAGE;
      else
        code = write.report != NULL ? write_from_report (&write) : check_and_write (&write);
    }
  g_ptr_array_unref (write.clients);
  g_free (write.output);
  g_free (write.report);
  wp_cli_options_clear (&write.common);
  return code;
}
