/* Prints one sample as JSON, for check-schema.py: dump-json NAME, or "written", or "explain" and
 * what is to be explained. Without a name it lists the samples. */
#include <stdio.h>
#include <string.h>

#include "advice-samples.h"
#include "diagnose/as-client.h"
#include "find-samples.h"
#include "lint-samples.h"
#include "render/render.h"
#include "samples.h"
#include "script.h"

static const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };

static void
dump_written (void)
{
  static const char *const steps[] = { "Open the file.", NULL };
  WpWritten file = { .client = "thunderbird",
                     .path = "/home/anna/mail.xml",
                     .bytes = 812,
                     .outcome = "pop-keep",
                     .days = 14,
                     .warnings = steps,
                     .next_steps = steps };
  g_autofree char *text = NULL;

  memset (file.sha256, 'a', 64);
  text = wp_render_written_json (&file, 1, &style);
  fputs (text, stdout);
}

/* A search, with what every other program would find. */
static void
dump_find (const char *script)
{
  g_autoptr (WpReport) report = script_report (script);
  g_autoptr (GPtrArray)
      views = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_client_view_free);
  WpRenderStyle with_clients = style;
  g_autofree char *text = NULL;
  guint count;
  const WpAsClient *all = wp_as_client_all (&count);

  script_diagnose (report);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (views, wp_client_view (report, &all[i]));
  with_clients.clients = views;
  text = wp_render_json (report, &with_clients);
  fputs (text, stdout);
}

static void
dump_lint (const char *script)
{
  g_autoptr (WpReport) report = script_report (script);
  g_autoptr (GPtrArray) checks = wp_lint (report);
  g_autofree char *text = wp_render_lint_json (report, checks, wp_lint_exit (report, checks, FALSE),
                                               &style);

  fputs (text, stdout);
}

static void
dump_advice (guint n)
{
  g_autoptr (WpReport) report = advised_report (
      advice_samples[n].script, advice_samples[n].measured, advice_samples[n].given);
  g_autofree char *text = wp_render_json (report, &style);

  fputs (text, stdout);
}

static int
dump_explanation (const char *id)
{
  g_autofree char *text = wp_render_explain_json (id, &style);

  fputs (text == NULL ? "" : text, stdout);
  return text == NULL ? 64 : 0;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "explain"))
    return dump_explanation (argv[2]);
  for (guint i = 0; i < G_N_ELEMENTS (lint_samples); i++)
    if (argc == 2 && g_str_equal (argv[1], lint_samples[i].name))
      dump_lint (lint_samples[i].script);
  if (argc == 2 && g_str_equal (argv[1], "written"))
    dump_written ();
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (WpReport) report = NULL;
      g_autofree char *text = NULL;

      if (argc < 2)
        printf ("%s\n", samples[i].name);
      if (argc < 2 || !g_str_equal (argv[1], samples[i].name))
        continue;
      report = script_report (samples[i].script);
      script_diagnose (report);
      text = wp_render_json (report, &style);
      fputs (text, stdout);
    }
  for (guint i = 0; i < G_N_ELEMENTS (advice_samples); i++)
    {
      if (argc < 2)
        printf ("%s\n", advice_samples[i].name);
      else if (g_str_equal (argv[1], advice_samples[i].name))
        dump_advice (i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (find_samples); i++)
    {
      if (argc < 2)
        printf ("%s\n", find_samples[i].name);
      else if (g_str_equal (argv[1], find_samples[i].name))
        dump_find (find_samples[i].script);
    }
  return 0;
}
