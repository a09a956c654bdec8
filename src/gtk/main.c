/* waypost-wizard: the desktop program. */
#include <fcntl.h>
#include <locale.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "config.h"
#include "gtk/application.h"

/* A password must not reach a core file, nor another process of this user through ptrace. */
static void
protect_memory (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
  prctl (PR_SET_DUMPABLE, 0);
#endif
}

int
main (int argc, char **argv)
{
  g_autoptr (WpApplication) application = NULL;

  protect_memory ();
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, WAYPOST_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = wp_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
