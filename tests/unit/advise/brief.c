/* The three answers in a few words say what their sentences say; what is lost and how sure an
 * answer is is said as it is; and a myth stands beside the reasons that it belongs to. */
#include <string.h>

#include "facts.h"

#define USABLE "imap=ok pop=ok "
#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "

static const struct
{
  const char *facts;
  const char *where, *who_deletes, *second_copy;
} rows[] = {
  { USABLE "devices=2", "On the server", "Any device", "On each device, not a backup" },
  { ALONE, "On the server", "This device, webmail", "On this device, not a backup" },
  { ALONE "family-pc=yes", "On the server", "This device, webmail", "There is none" },
  { USABLE "devices=2 family-pc=yes", "On the server", "Any device",
    "On other devices, not a backup" },
  { USABLE "devices=2 mailbox-gb=26", "On the server", "Any device",
    "Recent mail on devices, not a backup" },
  { USABLE "devices=1 mailbox-gb=26", "On the server", "This device, webmail",
    "Recent mail on this device, not a backup" },
  { ALONE "legal=yes", "Server and one computer", "This device, webmail; not the archive",
    "The backup" },
  { ALONE "legal=yes moving=yes", "On the server", "This device, webmail; not the archive",
    "The archive" },
  { USABLE "devices=2 remove=yes lock-fear=yes backup=none", "On one computer",
    "Any device, not the archive", "There is none" },
  { ALONE "prefers=pop", "On one computer", "That computer",
    "{days} days on the server, then the backup" },
  { ALONE "prefers=pop expire=2", "On one computer", "That computer",
    "One day on the server, then the backup" },
  /* One computer collects, and the phone sees what the server has; unless it is told otherwise. */
  { "imap=off pop=ok devices=2", "On one computer", "That computer",
    "{days} days on the server, then only a backup" },
  { "imap=off pop=ok devices=2 backup=none expire=2", "On one computer", "That computer",
    "One day on the server, then none" },
  { "imap=off pop=ok devices=2 pop-devices=2", "On each computer", "Each its own copy",
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

/* What is lost, and when: with the outcome that is named, whatever is advised. */
static const struct
{
  const char *facts;
  WpAdviceOutcome outcome;
  WpWhatIf event;
  WpFate newest, oldest;
} fates[] = {
  /* Nothing that is there goes when the mailbox is full, and what comes goes back. */
  { USABLE "devices=2", WP_ADVICE_IMAP, WP_IF_FULL, WP_FATE_RETURNED, WP_FATE_STAYS },
  { USABLE "devices=2", WP_ADVICE_POP_KEEP, WP_IF_FULL, WP_FATE_RETURNED, WP_FATE_STAYS },
  { ALONE, WP_ADVICE_POP_DELETE, WP_IF_FULL, WP_FATE_STAYS, WP_FATE_STAYS },
  { USABLE "devices=2 keep-all=yes", WP_ADVICE_BOTH, WP_IF_FULL, WP_FATE_RETURNED, WP_FATE_STAYS },
  /* What was on the computer alone goes with it. */
  { USABLE "devices=2", WP_ADVICE_IMAP, WP_IF_BROKEN, WP_FATE_STAYS, WP_FATE_STAYS },
  { USABLE "devices=2", WP_ADVICE_POP_KEEP, WP_IF_BROKEN, WP_FATE_STAYS, WP_FATE_LOST },
  { ALONE, WP_ADVICE_POP_KEEP, WP_IF_BROKEN, WP_FATE_STAYS, WP_FATE_BACKUP },
  { ALONE "devices=2 pop-devices=2", WP_ADVICE_POP_KEEP, WP_IF_BROKEN, WP_FATE_STAYS,
    WP_FATE_STAYS },
  { ALONE, WP_ADVICE_POP_DELETE, WP_IF_BROKEN, WP_FATE_BACKUP, WP_FATE_BACKUP },
  { ALONE "backup=none", WP_ADVICE_POP_DELETE, WP_IF_BROKEN, WP_FATE_LOST, WP_FATE_LOST },
  { ALONE "backup=unknown", WP_ADVICE_POP_DELETE, WP_IF_BROKEN, WP_FATE_LOST, WP_FATE_LOST },
  { USABLE "devices=2 archive=yes", WP_ADVICE_IMAP_ARCHIVE, WP_IF_BROKEN, WP_FATE_STAYS,
    WP_FATE_LOST },
  { ALONE "archive=yes", WP_ADVICE_IMAP_ARCHIVE, WP_IF_BROKEN, WP_FATE_STAYS, WP_FATE_BACKUP },
  { USABLE "devices=2 moving=yes", WP_ADVICE_IMAP_ARCHIVE, WP_IF_BROKEN, WP_FATE_STAYS,
    WP_FATE_STAYS },
  { USABLE "devices=2 keep-all=yes", WP_ADVICE_BOTH, WP_IF_BROKEN, WP_FATE_STAYS, WP_FATE_STAYS },
  /* By IMAP a deletion is everybody's; what one computer keeps apart stays. */
  { USABLE "devices=2", WP_ADVICE_IMAP, WP_IF_DELETED, WP_FATE_TRASH, WP_FATE_STAYS },
  { USABLE "devices=2 archive=yes", WP_ADVICE_IMAP_ARCHIVE, WP_IF_DELETED, WP_FATE_TRASH,
    WP_FATE_STAYS },
  { USABLE "devices=2 moving=yes", WP_ADVICE_IMAP_ARCHIVE, WP_IF_DELETED, WP_FATE_STAYS,
    WP_FATE_STAYS },
  { USABLE "devices=2 keep-all=yes", WP_ADVICE_BOTH, WP_IF_DELETED, WP_FATE_STAYS, WP_FATE_STAYS },
  { USABLE "devices=2", WP_ADVICE_POP_KEEP, WP_IF_DELETED, WP_FATE_STAYS, WP_FATE_STAYS },
  { ALONE, WP_ADVICE_POP_KEEP, WP_IF_DELETED, WP_FATE_TRASH, WP_FATE_STAYS },
  { ALONE "webmail=often", WP_ADVICE_POP_KEEP, WP_IF_DELETED, WP_FATE_STAYS, WP_FATE_STAYS },
  { ALONE, WP_ADVICE_POP_DELETE, WP_IF_DELETED, WP_FATE_TRASH, WP_FATE_STAYS },
  /* Out of reach is not lost. */
  { ALONE "family-pc=yes", WP_ADVICE_IMAP, WP_IF_LOCKED, WP_FATE_STAYS, WP_FATE_STAYS },
  { ALONE, WP_ADVICE_POP_DELETE, WP_IF_NO_LINE, WP_FATE_STAYS, WP_FATE_STAYS },
  { USABLE "devices=2", WP_ADVICE_POP_KEEP, WP_IF_MOVED, WP_FATE_STAYS, WP_FATE_STAYS },
};

static void
test_fates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      WpSituation situation = situation_of (fates[i].facts);
      WpAdvice advice;

      g_test_message ("%u: %s", i, fates[i].facts);
      g_assert_true (wp_advise_instead (&situation, fates[i].outcome, &advice));
      g_assert_cmpuint (wp_advise_fate (&situation, &advice, fates[i].event, FALSE), ==,
                        fates[i].newest);
      g_assert_cmpuint (wp_advise_fate (&situation, &advice, fates[i].event, TRUE), ==,
                        fates[i].oldest);
    }
}

/* How sure, in words, and why it is no surer. */
static void
test_sure (void)
{
  static const struct
  {
    const char *facts;
    const char *label, *why;
  } cases[] = {
    { ALONE "devices=3", "Very sure", "Much more speaks for it" },
    { ALONE "webmail=sometimes", "Fairly sure", "Somewhat more" },
    { USABLE "devices=3 people=several webmail=often", "Fairly sure", "whether there is a backup" },
    { USABLE "backup=regular", "A close call", "how many devices" },
    { ALONE, "A close call", "Hardly more" },
    { "devices=3 backup=regular", "Fairly sure, but not tested", "a login by IMAP" },
    { "imap=ok pop=off", "Very sure", "nothing to choose from" },
    { "imap=blocked pop=ok", "Fairly sure", "From this network" },
    { "public-pc=yes imap=ok", "Very sure", "public computer" },
    { ALONE "prefers=pop offline=often link=slow devices=2 remove=yes", "Fairly sure",
      "A rule decides" },
    { "imap=off pop=off", NULL, NULL },
    { "devices=1 pop-devices=2", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice = advice_on (cases[i].facts);
      WpAdviceSureText text;

      g_test_message ("%s", cases[i].facts);
      wp_advise_sure_text (&situation, &advice, wp_advise_is_tested (&situation), &text);
      g_assert_cmpint (text.why == NULL, ==, cases[i].why == NULL);
      if (cases[i].why == NULL)
        continue;
      g_assert_cmpstr (text.label, ==, cases[i].label);
      g_assert_true (g_unichar_isupper (g_utf8_get_char (text.label)));
      g_assert_cmpint (g_ascii_strcasecmp (text.label, text.words), ==, 0);
      g_assert_nonnull (strstr (text.why, cases[i].why));
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
  g_test_add_func ("/advise/brief/fates", test_fates);
  g_test_add_func ("/advise/brief/sure", test_sure);
  g_test_add_func ("/advise/brief/myths", test_myths);
  g_test_add_func ("/advise/brief/rules", test_rules);
  return g_test_run ();
}
