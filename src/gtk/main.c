/* waypost-wizard: the desktop program. */
#include <locale.h>

#include <glib/gi18n-lib.h>

#include "config.h"
#include "gtk/application.h"
#include "session/process.h"

int
main (int argc, char **argv)
{
  g_autoptr (WpApplication) application = NULL;

  wp_process_protect ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, WAYPOST_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = wp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
