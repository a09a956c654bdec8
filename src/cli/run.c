/* See run.h. */
#include "cli/run.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/prompt.h"
#include "diagnose/diagnose.h"

#define LINGER_MS 2200
#define MOST_TEXT_COLUMNS 100 /* longer lines are hard to read */
#define FEWEST_COLUMNS 20
#define USUAL_COLUMNS 80 /* of text where nobody knows the width: into a pipe, a file */
#define UNBROKEN 100000  /* what a program reads is one line */

typedef struct
{
  const WpCliOptions *options;
  WpSession *session;
  GMainLoop *main_loop;
  WpRenderStyle style;
  gboolean has_progress; /* standard error is a terminal */
  gboolean is_on_line;   /* a progress line stands there */
  WpPrompt *prompt;
  GQueue waiting; /* of GUINT_TO_POINTER question + 1, behind the one that is asked */
  guint asked;    /* the question of `prompt` */
  guint interrupts;
  GArray *told; /* of gboolean, by source: its line stands on the terminal */
  guint line_source;
  int exit;
} Run;

static const char *
translate (const char *msgid)
{
  return *msgid == '\0' ? "" : g_dgettext (GETTEXT_PACKAGE, msgid);
}

/* Of a terminal; 0: it is none, or does not tell. */
static guint
columns_of (int fd)
{
  struct winsize size = { 0 };

  if (!isatty (fd) || ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col < FEWEST_COLUMNS)
    return 0;
  return size.ws_col;
}

static void
measure (int fd, WpRenderStyle *style)
{
  guint columns = columns_of (fd);

  if (columns == 0)
    return;
  style->columns = MIN (columns, MOST_TEXT_COLUMNS);
  style->wide_columns = columns;
}

/* What a program reads stays in one line. */
void
wp_cli_complain (const char *sentence)
{
  const char *charset;
  WpRenderStyle style = { .is_utf8 = g_get_charset (&charset), .columns = UNBROKEN };
  g_autofree char *whole = g_strconcat ("waypost: ", sentence, NULL);
  g_autofree char *text = NULL;

  measure (STDERR_FILENO, &style);
  text = wp_render_sentence (whole, &style);
  fputs (text, stderr);
}

/* One terminal, one pipe, one file. */
static gboolean
is_one_place (void)
{
  struct stat out, err;

  if (fstat (STDOUT_FILENO, &out) != 0 || fstat (STDERR_FILENO, &err) != 0)
    return FALSE;
  return S_ISCHR (out.st_mode) ? S_ISCHR (err.st_mode) && out.st_rdev == err.st_rdev
                               : out.st_dev == err.st_dev && out.st_ino == err.st_ino;
}

/* What goes to the one stands above what goes to the other. */
static gboolean
is_one_terminal (void)
{
  return isatty (STDOUT_FILENO) && isatty (STDERR_FILENO) && is_one_place ();
}

/* The lines of the sources stay where they are printed as they come; else they are progress, which
 * goes away, and a part of the result. */
static gboolean
has_live_lines (const WpCliOptions *options)
{
  return options->line != NULL && !options->quiet && !options->trace && !options->json
         && is_one_terminal ();
}

WpRenderStyle
wp_cli_style (const WpCliOptions *options)
{
  const char *charset;
  WpRenderStyle style = { .translate = translate, .columns = USUAL_COLUMNS };
  gboolean is_terminal = isatty (STDOUT_FILENO);

  measure (STDOUT_FILENO, &style);
  style.has_colour = is_terminal && g_getenv ("NO_COLOR") == NULL
                     && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  style.is_utf8 = g_get_charset (&charset);
  style.is_quiet = options->quiet;
  style.has_timeline = options->timeline;
  style.command = options->command;
  style.is_writing = options->is_writing;
  style.clients = options->clients;
  style.is_overview = options->is_overview;
  style.explains_all = options->explains_all;
  style.has_rows_above = has_live_lines (options);
  if (options->quiet && !is_terminal)
    style.columns = style.wide_columns = UNBROKEN;
  return style;
}

gboolean
wp_cli_print (const char *text)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;
  wp_cli_complain (_ ("The result could not be written to standard output."));
  return FALSE;
}

static void
clear_line (Run *run)
{
  if (run->is_on_line)
    fputs ("\r\033[K", stderr);
  run->is_on_line = FALSE;
}

static void
put_line (Run *run, const char *line)
{
  clear_line (run);
  fputs (line, stderr);
  fflush (stderr);
  run->is_on_line = TRUE;
}

static void
tell_lines (Run *run)
{
  const WpReport *report = wp_session_peek_report (run->session);

  if (!run->style.has_rows_above || run->prompt != NULL)
    return;
  g_array_set_size (run->told, report->sources->len);
  for (guint i = 0; i < report->sources->len; i++)
    {
      gboolean *is_told = &g_array_index (run->told, gboolean, i);
      g_autofree char *line = *is_told
                                  ? NULL
                                  : run->options->line (report, WP_REPORT_SOURCE, i, &run->style);

      if (line == NULL)
        continue;
      *is_told = TRUE;
      clear_line (run);
      fputs (line, stderr);
    }
}

/* A source is in the report before what it says is: its line is made a moment later. */
static gboolean
on_lines (gpointer data)
{
  Run *run = data;

  run->line_source = 0;
  tell_lines (run);
  return G_SOURCE_REMOVE;
}

static void
show_progress (Run *run, WpReportKind kind, guint n)
{
  g_autofree char *line = NULL;

  if (!run->has_progress || run->prompt != NULL)
    return;
  if (kind == WP_REPORT_SOURCE && run->style.has_rows_above)
    {
      if (run->line_source == 0)
        run->line_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_lines, run, NULL);
      return;
    }
  line = wp_render_progress (wp_session_peek_report (run->session), kind, n, &run->style);
  if (line == NULL)
    return;
  put_line (run, line);
}

static void
on_grew (WpSession *session, guint kind, guint n, gpointer data)
{
  Run *run = data;
  const WpReport *report = wp_session_peek_report (session);

  if (run->options->trace && kind == WP_REPORT_STEP)
    {
      g_autofree char *trace = wp_render_trace (report, report->steps->pdata[n], &run->style);

      clear_line (run);
      fputs (trace, stderr);
    }
  show_progress (run, (WpReportKind) kind, n);
}

static void
on_progress (WpSession *session G_GNUC_UNUSED, guint folders, guint all, gpointer data)
{
  Run *run = data;
  g_autofree char *line = NULL;

  if (!run->has_progress || run->prompt != NULL)
    return;
  line = wp_render_folder_progress (folders, all, &run->style);
  put_line (run, line);
}

static void ask_next (Run *run);

/* "y" is taken in every language: it is what the manual names. */
static gboolean
is_yes (const char *line, gsize length)
{
  /* Translators: all the letters with which an answer to "[y/N] " may begin to mean yes, one behind
   * the other, like "oO" for oui. */
  const char *letters = C_ ("letters that mean yes", "yY");
  gunichar first = g_utf8_get_char_validated (line, (gssize) length);

  if (length == 0 || first == (gunichar) -1 || first == (gunichar) -2)
    return FALSE;
  return first == 'y' || first == 'Y' || g_utf8_strchr (letters, -1, first) != NULL;
}

static void
on_answer (const char *line, gsize length, gpointer data)
{
  Run *run = data;
  const WpReport *report = wp_session_peek_report (run->session);
  const WpQuestion *question = report->questions->pdata[run->asked];
  g_autoptr (WpSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_password = g_str_equal (question->id, "password");

  run->prompt = NULL;
  if (is_password && line != NULL)
    {
      secret = wp_secret_new (WP_SECRET_PASSWORD, line, length, &error);
      if (secret == NULL)
        wp_cli_complain (error->message);
    }
  if (line == NULL)
    wp_session_leave_open (run->session, run->asked);
  else if (is_password)
    wp_session_answer (run->session, run->asked, secret != NULL, secret);
  else
    wp_session_answer (run->session, run->asked, is_yes (line, length), NULL);
  tell_lines (run);
  ask_next (run);
}

/* A result in words holds what is still open, below the lines that explain it. It is not said twice
 * in one place; where only the errors are looked at, they tell of it, too, but of a search, in
 * which nothing waits for the answer. */
static gboolean
is_said_by_result (const Run *run)
{
  return !run->options->json && !run->options->quiet
         && (run->options->line != NULL || is_one_place ());
}

/* Who cannot be asked is told what the question is, and which option answers it. */
static void
ask_next (Run *run)
{
  while (run->prompt == NULL && !g_queue_is_empty (&run->waiting))
    {
      const WpReport *report = wp_session_peek_report (run->session);
      g_autofree char *text = NULL;
      g_autofree char *prompt = NULL;
      const WpQuestion *question;
      gboolean is_password;

      run->asked = GPOINTER_TO_UINT (g_queue_pop_head (&run->waiting)) - 1;
      question = report->questions->pdata[run->asked];
      is_password = g_str_equal (question->id, "password");
      text = wp_render_question (report, question, &run->style);
      tell_lines (run);
      clear_line (run);
      prompt = g_strconcat (text,
                            is_password ? _ ("Password: ")
                                        /* Translators: the answers yes and no; no is taken where
                                         * only Enter is pressed. Ends with a blank. */
                                        : _ ("[y/N] "),
                            NULL);
      if (wp_prompt_is_possible ())
        run->prompt = wp_prompt_new (prompt, is_password, on_answer, run);
      if (run->prompt != NULL)
        return;
      if (!is_said_by_result (run))
        fputs (text, stderr);
      wp_session_leave_open (run->session, run->asked);
    }
}

static void
on_question (WpSession *session G_GNUC_UNUSED, guint n, gpointer data)
{
  Run *run = data;

  g_queue_push_tail (&run->waiting, GUINT_TO_POINTER (n + 1));
  ask_next (run);
}

static void
on_done (WpSession *session G_GNUC_UNUSED, int code, gpointer data)
{
  Run *run = data;

  run->exit = code;
  g_main_loop_quit (run->main_loop);
}

static gboolean
on_interrupt (gpointer data)
{
  Run *run = data;

  if (run->prompt != NULL)
    fputc ('\n', stderr);
  g_clear_pointer (&run->prompt, wp_prompt_free);
  clear_line (run);
  if (run->interrupts++ > 0)
    _exit (WP_EXIT_INTERRUPTED);
  wp_session_cancel (run->session);
  return G_SOURCE_CONTINUE;
}

gboolean
wp_cli_set_locale (const WpCliOptions *options)
{
  if (options->locale == NULL || setlocale (LC_MESSAGES, options->locale) != NULL)
    return TRUE;
  wp_cli_complain (_ ("This system does not have the locale that --locale names. "
                      "“locale -a” lists those that it has."));
  return FALSE;
}

/* A report that cannot be kept is known before anything is asked of a server. */
static gboolean
can_save (const WpCliOptions *options, GError **error)
{
  return options->save == NULL || wp_file_can_write (options->save, options->replace, error);
}

/* Who gave a domain where an address belongs may have meant another command. */
static void
complain_about_domain (const char *address)
{
  g_autofree char *domain = address == NULL || strchr (address, '@') != NULL
                                ? NULL
                                : wp_domain_to_ascii (address, NULL);
  g_autofree char *sentence = NULL;

  if (domain == NULL || strchr (domain, '.') == NULL || !wp_domain_is_host (domain))
    return;
  sentence = g_strdup_printf (
      /* Translators: %s is a domain, part of a command to be copied. */
      _ ("“waypost lint %s” shows what a domain publishes."), domain);
  wp_cli_complain (sentence);
}

static WpSession *
start (const WpCliOptions *options, const char *address, int *code)
{
  WpTask task = { 0 };
  WpSessionOptions session_options = { 0 };
  g_autoptr (WpSession) session = NULL;
  g_autoptr (GError) error = NULL;

  *code = !wp_cli_set_locale (options) ? WP_EXIT_USAGE
          : !can_save (options, &error)
              ? WP_EXIT_FILE
              : wp_cli_options_task (options, address, &task, &session_options);
  if (error != NULL)
    wp_cli_complain (error->message);
  if (*code < 0)
    {
      session = wp_session_new (&session_options);
      if (!wp_session_start (session, &task, &error))
        {
          wp_cli_complain (error->message);
          complain_about_domain (address);
          *code = error->domain == G_OPTION_ERROR ? WP_EXIT_USAGE : WP_EXIT_INPUT;
          g_clear_object (&session);
        }
    }
  wp_cli_task_clear (&task, &session_options);
  return g_steal_pointer (&session);
}

/* Before any lookup is out: who mistyped the domain can stop here. */
static void
suggest (const Run *run)
{
  const WpReport *report = wp_session_peek_report (run->session);
  g_autofree char *sentence = NULL;

  if (report->typo == NULL || run->options->quiet)
    return;
  sentence = g_strdup_printf (
      /* Translators: the first %s is the domain that was typed; the other two make an address. */
      _ ("“%s” looks mistyped. Did you mean %s@%s?"), report->account->domain,
      report->account->local_part, report->typo);
  wp_cli_complain (sentence);
}

WpSession *
wp_cli_run (const WpCliOptions *options, const char *address, int *code)
{
  Run run = { .options = options, .style = wp_cli_style (options), .waiting = G_QUEUE_INIT };
  static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
  guint sources[G_N_ELEMENTS (ends)];

  run.session = start (options, address, code);
  if (run.session == NULL)
    return NULL;
  run.has_progress = isatty (STDERR_FILENO) && !options->quiet && !options->trace;
  run.style.columns = MIN (run.style.columns, MOST_TEXT_COLUMNS);
  run.style.wide_columns = 0;
  measure (STDERR_FILENO, &run.style);
  suggest (&run);
  run.told = g_array_new (FALSE, TRUE, sizeof (gboolean));
  run.main_loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (run.session, "grew", G_CALLBACK (on_grew), &run);
  g_signal_connect (run.session, "progress", G_CALLBACK (on_progress), &run);
  g_signal_connect (run.session, "question", G_CALLBACK (on_question), &run);
  g_signal_connect (run.session, "done", G_CALLBACK (on_done), &run);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    sources[i] = g_unix_signal_add (ends[i], on_interrupt, &run);

  g_main_loop_run (run.main_loop);

  g_clear_pointer (&run.prompt, wp_prompt_free);
  if (run.line_source != 0)
    g_source_remove (run.line_source);
  tell_lines (&run);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_source_remove (sources[i]);
  g_signal_handlers_disconnect_by_data (run.session, &run);
  clear_line (&run);
  g_queue_clear (&run.waiting);
  g_array_unref (run.told);
  g_main_loop_unref (run.main_loop);
  *code = run.exit;
  return run.session;
}

static gboolean
on_linger_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
wp_cli_linger (WpSession *session)
{
  gboolean is_over = FALSE;
  guint source = g_timeout_add (LINGER_MS, on_linger_over, &is_over);

  while (!is_over && wp_session_is_lingering (session))
    g_main_context_iteration (NULL, TRUE);
  if (!is_over)
    g_source_remove (source);
}

static char *
report_json (const WpCliOptions *options, const WpReport *report)
{
  WpRenderStyle style = wp_cli_style (options);

  if (options->locale == NULL)
    style.translate = NULL;
  return wp_render_json (report, &style);
}

int
wp_cli_save_report (const WpCliOptions *options, const WpReport *report, int code)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WpFileWritten) written = { 0 };

  if (options->save == NULL)
    return code;
  json = report_json (options, report);
  if (wp_file_write (options->save, json, strlen (json), options->replace, &written, &error))
    return code;
  wp_cli_complain (error->message);
  return wp_exit_first (code, WP_EXIT_FILE);
}

int
wp_cli_print_report (const WpCliOptions *options, const WpReport *report, int code)
{
  WpRenderStyle style = wp_cli_style (options);
  g_autofree char *text = options->json             ? report_json (options, report)
                          : options->render != NULL ? options->render (report, &style)
                                                    : wp_render_text (report, &style);

  if (!wp_cli_print (text))
    code = wp_exit_first (code, WP_EXIT_FILE);
  return wp_cli_save_report (options, report, code);
}
