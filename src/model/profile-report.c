/* What of a report may be written for a mail client. See profile.h. */
#include "base/printable.h"
#include "model/keys.h"
#include "model/profile.h"

static char *
username_template (const WpAccount *account, const char *username)
{
  if (username == NULL || g_strcmp0 (username, account->address) == 0)
    return g_strdup ("%EMAILADDRESS%");
  if (g_str_equal (username, account->local_part))
    return g_strdup ("%EMAILLOCALPART%");
  return g_strdup (username);
}

/* The auth list of a profile is what worked, in the format's words. */
static void
add_proven_auth (WpEndpoint *endpoint, const char *mechanism)
{
  WpAuth auth = WP_AUTH_PASSWORD;

  if (g_str_has_prefix (mechanism, "SCRAM-") || g_str_equal (mechanism, "CRAM-MD5"))
    auth = WP_AUTH_ENCRYPTED;
  else if (g_str_equal (mechanism, "XOAUTH2") || g_str_equal (mechanism, "OAUTHBEARER"))
    auth = WP_AUTH_OAUTH2;
  endpoint->n_auth = 0;
  wp_endpoint_add_auth (endpoint, auth);
}

/* The login was not tested because it is a sign-in on the web; all before it was. */
static gboolean
is_sign_in_only (const WpService *service)
{
  return g_strcmp0 (service->why, "cap.oauth-only") == 0;
}

/* A server that a person declined, or that no password may go to, is no setting to keep. */
static gboolean
may_be_written (const WpReport *report, const WpService *service, gboolean may_be_untested)
{
  if (service == NULL || service->candidate == 0)
    return FALSE;
  if (service->works == WP_WORKS_YES)
    return TRUE;
  if (service->policy == WP_POLICY_REFUSE || wp_report_was_declined (report, service))
    return FALSE;
  return is_sign_in_only (service) || (may_be_untested && service->works == WP_WORKS_NOT_TESTED);
}

static WpEndpoint *
server_of (const WpReport *report, const WpService *service)
{
  WpEndpoint *endpoint = wp_endpoint_dup (
      wp_report_candidate (report, service->candidate)->endpoint);

  if (service->username != NULL || endpoint->username == NULL)
    {
      g_free (endpoint->username);
      endpoint->username = username_template (report->account, service->username);
    }
  if (is_sign_in_only (service))
    add_proven_auth (endpoint, "OAUTHBEARER");
  else if (service->auth != NULL)
    add_proven_auth (endpoint, service->auth);
  if (endpoint->n_auth == 0)
    wp_endpoint_add_auth (endpoint, WP_AUTH_PASSWORD);
  return endpoint;
}

#define MOST_FOLDER_CHARS 100

/* A report may have been read from a file, so its names are looked at once more. */
static void
add_folder_roles (WpProfile *profile, const WpReport *report)
{
  const char *const *pair = report->facts == NULL
                                ? NULL
                                : wp_fields_map (report->facts, WP_KEY_SPECIAL_USE);

  for (; pair != NULL && pair[0] != NULL; pair += 2)
    {
      g_autofree char *role = wp_printable_text (pair[0], MOST_FOLDER_CHARS);
      g_autofree char *folder = wp_printable_text (pair[1], MOST_FOLDER_CHARS);

      wp_profile_add_folder_role (profile, role, folder);
    }
}

WpProfile *
wp_profile_from_report (const WpReport *report, gboolean may_be_untested)
{
  g_autoptr (WpProfile) profile = NULL;
  gboolean has_incoming = FALSE, has_outgoing = FALSE;

  if (report->account == NULL)
    return NULL;
  profile = wp_profile_new (report->account->domain_ascii);
  for (guint protocol = 0; protocol < WP_N_PROTOCOLS; protocol++)
    {
      const WpService *service = wp_report_service (report, (WpProtocol) protocol);

      if (!may_be_written (report, service, may_be_untested)
          || wp_report_candidate (report, service->candidate)->endpoint->tls == WP_TLS_NONE)
        continue;
      g_ptr_array_add (profile->servers, server_of (report, service));
      if (protocol == WP_PROTOCOL_SMTP)
        has_outgoing = TRUE;
      else
        has_incoming = TRUE;
    }
  add_folder_roles (profile, report);
  return has_incoming && has_outgoing ? g_steal_pointer (&profile) : NULL;
}
