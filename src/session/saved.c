/* See saved.h. */
#include "session/saved.h"

#include "base/domain.h"
#include "base/file.h"
#include "base/limits.h"
#include "diagnose/diagnose.h"
#include "format/report-read.h"
#include "policy/decisions.h"

/* A finding that this program does not know has no text. */
static void
drop_unknown (GPtrArray *findings)
{
  for (guint i = findings->len; i > 0; i--)
    {
      WpFinding *finding = findings->pdata[i - 1];
      const WpFindingText *text = wp_catalogue_find (finding->id);

      if (text == NULL)
        g_ptr_array_remove_index (findings, i - 1);
      else
        finding->id = text->id;
    }
}

static WpReport *
open_report (const char *path, gboolean has_run, GError **error)
{
  g_autofree char *bytes = NULL;
  WpReport *report;
  gsize count;

  bytes = wp_file_read (path, WP_LIMIT_REPORT_BYTES, &count, error);
  if (bytes == NULL)
    return NULL;
  report = wp_report_read (bytes, count, error);
  if (report == NULL)
    g_prefix_error (error, "%s: ", path);
  else if (has_run)
    {
      wp_report_read_run (report, bytes, count);
      drop_unknown (report->findings);
    }
  return report;
}

WpReport *
wp_session_open_report (const char *path, GError **error)
{
  return open_report (path, FALSE, error);
}

WpReport *
wp_session_view_report (const char *path, GError **error)
{
  return open_report (path, TRUE, error);
}

const char *
wp_session_foreign_host (const WpReport *report, char **allow)
{
  g_autoptr (WpDecisions) decisions = wp_decisions_new ();

  for (; allow != NULL && *allow != NULL; allow++)
    wp_decisions_allow (decisions, *allow, NULL);
  for (guint i = 0; i < report->services->len && report->account != NULL; i++)
    {
      const WpService *service = report->services->pdata[i];
      const WpCandidate *candidate = wp_report_candidate (report, service->candidate);
      g_autofree char *decision = NULL;

      if (candidate == NULL
          || wp_domain_same_registrable (candidate->endpoint->host, report->account->domain_ascii))
        continue;
      decision = g_strconcat ("foreign:", candidate->endpoint->host, NULL);
      if (!wp_decisions_has (decisions, decision))
        return candidate->endpoint->host;
    }
  return NULL;
}
