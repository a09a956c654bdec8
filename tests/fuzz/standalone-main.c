/* Runs a fuzz target once over each file named on the command line, so that the seeds are tested in
 * every build, whatever the compiler. Finds nothing new: that is libFuzzer's part (-Dfuzzers=true),
 * whose way of naming the files it takes this follows. */
#include <stdint.h>
#include <stdio.h>

#include <glib.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
main (int argc, char **argv)
{
  if (argc < 2)
    {
      fprintf (stderr, "usage: %s FILE...\n", argv[0]);
      return 64;
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree uint8_t *data = NULL;
      gsize size = 0;

      fprintf (stderr, "Running: %s\n", argv[i]);
      if (!g_file_get_contents (argv[i], &text, &size, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 66;
        }
      /* g_file_get_contents adds a NUL; a copy without it lets the sanitizer see a read beyond the
       * end. */
      data = g_memdup2 (text, size);
      LLVMFuzzerTestOneInput (data, size);
    }
  return 0;
}
