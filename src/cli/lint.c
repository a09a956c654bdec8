/* waypost lint DOMAIN: what the domain publishes for mail programs, and what is wrong with it; with
 * --zone the records and files that it should publish. Nobody logs in. */
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "diagnose/lint.h"
#include "session/zone.h"

/* Sources are asked for an address; this one exists at every domain (RFC 2142). */
#define ANYBODY "postmaster@"

typedef struct
{
  WpCliOptions common;
  gboolean is_zone;
  gboolean lists_all;
  char *output;
  char *web_host;
  char *address;
  char *domain; /* A-labels */
} Lint;

static gboolean
has_servers (const Lint *lint)
{
  return lint->common.imap != NULL || lint->common.pop3 != NULL || lint->common.smtp != NULL;
}

static gboolean
is_name (const char *host)
{
  WpInet literal;

  return wp_domain_is_host (host) && !wp_inet_parse (host, &literal);
}

/* Servers of both directions, or none. */
static const char *
check_servers (const Lint *lint)
{
  if (!lint->is_zone || !has_servers (lint))
    return NULL;
  if (lint->common.smtp == NULL)
    return _ ("A set needs a server for sending. Give --smtp, too.");
  if (lint->common.imap == NULL && lint->common.pop3 == NULL)
    return _ ("A set needs a server for receiving. Give --imap or --pop3, too.");
  if (lint->common.save != NULL)
    return _ ("For given servers nothing is asked, so there is no report for --save. Leave one of "
              "the two out.");
  return NULL;
}

static int
check_usage (const Lint *lint)
{
  const char *wrong = check_servers (lint);

  if (lint->common.rest == NULL || lint->common.rest[1] != NULL)
    wrong = _ ("Give one domain, like “waypost lint example.org”.");
  else if (!lint->is_zone && (has_servers (lint) || lint->output != NULL || lint->web_host != NULL))
    wrong = _ ("--imap, --pop3, --smtp, --output and --web-host say what --zone is to write. Add "
               "--zone, or leave them out. A server alone is looked at by “waypost check "
               "--no-login”.");
  else if (lint->is_zone && lint->common.json)
    wrong = _ ("--zone writes records and files, no JSON. Leave one of the two out.");
  else if (lint->web_host != NULL && !is_name (lint->web_host))
    wrong = _ ("--web-host takes the name of a web server, like www.example.org.");
  if (wrong == NULL)
    return -1;
  wp_cli_complain (wrong);
  return WP_EXIT_USAGE;
}

/* A whole address is taken, too. */
static int
take_domain (Lint *lint)
{
  const char *typed = lint->common.rest[0];
  gboolean is_address = strchr (typed, '@') != NULL;
  g_autofree char *address = is_address ? g_strdup (typed) : g_strconcat (ANYBODY, typed, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WpAccount) account = wp_account_new (address, &error);
  g_autofree char *sentence = NULL;

  if (account != NULL)
    {
      lint->domain = g_strdup (account->domain_ascii);
      lint->address = g_steal_pointer (&address);
      return -1;
    }
  if (!is_address)
    /* Translators: %s is what was typed. */
    sentence = g_strdup_printf (_ ("“%s” is not a domain. Type it like example.org."), typed);
  wp_cli_complain (is_address ? error->message : sentence);
  return WP_EXIT_INPUT;
}

/* Looking */

static int
exit_of (const Lint *lint, const WpReport *report, const GPtrArray *checks, int code)
{
  if (code == WP_EXIT_INTERRUPTED || code == WP_EXIT_BUG)
    return code;
  return wp_lint_exit (report, checks, lint->common.strict);
}

static int
print_checks (const Lint *lint, const WpReport *report, int code)
{
  g_autoptr (GPtrArray) checks = wp_lint (report);
  WpRenderStyle style = wp_cli_style (&lint->common);
  g_autofree char *text = NULL;

  code = exit_of (lint, report, checks, code);
  if (lint->common.json)
    {
      if (lint->common.locale == NULL)
        style.translate = NULL;
      text = wp_render_lint_json (report, checks, code, &style);
    }
  else
    {
      style.lists_all = lint->lists_all;
      text = wp_render_lint (report, checks, &style);
    }
  if (!wp_cli_print (text) && code != WP_EXIT_INTERRUPTED)
    code = WP_EXIT_FILE;
  return wp_cli_save_report (&lint->common, report, code);
}

/* The set */

static gboolean
print_files (const GPtrArray *files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const WpZoneFile *file = files->pdata[i];

      /* As tail(1) separates them. */
      g_string_append_printf (text, "%s==> %s <==\n", i == 0 ? "" : "\n", file->path);
      g_string_append (text, file->text);
    }
  return wp_cli_print (text->str);
}

static gboolean
print_results (const Lint *lint, const GPtrArray *files)
{
  static const char *const results[] = {
    [WP_FILE_CREATED] = N_ ("Written"),
    [WP_FILE_SAME] = N_ ("Was there already"),
    [WP_FILE_REPLACED] = N_ ("Replaced (the old one is kept with ~)"),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const WpZoneFile *file = files->pdata[i];
      g_autofree char *path = g_build_filename (lint->output, file->path, NULL);

      g_string_append_printf (text, "%s: %s\n", _ (results[file->written.result]), path);
    }
  return wp_cli_print (text->str);
}

static int
give_set (const Lint *lint, const GPtrArray *servers, const char *const *mx)
{
  const WpZoneWish wish = {
    .domain = lint->domain, .servers = servers, .web_host = lint->web_host, .mx = mx
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = wp_session_zone (&wish, &error);
  gboolean is_printed;

  if (files == NULL)
    {
      wp_cli_complain (error->message);
      return has_servers (lint) ? WP_EXIT_USAGE : WP_EXIT_NO_SETTINGS;
    }
  if (lint->output != NULL
      && !wp_session_write_zone (files, lint->output, lint->common.replace, &error))
    {
      wp_cli_complain (error->message);
      return WP_EXIT_FILE;
    }
  is_printed = lint->output == NULL ? print_files (files) : print_results (lint, files);
  return is_printed ? WP_EXIT_OK : WP_EXIT_FILE;
}

/* For servers that were given nobody has to be asked. */
static int
give_set_for_given (const Lint *lint)
{
  WpTask task = { 0 };
  WpSessionOptions session = { 0 };
  int code = wp_cli_options_task (&lint->common, lint->address, &task, &session);

  if (code < 0)
    code = give_set (lint, task.servers, NULL);
  wp_cli_task_clear (&task, &session);
  return code;
}

/* Nothing to make a set of; the reason first. */
static void
complain_of_nothing (const Lint *lint, const WpReport *report, const GPtrArray *checks)
{
  const WpLintCheck *blindness = wp_lint_blindness (report, checks);
  WpRenderStyle style = wp_cli_style (&lint->common);
  g_autofree char *reason = blindness == NULL
                                ? NULL
                                : wp_render_fill (blindness->is, blindness->params, &style);
  g_autofree char *sentence = NULL;

  if (blindness != NULL)
    sentence = g_strdup_printf (
        /* Translators: the first %s is a domain, the second a sentence that says why. */
        _ ("It cannot be told from here what %s publishes. %s Give the servers with --imap, --pop3 "
           "and --smtp, or try again."),
        report->account->domain_ascii, reason);
  else if (!wp_lint_exists (report))
    /* Translators: %s is a domain. */
    sentence = g_strdup_printf (_ ("%s does not exist. Check how it is written."),
                                report->account->domain_ascii);
  else
    sentence = g_strdup (
        _ ("No servers for receiving and for sending were found that answer and have a good "
           "certificate. Give them with --imap, --pop3 and --smtp, or see what is wrong without "
           "--zone."));
  wp_cli_complain (sentence);
}

static gboolean
has_both_directions (const GPtrArray *servers)
{
  gboolean receives = FALSE, sends = FALSE;

  for (guint i = 0; i < servers->len; i++)
    {
      const WpEndpoint *server = servers->pdata[i];

      receives |= server->protocol != WP_PROTOCOL_SMTP;
      sends |= server->protocol == WP_PROTOCOL_SMTP;
    }
  return receives && sends;
}

static int
give_set_for_found (const Lint *lint, const WpReport *report, int code)
{
  g_autoptr (GPtrArray) servers = wp_session_zone_servers (report);
  g_autoptr (GPtrArray) checks = wp_lint (report);

  if (code == WP_EXIT_INTERRUPTED || code == WP_EXIT_BUG)
    return wp_cli_save_report (&lint->common, report, code);
  if (has_both_directions (servers))
    {
      g_auto (GStrv) mx = wp_lint_mx_records (report);

      code = give_set (lint, servers, (const char *const *) mx);
    }
  else
    {
      complain_of_nothing (lint, report, checks);
      code = wp_lint_exit (report, checks, FALSE);
      code = code == WP_EXIT_OK ? WP_EXIT_NO_SETTINGS : code;
    }
  return wp_cli_save_report (&lint->common, report, code);
}

static int
run (const Lint *lint)
{
  int code = WP_EXIT_OK;
  g_autoptr (WpSession) session = NULL;
  const WpReport *report;

  if (lint->is_zone && has_servers (lint))
    return give_set_for_given (lint);
  session = wp_cli_run (&lint->common, lint->address, &code);
  if (session == NULL)
    return code;
  report = wp_session_peek_report (session);
  code = lint->is_zone ? give_set_for_found (lint, report, code)
                       : print_checks (lint, report, code);
  wp_cli_linger (session);
  return code;
}

int
wp_command_lint (char **argv)
{
  Lint lint = { .common.kind = WP_TASK_LINT };
  const GOptionEntry extra[] = {
    { "zone", 0, 0, G_OPTION_ARG_NONE, &lint.is_zone,
      N_ ("print a complete set of records and files"), NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &lint.lists_all,
      N_ ("list what is well, too, even beside what is not"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &lint.output,
      N_ ("write the set into this folder instead"), "DIR" },
    { "web-host", 0, 0, G_OPTION_ARG_STRING, &lint.web_host, N_ ("this host serves the files"),
      "HOST" },
    { NULL },
  };
  int code = wp_cli_options_parse (
      &lint.common, extra, "DOMAIN",
      _ ("Looks at everything that a domain publishes for mail programs and at the servers it "
         "names,\n"
         "and says what is wrong, with the record or line that would mend it. Nobody logs in."),
      argv);

  if (code < 0)
    code = check_usage (&lint);
  if (code < 0)
    code = take_domain (&lint);
  if (code < 0)
    {
      lint.common.no_login = TRUE;
      code = run (&lint);
    }
  g_free (lint.output);
  g_free (lint.web_host);
  g_free (lint.address);
  g_free (lint.domain);
  wp_cli_options_clear (&lint.common);
  return code;
}
