/* Any lines as decisions: what is taken is there under the same text, what is refused is not. */
#include <stdint.h>

#include "policy/decisions.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 64);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (WpDecisions) decisions = wp_decisions_new ();
      g_autoptr (GError) error = NULL;
      gboolean is_taken = wp_decisions_allow (decisions, *line, &error);

      if (is_taken == (error != NULL) || wp_decisions_has (decisions, *line) != is_taken)
        g_error ("taken and refused at once");
      if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
        g_error ("the message is not UTF-8");
      wp_decisions_pin (decisions, *line);
      wp_decisions_deny (decisions, *line, NULL);
    }
  return 0;
}
