/* Gates, vetoes, orders, days, modifiers, confidence, contradictions: a row each, with its
 * neighbours just over and under the edge. */
#include <string.h>

#include "facts.h"

/* One computer, one person, a backup, both protocols proven: the ground that rows change. */
#define ALONE "devices=1 people=one webmail=never backup=regular imap=ok pop=ok "
#define FILES ALONE "archive=yes pop-archive=yes " /* S = -3, A = 5: POP3 */

static const struct
{
  const char *facts;
  const char *answer;
  const char *vetoes; /* with the gate that forced it; NULL: not looked at */
} rows[] = {
  /* G0 before everything that can be measured */
  { ALONE "public-pc=yes", "webmail", "G0" },
  { "public-pc=yes imap=blocked pop=blocked", "webmail", "G0" },
  { "public-pc=no", "imap", "" },
  /* G1: blocked says nothing of the protocol, so one is enough where no other can be used */
  { "imap=blocked pop=blocked", "need-test", "G1" },
  { "imap=blocked pop=off", "need-test", "G1" },
  { "imap=off pop=blocked", "need-test", "G1" },
  { "imap=blocked pop=ok", "pop-keep 30", "G4" },
  { "imap=ok pop=blocked", "imap", "G3" },
  { "imap=blocked client=geary", "need-test", "G1" },
  { "imap=off pop=blocked client=geary", "none", "G2" },
  /* G2 */
  { "imap=off pop=off", "none", "G2" },
  { "imap=no-tls pop=fail", "none", "G2" },
  { "imap=fail pop=no-tls", "none", "G2" },
  { "imap=off pop=ok client=geary", "none", "G2" },
  { "imap=oauth pop=oauth client=outlook-classic", "none", "G2" },
  { "imap=oauth pop=oauth client=delta-chat", "none", "G2" },
  { "imap=oauth pop=oauth", "imap", "" },
  { "imap=oauth pop=oauth client=thunderbird", "imap", "" },
  /* G3, G4: a sign-in that the program cannot do for one of the two */
  { FILES "imap=oauth pop=oauth client=thunderbird-android", "imap-archive", "G3" },
  { FILES "client=geary", "imap-archive", "G3" },
  { "imap=no-tls pop=ok", "pop-keep 30", "G4" },
  { "imap=oauth pop=ok client=outlook-classic", "pop-keep 30", "G4" },
  { "devices=1 people=one webmail=never backup=regular imap=off pop=ok", "pop-keep 14", "G4" },
  { "remove=yes devices=1 backup=regular imap=off pop=ok", "pop-delete", "G4" },
  { "remove=yes devices=1 backup=none imap=off pop=ok", "pop-keep 7", "G4 V3" },
  { "remove=yes devices=2 backup=regular imap=off pop=ok", "pop-keep 7", "G4 V1" },
  /* G5 */
  { "imap=off pop=ok expire=0", "pop-delete", "G5" },
  { "imap=off pop=ok uidl=no", "pop-delete", "G5" },
  { "imap=off pop=ok uidl=yes expire=1", "pop-keep 1", "G4" },
  { "imap=off pop=ok uidl=no devices=3 people=several webmail=often keep-all=yes legal=yes",
    "pop-delete", "G5" },
  { "imap=off pop=ok expire=never", "pop-keep 30", "G4" },
  /* the family: a tie is IMAP */
  { ALONE, "imap", "" },
  { ALONE "prefers=pop", "pop-keep 14", "" },
  { ALONE "offline=often", "pop-keep 14", "" },
  { ALONE "prefers=pop link=metered", "imap", "" },
  /* V0 */
  { FILES "devices=2 remove=yes", "imap-archive", "V0" },
  { FILES "people=several remove=yes", "imap-archive", "V0" },
  { FILES "devices=unknown pop-devices=2 remove=yes", "imap-archive", "V0" },
  { FILES "devices=unknown pop-devices=1 remove=yes", "pop-delete", "" },
  { ALONE "people=several archive=yes migrating=pop", "imap-archive", "" },
  /* V1 */
  { ALONE "remove=yes webmail=sometimes", "pop-keep 7", "V1" },
  { ALONE "remove=yes webmail=often", "pop-keep 7", "V1" },
  { ALONE "remove=yes webmail=unknown", "pop-delete", "" },
  /* V2 */
  { ALONE "remove=yes keep-all=yes", "pop-keep 7", "V2" },
  { ALONE "remove=yes legal=yes", "pop-keep 7", "V2" },
  { ALONE "remove=yes keep-all=yes legal=yes webmail=sometimes backup=none", "pop-keep 7",
    "V1 V2 V3" },
  /* V3: what is not known is no backup */
  { ALONE "remove=yes backup=none", "pop-keep 7", "V3" },
  { ALONE "remove=yes backup=unknown", "pop-keep 7", "V3" },
  { ALONE "quota=95 quota-fixed=yes", "pop-delete", "" },
  { ALONE "quota=95 quota-fixed=yes backup=none prefers=pop migrating=pop", "pop-keep 3", "V3" },
  { ALONE "quota=94 quota-fixed=yes prefers=pop", "pop-keep 7", "" },
  { ALONE "quota=95 prefers=pop", "pop-keep 3", "" },
  /* V4 */
  { FILES "expire=0", "imap-archive", "V4" },
  { FILES "uidl=no", "imap-archive", "V4" },
  { ALONE "prefers=pop uidl=no", "imap", "V4" },
  { ALONE "prefers=pop uidl=no remove=yes", "pop-delete", "" },
  { ALONE "keep-all=yes uidl=no", "imap-archive", "V4" },
  { ALONE "keep-all=yes expire=0", "imap-archive", "V4" },
  { ALONE "remove=yes uidl=no backup=none", "imap-archive", "V3 V4" },
  /* V5 holds where privacy has not chosen another order already */
  { ALONE "keep-all=yes devices=3 remove=yes", "imap-archive", "" },
  /* V6 */
  { FILES "backup=none", "imap-archive", "V6" },
  { FILES "backup=unknown", "pop-keep 30", "" },
  { FILES "backup=none remove=yes", "pop-keep 7", "V3" },
  { FILES "backup=none quota=95 quota-fixed=yes", "pop-keep 3", "V3" },
  { FILES "backup=none quota=95", "imap-archive", "V6" },
  { FILES "backup=none devices=2 migrating=pop", "imap-archive", "" },
  { FILES "backup=none devices=2 migrating=pop offline=often prefers=pop link=slow", "imap-archive",
    "V0 V6" },
  /* without the veto of the family POP3 would be out all the same: it changed nothing */
  { FILES "backup=none uidl=no", "imap-archive", "" },
  /* the order of the IMAP family */
  { ALONE "keep-all=yes", "both", "" },
  { ALONE "keep-all=yes pop=off", "imap-archive", "G3" },
  { ALONE "legal=yes", "imap-archive", "" },
  { ALONE "lock-fear=yes", "imap-archive", "" },
  { ALONE "mailbox-gb=25.001", "imap", "" },
  { ALONE "mailbox-gb=25.001 largest-folder=100001", "imap-archive", "" },
  { ALONE "mailbox-gb=25 largest-folder=100001", "imap", "" },
  { ALONE "mailbox-gb=25.001 largest-folder=100000", "imap", "" },
  { ALONE "devices=2 remove=yes", "imap-archive", "" },
  { ALONE "quota=80", "imap-archive", "" },
  { ALONE "quota=79", "imap", "" },
  /* who is at IMAP or POP3 on the day of a move stays there */
  { ALONE "migrating=pop", "pop-keep 14", "" },
  { ALONE "migrating=imap", "imap", "" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WpAdvice advice = advice_on (rows[i].facts);
      g_autofree char *vetoes = veto_ids (&advice);

      assert_answer (rows[i].facts, rows[i].answer);
      if (rows[i].vetoes != NULL && !g_str_equal (vetoes, rows[i].vetoes))
        g_error ("%s: vetoes '%s', expected '%s'", rows[i].facts, vetoes, rows[i].vetoes);
      for (guint v = 0; v < advice.n_vetoes; v++)
        g_assert_nonnull (advice.vetoes[v].text);
    }
}

/* POP3 and nothing else, so that only the days differ. */
#define COLLECTS "imap=off pop=ok devices=1 people=one webmail=never backup=regular "

static void
test_days (void)
{
  static const struct
  {
    const char *facts;
    guint days;
  } cases[] = {
    { COLLECTS, 14 },
    { "imap=off pop=ok backup=regular", 14 },
    { "imap=off pop=ok", 30 },
    { COLLECTS "webmail=sometimes", 30 },
    { COLLECTS "webmail=often", 30 },
    { COLLECTS "people=several", 30 },
    { COLLECTS "devices=2", 30 },
    { COLLECTS "devices=unknown pop-devices=2", 30 },
    { COLLECTS "pop-devices=1", 14 },
    { COLLECTS "backup=none", 30 },
    { COLLECTS "backup=unknown", 30 },
    { COLLECTS "remove=yes webmail=often", 7 },
    { COLLECTS "quota=79", 14 },
    { COLLECTS "quota=80", 7 },
    { COLLECTS "quota=94 devices=3", 7 },
    { COLLECTS "quota=95", 3 },
    { COLLECTS "quota=1000 remove=yes legal=yes", 3 },
    { COLLECTS "expire=15", 14 },
    { COLLECTS "expire=14", 13 },
    { COLLECTS "expire=2", 1 },
    { COLLECTS "expire=1", 1 }, /* the least there is: 0 means for ever to most programs */
    { COLLECTS "expire=3 quota=95", 2 },
    { COLLECTS "expire=31 backup=none", 30 },
    { COLLECTS "expire=never", 14 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = answer_id (WP_ADVICE_POP_KEEP, cases[i].days);

      assert_answer (cases[i].facts, answer);
    }
}

static void
test_modifiers (void)
{
  static const struct
  {
    const char *facts;
    const char *answer;
    guint modifiers;
  } cases[] = {
    { ALONE "offline=never", "imap", 0 },
    { ALONE "devices=2 offline=often", "imap", WP_MODIFIER_FULL_OFFLINE_COPY },
    { ALONE "devices=2 link=slow", "imap", WP_MODIFIER_RECENT_ONLY },
    { ALONE "link=metered", "imap", WP_MODIFIER_RECENT_ONLY },
    { ALONE "devices=2 link=metered offline=often", "imap", WP_MODIFIER_RECENT_ONLY },
    { ALONE "mailbox-gb=25.001", "imap", WP_MODIFIER_RECENT_ONLY },
    { ALONE "mailbox-gb=25", "imap", 0 },
    { ALONE "family-pc=yes", "imap", WP_MODIFIER_NO_OFFLINE_COPY },
    { ALONE "family-pc=yes offline=often link=metered", "imap", WP_MODIFIER_NO_OFFLINE_COPY },
    { ALONE "devices=2 quota=95", "imap-archive", WP_MODIFIER_MAKE_ROOM_FIRST },
    { ALONE "quota=94", "imap-archive", 0 },
    { ALONE "prefers=pop quota=95", "pop-keep 3", WP_MODIFIER_MAKE_ROOM_FIRST },
    { ALONE "quota=95 quota-fixed=yes", "pop-delete", 0 }, /* collecting makes the room */
    { ALONE "login-delay=60", "imap", 0 },
    { ALONE "prefers=pop login-delay=60", "pop-keep 14", WP_MODIFIER_CHECK_INTERVAL },
    { ALONE "prefers=pop login-delay=0", "pop-keep 14", 0 },
    { ALONE "keep-all=yes login-delay=1", "both", WP_MODIFIER_CHECK_INTERVAL },
    { ALONE "prefers=pop offline=often family-pc=no link=slow", "pop-keep 14", 0 },
    { "public-pc=yes offline=often quota=99 login-delay=60", "webmail", 0 },
    { "imap=off pop=off offline=often quota=99 login-delay=60", "none", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      g_test_message ("%s", cases[i].facts);
      assert_answer (cases[i].facts, cases[i].answer);
      g_assert_cmpuint (advice.modifiers, ==, cases[i].modifiers);
    }
}

static void
test_sure (void)
{
  static const struct
  {
    const char *facts;
    int points;
    const char *sure;
  } cases[] = {
    { ALONE "devices=2", 6, "high" },
    { ALONE "webmail=sometimes folders=yes", 4, "high" },
    { ALONE "webmail=often", 3, "medium" },
    { ALONE "webmail=sometimes", 2, "medium" },
    { ALONE "link=metered", 1, "low" },
    { ALONE, 0, "low" },
    { ALONE "offline=often", -1, "low" },
    { ALONE "archive=yes", -2, "medium" },
    { FILES, -3, "medium" },
    { FILES "prefers=pop", -4, "high" },
    /* a step down, one only, where something is not known */
    { ALONE "devices=2 backup=unknown", 6, "medium" },
    { ALONE "devices=unknown webmail=often folders=yes", 7, "medium" },
    { ALONE "devices=2 imap=unknown", 6, "medium" },
    { ALONE "devices=2 pop=unknown", 6, "medium" },
    { "devices=2", 6, "medium" },
    { ALONE "webmail=often pop=unknown imap=unknown", 3, "low" },
    { ALONE "link=metered imap=unknown", 1, "low" },
    /* "either works" is not said where the other is vetoed */
    { ALONE "backup=none offline=often", 1, "medium" },
    { ALONE "uidl=no", 0, "medium" },
    { ALONE "uidl=no backup=none offline=often", 1, "medium" },
    /* a veto beat the points: they do not say how sure it is */
    { FILES "backup=none", -1, "medium" },
    { FILES "backup=none migrating=pop", -4, "medium" },
    { FILES "devices=2 remove=yes", -2, "medium" },
    { FILES "expire=0 migrating=pop", -6, "medium" },
    /* and are a step less so where something is not known */
    { FILES "backup=none imap=unknown", -1, "low" },
    { FILES "devices=2 remove=yes pop=unknown", -2, "low" },
    { FILES "devices=unknown backup=none", 1, "medium" },
    { FILES "devices=unknown backup=none migrating=pop", -2, "low" },
    /* a gate leaves nothing to doubt, unless another network would open the other way */
    { "imap=off pop=ok", 2, "high" },
    { "imap=blocked pop=ok", 2, "medium" },
    { "imap=ok pop=blocked", 2, "medium" },
    { "imap=blocked pop=ok uidl=no", 2, "medium" },
    { "imap=ok pop=blocked client=geary", 2, "high" },
    { "imap=off pop=off", 2, "high" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      g_test_message ("%s", cases[i].facts);
      g_assert_cmpint (advice.server_points, ==, cases[i].points);
      g_assert_cmpstr (wp_sure_id (advice.sure), ==, cases[i].sure);
    }
}

/* What another network may bring stands among what would change the answer, however many other
 * answers there are. */
static void
test_network_change (void)
{
  static const struct
  {
    const char *facts;
    WpFact blocked;
    gboolean is_there;
  } cases[] = {
    { ALONE "imap=blocked", WP_FACT_IMAP, TRUE },
    { ALONE "devices=2 people=several imap=blocked quota=96 quota-fixed=yes expire=9", WP_FACT_IMAP,
      TRUE },
    { ALONE "imap=blocked uidl=no", WP_FACT_IMAP, TRUE },
    { FILES "pop=blocked", WP_FACT_POP, TRUE },
    { FILES "pop=blocked keep-all=yes", WP_FACT_POP, TRUE },
    { FILES "imap=blocked", WP_FACT_IMAP, FALSE }, /* POP3 it would be all the same */
    { ALONE "devices=2 pop=blocked", WP_FACT_POP, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);
      gboolean is_there = FALSE;

      g_test_message ("%s", cases[i].facts);
      g_assert_cmpstr (wp_sure_id (advice.sure), ==, "medium");
      for (guint c = 0; c < advice.n_changes; c++)
        is_there |= advice.changes[c].fact == cases[i].blocked
                    && advice.changes[c].value == WP_ACCESS_OK;
      g_assert_cmpint (is_there, ==, cases[i].is_there);
    }
}

static void
test_conflicts (void)
{
  static const struct
  {
    const char *facts;
    const char *answer;
    WpFact one, other;
  } cases[] = {
    { ALONE "pop-devices=2", "unclear", WP_FACT_DEVICES, WP_FACT_POP_DEVICES },
    { ALONE "pop-devices=1", "imap", 0, 0 },
    { ALONE "devices=2 pop-devices=3", "unclear", WP_FACT_DEVICES, WP_FACT_POP_DEVICES },
    { ALONE "devices=2 pop-devices=2", "imap", 0, 0 },
    { ALONE "devices=3 pop-devices=99", "imap", 0, 0 },
    { ALONE "devices=unknown pop-devices=99", "imap", 0, 0 },
    { ALONE "migrating=pop pop-devices=0", "unclear", WP_FACT_MIGRATING, WP_FACT_POP_DEVICES },
    { ALONE "migrating=pop pop-devices=1", "pop-keep 14", 0, 0 },
    { ALONE "migrating=imap pop-devices=0", "imap", 0, 0 },
    /* before every gate */
    { "public-pc=yes devices=1 pop-devices=2", "unclear", WP_FACT_DEVICES, WP_FACT_POP_DEVICES },
    { "imap=blocked pop=blocked devices=1 pop-devices=2", "unclear", WP_FACT_DEVICES,
      WP_FACT_POP_DEVICES },
    /* odd, but possible */
    { ALONE "people=several", "imap", 0, 0 },
    { ALONE "public-pc=yes family-pc=yes archive=yes", "webmail", 0, 0 },
    { ALONE "remove=yes webmail=often legal=yes", "pop-keep 7", 0, 0 },
    { ALONE "role=alias", "imap", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      assert_answer (cases[i].facts, cases[i].answer);
      if (advice.outcome != WP_ADVICE_UNCLEAR)
        {
          g_assert_null (wp_advise_conflict_text (&advice));
          continue;
        }
      g_assert_cmpint (advice.conflict[0], ==, cases[i].one);
      g_assert_cmpint (advice.conflict[1], ==, cases[i].other);
      g_assert_nonnull (wp_advise_conflict_text (&advice));
      g_assert_nonnull (wp_advise_question (advice.conflict[0]));
      g_assert_nonnull (wp_advise_question (advice.conflict[1]));
      g_assert_cmpuint (advice.n_changes, ==, 0);
      g_assert_cmpuint (advice.n_vetoes, ==, 0);
      g_assert_false (advice.is_forced);
    }
}

/* The points of each rule, alone, as the reference has them. */
static void
test_points (void)
{
  static const struct
  {
    const char *facts;
    int server, archive; /* beside the two points that IMAP has always */
    const char *rule;    /* NULL: none holds */
  } cases[] = {
    { "devices=1", -2, 0, "U1" },
    { "devices=2", 4, 0, "U1" },
    { "devices=3", 5, 0, "U1" },
    { "people=several", 5, 0, "U2" },
    { "people=one", 0, 0, NULL },
    { "webmail=sometimes", 2, 0, "U3" },
    { "webmail=often", 3, 0, "U3" },
    { "webmail=never", 0, 0, NULL },
    { "folders=yes", 2, 0, "U4" },
    { "instant=yes idle=yes", 1, 0, "U5" },
    { "instant=yes", 0, 0, NULL },
    { "instant=yes idle=no", 0, 0, NULL },
    { "idle=yes", 0, 0, NULL },
    { "link=metered", 1, 0, "U6" },
    { "link=slow", -1, 0, "U6" },
    { "link=normal", 0, 0, NULL },
    { "offline=often", -1, 0, "U7" },
    { "offline=never", 0, 0, NULL },
    { "backup=none", 2, 1, "U8" },
    { "backup=regular", 0, 0, NULL },
    { "archive=yes", -2, 3, "U9" },
    { "keep-all=yes", 0, 4, "U10" },
    { "legal=yes", 0, 4, "U11" },
    { "remove=yes", -5, 0, "U12" },
    { "pop-archive=yes", -1, 2, "U13" },
    { "pop-devices=2", 3, 0, "U14" },
    { "pop-devices=99", 3, 0, "U14" },
    { "pop-devices=1", 0, 0, NULL },
    { "moving=yes", 1, 3, "U15" },
    { "lock-fear=yes", 0, 3, "U16" },
    { "family-pc=yes", 2, 0, "U17" },
    { "migrating=imap", 3, 0, "U18" },
    { "migrating=pop", -3, 0, "U18" },
    { "migrating=no", 0, 0, NULL },
    { "quota=79", 0, 0, NULL },
    { "quota=80", 0, 3, "M1" },
    { "quota=94 quota-fixed=no", 0, 3, "M1" },
    { "quota=80 quota-fixed=yes", -1, 3, "M1" },
    { "quota=95", -1, 3, "M1" },
    { "quota=1000 quota-fixed=no", -1, 3, "M1" },
    { "quota=95 quota-fixed=yes", -2, 3, "M1" },
    { "quota=100 quota-fixed=yes", -2, 3, "M1" },
    { "quota=100", -1, 3, "M1" },
    { "quota-fixed=yes", 0, 0, NULL },
    { "mailbox-gb=25", 0, 0, NULL },
    { "mailbox-gb=25.001", 0, 2, "M2" },
    { "largest-folder=100000", 0, 0, NULL },
    { "largest-folder=100001", 0, 1, "M3" },
    { "expire=0", 0, 0, NULL },
    { "expire=1", 0, 2, "M4" },
    { "expire=100000", 0, 2, "M4" },
    { "expire=never", 0, 0, NULL },
    { "prefers=imap", 1, 0, "M5" },
    { "prefers=pop", -1, 0, "M5" },
    { "prefers=none", 0, 0, NULL },
    { "public-pc=yes client=geary role=alias login-delay=60 uidl=no", 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WpAdvice advice = advice_on (cases[i].facts);

      g_test_message ("%s", cases[i].facts);
      g_assert_cmpint (advice.server_points, ==, 2 + cases[i].server);
      g_assert_cmpint (advice.archive_points, ==, cases[i].archive);
      g_assert_cmpuint (advice.n_reasons, ==, cases[i].rule == NULL ? 1 : 2);
      if (cases[i].rule != NULL)
        g_assert_cmpstr (advice.reasons[1].rule, ==, cases[i].rule);
    }
}

static void
test_table (void)
{
  WpSituation situation = situation_of (ALONE "keep-all=yes quota=96 quota-fixed=yes");
  WpAdviceRow rows_found[WP_MOST_ROWS];
  guint count = wp_advise_table (&situation, rows_found), holding = 0;
  int server = 0, archive = 0;
  WpAdvice advice;

  wp_advise (&situation, &advice);
  for (guint i = 0; i < count; i++)
    {
      g_assert_nonnull (rows_found[i].reason.text);
      if (!rows_found[i].holds)
        continue;
      g_assert_cmpstr (rows_found[i].reason.rule, ==, advice.reasons[holding].rule);
      server += rows_found[i].reason.server;
      archive += rows_found[i].reason.archive;
      holding++;
    }
  g_assert_cmpuint (holding, ==, advice.n_reasons);
  g_assert_cmpuint (holding, ==, 4); /* U0, U1, U10, M1 */
  g_assert_cmpint (server, ==, advice.server_points);
  g_assert_cmpint (archive, ==, advice.archive_points);
  g_assert_cmpstr (rows_found[0].reason.rule, ==, "U0");
  g_assert_true (rows_found[0].holds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/rows", test_rows);
  g_test_add_func ("/advise/days", test_days);
  g_test_add_func ("/advise/modifiers", test_modifiers);
  g_test_add_func ("/advise/sure", test_sure);
  g_test_add_func ("/advise/network-change", test_network_change);
  g_test_add_func ("/advise/conflicts", test_conflicts);
  g_test_add_func ("/advise/points", test_points);
  g_test_add_func ("/advise/table", test_table);
  return g_test_run ();
}
