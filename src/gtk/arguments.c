/* See arguments.h. */
#include "gtk/arguments.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "config.h"
#include "gtk/start.h"

struct _WpArguments
{
  WpSessionOptions session;
  char *dns;
  char *ca_file;
  char *database;
  char **allow, **deny;
  gboolean trust_ad, ipv4_only, ipv6_only;
};

WpArguments *
wp_arguments_new (void)
{
  return g_new0 (WpArguments, 1);
}

void
wp_arguments_free (WpArguments *arguments)
{
  g_strfreev (arguments->session.dns);
  g_free (arguments->dns);
  g_free (arguments->ca_file);
  g_free (arguments->database);
  g_strfreev (arguments->allow);
  g_strfreev (arguments->deny);
  g_free (arguments);
}

void
wp_arguments_add (WpArguments *arguments, GApplication *application)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("print the version"), NULL },
    { "task", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("begin with this task"),
      "set-up|choose|find-out" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("show this saved report"), "FILE" },
    { "dns", 0, 0, G_OPTION_ARG_STRING, &arguments->dns, N_ ("ask these resolvers"),
      "ADDR[:PORT],…" },
    { "trust-ad", 0, 0, G_OPTION_ARG_NONE, &arguments->trust_ad,
      N_ ("believe the resolver that an answer is authentic"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments->ca_file,
      N_ ("trust these authorities, too (PEM)"), "FILE" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &arguments->database,
      N_ ("ask this mirror of the public provider database"), "URL" },
    { "allow", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->allow,
      N_ ("take a decision that a question asked for"), "WHAT" },
    { "deny", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->deny, N_ ("do not ask this source"),
      "database|autodiscover" },
    { "ipv4", '4', 0, G_OPTION_ARG_NONE, &arguments->ipv4_only, N_ ("use IPv4 only"), NULL },
    { "ipv6", '6', 0, G_OPTION_ARG_NONE, &arguments->ipv6_only, N_ ("use IPv6 only"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[ADDRESS|REPORT]") },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_summary (
      application,
      _ ("Finds mail settings, proves them with real logins, and says in plain words what is "
         "wrong. “waypost” does the same in a terminal."));
}

static int
complain (const char *sentence)
{
  g_printerr ("waypost-wizard: %s\n", sentence);
  return WP_EXIT_USAGE;
}

static gboolean
is_own_process (const WpArguments *arguments)
{
  return arguments->dns != NULL || arguments->ca_file != NULL || arguments->database != NULL
         || arguments->allow != NULL || arguments->deny != NULL || arguments->trust_ad
         || arguments->ipv4_only || arguments->ipv6_only;
}

static void
fill_session (WpArguments *arguments)
{
  WpSessionOptions *session = &arguments->session;

  session->dns = arguments->dns == NULL ? NULL : g_strsplit (arguments->dns, ",", -1);
  session->trust_ad = arguments->trust_ad;
  session->ca_file = arguments->ca_file;
  session->database_url = arguments->database;
  session->allow = arguments->allow;
  session->deny = arguments->deny;
  session->no_ipv4 = arguments->ipv6_only;
  session->no_ipv6 = arguments->ipv4_only;
}

int
wp_arguments_take (WpArguments *arguments, GApplication *application, GVariantDict *options)
{
  const char *task = NULL;
  const char **rest = NULL;
  g_autoptr (GError) error = NULL;
  guint count;
  WpWizardTask known;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("waypost-wizard %s\n", WAYPOST_VERSION);
      return 0;
    }
  if (arguments->ipv4_only && arguments->ipv6_only)
    return complain (_ ("-4 and -6 exclude each other. Give one of them, or none for both "
                        "families."));
  if (g_variant_dict_lookup (options, "task", "&s", &task)
      && !wp_wizard_task_from_id (task, &known))
    return complain (_ ("--task takes set-up, choose or find-out."));
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &rest);
  count = rest == NULL ? 0 : g_strv_length ((char **) rest);
  g_free (rest);
  if (count > 1)
    return complain (_ ("Give one address or one saved report, like “waypost-wizard "
                        "anna@example.org”."));
  fill_session (arguments);
  if (!wp_session_knows_decisions (&arguments->session, &error))
    return complain (error->message);
  if (is_own_process (arguments))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

gboolean
wp_arguments_is_report (const char *argument)
{
  gsize length = strlen (argument);

  return (length > 5 && g_ascii_strcasecmp (argument + length - 5, ".json") == 0)
         || g_path_is_absolute (argument)
         || (strchr (argument, '@') == NULL && strchr (argument, G_DIR_SEPARATOR) != NULL);
}

const WpSessionOptions *
wp_arguments_session (const WpArguments *arguments)
{
  return &arguments->session;
}
