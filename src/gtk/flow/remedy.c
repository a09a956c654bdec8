/* See remedy.h. */
#include "gtk/flow/remedy.h"

#include "diagnose/diagnose.h"
#include "gtk/flow/found.h"
#include "gtk/flow/tally.h"

/* By the first row that the id of the finding begins with; what is not here goes by who can do
 * something about it. */
static const struct
{
  const char *prefix;
  WpRemedy of_search, of_test;
} remedies[] = {
  { "auth.sending.separate", WP_REMEDY_SERVERS, WP_REMEDY_SENDING },
  { "auth.backend", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "auth.limit", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "auth.account", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.basic-disabled", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.conditional", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.oauth", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.protocol-off", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.smtp-disabled", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.web-confirm", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.client-id", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "auth.", WP_REMEDY_PASSWORD, WP_REMEDY_PASSWORD },
  { "cap.protocol-missing", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "discovery.web-only", WP_REMEDY_ADDRESS, WP_REMEDY_ADDRESS },
  { "discovery.", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "dns.mx.null", WP_REMEDY_ADDRESS, WP_REMEDY_ADDRESS },
  /* Searched for is the domain of the address; tested is the name of a server. */
  { "dns.name.nxdomain", WP_REMEDY_ADDRESS, WP_REMEDY_SERVERS },
  { "dns.wildcard", WP_REMEDY_ADDRESS, WP_REMEDY_SERVERS },
  { "dns.name.failed", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "dns.name", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "greet.busy", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "input.", WP_REMEDY_ADDRESS, WP_REMEDY_ADDRESS },
  { "mbx.", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "mode.", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "net.", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "policy.refused.port", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "run.", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "starttls.injection", WP_REMEDY_HELP, WP_REMEDY_HELP },
  { "starttls.", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "tcp.refused", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "tcp.timeout", WP_REMEDY_AGAIN, WP_REMEDY_AGAIN },
  { "tls.cert.name", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
  { "tls.sni", WP_REMEDY_SERVERS, WP_REMEDY_SERVERS },
};

const WpFinding *
wp_remedy_finding (const WpReport *report)
{
  const WpFinding *first = report != NULL && report->findings->len > 0 ? report->findings->pdata[0]
                                                                       : NULL;

  return first != NULL && first->severity == WP_SEVERITY_BLOCK && wp_finding_text (first) != NULL
             ? first
             : NULL;
}

/* On another network, or once the clock is right, the same may work. */
static WpRemedy
by_who (const WpFinding *finding)
{
  WpWho who = wp_finding_text (finding)->who;

  return who == WP_WHO_NETWORK || who == WP_WHO_COMPUTER ? WP_REMEDY_AGAIN : WP_REMEDY_HELP;
}

static WpRemedy
remedy_for (const WpFinding *finding, gboolean is_search)
{
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_str_has_prefix (finding->id, remedies[i].prefix))
      return is_search ? remedies[i].of_search : remedies[i].of_test;
  return by_who (finding);
}

/* Where nothing is known, names from a letter of the provider always help. */
WpRemedy
wp_remedy_of_search (WpCase *self)
{
  const WpReport *report = wp_case_is_over (self) ? wp_case_report (self) : NULL;
  const WpFinding *finding = wp_remedy_finding (report);
  WpRemedy remedy;

  if (report == NULL || wp_found_is_usable (report))
    return WP_REMEDY_NONE;
  if (report->typo != NULL)
    return WP_REMEDY_ADDRESS;
  if (wp_case_was_stopped (self))
    return WP_REMEDY_AGAIN;
  remedy = finding == NULL ? WP_REMEDY_SERVERS : remedy_for (finding, TRUE);
  return remedy == WP_REMEDY_ADDRESS || remedy == WP_REMEDY_AGAIN ? remedy : WP_REMEDY_SERVERS;
}

WpRemedy
wp_remedy_of_test (WpCase *self)
{
  const WpReport *report = wp_case_is_over (self) ? wp_case_report (self) : NULL;
  const WpFinding *finding = wp_remedy_finding (report);
  WpRemedy remedy = finding == NULL ? WP_REMEDY_NONE : remedy_for (finding, FALSE);

  if (remedy == WP_REMEDY_NONE || remedy == WP_REMEDY_SENDING)
    return remedy;
  return wp_tally_of (report).working == 0 ? remedy : WP_REMEDY_NONE;
}

/* All before the login went well, and the login is a matter between the person and the server. */
static gboolean
lacks_login_only (const WpReport *report, const WpService *service)
{
  if (service->works == WP_WORKS_NO && service->why != NULL)
    return (g_str_has_prefix (service->why, "auth.") || g_str_has_prefix (service->why, "mbx."))
           && !g_str_equal (service->why, "auth.server-proof");
  return service->works == WP_WORKS_NOT_TESTED && service->candidate != 0
         && wp_diagnose_looks_fine (report, service);
}

gboolean
wp_remedy_may_go_on (WpCase *self)
{
  const WpReport *report = wp_case_report (self);

  if (wp_case_task (self) == WP_WIZARD_CHOOSE)
    return TRUE;
  for (guint i = 0; report != NULL && i < report->services->len; i++)
    {
      const WpService *service = report->services->pdata[i];

      if (service->works == WP_WORKS_YES || lacks_login_only (report, service))
        return TRUE;
    }
  return FALSE;
}
