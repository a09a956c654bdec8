/* waypost check [ADDRESS]: find the settings (or take given servers), log in to each service,
 * explain what is wrong. */
#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/run.h"

int
wp_command_check (char **argv)
{
  WpCliOptions options = { 0 };
  int code = wp_cli_options_parse (
      &options, NULL, "[ADDRESS]",
      _ ("Finds the mail settings of an address, or takes given servers; looks at the servers, "
         "logs in\n"
         "to each service, and explains what is wrong. Nothing is changed on the servers."),
      argv);

  if (code < 0 && options.rest != NULL && g_strv_length (options.rest) > 1)
    {
      wp_cli_complain (_ ("Give one address at a time."));
      code = WP_EXIT_USAGE;
    }
  if (code < 0 && options.rest == NULL && options.imap == NULL && options.pop3 == NULL
      && options.smtp == NULL)
    {
      wp_cli_complain (
          _ ("Give an address, like “waypost check anna@example.org”, or a server by --imap, "
             "--pop3 or --smtp."));
      code = WP_EXIT_USAGE;
    }
  if (code < 0)
    {
      g_autoptr (WpSession)
          session = wp_cli_run (&options, options.rest == NULL ? NULL : options.rest[0], &code);

      if (session != NULL)
        {
          code = wp_cli_print_report (&options, wp_session_peek_report (session), code);
          wp_cli_linger (session);
        }
    }
  wp_cli_options_clear (&options);
  return code;
}
