/* See step.h. */
#include "model/step.h"

#include "base/limits.h"
#include "base/printable.h"

static const char *const verb_ids[WP_N_VERBS] = {
  "resolve", "connect", "tls", "greeting", "capability", "login", "mailbox", "submit", "probe",
};

const char *
wp_verb_id (WpVerb verb)
{
  return verb_ids[verb];
}

gboolean
wp_verb_from_id (const char *id, WpVerb *verb)
{
  for (guint i = 0; i < WP_N_VERBS; i++)
    if (g_strcmp0 (verb_ids[i], id) == 0)
      {
        *verb = (WpVerb) i;
        return TRUE;
      }
  return FALSE;
}

static void
line_clear (gpointer data)
{
  g_free (((WpTranscriptLine *) data)->text);
}

WpStep *
wp_step_new (WpVerb verb)
{
  WpStep *step = g_new0 (WpStep, 1);

  step->verb = verb;
  step->evidence = wp_fields_new ();
  step->transcript = g_array_new (FALSE, FALSE, sizeof (WpTranscriptLine));
  g_array_set_clear_func (step->transcript, line_clear);
  return step;
}

void
wp_step_free (WpStep *step)
{
  if (step == NULL)
    return;
  wp_endpoint_free (step->endpoint);
  wp_fields_free (step->evidence);
  wp_tls_facts_free (step->tls);
  g_array_unref (step->transcript);
  g_free (step);
}

void
wp_step_add_line (WpStep *step, char dir, const void *bytes, gsize count)
{
  WpTranscriptLine line = { .dir = dir };

  if (step->transcript->len >= WP_LIMIT_TRANSCRIPT_LINES)
    {
      step->transcript_cut++;
      return;
    }
  line.text = wp_printable (bytes, count, WP_LIMIT_TRANSCRIPT_TEXT);
  g_array_append_val (step->transcript, line);
}
