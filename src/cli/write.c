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
#include "render/sheet.h"
#include "session/saved.h"
#include "session/write.h"

typedef struct
{
  WpCliOptions common;
  gboolean is_list;
  char *output;
  char *report;  /* a saved one, in place of a check */
  char *outcome; /* --outcome and --days, as typed */
  int days;
  GPtrArray *clients; /* of const WpClient */
  const char *address;
  WpWriteOrder order; /* the same for all clients */
} Write;

#define NOT_GIVEN G_MININT
#define USUAL_COLUMNS 80

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

/* The person's own answer; FALSE, and it was said, for one that there is not. */
static gboolean
read_answer (Write *write)
{
  WpWriteOrder *order = &write->order;

  if (write->outcome != NULL)
    {
      order->has_outcome = wp_advice_from_id (write->outcome, &order->outcome)
                           && order->outcome <= WP_ADVICE_BOTH;
      if (!order->has_outcome)
        {
          g_autofree char *sentence = g_strdup_printf (
              /* Translators: %s is what was typed. The words after it are not translated. */
              _ ("“%s” is no answer. Use “--outcome” with imap, imap-archive, pop-keep, pop-delete "
                 "or both."),
              write->outcome);

          wp_cli_complain (sentence);
          return FALSE;
        }
    }
  if (write->days == NOT_GIVEN)
    return TRUE;
  if (!order->has_outcome || order->outcome != WP_ADVICE_POP_KEEP)
    {
      wp_cli_complain (_ ("“--days” says how long the server keeps mail that was collected. Use it "
                          "together with “--outcome pop-keep”."));
      return FALSE;
    }
  if (write->days < 1 || write->days > WP_WRITE_MOST_DAYS)
    {
      wp_cli_complain (_ ("“--days” takes a number from 1 to 365."));
      return FALSE;
    }
  order->days = (guint) write->days;
  return TRUE;
}

/* In the language of `style`, with what they speak of filled in. */
static char **
fill_all (const WpWrittenFile *file, const GPtrArray *texts, const WpRenderStyle *style)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **filled;

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = texts->pdata[i];
      g_autofree char *one = wp_written_file_fill (
          file, style->translate == NULL ? text : style->translate (text));

      g_strv_builder_add (builder, one);
    }
  filled = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return filled;
}

/* Which answer the file follows, and how to have another. */
static char *
say_answer (const WpWrittenFile *file)
{
  /* Translators: {answer} is an answer to POP3 or IMAP, like “IMAP”. */
  static const char *const sentences[] = {
    [WP_WRITE_BY_MEASURE] = N_ (
        "The file follows what was measured: {answer}. “waypost advise” asks what else "
        "matters; “--outcome” chooses another answer."),
    [WP_WRITE_BY_REPORT] = N_ ("The file follows what the report was told and what was measured: "
                               "{answer}. “--outcome” chooses another answer."),
    [WP_WRITE_BY_CHOICE] = N_ ("The file follows the choice in the report, which is not what is "
                               "advised: {answer}. “--outcome” chooses another answer."),
    [WP_WRITE_BY_PERSON] = N_ ("The file follows your choice: {answer}."),
  };
  g_autofree char *answer = wp_written_file_answer (file);

  return wp_subst_pairs (_ (sentences[file->basis]), "answer", answer, NULL);
}

/* A text that is translated already, wrapped behind its sign. */
static void
append_wrapped (GString *text, const char *sign, const char *sentence, const WpRenderStyle *style)
{
  guint width = (guint) strlen (sign);
  WpRenderStyle inner = *style;
  g_autofree char *wrapped = NULL;
  g_auto (GStrv) lines = NULL;

  inner.translate = NULL;
  inner.columns = (style->columns == 0 ? USUAL_COLUMNS : style->columns) - width;
  wrapped = wp_render_sentence (sentence, &inner);
  lines = g_strsplit (wrapped, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_string_append_printf (text, "%*s%s\n", (int) width, i == 0 ? sign : "", lines[i]);
}

/* Where the original is, who can delete it, what the second copy is; as the advice says it. */
static void
append_meaning (GString *text, const WpWrittenFile *file, const WpRenderStyle *style)
{
  const struct
  {
    const char *label, *sentence;
  } rows[] = {
    { N_ ("Original"), file->where },
    { N_ ("Deleting"), file->who_deletes },
    { N_ ("Second copy"), file->second_copy },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sentence = wp_written_file_fill (file, _ (rows[i].sentence));
      g_autofree char *row = g_strdup_printf ("%s: %s", _ (rows[i].label), sentence);

      append_wrapped (text, "  ", row, style);
    }
}

static void
append_all (GString *text, const char *sign, char **sentences, const WpRenderStyle *style)
{
  for (; *sentences != NULL; sentences++)
    append_wrapped (text, sign, *sentences, style);
}

typedef struct
{
  WpWrittenFile *file;
  char **warnings;
  char **next_steps;
  char **administrator_steps;
  char **not_expressed;
} Written;

static void
written_free (gpointer data)
{
  Written *written = data;

  wp_written_file_free (written->file);
  g_strfreev (written->warnings);
  g_strfreev (written->next_steps);
  g_strfreev (written->administrator_steps);
  g_strfreev (written->not_expressed);
  g_free (written);
}

static Written *
written_new (WpWrittenFile *file_taken, const WpRenderStyle *style)
{
  Written *written = g_new (Written, 1);

  *written = (Written){ file_taken, fill_all (file_taken, file_taken->warnings, style),
                        fill_all (file_taken, file_taken->next_steps, style),
                        fill_all (file_taken, file_taken->administrator_steps, style),
                        fill_all (file_taken, file_taken->not_expressed, style) };
  return written;
}

/* What the steps compare with, and what is typed where a program finds nothing. */
static void
append_sheet (GString *text,
              const Written *written,
              const WpReport *report,
              const WpRenderStyle *style)
{
  g_autofree char *sheet = wp_render_sheet_servers (report, written->file->use.outcome, style);

  g_string_append_printf (text, "\n%s", sheet);
}

static void
describe (GString *text, const Written *written, const WpReport *report, const WpRenderStyle *style)
{
  static const char *const results[] = {
    [WP_FILE_CREATED] = N_ ("Written"),
    [WP_FILE_SAME] = N_ ("Was there already"),
    [WP_FILE_REPLACED] = N_ ("Replaced (the old one is kept with ~)"),
  };
  g_autofree char *answer = say_answer (written->file);

  g_string_append_printf (text, "%s: %s\n", _ (results[written->file->written.result]),
                          written->file->path);
  append_wrapped (text, "  ", answer, style);
  append_meaning (text, written->file, style);
  append_all (text, "  ! ", written->warnings, style);
  append_all (text, "  - ", written->next_steps, style);
  append_wrapped (text, "  ", _ ("For administrators:"), style);
  append_all (text, "  - ", written->administrator_steps, style);
  append_sheet (text, written, report, style);
}

static WpWritten
as_json (const Written *written)
{
  const WpWrittenFile *file = written->file;
  WpWritten shown = { .client = file->client->id,
                      .path = file->path,
                      .bytes = file->bytes,
                      .outcome = wp_advice_id (file->use.outcome),
                      .days = file->days,
                      .warnings = (const char *const *) written->warnings,
                      .next_steps = (const char *const *) written->next_steps,
                      .administrator_steps = (const char *const *) written->administrator_steps,
                      .not_expressed = (const char *const *) written->not_expressed };

  memcpy (shown.sha256, file->sha256, sizeof shown.sha256);
  return shown;
}

/* What was in the way, and where a person can decide it, with which option. */
static int
complain (const GError *error)
{
  /* Translators: what follows “--outcome” is typed as it stands. */
  static const char *const options[] = {
    [WP_WRITE_ERROR_NO_PROGRAM] = N_ (
        "To write a file all the same, choose its answer with “--outcome imap” or another."),
    [WP_WRITE_ERROR_UNCLEAR] = N_ (
        "“waypost advise” gives that advice. To write a file all the same, choose its answer with "
        "“--outcome imap” or another."),
    [WP_WRITE_ERROR_DELETES] = N_ (
        "If that is what you want, say so with “--outcome pop-delete”; “--outcome pop-keep” leaves "
        "the mail on the server for some days."),
  };
  g_autofree char *both = NULL;

  if (error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR)
    {
      wp_cli_complain (error->message);
      return error->domain == G_FILE_ERROR ? WP_EXIT_FILE : WP_EXIT_FAILS;
    }
  g_return_val_if_fail (error->domain == WP_WRITE_ERROR, WP_EXIT_FAILS);
  both = g_strjoin (" ", error->message, _ (options[error->code]), NULL);
  wp_cli_complain (both);
  return WP_EXIT_DECIDE;
}

/* One file; NULL and *code where it could not be written. */
static WpWrittenFile *
write_file (const Write *write, const WpReport *report, const WpClient *client, int *code)
{
  WpWriteOrder order = write->order;
  g_autoptr (GError) error = NULL;
  WpWrittenFile *file;
  int failure;

  order.client = client;
  order.folder = write->output == NULL ? "." : write->output;
  order.may_replace = write->common.replace;
  order.may_be_untested = write->common.no_login;
  file = wp_session_write (report, &order, &error);
  if (file != NULL)
    return file;
  failure = complain (error);
  /* What the check said of this is more than that something fails. */
  if (failure != WP_EXIT_FAILS || *code == WP_EXIT_OK)
    *code = wp_exit_first (*code, failure);
  return NULL;
}

static int
write_files (const Write *write, const WpReport *report, int code)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (written_free);
  g_autoptr (GArray) shown = g_array_new (FALSE, TRUE, sizeof (WpWritten));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = NULL;
  WpRenderStyle style = wp_cli_style (&write->common);

  if (write->common.json && write->common.locale == NULL)
    style.translate = NULL;
  for (guint i = 0; i < write->clients->len; i++)
    {
      WpWrittenFile *file = write_file (write, report, write->clients->pdata[i], &code);
      Written *written = file == NULL ? NULL : written_new (file, &style);
      WpWritten row;

      if (written == NULL)
        continue;
      g_ptr_array_add (files, written);
      describe (text, written, report, &style);
      row = as_json (written);
      g_array_append_val (shown, row);
    }
  if (write->common.json)
    json = wp_render_written_json ((const WpWritten *) (void *) shown->data, shown->len, &style);
  return wp_cli_print (json != NULL ? json : text->str) ? code : WP_EXIT_FILE;
}

static gboolean
make_folder (const Write *write)
{
  g_autofree char *sentence = NULL;

  if (write->output == NULL || g_mkdir_with_parents (write->output, 0755) == 0)
    return TRUE;
  sentence = g_strdup_printf (
      /* Translators: the first %s is a folder, the second the system's reason. */
      _ ("%s cannot be made (%s). Choose a folder in which you may create files."), write->output,
      g_strerror (errno));
  wp_cli_complain (sentence);
  return FALSE;
}

static int
check_and_write (Write *write)
{
  int code;
  g_autoptr (WpSession) session = NULL;
  const WpReport *report;

  if (!make_folder (write))
    return WP_EXIT_FILE;
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
    return make_folder (write) ? write_files (write, report, WP_EXIT_OK) : WP_EXIT_FILE;
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
  Write write = { .common.is_writing = TRUE, .days = NOT_GIVEN, .clients = g_ptr_array_new () };
  const GOptionEntry extra[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &write.is_list, N_ ("name the mail programs"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &write.output, N_ ("folder for the files (this one)"),
      "DIR" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &write.report,
      N_ ("take the settings of a saved report"), "FILE" },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &write.outcome,
      N_ ("imap, imap-archive, pop-keep, pop-delete or both"), "ANSWER" },
    { "days", 0, 0, G_OPTION_ARG_INT, &write.days, N_ ("with pop-keep: days on the server"), "N" },
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
      if (!sort_arguments (&write) || !read_answer (&write))
        code = WP_EXIT_USAGE;
      else
        code = write.report != NULL ? write_from_report (&write) : check_and_write (&write);
    }
  g_ptr_array_unref (write.clients);
  g_free (write.output);
  g_free (write.report);
  g_free (write.outcome);
  wp_cli_options_clear (&write.common);
  return code;
}
