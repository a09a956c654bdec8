/* model/profile: what an answer to POP3 or IMAP makes of it. */
#include <string.h>

#include "model/keys.h"
#include "model/profile.h"

#define EVER WP_PROFILE_DAYS_FOR_EVER
#define NO (-1)

/* The 7 stands for the minutes of the answer: a profile carries those of POP3, before it. */
static const struct
{
  const char *name;
  WpMailUse use;
  WpProtocol first;
  WpSaid leave, biff;
  int days, minutes;
} cases[] = {
  { "nobody decided",
    { WP_ADVICE_UNCLEAR, NO, NO, NO, NO, 7, NO, NO, NO, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_NOTHING,
    EVER,
    -1 },
  { "IMAP",
    { WP_ADVICE_IMAP, NO, NO, NO, NO, 7, 1, NO, NO, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    -1 },
  { "IMAP, with days for who collects alone",
    { WP_ADVICE_IMAP, 1, 14, 0, 10, 7, 1, NO, NO, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    10 },
  { "IMAP and an order to delete",
    { WP_ADVICE_IMAP, 0, NO, 1, NO, 7, 1, NO, NO, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    -1 },
  { "archive",
    { WP_ADVICE_IMAP_ARCHIVE, 1, 30, 0, 10, 7, 1, NO, 365, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    10 },
  { "both",
    { WP_ADVICE_BOTH, 1, 0, 0, 15, 7, 1, NO, NO, NO },
    WP_PROTOCOL_IMAP,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    15 },
  { "keep",
    { WP_ADVICE_POP_KEEP, 1, 14, 1, 10, 7, NO, NO, NO, NO },
    WP_PROTOCOL_POP3,
    WP_SAID_YES,
    WP_SAID_YES,
    14,
    10 },
  { "keep, slow to ask again",
    { WP_ADVICE_POP_KEEP, 1, 3, 0, 61, 7, NO, NO, NO, NO },
    WP_PROTOCOL_POP3,
    WP_SAID_YES,
    WP_SAID_YES,
    3,
    61 },
  { "keep, and never says how long",
    { WP_ADVICE_POP_KEEP, 1, NO, 0, 0, 7, NO, NO, NO, NO },
    WP_PROTOCOL_POP3,
    WP_SAID_YES,
    WP_SAID_YES,
    EVER,
    -1 },
  { "keep and an order to delete",
    { WP_ADVICE_POP_KEEP, 0, 14, 0, 10, 7, NO, NO, NO, NO },
    WP_PROTOCOL_POP3,
    WP_SAID_YES,
    WP_SAID_YES,
    14,
    10 },
  { "delete",
    { WP_ADVICE_POP_DELETE, 0, NO, 1, 10, 7, NO, NO, NO, NO },
    WP_PROTOCOL_POP3,
    WP_SAID_NO,
    WP_SAID_YES,
    -1,
    10 },
};

static WpProfile *
profile_with (guint protocols)
{
  WpProfile *profile = wp_profile_new ("example.org");

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((protocols & (1u << i)) != 0)
      g_ptr_array_add (profile->servers,
                       wp_endpoint_new ((WpProtocol) i, "mail.example.org", 1000, WP_TLS_IMPLICIT));
  return profile;
}

static const WpEndpoint *
server_of (const WpProfile *profile, WpProtocol protocol)
{
  for (guint i = 0; i < profile->servers->len; i++)
    if (((const WpEndpoint *) profile->servers->pdata[i])->protocol == protocol)
      return profile->servers->pdata[i];
  return NULL;
}

static void
test_take_use (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WpProfile) profile = profile_with (7);
      const WpServerExtras *extras;
      const WpEndpoint *last;

      g_test_message ("%s", cases[i].name);
      wp_profile_take_use (profile, &cases[i].use);
      g_assert_cmpint (((const WpEndpoint *) profile->servers->pdata[0])->protocol, ==,
                       cases[i].first);
      last = profile->servers->pdata[2];
      g_assert_cmpint (last->protocol, ==, WP_PROTOCOL_SMTP);
      g_assert_null (wp_profile_extras (profile, last));
      g_assert_null (wp_profile_extras (profile, server_of (profile, WP_PROTOCOL_IMAP)));
      extras = wp_profile_extras (profile, server_of (profile, WP_PROTOCOL_POP3));
      g_assert_cmpint (extras->leave_on_server, ==, cases[i].leave);
      g_assert_cmpint (extras->download_on_biff, ==, cases[i].biff);
      g_assert_cmpint (extras->days_on_server, ==, cases[i].days);
      g_assert_cmpint (extras->check_minutes, ==, cases[i].minutes);
      g_assert_cmpint (profile->use.outcome, ==, cases[i].use.outcome);
    }
}

/* Another answer leaves nothing of the one before. */
static void
test_again (void)
{
  for (guint a = 0; a < G_N_ELEMENTS (cases); a++)
    for (guint b = 0; b < G_N_ELEMENTS (cases); b++)
      {
        g_autoptr (WpProfile) twice = profile_with (7);
        g_autoptr (WpProfile) once = profile_with (7);

        wp_profile_take_use (twice, &cases[a].use);
        wp_profile_take_use (twice, &cases[b].use);
        wp_profile_take_use (once, &cases[b].use);
        g_assert_true (wp_profile_equal (once, twice));
      }
}

/* As many bits as protocols: which answers they allow. */
static void
test_can_follow (void)
{
  const guint imap = 1u << WP_PROTOCOL_IMAP, pop = 1u << WP_PROTOCOL_POP3;

  for (guint protocols = 0; protocols < 1u << WP_N_PROTOCOLS; protocols++)
    for (guint outcome = 0; outcome < WP_N_ADVICE; outcome++)
      {
        const guint needs[WP_N_ADVICE] = { imap, imap, pop, pop, imap | pop };
        g_autoptr (WpProfile) profile = profile_with (protocols);

        g_assert_cmpint (wp_profile_can_follow (profile, (WpAdviceOutcome) outcome), ==,
                         needs[outcome] != 0 && (protocols & needs[outcome]) == needs[outcome]);
      }
}

static void
test_equal (void)
{
  const WpMailUse use = { WP_ADVICE_IMAP, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

  for (guint i = 0; i < sizeof use / sizeof (int); i++)
    {
      g_autoptr (WpProfile) one = profile_with (1), other = profile_with (1);

      one->use = other->use = use;
      g_assert_true (wp_profile_equal (one, other));
      ((int *) (void *) &other->use)[i]++;
      g_assert_false (wp_profile_equal (one, other));
    }
}

static void
test_folder_roles (void)
{
  static const char *const pairs[] = { "Sent", "Sent Items", "Trash", "\033[1mBin", NULL };
  g_autoptr (WpAccount) account = wp_account_new ("anna@example.org", NULL);
  g_autoptr (WpReport) report = wp_report_new (account);
  WpSource *source = wp_report_add_source (report, wp_source_new (WP_SOURCE_GIVEN, "x"));
  g_autoptr (WpProfile) profile = NULL, without = NULL;

  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    {
      WpEndpoint *endpoint = wp_endpoint_new ((WpProtocol) i, "a.example", 1, WP_TLS_IMPLICIT);
      WpService *service = wp_report_add_service (report, (WpProtocol) i);

      service->works = WP_WORKS_YES;
      service->candidate = wp_report_add_candidate (report, endpoint, source, WP_TRUST_USER)->id;
    }
  without = wp_profile_from_report (report, FALSE);
  wp_fields_set_map (report->facts, WP_KEY_SPECIAL_USE, pairs);
  profile = wp_profile_from_report (report, FALSE);
  g_assert_cmpuint (without->folder_roles->len, ==, 0);
  g_assert_cmpuint (profile->folder_roles->len, ==, 2);
  g_assert_cmpstr (wp_profile_folder (profile, "Sent"), ==, "Sent Items");
  g_assert_null (strchr (wp_profile_folder (profile, "Trash"), '\033'));
  g_assert_null (wp_profile_folder (profile, "Junk"));
  g_assert_false (wp_profile_equal (profile, without));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/profile-use/take-use", test_take_use);
  g_test_add_func ("/model/profile-use/again", test_again);
  g_test_add_func ("/model/profile-use/can-follow", test_can_follow);
  g_test_add_func ("/model/profile-use/equal", test_equal);
  g_test_add_func ("/model/profile-use/folder-roles", test_folder_roles);
  return g_test_run ();
}
