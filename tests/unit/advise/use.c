/* What a mail program is told, and the card for the other choice. */
#include <string.h>

#include "facts.h"

#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "

static const struct
{
  const char *facts;
  const char *answer;
  int leave, days, delete_with_local, pop_minutes, minutes, copy, copy_days, archive, instant;
} rows[] = {
  { ALONE, "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { "imap=ok", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "family-pc=yes", "imap", 1, 0, 0, 10, 10, 0, -1, -1, 0 },
  { ALONE "link=slow webmail=often", "imap", 1, 0, 0, 10, 10, 2, 30, -1, 0 },
  { ALONE "mailbox-gb=26", "imap", 1, 0, 0, 10, 10, 2, 90, -1, 0 },
  { ALONE "devices=2 mailbox-gb=26 offline=often", "imap", 1, 0, 0, 10, 10, 2, 30, -1, 0 },
  { ALONE "devices=2 offline=often", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "legal=yes", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 365, 0 },
  { ALONE "devices=2 remove=yes", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 30, 0 },
  /* who leaves, or fears for the account, keeps all of it, not what is a year old */
  { ALONE "moving=yes", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 0, 0 },
  { ALONE "lock-fear=yes", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 0, 0 },
  { ALONE "moving=no lock-fear=no quota=85", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 365, 0 },
  { ALONE "devices=2 remove=yes moving=yes", "imap-archive", 1, 0, 0, 10, 10, 1, -1, 0, 0 },
  { ALONE "prefers=pop", "pop-keep 14", 1, 14, 1, 10, 10, -1, -1, -1, -1 },
  { ALONE "prefers=pop people=unknown", "pop-keep 14", 1, 14, 0, 10, 10, -1, -1, -1, -1 },
  { ALONE "prefers=pop webmail=unknown", "pop-keep 14", 1, 14, 0, 10, 10, -1, -1, -1, -1 },
  { "imap=off pop=ok people=one webmail=never backup=regular", "pop-keep 14", 1, 14, 0, 10, 10, -1,
    -1, -1, -1 },
  { ALONE "prefers=pop legal=yes", "pop-keep 14", 1, 14, 0, 10, 10, -1, -1, -1, -1 },
  { ALONE "imap=off keep-all=yes", "pop-keep 14", 1, 14, 0, 10, 10, -1, -1, -1, -1 },
  { "imap=off pop=ok devices=2", "pop-keep 30", 1, 30, 0, 10, 10, -1, -1, -1, -1 },
  /* LOGIN-DELAY is POP3's, and no program can be told more than a day */
  { ALONE "prefers=pop login-delay=600", "pop-keep 14", 1, 14, 1, 10, 10, -1, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=601", "pop-keep 14", 1, 14, 1, 11, 11, -1, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=3600", "pop-keep 14", 1, 14, 1, 60, 60, -1, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=86400", "pop-keep 14", 1, 14, 1, 1440, 1440, -1, -1, -1, -1 },
  { ALONE "prefers=pop login-delay=100020", "pop-keep 14", 1, 14, 1, 1440, 1440, -1, -1, -1, -1 },
  { ALONE "login-delay=100020", "imap", 1, 0, 0, 1440, 10, 1, -1, -1, 0 },
  { ALONE "login-delay=1200", "imap", 1, 0, 0, 20, 10, 1, -1, -1, 0 },
  { ALONE "legal=yes login-delay=1200", "imap-archive", 1, 0, 0, 20, 10, 1, -1, 365, 0 },
  { ALONE "remove=yes", "pop-delete", 0, -1, 0, 10, 10, -1, -1, -1, -1 },
  { "imap=off pop=ok uidl=no", "pop-delete", 0, -1, 0, 10, 10, -1, -1, -1, -1 },
  { ALONE "keep-all=yes", "both", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "keep-all=yes login-delay=1200", "both", 1, 0, 0, 20, 20, 1, -1, -1, 0 },
  /* where each look costs, look less often; but a collector must not miss what others delete */
  { ALONE "link=metered", "imap", 1, 0, 0, 30, 30, 2, 30, -1, 0 },
  { ALONE "link=metered archive=yes", "pop-keep 14", 1, 14, 1, 30, 30, -1, -1, -1, -1 },
  { ALONE "link=metered login-delay=3600 archive=yes", "pop-keep 14", 1, 14, 1, 60, 60, -1, -1, -1,
    -1 },
  { ALONE "link=metered keep-all=yes", "both", 1, 0, 0, 10, 10, 2, 30, -1, 0 },
  /* announced, where that is wished and was measured */
  { ALONE "instant=yes idle=yes", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 1 },
  { ALONE "instant=yes idle=no", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "instant=yes", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "idle=yes", "imap", 1, 0, 0, 10, 10, 1, -1, -1, 0 },
  { ALONE "keep-all=yes instant=yes idle=yes", "both", 1, 0, 0, 10, 10, 1, -1, -1, 1 },
  { ALONE "prefers=pop imap=off instant=yes idle=yes", "pop-keep 14", 1, 14, 1, 10, 10, -1, -1, -1,
    -1 },
  { "public-pc=yes", "webmail", -1, -1, -1, -1, -1, -1, -1, -1, -1 },
  { "imap=off pop=off", "none", -1, -1, -1, -1, -1, -1, -1, -1, -1 },
  { "imap=blocked pop=blocked", "need-test", -1, -1, -1, -1, -1, -1, -1, -1, -1 },
  { "devices=1 pop-devices=2", "unclear", -1, -1, -1, -1, -1, -1, -1, -1, -1 },
};

static void
test_use (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpSituation situation = situation_of (rows[i].facts);
      WpAdvice advice;
      WpMailUse use;

      g_test_message ("%s", rows[i].facts);
      assert_answer (rows[i].facts, rows[i].answer);
      wp_advise (&situation, &advice);
      wp_advise_use (&situation, &advice, &use);
      g_assert_cmpint (use.outcome, ==, advice.outcome);
      g_assert_cmpint (use.leave_on_server, ==, rows[i].leave);
      g_assert_cmpint (use.days_on_server, ==, rows[i].days);
      g_assert_cmpint (use.delete_with_local, ==, rows[i].delete_with_local);
      g_assert_cmpint (use.pop_check_minutes, ==, rows[i].pop_minutes);
      g_assert_cmpint (use.check_minutes, ==, rows[i].minutes);
      g_assert_cmpint (use.offline_copy, ==, rows[i].copy);
      g_assert_cmpint (use.offline_days, ==, rows[i].copy_days);
      g_assert_cmpint (use.archive_after_days, ==, rows[i].archive);
      g_assert_cmpint (use.instant, ==, rows[i].instant);
    }
}

static void
test_other (void)
{
  static const struct
  {
    const char *facts;
    const char *answer;
    const char *other;
  } cases[] = {
    { ALONE, "imap", "pop-keep" },
    { ALONE "devices=2", "imap", "pop-keep" },
    { ALONE "uidl=no", "imap", "unclear" }, /* POP3 would empty the server: not offered */
    { ALONE "devices=2 uidl=no remove=yes", "imap-archive", "unclear" },
    { ALONE "pop=off", "imap", "unclear" },
    { ALONE "prefers=pop", "pop-keep 14", "imap" },
    { ALONE "prefers=pop archive=yes", "pop-keep 14", "imap-archive" },
    { ALONE "remove=yes", "pop-delete", "imap-archive" },
    { ALONE "keep-all=yes", "both", "pop-keep" },
    { ALONE "imap=off", "pop-keep 14", "unclear" },
    { "public-pc=yes imap=ok pop=ok", "webmail", "unclear" },
    { "imap=off pop=off", "none", "unclear" },
    { "devices=1 pop-devices=2", "unclear", "unclear" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice advice;

      g_test_message ("%s", cases[i].facts);
      assert_answer (cases[i].facts, cases[i].answer);
      wp_advise (&situation, &advice);
      g_assert_cmpstr (wp_advice_id (wp_advise_other (&situation, &advice)), ==, cases[i].other);
    }
}

static void
test_instead (void)
{
  static const struct
  {
    const char *facts;
    WpAdviceOutcome outcome;
    gboolean is_possible;
    guint days;
    const char *vetoes;
    const char *sure;
  } cases[] = {
    { ALONE, WP_ADVICE_POP_KEEP, TRUE, 14, "", "low" },
    { ALONE "devices=2", WP_ADVICE_POP_KEEP, TRUE, 30, "V0", "medium" },
    { ALONE "devices=2 backup=none", WP_ADVICE_POP_KEEP, TRUE, 30, "V0 V6", "medium" },
    { ALONE "backup=none", WP_ADVICE_POP_DELETE, TRUE, 0, "V3 V6", "medium" },
    { ALONE "uidl=no", WP_ADVICE_BOTH, TRUE, 0, "V4", "medium" },
    { ALONE "remove=yes", WP_ADVICE_BOTH, TRUE, 0, "V5", "medium" },
    { ALONE "prefers=pop", WP_ADVICE_IMAP, TRUE, 0, "", "low" },
    { ALONE "pop=off", WP_ADVICE_POP_KEEP, FALSE, 0, NULL, NULL },
    { ALONE "pop=off", WP_ADVICE_BOTH, FALSE, 0, NULL, NULL },
    { ALONE "imap=off", WP_ADVICE_BOTH, FALSE, 0, NULL, NULL },
    { ALONE "client=geary", WP_ADVICE_POP_DELETE, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_WEBMAIL, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_NONE, FALSE, 0, NULL, NULL },
    { ALONE, WP_ADVICE_UNCLEAR, FALSE, 0, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpSituation situation = situation_of (cases[i].facts);
      WpAdvice before, card;
      g_autofree char *vetoes = NULL;

      memset (&card, 0x55, sizeof card);
      before = card;
      g_test_message ("%s, %s", cases[i].facts, wp_advice_id (cases[i].outcome));
      g_assert_cmpint (wp_advise_instead (&situation, cases[i].outcome, &card), ==,
                       cases[i].is_possible);
      if (!cases[i].is_possible)
        {
          g_assert_cmpmem (&card, sizeof card, &before, sizeof before);
          continue;
        }
      vetoes = veto_ids (&card);
      g_assert_cmpint (card.outcome, ==, cases[i].outcome);
      g_assert_cmpuint (card.days, ==, cases[i].days);
      g_assert_cmpstr (vetoes, ==, cases[i].vetoes);
      g_assert_cmpstr (wp_sure_id (card.sure), ==, cases[i].sure);
      g_assert_null (card.gate);
      g_assert_true (card.is_chosen);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/use", test_use);
  g_test_add_func ("/advise/other", test_other);
  g_test_add_func ("/advise/instead", test_instead);
  return g_test_run ();
}
