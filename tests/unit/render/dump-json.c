/* Prints one sample as JSON, for check-schema.py: dump-json NAME, or "written". Without a name it
 * lists the samples. */
#include <stdio.h>
#include <string.h>

#include "render/render.h"
#include "samples.h"
#include "script.h"

static const WpRenderStyle style = { .columns = 80, .is_utf8 = TRUE };

static void
dump_written (void)
{
  static const char *const steps[] = { "Open the file.", NULL };
  WpWritten file = {
    .client = "thunderbird", .path = "/home/anna/mail.xml", .bytes = 812, .next_steps = steps
  };
  g_autofree char *text = NULL;

  memset (file.sha256, 'a', 64);
  text = wp_render_written_json (&file, 1, &style);
  fputs (text, stdout);
}

int
main (int argc, char **argv)
{
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
  return 0;
}
