/* What a person's answer to POP3 or IMAP makes of a profile. See profile.h.
 * Of a server that collects by POP3 the profile always says what becomes of the mail there:
 * programs differ in what they do where nothing is said, and most delete. Where nobody decided that
 * something may go, nothing goes. */
#include "model/profile.h"

gboolean
wp_profile_is_pop_first (const WpProfile *profile)
{
  return wp_advice_is_pop (profile->use.outcome);
}

/* The values of the enum stand in the order that is wanted otherwise. */
static int
place_of (const WpProfile *profile, WpProtocol protocol)
{
  return protocol == WP_PROTOCOL_POP3 && wp_profile_is_pop_first (profile) ? -1 : (int) protocol;
}

int
wp_profile_compare_protocols (const WpProfile *profile, WpProtocol one, WpProtocol other)
{
  return place_of (profile, one) - place_of (profile, other);
}

static int
by_protocol (gconstpointer a, gconstpointer b, gpointer profile)
{
  const WpEndpoint *one = *(const WpEndpoint *const *) a;
  const WpEndpoint *other = *(const WpEndpoint *const *) b;

  return wp_profile_compare_protocols (profile, one->protocol, other->protocol);
}

/* Beside IMAP the original is on the server, so POP3 removes nothing there, whatever the age. */
static void
set_pop3 (WpServerExtras *extras, const WpMailUse *use)
{
  gboolean is_left = use->outcome != WP_ADVICE_POP_DELETE || use->leave_on_server != 0;
  gboolean is_for_some_days = use->outcome == WP_ADVICE_POP_KEEP && use->days_on_server > 0;

  extras->leave_on_server = is_left ? WP_SAID_YES : WP_SAID_NO;
  extras->days_on_server = -1;
  if (is_left)
    extras->days_on_server = is_for_some_days ? use->days_on_server : WP_PROFILE_DAYS_FOR_EVER;
  extras->download_on_biff = use->outcome == WP_ADVICE_UNCLEAR ? WP_SAID_NOTHING : WP_SAID_YES;
  extras->check_minutes = use->pop_check_minutes > 0 ? use->pop_check_minutes : -1;
}

void
wp_profile_take_use (WpProfile *profile, const WpMailUse *use)
{
  profile->use = *use;
  g_ptr_array_sort_with_data (profile->servers, by_protocol, profile);
  for (guint i = 0; i < profile->servers->len; i++)
    {
      const WpEndpoint *server = profile->servers->pdata[i];

      if (server->protocol == WP_PROTOCOL_POP3)
        set_pop3 (wp_profile_need_extras (profile, server), use);
    }
}

gboolean
wp_profile_has (const WpProfile *profile, WpProtocol protocol)
{
  for (guint i = 0; i < profile->servers->len; i++)
    if (((const WpEndpoint *) profile->servers->pdata[i])->protocol == protocol)
      return TRUE;
  return FALSE;
}

gboolean
wp_profile_can_follow (const WpProfile *profile, WpAdviceOutcome outcome)
{
  gboolean has_imap = wp_profile_has (profile, WP_PROTOCOL_IMAP);
  gboolean has_pop = wp_profile_has (profile, WP_PROTOCOL_POP3);

  switch (outcome)
    {
    case WP_ADVICE_IMAP:
    case WP_ADVICE_IMAP_ARCHIVE:
      return has_imap;
    case WP_ADVICE_POP_KEEP:
    case WP_ADVICE_POP_DELETE:
      return has_pop;
    case WP_ADVICE_BOTH:
      return has_imap && has_pop;
    default:
      return FALSE;
    }
}

void
wp_profile_add_folder_role (WpProfile *profile, const char *role, const char *folder)
{
  WpFolderRole *value = g_new (WpFolderRole, 1);

  *value = (WpFolderRole){ g_strdup (role), g_strdup (folder) };
  g_ptr_array_add (profile->folder_roles, value);
}

const char *
wp_profile_folder (const WpProfile *profile, const char *role)
{
  for (guint i = 0; i < profile->folder_roles->len; i++)
    {
      const WpFolderRole *value = profile->folder_roles->pdata[i];

      if (g_str_equal (value->role, role))
        return value->folder;
    }
  return NULL;
}

void
wp_folder_role_free (WpFolderRole *role)
{
  if (role == NULL)
    return;
  g_free (role->role);
  g_free (role->folder);
  g_free (role);
}
