/* waypost find ADDRESS: which settings this address has, and who says so; never a login. With --as:
 * what other mail programs would find with the same answers. */
#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/run.h"
#include "diagnose/as-client.h"

#define ALL "all"

/* Names what there is; what was typed is none of it. */
static void
complain_about_client (const char *typed)
{
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);
  g_autoptr (GString) names = g_string_new (ALL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (names, ", %s", all[i].id);
  /* Translators: the first %s is what was typed, the second a list of names. */
  sentence = g_strdup_printf (_ ("--as does not know “%s”. It knows: %s."), typed, names->str);
  wp_cli_complain (sentence);
}

/* Of WpAsClient, lent, each once; NULL: a name is wrong, and that was said. */
static GPtrArray *
chosen_clients (char **names)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);

  for (; *names != NULL; names++)
    {
      gboolean is_all = g_str_equal (*names, ALL);

      if (!is_all && wp_as_client_find (*names) == NULL)
        {
          complain_about_client (*names);
          return NULL;
        }
      for (guint i = 0; i < count; i++)
        if ((is_all || g_str_equal (all[i].id, *names))
            && !g_ptr_array_find (chosen, &all[i], NULL))
          g_ptr_array_add (chosen, (gpointer) &all[i]);
    }
  return g_steal_pointer (&chosen);
}

static GPtrArray *
views_of (const WpReport *report, const GPtrArray *clients)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_client_view_free);

  for (guint i = 0; i < clients->len; i++)
    g_ptr_array_add (views, wp_client_view (report, clients->pdata[i]));
  return views;
}

static int
run (WpCliOptions *options, const GPtrArray *clients)
{
  g_autoptr (GPtrArray) views = NULL;
  int code = WP_EXIT_OK;
  g_autoptr (WpSession) session = wp_cli_run (options, options->rest[0], &code);
  const WpReport *report;

  if (session == NULL)
    return code;
  report = wp_session_peek_report (session);
  if (clients != NULL && report->account != NULL)
    options->clients = views = views_of (report, clients);
  code = wp_cli_print_report (options, report, code);
  options->clients = NULL;
  wp_cli_linger (session);
  return code;
}

int
wp_command_find (char **argv)
{
  WpCliOptions options = { .kind = WP_TASK_FIND,
                           .render = wp_render_find,
                           .line = wp_render_source_line };
  g_auto (GStrv) as = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  const GOptionEntry extra[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING_ARRAY, &as,
      N_ ("tell what this mail program would find, or “all”"), "CLIENT" },
    { NULL },
  };
  int code = wp_cli_options_parse (
      &options, extra, "ADDRESS",
      _ ("Asks every source for the mail settings of an address and shows what each of them says,\n"
         "how far it can be believed, and which settings are the best. Nobody logs in."),
      argv);

  if (code < 0 && as != NULL && (clients = chosen_clients (as)) == NULL)
    code = WP_EXIT_USAGE;
  options.is_overview = as != NULL && g_strv_contains ((const char *const *) as, ALL);
  if (code < 0 && (options.rest == NULL || options.rest[1] != NULL))
    {
      wp_cli_complain (_ ("Give one address, like “waypost find anna@example.org”."));
      code = WP_EXIT_USAGE;
    }
  if (code < 0)
    {
      options.no_login = TRUE;
      code = run (&options, clients);
    }
  wp_cli_options_clear (&options);
  return code;
}
