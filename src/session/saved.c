/* See saved.h. */
#include "session/saved.h"

#include "base/domain.h"
#include "base/file.h"
#include "base/limits.h"
#include "format/report-read.h"
#include "policy/decisions.h"

WpReport *
wp_session_open_report (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize count;

  WpReport *report;

  bytes = wp_file_read (path, WP_LIMIT_REPORT_BYTES, &count, error);
  if (bytes == NULL)
    return NULL;
  report = wp_report_read (bytes, count, error);
  if (report == NULL)
    g_prefix_error (error, "%s: ", path);
  return report;
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
