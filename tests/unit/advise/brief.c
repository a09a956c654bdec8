/* The three answers in a few words say what their sentences say, and a myth stands beside the
 * reasons that it belongs to. */
#include <string.h>

#include "facts.h"

#define USABLE "imap=ok pop=ok "
#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "

static const struct
{
  const char *facts;
  const char *where, *who_deletes, *second_copy;
} rows[] = {
  { USABLE "devices=2", "On the server", "Any device", "On each device" },
  { ALONE, "On the server", "This device, webmail", "On this device" },
  { ALONE "family-pc=yes", "On the server", "This device, webmail", "There is none" },
  { USABLE "devices=2 family-pc=yes", "On the server", "Any device", "On other devices" },
  { USABLE "devices=2 mailbox-gb=26", "On the server", "Any device", "Recent mail on devices" },
  { ALONE "legal=yes", "Server and one computer", "Any device, not the archive", "The backup" },
  { ALONE "legal=yes moving=yes", "On the server", "Any device, not the archive", "The archive" },
  { USABLE "devices=2 remove=yes lock-fear=yes backup=none", "On one computer",
    "Any device, not the archive", "There is none" },
  { ALONE "prefers=pop", "On one computer", "That computer", "{days} days on the server" },
  { ALONE "prefers=pop expire=2", "On one computer", "That computer", "One day on the server" },
  { "imap=off pop=ok devices=2", "On each computer", "Each its own copy",
    "{days} days on the server" },
  { ALONE "remove=yes", "On one computer", "That computer", "The backup" },
  { "imap=off pop=ok expire=0", "On one computer", "That computer", "Only a backup" },
  { ALONE "keep-all=yes", "On the server", "This device, webmail", "What was collected" },
  { "public-pc=yes", "On the server", "Who is signed in", "There is none" },
  { "imap=off pop=off", NULL, NULL, NULL },
  { "imap=blocked pop=blocked", NULL, NULL, NULL },
  { "devices=1 pop-devices=2", NULL, NULL, NULL },
};

static void
test_brief (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpSituation situation = situation_of (rows[i].facts);
      WpAdvice advice = advice_on (rows[i].facts);
      WpAdviceBrief brief = { NULL };

      g_test_message ("%s", rows[i].facts);
      g_assert_cmpint (wp_advise_brief (&situation, &advice, &brief), ==, rows[i].where != NULL);
      g_assert_cmpstr (brief.where, ==, rows[i].where);
      g_assert_cmpstr (brief.who_deletes, ==, rows[i].who_deletes);
      g_assert_cmpstr (brief.second_copy, ==, rows[i].second_copy);
    }
}

static void
test_myths (void)
{
  static const struct
  {
    const char *rule;
    const char *myth;
  } pairs[] = {
    { "U3", "pop-and-webmail" },
    { "U6", "slow-line-needs-pop" },
    { "U7", "offline-needs-pop" },
    { "U8", "server-is-backup" },
    { "U12", "pop-is-private" },
    { "U14", "pop-read-once" },
    { "M1", "pop-needs-no-space" },
    { "M2", "imap-downloads-everything" },
    { "U18", NULL },
    { "V0", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const WpAdviceReason reason = { pairs[i].rule, 0, 0, NULL };
      const WpMyth *myth = wp_myth_beside (&reason);

      g_assert_cmpstr (myth == NULL ? NULL : myth->id, ==, pairs[i].myth);
    }
}

/* Every rule that a myth stands beside is one of the table. */
static void
test_rules (void)
{
  WpSituation situation = situation_of (USABLE);
  WpAdviceRow table[WP_MOST_ROWS];
  guint count = wp_advise_table (&situation, table), with_myth = 0;
  const char *last = NULL;

  for (guint i = 0; i < count; i++)
    {
      if (g_strcmp0 (last, table[i].reason.rule) != 0)
        with_myth += wp_myth_beside (&table[i].reason) != NULL;
      last = table[i].reason.rule;
    }
  g_assert_cmpuint (with_myth, ==, 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/brief/answers", test_brief);
  g_test_add_func ("/advise/brief/myths", test_myths);
  g_test_add_func ("/advise/brief/rules", test_rules);
  return g_test_run ();
}
