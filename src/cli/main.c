/* waypost: the command line. Finds the command and hands over; what all commands share is in
 * options.c and run.c. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "config.h"
#include "model/account.h"
#include "session/process.h"

#define SHELL_SIGNS " !\"#$&'()*;<>?[\\]^`{|}~"

static const struct
{
  const char *name;
  int (*run) (char **argv);
  const char *arguments; /* not translated */
  const char *summary;
} commands[] = {
  { "find", wp_command_find, "ADDRESS",
    N_ ("find the settings of an address, and who says so; no password") },
  { "check", wp_command_check, "[ADDRESS]",
    N_ ("find the settings of an address, try them, explain what is wrong") },
  { "advise", wp_command_advise, "[ADDRESS]",
    N_ ("POP3 or IMAP for this situation, and what would change the answer") },
  { "write", wp_command_write, "CLIENT… [ADDRESS]",
    N_ ("write the proven settings for a mail program") },
  { "explain", wp_command_explain, "ID", N_ ("what a finding means and what to do") },
  { "lint", wp_command_lint, "DOMAIN",
    N_ ("what a domain publishes for mail programs, and what is wrong with it") },
};

static void
print_help (FILE *out)
{
  fprintf (
      out, "%s\n\n",
      _ ("Waypost finds mail settings, proves them with real logins, and says what is wrong."));
  fprintf (out, "%s\n", _ ("Usage:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *left = g_strdup_printf ("waypost %s %s", commands[i].name,
                                               commands[i].arguments);

      fprintf (out, "  %-30s %s\n", left, _ (commands[i].summary));
    }
  fprintf (out, "\n%s\n%s\n", _ ("“waypost COMMAND --help” lists the options of a command."),
           _ ("Example: waypost check anna@example.org"));
}

static void
complain_about_command (const char *name)
{
  fprintf (stderr, "waypost: ");
  if (*name != '-' && strchr (name, '@') != NULL)
    {
      g_autoptr (WpAccount) account = wp_account_new (name, NULL);
      g_autofree char *quoted = account == NULL ? NULL : g_shell_quote (account->address);
      gboolean is_plain = account != NULL && strpbrk (account->address, SHELL_SIGNS) == NULL;

      if (account != NULL)
        {
          /* Translators: %s is an address, part of a command to be copied. */
          fprintf (stderr, _ ("A command is missing. “waypost find %s” finds its settings."),
                   is_plain ? account->address : quoted);
          fputc ('\n', stderr);
          return;
        }
    }
  /* Translators: %s is what was typed in place of a command. */
  fprintf (stderr, _ ("“%s” is not a command. “waypost --help” lists them."), name);
  fputc ('\n', stderr);
}

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  wp_process_protect ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, WAYPOST_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("waypost");

  if (name == NULL)
    {
      print_help (stderr);
      return WP_EXIT_USAGE;
    }
  if (g_str_equal (name, "--version"))
    {
      printf ("waypost %s\n", WAYPOST_VERSION);
      return WP_EXIT_OK;
    }
  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_help (stdout);
      return WP_EXIT_OK;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].run (argv + 1);
  complain_about_command (name);
  return WP_EXIT_USAGE;
}
