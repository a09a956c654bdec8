/* What shall be written for a mail client; made only from a report. Holds no password. */
#pragma once

#include <glib.h>

#include "model/report.h"

typedef struct
{
  char *id;           /* the provider's domain */
  char **domains;     /* that it serves, A-labels */
  char *display_name;
  char *display_short_name;
  GPtrArray *servers; /* of WpEndpoint: incoming in order of preference, then outgoing */
} WpProfile;

WpProfile *wp_profile_new (const char *domain);
void       wp_profile_free (WpProfile *profile);
/* The proven services (works = yes), and those that take only a sign-in on the web (OAuth2);
 * with `may_be_untested` the chosen ones that were only looked at, too. IMAP first, implicit TLS
 * before STARTTLS. User names go back to placeholders where they are the address or its parts.
 * NULL if nothing incoming or outgoing is left. */
WpProfile *wp_profile_from_report (const WpReport *report, gboolean may_be_untested);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpProfile, wp_profile_free)
