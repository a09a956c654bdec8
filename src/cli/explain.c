/* waypost explain ID: what a finding means and what to do; --list names them all. */
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/run.h"
#include "diagnose/diagnose.h"
#include "diagnose/lint.h"

static char *
list_all (void)
{
  GString *text = g_string_new (NULL);
  guint count;
  const WpFindingText *all = wp_catalogue_all (&count);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%-32s %s\n", all[i].id, _ (all[i].brief));
  for (guint i = 0; i < wp_lint_count_texts (); i++)
    {
      const WpLintText *check = wp_lint_nth_text (i);

      g_string_append_printf (text, "%-32s %s\n", check->id, _ (check->title));
    }
  return g_string_free (text, FALSE);
}

int
wp_command_explain (char **argv)
{
  WpCliOptions options = { 0 };
  gboolean is_list = FALSE;
  const GOptionEntry extra[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &is_list, N_ ("name every finding"), NULL },
    { NULL },
  };
  int code = wp_cli_options_parse_local (
      &options, extra, "ID",
      _ ("Says what a finding means and what to do; “myths” is what is often heard of\n"
         "POP3 and IMAP, and what is true."),
      argv);
  g_autofree char *text = NULL;

  if (code < 0 && is_list)
    text = list_all ();
  else if (code < 0 && options.rest != NULL && options.rest[1] == NULL)
    {
      WpRenderStyle style = wp_cli_style (&options);

      text = g_str_equal (options.rest[0], "myths") ? wp_render_myths (&style)
                                                    : wp_render_explain (options.rest[0], &style);
      if (text == NULL)
        text = wp_render_explain_check (options.rest[0], &style);
    }
  if (code < 0 && text == NULL && options.rest != NULL && options.rest[1] == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: %s is what was typed. */
          _ ("There is no finding “%s”. “waypost explain --list” names them all."),
          options.rest[0]);

      wp_cli_complain (sentence);
      code = WP_EXIT_USAGE;
    }
  if (code < 0 && text == NULL)
    {
      wp_cli_complain (_ ("Give the id of one finding, like “waypost explain tls.cert.expired”. "
                          "“waypost explain --list” names them all."));
      code = WP_EXIT_USAGE;
    }
  if (code < 0)
    code = wp_cli_print (text) ? WP_EXIT_OK : WP_EXIT_FILE;
  wp_cli_options_clear (&options);
  return code;
}
