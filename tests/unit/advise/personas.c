/* People in whole situations: what they should hear, how many points led there, how sure it is, and
 * what would change it. The situations are those of the reference for this advice; where it only
 * tells a story, the facts that give its points are chosen here and said beside it. */
#include <string.h>

#include "facts.h"

#define BOTH_WORK " imap=ok pop=ok"
#define NOT_SAID G_MININT

static const struct
{
  const char *name;
  const char *facts;
  const char *answer;
  int server, archive;
  const char *sure; /* NULL: it says nothing */
  const char *gate;
  guint modifiers;
  const char *flip, *flipped; /* one fact changed, and the answer then */
} people[] = {
  /* Announcing at once needs a server that can. */
  { "P01 phone and laptop", "devices=2 backup=none instant=yes idle=yes" BOTH_WORK, "imap", 9, 1,
    "high", NULL, 0, "keep-all=yes", "both" },
  /* The thirteenth point: the provider recommends IMAP. */
  { "P02 three devices, webmail, folders",
    "devices=3 webmail=often folders=yes backup=regular prefers=imap" BOTH_WORK, "imap", 13, 0,
    "high", NULL, 0, "quota=97", "imap-archive" },
  { "P03 retired, one computer", "devices=1 backup=none" BOTH_WORK, "imap", 2, 1, "medium", NULL, 0,
    "remove=yes", "pop-keep 7" },
  { "P04 archive of twenty years", "devices=1 backup=regular pop-archive=yes archive=yes" BOTH_WORK,
    "pop-keep 14", -3, 5, "medium", NULL, 0, "devices=2", "imap-archive" },
  { "P05 lawyer", "devices=1 backup=regular remove=yes" BOTH_WORK, "pop-delete", -5, 0, "high",
    NULL, 0, "backup=none", "pop-keep 7" },
  { "P07 lawyer without a backup", "devices=1 backup=none remove=yes" BOTH_WORK, "pop-keep 7", -3,
    1, "medium", NULL, 0, "backup=regular", "pop-delete" },
  { "P08 full, and stays so", "devices=1 backup=regular quota=97 quota-fixed=yes" BOTH_WORK,
    "pop-delete", -2, 3, "medium", NULL, 0, "quota=50", "imap" },
  /* Three staff are three devices; nobody speaks of a backup, and the point for none is in it. */
  { "P10 support@", "devices=3 people=several folders=yes backup=none" BOTH_WORK, "imap", 16, 1,
    "high", NULL, 0, "keep-all=yes", "both" },
  /* Three computers of an office are several people; what they collected is an archive. */
  { "P11 three computers by POP3",
    "devices=3 people=several pop-devices=3 pop-archive=yes backup=regular" BOTH_WORK, "imap", 14,
    2, "high", NULL, 0, "backup=none", "imap-archive" },
  /* "Must keep" is the law's word, and the wish. */
  { "P12 sole trader", "devices=2 backup=regular keep-all=yes legal=yes" BOTH_WORK, "both", 6, 8,
    "high", NULL, 0, "pop=off", "imap-archive" },
  { "P15 engineer, often offline", "devices=2 offline=often backup=none" BOTH_WORK, "imap", 7, 1,
    "high", NULL, WP_MODIFIER_FULL_OFFLINE_COPY, "archive=yes", "imap-archive" },
  /* Offline at sea takes the point back that paying by volume gives. */
  { "P16 sailor", "devices=1 link=metered offline=often backup=regular" BOTH_WORK, "imap", 0, 0,
    "low", NULL, WP_MODIFIER_RECENT_ONLY, "archive=yes", "pop-keep 14" },
  { "P18 only POP3", "devices=2 backup=none imap=off pop=ok", "pop-keep 30", 8, 1, "high", "G4", 0,
    "imap=ok", "imap" },
  { "P19 only POP3, which deletes", "devices=1 backup=none imap=off pop=ok expire=0", "pop-delete",
    2, 1, "high", "G5", 0, "imap=ok", "imap" },
  { "P21 iCloud by POP3", "devices=1 backup=regular imap=ok pop=off", "imap", 0, 0, "high", "G3", 0,
    "archive=yes", "imap-archive" },
  { "P22 Hotmail in Outlook (classic)", "client=outlook-classic imap=oauth pop=oauth", "none",
    NOT_SAID, NOT_SAID, "high", "G2", 0, "client=thunderbird", "imap" },
  { "P23 Gmail", "devices=2 folders=yes backup=none client=thunderbird imap=oauth pop=oauth",
    "imap", 10, 1, "high", NULL, 0, "archive=yes", "imap-archive" },
  { "P25 changes the host soon", "devices=2 moving=yes backup=regular" BOTH_WORK, "imap-archive", 7,
    3, "high", NULL, 0, "moving=no", "imap" },
  { "P27 everything twice", "devices=2 pop-devices=2 pop-archive=yes backup=none" BOTH_WORK,
    "imap-archive", 10, 3, "high", NULL, 0, "backup=regular", "imap" },
  { "P28 library", "public-pc=yes" BOTH_WORK, "webmail", NOT_SAID, NOT_SAID, "high", "G0", 0, NULL,
    NULL },
  { "P29 answered nothing", "imap=ok pop=ok", "imap", 2, 0, "low", NULL, 0, "archive=yes",
    "imap-archive" },
  { "P31 hotel", "imap=blocked pop=blocked", "need-test", NOT_SAID, NOT_SAID, NULL, "G1", 0, NULL,
    NULL },
  { "P32 Geary", "client=geary devices=1 backup=none" BOTH_WORK, "imap", 2, 1, "high", "G3", 0,
    NULL, NULL },
  { "P32 GNOME Online Accounts", "client=gnome-online-accounts devices=1 backup=none" BOTH_WORK,
    "imap", 2, 1, "high", "G3", 0, NULL, NULL },
  { "P34 POP3 without UIDL", "devices=2 backup=none imap=off pop=ok uidl=no", "pop-delete", 8, 1,
    "high", "G5", 0, NULL, NULL },
  /* The third point: a phone wants to hear of new mail at once. */
  { "P36 only a phone", "devices=1 backup=none instant=yes idle=yes" BOTH_WORK, "imap", 3, 1,
    "medium", NULL, 0, "remove=yes", "pop-keep 7" },
  { "P38 the provider prefers POP3", "devices=1 backup=regular prefers=pop" BOTH_WORK,
    "pop-keep 14", -1, 0, "low", NULL, 0, "webmail=sometimes", "imap" },
  { "P39 no password given", "devices=2 backup=regular", "imap", 6, 0, "medium", NULL, 0, NULL,
    NULL },
  { "P42 moving today", "devices=2 backup=none migrating=imap" BOTH_WORK, "imap", 11, 1, "high",
    NULL, 0, NULL, NULL },
  /* The example on the command line. */
  { "two devices, webmail, offline",
    "devices=2 webmail=often offline=often backup=regular" BOTH_WORK, "imap", 8, 0, "high", NULL,
    WP_MODIFIER_FULL_OFFLINE_COPY, "imap=fail", "pop-keep 30" },
};

static void
test_people (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      WpAdvice advice = advice_on (people[i].facts);

      g_test_message ("%s", people[i].name);
      assert_answer (people[i].facts, people[i].answer);
      if (people[i].server != NOT_SAID)
        {
          g_assert_cmpint (advice.server_points, ==, people[i].server);
          g_assert_cmpint (advice.archive_points, ==, people[i].archive);
        }
      if (people[i].sure != NULL)
        g_assert_cmpstr (wp_sure_id (advice.sure), ==, people[i].sure);
      g_assert_cmpstr (advice.gate, ==, people[i].gate);
      g_assert_cmpint (advice.is_forced, ==, people[i].gate != NULL);
      g_assert_cmpuint (advice.modifiers, ==, people[i].modifiers);
      if (people[i].flip != NULL)
        {
          g_autofree char *flipped = g_strconcat (people[i].facts, " ", people[i].flip, NULL);

          assert_answer (flipped, people[i].flipped);
        }
    }
}

/* The change that the reference names stands among the four, where not more than four outcomes or
 * facts compete: then one for each outcome is shown, and the first fact that leads there. */
static void
test_changes_named (void)
{
  static const struct
  {
    const char *name;
    WpFact fact;
    gint32 value;
  } named[] = {
    { "P01", WP_FACT_KEEP_ALL, 1 },        { "P03", WP_FACT_REMOVE, 1 },
    { "P04", WP_FACT_DEVICES, 2 },         { "P07", WP_FACT_BACKUP, WP_BACKUP_REGULAR },
    { "P10", WP_FACT_KEEP_ALL, 1 },        { "P11", WP_FACT_BACKUP, WP_BACKUP_NONE },
    { "P15", WP_FACT_ARCHIVE, 1 },         { "P16", WP_FACT_ARCHIVE, 1 },
    { "P18", WP_FACT_IMAP, WP_ACCESS_OK }, { "P19", WP_FACT_IMAP, WP_ACCESS_OK },
    { "P21", WP_FACT_ARCHIVE, 1 },         { "P23", WP_FACT_ARCHIVE, 1 },
    { "P25", WP_FACT_MOVING, 0 },          { "P27", WP_FACT_BACKUP, WP_BACKUP_REGULAR },
    { "P29", WP_FACT_ARCHIVE, 1 },         { "P36", WP_FACT_REMOVE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    for (guint p = 0; p < G_N_ELEMENTS (people); p++)
      if (g_str_has_prefix (people[p].name, named[i].name))
        {
          WpAdvice advice = advice_on (people[p].facts);
          gboolean is_there = FALSE;

          for (guint c = 0; c < advice.n_changes; c++)
            is_there |= advice.changes[c].fact == named[i].fact
                        && advice.changes[c].value == named[i].value;
          if (!is_there)
            g_error ("%s: %s is not among its changes", people[p].name, wp_fact_id (named[i].fact));
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/people", test_people);
  g_test_add_func ("/advise/people/changes", test_changes_named);
  return g_test_run ();
}
