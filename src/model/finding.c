/* See finding.h. */
#include "model/finding.h"

static const char *const severity_ids[] = { "block", "warn", "note", "good" };
static const char *const who_ids[] = { "user", "provider", "network", "computer" };
static const char *const confidence_ids[] = { "certain", "likely", "possible" };

const char *
wp_severity_id (WpSeverity severity)
{
  return severity_ids[severity];
}

const char *
wp_who_id (WpWho who)
{
  return who_ids[who];
}

const char *
wp_confidence_id (WpConfidence confidence)
{
  return confidence_ids[confidence];
}

WpFinding *
wp_finding_new (const char *static_id)
{
  WpFinding *finding = g_new0 (WpFinding, 1);

  finding->id = static_id;
  finding->params = wp_fields_new ();
  finding->steps = g_array_new (FALSE, FALSE, sizeof (guint));
  finding->ruled_out = g_ptr_array_new ();
  return finding;
}

void
wp_finding_free (WpFinding *finding)
{
  if (finding == NULL)
    return;
  wp_fields_free (finding->params);
  g_array_unref (finding->steps);
  g_ptr_array_unref (finding->ruled_out);
  g_free (finding);
}
